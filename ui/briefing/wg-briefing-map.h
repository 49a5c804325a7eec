/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-maps.h"
#include "wg-briefing-tile.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgBriefingMap:
 *
 * The map tile of a briefing: the grids of that day with what was found in them, over the base maps of the desk. It can be
 * dragged and zoomed; Home shows the whole district again.
 */
#define WG_TYPE_BRIEFING_MAP (wg_briefing_map_get_type ())
G_DECLARE_FINAL_TYPE (WgBriefingMap, wg_briefing_map, WG, BRIEFING_MAP, GtkWidget)

GtkWidget *wg_briefing_map_new (WgBaseMaps *base_maps);

/**
 * wg_briefing_map_show:
 * @paper: the briefing; borrowed, until the next call
 * @layer: what is shown
 */
void wg_briefing_map_show (WgBriefingMap *self, const WgBriefingPaper *paper, WgHotspotLayer *layer, WgTheme theme, double em);

/**
 * wg_briefing_map_fit:
 *
 * Shows the whole district.
 */
void wg_briefing_map_fit (WgBriefingMap *self);
gboolean wg_briefing_map_is_settled (WgBriefingMap *self);

G_END_DECLS
