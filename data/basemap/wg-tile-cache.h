/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WG_TILE_CACHE_BYTES:
 *
 * How much of servers' tiles is kept on the disk.
 */
#define WG_TILE_CACHE_BYTES (256 * 1024 * 1024)

/**
 * WgTileCopy:
 * @bytes: (nullable): the picture; empty when the server said that it has none
 * @etag: (nullable): the server's name for this version
 * @modified: (nullable): when it was changed, as the server wrote it
 * @fresh_until_s: until when it need not be asked about again, seconds since 1970
 *
 * What a server answered.
 */
typedef struct
{
  GBytes *bytes;
  char *etag;
  char *modified;
  gint64 fresh_until_s;
} WgTileCopy;

void wg_tile_copy_clear (WgTileCopy *copy);

/**
 * WgTileCache:
 *
 * Tiles of servers kept on the disk, for all programs of this user; the ones not looked at longest go first. An object
 * belongs to one thread.
 */
typedef struct _WgTileCache WgTileCache;

/**
 * wg_tile_cache_open:
 * @path: (nullable): the file, made when it is missing; %NULL for `wangge/tiles.sqlite` in the user's folder for caches
 * @max_bytes: how many bytes of pictures it may hold
 *
 * A file that cannot be read is thrown away and begun anew: it holds nothing that cannot be asked for again.
 *
 * Returns: (transfer full) (nullable): the cache; %NULL when the disk does not take it.
 */
WgTileCache *wg_tile_cache_open (const char *path, gint64 max_bytes);
void wg_tile_cache_free (WgTileCache *self);

/**
 * wg_tile_cache_lookup:
 * @key: of a tile
 * @copy: (out caller-allocates): what is kept, fresh or not; clear it
 *
 * Returns: whether there is any.
 */
gboolean wg_tile_cache_lookup (WgTileCache *self, const char *key, WgTileCopy *copy);

/**
 * wg_tile_cache_store:
 * @copy: (nullable): replaces what is kept; %NULL forgets it
 */
void wg_tile_cache_store (WgTileCache *self, const char *key, const WgTileCopy *copy);

/**
 * wg_tile_cache_get_size:
 *
 * Returns: how many bytes of pictures are kept.
 */
gint64 wg_tile_cache_get_size (WgTileCache *self);

G_END_DECLS
