/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"
#include "wg-import-decision.h"
#include "wg-staging.h"

G_BEGIN_DECLS

/**
 * WgBatch:
 * @kind: what its rows are
 * @file_name: the file it came from, without folder
 * @sha256: of that file
 * @state: `loading`, `published` or `undone`
 * @read: features read; read = stored + refused
 * @stored: features that came in; repaired, merged, updated, unchanged and outside are parts of it
 * @operator_name: (nullable): who imported it
 * @started_ms: milliseconds UTC
 * @event_id: its newest event, 0 while it is loading
 * @published_ms: when it was published, G_MAXINT64 while it is loading
 * @undone_ms: when it was taken back, G_MAXINT64 when it was not
 * @findings: (element-type WgImportFinding) (nullable): only of wg_store_load_batch_finish()
 *
 * One import, as the database remembers it.
 */
typedef struct
{
  gint64 id;
  WgImportKind kind;
  char *file_name;
  char *sha256;
  char *state;
  gint64 read;
  gint64 stored;
  gint64 repaired;
  gint64 merged;
  gint64 updated;
  gint64 unchanged;
  gint64 refused;
  gint64 outside;
  gint64 operator_id;
  char *operator_name;
  gint64 started_ms;
  gint64 event_id;
  gint64 published_ms;
  gint64 undone_ms;
  GPtrArray *findings;
} WgBatch;

void wg_batch_free (WgBatch *self);

/* Everything below runs on a connection's own thread. */

/**
 * wg_batch_table_list:
 *
 * Returns: (transfer full) (element-type WgBatch): all imports, by id.
 */
GPtrArray *wg_batch_table_list (WgConnection *connection, GError **error);

/**
 * wg_batch_table_find:
 *
 * Returns: (transfer full): one import with its findings, or %NULL with %WG_ERROR_NOT_FOUND.
 */
WgBatch *wg_batch_table_find (WgConnection *connection, gint64 id, GError **error);

/**
 * wg_batch_table_list_decisions:
 *
 * Returns: (transfer full) (element-type WgImportDecision): what was said about the findings of an import
 */
GPtrArray *wg_batch_table_list_decisions (WgConnection *connection, gint64 id, GError **error);

/**
 * wg_batch_table_list_earlier_decisions:
 * @sha256: of a file
 *
 * Returns: (transfer full) (element-type WgImportDecision): what was said when the very same file was last imported as @kind
 */
GPtrArray *wg_batch_table_list_earlier_decisions (WgConnection *connection, const char *sha256, WgImportKind kind, GError **error);

/**
 * WgBatchClearing:
 *
 * Deletes the rows of a batch that nobody sees any more, a short transaction at a time.
 */
typedef struct
{
  gint64 batch_id;
  WgImportKind kind;
  gboolean forget; /* the batch itself goes too: it was never published */

  /*< private >*/
  gboolean measured;
  gint64 next_id;
  gint64 last_id;
} WgBatchClearing;

/**
 * wg_batch_table_clear_step:
 * @connection: a writer outside any transaction
 * @clearing: what is to be deleted; remembers how far it got
 * @more: (out): whether there is more to do
 */
gboolean
wg_batch_table_clear_step (WgConnection *connection, WgBatchClearing *clearing, gboolean *more, GError **error);

/**
 * wg_batch_table_clear_leftovers:
 * @connection: a writer outside any transaction
 *
 * Deletes the rows of imports whose program was killed before they were published, and what an interrupted undo left. An
 * import that another program is loading at this moment is left alone.
 */
gboolean wg_batch_table_clear_leftovers (WgConnection *connection, GError **error);

/**
 * wg_batch_owner_new:
 *
 * Returns: (transfer full): words that say which run of which program loads a batch. The run counts as alive until
 *   wg_batch_owner_end() or the end of the program.
 */
char *wg_batch_owner_new (void);
void wg_batch_owner_end (const char *owner);

/**
 * wg_batch_owner_is_alive:
 *
 * Returns: whether that run may still be loading; %TRUE in doubt.
 */
gboolean wg_batch_owner_is_alive (const char *owner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBatch, wg_batch_free)

G_END_DECLS
