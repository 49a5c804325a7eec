/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgDrawMoments:
 * @mean: of the sum of what was drawn
 * @deviation: its standard deviation
 * @skewness: its third standardised moment
 *
 * What is known exactly about the sum of a number of values drawn without putting back.
 */
typedef struct
{
  double mean;
  double deviation;
  double skewness;
} WgDrawMoments;

/**
 * WgPowerSums:
 * @n: how many values
 * @sum: of the values
 * @squares: of their squares
 * @cubes: of their third powers
 */
typedef struct
{
  double n;
  double sum;
  double squares;
  double cubes;
} WgPowerSums;

void wg_power_sums_add (WgPowerSums *sums, double value);
void wg_power_sums_remove (WgPowerSums *sums, double value);

/**
 * wg_draw_moments_get:
 * @population: what is drawn from
 * @n_drawn: how many, below the number in @population
 *
 * The moments of sampling without replacement from a finite population (Cochran, Sampling Techniques, 1977, chapter 2;
 * the third one by Wishart 1952).
 */
WgDrawMoments wg_draw_moments_get (const WgPowerSums *population, double n_drawn);

/**
 * wg_significance_normal:
 *
 * Returns: how likely a standard normal value is at least as far from 0 as @z
 */
double wg_significance_normal (double z);

/**
 * wg_significance_skewed:
 * @z: a standardised value
 * @skewness: of its distribution
 *
 * The same for a Pearson III distribution, which has the skewness too: counts of cases are skewed, and the normal curve
 * calls too many of their heaps significant. Twice the smaller tail, at most 1; on the short side never below the normal
 * one.
 *
 * Returns: the probability
 */
double wg_significance_skewed (double z, double skewness);

/**
 * wg_significance_binomial:
 * @k: of @n cases in a part that holds the share @share of what they could have happened to
 *
 * Returns: twice the smaller tail, at most 1
 */
double wg_significance_binomial (double k, double n, double share);

/**
 * wg_significance_control:
 * @p: (array length=n): probabilities; one that is not finite is no test and stays out
 * @q: (array length=n) (out caller-allocates): the smallest share of false discoveries at which each would be believed
 *   (Benjamini and Hochberg 1995); NaN where @p is
 */
void wg_significance_control (const double *p, double *q, gsize n);

G_END_DECLS
