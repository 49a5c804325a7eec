/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Blocks with streets between them become grids beside each other, and nothing else about them changes. */

#include "wg-coverage-between.h"
#include "wg-coverage.h"
#include "wg-error.h"
#include "wg-shape-overlay.h"

#include <math.h>

#define LON 116.6
#define LAT 40.3
#define WIDTH_M 20.0
#define NO_LAND_M2 1e-4
#define PEN_M 0.05
#define PEN_M2 0.5 /* along all borders that cross */
#define ROWS 5
#define COLUMNS 6

typedef struct
{
  GArray *items; /* WgCoverageItem */
  GArray *grows; /* gboolean */
  WgShape **grown;
} Town;

static double
east (double x)
{
  return LON + x / (wg_geo_distance_m (LON, LAT, LON + 0.001, LAT) * 1000.0);
}

static double
north (double y)
{
  return LAT + y / (wg_geo_distance_m (LON, LAT - 0.0005, LON, LAT + 0.0005) * 1000.0);
}

static Town *
town_new (void)
{
  Town *town = g_new0 (Town, 1);

  town->items = g_array_new (FALSE, FALSE, sizeof (WgCoverageItem));
  town->grows = g_array_new (FALSE, FALSE, sizeof (gboolean));
  return town;
}

static void
town_free (Town *town)
{
  for (guint i = 0; i < town->items->len; i++)
    {
      wg_shape_unref ((WgShape *) g_array_index (town->items, WgCoverageItem, i).shape);
      if (town->grown != NULL)
        g_clear_pointer (&town->grown[i], wg_shape_unref);
    }
  g_array_unref (town->items);
  g_array_unref (town->grows);
  g_free (town->grown);
  g_free (town);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Town, town_free)

/* Corners in metres from the corner of the town. */
static void
add_block (Town *town, const double *metres, guint n, gboolean grows)
{
  g_autofree double *ring = g_new (double, 2 * n);
  WgCoverageItem item = { NULL, NULL };

  for (guint i = 0; i < n; i++)
    {
      ring[2 * i] = east (metres[2 * i]);
      ring[2 * i + 1] = north (metres[2 * i + 1]);
    }
  item.shape = wg_shape_new_from_ring (ring, n);
  g_array_append_val (town->items, item);
  g_array_append_val (town->grows, grows);
}

static void
add_box (Town *town, double x, double y, double width, double height, gboolean grows)
{
  const double metres[] = { x, y, x + width, y, x + width, y + height, x, y + height };

  add_block (town, metres, 4, grows);
}

static double
shake (double most)
{
  return g_test_rand_double_range (-most, most);
}

/* Blocks of 80 by 60 m, streets of 12 to 20 m, each corner where it should not be. */
static Town *
make_irregular (void)
{
  Town *town = town_new ();

  for (guint row = 0; row < ROWS; row++)
    {
      for (guint column = 0; column < COLUMNS; column++)
        {
          double x = column * 96.0, y = row * 76.0;
          const double metres[] = { x + shake (2.0), y + shake (2.0), x + 40.0, y + shake (2.0), x + 80.0 + shake (2.0), y + shake (2.0),
                                    x + 80.0 + shake (2.0), y + 60.0 + shake (2.0), x + shake (2.0), y + 60.0 + shake (2.0) };

          add_block (town, metres, 5, TRUE);
        }
    }
  return town;
}

static void
grow (Town *town, double width_m)
{
  g_autoptr (GError) error = NULL;

  town->grown = g_new0 (WgShape *, town->items->len);
  g_assert_true (wg_coverage_fill_between ((const WgCoverageItem *) (const void *) town->items->data,
                                           (const gboolean *) (const void *) town->grows->data, town->items->len, width_m, NULL, NULL,
                                           town->grown, &error));
  g_assert_no_error (error);
}

static const WgShape *
get_before (const Town *town, guint i)
{
  return g_array_index (town->items, WgCoverageItem, i).shape;
}

static const WgShape *
get_after (const Town *town, guint i)
{
  return town->grown != NULL && town->grown[i] != NULL ? town->grown[i] : get_before (town, i);
}

static double
measure_m2 (const Town *town, gboolean after)
{
  double area_m2 = 0.0;

  for (guint i = 0; i < town->items->len; i++)
    area_m2 += wg_shape_get_area_m2 (after ? get_after (town, i) : get_before (town, i));
  return area_m2;
}

/* What a second opinion finds. */
static GPtrArray *
check (const Town *town)
{
  g_autofree WgCoverageItem *items = g_new0 (WgCoverageItem, town->items->len);

  for (guint i = 0; i < town->items->len; i++)
    items[i].shape = get_after (town, i);
  return wg_coverage_check (items, town->items->len, NO_LAND_M2);
}

static void
assert_contains (const WgShape *outer, const WgShape *inner)
{
  g_autoptr (WgShape) rest = wg_shape_overlay_cut (inner, outer);

  g_assert_cmpfloat (rest != NULL ? wg_shape_get_area_m2 (rest) : 0.0, <, NO_LAND_M2);
}

/* But for the width of a pen: a border may be drawn through a corner that lies beside it. */
static void
assert_keeps (const WgShape *outer, const WgShape *inner)
{
  g_autoptr (WgShape) rest = wg_shape_overlay_cut (inner, outer);

  g_assert_true (rest == NULL || wg_shape_get_area_m2 (rest) < NO_LAND_M2 || wg_shape_overlay_is_thin (rest, PEN_M));
}

/* Sides that grids have in common are the same sides: without them an outline is left that has all the land. */
static void
assert_fits (const Town *town, double area_m2)
{
  g_autoptr (WgCoverage) coverage = wg_coverage_new ();
  g_autofree gint64 *ids = g_new (gint64, town->items->len);
  g_autoptr (WgShape) whole = NULL;

  for (guint i = 0; i < town->items->len; i++)
    {
      ids[i] = i + 1;
      wg_coverage_set (coverage, ids[i], (WgShape *) get_after (town, i));
    }
  whole = wg_coverage_dissolve (coverage, ids, town->items->len);
  g_assert_nonnull (whole);
  g_assert_cmpfloat_with_epsilon (wg_shape_get_area_m2 (whole), area_m2, 0.01);
}

/* Nothing is in two grids, and what is in none is wider than was asked for. */
static void
assert_sound (const Town *town, guint n_gaps)
{
  g_autoptr (GPtrArray) findings = check (town);
  guint n_found = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const WgCoverageFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s %.4f m2 at %.6f, %.6f", finding->rule, finding->area_m2, finding->lon, finding->lat);
      g_assert_cmpstr (finding->rule, ==, "gap");
      g_assert_false (wg_shape_overlay_is_thin (finding->shape, WIDTH_M));
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, n_gaps);
  for (guint i = 0; i < town->items->len; i++)
    assert_contains (get_after (town, i), get_before (town, i));
}

/* Rows of blocks, in one of them a block as long as two, so that a street ends at it. */
static void
test_rows (void)
{
  g_autoptr (Town) town = town_new ();
  g_autoptr (Town) whole = town_new ();
  double whole_m2;

  for (guint row = 0; row < 3; row++)
    {
      for (guint column = 0; column < (row == 1 ? 3 : 4); column++)
        {
          gboolean is_long = row == 1 && column == 1;

          add_box (town, (row == 1 && column == 2 ? 3 : column) * 96.0, row * 76.0, is_long ? 176.0 : 80.0, 60.0, TRUE);
        }
    }
  add_box (whole, 0.0, 0.0, 4 * 80.0 + 3 * 16.0, 3 * 60.0 + 2 * 16.0, TRUE);
  whole_m2 = wg_shape_get_area_m2 (get_before (whole, 0));
  grow (town, WIDTH_M);
  assert_sound (town, 0);
  /* The outer border is straight across the streets, and nowhere else than it was. */
  g_assert_cmpfloat_with_epsilon (measure_m2 (town, TRUE), whole_m2, whole_m2 * 1e-6);
  assert_fits (town, measure_m2 (town, TRUE));
  for (guint i = 0; i < town->items->len; i++)
    {
      const WgBox *box = wg_shape_get_box (get_after (town, i));

      g_assert_cmpfloat (box->min_lon, >=, east (-0.001));
      g_assert_cmpfloat (box->max_lat, <=, north (212.001));
    }
  /* The middle of the street between the first two: 8 m from each. */
  g_assert_true (wg_shape_contains (get_after (town, 0), east (87.5), north (30.0)));
  g_assert_true (wg_shape_contains (get_after (town, 1), east (88.5), north (30.0)));
  /* A corner at the crossing, the middles of the streets: no more corners than it takes. */
  g_assert_cmpuint (wg_shape_get_n_points (get_after (town, 0)), <=, 10);
}

static void
test_irregular (void)
{
  for (guint n = 0; n < 5; n++)
    {
      g_autoptr (Town) town = make_irregular ();

      grow (town, 24.0);
      {
        g_autoptr (GPtrArray) findings = check (town);

        g_assert_cmpuint (findings->len, ==, 0);
      }
      for (guint i = 0; i < town->items->len; i++)
        {
          const WgBox *box = wg_shape_get_box (get_after (town, i));

          assert_contains (get_after (town, i), get_before (town, i));
          g_assert_cmpfloat (box->min_lon, >, east (-3.0));
          g_assert_cmpfloat (box->max_lon, <, east (COLUMNS * 96.0 - 16.0 + 3.0));
          g_assert_cmpfloat (box->min_lat, >, north (-3.0));
          g_assert_cmpfloat (box->max_lat, <, north (ROWS * 76.0 - 16.0 + 3.0));
        }
      assert_fits (town, measure_m2 (town, TRUE));
    }
}

/* A park in the middle, 96 m wide, stays in no grid. */
static void
test_park (void)
{
  g_autoptr (Town) town = town_new ();

  for (guint row = 0; row < 3; row++)
    {
      for (guint column = 0; column < 3; column++)
        {
          if (row != 1 || column != 1)
            add_box (town, column * 96.0, row * 76.0, 80.0, 60.0, TRUE);
        }
    }
  grow (town, WIDTH_M);
  assert_sound (town, 1);
}

/* A hand's breadth between two long blocks, a common border, and one that touches another in the middle of its side. */
static void
test_narrow (void)
{
  g_autoptr (Town) town = town_new ();

  add_box (town, 0.0, 0.0, 300.0, 60.0, TRUE);
  add_box (town, 0.0, 60.1, 150.0, 60.0, TRUE);
  add_box (town, 150.0, 60.1, 150.0, 60.0, TRUE);
  add_box (town, 0.0, 132.1, 170.0, 60.0, TRUE);
  add_box (town, 180.0, 132.1, 120.0, 60.0, TRUE);
  grow (town, WIDTH_M);
  assert_sound (town, 0);
  g_assert_cmpfloat_with_epsilon (measure_m2 (town, TRUE), 300.0 * 192.1, 2.0);
}

/* What is in force keeps its outline; what comes in takes all of the street before it. */
static void
test_in_force (void)
{
  g_autoptr (Town) town = town_new ();

  add_box (town, 0.0, 0.0, 176.0, 60.0, FALSE);
  add_box (town, 0.0, 76.0, 80.0, 60.0, TRUE);
  add_box (town, 96.0, 76.0, 80.0, 60.0, TRUE);
  grow (town, WIDTH_M);
  g_assert_null (town->grown[0]);
  assert_sound (town, 0);
  g_assert_cmpfloat_with_epsilon (measure_m2 (town, TRUE), 176.0 * 136.0, 1.0);
}

/* Two that overlap are left to whoever says who has the land; all others are filled. */
static void
test_overlap (void)
{
  g_autoptr (Town) town = town_new ();
  g_autoptr (GPtrArray) findings = NULL;
  double overlap_m2 = 0.0;

  add_box (town, 0.0, 0.0, 100.0, 60.0, TRUE);
  add_box (town, 80.0, 20.0, 100.0, 60.0, TRUE);
  add_box (town, 0.0, 96.0, 180.0, 60.0, TRUE);
  grow (town, WIDTH_M);
  findings = check (town);
  for (guint i = 0; i < findings->len; i++)
    {
      const WgCoverageFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule, "overlap"))
        overlap_m2 += finding->area_m2;
    }
  g_assert_cmpfloat_with_epsilon (overlap_m2, 20.0 * 40.0, 0.1);
  g_assert_nonnull (town->grown[2]);
}

/* A street between two lines that were drawn twice over each other: they cross at the slightest of angles, again and again. */
static Town *
make_crossed (void)
{
  Town *town = town_new ();
  double street = g_test_rand_double_range (0.0, 6.0), most = g_test_rand_double_range (0.2, 8.0);

  for (guint row = 0; row < ROWS; row++)
    {
      for (guint column = 0; column < COLUMNS; column++)
        {
          double x = column * (80.0 + street), y = row * (60.0 + street);
          double metres[2 * 12];

          for (guint i = 0; i < 12; i++)
            {
              guint side = i / 3, step = i % 3;
              double along = step / 3.0;
              const double corners[5][2] = { { 0.0, 0.0 }, { 80.0, 0.0 }, { 80.0, 60.0 }, { 0.0, 60.0 }, { 0.0, 0.0 } };

              metres[2 * i] = x + corners[side][0] + along * (corners[side + 1][0] - corners[side][0]) + shake (most);
              metres[2 * i + 1] = y + corners[side][1] + along * (corners[side + 1][1] - corners[side][1]) + shake (most);
            }
          add_block (town, metres, 12, TRUE);
        }
    }
  return town;
}

static double
sum_overlaps (const GPtrArray *findings)
{
  double area_m2 = 0.0;

  for (guint i = 0; i < findings->len; i++)
    {
      const WgCoverageFinding *finding = g_ptr_array_index (findings, i);

      if (finding->items->len == 2 && !finding->is_gap)
        area_m2 += finding->area_m2;
    }
  return area_m2;
}

static gboolean
has_spike (const GPtrArray *findings, const WgCoverageFinding *spike)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const WgCoverageFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule, "spike") && finding->lon == spike->lon && finding->lat == spike->lat)
        return TRUE;
    }
  return FALSE;
}

/* Where outlines cross it is not known what lies between them, and nothing is made worse there. */
static void
test_crossed (void)
{
  for (guint n = 0; n < 20; n++)
    {
      g_autoptr (Town) town = make_crossed ();
      g_autoptr (GPtrArray) before = check (town), after = NULL;

      grow (town, WIDTH_M);
      after = check (town);
      g_assert_cmpfloat (sum_overlaps (after), <, sum_overlaps (before) + PEN_M2);
      for (guint i = 0; i < after->len; i++)
        {
          const WgCoverageFinding *finding = g_ptr_array_index (after, i);

          g_assert_true (!g_str_equal (finding->rule, "spike") || has_spike (before, finding));
        }
      for (guint i = 0; i < town->items->len; i++)
        assert_keeps (get_after (town, i), get_before (town, i));
    }
}

static gboolean
stop (gpointer data)
{
  return --*(int *) data > 0;
}

static void
test_stopped (void)
{
  for (int left = 1; left <= 2; left++)
    {
      g_autoptr (Town) town = make_irregular ();
      g_autoptr (GError) error = NULL;
      int n = left;

      town->grown = g_new0 (WgShape *, town->items->len);
      g_assert_false (wg_coverage_fill_between ((const WgCoverageItem *) (const void *) town->items->data,
                                                (const gboolean *) (const void *) town->grows->data, town->items->len, WIDTH_M, stop, &n,
                                                town->grown, &error));
      g_assert_error (error, WG_ERROR, WG_ERROR_CANCELLED);
    }
}

static void
test_too_much (void)
{
  g_autoptr (Town) town = town_new ();
  g_autoptr (GError) error = NULL;

  add_box (town, 0.0, 0.0, 900000.0, 10.0, TRUE);
  add_box (town, 0.0, 12.0, 900000.0, 10.0, TRUE);
  town->grown = g_new0 (WgShape *, town->items->len);
  g_assert_false (wg_coverage_fill_between ((const WgCoverageItem *) (const void *) town->items->data,
                                            (const gboolean *) (const void *) town->grows->data, town->items->len, 0.5, NULL, NULL,
                                            town->grown, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
}

static void
test_width (void)
{
  g_autoptr (Town) town = town_new ();
  g_autoptr (Town) alone = town_new ();
  double median_m, most_m;

  for (guint i = 0; i < 10; i++)
    add_box (town, i * 92.0, 0.0, 80.0, 60.0, TRUE);
  most_m = wg_coverage_measure_between ((const WgCoverageItem *) (const void *) town->items->data, town->items->len, &median_m);
  g_assert_cmpfloat_with_epsilon (median_m, 12.0, 0.01);
  g_assert_cmpfloat (most_m, >=, 12.0);
  add_box (alone, 0.0, 0.0, 80.0, 60.0, TRUE);
  g_assert_cmpfloat (wg_coverage_measure_between ((const WgCoverageItem *) (const void *) alone->items->data, 1, &median_m), ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spatial/between/rows", test_rows);
  g_test_add_func ("/spatial/between/irregular", test_irregular);
  g_test_add_func ("/spatial/between/park", test_park);
  g_test_add_func ("/spatial/between/narrow", test_narrow);
  g_test_add_func ("/spatial/between/in-force", test_in_force);
  g_test_add_func ("/spatial/between/overlap", test_overlap);
  g_test_add_func ("/spatial/between/crossed", test_crossed);
  g_test_add_func ("/spatial/between/stopped", test_stopped);
  g_test_add_func ("/spatial/between/too-much", test_too_much);
  g_test_add_func ("/spatial/between/width", test_width);
  return g_test_run ();
}
