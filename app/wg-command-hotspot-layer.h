/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"

#include "wg-hotspot-layer.h"

G_BEGIN_DECLS

/* Hotspots in the picture of `paint`. */

/**
 * wg_command_hotspot_layer_load:
 * @city: the city of the picture
 * @layer: (out) (transfer full) (nullable): what `--hotspot` asks for, %NULL when it is not given
 *
 * Returns: whether it could be made, else @error
 */
gboolean wg_command_hotspot_layer_load (WgCommandCall *call, WgCity *city, WgHotspotLayer **layer, GError **error);

/**
 * wg_command_hotspot_layer_write:
 *
 * Writes the member `hotspot` of an object: what the legend of @layer says; null without one.
 */
void wg_command_hotspot_layer_write (WgJsonWriter *out, const WgHotspotLayer *layer);

G_END_DECLS
