/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A house says how many cases wait in it and what its number is, and writes on nothing else. */

#include "paint-city.h"
#include "wg-building-labels.h"
#include "wg-world.h"

static void
assert_short (const char *address, const char *expected)
{
  g_autofree char *text = wg_building_labels_shorten (address);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_shorten (void)
{
  assert_short ("石霞西街 60 号院 1 号", "60 号院 1 号");
  assert_short ("1200 Pennsylvania Avenue NW", "1200");
  assert_short ("市政府", "市政府");
  assert_short ("", "");
}

static WgCity *
make_street (void)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();

  for (guint i = 0; i < 12; i++)
    {
      double x = 116.0 + 0.0006 * (i % 4), y = 40.0 + 0.0003 * (i / 4);
      double ring[] = { x, y, x + 0.0004, y, x + 0.0004, y + 0.0002, x, y + 0.0002 };
      g_autoptr (WgShape) shape = wg_shape_new_from_ring (ring, 4);
      g_autofree char *address = g_strdup_printf ("Long Street %u", i + 1);

      wg_city_builder_add_building (builder, i + 1, shape, address, 0);
    }
  return wg_city_builder_build (builder);
}

static guint
place (WgCity *city, WgCityCases *cases, double zoom, const GArray *obstacles, GArray *items)
{
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  WgMapView view = { .center_x = wg_world_x (116.0012),
                     .center_y = wg_world_y (40.0004),
                     .zoom = zoom,
                     .width = 1200,
                     .height = 800,
                     .scale = 1.0,
                     .text_scale = 1.0 };

  return wg_building_labels_place (city, cases, &view, text, obstacles, NULL, items);
}

static void
test_place (void)
{
  const WgCasePoint points[] = { { 1, 116.0001, 40.0001, WG_CASE_STATE_FILED, 0, 0, 3 },
                                 { 2, 116.0001, 40.0001, WG_CASE_STATE_FILED, 0, 0, 3 },
                                 { 3, 116.0001, 40.0001, WG_CASE_STATE_FILED, 0, WG_CASE_FLAG_SUSPENDED, 3 },
                                 { 4, 116.0001, 40.0001, WG_CASE_STATE_CLOSED, 0, 0, 3 },
                                 { 5, 116.0001, 40.0001, WG_CASE_STATE_FILED, 0, 0, 0 } };
  g_autoptr (WgCityCases) cases = wg_city_cases_new (points, G_N_ELEMENTS (points));
  g_autoptr (WgCity) city = make_street ();
  g_autoptr (GArray) far = wg_map_items_new (), near = wg_map_items_new (), street = wg_map_items_new ();

  g_assert_cmpuint (wg_city_cases_count_in_building (cases, 3), ==, 2);
  g_assert_cmpuint (wg_city_cases_count_in_building (cases, 0), ==, 0);
  g_assert_cmpuint (place (city, cases, 16.0, NULL, far), ==, 0);
  g_assert_cmpuint (place (city, cases, 17.0, NULL, near), ==, 1);
  g_assert_cmpint (g_array_index (near, WgMapItem, 0).id, ==, 3);
  g_assert_cmpuint (g_array_index (near, WgMapItem, 0).count, ==, 2);
  /* Every house has its address, the one with cases its pill besides. */
  g_assert_cmpuint (place (city, cases, 18.5, NULL, street), ==, 12);
  g_assert_cmpuint (street->len, ==, 13);
}

static void
test_obstacle (void)
{
  g_autoptr (WgCity) city = make_street ();
  g_autoptr (GArray) obstacles = wg_map_items_new (), items = wg_map_items_new ();
  const WgMapItem wall = { .x = wg_world_x (116.0012), .y = wg_world_y (40.0004), .dx = -2000, .dy = -2000, .width = 4000, .height = 4000 };

  g_array_append_val (obstacles, wall);
  g_assert_cmpuint (place (city, NULL, 18.5, obstacles, items), ==, 0);
  g_assert_cmpuint (items->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/building-labels/shorten", test_shorten);
  g_test_add_func ("/building-labels/place", test_place);
  g_test_add_func ("/building-labels/obstacle", test_obstacle);
  return g_test_run ();
}
