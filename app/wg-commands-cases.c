/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: lists of cases for scripts and for people in a terminal, one object a line, whatever filter was asked for. */

#include "wg-command-cases.h"
#include "wg-command-figures.h"

#include "wg-command-filters.h"
#include "wg-command-queues.h"
#include "wg-error.h"
#include "wg-store-as-of.h"
#include "wg-time.h"

#include <glib/gi18n.h>

const char *
wg_command_cases_get_class (const WgCaseRecord *record)
{
  return record->class_code != NULL ? record->class_code : record->class_text;
}

const char *
wg_command_cases_get_grid (GHashTable *codes, const WgCaseRecord *record)
{
  return record->grid_id == WG_NO_ID ? NULL : g_hash_table_lookup (codes, &record->grid_id);
}

void
wg_command_cases_write (WgJsonWriter *out, const WgCaseRecord *record, const char *grid, gint64 now_ms)
{
  wg_json_writer_text (out, "number", record->number);
  wg_json_writer_text (out, "state", wg_case_state_to_nick (record->state));
  wg_json_writer_time (out, "suspended_until", record->suspended_until_ms);
  wg_json_writer_text (out, "class", wg_command_cases_get_class (record));
  wg_json_writer_text (out, "route", wg_route_to_nick (record->route));
  wg_json_writer_text (out, "channel", record->channel);
  wg_json_writer_text (out, "title", record->title);
  wg_json_writer_text (out, "address", record->address);
  wg_json_writer_text (out, "grid", grid);
  wg_json_writer_double (out, "lon", record->lon);
  wg_json_writer_double (out, "lat", record->lat);
  wg_json_writer_time (out, "reported", record->reported_ms);
  wg_json_writer_time (out, "filed", record->filed_ms);
  wg_json_writer_time (out, "due", record->due_ms);
  wg_json_writer_time (out, "closed", record->closed_ms);
  wg_json_writer_text (out, "assignee", record->person_name);
  wg_json_writer_text (out, "unit", record->unit_name);
  wg_json_writer_bool (out, "overdue", wg_case_record_is_overdue (record, now_ms));
  wg_json_writer_int (out, "version", record->version);
}

/* Filters. */

static void
take_queue (WgCommandCall *call, WgCaseQuery *query)
{
  WgQueue queue;

  if (wg_queue_from_nick (wg_command_call_get_text (call, "queue"), &queue))
    query->queue = (int) queue;
}

gboolean
wg_command_cases_take_filter (WgCommandCall *call, WgCaseQuery *query, GError **error)
{
  const char *state = wg_command_call_get_text (call, "state");
  WgCaseState value;

  if (state != NULL && wg_case_state_from_nick (state, &value))
    query->state = (int) value;
  query->only_open = wg_command_call_has (call, "open");
  query->only_overdue = wg_command_call_has (call, "overdue");
  query->only_outside = wg_command_call_has (call, "outside");
  query->only_unsatisfied = wg_command_call_has (call, "unsatisfied");
  query->only_hard = wg_command_call_has (call, "hard");
  take_queue (call, query);
  query->class_code = g_strdup (wg_command_call_get_text (call, "class"));
  /* Of a figure, they are its period. */
  if (!wg_command_call_has (call, "indicator"))
    {
      query->from_ms = wg_command_call_get_time (call, "from", WG_NO_TIME);
      query->to_ms = wg_command_call_get_time (call, "to", WG_NO_TIME);
      query->grid_code = g_strdup (wg_command_call_get_text (call, "grid"));
    }
  query->text = g_strdup (wg_command_call_get_text (call, "text"));
  query->as_of_ms = wg_command_call_get_now (call);
  query->limit = (guint) CLAMP (wg_command_call_get_integer (call, "limit", 0), 0, G_MAXUINT);
  return wg_command_call_find_holder (call, wg_command_call_get_text (call, "assignee"), &query->person_id, &query->unit_id,
                                      error);
}

/* Printing. */

static void
add_text_row (WgTextTable *rows, const WgCaseRecord *record, const char *grid, GTimeZone *zone, gint64 now_ms)
{
  g_autofree char *due = record->due_ms != WG_NO_TIME ? wg_time_format_local (record->due_ms, zone, now_ms, WG_TIME_SHORT) : NULL;
  g_autofree char *late = wg_case_record_is_overdue (record, now_ms) ? g_strdup_printf (_ ("%s overdue"), due) : NULL;

  wg_text_table_add (rows, record->number);
  wg_text_table_add (rows, wg_case_record_is_suspended (record) ? C_ ("state", "Suspended") : wg_case_state_get_label (record->state));
  wg_text_table_add (rows, grid);
  wg_text_table_add (rows, wg_case_record_get_holder (record));
  wg_text_table_add (rows, late != NULL ? late : due);
  wg_text_table_add (rows, record->title);
  wg_text_table_add (rows, record->address);
}

static gboolean
print_text (WgCommandCall *call, GPtrArray *records, GHashTable *codes, gint64 now_ms, GError **error)
{
  const char *const titles[] = { C_ ("column", "Number"), C_ ("column", "State"), C_ ("column", "Grid"), C_ ("column", "Holder"), C_ ("column", "Due"), C_ ("column", "Title"), C_ ("column", "Address") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lllllll", titles);

  for (guint i = 0; i < records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (records, i);

      add_text_row (rows, record, wg_command_cases_get_grid (codes, record), call->zone, now_ms);
    }
  return wg_command_call_print_table (call, rows, error);
}

static gboolean
print_json (WgCommandCall *call, GPtrArray *records, GHashTable *codes, gint64 now_ms, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (records, i);

      wg_json_writer_begin_object (call->writer);
      wg_command_cases_write (call->writer, record, wg_command_cases_get_grid (codes, record), now_ms);
      wg_json_writer_end_object (call->writer);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
wg_command_cases_list (WgCommandCall *call, const WgCaseQuery *query, GError **error)
{
  if (wg_command_call_has (call, "at"))
    {
      wg_store_list_cases_at_async (call->store, query, call->cancellable, wg_command_call_ready, call);
      return wg_store_list_cases_at_finish (call->store, wg_command_call_wait (call), error);
    }
  wg_store_list_cases_async (call->store, query, call->cancellable, wg_command_call_ready, call);
  return wg_store_list_cases_finish (call->store, wg_command_call_wait (call), error);
}

GPtrArray *
wg_command_cases_find (WgCommandCall *call, const WgCaseQuery *query, GError **error)
{
  g_autoptr (WgCaseQuery) whole = wg_case_query_copy (query);
  g_autoptr (GPtrArray) records = NULL;

  if (query->queue < 0)
    return wg_command_cases_list (call, query, error);
  whole->only_live = TRUE;
  whole->limit = 0;
  records = wg_command_cases_list (call, whole, error);
  return records != NULL && wg_command_queues_keep_cases (call, (WgQueue) query->queue, records, error) ? g_steal_pointer (&records) : NULL;
}

/* The store takes 0 for "all". */
static gboolean
check_limit (WgCommandCall *call, GError **error)
{
  if (wg_command_call_get_integer (call, "limit", 0) >= 0)
    return TRUE;
  g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("--limit takes 0 or more."));
  return FALSE;
}

static gboolean
run_cases (WgCommandCall *call, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GHashTable) codes = NULL;
  guint limit;

  if (!check_limit (call, error) || !wg_command_cases_take_filter (call, query, error) || !wg_command_filters_lay_under (call, query, error))
    return FALSE;
  limit = query->limit;
  records = wg_command_cases_find (call, query, error);
  if (records == NULL || (wg_command_call_has (call, "indicator") && !wg_command_figures_keep_cases (call, records, error)))
    return FALSE;
  wg_store_list_grid_codes_async (call->store, call->cancellable, wg_command_call_ready, call);
  codes = wg_store_list_grid_codes_finish (call->store, wg_command_call_wait (call), error);
  if (codes == NULL)
    return FALSE;
  if (wg_command_call_has (call, "limit") && records->len > limit)
    g_ptr_array_set_size (records, (int) limit);
  return (call->json ? print_json : print_text) (call, records, codes, query->as_of_ms, error);
}

static const WgOption cases_options[] = {
  { "state", WG_OPTION_CHOICE, WG_STATE_CHOICES, N_ ("only cases in this state") },
  { "grid", WG_OPTION_TEXT, "CODE", N_ ("only this grid and what is below it") },
  { "open", WG_OPTION_FLAG, NULL, N_ ("only open cases") },
  { "overdue", WG_OPTION_FLAG, NULL, N_ ("only overdue cases: a limit that runs now has passed, of intake, dispatch, handling or check") },
  { "assignee", WG_OPTION_TEXT, "PERSON|UNIT", N_ ("only cases held by this person or unit") },
  { "class", WG_OPTION_TEXT, "CODE", N_ ("only this class and what is below it") },
  { "from", WG_OPTION_TIME, "TIME", N_ ("only cases reported at or after this time") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("only cases reported before this time") },
  { "text", WG_OPTION_TEXT, "TEXT", N_ ("only cases whose number, title, address or class holds this text") },
  { "outside", WG_OPTION_FLAG, NULL, N_ ("only cases outside all grids") },
  { "queue", WG_OPTION_CHOICE, WG_QUEUE_CHOICES, N_ ("only cases in this queue of the window") },
  { "filter", WG_OPTION_TEXT, "NAME", N_ ("as this saved filter says, where no option says otherwise") },
  { "unsatisfied", WG_OPTION_FLAG, NULL, N_ ("only cases whose reporter was not satisfied") },
  { "hard", WG_OPTION_FLAG, NULL, N_ ("only cases for the round table: sent back three times, failed or extended twice, or opened again") },
  { "limit", WG_OPTION_INTEGER, "N", N_ ("at most so many") },
  { "indicator", WG_OPTION_TEXT, "KEY", N_ ("only the cases that this figure of “indicators” counts; --from and --to are its period") },
  { "period", WG_OPTION_TEXT, "KIND:WHICH", N_ ("the period of --indicator, as in “indicators”") },
  { "by", WG_OPTION_CHOICE, "class|channel|person|unit|level|instructed", N_ ("what --by-key is, of --indicator") },
  { "by-key", WG_OPTION_TEXT, "KEY", N_ ("only this class, channel, person, unit or level, as in the filter of “indicators”") },
  { "campaign", WG_OPTION_TEXT, "NAME", N_ ("only cases of this campaign, of --indicator") },
  { NULL },
};

const WgCommand wg_commands_cases[] = {
  { "cases", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "{number,state,suspended_until,class,route,channel,title,address,grid,lon,lat,reported,filed,due,closed,assignee,unit,overdue,version}",
    N_ ("List cases, the newest report first"), run_cases, cases_options },
  { NULL },
};
