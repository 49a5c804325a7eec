/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A click finds what a search of everything finds, and the lower id at a shared border. */

#include "paint-city.h"
#include "wg-map-picker.h"
#include "wg-world.h"

static const PaintCity town = { .columns = 12, .rows = 12, .n_levels = 2, .steps = 7, .buildings = 4, .cell = 0.005 };

/* A field of 10 x 10 squares whose shapes are known, ids falling from the north-west. */
typedef struct
{
  WgShape *shapes[100];
  WgCity *city;
} Field;

static void
field_init (Field *field)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();

  for (guint i = 0; i < 100; i++)
    {
      double x = 116.0 + 0.01 * (i % 10), y = 40.0 + 0.01 * (i / 10);
      double ring[] = { x, y, x + 0.01, y, x + 0.01, y + 0.01, x, y + 0.01 };

      field->shapes[i] = wg_shape_new_from_ring (ring, 4);
      wg_city_builder_add_grid (builder, 100 - i, 1, 0, "", NULL, field->shapes[i], x + 0.005, y + 0.005);
    }
  field->city = wg_city_builder_build (builder);
}

static void
test_against_shapes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  Field field;

  field_init (&field);
  for (guint i = 0; i < 3000; i++)
    {
      double lon = g_rand_double_range (rand, 115.99, 116.11), lat = g_rand_double_range (rand, 39.99, 40.11);
      gint64 expected = 0;
      WgMapPick pick;

      for (guint k = 0; k < 100; k++)
        {
          if (wg_shape_contains (field.shapes[k], lon, lat) && (expected == 0 || 100 - (gint64) k < expected))
            expected = 100 - k;
        }
      wg_map_pick (field.city, NULL, lon, lat, 14.0, WG_LEVEL_AUTOMATIC, 1.0, &pick);
      g_assert_cmpint (pick.grid != WG_NO_INDEX ? wg_city_get_grid_id (field.city, pick.grid) : 0, ==, expected);
      g_assert_cmpuint (pick.shown_grid, ==, pick.grid);
      g_assert_cmpuint (pick.building, ==, WG_NO_INDEX);
      g_assert_cmpint (pick.case_id, ==, 0);
    }
  for (guint i = 0; i < 100; i++)
    wg_shape_unref (field.shapes[i]);
  wg_city_unref (field.city);
}

static void
test_border (void)
{
  WgMapPick pick;
  Field field;

  field_init (&field);
  /* A corner of four squares: 45, 46, 55, 56 are indexes 55, 54, 45, 44. */
  wg_map_pick (field.city, NULL, 116.05, 40.05, 14.0, 1, 1.0, &pick);
  g_assert_cmpint (wg_city_get_grid_id (field.city, pick.grid), ==, 45);
  for (guint i = 0; i < 100; i++)
    wg_shape_unref (field.shapes[i]);
  wg_city_unref (field.city);
}

static void
test_deepest (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  guint special = wg_city_find_grid (city, PAINT_CITY_SPECIAL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  double lon, lat;
  WgMapPick pick;

  wg_city_get_grid_label_point (city, special, &lon, &lat);
  wg_map_pick (city, NULL, lon, lat, 11.0, 1, 1.0, &pick);
  g_assert_cmpuint (pick.grid, ==, special);
  g_assert_cmpint (wg_city_get_grid_id (city, pick.shown_grid), ==, 1000001);
  for (guint grid = 0; grid < wg_city_get_n_grids (city); grid++)
    {
      if (!wg_city_grid_is_leaf (city, grid))
        continue;
      wg_city_get_grid_label_point (city, grid, &lon, &lat);
      wg_map_pick (city, NULL, lon, lat, 16.0, 2, 1.0, &pick);
      g_assert_cmpuint (pick.grid, ==, grid);
      g_array_set_size (found, 0);
      wg_map_pick_list_grids (city, lon, lat, found);
      g_assert_cmpuint (g_array_index (found, guint, 0), ==, grid);
      for (guint i = 1; i < found->len; i++)
        g_assert_cmpuint (wg_city_get_grid_depth (city, g_array_index (found, guint, i)), <,
                          wg_city_get_grid_depth (city, g_array_index (found, guint, i - 1)));
    }
}

static void
test_order (void)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  double ring[] = { 116.0, 40.0, 116.01, 40.0, 116.01, 40.01, 116.0, 40.01 };
  double house[] = { 116.004, 40.004, 116.006, 40.004, 116.006, 40.006, 116.004, 40.006 };
  g_autoptr (WgShape) shape = wg_shape_new_from_ring (ring, 4);
  g_autoptr (WgShape) footprint = wg_shape_new_from_ring (house, 4);
  const WgCasePoint points[]
      = { { 8, 116.005, 40.005, WG_CASE_STATE_FILED, 0, 0 }, { 7, 116.0051, 40.005, WG_CASE_STATE_FILED, 0, 0 } };
  g_autoptr (WgCityCases) cases = wg_city_cases_new (points, 2);
  g_autoptr (WgCity) city = NULL;
  WgMapPick pick;

  wg_city_builder_add_grid (builder, 1, 1, 0, "", NULL, shape, 116.005, 40.005);
  wg_city_builder_add_building (builder, 30, footprint, "b", 0);
  wg_city_builder_add_building (builder, 20, footprint, "a", 0);
  city = wg_city_builder_build (builder);

  wg_map_pick (city, cases, 116.005, 40.005, 19.0, 1, 1.0, &pick);
  g_assert_cmpint (pick.case_id, ==, 8);
  g_assert_null (pick.case_cluster);
  g_assert_cmpint (wg_city_get_building_id (city, pick.building), ==, 20);
  g_assert_cmpuint (pick.grid, ==, 0);
  wg_map_pick (city, cases, 116.0043, 40.0043, 19.0, 1, 1.0, &pick);
  g_assert_cmpint (pick.case_id, ==, 0);
  /* Far out both are one card, which stands for the worse one; buildings are not to be seen there. */
  wg_map_pick (city, cases, 116.005, 40.005, 13.0, 1, 1.0, &pick);
  g_assert_cmpint (pick.case_id, ==, 7);
  g_assert_cmpuint (pick.case_cluster->count, ==, 2);
  g_assert_cmpuint (pick.building, ==, WG_NO_INDEX);
  wg_map_pick (NULL, NULL, 0.0, 0.0, 13.0, 1, 1.0, &pick);
  g_assert_cmpuint (pick.grid, ==, WG_NO_INDEX);
}

/* The nearest of all cases, when each stands alone. */
static void
test_cases (void)
{
  g_autoptr (WgCityCases) cases = paint_city_cases_new (&town, 300);
  const WgCaseClusters *clusters = wg_city_cases_get_clusters (cases, 18);
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  double unit = wg_world_get_unit (18.0);

  for (guint i = 0; i < 500; i++)
    {
      const WgCasePoint *near = wg_city_cases_get_point (cases, (guint) g_rand_int_range (rand, 0, 300));
      double lon = near->lon + g_rand_double_range (rand, -1e-4, 1e-4), lat = near->lat;
      double best = 16.0 * unit;
      gint64 expected = 0;
      WgMapPick pick;

      for (guint k = 0; k < wg_case_clusters_get_n (clusters); k++)
        {
          const WgCaseCluster *c = wg_case_clusters_get (clusters, k);
          double wide = c->count > 1 ? 13.0 * unit : 0.0;
          double d = hypot (MAX (0.0, fabs (c->x - wg_world_x (lon)) - wide), c->y - wg_world_y (lat));
          gint64 id = wg_city_cases_get_point (cases, c->worst)->id;

          if (d < best || (d == best && (expected == 0 || id < expected)))
            {
              best = d;
              expected = id;
            }
        }
      wg_map_pick (NULL, cases, lon, lat, 18.0, 1, 1.0, &pick);
      g_assert_cmpint (pick.case_id, ==, expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picker/against-shapes", test_against_shapes);
  g_test_add_func ("/picker/border", test_border);
  g_test_add_func ("/picker/deepest", test_deepest);
  g_test_add_func ("/picker/order", test_order);
  g_test_add_func ("/picker/cases", test_cases);
  return g_test_run ();
}
