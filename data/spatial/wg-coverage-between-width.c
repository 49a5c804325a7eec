/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever is asked how wide the streets are does not know it, but the blocks do.
 */

#include "wg-coverage-between.h"

#include "wg-box-index.h"
#include "wg-coverage-mesh.h"

#include <math.h>

#define MOST_LOOKED_AT 400
#define LEAST_SIDE_M 5.0
#define LEAST_WIDTH_M 0.01
#define MOST_SHARE 0.9

/* From the middle of a side straight away from its grid. */
typedef struct
{
  const WgCoverageItem *items;
  double x; /* metres a unit */
  double y;
  guint item;
  WgCorner at;
  double east; /* the direction, a metre long */
  double north;
  double nearest_m;
  gboolean is_own; /* what is nearest is the same grid */
} Look;

/* How far away a side is in that direction; endless when it is not there. */
static double
measure (const Look *self, WgCorner a, WgCorner b)
{
  double ax = (double) (a.lon - self->at.lon) * self->x, ay = (double) (a.lat - self->at.lat) * self->y;
  double bx = (double) (b.lon - self->at.lon) * self->x, by = (double) (b.lat - self->at.lat) * self->y;
  double off_a = self->east * ay - self->north * ax, off_b = self->east * by - self->north * bx;
  double along_a = self->east * ax + self->north * ay, along_b = self->east * bx + self->north * by, metres;

  if ((off_a > 0.0) == (off_b > 0.0))
    return G_MAXDOUBLE;
  metres = along_a + (along_b - along_a) * off_a / (off_a - off_b);
  return metres > LEAST_WIDTH_M ? metres : G_MAXDOUBLE;
}

static gboolean
look_at (guint item, gpointer data)
{
  Look *self = data;
  const WgShape *shape = self->items[item].shape;

  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgCorner *corners = shape->corners + shape->rings[r].first;

      for (guint i = 0; i < shape->rings[r].n_points; i++)
        {
          double metres = measure (self, corners[i], corners[i + 1]);

          if (metres >= self->nearest_m)
            continue;
          self->nearest_m = metres;
          self->is_own = item == self->item;
        }
    }
  return TRUE;
}

static void
look_away (Look *self, const WgBoxIndex *boxes, WgCorner from, WgCorner to, GArray *widths)
{
  double x = (double) (to.lon - from.lon) * self->x, y = (double) (to.lat - from.lat) * self->y, length = hypot (x, y);
  double lon, lat, reach_x, reach_y;
  WgBox box = WG_BOX_EMPTY;

  if (length < LEAST_SIDE_M)
    return;
  self->at = (WgCorner){ (from.lon + to.lon) / 2, (from.lat + to.lat) / 2 };
  self->east = y / length;
  self->north = -x / length;
  self->nearest_m = G_MAXDOUBLE;
  lon = wg_shape_degrees_from_units (self->at.lon);
  lat = wg_shape_degrees_from_units (self->at.lat);
  reach_x = self->east * WG_COVERAGE_WIDEST_M / self->x * WG_SHAPE_UNIT;
  reach_y = self->north * WG_COVERAGE_WIDEST_M / self->y * WG_SHAPE_UNIT;
  wg_box_extend (&box, lon, lat);
  wg_box_extend (&box, lon + reach_x, lat + reach_y);
  wg_box_index_query (boxes, &box, look_at, self);
  if (!self->is_own && self->nearest_m <= WG_COVERAGE_WIDEST_M)
    g_array_append_val (widths, self->nearest_m);
}

static void
look_round (Look *self, const WgBoxIndex *boxes, guint item, GArray *widths)
{
  const WgShape *shape = self->items[item].shape;

  self->item = item;
  wg_shape_get_scale ((shape->box.min_lat + shape->box.max_lat) / 2.0, &self->x, &self->y);
  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgCorner *corners = shape->corners + shape->rings[r].first;

      for (guint i = 0; i < shape->rings[r].n_points; i++)
        look_away (self, boxes, corners[i], corners[i + 1], widths);
    }
}

static int
compare_widths (gconstpointer a, gconstpointer b)
{
  const double *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

double
wg_coverage_measure_between (const WgCoverageItem *items, guint n_items, double *median_m)
{
  g_autoptr (WgBoxIndex) index = wg_coverage_index_items (items, n_items);
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (double));
  Look self = { .items = items };
  guint step = MAX (n_items / MOST_LOOKED_AT, 1);

  for (guint i = 0; i < n_items; i += step)
    look_round (&self, index, i, widths);
  *median_m = 0.0;
  if (widths->len == 0)
    return 0.0;
  g_array_sort (widths, compare_widths);
  *median_m = g_array_index (widths, double, widths->len / 2);
  return ceil (g_array_index (widths, double, (guint) (widths->len * MOST_SHARE)));
}
