/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: two neighbours that simplify their common border apart leave slivers of land between them at some zoom. Here the
 * rings of all grids of all levels are cut where borders part, each border is kept once and simplified once, and rings
 * become lists of borders: neighbours cannot disagree, and a border is stroked once however many grids share it.
 *
 * A corner is a node when two rings pass it with different neighbours (the criterion of Bostock's TopoJSON, 2013). All
 * rings agree about a corner that is no node, hence the first step away from a node names the whole border.
 */

#include "wg-city-private.h"
#include "wg-key-map.h"

/* Half a pixel would already show as wobble when zooming. */
#define TOLERANCE 0.4

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

  WgKeyMap firsts; /* (corner, next corner) -> reference to an arc */
  WgArcCut *cut;
} Cutter;

static guint
ring_end (const WgRingSet *rings, guint ring)
{
  return ring + 1 < rings->starts->len ? g_array_index (rings->starts, guint, ring + 1) : rings->xy->len / 2;
}

static gboolean
is_open (const WgRingSet *rings, guint ring)
{
  return rings->opens != NULL && g_array_index (rings->opens, guint8, ring);
}

static void
name_corners (Cutter *cutter)
{
  WgKeyMap map;

  wg_key_map_init (&map, cutter->n_points);
  for (guint i = 0; i < cutter->n_points; i++)
    {
      guint64 key = wg_key_map_corner (cutter->xy + 2 * i);
      guint slot = wg_key_map_slot (&map, key);

      if (map.keys[slot] != key)
        {
          map.keys[slot] = key;
          map.values[slot] = cutter->n_corners++;
        }
      cutter->ids[i] = map.values[slot];
    }
  wg_key_map_clear (&map);
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
      guint end = is_open (cutter->rings, ring) ? 1 : 0; /* what lies beyond is not known, nor asked: it is a node */
      const guint32 *ids = cutter->ids + start;

      for (guint i = end; i < n - end; i++)
        pass_corner (cutter, ids[i], ids[(i + n - 1) % n], ids[(i + 1) % n]);
    }
  for (guint i = 0; cutter->rings->nodes != NULL && i < cutter->n_points; i++)
    {
      if (g_array_index (cutter->rings->nodes, guint8, i))
        cutter->is_node[cutter->ids[i]] = TRUE;
    }
}

static int
compare_points (const gint32 *a, const gint32 *b)
{
  if (a[0] != b[0])
    return a[0] < b[0] ? -1 : 1;
  return a[1] < b[1] ? -1 : a[1] > b[1];
}

/* A border is stored in one of its two directions, whichever ring comes first, so that a city that was patched has the
 * same borders as one that was not. */
static gboolean
runs_backward (const Cutter *cutter, guint start, guint n_ring, guint from, guint n_steps)
{
  for (guint i = 0; i < n_steps; i++)
    {
      int order = compare_points (cutter->xy + 2 * (start + (from + i) % n_ring),
                                  cutter->xy + 2 * (start + (from + n_steps - i) % n_ring));

      if (order != 0)
        return order > 0;
    }
  return FALSE;
}

/* Returns: a reference to it in the direction of the ring. */
static gint32
store_arc (Cutter *cutter, guint start, guint n_ring, guint from, guint n_steps, guint8 depth)
{
  WgArcCut *cut = cutter->cut;
  gboolean backward = runs_backward (cutter, start, n_ring, from, n_steps);
  gint32 index = (gint32)cut->arcs->len;
  WgCityArc arc = {
    .first_point = cut->xy->len / 2, .n_points = n_steps + 1, .min_depth = depth, .box = WG_WORLD_BOX_EMPTY
  };

  for (guint i = 0; i <= n_steps; i++)
    {
      const gint32 *p = cutter->xy + 2 * (start + (from + (backward ? n_steps - i : i)) % n_ring);

      g_array_append_vals (cut->xy, p, 2);
      wg_world_box_extend (&arc.box, p[0], p[1]);
    }
  g_array_append_val (cut->arcs, arc);
  return backward ? ~index : index;
}

/* Refers the ring to the border of @n_steps steps that begins at position @from of the ring. Returns the border, until
 * the next one is added. */
static WgCityArc *
add_arc (Cutter *cutter, guint ring, guint start, guint n, guint from, guint n_steps)
{
  const guint32 *ids = cutter->ids + start;
  guint to = (from + n_steps) % n;
  guint64 forward = (guint64) ids[from] << 32 | ids[(from + 1) % n];
  guint64 backward = (guint64) ids[to] << 32 | ids[(from + n_steps - 1) % n];
  guint slot = wg_key_map_slot (&cutter->firsts, forward);
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
      slot = wg_key_map_slot (&cutter->firsts, backward);
      if (cutter->firsts.keys[slot] != backward)
        {
          cutter->firsts.keys[slot] = backward;
          cutter->firsts.values[slot] = (guint32) ~ref;
        }
    }
  arc = &g_array_index (cutter->cut->arcs, WgCityArc, ref < 0 ? ~ref : ref);
  arc->min_depth = MIN (arc->min_depth, depth);
  g_array_append_val (cutter->cut->refs, ref);
  return arc;
}

/* A ring that meets no other one differently begins at its smallest corner, so that its twin does too. */
static guint
find_ring_start (const Cutter *cutter, guint start, guint n, gboolean *has_node)
{
  const guint32 *ids = cutter->ids + start;
  guint best = 0;

  for (guint i = 0; i < n; i++)
    {
      if (cutter->is_node[ids[i]])
        {
          *has_node = TRUE;
          return i;
        }
      if (compare_points (cutter->xy + 2 * (start + i), cutter->xy + 2 * (start + best)) < 0)
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
  guint n_steps = is_open (cutter->rings, ring) ? n - 1 : n;
  const guint32 *ids = cutter->ids + start;
  gboolean has_node;
  guint first = find_ring_start (cutter, start, n, &has_node);
  guint done = 0;

  g_array_append_val (cutter->cut->ring_starts, cutter->cut->refs->len);
  while (done < n_steps)
    {
      guint from = (first + done) % n;
      guint steps = 1;

      while (done + steps < n_steps && !(has_node && cutter->is_node[ids[(from + steps) % n]]))
        steps++;
      add_arc (cutter, ring, start, n, from, steps)->is_alone = !has_node;
      done += steps;
    }
}

static void
cutter_init (Cutter *cutter, const WgRingSet *rings, WgArcCut *cut)
{
  cutter->rings = rings;
  cutter->cut = cut;
  cutter->xy = (const gint32 *) (gconstpointer) rings->xy->data;
  cutter->n_points = rings->xy->len / 2;
  cutter->ids = g_new (guint32, MAX (1, cutter->n_points));
  name_corners (cutter);
  cutter->previous = g_new (guint32, MAX (1, cutter->n_corners));
  cutter->next = g_new (guint32, MAX (1, cutter->n_corners));
  memset (cutter->previous, 0xff, cutter->n_corners * sizeof (guint32));
  cutter->is_node = g_new0 (guint8, MAX (1, cutter->n_corners));
  find_nodes (cutter);
  wg_key_map_init (&cutter->firsts, cutter->n_points + rings->starts->len);
}

static void
cutter_clear (Cutter *cutter)
{
  g_free (cutter->ids);
  g_free (cutter->previous);
  g_free (cutter->next);
  g_free (cutter->is_node);
  wg_key_map_clear (&cutter->firsts);
}

void
wg_city_cut_arcs (const WgRingSet *rings, WgArcCut *cut)
{
  Cutter cutter = { 0 };

  cut->arcs = g_array_new (FALSE, FALSE, sizeof (WgCityArc));
  cut->xy = g_array_new (FALSE, FALSE, sizeof (gint32));
  cut->zooms = g_array_new (FALSE, FALSE, sizeof (guint8));
  cut->ring_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  cut->refs = g_array_new (FALSE, FALSE, sizeof (gint32));
  cutter_init (&cutter, rings, cut);
  for (guint ring = 0; ring < rings->starts->len; ring++)
    cut_ring (&cutter, ring);
  cutter_clear (&cutter);
  g_array_append_val (cut->ring_starts, cut->refs->len);
  g_array_set_size (cut->zooms, cut->xy->len / 2);
  for (guint i = 0; i < cut->arcs->len; i++)
    {
      WgCityArc *arc = &g_array_index (cut->arcs, WgCityArc, i);
      const gint32 *xy = (const gint32 *)(gconstpointer)cut->xy->data + 2 * arc->first_point;

      wg_city_simplify (xy, arc->n_points, (guint8 *)cut->zooms->data + arc->first_point);
      arc->look = wg_city_look_at_line (xy, (guint8 *)cut->zooms->data + arc->first_point, arc->n_points);
    }
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
