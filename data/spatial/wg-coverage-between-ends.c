/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: where two outlines run into each other the land between them ends in a thread. A border that went out along it and came back
 * would be a slip of the hand that nobody made: the thread is left, and is told as it was before.
 */

#include "wg-coverage-between-private.h"

#define TIP_COSINE 0.9998 /* a little more than is judged */

/* --- Before it is handed out --- */

/* What lies beside a triangle that is handed out. */
typedef struct
{
  WgBetween *self;
  GArray *around; /* guint: of each point where its stretches begin in `stretches` */
  GArray *others; /* guint: the other ends of them */
} Rim;

static void
list_stretches (Rim *rim)
{
  const GArray *stretches = rim->self->mesh->stretches;
  guint n_points = rim->self->mesh->points->len;
  g_autofree guint *at = g_new0 (guint, n_points + 1);

  g_array_set_size (rim->around, n_points + 1);
  g_array_set_size (rim->others, 2 * stretches->len);
  for (guint i = 0; i < stretches->len; i++)
    {
      at[g_array_index (stretches, WgMeshStretch, i).from]++;
      at[g_array_index (stretches, WgMeshStretch, i).to]++;
    }
  for (guint i = 0, sum = 0; i <= n_points; i++)
    {
      g_array_index (rim->around, guint, i) = sum;
      sum += at[i];
      at[i] = g_array_index (rim->around, guint, i);
    }
  for (guint i = 0; i < stretches->len; i++)
    {
      const WgMeshStretch *stretch = &g_array_index (stretches, WgMeshStretch, i);

      g_array_index (rim->others, guint, at[stretch->from]++) = stretch->to;
      g_array_index (rim->others, guint, at[stretch->to]++) = stretch->from;
    }
}

/* Whether an outline runs off from @point along a side, on the right of it: with a border along the side it would be a spike. */
static gboolean
runs_along (const Rim *rim, guint point, const WgSide *side)
{
  const WgBetween *self = rim->self;
  WgCorner at = wg_between_get_corner (self, point), far = wg_corner_equal (at, side->from) ? side->to : side->from;

  for (guint i = g_array_index (rim->around, guint, point); i < g_array_index (rim->around, guint, point + 1); i++)
    {
      WgCorner other = wg_between_get_corner (self, g_array_index (rim->others, guint, i));

      if (wg_exact_turn (side->from, side->to, other) <= 0 && !wg_corner_equal (other, far)
          && wg_corner_turns_back (far, at, other, self->mesh->x, self->mesh->y, WG_NEAR_SPIKE_COSINE))
        return TRUE;
    }
  return FALSE;
}

static gboolean
ends_in_spike (const Rim *rim, guint index)
{
  const WgBetween *self = rim->self;
  const WgMeshTriangle *triangle = wg_between_get_triangle (self, index);

  for (guint k = 0; k < 3; k++)
    {
      WgSide side = wg_between_get_side (self, triangle, k);
      guint beside = triangle->beside[k];

      if ((beside != WG_MESH_NONE && g_array_index (self->areas, WgBetweenArea, beside) == WG_AREA_TAKEN) || wg_between_is_stretch (self, &side))
        continue;
      if (runs_along (rim, triangle->points[k], &side) || runs_along (rim, triangle->points[(k + 1) % 3], &side))
        return TRUE;
    }
  return FALSE;
}

/* The last bit of land between two outlines that run into each other is left to them: handed out, it would be a thread. */
void
wg_between_leave_spikes (WgBetween *self)
{
  g_autoptr (GArray) around = g_array_new (FALSE, FALSE, sizeof (guint)), others = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  Rim rim = { self, around, others };

  list_stretches (&rim);
  for (guint i = 0; i < self->areas->len; i++)
    g_array_append_val (queue, i);
  for (guint at = 0; at < queue->len; at++)
    {
      guint i = g_array_index (queue, guint, at);

      if (g_array_index (self->areas, WgBetweenArea, i) != WG_AREA_TAKEN || !ends_in_spike (&rim, i))
        continue;
      g_array_index (self->areas, WgBetweenArea, i) = WG_AREA_OPEN;
      for (guint k = 0; k < 3; k++)
        {
          guint beside = wg_between_get_triangle (self, i)->beside[k];

          if (beside != WG_MESH_NONE)
            g_array_append_val (queue, beside);
        }
    }
}

/* --- After it was handed out --- */

/* Corners at which a ring turns back on itself. */
static void
add_tips (const WgBetween *self, const WgShape *shape, GHashTable *tips)
{
  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgCorner *corners = shape->corners + shape->rings[r].first;
      guint n = shape->rings[r].n_points;

      for (guint i = 0; i < n; i++)
        {
          if (wg_corner_turns_back (corners[(i + n - 1) % n], corners[i], corners[(i + 1) % n], self->mesh->x, self->mesh->y, TIP_COSINE))
            g_hash_table_add (tips, g_memdup2 (&corners[i], sizeof (WgCorner)));
        }
    }
}

static gboolean
has_tip (const WgBetween *self, guint index, GHashTable *tips)
{
  const WgMeshTriangle *triangle = wg_between_get_triangle (self, index);
  WgCorner centre = { 0, 0 };

  for (guint k = 0; k < 3; k++)
    {
      WgSide side = wg_between_get_side (self, triangle, k);
      WgCorner middle = wg_between_get_middle (side.from, side.to);

      if (g_hash_table_contains (tips, &side.from) || g_hash_table_contains (tips, &middle))
        return TRUE;
      centre.lon += side.from.lon;
      centre.lat += side.from.lat;
    }
  centre = (WgCorner){ centre.lon / 3, centre.lat / 3 };
  return g_hash_table_contains (tips, &centre);
}

static GHashTable *
list_new_tips (const WgBetween *self, WgShape *const *grown)
{
  GHashTable *tips = g_hash_table_new_full (wg_corner_hash, wg_corner_equals, g_free, NULL);
  g_autoptr (GHashTable) drawn = g_hash_table_new_full (wg_corner_hash, wg_corner_equals, g_free, NULL);
  GHashTableIter iter;
  gpointer tip;

  for (guint i = 0; i < self->n_items; i++)
    {
      add_tips (self, self->items[i].shape, drawn);
      if (grown[i] != NULL)
        add_tips (self, grown[i], tips);
    }
  g_hash_table_iter_init (&iter, drawn);
  while (g_hash_table_iter_next (&iter, &tip, NULL))
    g_hash_table_remove (tips, tip);
  return tips;
}

gboolean
wg_between_leave_tips (WgBetween *self, WgShape *const *grown)
{
  g_autoptr (GHashTable) tips = list_new_tips (self, grown);
  gboolean any = FALSE;

  for (guint i = 0; g_hash_table_size (tips) > 0 && i < self->areas->len; i++)
    {
      if (g_array_index (self->areas, WgBetweenArea, i) != WG_AREA_TAKEN || !has_tip (self, i, tips))
        continue;
      g_array_index (self->areas, WgBetweenArea, i) = WG_AREA_OPEN;
      any = TRUE;
    }
  return any;
}
