/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The bytes of an indexed PNG of an opaque picture: its 256 most frequent colours exactly, the others (the last shades
 * of smoothed edges) by their nearest. A third of the size and time of a full PNG; the same picture gives the same
 * bytes.
 */
GBytes *wg_png_encode_indexed (cairo_surface_t *surface);

G_END_DECLS
