/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "wg-datum.h"
#include "wg-tile-id.h"

G_BEGIN_DECLS

/**
 * WgTileWarpFunc:
 * @id: a tile of the shifted map
 *
 * Returns: (transfer full) (nullable): its picture, square; %NULL where there is none.
 */
typedef cairo_surface_t *(*WgTileWarpFunc) (WgTileId id, gpointer user_data);

/**
 * wg_tile_warp:
 * @datum: in which coordinates the map was drawn
 * @id: a tile of the ground
 * @load: gives the tiles of the map that are needed
 * @user_data: for @load
 *
 * Bends a shifted map back. The shift is computed exactly at 81 points of the tile and in straight lines between them,
 * which is right to a hundredth of a pixel; the picture is resampled bilinearly. May be called from any thread.
 *
 * Returns: (transfer full) (nullable): the picture of @id; %NULL when the map has nothing there.
 */
cairo_surface_t *wg_tile_warp (WgDatum datum, WgTileId id, WgTileWarpFunc load, gpointer user_data);

/**
 * wg_tile_warp_list_touched:
 * @id: a tile of the shifted map
 *
 * Returns: (transfer full) (element-type WgTileId): the tiles of the ground whose pictures need it.
 */
GArray *wg_tile_warp_list_touched (WgDatum datum, WgTileId id);

G_END_DECLS
