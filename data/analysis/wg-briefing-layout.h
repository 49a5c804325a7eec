/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WgTileKind:
 * @WG_TILE_MAP: `about`: `hotspots` or `unhappy`
 * @WG_TILE_NUMBER: `about`: the nick of an indicator
 * @WG_TILE_TREND: `about`: `received`
 * @WG_TILE_RANKING: `about`: `grids` (closed in time) or `unhappy`
 * @WG_TILE_TABLE: `about`: `figures`, `grids`, `unhappy`, `clusters`, `rising` or `overdue`
 * @WG_TILE_TEXT: `about`: `attention`, or the text itself
 *
 * What a tile of a briefing shows.
 */
typedef enum
{
  WG_TILE_MAP,
  WG_TILE_NUMBER,
  WG_TILE_TREND,
  WG_TILE_RANKING,
  WG_TILE_TABLE,
  WG_TILE_TEXT,
} WgTileKind;
#define WG_N_TILE_KINDS 6

const char *wg_tile_kind_to_nick (WgTileKind kind);
gboolean wg_tile_kind_from_nick (const char *nick, WgTileKind *kind);

/**
 * WgBriefingTile:
 * @kind: what it shows
 * @about: of what, see #WgTileKind
 */
typedef struct
{
  WgTileKind kind;
  char *about;
} WgBriefingTile;

/**
 * WgBriefingLeaf:
 * @title: what it is called in the page bar
 * @tiles: (element-type WgBriefingTile): in the order of Tab
 *
 * One page of a briefing.
 */
typedef struct
{
  char *title;
  GPtrArray *tiles;
} WgBriefingLeaf;

/**
 * wg_briefing_layout_new_standard:
 *
 * Returns: (transfer full) (element-type WgBriefingLeaf): the pages of the briefings that ship: overview, hotspots, what
 *   rises, what is late, satisfaction, and all figures
 */
GPtrArray *wg_briefing_layout_new_standard (void);

/**
 * wg_briefing_leaf_new:
 *
 * Returns: (transfer full): an empty page
 */
WgBriefingLeaf *wg_briefing_leaf_new (const char *title);
void wg_briefing_leaf_free (WgBriefingLeaf *leaf);
void wg_briefing_leaf_add (WgBriefingLeaf *leaf, WgTileKind kind, const char *about);

/**
 * WgTilePlace:
 *
 * Where a tile stands on its page, 0 to 1 of its width and height.
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} WgTilePlace;

/**
 * wg_briefing_leaf_arrange:
 * @places: (array length=n) (out caller-allocates): a place for each tile
 *
 * A map takes 58 % of the width and all of the height, what else there is the rest: numbers in pairs, everything else below
 * each other. Without a map numbers stand in a row of up to six, and the rest in two columns.
 */
void wg_briefing_leaf_arrange (const WgBriefingLeaf *leaf, WgTilePlace *places);

G_END_DECLS
