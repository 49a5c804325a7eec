/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a point is looked up in grids of many thousand corners a million times in an import; with the edges sorted into
 * strips of latitude only a handful of them are looked at, and each by exact integers.
 */

#include "wg-shape-private.h"

/* Below this many edges looking at all of them is as fast. */
#define FEW_EDGES 24
#define EDGES_PER_STRIP 4
/* A border of many long north-south edges gets fewer strips instead of many copies of each edge. */
#define MAX_COPIES 4

static inline guint
strip_of (const WgShapeStrips *strips, gint64 lat)
{
  return (guint) ((lat - strips->bottom) / strips->height);
}

static inline void
get_strip_range (const WgShapeStrips *strips, const WgCorner *edge, guint *from, guint *to)
{
  *from = strip_of (strips, MIN (edge[0].lat, edge[1].lat));
  *to = strip_of (strips, MAX (edge[0].lat, edge[1].lat));
}

static gsize
count_copies (const WgShapeStrips *strips, const WgShape *shape)
{
  gsize n_copies = 0;

  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgCorner *corners = shape->corners + shape->rings[r].first;

      for (guint i = 0; i < shape->rings[r].n_points; i++)
        {
          guint from, to;

          get_strip_range (strips, &corners[i], &from, &to);
          n_copies += to - from + 1;
        }
    }
  return n_copies;
}

static gsize
choose_height (WgShapeStrips *strips, const WgShape *shape)
{
  gint64 top = wg_shape_units_from_degrees (shape->box.max_lat);
  gsize n_copies;

  strips->bottom = wg_shape_units_from_degrees (shape->box.min_lat);
  strips->n_strips = shape->n_points / EDGES_PER_STRIP;
  while (TRUE)
    {
      strips->height = (top - strips->bottom) / strips->n_strips + 1;
      strips->n_strips = strip_of (strips, top) + 1;
      n_copies = count_copies (strips, shape);
      if (n_copies <= (gsize) shape->n_points * MAX_COPIES || strips->n_strips == 1)
        return n_copies;
      strips->n_strips = (strips->n_strips + 1) / 2;
    }
}

/* After this, starts[s + 1] is where strip s ends: first the numbers are counted, then summed up, then used as the
 * place to write the next edge to.
 */
static void
fill (WgShapeStrips *strips, const WgShape *shape, gboolean write)
{
  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgShapeRing *ring = &shape->rings[r];

      for (guint edge = ring->first; edge < ring->first + ring->n_points; edge++)
        {
          guint from, to;

          get_strip_range (strips, &shape->corners[edge], &from, &to);
          for (guint s = from; s <= to; s++)
            {
              if (write)
                strips->edges[strips->starts[s + 1]++] = edge;
              else
                strips->starts[s + 2]++;
            }
        }
    }
}

void
wg_shape_strips_init (WgShapeStrips *strips, const WgShape *shape)
{
  gsize n_copies;

  if (shape->n_points <= FEW_EDGES)
    return;
  n_copies = choose_height (strips, shape);
  strips->starts = g_new0 (guint, strips->n_strips + 2);
  strips->edges = g_new (guint, n_copies);
  fill (strips, shape, FALSE);
  for (guint s = 2; s < strips->n_strips + 2; s++)
    strips->starts[s] += strips->starts[s - 1];
  fill (strips, shape, TRUE);
}

void
wg_shape_strips_clear (WgShapeStrips *strips)
{
  g_clear_pointer (&strips->starts, g_free);
  g_clear_pointer (&strips->edges, g_free);
}

/* Follows a ray to the east. An edge counts when one end is above the ray and the other is not, so that a corner on the
 * ray is not counted twice. Returns TRUE when the point lies on the edge.
 */
static inline gboolean
look_at_edge (const WgCorner *edge, WgCorner point, gboolean *inside)
{
  WgCorner a = edge[0], b = edge[1];
  gboolean crosses = (a.lat > point.lat) != (b.lat > point.lat);
  __int128 turn;

  if (!crosses && a.lat != point.lat && b.lat != point.lat)
    return FALSE;
  if (point.lon > a.lon && point.lon > b.lon)
    return FALSE;
  if (point.lon < a.lon && point.lon < b.lon)
    {
      *inside ^= crosses;
      return FALSE;
    }
  turn = (__int128) (b.lon - a.lon) * (point.lat - a.lat) - (__int128) (b.lat - a.lat) * (point.lon - a.lon);
  if (turn == 0)
    return TRUE;
  *inside ^= crosses && (b.lat > a.lat) == (turn > 0);
  return FALSE;
}

static gboolean
contains_by_all (const WgShape *shape, WgCorner point)
{
  gboolean inside = FALSE;

  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgCorner *corners = shape->corners + shape->rings[r].first;

      for (guint i = 0; i < shape->rings[r].n_points; i++)
        {
          if (look_at_edge (&corners[i], point, &inside))
            return TRUE;
        }
    }
  return inside;
}

static gboolean
contains_by_strip (const WgShape *shape, WgCorner point)
{
  const WgShapeStrips *strips = &shape->strips;
  guint strip = strip_of (strips, point.lat);
  gboolean inside = FALSE;

  for (guint i = strips->starts[strip]; i < strips->starts[strip + 1]; i++)
    {
      if (look_at_edge (&shape->corners[strips->edges[i]], point, &inside))
        return TRUE;
    }
  return inside;
}

gboolean
wg_shape_contains (const WgShape *shape, double lon, double lat)
{
  WgCorner point;

  if (!(fabs (lon) <= 400.0 && fabs (lat) <= 100.0))
    return FALSE;
  point.lon = wg_shape_units_from_degrees (lon);
  point.lat = wg_shape_units_from_degrees (lat);
  if (!wg_box_contains (&shape->box, wg_shape_degrees_from_units (point.lon), wg_shape_degrees_from_units (point.lat)))
    return FALSE;
  return shape->strips.edges != NULL ? contains_by_strip (shape, point) : contains_by_all (shape, point);
}
