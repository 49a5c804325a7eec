/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-layer.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * wg_city_map_new:
 * @min_zoom: the farthest zoom
 * @max_zoom: the closest zoom
 * @layer: (out) (transfer none): the layer that is on it
 *
 * Returns: (transfer floating): a map with nothing on it but a city layer, which fetches nothing by itself.
 */
ShumateMap *wg_city_map_new (guint min_zoom, guint max_zoom, WgCityLayer **layer);

/**
 * wg_city_map_fit:
 * @map: from wg_city_map_new()
 *
 * Shows the whole of @city at once, as close as the zooms of @map allow.
 *
 * Returns: whether it did: a map without a size and a city without a grid have nothing to show.
 */
gboolean wg_city_map_fit (ShumateMap *map, const WgCity *city);

G_END_DECLS
