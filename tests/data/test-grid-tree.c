/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the tree decides whose case it is. Its answers are held against the plain rule (look at every grid, take the
 * deepest, then the lowest id), on cities in which every border is shared by several grids.
 */

#include "wg-error.h"
#include "wg-grid-tree.h"

/* One step of the test city in units: two thousand of them are 0.2 degree. */
#define STEP G_GINT64_CONSTANT (100000000)
/* Random places are drawn in ten-thousandths of a step. */
#define FINE 10000

static WgShape *
make_square (gint64 x, gint64 y, gint64 side)
{
  const double ring[] = { wg_shape_degrees_from_units (116000000000000 + x * STEP),
                          wg_shape_degrees_from_units (40000000000000 + y * STEP),
                          wg_shape_degrees_from_units (116000000000000 + (x + side) * STEP),
                          wg_shape_degrees_from_units (40000000000000 + y * STEP),
                          wg_shape_degrees_from_units (116000000000000 + (x + side) * STEP),
                          wg_shape_degrees_from_units (40000000000000 + (y + side) * STEP),
                          wg_shape_degrees_from_units (116000000000000 + x * STEP),
                          wg_shape_degrees_from_units (40000000000000 + (y + side) * STEP) };

  return wg_shape_new_from_ring (ring, 4);
}

static WgGrid *
make_grid (gint64 id, gint64 parent_id, int depth, const char *code, WgShape *shape)
{
  WgGrid *grid = wg_grid_new ();

  grid->id = id;
  grid->parent_id = parent_id;
  grid->depth = depth;
  grid->code = g_strdup (code);
  grid->name = g_strdup_printf ("grid %s", code);
  grid->shape = shape;
  return grid;
}

/* Ids in no order, so that neither the code nor the position of a grid tells which id is the lowest. */
static gint64
next_id (guint *n_given)
{
  return (gint64) (++*n_given * 7919u % 10007u) + 1;
}

/* Three levels of 4 x 4 squares in a square; one community in ten stays without children, one leaf in seven is missing.
 */
static WgGridTree *
make_city (gint64 side)
{
  g_autoptr (WgGridTreeBuilder) builder = wg_grid_tree_builder_new ();
  g_autoptr (GError) error = NULL;
  WgGridTree *tree;
  guint n_given = 0, n_communities = 0, n_leaves = 0;

  wg_grid_tree_builder_add_level (builder, 3, "leaf", WG_GRID_OUTLINE_GIVEN);
  wg_grid_tree_builder_add_level (builder, 1, "street", WG_GRID_OUTLINE_DERIVED);
  for (gint64 s = 0; s < 16; s++)
    {
      gint64 street = next_id (&n_given), sx = s % 4 * side, sy = s / 4 * side;
      g_autofree char *street_code = g_strdup_printf ("%02d", (int) s);

      wg_grid_tree_builder_take_grid (builder, make_grid (street, 0, 1, street_code, make_square (sx, sy, side)));
      for (gint64 c = 0; c < 16; c++)
        {
          gint64 community = next_id (&n_given), cx = sx + c % 4 * side / 4, cy = sy + c / 4 * side / 4;
          g_autofree char *code = g_strdup_printf ("%s%02d", street_code, (int) c);

          wg_grid_tree_builder_take_grid (builder,
                                          make_grid (community, street, 2, code, make_square (cx, cy, side / 4)));
          if (n_communities++ % 10 == 9)
            continue;
          for (gint64 g = 0; g < 16; g++)
            {
              g_autofree char *leaf_code = g_strdup_printf ("%s%02d", code, (int) g);

              if (n_leaves++ % 7 == 6)
                continue;
              wg_grid_tree_builder_take_grid (
                  builder, make_grid (next_id (&n_given), community, 3, leaf_code,
                                      make_square (cx + g % 4 * side / 16, cy + g / 4 * side / 16, side / 16)));
            }
        }
    }
  tree = wg_grid_tree_builder_end (builder, &error);
  g_assert_no_error (error);
  return tree;
}

static void
test_order (void)
{
  g_autoptr (WgGridTree) tree = make_city (64);
  guint n_grids = wg_grid_tree_get_n_grids (tree), n_listed = 0, n_children;
  const guint *children;

  g_assert_cmpuint (n_grids, >, 3000);
  for (guint i = 0; i < n_grids; i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);
      guint end = wg_grid_tree_get_subtree_end (tree, i);
      g_autoptr (GArray) ancestors = wg_grid_tree_get_ancestors (tree, i);

      g_assert_cmpuint (wg_grid_tree_find_by_id (tree, grid->id), ==, i);
      g_assert_cmpuint (wg_grid_tree_find_by_code (tree, grid->code), ==, i);
      g_assert_cmpuint (ancestors->len, ==, (guint) grid->depth - 1);
      if (ancestors->len > 0)
        g_assert_cmpint (wg_grid_tree_get_grid (tree, g_array_index (ancestors, guint, 0))->id, ==, grid->parent_id);
      for (guint k = 0; k < n_grids; k += 13)
        {
          gboolean below = g_str_has_prefix (wg_grid_tree_get_grid (tree, k)->code, grid->code);

          g_assert_cmpint (wg_grid_tree_is_below (tree, k, i), ==, below);
          g_assert_cmpint (k >= i && k < end, ==, below);
        }
      children = wg_grid_tree_get_children (tree, i, &n_children);
      g_assert_cmpint (wg_grid_tree_is_leaf (tree, i), ==, n_children == 0);
      for (guint k = 0; k < n_children; k++)
        {
          g_assert_cmpuint (wg_grid_tree_get_grid (tree, children[k])->parent, ==, i);
          if (k > 0)
            g_assert_cmpstr (wg_grid_tree_get_grid (tree, children[k - 1])->code, <,
                             wg_grid_tree_get_grid (tree, children[k])->code);
        }
      n_listed += n_children;
    }
  wg_grid_tree_get_children (tree, WG_GRID_NONE, &n_children);
  g_assert_cmpuint (n_children, ==, 16);
  g_assert_cmpuint (n_listed + n_children, ==, n_grids);
  g_assert_true (wg_grid_tree_is_below (tree, 5, WG_GRID_NONE));
  g_assert_false (wg_grid_tree_is_below (tree, WG_GRID_NONE, 5));
}

static void
test_levels (void)
{
  g_autoptr (WgGridTree) tree = make_city (64);
  guint n_grids = 0;

  g_assert_cmpuint (wg_grid_tree_get_n_levels (tree), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const WgGridLevel *level = wg_grid_tree_get_level (tree, i);
      g_autoptr (GArray) all = wg_grid_tree_list_at_depth (tree, level->depth, WG_GRID_NONE);
      g_autoptr (GArray) first = wg_grid_tree_list_at_depth (tree, level->depth, 0);

      g_assert_cmpint (level->depth, ==, (int) i + 1);
      g_assert_cmpuint (all->len, ==, level->n_grids);
      g_assert_cmpuint (first->len, <, level->n_grids);
      g_assert_cmpuint (first->len, >, 0);
      n_grids += level->n_grids;
    }
  g_assert_cmpuint (n_grids, ==, wg_grid_tree_get_n_grids (tree));
  g_assert_cmpstr (wg_grid_tree_find_level (tree, 1)->name, ==, "street");
  g_assert_cmpint (wg_grid_tree_find_level (tree, 1)->outline, ==, WG_GRID_OUTLINE_DERIVED);
  g_assert_cmpstr (wg_grid_tree_find_level (tree, 2)->name, ==, "");
  g_assert_null (wg_grid_tree_find_level (tree, 4));
  g_assert_cmpstr (wg_grid_outline_to_nick (WG_GRID_OUTLINE_DERIVED), ==, "derived");
  g_assert_true (wg_grid_outline_from_nick ("given", NULL));
  g_assert_false (wg_grid_outline_from_nick ("drawn", NULL));
}

static guint
find_by_looking (const WgGridTree *tree, int depth, double lon, double lat)
{
  guint best = WG_GRID_NONE;

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);
      const WgGrid *other = best != WG_GRID_NONE ? wg_grid_tree_get_grid (tree, best) : NULL;

      if ((depth != 0 && grid->depth != depth) || !wg_shape_contains (grid->shape, lon, lat))
        continue;
      if (other == NULL || grid->depth > other->depth || (grid->depth == other->depth && grid->id < other->id))
        best = i;
    }
  return best;
}

static void
test_homes (void)
{
  g_autoptr (WgGridTree) tree = make_city (64);
  const guint n_points = 4000;
  g_autofree double *points = g_new (double, 2 * n_points);
  g_autofree guint *homes = g_new (guint, n_points);
  guint n_by_depth[4] = { 0 };

  for (guint i = 0; i < n_points; i++)
    {
      /* Half of them on corners and borders, many of those where four leaves, two communities and two streets meet. */
      gint64 x = g_test_rand_int_range (-5 * FINE, 260 * FINE) * (STEP / FINE);
      gint64 y = g_test_rand_int_range (-5 * FINE, 260 * FINE) * (STEP / FINE);

      if (i % 2 == 0)
        x = x / (4 * STEP) * (4 * STEP);
      if (i % 4 == 0)
        y = y / (4 * STEP) * (4 * STEP);
      points[2 * i] = wg_shape_degrees_from_units (116000000000000 + x);
      points[2 * i + 1] = wg_shape_degrees_from_units (40000000000000 + y);
    }
  wg_grid_tree_find_homes (tree, points, n_points, homes);
  for (guint i = 0; i < n_points; i++)
    {
      double lon = points[2 * i], lat = points[2 * i + 1];
      guint expected = find_by_looking (tree, 0, lon, lat);

      g_assert_cmpuint (homes[i], ==, expected);
      g_assert_cmpuint (wg_grid_tree_find_home (tree, lon, lat), ==, expected);
      g_assert_cmpuint (wg_grid_tree_find_at_depth (tree, 2, lon, lat), ==, find_by_looking (tree, 2, lon, lat));
      n_by_depth[expected == WG_GRID_NONE ? 0 : wg_grid_tree_get_grid (tree, expected)->depth]++;
    }
  /* Outside, in the rest of a community, in a leaf: all of them happen. */
  g_assert_cmpuint (n_by_depth[0], >, 50);
  g_assert_cmpuint (n_by_depth[2], >, 50);
  g_assert_cmpuint (n_by_depth[3], >, 500);
}

static void
test_home_on_border (void)
{
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_grid_free);
  g_autoptr (WgGridTree) tree = NULL;
  double lon = wg_shape_degrees_from_units (116000000000000 + 10 * STEP), lat = 40.0001;

  g_ptr_array_add (grids, make_grid (30, 0, 1, "A", make_square (0, 0, 10)));
  g_ptr_array_add (grids, make_grid (20, 0, 1, "B", make_square (10, 0, 10)));
  g_ptr_array_add (grids, make_grid (40, 30, 2, "A1", make_square (5, 0, 5)));
  tree = wg_grid_tree_new_from_array (grids, NULL);

  /* Deepest first, although its id is the highest; where only the topmost meet, the lowest id. */
  g_assert_cmpuint (wg_grid_tree_find_home (tree, lon, lat), ==, wg_grid_tree_find_by_code (tree, "A1"));
  g_assert_cmpuint (wg_grid_tree_find_home (tree, lon, 40.0008), ==, wg_grid_tree_find_by_code (tree, "B"));
  g_assert_cmpuint (wg_grid_tree_find_home (tree, lon - 1e-12, 40.0008), ==, wg_grid_tree_find_by_code (tree, "A"));
  /* Rounded onto the outer border; beyond it; nowhere. */
  g_assert_cmpuint (wg_grid_tree_find_home (tree, 116.0 - 4e-13, 40.0001), ==, wg_grid_tree_find_by_code (tree, "A"));
  g_assert_cmpuint (wg_grid_tree_find_home (tree, 116.0 - 6e-13, 40.0001), ==, WG_GRID_NONE);
  g_assert_cmpuint (wg_grid_tree_find_home (tree, NAN, 40.0001), ==, WG_GRID_NONE);
  g_assert_cmpuint (wg_grid_tree_find_home (tree, 1e300, -1e300), ==, WG_GRID_NONE);
  g_assert_cmpfloat (wg_grid_tree_get_box (tree)->min_lon, ==, 116.0);
}

/* Three leaves side by side, 20 steps (170 m) wide at 40 N. */
static void
test_near_borders (void)
{
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_grid_free);
  g_autoptr (WgGridTree) tree = NULL;
  double metre = 1.0 / (111320.0 * cos (40.0 * G_PI / 180.0));
  double border = wg_shape_degrees_from_units (116000000000000 + 20 * STEP);
  GArray *near;

  g_ptr_array_add (grids, make_grid (1, 0, 1, "S", make_square (0, 0, 60)));
  g_ptr_array_add (grids, make_grid (4, 1, 2, "S1", make_square (0, 0, 20)));
  g_ptr_array_add (grids, make_grid (3, 1, 2, "S2", make_square (20, 0, 20)));
  g_ptr_array_add (grids, make_grid (2, 1, 2, "S3", make_square (40, 0, 20)));
  tree = wg_grid_tree_new_from_array (grids, NULL);

  near = wg_grid_tree_find_near_borders (tree, border - 14.0 * metre, 40.001, 15.0);
  g_assert_cmpuint (near->len, ==, 1);
  g_assert_cmpuint (g_array_index (near, guint, 0), ==, wg_grid_tree_find_by_code (tree, "S2"));
  g_array_unref (near);
  near = wg_grid_tree_find_near_borders (tree, border - 16.0 * metre, 40.001, 15.0);
  g_assert_cmpuint (near->len, ==, 0);
  g_array_unref (near);
  /* On the border the home is S2 (the lower id), and S1 contains the point as well. */
  near = wg_grid_tree_find_near_borders (tree, border, 40.001, 15.0);
  g_assert_cmpuint (near->len, ==, 1);
  g_assert_cmpuint (g_array_index (near, guint, 0), ==, wg_grid_tree_find_by_code (tree, "S1"));
  g_array_unref (near);
  /* Above the leaves: the home is the street, all three are named, the nearest first. */
  near = wg_grid_tree_find_near_borders (tree, border + 10.0 * metre, 40.0025, 2000.0);
  g_assert_cmpuint (near->len, ==, 3);
  g_assert_cmpuint (g_array_index (near, guint, 0), ==, wg_grid_tree_find_by_code (tree, "S2"));
  g_assert_cmpuint (g_array_index (near, guint, 1), ==, wg_grid_tree_find_by_code (tree, "S1"));
  g_array_unref (near);
  near = wg_grid_tree_find_near_borders (tree, INFINITY, 40.0, 15.0);
  g_assert_cmpuint (near->len, ==, 0);
  g_array_unref (near);
}

/* Where leaves overlap a point is in both, however far their borders are. */
static void
test_overlap (void)
{
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_grid_free);
  g_autoptr (WgGridTree) tree = NULL;
  g_autoptr (GArray) near = NULL;
  double lon = wg_shape_degrees_from_units (116000000000000 + 15 * STEP), lat = wg_shape_degrees_from_units (40000000000000 + 10 * STEP);
  guint other;

  g_ptr_array_add (grids, make_grid (1, 0, 1, "A", make_square (0, 0, 20)));
  g_ptr_array_add (grids, make_grid (2, 0, 1, "B", make_square (10, 0, 20)));
  tree = wg_grid_tree_new_from_array (grids, NULL);
  near = wg_grid_tree_find_near_borders (tree, lon, lat, 15.0);
  g_assert_cmpuint (near->len, ==, 1);
  other = g_array_index (near, guint, 0);
  g_assert_cmpstr (wg_grid_tree_get_grid (tree, other)->code, ==, "B");
  g_assert_cmpfloat (wg_grid_tree_get_distance_m (tree, other, lon, lat), ==, 0.0);
  g_assert_cmpfloat (wg_shape_get_border_distance_m (wg_grid_tree_get_grid (tree, other)->shape, lon, lat), >, 30.0);
}

static void
assert_damaged (const gint64 (*rows)[3], guint n_rows)
{
  g_autoptr (WgGridTreeBuilder) builder = wg_grid_tree_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WgGridTree) tree = NULL;

  for (guint i = 0; i < n_rows; i++)
    wg_grid_tree_builder_take_grid (builder, make_grid (rows[i][0], rows[i][1], (int) rows[i][2], "X", NULL));
  tree = wg_grid_tree_builder_end (builder, &error);
  g_assert_null (tree);
  g_assert_error (error, WG_ERROR, WG_ERROR_DAMAGED);
  g_clear_error (&error);

  /* The builder is empty and can be used again. */
  tree = wg_grid_tree_builder_end (builder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wg_grid_tree_get_n_grids (tree), ==, 0);
  g_assert_cmpuint (wg_grid_tree_find_home (tree, 116.0, 40.0), ==, WG_GRID_NONE);
  g_assert_true (wg_box_is_empty (wg_grid_tree_get_box (tree)));
}

static void
test_damaged (void)
{
  const gint64 twice[][3] = { { 1, 0, 1 }, { 2, 1, 2 }, { 2, 1, 2 } };
  const gint64 circle[][3] = { { 1, 0, 1 }, { 2, 3, 2 }, { 3, 4, 3 }, { 4, 2, 4 } };
  const gint64 own_parent[][3] = { { 5, 5, 1 } };
  const gint64 no_id[][3] = { { 0, 0, 1 } };
  const gint64 no_depth[][3] = { { 1, 0, 0 } };

  assert_damaged (twice, 3);
  assert_damaged (circle, 4);
  assert_damaged (own_parent, 1);
  assert_damaged (no_id, 1);
  assert_damaged (no_depth, 1);
}

static void
test_deep_chain_and_orphan (void)
{
  g_autoptr (WgGridTreeBuilder) builder = wg_grid_tree_builder_new ();
  g_autoptr (WgGridTree) tree = NULL;
  guint orphan;

  for (gint64 id = 1; id <= 20000; id++)
    wg_grid_tree_builder_take_grid (builder, make_grid (id, id - 1, 1 + (int) (id % 5), "", NULL));
  wg_grid_tree_builder_take_grid (builder, make_grid (30000, 29999, 2, "orphan", NULL));
  tree = wg_grid_tree_builder_end (builder, NULL);
  g_assert_cmpuint (wg_grid_tree_get_subtree_end (tree, wg_grid_tree_find_by_id (tree, 1)), ==, 20000);
  orphan = wg_grid_tree_find_by_code (tree, "orphan");
  g_assert_cmpuint (wg_grid_tree_get_grid (tree, orphan)->parent, ==, WG_GRID_NONE);
  g_assert_cmpint (wg_grid_tree_get_grid (tree, orphan)->parent_id, ==, 29999);
  g_assert_cmpuint (wg_grid_tree_find_by_id (tree, 99), <, 20000);
  g_assert_cmpuint (wg_grid_tree_find_by_id (tree, 99999), ==, WG_GRID_NONE);
  g_assert_cmpuint (wg_grid_tree_find_by_code (tree, NULL), ==, WG_GRID_NONE);
}

static gpointer
count_homes (gpointer data)
{
  g_autoptr (WgGridTree) tree = data;
  guint n_inside = 0;

  for (guint i = 0; i < 20000; i++)
    n_inside += wg_grid_tree_find_home (tree, 116.0 + (i % 200) * 1.3e-4, 40.0 + (i / 200) * 2.6e-4) != WG_GRID_NONE;
  return GUINT_TO_POINTER (n_inside);
}

static void
test_threads (void)
{
  g_autoptr (WgGridTree) tree = make_city (64);
  GThread *threads[3];
  guint expected = GPOINTER_TO_UINT (count_homes (wg_grid_tree_ref (tree)));

  g_assert_cmpuint (expected, >, 1000);
  for (guint i = 0; i < 3; i++)
    threads[i] = g_thread_new ("homes", count_homes, wg_grid_tree_ref (tree));
  g_clear_pointer (&tree, wg_grid_tree_unref);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-tree/order", test_order);
  g_test_add_func ("/grid-tree/levels", test_levels);
  g_test_add_func ("/grid-tree/homes", test_homes);
  g_test_add_func ("/grid-tree/home-on-border", test_home_on_border);
  g_test_add_func ("/grid-tree/near-borders", test_near_borders);
  g_test_add_func ("/grid-tree/overlap", test_overlap);
  g_test_add_func ("/grid-tree/damaged", test_damaged);
  g_test_add_func ("/grid-tree/deep-chain-and-orphan", test_deep_chain_and_orphan);
  g_test_add_func ("/grid-tree/threads", test_threads);
  return g_test_run ();
}
