/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the figures of a day and a month are questions about closed cases, which no list on the screen holds. */

#include "wg-store-figures.h"

#include "wg-indicators.h"
#include "wg-store-indicators.h"

static gint64
get_start_of_day (GDateTime *local, int day)
{
  g_autoptr (GDateTime) start = g_date_time_new (g_date_time_get_timezone (local), g_date_time_get_year (local),
                                                 g_date_time_get_month (local), day, 0, 0, 0);

  return g_date_time_to_unix (start) * 1000;
}

/* Of everything that has happened up to now. */
static gboolean
count_month (WgStoreWork *work, gint64 month_ms, gint64 now_ms, WgDayFigures *figures, GCancellable *cancellable, GError **error)
{
  const WgPeriod month = { month_ms, G_MAXINT64, now_ms + 1 };
  g_autoptr (GPtrArray) histories = wg_store_work_load_unsettled (work, month_ms, month.as_of_ms, cancellable, error);
  gint64 tallies[WG_N_TALLIES] = { 0 };

  for (guint i = 0; histories != NULL && i < histories->len; i++)
    {
      const WgCaseHistory *history = g_ptr_array_index (histories, i);

      wg_indicators_count ((const WgStep *) (gpointer) history->steps->data, history->steps->len, &month, tallies, NULL);
    }
  wg_indicator_get (WG_INDICATOR_CLOSE_ON_TIME_RATE, tallies, &figures->month_in_time, &figures->month_due);
  return histories != NULL;
}

static gpointer
count_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  gint64 now_ms = *(gint64 *) request;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, work->zone);
  gint64 day_ms = get_start_of_day (local, g_date_time_get_day_of_month (local));
  g_autofree WgDayFigures *figures = g_new0 (WgDayFigures, 1);
  WgStatement *row
      = wg_connection_query (work->connection, error, "case-day-figures", "ii", wg_connection_get_district (work->connection), day_ms);

  if (row == NULL || !wg_statement_step (row, error))
    return NULL;
  figures->filed_today = wg_statement_get_int64 (row, 0);
  figures->closed_today = wg_statement_get_int64 (row, 1);
  wg_statement_reset (row);
  return count_month (work, get_start_of_day (local, 1), now_ms, figures, cancellable, error) ? g_steal_pointer (&figures) : NULL;
}

void
wg_store_count_day_async (WgStore *self,
                          gint64 now_ms,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  gint64 *request = g_new (gint64, 1);

  *request = now_ms;
  wg_store_read_async (self, count_work, request, g_free, g_free, cancellable, callback, user_data);
}

WgDayFigures *
wg_store_count_day_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
