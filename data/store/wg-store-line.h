/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-act.h"
#include "wg-line.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgLineResult:
 * @verb: see #WgLine
 * @number: (nullable): the one case that is meant
 * @title: (nullable): what the case is called
 * @to: (nullable): the person, unit, case, day, grid or text that is meant
 * @preview: what it does, or did, in a sentence
 * @choices: (element-type WgLineChoice): what the last word of the line means or could mean, the first few of it
 * @ambiguous: whether that is more than one thing; then nothing is done
 * @state: (nullable): of the case afterwards
 * @due_ms: when the clock that runs afterwards ends, milliseconds UTC, or %WG_NO_TIME
 * @clock: which clock that is
 * @event: its event, or %G_MININT64 when nothing was written
 * @act: (nullable): the move that the line asks for, complete but for operator, desk and key; it expects the version of the
 *   case that it was tried on
 * @refusal: (nullable): of wg_store_preview_line_finish() only: why it cannot be done
 */
typedef struct
{
  int verb;
  char *number;
  char *title;
  char *to;
  char *preview;
  GPtrArray *choices;
  gboolean ambiguous;
  char *state;
  gint64 due_ms;
  WgCaseClock clock;
  gint64 version;
  gint64 event;
  char **warnings;
  WgAct *act;
  GError *refusal;
} WgLineResult;

void wg_line_result_free (WgLineResult *self);

/**
 * wg_store_run_line_async:
 * @text: the line as typed
 * @key: (nullable): the idempotency key
 * @dry_run: whether it is only tried: the move is made as the store would make it, and taken back in the same breath
 *
 * `merge` wants the digits of the other case next, `suspend` a date or so many days (7d, 7天), `extend` a reason and, behind a
 * semicolon, what was done so far. Digits mean the newest open case whose number ends so; where there are several, and where a name is borne by several, all
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

/**
 * wg_store_preview_line_async:
 * @text: the line as far as it is typed
 *
 * As wg_store_run_line_async() with a dry run, for who is still typing: what is missing or not allowed is part of the
 * answer, beside what was understood so far. It works on a database that can only be read, too.
 */
void wg_store_preview_line_async (WgStore *self,
                                  const char *text,
                                  gint64 operator_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
WgLineResult *wg_store_preview_line_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgLineResult, wg_line_result_free)

G_END_DECLS
