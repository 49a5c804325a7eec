/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-weights.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgLocalMethod:
 * @WG_LOCAL_G: Gi of Getis and Ord (1992, 1995): the neighbours without the place itself
 * @WG_LOCAL_G_STAR: Gi*: the neighbours and the place
 * @WG_LOCAL_MORAN: local Moran (Anselin 1995), neighbours counting 1 / number
 */
typedef enum
{
  WG_LOCAL_G,
  WG_LOCAL_G_STAR,
  WG_LOCAL_MORAN,
} WgLocalMethod;

/**
 * WgLocalClass:
 * @WG_LOCAL_NOT: nothing that chance does not explain
 * @WG_LOCAL_HOT: high among high ones (Moran), a heap of high ones (Gi, Gi*)
 * @WG_LOCAL_COLD: low among low ones
 * @WG_LOCAL_HIGH_OUTLIER: high among low ones, only Moran
 * @WG_LOCAL_LOW_OUTLIER: low among high ones, only Moran
 * @WG_LOCAL_WATCH: would be one of them alone, but not among so many tests: to be watched
 * @WG_LOCAL_FEW: too few cases to say anything
 * @WG_LOCAL_ALONE: has no neighbours
 */
typedef enum
{
  WG_LOCAL_NOT,
  WG_LOCAL_HOT,
  WG_LOCAL_COLD,
  WG_LOCAL_HIGH_OUTLIER,
  WG_LOCAL_LOW_OUTLIER,
  WG_LOCAL_WATCH,
  WG_LOCAL_FEW,
  WG_LOCAL_ALONE,
} WgLocalClass;

const char *wg_local_class_to_nick (WgLocalClass class_);
const char *wg_local_class_get_label (WgLocalClass class_);

/**
 * WgLocalRow:
 * @value: Gi, Gi*: the share of all values that lies here (Gi without the own value in the whole); Moran: I of the place
 * @z: standardised; the exact mean and deviation of drawing as many places at random
 * @p: how likely so much or so little is by chance, both sides, from the exact mean, deviation and skewness of drawing
 * @p_drawn: the same from the draws: (as far out + 1) / (draws + 1), twice the smaller side; NaN without draws
 * @q: the least share of false discoveries at which it is believed, from @p. A number of draws could not tell a
 *   probability below its reciprocal, and among thousands of grids only such are believed
 * @class_: what to call it
 *
 * NaN is what cannot be said.
 */
typedef struct
{
  double value;
  double z;
  double p;
  double p_drawn;
  double q;
  WgLocalClass class_;
} WgLocalRow;

/**
 * WgLocalOptions:
 * @method: which
 * @n_draws: 0, or how often neighbours are drawn at random (999 is usual)
 * @seed: the same seed draws the same neighbours
 * @level: the share of false discoveries that is put up with, 0.05
 * @min_sum: a neighbourhood (with the place) whose values sum up to less, while fewer than that are expected too, is
 *   %WG_LOCAL_FEW and no test
 */
typedef struct
{
  WgLocalMethod method;
  guint n_draws;
  guint32 seed;
  double level;
  double min_sum;
} WgLocalOptions;

/**
 * wg_local_statistic:
 * @weights: who is near whom
 * @values: (array): one value a place, not negative
 * @cancellable: (nullable): looked at between places
 *
 * Returns: (transfer full) (array) (nullable): one row a place, or %NULL when cancelled
 */
WgLocalRow *wg_local_statistic (const WgWeights *weights,
                                const double *values,
                                const WgLocalOptions *options,
                                GCancellable *cancellable,
                                GError **error);

/**
 * wg_local_rates:
 * @cases: (array): cases a place
 * @ground: (array): what they are counted against (households, square metres); a place with 0 is no test
 *
 * Where cases stand against unequal grounds, values cannot be exchanged between places. So the neighbourhood with the
 * place is tested: as many of all cases as its share of the ground lets expect, binomially. @value is its rate, @z the
 * standardised difference. Where the rates of single places differ more than chance lets them, as cases against area
 * always do, deviations count by as much less (Pearson's χ² over its degrees of freedom), or every place would be told.
 *
 * Returns: as wg_local_statistic()
 */
WgLocalRow *wg_local_rates (const WgWeights *weights, const double *cases, const double *ground, const WgLocalOptions *options);

G_END_DECLS
