/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The city: borders stored once, levels, colours, and a tree that finds what a list finds. */

#include "paint-city.h"
#include "wg-city-private.h"

static const PaintCity small = { .columns = 8, .rows = 8, .n_levels = 2, .steps = 9, .buildings = 5, .cell = 0.005 };

static void
test_counts (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  guint leaf = wg_city_find_grid (city, 2000001 + 9), special = wg_city_find_grid (city, PAINT_CITY_SPECIAL);

  g_assert_cmpuint (wg_city_get_n_grids (city), ==, 64 + 4 + 1);
  g_assert_cmpuint (wg_city_get_n_buildings (city), ==, 64 * 5);
  g_assert_cmpuint (wg_city_get_n_levels (city), ==, 2);
  g_assert_cmpstr (wg_city_get_level_name (city, 2), ==, "基础网格");
  g_assert_cmpint (wg_city_get_grid_id (city, leaf), ==, 2000010);
  g_assert_cmpint (wg_city_get_grid_id (city, wg_city_get_grid_parent (city, leaf)), ==, 1000001);
  g_assert_true (wg_city_grid_is_leaf (city, leaf));
  g_assert_false (wg_city_grid_is_leaf (city, wg_city_get_grid_parent (city, leaf)));
  g_assert_cmpstr (wg_city_get_grid_name (city, special), ==, "市场");
  g_assert_cmpuint (wg_city_find_grid (city, 1), ==, WG_NO_INDEX);
  g_assert_cmpstr (wg_city_get_building_address (city, 7), ==, "云溪大道 1 号");
}

/* The lattice has 144 edges; at its four corners nobody meets, so two edges are one border; the hole is one more. */
static void
test_arcs (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  g_autofree guint *uses = g_new0 (guint, city->n_arcs);
  guint n_parents = 0;

  g_assert_cmpuint (city->n_arcs, ==, 144 - 4 + 1);
  for (guint i = 0; i < city->n_arc_refs; i++)
    uses[city->arc_refs[i] < 0 ? ~city->arc_refs[i] : city->arc_refs[i]]++;
  for (guint i = 0; i < city->n_arcs; i++)
    {
      g_assert_cmpuint (uses[i], >=, 2); /* two leaves, or a leaf and its parent */
      n_parents += city->arcs[i].min_depth == 1;
    }
  /* The outline (32 - 4) and the cross between the four blocks (16). */
  g_assert_cmpuint (n_parents, ==, 28 + 16);
}

static void
test_zooms_nest (void)
{
  const gint32 line[] = { 0, 0, 1000, 10, 2000, 5000, 3000, -20, 4000, 0 };
  guint8 zooms[5];

  wg_city_simplify (line, 5, zooms);
  g_assert_cmpuint (zooms[0], ==, 0);
  g_assert_cmpuint (zooms[4], ==, 0);
  g_assert_cmpuint (zooms[2], <=, zooms[1]);
  g_assert_cmpuint (zooms[2], <=, zooms[3]);
  /* 5000 units are 0.4 pixels of 2^(22 - z) units between zoom 8 (0.31) and 9 (0.61). */
  g_assert_cmpuint (zooms[2], ==, 9);
}

static void
test_levels (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  guint last = 0;

  for (double zoom = 8.0; zoom < 20.0; zoom += 0.25)
    {
      guint level = wg_city_get_automatic_level (city, zoom);

      g_assert_cmpuint (level, >=, last);
      last = level;
    }
  g_assert_cmpuint (last, ==, 2);
  g_assert_cmpuint (wg_city_get_automatic_level (city, 8.0), ==, 1);
  g_assert_cmpuint (wg_city_resolve_level (city, 9, 8.0), ==, 2);
}

static void
test_empty (void)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgCity) city = wg_city_builder_build (builder);
  g_autoptr (WgCity) again = wg_city_builder_build (builder);

  g_assert_cmpuint (wg_city_get_n_grids (city), ==, 0);
  g_assert_cmpuint (wg_city_get_automatic_level (again, 12.0), ==, 1);
  g_assert_true (wg_box_is_empty (wg_city_get_box (city)));
}

static void
test_colours (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  const gint64 ids[] = { 2000001, 2000002, 77 };
  const WgGridColour rows[] = { { 4, 12, 1, 0 }, { 1, 2, 0, 3 }, { 3, 1, 1, 1 } };
  const guint limits[] = { 0, 5, 10, 20 };
  g_autoptr (WgCityColours) first = wg_city_colours_new (city, NULL, ids, rows, 3, NULL);
  const WgGridColour more[] = { { 4, 14, 2, 0 }, { 2, 4, 0, 0 } };
  g_autoptr (WgCityColours) second = wg_city_colours_new (city, first, ids, more, 2, limits);
  g_autoptr (GArray) repaints = wg_city_colours_list_repaints (first, second);
  guint per_class[WG_N_CLASSES], n_overdue;

  g_assert_cmpuint (wg_city_colours_get_generation (second), >, wg_city_colours_get_generation (first));
  g_assert_cmpuint (wg_city_colours_get_class_limits (first)[3], ==, 10);
  g_assert_cmpuint (wg_city_colours_get_class_limits (second)[3], ==, 20);
  /* A number alone needs no tile. */
  g_assert_cmpuint (repaints->len, ==, 1);
  g_assert_cmpint (wg_city_get_grid_id (city, g_array_index (repaints, guint, 0)), ==, 2000002);
  g_assert_cmpuint (wg_city_colours_count (second, 2, per_class, &n_overdue), ==, 65);
  g_assert_cmpuint (per_class[0], ==, 63);
  g_assert_cmpuint (per_class[2], ==, 1);
  g_assert_cmpuint (per_class[4], ==, 1);
  g_assert_cmpuint (n_overdue, ==, 1);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  return *(const guint32 *) a < *(const guint32 *) b ? -1 : *(const guint32 *) a > *(const guint32 *) b;
}

static WgWorldBox
random_box (GRand *rand, gint32 side)
{
  gint32 x = g_rand_int_range (rand, 0, 1000000), y = g_rand_int_range (rand, 0, 1000000);

  return (WgWorldBox){ x, y, x + g_rand_int_range (rand, 0, side), y + g_rand_int_range (rand, 0, side) };
}

static void
test_tree (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (n + 1);
  g_autofree WgWorldBox *boxes = g_new (WgWorldBox, n + 1);
  g_autoptr (WgBoxTree) tree = NULL;

  for (guint i = 0; i < n; i++)
    boxes[i] = random_box (rand, 5000);
  tree = wg_box_tree_new (boxes, NULL, n);
  for (guint q = 0; q < 200; q++)
    {
      WgWorldBox box = random_box (rand, 60000);
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
      guint at = 0;

      wg_box_tree_query (tree, &box, found);
      g_array_sort (found, compare_values);
      for (guint32 i = 0; i < n; i++)
        {
          if (!wg_world_box_intersects (&boxes[i], &box))
            continue;
          g_assert_cmpuint (at, <, found->len);
          g_assert_cmpuint (g_array_index (found, guint32, at++), ==, i);
        }
      g_assert_cmpuint (at, ==, found->len);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/city/counts", test_counts);
  g_test_add_func ("/city/arcs", test_arcs);
  g_test_add_func ("/city/zooms-nest", test_zooms_nest);
  g_test_add_func ("/city/levels", test_levels);
  g_test_add_func ("/city/empty", test_empty);
  g_test_add_func ("/city/colours", test_colours);
  g_test_add_data_func ("/city/tree/0", GUINT_TO_POINTER (0), test_tree);
  g_test_add_data_func ("/city/tree/1", GUINT_TO_POINTER (1), test_tree);
  g_test_add_data_func ("/city/tree/17", GUINT_TO_POINTER (17), test_tree);
  g_test_add_data_func ("/city/tree/5000", GUINT_TO_POINTER (5000), test_tree);
  return g_test_run ();
}
