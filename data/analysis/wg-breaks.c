/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: bounds that stay for years are round, bounds for one sheet of paper may follow the day's values; which of the two
 * a map shows must be a choice that is said.
 *
 * Natural breaks are found exactly: the best split of the first j distinct values into k classes is a best split of fewer
 * values into k - 1 classes and one class more, and its place only moves up with j, so halving finds all of them in
 * k · n · log n steps.
 */

#include "wg-breaks.h"

#include <glib/gi18n-lib.h>

#define N_PARTS WG_BACKLOG_N_BREAKS /* classes above "none" */

const char *
wg_breaks_method_get_label (WgBreaksMethod method)
{
  switch (method)
    {
    case WG_BREAKS_QUANTILE:
      return C_ ("classes", "exact quarters");
    case WG_BREAKS_JENKS:
      return C_ ("classes", "natural breaks, Jenks");
    case WG_BREAKS_ROUND:
    default:
      return C_ ("classes", "round numbers");
    }
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* The values above 0, ascending. */
static GArray *
list_positive (const gint64 *values, gsize n_values)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < n_values; i++)
    {
      if (values[i] > 0)
        g_array_append_val (sorted, values[i]);
    }
  g_array_sort (sorted, compare_values);
  return sorted;
}

/* Lifts what does not ascend. */
static void
keep_apart (gint64 *breaks)
{
  breaks[0] = 0;
  for (guint i = 1; i < WG_BACKLOG_N_BREAKS; i++)
    breaks[i] = MAX (breaks[i], breaks[i - 1] + 1);
}

static void
propose_quarters (const GArray *sorted, gint64 *breaks)
{
  for (guint i = 1; i < WG_BACKLOG_N_BREAKS; i++)
    {
      /* Nearest rank, as for the round ones. */
      guint rank = (sorted->len * i + N_PARTS - 1) / N_PARTS;

      breaks[i] = g_array_index (sorted, gint64, rank - 1);
    }
}

/* --- Natural breaks --- */

typedef struct
{
  guint n;          /* distinct values */
  gint64 *values;   /* ascending */
  double *weights;  /* sums over the values before: how many, */
  double *sums;     /* their sum, */
  double *squares;  /* the sum of their squares */
  double *before;   /* cost of the best split of the first j values into one class less */
  double *cost;     /* and into the present number of classes */
  guint *splits[N_PARTS]; /* where the last class begins */
} Jenks;

static void
jenks_fill (Jenks *jenks, const GArray *sorted)
{
  jenks->values = g_new0 (gint64, sorted->len);
  jenks->weights = g_new0 (double, sorted->len + 1);
  jenks->sums = g_new0 (double, sorted->len + 1);
  jenks->squares = g_new0 (double, sorted->len + 1);
  jenks->before = g_new0 (double, sorted->len + 1);
  jenks->cost = g_new0 (double, sorted->len + 1);
  for (guint k = 0; k < N_PARTS; k++)
    jenks->splits[k] = g_new0 (guint, sorted->len + 1);
  for (guint i = 0; i < sorted->len; i++)
    {
      gint64 value = g_array_index (sorted, gint64, i);
      guint at;

      if (jenks->n == 0 || jenks->values[jenks->n - 1] != value)
        {
          jenks->values[jenks->n++] = value;
          jenks->weights[jenks->n] = jenks->weights[jenks->n - 1];
          jenks->sums[jenks->n] = jenks->sums[jenks->n - 1];
          jenks->squares[jenks->n] = jenks->squares[jenks->n - 1];
        }
      at = jenks->n;
      jenks->weights[at] += 1.0;
      jenks->sums[at] += (double) value;
      jenks->squares[at] += (double) value * (double) value;
    }
}

static void
jenks_clear (Jenks *jenks)
{
  g_free (jenks->values);
  g_free (jenks->weights);
  g_free (jenks->sums);
  g_free (jenks->squares);
  g_free (jenks->before);
  g_free (jenks->cost);
  for (guint k = 0; k < N_PARTS; k++)
    g_free (jenks->splits[k]);
}

/* The squared distances to their mean of the distinct values from @from to before @to. */
static double
get_spread (const Jenks *jenks, guint from, guint to)
{
  double n = jenks->weights[to] - jenks->weights[from], sum = jenks->sums[to] - jenks->sums[from];

  return n > 0.0 ? jenks->squares[to] - jenks->squares[from] - sum * sum / n : 0.0;
}

/* Finds the best last class of the first @low .. @high values, knowing that it begins in @from .. @to. */
static void
split (Jenks *jenks, guint k, guint low, guint high, guint from, guint to)
{
  guint middle = low + (high - low) / 2, best = MAX (from, k);

  if (low > high || high > jenks->n)
    return;
  jenks->cost[middle] = G_MAXDOUBLE;
  for (guint begin = MAX (from, k); begin <= MIN (to, middle - 1); begin++)
    {
      double cost = jenks->before[begin] + get_spread (jenks, begin, middle);

      if (cost < jenks->cost[middle])
        {
          jenks->cost[middle] = cost;
          best = begin;
        }
    }
  jenks->splits[k][middle] = best;
  if (middle > low)
    split (jenks, k, low, middle - 1, from, best);
  split (jenks, k, middle + 1, high, best, to);
}

static void
propose_natural (const GArray *sorted, gint64 *breaks)
{
  Jenks jenks = { 0 };
  guint n_parts, end;

  jenks_fill (&jenks, sorted);
  n_parts = MIN (N_PARTS, jenks.n);
  for (guint j = 1; j <= jenks.n; j++)
    jenks.cost[j] = get_spread (&jenks, 0, j);
  for (guint k = 1; k < n_parts; k++)
    {
      memcpy (jenks.before, jenks.cost, (jenks.n + 1) * sizeof (double));
      split (&jenks, k, k + 1, jenks.n, k, jenks.n - 1);
    }
  end = jenks.n;
  for (guint k = n_parts - 1; k >= 1; k--)
    {
      end = jenks.splits[k][end];
      breaks[k] = jenks.values[end - 1];
    }
  for (guint k = n_parts; k < N_PARTS; k++)
    breaks[k] = jenks.values[jenks.n - 1];
  jenks_clear (&jenks);
}

void
wg_breaks_propose (WgBreaksMethod method, const gint64 *values, gsize n_values, gint64 *breaks)
{
  g_autoptr (GArray) sorted = list_positive (values, n_values);

  memcpy (breaks, wg_backlog_get_start_breaks (), WG_BACKLOG_N_BREAKS * sizeof (gint64));
  if (sorted->len == 0)
    return;
  if (method == WG_BREAKS_ROUND)
    {
      wg_backlog_propose_breaks ((const gint64 *) (gconstpointer) sorted->data, sorted->len, breaks);
      return;
    }
  if (method == WG_BREAKS_QUANTILE)
    propose_quarters (sorted, breaks);
  else
    propose_natural (sorted, breaks);
  keep_apart (breaks);
}
