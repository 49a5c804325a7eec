/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever numbers the grids of a community twice must get the same numbers, so the rule leaves no tie open.
 */

#include "wg-numbering.h"

typedef struct
{
  guint index;
  const char *name;
  double x, y;             /* centroid in whole millimetres */
  double height;           /* of the bounding box, millimetres */
} Placed;

/* Areas and moments of triangles from the first corner of the shape, so that digits are not lost. */
static void
add_ring (const gint64 *ring, guint n, const gint64 origin[2], long double *area, long double *east, long double *north)
{
  for (guint i = 0; i < n; i++)
    {
      const gint64 *a = ring + 2 * i, *b = ring + 2 * ((i + 1) % n);
      long double ax = a[0] - origin[0], ay = a[1] - origin[1], bx = b[0] - origin[0], by = b[1] - origin[1];
      long double cross = ax * by - bx * ay;

      *area += cross;
      *east += (ax + bx) * cross;
      *north += (ay + by) * cross;
    }
}

static Placed
place (const WgShape *shape, double x, double y, guint index, const char *name)
{
  Placed placed = { index, name, 0.0, 0.0, 0.0 };
  const WgBox *box = wg_shape_get_box (shape);
  long double area = 0.0L, east = 0.0L, north = 0.0L;
  gint64 origin[2] = { 0, 0 };

  for (guint i = 0; i < wg_shape_get_n_rings (shape); i++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (shape, i, &n, NULL, NULL);

      if (i == 0)
        {
          origin[0] = ring[0];
          origin[1] = ring[1];
        }
      add_ring (ring, n, origin, &area, &east, &north);
    }
  placed.x = roundl ((origin[0] + east / (3.0L * area)) * (WG_SHAPE_UNIT * 1000.0L) * x);
  placed.y = roundl ((origin[1] + north / (3.0L * area)) * (WG_SHAPE_UNIT * 1000.0L) * y);
  placed.height = round ((box->max_lat - box->min_lat) * y * 1000.0);
  return placed;
}

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

static int
compare_names (const Placed *a, const Placed *b)
{
  if (a->name != NULL && b->name != NULL)
    return strcmp (a->name, b->name);
  return (a->index > b->index) - (a->index < b->index);
}

static int
compare_north (gconstpointer a, gconstpointer b)
{
  const Placed *p = a, *q = b;
  int order = compare_numbers (q->y, p->y);

  if (order == 0)
    order = compare_numbers (p->x, q->x);
  return order != 0 ? order : compare_names (p, q);
}

static int
compare_west (gconstpointer a, gconstpointer b)
{
  const Placed *p = a, *q = b;
  int order = compare_numbers (p->x, q->x);

  if (order == 0)
    order = compare_numbers (q->y, p->y);
  return order != 0 ? order : compare_names (p, q);
}

static int
compare_height (gconstpointer a, gconstpointer b)
{
  return compare_numbers (((const Placed *) a)->height, ((const Placed *) b)->height);
}

void
wg_numbering_sort (WgShape *const *shapes, const char *const *names, guint n_shapes, double x, double y, guint *order)
{
  g_autofree Placed *placed = g_new (Placed, n_shapes + 1);
  double tolerance;
  guint row = 0;

  if (n_shapes == 0)
    return;
  for (guint i = 0; i < n_shapes; i++)
    placed[i] = place (shapes[i], x, y, i, names == NULL ? NULL : names[i]);
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
