/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Why: the map, `hotspot` and the paper must find the same hotspots in the same cases. What none of them asks for is chosen
 * here once, so that no two of them can come to differ.
 */

#define WG_HOTSPOT_FALSE_DISCOVERIES 0.05 /* the share of false ones among all that are called hotspots */
#define WG_HOTSPOT_MIN_COUNT 5            /* cases in a grid and around it, below which nothing is said */
#define WG_HOTSPOT_N_DRAWS 999            /* permutations */
#define WG_HOTSPOT_SEED 1                 /* of the permutations */
#define WG_HOTSPOT_SCAN_DAYS 14           /* the longest that a cluster lasts */
#define WG_HOTSPOT_SCAN_PLACES 100        /* the most grids that a cluster has */
#define WG_HOTSPOT_SCAN_CLUSTERS 10       /* told, the likeliest first */
#define WG_HOTSPOT_SCAN_PERIOD 60         /* days that are scanned, when no beginning is given */
