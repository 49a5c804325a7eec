/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-paint-bench.h"

G_BEGIN_DECLS

/**
 * wg_paint_export:
 * @city: a city
 * @colours: its colours
 * @folder: a folder that is there and empty
 * @error: return location
 *
 * Writes what is painted for another program to paint: the shapefiles `depth-1`, `depth-2`, ... with the fields `klass`
 * and `leaf`, `buildings`, those that are not empty, all in metres of the Web Mercator (EPSG:3857) and with every corner, and `views.json` with
 * the views of wg_paint_bench_list_views() and how grids, buildings and borders look in each.
 */
gboolean wg_paint_export (const WgCity *city, const WgCityColours *colours, const char *folder, GError **error);

G_END_DECLS
