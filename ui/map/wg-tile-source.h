/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-painter.h"
#include "wg-tile-id.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgTileSource:
 *
 * A raster base map: an MBTiles file, or a server that is asked by a URL template. Pictures are read and decoded on the
 * threads that paint; a server is asked on the main thread, and the tile is painted again when the answer is there.
 *
 * Signals, on the main thread:
 * - `arrived (guint64 key)`: a tile that was pending can be loaded now (wg-tile-id.h).
 * - `trouble-changed`: see wg_tile_source_get_trouble().
 */
#define WG_TYPE_TILE_SOURCE (wg_tile_source_get_type ())
G_DECLARE_FINAL_TYPE (WgTileSource, wg_tile_source, WG, TILE_SOURCE, GObject)

/**
 * wg_tile_source_new:
 * @location: the path of an MBTiles file, or a template with `{z}`, `{x}` and `{y}` (or `{tmsy}`, counted from the
 * south)
 * @error: return location
 *
 * Returns: (transfer full): the base map, or %NULL with the errors of wg_mbtiles_open(), or %WG_ERROR_USAGE for a
 *   template without its three parts.
 */
WgTileSource *wg_tile_source_new (const char *location, GError **error);

const char *wg_tile_source_get_location (WgTileSource *self);

/**
 * wg_tile_source_get_name:
 *
 * Returns: (transfer none): what it calls itself, or the name of its file or host.
 */
const char *wg_tile_source_get_name (WgTileSource *self);

/**
 * wg_tile_source_get_attribution:
 *
 * Returns: (transfer none) (nullable): whose data it is.
 */
const char *wg_tile_source_get_attribution (WgTileSource *self);

/**
 * wg_tile_source_get_kind:
 *
 * Returns: our own map when it is attributed to Wangge, imagery when its pictures are photographs (JPEG), else a
 * foreign map.
 */
WgBaseKind wg_tile_source_get_kind (WgTileSource *self);

/**
 * wg_tile_source_is_network:
 *
 * Returns: whether it is a server.
 */
gboolean wg_tile_source_is_network (WgTileSource *self);

/**
 * wg_tile_source_load:
 * @id: a tile
 * @dark: darkened for the dark theme (imagery is left as it is)
 *
 * From any thread. A tile finer than the source has is cut out of a coarser one.
 *
 * Returns: (transfer full) (nullable): the picture, shared and not to be changed; %NULL where the source has nothing,
 *   or nothing yet.
 */
cairo_surface_t *wg_tile_source_load (WgTileSource *self, WgTileId id, gboolean dark);

/**
 * wg_tile_source_get_trouble:
 *
 * Returns: (transfer none) (nullable): a sentence saying why the base map is not there, while it is not.
 */
const char *wg_tile_source_get_trouble (WgTileSource *self);

/**
 * wg_tile_source_retry:
 *
 * Forgets what failed, so that it is asked for again.
 */
void wg_tile_source_retry (WgTileSource *self);

G_END_DECLS
