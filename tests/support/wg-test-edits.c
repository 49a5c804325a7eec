/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the tests and the benchmark of the coverage edit it in the same ways, at the same places a hand would choose:
 * corners, middles of borders, across a grid.
 */

#include "wg-test-edits.h"

#include <math.h>

WgTestEdits *
wg_test_edits_new (WgCoverage *coverage)
{
  WgTestEdits *edits = g_new0 (WgTestEdits, 1);
  g_autoptr (GArray) ids = wg_coverage_list (coverage);

  edits->coverage = coverage;
  edits->n_grids = ids->len;
  edits->log = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return edits;
}

void
wg_test_edits_free (WgTestEdits *edits)
{
  g_ptr_array_unref (edits->log);
  g_free (edits);
}

void
wg_test_edits_undo (WgTestEdits *edits)
{
  for (guint i = edits->log->len; i > 0; i--)
    wg_coverage_undo (edits->coverage, g_ptr_array_index (edits->log, i - 1));
  g_ptr_array_set_size (edits->log, 0);
}

/* A random side of a random grid, in units, and the grid. */
static gint64
choose_side (WgTestEdits *edits, const GArray *ids, gint64 a[2], gint64 b[2])
{
  gint64 id = g_array_index (ids, gint64, g_test_rand_int_range (0, ids->len));
  const WgShape *shape = wg_coverage_get (edits->coverage, id);
  guint n, i;
  const gint64 *ring = wg_shape_get_ring (shape, g_test_rand_int_range (0, wg_shape_get_n_rings (shape)), &n, NULL, NULL);

  i = g_test_rand_int_range (0, n);
  memcpy (a, ring + 2 * i, 2 * sizeof (gint64));
  memcpy (b, ring + 2 * ((i + 1) % n), 2 * sizeof (gint64));
  return id;
}

static gboolean
has_side (const WgShape *shape, const gint64 a[2], const gint64 b[2])
{
  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (shape, r, &n, NULL, NULL);

      for (guint i = 0; i < n; i++)
        {
          if (memcmp (ring + 2 * i, a, 2 * sizeof (gint64)) == 0
              && memcmp (ring + 2 * ((i + 1) % n), b, 2 * sizeof (gint64)) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

/* The grid on the other side of a side, 0 for none. */
static gint64
find_neighbour (WgTestEdits *edits, const GArray *ids, const gint64 a[2], const gint64 b[2])
{
  double lon = wg_shape_degrees_from_units (a[0]), lat = wg_shape_degrees_from_units (a[1]);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      const WgShape *shape = wg_coverage_get (edits->coverage, id);

      if (wg_box_contains (wg_shape_get_box (shape), lon, lat) && has_side (shape, b, a))
        return id;
    }
  return 0;
}

static void
degrees_between (const gint64 a[2], const gint64 b[2], double part, double place[2])
{
  place[0] = wg_shape_degrees_from_units (a[0] + llround (part * (b[0] - a[0])));
  place[1] = wg_shape_degrees_from_units (a[1] + llround (part * (b[1] - a[1])));
}

static void
shake (const gint64 a[2], const gint64 b[2], double place[2])
{
  double size = hypot (b[0] - a[0], b[1] - a[1]) * WG_SHAPE_UNIT * 0.4;

  place[0] += g_test_rand_double_range (-size, size);
  place[1] += g_test_rand_double_range (-size, size);
}

/* A line across a grid, now and then a crooked one. */
static guint
cross_grid (WgTestEdits *edits, gint64 id, double line[6])
{
  const WgShape *shape = wg_coverage_get (edits->coverage, id);
  const WgBox *box = wg_shape_get_box (shape);
  double reach = hypot (box->max_lon - box->min_lon, box->max_lat - box->min_lat);
  double angle = g_test_rand_double_range (0.0, 2.0 * G_PI), bend = angle + g_test_rand_double_range (2.2, 4.0), lon, lat;

  wg_shape_get_label_point (shape, &lon, &lat);
  line[0] = lon + reach * cos (angle);
  line[1] = lat + reach * sin (angle);
  line[2] = lon;
  line[3] = lat;
  line[4] = lon + reach * cos (bend);
  line[5] = lat + reach * sin (bend);
  return 3;
}

static GPtrArray *
draw_circle (WgTestEdits *edits, const GArray *ids, WgRefusal *refusal)
{
  gint64 a[2], b[2];
  double ring[16], place[2], radius;

  choose_side (edits, ids, a, b);
  degrees_between (a, b, 0.5, place);
  radius = hypot (b[0] - a[0], b[1] - a[1]) * WG_SHAPE_UNIT * 0.4;
  for (guint i = 0; i < 8; i++)
    {
      ring[2 * i] = place[0] + radius * cos (i * G_PI / 4.0);
      ring[2 * i + 1] = place[1] + radius * sin (i * G_PI / 4.0);
    }
  return wg_coverage_draw (edits->coverage, ring, 8, refusal);
}

static GPtrArray *
edit_pair (WgTestEdits *edits, const GArray *ids, guint kind, WgRefusal *refusal)
{
  gint64 a[2], b[2];
  gint64 id = choose_side (edits, ids, a, b), neighbour = find_neighbour (edits, ids, a, b);
  gint64 both[2] = { id, neighbour };
  double line[6];

  refusal->rule = "not_neighbours";
  if (neighbour == 0 || neighbour == id)
    return NULL;
  if (kind == 0)
    return wg_coverage_merge (edits->coverage, both, 2, refusal);
  if (kind == 1)
    {
      guint n_points = cross_grid (edits, id, line);

      return wg_coverage_hand_over (edits->coverage, id, neighbour, line, n_points, NULL, refusal);
    }
  degrees_between (a, b, 0.1, line);
  degrees_between (a, b, 0.5, line + 2);
  degrees_between (a, b, 0.9, line + 4);
  shake (a, b, line + 2);
  return wg_coverage_reshape (edits->coverage, id, neighbour, line, 3, refusal);
}

static GPtrArray *
edit_corner (WgTestEdits *edits, const GArray *ids, guint kind, WgRefusal *refusal)
{
  gint64 a[2], b[2];
  double from[2], to[2];

  choose_side (edits, ids, a, b);
  degrees_between (a, b, kind == 1 ? g_test_rand_double_range (0.1, 0.9) : 0.0, from);
  memcpy (to, from, sizeof to);
  shake (a, b, to);
  if (kind == 0)
    return wg_coverage_move_vertex (edits->coverage, from, to, refusal);
  if (kind == 1)
    return wg_coverage_insert_vertex (edits->coverage, from, g_test_rand_bit () ? to : NULL, refusal);
  return wg_coverage_delete_vertex (edits->coverage, from, refusal);
}

static GPtrArray *
choose_edit (WgTestEdits *edits, const GArray *ids, WgRefusal *refusal)
{
  guint kind = g_test_rand_int_range (0, 10);
  double line[6];

  if (kind < 4)
    return edit_corner (edits, ids, kind % 3, refusal);
  if (kind < 6)
    return edit_pair (edits, ids, 1 + kind % 2, refusal);
  if (ids->len > edits->n_grids)
    return edit_pair (edits, ids, 0, refusal);
  if (kind < 9)
    {
      gint64 id = g_array_index (ids, gint64, g_test_rand_int_range (0, ids->len));
      guint n_points = cross_grid (edits, id, line);

      return wg_coverage_split (edits->coverage, id, line, n_points, refusal);
    }
  return draw_circle (edits, ids, refusal);
}

gboolean
wg_test_edits_step (WgTestEdits *edits)
{
  g_autoptr (GArray) ids = wg_coverage_list (edits->coverage);
  WgRefusal refusal = { NULL, NAN, NAN };
  GPtrArray *changes = choose_edit (edits, ids, &refusal);

  if (changes == NULL)
    {
      g_assert_nonnull (refusal.rule);
      edits->n_refused++;
      return FALSE;
    }
  edits->n_accepted++;
  g_ptr_array_add (edits->log, changes);
  return TRUE;
}

static long double
area_of (const WgShape *shape)
{
  long double area = 0.0L;

  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (shape, r, &n, NULL, NULL);

      for (guint i = 1; i + 1 < n; i++)
        {
          long double ax = ring[2 * i] - ring[0], ay = ring[2 * i + 1] - ring[1];
          long double bx = ring[2 * i + 2] - ring[0], by = ring[2 * i + 3] - ring[1];

          area += (ax * by - bx * ay) / 2.0L;
        }
    }
  return area * WG_SHAPE_UNIT * WG_SHAPE_UNIT;
}

long double
wg_test_coverage_area (const WgCoverage *coverage)
{
  g_autoptr (GArray) ids = wg_coverage_list (coverage);
  long double area = 0.0L;

  for (guint i = 0; i < ids->len; i++)
    area += area_of (wg_coverage_get (coverage, g_array_index (ids, gint64, i)));
  return area;
}

char *
wg_test_coverage_sum (const WgCoverage *coverage)
{
  g_autoptr (GArray) ids = wg_coverage_list (coverage);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (GBytes) bytes = wg_shape_to_wkb (wg_coverage_get (coverage, id));

      g_checksum_update (sum, (const guchar *) &id, sizeof id);
      g_checksum_update (sum, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  return g_strdup (g_checksum_get_string (sum));
}
