/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * WgMbtiles:
 *
 * A raster base map in one file (MBTiles 1.3, read-only). Thread-safe: every thread that reads gets its own connection.
 */
#define WG_TYPE_MBTILES (wg_mbtiles_get_type ())
G_DECLARE_FINAL_TYPE (WgMbtiles, wg_mbtiles, WG, MBTILES, GObject)

/**
 * wg_mbtiles_open:
 * @file: a path in the file system's encoding
 * @error: return location
 *
 * Looks at the metadata and at one tile. Missing metadata are found from the tiles.
 *
 * Returns: (transfer full): the base map, or %NULL with %WG_ERROR_NOT_FOUND, or %WG_ERROR_UNREADABLE: not MBTiles,
 * damaged, without tiles, or with vector tiles.
 */
WgMbtiles *wg_mbtiles_open (const char *file, GError **error);

const char *wg_mbtiles_get_file (WgMbtiles *mbtiles);
const char *wg_mbtiles_get_name (WgMbtiles *mbtiles);

/**
 * wg_mbtiles_get_attribution:
 *
 * Returns: (transfer none) (nullable): whose data it is, as plain text without tags.
 */
const char *wg_mbtiles_get_attribution (WgMbtiles *mbtiles);

/**
 * wg_mbtiles_get_format:
 *
 * Returns: (transfer none): `png`, `jpg` or `webp`, found from the bytes of a tile.
 */
const char *wg_mbtiles_get_format (WgMbtiles *mbtiles);
guint wg_mbtiles_get_min_zoom (WgMbtiles *mbtiles);
guint wg_mbtiles_get_max_zoom (WgMbtiles *mbtiles);

/**
 * wg_mbtiles_get_bounds:
 *
 * Returns: (transfer none): the box in degrees.
 */
const WgBox *wg_mbtiles_get_bounds (WgMbtiles *mbtiles);

/**
 * wg_mbtiles_load_tile:
 * @zoom: the zoom
 * @x: the column
 * @y: the row, counted from the north (XYZ; the file counts from the south)
 * @bytes: (out) (transfer full) (nullable): the encoded picture; %NULL when the file has no such tile
 * @error: return location
 *
 * Returns: %FALSE with %WG_ERROR_UNREADABLE when the file cannot be read there.
 */
gboolean wg_mbtiles_load_tile (WgMbtiles *mbtiles, guint zoom, guint x, guint y, GBytes **bytes, GError **error);

G_END_DECLS
