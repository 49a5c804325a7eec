/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a border follows a road, a wall, or another border, and never "about there". What a hand means is found here, and so
 * is what a typed place means.
 */

#include "wg-boundary-snap.h"

#include "wg-store-layers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define METRES_PER_DEGREE 111319.5
#define SAME_PLACE_M 0.02

typedef struct
{
  double lon, lat; /* of the hand */
  double scale;    /* metres per degree of longitude */
  const double *not_at;
  WgBox box;
  double best_m;   /* of the best line so far */
  double corner_m; /* of the best corner so far */
  WgSnap line;
  WgSnap corner;
} Seeking;

static double
metres_between (const Seeking *self, const double a[2], const double b[2])
{
  return hypot ((a[0] - b[0]) * self->scale, (a[1] - b[1]) * METRES_PER_DEGREE);
}

static gboolean
is_held (const Seeking *self, const double place[2])
{
  return self->not_at != NULL && metres_between (self, place, self->not_at) < SAME_PLACE_M;
}

static void
look_at_corner (Seeking *self, const double place[2], WgSnapKind kind, const char *name)
{
  double hand[2] = { self->lon, self->lat };
  double metres = metres_between (self, hand, place);

  if (metres >= self->corner_m || is_held (self, place))
    return;
  self->corner_m = metres;
  self->corner = (WgSnap){ kind, place[0], place[1], { place[0], place[1] }, { place[0], place[1] }, name };
}

static void
look_at_side (Seeking *self, const double a[2], const double b[2], WgSnapKind kind, const char *name)
{
  double ax = (a[0] - self->lon) * self->scale, ay = (a[1] - self->lat) * METRES_PER_DEGREE;
  double bx = (b[0] - self->lon) * self->scale, by = (b[1] - self->lat) * METRES_PER_DEGREE;
  double length2 = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
  double t = length2 > 0.0 ? CLAMP (-(ax * (bx - ax) + ay * (by - ay)) / length2, 0.0, 1.0) : 0.0;
  double metres = hypot (ax + t * (bx - ax), ay + t * (by - ay));

  if (metres >= self->best_m || is_held (self, a) || is_held (self, b))
    return;
  self->best_m = metres;
  self->line = (WgSnap){ kind, a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), { a[0], a[1] }, { b[0], b[1] }, name };
}

static void
look_at_shape (Seeking *self, const WgShape *shape, WgSnapKind corner, WgSnapKind side, const char *name)
{
  if (!wg_box_intersects (wg_shape_get_box (shape), &self->box))
    return;
  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (shape, r, &n, NULL, NULL);

      for (guint i = 0; i < n; i++)
        {
          guint k = (i + 1) % n;
          double a[2] = { wg_shape_degrees_from_units (ring[2 * i]), wg_shape_degrees_from_units (ring[2 * i + 1]) };
          double b[2] = { wg_shape_degrees_from_units (ring[2 * k]), wg_shape_degrees_from_units (ring[2 * k + 1]) };

          look_at_corner (self, a, corner, name);
          look_at_side (self, a, b, side, name);
        }
    }
}

static void
look_at_road (Seeking *self, const WgBaseShape *road)
{
  guint first = 0;

  for (guint l = 0; l < road->n_lines; l++)
    {
      for (guint i = first; i + 1 < road->ends[l]; i++)
        {
          const double *a = road->lonlat + 2 * i, *b = a + 2;

          if (MAX (a[0], b[0]) >= self->box.min_lon && MIN (a[0], b[0]) <= self->box.max_lon
              && MAX (a[1], b[1]) >= self->box.min_lat && MIN (a[1], b[1]) <= self->box.max_lat)
            look_at_side (self, a, b, WG_SNAP_ROAD, road->name);
        }
      first = road->ends[l];
    }
}

static void
look_around (Seeking *self, WgBoundarySketch *sketch)
{
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (sketch);
  g_autoptr (GArray) ids = coverage != NULL ? wg_coverage_list (coverage) : NULL;
  const GPtrArray *roads = wg_boundary_sketch_get_roads (sketch);
  const GArray *footprints = wg_boundary_sketch_get_footprints (sketch);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      const WgShape *shape = wg_coverage_get (coverage, id);

      if (wg_box_intersects (wg_shape_get_box (shape), &self->box))
        look_at_shape (self, shape, WG_SNAP_CORNER, WG_SNAP_BORDER, wg_boundary_sketch_get_name (sketch, id));
    }
  for (guint i = 0; roads != NULL && i < roads->len; i++)
    look_at_road (self, g_ptr_array_index (roads, i));
  for (guint i = 0; footprints != NULL && i < footprints->len; i++)
    look_at_shape (self, g_array_index (footprints, WgFootprint, i).shape, WG_SNAP_BUILDING, WG_SNAP_BUILDING, NULL);
}

gboolean
wg_boundary_snap_find (WgBoundarySketch *sketch, double lon, double lat, double within_m, const double *not_at, WgSnap *snap)
{
  double scale = METRES_PER_DEGREE * MAX (cos (lat * G_PI / 180.0), 0.01);
  double dx = within_m / scale, dy = within_m / METRES_PER_DEGREE;
  Seeking self = { .lon = lon, .lat = lat, .scale = scale, .not_at = not_at, .best_m = within_m, .corner_m = within_m };

  self.box = (WgBox){ lon - dx, lat - dy, lon + dx, lat + dy };
  look_around (&self, sketch);
  *snap = self.corner.kind != WG_SNAP_NONE ? self.corner : self.line;
  return snap->kind != WG_SNAP_NONE;
}

const char *
wg_snap_kind_get_label (WgSnapKind kind)
{
  switch (kind)
    {
    case WG_SNAP_CORNER:
      return C_ ("snap", "corner");
    case WG_SNAP_BORDER:
      return C_ ("snap", "border");
    case WG_SNAP_ROAD:
      return C_ ("snap", "road centre");
    case WG_SNAP_BUILDING:
      return C_ ("snap", "building");
    case WG_SNAP_NONE:
    default:
      return "";
    }
}

/* --- Places --- */

void
wg_boundary_place_shift (double place[2], double east_m, double north_m)
{
  double one_lon = wg_geo_distance_m (place[0] - 0.005, place[1], place[0] + 0.005, place[1]) * 100.0;
  double one_lat = wg_geo_distance_m (place[0], place[1] - 0.005, place[0], place[1] + 0.005) * 100.0;

  if (one_lon > 0.0 && one_lat > 0.0)
    {
      place[0] += east_m / one_lon;
      place[1] += north_m / one_lat;
    }
}

double
wg_boundary_bearing_degrees (const double a[2], const double b[2])
{
  double degrees = atan2 ((b[0] - a[0]) * cos (a[1] * G_PI / 180.0), b[1] - a[1]) * 180.0 / G_PI;

  return degrees < 0.0 ? degrees + 360.0 : degrees;
}

double
wg_boundary_turn_degrees (const double a[2], const double b[2], const double c[2])
{
  double scale = cos (b[1] * G_PI / 180.0);
  double one = atan2 (a[1] - b[1], (a[0] - b[0]) * scale), two = atan2 (c[1] - b[1], (c[0] - b[0]) * scale);
  double turn = fabs (one - two) * 180.0 / G_PI;

  return turn > 180.0 ? 360.0 - turn : turn;
}

gboolean
wg_boundary_place_parse (const char *text, const double *base, double place[2])
{
  g_autofree char *half = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_auto (GStrv) parts = half != NULL ? g_strsplit (half, ",", -1) : NULL;
  gboolean relative;

  if (parts == NULL || g_strv_length (parts) != 2)
    return FALSE;
  relative = strchr ("+-", *g_strstrip (parts[0])) != NULL && *parts[0] != '\0' && base != NULL
             && strchr ("+-", *g_strstrip (parts[1])) != NULL && *parts[1] != '\0'
             && (strchr (half, 'm') != NULL || strstr (half, "米") != NULL || *parts[0] == '+' || *parts[1] == '+');
  for (guint i = 0; i < 2; i++)
    {
      char *end = NULL;

      place[i] = g_ascii_strtod (parts[i], &end);
      if (end == parts[i] || !isfinite (place[i]))
        return FALSE;
      g_strstrip (end);
      if (*end != '\0' && !(relative && (g_str_equal (end, "m") || g_str_equal (end, "米"))))
        return FALSE;
    }
  if (relative)
    {
      double east_m = place[0], north_m = place[1];

      place[0] = base[0];
      place[1] = base[1];
      wg_boundary_place_shift (place, east_m, north_m);
    }
  return fabs (place[0]) <= 180.0 && fabs (place[1]) <= 90.0;
}
