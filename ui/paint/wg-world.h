/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-mercator.h"

G_BEGIN_DECLS

/* World coordinates of the painter: the integer Web Mercator units of wg-mercator.h (the world is 2^30 units wide and
 * high, x to the east, y to the south), as doubles where a view or a finger may lie between two of them.
 */
#define WG_WORLD_BITS 30
#define WG_WORLD_SIZE ((double) WG_MERCATOR_ONE)
#define WG_TILE_SIZE WG_MERCATOR_TILE
#define WG_MAX_ZOOM 22

static inline double
wg_world_x (double lon)
{
  return wg_mercator_x_from_lon (lon) * WG_WORLD_SIZE;
}

static inline double
wg_world_y (double lat)
{
  return wg_mercator_y_from_lat (lat) * WG_WORLD_SIZE;
}

static inline double
wg_world_lon (double x)
{
  return wg_mercator_lon_from_x (x / WG_WORLD_SIZE);
}

static inline double
wg_world_lat (double y)
{
  return wg_mercator_lat_from_y (y / WG_WORLD_SIZE);
}

/**
 * wg_world_get_unit:
 * @zoom: a zoom level, may be fractional
 *
 * Returns: how many world units one logical pixel (a 256th of a tile) is at @zoom.
 */
static inline double
wg_world_get_unit (double zoom)
{
  return WG_WORLD_SIZE / WG_TILE_SIZE / exp2 (zoom);
}

G_END_DECLS
