/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a hundred thousand building outlines pass through here in a second, so their corners live in two arrays that are
 * never given back, and the ordinary outline (one ring, a dozen corners) is proved valid with integers instead of being
 * handed to a geometry library.
 */

#include "wg-geo-shape.h"

#include <math.h>
#include <string.h>

#define UNITS_PER_DEGREE 1e12
#define MAX_SIMPLE 48
/* Of WKB: byte order, type and count; a count alone; two coordinates. */
#define HEAD_BYTES 9
#define NUMBER_BYTES 4
#define CORNER_BYTES 16
#define MAX_SPAN (G_GINT64_CONSTANT (1) << 29)

void
wg_geo_shape_init (WgGeoShape *shape)
{
  *shape = (WgGeoShape){ 0 };
  shape->rings = g_array_new (FALSE, FALSE, sizeof (WgGeoRing));
}

void
wg_geo_shape_clear (WgGeoShape *shape)
{
  g_clear_pointer (&shape->x, g_free);
  g_clear_pointer (&shape->y, g_free);
  g_clear_pointer (&shape->rings, g_array_unref);
}

static void
reserve (WgGeoShape *shape, gsize n)
{
  if (shape->n + n <= shape->room)
    return;
  shape->room = MAX (shape->room * 2, shape->n + n + 64);
  shape->x = g_renew (double, shape->x, shape->room);
  shape->y = g_renew (double, shape->y, shape->room);
}

static gboolean
take_ring (WgGeoShape *shape, OGRGeometryH ring, gboolean outer, WgGeoShapeNotes *notes)
{
  int n_points = OGR_G_GetPointCount (ring);
  WgGeoRing entry = { shape->n, 0, outer };
  gsize n = 0;

  if (n_points == 0)
    return TRUE;
  reserve (shape, (gsize) n_points);
  OGR_G_GetPoints (ring, shape->x + shape->n, sizeof (double), shape->y + shape->n, sizeof (double), NULL, 0);
  for (gsize i = entry.start; i < entry.start + (gsize) n_points; i++)
    {
      if (!isfinite (shape->x[i]) || !isfinite (shape->y[i]))
        return FALSE;
      if (n > 0 && shape->x[i] == shape->x[entry.start + n - 1] && shape->y[i] == shape->y[entry.start + n - 1])
        {
          notes->had_repeats = TRUE;
          continue;
        }
      shape->x[entry.start + n] = shape->x[i];
      shape->y[entry.start + n] = shape->y[i];
      n++;
    }
  if (n > 1 && shape->x[entry.start] == shape->x[entry.start + n - 1]
      && shape->y[entry.start] == shape->y[entry.start + n - 1])
    n--;
  else
    notes->was_open = TRUE;
  entry.n = n;
  shape->n += n;
  g_array_append_val (shape->rings, entry);
  return TRUE;
}

static gboolean
runs_left (const WgGeoShape *shape, const WgGeoRing *ring)
{
  const double *x = shape->x + ring->start, *y = shape->y + ring->start;
  double twice = 0.0;

  for (gsize i = 1; i + 1 < ring->n; i++)
    twice += (x[i] - x[0]) * (y[i + 1] - y[0]) - (x[i + 1] - x[0]) * (y[i] - y[0]);
  return twice > 0.0;
}

/* Of formats that tell a hole by the way it runs, this one's holes may be islands to others. */
static gboolean
has_turned_hole (const WgGeoShape *shape, guint first)
{
  const WgGeoRing *outer = &g_array_index (shape->rings, WgGeoRing, first);

  for (guint i = first + 1; i < shape->rings->len; i++)
    {
      if (runs_left (shape, &g_array_index (shape->rings, WgGeoRing, i)) == runs_left (shape, outer))
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_polygon (WgGeoShape *shape, OGRGeometryH polygon, WgGeoShapeNotes *notes)
{
  int n_rings = OGR_G_GetGeometryCount (polygon);
  guint first = shape->rings->len;

  for (int i = 0; i < n_rings; i++)
    {
      if (!take_ring (shape, OGR_G_GetGeometryRef (polygon, i), i == 0, notes))
        return FALSE;
    }
  notes->was_turned |= shape->rings->len > first + 1 && has_turned_hole (shape, first);
  return TRUE;
}

static gboolean
is_closed_line (OGRGeometryH geometry)
{
  int n = OGR_G_GetPointCount (geometry);

  return wkbFlatten (OGR_G_GetGeometryType (geometry)) == wkbLineString && n >= 4
         && OGR_G_GetX (geometry, 0) == OGR_G_GetX (geometry, n - 1)
         && OGR_G_GetY (geometry, 0) == OGR_G_GetY (geometry, n - 1);
}

static WgGeoShapeResult
take_parts (WgGeoShape *shape, OGRGeometryH geometry, WgGeoShapeNotes *notes)
{
  OGRwkbGeometryType type = wkbFlatten (OGR_G_GetGeometryType (geometry));

  if (type == wkbPolygon || type == wkbTriangle)
    return take_polygon (shape, geometry, notes) ? WG_GEO_SHAPE_GOOD : WG_GEO_SHAPE_NAN;
  if (shape->takes_lines && is_closed_line (geometry))
    {
      notes->was_line = TRUE;
      return take_ring (shape, geometry, TRUE, notes) ? WG_GEO_SHAPE_GOOD : WG_GEO_SHAPE_NAN;
    }
  if (type != wkbMultiPolygon && type != wkbGeometryCollection)
    return WG_GEO_SHAPE_WRONG_TYPE;
  for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
    {
      WgGeoShapeResult result = take_parts (shape, OGR_G_GetGeometryRef (geometry, i), notes);

      if (result == WG_GEO_SHAPE_WRONG_TYPE)
        notes->was_mixed = TRUE;
      else if (result != WG_GEO_SHAPE_GOOD)
        return result;
    }
  return notes->was_mixed && shape->rings->len == 0 ? WG_GEO_SHAPE_WRONG_TYPE : WG_GEO_SHAPE_GOOD;
}

WgGeoShapeResult
wg_geo_shape_take (WgGeoShape *shape, OGRGeometryH geometry, WgGeoShapeNotes *notes)
{
  WgGeoShapeResult result;

  shape->n = 0;
  g_array_set_size (shape->rings, 0);
  *notes = (WgGeoShapeNotes){ 0 };
  if (geometry == NULL)
    return WG_GEO_SHAPE_NULL;
  notes->had_z = OGR_G_Is3D (geometry);
  notes->had_m = OGR_G_IsMeasured (geometry);
  if (OGR_G_IsEmpty (geometry))
    return WG_GEO_SHAPE_EMPTY;
  /* What could hold curves and has straight sides only is of such a type all the same. */
  if (OGR_G_HasCurveGeometry (geometry, FALSE))
    {
      OGRGeometryH straight = OGR_G_GetLinearGeometry (geometry, 0.0, NULL);

      notes->was_curved = OGR_G_HasCurveGeometry (geometry, TRUE);
      result = take_parts (shape, straight, notes);
      OGR_G_DestroyGeometry (straight);
    }
  else
    result = take_parts (shape, geometry, notes);
  if (result == WG_GEO_SHAPE_GOOD && shape->rings->len == 0)
    return WG_GEO_SHAPE_EMPTY;
  return result;
}

double
wg_geo_snap (double degrees)
{
  return round (degrees * UNITS_PER_DEGREE) / UNITS_PER_DEGREE;
}

gboolean
wg_geo_is_in_world (double lon, double lat)
{
  return lon >= -180.0 && lon <= 180.0 && lat >= -90.0 && lat <= 90.0;
}

/* Drops corners that rounding has made equal to the one before; a ring of fewer than three is none. */
static void
tidy_ring (WgGeoShape *shape, WgGeoRing *ring)
{
  gsize n = 0;

  for (gsize i = ring->start; i < ring->start + ring->n; i++)
    {
      gsize last = ring->start + n - 1;

      if (n > 0 && shape->x[i] == shape->x[last] && shape->y[i] == shape->y[last])
        continue;
      shape->x[ring->start + n] = shape->x[i];
      shape->y[ring->start + n] = shape->y[i];
      n++;
    }
  while (n > 1 && shape->x[ring->start] == shape->x[ring->start + n - 1]
         && shape->y[ring->start] == shape->y[ring->start + n - 1])
    n--;
  ring->n = n < 3 ? 0 : n;
}

gboolean
wg_geo_shape_to_degrees (WgGeoShape *shape, const WgGeoCrs *crs)
{
  gboolean skips = FALSE;
  guint kept = 0;

  if (!wg_geo_crs_transform (crs, shape->n, shape->x, shape->y))
    return FALSE;
  for (gsize i = 0; i < shape->n; i++)
    {
      if (!wg_geo_is_in_world (shape->x[i], shape->y[i]))
        return FALSE;
      shape->x[i] = wg_geo_snap (shape->x[i]);
      shape->y[i] = wg_geo_snap (shape->y[i]);
    }
  for (guint i = 0; i < shape->rings->len; i++)
    {
      WgGeoRing ring = g_array_index (shape->rings, WgGeoRing, i);

      tidy_ring (shape, &ring);
      /* The holes of an outline that vanished vanish with it. */
      if (ring.outer)
        skips = ring.n == 0;
      if (ring.n > 0 && !skips)
        g_array_index (shape->rings, WgGeoRing, kept++) = ring;
    }
  g_array_set_size (shape->rings, kept);
  return TRUE;
}

typedef struct
{
  gint64 x;
  gint64 y;
} Corner;

static int
side (Corner a, Corner b, Corner c)
{
  gint64 value = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

  return (value > 0) - (value < 0);
}

static gboolean
boxes_meet (Corner a, Corner b, Corner c, Corner d)
{
  return MIN (a.x, b.x) <= MAX (c.x, d.x) && MIN (c.x, d.x) <= MAX (a.x, b.x) && MIN (a.y, b.y) <= MAX (c.y, d.y)
         && MIN (c.y, d.y) <= MAX (a.y, b.y);
}

/* Touching counts as meeting. */
static gboolean
edges_meet (Corner a, Corner b, Corner c, Corner d)
{
  return boxes_meet (a, b, c, d) && side (a, b, c) * side (a, b, d) <= 0 && side (c, d, a) * side (c, d, b) <= 0;
}

static gboolean
load_corners (const WgGeoShape *shape, const WgGeoRing *ring, Corner *corners)
{
  for (gsize i = 0; i < ring->n; i++)
    {
      corners[i].x = (gint64) llround ((shape->x[ring->start + i] - shape->x[ring->start]) * UNITS_PER_DEGREE);
      corners[i].y = (gint64) llround ((shape->y[ring->start + i] - shape->y[ring->start]) * UNITS_PER_DEGREE);
      if (ABS (corners[i].x) > MAX_SPAN || ABS (corners[i].y) > MAX_SPAN)
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_geo_shape_is_surely_simple (const WgGeoShape *shape)
{
  Corner corners[MAX_SIMPLE];
  const WgGeoRing *ring;
  gsize n;

  if (shape->rings->len != 1)
    return FALSE;
  ring = &g_array_index (shape->rings, WgGeoRing, 0);
  n = ring->n;
  if (n < 3 || n > MAX_SIMPLE || !load_corners (shape, ring, corners))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      Corner a = corners[i];
      Corner b = corners[(i + 1) % n];

      /* A corner that turns back or goes straight on is left to the library. */
      if (side (a, b, corners[(i + 2) % n]) == 0)
        return FALSE;
      for (gsize j = i + 2; j < n; j++)
        {
          if (i == 0 && j == n - 1)
            continue;
          if (edges_meet (a, b, corners[j], corners[(j + 1) % n]))
            return FALSE;
        }
    }
  return TRUE;
}

static guint8 *
put_number (guint8 *at, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  memcpy (at, &little, sizeof little);
  return at + sizeof little;
}

static guint8 *
put_head (guint8 *at, guint32 type, guint32 count)
{
  *at = 1; /* little-endian */
  return put_number (put_number (at + 1, type), count);
}

static guint8 *
put_corner (guint8 *at, double x, double y)
{
  union
  {
    double value;
    guint64 bits;
  } pair[2] = { { x }, { y } };

  pair[0].bits = GUINT64_TO_LE (pair[0].bits);
  pair[1].bits = GUINT64_TO_LE (pair[1].bits);
  memcpy (at, pair, sizeof pair);
  return at + sizeof pair;
}

static guint32
count_rings (const WgGeoShape *shape, guint from)
{
  guint32 n = 1;

  while (from + n < shape->rings->len && !g_array_index (shape->rings, WgGeoRing, from + n).outer)
    n++;
  return n;
}

/* How many polygons there are, and how many bytes it all is. */
static guint32
measure_wkb (const WgGeoShape *shape, gsize *n_bytes)
{
  guint32 n_polygons = 0;

  *n_bytes = HEAD_BYTES;
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgGeoRing *ring = &g_array_index (shape->rings, WgGeoRing, i);

      n_polygons += ring->outer;
      *n_bytes += (ring->outer ? HEAD_BYTES : 0) + NUMBER_BYTES + (ring->n + 1) * CORNER_BYTES;
    }
  return n_polygons;
}

void
wg_geo_shape_append_wkb (const WgGeoShape *shape, GByteArray *wkb)
{
  gsize n_bytes;
  guint32 n_polygons = measure_wkb (shape, &n_bytes);
  guint before = wkb->len;
  guint8 *at;

  g_byte_array_set_size (wkb, before + (guint) n_bytes);
  at = put_head (wkb->data + before, 6, n_polygons);
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgGeoRing *ring = &g_array_index (shape->rings, WgGeoRing, i);

      if (ring->outer)
        at = put_head (at, 3, count_rings (shape, i));
      at = put_number (at, (guint32) ring->n + 1);
      for (gsize k = ring->start; k < ring->start + ring->n; k++)
        at = put_corner (at, shape->x[k], shape->y[k]);
      at = put_corner (at, shape->x[ring->start], shape->y[ring->start]);
    }
}
