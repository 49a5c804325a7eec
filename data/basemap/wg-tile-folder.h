/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgTileFolder:
 *
 * A raster base map as a folder of pictures, zoom/column/row.png. Read-only; may be used by any thread.
 */
#define WG_TYPE_TILE_FOLDER (wg_tile_folder_get_type ())
G_DECLARE_FINAL_TYPE (WgTileFolder, wg_tile_folder, WG, TILE_FOLDER, GObject)

/**
 * wg_tile_folder_open:
 * @path: the folder, whose rows are counted from the north and whose pictures end in .png, .jpg, .jpeg or .webp; or a
 * path with `{z}`, `{x}` and `{y}` or `{-y}` in it (wg-tile-template.h)
 * @error: return location
 *
 * Looks which zooms there are and at one picture of them.
 *
 * Returns: (transfer full): the base map, or %NULL with %WG_ERROR_NOT_FOUND, %WG_ERROR_UNREADABLE when there is no
 * picture in it, or %WG_ERROR_USAGE.
 */
WgTileFolder *wg_tile_folder_open (const char *path, GError **error);

/**
 * wg_tile_folder_is_photographs:
 *
 * Returns: whether its pictures are JPEG.
 */
gboolean wg_tile_folder_is_photographs (WgTileFolder *self);
guint wg_tile_folder_get_min_zoom (WgTileFolder *self);
guint wg_tile_folder_get_max_zoom (WgTileFolder *self);

/**
 * wg_tile_folder_load_tile:
 * @y: the row, counted from the north
 * @bytes: (out) (transfer full) (nullable): the encoded picture; %NULL when there is no such tile
 *
 * Returns: %FALSE with %WG_ERROR_UNREADABLE when the folder is gone or a picture cannot be read.
 */
gboolean wg_tile_folder_load_tile (WgTileFolder *self, guint zoom, guint x, guint y, GBytes **bytes, GError **error);

G_END_DECLS
