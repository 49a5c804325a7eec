/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-alarm-book.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgReplay:
 * @cases: how many there are
 * @changes: changes of cases that were played: the moves of the log, and the business times of imported cases
 * @checks: how often everything was counted anew: once an hour
 * @most_open: the most cases that were open at once, suspended ones aside
 * @most_overdue: the most that were overdue at once
 * @hidden_overdue: overdue cases that a count found and the alarms did not show, over all checks
 * @figures: of the alarms
 *
 * What came of playing a stretch of time again, second by second, before a desk that is always open.
 */
typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
  gint64 cases;
  gint64 changes;
  gint64 checks;
  gint64 most_open;
  gint64 most_overdue;
  gint64 hidden_overdue;
  WgAlarmFigures figures;
} WgReplay;

/**
 * wg_store_work_get_cut_off:
 *
 * Returns: the cut-off of the day in force at @at_ms, milliseconds after local midnight: the setting `cut-off-hour`.
 */
gint64 wg_store_work_get_cut_off (WgStoreWork *work, gint64 at_ms);

/**
 * wg_store_load_cut_off_async:
 *
 * wg_store_work_get_cut_off() on a reader.
 */
void wg_store_load_cut_off_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_load_cut_off_finish:
 *
 * Returns: milliseconds after local midnight; -1 with @error set.
 */
gint64 wg_store_load_cut_off_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_replay_async:
 * @from_ms: the beginning, milliseconds UTC
 * @to_ms: the end
 * @speed: seconds played in one second; 0 for as fast as it goes
 *
 * Plays what the database knows of the time between. Changes nothing.
 */
void wg_store_replay_async (WgStore *self,
                            gint64 from_ms,
                            gint64 to_ms,
                            double speed,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/**
 * wg_store_replay_finish:
 *
 * Returns: (transfer full): to be freed with g_free()
 */
WgReplay *wg_store_replay_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
