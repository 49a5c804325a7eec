/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whatever the hand can draw on the map can be said in one line, so that a redrawing is repeated, tested and proved
 * without a map.
 */

#include "wg-command-drafts.h"
#include "wg-command-grids.h"

#include "wg-command-keys.h"
#include "wg-error.h"
#include "wg-store-lineage.h"
#include "wg-time.h"
#include "wg-wkt.h"

#include <glib/gi18n.h>
#include <math.h>

/* Steps. */

/* `--line`: WKT, or a file that holds it. */
static gboolean
take_line (WgCommandCall *call, WgBoundaryEdit *edit, GError **error)
{
  const char *given = wg_command_call_get_text (call, "line");
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;

  if (given == NULL)
    return TRUE;
  if (strchr (given, '(') == NULL && !g_file_get_contents (given, &text, NULL, &local))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("“%s” cannot be read: %s"), given, local->message);
      return FALSE;
    }
  edit->line = wg_wkt_to_line (text != NULL ? text : given, NULL, error);
  return edit->line != NULL;
}

static WgBoundaryEdit *
make_edit (WgCommandCall *call, WgBoundaryVerb verb, GError **error)
{
  g_autoptr (WgBoundaryEdit) edit = wg_boundary_edit_new (verb);
  const char *codes = wg_command_call_get_text (call, "grid");

  if (wg_command_call_get_text (call, "draft") == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("Say which draft with --draft ID; “wangge draft new” begins one."));
      return NULL;
    }
  edit->operator_id = wg_command_call_find_operator (call, error);
  if (edit->operator_id < 0 || !wg_command_drafts_take_id (wg_command_call_get_text (call, "draft"), &edit->draft_id, error)
      || !take_line (call, edit, error))
    return NULL;
  edit->key = g_strdup (wg_command_keys_get (call));
  edit->codes = codes != NULL ? g_strsplit (codes, ",", -1) : NULL;
  edit->name = g_strdup (wg_command_call_get_text (call, "name"));
  edit->along = g_strdup (wg_command_call_get_text (call, "along"));
  edit->keep_buildings = wg_command_call_has (call, "keep-buildings");
  wg_command_call_get_point (call, "from", &edit->from[0], &edit->from[1]);
  wg_command_call_get_point (call, "to", &edit->to[0], &edit->to[1]);
  return g_steal_pointer (&edit);
}

static gboolean
print_step (WgCommandCall *call, const WgBoundaryResult *result, GError **error)
{
  WgJsonWriter *out = call->writer;
  g_autoptr (GPtrArray) touched = g_ptr_array_new ();
  g_autofree char *codes = NULL;
  g_autofree char *sentence = NULL;

  g_ptr_array_extend (touched, result->touched, NULL, NULL);
  g_ptr_array_add (touched, NULL);
  if (!call->json)
    {
      g_autofree char *step = g_strdup_printf ("%" G_GINT64_FORMAT, result->draft->n_steps);

      codes = g_strjoinv (", ", (char **) touched->pdata);
      sentence = g_strdup_printf (_ ("Step %s: %s\n"), step, codes);
      return wg_command_call_print (call, sentence, error);
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_bool (out, "ok", TRUE);
  wg_json_writer_int (out, "id", result->draft->id);
  wg_json_writer_int (out, "draft", result->draft->id);
  wg_json_writer_int (out, "step", result->draft->n_steps);
  wg_json_writer_key (out, "touched");
  wg_json_writer_add_texts (out, (const char *const *) touched->pdata);
  wg_json_writer_double (out, "area_change_m2", result->area_change_m2);
  wg_json_writer_double (out, "ms", result->ms);
  wg_command_keys_write_end (out, result->draft->state, result->draft->version, result->draft->event_id);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_edit (WgCommandCall *call, GError **error)
{
  g_autoptr (WgBoundaryResult) result = NULL;
  WgBoundaryEdit *edit = NULL;

  for (guint verb = WG_BOUNDARY_SPLIT; edit == NULL && verb <= WG_BOUNDARY_TRACE; verb++)
    {
      if (!g_str_equal (wg_boundary_verb_to_nick (verb), call->command->verb))
        continue;
      edit = make_edit (call, verb, error);
      if (edit == NULL)
        return FALSE;
    }
  wg_store_edit_boundary_async (call->store, edit, call->cancellable, wg_command_call_ready, call);
  result = wg_store_edit_boundary_finish (call->store, wg_command_call_wait (call), error);
  return result != NULL && print_step (call, result, error);
}

/* What it would do. */

static void
add_figures (WgTextTable *rows, const WgGridWeight *weight, guint side, const char *when)
{
  const WgGridFigures *figures = &weight->figures[side];

  if (!weight->is_there[side])
    return;
  wg_text_table_add (rows, weight->code);
  wg_text_table_add (rows, when);
  wg_text_table_add_int (rows, llround (figures->area_m2));
  wg_text_table_add_int (rows, figures->households < 0 ? G_MININT64 : figures->households);
  wg_text_table_add_int (rows, figures->buildings);
  wg_text_table_add_int (rows, figures->open);
  wg_text_table_add_int (rows, figures->overdue);
  wg_text_table_add_int (rows, figures->officers);
}

/* What of it is against a rule: households, cases too many, or nothing that has a number. */
static gboolean
print_flags (WgCommandCall *call, const WgDraftPlan *plan, GError **error)
{
  const char *const titles[] = { C_ ("column", "Code"), C_ ("column", "Stands out"), C_ ("column", "Number") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("llr", titles);

  for (guint i = 0; i < plan->flags->len; i++)
    {
      const WgDraftFlag *flag = g_ptr_array_index (plan->flags, i);

      wg_text_table_add (rows, flag->code);
      wg_text_table_add (rows, g_str_equal (flag->rule, "households")    ? _ ("Households not 300 to 500")
                               : g_str_equal (flag->rule, "uneven_load") ? _ ("Unequal load")
                                                                         : _ ("Leaves the grid above"));
      if (isnan (flag->value))
        wg_text_table_add (rows, NULL);
      else
        wg_text_table_add_int (rows, llround (flag->value));
    }
  return plan->flags->len == 0 || wg_command_call_print_table (call, rows, error);
}

static gboolean
print_impact_text (WgCommandCall *call, const WgDraftPlan *plan, GError **error)
{
  const char *const titles[] = { C_ ("column", "Code"),      C_ ("column", "When"), C_ ("column", "Area (m²)"), C_ ("column", "Households"),
                                 C_ ("column", "Buildings"), C_ ("column", "Open"), C_ ("column", "Overdue"),   C_ ("column", "Keepers") };
  const char *const moves[] = { C_ ("column", "Case"), C_ ("column", "From"), C_ ("column", "To") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("llrrrrrr", titles);
  g_autoptr (WgTextTable) cases = wg_text_table_new ("lll", moves);

  for (guint i = 0; i < plan->grids->len; i++)
    {
      add_figures (rows, g_ptr_array_index (plan->grids, i), 0, C_ ("impact", "before"));
      add_figures (rows, g_ptr_array_index (plan->grids, i), 1, C_ ("impact", "after"));
    }
  for (guint i = 0; i < plan->moves->len; i++)
    {
      const WgCaseMove *move = g_ptr_array_index (plan->moves, i);

      wg_text_table_add (cases, move->number);
      wg_text_table_add (cases, move->from != NULL ? move->from : _ ("outside"));
      wg_text_table_add (cases, move->to != NULL ? move->to : _ ("outside"));
    }
  return wg_command_call_print_table (call, rows, error) && wg_command_call_print_table (call, cases, error)
         && print_flags (call, plan, error);
}

static gboolean
run_impact (WgCommandCall *call, GError **error)
{
  g_autoptr (WgDraftPlan) plan = NULL;
  gint64 id;

  if (!wg_command_drafts_take_id (wg_command_call_get_text (call, "draft"), &id, error))
    return FALSE;
  wg_store_weigh_draft_async (call->store, id, call->cancellable, wg_command_call_ready, call);
  plan = wg_store_weigh_draft_finish (call->store, wg_command_call_wait (call), error);
  if (plan == NULL)
    return FALSE;
  if (!call->json)
    return print_impact_text (call, plan, error);
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_int (call->writer, "draft", id);
  wg_command_drafts_write_plan (call->writer, plan);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

/* What became of it. */

static void
add_lineage (WgCommandCall *call, WgTextTable *rows, const WgLineage *lineage)
{
  g_autofree char *at = wg_time_format_local (lineage->at_ms, call->zone, wg_command_call_get_now (call), WG_TIME_SHORT);

  wg_text_table_add (rows, at);
  wg_text_table_add (rows, lineage->from);
  wg_text_table_add (rows, lineage->to);
  wg_text_table_add (rows, wg_lineage_get_label (lineage->kind));
  wg_text_table_add_int (rows, lineage->draft_id);
}

static void
write_lineage (WgJsonWriter *out, const char *code, const WgLineage *lineage)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "code", code);
  wg_json_writer_text (out, "from", lineage->from);
  wg_json_writer_text (out, "to", lineage->to);
  wg_json_writer_text (out, "kind", lineage->kind);
  wg_json_writer_time (out, "at", lineage->at_ms);
  wg_json_writer_int (out, "draft", lineage->draft_id);
  wg_json_writer_end_object (out);
}

static gboolean
run_lineage (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "When"), C_ ("column", "From"), C_ ("column", "To"), C_ ("column", "What"), C_ ("column", "Draft") };
  const char *code = wg_command_call_get_argument (call, 0);
  gint64 at_ms = wg_command_call_has (call, "at") ? wg_command_call_get_now (call) : G_MAXINT64;
  g_autoptr (WgTextTable) rows = wg_text_table_new ("llllr", titles);
  g_autoptr (GPtrArray) all = NULL;

  wg_store_list_lineage_async (call->store, code, at_ms, call->cancellable, wg_command_call_ready, call);
  all = wg_store_list_lineage_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const WgLineage *lineage = g_ptr_array_index (all, i);

      if (!call->json)
        {
          add_lineage (call, rows, lineage);
          continue;
        }
      write_lineage (call->writer, code, lineage);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return all != NULL && wg_command_call_print_table (call, rows, error);
}

/* The boundary versions of one grid. */

static const char *
past_kind (const WgGridPast *past)
{
  return past->draft_id != G_MININT64 ? "draft" : past->batch_id != G_MININT64 ? "import" : "first";
}

static const char *
past_label (const WgGridPast *past)
{
  if (past->draft_id != G_MININT64)
    return C_ ("boundary version", "drawn");
  return past->batch_id != G_MININT64 ? C_ ("boundary version", "imported") : C_ ("boundary version", "there from the first");
}

static void
add_past (WgCommandCall *call, WgTextTable *rows, const WgGridPast *past)
{
  gint64 now_ms = wg_command_call_get_now (call);
  g_autofree char *from = wg_time_format_local (past->from_ms, call->zone, now_ms, WG_TIME_SHORT);
  g_autofree char *to = past->to_ms != G_MAXINT64 ? wg_time_format_local (past->to_ms, call->zone, now_ms, WG_TIME_SHORT) : NULL;

  wg_text_table_add (rows, from);
  wg_text_table_add (rows, to);
  wg_text_table_add (rows, past_label (past));
  wg_text_table_add_int (rows, past->draft_id != G_MININT64 ? past->draft_id : past->batch_id);
  wg_text_table_add_int (rows, llround (past->area_m2));
  wg_text_table_add (rows, past->name);
}

static void
write_past (WgJsonWriter *out, const char *code, const WgGridPast *past)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "code", code);
  wg_json_writer_time (out, "from", past->from_ms);
  wg_json_writer_time (out, "to", past->to_ms);
  wg_json_writer_text (out, "kind", past_kind (past));
  wg_json_writer_time (out, "at", past->from_ms);
  wg_json_writer_int (out, "draft", past->draft_id);
  wg_json_writer_int (out, "batch", past->batch_id);
  wg_json_writer_text (out, "name", past->name);
  wg_json_writer_text (out, "parent", past->parent);
  wg_json_writer_double (out, "area_m2", past->area_m2);
  wg_json_writer_end_object (out);
}

static gboolean
run_log (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "From"),  C_ ("column", "Until"),     C_ ("column", "What"),
                                 C_ ("column", "Number"), C_ ("column", "Area (m²)"), C_ ("column", "Name") };
  const char *code = wg_command_call_get_argument (call, 0);
  gint64 at_ms = wg_command_call_has (call, "at") ? wg_command_call_get_now (call) : G_MAXINT64;
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lllrrl", titles);
  g_autoptr (GPtrArray) all = NULL;

  wg_store_list_past_async (call->store, code, at_ms, call->cancellable, wg_command_call_ready, call);
  all = wg_store_list_past_finish (call->store, wg_command_call_wait (call), error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      if (!call->json)
        {
          add_past (call, rows, g_ptr_array_index (all, i));
          continue;
        }
      write_past (call->writer, code, g_ptr_array_index (all, i));
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return all != NULL && wg_command_call_print_table (call, rows, error);
}

static const WgOption edit_options[] = {
  { "draft", WG_OPTION_TEXT, "ID", N_ ("the draft that is drawn on") },
  { "grid", WG_OPTION_TEXT, "CODE[,CODE]", N_ ("the grids that are meant") },
  { "line", WG_OPTION_TEXT, "WKT|FILE", N_ ("the drawn line or outline, in degrees") },
  { "along", WG_OPTION_TEXT, "NAME", N_ ("take the line from the middle of this street") },
  { "keep-buildings", WG_OPTION_FLAG, NULL, N_ ("lead the line round buildings, so that none is cut") },
  { "from", WG_OPTION_POINT, "LON,LAT", N_ ("a corner, a place on a border or in a piece") },
  { "to", WG_OPTION_POINT, "LON,LAT", N_ ("where the corner goes") },
  { "name", WG_OPTION_TEXT, "TEXT", N_ ("what a new grid is called") },
  { NULL },
};

static const WgOption draft_options[] = {
  { "draft", WG_OPTION_TEXT, "ID", N_ ("the draft") },
  { NULL },
};

static const WgOption as_of_options[] = {
  { "level", WG_OPTION_INTEGER, "N", N_ ("only this level") },
  { "grid", WG_OPTION_TEXT, "CODE", N_ ("only this grid and what is below it") },
  { NULL },
};

#define READS (WG_COMMAND_OPENS)
#define WRITES (WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED)
#define STEP "{ok,id,draft,step,touched:[codes],area_change_m2,ms,state,version,event,warnings:[]}"
#define EDIT(verb, help) { "boundary", verb, NULL, 0, 0, WRITES, WG_ROLE_GIS, -1, STEP, help, run_edit, edit_options }

const WgCommand wg_commands_boundary[] = {
  EDIT ("split", N_ ("Cut a grid along a line")),
  EDIT ("merge", N_ ("Merge neighbours; the first keeps its code")),
  EDIT ("move", N_ ("Move a corner of all grids that have it")),
  EDIT ("insert", N_ ("Put a corner into a border")),
  EDIT ("delete", N_ ("Take a corner out of a border")),
  EDIT ("reshape", N_ ("Replace the common border of two grids by a line")),
  EDIT ("handover", N_ ("Hand a piece of a grid over to its neighbour")),
  EDIT ("fill", N_ ("Give a gap, or land of several grids, to one grid")),
  EDIT ("draw", N_ ("Draw a special grid")),
  EDIT ("trace", N_ ("Lay the common border of two grids on a street, from one place to another")),
  { "boundary", "impact", NULL, 0, 0, READS, 0, -1, "{draft," WG_PLAN_SHAPE "}", N_ ("Tell what a draft would do"), run_impact, draft_options },
  { "boundary", "lineage", "CODE", 1, 1, READS | WG_COMMAND_AS_OF, 0, -1, "{code,from,to,kind,at,draft}",
    N_ ("Tell what a grid came from and what became of it"), run_lineage, NULL },
  { "boundary", "log", "CODE", 1, 1, READS | WG_COMMAND_AS_OF, 0, -1, "{code,from,to,kind,at,draft,batch,name,parent,area_m2}",
    N_ ("List the boundary versions of a grid"), run_log, NULL },
  { "boundary", "as-of", "TIME", 1, 1, READS | WG_COMMAND_AS_OF, 0, -1,
    "{code,name,level,parent,lon,lat,area_m2,households,buildings,keepers:[{id,code,name,post}],valid_from,valid_to}",
    N_ ("List the grids that were in force at a time"), wg_command_grids_run_as_of, as_of_options },
  { NULL },
};
