/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which grids a wall visits, in what order, and on which level. */

#include "wg-tour.h"

/* One top grid, 8 below it, 64 below those; ids are 1000 x depth + number. */
static WgGridTree *
make_tree (guint n_middle, guint n_leaves_each)
{
  g_autoptr (WgGridTreeBuilder) builder = wg_grid_tree_builder_new ();
  guint n[] = { 1, n_middle, n_middle * n_leaves_each }, each[] = { 1, n_middle, n_leaves_each };

  for (int depth = 1; depth <= 3; depth++)
    {
      for (guint i = 0; i < n[depth - 1]; i++)
        {
          WgGrid *grid = wg_grid_new ();

          grid->id = 1000 * depth + i;
          grid->parent_id = depth == 1 ? 0 : 1000 * (depth - 1) + i / each[depth - 1];
          grid->depth = depth;
          grid->code = g_strdup_printf ("%d-%02u", depth, i);
          wg_grid_tree_builder_take_grid (builder, grid);
        }
    }
  return wg_grid_tree_builder_end (builder, NULL);
}

static void
test_depth (void)
{
  g_autoptr (WgGridTree) few = make_tree (5, 8), many = make_tree (8, 8), crowd = make_tree (50, 2);
  g_autoptr (WgGridTreeBuilder) builder = wg_grid_tree_builder_new ();
  g_autoptr (WgGridTree) none = wg_grid_tree_builder_end (builder, NULL);

  g_assert_cmpint (wg_tour_choose_depth (few), ==, 3);
  g_assert_cmpint (wg_tour_choose_depth (many), ==, 2);
  g_assert_cmpint (wg_tour_choose_depth (crowd), ==, 1);
  g_assert_cmpint (wg_tour_choose_depth (none), ==, 0);
}

/* Cases are counted along parents; ties go to the overdue, then to the code; nothing open is no stop. */
static void
test_worst (void)
{
  g_autoptr (WgGridTree) tree = make_tree (8, 8);
  g_autoptr (WgBacklog) backlog = wg_backlog_new (tree);
  const WgBacklogRow rows[] = {
    { 3000, { 2, 0, 0, 2 } }, { 3001, { 2, 0, 0, 2 } }, { 3008, { 4, 1, 0, 4 } },  { 3016, { 9, 0, 0, 9 } },
    { 3024, { 1, 0, 0, 1 } }, { 3032, { 1, 0, 0, 1 } }, { 3040, { 0, 0, 8, 20 } },
  };
  const gint64 expected[] = { 2002, 2001, 2000, 2003, 2004 };
  g_autoptr (GArray) stops = NULL;

  wg_backlog_recount (backlog, rows, G_N_ELEMENTS (rows), 0);
  stops = wg_tour_list_worst (backlog, 2);
  g_assert_cmpuint (stops->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < stops->len; i++)
    g_assert_cmpint (g_array_index (stops, gint64, i), ==, expected[i]);
}

static void
test_length (void)
{
  g_autoptr (WgGridTree) tree = make_tree (8, 8);
  g_autoptr (WgBacklog) backlog = wg_backlog_new (tree);
  WgBacklogRow rows[64];
  g_autoptr (GArray) stops = NULL;

  for (gint64 i = 0; i < 64; i++)
    rows[i] = (WgBacklogRow){ 3000 + i, { i + 1, 0, 0, i + 1 } };
  wg_backlog_recount (backlog, rows, G_N_ELEMENTS (rows), 0);
  stops = wg_tour_list_worst (backlog, 3);
  g_assert_cmpuint (stops->len, ==, WG_TOUR_LENGTH);
  g_assert_cmpint (g_array_index (stops, gint64, 0), ==, 3063);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tour/depth", test_depth);
  g_test_add_func ("/tour/worst", test_worst);
  g_test_add_func ("/tour/length", test_length);
  return g_test_run ();
}
