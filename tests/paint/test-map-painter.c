/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A base map of our own, written, read, and painted under a whole picture. */

#include "paint-city.h"
#include "wg-basemap-private.h"
#include "wg-error.h"
#include "wg-fit.h"
#include "wg-map-furniture.h"
#include "wg-map-painter.h"
#include "wg-mbtiles-writer.h"
#include "wg-mbtiles.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static const PaintCity town = { .columns = 16, .rows = 16, .n_levels = 2, .steps = 5, .buildings = 6, .cell = 0.005 };

static WgBasemapPainter *
make_painter (void)
{
  WgBasemapPainter *painter = wg_basemap_painter_new (WG_THEME_LIGHT);
  const double park[] = { 116.60, 40.30, 116.61, 40.30, 116.61, 40.29, 116.60, 40.29 };
  const double road[] = { 116.59, 40.285, 116.64, 40.286, 116.70, 40.284 };
  const double avenue[] = { 116.63, 40.31, 116.63, 40.24 };
  const double river[] = { 116.59, 40.26, 116.64, 40.265, 116.70, 40.255 };

  wg_basemap_painter_add (painter, WG_BASE_PARK, TRUE, park, 4, 0.0, "和平公园");
  wg_basemap_painter_add (painter, WG_BASE_ROAD_SECONDARY, FALSE, road, 3, 20.0, "柳荫路");
  wg_basemap_painter_add (painter, WG_BASE_ROAD_PRIMARY, FALSE, avenue, 2, 0.0, "云溪大道");
  wg_basemap_painter_add (painter, WG_BASE_RIVER, FALSE, river, 3, 60.0, "云溪");
  wg_basemap_painter_freeze (painter);
  return painter;
}

static guint32
pixel_at (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return ((const guint32 *) (gconstpointer) (data + (gsize) y * cairo_image_surface_get_stride (surface)))[x]
         & 0xffffff;
}

static cairo_surface_t *
paint_at (WgBasemapPainter *painter, guint zoom, double lon, double lat, int *px, int *py)
{
  double unit = wg_world_get_unit (zoom), x = wg_world_x (lon) / unit, y = wg_world_y (lat) / unit;

  *px = (int) x % 256;
  *py = (int) y % 256;
  return wg_basemap_painter_paint_tile (painter, zoom, (guint) x / 256, (guint) y / 256, 1);
}

static void
test_features (void)
{
  g_autoptr (WgBasemapPainter) painter = make_painter ();
  static const struct
  {
    double lon, lat;
    guint32 rgb;
  } rows[] = { { 116.6012, 40.2988, 0xd3e6cc }, { 116.62, 40.27, 0xf4f2ee }, { 116.6632, 40.26113, 0xb9d5ea } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int x, y;
      cairo_surface_t *tile = paint_at (painter, 16, rows[i].lon, rows[i].lat, &x, &y);

      g_assert_cmphex (pixel_at (tile, x, y), ==, rows[i].rgb);
      cairo_surface_destroy (tile);
    }
}

/* No two names touch, and a name that reaches into a tile is known to that tile. */
static void
test_names (void)
{
  g_autoptr (WgBasemapPainter) painter = make_painter ();

  for (guint zoom = 13; zoom <= 17; zoom++)
    {
      const WgBaseNames *names = wg_basemap_get_names (painter, zoom);
      double unit = wg_world_get_unit (zoom);

      g_assert_cmpuint (names->names->len, >, 0);
      g_assert_true (wg_basemap_get_names (painter, zoom) == names);
      for (guint i = 0; i < names->names->len; i++)
        {
          const WgBaseName *name = &g_array_index (names->names, WgBaseName, i);
          double half_x = name->upright ? 6.0 : 20.0, half_y = name->upright ? 20.0 : 6.0;

          for (int corner = 0; corner < 4; corner++)
            {
              guint x = (guint) ((name->x / unit + (corner % 2 ? half_x : -half_x)) / 256.0);
              guint y = (guint) ((name->y / unit + (corner / 2 ? half_y : -half_y)) / 256.0);
              const GArray *list = wg_basemap_names_of_tile (names, x, y);
              gboolean known = FALSE;

              g_assert_nonnull (list);
              for (guint k = 0; k < list->len; k++)
                known = known || g_array_index (list, guint, k) == i;
              g_assert_true (known);
            }
          for (guint k = i + 1; k < names->names->len; k++)
            {
              const WgBaseName *other = &g_array_index (names->names, WgBaseName, k);

              g_assert_cmpfloat (hypot (name->x - other->x, name->y - other->y) / unit, >, 12.0);
            }
        }
    }
}

/* What stands is written top down in Chinese; letters are turned with their street. */
static void
test_standing_names (void)
{
  g_autoptr (WgBasemapPainter) painter = wg_basemap_painter_new (WG_THEME_LIGHT);
  const double east[] = { 116.63, 40.31, 116.63, 40.24 }, west[] = { 116.60, 40.31, 116.60, 40.24 };
  const WgBaseNames *names;
  guint n_upright = 0, n_turned = 0;

  wg_basemap_painter_add (painter, WG_BASE_ROAD_PRIMARY, FALSE, east, 2, 0.0, "云溪大道");
  wg_basemap_painter_add (painter, WG_BASE_ROAD_PRIMARY, FALSE, west, 2, 0.0, "Boulevard");
  wg_basemap_painter_freeze (painter);
  names = wg_basemap_get_names (painter, 15);
  for (guint i = 0; i < names->names->len; i++)
    {
      const WgBaseName *name = &g_array_index (names->names, WgBaseName, i);

      g_assert_true (name->upright == (name->feature == 0));
      n_upright += name->upright;
      n_turned += fabs (name->angle) > 1.5;
    }
  g_assert_cmpuint (n_upright, >, 0);
  g_assert_cmpuint (n_turned, >, 0);
}

static gboolean
store_tile (guint zoom, guint x, guint y, GBytes *png, gpointer user_data, GError **error)
{
  return wg_mbtiles_writer_add (user_data, zoom, x, y, png, error);
}

static char *
write_base_map (const char *folder, const char *name)
{
  g_autoptr (WgBasemapPainter) painter = make_painter ();
  const WgBox bounds = { 116.59, 40.24, 116.70, 40.31 };
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgMbtilesWriter) writer = wg_mbtiles_writer_new (file, "云溪", "Wangge", &bounds, &error);

  g_assert_no_error (error);
  g_assert_true (wg_basemap_painter_paint_pyramid (painter, 11, 14, store_tile, writer, NULL, &error));
  g_assert_true (wg_mbtiles_writer_finish (writer, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&file);
}

static void
test_pyramid (void)
{
  g_autofree char *folder = g_dir_make_tmp ("wangge-basemap-XXXXXX", NULL);
  g_autofree char *a = write_base_map (folder, "a.mbtiles");
  g_autofree char *b = write_base_map (folder, "b.mbtiles");
  g_autofree char *bytes_a = NULL;
  g_autofree char *bytes_b = NULL;
  g_autoptr (WgMbtiles) mbtiles = wg_mbtiles_open (a, NULL);
  g_autoptr (WgBasemapPainter) painter = make_painter ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gsize size_a, size_b;

  g_assert_true (g_file_get_contents (a, &bytes_a, &size_a, NULL) && g_file_get_contents (b, &bytes_b, &size_b, NULL));
  g_assert_cmpmem (bytes_a, size_a, bytes_b, size_b);
  g_assert_cmpuint (wg_mbtiles_get_min_zoom (mbtiles), ==, 11);
  g_assert_cmpuint (wg_mbtiles_get_max_zoom (mbtiles), ==, 14);
  g_cancellable_cancel (cancellable);
  g_assert_false (wg_basemap_painter_paint_pyramid (painter, 11, 12, store_tile, NULL, cancellable, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_CANCELLED);
  g_unlink (a);
  g_unlink (b);
  g_rmdir (folder);
}

static WgMapPicture
make_picture (WgCity *city, WgCityColours *colours, WgCityCases *cases)
{
  return (WgMapPicture){ .view = { .center_x = wg_world_x (116.64),
                                   .center_y = wg_world_y (40.275),
                                   .zoom = 14.4,
                                   .width = 900,
                                   .height = 610,
                                   .scale = 1.0,
                                   .text_scale = 1.0 },
                         .city = city,
                         .colours = colours,
                         .cases = cases,
                         .selected_grid_id = 2000001 + 40,
                         .selected_case_id = 5,
                         .furniture = WG_MAP_FURNITURE_ALL,
                         .n_outside = 12,
                         .as_of = "10:42:07" };
}

static WgBaseStack *
open_stack (const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBasemap) basemap = wg_basemap_new (file, NULL, NULL, &error);
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (layers, wg_base_layer_open (basemap, NULL, &error));
  g_assert_no_error (error);
  return wg_base_stack_new (layers);
}

static void
test_picture (void)
{
  g_autofree char *folder = g_dir_make_tmp ("wangge-basemap-XXXXXX", NULL);
  g_autofree char *base = write_base_map (folder, "a.mbtiles");
  g_autofree char *png = g_build_filename (folder, "map.png", NULL);
  g_autoptr (WgBaseStack) stack = open_stack (base);
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgCityCases) cases = paint_city_cases_new (&town, 300);
  WgMapPicture picture = make_picture (city, colours, cases);
  g_autoptr (GError) error = NULL;
  WgMapPainted painted;

  picture.base = stack;
  for (guint theme = 0; theme < WG_N_THEMES; theme++)
    {
      cairo_surface_t *back;

      picture.view.theme = (WgTheme) theme;
      picture.view.scale = 1.0 + 0.5 * theme;
      g_assert_true (wg_map_painter_write_png (&picture, png, &painted, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (painted.level, ==, 2);
      g_assert_cmpuint (painted.n_grids, >, 50);
      g_assert_cmpuint (painted.n_cases, >, 50);
      g_assert_cmpuint (painted.n_labels, >, 20);
      g_assert_cmpuint (painted.n_base_tiles, >, 4);
      back = cairo_image_surface_create_from_png (png);
      g_assert_cmpint (cairo_image_surface_get_width (back), ==, (int) (900 * picture.view.scale));
      g_assert_cmpint (cairo_image_surface_get_height (back), ==, (int) (610 * picture.view.scale));
      cairo_surface_destroy (back);
    }
  g_unlink (base);
  g_unlink (png);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_false (wg_map_painter_write_png (&picture, png, NULL, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_IO);
}

/* Painted in bands by several threads, or at once: the same. */
static void
test_bands (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  WgMapPicture picture = { .view = make_picture (city, colours, NULL).view, .city = city };
  WgPaintRequest request = { .city = city, .layers = WG_PAINT_ALL };
  cairo_surface_t *bands, *whole;
  int n_off = 0;

  /* So far out that no name fits: the ground alone. */
  picture.view.zoom = 12.3;
  picture.view.level = request.level = 2;
  bands = wg_map_painter_paint (&picture, NULL, NULL);
  whole = wg_city_painter_paint_area (painter, &request, picture.view.zoom, wg_map_view_get_left (&picture.view),
                                      wg_map_view_get_top (&picture.view), 900, 610, 1.0);
  for (int i = 0; i < 900 * 610; i++)
    n_off += ABS ((int) (pixel_at (bands, i % 900, i / 900) & 0xff) - (int) (pixel_at (whole, i % 900, i / 900) & 0xff))
             > 24;
  g_test_message ("%d pixels off", n_off);
  g_assert_cmpint (n_off, <, 900 * 610 / 2000);
  cairo_surface_destroy (bands);
  cairo_surface_destroy (whole);
}

static void
test_refused (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  WgMapPicture picture = make_picture (city, NULL, NULL);
  g_autoptr (GError) error = NULL;

  picture.view.width = 40000;
  g_assert_null (wg_map_painter_paint (&picture, NULL, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
  picture.view.width = 0;
  g_clear_error (&error);
  g_assert_null (wg_map_painter_paint (&picture, NULL, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
}

/* A picture that nobody waits for any more is not painted to its end, and there is half of none. */
static void
test_cancelled (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  WgMapPicture picture = make_picture (city, NULL, NULL);
  g_autoptr (GError) error = NULL;
  WgMapPainted painted = { .n_grids = 77 };

  picture.cancellable = cancellable;
  g_cancellable_cancel (cancellable);
  g_assert_null (wg_map_painter_paint (&picture, &painted, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (painted.n_grids, ==, 77);
}

/* The district fills the rectangle one way and has room the other way; what has no size, or no room, still has a zoom. */
static void
test_fit (void)
{
  const WgBox box = { 116.6, 40.3, 116.7, 40.35 }, point = { 116.6, 40.3, 116.6, 40.3 };
  static const double rooms[][2] = { { 1920, 1080 }, { 300, 2000 }, { 64, 64 } };

  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      double unit = wg_world_get_unit (wg_fit_get_zoom (&box, rooms[i][0], rooms[i][1]));
      double width = (wg_world_x (box.max_lon) - wg_world_x (box.min_lon)) / unit;
      double height = (wg_world_y (box.min_lat) - wg_world_y (box.max_lat)) / unit;

      g_assert_cmpfloat (width, <=, rooms[i][0] + 1e-6);
      g_assert_cmpfloat (height, <=, rooms[i][1] + 1e-6);
      g_assert_true (width > rooms[i][0] - 1e-6 || height > rooms[i][1] - 1e-6);
    }
  g_assert_true (isfinite (wg_fit_get_zoom (&point, 1920, 1080)));
  g_assert_true (isfinite (wg_fit_get_zoom (&box, -5, 0)));
}

static void
test_scale_bar (void)
{
  static const double rows[][2] = { { 1.0, 100.0 }, { 3.0, 200.0 }, { 0.7, 50.0 }, { 40.0, 2000.0 }, { 0.02, 2.0 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double px;

      g_assert_cmpfloat_with_epsilon (wg_map_furniture_choose_scale (rows[i][0], 110.0, &px), rows[i][1], 1e-9);
      g_assert_cmpfloat_with_epsilon (px, rows[i][1] / rows[i][0], 1e-9);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basemap-painter/features", test_features);
  g_test_add_func ("/basemap-painter/names", test_names);
  g_test_add_func ("/basemap-painter/standing-names", test_standing_names);
  g_test_add_func ("/basemap-painter/pyramid", test_pyramid);
  g_test_add_func ("/map-painter/picture", test_picture);
  g_test_add_func ("/map-painter/bands", test_bands);
  g_test_add_func ("/map-painter/refused", test_refused);
  g_test_add_func ("/map-painter/cancelled", test_cancelled);
  g_test_add_func ("/map-painter/fit", test_fit);
  g_test_add_func ("/map-painter/scale-bar", test_scale_bar);
  return g_test_run ();
}
