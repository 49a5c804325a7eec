/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels are inside of their grids, touch neither each other nor cases, and are the same for the same view. */

#include "paint-city.h"
#include "wg-case-sprites.h"
#include "wg-city-labels.h"
#include "wg-city-private.h"

static const PaintCity town = { .columns = 24, .rows = 24, .n_levels = 3, .steps = 9, .cell = 0.005 };

static WgMapView
view_at (double zoom, int width, int height)
{
  return (WgMapView){ .center_x = wg_world_x (PAINT_CITY_LON + 12 * town.cell),
                      .center_y = wg_world_y (PAINT_CITY_LAT - 9 * town.cell),
                      .zoom = zoom,
                      .width = width,
                      .height = height,
                      .scale = 1.0,
                      .text_scale = 1.0 };
}

static void
assert_inside (const WgCity *city, const WgMapItem *item, double unit)
{
  guint grid = wg_city_find_grid (city, item->id);

  for (int corner = 0; corner < 4; corner++)
    {
      double x = item->x + (item->dx + (corner % 2) * item->width) * unit;
      double y = item->y + (item->dy + (corner / 2) * item->height) * unit;

      g_assert_true (wg_city_grid_contains (city, grid, (gint32) x, (gint32) y));
    }
}

static gboolean
overlap (const WgMapItem *a, const WgMapItem *b, double unit)
{
  double ax = a->x / unit + a->dx, ay = a->y / unit + a->dy, bx = b->x / unit + b->dx, by = b->y / unit + b->dy;

  return ax < bx + b->width && ax + a->width > bx && ay < by + b->height && ay + a->height > by;
}

static void
test_places (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  guint n_all = 0;

  for (double zoom = 11.0; zoom < 18.0; zoom += 0.7)
    {
      WgMapView view = view_at (zoom, 1200, 900);
      g_autoptr (GArray) items = wg_map_items_new ();
      guint n = wg_city_labels_place (city, colours, &view, text, NULL, items);
      double unit = wg_world_get_unit (zoom);

      g_assert_cmpuint (n, <=, WG_MAX_LABELS);
      for (guint i = 0; i < items->len; i++)
        {
          const WgMapItem *item = &g_array_index (items, WgMapItem, i);

          assert_inside (city, item, unit);
          for (guint k = i + 1; k < items->len; k++)
            g_assert_false (overlap (item, &g_array_index (items, WgMapItem, k), unit));
        }
      n_all += n;
    }
  g_assert_cmpuint (n_all, >, 300);
}

static void
test_same (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  WgMapView view = view_at (14.3, 1200, 900);
  g_autoptr (GArray) a = wg_map_items_new ();
  g_autoptr (GArray) b = wg_map_items_new ();

  wg_city_labels_place (city, colours, &view, text, NULL, a);
  wg_city_labels_place (city, colours, &view, text, NULL, b);
  g_assert_cmpuint (a->len, >, 50);
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const WgMapItem *ia = &g_array_index (a, WgMapItem, i), *ib = &g_array_index (b, WgMapItem, i);

      g_assert_true (ia->id == ib->id && ia->x == ib->x && ia->y == ib->y && ia->dy == ib->dy);
      g_assert_true (ia->surface == ib->surface);
    }
}

static void
test_clear_of_cases (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgCityCases) cases = paint_city_cases_new (&town, 600);
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  g_autoptr (WgCaseSprites) sprites = wg_case_sprites_new (WG_THEME_LIGHT, 1.0, 32.0);
  WgMapView view = view_at (14.0, 1600, 1000);
  g_autoptr (GArray) avoid = wg_map_items_new ();
  g_autoptr (GArray) labels = wg_map_items_new ();
  double unit = wg_world_get_unit (view.zoom);
  guint n_cases = wg_case_sprites_place (sprites, cases, &view, 17, avoid);

  g_assert_cmpuint (n_cases, >, 100);
  g_assert_cmpuint (avoid->len, <=, n_cases + 1);
  g_assert_cmpint (g_array_index (avoid, WgMapItem, avoid->len - 1).id, ==, 17);
  wg_city_labels_place (city, colours, &view, text, avoid, labels);
  g_assert_cmpuint (labels->len, >, 30);
  for (guint i = 0; i < labels->len; i++)
    {
      for (guint k = 0; k < avoid->len; k++)
        {
          WgMapItem core = g_array_index (avoid, WgMapItem, k);

          core.dx = core.dy = -6.0;
          core.width = core.height = 12.0;
          g_assert_false (overlap (&g_array_index (labels, WgMapItem, i), &core, unit));
        }
    }
}

static void
test_nothing_to_say (void)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgCity) empty = wg_city_builder_build (builder);
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  WgMapView view = view_at (14.0, 400, 300);
  g_autoptr (GArray) items = wg_map_items_new ();

  g_assert_cmpuint (wg_city_labels_place (empty, NULL, &view, text, NULL, items), ==, 0);
  g_assert_cmpuint (items->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labels/places", test_places);
  g_test_add_func ("/labels/same", test_same);
  g_test_add_func ("/labels/clear-of-cases", test_clear_of_cases);
  g_test_add_func ("/labels/nothing-to-say", test_nothing_to_say);
  return g_test_run ();
}
