/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-feed.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgWallMap:
 *
 * The map of a wall: grids with their numbers and the open emergencies, without cards, cases or anything to click. A hand
 * that pans or zooms it locks the view: it stays there until wg_wall_map_show_all() or wg_wall_map_unlock().
 *
 * Property `locked` (boolean, read-only, notifies).
 */
#define WG_TYPE_WALL_MAP (wg_wall_map_get_type ())
G_DECLARE_FINAL_TYPE (WgWallMap, wg_wall_map, WG, WALL_MAP, GtkWidget)

GtkWidget *wg_wall_map_new (WgContext *context);

/**
 * wg_wall_map_get_feed:
 *
 * Returns: (transfer none): what is on the map, for the caption.
 */
WgCityFeed *wg_wall_map_get_feed (WgWallMap *self);

/**
 * wg_wall_map_set_text_scale:
 * @text_scale: how much larger than at a desk numbers and sprites are
 */
void wg_wall_map_set_text_scale (WgWallMap *self, double text_scale);

/**
 * wg_wall_map_choose_level:
 *
 * Returns: the deepest level whose grids have room for their number while the whole district is seen, the topmost one when
 * none has; %WG_LEVEL_AUTOMATIC while nothing is known yet.
 */
guint wg_wall_map_choose_level (WgWallMap *self);

/**
 * wg_wall_map_show_all:
 *
 * Shows the whole district, unlocked.
 */
void wg_wall_map_show_all (WgWallMap *self);

/**
 * wg_wall_map_show_grid:
 * @grid_id: a grid, or %WG_NO_ID for none
 * @next_id: what will be shown after it, likewise: it is painted meanwhile
 * @next_level: at which level
 *
 * Puts the ring around it and, while the view is not locked, shows it with what is around it.
 */
void wg_wall_map_show_grid (WgWallMap *self, gint64 grid_id, gint64 next_id, int next_level);

/**
 * wg_wall_map_next_is_there:
 *
 * Returns: whether what will be shown next can be shown at once.
 */
gboolean wg_wall_map_next_is_there (WgWallMap *self);

gboolean wg_wall_map_get_locked (WgWallMap *self);
void wg_wall_map_unlock (WgWallMap *self);

/**
 * wg_wall_map_dup_trouble:
 *
 * Returns: (transfer full) (nullable): a sentence saying why the map is empty, or has nothing under its grids.
 */
char *wg_wall_map_dup_trouble (WgWallMap *self);

/**
 * wg_wall_map_is_settled:
 *
 * Returns: whether everything in view is painted as it should be: for pictures and tests.
 */
gboolean wg_wall_map_is_settled (WgWallMap *self);

G_END_DECLS
