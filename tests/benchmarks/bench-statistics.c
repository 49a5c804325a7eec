/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a leader waits for the heat map and for the map of hotspots; how long depends on the machine, how much less than doing
 * it word by word does not. Prints both for a density of 100,000 cases over a screen of 3840 x 2160 with either kernel, and for Gi* with 999
 * permutations on 4,571 grids; fails when the two ways do not agree.
 */

#include "wg-kernel-density.h"
#include "wg-local-statistic.h"

#include <math.h>
#include <stdlib.h>

#define N_POINTS 100000
#define WIDTH 3840
#define HEIGHT 2160
#define NODE 8         /* pixels from one node to the next; between them a painter interpolates */
#define METRES 40000.0 /* from the left to the right of the screen */
#define BANDWIDTH 500.0
#define EVERY 40 /* node that is counted word by word, too */
#define N_GRIDS 4571
#define SIDE 68 /* grids in a row */
#define N_DRAWS 999
#define N_NAIVE 20 /* grids that are drawn for word by word */

static double
get_seconds (gint64 since)
{
  return (double) (g_get_monotonic_time () - since) / 1e6;
}

static double
sum_all (WgKernel kernel, const double *x, const double *y, double at_x, double at_y)
{
  double sum = 0.0, square = BANDWIDTH * BANDWIDTH;

  for (guint i = 0; i < N_POINTS; i++)
    {
      double ratio = ((x[i] - at_x) * (x[i] - at_x) + (y[i] - at_y) * (y[i] - at_y)) / square;

      if (kernel == WG_KERNEL_GAUSSIAN)
        sum += exp (-4.0 * ratio);
      else
        sum += ratio < 1.0 ? (1.0 - ratio) * (1.0 - ratio) : 0.0;
    }
  return sum * (kernel == WG_KERNEL_GAUSSIAN ? 4.0 : 3.0) / (G_PI * square);
}

static void
bench_density (WgKernel kernel)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);
  g_autofree double *x = g_new (double, N_POINTS), *y = g_new (double, N_POINTS), *values = g_new (double, WIDTH / NODE * HEIGHT / NODE);
  g_autoptr (WgKernelDensity) density = NULL;
  double scale = METRES / WIDTH, ours, naive, worst = 0.0;
  guint n = 0, n_naive = 0;
  gint64 since;

  for (guint i = 0; i < N_POINTS; i++)
    {
      double r = METRES / 3.0 * sqrt (-log (1.0 - g_rand_double (dice))), angle = g_rand_double_range (dice, 0.0, 2.0 * G_PI);

      x[i] = METRES / 2.0 + r / 2.0 * cos (angle);
      y[i] = HEIGHT * scale / 2.0 + r / 2.0 * sin (angle);
    }
  since = g_get_monotonic_time ();
  density = wg_kernel_density_new (x, y, N_POINTS, kernel, BANDWIDTH);
  for (guint row = 0; row < HEIGHT / NODE; row++)
    {
      for (guint column = 0; column < WIDTH / NODE; column++)
        values[n++] = wg_kernel_density_get (density, column * NODE * scale, row * NODE * scale);
    }
  ours = get_seconds (since);
  since = g_get_monotonic_time ();
  for (guint i = 0; i < n; i += EVERY, n_naive++)
    {
      double sum = sum_all (kernel, x, y, i % (WIDTH / NODE) * NODE * scale, i / (WIDTH / NODE) * NODE * scale);

      worst = MAX (worst, fabs (sum - values[i]) / MAX (sum, 1e-12));
    }
  naive = get_seconds (since) * n / n_naive;
  if (worst > 1e-9)
    g_error ("densities differ by %g", worst);
  g_print ("%s density of %d cases at %u nodes of %d x %d: %.2f s; word by word %.1f s (from %u of them): %.0f times\n", wg_kernel_to_nick (kernel), N_POINTS, n,
           WIDTH, HEIGHT, ours, naive, n_naive, naive / ours);
}

/* A city of squares, each beside up to eight others. */
static WgWeights *
make_weights (void)
{
  g_autofree double *x = g_new (double, N_GRIDS), *y = g_new (double, N_GRIDS);

  for (guint i = 0; i < N_GRIDS; i++)
    {
      x[i] = i % SIDE;
      y[i] = i / SIDE;
    }
  return wg_weights_new_within (x, y, N_GRIDS, 1.5);
}

/* As the text says it: all values are shuffled, and those that come to lie on the place and beside it are summed. */
static double
draw_naive (const WgWeights *weights, const double *values, guint place, GRand *dice)
{
  guint n_near, n_more = 0, n_less = 0;
  const guint *near = wg_weights_get_neighbours (weights, place, &n_near);
  g_autofree double *shuffled = g_memdup2 (values, N_GRIDS * sizeof *values);
  double seen = values[place];

  for (guint i = 0; i < n_near; i++)
    seen += values[near[i]];
  for (guint draw = 0; draw < N_DRAWS; draw++)
    {
      double sum = 0.0;

      for (guint i = N_GRIDS - 1; i > 0; i--)
        {
          guint k = (guint) g_rand_int_range (dice, 0, (gint32) i + 1);
          double kept = shuffled[i];

          shuffled[i] = shuffled[k];
          shuffled[k] = kept;
        }
      for (guint i = 0; i <= n_near; i++)
        sum += shuffled[i];
      n_more += sum >= seen;
      n_less += sum <= seen;
    }
  return MIN (1.0, 2.0 * (MIN (n_more, n_less) + 1.0) / (N_DRAWS + 1.0));
}

static void
bench_hotspots (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (2);
  g_autoptr (WgWeights) weights = make_weights ();
  g_autofree double *values = g_new (double, N_GRIDS);
  WgLocalOptions options = { WG_LOCAL_G_STAR, N_DRAWS, 1, 0.05, 5 };
  g_autofree WgLocalRow *rows = NULL;
  double ours, naive, worst = 0.0;
  gint64 since;

  for (guint i = 0; i < N_GRIDS; i++)
    values[i] = g_rand_int_range (dice, 0, 40) + (i % SIDE < 8 && i / SIDE < 8 ? 30 : 0);
  since = g_get_monotonic_time ();
  rows = wg_local_statistic (weights, values, &options, NULL, NULL);
  ours = get_seconds (since);
  since = g_get_monotonic_time ();
  for (guint i = 0; i < N_NAIVE; i++)
    worst = MAX (worst, fabs (draw_naive (weights, values, i * (N_GRIDS / N_NAIVE), dice) - rows[i * (N_GRIDS / N_NAIVE)].p_drawn));
  naive = get_seconds (since) * N_GRIDS / N_NAIVE;
  /* Two samples of 999 differ by chance: four deviations of a share of a half, on both sides. */
  if (worst > 2.0 * 4.0 * sqrt (2.0 * 0.25 / N_DRAWS))
    g_error ("probabilities differ by %g", worst);
  g_print ("Gi* with %d permutations on %d grids: %.2f s; word by word %.0f s (from %d of them): %.0f times; largest difference of p %.3f\n", N_DRAWS,
           N_GRIDS, ours, naive, N_NAIVE, naive / ours, worst);
}

int
main (void)
{
  bench_density (WG_KERNEL_QUARTIC);
  bench_density (WG_KERNEL_GAUSSIAN);
  bench_hotspots ();
  return EXIT_SUCCESS;
}
