/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* World coordinates of the painter: spherical Web Mercator (EPSG:3857; formula of IOGP Guidance Note 7-2, method 1024)
 * scaled so that the world is 2^30 units wide and high, x to the east, y to the south, (0, 0) at 180 W, 85.0511 N. One
 * unit is 3.7 cm at the equator. CGCS2000 longitudes and latitudes are used as they are.
 */
#define WG_WORLD_BITS 30
#define WG_WORLD_SIZE 1073741824.0
#define WG_MAX_LATITUDE 85.05112877980659
#define WG_TILE_SIZE 256
#define WG_MAX_ZOOM 22

static inline double
wg_mercator_x (double lon)
{
  return (lon + 180.0) / 360.0 * WG_WORLD_SIZE;
}

static inline double
wg_mercator_y (double lat)
{
  double clamped = CLAMP (lat, -WG_MAX_LATITUDE, WG_MAX_LATITUDE);

  return (0.5 - asinh (tan (clamped * G_PI / 180.0)) / (2.0 * G_PI)) * WG_WORLD_SIZE;
}

static inline double
wg_mercator_lon (double x)
{
  return x / WG_WORLD_SIZE * 360.0 - 180.0;
}

static inline double
wg_mercator_lat (double y)
{
  return atan (sinh ((0.5 - y / WG_WORLD_SIZE) * 2.0 * G_PI)) * 180.0 / G_PI;
}

/**
 * wg_mercator_get_unit:
 * @zoom: a zoom level, may be fractional
 *
 * Returns: how many world units one logical pixel (a 256th of a tile) is at @zoom.
 */
static inline double
wg_mercator_get_unit (double zoom)
{
  return WG_WORLD_SIZE / WG_TILE_SIZE / exp2 (zoom);
}

/**
 * wg_mercator_get_metres_per_pixel:
 * @zoom: a zoom level, may be fractional
 * @lat: degrees
 *
 * Returns: the ground length of one logical pixel at @lat, on the sphere of radius 6378137 m that the projection uses.
 */
static inline double
wg_mercator_get_metres_per_pixel (double zoom, double lat)
{
  return 2.0 * G_PI * 6378137.0 * cos (lat * G_PI / 180.0) / (WG_TILE_SIZE * exp2 (zoom));
}

G_END_DECLS
