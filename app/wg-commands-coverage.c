/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whether the grids of a level leave gaps or lie on each other, and whether their codes are what the standard wants,
 * is asked of a file that just came in and of a district that was redrawn for years.
 */

#include "wg-command-call.h"

#include "wg-coverage-check.h"
#include "wg-error.h"
#include "wg-grid-code.h"
#include "wg-numbering.h"
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

typedef struct
{
  WgGridTree *tree;
  GHashTable *used;
  GHashTable *retired;
  guint pattern;
} Codes;

static gboolean
read_codes (WgCommandCall *call, Codes *codes, GError **error)
{
  g_autoptr (GHashTable) all = NULL;
  GHashTableIter iter;
  gpointer code;

  wg_store_list_grid_codes_async (call->store, call->cancellable, wg_command_call_ready, call);
  all = wg_store_list_grid_codes_finish (call->store, wg_command_call_wait (call), error);
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < wg_grid_tree_get_n_grids (codes->tree); i++)
    g_hash_table_add (codes->used, g_strdup (wg_grid_tree_get_grid (codes->tree, i)->code));
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, NULL, &code))
    {
      if (!g_hash_table_contains (codes->used, code))
        g_hash_table_add (codes->retired, g_strdup (code));
    }
  return TRUE;
}

/* The grid's own code is no duplicate of itself. */
static const char *
check_one (Codes *codes, guint index, const char **community)
{
  const WgGrid *grid = wg_grid_tree_get_grid (codes->tree, index);
  const WgGrid *parent = grid->parent != WG_GRID_NONE ? wg_grid_tree_get_grid (codes->tree, grid->parent) : NULL;
  WgGridCodeContext context = { NULL, codes->used, codes->retired };
  g_autofree char *own = g_strdup (grid->code);
  const char *rule;

  *community = parent != NULL && strlen (parent->code) == WG_GRID_CODE_COMMUNITY_DIGITS ? parent->code : NULL;
  context.parent = *community;
  g_hash_table_remove (codes->used, own);
  rule = wg_grid_code_check (own, codes->pattern, &context);
  g_hash_table_add (codes->used, g_steal_pointer (&own));
  return rule;
}

static gboolean
print_code (WgCommandCall *call, WgTextTable *rows, const char *code, const char *rule, const char *proposed, GError **error)
{
  if (!call->json)
    {
      wg_text_table_add (rows, code);
      wg_text_table_add (rows, rule == NULL ? C_ ("code", "right") : wg_grid_code_rule_to_text (rule));
      wg_text_table_add (rows, proposed);
      return TRUE;
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "code", code);
  wg_json_writer_bool (call->writer, "ok", rule == NULL);
  wg_json_writer_text (call->writer, "rule", rule);
  wg_json_writer_text (call->writer, "proposed", proposed);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

/* Leaves of one parent, in the order in which they are numbered. */
static GArray *
list_siblings (WgGridTree *tree, guint parent)
{
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();
  g_autofree guint *order = NULL;
  guint n_children;
  const guint *children = wg_grid_tree_get_children (tree, parent, &n_children);
  double lat;

  for (guint i = 0; i < n_children; i++)
    {
      if (!wg_grid_tree_is_leaf (tree, children[i]))
        continue;
      g_array_append_val (leaves, children[i]);
      g_ptr_array_add (shapes, wg_grid_tree_get_grid (tree, children[i])->shape);
    }
  if (leaves->len == 0)
    return sorted;
  lat = wg_shape_get_box (g_ptr_array_index (shapes, 0))->min_lat;
  order = g_new (guint, leaves->len);
  wg_numbering_sort ((WgShape *const *) shapes->pdata, NULL, shapes->len, wg_geo_distance_m (0.0, lat, 0.01, lat) * 100.0,
                     wg_geo_distance_m (0.0, lat, 0.0, lat + 0.01) * 100.0, order);
  for (guint i = 0; i < leaves->len; i++)
    g_array_append_val (sorted, g_array_index (leaves, guint, order[i]));
  return sorted;
}

static gboolean
check_siblings (WgCommandCall *call, Codes *codes, guint parent, WgTextTable *rows, GError **error)
{
  g_autoptr (GArray) siblings = list_siblings (codes->tree, parent);

  for (guint i = 0; i < siblings->len; i++)
    {
      guint index = g_array_index (siblings, guint, i);
      const char *community = NULL;
      const char *rule = check_one (codes, index, &community);
      WgGridCodeContext context = { community, codes->used, codes->retired };
      g_autofree char *proposed = rule != NULL ? wg_grid_code_propose (codes->pattern, NULL, &context, NULL) : NULL;

      if (proposed != NULL)
        g_hash_table_add (codes->used, g_strdup (proposed));
      if (!print_code (call, rows, wg_grid_tree_get_grid (codes->tree, index)->code, rule, proposed, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_codes (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Code"), C_ ("column", "What"), C_ ("column", "Proposed") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lll", titles);
  g_autoptr (WgGridTree) tree = load_grids (call, error);
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) retired = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Codes codes = { tree, used, retired, g_strcmp0 (wg_command_call_get_text (call, "pattern"), "20") == 0 ? 20 : 15 };

  if (tree == NULL || !read_codes (call, &codes, error))
    return FALSE;
  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      if (!wg_grid_tree_is_leaf (tree, i) && !check_siblings (call, &codes, i, rows, error))
        return FALSE;
    }
  return wg_command_call_print_table (call, rows, error);
}

static const WgOption check_options[] = {
  { "level", WG_OPTION_INTEGER, "N", N_ ("the level, without it the deepest one") },
  { "min-gap-m2", WG_OPTION_NUMBER, "A", N_ ("leave out gaps and overlaps that are smaller") },
  { NULL },
};

static const WgOption codes_options[] = {
  { "pattern", WG_OPTION_CHOICE, "15|20", N_ ("how many digits a code has") },
  { NULL },
};

const WgCommand wg_commands_coverage[] = {
  { "coverage", "check", NULL, 0, 0, WG_COMMAND_OPENS, 0, -1, "{ok,area_m2,findings:[{rule,grids,area_m2,lon,lat,wkt}]}",
    N_ ("Look for gaps and overlaps between the grids of a level"), run_check, check_options },
  { "codes", "check", NULL, 0, 0, WG_COMMAND_OPENS, 0, -1, "{code,ok,rule,proposed}",
    N_ ("Check the codes of grids below a community, and propose the missing ones"), run_codes, codes_options },
  { NULL },
};
