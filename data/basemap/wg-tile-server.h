/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "wg-tile-template.h"

G_BEGIN_DECLS

/**
 * WgTileServer:
 *
 * A raster base map on a server. It is asked on a thread of its own; nobody else ever waits for the network. What comes
 * from outside is bounded: at most 4 connections, 3 redirects (never to another scheme, but from http to https), 4 MB
 * and a patience of 20 s a tile; a picture is one by its bytes. What the server allows to keep is kept on the disk
 * (wg-tile-cache.h) and shown while the line is down. A server that fails is asked less and less often, that says 429
 * or 503 not before it wants to be.
 *
 * Signals, in the thread-default main context of wg_tile_server_new():
 * - `arrived (uint zoom, uint x, uint y)`: there is news of a tile.
 * - `trouble-changed`: see wg_tile_server_dup_trouble().
 */
#define WG_TYPE_TILE_SERVER (wg_tile_server_get_type ())
G_DECLARE_FINAL_TYPE (WgTileServer, wg_tile_server, WG, TILE_SERVER, GObject)

/**
 * wg_tile_server_new:
 * @address: the template of its addresses
 * @token: (nullable): the token for `{token}`
 * @cache_path: (nullable): where tiles are kept, see wg_tile_cache_open()
 * @error: return location
 *
 * Returns: (transfer full): the server, of which nothing has been asked, or %NULL with %WG_ERROR_USAGE.
 */
WgTileServer *wg_tile_server_new (const char *address, const char *token, const char *cache_path, GError **error);

/**
 * wg_tile_server_set_patience:
 * @patience_ms: how long one tile may take
 * @pause_ms: how long to stay away after a first failure; doubled with each further one, up to 64 times
 *
 * Before the first tile is asked for. Else 20 s and 1 s.
 */
void wg_tile_server_set_patience (WgTileServer *self, guint patience_ms, guint pause_ms);

/**
 * wg_tile_server_load_tile:
 * @zoom: the zoom
 * @x: the column
 * @y: the row, counted from the north
 * @wait_ms: how long to wait for an answer, 0 for not at all
 * @bytes: (out) (transfer full) (nullable): the encoded picture, if there is one
 *
 * From any thread. Asks for the tile when nothing is known of it.
 *
 * Returns: whether that is the answer; %FALSE while a better one may come.
 */
gboolean wg_tile_server_load_tile (WgTileServer *self, guint zoom, guint x, guint y, guint wait_ms, GBytes **bytes);

/**
 * wg_tile_server_peek_tile:
 *
 * The same without asking: what is known already.
 *
 * Returns: (transfer full) (nullable): the encoded picture.
 */
GBytes *wg_tile_server_peek_tile (WgTileServer *self, guint zoom, guint x, guint y);

/**
 * wg_tile_server_dup_trouble:
 *
 * Returns: (transfer full) (nullable): a sentence saying why there are no pictures, while there are none. It names the
 * host and never an address.
 */
char *wg_tile_server_dup_trouble (WgTileServer *self);

/**
 * wg_tile_server_retry:
 *
 * Forgets what failed, so that it is asked for again at once.
 */
void wg_tile_server_retry (WgTileServer *self);

/**
 * wg_tile_server_get_host:
 *
 * Returns: (transfer none): for sentences and as the key of its token.
 */
const char *wg_tile_server_get_host (WgTileServer *self);

G_END_DECLS
