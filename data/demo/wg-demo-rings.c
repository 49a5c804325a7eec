/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a grid of any level is the union of its blocks, and the outline of a union is the arcs that have it on one side
 * only. Following those arcs gives rings without computing a single crossing, so nothing can be off by a digit.
 */

#include "wg-demo-city-private.h"

#include <string.h>

typedef struct
{
  WgDemoCity *city;
  int *next[2];            /* by node: up to two ways out (arc << 1 | reversed), -1 = none */
} Tracer;

static guint
start_node (WgDemoCity *self, int use)
{
  const WgDemoArc *arc = wg_demo_arc (self, use >> 1);

  return use & 1 ? arc->b : arc->a;
}

static guint
end_node (WgDemoCity *self, int use)
{
  return start_node (self, use ^ 1);
}

/* The direction in the plan in which an arc runs: 0 east, 1 north, 2 west, 3 south. */
static int
heading (WgDemoCity *self, int use)
{
  const WgDemoArc *arc = wg_demo_arc (self, use >> 1);

  return arc->axis + (use & 1 ? 2 : 0);
}

/* Where a region touches itself in a corner, turning right leaves the corner to two rings that only touch there. */
static int
take_next (Tracer *tracer, int use)
{
  guint node = end_node (tracer->city, use);
  int first = tracer->next[0][node];
  int second = tracer->next[1][node];
  int right = (heading (tracer->city, use) + 3) % 4;

  if (first >= 0 && (second < 0 || heading (tracer->city, first) == right))
    {
      tracer->next[0][node] = second;
      tracer->next[1][node] = -1;
      return first;
    }
  tracer->next[1][node] = -1;
  return second;
}

static void
append_corners (WgDemoCity *self, GArray *ring, int use)
{
  const WgDemoArc *arc = wg_demo_arc (self, use >> 1);

  for (guint k = 0; k + 1 < arc->n_points; k++)
    {
      guint at = 2 * (arc->first_point + (use & 1 ? arc->n_points - 1 - k : k));
      double point[2] = { (double) g_array_index (self->points, gint64, at) * WG_SHAPE_UNIT,
                          (double) g_array_index (self->points, gint64, at + 1) * WG_SHAPE_UNIT };

      g_array_append_vals (ring, point, 2);
    }
}

static GArray *
trace_ring (Tracer *tracer, int start)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (double));
  guint first = start_node (tracer->city, start);
  int use = start;

  do
    {
      append_corners (tracer->city, ring, use);
      use = end_node (tracer->city, use) == first ? -1 : take_next (tracer, use);
    }
  while (use >= 0);
  g_array_append_vals (ring, (double[]){ g_array_index (ring, double, 0), g_array_index (ring, double, 1) }, 2);
  return ring;
}

static double
ring_area (const GArray *ring)
{
  const double *p = (const double *) (gconstpointer) ring->data;
  double sum = 0.0;

  for (guint i = 0; i + 3 < ring->len; i += 2)
    sum += (p[i] - p[0]) * (p[i + 3] - p[1]) - (p[i + 2] - p[0]) * (p[i + 1] - p[1]);
  return sum;
}

static void
append_u32 (GByteArray *bytes, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
}

static void
append_ring (GByteArray *bytes, const GArray *ring)
{
  append_u32 (bytes, ring->len / 2);
  for (guint i = 0; i < ring->len; i++)
    {
      guint64 bits;

      memcpy (&bits, &g_array_index (ring, double, i), sizeof bits);
      bits = GUINT64_TO_LE (bits);
      g_byte_array_append (bytes, (const guint8 *) &bits, sizeof bits);
    }
}

/* One outer ring, the rest holes: a region hangs together along arcs. */
static WgShape *
shape_from_rings (GPtrArray *rings)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  WgShape *shape;
  guint outer = 0;

  while (outer + 1 < rings->len && ring_area (g_ptr_array_index (rings, outer)) <= 0.0)
    outer++;
  g_byte_array_append (bytes, (const guint8 *) "\1", 1);
  append_u32 (bytes, 3);
  append_u32 (bytes, rings->len);
  append_ring (bytes, g_ptr_array_index (rings, outer));
  for (guint i = 0; i < rings->len; i++)
    {
      if (i != outer)
        append_ring (bytes, g_ptr_array_index (rings, i));
    }
  shape = wg_shape_new_from_wkb (bytes->data, bytes->len, &error);
  if (shape == NULL)
    g_error ("A region of the demo district has no outline: %s", error->message);
  return shape;
}

static WgShape *
trace_region (Tracer *tracer, const GArray *uses)
{
  WgDemoCity *self = tracer->city;
  g_autoptr (GPtrArray) rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < uses->len; i++)
    {
      int use = g_array_index (uses, int, i);
      guint node = start_node (self, use);

      tracer->next[tracer->next[0][node] >= 0 ? 1 : 0][node] = use;
    }
  for (guint i = 0; i < uses->len; i++)
    {
      int use = g_array_index (uses, int, i);
      guint node = start_node (self, use);

      if (tracer->next[0][node] == use)
        {
          tracer->next[0][node] = tracer->next[1][node];
          tracer->next[1][node] = -1;
        }
      else if (tracer->next[1][node] == use)
        tracer->next[1][node] = -1;
      else
        continue;
      g_ptr_array_add (rings, trace_ring (tracer, use));
    }
  return shape_from_rings (rings);
}

static void
append_use (GArray **uses, int region, int use)
{
  if (region < 0)
    return;
  if (uses[region] == NULL)
    uses[region] = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_val (uses[region], use);
}

/* @owner: by block, the region it belongs to, or -1. Returns @n_regions shapes. */
WgShape **
wg_demo_city_trace_regions (WgDemoCity *self, const int *owner, guint n_regions)
{
  g_autofree GArray **uses = g_new0 (GArray *, n_regions);
  WgShape **shapes = g_new0 (WgShape *, n_regions);
  Tracer tracer = { self };

  for (guint i = 0; i < self->arcs->len; i++)
    {
      const WgDemoArc *arc = wg_demo_arc (self, i);
      int left = arc->left >= 0 ? owner[arc->left] : -1;
      int right = arc->right >= 0 ? owner[arc->right] : -1;

      if (left == right)
        continue;
      append_use (uses, left, (int) i << 1);
      append_use (uses, right, (int) i << 1 | 1);
    }
  for (guint k = 0; k < 2; k++)
    {
      tracer.next[k] = g_new (int, self->nodes->len);
      memset (tracer.next[k], 0xff, sizeof (int) * self->nodes->len);
    }
  for (guint i = 0; i < n_regions; i++)
    {
      if (uses[i] == NULL)
        continue;
      shapes[i] = trace_region (&tracer, uses[i]);
      g_array_unref (uses[i]);
    }
  g_free (tracer.next[0]);
  g_free (tracer.next[1]);
  return shapes;
}
