/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: two neighbours agree about their border when there is only one border to agree about. Every piece of street
 * between two crossings is one arc with one list of corners; the block on its left and the block on its right both use
 * it, one forwards and one backwards.
 */

#include "wg-demo-city-private.h"

#include <math.h>
#include <string.h>

#define OUTLINE_ROUNDS 12

typedef struct
{
  WgDemoCity *city;
  GHashTable *lines[2];    /* at → GArray of int: where corners lie on the line */
  GHashTable *nodes;       /* packed (u, v) → index + 1 */
  GHashTable *arcs;        /* packed (node, node) → index + 1 */
} Weaver;

static gint64 *
pack (int a, int b)
{
  gint64 *key = g_new (gint64, 1);

  *key = (gint64) (((guint64) (guint32) a << 32) | (guint32) b);
  return key;
}

static void
note_corner (Weaver *weaver, guint axis, int at, int where)
{
  GArray *places = g_hash_table_lookup (weaver->lines[axis], GINT_TO_POINTER (at));

  if (places == NULL)
    {
      places = g_array_new (FALSE, FALSE, sizeof (int));
      g_hash_table_insert (weaver->lines[axis], GINT_TO_POINTER (at), places);
    }
  g_array_append_val (places, where);
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  int x = *(const int *) a;
  int y = *(const int *) b;

  return (x > y) - (x < y);
}

static void
sort_unique (gpointer key, gpointer value, gpointer data)
{
  GArray *places = value;
  guint n = 0;

  g_array_sort (places, compare_ints);
  for (guint i = 0; i < places->len; i++)
    {
      int place = g_array_index (places, int, i);

      if (n == 0 || g_array_index (places, int, n - 1) != place)
        g_array_index (places, int, n++) = place;
    }
  g_array_set_size (places, n);
}

static void
collect_corners (Weaver *weaver)
{
  for (guint i = 0; i < weaver->city->blocks->len; i++)
    {
      const WgDemoBlock *block = wg_demo_block (weaver->city, i);

      for (guint corner = 0; corner < 4; corner++)
        {
          int u = corner & 1 ? block->u1 : block->u0;
          int v = corner & 2 ? block->v1 : block->v0;

          note_corner (weaver, 0, v, u);
          note_corner (weaver, 1, u, v);
        }
    }
  g_hash_table_foreach (weaver->lines[0], sort_unique, NULL);
  g_hash_table_foreach (weaver->lines[1], sort_unique, NULL);
}

static guint
get_node (Weaver *weaver, int u, int v)
{
  gint64 *key = pack (u, v);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (weaver->nodes, key));
  WgDemoNode node = { u, v, 0, 0 };
  double x;
  double y;

  if (found != 0)
    {
      g_free (key);
      return found - 1;
    }
  wg_demo_frame_to_metres (&weaver->city->frame, u, v, &x, &y);
  wg_demo_metres_to_unit (x, y, &node.lon, &node.lat);
  g_array_append_val (weaver->city->nodes, node);
  g_hash_table_insert (weaver->nodes, key, GUINT_TO_POINTER (weaver->city->nodes->len));
  return weaver->city->nodes->len - 1;
}

static void
add_corner (WgDemoCity *self, gint64 lon, gint64 lat)
{
  gint64 point[2] = { lon, lat };

  g_array_append_vals (self->points, point, 2);
}

static void
bend_arc (WgDemoCity *self, WgDemoArc *arc)
{
  const WgDemoNode *a = &g_array_index (self->nodes, WgDemoNode, arc->a);
  const WgDemoNode *b = &g_array_index (self->nodes, WgDemoNode, arc->b);
  double length = fabs ((double) b->u - a->u) + fabs ((double) b->v - a->v);
  guint n = (guint) CLAMP (ceil (length / self->plan->corner_every_m), self->plan->least_pieces, 9.0);

  arc->first_point = self->points->len / 2;
  arc->n_points = n + 1;
  add_corner (self, a->lon, a->lat);
  for (guint i = 1; i < n; i++)
    {
      double t = (double) i / n;
      double x;
      double y;
      gint64 lon;
      gint64 lat;

      wg_demo_frame_to_metres (&self->frame, a->u + t * (b->u - a->u), a->v + t * (b->v - a->v), &x, &y);
      wg_demo_metres_to_unit (x, y, &lon, &lat);
      add_corner (self, lon, lat);
    }
  add_corner (self, b->lon, b->lat);
}

/* An arc is always made from its lower end to its upper end on the line. */
static guint
get_arc (Weaver *weaver, guint axis, int at, int from, int to)
{
  WgDemoCity *self = weaver->city;
  guint a = axis == 0 ? get_node (weaver, from, at) : get_node (weaver, at, from);
  guint b = axis == 0 ? get_node (weaver, to, at) : get_node (weaver, at, to);
  gint64 *key = pack ((int) a, (int) b);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (weaver->arcs, key));
  WgDemoArc arc = { a, b, -1, -1, WG_DEMO_LINE_SECONDARY, (guint8) axis, at, from, to, -1 };

  if (found != 0)
    {
      g_free (key);
      return found - 1;
    }
  bend_arc (self, &arc);
  g_array_append_val (self->arcs, arc);
  g_hash_table_insert (weaver->arcs, key, GUINT_TO_POINTER (self->arcs->len));
  return self->arcs->len - 1;
}

static void
use_arc (Weaver *weaver, guint block, guint arc_index, gboolean reversed)
{
  WgDemoArc *arc = wg_demo_arc (weaver->city, arc_index);
  guint use = arc_index << 1 | (reversed ? 1 : 0);

  *(reversed ? &arc->right : &arc->left) = (int) block;
  g_array_append_val (weaver->city->block_arcs, use);
}

/* One side of a block, in pieces from corner to corner, whoever's corners they are. */
static void
weave_side (Weaver *weaver, guint block, guint axis, int at, int from, int to, gboolean reversed)
{
  const GArray *places = g_hash_table_lookup (weaver->lines[axis], GINT_TO_POINTER (at));
  guint first;
  guint last;

  g_array_binary_search ((GArray *) places, &from, compare_ints, &first);
  g_array_binary_search ((GArray *) places, &to, compare_ints, &last);
  for (guint k = 0; k < last - first; k++)
    {
      guint i = reversed ? last - 1 - k : first + k;
      guint arc = get_arc (weaver, axis, at, g_array_index (places, int, i), g_array_index (places, int, i + 1));

      use_arc (weaver, block, arc, reversed);
    }
}

static void
weave_block (Weaver *weaver, guint index)
{
  WgDemoCity *self = weaver->city;
  WgDemoBlock block = *wg_demo_block (self, index);

  block.first_arc = self->block_arcs->len;
  weave_side (weaver, index, 0, block.v0, block.u0, block.u1, FALSE);
  weave_side (weaver, index, 1, block.u1, block.v0, block.v1, FALSE);
  weave_side (weaver, index, 0, block.v1, block.u0, block.u1, TRUE);
  weave_side (weaver, index, 1, block.u0, block.v0, block.v1, TRUE);
  block.n_arcs = self->block_arcs->len - block.first_arc;
  wg_demo_frame_to_metres (&self->frame, (block.u0 + block.u1) / 2.0, (block.v0 + block.v1) / 2.0, &block.x, &block.y);
  *wg_demo_block (self, index) = block;
}

static void
weave (WgDemoCity *self)
{
  Weaver weaver = { self };

  g_array_set_size (self->nodes, 0);
  g_array_set_size (self->arcs, 0);
  g_array_set_size (self->points, 0);
  g_array_set_size (self->block_arcs, 0);
  for (guint axis = 0; axis < 2; axis++)
    weaver.lines[axis] = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  weaver.nodes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  weaver.arcs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  collect_corners (&weaver);
  for (guint i = 0; i < self->blocks->len; i++)
    weave_block (&weaver, i);
  g_hash_table_unref (weaver.arcs);
  g_hash_table_unref (weaver.nodes);
  g_hash_table_unref (weaver.lines[0]);
  g_hash_table_unref (weaver.lines[1]);
}

/* Marks everything that hangs together with @start and is like it; returns how much that is. */
static guint
flood (WgDemoCity *self, guint start, const guint8 *inside, int *mark, int label)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = 0;

  g_array_append_val (stack, start);
  mark[start] = label;
  while (stack->len > 0)
    {
      const WgDemoBlock *block = wg_demo_block (self, g_array_index (stack, guint, stack->len - 1));

      g_array_set_size (stack, stack->len - 1);
      n++;
      for (guint i = 0; i < block->n_arcs; i++)
        {
          guint use = g_array_index (self->block_arcs, guint, block->first_arc + i);
          const WgDemoArc *arc = wg_demo_arc (self, use >> 1);
          int other = use & 1 ? arc->left : arc->right;

          if (other < 0 || mark[other] != 0 || inside[other] != inside[start])
            continue;
          mark[other] = label;
          g_array_append_val (stack, other);
        }
    }
  return n;
}

static gboolean
touches_rim (WgDemoCity *self, const WgDemoBlock *block)
{
  for (guint i = 0; i < block->n_arcs; i++)
    {
      const WgDemoArc *arc = wg_demo_arc (self, g_array_index (self->block_arcs, guint, block->first_arc + i) >> 1);

      if (arc->left < 0 || arc->right < 0)
        return TRUE;
    }
  return FALSE;
}

static int
compare_cuts (gconstpointer a, gconstpointer b)
{
  const WgDemoCut *x = a;
  const WgDemoCut *y = b;

  if (x->axis != y->axis)
    return x->axis - y->axis;
  if (x->at != y->at)
    return x->at - y->at;
  return x->from - y->from;
}

/* The width of an arc is that of the cut that made it; cuts along one line do not overlap. */
static void
rank_arcs (WgDemoCity *self)
{
  g_array_sort (self->cuts, compare_cuts);
  for (guint i = 0; i < self->arcs->len; i++)
    {
      WgDemoArc *arc = wg_demo_arc (self, i);
      guint low = 0;
      guint high = self->cuts->len;

      while (low < high)
        {
          guint middle = (low + high) / 2;
          WgDemoCut wanted = { arc->axis, 0, arc->at, arc->from, arc->to };

          if (compare_cuts (&g_array_index (self->cuts, WgDemoCut, middle), &wanted) <= 0)
            low = middle + 1;
          else
            high = middle;
        }
      if (low > 0)
        {
          const WgDemoCut *cut = &g_array_index (self->cuts, WgDemoCut, low - 1);

          if (cut->axis == arc->axis && cut->at == arc->at && cut->to >= arc->to)
            arc->kind = cut->kind;
        }
    }
}

/* What a border along an arc costs: its length, less where it is a wide street or the river. */
double
wg_demo_arc_cost (const WgDemoArc *arc)
{
  static const double costs[] = { 0.30, 0.45, 0.75, 1.0, 0.20 };

  return (arc->to - arc->from) * costs[arc->kind];
}

static gboolean
outline_gains (WgDemoCity *self, const WgDemoBlock *block, const guint8 *inside, gboolean is_inside)
{
  double gain = 0.0;

  for (guint i = 0; i < block->n_arcs; i++)
    {
      guint use = g_array_index (self->block_arcs, guint, block->first_arc + i);
      const WgDemoArc *arc = wg_demo_arc (self, use >> 1);
      int other = use & 1 ? arc->left : arc->right;
      gboolean same = (other >= 0 && inside[other]) == is_inside;

      gain += same ? -wg_demo_arc_cost (arc) : wg_demo_arc_cost (arc);
    }
  return gain > 0.0;
}

/* Real outlines follow wide streets: blocks along it change sides while that makes it cheaper. */
static void
smooth_outline (WgDemoCity *self, guint8 *inside)
{
  for (guint round = 0; round < OUTLINE_ROUNDS; round++)
    {
      for (guint i = 0; i < self->blocks->len; i++)
        {
          if (outline_gains (self, wg_demo_block (self, i), inside, inside[i]))
            inside[i] = !inside[i];
        }
    }
}

/* Keeps the largest connected part of what lies inside the outline, and what it encloses. */
static void
keep_inside (WgDemoCity *self)
{
  guint n = self->blocks->len;
  g_autofree guint8 *inside = g_new0 (guint8, n);
  g_autofree int *mark = g_new0 (int, n);
  guint best = 0;
  int largest = -1;
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    {
      const WgDemoBlock *block = wg_demo_block (self, i);

      inside[i] = wg_demo_city_is_inside (self, (block->u0 + block->u1) / 2.0, (block->v0 + block->v1) / 2.0);
    }
  smooth_outline (self, inside);
  for (guint i = 0; i < n; i++)
    {
      guint size = inside[i] && mark[i] == 0 ? flood (self, i, inside, mark, (int) i + 1) : 0;

      if (size > best)
        {
          best = size;
          largest = (int) i + 1;
        }
    }
  for (guint i = 0; i < n; i++)
    inside[i] = mark[i] == largest;
  memset (mark, 0, sizeof (int) * n);
  for (guint i = 0; i < n; i++)
    {
      if (!inside[i] && mark[i] == 0 && touches_rim (self, wg_demo_block (self, i)))
        flood (self, i, inside, mark, 1);
    }
  for (guint i = 0; i < n; i++)
    {
      if (mark[i] == 0)
        *wg_demo_block (self, kept++) = *wg_demo_block (self, i);
    }
  g_array_set_size (self->blocks, kept);
}

void
wg_demo_city_make_network (WgDemoCity *self)
{
  weave (self);
  rank_arcs (self);
  keep_inside (self);
  weave (self);
  rank_arcs (self);
}

/* The outline of a block in metres, counter-clockwise, with half the width of the street along each of its sides. */
double *
wg_demo_city_block_outline (WgDemoCity *self, guint index, double **half_widths, guint *n_points)
{
  const WgDemoBlock *block = wg_demo_block (self, index);
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < block->n_arcs; i++)
    {
      guint use = g_array_index (self->block_arcs, guint, block->first_arc + i);
      const WgDemoArc *arc = wg_demo_arc (self, use >> 1);
      double half = wg_demo_line_kind_width ((WgDemoLineKind) arc->kind) / 2.0;

      for (guint k = 0; k + 1 < arc->n_points; k++)
        {
          guint at = 2 * (arc->first_point + (use & 1 ? arc->n_points - 1 - k : k));
          double point[2];

          wg_demo_unit_to_metres (g_array_index (self->points, gint64, at),
                                  g_array_index (self->points, gint64, at + 1), &point[0], &point[1]);
          g_array_append_vals (xy, point, 2);
          g_array_append_val (widths, half);
        }
    }
  *n_points = widths->len;
  *half_widths = (double *) (gpointer) g_array_free (g_steal_pointer (&widths), FALSE);
  return (double *) (gpointer) g_array_free (g_steal_pointer (&xy), FALSE);
}
