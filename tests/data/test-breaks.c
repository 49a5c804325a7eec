/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bounds always ascend and part no equal values; natural breaks are the best there are; a rate without ground is not
 * nought.
 */

#include "wg-breaks.h"
#include "wg-measure.h"

#include <math.h>

static void
test_always_valid (void)
{
  for (guint round = 0; round < 600; round++)
    {
      guint n = (guint) g_test_rand_int_range (0, 40), top = (guint) g_test_rand_int_range (1, 60);
      gint64 values[40], breaks[WG_BACKLOG_N_BREAKS];

      for (guint i = 0; i < n; i++)
        values[i] = g_test_rand_int_range (-1, (gint32) top);
      for (guint method = 0; method < WG_N_BREAKS_METHODS; method++)
        {
          wg_breaks_propose ((WgBreaksMethod) method, values, n, breaks);
          g_assert_true (wg_backlog_breaks_are_valid (breaks));
        }
    }
}

static void
test_quarters (void)
{
  const gint64 values[] = { 0, 0, -1, 3, 7, 11, 13, 21, 34, 55, 89 };
  const gint64 expected[] = { 0, 7, 13, 34 }, rounded[] = { 0, 5, 10, 50 };
  gint64 breaks[WG_BACKLOG_N_BREAKS];

  wg_breaks_propose (WG_BREAKS_QUANTILE, values, G_N_ELEMENTS (values), breaks);
  g_assert_cmpmem (breaks, sizeof breaks, expected, sizeof expected);
  wg_breaks_propose (WG_BREAKS_ROUND, values, G_N_ELEMENTS (values), breaks);
  g_assert_cmpint (breaks[1], ==, 5);
  g_assert_cmpint (breaks[2], ==, 10);
  g_assert_cmpmem (breaks, sizeof breaks, rounded, sizeof rounded);
}

static double
get_spread (const gint64 *values, guint n, gint64 above, gint64 to)
{
  double sum = 0.0, squares = 0.0, count = 0.0;

  for (guint i = 0; i < n; i++)
    {
      if (values[i] <= above || values[i] > to)
        continue;
      count += 1.0;
      sum += (double) values[i];
      squares += (double) values[i] * (double) values[i];
    }
  return count > 0.0 ? squares - sum * sum / count : 0.0;
}

static double
get_cost (const gint64 *values, guint n, const gint64 *breaks)
{
  return get_spread (values, n, breaks[0], breaks[1]) + get_spread (values, n, breaks[1], breaks[2])
         + get_spread (values, n, breaks[2], breaks[3]) + get_spread (values, n, breaks[3], G_MAXINT64);
}

/* No other three bounds are better: all of them are tried. */
static void
test_jenks_is_best (void)
{
  for (guint round = 0; round < 40; round++)
    {
      gint64 values[24], breaks[WG_BACKLOG_N_BREAKS], other[WG_BACKLOG_N_BREAKS] = { 0 };
      double least = G_MAXDOUBLE, found;

      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        values[i] = g_test_rand_int_range (1, 30);
      for (other[1] = 1; other[1] < 30; other[1]++)
        for (other[2] = other[1] + 1; other[2] < 31; other[2]++)
          for (other[3] = other[2] + 1; other[3] < 32; other[3]++)
            least = MIN (least, get_cost (values, G_N_ELEMENTS (values), other));
      wg_breaks_propose (WG_BREAKS_JENKS, values, G_N_ELEMENTS (values), breaks);
      found = get_cost (values, G_N_ELEMENTS (values), breaks);
      g_assert_cmpfloat_with_epsilon (found, least, 1e-6);
    }
}

static void
test_jenks_gaps (void)
{
  const gint64 values[] = { 1, 1, 2, 2, 20, 21, 22, 300, 301, 302, 4000, 4001 }, expected[] = { 0, 2, 22, 302 };
  const gint64 two[] = { 5, 5, 9 };
  gint64 breaks[WG_BACKLOG_N_BREAKS];

  wg_breaks_propose (WG_BREAKS_JENKS, values, G_N_ELEMENTS (values), breaks);
  g_assert_cmpmem (breaks, sizeof breaks, expected, sizeof expected);
  wg_breaks_propose (WG_BREAKS_JENKS, two, G_N_ELEMENTS (two), breaks);
  g_assert_cmpint (breaks[1], ==, 5);
  g_assert_cmpint (breaks[2], ==, 9);
}

static void
assert_value (WgMeasure measure, gint64 open, gint64 overdue, gint64 base, gint64 expected, const char *text)
{
  const WgBacklogCounts counts = { .open = open, .overdue = overdue };
  gint64 value = wg_measure_get_value (measure, &counts, base);
  g_autofree char *formatted = wg_measure_format (measure, value);

  g_assert_cmpint (value, ==, expected);
  g_assert_cmpstr (formatted, ==, text);
}

static void
test_measures (void)
{
  assert_value (WG_MEASURE_OPEN, 7, 2, 0, 7, "7");
  assert_value (WG_MEASURE_OVERDUE, 7, 2, 0, 2, "2");
  assert_value (WG_MEASURE_HOUSEHOLDS, 7, 2, 400, 175, "17.5");
  assert_value (WG_MEASURE_HOUSEHOLDS, 1, 0, 1000000, 1, "0.1");
  assert_value (WG_MEASURE_HOUSEHOLDS, 0, 0, 400, 0, "0.0");
  assert_value (WG_MEASURE_HOUSEHOLDS, 7, 2, 0, WG_MEASURE_UNDEFINED, "–");
  assert_value (WG_MEASURE_HOUSEHOLDS, 0, 0, -1, WG_MEASURE_UNDEFINED, "–");
  assert_value (WG_MEASURE_KEEPERS, 7, 2, 2, 35, "3.5");
  assert_value (WG_MEASURE_KEEPERS, 7, 2, 0, WG_MEASURE_UNDEFINED, "–");
  for (guint measure = 0; measure < WG_N_MEASURES; measure++)
    g_assert_cmpint (wg_measure_is_rate ((WgMeasure) measure), ==, wg_measure_get_gap ((WgMeasure) measure) != NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/breaks/always-valid", test_always_valid);
  g_test_add_func ("/breaks/quarters", test_quarters);
  g_test_add_func ("/breaks/jenks-is-best", test_jenks_is_best);
  g_test_add_func ("/breaks/jenks-gaps", test_jenks_gaps);
  g_test_add_func ("/breaks/measures", test_measures);
  return g_test_run ();
}
