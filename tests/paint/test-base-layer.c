/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Base maps as pictures: the right piece of the right tile, in the right place, one over the other, and what is said
 * when one goes away.
 */

#include "wg-base-stack.h"
#include "wg-error.h"
#include "wg-mbtiles-writer.h"
#include "wg-palette.h"
#include "wg-png-encoder.h"
#include "wg-store-layers.h"
#include "wg-tile-warp.h"

#include <glib/gstdio.h>
#include <math.h>

typedef struct
{
  char *root;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->root = g_dir_make_tmp ("wg-base-XXXXXX", NULL);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }
  g_remove (path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  remove_all (f->root);
  g_free (f->root);
}

static guint32
pixel_at (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return ((const guint32 *)(gconstpointer)(data + (gsize)y * (gsize)cairo_image_surface_get_stride (surface)))[x];
}

/* One colour; the right half is left clear when @half. */
static void
write_tile (Fixture *f, const char *map, guint zoom, guint x, guint y, guint32 rgb, gboolean half)
{
  g_autofree char *name = g_strdup_printf ("%s/%u/%u/%u.png", map, zoom, x, y),
                  *path = g_build_filename (f->root, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  cairo_surface_t *surface = cairo_image_surface_create (half ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, 256, 256);
  cairo_t *cr = cairo_create (surface);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  cairo_set_source_rgb (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb));
  cairo_rectangle (cr, 0, 0, half ? 128 : 256, 256);
  cairo_fill (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static WgBaseLayer *
open_map (Fixture *f, const char *map, WgDatum datum)
{
  g_autoptr (WgBasemap) basemap = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->root, map, NULL);
  WgBaseLayer *layer;

  basemap = wg_basemap_new (path, NULL, NULL, &error);
  basemap->datum = datum;
  layer = wg_base_layer_open (basemap, NULL, &error);
  g_assert_no_error (error);
  return layer;
}

/* Finer than the map is: the right quarter of the right quarter. */
static void
test_overzoom (Fixture *f, gconstpointer data)
{
  g_autoptr (WgBaseLayer) layer = NULL;
  cairo_surface_t *picture;
  gboolean final;

  write_tile (f, "a", 2, 1, 1, 0xff0000, FALSE);
  write_tile (f, "a", 3, 3, 2, 0x00ff00, FALSE);
  layer = open_map (f, "a", WG_DATUM_NONE);
  g_assert_cmpuint (wg_base_layer_get_kind (layer), ==, WG_BASE_MAP);
  picture = wg_base_layer_load (layer, (WgTileId){ 5, 13, 10 }, FALSE, 0, &final);
  g_assert_true (final);
  g_assert_cmphex (pixel_at (picture, 100, 100) & 0xffffff, ==, 0x00ff00);
  cairo_surface_destroy (picture);
  /* Where the finer zoom has a hole the coarser one shows through. */
  picture = wg_base_layer_load (layer, (WgTileId){ 3, 2, 2 }, FALSE, 0, &final);
  g_assert_cmphex (pixel_at (picture, 100, 100) & 0xffffff, ==, 0xff0000);
  cairo_surface_destroy (picture);
  g_assert_null (wg_base_layer_load (layer, (WgTileId){ 3, 7, 7 }, FALSE, 0, &final));
  g_assert_null (wg_base_layer_load (layer, (WgTileId){ 1, 0, 0 }, FALSE, 0, &final));
  g_assert_null (wg_base_layer_load (layer, (WgTileId){ 10, 3 << 7, 2 << 7 }, FALSE, 0, &final));
}

/* Labels lie on the map; where they are clear the map is seen. */
static void
test_stack (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (WgBaseStack) stack = NULL;
  g_autofree char *owners = NULL;
  WgBaseKind kind = WG_BASE_OWN;
  cairo_surface_t *picture;

  write_tile (f, "map", 0, 0, 0, 0xff0000, FALSE);
  write_tile (f, "labels", 0, 0, 0, 0x0000ff, TRUE);
  g_ptr_array_add (layers, open_map (f, "map", WG_DATUM_NONE));
  g_ptr_array_add (layers, open_map (f, "labels", WG_DATUM_NONE));
  stack = wg_base_stack_new (layers);
  picture = wg_base_stack_load (stack, (WgTileId){ 0, 0, 0 }, FALSE, 0, &kind);
  g_assert_cmpuint (kind, ==, WG_BASE_MAP);
  g_assert_cmphex (pixel_at (picture, 60, 100) & 0xffffff, ==, 0x0000ff);
  g_assert_cmphex (pixel_at (picture, 200, 100) & 0xffffff, ==, 0xff0000);
  cairo_surface_destroy (picture);
  owners = wg_base_stack_dup_attribution (stack);
  g_assert_cmpstr (owners, ==, "map · labels");
}

/* A file taken away while it is shown: what was painted stays, or a sentence says why nothing comes. */
static void
test_taken_away (Fixture *f, gconstpointer data)
{
  g_autoptr (WgBaseLayer) layer = NULL;
  g_autofree char *trouble = NULL, *path = g_build_filename (f->root, "a", NULL);
  cairo_surface_t *picture;
  gboolean final;

  write_tile (f, "a", 1, 0, 0, 0xff0000, FALSE);
  layer = open_map (f, "a", WG_DATUM_NONE);
  picture = wg_base_layer_load (layer, (WgTileId){ 1, 0, 0 }, FALSE, 0, &final);
  cairo_surface_destroy (picture);
  remove_all (path);
  picture = wg_base_layer_load (layer, (WgTileId){ 1, 0, 0 }, FALSE, 0, &final);
  g_assert_nonnull (picture);
  cairo_surface_destroy (picture);
  g_assert_null (wg_base_layer_load (layer, (WgTileId){ 1, 1, 1 }, FALSE, 0, &final));
  trouble = wg_base_layer_dup_trouble (layer);
  g_assert_nonnull (trouble);
  g_test_message ("%s", trouble);
  wg_base_layer_retry (layer);
  g_assert_null (wg_base_layer_dup_trouble (layer));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
test_file_taken_away (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->root, "b.mbtiles", NULL);
  const WgBox bounds = { 116.0, 40.0, 117.0, 41.0 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 256, 256), *picture;
  g_autoptr (GBytes) png = wg_png_encode_indexed (surface);
  g_autoptr (WgMbtilesWriter) writer = wg_mbtiles_writer_new (path, "b", NULL, &bounds, NULL);
  g_autoptr (WgBaseLayer) layer = NULL;
  gboolean final;

  g_assert_true (wg_mbtiles_writer_add (writer, 1, 1, 0, png, NULL) && wg_mbtiles_writer_finish (writer, NULL));
  cairo_surface_destroy (surface);
  layer = open_map (f, "b.mbtiles", WG_DATUM_NONE);
  g_assert_cmpint (g_unlink (path), ==, 0);
  picture = wg_base_layer_load (layer, (WgTileId){ 1, 1, 0 }, FALSE, 0, &final);
  g_assert_true (picture != NULL);
  cairo_surface_destroy (picture);
}

/* --- What was imported --- */

/* Water, a road across it and another area, each in its colour, as sharp at any zoom. */
static void
test_imported (void)
{
  const double corners[] = { 116.60, 40.30, 116.61, 40.30, 116.61, 40.31, 116.60, 40.31 };
  const double elsewhere[] = { 116.62, 40.30, 116.63, 40.30, 116.63, 40.31, 116.62, 40.31 };
  double line[] = { 116.59, 40.305, 116.62, 40.305 };
  guint ends[] = { 2 };
  g_autoptr (WgShape) lake = wg_shape_new_from_ring (corners, 4), other = wg_shape_new_from_ring (elsewhere, 4);
  WgBaseShape shapes[]
      = { { .layer = (char *)"water", .shape = lake },
          { .layer = (char *)"areas", .shape = other },
          { .layer = (char *)"roads", .kind = (char *)"primary", .lonlat = line, .ends = ends, .n_lines = 1 } };
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (WgBaseLayer) layer = NULL;
  static const struct
  {
    double lon, lat;
    guint32 rgb;
  } rows[] = { { 116.605, 40.302, 0xb9d5ea }, { 116.605, 40.305, 0xfffdf6 }, { 116.625, 40.302, 0xe2d8ec } };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    g_ptr_array_add (list, &shapes[i]);
  layer = wg_base_layer_new_imported ("imported", list);
  g_assert_cmpuint (wg_base_layer_get_kind (layer), ==, WG_BASE_OWN);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double unit = wg_world_get_unit (16), x = wg_world_x (rows[i].lon) / unit, y = wg_world_y (rows[i].lat) / unit;
      gboolean final;
      cairo_surface_t *picture
          = wg_base_layer_load (layer, (WgTileId){ 16, (guint32)(x / 256), (guint32)(y / 256) }, FALSE, 0, &final);

      g_assert_true (final);
      g_assert_cmpint (cairo_image_surface_get_width (picture), ==, 512);
      g_assert_cmphex (pixel_at (picture, (int)(2 * fmod (x, 256.0)), (int)(2 * fmod (y, 256.0))) & 0xffffff, ==,
                       rows[i].rgb);
      cairo_surface_destroy (picture);
    }
}

/* An area that a map of pictures covers is in the legend, so it is seen through: not the lake, which the map has itself. */
static void
test_imported_under_pictures (Fixture *f, gconstpointer data)
{
  const double lake_corners[] = { 20, -60, 60, -60, 60, -20, 20, -20 }, area_corners[] = { 20, 20, 60, 20, 60, 60, 20, 60 };
  g_autoptr (WgShape) lake = wg_shape_new_from_ring (lake_corners, 4), area = wg_shape_new_from_ring (area_corners, 4);
  WgBaseShape shapes[] = { { .layer = (char *)"water", .shape = lake }, { .layer = (char *)"areas", .shape = area } };
  g_autoptr (GPtrArray) list = g_ptr_array_new (), layers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (WgBaseStack) stack = NULL;
  WgBaseKind kind = WG_BASE_OWN;
  cairo_surface_t *picture;
  guint32 seen;

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    g_ptr_array_add (list, &shapes[i]);
  write_tile (f, "map", 0, 0, 0, 0x000000, FALSE);
  g_ptr_array_add (layers, wg_base_layer_new_imported ("imported", list));
  g_ptr_array_add (layers, open_map (f, "map", WG_DATUM_NONE));
  stack = wg_base_stack_new (layers);
  picture = wg_base_stack_load (stack, (WgTileId){ 0, 0, 0 }, FALSE, 0, &kind);
  /* At zoom 0 in two pixels for one: 40 degrees east, 40 north and 40 south. */
  seen = pixel_at (picture, 313, 193);
  g_assert_cmpint (ABS ((int)(seen & 0xff) - 0xec * 6 / 10), <=, 3);
  g_assert_cmphex (pixel_at (picture, 313, 318) & 0xffffff, ==, 0x000000);
  g_assert_cmphex (pixel_at (picture, 100, 100) & 0xffffff, ==, 0x000000);
  cairo_surface_destroy (picture);
}

/* --- Shifted maps --- */

/* Two steps of a colour are one pixel: where a pixel of the map is can be read off its colour. */
static double
wave (double at)
{
  return 2.0 * fabs (fmod (at, 240.0) - 120.0);
}

static cairo_surface_t *
make_ruler (WgTileId id, gpointer user_data)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 256, 256);
  guint8 *data = cairo_image_surface_get_data (surface);

  for (int y = 0; y < 256; y++)
    {
      guint32 *row = (guint32 *)(gpointer)(data + (gsize)y * (gsize)cairo_image_surface_get_stride (surface));

      for (int x = 0; x < 256; x++)
        row[x] = (guint32)lround (wave (id.x * 256.0 + x + 0.5)) << 16
                 | (guint32)lround (wave (id.y * 256.0 + y + 0.5)) << 8;
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* Every place of the bent picture shows what the shifted map has there, to within a pixel. */
static void
check_warp (WgDatum datum, guint zoom, double lon, double lat)
{
  double unit = wg_world_get_unit (zoom);
  WgTileId id
      = { (guint8)zoom, (guint32)(wg_world_x (lon) / unit / 256.0), (guint32)(wg_world_y (lat) / unit / 256.0) };
  cairo_surface_t *picture = wg_tile_warp (datum, id, make_ruler, NULL);

  for (int i = 0; i < 400; i++)
    {
      int x = g_test_rand_int_range (0, 256), y = g_test_rand_int_range (0, 256);
      double at_lon = wg_world_lon ((id.x * 256.0 + x + 0.5) * unit),
             at_lat = wg_world_lat ((id.y * 256.0 + y + 0.5) * unit);
      guint32 pixel = pixel_at (picture, x, y);
      double red, green;

      wg_datum_from_wgs84 (datum, &at_lon, &at_lat);
      red = wave (wg_world_x (at_lon) / unit);
      green = wave (wg_world_y (at_lat) / unit);
      g_assert_cmpfloat_with_epsilon (red, pixel >> 16 & 0xff, 2.0);
      g_assert_cmpfloat_with_epsilon (green, pixel >> 8 & 0xff, 2.0);
    }
  cairo_surface_destroy (picture);
}

static void
test_warp (void)
{
  for (guint zoom = 3; zoom <= 20; zoom++)
    {
      check_warp (WG_DATUM_GCJ02, zoom, 116.31, 40.0);
      check_warp (WG_DATUM_BD09, zoom, 104.06, 30.67);
    }
}

/* A tile that arrives is painted where it is needed, and whoever needs it is told. */
static void
test_touched (void)
{
  WgTileId id = { 17, 107883, 49651 };
  g_autoptr (GArray) touched = wg_tile_warp_list_touched (WG_DATUM_GCJ02, id);
  double unit = wg_world_get_unit (id.zoom), lon, lat;
  gboolean found = FALSE;

  g_assert_cmpuint (touched->len, >=, 1);
  g_assert_cmpuint (touched->len, <=, 9);
  lon = wg_world_lon ((id.x + 0.5) * 256.0 * unit);
  lat = wg_world_lat ((id.y + 0.5) * 256.0 * unit);
  wg_datum_to_wgs84 (WG_DATUM_GCJ02, &lon, &lat);
  for (guint i = 0; i < touched->len; i++)
    {
      const WgTileId *one = &g_array_index (touched, WgTileId, i);

      found = found
              || (one->x == (guint32)(wg_world_x (lon) / unit / 256.0)
                  && one->y == (guint32)(wg_world_y (lat) / unit / 256.0));
    }
  g_assert_true (found);
}

#define ADD(path, func) g_test_add ("/base-layer/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("overzoom", test_overzoom);
  ADD ("stack", test_stack);
  ADD ("taken-away", test_taken_away);
  ADD ("file-taken-away", test_file_taken_away);
  g_test_add_func ("/base-layer/imported", test_imported);
  ADD ("imported-under-pictures", test_imported_under_pictures);
  g_test_add_func ("/base-layer/warp", test_warp);
  g_test_add_func ("/base-layer/touched", test_touched);
  return g_test_run ();
}
