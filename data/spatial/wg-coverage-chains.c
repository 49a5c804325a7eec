/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a border that was found point by point has far more corners than it needs, and where outlines run into each other it goes
 * out and comes back. It is put right once, as one line between two places where three grids meet, and not once for each of the
 * grids that have it: then they would part.
 */

#include "wg-coverage-mesh.h"

#include "wg-box-index.h"

#include <math.h>
#include <stdlib.h>

/* Where one spike was cut off there may be the stump of another. */
#define MOST_STUMPS 8

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
  const WgMesh *mesh;
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
  return sqrt (wg_shape_get_square_from_origin ((double) (a.lon - at.lon) * self->mesh->x, (double) (a.lat - at.lat) * self->mesh->y,
                                                (double) (b.lon - at.lon) * self->mesh->x, (double) (b.lat - at.lat) * self->mesh->y));
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

/* --- Spikes --- */

/* A border comes from @a to @tip and goes on to @b. */
typedef struct
{
  const Chains *chains;
  WgCorner a;
  WgCorner tip;
  WgCorner b;
  guint edges[2];
} Spike;

static gboolean
is_within (const Spike *self, WgCorner corner)
{
  int turn = wg_exact_side (self->a, self->tip, self->b);

  if (wg_corner_equal (corner, self->a) || wg_corner_equal (corner, self->b) || wg_corner_equal (corner, self->tip))
    return FALSE;
  return wg_exact_on (self->a, self->b, corner)
         || (turn != 0 && wg_exact_side (self->a, self->tip, corner) == turn && wg_exact_side (self->tip, self->b, corner) == turn
             && wg_exact_side (self->b, self->a, corner) == turn);
}

static gboolean
leaves_way (guint index, gpointer data)
{
  const Spike *self = data;
  const Edge *edge = &g_array_index (self->chains->edges, Edge, index);
  WgSide side = wg_side_forward (&(WgSide){ self->a, self->b });

  if (index == self->edges[0] || index == self->edges[1])
    return TRUE;
  return !is_within (self, edge->ends[0]) && !is_within (self, edge->ends[1])
         && !wg_exact_cross (self->a, self->b, edge->ends[0], edge->ends[1])
         && !(wg_corner_equal (edge->ends[0], side.from) && wg_corner_equal (edge->ends[1], side.to));
}

static WgBoxIndex *
index_edges (const Chains *self)
{
  g_autofree WgBox *boxes = g_new (WgBox, self->edges->len + 1);

  for (guint i = 0; i < self->edges->len; i++)
    {
      boxes[i] = WG_BOX_EMPTY;
      wg_box_extend_corner (&boxes[i], g_array_index (self->edges, Edge, i).ends[0]);
      wg_box_extend_corner (&boxes[i], g_array_index (self->edges, Edge, i).ends[1]);
    }
  return wg_box_index_new (boxes, self->edges->len);
}

/* Whether a grid would lose a corner that was drawn: it lies in the spike, and the spike ends there. */
static gboolean
loses_corner (const Spike *self)
{
  const Edge *edge = &g_array_index (self->chains->edges, Edge, self->edges[0]);
  guint point = wg_mesh_find (self->chains->mesh, self->tip);
  int turn = wg_exact_side (self->a, self->tip, self->b);

  if (point == WG_MESH_NONE || !g_array_index (self->chains->mesh->points, WgMeshPoint, point).is_corner)
    return FALSE;
  for (guint k = edge->first; k < edge->first + edge->n; k++)
    {
      const WgOwnedSide *owned = &g_array_index (self->chains->sides, WgOwnedSide, k);
      gboolean on_left = wg_corner_equal (owned->side.to, self->tip);

      if ((turn == 0 || on_left == (turn > 0)) && wg_mesh_has_owner (self->chains->mesh, point, owned->item))
        return TRUE;
    }
  return FALSE;
}

/* Whether a border turns back on itself at the corner where these two ends meet. */
static gboolean
find_spike (const Chains *self, guint first, Spike *spike)
{
  const End *ends = &g_array_index (self->ends, End, first);
  const Edge *one = &g_array_index (self->edges, Edge, ends[0].edge), *other = &g_array_index (self->edges, Edge, ends[1].edge);

  *spike = (Spike){ self, one->ends[wg_corner_equal (one->ends[0], ends->corner) ? 1 : 0], ends->corner,
                    other->ends[wg_corner_equal (other->ends[0], ends->corner) ? 1 : 0], { ends[0].edge, ends[1].edge } };
  return !one->is_done && !other->is_done && !wg_corner_equal (spike->a, spike->b)
         && wg_corner_turns_back (spike->a, spike->tip, spike->b, self->mesh->x, self->mesh->y, WG_NEAR_SPIKE_COSINE)
         && !loses_corner (spike);
}

static gboolean
is_clear (const Spike *spike, WgBoxIndex *index)
{
  WgBox box = WG_BOX_EMPTY;

  wg_box_extend_corner (&box, spike->a);
  wg_box_extend_corner (&box, spike->tip);
  wg_box_extend_corner (&box, spike->b);
  return wg_box_index_query (index, &box, leaves_way, (gpointer) spike);
}

static void
cut (Chains *self, const Spike *spike)
{
  Edge *one = &g_array_index (self->edges, Edge, spike->edges[0]), *other = &g_array_index (self->edges, Edge, spike->edges[1]);

  for (guint k = one->first; k < one->first + one->n; k++)
    {
      const WgOwnedSide *owned = &g_array_index (self->sides, WgOwnedSide, k);
      gboolean along = wg_corner_equal (owned->side.to, spike->tip);
      WgOwnedSide side = { along ? (WgSide){ spike->a, spike->b } : (WgSide){ spike->b, spike->a }, owned->item };

      g_array_append_val (self->result, side);
    }
  one->is_done = other->is_done = TRUE;
}

static gboolean
cut_some (Chains *self)
{
  g_autoptr (WgBoxIndex) index = NULL;

  for (guint i = 0, n; i < self->ends->len; i += n)
    {
      Spike spike;

      find_ends (self, g_array_index (self->ends, End, i).corner, &n);
      if (n != 2 || !find_spike (self, i, &spike))
        continue;
      if (index == NULL)
        index = index_edges (self);
      if (is_clear (&spike, index))
        cut (self, &spike);
    }
  if (self->result->len == 0)
    return FALSE;
  for (guint i = 0; i < self->edges->len; i++)
    {
      const Edge *edge = &g_array_index (self->edges, Edge, i);

      if (!edge->is_done)
        g_array_append_vals (self->result, &g_array_index (self->sides, WgOwnedSide, edge->first), edge->n);
    }
  return TRUE;
}

/* --- All of it --- */

static gboolean
rewrite (GArray *sides, GHashTable *room, const WgMesh *mesh, gboolean (*change) (Chains *self))
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge)), ends = g_array_new (FALSE, FALSE, sizeof (End));
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (WgOwnedSide));
  Chains self = { sides, edges, ends, room, mesh, result };

  list_edges (&self);
  if (!change (&self))
    return FALSE;
  g_array_set_size (sides, 0);
  g_array_append_vals (sides, result->data, result->len);
  return TRUE;
}

static gboolean
straighten (Chains *self)
{
  follow_all (self, FALSE);
  follow_all (self, TRUE);
  return TRUE;
}

void
wg_owned_sides_straighten (GArray *sides, GHashTable *room, const WgMesh *mesh)
{
  rewrite (sides, room, mesh, straighten);
  for (guint i = 0; i < MOST_STUMPS && rewrite (sides, room, mesh, cut_some); i++)
    ;
}
