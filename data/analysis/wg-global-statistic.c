/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: before any grid is called a hotspot, one figure says whether the district as a whole shows more than chance. */

#include "wg-global-statistic.h"

#include "wg-significance.h"

/* The three sums over the weights that all moments are made of. */
typedef struct
{
  double n;
  double s0;
  double s1;
  double s2;
} WeightSums;

static double
get_weight (const WgWeights *weights, WgWeightsStyle style, guint place)
{
  guint n_neighbours;

  wg_weights_get_neighbours (weights, place, &n_neighbours);
  return style == WG_WEIGHTS_ROWS && n_neighbours > 0 ? 1.0 / n_neighbours : 1.0;
}

static gboolean
is_neighbour (const WgWeights *weights, guint place, guint other)
{
  guint n_neighbours, low = 0;
  const guint *neighbours = wg_weights_get_neighbours (weights, place, &n_neighbours);
  guint high = n_neighbours;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (neighbours[middle] < other)
        low = middle + 1;
      else
        high = middle;
    }
  return low < n_neighbours && neighbours[low] == other;
}

static WeightSums
sum_weights (const WgWeights *weights, WgWeightsStyle style)
{
  guint n = wg_weights_get_n (weights);
  g_autofree double *crossing = g_new0 (double, MAX (n, 1)); /* row and column sums together */
  WeightSums sums = { n, 0.0, 0.0, 0.0 };

  for (guint i = 0; i < n; i++)
    {
      guint n_neighbours;
      const guint *neighbours = wg_weights_get_neighbours (weights, i, &n_neighbours);
      double weight = get_weight (weights, style, i);

      for (guint k = 0; k < n_neighbours; k++)
        {
          guint j = neighbours[k];
          gboolean mutual = is_neighbour (weights, j, i);
          double both = weight + (mutual ? get_weight (weights, style, j) : 0.0);

          crossing[i] += weight;
          crossing[j] += weight;
          sums.s0 += weight;
          sums.s1 += mutual ? both * both / 2.0 : both * both;
        }
    }
  for (guint i = 0; i < n; i++)
    sums.s2 += crossing[i] * crossing[i];
  return sums;
}

/* Σ w_ij · a_i · a_j */
static double
sum_products (const WgWeights *weights, WgWeightsStyle style, const double *values)
{
  double total = 0.0;

  for (guint i = 0; i < wg_weights_get_n (weights); i++)
    {
      guint n_neighbours;
      const guint *neighbours = wg_weights_get_neighbours (weights, i, &n_neighbours);
      double lag = 0.0;

      for (guint k = 0; k < n_neighbours; k++)
        lag += values[neighbours[k]];
      total += get_weight (weights, style, i) * values[i] * lag;
    }
  return total;
}

static WgGlobalStatistic
make_undefined (void)
{
  return (WgGlobalStatistic){ NAN, NAN, NAN, NAN, NAN, NAN };
}

static void
judge (WgGlobalStatistic *result)
{
  result->z = result->variance > 0.0 ? (result->value - result->expected) / sqrt (result->variance) : NAN;
  result->p = isfinite (result->z) ? wg_significance_normal (result->z) : NAN;
}

WgGlobalStatistic
wg_global_moran (const WgWeights *weights, WgWeightsStyle style, const double *values)
{
  WeightSums w = sum_weights (weights, style);
  guint n_places = wg_weights_get_n (weights);
  g_autofree double *deviations = g_new (double, MAX (n_places, 1));
  double n = w.n, mean = 0.0, m2 = 0.0, m4 = 0.0, kurtosis, s0s0 = w.s0 * w.s0, square;
  WgGlobalStatistic result = make_undefined ();

  for (guint i = 0; i < n_places; i++)
    mean += values[i] / n;
  for (guint i = 0; i < n_places; i++)
    {
      deviations[i] = values[i] - mean;
      m2 += deviations[i] * deviations[i];
      m4 += deviations[i] * deviations[i] * deviations[i] * deviations[i];
    }
  if (n_places < 4 || !(w.s0 > 0.0) || !(m2 > 0.0))
    return result;
  kurtosis = n * m4 / (m2 * m2);
  result.value = n / w.s0 * sum_products (weights, style, deviations) / m2;
  result.expected = -1.0 / (n - 1.0);
  square = result.expected * result.expected;
  result.normal_variance = (n * n * w.s1 - n * w.s2 + 3.0 * s0s0) / (s0s0 * (n * n - 1.0)) - square;
  result.variance = (n * ((n * n - 3.0 * n + 3.0) * w.s1 - n * w.s2 + 3.0 * s0s0)
                     - kurtosis * ((n * n - n) * w.s1 - 2.0 * n * w.s2 + 6.0 * s0s0))
                        / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0s0)
                    - square;
  judge (&result);
  return result;
}

WgGlobalStatistic
wg_global_g (const WgWeights *weights, WgWeightsStyle style, const double *values)
{
  WeightSums w = sum_weights (weights, style);
  double n = w.n, m1 = 0.0, m2 = 0.0, m3 = 0.0, m4 = 0.0, s0s0 = w.s0 * w.s0, pairs, square;
  WgGlobalStatistic result = make_undefined ();

  for (guint i = 0; i < wg_weights_get_n (weights); i++)
    {
      double x = values[i];

      m1 += x;
      m2 += x * x;
      m3 += x * x * x;
      m4 += x * x * x * x;
    }
  pairs = m1 * m1 - m2;
  if (n < 4.0 || !(w.s0 > 0.0) || !(pairs > 0.0))
    return result;
  result.value = sum_products (weights, style, values) / pairs;
  result.expected = w.s0 / (n * (n - 1.0));
  square = (((n * n - 3.0 * n + 3.0) * w.s1 - n * w.s2 + 3.0 * s0s0) * m2 * m2
            - ((n * n - n) * w.s1 - 2.0 * n * w.s2 + 6.0 * s0s0) * m4
            - (2.0 * n * w.s1 - (n + 3.0) * w.s2 + 6.0 * s0s0) * m1 * m1 * m2
            + (4.0 * (n - 1.0) * w.s1 - 2.0 * (n + 1.0) * w.s2 + 8.0 * s0s0) * m1 * m3
            + (w.s1 - w.s2 + s0s0) * m1 * m1 * m1 * m1)
           / (pairs * pairs * n * (n - 1.0) * (n - 2.0) * (n - 3.0));
  result.variance = square - result.expected * result.expected;
  judge (&result);
  return result;
}
