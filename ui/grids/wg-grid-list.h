/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-feed.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgGridList:
 *
 * The grids of one level as a table: the map for the keyboard and for screen readers. Selecting a row selects the grid
 * everywhere. Sorted by open cases at first; a column's head sorts anew, and nothing moves by itself when figures
 * change.
 */
#define WG_TYPE_GRID_LIST (wg_grid_list_get_type ())
G_DECLARE_FINAL_TYPE (WgGridList, wg_grid_list, WG, GRID_LIST, GtkWidget)

/**
 * wg_grid_list_new:
 * @context: of the window
 * @feed: knows the bounds of the classes
 */
GtkWidget *wg_grid_list_new (WgContext *context, WgCityFeed *feed);

/**
 * wg_grid_list_set_level:
 * @depth: the level listed, 1 for the topmost; grids that end above it are listed too, as on the map
 */
void wg_grid_list_set_level (WgGridList *self, guint depth);

/**
 * wg_grid_list_get_model:
 *
 * Returns: (transfer none): the rows as they are shown, of #WgGridRow.
 */
GListModel *wg_grid_list_get_model (WgGridList *self);

G_END_DECLS
