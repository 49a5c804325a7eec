/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-cases.h"
#include "wg-city.h"

G_BEGIN_DECLS

/**
 * WgMapPick:
 * @case_id: the case, or 0
 * @case_cluster: (nullable): the cluster it stands for at this zoom, when it holds more than one case
 * @building: the index of the building, or %WG_NO_INDEX
 * @grid: the index of the deepest grid, or %WG_NO_INDEX
 * @shown_grid: the index of the grid of the level asked for, or %WG_NO_INDEX
 *
 * What lies at a point. The first of case, building, grid that is there is what a click selects.
 */
typedef struct
{
  gint64 case_id;
  const WgCaseCluster *case_cluster;
  guint building;
  guint grid;
  guint shown_grid;
} WgMapPick;

/**
 * wg_map_pick:
 * @city: (nullable): the city
 * @cases: (nullable): the cases
 * @lon: degrees
 * @lat: degrees
 * @zoom: the zoom of the view, may be fractional
 * @level: the level of the grids, or %WG_LEVEL_AUTOMATIC
 * @text_scale: how large sprites are there, 1.0 at the desk: a case may be half a sprite away
 * @pick: (out): the answer
 *
 * Nearest case that is drawn there (wg_case_clusters_shows()), building from %WG_BUILDING_ZOOM on, deepest grid; ties go to the lower id. A point on a
 * shared border belongs to the grid with the lower id.
 */
void wg_map_pick (const WgCity *city,
                  WgCityCases *cases,
                  double lon,
                  double lat,
                  double zoom,
                  guint level,
                  double text_scale,
                  WgMapPick *pick);

/**
 * wg_map_pick_list_grids:
 * @lon: degrees
 * @lat: degrees
 * @grids: (element-type guint): where the indexes of the grids at the place are appended, deepest first, at most one a
 *   level
 */
void wg_map_pick_list_grids (const WgCity *city, double lon, double lat, GArray *grids);

G_END_DECLS
