/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "here it is worse than elsewhere" is said of one grid in front of people whose grid it is. So it is said only with
 * the probability of chance, corrected for having asked of every grid.
 *
 * A neighbourhood is a draw without putting back. Mean, deviation and skewness of its sum are known exactly, so that the
 * probability needs no simulation; the draws are there for who wants to see one.
 */

#include "wg-local-statistic.h"

#include "wg-significance.h"

#include <glib/gi18n-lib.h>

#define ALONE_LEVEL 0.05 /* believed if it were the only test */

typedef struct
{
  const WgWeights *weights;
  const double *values; /* Moran: deviations from the mean */
  const WgLocalOptions *options;
  guint n;
  WgPowerSums all;
  GRand *dice;
  guint *deck;   /* all indices in some order, for drawing */
  guint *places; /* where each stands in it */
} Local;

const char *
wg_local_class_to_nick (WgLocalClass class_)
{
  static const char *const nicks[] = { "not_significant", "hot", "cold", "high_outlier", "low_outlier", "watch", "too_few", "no_neighbours" };

  return class_ < G_N_ELEMENTS (nicks) ? nicks[class_] : nicks[0];
}

const char *
wg_local_class_get_label (WgLocalClass class_)
{
  switch (class_)
    {
    case WG_LOCAL_HOT:
      return C_ ("hotspot", "hotspot");
    case WG_LOCAL_COLD:
      return C_ ("hotspot", "coldspot");
    case WG_LOCAL_HIGH_OUTLIER:
      return C_ ("hotspot", "high among low ones");
    case WG_LOCAL_LOW_OUTLIER:
      return C_ ("hotspot", "low among high ones");
    case WG_LOCAL_WATCH:
      return C_ ("hotspot", "to be watched");
    case WG_LOCAL_FEW:
      return C_ ("hotspot", "too few cases");
    case WG_LOCAL_ALONE:
      return C_ ("hotspot", "no neighbours");
    case WG_LOCAL_NOT:
    default:
      return C_ ("hotspot", "may be chance");
    }
}

static double
sum_near (const Local *self, guint place, guint *n_near)
{
  const guint *neighbours = wg_weights_get_neighbours (self->weights, place, n_near);
  double sum = 0.0;

  for (guint k = 0; k < *n_near; k++)
    sum += self->values[neighbours[k]];
  if (self->options->method == WG_LOCAL_G_STAR)
    {
      sum += self->values[place];
      *n_near += 1;
    }
  return sum;
}

/* --- Draws --- */

static void
swap_cards (Local *self, guint a, guint b)
{
  guint card = self->deck[a];

  self->deck[a] = self->deck[b];
  self->deck[b] = card;
  self->places[self->deck[a]] = a;
  self->places[self->deck[b]] = b;
}

/* Draws @k values from all, or from all but @place, and returns their sum. */
static double
draw (Local *self, guint place, guint k)
{
  guint n = self->n;
  double sum = 0.0;

  if (self->options->method != WG_LOCAL_G_STAR)
    {
      swap_cards (self, self->places[place], n - 1);
      n--;
    }
  for (guint i = 0; i < k; i++)
    {
      swap_cards (self, i, (guint) g_rand_int_range (self->dice, (gint32) i, (gint32) n));
      sum += self->values[self->deck[i]];
    }
  return sum;
}

static double
draw_all (Local *self, guint place, double sum, guint k)
{
  guint above = 0, below = 0;

  if (self->options->n_draws == 0)
    return NAN;
  for (guint i = 0; i < self->options->n_draws; i++)
    {
      double drawn = draw (self, place, k);

      above += drawn >= sum ? 1 : 0;
      below += drawn <= sum ? 1 : 0;
    }
  return MIN (1.0, 2.0 * (MIN (above, below) + 1.0) / (self->options->n_draws + 1.0));
}

/* --- One place --- */

static void
find_value (const Local *self, guint place, double sum, guint n_near, WgLocalRow *row)
{
  double second = self->all.squares / self->n;

  switch (self->options->method)
    {
    case WG_LOCAL_MORAN:
      row->value = second > 0.0 ? self->values[place] / second * sum / n_near : NAN;
      break;
    case WG_LOCAL_G:
      row->value = self->all.sum > self->values[place] ? sum / (self->all.sum - self->values[place]) : NAN;
      break;
    case WG_LOCAL_G_STAR:
    default:
      row->value = self->all.sum > 0.0 ? sum / self->all.sum : NAN;
      break;
    }
}

static gboolean
is_too_few (const Local *self, guint place, const double *counts, double total)
{
  guint n_near;
  const guint *neighbours = wg_weights_get_neighbours (self->weights, place, &n_near);
  double sum = counts[place];

  for (guint k = 0; k < n_near; k++)
    sum += counts[neighbours[k]];
  return sum < self->options->min_sum && total / self->n * (n_near + 1.0) < self->options->min_sum;
}

static void
judge_place (Local *self, guint place, WgLocalRow *row)
{
  WgPowerSums others = self->all;
  WgDrawMoments moments;
  guint n_near;
  double sum = sum_near (self, place, &n_near);

  if (self->options->method != WG_LOCAL_G_STAR)
    wg_power_sums_remove (&others, self->values[place]);
  if (n_near == 0 || (self->options->method == WG_LOCAL_G_STAR && n_near == 1))
    {
      row->class_ = WG_LOCAL_ALONE;
      return;
    }
  find_value (self, place, sum, n_near, row);
  moments = wg_draw_moments_get (&others, n_near);
  if (!(moments.deviation > 0.0) || others.n < 3.0)
    return;
  row->z = (sum - moments.mean) / moments.deviation;
  row->p = wg_significance_skewed (row->z, moments.skewness);
  row->p_drawn = draw_all (self, place, sum, n_near);
}

static WgLocalClass
name_class (const WgLocalOptions *options, const WgLocalRow *row, double own)
{
  if (row->class_ != WG_LOCAL_NOT || !isfinite (row->p))
    return row->class_;
  if (row->p > ALONE_LEVEL)
    return WG_LOCAL_NOT;
  if (row->q > options->level)
    return WG_LOCAL_WATCH;
  if (options->method != WG_LOCAL_MORAN)
    return row->z > 0.0 ? WG_LOCAL_HOT : WG_LOCAL_COLD;
  if (own > 0.0)
    return row->z > 0.0 ? WG_LOCAL_HOT : WG_LOCAL_HIGH_OUTLIER;
  return row->z > 0.0 ? WG_LOCAL_LOW_OUTLIER : WG_LOCAL_COLD;
}

static void
name_classes (const WgLocalOptions *options, WgLocalRow *rows, const double *values, guint n)
{
  g_autofree double *p = g_new (double, MAX (n, 1)), *q = g_new (double, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    p[i] = rows[i].class_ == WG_LOCAL_NOT ? rows[i].p : NAN;
  wg_significance_control (p, q, n);
  for (guint i = 0; i < n; i++)
    {
      rows[i].q = q[i];
      rows[i].class_ = name_class (options, &rows[i], values[i]);
    }
}

static WgLocalRow *
make_rows (guint n)
{
  WgLocalRow *rows = g_new (WgLocalRow, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    rows[i] = (WgLocalRow){ NAN, NAN, NAN, NAN, NAN, WG_LOCAL_NOT };
  return rows;
}

static void
local_begin (Local *self, const WgWeights *weights, const double *values, const WgLocalOptions *options)
{
  *self = (Local){ .weights = weights, .values = values, .options = options, .n = wg_weights_get_n (weights) };
  self->dice = g_rand_new_with_seed (options->seed);
  self->deck = g_new (guint, MAX (self->n, 1));
  self->places = g_new (guint, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    {
      wg_power_sums_add (&self->all, values[i]);
      self->deck[i] = self->places[i] = i;
    }
}

static void
local_end (Local *self)
{
  g_rand_free (self->dice);
  g_free (self->deck);
  g_free (self->places);
}

/* Deviations from the mean for Moran, the values themselves for the others. */
static double *
prepare_values (const double *values, guint n, WgLocalMethod method)
{
  double *prepared = g_new (double, MAX (n, 1)), mean = 0.0;

  for (guint i = 0; i < n && method == WG_LOCAL_MORAN; i++)
    mean += values[i] / n;
  for (guint i = 0; i < n; i++)
    prepared[i] = values[i] - mean;
  return prepared;
}

WgLocalRow *
wg_local_statistic (const WgWeights *weights,
                    const double *values,
                    const WgLocalOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  guint n = wg_weights_get_n (weights);
  g_autofree double *prepared = prepare_values (values, n, options->method);
  g_autofree WgLocalRow *rows = make_rows (n);
  gboolean stopped = FALSE;
  double total = 0.0;
  Local self;

  for (guint i = 0; i < n; i++)
    total += values[i];
  local_begin (&self, weights, prepared, options);
  for (guint i = 0; i < n && !stopped; i++)
    {
      if (is_too_few (&self, i, values, total))
        rows[i].class_ = WG_LOCAL_FEW;
      else
        judge_place (&self, i, &rows[i]);
      stopped = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  local_end (&self);
  if (stopped)
    return NULL;
  name_classes (options, rows, prepared, n);
  return g_steal_pointer (&rows);
}

static void
judge_rate (const WgWeights *weights, const double *cases, const double *ground, const double *totals, double min_sum, guint place, WgLocalRow *row)
{
  guint n_near;
  const guint *neighbours = wg_weights_get_neighbours (weights, place, &n_near);
  double near_cases = cases[place], near_ground = ground[place], share, expected;

  for (guint k = 0; k < n_near; k++)
    {
      near_cases += ground[neighbours[k]] > 0.0 ? cases[neighbours[k]] : 0.0;
      near_ground += MAX (ground[neighbours[k]], 0.0);
    }
  share = near_ground / totals[1];
  expected = totals[0] * share;
  if (near_cases < min_sum && expected < min_sum)
    row->class_ = WG_LOCAL_FEW;
  if (!(ground[place] > 0.0) || !(near_ground > 0.0) || row->class_ != WG_LOCAL_NOT)
    return;
  row->value = near_cases / near_ground;
  row->z = share < 1.0 ? (near_cases - expected) / sqrt (expected * (1.0 - share)) : NAN;
  row->p = wg_significance_binomial (near_cases, totals[0], share);
}

/* How much more the rates of single places differ than chance lets them, at least 1. */
static double
get_spread (const double *cases, const double *ground, const double *totals, guint n)
{
  double sum = 0.0;
  guint n_places = 0;

  for (guint i = 0; i < n; i++)
    {
      double expected = totals[0] * MAX (ground[i], 0.0) / totals[1];

      if (!(expected > 0.0))
        continue;
      sum += (cases[i] - expected) * (cases[i] - expected) / expected;
      n_places++;
    }
  return n_places > 1 ? MAX (1.0, sum / (n_places - 1.0)) : 1.0;
}

WgLocalRow *
wg_local_rates (const WgWeights *weights, const double *cases, const double *ground, const WgLocalOptions *options)
{
  guint n = wg_weights_get_n (weights);
  WgLocalOptions as_g = *options;
  WgLocalRow *rows = make_rows (n);
  double totals[2] = { 0.0, 0.0 }, spread;

  as_g.method = WG_LOCAL_G_STAR;
  for (guint i = 0; i < n; i++)
    {
      /* What happened where there is no ground cannot be expected anywhere. */
      totals[0] += ground[i] > 0.0 ? cases[i] : 0.0;
      totals[1] += MAX (ground[i], 0.0);
    }
  spread = totals[0] > 0.0 ? get_spread (cases, ground, totals, n) : 1.0;
  for (guint i = 0; i < n && totals[0] > 0.0; i++)
    {
      judge_rate (weights, cases, ground, totals, options->min_sum, i, &rows[i]);
      rows[i].z /= sqrt (spread);
      if (isfinite (rows[i].z))
        rows[i].p = MAX (rows[i].p, wg_significance_normal (rows[i].z));
    }
  name_classes (&as_g, rows, cases, n);
  return rows;
}
