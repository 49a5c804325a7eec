/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-world.h"

G_BEGIN_DECLS

/**
 * WgTileId:
 * @zoom: 0 .. %WG_MAX_ZOOM
 * @x: the column, counted from the west
 * @y: the row, counted from the north
 *
 * One tile of the map.
 */
typedef struct
{
  guint8 zoom;
  guint32 x;
  guint32 y;
} WgTileId;

/**
 * wg_tile_id_to_key:
 *
 * Returns: one number for the tile, different for every tile, never 0.
 */
static inline guint64
wg_tile_id_to_key (WgTileId id)
{
  return (guint64)(id.zoom + 1) << 48 | (guint64)id.x << 24 | id.y;
}

static inline WgTileId
wg_tile_id_from_key (guint64 key)
{
  return (WgTileId){ (guint8)((key >> 48) - 1), (guint32)(key >> 24) & 0xffffff, (guint32)key & 0xffffff };
}

/**
 * wg_tile_id_get_parent:
 * @levels: how many zooms up, at most the zoom of @id
 */
static inline WgTileId
wg_tile_id_get_parent (WgTileId id, guint levels)
{
  return (WgTileId){ (guint8)(id.zoom - levels), id.x >> levels, id.y >> levels };
}

/**
 * wg_tile_id_get_span:
 *
 * Returns: the side of the tile in world coordinates.
 */
static inline double
wg_tile_id_get_span (WgTileId id)
{
  return WG_TILE_SIZE * wg_world_get_unit (id.zoom);
}

G_END_DECLS
