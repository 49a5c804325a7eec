/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the clock of a case is spread over its clock row, its pauses, its holders, its extensions and the calendar; whoever
 * asks "why is this late" gets them as one ledger, the same on screen, on paper and in a test.
 */

#include "wg-store-clocks.h"

#include "wg-calendar-table.h"
#include "wg-case-table.h"
#include "wg-time.h"

typedef struct
{
  char *number;
  char *kind;
  gint64 at_ms;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->number);
  g_free (request->kind);
  g_free (request);
}

static gint64
get_time (WgStatement *row, int column)
{
  return wg_statement_is_null (row, column) ? WG_TIME_NONE : wg_statement_get_int64 (row, column);
}

static GPtrArray *
read_clocks (WgStoreWork *work, gint64 case_id, const char *kind, gint64 at_ms, GError **error)
{
  g_autoptr (GPtrArray) ledgers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_clock_ledger_free);
  GError *local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "ledger-clocks", "iiis",
                                          wg_connection_get_district (work->connection), case_id, at_ms, kind);

  while (row != NULL && wg_statement_step (row, &local))
    {
      WgClockLedger *ledger = wg_clock_ledger_new (wg_statement_get_text (row, 1));

      ledger->run = (int) wg_statement_get_int64 (row, 0);
      ledger->seq = (int) wg_statement_get_int64 (row, 2);
      ledger->deadline.limit_n = wg_statement_get_double (row, 3);
      wg_limit_unit_from_nick (wg_statement_get_text (row, 4), &ledger->deadline.limit_unit);
      ledger->deadline.start_ms = wg_statement_get_int64 (row, 5);
      ledger->stopped_ms = get_time (row, 6);
      ledger->deadline.extensions = (guint) wg_statement_get_int64 (row, 7);
      ledger->stored_ms = get_time (row, 8);
      g_ptr_array_add (ledgers, ledger);
    }
  return wg_statement_end (row, local, error) ? g_steal_pointer (&ledgers) : NULL;
}

static gboolean
read_pauses (WgStoreWork *work, gint64 case_id, WgClockLedger *ledger, gint64 at_ms, GError **error)
{
  GError *local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "ledger-pauses", "iiisi",
                                          wg_connection_get_district (work->connection), case_id, (gint64) ledger->run,
                                          ledger->kind, at_ms);

  while (row != NULL && wg_statement_step (row, &local))
    {
      /* What came after the clock was stopped is nothing to it. */
      if (wg_statement_get_int64 (row, 0) < ledger->stopped_ms)
        wg_clock_ledger_add_pause (ledger, wg_statement_get_int64 (row, 0), get_time (row, 1), wg_statement_get_text (row, 2));
    }
  return wg_statement_end (row, local, error);
}

static gboolean
read_holders (WgStoreWork *work, gint64 case_id, WgClockLedger *ledger, gint64 at_ms, GError **error)
{
  GError *local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "ledger-holders", "iiii",
                                          wg_connection_get_district (work->connection), case_id, (gint64) ledger->run, at_ms);

  while (row != NULL && wg_statement_step (row, &local))
    wg_clock_ledger_add_holder (ledger, wg_statement_get_int64 (row, 0), get_time (row, 1), wg_statement_get_text (row, 2));
  return wg_statement_end (row, local, error);
}

/* The calendar as it was known at @at_ms; mostly that is the one of now. */
static WgCalendar *
get_calendar (WgStoreWork *work, gint64 at_ms, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 changed_ms = wg_connection_get_value (work->connection, NULL, &local, "calendar-changed", "i", wg_connection_get_district (work->connection));

  if (local == NULL)
    return changed_ms <= at_ms ? wg_store_work_get_calendar (work, error) : wg_calendar_table_load (work, at_ms, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
complete (WgStoreWork *work, gint64 case_id, WgClockLedger *ledger, gint64 at_ms, GError **error)
{
  gboolean stopped = ledger->stopped_ms != WG_TIME_NONE && !wg_limit_unit_is_continuous (ledger->deadline.limit_unit);
  g_autoptr (WgCalendar) calendar = NULL;

  if (stopped || at_ms < wg_clock_get_now (work->clock))
    calendar = get_calendar (work, MIN (at_ms, ledger->stopped_ms), error);
  else
    calendar = wg_store_work_get_calendar (work, error);
  if (calendar == NULL || !read_pauses (work, case_id, ledger, at_ms, error))
    return FALSE;
  /* The time of the other clocks is that of a desk. */
  if (g_str_equal (ledger->kind, "handling") && !read_holders (work, case_id, ledger, at_ms, error))
    return FALSE;
  wg_clock_ledger_close (ledger, calendar, at_ms);
  return TRUE;
}

GPtrArray *
wg_store_work_list_clocks (WgStoreWork *work, gint64 case_id, const char *kind, gint64 at_ms, GError **error)
{
  g_autoptr (GPtrArray) ledgers = read_clocks (work, case_id, kind, at_ms, error);

  for (guint i = 0; ledgers != NULL && i < ledgers->len; i++)
    {
      if (!complete (work, case_id, g_ptr_array_index (ledgers, i), at_ms, error))
        return NULL;
    }
  return g_steal_pointer (&ledgers);
}

static gpointer
list_clocks (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (WgCaseRecord) record = wg_case_table_find (work->connection, request->number, error);

  return record != NULL ? wg_store_work_list_clocks (work, record->id, request->kind, request->at_ms, error) : NULL;
}

void
wg_store_list_clocks_async (WgStore *self,
                            const char *number,
                            const char *kind,
                            gint64 at_ms,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->number = g_strdup (number);
  request->kind = g_strdup (kind);
  request->at_ms = at_ms;
  wg_store_read_async (self, list_clocks, request, request_free, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                       user_data);
}

GPtrArray *
wg_store_list_clocks_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
