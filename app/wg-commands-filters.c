/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the questions that a desk or a centre asks of its cases again and again are kept by name, asked by name, and laid
 * before the round table on paper.
 */

#include "wg-command-filters.h"

#include "wg-agenda-paper.h"
#include "wg-command-cases.h"
#include "wg-command-keys.h"
#include "wg-error.h"
#include "wg-queue.h"
#include "wg-store-filters.h"
#include "wg-store-grids.h"
#include "wg-store-people.h"

#include <glib/gi18n.h>

static GPtrArray *
load_filters (WgCommandCall *call, GError **error)
{
  gint64 at_ms = wg_command_call_has (call, "at") ? wg_command_call_get_now (call) : G_MININT64;
  g_autoptr (WgOperator) account = NULL;

  wg_store_find_operator_async (call->store, wg_command_call_get_text (call, "as"), call->cancellable, wg_command_call_ready, call);
  account = wg_store_find_operator_finish (call->store, wg_command_call_wait (call), error);
  if (account == NULL)
    return NULL;
  wg_store_load_filters_async (call->store, account->id, at_ms, call->cancellable, wg_command_call_ready, call);
  return wg_store_load_filters_finish (call->store, wg_command_call_wait (call), error);
}

static const WgCaseFilter *
find_filter (GPtrArray *filters, const char *name, GError **error)
{
  const WgCaseFilter *filter = filters != NULL ? wg_case_filters_find (filters, name) : NULL;

  if (filters != NULL && filter == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no filter “%s”. “wangge filters” lists those there are."), name);
  return filter;
}

static void
lay_text (char **to, const char *from)
{
  if (*to == NULL)
    *to = g_strdup (from);
}

static void
lay_under (WgCaseQuery *query, const WgCaseQuery *under)
{
  query->only_open |= under->only_open;
  query->only_overdue |= under->only_overdue;
  query->only_outside |= under->only_outside;
  query->only_unsatisfied |= under->only_unsatisfied;
  query->only_hard |= under->only_hard;
  query->state = query->state >= 0 ? query->state : under->state;
  query->queue = query->queue >= 0 ? query->queue : under->queue;
  if (query->person_id == WG_NO_ID && query->unit_id == WG_NO_ID)
    {
      query->person_id = under->person_id;
      query->unit_id = under->unit_id;
    }
  lay_text (&query->grid_code, under->grid_code);
  lay_text (&query->class_code, under->class_code);
  lay_text (&query->text, under->text);
}

gboolean
wg_command_filters_lay_under (WgCommandCall *call, WgCaseQuery *query, GError **error)
{
  const char *name = wg_command_call_get_text (call, "filter");
  g_autoptr (GPtrArray) filters = name != NULL ? load_filters (call, error) : NULL;
  const WgCaseFilter *filter = name != NULL ? find_filter (filters, name, error) : NULL;

  if (filter != NULL)
    lay_under (query, filter->query);
  return name == NULL || filter != NULL;
}

/* The list. */

static const char *
get_scope (const WgCaseFilter *filter)
{
  return filter->ready ? "ready" : filter->operator_id == WG_NO_ID ? "district" : "own";
}

static const char *
get_scope_label (const WgCaseFilter *filter)
{
  return filter->ready ? C_ ("filter scope", "ready") : filter->operator_id == WG_NO_ID ? C_ ("filter scope", "for all") : C_ ("filter scope", "own");
}

static void
write_terms (WgJsonWriter *out, const WgCaseQuery *query)
{
  wg_json_writer_text (out, "state", query->state >= 0 ? wg_case_state_to_nick ((WgCaseState) query->state) : NULL);
  wg_json_writer_text (out, "queue", query->queue >= 0 ? wg_queue_to_nick ((WgQueue) query->queue) : NULL);
  wg_json_writer_bool (out, "open", query->only_open);
  wg_json_writer_bool (out, "overdue", query->only_overdue);
  wg_json_writer_bool (out, "outside", query->only_outside);
  wg_json_writer_bool (out, "unsatisfied", query->only_unsatisfied);
  wg_json_writer_bool (out, "hard", query->only_hard);
  wg_json_writer_text (out, "grid", query->grid_code);
  wg_json_writer_text (out, "class", query->class_code);
  wg_json_writer_text (out, "text", query->text);
  wg_json_writer_int (out, "person", query->person_id);
  wg_json_writer_int (out, "unit", query->unit_id);
}

static gboolean
print_filter (WgCommandCall *call, WgTextTable *rows, const WgCaseFilter *filter, GError **error)
{
  if (!call->json)
    {
      wg_text_table_add (rows, filter->name);
      wg_text_table_add (rows, get_scope_label (filter));
      wg_text_table_add (rows, filter->ready ? wg_case_filter_get_label (filter) : NULL);
      return TRUE;
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "name", filter->name);
  wg_json_writer_text (call->writer, "label", wg_case_filter_get_label (filter));
  wg_json_writer_text (call->writer, "scope", get_scope (filter));
  write_terms (call->writer, filter->query);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_list (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Name"), C_ ("column", "Whose"), C_ ("column", "What") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lll", titles);
  g_autoptr (GPtrArray) filters = load_filters (call, error);

  for (guint i = 0; filters != NULL && i < filters->len; i++)
    {
      if (!print_filter (call, rows, g_ptr_array_index (filters, i), error))
        return FALSE;
    }
  return filters != NULL && (call->json || wg_command_call_print_table (call, rows, error));
}

/* Keeping and removing. */

static gboolean
print_changed (WgCommandCall *call, const char *name, const char *state, const char *format, gint64 event_id, GError **error)
{
  g_autoptr (GString) sentence = g_string_new (format);

  g_string_replace (sentence, "%s", name, 1);
  if (!call->json)
    return wg_command_call_print (call, sentence->str, error);
  return wg_command_keys_print_named (call, "name", name, state, event_id, error);
}

static gboolean
says_nothing (const WgCaseQuery *query)
{
  return query->state < 0 && query->queue < 0 && !query->only_open && !query->only_overdue && !query->only_outside
         && !query->only_unsatisfied && !query->only_hard && query->grid_code == NULL && query->class_code == NULL
         && query->text == NULL && query->person_id == WG_NO_ID && query->unit_id == WG_NO_ID;
}

static WgCaseFilter *
make_filter (WgCommandCall *call, gint64 operator_id, GError **error)
{
  const char *name = wg_command_call_get_argument (call, 0);
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();

  if (!wg_command_cases_take_filter (call, query, error))
    return NULL;
  if (says_nothing (query) || *name == '\0')
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("Which cases? Say it with the options of “cases”, such as --overdue or --grid."));
      return NULL;
    }
  return wg_case_filter_new (name, wg_command_call_has (call, "for-all") ? WG_NO_ID : operator_id, query);
}

static gboolean
run_save (WgCommandCall *call, GError **error)
{
  g_autoptr (WgCaseFilter) filter = NULL;
  g_autofree char *about = NULL;
  gint64 operator_id, event_id = 0;

  if (!wg_command_keys_find_setting (call, WG_FILTER_SETTING, &about, &event_id, error))
    return FALSE;
  if (about != NULL)
    return print_changed (call, about, "saved", _ ("The filter “%s” was saved.\n"), event_id, error);
  operator_id = wg_command_call_find_operator (call, error);
  filter = operator_id >= 0 ? make_filter (call, operator_id, error) : NULL;
  if (filter == NULL)
    return FALSE;
  wg_store_keep_filter_async (call->store, operator_id, filter, wg_command_keys_get (call), call->cancellable, wg_command_call_ready, call);
  event_id = wg_store_change_filters_finish (call->store, wg_command_call_wait (call), error);
  return event_id > 0 && print_changed (call, filter->name, "saved", _ ("The filter “%s” was saved.\n"), event_id, error);
}

static gboolean
run_remove (WgCommandCall *call, GError **error)
{
  const char *name = wg_command_call_get_argument (call, 0);
  g_autofree char *about = NULL;
  gint64 operator_id, event_id = 0;

  if (!wg_command_keys_find_setting (call, WG_FILTER_SETTING, &about, &event_id, error))
    return FALSE;
  if (about != NULL)
    return print_changed (call, about, "removed", _ ("The filter “%s” was removed.\n"), event_id, error);
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0)
    return FALSE;
  wg_store_remove_filter_async (call->store, operator_id, name, wg_command_call_has (call, "for-all"), wg_command_keys_get (call),
                                call->cancellable, wg_command_call_ready, call);
  event_id = wg_store_change_filters_finish (call->store, wg_command_call_wait (call), error);
  return event_id > 0 && print_changed (call, name, "removed", _ ("The filter “%s” was removed.\n"), event_id, error);
}

/* The agenda. */

/* Grids that are no more have their code, those in force the name that is used at the table. */
static GHashTable *
list_grids (WgCommandCall *call, GError **error)
{
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (WgGridTree) grids = NULL;

  wg_store_list_grid_codes_async (call->store, call->cancellable, wg_command_call_ready, call);
  names = wg_store_list_grid_codes_finish (call->store, wg_command_call_wait (call), error);
  if (names == NULL)
    return NULL;
  wg_store_load_grids_async (call->store, call->cancellable, wg_command_call_ready, call);
  grids = wg_store_load_grids_finish (call->store, wg_command_call_wait (call), error);
  if (grids == NULL)
    return NULL;
  wg_grid_tree_add_names (grids, names);
  return g_steal_pointer (&names);
}

static WgPaper *
draw_agenda (WgCommandCall *call, const WgCaseFilter *filter, GError **error)
{
  const WgDistrict *district = wg_store_get_district (call->store);
  g_autoptr (WgCaseQuery) query = wg_case_query_copy (filter->query);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GHashTable) names = NULL;
  WgAgenda agenda = { wg_case_filter_get_label (filter), district != NULL ? district->name : NULL, NULL, NULL, wg_command_call_get_now (call),
                      wg_store_get_zone (call->store), query->queue >= 0 };

  query->as_of_ms = agenda.at_ms;
  agenda.records = records = wg_command_cases_find (call, query, error);
  if (records == NULL)
    return NULL;
  agenda.grid_names = names = list_grids (call, error);
  return names != NULL ? wg_agenda_paper_new (&agenda) : NULL;
}

static gboolean
print_pages (WgCommandCall *call, const char *out, guint n_pages, GError **error)
{
  g_autofree char *sentence = g_strdup_printf (ngettext ("%s: %u page.\n", "%s: %u pages.\n", n_pages), out, n_pages);

  if (!call->json)
    return wg_command_call_print (call, sentence, error);
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "out", out);
  wg_json_writer_int (call->writer, "pages", n_pages);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_print (WgCommandCall *call, GError **error)
{
  const char *out = wg_command_call_get_text (call, "out");
  g_autoptr (GPtrArray) filters = NULL;
  g_autoptr (WgPaper) paper = NULL;
  const WgCaseFilter *filter;
  guint n_pages;

  if (out == NULL || !g_str_has_suffix (out, ".pdf"))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("Where to? --out takes the name of a .pdf file."));
      return FALSE;
    }
  filters = load_filters (call, error);
  filter = find_filter (filters, wg_command_call_get_argument (call, 0), error);
  paper = filter != NULL ? draw_agenda (call, filter, error) : NULL;
  if (paper == NULL)
    return FALSE;
  n_pages = wg_paper_get_n_pages (paper);
  return wg_paper_write_pdf (paper, out, error) && print_pages (call, out, n_pages, error);
}

static const WgOption save_options[] = {
  { "state", WG_OPTION_CHOICE, WG_STATE_CHOICES, N_ ("only cases in this state") },
  { "grid", WG_OPTION_TEXT, "CODE", N_ ("only this grid and what is below it") },
  { "open", WG_OPTION_FLAG, NULL, N_ ("only open cases") },
  { "overdue", WG_OPTION_FLAG, NULL, N_ ("only overdue cases: a limit that runs now has passed, of intake, dispatch, handling or check") },
  { "assignee", WG_OPTION_TEXT, "PERSON|UNIT", N_ ("only cases held by this person or unit") },
  { "class", WG_OPTION_TEXT, "CODE", N_ ("only this class and what is below it") },
  { "text", WG_OPTION_TEXT, "TEXT", N_ ("only cases whose number, title, address or class holds this text") },
  { "outside", WG_OPTION_FLAG, NULL, N_ ("only cases outside all grids") },
  { "queue", WG_OPTION_CHOICE, WG_QUEUE_CHOICES, N_ ("only cases in this queue of the window") },
  { "unsatisfied", WG_OPTION_FLAG, NULL, N_ ("only cases whose reporter was not satisfied") },
  { "hard", WG_OPTION_FLAG, NULL, N_ ("only cases for the round table: sent back three times, failed or extended twice, or opened again") },
  { "for-all", WG_OPTION_FLAG, NULL, N_ ("for every operator of the district, not only for oneself") },
  { NULL },
};

static const WgOption remove_options[] = {
  { "for-all", WG_OPTION_FLAG, NULL, N_ ("the one of the district, not one's own") },
  { NULL },
};

static const WgOption print_options[] = {
  { "out", WG_OPTION_TEXT, "FILE", N_ ("the .pdf file to write") },
  { NULL },
};

#define CHANGED "{ok,name,state,version,event,warnings:[]}"

const WgCommand wg_commands_filters[] = {
  { "filters", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "{name,label,scope,state,queue,open,overdue,outside,unsatisfied,hard,grid,class,text,person,unit}",
    N_ ("List the saved filters: the ready ones, those for all and one's own"), run_list, NULL },
  { "filters", "save", "NAME", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, 0, -1, CHANGED,
    N_ ("Keep a filter of the list of cases by name"), run_save, save_options },
  { "filters", "remove", "NAME", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, 0, -1, CHANGED, N_ ("Remove a saved filter"),
    run_remove, remove_options },
  { "filters", "print", "NAME", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{out,pages}",
    N_ ("Print the cases of a filter as an agenda for the round table"), run_print, print_options },
  { NULL },
};
