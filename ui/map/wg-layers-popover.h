/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgLayersPopover:
 *
 * What is shown on the map, and which base map.
 *
 * Property `shown-layers` (uint, #WgMapShow bits, notifies). Signal `base-map-wanted (char *location)`: a file or the
 * address of a tile server was chosen; %NULL for none.
 */
#define WG_TYPE_LAYERS_POPOVER (wg_layers_popover_get_type ())
G_DECLARE_FINAL_TYPE (WgLayersPopover, wg_layers_popover, WG, LAYERS_POPOVER, GtkPopover)

GtkWidget *wg_layers_popover_new (void);
WgMapShow wg_layers_popover_get_show (WgLayersPopover *self);

/**
 * wg_layers_popover_set_base_map:
 * @location: (nullable): the present base map
 * @name: (nullable): what it calls itself
 */
void wg_layers_popover_set_base_map (WgLayersPopover *self, const char *location, const char *name);

G_END_DECLS
