/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a painted tile is drawn by Cairo or uploaded as a texture, and may have to outlive the other of the two. Owned by
 * neither, its pixels are in memory once.
 */

#include "wg-picture.h"

#include <string.h>

static const cairo_user_data_key_t bytes_key;

cairo_surface_t *
wg_picture_new (cairo_format_t format, int width, int height)
{
  int stride = cairo_format_stride_for_width (format, width);
  gsize size = (gsize)stride * (gsize)height;
  guint8 *data = g_malloc (size);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (data, format, width, height, stride);

  if (cairo_surface_set_user_data (surface, &bytes_key, g_bytes_new_take (data, size), (cairo_destroy_func_t)g_bytes_unref)
      != CAIRO_STATUS_SUCCESS)
    g_error ("Out of memory");
  return surface;
}

GBytes *
wg_picture_get_bytes (cairo_surface_t *picture)
{
  return cairo_surface_get_user_data (picture, &bytes_key);
}

void
wg_picture_fill_alpha (cairo_surface_t *picture)
{
  guint32 *pixels = (guint32 *)(gpointer)cairo_image_surface_get_data (picture);
  gsize n = (gsize)cairo_image_surface_get_stride (picture) / 4 * (gsize)cairo_image_surface_get_height (picture);

  for (gsize i = 0; i < n; i++)
    pixels[i] |= 0xff000000u;
}

gboolean
wg_picture_get_plain (cairo_surface_t *picture, guint32 *argb)
{
  const guint32 *pixels = (const guint32 *)(gpointer)cairo_image_surface_get_data (picture);
  gsize n = (gsize)cairo_image_surface_get_stride (picture) / 4 * (gsize)cairo_image_surface_get_height (picture);

  *argb = pixels[0];
  return n == 1 || memcmp (pixels, pixels + 1, (n - 1) * sizeof *pixels) == 0;
}

cairo_surface_t *
wg_picture_shrink (cairo_surface_t *picture)
{
  int width = cairo_image_surface_get_width (picture), height = cairo_image_surface_get_height (picture);
  cairo_surface_t *pixel;
  guint32 argb;
  double sx, sy;

  if (!wg_picture_get_plain (picture, &argb))
    return picture;
  pixel = wg_picture_new (cairo_image_surface_get_format (picture), 1, 1);
  memcpy (cairo_image_surface_get_data (pixel), &argb, sizeof argb);
  cairo_surface_mark_dirty (pixel);
  cairo_surface_get_device_scale (picture, &sx, &sy);
  cairo_surface_set_device_scale (pixel, sx / width, sy / height);
  cairo_surface_destroy (picture);
  return pixel;
}
