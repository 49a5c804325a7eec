/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a grid's name and number belong where the grid is widest, also when it is a horseshoe. The point farthest from
 * the border is found by quartering squares, the most promising one first: a square whose middle is d inside cannot
 * hold anything better than d + half its diagonal.
 */

#include "wg-shape-private.h"

/* A better point is looked for until none can be more than 1 % better. */
#define GAIN 1.01
/* However intricate the border: a bound on edges looked at, and on squares. */
#define MAX_WORK 400000000
#define MIN_SQUARES 300
#define MAX_SQUARES 4000
#define N_SCAN_LINES 7

/* One edge on the plane of the part: x to the east, scaled, y to the north, in units. */
typedef struct
{
  double ax, ay, bx, by;
} Edge;

typedef struct
{
  Edge *edges;
  guint n_edges;
  WgCorner origin;
  double x_scale;
  double width;
  double height;
} Part;

typedef struct
{
  double x, y;
  double half;
  double inside;
  double best_possible;
} Square;

static double
get_doubled_area (const WgShape *shape, const WgShapeRing *ring)
{
  const WgCorner *corners = shape->corners + ring->first;
  double area = 0.0;

  for (guint i = 0; i < ring->n_points; i++)
    area += (double) (corners[i].lon - corners[0].lon) * (double) (corners[i + 1].lat - corners[0].lat)
            - (double) (corners[i + 1].lon - corners[0].lon) * (double) (corners[i].lat - corners[0].lat);
  return area;
}

/* Holes count negative by their orientation. Of equal ones the first. */
static guint
find_largest_polygon (const WgShape *shape)
{
  g_autofree double *areas = g_new0 (double, shape->n_polygons);
  guint largest = 0;

  for (guint i = 0; i < shape->n_rings; i++)
    areas[shape->rings[i].polygon] += get_doubled_area (shape, &shape->rings[i]);
  for (guint i = 1; i < shape->n_polygons; i++)
    {
      if (areas[i] > areas[largest])
        largest = i;
    }
  return largest;
}

static void
measure_part (Part *part, const WgShape *shape, guint polygon)
{
  WgCorner low = { G_MAXINT64, G_MAXINT64 }, high = { G_MININT64, G_MININT64 };

  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgShapeRing *ring = &shape->rings[r];

      if (ring->polygon != polygon)
        continue;
      part->n_edges += ring->n_points;
      for (guint i = ring->first; i < ring->first + ring->n_points; i++)
        {
          low.lon = MIN (low.lon, shape->corners[i].lon);
          low.lat = MIN (low.lat, shape->corners[i].lat);
          high.lon = MAX (high.lon, shape->corners[i].lon);
          high.lat = MAX (high.lat, shape->corners[i].lat);
        }
    }
  part->origin = low;
  part->x_scale = MAX (cos (wg_shape_degrees_from_units ((low.lat + high.lat) / 2) * (G_PI / 180.0)), 1e-6);
  part->width = (double) (high.lon - low.lon) * part->x_scale;
  part->height = (double) (high.lat - low.lat);
}

static void
project (const Part *part, const WgCorner *corner, double *x, double *y)
{
  *x = (double) (corner->lon - part->origin.lon) * part->x_scale;
  *y = (double) (corner->lat - part->origin.lat);
}

static void
part_init (Part *part, const WgShape *shape, guint polygon)
{
  Edge *edge;

  measure_part (part, shape, polygon);
  edge = part->edges = g_new (Edge, part->n_edges);
  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgShapeRing *ring = &shape->rings[r];

      if (ring->polygon != polygon)
        continue;
      for (guint i = ring->first; i < ring->first + ring->n_points; i++, edge++)
        {
          project (part, &shape->corners[i], &edge->ax, &edge->ay);
          project (part, &shape->corners[i + 1], &edge->bx, &edge->by);
        }
    }
}

/* The distance from the border, negative outside. */
static double
get_depth (const Part *part, double x, double y)
{
  gboolean inside = FALSE;
  double nearest = G_MAXDOUBLE;

  for (const Edge *edge = part->edges; edge < part->edges + part->n_edges; edge++)
    {
      double dx = edge->bx - edge->ax, dy = edge->by - edge->ay;
      double px = x - edge->ax, py = y - edge->ay;
      double length = dx * dx + dy * dy;
      double along = px * dx + py * dy;
      double t = along <= 0.0 ? 0.0 : along >= length ? 1.0 : along / length;
      double square = (px - t * dx) * (px - t * dx) + (py - t * dy) * (py - t * dy);

      nearest = MIN (nearest, square);
      if ((edge->ay > y) != (edge->by > y) && x < edge->ax + py / dy * dx)
        inside = !inside;
    }
  return inside ? sqrt (nearest) : -sqrt (nearest);
}

/* A binary heap, the square with the best possibility on top. */
static void
push_square (GArray *heap, const Part *part, double x, double y, double half)
{
  Square square = { x, y, half, get_depth (part, x, y), 0.0 };
  Square *squares;
  guint at = heap->len;

  square.best_possible = square.inside + half * G_SQRT2;
  g_array_append_val (heap, square);
  squares = (Square *) (gpointer) heap->data;
  for (; at > 0 && squares[(at - 1) / 2].best_possible < square.best_possible; at = (at - 1) / 2)
    squares[at] = squares[(at - 1) / 2];
  squares[at] = square;
}

static Square
pop_square (GArray *heap)
{
  Square *squares = (Square *) (gpointer) heap->data;
  Square top = squares[0];
  Square last = squares[heap->len - 1];
  guint n_left = heap->len - 1, at = 0, child;

  for (; (child = 2 * at + 1) < n_left; at = child)
    {
      if (child + 1 < n_left && squares[child + 1].best_possible > squares[child].best_possible)
        child++;
      if (squares[child].best_possible <= last.best_possible)
        break;
      squares[at] = squares[child];
    }
  squares[at] = last;
  g_array_set_size (heap, n_left);
  return top;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The middle of the widest piece of one line of latitude that lies inside; finds something in slivers that every square
 * would miss.
 */
static void
try_scan_line (const Part *part, double y, Square *best)
{
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  double widest = 0.0, middle = 0.0, depth;

  for (guint i = 0; i < part->n_edges; i++)
    {
      const Edge *edge = &part->edges[i];
      double x;

      if ((edge->ay > y) == (edge->by > y))
        continue;
      x = edge->ax + (y - edge->ay) / (edge->by - edge->ay) * (edge->bx - edge->ax);
      g_array_append_val (crossings, x);
    }
  g_array_sort (crossings, compare_doubles);
  for (guint i = 0; i + 1 < crossings->len; i += 2)
    {
      double from = g_array_index (crossings, double, i), to = g_array_index (crossings, double, i + 1);

      if (to - from > widest)
        {
          widest = to - from;
          middle = (from + to) / 2.0;
        }
    }
  if (widest <= 0.0)
    return;
  depth = get_depth (part, middle, y);
  if (depth > best->inside)
    *best = (Square){ middle, y, 0.0, depth, depth };
}

static void
push_first_squares (GArray *heap, const Part *part)
{
  double narrow = MIN (part->width, part->height), wide = MAX (part->width, part->height);
  double side = MAX (MAX (narrow, wide / 16.0), 1.0);

  for (double x = 0.0; x <= part->width; x += side)
    {
      for (double y = 0.0; y <= part->height; y += side)
        push_square (heap, part, x + side / 2.0, y + side / 2.0, side / 2.0);
    }
}

static void
search_squares (const Part *part, Square *best)
{
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Square));
  guint n_left = CLAMP (MAX_WORK / MAX (part->n_edges, 1), MIN_SQUARES, MAX_SQUARES);

  push_first_squares (heap, part);
  for (; heap->len > 0 && n_left > 0; n_left--)
    {
      Square square = pop_square (heap);
      double half = square.half / 2.0;

      if (square.inside > best->inside)
        *best = square;
      if (square.best_possible <= MAX (best->inside, 0.0) * GAIN || half < 0.25)
        break;
      push_square (heap, part, square.x - half, square.y - half, half);
      push_square (heap, part, square.x + half, square.y - half, half);
      push_square (heap, part, square.x - half, square.y + half, half);
      push_square (heap, part, square.x + half, square.y + half, half);
    }
}

void
wg_shape_get_label_point (const WgShape *shape, double *lon, double *lat)
{
  guint polygon = find_largest_polygon (shape);
  Part part = { 0 };
  Square best = { .inside = 0.0 };
  guint ring = 0;

  part_init (&part, shape, polygon);
  for (guint i = 1; i <= N_SCAN_LINES; i++)
    try_scan_line (&part, part.height * i / (N_SCAN_LINES + 1) + 0.25, &best);
  search_squares (&part, &best);
  g_free (part.edges);

  *lon = wg_shape_degrees_from_units (part.origin.lon + llround (best.x / part.x_scale));
  *lat = wg_shape_degrees_from_units (part.origin.lat + llround (best.y));
  if (best.inside > 0.0 && wg_shape_contains (shape, *lon, *lat))
    return;
  /* So thin that no point of whole units lies inside: a corner is as good as any. */
  while (shape->rings[ring].polygon != polygon)
    ring++;
  *lon = wg_shape_degrees_from_units (shape->corners[shape->rings[ring].first].lon);
  *lat = wg_shape_degrees_from_units (shape->corners[shape->rings[ring].first].lat);
}
