/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Neighbours found by walking along x are those found by asking everybody; a shared border needs no shared corner, and a
 * corner is no border.
 */

#include "wg-weights.h"

#define N 120

static void
scatter (double *x, double *y, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      /* Coarse, so that many stand at the same distance and on the same place. */
      x[i] = g_test_rand_int_range (0, 40);
      y[i] = g_test_rand_int_range (0, 40);
    }
}

static void
test_within (void)
{
  double x[N], y[N];

  for (guint round = 0; round < 50; round++)
    {
      double radius = g_test_rand_int_range (0, 30);
      g_autoptr (WgWeights) weights = NULL;

      scatter (x, y, N);
      weights = wg_weights_new_within (x, y, N, radius);
      for (guint i = 0; i < N; i++)
        {
          guint n_neighbours, at = 0;
          const guint *neighbours = wg_weights_get_neighbours (weights, i, &n_neighbours);

          for (guint j = 0; j < N; j++)
            {
              if (j == i || hypot (x[i] - x[j], y[i] - y[j]) > radius)
                continue;
              g_assert_cmpuint (at, <, n_neighbours);
              g_assert_cmpuint (neighbours[at++], ==, j);
            }
          g_assert_cmpuint (at, ==, n_neighbours);
        }
    }
}

/* How many stand before @other in the order of distance, then index. */
static guint
count_before (const double *x, const double *y, guint n, guint of, guint other)
{
  double far = hypot (x[of] - x[other], y[of] - y[other]);
  guint before = 0;

  for (guint j = 0; j < n; j++)
    {
      double distance = hypot (x[of] - x[j], y[of] - y[j]);

      if (j != of && (distance < far || (distance == far && j < other)))
        before++;
    }
  return before;
}

static void
test_nearest (void)
{
  double x[N], y[N];

  for (guint round = 0; round < 50; round++)
    {
      guint n = (guint) g_test_rand_int_range (1, N), k = (guint) g_test_rand_int_range (0, 12);
      g_autoptr (WgWeights) weights = NULL;

      scatter (x, y, n);
      weights = wg_weights_new_nearest (x, y, n, k);
      for (guint i = 0; i < n; i++)
        {
          guint n_neighbours;
          const guint *neighbours = wg_weights_get_neighbours (weights, i, &n_neighbours);

          g_assert_cmpuint (n_neighbours, ==, MIN (k, n - 1));
          for (guint j = 0; j < n_neighbours; j++)
            g_assert_cmpuint (count_before (x, y, n, i, neighbours[j]), <, k);
        }
    }
}

static WgShape *
make_block (double west, double south, double east, double north)
{
  const double ring[] = { west, south, east, south, east, north, west, north };

  return wg_shape_new_from_ring (ring, 4);
}

/*  0 | 1   2 reaches over the border of 0 and 1 without a corner there, 3 stands 40 m off,
 *  -----   4 meets only the corner of 1. */
static void
test_touching (void)
{
  WgShape *shapes[] = { make_block (116.0, 40.0, 116.01, 40.01), make_block (116.01, 40.0, 116.02, 40.01),
                        make_block (116.0, 39.99, 116.02, 40.0), make_block (116.0, 40.0104, 116.01, 40.02),
                        make_block (116.02, 40.01, 116.03, 40.02), NULL };
  const guint expected[6][3] = { { 1, 2, 6 }, { 0, 2, 6 }, { 0, 1, 6 }, { 6, 6, 6 }, { 6, 6, 6 }, { 6, 6, 6 } };
  g_autoptr (WgWeights) weights = wg_weights_new_touching (shapes, 6, 1.0), loose = NULL;
  guint n_neighbours;

  for (guint i = 0; i < 6; i++)
    {
      const guint *neighbours = wg_weights_get_neighbours (weights, i, &n_neighbours);

      for (guint k = 0; k < 3 && expected[i][k] < 6; k++)
        g_assert_cmpuint (neighbours[k], ==, expected[i][k]);
      g_assert_cmpuint (n_neighbours, ==, expected[i][0] < 6 ? 2 : 0);
    }
  loose = wg_weights_new_touching (shapes, 6, 60.0);
  wg_weights_get_neighbours (loose, 3, &n_neighbours);
  g_assert_cmpuint (n_neighbours, ==, 1);
  for (guint i = 0; i < 5; i++)
    wg_shape_unref (shapes[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weights/within", test_within);
  g_test_add_func ("/weights/nearest", test_nearest);
  g_test_add_func ("/weights/touching", test_touching);
  return g_test_run ();
}
