/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the painter speaks Cairo and OpenGL draws textures. A texture that is made anew every frame is uploaded anew every
 * frame; so each picture gets its texture once.
 */

#include "wg-surface-texture.h"

#include "wg-picture.h"

static const cairo_user_data_key_t texture_key;

static GBytes *
get_bytes (cairo_surface_t *surface)
{
  GBytes *bytes = wg_picture_get_bytes (surface);
  gsize n = (gsize)cairo_image_surface_get_stride (surface) * (gsize)cairo_image_surface_get_height (surface);

  return bytes != NULL ? g_bytes_ref (bytes) : g_bytes_new (cairo_image_surface_get_data (surface), n);
}

GdkTexture *
wg_surface_texture_get (cairo_surface_t *surface)
{
  GdkTexture *texture = cairo_surface_get_user_data (surface, &texture_key);

  if (texture == NULL)
    {
      g_autoptr (GBytes) bytes = get_bytes (surface);

      texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
                                        GDK_MEMORY_DEFAULT, bytes, (gsize)cairo_image_surface_get_stride (surface));
      cairo_surface_set_user_data (surface, &texture_key, texture, g_object_unref);
    }
  return g_object_ref (texture);
}
