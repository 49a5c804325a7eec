/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: sequence numbers of a first numbering run from west to east in rows from north to south, by a rule that leaves
 * no tie open.
 */

#include "wg-demo-city-private.h"

#include <math.h>
#include <stdlib.h>

typedef struct
{
  guint index;
  double x, y;             /* centroid in metres, rounded to the millimetre */
  double height;           /* of the bounding box */
} Placed;

static void
add_ring (const gint64 *ring, guint n, double *area, double *sx, double *sy)
{
  for (guint i = 0; i < n; i++)
    {
      double ax, ay, bx, by, cross;

      wg_demo_unit_to_metres (ring[2 * i], ring[2 * i + 1], &ax, &ay);
      wg_demo_unit_to_metres (ring[2 * ((i + 1) % n)], ring[2 * ((i + 1) % n) + 1], &bx, &by);
      cross = ax * by - bx * ay;
      *area += cross;
      *sx += (ax + bx) * cross;
      *sy += (ay + by) * cross;
    }
}

static Placed
place (const WgShape *shape, guint index)
{
  Placed placed = { index };
  const WgBox *box = wg_shape_get_box (shape);
  double area = 0.0, sx = 0.0, sy = 0.0;
  double x, top, bottom;

  for (guint i = 0; i < wg_shape_get_n_rings (shape); i++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (shape, i, &n, NULL, NULL);

      add_ring (ring, n, &area, &sx, &sy);
    }
  placed.x = round (sx / (3.0 * area) * 1000.0);
  placed.y = round (sy / (3.0 * area) * 1000.0);
  wg_demo_unit_to_metres (0, llround (box->max_lat / WG_SHAPE_UNIT), &x, &top);
  wg_demo_unit_to_metres (0, llround (box->min_lat / WG_SHAPE_UNIT), &x, &bottom);
  placed.height = (top - bottom) * 1000.0;
  return placed;
}

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

static int
compare_north (gconstpointer a, gconstpointer b)
{
  const Placed *p = a;
  const Placed *q = b;
  int order = compare_numbers (q->y, p->y);

  if (order == 0)
    order = compare_numbers (p->x, q->x);
  return order != 0 ? order : (p->index > q->index) - (p->index < q->index);
}

static int
compare_west (gconstpointer a, gconstpointer b)
{
  const Placed *p = a;
  const Placed *q = b;
  int order = compare_numbers (p->x, q->x);

  if (order == 0)
    order = compare_numbers (q->y, p->y);
  return order != 0 ? order : (p->index > q->index) - (p->index < q->index);
}

static int
compare_height (gconstpointer a, gconstpointer b)
{
  return compare_numbers (((const Placed *) a)->height, ((const Placed *) b)->height);
}

/* Fills @order with the indices of @shapes in the order of their numbers. Rows are opened by the northernmost grid
 * left; a grid belongs to the row whose opener is at most half the lower median height north of it.
 */
void
wg_demo_number_shapes (WgShape *const *shapes, guint n_shapes, guint *order)
{
  g_autofree Placed *placed = g_new (Placed, n_shapes);
  double tolerance;
  guint row = 0;

  for (guint i = 0; i < n_shapes; i++)
    placed[i] = place (shapes[i], i);
  qsort (placed, n_shapes, sizeof (Placed), compare_height);
  tolerance = placed[(n_shapes - 1) / 2].height / 2.0;
  qsort (placed, n_shapes, sizeof (Placed), compare_north);
  for (guint i = 1; i <= n_shapes; i++)
    {
      if (i < n_shapes && placed[row].y - placed[i].y <= tolerance)
        continue;
      qsort (placed + row, i - row, sizeof (Placed), compare_west);
      row = i;
    }
  for (guint i = 0; i < n_shapes; i++)
    order[i] = placed[i].index;
}
