/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * wg_tile_decoder_decode:
 * @bytes: an encoded PNG, JPEG or WebP picture
 * @error: return location
 *
 * Pictures of more than 4096 pixels a side are refused. May be called from any thread.
 *
 * Returns: (transfer full): an image surface, or %NULL with %WG_ERROR_UNREADABLE.
 */
cairo_surface_t *wg_tile_decoder_decode (GBytes *bytes, GError **error);

/**
 * wg_tile_decoder_darken:
 * @surface: an image of wg_tile_decoder_decode() that nobody else uses yet
 *
 * Turns a light map into a dark one in place: lightness is turned over and compressed towards the dark land colour,
 * hues stay. Imagery should be left alone.
 */
void wg_tile_decoder_darken (cairo_surface_t *surface);

/**
 * wg_tile_decoder_cut:
 * @surface: the picture of a coarser tile
 * @levels: how many zooms it is coarser, 1 ..
 * @x: the column of the wanted tile
 * @y: its row (XYZ)
 *
 * Returns: (transfer full): the part of @surface that covers the wanted tile, enlarged to the size of a tile.
 */
cairo_surface_t *wg_tile_decoder_cut (cairo_surface_t *surface, guint levels, guint x, guint y);

G_END_DECLS
