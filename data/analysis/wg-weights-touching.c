/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: two files of one district rarely put the same corners on one border, so "shared border" cannot mean shared
 * corners. It means: the lines run along each other, within the thickness of a drawn line, for a stretch that is more
 * than a corner.
 */

#include "wg-box-index.h"
#include "wg-weights.h"

#define METRES_PER_DEGREE 111320.0 /* of latitude; only the tolerance is measured with it */
#define LEAST_STRETCH 4.0          /* in tolerances: a right angle gives two */

typedef struct
{
  double x0, y0, x1, y1; /* metres */
  guint place;
} Side;

typedef struct
{
  GArray *sides;
  GHashTable *lengths; /* pair of places → metres along each other */
  double tolerance_m;
  guint at;
} Search;

static void
add_sides (GArray *sides, GArray *boxes, WgShape *shape, guint place, double metres_per_lon, double tolerance_m)
{
  for (guint ring = 0; ring < wg_shape_get_n_rings (shape); ring++)
    {
      guint n_points;
      const gint64 *points = wg_shape_get_ring (shape, ring, &n_points, NULL, NULL);

      for (guint i = 0; i < n_points; i++)
        {
          guint next = i + 1 < n_points ? i + 1 : 0;
          double lon0 = wg_shape_degrees_from_units (points[2 * i]), lat0 = wg_shape_degrees_from_units (points[2 * i + 1]);
          double lon1 = wg_shape_degrees_from_units (points[2 * next]);
          double lat1 = wg_shape_degrees_from_units (points[2 * next + 1]);
          double dx = tolerance_m / metres_per_lon, dy = tolerance_m / METRES_PER_DEGREE;
          Side side = { lon0 * metres_per_lon, lat0 * METRES_PER_DEGREE, lon1 * metres_per_lon, lat1 * METRES_PER_DEGREE, place };
          WgBox box = { MIN (lon0, lon1) - dx, MIN (lat0, lat1) - dy, MAX (lon0, lon1) + dx, MAX (lat0, lat1) + dy };

          g_array_append_val (sides, side);
          g_array_append_val (boxes, box);
        }
    }
}

/* Keeps of the stretch @low .. @high, which is a share of a line, what fulfils value + slope · share <= bound. */
static void
clip (double value, double slope, double bound, double *low, double *high)
{
  if (slope > 0.0)
    *high = MIN (*high, (bound - value) / slope);
  else if (slope < 0.0)
    *low = MAX (*low, (bound - value) / slope);
  else if (value > bound)
    *high = *low;
}

/* How many metres of @a lie beside @b, no farther than the tolerance. */
static double
measure_along (const Side *a, const Side *b, double tolerance_m)
{
  double bx = b->x1 - b->x0, by = b->y1 - b->y0, length_b = hypot (bx, by);
  double ax = a->x1 - a->x0, ay = a->y1 - a->y0, length_a = hypot (ax, ay);
  double low = 0.0, high = 1.0, off, off_slope, along, along_slope;

  if (length_a <= 0.0 || length_b <= 0.0)
    return 0.0;
  bx /= length_b;
  by /= length_b;
  off = (a->x0 - b->x0) * by - (a->y0 - b->y0) * bx;
  off_slope = ax * by - ay * bx;
  along = (a->x0 - b->x0) * bx + (a->y0 - b->y0) * by;
  along_slope = ax * bx + ay * by;
  clip (off, off_slope, tolerance_m, &low, &high);
  clip (-off, -off_slope, tolerance_m, &low, &high);
  clip (along, along_slope, length_b, &low, &high);
  clip (-along, -along_slope, 0.0, &low, &high);
  return high > low ? (high - low) * length_a : 0.0;
}

static gboolean
meet_side (guint item, gpointer user_data)
{
  Search *search = user_data;
  const Side *a = &g_array_index (search->sides, Side, search->at), *b = &g_array_index (search->sides, Side, item);
  guint64 key = ((guint64) a->place << 32) | b->place;
  double *length, metres;

  if (b->place <= a->place)
    return TRUE;
  metres = measure_along (a, b, search->tolerance_m);
  if (metres <= 0.0)
    return TRUE;
  length = g_hash_table_lookup (search->lengths, &key);
  if (length == NULL)
    {
      length = g_new0 (double, 1);
      g_hash_table_insert (search->lengths, g_memdup2 (&key, sizeof key), length);
    }
  *length += metres;
  return TRUE;
}

/* While it is filled, starts[i + 1] is where the next neighbour of i goes; so it ends as where those of i end. */
static WgWeights *
make_weights (GHashTable *lengths, guint n, double least_m)
{
  g_autofree guint *starts = g_new0 (guint, n + 2), *neighbours = NULL;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, lengths);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      if (*(double *) value <= least_m)
        continue;
      starts[(*(guint64 *) key >> 32) + 2]++;
      starts[(guint32) *(guint64 *) key + 2]++;
    }
  for (guint i = 2; i <= n + 1; i++)
    starts[i] += starts[i - 1];
  neighbours = g_new (guint, MAX (starts[n + 1], 1));
  g_hash_table_iter_init (&iter, lengths);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint a = (guint) (*(guint64 *) key >> 32), b = (guint32) *(guint64 *) key;

      if (*(double *) value <= least_m)
        continue;
      neighbours[starts[a + 1]++] = b;
      neighbours[starts[b + 1]++] = a;
    }
  return wg_weights_new (n, starts, neighbours);
}

WgWeights *
wg_weights_new_touching (WgShape *const *shapes, guint n, double tolerance_m)
{
  g_autoptr (GArray) sides = g_array_new (FALSE, FALSE, sizeof (Side));
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (WgBox));
  g_autoptr (GHashTable) lengths = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (WgBoxIndex) index = NULL;
  Search search = { sides, lengths, tolerance_m, 0 };
  WgBox all = WG_BOX_EMPTY;
  double metres_per_lon;

  for (guint i = 0; i < n; i++)
    {
      if (shapes[i] != NULL)
        wg_box_union (&all, wg_shape_get_box (shapes[i]));
    }
  metres_per_lon = METRES_PER_DEGREE * MAX (cos ((all.min_lat + all.max_lat) / 2.0 * G_PI / 180.0), 0.01);
  for (guint i = 0; i < n; i++)
    {
      if (shapes[i] != NULL)
        add_sides (sides, boxes, shapes[i], i, metres_per_lon, tolerance_m);
    }
  index = wg_box_index_new ((const WgBox *) (gpointer) boxes->data, boxes->len);
  for (search.at = 0; search.at < sides->len; search.at++)
    wg_box_index_query (index, &g_array_index (boxes, WgBox, search.at), meet_side, &search);
  return make_weights (lengths, n, LEAST_STRETCH * tolerance_m);
}
