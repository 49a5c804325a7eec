/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: after an edit the sides of a grid have to become rings again, and a line that was drawn through it has to become
 * pieces; both are the same walk that always takes the leftmost way.
 */

#include "wg-coverage-private.h"
#include "wg-shape-builder.h"

#define NO_WALK G_MAXUINT

typedef struct
{
  GArray *sides;
  guint *walk_of;
} Walker;

void
wg_ring_free (WgRing *ring)
{
  /* wg_rings_to_pieces() takes rings out of their array. */
  if (ring == NULL)
    return;
  g_free (ring->corners);
  g_free (ring);
}

void
wg_piece_free (WgPiece *piece)
{
  g_ptr_array_unref (piece->rings);
  g_free (piece);
}

WgPlace
wg_ring_locate (const WgRing *ring, WgCorner doubled)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < ring->n_corners; i++)
    {
      WgCorner from = ring->corners[i], to = ring->corners[(i + 1) % ring->n_corners];
      WgCorner a = { 2 * from.lon, 2 * from.lat }, b = { 2 * to.lon, 2 * to.lat };
      gboolean crosses = (a.lat > doubled.lat) != (b.lat > doubled.lat);

      if (wg_exact_on (a, b, doubled))
        return WG_PLACE_BORDER;
      if (crosses && (b.lat > a.lat) == (wg_exact_turn (a, b, doubled) > 0))
        inside = !inside;
    }
  return inside ? WG_PLACE_INSIDE : WG_PLACE_OUTSIDE;
}

static WgRing *
ring_new (const WgCorner *corners, guint n_corners)
{
  WgRing *ring = g_new0 (WgRing, 1);

  ring->corners = g_memdup2 (corners, n_corners * sizeof (WgCorner));
  ring->n_corners = n_corners;
  for (guint i = 1; i + 1 < n_corners; i++)
    ring->twice_area += wg_exact_turn (corners[0], corners[i], corners[i + 1]);
  return ring;
}

static guint
find_first (const GArray *sides, WgCorner from)
{
  guint low = 0, high = sides->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (wg_corner_compare (g_array_index (sides, WgSide, middle).from, from) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Half a turn clockwise from the direction node-back: 0 within it, 1 beyond, 2 back along it. */
static int
half_of (WgCorner node, WgCorner back, WgCorner to)
{
  __int128 turn = wg_exact_turn (node, back, to);

  if (turn != 0)
    return turn < 0 ? 0 : 1;
  return (__int128) (back.lon - node.lon) * (to.lon - node.lon) + (__int128) (back.lat - node.lat) * (to.lat - node.lat) < 0
             ? 0
             : 2;
}

/* Whether the way to @a comes before the one to @b when one turns clockwise from where one came. */
static gboolean
is_more_left (WgCorner node, WgCorner back, WgCorner a, WgCorner b)
{
  int half_a = half_of (node, back, a), half_b = half_of (node, back, b);

  return half_a != half_b ? half_a < half_b : wg_exact_side (node, a, b) < 0;
}

static guint
choose_next (const Walker *walker, const WgSide *came)
{
  guint best = NO_WALK;

  for (guint i = find_first (walker->sides, came->to); i < walker->sides->len; i++)
    {
      const WgSide *side = &g_array_index (walker->sides, WgSide, i);

      if (!wg_corner_equal (side->from, came->to))
        break;
      if (walker->walk_of[i] != NO_WALK)
        continue;
      if (best == NO_WALK
          || is_more_left (came->to, came->from, side->to, g_array_index (walker->sides, WgSide, best).to))
        best = i;
    }
  return best;
}

/* Returns the corners of one walk; one that does not close ends where it is stuck. */
static GArray *
follow (Walker *walker, guint first, guint walk)
{
  GArray *corners = g_array_new (FALSE, FALSE, sizeof (WgCorner));
  guint at = first;

  while (at != NO_WALK)
    {
      const WgSide *side = &g_array_index (walker->sides, WgSide, at);

      walker->walk_of[at] = walk;
      g_array_append_val (corners, side->from);
      at = choose_next (walker, side);
      if (wg_corner_equal (side->to, g_array_index (walker->sides, WgSide, first).from)
          && (at == NO_WALK
              || !is_more_left (side->to, side->from, g_array_index (walker->sides, WgSide, at).to,
                                g_array_index (walker->sides, WgSide, first).to)))
        break;
    }
  return corners;
}

static gboolean
is_junction (const GArray *sides, WgCorner corner)
{
  guint first = find_first (sides, corner);

  return first + 1 < sides->len && wg_corner_equal (g_array_index (sides, WgSide, first + 1).from, corner);
}

static int
find_on_path (const GArray *path, WgCorner corner)
{
  for (guint i = 0; i < path->len; i++)
    {
      if (wg_corner_equal (g_array_index (path, WgCorner, i), corner))
        return i;
    }
  return -1;
}

/* A walk that comes back to a corner is cut there, so that every ring is simple. */
static void
add_simple_rings (GPtrArray *rings, const GArray *sides, const GArray *walk)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (WgCorner));

  for (guint i = 0; i < walk->len; i++)
    {
      WgCorner corner = g_array_index (walk, WgCorner, i);
      int seen = is_junction (sides, corner) ? find_on_path (path, corner) : -1;

      if (seen >= 0)
        {
          if (path->len - seen >= 3)
            g_ptr_array_add (rings, ring_new (&g_array_index (path, WgCorner, seen), path->len - seen));
          g_array_set_size (path, seen);
        }
      g_array_append_val (path, corner);
    }
  if (path->len >= 3)
    g_ptr_array_add (rings, ring_new (&g_array_index (path, WgCorner, 0), path->len));
}

static int
find_sorted (const GArray *sides, WgCorner from, WgCorner to)
{
  for (guint i = find_first (sides, from); i < sides->len; i++)
    {
      const WgSide *side = &g_array_index (sides, WgSide, i);

      if (!wg_corner_equal (side->from, from))
        return -1;
      if (wg_corner_equal (side->to, to))
        return i;
    }
  return -1;
}

/* A side walked in both directions by one walk separates nothing. */
static gboolean
remove_bridges (Walker *walker)
{
  g_autoptr (GArray) kept = wg_sides_new ();
  gboolean removed;

  for (guint i = 0; i < walker->sides->len; i++)
    {
      const WgSide *side = &g_array_index (walker->sides, WgSide, i);
      int twin = find_sorted (walker->sides, side->to, side->from);

      if (twin < 0 || walker->walk_of[twin] != walker->walk_of[i])
        g_array_append_val (kept, *side);
    }
  removed = kept->len != walker->sides->len;
  g_array_set_size (walker->sides, 0);
  g_array_append_vals (walker->sides, kept->data, kept->len);
  return removed;
}

static void
walk_all (Walker *walker, GPtrArray *rings)
{
  guint n_walks = 0;

  for (guint i = 0; i < walker->sides->len; i++)
    walker->walk_of[i] = NO_WALK;
  for (guint i = 0; i < walker->sides->len; i++)
    {
      g_autoptr (GArray) walk = NULL;

      if (walker->walk_of[i] != NO_WALK)
        continue;
      walk = follow (walker, i, n_walks++);
      if (rings != NULL)
        add_simple_rings (rings, walker->sides, walk);
    }
}

/* Turns sides, at every corner as many coming as going, into simple rings. With @drop_bridges, sides that are there in
 * both directions without separating anything are left out (@dropped: whether there were any).
 */
GPtrArray *
wg_sides_walk (const GArray *sides, gboolean drop_bridges, gboolean *dropped)
{
  GPtrArray *rings = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_ring_free);
  Walker walker = { .sides = wg_sides_new () };
  gboolean removed = FALSE;

  g_array_append_vals (walker.sides, sides->data, sides->len);
  g_array_sort (walker.sides, wg_side_compare);
  walker.walk_of = g_new (guint, walker.sides->len + 1);
  if (drop_bridges)
    {
      walk_all (&walker, NULL);
      removed = remove_bridges (&walker);
    }
  walk_all (&walker, rings);
  if (dropped != NULL)
    *dropped = removed;
  g_array_unref (walker.sides);
  g_free (walker.walk_of);
  return rings;
}

/* Where the inside of @ring's border lies with regard to @other; the first side that is not on @other's decides. */
static WgPlace
place_in (const WgRing *ring, const WgRing *other)
{
  for (guint i = 0; i < ring->n_corners; i++)
    {
      WgCorner a = ring->corners[i], b = ring->corners[(i + 1) % ring->n_corners];
      WgPlace place = wg_ring_locate (other, (WgCorner){ a.lon + b.lon, a.lat + b.lat });

      if (place != WG_PLACE_BORDER)
        return place;
    }
  return WG_PLACE_BORDER;
}

static WgPiece *
find_owner (GPtrArray *pieces, const WgRing *hole)
{
  WgPiece *owner = NULL;

  for (guint i = 0; i < pieces->len; i++)
    {
      WgPiece *piece = g_ptr_array_index (pieces, i);
      const WgRing *outer = g_ptr_array_index (piece->rings, 0);

      if (outer->twice_area > -hole->twice_area && (owner == NULL
          || outer->twice_area < ((WgRing *) g_ptr_array_index (owner->rings, 0))->twice_area)
          && place_in (hole, outer) == WG_PLACE_INSIDE)
        owner = piece;
    }
  return owner;
}

static gboolean
covers (const WgPiece *piece, const WgRing *outer)
{
  if (g_ptr_array_index (piece->rings, 0) == outer
      || place_in (outer, g_ptr_array_index (piece->rings, 0)) != WG_PLACE_INSIDE)
    return FALSE;
  for (guint r = 1; r < piece->rings->len; r++)
    {
      if (place_in (outer, g_ptr_array_index (piece->rings, r)) != WG_PLACE_OUTSIDE)
        return FALSE;
    }
  return TRUE;
}

/* A part of a grid must lie outside of every other part, or in a hole of it. */
static gboolean
is_apart (const GPtrArray *pieces, const WgRing *outer)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      if (covers (g_ptr_array_index (pieces, i), outer))
        return FALSE;
    }
  return TRUE;
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const WgPiece *one = *(const WgPiece *const *) a, *two = *(const WgPiece *const *) b;

  if (one->twice_area != two->twice_area)
    return one->twice_area > two->twice_area ? -1 : 1;
  return wg_corner_compare (((WgRing *) g_ptr_array_index (one->rings, 0))->corners[0],
                            ((WgRing *) g_ptr_array_index (two->rings, 0))->corners[0]);
}

/* Takes the rings; returns the connected pieces, the largest first, or %NULL with a place when a hole lies in nothing or
 * a part on another part.
 */
GPtrArray *
wg_rings_to_pieces (GPtrArray *rings, WgCorner *where)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_piece_free);

  for (guint sign = 0; sign < 2; sign++)
    {
      for (guint i = 0; i < rings->len; i++)
        {
          WgRing *ring = g_ptr_array_index (rings, i);
          WgPiece *piece;

          if (ring == NULL || (ring->twice_area <= 0) != (sign == 1))
            continue;
          *where = ring->corners[0];
          piece = sign == 1 ? find_owner (pieces, ring) : g_new0 (WgPiece, 1);
          if (piece == NULL)
            return NULL;
          if (sign == 0)
            {
              piece->rings = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_ring_free);
              g_ptr_array_add (pieces, piece);
            }
          piece->twice_area += ring->twice_area;
          g_ptr_array_add (piece->rings, ring);
          rings->pdata[i] = NULL;
        }
    }
  for (guint i = 0; i < pieces->len; i++)
    {
      const WgRing *outer = g_ptr_array_index (((WgPiece *) g_ptr_array_index (pieces, i))->rings, 0);

      *where = outer->corners[0];
      if (!is_apart (pieces, outer))
        return NULL;
    }
  g_ptr_array_sort (pieces, compare_pieces);
  return g_steal_pointer (&pieces);
}

gboolean
wg_piece_has_side (const WgPiece *piece, const WgSide *side)
{
  for (guint r = 0; r < piece->rings->len; r++)
    {
      const WgRing *ring = g_ptr_array_index (piece->rings, r);

      for (guint i = 0; i < ring->n_corners; i++)
        {
          if (wg_corner_equal (ring->corners[i], side->from)
              && wg_corner_equal (ring->corners[(i + 1) % ring->n_corners], side->to))
            return TRUE;
        }
    }
  return FALSE;
}

WgShape *
wg_pieces_to_shape (const GPtrArray *pieces)
{
  g_autoptr (WgShapeBuilder) builder = wg_shape_builder_new ();

  for (guint i = 0; i < pieces->len; i++)
    {
      const WgPiece *piece = g_ptr_array_index (pieces, i);

      wg_shape_builder_begin_polygon (builder);
      for (guint r = 0; r < piece->rings->len; r++)
        {
          const WgRing *ring = g_ptr_array_index (piece->rings, r);

          wg_shape_builder_begin_ring (builder);
          for (guint k = 0; k < ring->n_corners; k++)
            wg_shape_builder_add (builder, ring->corners[k].lon, ring->corners[k].lat);
        }
    }
  return wg_shape_builder_end (builder);
}
