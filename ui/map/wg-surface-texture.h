/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * wg_surface_texture_get:
 * @surface: an image that nobody changes any more, of format ARGB32 or a #wg_picture_new() whose alpha is set
 *
 * The texture of a picture that is shown again and again: made once, kept as long as @surface. The pixels of
 * wg_picture_new() are not copied. Main thread only.
 *
 * Returns: (transfer full): the texture.
 */
GdkTexture *wg_surface_texture_get (cairo_surface_t *surface);

G_END_DECLS
