/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgProblem:
 * @kind: `file`, `chain`, `state`, `clock`, `backlog`, `parent`, `version`, `approval`, `coverage`,
 *   `attachment` or `batch`
 * @subject: what it is about: the number of a case, the code of a grid, an event, a batch
 * @text: a sentence
 */
typedef struct
{
  char *kind;
  char *subject;
  char *text;
} WgProblem;

/**
 * WgVerification:
 * @ok: whether there is no problem
 * @problems: (element-type WgProblem): what is wrong, at most a hundred of each kind
 * @events: how many events were looked at
 * @cases: how many cases
 * @grids: how many grids in force
 */
typedef struct
{
  gboolean ok;
  GPtrArray *problems;
  gint64 events;
  gint64 cases;
  gint64 grids;
} WgVerification;

void wg_verification_free (WgVerification *self);

/**
 * WgVerifyProgress:
 * @done: events looked at
 * @total: events to look at; when @done has reached it, the file is still being read
 *
 * Called on the thread that asked.
 */
typedef void (*WgVerifyProgress) (gint64 done, gint64 total, gpointer user_data);

/**
 * wg_store_verify_async:
 * @since: look only at events after this one; 0 for all
 * @progress: (nullable): told how far it is
 *
 * Looks whether the database says the truth: the file is whole, the events chain, every case is in the state of its last
 * event and says of its marks, holder, extensions, signatures and times what its events say, its due time and what its stopped
 * clocks used are what their proofs give, the backlog is what a plain count gives, every open case is counted where it
 * lies, every grid has the parent its level demands, no grid is drawn twice at once, no row belongs to an import that is not
 * there, nothing that was drawn lies on another grid, a derived outline is that of the grids below. Cases outside all grids, and
 * grids without parent that an import told, are no problems.
 */
void wg_store_verify_async (
    WgStore *self, gint64 since, WgVerifyProgress progress, gpointer progress_data, GCancellable *cancellable,
    GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_verify_finish:
 *
 * Returns: (transfer full): what was found, or %NULL with @error set when it could not be looked at.
 */
WgVerification *wg_store_verify_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgVerification, wg_verification_free)

G_END_DECLS
