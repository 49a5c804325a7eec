/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever stands third wants to know why not second; ranks and stars (星级评定) follow from exact values by one rule
 * that can be said in a sentence.
 */

#include "wg-stars.h"

#define MOST_STARS 5

static int
compare_values (const WgStarRow *a, const WgStarRow *b, gboolean less_is_better)
{
  __int128 left = (__int128) a->value.numerator * b->value.denominator, right = (__int128) b->value.numerator * a->value.denominator;

  if ((a->value.denominator == 0) != (b->value.denominator == 0))
    return a->value.denominator == 0 ? 1 : -1;
  if (a->value.denominator == 0 || left == right)
    return 0;
  return (left > right) != less_is_better ? -1 : 1;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer less_is_better)
{
  const WgStarRow *p = a, *q = b;
  int order = compare_values (p, q, GPOINTER_TO_INT (less_is_better));

  return order != 0 ? order : (p->place > q->place) - (p->place < q->place);
}

void
wg_stars_rank (WgStarRow *rows, guint n, gboolean less_is_better)
{
  guint n_ranked = 0;

  g_qsort_with_data (rows, (int) n, sizeof *rows, compare, GINT_TO_POINTER (less_is_better));
  while (n_ranked < n && rows[n_ranked].value.denominator != 0)
    n_ranked++;
  for (guint i = 0; i < n; i++)
    {
      gboolean equal = i > 0 && i < n_ranked && compare_values (&rows[i - 1], &rows[i], less_is_better) == 0;

      rows[i].rank = i >= n_ranked ? 0 : equal ? rows[i - 1].rank : i + 1;
      rows[i].stars = i >= n_ranked ? 0 : MOST_STARS - (rows[i].rank - 1) * MOST_STARS / n_ranked;
    }
}
