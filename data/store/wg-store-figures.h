/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgDayFigures:
 * @filed_today: cases filed since local midnight
 * @closed_today: cases closed since then
 * @month_due: cases due to close since the first of the month, local time: closed since then, or open past the handling limit
 * @month_in_time: those of @month_due that were closed in time
 *
 * What a wall tells beside the backlog. The month is counted like every indicator (wg_indicators_count()), so that wall and
 * report say the same.
 */
typedef struct
{
  gint64 filed_today;
  gint64 closed_today;
  gint64 month_due;
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
