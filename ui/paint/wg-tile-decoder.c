/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: tiles come from files of strangers; they are decoded in workers, with a limit on their size, and turned into
 * what Cairo paints.
 */

#include "wg-tile-decoder.h"

#include "wg-error.h"
#include "wg-palette.h"
#include "wg-world.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SIDE 4096

static void
set_unreadable (GError **error)
{
  g_set_error_literal (
      error, WG_ERROR, WG_ERROR_UNREADABLE,
      _ ("A tile of the base map is no picture that can be shown. It is left out; the rest is drawn."));
}

typedef struct
{
  const guint8 *data;
  gsize size;
  gsize at;
} Reader;

static cairo_status_t
read_bytes (void *closure, unsigned char *out, unsigned int n)
{
  Reader *reader = closure;

  if (n > reader->size - reader->at)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (out, reader->data + reader->at, n);
  reader->at += n;
  return CAIRO_STATUS_SUCCESS;
}

static guint32
read_u32 (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static gboolean
is_png (const guint8 *data, gsize size)
{
  return size >= 24 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0;
}

/* The header is looked at before anything is allocated. */
static cairo_surface_t *
decode_png (const guint8 *data, gsize size)
{
  Reader reader = { data, size, 0 };
  cairo_surface_t *surface;

  if (read_u32 (data + 16) > MAX_SIDE || read_u32 (data + 20) > MAX_SIDE)
    return NULL;
  surface = cairo_image_surface_create_from_png_stream (read_bytes, &reader);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  return NULL;
}

static void
check_size (GdkPixbufLoader *loader, int width, int height, gpointer refused)
{
  if (width <= MAX_SIDE && height <= MAX_SIDE)
    return;
  *(gboolean *) refused = TRUE;
  gdk_pixbuf_loader_set_size (loader, 1, 1);
}

static cairo_surface_t *
surface_from_pixbuf (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  gboolean has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  cairo_surface_t *surface
      = cairo_image_surface_create (has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);
  guint8 *out = cairo_image_surface_get_data (surface);

  for (int y = 0; y < height; y++)
    {
      const guint8 *from = gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *to = (guint32 *) (gpointer) (out + (gsize) y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++, from += n_channels)
        {
          guint32 a = has_alpha ? from[3] : 255;

          to[x] = a << 24 | (from[0] * a / 255) << 16 | (from[1] * a / 255) << 8 | from[2] * a / 255;
        }
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static cairo_surface_t *
decode_other (const guint8 *data, gsize size)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean refused = FALSE, written;
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (check_size), &refused);
  written = gdk_pixbuf_loader_write (loader, data, size, NULL);
  written = gdk_pixbuf_loader_close (loader, NULL) && written;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (!written || refused || pixbuf == NULL)
    return NULL;
  return surface_from_pixbuf (pixbuf);
}

cairo_surface_t *
wg_tile_decoder_decode (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  cairo_surface_t *surface = NULL;

  if (size > 0)
    surface = is_png (data, size) ? decode_png (data, size) : decode_other (data, size);
  if (surface == NULL)
    set_unreadable (error);
  return surface;
}

/* Turning lightness over and hues by half a circle leaves hues as they were: red stays red. The matrix is the one of
 * `hue-rotate(180deg)` in the W3C's Filter Effects. What was white becomes the dark land, what was black a light grey.
 */
static guint32
darken_pixel (guint32 pixel, const int land[3])
{
  int r = 255 - (int) (pixel >> 16 & 0xff), g = 255 - (int) (pixel >> 8 & 0xff), b = 255 - (int) (pixel & 0xff);
  int turned[3] = { (-147 * r + 366 * g + 37 * b) / 256, (109 * r + 110 * g + 37 * b) / 256,
                    (109 * r + 366 * g - 219 * b) / 256 };
  guint32 out = pixel & 0xff000000u;

  for (int i = 0; i < 3; i++)
    out |= (guint32) (land[i] + CLAMP (turned[i], 0, 255) * (190 - land[i]) / 255) << (16 - 8 * i);
  return out;
}

void
wg_tile_decoder_darken (cairo_surface_t *surface)
{
  guint32 rgb = wg_palette_get (WG_THEME_DARK, WG_TOKEN_LAND);
  const int land[3] = { (int) (rgb >> 16 & 0xff), (int) (rgb >> 8 & 0xff), (int) (rgb & 0xff) };
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint8 *data;
  guint32 last = 0, last_out;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  last_out = darken_pixel (last, land);
  for (int y = 0; y < height; y++)
    {
      guint32 *row = (guint32 *) (gpointer) (data + (gsize) y * stride);

      for (int x = 0; x < width; x++)
        {
          /* Maps are made of runs of one colour. */
          if (row[x] != last)
            {
              last = row[x];
              last_out = darken_pixel (last, land);
            }
          row[x] = last_out;
        }
    }
  cairo_surface_mark_dirty (surface);
}

cairo_surface_t *
wg_tile_decoder_cut (cairo_surface_t *surface, guint levels, guint x, guint y)
{
  guint n = 1u << MIN (levels, 16);
  double part = (double) cairo_image_surface_get_width (surface) / n;
  cairo_surface_t *out
      = cairo_image_surface_create (cairo_image_surface_get_format (surface), WG_TILE_SIZE, WG_TILE_SIZE);
  cairo_t *cr = cairo_create (out);

  cairo_scale (cr, WG_TILE_SIZE / part, WG_TILE_SIZE / part);
  cairo_set_source_surface (cr, surface, -part * (x % n), -part * (y % n));
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_destroy (cr);
  return out;
}
