/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: two neighbours that simplify their common border apart leave slivers of land between them at some zoom. Here the
 * rings of all grids of all levels are cut where borders part, each border is kept once and simplified once, and rings
 * become lists of borders: neighbours cannot disagree, and a border is stroked once however many grids share it.
 *
 * A corner is a node when two rings pass it with different neighbours (the criterion of Bostock's TopoJSON, 2013). All
 * rings agree about a corner that is no node, hence the first step away from a node names the whole border.
 */

#include "wg-city-private.h"

#include <string.h>

/* Half a pixel would already show as wobble when zooming. */
#define TOLERANCE 0.4

typedef struct
{
  guint64 *keys;
  guint32 *values;
  guint mask;
} KeyMap;

static void
key_map_init (KeyMap *map, gsize n_expected)
{
  guint size = 16;

  while (size < n_expected * 2)
    size *= 2;
  map->mask = size - 1;
  map->keys = g_new (guint64, size);
  map->values = g_new (guint32, size);
  memset (map->keys, 0xff, size * sizeof *map->keys);
}

static void
key_map_clear (KeyMap *map)
{
  g_free (map->keys);
  g_free (map->values);
}

/* Where @key is or would be. The key of all ones is never used. */
static guint
key_map_slot (const KeyMap *map, guint64 key)
{
  guint64 mixed = key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint slot = (guint) (mixed >> 32) & map->mask;

  while (map->keys[slot] != key && map->keys[slot] != G_MAXUINT64)
    slot = (slot + 1) & map->mask;
  return slot;
}

typedef struct
{
  const WgRingSet *rings;
  const gint32 *xy;
  guint n_points;
  guint32 *ids;      /* corner of each point */
  guint32 *previous; /* of each corner: its neighbours when first passed, smaller one first */
  guint32 *next;
  guint8 *is_node; /* of each corner */
  guint n_corners;

  KeyMap firsts; /* (corner, next corner) -> reference to an arc */
  GArray *arcs;
  GArray *points; /* gint32 pairs */
  GArray *ring_starts;
  GArray *refs;
} Cutter;

static guint
ring_end (const WgRingSet *rings, guint ring)
{
  return ring + 1 < rings->starts->len ? g_array_index (rings->starts, guint, ring + 1) : rings->xy->len / 2;
}

static void
name_corners (Cutter *cutter)
{
  KeyMap map;

  key_map_init (&map, cutter->n_points);
  for (guint i = 0; i < cutter->n_points; i++)
    {
      guint64 key = (guint64) (guint32) cutter->xy[2 * i] << 32 | (guint32) cutter->xy[2 * i + 1];
      guint slot = key_map_slot (&map, key);

      if (map.keys[slot] != key)
        {
          map.keys[slot] = key;
          map.values[slot] = cutter->n_corners++;
        }
      cutter->ids[i] = map.values[slot];
    }
  key_map_clear (&map);
}

static void
pass_corner (Cutter *cutter, guint32 corner, guint32 a, guint32 b)
{
  guint32 low = MIN (a, b), high = MAX (a, b);

  if (cutter->previous[corner] == G_MAXUINT32)
    {
      cutter->previous[corner] = low;
      cutter->next[corner] = high;
    }
  else if (cutter->previous[corner] != low || cutter->next[corner] != high)
    cutter->is_node[corner] = TRUE;
}

static void
find_nodes (Cutter *cutter)
{
  for (guint ring = 0; ring < cutter->rings->starts->len; ring++)
    {
      guint start = g_array_index (cutter->rings->starts, guint, ring);
      guint n = ring_end (cutter->rings, ring) - start;
      const guint32 *ids = cutter->ids + start;

      for (guint i = 0; i < n; i++)
        pass_corner (cutter, ids[i], ids[(i + n - 1) % n], ids[(i + 1) % n]);
    }
}

static gint32
store_arc (Cutter *cutter, guint start, guint n_ring, guint from, guint n_steps, guint8 depth)
{
  WgCityArc arc = {
    .first_point = cutter->points->len / 2, .n_points = n_steps + 1, .min_depth = depth, .box = WG_WORLD_BOX_EMPTY
  };

  for (guint i = 0; i <= n_steps; i++)
    {
      const gint32 *p = cutter->xy + 2 * (start + (from + i) % n_ring);

      g_array_append_vals (cutter->points, p, 2);
      wg_world_box_extend (&arc.box, p[0], p[1]);
    }
  g_array_append_val (cutter->arcs, arc);
  return (gint32) cutter->arcs->len - 1;
}

/* Refers the ring to the border of @n_steps steps that begins at position @from of the ring. */
static void
add_arc (Cutter *cutter, guint ring, guint start, guint n, guint from, guint n_steps)
{
  const guint32 *ids = cutter->ids + start;
  guint to = (from + n_steps) % n;
  guint64 forward = (guint64) ids[from] << 32 | ids[(from + 1) % n];
  guint64 backward = (guint64) ids[to] << 32 | ids[(from + n_steps - 1) % n];
  guint slot = key_map_slot (&cutter->firsts, forward);
  guint8 depth = g_array_index (cutter->rings->depths, guint8, ring);
  WgCityArc *arc;
  gint32 ref;

  if (cutter->firsts.keys[slot] == forward)
    ref = (gint32) cutter->firsts.values[slot];
  else
    {
      ref = store_arc (cutter, start, n, from, n_steps, depth);
      cutter->firsts.keys[slot] = forward;
      cutter->firsts.values[slot] = (guint32) ref;
      slot = key_map_slot (&cutter->firsts, backward);
      if (cutter->firsts.keys[slot] != backward)
        {
          cutter->firsts.keys[slot] = backward;
          cutter->firsts.values[slot] = (guint32) ~ref;
        }
    }
  arc = &g_array_index (cutter->arcs, WgCityArc, ref < 0 ? ~ref : ref);
  arc->min_depth = MIN (arc->min_depth, depth);
  g_array_append_val (cutter->refs, ref);
}

/* A ring that meets no other one differently begins at its smallest corner, so that its twin does too. */
static guint
find_ring_start (const Cutter *cutter, const guint32 *ids, guint n, gboolean *has_node)
{
  guint best = 0;

  for (guint i = 0; i < n; i++)
    {
      if (cutter->is_node[ids[i]])
        {
          *has_node = TRUE;
          return i;
        }
      if (ids[i] < ids[best])
        best = i;
    }
  *has_node = FALSE;
  return best;
}

static void
cut_ring (Cutter *cutter, guint ring)
{
  guint start = g_array_index (cutter->rings->starts, guint, ring);
  guint n = ring_end (cutter->rings, ring) - start;
  const guint32 *ids = cutter->ids + start;
  gboolean has_node;
  guint first = find_ring_start (cutter, ids, n, &has_node);
  guint done = 0;

  g_array_append_val (cutter->ring_starts, cutter->refs->len);
  while (done < n)
    {
      guint from = (first + done) % n;
      guint steps = 1;

      while (done + steps < n && !(has_node && cutter->is_node[ids[(from + steps) % n]]))
        steps++;
      add_arc (cutter, ring, start, n, from, steps);
      done += steps;
    }
}

static void
cutter_init (Cutter *cutter, const WgRingSet *rings)
{
  cutter->rings = rings;
  cutter->xy = (const gint32 *) (gconstpointer) rings->xy->data;
  cutter->n_points = rings->xy->len / 2;
  cutter->ids = g_new (guint32, MAX (1, cutter->n_points));
  name_corners (cutter);
  cutter->previous = g_new (guint32, MAX (1, cutter->n_corners));
  cutter->next = g_new (guint32, MAX (1, cutter->n_corners));
  memset (cutter->previous, 0xff, cutter->n_corners * sizeof (guint32));
  cutter->is_node = g_new0 (guint8, MAX (1, cutter->n_corners));
  find_nodes (cutter);
  key_map_init (&cutter->firsts, cutter->n_points + rings->starts->len);
  cutter->arcs = g_array_new (FALSE, FALSE, sizeof (WgCityArc));
  cutter->points = g_array_new (FALSE, FALSE, sizeof (gint32));
  cutter->ring_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  cutter->refs = g_array_new (FALSE, FALSE, sizeof (gint32));
}

static void
cutter_clear (Cutter *cutter)
{
  g_free (cutter->ids);
  g_free (cutter->previous);
  g_free (cutter->next);
  g_free (cutter->is_node);
  key_map_clear (&cutter->firsts);
}

void
wg_city_cut_arcs (WgCity *city, const WgRingSet *rings)
{
  Cutter cutter = { 0 };

  cutter_init (&cutter, rings);
  for (guint ring = 0; ring < rings->starts->len; ring++)
    cut_ring (&cutter, ring);
  g_array_append_val (cutter.ring_starts, cutter.refs->len);

  city->n_rings = rings->starts->len;
  city->n_arcs = cutter.arcs->len;
  city->n_arc_refs = cutter.refs->len;
  city->points.n_points = cutter.points->len / 2;
  city->arcs = (WgCityArc *) (gpointer) g_array_free (cutter.arcs, FALSE);
  city->points.xy = (gint32 *) (gpointer) g_array_free (cutter.points, FALSE);
  city->ring_starts = (guint *) (gpointer) g_array_free (cutter.ring_starts, FALSE);
  city->arc_refs = (gint32 *) (gpointer) g_array_free (cutter.refs, FALSE);
  city->points.zooms = g_new (guint8, MAX (1, city->points.n_points));
  for (guint i = 0; i < city->n_arcs; i++)
    {
      const WgCityArc *arc = &city->arcs[i];

      wg_city_simplify (city->points.xy + 2 * arc->first_point, arc->n_points, city->points.zooms + arc->first_point);
    }
  cutter_clear (&cutter);
}

/* The square of the distance of a point from the piece of a line between two others. */
static double
distance_squared (const gint32 *p, const gint32 *a, const gint32 *b)
{
  double dx = (double) b[0] - a[0], dy = (double) b[1] - a[1];
  double px = (double) p[0] - a[0], py = (double) p[1] - a[1];
  double length = dx * dx + dy * dy;
  double t = length > 0.0 ? CLAMP ((px * dx + py * dy) / length, 0.0, 1.0) : 0.0;

  px -= t * dx;
  py -= t * dy;
  return px * px + py * py;
}

/* The first zoom at which a deviation of @distance world units is more than the tolerance. */
static guint8
first_zoom (double distance)
{
  double zoom = ceil (log2 (TOLERANCE * WG_WORLD_SIZE / WG_TILE_SIZE / MAX (distance, 1e-6)));

  return (guint8) CLAMP (zoom, 0.0, WG_MAX_ZOOM);
}

typedef struct
{
  guint from;
  guint to;
  guint8 zoom;
} Piece;

/* Douglas and Peucker (1973), kept as the zoom at which each corner would be kept; a corner never appears before those
 * that split the line above it, so that the corners of a coarse zoom are a subset of those of a fine one.
 */
void
wg_city_simplify (const gint32 *xy, guint n_points, guint8 *zooms)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Piece));
  Piece piece = { 0, n_points - 1, 0 };

  zooms[0] = zooms[n_points - 1] = 0;
  g_array_append_val (stack, piece);
  while (stack->len > 0)
    {
      double worst = -1.0;
      guint split = 0;
      guint8 zoom;

      piece = g_array_index (stack, Piece, stack->len - 1);
      g_array_set_size (stack, stack->len - 1);
      for (guint i = piece.from + 1; i < piece.to; i++)
        {
          double d = distance_squared (xy + 2 * i, xy + 2 * piece.from, xy + 2 * piece.to);

          if (d > worst)
            {
              worst = d;
              split = i;
            }
        }
      if (worst < 0.0)
        continue;
      zoom = MAX (piece.zoom, first_zoom (sqrt (worst)));
      zooms[split] = zoom;
      g_array_append_val (stack, ((Piece){ piece.from, split, zoom }));
      g_array_append_val (stack, ((Piece){ split, piece.to, zoom }));
    }
}
