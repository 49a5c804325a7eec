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

G_END_DECLS
