/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Briefings of districts that are not as they should be: nothing happened, one case, all of it on one point, nobody knows how
 * many households, the period lies before the first case, boundaries changed within it. Each is made, read, and drawn as
 * paper, picture and spreadsheet; each twice, to the byte.
 */

#include "wg-briefing.h"
#include "wg-briefing-book.h"
#include "wg-briefing-paper.h"
#include "wg-briefing-private.h"
#include "wg-briefing-table.h"
#include "wg-briefing-tile.h"
#include "wg-sheet.h"
#include "wg-store-layers.h"
#include "wg-time.h"

#include <glib/gstdio.h>
#include <string.h>

#define SIDE 6
#define DAY WG_MS_PER_DAY
#define NOW (20000 * DAY)

static WgGridTree *
make_tree_since (gint64 since_ms, gint64 changed_ms)
{
  g_autoptr (WgGridTreeBuilder) builder = wg_grid_tree_builder_new ();

  for (int i = 0; i <= SIDE * SIDE; i++)
    {
      WgGrid *grid = wg_grid_new ();
      double x = 116.0 + (i - 1) % SIDE * 0.01, y = 40.0 + (i - 1) / SIDE * 0.01;
      const double whole[] = { 116, 40, 116 + SIDE * 0.01, 40, 116 + SIDE * 0.01, 40 + SIDE * 0.01, 116, 40 + SIDE * 0.01 };
      const double part[] = { x, y, x + 0.01, y, x + 0.01, y + 0.01, x, y + 0.01 };

      grid->id = i + 1;
      grid->depth = i == 0 ? 1 : 2;
      grid->parent_id = i == 0 ? 0 : 1;
      grid->code = g_strdup_printf ("%03d", i);
      grid->name = g_strdup_printf ("网格%03d", i);
      grid->label_lon = x + 0.005;
      grid->label_lat = y + 0.005;
      grid->area_m2 = 1e6;
      grid->valid_from_ms = i == 5 ? changed_ms : since_ms;
      grid->shape = wg_shape_new_from_ring (i == 0 ? whole : part, 4);
      wg_grid_tree_builder_take_grid (builder, grid);
    }
  return wg_grid_tree_builder_end (builder, NULL);
}

static WgGridTree *
make_tree (gint64 changed_ms)
{
  return make_tree_since (0, changed_ms);
}

static void
add_case (GPtrArray *histories, gint64 grid_id, double lon, double lat, gint64 at_ms)
{
  WgCaseHistory *history = wg_case_history_new ();
  WgStep step = WG_STEP_NONE;

  history->id = histories->len + 1;
  history->number = g_strdup_printf ("%05u", histories->len + 1);
  history->channel = g_strdup ("hotline");
  history->lon = lon;
  history->lat = lat;
  step.kind = WG_STEP_REPORT;
  step.state = WG_CASE_STATE_REPORTED;
  step.at_ms = at_ms;
  step.grid_id = grid_id;
  g_array_append_val (history->steps, step);
  g_ptr_array_add (histories, history);
}

static JsonObject *
make (WgGridTree *tree, GPtrArray *histories, const char *report, WgPeriodKind kind, JsonNode **root)
{
  g_autoptr (GError) error = NULL;
  WgBriefingRequest request = { report, kind, wg_briefing_get_period (kind, NULL, NOW), NULL, "=1+1", WG_ROUNDING_TRUNCATED, 1, NOW, tree, histories,
                                "何静", NULL, NULL, NULL };

  *root = wg_briefing_make (&request, NULL, &error);
  g_assert_no_error (error);
  return json_node_get_object (*root);
}

static char *
write_all (const WgBriefingPaper *paper, const char *folder)
{
  g_autofree char *pdf = g_build_filename (folder, "a.pdf", NULL), *png = g_build_filename (folder, "a.png", NULL), *xlsx = g_build_filename (folder, "a.xlsx", NULL);
  const char *const files[] = { pdf, png, xlsx };
  g_autoptr (GError) error = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_assert_true (wg_briefing_paper_write_pdf (paper, pdf, &error));
  g_assert_true (wg_briefing_paper_write_png (paper, png, &error));
  g_assert_true (wg_briefing_book_write (paper, xlsx, &error));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *bytes = NULL;
      gsize n;

      g_assert_true (g_file_get_contents (files[i], &bytes, &n, &error));
      g_assert_cmpuint (n, >, 1000);
      g_checksum_update (sum, (const guchar *) bytes, (gssize) n);
      g_unlink (files[i]);
    }
  return g_strdup (g_checksum_get_string (sum));
}

static void
draw (JsonObject *figures, WgGridTree *tree)
{
  g_autofree char *folder = g_dir_make_tmp ("wangge-briefing-XXXXXX", NULL), *one = NULL, *two = NULL;
  WgBriefingPaper paper = { figures, tree, NULL, 3, NOW, FALSE };

  g_assert_cmpuint (wg_briefing_paper_get_n_pages (&paper), >=, 2);
  one = write_all (&paper, folder);
  two = write_all (&paper, folder);
  g_assert_cmpstr (one, ==, two);
  g_rmdir (folder);
}

static JsonObject *
find_figure (JsonObject *figures, const char *key)
{
  JsonArray *list = json_object_get_array_member (figures, "figures");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      if (g_str_equal (json_object_get_string_member (json_array_get_object_element (list, i), "key"), key))
        return json_array_get_object_element (list, i);
    }
  g_assert_not_reached ();
}

static guint
count (JsonObject *figures, const char *list)
{
  return json_array_get_length (json_object_get_array_member (figures, list));
}

static void
test_no_cases (void)
{
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (JsonNode) root = NULL;
  JsonObject *figures = make (tree, none, "month", WG_PERIOD_MONTH, &root);

  g_assert_cmpint (json_object_get_int_member (find_figure (figures, "backlog_open"), "value"), ==, 0);
  g_assert_true (json_object_get_null_member (find_figure (figures, "close_rate"), "value"));
  g_assert_true (json_object_get_null_member (find_figure (figures, "backlog_open"), "pop"));
  g_assert_cmpuint (count (figures, "levels"), ==, 0);
  draw (figures, tree);
}

static void
test_one_case (void)
{
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_history_free);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *figures;

  add_case (one, 2, 116.005, 40.005, NOW - 1);
  figures = make (tree, one, "day", WG_PERIOD_DAY, &root);
  g_assert_cmpint (json_object_get_int_member (find_figure (figures, "undispatched"), "value"), ==, 1);
  g_assert_cmpuint (count (figures, "undispatched"), ==, 1);
  /* A district that has just begun does not rise everywhere. */
  g_assert_false (json_object_get_boolean_member (figures, "rising_known"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_object_get_object_member (figures, "hotspots"), "clusters")), ==, 0);
  draw (figures, tree);
}

/* Two hundred telephone calls about one burst pipe are one place, and that place is told. */
static void
test_one_point (void)
{
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_history_free);
  WgPeriod week = wg_briefing_get_period (WG_PERIOD_WEEK, NULL, NOW);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *figures;

  add_case (many, 3, 116.015, 40.005, week.from_ms - 70 * DAY);
  for (guint i = 0; i < 200; i++)
    add_case (many, 2 + 14, 116.015, 40.025, week.from_ms + i);
  figures = make (tree, many, "week", WG_PERIOD_WEEK, &root);
  g_assert_cmpint (json_object_get_int_member (find_figure (figures, "done_rate"), "denominator"), ==, 200);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (json_object_get_array_member (figures, "rising"), 0), "cases"), ==, 200);
  draw (figures, tree);
}

static void
test_before_the_data (void)
{
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) later = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_history_free);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *figures;

  for (guint i = 0; i < 50; i++)
    add_case (later, 2 + i % 36, 116.005, 40.005, NOW + (gint64) i * DAY);
  figures = make (tree, later, "year", WG_PERIOD_YEAR, &root);
  g_assert_cmpint (json_object_get_int_member (find_figure (figures, "backlog_open"), "value"), ==, 0);
  g_assert_cmpuint (count (figures, "overdue"), ==, 0);
  for (guint i = 0; i < count (figures, "series"); i++)
    g_assert_true (json_object_get_null_member (json_array_get_object_element (json_object_get_array_member (figures, "series"), i), "received"));
  draw (figures, tree);
}

static JsonObject *
get_series (JsonObject *figures, guint i)
{
  return json_array_get_object_element (json_object_get_array_member (figures, "series"), i);
}

/* Of a time before the first case there is no figure: neither 0 received, nor a change against 0. It is said where the line
 * and the table end.
 */
static void
test_data_begin (void)
{
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_history_free);
  WgPeriod month = wg_briefing_get_period (WG_PERIOD_MONTH, NULL, NOW), before, year_ago;
  const WgBriefingTile tile = { WG_TILE_TREND, (char *) "received" };
  g_autoptr (JsonNode) root = NULL, long_known = NULL;
  g_autoptr (WgBriefingTable) table = NULL;
  WgBriefingPaper paper = { NULL, tree, NULL, 3, NOW, FALSE };
  JsonObject *figures;

  wg_period_get_before (&month, WG_PERIOD_MONTH, NULL, FALSE, &before);
  wg_period_get_before (&month, WG_PERIOD_MONTH, NULL, TRUE, &year_ago);
  add_case (cases, 3, 116.015, 40.005, before.from_ms + DAY + 1);
  add_case (cases, 3, 116.015, 40.005, month.from_ms + 1);
  paper.figures = figures = make (tree, cases, "month", WG_PERIOD_MONTH, &root);
  g_assert_cmpint (json_object_get_int_member (figures, "begin_ms"), ==, before.from_ms + DAY);
  g_assert_cmpint (json_object_get_int_member (get_series (figures, 11), "received"), ==, 1);
  g_assert_true (json_object_get_null_member (get_series (figures, 10), "received"));
  g_assert_true (json_object_get_null_member (get_series (figures, 11), "year_ago"));
  g_assert_true (json_object_get_null_member (find_figure (figures, "backlog_open"), "pop"));
  g_assert_true (json_object_get_null_member (find_figure (figures, "backlog_open"), "yoy"));
  table = wg_briefing_table_new (&paper, &tile);
  g_assert_nonnull (strstr (table->title, "no data before"));
  g_assert_cmpstr (((WgBriefingRow *) g_ptr_array_index (table->rows, 9))->cells[2], ==, "–");
  draw (figures, tree);
  /* Data of the whole year before are nought where nothing came in. */
  add_case (cases, 3, 116.015, 40.005, year_ago.from_ms + 1);
  figures = make (tree, cases, "month", WG_PERIOD_MONTH, &long_known);
  g_assert_cmpint (json_object_get_int_member (get_series (figures, 9), "received"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (get_series (figures, 10), "received"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (get_series (figures, 11), "year_ago"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (find_figure (figures, "backlog_open"), "yoy"), ==, 2);
}

/* A case of a grid that is gone counts where its place lies now, and that is said. */
static void
test_boundaries_changed (void)
{
  WgPeriod month = wg_briefing_get_period (WG_PERIOD_MONTH, NULL, NOW);
  g_autoptr (WgGridTree) tree = make_tree ((month.from_ms + month.to_ms) / 2), same = make_tree (0);
  g_autoptr (WgGridTree) first = make_tree_since (month.from_ms + DAY, month.from_ms + DAY);
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_history_free);
  g_autoptr (JsonNode) root = NULL, still = NULL, begun = NULL;
  JsonObject *figures, *boundary;

  add_case (cases, 99, 116.005, 40.005, month.from_ms + DAY);
  add_case (cases, 3, 116.015, 40.005, month.from_ms + DAY);
  figures = make (tree, cases, "month", WG_PERIOD_MONTH, &root);
  boundary = json_object_get_object_member (figures, "boundary");
  g_assert_cmpint (json_object_get_int_member (boundary, "changed"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (boundary, "moved"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (find_figure (figures, "done_rate"), "denominator"), ==, 2);
  draw (figures, tree);
  figures = make (same, cases, "month", WG_PERIOD_MONTH, &still);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (figures, "boundary"), "changed"), ==, 0);
  /* The first boundaries of a district changed nothing. */
  figures = make (first, cases, "month", WG_PERIOD_MONTH, &begun);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (figures, "boundary"), "changed"), ==, 0);
}

/* The paper names the boundaries that were in force on its day: which version, and since when. */
static void
test_boundary_version (void)
{
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *words = NULL;
  WgBriefingRequest request = { "week", WG_PERIOD_WEEK, wg_briefing_get_period (WG_PERIOD_WEEK, NULL, NOW), NULL, "", WG_ROUNDING_TRUNCATED, 1, NOW, tree, none,
                                "何静", NULL, NULL, NULL, NULL, 4, NOW - 30 * DAY };
  WgBriefingPaper paper = { NULL, tree, NULL, 3, NOW, FALSE };

  root = wg_briefing_make (&request, NULL, NULL);
  paper.figures = json_node_get_object (root);
  words = wg_briefing_describe_version (&paper);
  g_assert_cmpstr (words, ==, "boundary version 4 of 2024-09-04");
  draw (paper.figures, tree);
}

/* What an older program issued has fewer tables; it is printed with those that it has. */
static void
test_older (void)
{
  static const char *const newer[] = { "drafter", "campaign", "expressions", "levels", "instructed", "unhappy", "funnel", "undispatched", "supervised", "boundary" };
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (JsonNode) root = NULL;
  JsonObject *figures = make (tree, none, "week", WG_PERIOD_WEEK, &root);

  for (guint i = 0; i < G_N_ELEMENTS (newer); i++)
    json_object_remove_member (figures, newer[i]);
  draw (figures, tree);
}

static void
add_answered (GPtrArray *histories, gint64 grid_id, gint64 at_ms, gboolean satisfied)
{
  WgCaseHistory *history;
  WgStep pass = WG_STEP_NONE, callback = WG_STEP_NONE;

  add_case (histories, grid_id, 116.005, 40.005, at_ms);
  history = g_ptr_array_index (histories, histories->len - 1);
  pass.kind = WG_STEP_PASS;
  callback.kind = WG_STEP_CALLBACK;
  pass.state = callback.state = WG_CASE_STATE_CLOSED;
  pass.at_ms = at_ms + 1;
  callback.at_ms = at_ms + 2;
  callback.reached = callback.solved = 1;
  callback.satisfied = (gint8) satisfied;
  g_array_append_val (history->steps, pass);
  g_array_append_val (history->steps, callback);
}

/* Every grid whose people answered is among those that closed without satisfying, the gravest first. */
static void
test_unhappy (void)
{
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_history_free);
  WgPeriod week = wg_briefing_get_period (WG_PERIOD_WEEK, NULL, NOW);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *figures, *first, *last;

  for (int i = 0; i < SIDE * SIDE; i++)
    add_answered (cases, i + 2, week.from_ms + i, i % 2 == 0);
  figures = make (tree, cases, "week", WG_PERIOD_WEEK, &root);
  g_assert_cmpuint (count (figures, "unhappy"), ==, SIDE * SIDE);
  first = json_array_get_object_element (json_object_get_array_member (figures, "unhappy"), 0);
  last = json_array_get_object_element (json_object_get_array_member (figures, "unhappy"), SIDE * SIDE - 1);
  g_assert_cmpint (json_object_get_int_member (first, "gap"), ==, 10000);
  g_assert_cmpint (json_object_get_int_member (last, "gap"), ==, 0);
  draw (figures, tree);
}

/* Pages of the centre's own: as many sheets as pages, lying, and what a tile cannot show is said on it. */
static void
test_composed (void)
{
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_history_free);
  g_autoptr (WgBriefingPlan) plan = wg_briefing_plan_new ("周一", "week", NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) leaves = NULL;
  g_autoptr (GError) error = NULL;
  WgBriefingRequest request = { "week", WG_PERIOD_WEEK, wg_briefing_get_period (WG_PERIOD_WEEK, NULL, NOW), NULL, "", WG_ROUNDING_TRUNCATED, 1, NOW, tree, one,
                                "何静", NULL, NULL, NULL, plan };
  WgBriefingLeaf *leaf = wg_briefing_leaf_parse ("Own: map unhappy; number nothing_of_ours; text 你好; table received", &error);
  double width, height;

  g_assert_no_error (error);
  add_case (one, 3, 116.015, 40.005, NOW - 5 * DAY);
  g_ptr_array_set_size (plan->leaves, 2);
  g_ptr_array_add (plan->leaves, leaf);
  g_assert_true (wg_briefing_plan_check (plan, &error));
  root = wg_briefing_make (&request, NULL, &error);
  g_assert_no_error (error);
  for (int a3 = 0; a3 < 2; a3++)
    {
      WgBriefingPaper paper = { json_node_get_object (root), tree, NULL, 3, NOW, a3 };

      g_assert_cmpuint (wg_briefing_paper_get_n_pages (&paper), ==, 3);
      wg_briefing_paper_get_size (&paper, &width, &height);
      g_assert_cmpfloat (width, >, height);
      g_assert_cmpstr (wg_briefing_paper_get_title (&paper), ==, "周一");
      g_clear_pointer (&leaves, g_ptr_array_unref);
      leaves = wg_briefing_paper_get_leaves (&paper);
      g_assert_cmpuint (leaves->len, ==, 3);
      leaf = g_ptr_array_index (leaves, 2);
      g_assert_cmpuint (leaf->tiles->len, ==, 4);
    }
  draw (json_node_get_object (root), tree);
}

static char *
hash_series (const WgBriefingPaper *paper, const WgBriefingLeaf *leaf, guint changed)
{
  JsonObject *row = json_array_get_object_element (json_object_get_array_member (paper->figures, "series"), changed);
  cairo_surface_t *surface;
  g_autofree char *sum = NULL;

  json_object_set_int_member (row, "received", 71111);
  surface = wg_briefing_leaf_draw (paper, leaf, WG_THEME_PRINT, 700, 140, NULL, NULL);
  json_object_set_int_member (row, "received", 13);
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, cairo_image_surface_get_data (surface),
                                     (gsize) cairo_image_surface_get_stride (surface) * (gsize) cairo_image_surface_get_height (surface));
  cairo_surface_destroy (surface);
  return g_steal_pointer (&sum);
}

/* A table with more rows than room shows the latest of what goes on in time and says how many; paper names no key. */
static void
test_cut (void)
{
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  WgBriefingPaper paper = { make (tree, none, "month", WG_PERIOD_MONTH, &root), tree, NULL, 3, NOW, FALSE };
  JsonArray *series = json_object_get_array_member (paper.figures, "series");
  WgBriefingLeaf *leaf = wg_briefing_leaf_parse ("Own: table received", &error);
  g_autofree char *first = NULL, *second = NULL, *last = NULL, *all = wg_briefing_describe_cut (WG_THEME_PRINT, 12, 12);
  g_autofree char *printed = wg_briefing_describe_cut (WG_THEME_PRINT, 5, 12), *shown = wg_briefing_describe_cut (WG_THEME_DARK, 5, 12);
  guint n = json_array_get_length (series);

  g_assert_no_error (error);
  g_assert_cmpuint (n, >=, 12);
  for (guint i = 0; i < n; i++)
    json_object_set_int_member (json_array_get_object_element (series, i), "received", 13);
  first = hash_series (&paper, leaf, 0);
  second = hash_series (&paper, leaf, 1);
  last = hash_series (&paper, leaf, n - 1);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, last);
  g_assert_null (all);
  g_assert_cmpstr (printed, ==, "5 of 12");
  g_assert_cmpstr (shown, ==, "5 of 12, all with D");
  wg_briefing_leaf_free (leaf);
}

/* What somebody called a grid or a figure is text in a spreadsheet, and a number stays one. */
static void
test_csv (void)
{
  static const char *const names[] = { "=1+1", "-2+3+cmd|' /C calc'!A0", "+1", "@SUM(A1)", "＝1+1", "－1" };
  WgBriefingTable table = { .title = g_strdup ("T"), .columns = g_strsplit ("A,B", ",", -1), .rows = g_ptr_array_new () };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *cells[] = { (char *) names[i], (char *) "-1.61", NULL };
      WgBriefingRow row = { cells, NULL };
      g_autofree char *text = NULL, *wanted = g_strdup_printf ("\xef\xbb\xbf\"A\",\"B\"\r\n\"%s%s\",\"-1.61\"\r\n", g_str_equal (names[i], "+1") ? "" : "'", names[i]);

      g_ptr_array_set_size (table.rows, 0);
      g_ptr_array_add (table.rows, &row);
      text = wg_briefing_table_to_csv (&table);
      g_assert_cmpstr (text, ==, wanted);
    }
  g_free (table.title);
  g_strfreev (table.columns);
  g_ptr_array_unref (table.rows);
}

/* A figure that the centre defined has its table behind it, alone and among all others. */
static void
test_own_figure (void)
{
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (JsonNode) root = NULL, fit = json_from_string ("{\"key\":\"fit\",\"numerator\":3,\"denominator\":4,\"value\":7500,\"pop\":null,\"yoy\":null}", NULL);
  WgBriefingPaper paper = { make (tree, none, "week", WG_PERIOD_WEEK, &root), tree, NULL, 3, NOW, FALSE };
  WgBriefingTile tile = { WG_TILE_NUMBER, (char *) "fit" }, all_tile = { WG_TILE_TABLE, (char *) "figures" };
  JsonArray *own = json_array_new ();
  g_autoptr (WgBriefingTable) one = NULL, all = NULL;
  WgBriefingRow *row;

  json_array_add_element (own, g_steal_pointer (&fit));
  json_object_set_array_member (paper.figures, "expressions", own);
  one = wg_briefing_table_new (&paper, &tile);
  all = wg_briefing_table_new (&paper, &all_tile);
  g_assert_cmpuint (one->rows->len, ==, 1);
  row = g_ptr_array_index (one->rows, 0);
  g_assert_cmpstr (row->cells[3], ==, "75.00 %");
  g_assert_cmpuint (all->rows->len, ==, WG_N_INDICATORS + 1);
}

/* A leader is not expected to read 6.9e-05. */
static void
test_chances (void)
{
  static const struct
  {
    double chance;
    const char *shown;
  } rows[] = { { 0.36, "0.36" }, { 0.0084, "0.0084" }, { 0.00016, "0.00016" }, { 6.94e-5, "0.000069" }, { 1.0e-5, "0.000010" }, { 0.0, "0" } };
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (JsonNode) root = NULL;
  WgBriefingPaper paper = { make (tree, none, "week", WG_PERIOD_WEEK, &root), tree, NULL, 3, NOW, FALSE };
  WgBriefingTile tile = { WG_TILE_TABLE, (char *) "clusters" };
  JsonArray *clusters = json_object_get_array_member (json_object_get_object_member (paper.figures, "hotspots"), "clusters");
  g_autoptr (WgBriefingTable) table = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "name", "A");
      json_object_set_string_member (row, "code", "A");
      json_object_set_int_member (row, "cases", 5);
      json_object_set_int_member (row, "grids", 1);
      json_object_set_double_member (row, "q", rows[i].chance);
      json_array_add_object_element (clusters, row);
    }
  table = wg_briefing_table_new (&paper, &tile);
  g_assert_cmpuint (table->rows->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (((WgBriefingRow *) g_ptr_array_index (table->rows, i))->cells[3], ==, rows[i].shown);
}

/* --- On paper --- */

static cairo_surface_t *
draw_first (const WgBriefingPaper *paper)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) WG_SHEET_WIDTH, (int) WG_SHEET_HEIGHT);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  wg_briefing_paper_draw (paper, cr, 0);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint
count_bluish (cairo_surface_t *surface)
{
  guint n = 0;

  for (int y = 120; y < 380; y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));

      for (int x = 40; x < 550; x++)
        n += (int) (row[x] & 0xff) - (int) ((row[x] >> 16) & 0xff) > 20;
    }
  return n;
}

/* A river that was imported lies under the map, paler than on the screen, and is not looked for on a server. */
static void
test_ground (void)
{
  const double corners[] = { 116.0, 40.02, 116.06, 40.02, 116.06, 40.04, 116.0, 40.04 };
  g_autoptr (WgShape) lake = wg_shape_new_from_ring (corners, 4);
  WgBaseShape water = { (char *) "water", NULL, NULL, lake, NULL, NULL, 0, (char *) "© OpenStreetMap contributors" };
  g_autoptr (GPtrArray) shapes = g_ptr_array_new (), layers = g_ptr_array_new_with_free_func (g_object_unref), none = g_ptr_array_new ();
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (WgBaseStack) stack = NULL;
  g_autoptr (WgBasemap) server = wg_basemap_new ("https://tiles.example.org/{z}/{x}/{y}.png", NULL, NULL, NULL);
  g_autoptr (WgBriefingGround) ground = NULL;
  WgBriefingPaper paper = { make (tree, none, "week", WG_PERIOD_WEEK, &root), tree, NULL, 3, NOW, FALSE };
  cairo_surface_t *bare = draw_first (&paper), *full, *nameless;

  g_ptr_array_add (shapes, &water);
  g_ptr_array_add (layers, wg_base_layer_open (server, NULL, NULL));
  stack = wg_base_stack_new (layers);
  g_assert_null (wg_briefing_ground_new (stack));
  g_clear_object (&stack);
  g_ptr_array_add (layers, wg_base_layer_new_imported ("imported", shapes));
  stack = wg_base_stack_new (layers);
  paper.ground = ground = wg_briefing_ground_new (stack);
  g_assert_nonnull (ground);
  /* Whose map it is stands on the paper; the server that is not asked is not named. */
  g_assert_cmpstr (wg_briefing_ground_get_attribution (ground), ==, "© OpenStreetMap contributors");
  wg_briefing_paper_prepare (&paper);
  full = draw_first (&paper);
  g_assert_cmpuint (count_bluish (full), >, count_bluish (bare) + 10000);
  water.owner = NULL;
  g_ptr_array_remove_index (layers, 1);
  g_ptr_array_add (layers, wg_base_layer_new_imported ("imported", shapes));
  g_object_unref (stack);
  stack = wg_base_stack_new (layers);
  wg_briefing_ground_unref (ground);
  paper.ground = ground = wg_briefing_ground_new (stack);
  wg_briefing_paper_prepare (&paper);
  nameless = draw_first (&paper);
  g_assert_null (wg_briefing_ground_get_attribution (ground));
  g_assert_cmpint (memcmp (cairo_image_surface_get_data (full), cairo_image_surface_get_data (nameless),
                           (gsize) cairo_image_surface_get_stride (full) * (gsize) cairo_image_surface_get_height (full)), !=, 0);
  cairo_surface_destroy (nameless);
  cairo_surface_destroy (bare);
  cairo_surface_destroy (full);
}

/* A3 is not A4 enlarged: it lies, and takes fewer sheets; a long table of short names takes half its height on A4. */
static void
test_larger_sheet (void)
{
  g_autoptr (WgGridTree) tree = make_tree (0);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (JsonNode) root = NULL;
  WgBriefingPaper paper = { make (tree, none, "month", WG_PERIOD_MONTH, &root), tree, NULL, 3, NOW, FALSE };
  JsonArray *table = json_object_get_array_member (paper.figures, "table");
  double width, height;
  guint halved;

  for (guint i = 0; i < 100; i++)
    json_array_add_object_element (table, json_object_ref (json_array_get_object_element (table, i % (SIDE * SIDE))));
  halved = wg_briefing_paper_get_n_pages (&paper);
  paper.a3 = TRUE;
  g_assert_cmpuint (wg_briefing_paper_get_n_pages (&paper), <, halved);
  wg_briefing_paper_get_size (&paper, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, WG_SHEET_HEIGHT * G_SQRT2, 0.1);
  g_assert_cmpfloat_with_epsilon (height, WG_SHEET_HEIGHT, 0.1);
  draw (paper.figures, tree);
  json_object_set_string_member (json_array_get_object_element (table, 0), "name", "一个名字很长很长很长很长很长的社区居民委员会网格");
  paper.a3 = FALSE;
  g_assert_cmpuint (wg_briefing_paper_get_n_pages (&paper), >, halved);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/briefing/no-cases", test_no_cases);
  g_test_add_func ("/briefing/one-case", test_one_case);
  g_test_add_func ("/briefing/all-on-one-point", test_one_point);
  g_test_add_func ("/briefing/before-the-first-case", test_before_the_data);
  g_test_add_func ("/briefing/data-begin", test_data_begin);
  g_test_add_func ("/briefing/boundaries-changed", test_boundaries_changed);
  g_test_add_func ("/briefing/boundary-version", test_boundary_version);
  g_test_add_func ("/briefing/issued-by-an-older-program", test_older);
  g_test_add_func ("/briefing/composed", test_composed);
  g_test_add_func ("/briefing/cut", test_cut);
  g_test_add_func ("/briefing/csv", test_csv);
  g_test_add_func ("/briefing/own-figure", test_own_figure);
  g_test_add_func ("/briefing/chances", test_chances);
  g_test_add_func ("/briefing/unhappy", test_unhappy);
  g_test_add_func ("/briefing/ground", test_ground);
  g_test_add_func ("/briefing/larger-sheet", test_larger_sheet);
  return g_test_run ();
}
