/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgDayFigures:
 * @filed_today: cases filed since local midnight
 * @closed_today: cases closed since then
 * @month_closed: cases closed since the first of the month, local time
 * @month_in_time: those of @month_closed whose handling clock, at the last report done before the check passed, had used
 *   less than its limit; of an imported case without a clock: closed before it was due, or never due
 *
 * What a wall tells beside the backlog. With the open cases that are overdue, @month_closed makes the cases due to close
 * (domain.md, section 5).
 */
typedef struct
{
  gint64 filed_today;
  gint64 closed_today;
  gint64 month_closed;
  gint64 month_in_time;
} WgDayFigures;

/**
 * wg_store_count_day_async:
 * @now_ms: the instant that says which day and month, milliseconds UTC
 */
void wg_store_count_day_async (WgStore *self,
                               gint64 now_ms,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * wg_store_count_day_finish:
 *
 * Returns: (transfer full): the figures; free with g_free().
 */
WgDayFigures *wg_store_count_day_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
