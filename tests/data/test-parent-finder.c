/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: parents decide every rolled-up figure. The shares are checked against rectangles whose areas anyone can compute,
 * and against outlines that cross themselves.
 */

#include "wg-parent-finder.h"

static WgShape *
make_rectangle (double x, double y, double width, double height)
{
  const double ring[] = { x, y, x + width, y, x + width, y + height, x, y + height };

  return wg_shape_new_from_ring (ring, 4);
}

/* Four wards of 0.1 x 0.1 degree with a gap between the lower and the upper ones, and one that nobody has an outline
 * of.
 */
static WgParentFinder *
make_wards (void)
{
  g_autoptr (WgShape) a = make_rectangle (-77.1, 38.8, 0.1, 0.1);
  g_autoptr (WgShape) b = make_rectangle (-77.0, 38.8, 0.1, 0.1);
  g_autoptr (WgShape) c = make_rectangle (-77.1, 38.92, 0.1, 0.1);
  g_autoptr (WgShape) d = make_rectangle (-77.0, 38.92, 0.1, 0.1);
  WgShape *const wards[] = { a, NULL, b, c, d };

  return wg_parent_finder_new (wards, 5);
}

static void
assert_found (WgParentFinder *finder, WgShape *child, guint index, double share)
{
  double found_share = -1.0;

  g_assert_cmpuint (wg_parent_finder_find (finder, child, &found_share), ==, index);
  g_assert_cmpfloat_with_epsilon (found_share, share, 1e-6);
  g_assert_cmpuint (wg_parent_finder_find (finder, child, NULL), ==, index);
  wg_shape_unref (child);
}

static void
test_shares (void)
{
  g_autoptr (WgParentFinder) finder = make_wards ();

  assert_found (finder, make_rectangle (-77.08, 38.85, 0.01, 0.01), 0, 1.0);
  assert_found (finder, make_rectangle (-77.1, 38.8, 0.1, 0.1), 0, 1.0);
  /* Over the border of the two lower wards, 7 : 3; half and half, the lower index. */
  assert_found (finder, make_rectangle (-77.003, 38.85, 0.01, 0.01), 2, 0.7);
  assert_found (finder, make_rectangle (-77.0078125, 38.85, 0.015625, 0.01), 0, 0.5);
  /* Half in the gap; all four, most in the upper right one. */
  assert_found (finder, make_rectangle (-77.05, 38.89, 0.01, 0.02), 0, 0.5);
  assert_found (finder, make_rectangle (-77.01, 38.895, 0.03, 0.05), 4, 0.02 * 0.025 / (0.03 * 0.05));
}

static void
test_none (void)
{
  g_autoptr (WgParentFinder) finder = make_wards (), empty = wg_parent_finder_new (NULL, 0);

  assert_found (finder, make_rectangle (-76.5, 38.85, 0.01, 0.01), WG_PARENT_NONE, 0.0);
  /* In the gap, touching two wards. */
  assert_found (finder, make_rectangle (-77.05, 38.9, 0.01, 0.02), WG_PARENT_NONE, 0.0);
  assert_found (empty, make_rectangle (-77.05, 38.85, 0.01, 0.01), WG_PARENT_NONE, 0.0);
}

/* Squares over a chessboard of a hundred parents, against the plain formula for rectangles. Where two shares are nearly
 * the same either may be found.
 */
static void
test_many (void)
{
  WgShape *parents[100];
  g_autoptr (WgParentFinder) finder = NULL;

  for (guint i = 0; i < 100; i++)
    parents[i] = make_rectangle (116.0 + i % 10 * 0.01, 40.0 + i / 10 * 0.01, 0.01, 0.01);
  finder = wg_parent_finder_new (parents, 100);
  for (guint i = 0; i < 2000; i++)
    {
      double x = g_test_rand_double_range (116.0, 116.095), y = g_test_rand_double_range (40.0, 40.095);
      double side = g_test_rand_double_range (0.001, 0.005), best = 0.0, share;
      g_autoptr (WgShape) child = make_rectangle (x, y, side, side);

      for (guint p = 0; p < 100; p++)
        {
          const WgBox *a = wg_shape_get_box (parents[p]), *b = wg_shape_get_box (child);
          double width = MIN (a->max_lon, b->max_lon) - MAX (a->min_lon, b->min_lon);
          double height = MIN (a->max_lat, b->max_lat) - MAX (a->min_lat, b->min_lat);

          if (width > 0.0 && height > 0.0 && width * height / (side * side) > best)
            best = width * height / (side * side);
        }
      g_assert_cmpuint (wg_parent_finder_find (finder, child, &share), !=, WG_PARENT_NONE);
      g_assert_cmpfloat_with_epsilon (share, best, 2e-4);
    }
  for (guint i = 0; i < 100; i++)
    wg_shape_unref (parents[i]);
}

static void
test_invalid (void)
{
  /* A bow tie of two triangles, a ring that is passed twice, and a spike without any area. */
  const double bow_tie[] = { -77.09, 38.81, -77.05, 38.85, -77.05, 38.81, -77.09, 38.85 };
  const double spike[] = { -76.95, 38.85, -76.95, 38.86, -76.95, 38.87 };
  const double tied_ward[] = { 10.0, 10.0, 12.0, 12.0, 12.0, 10.0, 10.0, 12.0 };
  g_autoptr (WgParentFinder) finder = make_wards ();
  g_autoptr (WgShape) ward = wg_shape_new_from_ring (tied_ward, 4);
  g_autoptr (WgShape) flat_ward = wg_shape_new_from_ring (spike, 3);
  WgShape *const wards[] = { flat_ward, ward };
  g_autoptr (WgParentFinder) tied = wg_parent_finder_new (wards, 2);

  assert_found (finder, wg_shape_new_from_ring (bow_tie, 4), 0, 1.0);
  /* No area to share: its label point decides. */
  assert_found (finder, wg_shape_new_from_ring (spike, 3), 2, 1.0);
  assert_found (tied, wg_shape_new_from_ring (spike, 3), 0, 1.0);
  /* In the left half of the tie; in the notch above its knot. */
  assert_found (tied, make_rectangle (10.1, 10.9, 0.2, 0.2), 1, 1.0);
  assert_found (tied, make_rectangle (10.95, 11.5, 0.1, 0.1), WG_PARENT_NONE, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parent-finder/shares", test_shares);
  g_test_add_func ("/parent-finder/none", test_none);
  g_test_add_func ("/parent-finder/many", test_many);
  g_test_add_func ("/parent-finder/invalid", test_invalid);
  return g_test_run ();
}
