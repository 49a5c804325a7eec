/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tiles that fit, borders without gaps, holes, hems inside of their grids, and the same picture from any thread. */

#include "wg-cairo-painter.h"
#include "paint-city.h"
#include "wg-city-painter.h"
#include "wg-city-private.h"
#include "wg-map-keys.h"

#include <math.h>

static const PaintCity small = { .columns = 8, .rows = 8, .n_levels = 2, .steps = 9, .buildings = 9, .cell = 0.005 };

static guint32
pixel_at (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return ((const guint32 *)(gconstpointer)(data + (gsize)y * cairo_image_surface_get_stride (surface)))[x] & 0xffffff;
}

static int
channel_difference (guint32 a, guint32 b)
{
  int worst = 0;

  for (int shift = 0; shift <= 16; shift += 8)
    worst = MAX (worst, ABS ((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff)));
  return worst;
}

/* Tile against a picture of the same ground that is cut into squares elsewhere: every pixel is the same. */
static void
compare_tiles (WgCityPainter *painter, const WgPaintRequest *request, guint zoom, guint scale)
{
  double unit = wg_world_get_unit (zoom), span = WG_TILE_SIZE * unit;
  guint x = (guint)(wg_world_x (PAINT_CITY_LON + 4 * small.cell) / span);
  guint y = (guint)(wg_world_y (PAINT_CITY_LAT - 3 * small.cell) / span);
  int off_x = 37, off_y = 91, side = WG_TILE_SIZE * (int)scale;
  cairo_surface_t *area = wg_city_painter_paint_area (painter, request, zoom, x * span - off_x * unit,
                                                      y * span - off_y * unit, 512 + off_x, 512 + off_y, scale);

  for (guint t = 0; t < 4; t++)
    {
      cairo_surface_t *tile = wg_city_painter_paint_tile (painter, request, zoom, x + t % 2, y + t / 2, scale);
      int left = off_x * (int)scale + (int)(t % 2) * side, top = off_y * (int)scale + (int)(t / 2) * side;

      for (int i = 0; i < side * side; i++)
        g_assert_cmphex (pixel_at (tile, i % side, i / side), ==, pixel_at (area, left + i % side, top + i / side));
      cairo_surface_destroy (tile);
    }
  cairo_surface_destroy (area);
}

static void
test_tiles_fit (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  WgPaintRequest request = { .city = city, .colours = colours, .layers = WG_PAINT_ALL };

  for (guint zoom = 10; zoom <= WG_MAX_ZOOM; zoom++)
    compare_tiles (painter, &request, zoom, 1 + zoom % 2);
  request.layers &= ~WG_PAINT_LAND;
  request.theme = WG_THEME_DARK;
  compare_tiles (painter, &request, 15, 1);
  request.line_scale = 2.5;
  compare_tiles (painter, &request, 15, 1);
  compare_tiles (painter, &request, 13, 2);
}

/* Some grids get new colours, overdue cases come and go: what is repainted is what a new tile would show. */
static void
test_repaint (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  g_autoptr (WgCityColours) before = paint_city_colours_new (city);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  cairo_surface_t *base = wg_city_painter_paint_area (
      painter, &(WgPaintRequest){ .city = city, .theme = WG_THEME_DARK, .layers = WG_PAINT_ALL }, 16.0,
      wg_world_x (PAINT_CITY_LON), wg_world_y (PAINT_CITY_LAT), 300, 300, 1.0);

  for (guint round = 0; round < 40; round++)
    {
      guint zoom = 12 + round % 7, scale = 1 + round % 2;
      double span = WG_TILE_SIZE * wg_world_get_unit (zoom);
      guint x = (guint)(wg_world_x (PAINT_CITY_LON + g_rand_double_range (rand, 0, 8) * small.cell) / span);
      guint y = (guint)(wg_world_y (PAINT_CITY_LAT - g_rand_double_range (rand, 0, 6) * small.cell) / span);
      WgPaintRequest request = { .city = city,
                                 .line_scale = round % 3 == 0 ? 2.5 : 1.0,
                                 .colours = before,
                                 .layers = WG_PAINT_ALL,
                                 .base = round % 3 == 0 ? base : NULL,
                                 .base_kind = WG_BASE_MAP };
      cairo_surface_t *old = wg_city_painter_paint_tile (painter, &request, zoom, x, y, scale), *new, *patched;
      g_autoptr (WgCityColours) after = NULL;
      g_autoptr (GArray) grids = NULL;
      gint64 ids[6];
      WgGridColour rows[6];

      for (guint i = 0; i < 6; i++)
        {
          ids[i] = wg_city_get_grid_id (city, g_rand_int (rand) % wg_city_get_n_grids (city));
          rows[i] = (WgGridColour){ (guint8)g_rand_int_range (rand, 0, 5), 9, g_rand_int (rand) % 2, 0 };
        }
      after = wg_city_colours_new (city, before, ids, rows, 6, NULL);
      grids = wg_city_colours_list_repaints (before, after);
      request.colours = after;
      new = wg_city_painter_paint_tile (painter, &request, zoom, x, y, scale);
      patched = wg_city_painter_repaint_tile (painter, &request, old, zoom, x, y, scale,
                                              (const guint *)(gpointer)grids->data, grids->len);
      for (int i = 0; i < (int)(256 * 256 * scale * scale); i++)
        g_assert_cmphex (pixel_at (patched, i % (int)(256 * scale), i / (int)(256 * scale)), ==,
                         pixel_at (new, i % (int)(256 * scale), i / (int)(256 * scale)));
      cairo_surface_destroy (old);
      cairo_surface_destroy (new);
      cairo_surface_destroy (patched);
    }
  cairo_surface_destroy (base);
}

/* Two pictures of one scene by two painters that have no line in common. */
static double
difference_from_cairo (const WgPaintRequest *request, WgCityPainter *painter, double zoom, double scale)
{
  double unit = wg_world_get_unit (zoom), sum = 0.0;
  double left = wg_world_x (PAINT_CITY_LON + 4 * small.cell) - 320 * unit;
  double top = wg_world_y (PAINT_CITY_LAT - 3 * small.cell) - 240 * unit;
  cairo_surface_t *ours = wg_city_painter_paint_area (painter, request, zoom, left, top, 640, 480, scale);
  cairo_surface_t *theirs = wg_cairo_painter_paint_area (request, zoom, left, top, 640, 480, scale);
  int width = cairo_image_surface_get_width (ours), height = cairo_image_surface_get_height (ours);

  for (int i = 0; i < width * height; i++)
    {
      guint32 a = pixel_at (ours, i % width, i / width), b = pixel_at (theirs, i % width, i / width);

      for (int shift = 0; shift <= 16; shift += 8)
        sum += pow ((double)(a >> shift & 0xff) - (double)(b >> shift & 0xff), 2.0);
    }
  cairo_surface_destroy (ours);
  cairo_surface_destroy (theirs);
  return sqrt (sum / (3.0 * width * height)) / 255.0;
}

static void
test_against_cairo (void)
{
  static const WgPaintLayers layers[]
      = { WG_PAINT_FILL, WG_PAINT_BORDERS, WG_PAINT_BUILDINGS, WG_PAINT_HEMS, WG_PAINT_ALL };
  static const double zooms[] = { 11.0, 12.0, 13.0, 14.0, 15.4, 16.0, 17.0, 18.0 };
  g_autoptr (WgCity) city = paint_city_new (&small);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (layers); k++)
        {
          WgPaintRequest request = { .city = city, .colours = colours, .layers = layers[k] | WG_PAINT_LAND };
          double difference = difference_from_cairo (&request, painter, zooms[i], i == 3 ? 2.0 : 1.0);

          g_test_message ("zoom %.1f, layers %x: %.2f %%", zooms[i], layers[k], 100.0 * difference);
          g_assert_cmpfloat (difference, <, 0.015);
        }
    }
}

/* All grids in one class, fills only: whatever lies between two grids must have exactly that colour. */
static void
test_no_gaps (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  g_autoptr (WgCityColours) colours = paint_city_colours_new_plain (city, 4);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  const WgClassColour *colour = wg_palette_get_class (WG_THEME_LIGHT, 4);
  guint32 expected = wg_palette_mix (wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_LAND), colour->hue, colour->opacity);

  for (guint zoom = 8; zoom <= WG_MAX_ZOOM; zoom++)
    {
      for (guint level = 1; level <= 2; level++)
        {
          WgPaintRequest request
              = { .city = city, .colours = colours, .level = level, .layers = WG_PAINT_LAND | WG_PAINT_FILL };
          double unit = wg_world_get_unit (zoom);
          /* At most half of the town, so that its outer border is not in the picture. */
          double half = MIN (128.0, 2.0 * small.cell / 360.0 * WG_WORLD_SIZE / unit);
          int side = (int)(2.0 * half);
          double x = wg_world_x (PAINT_CITY_LON + 4.0 * small.cell),
                 y = wg_world_y (PAINT_CITY_LAT - 3.08 * small.cell);
          cairo_surface_t *area;

          if (side < 2)
            continue;
          area
              = wg_city_painter_paint_area (painter, &request, zoom, x - half * unit, y - half * unit, side, side, 1.0);
          for (int i = 0; i < side * side; i++)
            g_assert_cmpint (channel_difference (pixel_at (area, i % side, i / side), expected), <=, 1);
          cairo_surface_destroy (area);
        }
    }
}

static WgCityColours *
colour_one (WgCity *city, gint64 id, guint klass, guint overdue)
{
  const WgGridColour row = { (guint8)klass, 15, overdue, 0 };

  return wg_city_colours_new (city, NULL, &id, &row, 1, NULL);
}

static void
test_hole (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  g_autoptr (WgCityColours) colours = colour_one (city, 2000001 + 2 * 8 + 2, 4, 0);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  WgPaintRequest request = { .city = city, .colours = colours, .level = 2, .layers = WG_PAINT_LAND | WG_PAINT_FILL };
  guint special = wg_city_find_grid (city, PAINT_CITY_SPECIAL);
  double unit = wg_world_get_unit (16), lon, lat;
  cairo_surface_t *area;
  WgBox box;

  wg_city_get_grid_label_point (city, special, &lon, &lat);
  wg_city_get_grid_box (city, special, &box);
  area = wg_city_painter_paint_area (painter, &request, 16, wg_world_x (lon) - 64 * unit, wg_world_y (lat) - 64 * unit,
                                     128, 128, 1.0);
  g_assert_cmphex (pixel_at (area, 64, 64), ==, wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_LAND));
  g_assert_cmpint (channel_difference (
                       pixel_at (area, (int)((wg_world_x (box.max_lon) - wg_world_x (lon)) / unit) + 70, 64), 0x766a9e),
                   <=, 1);
  cairo_surface_destroy (area);
}

static void
test_inside_of_one (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  g_autoptr (WgCityColours) colours = paint_city_colours_new_plain (city, 2);
  g_autoptr (WgCity) other = paint_city_new (&small);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  WgPaintRequest request
      = { .city = city, .colours = colours, .level = 2, .layers = WG_PAINT_ALL & ~WG_PAINT_BUILDINGS };
  double unit = wg_world_get_unit (20), lon, lat;
  guint32 expected[2] = { 0xafdfae, wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_LAND) };

  wg_city_get_grid_label_point (city, wg_city_find_grid (city, 2000001 + 11), &lon, &lat);
  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_t *area = wg_city_painter_paint_area (painter, &request, 20, wg_world_x (lon) - 32 * unit,
                                                          wg_world_y (lat) - 32 * unit, 64, 64, 1.0);

      for (int p = 0; p < 64 * 64; p++)
        g_assert_cmpint (channel_difference (pixel_at (area, p % 64, p / 64), expected[i]), <=, 1);
      cairo_surface_destroy (area);
      /* Colours that belong to another city are not painted onto this one. */
      request.city = other;
    }
}

/* What a hem changes lies in its grid, and there is something of it. */
static void
test_hem (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  gint64 id = 2000001 + 3 * 8 + 3;
  g_autoptr (WgCityColours) plain = colour_one (city, id, 3, 0);
  g_autoptr (WgCityColours) overdue = colour_one (city, id, 3, 2);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  guint grid = wg_city_find_grid (city, id);
  double lon, lat;

  wg_city_get_grid_label_point (city, grid, &lon, &lat);
  for (guint zoom = 11; zoom <= 17; zoom++)
    {
      WgPaintRequest request = { .city = city, .colours = plain, .level = 2, .layers = WG_PAINT_ALL };
      double unit = wg_world_get_unit (zoom), left = wg_world_x (lon) - 256 * unit, top = wg_world_y (lat) - 256 * unit;
      cairo_surface_t *without = wg_city_painter_paint_area (painter, &request, zoom, left, top, 512, 512, 1.0), *with;
      guint n_inside = 0;

      request.colours = overdue;
      with = wg_city_painter_paint_area (painter, &request, zoom, left, top, 512, 512, 1.0);
      for (int i = 0; i < 512 * 512; i++)
        {
          gint32 wx = (gint32)(left + (i % 512 + 0.5) * unit), wy = (gint32)(top + (i / 512 + 0.5) * unit);
          gboolean near = FALSE;

          if (pixel_at (with, i % 512, i / 512) == pixel_at (without, i % 512, i / 512))
            continue;
          /* Smoothing and simplification reach a pixel over the border. */
          for (int d = 0; d < 9 && !near; d++)
            near = wg_city_grid_contains (city, grid, wx + (gint32)((d % 3 - 1) * 1.3 * unit),
                                          wy + (gint32)((d / 3 - 1) * 1.3 * unit));
          g_assert_true (near);
          n_inside++;
        }
      g_assert_cmpuint (n_inside, >, 20);
      cairo_surface_destroy (with);
      cairo_surface_destroy (without);
    }
}

static gboolean
is_blank (WgCity *city, double lon, double lat, double zoom)
{
  const WgGridColour row = { 4, 15, 2, 0 };
  const gint64 id = 1;
  g_autoptr (WgCityColours) colours = wg_city_colours_new (city, NULL, &id, &row, 1, NULL);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  WgPaintRequest request = { .city = city, .colours = colours, .level = 1, .layers = WG_PAINT_ALL };
  double unit = wg_world_get_unit (zoom);
  cairo_surface_t *area = wg_city_painter_paint_area (painter, &request, zoom, wg_world_x (lon) - 100 * unit,
                                                      wg_world_y (lat) - 100 * unit, 200, 200, 1.0);
  gboolean blank = TRUE;

  for (int i = 0; i < 200 * 200; i++)
    blank = blank && pixel_at (area, i % 200, i / 200) == wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_LAND);
  cairo_surface_destroy (area);
  return blank;
}

/* The middle of a small overdue grid still shows the colour of its class: only what is tiny is hatched whole. */
/* How many pixels of a picture a grid with overdue cases changes. */
static guint
count_hem (WgCity *city, WgCityColours *plain, WgCityColours *overdue, gint64 id, double line_scale)
{
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  WgPaintRequest request = { .city = city, .colours = plain, .level = 2, .layers = WG_PAINT_FILL | WG_PAINT_HEMS,
                             .line_scale = line_scale };
  double lon, lat, unit = wg_world_get_unit (16.0);
  cairo_surface_t *without, *with;
  guint n = 0;

  wg_city_get_grid_label_point (city, wg_city_find_grid (city, id), &lon, &lat);
  without = wg_city_painter_paint_area (painter, &request, 16.0, wg_world_x (lon) - 256 * unit, wg_world_y (lat) - 256 * unit, 512, 512, 1.0);
  request.colours = overdue;
  with = wg_city_painter_paint_area (painter, &request, 16.0, wg_world_x (lon) - 256 * unit, wg_world_y (lat) - 256 * unit, 512, 512, 1.0);
  for (int i = 0; i < 512 * 512; i++)
    n += pixel_at (with, i % 512, i / 512) != pixel_at (without, i % 512, i / 512);
  cairo_surface_destroy (with);
  cairo_surface_destroy (without);
  return n;
}

/* On a wall hems are so many times as wide as at a desk. */
static void
test_wide_lines (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  gint64 id = 2000001 + 3 * 8 + 3;
  g_autoptr (WgCityColours) plain = colour_one (city, id, 3, 0), overdue = colour_one (city, id, 3, 2);
  guint usual = count_hem (city, plain, overdue, id, 1.0);

  g_assert_cmpuint (count_hem (city, plain, overdue, id, 0.0), ==, usual);
  g_assert_cmpfloat_with_epsilon ((double)count_hem (city, plain, overdue, id, 2.5) / usual, 2.4, 0.3);
}

static void
test_small_hem (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  gint64 id = 2000001 + 3 * 8 + 3;
  g_autoptr (WgCityColours) plain = colour_one (city, id, 3, 0);
  g_autoptr (WgCityColours) overdue = colour_one (city, id, 3, 2);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  double lon, lat, unit = wg_world_get_unit (13.0);
  WgPaintRequest request = { .city = city, .colours = plain, .level = 2, .layers = WG_PAINT_FILL | WG_PAINT_HEMS };
  cairo_surface_t *without, *with;
  WgBox box;

  wg_city_get_grid_box (city, wg_city_find_grid (city, id), &box);
  g_assert_cmpfloat ((wg_world_x (box.max_lon) - wg_world_x (box.min_lon)) / unit, <, 40.0);
  wg_city_get_grid_label_point (city, wg_city_find_grid (city, id), &lon, &lat);
  without = wg_city_painter_paint_area (painter, &request, 13.0, wg_world_x (lon) - 32 * unit, wg_world_y (lat) - 32 * unit, 64, 64, 1.0);
  request.colours = overdue;
  with = wg_city_painter_paint_area (painter, &request, 13.0, wg_world_x (lon) - 32 * unit, wg_world_y (lat) - 32 * unit, 64, 64, 1.0);
  for (int i = -2; i <= 2; i++)
    g_assert_cmphex (pixel_at (with, 32 + i, 32), ==, pixel_at (without, 32 + i, 32));
  cairo_surface_destroy (with);
  cairo_surface_destroy (without);
}

/* An outline of Fiji turned the wrong way round the world, and one that leaves it, are not painted; a plain one is. */
static void
test_antimeridian (void)
{
  static const double rings[][8] = { { 179.0, -17.0, -179.0, -17.0, -179.0, -16.0, 179.0, -16.0 },
                                     { 179.0, -17.0, 181.0, -17.0, 181.0, -16.0, 179.0, -16.0 },
                                     { 178.0, -17.0, 179.0, -17.0, 179.0, -16.0, 178.0, -16.0 } };

  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
      g_autoptr (WgShape) shape = wg_shape_new_from_ring (rings[i], 4);
      g_autoptr (WgCity) city = NULL;

      wg_city_builder_add_grid (builder, 1, 1, 0, "F", NULL, shape, 178.5, -16.5);
      wg_city_builder_add_building (builder, 1, shape, NULL, 0);
      city = wg_city_builder_build (builder);
      g_assert_cmpuint (wg_city_get_n_grids (city), ==, 1);
      g_assert_cmpuint (wg_city_get_n_buildings (city), ==, i == 2);
      g_assert_true (is_blank (city, 178.5, -16.5, 7.0) == (i < 2));
      g_assert_true (is_blank (city, 0.0, -16.5, 4.0));
    }
}

static guint32
middle_of (WgCity *city, double lon, double lat, WgTheme theme)
{
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  WgPaintRequest request = { .city = city, .theme = theme, .layers = WG_PAINT_ALL };
  double unit = wg_world_get_unit (18.0);
  cairo_surface_t *area = wg_city_painter_paint_area (painter, &request, 18.0, wg_world_x (lon) - 10.0 * unit,
                                                      wg_world_y (lat) - 10.0 * unit, 20, 20, 1.0);
  const guint8 *row = cairo_image_surface_get_data (area) + 10 * cairo_image_surface_get_stride (area);
  guint32 pixel = ((const guint32 *)(gconstpointer)row)[10] & 0xffffff;

  cairo_surface_destroy (area);
  return pixel;
}

static WgCity *
make_marked (guint32 rgb)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  guint mark = wg_city_builder_add_mark (builder, "危房", rgb);

  for (guint i = 0; i < 3; i++)
    {
      double x = 116.0 + 0.001 * i;
      double ring[] = { x, 40.0, x + 0.0008, 40.0, x + 0.0008, 40.0008, x, 40.0008 };
      g_autoptr (WgShape) shape = wg_shape_new_from_ring (ring, 4);

      wg_city_builder_add_building (builder, i + 1, shape, NULL, 0);
      if (i > 0)
        wg_city_builder_mark_building (builder, i + 1, mark);
    }
  return wg_city_builder_build (builder);
}

/* Marked buildings have the colour that was chosen, others do not; a legend names mark and number; another colour is a
 * change, and a patched city keeps its marks.
 */
static void
test_marks (void)
{
  g_autoptr (WgCity) blue = make_marked (0x1a5fb4), brown = make_marked (0x865e3c), patched = NULL;
  g_autoptr (GArray) changes = wg_city_list_changes (blue, brown);
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  guint32 plain = middle_of (blue, 116.0004, 40.0004, WG_THEME_LIGHT);
  g_autoptr (GPtrArray) near = wg_map_keys_list (blue, NULL, WG_THEME_LIGHT, 18.0);
  g_autoptr (GPtrArray) far = wg_map_keys_list (blue, NULL, WG_THEME_LIGHT, 12.0);

  g_assert_cmpuint (changes->len, ==, 4); /* two buildings before and after */
  g_assert_cmphex (middle_of (blue, 116.0014, 40.0004, WG_THEME_LIGHT), ==, wg_palette_mix (plain, 0x1a5fb4, WG_MARK_OPACITY));
  g_assert_cmphex (middle_of (brown, 116.0024, 40.0004, WG_THEME_LIGHT), ==, wg_palette_mix (plain, 0x865e3c, WG_MARK_OPACITY));
  g_assert_cmpuint (far->len, ==, 0);
  g_assert_cmpuint (near->len, ==, 1);
  g_assert_nonnull (strstr (((WgMapKey *)near->pdata[0])->text, "危房"));
  g_assert_nonnull (strstr (((WgMapKey *)near->pdata[0])->text, "2"));
  wg_city_builder_keep_grids (builder, blue);
  wg_city_builder_keep_buildings (builder, blue);
  wg_city_builder_remove_building (builder, 2);
  patched = wg_city_builder_build (builder);
  g_assert_cmpuint (wg_city_get_n_marks (patched), ==, 1);
  g_assert_cmpuint (wg_city_get_mark (patched, 1)->n_buildings, ==, 1);
  g_assert_cmphex (middle_of (patched, 116.0024, 40.0004, WG_THEME_LIGHT), ==, wg_palette_mix (plain, 0x1a5fb4, WG_MARK_OPACITY));
}

static void
append_ring (GByteArray *wkb, double x, double y, double side, gboolean reverse)
{
  const guint32 n = 5;
  const double lon[5] = { x, x + side, x + side, x, x }, lat[5] = { y, y, y + side, y + side, y };

  g_byte_array_append (wkb, (const guint8 *)&n, sizeof n);
  for (guint i = 0; i < 5; i++)
    {
      double p[2] = { lon[reverse ? 4 - i : i], lat[reverse ? 4 - i : i] };

      g_byte_array_append (wkb, (const guint8 *)p, sizeof p);
    }
}

/* A square with a square hole and a second square beside it; turned the wrong way round on demand. */
static WgShape *
make_islands (gboolean reverse)
{
  g_autoptr (GByteArray) wkb = g_byte_array_new ();
  const guint8 order = 1;
  const guint32 head[2] = { 6, 2 }, first[2] = { 3, 2 }, second[2] = { 3, 1 };

  g_byte_array_append (wkb, &order, 1);
  g_byte_array_append (wkb, (const guint8 *)head, sizeof head);
  g_byte_array_append (wkb, &order, 1);
  g_byte_array_append (wkb, (const guint8 *)first, sizeof first);
  append_ring (wkb, 116.0, 40.0, 0.03, reverse);
  append_ring (wkb, 116.01, 40.01, 0.01, reverse);
  g_byte_array_append (wkb, &order, 1);
  g_byte_array_append (wkb, (const guint8 *)second, sizeof second);
  append_ring (wkb, 116.04, 40.0, 0.02, !reverse);
  return wg_shape_new_from_wkb (wkb->data, wkb->len, NULL);
}

/* Parts, a hole, and a grid in the hole, all of one colour: every pixel inside of the outer ring has exactly it. */
static void
test_multipolygon (void)
{
  const double inner[] = { 116.01, 40.01, 116.02, 40.01, 116.02, 40.02, 116.01, 40.02 };
  static const double probes[][3]
      = { { 116.005, 40.005, 1 }, { 116.015, 40.015, 2 }, { 116.05, 40.01, 1 }, { 116.035, 40.01, 0 } };
  g_autoptr (WgShape) hole = wg_shape_new_from_ring (inner, 4);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  double unit = wg_world_get_unit (14.0), left = wg_world_x (116.0), top = wg_world_y (40.03);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
      g_autoptr (WgShape) islands = make_islands (i % 2);
      g_autoptr (WgCity) city = NULL;
      g_autoptr (WgCityColours) colours = NULL;
      cairo_surface_t *area;

      wg_city_builder_add_grid (builder, 1, 1, 0, "A", NULL, islands, 116.005, 40.005);
      if (i >= 2)
        wg_city_builder_add_grid (builder, 2, 1, 0, "B", NULL, hole, 116.015, 40.015);
      city = wg_city_builder_build (builder);
      colours = paint_city_colours_new_plain (city, 4);
      area = wg_city_painter_paint_area (
          painter,
          &(WgPaintRequest){ .city = city, .colours = colours, .level = 1, .layers = WG_PAINT_LAND | WG_PAINT_FILL },
          14.0, left, top, 700, 470, 1.0);
      for (guint k = 0; k < G_N_ELEMENTS (probes); k++)
        {
          guint32 pixel = pixel_at (area, (int)((wg_world_x (probes[k][0]) - left) / unit),
                                    (int)((wg_world_y (probes[k][1]) - top) / unit));
          gboolean filled = probes[k][2] == 1 || (probes[k][2] == 2 && i >= 2);

          g_assert_cmpint (channel_difference (pixel, filled ? 0x766a9e : 0xf4f2ee), <=, 1);
        }
      for (int x = 2; x < 340 && i >= 2; x++)
        g_assert_cmpint (channel_difference (pixel_at (area, x, (int)((wg_world_y (40.015) - top) / unit)), 0x766a9e),
                         <=, 1);
      cairo_surface_destroy (area);
    }
}

static void
test_scale_and_layers (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  WgPaintRequest request = { .city = city, .layers = WG_PAINT_FILL };
  cairo_surface_t *tile = wg_city_painter_paint_tile (painter, &request, 14, 0, 0, 2);

  g_assert_cmpint (cairo_image_surface_get_width (tile), ==, 512);
  g_assert_cmpint (cairo_image_surface_get_format (tile), ==, CAIRO_FORMAT_ARGB32);
  g_assert_cmphex (pixel_at (tile, 5, 5), ==, 0);
  cairo_surface_destroy (tile);
  request.layers = WG_PAINT_LAND;
  tile = wg_city_painter_paint_tile (painter, &request, 14, 0, 0, 1);
  g_assert_cmphex (pixel_at (tile, 5, 5), ==, 0xf4f2ee);
  cairo_surface_destroy (tile);
}

typedef struct
{
  WgCityPainter *painter;
  const WgPaintRequest *request;
  guint x;
  guint y;
  cairo_surface_t *expected;
} Work;

static gpointer
paint_again (gpointer data)
{
  const Work *work = data;
  gboolean same = TRUE;

  for (guint round = 0; round < 10; round++)
    {
      cairo_surface_t *tile = wg_city_painter_paint_tile (work->painter, work->request, 15, work->x, work->y, 1);

      for (int i = 0; i < 256 * 256; i++)
        same = same && pixel_at (tile, i % 256, i / 256) == pixel_at (work->expected, i % 256, i / 256);
      cairo_surface_destroy (tile);
    }
  return GINT_TO_POINTER (same);
}

static void
test_threads (void)
{
  g_autoptr (WgCity) city = paint_city_new (&small);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  WgPaintRequest request = { .city = city, .colours = colours, .theme = WG_THEME_DARK, .layers = WG_PAINT_ALL };
  double span = WG_TILE_SIZE * wg_world_get_unit (15);
  Work work = { painter, &request, (guint)(wg_world_x (PAINT_CITY_LON + 0.02) / span),
                (guint)(wg_world_y (PAINT_CITY_LAT - 0.01) / span), NULL };
  GThread *threads[4];

  work.expected = wg_city_painter_paint_tile (painter, &request, 15, work.x, work.y, 1);
  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("painter", paint_again, &work);
  for (guint i = 0; i < 4; i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
  cairo_surface_destroy (work.expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/city-painter/tiles-fit", test_tiles_fit);
  g_test_add_func ("/city-painter/repaint", test_repaint);
  g_test_add_func ("/city-painter/against-cairo", test_against_cairo);
  g_test_add_func ("/city-painter/no-gaps", test_no_gaps);
  g_test_add_func ("/city-painter/hole", test_hole);
  g_test_add_func ("/city-painter/inside-of-one", test_inside_of_one);
  g_test_add_func ("/city-painter/hem", test_hem);
  g_test_add_func ("/city-painter/wide-lines", test_wide_lines);
  g_test_add_func ("/city-painter/small-hem", test_small_hem);
  g_test_add_func ("/city-painter/antimeridian", test_antimeridian);
  g_test_add_func ("/city-painter/marks", test_marks);
  g_test_add_func ("/city-painter/multipolygon", test_multipolygon);
  g_test_add_func ("/city-painter/scale-and-layers", test_scale_and_layers);
  g_test_add_func ("/city-painter/threads", test_threads);
  return g_test_run ();
}
