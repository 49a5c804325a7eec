/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the painter speaks Cairo and GTK draws textures. A texture that is made anew every frame is uploaded anew every
 * frame; so each picture gets its texture once, on the thread that painted it.
 */

#include "wg-surface-texture.h"

static const cairo_user_data_key_t texture_key;

static gsize
get_n_bytes (cairo_surface_t *surface)
{
  return (gsize)cairo_image_surface_get_stride (surface) * (gsize)cairo_image_surface_get_height (surface);
}

static GdkTexture *
make_texture (cairo_surface_t *surface, GBytes *bytes)
{
  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
                                 GDK_MEMORY_DEFAULT, bytes, (gsize)cairo_image_surface_get_stride (surface));
}

/* The fourth byte of RGB24 means nothing to Cairo and opacity to GTK. */
static void
fill_alpha (cairo_surface_t *surface)
{
  guint32 *pixels = (guint32 *)(gpointer)cairo_image_surface_get_data (surface);
  gsize n = get_n_bytes (surface) / 4;

  for (gsize i = 0; i < n; i++)
    pixels[i] |= 0xff000000u;
}

GdkTexture *
wg_surface_texture_take (cairo_surface_t *surface)
{
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  if (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24)
    fill_alpha (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), get_n_bytes (surface),
                                      (GDestroyNotify)cairo_surface_destroy, surface);
  return make_texture (surface, bytes);
}

GdkTexture *
wg_surface_texture_get (cairo_surface_t *surface)
{
  GdkTexture *texture = cairo_surface_get_user_data (surface, &texture_key);

  if (texture == NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (cairo_image_surface_get_data (surface), get_n_bytes (surface));

      texture = make_texture (surface, bytes);
      cairo_surface_set_user_data (surface, &texture_key, texture, g_object_unref);
    }
  return g_object_ref (texture);
}
