/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Boundaries that cannot leak: whatever is done to a coverage, it stays one, or nothing is done. */

#include <geos_c.h>
#include <math.h>

#include "wg-coverage-check.h"
#include "wg-coverage.h"
#include "wg-test-demo.h"
#include "wg-test-edits.h"
#include "wg-test-topology.h"

#ifndef WG_TEST_STEPS
#define WG_TEST_STEPS 600
#endif
#define N_HOSTILE 1000
#define SIDE 12
/* About 111 by 85 m at 40 N. */
#define CELL 0.001
#define LON 116.6
#define LAT 40.3
/* Square degrees: about 1 cm2 at 40 N. */
#define NO_AREA 1e-14

static gint64
cell_id (guint row, guint column)
{
  return 1 + row * SIDE + column;
}

/* SIDE x SIDE grids whose inner corners are shaken by a part of their size, with a gap of two in the middle or not. */
static WgCoverage *
make_lattice (gboolean with_gap, double shake)
{
  WgCoverage *coverage = wg_coverage_new ();
  double corners[SIDE + 1][SIDE + 1][2];

  for (guint row = 0; row <= SIDE; row++)
    {
      for (guint column = 0; column <= SIDE; column++)
        {
          gboolean inner = row > 0 && row < SIDE && column > 0 && column < SIDE;

          corners[row][column][0] = LON + CELL * column + (inner ? g_test_rand_double_range (-1.0, 1.0) * shake * CELL : 0.0);
          corners[row][column][1] = LAT + CELL * row + (inner ? g_test_rand_double_range (-1.0, 1.0) * shake * CELL : 0.0);
        }
    }
  for (guint row = 0; row < SIDE; row++)
    {
      for (guint column = 0; column < SIDE; column++)
        {
          double ring[8];
          g_autoptr (WgShape) shape = NULL;

          if (with_gap && row == SIDE / 2 && (column == SIDE / 2 || column == SIDE / 2 + 1))
            continue;
          memcpy (ring, corners[row][column], 2 * sizeof (double));
          memcpy (ring + 2, corners[row][column + 1], 2 * sizeof (double));
          memcpy (ring + 4, corners[row + 1][column + 1], 2 * sizeof (double));
          memcpy (ring + 6, corners[row + 1][column], 2 * sizeof (double));
          shape = wg_shape_new_from_ring (ring, 4);
          wg_coverage_set (coverage, cell_id (row, column), shape);
        }
    }
  return coverage;
}

static GEOSGeometry *
to_geos (GEOSContextHandle_t geos, const WgShape *shape)
{
  g_autoptr (GBytes) bytes = wg_shape_to_wkb (shape);

  return GEOSGeomFromWKB_buf_r (geos, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static double
overlap (GEOSContextHandle_t geos, const GEOSGeometry *a, const GEOSGeometry *b)
{
  GEOSGeometry *common = GEOSIntersection_r (geos, a, b);
  double area = 0.0;

  if (common == NULL)
    return INFINITY;
  GEOSArea_r (geos, common, &area);
  GEOSGeom_destroy_r (geos, common);
  return area;
}

/* What GEOS says: every grid valid, no two on each other, the union without a gap and of the same area as before. */
static gboolean
is_sound (const WgCoverage *coverage, long double area)
{
  g_autoptr (GArray) ids = wg_coverage_list (coverage);
  GEOSContextHandle_t geos = GEOS_init_r ();
  g_autofree GEOSGeometry **all = g_new0 (GEOSGeometry *, ids->len);
  gboolean sound = TRUE;
  GEOSGeometry *collection, *whole;
  double united = 0.0;

  for (guint i = 0; i < ids->len; i++)
    {
      all[i] = to_geos (geos, wg_coverage_get (coverage, g_array_index (ids, gint64, i)));
      sound = sound && GEOSisValid_r (geos, all[i]) == 1;
    }
  for (guint i = 0; sound && i < ids->len; i++)
    {
      const WgBox *box = wg_shape_get_box (wg_coverage_get (coverage, g_array_index (ids, gint64, i)));

      for (guint k = i + 1; sound && k < ids->len; k++)
        {
          const WgBox *other = wg_shape_get_box (wg_coverage_get (coverage, g_array_index (ids, gint64, k)));

          if (wg_box_intersects (box, other))
            sound = overlap (geos, all[i], all[k]) <= NO_AREA;
        }
    }
  collection = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, all, ids->len);
  whole = sound ? GEOSUnaryUnion_r (geos, collection) : NULL;
  if (whole != NULL)
    GEOSArea_r (geos, whole, &united);
  sound = sound && whole != NULL && fabsl (united - area) <= 1e-6L * area;
  GEOSGeom_destroy_r (geos, collection);
  if (whole != NULL)
    GEOSGeom_destroy_r (geos, whole);
  GEOS_finish_r (geos);
  return sound;
}

static double
wild (double centre)
{
  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      return NAN;
    case 1:
      return INFINITY;
    case 2:
      return centre + g_test_rand_double_range (-1e6, 1e6);
    case 3:
      return centre + g_test_rand_double_range (-1.0, 1.0) * CELL * SIDE * 3.0;
    default:
      return centre + g_test_rand_double_range (-1.0, 1.0) * CELL * 3.0;
    }
}

/* Throws a corner somewhere. Hostile is what GEOS, asked afterwards on copies, calls unsound; all of it must have been
 * refused, and whatever was accepted must be sound.
 */
static void
test_hostile (void)
{
  g_autoptr (WgCoverage) coverage = make_lattice (FALSE, 0.3);
  long double area = wg_test_coverage_area (coverage);
  g_autofree char *before = wg_test_coverage_sum (coverage);
  guint n_refused = 0, n_accepted = 0;

  while (n_refused < N_HOSTILE)
    {
      const WgShape *shape = wg_coverage_get (coverage, 1 + g_test_rand_int_range (0, SIDE * SIDE));
      WgRefusal refusal = { NULL, NAN, NAN };
      g_autoptr (GPtrArray) changes = NULL;
      double from[2], to[2];
      const gint64 *ring;
      guint n;

      ring = wg_shape_get_ring (shape, 0, &n, NULL, NULL);
      ring += 2 * g_test_rand_int_range (0, n);
      from[0] = wg_shape_degrees_from_units (ring[0]);
      from[1] = wg_shape_degrees_from_units (ring[1]);
      to[0] = wild (from[0]);
      to[1] = wild (from[1]);
      changes = wg_coverage_move_vertex (coverage, from, to, &refusal);
      if (changes == NULL)
        {
          g_assert_true (isfinite (refusal.lon) && isfinite (refusal.lat));
          n_refused++;
          continue;
        }
      n_accepted++;
      g_assert_true (is_sound (coverage, area));
      wg_coverage_undo (coverage, changes);
    }
  g_autofree char *after = wg_test_coverage_sum (coverage);

  g_assert_cmpstr (before, ==, after);
  g_test_message ("%u refused, %u accepted and sound", n_refused, n_accepted);
}

/* The other way round: a move after which GEOS finds nothing wrong must not be refused. */
static void
test_harmless (void)
{
  g_autoptr (WgCoverage) coverage = make_lattice (FALSE, 0.3);
  long double area = wg_test_coverage_area (coverage);

  for (guint i = 0; i < 200; i++)
    {
      guint row = g_test_rand_int_range (1, SIDE), column = g_test_rand_int_range (1, SIDE);
      double from[2] = { LON + CELL * column, LAT + CELL * row };
      double to[2] = { LON + CELL * (column + g_test_rand_double_range (-0.15, 0.15)),
                       LAT + CELL * (row + g_test_rand_double_range (-0.15, 0.15)) };
      WgRefusal refusal = { NULL, NAN, NAN };
      g_autoptr (GPtrArray) changes = NULL;

      g_assert_true (wg_coverage_find_corner (coverage, &from[0], &from[1], 50.0));
      changes = wg_coverage_move_vertex (coverage, from, to, &refusal);
      g_assert_nonnull (changes);
      g_assert_cmpuint (changes->len, ==, 4);
    }
  g_assert_true (is_sound (coverage, area));
}

static void
run_random (WgCoverage *coverage, guint n_steps)
{
  g_autoptr (WgTestEdits) edits = wg_test_edits_new (coverage);
  g_autofree char *before = wg_test_coverage_sum (coverage);
  g_autofree char *after = NULL;
  long double area = wg_test_coverage_area (coverage);

  for (guint i = 0; i < n_steps; i++)
    {
      wg_test_edits_step (edits);
      if (i % 100 == 99)
        g_assert_true (fabsl (wg_test_coverage_area (coverage) - area) <= 1e-6L * area);
    }
  g_assert_cmpuint (edits->n_accepted, >, n_steps / 4);
  g_assert_true (is_sound (coverage, area));
  g_test_message ("%u accepted, %u refused; ISO topology agrees on %u faces", edits->n_accepted, edits->n_refused,
                  wg_test_topology_assert_agrees (coverage));
  wg_test_edits_undo (edits);
  after = wg_test_coverage_sum (coverage);
  g_assert_cmpstr (before, ==, after);
}

static void
test_random_lattice (void)
{
  g_autoptr (WgCoverage) coverage = make_lattice (FALSE, 0.3);

  run_random (coverage, WG_TEST_STEPS);
}

/* The leaves of a demo district, whatever their depth. */
static void
test_random_demo (void)
{
  WgDemoCity *city = wg_test_demo_city (WG_DEMO_SIZE_COMMUNITY);
  g_autoptr (WgCoverage) coverage = wg_coverage_new ();
  guint n_grids;
  const WgDemoGrid *grids = wg_demo_city_get_grids (city, &n_grids);
  g_autofree gboolean *has_children = g_new0 (gboolean, n_grids);

  for (guint i = 0; i < n_grids; i++)
    {
      if (grids[i].parent >= 0)
        has_children[grids[i].parent] = TRUE;
    }
  for (guint i = 0; i < n_grids; i++)
    {
      if (!has_children[i])
        wg_coverage_set (coverage, i + 1, grids[i].shape);
    }
  run_random (coverage, WG_TEST_STEPS);
}

/* A drawn outline takes its land from all grids it lies in; the sum stays. */
static void
test_draw (void)
{
  g_autoptr (WgCoverage) coverage = make_lattice (FALSE, 0.0);
  long double area = wg_test_coverage_area (coverage);
  double middle[2] = { LON + CELL * 5.0, LAT + CELL * 5.0 };
  double ring[8] = { middle[0] - CELL, middle[1] - CELL * 0.9, middle[0] + CELL * 0.9, middle[1] - CELL,
                     middle[0] + CELL * 0.8, middle[1] + CELL * 0.9, middle[0] - CELL * 0.9, middle[1] + CELL };
  double outside[6] = { LON - CELL, LAT + CELL, LON + CELL / 2, LAT + CELL, LON + CELL / 2, LAT + CELL * 2 };
  WgRefusal refusal = { NULL, NAN, NAN };
  g_autoptr (GPtrArray) changes = wg_coverage_draw (coverage, ring, 4, &refusal);
  guint n_new = 0;

  g_assert_cmpstr (refusal.rule, ==, NULL);
  g_assert_nonnull (changes);
  for (guint i = 0; i < changes->len; i++)
    n_new += ((WgCoverageChange *) g_ptr_array_index (changes, i))->before == NULL;
  g_assert_cmpuint (n_new, ==, 1);
  g_assert_true (is_sound (coverage, area));
  g_assert_null (wg_coverage_draw (coverage, outside, 3, &refusal));
  g_assert_cmpstr (refusal.rule, ==, "draw_outside");
}

/* A gap is filled by a neighbour or by a new grid, once; afterwards there is none. */
static void
test_fill (void)
{
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (WgCoverage) coverage = make_lattice (TRUE, 0.0);
      double gap[2] = { LON + CELL * (SIDE / 2 + 1), LAT + CELL * (SIDE / 2 + 0.5) };
      double nowhere[2] = { LON - CELL, LAT };
      gint64 taker = round == 0 ? cell_id (SIDE / 2, SIDE / 2 - 1) : 0;
      WgRefusal refusal = { NULL, NAN, NAN };
      g_autoptr (GPtrArray) changes = NULL;

      g_assert_null (wg_coverage_fill (coverage, taker, nowhere, &refusal));
      g_assert_cmpstr (refusal.rule, ==, "gap_not_found");
      g_assert_null (wg_coverage_fill (coverage, cell_id (0, 0), gap, &refusal));
      g_assert_cmpstr (refusal.rule, ==, "merge_not_contiguous");
      changes = wg_coverage_fill (coverage, taker, gap, &refusal);
      g_assert_nonnull (changes);
      g_assert_cmpuint (changes->len, ==, 1);
      g_assert_true (is_sound (coverage, SIDE * SIDE * CELL * CELL));
      g_assert_null (wg_coverage_fill (coverage, taker, gap, &refusal));
    }
}

/* A grid that was drawn too large, with borders of its own, and still within the lattice. */
static void
swell (WgCoverage *coverage, gint64 id, double by)
{
  const WgBox *box = wg_shape_get_box (wg_coverage_get (coverage, id));
  double lon = (box->min_lon + box->max_lon) / 2, lat = (box->min_lat + box->max_lat) / 2;
  double ring[2 * 9];
  g_autoptr (WgShape) shape = NULL;

  for (guint i = 0; i < 9; i++)
    {
      double away = CELL * (by + g_test_rand_double_range (0.0, 0.15)), angle = 2.0 * G_PI * i / 9;

      ring[2 * i] = round ((lon + away * cos (angle)) * 1e8) / 1e8;
      ring[2 * i + 1] = round ((lat + away * sin (angle)) * 1e8) / 1e8;
    }
  shape = wg_shape_new_from_ring (ring, 9);
  wg_coverage_set (coverage, id, shape);
}

/* The largest overlap of two grids. */
static gboolean
find_overlap (const WgCoverage *coverage, gint64 ids[2], double at[2])
{
  g_autoptr (GArray) all = wg_coverage_list (coverage);
  g_autofree WgCoverageItem *items = g_new0 (WgCoverageItem, all->len);
  g_autoptr (GPtrArray) findings = NULL;

  for (guint i = 0; i < all->len; i++)
    items[i].shape = wg_coverage_get (coverage, g_array_index (all, gint64, i));
  findings = wg_coverage_check (items, all->len, 0.0);
  for (guint i = 0; i < findings->len; i++)
    {
      const WgCoverageFinding *finding = g_ptr_array_index (findings, i);

      if (finding->items->len != 2 || !wg_shape_contains (items[g_array_index (finding->items, guint, 0)].shape, finding->lon, finding->lat))
        continue;
      for (guint k = 0; k < 2; k++)
        ids[k] = g_array_index (all, gint64, g_array_index (finding->items, guint, k));
      at[0] = finding->lon;
      at[1] = finding->lat;
      return TRUE;
    }
  return FALSE;
}

/* One of two gives way: it loses the place, the other loses nothing; undone, both are what they were. */
static gboolean
give_way (WgCoverage *coverage, gint64 keeper, gint64 giver, const double at[2])
{
  g_autoptr (WgShape) kept = wg_shape_ref (wg_coverage_get (coverage, keeper));
  g_autoptr (WgShape) given = wg_shape_ref (wg_coverage_get (coverage, giver));
  WgRefusal refusal = { NULL, NAN, NAN };
  g_autoptr (GPtrArray) changes = wg_coverage_fill (coverage, keeper, at, &refusal);

  if (changes == NULL)
    {
      /* Of the giver nothing would be left, or a crumb. */
      g_assert_true (g_str_equal (refusal.rule, "draw_swallows_grid") || g_str_equal (refusal.rule, "split_sliver"));
      return FALSE;
    }
  g_assert_cmpfloat_with_epsilon (wg_coverage_get_area_m2 (coverage, wg_coverage_get (coverage, keeper)),
                                  wg_coverage_get_area_m2 (coverage, kept), 1e-3);
  g_assert_true (wg_shape_contains (wg_coverage_get (coverage, keeper), at[0], at[1]));
  g_assert_false (wg_shape_contains (wg_coverage_get (coverage, giver), at[0], at[1]));
  wg_coverage_undo (coverage, changes);
  g_assert_true (wg_coverage_get (coverage, giver) == given && wg_coverage_get (coverage, keeper) == kept);
  g_ptr_array_unref (g_steal_pointer (&changes));
  changes = wg_coverage_fill (coverage, keeper, at, &refusal);
  return changes != NULL;
}

/* Grids that were drawn across their neighbours and each other: one overlap after the other goes to one of the two, and in the
 * end nothing is left of them, and no land was lost with them.
 */
static void
test_overlap (void)
{
  g_autoptr (WgCoverage) coverage = make_lattice (FALSE, 0.2);
  double at[2] = { LON + CELL / 2, LAT + CELL / 2 };
  gint64 ids[2];
  WgRefusal refusal = { NULL, NAN, NAN };
  guint n = 0;

  g_assert_null (wg_coverage_fill (coverage, cell_id (0, 0), at, &refusal));
  g_assert_cmpstr (refusal.rule, ==, "gap_not_found");
  for (guint i = 2; i < SIDE - 3; i += 3)
    {
      swell (coverage, cell_id (i, i), 1.1);
      swell (coverage, cell_id (i, i + 2), 1.1);
    }
  while (find_overlap (coverage, ids, at))
    {
      guint keeper = (guint) g_test_rand_int_range (0, 2);

      g_assert_null (wg_coverage_fill (coverage, 0, at, &refusal));
      g_assert_cmpstr (refusal.rule, ==, "overlap_needs_grid");
      g_assert_null (wg_coverage_fill (coverage, cell_id (0, SIDE - 1), at, &refusal));
      g_assert_cmpstr (refusal.rule, ==, "overlap_needs_grid");
      g_assert_true (give_way (coverage, ids[keeper], ids[1 - keeper], at) || give_way (coverage, ids[1 - keeper], ids[keeper], at));
      g_assert_cmpuint (++n, <, 200);
    }
  g_assert_cmpuint (n, >, 12);
  g_assert_true (is_sound (coverage, SIDE * SIDE * CELL * CELL));
}

/* Handing a piece over keeps both grids and the sum; the piece must touch who gets it. */
static void
test_hand_over (void)
{
  g_autoptr (WgCoverage) coverage = make_lattice (FALSE, 0.3);
  long double area = wg_test_coverage_area (coverage);
  double line[4] = { LON + CELL * 5.5, LAT, LON + CELL * 5.5, LAT + CELL * SIDE };
  gint64 giver = cell_id (4, 5), taker = cell_id (4, 6), apart = cell_id (8, 8);
  double before_m2 = wg_coverage_get_area_m2 (coverage, wg_coverage_get (coverage, taker));
  WgRefusal refusal = { NULL, NAN, NAN };
  g_autoptr (GPtrArray) changes = NULL;

  g_assert_null (wg_coverage_hand_over (coverage, giver, apart, line, 2, NULL, &refusal));
  g_assert_cmpstr (refusal.rule, ==, "handover_no_piece");
  changes = wg_coverage_hand_over (coverage, giver, taker, line, 2, NULL, &refusal);
  g_assert_nonnull (changes);
  g_assert_cmpfloat (wg_coverage_get_area_m2 (coverage, wg_coverage_get (coverage, taker)), >, before_m2 + 1000.0);
  g_assert_true (is_sound (coverage, area));
}

/* A corner put in and taken out again leaves what was there; a junction cannot be taken out. */
static void
test_corners (void)
{
  g_autoptr (WgCoverage) coverage = make_lattice (FALSE, 0.3);
  guint n;
  const gint64 *ring = wg_shape_get_ring (wg_coverage_get (coverage, cell_id (5, 5)), 0, &n, NULL, NULL);
  double junction[2] = { wg_shape_degrees_from_units (ring[0]), wg_shape_degrees_from_units (ring[1]) };
  double middle[2] = { wg_shape_degrees_from_units ((ring[0] + ring[2]) / 2),
                       wg_shape_degrees_from_units ((ring[1] + ring[3]) / 2) };
  double off[2] = { middle[0], middle[1] + CELL / 4 };
  WgRefusal refusal = { NULL, NAN, NAN };
  g_autoptr (GPtrArray) put = NULL;
  g_autoptr (GPtrArray) taken = NULL;

  g_assert_null (wg_coverage_delete_vertex (coverage, junction, &refusal));
  g_assert_cmpstr (refusal.rule, ==, "vertex_is_junction");
  g_assert_null (wg_coverage_insert_vertex (coverage, off, NULL, &refusal));
  g_assert_cmpstr (refusal.rule, ==, "no_border_here");
  g_assert_null (wg_coverage_move_vertex (coverage, middle, off, &refusal));
  g_assert_cmpstr (refusal.rule, ==, "no_vertex_here");
  put = wg_coverage_insert_vertex (coverage, middle, NULL, &refusal);
  g_assert_nonnull (put);
  g_assert_cmpuint (put->len, ==, 2);
  g_assert_null (wg_coverage_insert_vertex (coverage, middle, NULL, &refusal));
  g_assert_cmpstr (refusal.rule, ==, "vertex_exists");
  taken = wg_coverage_delete_vertex (coverage, middle, &refusal);
  g_assert_nonnull (taken);
  g_assert_cmpuint (wg_shape_get_n_points (wg_coverage_get (coverage, cell_id (5, 5))), ==, 4);
}

/* A corner that is named with seven digits is the corner: a line from it does not put a second one 5 mm beside it. */
static void
test_beside_corners (void)
{
  const double x = LON + 6 * CELL, tip = 5e-8;
  const double ends[2][2] = { { x, LAT + 5.3 * CELL }, { x, LAT + 5.7 * CELL } };
  const double line[] = { x, ends[0][1] + tip, x + 0.2 * CELL, LAT + 5.5 * CELL, x, ends[1][1] - tip };
  gint64 west = cell_id (5, 5), east = cell_id (5, 6);
  g_autoptr (WgCoverage) coverage = make_lattice (FALSE, 0.0);
  long double area = wg_test_coverage_area (coverage);
  WgRefusal refusal = { NULL, NAN, NAN };
  g_autoptr (GPtrArray) changes = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) put = wg_coverage_insert_vertex (coverage, ends[i], NULL, &refusal);
      g_autoptr (GPtrArray) again = NULL;

      g_assert_nonnull (put);
      again = wg_coverage_insert_vertex (coverage, line + (i == 0 ? 0 : 4), NULL, &refusal);
      g_assert_null (again);
      g_assert_cmpstr (refusal.rule, ==, "vertex_exists");
    }
  changes = wg_coverage_reshape (coverage, west, east, line, 3, &refusal);
  g_assert_nonnull (changes);
  g_assert_cmpuint (wg_shape_get_n_points (wg_coverage_get (coverage, west)), ==, 7);
  g_assert_cmpuint (wg_shape_get_n_points (wg_coverage_get (coverage, east)), ==, 7);
  g_assert_true (is_sound (coverage, area));
}

/* The union of everything has one ring, the outer border. */
static void
test_dissolve (void)
{
  g_autoptr (WgCoverage) coverage = make_lattice (FALSE, 0.3);
  g_autoptr (GArray) ids = wg_coverage_list (coverage);
  g_autoptr (WgShape) whole = wg_coverage_dissolve (coverage, (gint64 *) (void *) ids->data, ids->len);

  g_assert_cmpuint (wg_shape_get_n_rings (whole), ==, 1);
  g_assert_cmpuint (wg_shape_get_n_points (whole), ==, 4 * SIDE);
}

/* Where two grids overlap twice, once by a hair and once by a field, each is told as what it is, whichever comes first. */
static void
test_sliver_beside_overlap (gconstpointer data)
{
  const double *widths = data;
  const double east = LON + 0.01;
  const double left[] = { LON, LAT, east, LAT, east, LAT + 0.01, LON, LAT + 0.01 };
  const double right[] = { east - widths[0], LAT, east + 0.01, LAT, east + 0.01, LAT + 0.01, east - widths[1], LAT + 0.01,
                           east - widths[1], LAT + 0.006, east, LAT + 0.006, east, LAT + 0.004, east - widths[0], LAT + 0.004 };
  g_autoptr (WgShape) a = wg_shape_new_from_ring (left, G_N_ELEMENTS (left) / 2);
  g_autoptr (WgShape) b = wg_shape_new_from_ring (right, G_N_ELEMENTS (right) / 2);
  const WgCoverageItem items[] = { { a, NULL }, { b, NULL } };
  g_autoptr (GPtrArray) findings = wg_coverage_check (items, G_N_ELEMENTS (items), 0.0);

  /* The largest first. */
  g_assert_cmpuint (findings->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const WgCoverageFinding *finding = g_ptr_array_index (findings, i);

      g_assert_cmpstr (finding->rule, ==, i == 0 ? "overlap" : "sliver");
      g_assert_false (finding->is_gap);
      g_assert_true (wg_shape_contains (a, finding->lon, finding->lat) && wg_shape_contains (b, finding->lon, finding->lat));
    }
}

/* A ring of four grids round a hair that belongs to none: too thin for a place of its own, and still no overlap. */
static void
test_hair_is_gap (void)
{
  const double hair = 2e-8, east = LON + 0.01, top = LAT + 0.01;
  const double rings[][8] = {
    { LON, LAT, east, LAT, east, LAT + 0.004, LON, LAT + 0.004 },
    { LON, LAT + 0.006, east, LAT + 0.006, east, top, LON, top },
    { LON, LAT + 0.004, LON + 0.005, LAT + 0.004, LON + 0.005, LAT + 0.006, LON, LAT + 0.006 },
    { LON + 0.005 + hair, LAT + 0.004, east, LAT + 0.004, east, LAT + 0.006, LON + 0.005 + hair, LAT + 0.006 },
  };
  WgCoverageItem items[G_N_ELEMENTS (rings)] = { 0 };
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_unref);
  g_autoptr (GPtrArray) findings = NULL;
  guint n_gaps = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      g_ptr_array_add (shapes, wg_shape_new_from_ring (rings[i], 4));
      items[i].shape = g_ptr_array_index (shapes, i);
    }
  findings = wg_coverage_check (items, G_N_ELEMENTS (items), 0.0);
  for (guint i = 0; i < findings->len; i++)
    {
      const WgCoverageFinding *finding = g_ptr_array_index (findings, i);

      if (finding->area_m2 <= 0.0)
        continue;
      g_assert_cmpstr (finding->rule, ==, "sliver");
      g_assert_true (finding->is_gap);
      n_gaps++;
    }
  g_assert_cmpuint (n_gaps, ==, 1);
}

int
main (int argc, char **argv)
{
  static const double hair_in_the_south[] = { 0.000001, 0.003 }, hair_in_the_north[] = { 0.003, 0.000001 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coverage/hostile-moves", test_hostile);
  g_test_add_func ("/coverage/harmless-moves", test_harmless);
  g_test_add_func ("/coverage/random-edits-lattice", test_random_lattice);
  g_test_add_func ("/coverage/random-edits-demo", test_random_demo);
  g_test_add_func ("/coverage/draw", test_draw);
  g_test_add_func ("/coverage/fill", test_fill);
  g_test_add_func ("/coverage/overlap", test_overlap);
  g_test_add_func ("/coverage/hand-over", test_hand_over);
  g_test_add_func ("/coverage/corners", test_corners);
  g_test_add_func ("/coverage/beside-corners", test_beside_corners);
  g_test_add_func ("/coverage/dissolve", test_dissolve);
  g_test_add_func ("/coverage/hair-is-gap", test_hair_is_gap);
  g_test_add_data_func ("/coverage/sliver-beside-overlap/south", hair_in_the_south, test_sliver_beside_overlap);
  g_test_add_data_func ("/coverage/sliver-beside-overlap/north", hair_in_the_north, test_sliver_beside_overlap);
  return g_test_run ();
}
