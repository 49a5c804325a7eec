/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: areas and distances are told to people in metres, while everything is stored in degrees; the ellipsoid is asked
 * here and nowhere else.
 */

#include "wg-shape-private.h"

#include <geodesic.h>

/* CGCS2000 (EPSG:1024): semi-major axis in metres and flattening. */
#define AXIS_M 6378137.0
#define FLATTENING (1.0 / 298.257222101)

/* About a hundred metres: the two ways between its ends enclose a square decimetre. */
#define LONGEST_PART (WG_SHAPE_UNITS_PER_DEGREE / 1000)
/* Of a ring; where it has more corners than that, they stand as they are. */
#define MOST_PARTS 20000

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

/* A side is straight in degrees, as everywhere else, and not the shortest way on the ellipsoid: between corners that are
 * far apart points are put in. So a corner put into a border changes no area.
 */
static void
add_side (struct geod_polygon *polygon, const WgCorner *side, gint64 most_parts)
{
  gint64 longest = MAX (llabs (side[1].lon - side[0].lon), llabs (side[1].lat - side[0].lat));
  gint64 n_parts = MIN (1 + longest / LONGEST_PART, most_parts);

  for (gint64 i = 0; i < n_parts; i++)
    {
      double part = (double) i / (double) n_parts;

      geod_polygon_addpoint (get_ellipsoid (), polygon,
                             wg_shape_degrees_from_units (side[0].lat) + part * wg_shape_degrees_from_units (side[1].lat - side[0].lat),
                             wg_shape_degrees_from_units (side[0].lon) + part * wg_shape_degrees_from_units (side[1].lon - side[0].lon));
    }
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
    add_side (&polygon, &corners[i], 1 + MOST_PARTS / ring->n_points);
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

/* Radii of curvature in the prime vertical and in the meridian. */
void
wg_shape_get_degree_scale (double lat, double *x, double *y)
{
  double radians = lat * (G_PI / 180.0);
  double e2 = FLATTENING * (2.0 - FLATTENING);
  double w2 = 1.0 - e2 * sin (radians) * sin (radians);

  *x = G_PI / 180.0 * AXIS_M / sqrt (w2) * cos (radians);
  *y = G_PI / 180.0 * AXIS_M * (1.0 - e2) / (w2 * sqrt (w2));
}

void
wg_shape_get_scale (double lat, double *x, double *y)
{
  wg_shape_get_degree_scale (lat, x, y);
  *x *= WG_SHAPE_UNIT;
  *y *= WG_SHAPE_UNIT;
}

double
wg_shape_get_square_from_origin (double ax, double ay, double bx, double by)
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
  wg_shape_get_scale (lat, &x_scale, &y_scale);
  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgCorner *corners = shape->corners + shape->rings[r].first;

      for (guint i = 0; i < shape->rings[r].n_points; i++)
        {
          double square = wg_shape_get_square_from_origin (
              (double) (corners[i].lon - point.lon) * x_scale, (double) (corners[i].lat - point.lat) * y_scale,
              (double) (corners[i + 1].lon - point.lon) * x_scale, (double) (corners[i + 1].lat - point.lat) * y_scale);
          nearest = MIN (nearest, square);
        }
    }
  return sqrt (nearest);
}
