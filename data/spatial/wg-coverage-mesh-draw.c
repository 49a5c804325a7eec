/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: triangles between points know nothing of the outlines that the points are of, and where two outlines run a hand's breadth
 * apart they cross them. There they are turned until each border is a side of theirs.
 */

#include "wg-coverage-mesh.h"

#include <math.h>
#include <string.h>

/* A border that crosses more is not waited for. */
#define MOST_TURNS 4000

typedef struct
{
  WgMesh *mesh;
  GHashTable *sides;    /* key of a side, counter-clockwise, to its triangle + 1 */
  GArray *keys;         /* guint64: three of each triangle */
  GArray *of_points;    /* guint: a triangle of each point */
  GHashTable *stretches; /* keys of the stretches that are sides, in both directions */
} Draw;

/* A side that a stretch runs across, from its right to its left. */
typedef struct
{
  guint right;
  guint left;
} Crossed;

static guint64
get_key (guint from, guint to)
{
  return (guint64) from << 32 | to;
}

/* Neighbouring points have neighbouring numbers. */
static guint
hash_key (gconstpointer data)
{
  return (guint) ((*(const guint64 *) data * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

static WgMeshTriangle *
get_triangle (const Draw *self, guint i)
{
  return &g_array_index (self->mesh->triangles, WgMeshTriangle, i);
}

static WgCorner
get_corner (const Draw *self, guint point)
{
  return g_array_index (self->mesh->points, WgMeshPoint, point).corner;
}

static guint
find_triangle (const Draw *self, guint from, guint to)
{
  guint64 key = get_key (from, to);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->sides, &key)) - 1;
}

/* The corner of the triangle on the left of a side, opposite to it. */
static guint
find_apex (const Draw *self, guint from, guint to)
{
  guint i = find_triangle (self, from, to);
  const WgMeshTriangle *triangle = i != WG_MESH_NONE ? get_triangle (self, i) : NULL;

  for (guint k = 0; triangle != NULL && k < 3; k++)
    {
      if (triangle->points[k] != from && triangle->points[k] != to)
        return triangle->points[k];
    }
  return WG_MESH_NONE;
}

static void
enter (Draw *self, guint i)
{
  const WgMeshTriangle *triangle = get_triangle (self, i);

  for (guint k = 0; k < 3; k++)
    {
      guint64 *key = &g_array_index (self->keys, guint64, i * 3 + k);

      *key = get_key (triangle->points[k], triangle->points[(k + 1) % 3]);
      g_hash_table_insert (self->sides, key, GUINT_TO_POINTER (i + 1));
      g_array_index (self->of_points, guint, triangle->points[k]) = i;
    }
}

static void
take_out (Draw *self, guint i)
{
  for (guint k = 0; k < 3; k++)
    g_hash_table_remove (self->sides, &g_array_index (self->keys, guint64, i * 3 + k));
}

/* --- What a stretch runs across --- */

static double
get_off_m (const Draw *self, WgCorner from, WgCorner to, WgCorner at)
{
  double length = wg_mesh_distance_m (self->mesh, from, to);
  double twice_area = fabs ((double) wg_exact_turn (from, to, at)) * self->mesh->x * self->mesh->y;

  return length > 0.0 ? twice_area / length : G_MAXDOUBLE;
}

/* Whether a stretch is to run through a point: as near as that is a slip of the pen. */
static gboolean
touches (const Draw *self, const WgMeshStretch *stretch, guint point)
{
  WgCorner from = get_corner (self, stretch->from), to = get_corner (self, stretch->to), at = get_corner (self, point);
  double length = wg_mesh_distance_m (self->mesh, from, to);

  return get_off_m (self, from, to, at) < WG_MESH_TOUCH_M && wg_mesh_distance_m (self->mesh, from, at) < length
         && wg_mesh_distance_m (self->mesh, at, to) < length;
}

static int
get_side_of (const Draw *self, const WgMeshStretch *stretch, guint point)
{
  return wg_exact_side (get_corner (self, stretch->from), get_corner (self, stretch->to), get_corner (self, point));
}

/* What is found on the way along a stretch. */
typedef enum
{
  WAY_ON,      /* it goes on */
  WAY_TOUCHES, /* it runs through a point */
  WAY_ENDS,    /* it is there, or nowhere */
} Way;

/* Looks at the triangles round the start of a stretch in one direction, for the one that it leaves through the opposite side. */
static Way
look_round (const Draw *self, const WgMeshStretch *stretch, gboolean back, Crossed *crossed, guint *touched)
{
  guint p = stretch->from, first = g_array_index (self->of_points, guint, p), i = first;

  for (guint n = 0; i != WG_MESH_NONE && n < MOST_TURNS; n++)
    {
      const WgMeshTriangle *triangle = get_triangle (self, i);
      guint k = triangle->points[0] == p ? 0 : triangle->points[1] == p ? 1 : 2;
      guint a = triangle->points[(k + 1) % 3], b = triangle->points[(k + 2) % 3];

      if (touches (self, stretch, a) || touches (self, stretch, b))
        {
          *touched = touches (self, stretch, a) ? a : b;
          return WAY_TOUCHES;
        }
      if (get_side_of (self, stretch, a) < 0 && get_side_of (self, stretch, b) > 0)
        {
          *crossed = (Crossed){ a, b };
          return WAY_ON;
        }
      i = back ? find_triangle (self, a, p) : find_triangle (self, p, b);
      if (i == first)
        break;
    }
  return WAY_ENDS;
}

/* The sides that a stretch runs across, from its start to its end. */
static Way
walk (const Draw *self, const WgMeshStretch *stretch, GArray *all, guint *touched)
{
  Crossed crossed = { 0 };
  Way way = look_round (self, stretch, FALSE, &crossed, touched);

  if (way == WAY_ENDS)
    way = look_round (self, stretch, TRUE, &crossed, touched);
  g_array_set_size (all, 0);
  while (way == WAY_ON && all->len < MOST_TURNS)
    {
      guint apex = find_apex (self, crossed.left, crossed.right);

      g_array_append_val (all, crossed);
      if (apex == stretch->to)
        return WAY_ON;
      if (apex == WG_MESH_NONE)
        return WAY_ENDS;
      *touched = apex;
      if (touches (self, stretch, apex))
        return WAY_TOUCHES;
      if (get_side_of (self, stretch, apex) > 0)
        crossed.left = apex;
      else
        crossed.right = apex;
    }
  return way == WAY_ON ? WAY_ENDS : way;
}

/* --- Turning --- */

static gboolean
is_stretch (const Draw *self, guint from, guint to)
{
  guint64 key = get_key (from, to);

  return g_hash_table_contains (self->stretches, &key);
}

static gboolean
is_convex (const Draw *self, guint right, guint left, guint before, guint after)
{
  WgCorner corners[4] = { get_corner (self, right), get_corner (self, after), get_corner (self, left), get_corner (self, before) };

  for (guint k = 0; k < 4; k++)
    {
      if (wg_exact_side (corners[k], corners[(k + 1) % 4], corners[(k + 2) % 4]) <= 0)
        return FALSE;
    }
  return TRUE;
}

/* The common side of two triangles becomes the other diagonal of what they cover. */
static gboolean
turn (Draw *self, guint right, guint left, guint *before, guint *after)
{
  guint i = find_triangle (self, right, left), k = find_triangle (self, left, right);

  if (i == WG_MESH_NONE || k == WG_MESH_NONE)
    return FALSE;
  *before = find_apex (self, right, left);
  *after = find_apex (self, left, right);
  if (!is_convex (self, right, left, *before, *after))
    return FALSE;
  take_out (self, i);
  take_out (self, k);
  *get_triangle (self, i) = (WgMeshTriangle){ { *before, right, *after }, { 0 } };
  *get_triangle (self, k) = (WgMeshTriangle){ { *before, *after, left }, { 0 } };
  enter (self, i);
  enter (self, k);
  return TRUE;
}

static gboolean
runs_across (const Draw *self, const WgMeshStretch *stretch, guint a, guint b)
{
  return a != stretch->from && a != stretch->to && b != stretch->from && b != stretch->to
         && get_side_of (self, stretch, a) * get_side_of (self, stretch, b) < 0;
}

static gboolean
turn_all (Draw *self, const WgMeshStretch *stretch, GArray *all, GArray *turned)
{
  guint at = 0, n_turns = 0;

  g_array_set_size (turned, 0);
  for (; at < all->len && n_turns < MOST_TURNS; at++, n_turns++)
    {
      Crossed crossed = g_array_index (all, Crossed, at), other;

      if (!turn (self, crossed.right, crossed.left, &other.right, &other.left))
        {
          g_array_append_val (all, crossed);
          continue;
        }
      if (!runs_across (self, stretch, other.right, other.left))
        {
          g_array_append_val (turned, other);
          continue;
        }
      if (get_side_of (self, stretch, other.right) > 0)
        other = (Crossed){ other.left, other.right };
      g_array_append_val (all, other);
    }
  return at == all->len;
}

/* Whether the circle through the first three has the fourth in it. */
static gboolean
is_in_circle (const Draw *self, guint a, guint b, guint c, guint d)
{
  const guint points[3] = { a, b, c };
  WgCorner middle = get_corner (self, d);
  double x[3], y[3], square[3];

  for (guint k = 0; k < 3; k++)
    {
      WgCorner corner = get_corner (self, points[k]);

      x[k] = (double) (corner.lon - middle.lon) * self->mesh->x;
      y[k] = (double) (corner.lat - middle.lat) * self->mesh->y;
      square[k] = x[k] * x[k] + y[k] * y[k];
    }
  return square[0] * (x[1] * y[2] - x[2] * y[1]) + square[1] * (x[2] * y[0] - x[0] * y[2]) + square[2] * (x[0] * y[1] - x[1] * y[0])
         > 1e-9;
}

/* What was turned for a stretch is turned on until it is as round as it can be. */
static void
round_off (Draw *self, const WgMeshStretch *stretch, GArray *turned)
{
  for (guint at = 0; at < turned->len && at < MOST_TURNS; at++)
    {
      Crossed side = g_array_index (turned, Crossed, at), other;
      guint before, after;

      if (is_stretch (self, side.right, side.left) || (MIN (side.right, side.left) == MIN (stretch->from, stretch->to)
                                                       && MAX (side.right, side.left) == MAX (stretch->from, stretch->to)))
        continue;
      before = find_apex (self, side.right, side.left);
      after = find_apex (self, side.left, side.right);
      if (before == WG_MESH_NONE || after == WG_MESH_NONE || !is_in_circle (self, side.right, side.left, before, after)
          || !turn (self, side.right, side.left, &other.right, &other.left))
        continue;
      g_array_append_val (turned, other);
    }
}

/* --- All of them --- */

static void
remember (Draw *self, GArray *keys, const WgMeshStretch *stretch)
{
  guint64 *pair = g_new (guint64, 2);

  pair[0] = get_key (stretch->from, stretch->to);
  pair[1] = get_key (stretch->to, stretch->from);
  for (guint k = 0; k < 2; k++)
    g_hash_table_add (self->stretches, &pair[k]);
  g_array_append_val (keys, pair);
}

static gboolean
is_drawn (const Draw *self, const WgMeshStretch *stretch)
{
  return find_triangle (self, stretch->from, stretch->to) != WG_MESH_NONE
         || find_triangle (self, stretch->to, stretch->from) != WG_MESH_NONE;
}

/* Two stretches instead of one. */
static void
break_off (Draw *self, guint i, guint point)
{
  WgMeshStretch rest = g_array_index (self->mesh->stretches, WgMeshStretch, i);

  rest.from = point;
  g_array_index (self->mesh->stretches, WgMeshStretch, i).to = point;
  wg_mesh_own_point (self->mesh, point, rest.item);
  g_array_append_val (self->mesh->stretches, rest);
}

static gboolean
crosses_any (const Draw *self, const GArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const Crossed *crossed = &g_array_index (all, Crossed, i);

      if (is_stretch (self, crossed->right, crossed->left))
        return TRUE;
    }
  return FALSE;
}

/* Returns whether it is a side now. */
static gboolean
draw (Draw *self, guint i, GArray *all, GArray *turned)
{
  guint touched = WG_MESH_NONE;
  WgMeshStretch stretch = g_array_index (self->mesh->stretches, WgMeshStretch, i);
  Way way = walk (self, &stretch, all, &touched);

  for (guint n = 0; way == WAY_TOUCHES && n < MOST_TURNS; n++)
    {
      break_off (self, i, touched);
      stretch = g_array_index (self->mesh->stretches, WgMeshStretch, i);
      if (is_drawn (self, &stretch))
        return TRUE;
      way = walk (self, &stretch, all, &touched);
    }
  if (way != WAY_ON || crosses_any (self, all))
    return FALSE;
  turn_all (self, &stretch, all, turned);
  round_off (self, &stretch, turned);
  return is_drawn (self, &stretch);
}

static void
draw_all (Draw *self, GArray *kept)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Crossed)), turned = g_array_new (FALSE, FALSE, sizeof (Crossed));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->mesh->stretches->len; i++)
    {
      const WgMeshStretch *stretch = &g_array_index (self->mesh->stretches, WgMeshStretch, i);

      if (is_drawn (self, stretch))
        remember (self, kept, stretch);
      else
        g_array_append_val (open, i);
    }
  /* What is broken off stands at the end. */
  for (guint k = 0, n_before = self->mesh->stretches->len; k < open->len; k++)
    {
      guint i = g_array_index (open, guint, k);
      gboolean drawn = is_drawn (self, &g_array_index (self->mesh->stretches, WgMeshStretch, i)) || draw (self, i, all, turned);
      const WgMeshStretch *stretch = &g_array_index (self->mesh->stretches, WgMeshStretch, i);
      WgSide side = { get_corner (self, stretch->from), get_corner (self, stretch->to) };

      if (drawn)
        remember (self, kept, stretch);
      else
        g_array_append_val (self->mesh->missing, side);
      for (; n_before < self->mesh->stretches->len; n_before++)
        g_array_append_val (open, n_before);
    }
}

static void
find_neighbours (const Draw *self)
{
  for (guint i = 0; i < self->mesh->triangles->len; i++)
    {
      WgMeshTriangle *triangle = get_triangle (self, i);

      for (guint k = 0; k < 3; k++)
        triangle->beside[k] = find_triangle (self, triangle->points[(k + 1) % 3], triangle->points[k]);
    }
}

void
wg_mesh_draw_stretches (WgMesh *mesh)
{
  g_autoptr (GHashTable) sides = g_hash_table_new (hash_key, g_int64_equal);
  g_autoptr (GHashTable) stretches = g_hash_table_new (hash_key, g_int64_equal);
  g_autoptr (GArray) keys = g_array_new (FALSE, TRUE, sizeof (guint64)), of_points = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint64 *));
  Draw self = { mesh, sides, keys, of_points, stretches };

  g_array_set_size (keys, mesh->triangles->len * 3);
  g_array_set_size (of_points, mesh->points->len);
  memset (of_points->data, 0xff, mesh->points->len * sizeof (guint));
  for (guint i = 0; i < mesh->triangles->len; i++)
    enter (&self, i);
  draw_all (&self, kept);
  find_neighbours (&self);
  for (guint i = 0; i < kept->len; i++)
    g_free (g_array_index (kept, guint64 *, i));
}
