/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what grows is asked by the command line and told by every briefing, and both must call the same grid rising. */

#include "wg-rising.h"

#include "wg-significance.h"
#include "wg-time.h"

#define WEEK_MS (7 * WG_MS_PER_DAY)

gint64
wg_rising_get_begin (gint64 to_ms)
{
  return to_ms - (WG_RISING_WEEKS + 1) * WEEK_MS;
}

double
wg_rising_get_before (const WgCaseField *field, guint place, const WgLocalRow *row)
{
  return (field->cases[place] - row->value) / WG_RISING_WEEKS;
}

static WgLocalClass
name_class (const WgLocalRow *row, double before, double level)
{
  if (!isfinite (row->p))
    return WG_LOCAL_FEW;
  if (row->q <= level)
    return row->value > before ? WG_LOCAL_HOT : WG_LOCAL_COLD;
  return row->p <= level ? WG_LOCAL_WATCH : WG_LOCAL_NOT;
}

WgLocalRow *
wg_rising_judge (const WgCaseField *field, gint64 to_ms, const WgLocalOptions *options)
{
  gsize n = MAX (field->n, 1);
  g_autofree double *lately = g_new0 (double, n), *p = g_new (double, n), *q = g_new (double, n);
  WgLocalRow *rows = g_new0 (WgLocalRow, n);
  double share = 1.0 / (WG_RISING_WEEKS + 1.0);

  for (gsize i = 0; i < field->n_cases; i++)
    lately[field->case_grids[i]] += field->case_times[i] >= to_ms - WEEK_MS ? 1.0 : 0.0;
  for (guint i = 0; i < field->n; i++)
    p[i] = field->cases[i] < options->min_sum ? NAN : wg_significance_binomial (lately[i], field->cases[i], share);
  wg_significance_control (p, q, field->n);
  for (guint i = 0; i < field->n; i++)
    {
      double deviation = sqrt (field->cases[i] * share * (1.0 - share));

      rows[i] = (WgLocalRow){ lately[i], deviation > 0.0 ? (lately[i] - field->cases[i] * share) / deviation : NAN, p[i], NAN, q[i], WG_LOCAL_NOT };
      rows[i].class_ = name_class (&rows[i], wg_rising_get_before (field, i, &rows[i]), options->level);
    }
  return rows;
}
