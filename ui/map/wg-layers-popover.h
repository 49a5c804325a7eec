/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-maps.h"
#include "wg-city-scene.h"
#include "wg-hotspot-chooser.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgLayersPopover:
 *
 * What is shown on the map, what its colours tell, and the list of base maps.
 *
 * Property `shown-layers` (uint, #WgMapShow bits, notifies).
 */
#define WG_TYPE_LAYERS_POPOVER (wg_layers_popover_get_type ())
G_DECLARE_FINAL_TYPE (WgLayersPopover, wg_layers_popover, WG, LAYERS_POPOVER, GtkPopover)

GtkWidget *wg_layers_popover_new (WgBaseMaps *maps);
WgMapShow wg_layers_popover_get_show (WgLayersPopover *self);

/**
 * wg_layers_popover_bind_people:
 * @people: a #WgPeopleMarks
 *
 * Shows a switch for them while any place is known.
 */
void wg_layers_popover_bind_people (WgLayersPopover *self, GtkWidget *people);

/**
 * wg_layers_popover_get_hotspot_chooser:
 *
 * Returns: (transfer none): what the colours tell
 */
WgHotspotChooser *wg_layers_popover_get_hotspot_chooser (WgLayersPopover *self);

G_END_DECLS
