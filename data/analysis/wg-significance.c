/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a leader who is shown forty grids "significant at 5 %" of a thousand has been shown chance. How likely a figure is
 * by chance, and how many of the figures believed are false, is computed in one place for all statistics.
 *
 * The tails are our own: GSL ends the program far out in the gamma distribution, where heaps of cases are, and with its
 * errors off it answers with no number there.
 */

#include "wg-significance.h"

#include <math.h>
#include <stdlib.h>

#define LEAST_SKEWNESS 1e-3 /* below it Pearson III and the normal curve agree to four digits in any tail that matters */
#define PRECISION 1e-15
#define TINY 1e-300

void
wg_power_sums_add (WgPowerSums *self, double value)
{
  self->n += 1.0;
  self->sum += value;
  self->squares += value * value;
  self->cubes += value * value * value;
}

void
wg_power_sums_remove (WgPowerSums *self, double value)
{
  self->n -= 1.0;
  self->sum -= value;
  self->squares -= value * value;
  self->cubes -= value * value * value;
}

WgDrawMoments
wg_draw_moments_get (const WgPowerSums *population, double k)
{
  double n = population->n, mean = population->sum / n;
  double second = population->squares / n - mean * mean;
  double third = population->cubes / n - 3.0 * mean * population->squares / n + 2.0 * mean * mean * mean;
  double variance = k * (n - k) / (n - 1.0) * second;
  WgDrawMoments moments = { k * mean, variance > 0.0 ? sqrt (variance) : 0.0, 0.0 };

  if (variance > 0.0 && n > 2.0)
    moments.skewness = k * (n - k) * (n - 2.0 * k) / ((n - 1.0) * (n - 2.0)) * third / (variance * moments.deviation);
  return moments;
}

double
wg_significance_normal (double z)
{
  return erfc (fabs (z) / G_SQRT2);
}

/* The lower tail of the gamma distribution of @shape, for what is below its middle: the series of the incomplete gamma
 * function (Abramowitz and Stegun 6.5.29).
 */
static double
sum_gamma_series (double shape, double x)
{
  double term = 1.0 / shape, sum = term;

  for (double k = 1.0; term > sum * PRECISION; k += 1.0)
    {
      term *= x / (shape + k);
      sum += term;
    }
  return sum * exp (shape * log (x) - x - lgamma (shape));
}

/* The upper tail, for what is above its middle: the continued fraction (6.5.31), evaluated from the front (Lentz 1976). */
static double
sum_gamma_fraction (double shape, double x)
{
  double b = x + 1.0 - shape, c = 1.0 / TINY, d = 1.0 / b, product = d, step = 0.0;

  for (double k = 1.0; fabs (step - 1.0) > PRECISION && k < 1e6; k += 1.0)
    {
      double a = -k * (k - shape);

      b += 2.0;
      d = a * d + b;
      d = 1.0 / (fabs (d) < TINY ? TINY : d);
      c = b + a / c;
      c = fabs (c) < TINY ? TINY : c;
      step = c * d;
      product *= step;
    }
  return product * exp (shape * log (x) - x - lgamma (shape));
}

/* The smaller tail of the gamma distribution of @shape at @x. */
static double
get_gamma_tail (double shape, double x)
{
  double tail = x < shape + 1.0 ? sum_gamma_series (shape, x) : sum_gamma_fraction (shape, x);

  return MIN (tail, 1.0 - tail);
}

double
wg_significance_skewed (double z, double skewness)
{
  double shape, upper, tail;

  if (!isfinite (z))
    return NAN;
  if (fabs (skewness) < LEAST_SKEWNESS)
    return wg_significance_normal (z);
  if (skewness < 0.0)
    return wg_significance_skewed (-z, -skewness);
  shape = 4.0 / (skewness * skewness);
  upper = shape + z * sqrt (shape);
  tail = upper > 0.0 ? CLAMP (2.0 * get_gamma_tail (shape, upper), 0.0, 1.0) : 0.0;
  /* The short side of the curve ends somewhere, which is not where what is counted ends. */
  return z < 0.0 ? MAX (tail, wg_significance_normal (z)) : tail;
}

/* Terms of the binomial distribution from @k away from its middle, until they no longer count. */
static double
sum_binomial (double k, double n, double share, double step)
{
  double odds = share / (1.0 - share), sum = 0.0;
  double term = exp (lgamma (n + 1.0) - lgamma (k + 1.0) - lgamma (n - k + 1.0) + k * log (share) + (n - k) * log1p (-share));

  while (k >= 0.0 && k <= n && term > sum * PRECISION)
    {
      sum += term;
      term *= step > 0.0 ? (n - k) / (k + 1.0) * odds : k / (n - k + 1.0) / odds;
      k += step;
    }
  return sum;
}

double
wg_significance_binomial (double k, double n, double share)
{
  if (n < 1.0 || k < 0.0 || k > n || !(share > 0.0 && share < 1.0))
    return NAN;
  return MIN (1.0, 2.0 * sum_binomial (k, n, share, k < n * share ? -1.0 : 1.0));
}

typedef struct
{
  double p;
  gsize index;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *x = a, *y = b;

  if (x->p != y->p)
    return x->p < y->p ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

void
wg_significance_control (const double *p, double *q, gsize n)
{
  g_autofree Ranked *ranked = g_new (Ranked, MAX (n, 1));
  gsize n_tests = 0;
  double least = 1.0;

  for (gsize i = 0; i < n; i++)
    {
      q[i] = NAN;
      if (isfinite (p[i]))
        ranked[n_tests++] = (Ranked){ p[i], i };
    }
  qsort (ranked, n_tests, sizeof (Ranked), compare_ranked);
  for (gsize rank = n_tests; rank > 0; rank--)
    {
      least = MIN (least, ranked[rank - 1].p * (double) n_tests / (double) rank);
      q[ranked[rank - 1].index] = least;
    }
}
