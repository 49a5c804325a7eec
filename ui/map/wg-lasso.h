/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-layer.h"

G_BEGIN_DECLS

/**
 * WgLasso:
 *
 * A line drawn round something on the map: with Shift held, or once after it was armed. Lies over the map and lets everything
 * else through.
 *
 * Signals: `closed (GArray *corners)`: the line came back to where it began; pairs of doubles, longitude and latitude in
 * degrees.
 */
#define WG_TYPE_LASSO (wg_lasso_get_type ())
G_DECLARE_FINAL_TYPE (WgLasso, wg_lasso, WG, LASSO, GtkWidget)

/**
 * wg_lasso_new:
 * @layer: tells which place is where
 * @map: the widget that is drawn on
 */
GtkWidget *wg_lasso_new (WgCityLayer *layer, GtkWidget *map);

/**
 * wg_lasso_set_armed:
 * @armed: whether the next line is a lasso without Shift, too
 */
void wg_lasso_set_armed (WgLasso *self, gboolean armed);
gboolean wg_lasso_is_armed (WgLasso *self);

/**
 * wg_lasso_holds:
 * @corners: as in `closed`
 *
 * Returns: whether the place lies inside the line.
 */
gboolean wg_lasso_holds (GArray *corners, double lon, double lat);

G_END_DECLS
