/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a border of grids follows a street and leaves every house whole, because a house with two keepers has none. Whoever
 * draws by hand does neither exactly.
 */

#include "wg-line-way.h"

#include "wg-shape-private.h"

#include <geos_c.h>

#define ROUNDS 12
#define NO_CUT_M 0.05 /* a line that touches a wall cuts nothing */
#define ARC_SEGMENTS 2

/* A plane around the line, in metres. */
typedef struct
{
  GEOSContextHandle_t geos;
  double origin[2];
  double scale[2];
} Plane;

static Plane
make_plane (const GArray *line)
{
  const double *first = (const double *) (const void *) line->data;
  Plane plane = { GEOS_init_r (), { first[0], first[1] }, { 0.0, 0.0 } };

  wg_shape_get_degree_scale (first[1], &plane.scale[0], &plane.scale[1]);
  return plane;
}

static GArray *
to_metres (const Plane *plane, const GArray *line)
{
  GArray *metres = g_array_sized_new (FALSE, FALSE, sizeof (double), line->len);

  for (guint i = 0; i < line->len; i++)
    {
      double value = (g_array_index (line, double, i) - plane->origin[i % 2]) * plane->scale[i % 2];

      g_array_append_val (metres, value);
    }
  return metres;
}

static GArray *
to_degrees (const Plane *plane, const GArray *metres)
{
  GArray *line = g_array_sized_new (FALSE, FALSE, sizeof (double), metres->len);

  for (guint i = 0; i < metres->len; i++)
    {
      double value = g_array_index (metres, double, i) / plane->scale[i % 2] + plane->origin[i % 2];

      g_array_append_val (line, value);
    }
  return line;
}

static guint
get_n_points (const GArray *line)
{
  return line->len / 2;
}

static const double *
get_point (const GArray *line, guint i)
{
  return &g_array_index (line, double, 2 * i);
}

static void
add_point (GArray *line, double x, double y)
{
  guint n = get_n_points (line);

  if (n > 0 && get_point (line, n - 1)[0] == x && get_point (line, n - 1)[1] == y)
    return;
  g_array_append_val (line, x);
  g_array_append_val (line, y);
}

/* --- How far along --- */

static double
get_length (const GArray *line)
{
  double length = 0.0;

  for (guint i = 1; i < get_n_points (line); i++)
    length += hypot (get_point (line, i)[0] - get_point (line, i - 1)[0], get_point (line, i)[1] - get_point (line, i - 1)[1]);
  return length;
}

/* How far along the line the place nearest to @x, @y is. */
static double
project (const GArray *line, double x, double y)
{
  double along = 0.0, best = 0.0, least = INFINITY;

  for (guint i = 1; i < get_n_points (line); i++)
    {
      const double *a = get_point (line, i - 1), *b = get_point (line, i);
      double length = hypot (b[0] - a[0], b[1] - a[1]);
      double part = length > 0.0 ? ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / (length * length) : 0.0;
      double away;

      part = CLAMP (part, 0.0, 1.0);
      away = hypot (a[0] + part * (b[0] - a[0]) - x, a[1] + part * (b[1] - a[1]) - y);
      if (away < least)
        {
          least = away;
          best = along + part * length;
        }
      along += length;
    }
  return best;
}

/* Appends the stretch between two places of @line, @from < @to. */
static void
append_stretch (GArray *to_line, const GArray *line, double from, double to)
{
  double along = 0.0;

  for (guint i = 1; i < get_n_points (line); i++)
    {
      const double *a = get_point (line, i - 1), *b = get_point (line, i);
      double length = hypot (b[0] - a[0], b[1] - a[1]);
      double begin = CLAMP ((from - along) / MAX (length, 1e-12), 0.0, 1.0), end = CLAMP ((to - along) / MAX (length, 1e-12), 0.0, 1.0);

      if (along + length >= from && along <= to)
        {
          add_point (to_line, a[0] + begin * (b[0] - a[0]), a[1] + begin * (b[1] - a[1]));
          add_point (to_line, a[0] + end * (b[0] - a[0]), a[1] + end * (b[1] - a[1]));
        }
      along += length;
    }
}

static void
append_backwards (GArray *to_line, const GArray *line)
{
  for (guint i = get_n_points (line); i > 0; i--)
    add_point (to_line, get_point (line, i - 1)[0], get_point (line, i - 1)[1]);
}

/* --- Along a street --- */

static GArray *
from_geos (GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
  const GEOSCoordSequence *corners = GEOSGeom_getCoordSeq_r (geos, geometry);
  GArray *line = g_array_new (FALSE, FALSE, sizeof (double));
  unsigned int n = 0;

  if (corners != NULL)
    GEOSCoordSeq_getSize_r (geos, corners, &n);
  for (unsigned int i = 0; i < n; i++)
    {
      double x, y;

      GEOSCoordSeq_getXY_r (geos, corners, i, &x, &y);
      add_point (line, x, y);
    }
  return line;
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  double one = get_length (*(GArray *const *) a), two = get_length (*(GArray *const *) b);

  return (one < two) - (one > two);
}

/* The library joins the lines of one MULTILINESTRING and none that lie deeper. */
static void
add_lines (GEOSContextHandle_t geos, GBytes *wkb, GPtrArray *pieces)
{
  GEOSGeometry *whole = GEOSGeomFromWKB_buf_r (geos, g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb));
  int n = whole != NULL ? GEOSGetNumGeometries_r (geos, whole) : 0;

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *piece = GEOSGetGeometryN_r (geos, whole, i);

      if (GEOSGeomTypeId_r (geos, piece) == GEOS_LINESTRING)
        g_ptr_array_add (pieces, GEOSGeom_clone_r (geos, piece));
    }
  if (whole != NULL)
    GEOSGeom_destroy_r (geos, whole);
}

GPtrArray *
wg_line_join (const GPtrArray *wkbs)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GEOSContextHandle_t geos = GEOS_init_r ();
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  GEOSGeometry *all, *merged;
  int n;

  for (guint i = 0; i < wkbs->len; i++)
    add_lines (geos, g_ptr_array_index (wkbs, i), pieces);
  all = GEOSGeom_createCollection_r (geos, GEOS_MULTILINESTRING, (GEOSGeometry **) pieces->pdata, pieces->len);
  merged = all != NULL ? GEOSLineMerge_r (geos, all) : NULL;
  n = merged != NULL ? GEOSGetNumGeometries_r (geos, merged) : 0;
  for (int i = 0; i < n; i++)
    {
      GArray *line = from_geos (geos, GEOSGetGeometryN_r (geos, merged, i));

      if (get_n_points (line) > 1)
        g_ptr_array_add (lines, line);
      else
        g_array_unref (line);
    }
  if (merged != NULL)
    GEOSGeom_destroy_r (geos, merged);
  if (all != NULL)
    GEOSGeom_destroy_r (geos, all);
  GEOS_finish_r (geos);
  g_ptr_array_sort (lines, compare_lengths);
  return lines;
}

GArray *
wg_line_take_part (const GArray *line, const double from[2], const double to[2])
{
  Plane plane = make_plane (line);
  g_autoptr (GArray) metres = to_metres (&plane, line);
  g_autoptr (GArray) part = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) turned = g_array_new (FALSE, FALSE, sizeof (double));
  double begin = project (metres, (from[0] - plane.origin[0]) * plane.scale[0], (from[1] - plane.origin[1]) * plane.scale[1]);
  double end = project (metres, (to[0] - plane.origin[0]) * plane.scale[0], (to[1] - plane.origin[1]) * plane.scale[1]);

  GEOS_finish_r (plane.geos);
  append_stretch (part, metres, MIN (begin, end), MAX (begin, end));
  if (begin <= end)
    return to_degrees (&plane, part);
  append_backwards (turned, part);
  return to_degrees (&plane, turned);
}

/* --- Round a house --- */

static GEOSGeometry *
line_to_geos (const Plane *plane, const GArray *line)
{
  GEOSCoordSequence *corners = GEOSCoordSeq_create_r (plane->geos, get_n_points (line), 2);

  for (guint i = 0; i < get_n_points (line); i++)
    GEOSCoordSeq_setXY_r (plane->geos, corners, i, get_point (line, i)[0], get_point (line, i)[1]);
  return GEOSGeom_createLineString_r (plane->geos, corners);
}

static int
move_corner (double *x, double *y, void *data)
{
  const Plane *plane = data;

  *x = (*x - plane->origin[0]) * plane->scale[0];
  *y = (*y - plane->origin[1]) * plane->scale[1];
  return 1;
}

static GEOSGeometry *
shape_to_geos (const Plane *plane, const WgShape *shape)
{
  g_autoptr (GBytes) wkb = wg_shape_to_wkb (shape);
  GEOSGeometry *degrees = GEOSGeomFromWKB_buf_r (plane->geos, g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb));
  GEOSGeometry *metres = degrees != NULL ? GEOSGeom_transformXY_r (plane->geos, degrees, move_corner, (void *) plane) : NULL;

  if (degrees != NULL)
    GEOSGeom_destroy_r (plane->geos, degrees);
  return metres;
}

static gboolean
is_cut (const Plane *plane, const GArray *line, const GEOSGeometry *shape)
{
  GEOSGeometry *drawn = line_to_geos (plane, line);
  GEOSGeometry *common = GEOSIntersection_r (plane->geos, drawn, shape);
  double length = 0.0;

  if (common != NULL)
    GEOSLength_r (plane->geos, common, &length);
  if (common != NULL)
    GEOSGeom_destroy_r (plane->geos, common);
  GEOSGeom_destroy_r (plane->geos, drawn);
  return length > NO_CUT_M;
}

static gboolean
ends_within (const Plane *plane, const GArray *line, const GEOSGeometry *shape)
{
  for (guint i = 0; i < 2; i++)
    {
      const double *end = get_point (line, i == 0 ? 0 : get_n_points (line) - 1);
      GEOSGeometry *point = GEOSGeom_createPointFromXY_r (plane->geos, end[0], end[1]);
      gboolean within = GEOSContains_r (plane->geos, shape, point) == 1;

      GEOSGeom_destroy_r (plane->geos, point);
      if (within)
        return TRUE;
    }
  return FALSE;
}

/* The places where the line meets a ring: the first and the last of them, along the line. */
static gboolean
find_meetings (const Plane *plane, const GArray *line, const GEOSGeometry *ring, double *enters, double *leaves)
{
  GEOSGeometry *drawn = line_to_geos (plane, line);
  GEOSGeometry *common = GEOSIntersection_r (plane->geos, drawn, ring);
  int n = common != NULL ? GEOSGetNumGeometries_r (plane->geos, common) : 0;

  *enters = INFINITY;
  *leaves = -INFINITY;
  for (int i = 0; i < n; i++)
    {
      g_autoptr (GArray) place = from_geos (plane->geos, GEOSGetGeometryN_r (plane->geos, common, i));

      for (guint k = 0; k < get_n_points (place); k++)
        {
          double along = project (line, get_point (place, k)[0], get_point (place, k)[1]);

          *enters = MIN (*enters, along);
          *leaves = MAX (*leaves, along);
        }
    }
  if (common != NULL)
    GEOSGeom_destroy_r (plane->geos, common);
  GEOSGeom_destroy_r (plane->geos, drawn);
  return *leaves > *enters;
}

/* The line with the stretch inside of an obstacle exchanged for the shorter way round it. */
static GArray *
go_round (const Plane *plane, const GArray *line, const GEOSGeometry *obstacle)
{
  const GEOSGeometry *outer = GEOSGetExteriorRing_r (plane->geos, obstacle);
  g_autoptr (GArray) ring = from_geos (plane->geos, outer);
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) other = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (double));
  double enters, leaves, from, to, length;
  GArray *round;

  if (!find_meetings (plane, line, outer, &enters, &leaves))
    return NULL;
  append_stretch (ends, line, enters, leaves);
  from = project (ring, get_point (ends, 0)[0], get_point (ends, 0)[1]);
  to = project (ring, get_point (ends, get_n_points (ends) - 1)[0], get_point (ends, get_n_points (ends) - 1)[1]);
  length = get_length (ring);
  append_stretch (way, ring, MIN (from, to), MAX (from, to));
  append_stretch (other, ring, MAX (from, to), length);
  append_stretch (other, ring, 0.0, MIN (from, to));
  round = g_array_new (FALSE, FALSE, sizeof (double));
  append_stretch (round, line, 0.0, enters);
  if (get_length (way) <= get_length (other))
    {
      if (from <= to)
        append_stretch (round, way, 0.0, INFINITY);
      else
        append_backwards (round, way);
    }
  else if (from <= to)
    append_backwards (round, other);
  else
    append_stretch (round, other, 0.0, INFINITY);
  append_stretch (round, line, leaves, INFINITY);
  return round;
}

/* Houses that stand close are gone round together. */
static GEOSGeometry *
grow_obstacle (const Plane *plane, GEOSGeometry *obstacle, const GEOSGeometry *house)
{
  GEOSGeometry *hull = GEOSConvexHull_r (plane->geos, house);
  GEOSGeometry *wide = hull != NULL ? GEOSBuffer_r (plane->geos, hull, WG_LINE_CLEARANCE_M, ARC_SEGMENTS) : NULL;
  GEOSGeometry *both = wide != NULL && obstacle != NULL ? GEOSUnion_r (plane->geos, obstacle, wide) : NULL;

  if (hull != NULL)
    GEOSGeom_destroy_r (plane->geos, hull);
  if (both == NULL)
    return obstacle == NULL ? wide : obstacle;
  GEOSGeom_destroy_r (plane->geos, wide);
  GEOSGeom_destroy_r (plane->geos, obstacle);
  return both;
}

static GArray *
go_round_all (const Plane *plane, const GArray *line, const GEOSGeometry *obstacles)
{
  GArray *way = g_array_copy ((GArray *) line);
  int n = GEOSGetNumGeometries_r (plane->geos, obstacles);

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *obstacle = GEOSGetGeometryN_r (plane->geos, obstacles, i);
      GArray *round = NULL;

      if (!ends_within (plane, way, obstacle) && is_cut (plane, way, obstacle))
        round = go_round (plane, way, obstacle);
      if (round == NULL)
        continue;
      g_array_unref (way);
      way = round;
    }
  return way;
}

static int
find_cut (const Plane *plane, const GArray *line, const GPtrArray *houses)
{
  for (guint i = 0; i < houses->len; i++)
    {
      if (g_ptr_array_index (houses, i) != NULL && is_cut (plane, line, g_ptr_array_index (houses, i)))
        return (int) i;
    }
  return -1;
}

GArray *
wg_line_avoid (const GArray *line, const GPtrArray *shapes, double where[2])
{
  Plane plane = make_plane (line);
  g_autoptr (GArray) metres = to_metres (&plane, line);
  g_autoptr (GArray) way = g_array_copy (metres);
  g_autoptr (GPtrArray) houses = g_ptr_array_new ();
  GEOSGeometry *obstacles = NULL;
  int cut;

  for (guint i = 0; i < shapes->len; i++)
    g_ptr_array_add (houses, shape_to_geos (&plane, g_ptr_array_index (shapes, i)));
  cut = find_cut (&plane, way, houses);
  for (guint round = 0; cut >= 0 && round < ROUNDS; round++)
    {
      for (guint i = 0; i < houses->len; i++)
        {
          if (g_ptr_array_index (houses, i) != NULL && is_cut (&plane, way, g_ptr_array_index (houses, i)))
            obstacles = grow_obstacle (&plane, obstacles, g_ptr_array_index (houses, i));
        }
      g_array_unref (way);
      way = go_round_all (&plane, metres, obstacles);
      cut = find_cut (&plane, way, houses);
    }
  if (cut >= 0)
    wg_shape_get_label_point (g_ptr_array_index (shapes, (guint) cut), &where[0], &where[1]);
  for (guint i = 0; i < houses->len; i++)
    {
      if (g_ptr_array_index (houses, i) != NULL)
        GEOSGeom_destroy_r (plane.geos, g_ptr_array_index (houses, i));
    }
  if (obstacles != NULL)
    GEOSGeom_destroy_r (plane.geos, obstacles);
  GEOS_finish_r (plane.geos);
  return cut >= 0 ? NULL : to_degrees (&plane, way);
}
