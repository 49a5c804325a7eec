/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-weights.h"

G_BEGIN_DECLS

/**
 * WgWeightsStyle:
 * @WG_WEIGHTS_BINARY: every neighbour counts 1
 * @WG_WEIGHTS_ROWS: the neighbours of a place together count 1
 */
typedef enum
{
  WG_WEIGHTS_BINARY,
  WG_WEIGHTS_ROWS,
} WgWeightsStyle;

/**
 * WgGlobalStatistic:
 * @value: the statistic
 * @expected: what chance would give
 * @variance: of chance; for Moran's I under randomisation
 * @normal_variance: only Moran's I: were the values drawn from a normal distribution
 * @z: (value - expected) / sqrt (variance)
 * @p: how likely a value so far from the expected one is, both sides, by the normal curve
 *
 * One figure for the whole district. NaN where there is nothing to compute: fewer than four places, no neighbours, or
 * all values the same.
 */
typedef struct
{
  double value;
  double expected;
  double variance;
  double normal_variance;
  double z;
  double p;
} WgGlobalStatistic;

/**
 * wg_global_moran:
 * @weights: who is near whom
 * @values: (array): one value a place, any unit
 *
 * Moran's I (Cliff and Ord, Spatial Processes, 1981). Places without neighbours count in n and nowhere else.
 */
WgGlobalStatistic wg_global_moran (const WgWeights *weights, WgWeightsStyle style, const double *values);

/**
 * wg_global_g:
 *
 * General G of Getis and Ord (1992): do high values stand together more than chance lets them? Values must not be
 * negative.
 */
WgGlobalStatistic wg_global_g (const WgWeights *weights, WgWeightsStyle style, const double *values);

G_END_DECLS
