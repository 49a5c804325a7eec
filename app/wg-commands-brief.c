/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: on Monday at half past eight the report lies there, made by a night job without a display; and what lies there can be
 * printed again years later with the same numbers.
 */

#include "wg-command-keys.h"
#include "wg-command-basemaps.h"
#include "wg-command-call.h"

#include "wg-briefing-book.h"
#include "wg-briefing-paper.h"
#include "wg-error.h"
#include "wg-sheet.h"
#include "wg-store-as-of.h"
#include "wg-store-briefings.h"
#include "wg-time.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, sentence);
  return FALSE;
}

/* A standard report, or what a centre called a briefing of its own. */
static const char *
get_name (WgCommandCall *call)
{
  const char *name = wg_command_call_get_argument (call, 0);

  return name != NULL ? name : wg_command_call_get_text (call, "kind");
}

static WgBriefing *
make (WgCommandCall *call, GError **error)
{
  const char *rounding = wg_command_call_get_text (call, "rounding");
  const char *name = get_name (call);
  WgBriefingOrder order = { wg_briefing_is_report (name) ? (char *) name : NULL,
                            wg_command_call_get_time (call, "as-of", wg_clock_get_now (wg_store_get_clock (call->store))),
                            rounding == NULL                     ? -1
                            : g_str_equal (rounding, "rounded") ? WG_ROUNDING_ROUNDED
                                                                : WG_ROUNDING_TRUNCATED,
                            wg_command_call_find_operator (call, error), (char *) wg_command_call_get_text (call, "campaign"),
                            wg_briefing_is_report (name) ? NULL : (char *) name };
  g_autoptr (WgBriefing) made = NULL;

  if (order.operator_id < 0)
    return NULL;
  wg_store_make_briefing_async (call->store, &order, call->cancellable, wg_command_call_ready, call);
  made = wg_store_make_briefing_finish (call->store, wg_command_call_wait (call), error);
  if (made == NULL)
    return NULL;
  wg_store_issue_briefing_async (call->store, order.operator_id, wg_command_call_get_text (call, "key"), made, call->cancellable, wg_command_call_ready, call);
  return wg_store_issue_briefing_finish (call->store, wg_command_call_wait (call), error);
}

static WgBriefing *
find (WgCommandCall *call, GError **error)
{
  const char *name = get_name (call);

  if (wg_command_call_has (call, "reissue"))
    {
      wg_store_load_briefing_async (call->store, wg_command_call_get_integer (call, "reissue", 0), call->cancellable, wg_command_call_ready, call);
      return wg_store_load_briefing_finish (call->store, wg_command_call_wait (call), error);
    }
  if (name == NULL)
    refuse (error, _ ("Which --kind: day, week, month, quarter, half, year, campaign or supervision? Or the name of a saved one, or --reissue with the number of a briefing."));
  else if (g_str_equal (name, "campaign") && !wg_command_call_has (call, "campaign"))
    refuse (error, _ ("Which campaign? Give --campaign; “wangge campaigns” lists them."));
  else
    return make (call, error);
  return NULL;
}

/* A sheet of boxes is no report; whoever prints it is told before the leader is. */
static void
check_fonts (WgCommandCall *call, const WgBriefingPaper *paper)
{
  const char *district = json_object_get_string_member (paper->figures, "district");
  const WgGrid *grid = wg_grid_tree_get_n_grids (paper->tree) > 0 ? wg_grid_tree_get_grid (paper->tree, 0) : NULL;
  g_autofree char *text = g_strjoin (" ", wg_briefing_paper_get_title (paper), district, grid != NULL ? grid->name : "", NULL);

  if (!wg_sheet_can_write (text))
    wg_command_call_warn (call, _ ("The fonts of this computer lack letters of the report; boxes stand in their place. Install fonts-noto-cjk and print it again."));
}

/* A paper that does not say whose it is cannot be handed on. */
static void
check_name (WgCommandCall *call, const WgBriefingPaper *paper)
{
  if (*json_object_get_string_member (paper->figures, "district") == '\0')
    wg_command_call_warn (call, _ ("The district has no name, and the report is headed without one. “wangge database set --name NAME” gives it one; then make the report anew."));
}

static gboolean
draw (WgCommandCall *call, const WgBriefing *briefing, const char *out, guint *n_pages, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (briefing->figures, error);
  g_autoptr (WgGridTree) tree = NULL;
  g_autoptr (WgBaseStack) base = NULL;
  g_autoptr (WgBriefingGround) ground = NULL;
  WgBriefingPaper paper;

  if (root == NULL)
    return FALSE;
  wg_store_load_grids_at_async (call->store, json_object_get_int_member (json_node_get_object (root), "grids_ms"), call->cancellable, wg_command_call_ready, call);
  tree = wg_store_load_grids_at_finish (call->store, wg_command_call_wait (call), error);
  if (tree == NULL)
    return FALSE;
  paper = (WgBriefingPaper){ json_node_get_object (root), tree, call->zone, briefing->id, briefing->made_ms,
                             g_strcmp0 (wg_command_call_get_text (call, "paper"), "A3") == 0 };
  *n_pages = wg_briefing_paper_get_n_pages (&paper);
  if (g_str_has_suffix (out, ".xlsx"))
    return wg_briefing_book_write (&paper, out, error);
  check_fonts (call, &paper);
  check_name (call, &paper);
  if (!wg_command_basemaps_open_at (call, briefing->made_ms, &base, error))
    return FALSE;
  paper.ground = ground = wg_briefing_ground_new (base);
  return g_str_has_suffix (out, ".png") ? wg_briefing_paper_write_png (&paper, out, error) : wg_briefing_paper_write_pdf (&paper, out, error);
}

static gboolean
print (WgCommandCall *call, const WgBriefing *briefing, const char *out, guint n_pages, GError **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, briefing->id);
  g_autofree char *sentence = g_strdup_printf (_ ("Briefing %s: %s, %u pages.\n"), id, out, n_pages);

  if (!call->json)
    return wg_command_call_print (call, sentence, error);
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_int (call->writer, "brief", briefing->id);
  wg_json_writer_text (call->writer, "kind", briefing->kind);
  wg_json_writer_text (call->writer, "name", briefing->name);
  wg_json_writer_text (call->writer, "out", out);
  wg_json_writer_int (call->writer, "pages", n_pages);
  wg_json_writer_text (call->writer, "sha256", briefing->sha256);
  wg_json_writer_time (call->writer, "as_of", briefing->as_of_ms);
  wg_json_writer_int (call->writer, "last_event", briefing->last_event);
  wg_json_writer_key (call->writer, "figures");
  wg_json_writer_add_raw (call->writer, briefing->figures);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_brief (WgCommandCall *call, GError **error)
{
  const char *out = wg_command_call_get_text (call, "out");
  g_autoptr (WgBriefing) briefing = NULL;
  guint n_pages = 0;

  if (out == NULL || (!g_str_has_suffix (out, ".pdf") && !g_str_has_suffix (out, ".png") && !g_str_has_suffix (out, ".xlsx")))
    return refuse (error, _ ("Where to? --out takes the name of a .pdf, .xlsx or .png file."));
  briefing = find (call, error);
  return briefing != NULL && draw (call, briefing, out, &n_pages, error) && print (call, briefing, out, n_pages, error);
}

static gboolean
run_list (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Number"), C_ ("column", "Kind"), C_ ("column", "As of"), C_ ("column", "Fingerprint") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("rlll", titles);
  g_autoptr (GPtrArray) list = NULL;

  wg_store_list_briefings_async (call->store, call->cancellable, wg_command_call_ready, call);
  list = wg_store_list_briefings_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const WgBriefing *briefing = g_ptr_array_index (list, i);
      g_autofree char *as_of = wg_time_format_local (briefing->as_of_ms, call->zone, 0, WG_TIME_FULL);

      if (!call->json)
        {
          wg_text_table_add_int (table, briefing->id);
          wg_text_table_add (table, briefing->name != NULL ? briefing->name : briefing->kind);
          wg_text_table_add (table, as_of);
          wg_text_table_add (table, briefing->sha256);
          continue;
        }
      wg_json_writer_begin_object (call->writer);
      wg_json_writer_int (call->writer, "brief", briefing->id);
      wg_json_writer_text (call->writer, "kind", briefing->kind);
      wg_json_writer_text (call->writer, "name", briefing->name);
      wg_json_writer_time (call->writer, "as_of", briefing->as_of_ms);
      wg_json_writer_int (call->writer, "last_event", briefing->last_event);
      wg_json_writer_text (call->writer, "sha256", briefing->sha256);
      wg_json_writer_end_object (call->writer);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return list != NULL && wg_command_call_print_table (call, table, error);
}

/* --- What is due --- */

static gboolean
print_due (WgCommandCall *call, const char *month, gint64 due_ms, const WgBriefing *issued, gboolean late, GError **error)
{
  g_autofree char *due = wg_time_format_local (due_ms - 1, call->zone, 0, WG_TIME_FULL), *sentence = NULL;

  if (!call->json)
    {
      sentence = issued != NULL ? g_strdup_printf (_ ("The report for %s is issued: briefing %d.\n"), month, (int) issued->id)
                 : late         ? g_strdup_printf (_ ("The report for %s is late; it was due %s.\n"), month, due)
                                : g_strdup_printf (_ ("The report for %s is due %s.\n"), month, due);
      return wg_command_call_print (call, sentence, error);
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "kind", "month");
  wg_json_writer_text (call->writer, "period", month);
  wg_json_writer_time (call->writer, "due", due_ms);
  wg_json_writer_int (call->writer, "brief", issued != NULL ? issued->id : G_MININT64);
  wg_json_writer_text (call->writer, "state", issued != NULL ? "issued" : late ? "late" : "open");
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_due (WgCommandCall *call, GError **error)
{
  gint64 now_ms = wg_command_call_get_now (call), due_ms;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *month = NULL;
  WgPeriod period;

  due_ms = wg_briefing_get_due (call->zone, now_ms, &period);
  month = wg_period_format (WG_PERIOD_MONTH, call->zone, period.from_ms);
  wg_store_list_briefings_async (call->store, call->cancellable, wg_command_call_ready, call);
  list = wg_store_list_briefings_finish (call->store, wg_command_call_wait (call), error);
  return list != NULL && print_due (call, month, due_ms, wg_briefing_find_of_month (list, &period, now_ms), now_ms >= due_ms, error);
}

static const WgOption options[] = {
  { "kind", WG_OPTION_CHOICE, "day|week|month|quarter|half|year|campaign|supervision", N_ ("which report; its period is the last one that was over") },
  { "campaign", WG_OPTION_TEXT, "NAME", N_ ("of --kind campaign: which one") },
  { "as-of", WG_OPTION_TIME, "TIME", N_ ("up to when the data are known; else now") },
  { "out", WG_OPTION_TEXT, "FILE", N_ ("the .pdf, .xlsx or .png file to write") },
  { "paper", WG_OPTION_CHOICE, "A4|A3", N_ ("the size of the sheets; else A4") },
  { "reissue", WG_OPTION_INTEGER, "N", N_ ("print this briefing again, with the figures that were issued") },
  { "rounding", WG_OPTION_CHOICE, "truncated|rounded", N_ ("how percentages get two decimals; else as the district says") },
  { NULL },
};

const WgCommand wg_commands_brief[] = {
  { "brief", NULL, "[NAME]", 0, 1, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, WG_BRIEFING_ROLES, -1,
    "{brief,kind,name,out,pages,sha256,as_of,last_event,figures}", N_ ("Issue a briefing, a standard one or one that was saved: hotspots, figures with their denominators, what is late"),
    run_brief, options },
  { "briefings", NULL, NULL, 0, 0, WG_COMMAND_OPENS, 0, -1, "{brief,kind,name,as_of,last_event,sha256}", N_ ("List the briefings that were issued"),
    run_list, NULL },
  { "briefings", "due", NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{kind,period,due,brief,state}",
    N_ ("Tell whether the report of the last month is issued; it is due by the 15th"), run_due, NULL },
  { NULL },
};
