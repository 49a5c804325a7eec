/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: clocks are counted with the days of the district, which are rows that carry the instant from which they are known;
 * so the calendar of any moment can be had again, and what was counted with it.
 */

#include "wg-calendar-table.h"

#include "wg-time.h"

static gboolean
read_days (WgStatement *row, WgCalendar *calendar, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (local == NULL && wg_statement_step (row, &local))
    {
      WgDayKind kind = WG_DAY_REST;
      gint32 day = 0;

      if (wg_time_day_parse (wg_statement_get_text (row, 0), &day)
          && wg_day_kind_from_nick (wg_statement_get_text (row, 1), &kind))
        wg_calendar_set_day (calendar, day, kind, wg_statement_get_text (row, 2), wg_statement_get_text (row, 3), &local);
    }
  wg_statement_reset (row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

WgCalendar *
wg_calendar_table_load (WgStoreWork *work, gint64 at_ms, GError **error)
{
  g_autoptr (WgCalendar) calendar = wg_calendar_new (work->zone_name, error);

  if (calendar == NULL)
    return NULL;
  wg_calendar_clear_days (calendar);
  if (!read_days (wg_connection_query (work->connection, error, "calendar-list", "ii",
                                       wg_connection_get_district (work->connection), at_ms),
                  calendar, error))
    return NULL;
  return g_steal_pointer (&calendar);
}

WgCalendar *
wg_store_work_get_calendar (WgStoreWork *work, GError **error)
{
  gint64 last = wg_connection_get_value (work->connection, NULL, NULL, "event-last-of", "is",
                                         wg_connection_get_district (work->connection), "calendar");

  if (work->calendar == NULL || work->calendar_event != last)
    {
      g_clear_object (&work->calendar);
      work->calendar = wg_calendar_table_load (work, WG_TIME_NONE, error);
      work->calendar_event = last;
    }
  return work->calendar != NULL ? g_object_ref (work->calendar) : NULL;
}
