/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a painted tile is drawn by Cairo or uploaded as a texture, and may have to outlive the other of the two. Owned by
 * neither, its pixels are in memory once.
 */

#include "wg-picture.h"

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
