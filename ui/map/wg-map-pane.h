/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-maps.h"
#include "wg-city-feed.h"
#include "wg-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgMapPane:
 *
 * The map of a window: the city layer, and over it the cards for levels, layers, zoom, scale and legend; behind F7 the
 * same grids as a table. It shows and
 * sets the selection of its context, follows its `go-to`, and reports what it shows. (WgMapView, in ui/paint, is the
 * plain value that says which part of the map is shown.)
 *
 * Signals:
 * - `menu-wanted (double x, double y)`: the secondary button or the Menu key; what lies there is selected already. The
 *   point is in the pane, logical pixels.
 * - `place-chosen (double lon, double lat)`: a click, while a place is asked for; degrees.
 */
#define WG_TYPE_MAP_PANE (wg_map_pane_get_type ())
G_DECLARE_FINAL_TYPE (WgMapPane, wg_map_pane, WG, MAP_PANE, GtkWidget)

GtkWidget *wg_map_pane_new (WgContext *context);

/**
 * wg_map_pane_get_base_maps:
 *
 * A base map that cannot be opened is replaced by plain land and a card that says why.
 *
 * Returns: (transfer none): the base maps and which of them are shown.
 */
WgBaseMaps *wg_map_pane_get_base_maps (WgMapPane *self);

/**
 * wg_map_pane_get_feed:
 *
 * Returns: (transfer none): the city that it shows, for another map of the same window.
 */
WgCityFeed *wg_map_pane_get_feed (WgMapPane *self);

/**
 * wg_map_pane_fit:
 *
 * Shows the whole district.
 */
void wg_map_pane_fit (WgMapPane *self);

/**
 * wg_map_pane_zoom_by:
 * @levels: how many zooms closer, negative for further away
 *
 * Keeps the middle.
 */
void wg_map_pane_zoom_by (WgMapPane *self, int levels);

/**
 * wg_map_pane_set_table:
 * @table: whether the table of the grids is shown in place of the map
 *
 * The table lists the level that the map shows. Property `table` (boolean, notifies), for the action behind F7.
 */
void wg_map_pane_set_table (WgMapPane *self, gboolean table);
gboolean wg_map_pane_get_table (WgMapPane *self);

/**
 * wg_map_pane_end_measuring:
 *
 * For Esc: ends measuring, the lasso, and lets a case that is being moved lie where it was.
 *
 * Returns: whether there was any of that.
 */
gboolean wg_map_pane_end_measuring (WgMapPane *self);

/**
 * wg_map_pane_set_asking_place:
 * @asking: whether a form beside the map wants a place
 *
 * While it does, a click says where something is and selects nothing, and the keyboard stays where it is.
 */
void wg_map_pane_set_asking_place (WgMapPane *self, gboolean asking);

/**
 * wg_map_pane_is_settled:
 *
 * Returns: whether everything in view is painted as it should be: for pictures and tests.
 */
gboolean wg_map_pane_is_settled (WgMapPane *self);

G_END_DECLS
