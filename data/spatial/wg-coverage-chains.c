/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a border that was found point by point has far more corners than it needs. It is straightened once, as one line between
 * two places where three grids meet, and not once for each of the grids that have it: then they would part.
 */

#include "wg-coverage-mesh.h"

#include <math.h>
#include <stdlib.h>

/* A side whichever way it runs: the owned sides first .. first + n - 1 are it. */
typedef struct
{
  WgCorner ends[2];
  guint first;
  guint n;
  gboolean is_done;
} Edge;

/* An end of an edge. */
typedef struct
{
  WgCorner corner;
  guint edge;
} End;

typedef struct
{
  GArray *sides; /* WgOwnedSide, twins together */
  GArray *edges; /* Edge */
  GArray *ends;  /* End, by corner */
  GHashTable *room;
  double x;
  double y;
  GArray *result; /* WgOwnedSide */
} Chains;

static int
compare_twins (gconstpointer a, gconstpointer b)
{
  const WgOwnedSide *one = a, *other = b;
  int order = wg_side_compare_twins (&one->side, &other->side);

  return order != 0 ? order : (one->item > other->item) - (one->item < other->item);
}

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  return wg_corner_compare (((const End *) a)->corner, ((const End *) b)->corner);
}

static void
list_edges (Chains *self)
{
  g_array_sort (self->sides, compare_twins);
  for (guint i = 0; i < self->sides->len;)
    {
      WgSide side = wg_side_forward (&g_array_index (self->sides, WgOwnedSide, i).side);
      Edge edge = { { side.from, side.to }, i, 0, FALSE };

      for (; i < self->sides->len && wg_side_compare_twins (&side, &g_array_index (self->sides, WgOwnedSide, i).side) == 0; i++)
        edge.n++;
      for (guint k = 0; k < 2; k++)
        {
          End end = { edge.ends[k], self->edges->len };

          g_array_append_val (self->ends, end);
        }
      g_array_append_val (self->edges, edge);
    }
  g_array_sort (self->ends, compare_ends);
}

/* The position of the first edge that ends at a corner, and how many do. */
static guint
find_ends (const Chains *self, WgCorner corner, guint *n)
{
  guint low = 0, high = self->ends->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (wg_corner_compare (g_array_index (self->ends, End, middle).corner, corner) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (*n = 0; low + *n < self->ends->len && wg_corner_equal (g_array_index (self->ends, End, low + *n).corner, corner);)
    (*n)++;
  return low;
}

static double
get_room (const Chains *self, WgCorner corner)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->room, &corner)) / WG_ROOM_UNITS;
}

/* Whether a line goes on through a corner that may go. */
static gboolean
goes_on (const Chains *self, WgCorner corner, guint edge, guint *next)
{
  guint n, first = find_ends (self, corner, &n);

  if (n != 2 || get_room (self, corner) <= 0.0)
    return FALSE;
  *next = g_array_index (self->ends, End, first).edge;
  if (*next == edge)
    *next = g_array_index (self->ends, End, first + 1).edge;
  return !g_array_index (self->edges, Edge, *next).is_done;
}

static double
get_distance (const Chains *self, WgCorner a, WgCorner b, WgCorner at)
{
  return sqrt (wg_shape_get_square_from_origin ((double) (a.lon - at.lon) * self->x, (double) (a.lat - at.lat) * self->y,
                                                (double) (b.lon - at.lon) * self->x, (double) (b.lat - at.lat) * self->y));
}

/* Marks what has to stay between two corners that do. */
static void
keep_between (const Chains *self, const GArray *way, guint from, guint to, gboolean *kept)
{
  double most = 1.0;
  guint at = 0;

  for (guint i = from + 1; i < to; i++)
    {
      WgCorner corner = g_array_index (way, WgCorner, i);
      double off = get_distance (self, g_array_index (way, WgCorner, from), g_array_index (way, WgCorner, to), corner)
                   / get_room (self, corner);

      if (off <= most)
        continue;
      most = off;
      at = i;
    }
  if (at == 0)
    return;
  kept[at] = TRUE;
  keep_between (self, way, from, at, kept);
  keep_between (self, way, at, to, kept);
}

/* What has the first side of the way has all of it. */
static void
add_way (Chains *self, const GArray *way, const Edge *first)
{
  g_autofree gboolean *kept = g_new0 (gboolean, way->len);
  WgCorner start = g_array_index (way, WgCorner, 0), before = start;

  keep_between (self, way, 0, way->len - 1, kept);
  kept[way->len - 1] = TRUE;
  for (guint i = 1; i < way->len; i++)
    {
      WgCorner corner = g_array_index (way, WgCorner, i);

      for (guint k = first->first; kept[i] && k < first->first + first->n; k++)
        {
          const WgOwnedSide *owned = &g_array_index (self->sides, WgOwnedSide, k);
          gboolean along = wg_corner_equal (owned->side.from, start);
          WgOwnedSide side = { along ? (WgSide){ before, corner } : (WgSide){ corner, before }, owned->item };

          g_array_append_val (self->result, side);
        }
      if (kept[i])
        before = corner;
    }
}

static void
follow (Chains *self, WgCorner start, guint edge)
{
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (WgCorner));
  const Edge *first = &g_array_index (self->edges, Edge, edge);
  WgCorner at = start;
  gboolean more = TRUE;

  g_array_append_val (way, start);
  while (more)
    {
      Edge *one = &g_array_index (self->edges, Edge, edge);

      one->is_done = TRUE;
      at = one->ends[wg_corner_equal (one->ends[0], at) ? 1 : 0];
      g_array_append_val (way, at);
      more = !wg_corner_equal (at, start) && goes_on (self, at, edge, &edge);
    }
  add_way (self, way, first);
}

/* First the lines between fixed corners, then rings without any. */
static void
follow_all (Chains *self, gboolean rings)
{
  for (guint i = 0; i < self->ends->len; i++)
    {
      const End *end = &g_array_index (self->ends, End, i);
      guint n;

      if (g_array_index (self->edges, Edge, end->edge).is_done)
        continue;
      find_ends (self, end->corner, &n);
      if (rings || n != 2 || get_room (self, end->corner) <= 0.0)
        follow (self, end->corner, end->edge);
    }
}

void
wg_owned_sides_straighten (GArray *sides, GHashTable *room, double x, double y)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge)), ends = g_array_new (FALSE, FALSE, sizeof (End));
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (WgOwnedSide));
  Chains self = { sides, edges, ends, room, x, y, result };

  list_edges (&self);
  follow_all (&self, FALSE);
  follow_all (&self, TRUE);
  g_array_set_size (sides, 0);
  g_array_append_vals (sides, result->data, result->len);
}
