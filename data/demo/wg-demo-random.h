/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgDemoRandom:
 *
 * A small generator of pseudo-random numbers (xoshiro256** by Blackman and Vigna 2018, seeded through SplitMix64), so
 * that a seed means the same district whatever version of GLib is installed. Not for secrets.
 */
typedef struct
{
  guint64 state[4];
} WgDemoRandom;

/**
 * wg_demo_random_init:
 * @random: the generator
 * @seed: the seed of the district
 * @stream: which part of the district draws from it; streams of one seed are independent of each other
 */
void wg_demo_random_init (WgDemoRandom *random, guint64 seed, guint64 stream);

guint64 wg_demo_random_next (WgDemoRandom *random);

/**
 * wg_demo_random_below:
 *
 * Returns: a whole number in [0, @n); 0 when @n is 0.
 */
guint wg_demo_random_below (WgDemoRandom *random, guint n);

/**
 * wg_demo_random_between:
 *
 * Returns: a whole number in [@low, @high], both included.
 */
gint64 wg_demo_random_between (WgDemoRandom *random, gint64 low, gint64 high);

/**
 * wg_demo_random_unit:
 *
 * Returns: a number in [0, 1).
 */
double wg_demo_random_unit (WgDemoRandom *random);

double wg_demo_random_range (WgDemoRandom *random, double low, double high);

/**
 * wg_demo_random_chance:
 *
 * Returns: %TRUE with the probability @probability.
 */
gboolean wg_demo_random_chance (WgDemoRandom *random, double probability);

/**
 * wg_demo_random_normal:
 *
 * Returns: a number of the standard normal distribution (sum of twelve uniform ones, so it stays within ±6).
 */
double wg_demo_random_normal (WgDemoRandom *random);

/**
 * wg_demo_random_weighted:
 * @cumulative: (array length=n): running sums of weights
 * @n: their number, at least 1
 *
 * Returns: an index, drawn in proportion to its weight.
 */
guint wg_demo_random_weighted (WgDemoRandom *random, const double *cumulative, guint n);

/**
 * wg_demo_hash:
 *
 * Returns: a number that depends on the four numbers alone, equally spread over all 64-bit values.
 */
guint64 wg_demo_hash (guint64 seed, gint64 a, gint64 b, gint64 c);

G_END_DECLS
