/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tiles of strangers become pictures or errors, and our own encoder writes what every decoder reads. */

#include "wg-error.h"
#include "wg-mbtiles.h"
#include "wg-palette.h"
#include "wg-png-encoder.h"
#include "wg-tile-decoder.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

static guint32 *
row_of (cairo_surface_t *surface, int y)
{
  return (guint32 *) (gpointer) (cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface));
}

/* @n_colours colours in a fixed disorder. */
static cairo_surface_t *
make_picture (guint n_colours)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 256, 256);

  for (guint i = 0; i < 256 * 256; i++)
    row_of (surface, (int) (i / 256))[i % 256]
        = 0xff000000u | (i % 7 == 0 ? i % n_colours * 40503u & 0xffffff : 0xf4f2ee);
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
test_indexed (void)
{
  static const guint counts[] = { 1, 2, 200, 5000 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      cairo_surface_t *picture = make_picture (counts[i]), *back;
      g_autoptr (GBytes) bytes = wg_png_encode_indexed (picture);
      g_autoptr (GBytes) again = wg_png_encode_indexed (picture);
      g_autoptr (GdkPixbufLoader) other = gdk_pixbuf_loader_new ();
      g_autoptr (GError) error = NULL;

      g_assert_true (g_bytes_equal (bytes, again));
      back = wg_tile_decoder_decode (bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpint (cairo_image_surface_get_width (back), ==, 256);
      for (int p = 0; p < 256 * 256; p++)
        {
          guint32 a = row_of (picture, p / 256)[p % 256] & 0xffffff, b = row_of (back, p / 256)[p % 256] & 0xffffff;

          g_assert_true (a == b || (counts[i] > 256 && a != 0xf4f2ee));
        }
      /* A second decoder agrees that it is a PNG, checksums and all. */
      g_assert_true (gdk_pixbuf_loader_write_bytes (other, bytes, &error) && gdk_pixbuf_loader_close (other, &error));
      cairo_surface_destroy (back);
      cairo_surface_destroy (picture);
    }
}

static void
test_jpeg (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 48);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x3366cc00);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", &error, NULL));
  bytes = g_bytes_new_take (data, size);
  surface = wg_tile_decoder_decode (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 64);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 48);
  g_assert_cmpint ((int) (row_of (surface, 20)[20] & 0xff), >, 0xc4);
  g_assert_cmpint ((int) (row_of (surface, 20)[20] >> 16 & 0xff), <, 0x3c);
  cairo_surface_destroy (surface);
}

static void
assert_refused (const void *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (wg_tile_decoder_decode (bytes, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
}

static void
test_refused (void)
{
  cairo_surface_t *picture = make_picture (9);
  g_autoptr (GBytes) bytes = wg_png_encode_indexed (picture);
  gsize size;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  assert_refused ("", 0);
  assert_refused ("no picture", 10);
  assert_refused (data, 20);
  assert_refused (data, size / 2);
  /* A header that promises 65,536 rows is refused before anything is allocated. */
  data[21] = 1;
  assert_refused (data, size);
  cairo_surface_destroy (picture);
}

static void
test_darken (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 4, 1);
  guint32 *row = row_of (surface, 0);
  guint32 red;

  row[0] = 0xffffffff;
  row[1] = 0xff000000;
  row[2] = 0xffc01c28;
  row[3] = 0xfff4f2ee;
  cairo_surface_mark_dirty (surface);
  wg_tile_decoder_darken (surface);
  g_assert_cmphex (row[0] & 0xffffff, ==, wg_palette_get (WG_THEME_DARK, WG_TOKEN_LAND));
  g_assert_cmpuint (row[1] & 0xff, >, 170);
  red = row[2];
  g_assert_cmpuint (red >> 16 & 0xff, >, (red >> 8 & 0xff) + 40);
  g_assert_cmpuint (row[3] & 0xff, <, 0x38);
  cairo_surface_destroy (surface);
}

static void
test_cut (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 256, 256), *part;

  for (int i = 0; i < 256 * 256; i++)
    row_of (surface, i / 256)[i % 256] = 0xff000000u | (guint32) (i / 256 / 128 * 2 + i % 256 / 128) * 0x404040;
  cairo_surface_mark_dirty (surface);
  for (guint i = 0; i < 4; i++)
    {
      part = wg_tile_decoder_cut (surface, 1, 10 + i % 2, 6 + i / 2);
      g_assert_cmpint (cairo_image_surface_get_width (part), ==, 256);
      g_assert_cmphex (row_of (part, 128)[128] & 0xffffff, ==, i * 0x404040);
      cairo_surface_destroy (part);
    }
  cairo_surface_destroy (surface);
}

static void
test_fixture (gconstpointer data)
{
  g_autofree char *file = g_build_filename (g_getenv ("WANGGE_SHARED") != NULL ? g_getenv ("WANGGE_SHARED") : "",
                                            "data", "basemap", "fixtures", data, NULL);
  g_autoptr (WgMbtiles) mbtiles = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared base maps are not here");
      return;
    }
  mbtiles = wg_mbtiles_open (file, &error);
  g_assert_no_error (error);
  g_assert_true (wg_mbtiles_load_tile (mbtiles, 0, 0, 0, &bytes, &error));
  surface = wg_tile_decoder_decode (bytes, &error);
  if (surface == NULL && g_str_has_suffix (file, "webp.mbtiles"))
    {
      g_test_skip ("the package webp-pixbuf-loader is not installed");
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 256);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tile-decoder/indexed", test_indexed);
  g_test_add_func ("/tile-decoder/jpeg", test_jpeg);
  g_test_add_func ("/tile-decoder/refused", test_refused);
  g_test_add_func ("/tile-decoder/darken", test_darken);
  g_test_add_func ("/tile-decoder/cut", test_cut);
  g_test_add_data_func ("/tile-decoder/png", "geography-class-png.mbtiles", test_fixture);
  g_test_add_data_func ("/tile-decoder/jpg", "geography-class-jpg.mbtiles", test_fixture);
  g_test_add_data_func ("/tile-decoder/webp", "geography-class-webp.mbtiles", test_fixture);
  return g_test_run ();
}
