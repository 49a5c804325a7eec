/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every painter, picker and tile address speaks Web Mercator; one set of inline formulas keeps a grid, its label
 * and the tile under it on the same pixel.
 */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/**
 * WG_MERCATOR_ONE:
 *
 * The side of the world square in integer Web Mercator units: one unit is 3.7 cm at the equator.
 */
#define WG_MERCATOR_ONE (1 << 30)

/**
 * WG_MERCATOR_TILE:
 *
 * The side of a map tile in pixels.
 */
#define WG_MERCATOR_TILE 256

/**
 * WG_MERCATOR_MAX_LAT:
 *
 * The latitude in degrees at which the world square ends: atan (sinh (pi)).
 */
#define WG_MERCATOR_MAX_LAT 85.051128779806604

/**
 * WG_MERCATOR_RADIUS_M:
 *
 * The radius in metres of the sphere of EPSG:3857; it is also the semi-major axis of CGCS2000 and WGS-84.
 */
#define WG_MERCATOR_RADIUS_M 6378137.0

/**
 * wg_mercator_x_from_lon:
 * @lon: degrees
 *
 * Returns: 0 at 180 W, 1 at 180 E; beyond that outside of 0..1.
 */
static inline double
wg_mercator_x_from_lon (double lon)
{
  return lon / 360.0 + 0.5;
}

/**
 * wg_mercator_y_from_lat:
 * @lat: degrees, clamped to %WG_MERCATOR_MAX_LAT
 *
 * The spherical formula of EPSG:3857 (EPSG Guidance Note 7-2, method 1024), applied to ellipsoidal latitudes.
 *
 * Returns: 0 in the north, 1 in the south.
 */
static inline double
wg_mercator_y_from_lat (double lat)
{
  double radians = CLAMP (lat, -WG_MERCATOR_MAX_LAT, WG_MERCATOR_MAX_LAT) * (G_PI / 180.0);

  return 0.5 - asinh (tan (radians)) / (2.0 * G_PI);
}

/**
 * wg_mercator_lon_from_x:
 * @x: 0..1 of the world square
 *
 * Returns: degrees
 */
static inline double
wg_mercator_lon_from_x (double x)
{
  return (x - 0.5) * 360.0;
}

/**
 * wg_mercator_lat_from_y:
 * @y: 0..1 of the world square, 0 in the north
 *
 * Returns: degrees
 */
static inline double
wg_mercator_lat_from_y (double y)
{
  return atan (sinh ((0.5 - y) * 2.0 * G_PI)) * (180.0 / G_PI);
}

/**
 * wg_mercator_unit_to_int:
 * @unit: 0..1 of the world square
 *
 * Returns: the nearest integer of 0..%WG_MERCATOR_ONE; what lies outside the world is clamped to -1/2..3/2 of it.
 */
static inline gint32
wg_mercator_unit_to_int (double unit)
{
  return (gint32) lrint (CLAMP (unit, -0.5, 1.5) * WG_MERCATOR_ONE);
}

/**
 * wg_mercator_int_to_unit:
 * @coordinate: an integer coordinate
 *
 * Returns: its place in 0..1 of the world square, exactly.
 */
static inline double
wg_mercator_int_to_unit (gint32 coordinate)
{
  return coordinate / (double) WG_MERCATOR_ONE;
}

static inline gint32
wg_mercator_int_x_from_lon (double lon)
{
  return wg_mercator_unit_to_int (wg_mercator_x_from_lon (lon));
}

static inline gint32
wg_mercator_int_y_from_lat (double lat)
{
  return wg_mercator_unit_to_int (wg_mercator_y_from_lat (lat));
}

static inline double
wg_mercator_lon_from_int_x (gint32 x)
{
  return wg_mercator_lon_from_x (wg_mercator_int_to_unit (x));
}

static inline double
wg_mercator_lat_from_int_y (gint32 y)
{
  return wg_mercator_lat_from_y (wg_mercator_int_to_unit (y));
}

/**
 * wg_mercator_metres_per_pixel:
 * @lat: degrees
 * @zoom: zoom level, may be fractional; at level 0 the world is one tile of 256 pixels
 *
 * Returns: the length on the ground in metres of one pixel at @lat.
 */
static inline double
wg_mercator_metres_per_pixel (double lat, double zoom)
{
  return cos (lat * (G_PI / 180.0)) * 2.0 * G_PI * WG_MERCATOR_RADIUS_M / (WG_MERCATOR_TILE * exp2 (zoom));
}

G_END_DECLS
