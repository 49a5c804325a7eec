/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a border that is to follow a street for a kilometre is two clicks, not eighty that nearly hit it. Streets come in
 * pieces, and a border goes on behind a junction, so the way is looked for in the net of all of them.
 */

#include "wg-boundary-trace.h"

#include "wg-store-layers.h"

#include <math.h>

#define METRES_PER_DEGREE 111319.5
#define ON_LINE_M 0.1         /* a place that is this near lies on it */
#define SAME_CORNER 1e-8      /* degrees: corners that share a place of this raster are one */
#define AROUND_SHARE 0.6      /* of the distance, looked at on every side */
#define AROUND_LEAST_M 150.0
#define NONE G_MAXUINT

typedef struct
{
  guint to;
  double metres;
} Link;

typedef struct
{
  double lon, lat;
  double metres; /* from the beginning */
  guint before;  /* on the way there */
  guint place;   /* in the heap, NONE outside of it */
  gboolean done;
  GArray *links; /* Link */
} Node;

typedef struct
{
  double scale[2]; /* metres per degree */
  WgBox box;
  GPtrArray *nodes;
  GHashTable *by_place; /* char *, to index + 1 */
  GArray *heap;         /* guint: of nodes, the nearest first */
  const double *ends[2];
  guint end_nodes[2];
} Net;

static double
measure (const Net *net, const double a[2], const double b[2])
{
  return hypot ((a[0] - b[0]) * net->scale[0], (a[1] - b[1]) * net->scale[1]);
}

static void
node_free (gpointer data)
{
  Node *node = data;

  g_array_unref (node->links);
  g_free (node);
}

static guint
add_node (Net *net, const double place[2])
{
  g_autofree char *key = g_strdup_printf ("%.0f %.0f", place[0] / SAME_CORNER, place[1] / SAME_CORNER);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (net->by_place, key));
  Node *node;

  if (index > 0)
    return index - 1;
  node = g_new0 (Node, 1);
  node->lon = place[0];
  node->lat = place[1];
  node->metres = INFINITY;
  node->before = node->place = NONE;
  node->links = g_array_new (FALSE, FALSE, sizeof (Link));
  g_ptr_array_add (net->nodes, node);
  g_hash_table_insert (net->by_place, g_steal_pointer (&key), GUINT_TO_POINTER (net->nodes->len));
  return net->nodes->len - 1;
}

static void
link_nodes (Net *net, guint a, guint b, double metres)
{
  Link there = { b, metres }, back = { a, metres };

  if (a == b)
    return;
  g_array_append_val (((Node *) g_ptr_array_index (net->nodes, a))->links, there);
  g_array_append_val (((Node *) g_ptr_array_index (net->nodes, b))->links, back);
}

/* --- The net --- */

static gboolean
is_on (const Net *net, const double a[2], const double b[2], const double place[2])
{
  double ax = (a[0] - place[0]) * net->scale[0], ay = (a[1] - place[1]) * net->scale[1];
  double bx = (b[0] - place[0]) * net->scale[0], by = (b[1] - place[1]) * net->scale[1];
  double length2 = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
  double t = length2 > 0.0 ? CLAMP (-(ax * (bx - ax) + ay * (by - ay)) / length2, 0.0, 1.0) : 0.0;

  return hypot (ax + t * (bx - ax), ay + t * (by - ay)) <= ON_LINE_M;
}

/* A piece on which one of the two places lies goes through it. */
static void
add_piece (Net *net, const double a[2], const double b[2])
{
  const double *stops[4] = { a };
  guint n = 1, last;

  if (MAX (a[0], b[0]) < net->box.min_lon || MIN (a[0], b[0]) > net->box.max_lon || MAX (a[1], b[1]) < net->box.min_lat
      || MIN (a[1], b[1]) > net->box.max_lat)
    return;
  for (guint i = 0; i < 2; i++)
    {
      if (is_on (net, a, b, net->ends[i]))
        stops[n++] = net->ends[i];
    }
  if (n == 3 && measure (net, a, stops[1]) > measure (net, a, stops[2]))
    {
      stops[1] = net->ends[1];
      stops[2] = net->ends[0];
    }
  stops[n++] = b;
  last = add_node (net, a);
  for (guint i = 1; i < n; i++)
    {
      guint next = add_node (net, stops[i]);

      link_nodes (net, last, next, measure (net, stops[i - 1], stops[i]));
      last = next;
    }
}

static void
add_shape (Net *net, const WgShape *shape)
{
  if (!wg_box_intersects (wg_shape_get_box (shape), &net->box))
    return;
  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (shape, r, &n, NULL, NULL);

      for (guint i = 0; i < n; i++)
        {
          guint k = (i + 1) % n;
          double a[2] = { wg_shape_degrees_from_units (ring[2 * i]), wg_shape_degrees_from_units (ring[2 * i + 1]) };
          double b[2] = { wg_shape_degrees_from_units (ring[2 * k]), wg_shape_degrees_from_units (ring[2 * k + 1]) };

          add_piece (net, a, b);
        }
    }
}

static void
add_road (Net *net, const WgBaseShape *road)
{
  guint first = 0;

  for (guint l = 0; l < road->n_lines; l++)
    {
      for (guint i = first; i + 1 < road->ends[l]; i++)
        add_piece (net, road->lonlat + 2 * i, road->lonlat + 2 * i + 2);
      first = road->ends[l];
    }
}

static void
add_all (Net *net, WgBoundarySketch *sketch, gboolean along_borders)
{
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (sketch);
  const GPtrArray *roads = wg_boundary_sketch_get_roads (sketch);
  const GArray *footprints = wg_boundary_sketch_get_footprints (sketch);
  g_autoptr (GArray) ids = wg_coverage_list (coverage);

  for (guint i = 0; along_borders && i < ids->len; i++)
    add_shape (net, wg_coverage_get (coverage, g_array_index (ids, gint64, i)));
  for (guint i = 0; roads != NULL && i < roads->len; i++)
    add_road (net, g_ptr_array_index (roads, i));
  for (guint i = 0; footprints != NULL && i < footprints->len; i++)
    add_shape (net, g_array_index (footprints, WgFootprint, i).shape);
}

/* --- The shortest way --- */

static Node *
peek (const Net *net, guint place)
{
  return g_ptr_array_index (net->nodes, g_array_index (net->heap, guint, place));
}

static void
swap (Net *net, guint a, guint b)
{
  guint one = g_array_index (net->heap, guint, a);

  g_array_index (net->heap, guint, a) = g_array_index (net->heap, guint, b);
  g_array_index (net->heap, guint, b) = one;
  peek (net, a)->place = a;
  peek (net, b)->place = b;
}

static void
lift (Net *net, guint place)
{
  while (place > 0 && peek (net, place)->metres < peek (net, (place - 1) / 2)->metres)
    {
      swap (net, place, (place - 1) / 2);
      place = (place - 1) / 2;
    }
}

static void
reach (Net *net, guint index, guint before, double metres)
{
  Node *node = g_ptr_array_index (net->nodes, index);

  if (node->done || metres >= node->metres)
    return;
  node->metres = metres;
  node->before = before;
  if (node->place == NONE)
    {
      node->place = net->heap->len;
      g_array_append_val (net->heap, index);
    }
  lift (net, node->place);
}

static guint
take_nearest (Net *net)
{
  guint index = g_array_index (net->heap, guint, 0), place = 0;

  swap (net, 0, net->heap->len - 1);
  g_array_set_size (net->heap, net->heap->len - 1);
  for (;;)
    {
      guint least = place;

      for (guint child = 2 * place + 1; child <= 2 * place + 2 && child < net->heap->len; child++)
        {
          if (peek (net, child)->metres < peek (net, least)->metres)
            least = child;
        }
      if (least == place)
        return index;
      swap (net, place, least);
      place = least;
    }
}

static gboolean
search (Net *net)
{
  reach (net, net->end_nodes[0], NONE, 0.0);
  while (net->heap->len > 0)
    {
      guint index = take_nearest (net);
      Node *node = g_ptr_array_index (net->nodes, index);

      node->done = TRUE;
      if (index == net->end_nodes[1])
        return TRUE;
      for (guint i = 0; i < node->links->len; i++)
        {
          const Link *link = &g_array_index (node->links, Link, i);

          reach (net, link->to, index, node->metres + link->metres);
        }
    }
  return FALSE;
}

static GArray *
read_way (const Net *net)
{
  GArray *way = g_array_new (FALSE, FALSE, sizeof (double));
  const Node *node = g_ptr_array_index (net->nodes, net->end_nodes[1]);

  for (guint at = node->before; at != NONE && at != net->end_nodes[0]; at = node->before)
    {
      node = g_ptr_array_index (net->nodes, at);
      g_array_prepend_val (way, node->lat);
      g_array_prepend_val (way, node->lon);
    }
  return way;
}

GArray *
wg_boundary_trace_find (WgBoundarySketch *sketch, const double from[2], const double to[2], gboolean along_borders)
{
  Net net = { { METRES_PER_DEGREE * MAX (cos (from[1] * G_PI / 180.0), 0.01), METRES_PER_DEGREE } };
  double around;
  GArray *way = NULL;

  if (wg_boundary_sketch_get_coverage (sketch) == NULL)
    return NULL;
  around = MAX (measure (&net, from, to) * AROUND_SHARE, AROUND_LEAST_M);
  net.box = (WgBox){ MIN (from[0], to[0]) - around / net.scale[0], MIN (from[1], to[1]) - around / net.scale[1],
                     MAX (from[0], to[0]) + around / net.scale[0], MAX (from[1], to[1]) + around / net.scale[1] };
  net.nodes = g_ptr_array_new_with_free_func (node_free);
  net.by_place = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  net.heap = g_array_new (FALSE, FALSE, sizeof (guint));
  net.ends[0] = from;
  net.ends[1] = to;
  net.end_nodes[0] = add_node (&net, from);
  net.end_nodes[1] = add_node (&net, to);
  add_all (&net, sketch, along_borders);
  if (net.end_nodes[0] != net.end_nodes[1] && search (&net))
    way = read_way (&net);
  g_array_unref (net.heap);
  g_hash_table_unref (net.by_place);
  g_ptr_array_unref (net.nodes);
  return way;
}
