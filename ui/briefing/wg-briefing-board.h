/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-maps.h"
#include "wg-briefing-tile.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgBriefingBoard:
 *
 * One page of a briefing: its tiles, each a focusable thing with a name and a sentence, arranged by
 * wg_briefing_leaf_arrange() whatever the size.
 *
 * Signal: `activated`: Enter or a click on the tile that has the focus.
 */
#define WG_TYPE_BRIEFING_BOARD (wg_briefing_board_get_type ())
G_DECLARE_FINAL_TYPE (WgBriefingBoard, wg_briefing_board, WG, BRIEFING_BOARD, GtkWidget)

GtkWidget *wg_briefing_board_new (WgBaseMaps *base_maps);

/**
 * wg_briefing_board_show:
 * @paper: the briefing; borrowed until the next call
 * @leaf: the page; likewise
 * @city: (nullable): the grids for its map
 * @theme: light, dark or print
 */
void wg_briefing_board_show (WgBriefingBoard *self, const WgBriefingPaper *paper, const WgBriefingLeaf *leaf, WgCity *city, WgTheme theme);
void wg_briefing_board_set_theme (WgBriefingBoard *self, WgTheme theme);

/**
 * wg_briefing_board_set_map_only:
 * @map_only: whether the map tile takes the whole page
 *
 * Returns: whether there is a map
 */
gboolean wg_briefing_board_set_map_only (WgBriefingBoard *self, gboolean map_only);
gboolean wg_briefing_board_get_map_only (WgBriefingBoard *self);

/**
 * wg_briefing_board_get_tile:
 *
 * Returns: (transfer none) (nullable): the tile that has the focus, else the first one
 */
const WgBriefingTile *wg_briefing_board_get_tile (WgBriefingBoard *self);

/**
 * wg_briefing_board_is_settled:
 *
 * Returns: whether maps are painted as they should be
 */
gboolean wg_briefing_board_is_settled (WgBriefingBoard *self);

G_END_DECLS
