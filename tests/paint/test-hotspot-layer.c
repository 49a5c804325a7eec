/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hotspots on the map: what is painted lies where the figures say, and the legend tells the figures. */

#include "wg-briefing-tile.h"
#include "wg-city-painter.h"
#include "wg-hotspot-layer.h"
#include "wg-plane.h"
#include "wg-world.h"

#include <string.h>

#define SIDE 0.02 /* of a grid, degrees */
#define N_SIDE 8
#define LON 116.0
#define LAT 40.0
#define NOW_MS G_GINT64_CONSTANT (1700000000000)
#define DAY_MS G_GINT64_CONSTANT (86400000)

typedef struct
{
  WgGridTree *tree;
  WgCity *city;
  GPtrArray *records;
} Town;

static WgShape *
make_square (double lon, double lat, double side)
{
  const double ring[] = { lon, lat, lon + side, lat, lon + side, lat + side, lon, lat + side };

  return wg_shape_new_from_ring (ring, 4);
}

static void
add_grid (WgGridTreeBuilder *trees, WgCityBuilder *cities, guint i)
{
  double lon = LON + (i > 0 ? (i - 1) % N_SIDE * SIDE : 0.0), lat = LAT + (i > 0 ? (i - 1) / N_SIDE * SIDE : 0.0);
  double side = i > 0 ? SIDE : N_SIDE * SIDE;
  WgGrid *grid = wg_grid_new ();

  grid->id = i + 1;
  grid->parent_id = i > 0 ? 1 : 0;
  grid->depth = i > 0 ? 2 : 1;
  grid->code = g_strdup_printf ("%u", i);
  grid->name = g_strdup_printf ("Grid %u", i);
  grid->shape = make_square (lon, lat, side);
  grid->label_lon = lon + side / 2;
  grid->label_lat = lat + side / 2;
  grid->area_m2 = 1e6;
  wg_city_builder_add_grid (cities, grid->id, (guint) grid->depth, grid->parent_id, grid->code, grid->name, grid->shape, grid->label_lon,
                            grid->label_lat);
  wg_grid_tree_builder_take_grid (trees, grid);
}

/* One district of 8 by 8 grids. */
static void
set_up (Town *town, gconstpointer data)
{
  g_autoptr (WgGridTreeBuilder) trees = wg_grid_tree_builder_new ();
  g_autoptr (WgCityBuilder) cities = wg_city_builder_new ();

  wg_city_builder_add_level (cities, 1, "District");
  wg_city_builder_add_level (cities, 2, "Grid");
  for (guint i = 0; i <= N_SIDE * N_SIDE; i++)
    add_grid (trees, cities, i);
  town->tree = wg_grid_tree_builder_end (trees, NULL);
  town->city = wg_city_builder_build (cities);
  town->records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
}

static void
tear_down (Town *town, gconstpointer data)
{
  wg_grid_tree_unref (town->tree);
  wg_city_unref (town->city);
  g_ptr_array_unref (town->records);
}

static void
add_case (Town *town, double lon, double lat, gint64 days_ago)
{
  WgCaseRecord *record = wg_case_record_new ();
  guint home = wg_grid_tree_find_at_depth (town->tree, 2, lon, lat);

  record->id = town->records->len + 1;
  record->lon = lon;
  record->lat = lat;
  record->state = WG_CASE_STATE_CLOSED;
  record->grid_id = home != WG_GRID_NONE ? wg_grid_tree_get_grid (town->tree, home)->id : WG_NO_ID;
  record->reported_ms = NOW_MS - days_ago * DAY_MS - 1000;
  g_ptr_array_add (town->records, record);
}

static WgHotspotLayer *
make_layer (Town *town, WgHotspotMethod method, double radius_m, gboolean edge)
{
  WgHotspotRequest request = { method, 0, NOW_MS - 60 * DAY_MS, NOW_MS, NOW_MS, WG_KERNEL_QUARTIC, radius_m, edge, 99, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgHotspot) hotspot = wg_hotspot_new (&request, town->tree, town->records, NULL, &error);

  g_assert_no_error (error);
  return wg_hotspot_layer_new (hotspot, town->city, NULL);
}

static cairo_surface_t *
paint (Town *town, WgHotspotLayer *layer, double *unit, double *left, double *top)
{
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  WgPaintRequest request = { .city = town->city, .level = 2, .layers = WG_PAINT_LAND | WG_PAINT_FILL, .hotspot = layer };
  double zoom = 12.0;

  *unit = wg_world_get_unit (zoom);
  *left = wg_world_x (LON);
  *top = wg_world_y (LAT + N_SIDE * SIDE);
  return wg_city_painter_paint_area (painter, &request, zoom, *left, *top, 460, 620, 1.0);
}

static guint32
pixel_at (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;
}

/* The sum of the kernel by its formula, at one place, from all cases. */
static double
sum_by_hand (Town *town, double lon, double lat, double radius_m)
{
  g_autoptr (WgPlane) plane = wg_plane_new (wg_grid_tree_get_box (town->tree));
  double x, y, sum = 0.0;

  wg_plane_project (plane, lon, lat, &x, &y);
  for (guint i = 0; i < town->records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (town->records, i);
      double px, py, share;

      wg_plane_project (plane, record->lon, record->lat, &px, &py);
      share = 1.0 - ((px - x) * (px - x) + (py - y) * (py - y)) / (radius_m * radius_m);
      sum += share > 0.0 ? share * share : 0.0;
    }
  return sum * 3.0 / (G_PI * radius_m * radius_m) * 1e6;
}

/* Every pixel of the strongest colour is thicker than every one of the others, by the formula. */
static void
test_density (Town *town, gconstpointer data)
{
  double unit, left, top, bounds[WG_N_DENSITY_CLASSES], hottest = 0.0, radius = 2500.0;
  g_autoptr (WgHotspotLayer) layer = NULL;
  const WgClassColour *colour = wg_palette_get_class (WG_THEME_LIGHT, 4);
  guint32 rgb = wg_palette_mix (wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_LAND), colour->hue, colour->opacity);
  cairo_surface_t *surface;
  guint n_hot = 0;

  for (guint i = 0; i < 400; i++)
    add_case (town, LON + g_test_rand_double_range (0.0, 0.16), LAT + g_test_rand_double_range (0.0, 0.16), 1);
  for (guint i = 0; i < 200; i++)
    add_case (town, LON + 0.11 + g_test_rand_double_range (-0.01, 0.01), LAT + 0.05 + g_test_rand_double_range (-0.01, 0.01), 1);
  layer = make_layer (town, WG_HOTSPOT_DENSITY, radius, FALSE);
  wg_hotspot_layer_get_mesh (layer, bounds);
  surface = paint (town, layer, &unit, &left, &top);
  for (int y = 5; y < 610; y += 9)
    {
      for (int x = 5; x < 450; x += 9)
        {
          double value = sum_by_hand (town, wg_world_lon (left + (x + 0.5) * unit), wg_world_lat (top + (y + 0.5) * unit), radius);
          guint32 pixel = pixel_at (surface, x, y);
          gboolean hot = ABS ((int) (pixel & 0xff) - (int) (rgb & 0xff)) < 3 && ABS ((int) (pixel >> 16) - (int) (rgb >> 16)) < 3;

          hottest = MAX (hottest, value);
          n_hot += hot;
          if (value > bounds[3] * 1.04)
            g_assert_true (hot);
          if (value < bounds[3] * 0.96)
            g_assert_false (hot);
        }
    }
  g_assert_cmpuint (n_hot, >, 3);
  /* The mark stands on the peak. */
  g_assert_cmpfloat (wg_hotspot_layer_get_hotspot (layer)->mesh->peak, >=, hottest * 0.999);
  g_assert_cmpuint (wg_hotspot_layer_get_marks (layer)->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (((WgHotspotMark *) g_ptr_array_index (wg_hotspot_layer_get_marks (layer), 0))->lon, LON + 0.11, 0.01);
  cairo_surface_destroy (surface);
}

/* At a corner three quarters of a kernel are cut off: corrected it counts four times. */
static void
test_edge (Town *town, gconstpointer data)
{
  double bounds[WG_N_DENSITY_CLASSES];
  g_autoptr (WgHotspotLayer) plain = NULL, corrected = NULL;

  add_case (town, LON + 1e-4, LAT + 1e-4, 1);
  add_case (town, LON - 0.001, LAT - 0.001, 1); /* beyond the edge: nobody who corrects knows of it */
  plain = make_layer (town, WG_HOTSPOT_DENSITY, 2000.0, FALSE);
  corrected = make_layer (town, WG_HOTSPOT_DENSITY, 2000.0, TRUE);
  g_assert_cmpuint (wg_hotspot_get_n_cases (wg_hotspot_layer_get_hotspot (plain)), ==, 2);
  g_assert_cmpuint (wg_hotspot_get_n_cases (wg_hotspot_layer_get_hotspot (corrected)), ==, 1);
  g_assert_cmpfloat (wg_hotspot_layer_get_mesh (corrected, bounds)->peak, >, 1.6 * wg_hotspot_layer_get_mesh (plain, bounds)->peak);
  g_assert_cmpstr (wg_hotspot_layer_get_notes (plain)[1], !=, wg_hotspot_layer_get_notes (corrected)[1]);
}

/* A heap of grids is hot, is painted so, and is counted in the legend. */
static void
test_grids (Town *town, gconstpointer data)
{
  double unit, left, top, opacity;
  g_autoptr (WgHotspotLayer) layer = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  guint hot = 0, weaker = 0, shown = 0, middle;
  cairo_surface_t *surface;
  guint32 hue, rgb;

  for (guint i = 0; i < N_SIDE * N_SIDE; i++)
    {
      guint column = i % N_SIDE, row = i / N_SIDE, n = column >= 5 && row <= 2 ? 40 : 3;

      for (guint k = 0; k < n; k++)
        add_case (town, LON + (column + 0.5) * SIDE, LAT + (row + 0.5) * SIDE, 1);
    }
  layer = make_layer (town, WG_HOTSPOT_G_STAR, 0.0, FALSE);
  keys = wg_hotspot_layer_list_keys (layer, WG_THEME_LIGHT);
  for (guint i = 0; i < wg_city_get_n_grids (town->city); i++)
    {
      hot += wg_hotspot_layer_get_paint (layer, i) == WG_HOTSPOT_PAINT_HOTTEST;
      weaker += wg_hotspot_layer_get_paint (layer, i) == WG_HOTSPOT_PAINT_HOT;
    }
  g_assert_cmpuint (hot + weaker, >=, 4);
  g_assert_cmpint (((WgHotspotKey *) g_ptr_array_index (keys, 0))->n, ==, (int) hot);
  for (guint i = 0; i < keys->len; i++)
    shown += (guint) ((WgHotspotKey *) g_ptr_array_index (keys, i))->n;
  g_assert_cmpuint (shown, ==, N_SIDE * N_SIDE);
  surface = paint (town, layer, &unit, &left, &top);
  middle = wg_city_find_grid (town->city, 1 * N_SIDE + 6 + 2);
  g_assert_true (wg_hotspot_layer_get_paint (layer, middle) == WG_HOTSPOT_PAINT_HOTTEST || wg_hotspot_layer_get_paint (layer, middle) == WG_HOTSPOT_PAINT_HOT);
  hue = wg_hotspot_paint_get_colour (WG_THEME_LIGHT, wg_hotspot_layer_get_paint (layer, middle), &opacity);
  rgb = wg_palette_mix (wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_LAND), hue, opacity);
  g_assert_cmphex (pixel_at (surface, (int) ((wg_world_x (LON + 6.5 * SIDE) - left) / unit), (int) ((wg_world_y (LAT + 1.5 * SIDE) - top) / unit)),
                   ==, rgb);
  g_assert_cmphex (pixel_at (surface, (int) ((wg_world_x (LON + 1.5 * SIDE) - left) / unit), (int) ((wg_world_y (LAT + 6.5 * SIDE) - top) / unit)),
                   !=, rgb);
  cairo_surface_destroy (surface);
}

/* What has begun in the last days has an outline and a mark that tells since when; what chance makes is to be watched. */
static void
test_scan (Town *town, gconstpointer data)
{
  g_autoptr (WgHotspotLayer) layer = NULL;
  const GPtrArray *marks;
  guint n_grids, n_strong = 0;
  gboolean watched;

  for (guint i = 0; i < N_SIDE * N_SIDE * 8; i++)
    add_case (town, LON + (i % N_SIDE + 0.5) * SIDE, LAT + (i / N_SIDE % N_SIDE + 0.5) * SIDE, i * 7 % 60);
  for (guint i = 0; i < 60; i++)
    add_case (town, LON + 3.5 * SIDE, LAT + 3.5 * SIDE, i % 3);
  layer = make_layer (town, WG_HOTSPOT_SCAN, 0.0, FALSE);
  marks = wg_hotspot_layer_get_marks (layer);
  g_assert_cmpuint (marks->len, ==, wg_hotspot_layer_get_n_outlines (layer));
  for (guint i = 0; i < marks->len; i++)
    {
      const WgHotspotMark *mark = g_ptr_array_index (marks, i);

      wg_hotspot_layer_get_outline (layer, i, &n_grids, &watched);
      g_assert_cmpint (mark->watched, ==, watched);
      g_assert_cmpint (strstr (mark->title, "to be watched") != NULL, ==, watched);
      n_strong += !watched;
    }
  g_assert_cmpuint (n_strong, >=, 1);
  g_assert_nonnull (strstr (((WgHotspotMark *) g_ptr_array_index (marks, 0))->text, "2023-11-1"));
}

/* No cases, one, all on one point: a legend all the same, and nothing is hot that is not. */
static void
test_few (Town *town, gconstpointer data)
{
  for (guint n = 0; n < 3; n++)
    {
      for (guint method = 0; method < WG_N_HOTSPOT_METHODS; method++)
        {
          g_autoptr (WgHotspotLayer) layer = make_layer (town, (WgHotspotMethod) method, 500.0, FALSE);
          g_autoptr (GPtrArray) keys = wg_hotspot_layer_list_keys (layer, WG_THEME_DARK);
          double unit, left, top;

          cairo_surface_destroy (paint (town, layer, &unit, &left, &top));
          g_assert_cmpuint (keys->len, >=, 2);
          g_assert_cmpuint (wg_hotspot_get_n_cases (wg_hotspot_layer_get_hotspot (layer)), ==, town->records->len);
        }
      for (guint i = 0; i < (n == 0 ? 1u : 30u); i++)
        add_case (town, LON + 0.05, LAT + 0.05, 1);
    }
}

/* The legend of a briefing lies on the map, and on nothing of the district, wherever there is more room for it. */
static void
test_legend_is_clear (Town *town, gconstpointer data)
{
  static const int sizes[][2] = { { 1600, 700 }, { 600, 900 } };
  const WgBox *box = wg_city_get_box (town->city);
  g_autoptr (WgHotspotLayer) layer = make_layer (town, WG_HOTSPOT_G_STAR, 0.0, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int width = sizes[i][0], height = sizes[i][1], x0, x1, y0, y1, stride;
      WgBriefingCanvas canvas = { .theme = WG_THEME_LIGHT, .em = 16.0 };
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
      double x, y, zoom, unit;
      const guint8 *pixels;
      guint n = 0;

      wg_briefing_map_card_fit (&canvas, layer, width, height, &x, &y, &zoom);
      unit = wg_world_get_unit (zoom);
      x0 = (int) ((wg_world_x (box->min_lon) - x) / unit + width / 2.0);
      x1 = (int) ((wg_world_x (box->max_lon) - x) / unit + width / 2.0);
      y0 = (int) ((wg_world_y (box->max_lat) - y) / unit + height / 2.0);
      y1 = (int) ((wg_world_y (box->min_lat) - y) / unit + height / 2.0);
      g_assert_true (x0 >= 0 && y0 >= 0 && x1 < width && y1 < height);
      g_assert_cmpint (MAX (x1 - x0, y1 - y0), >, 400);
      canvas.cr = cairo_create (surface);
      wg_briefing_map_card_draw (&canvas, layer, width, height);
      cairo_destroy (canvas.cr);
      cairo_surface_flush (surface);
      pixels = cairo_image_surface_get_data (surface);
      stride = cairo_image_surface_get_stride (surface);
      for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++)
          {
            gboolean inside = column >= x0 && column <= x1 && row >= y0 && row <= y1;

            n += pixels[row * stride + column] > 0;
            g_assert_false (inside && pixels[row * stride + column] > 0);
          }
      g_assert_cmpuint (n, >, 1000);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/hotspot-layer/density", Town, NULL, set_up, test_density, tear_down);
  g_test_add ("/hotspot-layer/edge", Town, NULL, set_up, test_edge, tear_down);
  g_test_add ("/hotspot-layer/grids", Town, NULL, set_up, test_grids, tear_down);
  g_test_add ("/hotspot-layer/scan", Town, NULL, set_up, test_scan, tear_down);
  g_test_add ("/hotspot-layer/few", Town, NULL, set_up, test_few, tear_down);
  g_test_add ("/hotspot-layer/legend-is-clear", Town, NULL, set_up, test_legend_is_clear, tear_down);
  return g_test_run ();
}
