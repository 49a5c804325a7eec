/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: areas and distances are told to people in metres, while everything is stored in degrees; the ellipsoid is asked
 * here and nowhere else.
 */

#include "wg-shape-private.h"

#include <geodesic.h>

/* CGCS2000 (EPSG:1024): semi-major axis in metres and flattening. */
#define AXIS_M 6378137.0
#define FLATTENING (1.0 / 298.257222101)

static const struct geod_geodesic *
get_ellipsoid (void)
{
  static struct geod_geodesic ellipsoid;
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      geod_init (&ellipsoid, AXIS_M, FLATTENING);
      g_once_init_leave (&ready, 1);
    }
  return &ellipsoid;
}

/* Positive for outer rings, negative for holes: the rings are turned so. */
static double
get_ring_area_m2 (const WgShape *shape, const WgShapeRing *ring)
{
  const WgCorner *corners = shape->corners + ring->first;
  struct geod_polygon polygon;
  double area;

  geod_polygon_init (&polygon, FALSE);
  for (guint i = 0; i < ring->n_points; i++)
    geod_polygon_addpoint (get_ellipsoid (), &polygon, wg_shape_degrees_from_units (corners[i].lat),
                           wg_shape_degrees_from_units (corners[i].lon));
  geod_polygon_compute (get_ellipsoid (), &polygon, FALSE, TRUE, &area, NULL);
  return area;
}

double
wg_shape_get_area_m2 (const WgShape *shape)
{
  double area = 0.0;

  for (guint i = 0; i < shape->n_rings; i++)
    area += get_ring_area_m2 (shape, &shape->rings[i]);
  return area;
}

double
wg_geo_distance_m (double lon_a, double lat_a, double lon_b, double lat_b)
{
  double distance;

  geod_inverse (get_ellipsoid (), lat_a, lon_a, lat_b, lon_b, &distance, NULL, NULL);
  return distance;
}

/* Metres of one unit of longitude and latitude: radii of curvature in the prime vertical and in the meridian. */
static void
get_local_scale (double lat, double *x_scale, double *y_scale)
{
  double radians = lat * (G_PI / 180.0);
  double e2 = FLATTENING * (2.0 - FLATTENING);
  double w2 = 1.0 - e2 * sin (radians) * sin (radians);
  double per_unit = WG_SHAPE_UNIT * G_PI / 180.0;

  *x_scale = per_unit * AXIS_M / sqrt (w2) * cos (radians);
  *y_scale = per_unit * AXIS_M * (1.0 - e2) / (w2 * sqrt (w2));
}

/* Squared distance of the origin from the piece of line a-b. */
static double
get_square_from_origin (double ax, double ay, double bx, double by)
{
  double dx = bx - ax, dy = by - ay;
  double length = dx * dx + dy * dy;
  double t = length > 0.0 ? CLAMP (-(ax * dx + ay * dy) / length, 0.0, 1.0) : 0.0;
  double x = ax + t * dx, y = ay + t * dy;

  return x * x + y * y;
}

double
wg_shape_get_border_distance_m (const WgShape *shape, double lon, double lat)
{
  double x_scale, y_scale, nearest = G_MAXDOUBLE;
  WgCorner point;

  g_return_val_if_fail (fabs (lon) <= 400.0 && fabs (lat) <= 90.0, INFINITY);

  point.lon = wg_shape_units_from_degrees (lon);
  point.lat = wg_shape_units_from_degrees (lat);
  get_local_scale (lat, &x_scale, &y_scale);
  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgCorner *corners = shape->corners + shape->rings[r].first;

      for (guint i = 0; i < shape->rings[r].n_points; i++)
        {
          double square = get_square_from_origin (
              (double) (corners[i].lon - point.lon) * x_scale, (double) (corners[i].lat - point.lat) * y_scale,
              (double) (corners[i + 1].lon - point.lon) * x_scale, (double) (corners[i + 1].lat - point.lat) * y_scale);
          nearest = MIN (nearest, square);
        }
    }
  return sqrt (nearest);
}
