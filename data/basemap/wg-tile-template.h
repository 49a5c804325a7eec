/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgTileTemplate:
 *
 * Where each tile of a base map is: an address, or a path in a folder, with gaps in it. What may stand in a gap:
 *
 * - the zoom: `{z}`, `{TileMatrix}`; the column: `{x}`, `{TileCol}`;
 * - the row counted from the north: `{y}`, `{TileRow}`; counted from the south (TMS): `{-y}`, `{tmsy}`;
 * - one of several servers: `{s}` (a, b, c), `{0-7}`, `{a-c}`, `{t0,t1,t2}`, `{switch:a,b,c}`; a tile always has the
 * same one, so that it is found again in what was kept;
 * - the token: `{token}`, `{tk}`.
 *
 * Upper and lower case are the same. Immutable; may be used by any thread.
 */
typedef struct _WgTileTemplate WgTileTemplate;

/**
 * wg_tile_template_new:
 * @text: an address or a path
 * @error: return location
 *
 * Returns: (transfer full): the template, or %NULL with %WG_ERROR_USAGE: zoom, column or row is missing, a gap is not
 * known, or an address cannot be one.
 */
WgTileTemplate *wg_tile_template_new (const char *text, GError **error);
void wg_tile_template_free (WgTileTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTileTemplate, wg_tile_template_free)

/**
 * wg_tile_template_expand:
 * @zoom: the zoom
 * @x: the column
 * @y: the row, counted from the north
 * @token: (nullable): put in as it is in a path, escaped in an address; %NULL leaves the gap empty
 *
 * Returns: (transfer full): where the tile is.
 */
char *wg_tile_template_expand (const WgTileTemplate *self, guint zoom, guint x, guint y, const char *token);

gboolean wg_tile_template_needs_token (const WgTileTemplate *self);

/**
 * wg_tile_template_counts_from_south:
 *
 * Returns: whether the rows are those of TMS.
 */
gboolean wg_tile_template_counts_from_south (const WgTileTemplate *self);

/**
 * wg_tile_template_get_host:
 *
 * Returns: (transfer none) (nullable): whose server it is, without port and without the labels that differ from one
 * server to the next; %NULL for a path.
 */
const char *wg_tile_template_get_host (const WgTileTemplate *self);

G_END_DECLS
