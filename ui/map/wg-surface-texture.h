/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * wg_surface_texture_take:
 * @surface: (transfer full): an image of format ARGB32 or RGB24 that nobody changes any more
 *
 * From any thread. The pixels are not copied.
 *
 * Returns: (transfer full): the same picture for GTK.
 */
GdkTexture *wg_surface_texture_take (cairo_surface_t *surface);

/**
 * wg_surface_texture_get:
 * @surface: a shared image of format ARGB32
 *
 * The texture of a picture that is shown again and again: made once, kept as long as @surface. Only one thread at a
 * time may ask for one surface.
 *
 * Returns: (transfer full): the texture.
 */
GdkTexture *wg_surface_texture_get (cairo_surface_t *surface);

G_END_DECLS
