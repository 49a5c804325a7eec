/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-hotspot-layer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgHotspotLegend:
 *
 * What the hotspots of the map mean, and the way back to the backlog. While they are looked for it shows so, with Cancel.
 *
 * Signal: `back-wanted`: the backlog shall be shown again, or the search be given up.
 */
#define WG_TYPE_HOTSPOT_LEGEND (wg_hotspot_legend_get_type ())
G_DECLARE_FINAL_TYPE (WgHotspotLegend, wg_hotspot_legend, WG, HOTSPOT_LEGEND, GtkWidget)

GtkWidget *wg_hotspot_legend_new (void);

/**
 * wg_hotspot_legend_set_layer:
 * @layer: (nullable): what the map shows; %NULL while it is looked for
 * @as_of: (nullable): "data as of", local time
 */
void wg_hotspot_legend_set_layer (WgHotspotLegend *self, const WgHotspotLayer *layer, WgTheme theme, const char *as_of);

/**
 * wg_hotspot_legend_set_trouble:
 * @sentence: why nothing could be found out
 */
void wg_hotspot_legend_set_trouble (WgHotspotLegend *self, const char *sentence);

G_END_DECLS
