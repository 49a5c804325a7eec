/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A period begins and ends with the days of its district; what was before it follows the calendar. */

#include "wg-error.h"
#include "wg-period.h"
#include "wg-time.h"

static void
check (const WgPeriod *period, const char *from, const char *to)
{
  g_autofree char *from_text = wg_time_format_utc (period->from_ms), *to_text = wg_time_format_utc (period->to_ms);

  g_assert_cmpstr (from_text, ==, from);
  g_assert_cmpstr (to_text, ==, to);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *text, *from, *to, *before_from, *before_to, *year_from, *year_to;
  } rows[] = {
    { "day:2024-02-29", "2024-02-28T16:00:00Z", "2024-02-29T16:00:00Z", "2024-02-27T16:00:00Z", "2024-02-28T16:00:00Z",
      "2023-02-27T16:00:00Z", "2023-02-28T16:00:00Z" },
    { "week:2026-W01", "2025-12-28T16:00:00Z", "2026-01-04T16:00:00Z", "2025-12-21T16:00:00Z", "2025-12-28T16:00:00Z",
      "2024-12-29T16:00:00Z", "2025-01-05T16:00:00Z" },
    { "month:2026-03", "2026-02-28T16:00:00Z", "2026-03-31T16:00:00Z", "2026-01-31T16:00:00Z", "2026-02-28T16:00:00Z",
      "2025-02-28T16:00:00Z", "2025-03-31T16:00:00Z" },
    { "quarter:2026-Q1", "2025-12-31T16:00:00Z", "2026-03-31T16:00:00Z", "2025-09-30T16:00:00Z", "2025-12-31T16:00:00Z",
      "2024-12-31T16:00:00Z", "2025-03-31T16:00:00Z" },
    { "half:2026-H2", "2026-06-30T16:00:00Z", "2026-12-31T16:00:00Z", "2025-12-31T16:00:00Z", "2026-06-30T16:00:00Z",
      "2025-06-30T16:00:00Z", "2025-12-31T16:00:00Z" },
    { "year:2026", "2025-12-31T16:00:00Z", "2026-12-31T16:00:00Z", "2024-12-31T16:00:00Z", "2025-12-31T16:00:00Z",
      "2024-12-31T16:00:00Z", "2025-12-31T16:00:00Z" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WgPeriod period, before;
      WgPeriodKind kind;

      g_assert_true (wg_period_parse (rows[i].text, zone, &kind, &period, NULL));
      check (&period, rows[i].from, rows[i].to);
      wg_period_get_before (&period, kind, zone, FALSE, &before);
      check (&before, rows[i].before_from, rows[i].before_to);
      wg_period_get_before (&period, kind, zone, TRUE, &before);
      check (&before, rows[i].year_from, rows[i].year_to);
      g_assert_cmpint (before.as_of_ms, ==, before.to_ms);
    }
}

/* Half a month seen is compared with half a month. */
static void
test_under_way (void)
{
  WgPeriod period = { 1000 * WG_MS_PER_DAY, 1030 * WG_MS_PER_DAY, 1010 * WG_MS_PER_DAY }, before;

  wg_period_get_before (&period, WG_PERIOD_FREE, NULL, FALSE, &before);
  g_assert_cmpint (before.from_ms, ==, 970 * WG_MS_PER_DAY);
  g_assert_cmpint (before.to_ms, ==, period.from_ms);
  g_assert_cmpint (before.as_of_ms, ==, 980 * WG_MS_PER_DAY);
}

static void
test_wrong (void)
{
  const char *const wrong[] = { "", "month", "month:", "month:2026-13", "month:2026-1x", "month:2026-00", "quarter:2026-Q5", "half:2026-3",
                                "year:26", "year:20266", "week:2026-W54", "week:2025-W53", "week:2026-40", "day:2026-02-30", "decade:2020", "month:2026-10 " };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      WgPeriod period;
      WgPeriodKind kind;

      g_assert_false (wg_period_parse (wrong[i], NULL, &kind, &period, &error));
      g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/period/kinds", test_kinds);
  g_test_add_func ("/period/under-way", test_under_way);
  g_test_add_func ("/period/wrong", test_wrong);
  return g_test_run ();
}
