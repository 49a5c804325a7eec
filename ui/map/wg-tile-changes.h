/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-colours.h"
#include "wg-tile-id.h"

G_BEGIN_DECLS

/**
 * wg_tile_changes_list:
 * @before: the colours of a city
 * @after: newer colours, of the same city or of a later state of it
 *
 * Returns: (transfer full) (nullable): where the map looks different, for wg_tile_changes_meet(); %NULL for everywhere.
 */
GArray *wg_tile_changes_list (const WgCityColours *before, const WgCityColours *after);

/**
 * wg_tile_changes_meet:
 * @level: the level that the tile shows
 *
 * Returns: whether a tile shows one of @changes.
 */
gboolean wg_tile_changes_meet (const GArray *changes, WgTileId id, guint level);

G_END_DECLS
