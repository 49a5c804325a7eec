/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: nothing of a day is left lying without a name. Whatever was not dispatched at the cut-off, or is due that day and not
 * done, is named with the desk that had it last; and the list of a past day is the list that the desk had then.
 */

#include "wg-command-cases.h"

#include "wg-error.h"
#include "wg-queue.h"
#include "wg-store-as-of.h"
#include "wg-store-replay.h"
#include "wg-time.h"

#include <glib/gi18n.h>

typedef struct
{
  WgTextTable *rows;
  GHashTable *codes;
  gint64 at_ms;
} List;

static gboolean
find_instant (WgCommandCall *call, gint64 *at_ms, GError **error)
{
  const char *text = wg_command_call_get_text (call, "day");
  gint64 now_ms = wg_command_call_get_now (call);
  GTimeZone *zone = wg_store_get_zone (call->store);
  gint32 day = wg_time_to_local (now_ms, zone, NULL);
  gint64 cut_off_ms;

  if (text != NULL && !wg_time_day_parse (text, &day))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("“%s” is not a day; write 2026-11-20."), text);
      return FALSE;
    }
  wg_store_load_cut_off_async (call->store, now_ms, call->cancellable, wg_command_call_ready, call);
  cut_off_ms = wg_store_load_cut_off_finish (call->store, wg_command_call_wait (call), error);
  if (cut_off_ms < 0)
    return FALSE;
  *at_ms = text != NULL ? MIN (wg_time_from_local (day, cut_off_ms, zone), now_ms) : now_ms;
  return TRUE;
}

/* Who did the last thing with it, and at which desk. */
static const WgEvent *
find_last (const WgCaseFile *file)
{
  return file->events->len > 0 ? g_ptr_array_index (file->events, file->events->len - 1) : NULL;
}

static void
write_json (WgCommandCall *call, const List *list, const WgCaseRecord *record, const WgEvent *last, gboolean waits)
{
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "number", record->number);
  wg_json_writer_text (call->writer, "title", record->title);
  wg_json_writer_text (call->writer, "state", wg_case_state_to_nick (record->state));
  wg_json_writer_text (call->writer, "why", waits ? "not_dispatched" : "due_today");
  wg_json_writer_text (call->writer, "grid", wg_command_cases_get_grid (list->codes, record));
  wg_json_writer_time (call->writer, "reported", record->reported_ms);
  wg_json_writer_time (call->writer, "due", record->due_ms);
  wg_json_writer_text (call->writer, "holder", wg_case_record_get_holder (record));
  wg_json_writer_text (call->writer, "by", last != NULL ? last->operator_name : NULL);
  wg_json_writer_text (call->writer, "desk", last != NULL && *last->desk != '\0' ? last->desk : NULL);
  wg_json_writer_end_object (call->writer);
}

static gboolean
print_case (WgCommandCall *call, const List *list, const WgCaseRecord *record, GError **error)
{
  gboolean waits = record->state == WG_CASE_STATE_REPORTED || record->state == WG_CASE_STATE_FILED;
  g_autoptr (WgCaseFile) file = NULL;
  const WgEvent *last;

  wg_store_load_case_at_async (call->store, record->number, list->at_ms, call->cancellable, wg_command_call_ready, call);
  file = wg_store_load_case_at_finish (call->store, wg_command_call_wait (call), error);
  if (file == NULL)
    return FALSE;
  last = find_last (file);
  if (call->json)
    {
      write_json (call, list, record, last, waits);
      return wg_command_call_end_line (call, error);
    }
  wg_text_table_add (list->rows, record->number);
  wg_text_table_add (list->rows, wg_case_state_get_label (record->state));
  wg_text_table_add (list->rows, waits ? C_ ("day list", "not dispatched") : C_ ("day list", "due today"));
  wg_text_table_add (list->rows, wg_case_record_get_holder (record));
  wg_text_table_add (list->rows, last != NULL ? wg_operator_name_get_label (last->operator_name) : NULL);
  wg_text_table_add (list->rows, last != NULL ? last->desk : NULL);
  wg_text_table_add (list->rows, record->title);
  return TRUE;
}

static GPtrArray *
list_cases (WgCommandCall *call, gint64 at_ms, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();

  query->as_of_ms = at_ms;
  query->only_live = TRUE;
  wg_store_list_cases_at_async (call->store, query, call->cancellable, wg_command_call_ready, call);
  return wg_store_list_cases_at_finish (call->store, wg_command_call_wait (call), error);
}

static gboolean
run_day_list (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Number"), C_ ("column", "State"), C_ ("column", "Why"), C_ ("column", "Holder"), C_ ("column", "Last by"), C_ ("column", "Desk"), C_ ("column", "Title") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lllllll", titles);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GHashTable) codes = NULL;
  List list = { rows, NULL, 0 };
  WgQueueView view;

  if (!find_instant (call, &list.at_ms, error))
    return FALSE;
  records = list_cases (call, list.at_ms, error);
  if (records == NULL)
    return FALSE;
  wg_store_list_grid_codes_async (call->store, call->cancellable, wg_command_call_ready, call);
  list.codes = codes = wg_store_list_grid_codes_finish (call->store, wg_command_call_wait (call), error);
  wg_queue_view_init (&view, list.at_ms, wg_store_get_zone (call->store), WG_NO_ID);
  for (guint i = 0; codes != NULL && i < records->len; i++)
    {
      if (wg_queue_contains (WG_QUEUE_UNCLEARED, records->pdata[i], &view) && !print_case (call, &list, records->pdata[i], error))
        return FALSE;
    }
  return codes != NULL && (call->json || wg_command_call_print_table (call, rows, error));
}

static const WgOption options[] = {
  { "day", WG_OPTION_TEXT, "YYYY-MM-DD", N_ ("the list of this day as it was at the cut-off; else what it would be now") },
  { NULL },
};

const WgCommand wg_commands_daylist[] = {
  { "day-list", NULL, NULL, 0, 0, WG_COMMAND_OPENS, 0, -1, "{number,title,state,why,grid,reported,due,holder,by,desk}",
    N_ ("Name what the day must not leave behind: not dispatched, or due and not done"), run_day_list, options },
  { NULL },
};
