/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whether the grids of a level leave gaps or lie on each other, and whether their codes are what the standard wants,
 * is asked of a file that just came in and of a district that was redrawn for years.
 */

#include "wg-command-drafts.h"
#include "wg-command-keys.h"

#include "wg-coverage-check.h"
#include "wg-draft-numbering.h"
#include "wg-error.h"
#include "wg-grid-code.h"
#include "wg-store-grids.h"
#include "wg-wkt.h"

#include <glib/gi18n.h>
#include <math.h>

static WgGridTree *
load_grids (WgCommandCall *call, GError **error)
{
  wg_store_load_grids_async (call->store, call->cancellable, wg_command_call_ready, call);
  return wg_store_load_grids_finish (call->store, wg_command_call_wait (call), error);
}

/* Coverage. */

static void
write_codes (WgJsonWriter *out, const WgCoverageFinding *finding, WgGridTree *tree, const GArray *level)
{
  wg_json_writer_key (out, "grids");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < finding->items->len; i++)
    {
      guint index = g_array_index (level, guint, g_array_index (finding->items, guint, i));

      wg_json_writer_add_text (out, wg_grid_tree_get_grid (tree, index)->code);
    }
  wg_json_writer_end_array (out);
}

static void
write_finding (WgJsonWriter *out, const WgCoverageFinding *finding, WgGridTree *tree, const GArray *level)
{
  g_autofree char *wkt = finding->shape != NULL ? wg_wkt_from_shape (finding->shape)
                                                : g_strdup_printf ("POINT (%.12f %.12f)", finding->lon, finding->lat);

  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "rule", finding->rule);
  write_codes (out, finding, tree, level);
  wg_json_writer_double (out, "area_m2", finding->area_m2);
  wg_json_writer_double (out, "lon", finding->lon);
  wg_json_writer_double (out, "lat", finding->lat);
  wg_json_writer_text (out, "wkt", wkt);
  wg_json_writer_end_object (out);
}

static char *
join_codes (const WgCoverageFinding *finding, WgGridTree *tree, const GArray *level)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < finding->items->len; i++)
    {
      guint index = g_array_index (level, guint, g_array_index (finding->items, guint, i));

      g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "", wg_grid_tree_get_grid (tree, index)->code);
    }
  return g_string_free (codes, FALSE);
}

static gboolean
print_findings_text (WgCommandCall *call, GPtrArray *findings, WgGridTree *tree, const GArray *level, GError **error)
{
  const char *const titles[] = { C_ ("column", "Rule"), C_ ("column", "Area (m²)"), C_ ("column", "Place"), C_ ("column", "Grids") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lrll", titles);

  for (guint i = 0; i < findings->len; i++)
    {
      const WgCoverageFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *codes = join_codes (finding, tree, level);
      g_autofree char *place = g_strdup_printf ("%.6f,%.6f", finding->lon, finding->lat);
      g_autofree char *area = g_strdup_printf ("%.1f", finding->area_m2);

      wg_text_table_add (rows, finding->rule);
      wg_text_table_add (rows, area);
      wg_text_table_add (rows, place);
      wg_text_table_add (rows, codes);
    }
  if (findings->len == 0)
    return wg_command_call_print (call, _ ("No gap, no overlap: the grids of the level fit.\n"), error);
  return wg_command_call_print_table (call, rows, error);
}

static gboolean
print_findings (WgCommandCall *call, GPtrArray *findings, WgGridTree *tree, const GArray *level, GError **error)
{
  double area_m2 = 0.0;

  if (!call->json)
    return print_findings_text (call, findings, tree, level, error);
  for (guint i = 0; i < level->len; i++)
    area_m2 += wg_grid_tree_get_grid (tree, g_array_index (level, guint, i))->area_m2;
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_bool (call->writer, "ok", findings->len == 0);
  wg_json_writer_double (call->writer, "area_m2", area_m2);
  wg_json_writer_key (call->writer, "findings");
  wg_json_writer_begin_array (call->writer);
  for (guint i = 0; i < findings->len; i++)
    write_finding (call->writer, g_ptr_array_index (findings, i), tree, level);
  wg_json_writer_end_array (call->writer);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_check (WgCommandCall *call, GError **error)
{
  g_autoptr (WgGridTree) tree = load_grids (call, error);
  g_autoptr (GArray) level = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree WgCoverageItem *items = NULL;
  double min_gap_m2 = wg_command_call_get_number (call, "min-gap-m2");
  guint n_levels;
  int depth;

  if (tree == NULL)
    return FALSE;
  n_levels = wg_grid_tree_get_n_levels (tree);
  depth = (int) CLAMP (wg_command_call_get_integer (call, "level", n_levels > 0 ? wg_grid_tree_get_level (tree, n_levels - 1)->depth : 0),
                       0, G_MAXINT);
  if (wg_grid_tree_find_level (tree, depth) == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no level %d. “wangge levels” lists those there are."), depth);
      return FALSE;
    }
  level = wg_grid_tree_list_at_depth (tree, depth, WG_GRID_NONE);
  items = g_new0 (WgCoverageItem, level->len + 1);
  for (guint i = 0; i < level->len; i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, g_array_index (level, guint, i));

      items[i].shape = grid->shape;
      items[i].parent = grid->parent != WG_GRID_NONE ? wg_grid_tree_get_grid (tree, grid->parent)->shape : NULL;
    }
  findings = wg_coverage_check (items, level->len, isfinite (min_gap_m2) ? min_gap_m2 : 0.0);
  return print_findings (call, findings, tree, level, error);
}

/* Codes. */

static gboolean
print_verdict (WgCommandCall *call, WgTextTable *rows, const char *code, const WgCodeVerdict *verdict, GError **error)
{
  if (!call->json)
    {
      wg_text_table_add (rows, code);
      wg_text_table_add (rows, verdict->rule == NULL ? C_ ("code", "right") : wg_grid_code_rule_to_text (verdict->rule));
      wg_text_table_add (rows, verdict->proposed);
      return TRUE;
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "code", code);
  wg_json_writer_bool (call->writer, "ok", verdict->rule == NULL);
  wg_json_writer_text (call->writer, "rule", verdict->rule);
  wg_json_writer_text (call->writer, "proposed", verdict->proposed);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static guint
get_pattern (WgCommandCall *call)
{
  return g_strcmp0 (wg_command_call_get_text (call, "pattern"), "20") == 0 ? 20 : 15;
}

static gboolean
print_codes (WgCommandCall *call, gboolean must_have, GError **error)
{
  const char *const titles[] = { C_ ("column", "Code"), C_ ("column", "What"), C_ ("column", "Proposed") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lll", titles);
  g_autoptr (WgGridTree) tree = load_grids (call, error);
  g_autoptr (GHashTable) ever = NULL;
  g_autoptr (GPtrArray) verdicts = NULL;

  if (tree == NULL)
    return FALSE;
  wg_store_list_grid_codes_async (call->store, call->cancellable, wg_command_call_ready, call);
  ever = wg_store_list_grid_codes_finish (call->store, wg_command_call_wait (call), error);
  verdicts = ever != NULL ? wg_codes_judge (tree, ever, get_pattern (call), must_have, error) : NULL;
  for (guint i = 0; verdicts != NULL && i < verdicts->len; i++)
    {
      const WgCodeVerdict *verdict = g_ptr_array_index (verdicts, i);

      if (!print_verdict (call, rows, wg_grid_tree_get_grid (tree, verdict->index)->code, verdict, error))
        return FALSE;
    }
  return verdicts != NULL && wg_command_call_print_table (call, rows, error);
}

static gboolean
run_codes (WgCommandCall *call, GError **error)
{
  return print_codes (call, FALSE, error);
}

/* New codes are a draft like any other: somebody else says yes to them. */
static WgDraft *
assign_codes (WgCommandCall *call, GError **error)
{
  g_autoptr (WgEvent) before = NULL;
  g_autoptr (WgDraftResult) result = NULL;
  gint64 operator_id;

  if (!wg_command_keys_find_event (call, "draft", &before, error))
    return NULL;
  if (before != NULL)
    return wg_command_drafts_load (call, before->subject_id, error);
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0)
    return NULL;
  wg_store_assign_codes_async (call->store, operator_id, wg_command_keys_get (call), get_pattern (call),
                               wg_command_call_get_text (call, "name"), call->cancellable, wg_command_call_ready, call);
  result = wg_store_assign_codes_finish (call->store, wg_command_call_wait (call), error);
  return result != NULL ? g_steal_pointer (&result->draft) : NULL;
}

static gboolean
run_assign (WgCommandCall *call, GError **error)
{
  g_autoptr (WgDraft) draft = NULL;
  g_autofree char *id = NULL;
  g_autofree char *sentence = NULL;

  if (wg_command_call_has (call, "dry-run"))
    return print_codes (call, TRUE, error);
  draft = assign_codes (call, error);
  if (draft == NULL)
    return FALSE;
  id = g_strdup_printf ("%" G_GINT64_FORMAT, draft->id);
  sentence = g_strdup_printf (ngettext ("Draft %s gives %u grid a new code. Hand it in with “wangge draft submit %s”.\n",
                                        "Draft %s gives %u grids new codes. Hand it in with “wangge draft submit %s”.\n", draft->grids->len / 2),
                              id, draft->grids->len / 2, id);
  if (!call->json)
    return wg_command_call_print (call, sentence, error);
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_bool (call->writer, "ok", TRUE);
  wg_json_writer_int (call->writer, "id", draft->id);
  wg_command_drafts_write (call->writer, draft);
  wg_json_writer_int (call->writer, "version", draft->version);
  wg_json_writer_int (call->writer, "event", draft->event_id);
  wg_json_writer_key (call->writer, "warnings");
  wg_json_writer_add_texts (call->writer, NULL);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static const WgOption check_options[] = {
  { "level", WG_OPTION_INTEGER, "N", N_ ("the level, without it the deepest one") },
  { "min-gap-m2", WG_OPTION_NUMBER, "A", N_ ("leave out gaps and overlaps that are smaller") },
  { NULL },
};

#define PATTERN_OPTION { "pattern", WG_OPTION_CHOICE, "15|20", N_ ("how many digits a code has") }

static const WgOption codes_options[] = {
  PATTERN_OPTION,
  { NULL },
};

static const WgOption assign_options[] = {
  PATTERN_OPTION,
  { "dry-run", WG_OPTION_FLAG, NULL, N_ ("only say which codes would be given") },
  { "name", WG_OPTION_TEXT, "TEXT", N_ ("what the draft is called") },
  { NULL },
};

const WgCommand wg_commands_coverage[] = {
  { "coverage", "check", NULL, 0, 0, WG_COMMAND_OPENS, 0, -1, "{ok,area_m2,findings:[{rule,grids,area_m2,lon,lat,wkt}]}",
    N_ ("Look for gaps and overlaps between the grids of a level"), run_check, check_options },
  { "codes", "check", NULL, 0, 0, WG_COMMAND_OPENS, 0, -1, "{code,ok,rule,proposed}",
    N_ ("Check the codes of grids below a community, and propose the missing ones"), run_codes, codes_options },
  { "codes", "assign", NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, WG_ROLE_GIS, -1,
    "{ok,id," WG_DRAFT_SHAPE ",version,event,warnings:[]}", N_ ("Draft new codes for grids below a community whose codes are wrong"), run_assign,
    assign_options },
  { NULL },
};
