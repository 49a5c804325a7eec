/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-line.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgLineResult:
 * @verb: see #WgLine
 * @number: (nullable): the one case that is meant
 * @to: (nullable): the person, unit, grid or text that is meant
 * @preview: what it does, or did, in a sentence
 * @ambiguous: (array zero-terminated=1): what the line could mean as well; nothing is done unless it is empty
 * @state: (nullable): of the case afterwards
 * @event: its event, or %G_MININT64 when nothing was written
 */
typedef struct
{
  int verb;
  char *number;
  char *to;
  char *preview;
  char **ambiguous;
  char *state;
  gint64 version;
  gint64 event;
  char **warnings;
} WgLineResult;

void wg_line_result_free (WgLineResult *self);

/**
 * wg_store_run_line_async:
 * @text: the line as typed
 * @key: (nullable): the idempotency key
 * @dry_run: whether it is only tried: the move is made as the store would make it, and taken back in the same breath
 *
 * Digits mean the newest open case whose number ends so; where there are several, and where a name is borne by several, all
 * are listed and nothing is done.
 */
void wg_store_run_line_async (WgStore *self,
                              const char *text,
                              gint64 operator_id,
                              const char *key,
                              gboolean dry_run,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
WgLineResult *wg_store_run_line_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgLineResult, wg_line_result_free)

G_END_DECLS
