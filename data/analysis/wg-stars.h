/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-formula.h"

G_BEGIN_DECLS

/**
 * WgStarRow:
 * @value: what is ranked; denominator 0 when it cannot be said
 * @place: what the caller knows it by
 * @rank: 1 is the best; equals share a rank and the next ones are skipped; 0 for what cannot be said
 * @stars: 5 for the best fifth to 1 for the last; of equals all have those of their rank; 0 for what cannot be said
 *
 * A row of a ranking.
 */
typedef struct
{
  WgFraction value;
  guint place;
  guint rank;
  guint stars;
} WgStarRow;

/**
 * wg_stars_rank:
 * @rows: (array length=n): with value and place; sorted, best first, what cannot be said last
 * @less_is_better: whether a small value is good
 *
 * Values are compared as fractions: no place depends on how percentages are rounded.
 */
void wg_stars_rank (WgStarRow *rows, guint n, gboolean less_is_better);

G_END_DECLS
