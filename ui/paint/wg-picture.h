/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_picture_new:
 * @format: %CAIRO_FORMAT_ARGB32 or %CAIRO_FORMAT_RGB24
 *
 * Returns: (transfer full): an image that says who owns its pixels; they are not set.
 */
cairo_surface_t *wg_picture_new (cairo_format_t format, int width, int height);

/**
 * wg_picture_get_bytes:
 *
 * Returns: (transfer none) (nullable): the pixels of an image of wg_picture_new(), which live as long as a reference to
 *   them; %NULL for another image.
 */
GBytes *wg_picture_get_bytes (cairo_surface_t *picture);

/**
 * wg_picture_fill_alpha:
 * @picture: a %CAIRO_FORMAT_RGB24 image
 *
 * Sets the fourth byte of every pixel, which means nothing to Cairo and opacity to others.
 */
void wg_picture_fill_alpha (cairo_surface_t *picture);

/**
 * wg_picture_get_plain:
 * @picture: an opaque picture
 * @argb: (out): its colour
 *
 * Returns: whether all of it has one colour.
 */
gboolean wg_picture_get_plain (cairo_surface_t *picture, guint32 *argb);

/**
 * wg_picture_shrink:
 * @picture: (transfer full): an opaque picture with alpha filled
 *
 * Beside a district most tiles are bare land, 256 KB of it.
 *
 * Returns: (transfer full): @picture, or one pixel of the same logical size and content when it is plain.
 */
cairo_surface_t *wg_picture_shrink (cairo_surface_t *picture);

G_END_DECLS
