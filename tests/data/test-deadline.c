/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clock of a case: the rules at their edges. Random questions are in test-deadline-random.c. */

#include "wg-deadline.h"
#include "wg-time.h"

static gint64
instant (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  gint64 ms;

  g_assert_true (wg_time_parse (text, zone, &ms, NULL));
  return ms;
}

static void
assert_instant (gint64 ms, const char *expected)
{
  g_assert_cmpint (ms, ==, instant (expected));
}

static WgDeadlineStatus
ask (const WgDeadline *deadline, const char *now)
{
  g_autoptr (WgCalendar) calendar = wg_calendar_new (NULL, NULL);
  WgDeadlineStatus status;

  wg_deadline_compute (deadline, calendar, instant (now), &status);
  return status;
}

static void
test_units (void)
{
  WgDeadline deadline = { .start_ms = instant ("2026-09-30 17:00"), .limit_n = 2 };

  deadline.limit_unit = WG_LIMIT_URGENT_HOUR;
  assert_instant (ask (&deadline, "2026-09-30 17:00").due_ms, "2026-09-30 19:00");
  deadline.limit_unit = WG_LIMIT_CALENDAR_DAY;
  assert_instant (ask (&deadline, "2026-09-30 17:00").due_ms, "2026-10-02 17:00");
  /* National Day 2026: 1 to 7 October off, 10 October made up. */
  deadline.limit_unit = WG_LIMIT_WORK_HOUR;
  assert_instant (ask (&deadline, "2026-09-30 17:00").due_ms, "2026-10-08 09:00");
  deadline.limit_unit = WG_LIMIT_WORK_DAY;
  assert_instant (ask (&deadline, "2026-09-30 17:00").due_ms, "2026-10-09 17:00");
  deadline.extensions = 1;
  assert_instant (ask (&deadline, "2026-09-30 17:00").due_ms, "2026-10-12 17:00");
}

/* Due is the earliest instant with everything used: noon, not two o'clock. */
static void
test_edges (void)
{
  WgDeadline deadline = { .start_ms = instant ("2026-11-24 08:00"), .limit_n = 4, .limit_unit = WG_LIMIT_WORK_HOUR };

  assert_instant (ask (&deadline, "2026-11-24 08:00").due_ms, "2026-11-24 12:00");
  assert_instant (ask (&deadline, "2026-11-24 08:00").warn_ms, "2026-11-24 11:00");
  g_assert_cmpint (ask (&deadline, "2026-11-24 10:59:59.999").state, ==, WG_DEADLINE_OK);
  g_assert_cmpint (ask (&deadline, "2026-11-24 11:00").state, ==, WG_DEADLINE_WARNING);
  g_assert_cmpint (ask (&deadline, "2026-11-24 11:59:59.999").state, ==, WG_DEADLINE_WARNING);
  g_assert_cmpint (ask (&deadline, "2026-11-24 12:00").state, ==, WG_DEADLINE_OVERDUE);
  g_assert_true (ask (&deadline, "2026-11-24 11:59:59.999").counting);
  g_assert_false (ask (&deadline, "2026-11-24 12:00").counting);
  g_assert_true (ask (&deadline, "2026-11-24 14:00").counting);
  g_assert_cmpint (ask (&deadline, "2026-11-24 15:00").used_ms, ==, 5 * WG_MS_PER_HOUR);
}

static void
test_before_start (void)
{
  WgPause pause = { instant ("2026-11-20"), instant ("2026-11-25") };
  WgDeadline deadline = { instant ("2026-11-24 08:00"), 1, WG_LIMIT_URGENT_HOUR, 0, &pause, 1 };
  g_autoptr (WgCalendar) calendar = wg_calendar_new (NULL, NULL);
  g_autoptr (GArray) intervals = wg_deadline_list_intervals (&deadline, calendar, instant ("2026-11-24 07:00"));
  WgDeadlineStatus status = ask (&deadline, "2026-11-24 07:00");

  g_assert_cmpuint (intervals->len, ==, 0);
  g_assert_cmpint (status.used_ms, ==, 0);
  g_assert_false (status.paused);
  g_assert_false (status.counting);
  assert_instant (status.due_ms, "2026-11-25 01:00");
}

static void
test_open_pause (void)
{
  WgPause pauses[] = { { instant ("2026-11-24 09:00"), WG_TIME_NONE },
                       { instant ("2026-11-24 08:30"), instant ("2026-11-24 08:30") },
                       { instant ("2026-11-24 08:50"), instant ("2026-11-24 08:10") } };
  WgDeadline deadline = { instant ("2026-11-24 08:00"), 1, WG_LIMIT_WORK_DAY, 0, pauses, G_N_ELEMENTS (pauses) };
  WgDeadlineStatus status = ask (&deadline, "2026-12-24 10:00");

  g_assert_cmpint (status.due_ms, ==, WG_TIME_NONE);
  g_assert_cmpint (status.warn_ms, ==, WG_TIME_NONE);
  g_assert_cmpint (status.used_ms, ==, WG_MS_PER_HOUR);
  g_assert_cmpint (status.state, ==, WG_DEADLINE_OK);
  g_assert_true (status.paused);
}

static void
test_extremes (void)
{
  g_autoptr (WgCalendar) calendar = wg_calendar_new (NULL, NULL);
  WgDeadline deadline = { .start_ms = instant ("1960-01-01"), .limit_n = 0, .limit_unit = WG_LIMIT_URGENT_HOUR };
  WgDeadlineStatus status;

  wg_deadline_compute (&deadline, calendar, deadline.start_ms, &status);
  g_assert_cmpint (status.due_ms, ==, deadline.start_ms);
  g_assert_cmpint (status.state, ==, WG_DEADLINE_OVERDUE);

  deadline.limit_n = 1e9;
  wg_deadline_compute (&deadline, calendar, deadline.start_ms, &status);
  g_assert_cmpint (status.due_ms, ==, deadline.start_ms + wg_limit_to_ms (1e6, WG_LIMIT_URGENT_HOUR));

  deadline.limit_unit = WG_LIMIT_WORK_DAY;
  wg_calendar_clear_days (calendar);
  g_assert_true (wg_calendar_set_office_hours (calendar, "", NULL));
  wg_deadline_compute (&deadline, calendar, deadline.start_ms + WG_MS_PER_DAY, &status);
  g_assert_cmpint (status.due_ms, ==, WG_TIME_NONE);
  g_assert_cmpint (status.used_ms, ==, 0);
}

/* The ledger of one case over a weekend, with a pause that hides its reasons. */
static void
test_ledger (void)
{
  WgPause pause = { instant ("2026-11-27 17:00"), instant ("2026-11-28 09:00") };
  WgDeadline deadline = { instant ("2026-11-27 16:00"), 2, WG_LIMIT_WORK_DAY, 0, &pause, 1 };
  static const struct
  {
    const char *until;
    WgIntervalKind kind;
  } expected[] = { { "2026-11-27 17:00", WG_INTERVAL_COUNTED },   { "2026-11-28 09:00", WG_INTERVAL_PAUSED },
                   { "2026-11-30 00:00", WG_INTERVAL_DAY_OFF },   { "2026-11-30 08:00", WG_INTERVAL_OFF_HOURS },
                   { "2026-11-30 12:00", WG_INTERVAL_COUNTED },   { "2026-11-30 14:00", WG_INTERVAL_OFF_HOURS },
                   { "2026-11-30 18:00", WG_INTERVAL_COUNTED },   { "2026-12-01 07:00", WG_INTERVAL_OFF_HOURS } };
  g_autoptr (WgCalendar) calendar = wg_calendar_new (NULL, NULL);
  g_autoptr (GArray) intervals = wg_deadline_list_intervals (&deadline, calendar, instant ("2026-12-01 07:00"));

  g_assert_cmpuint (intervals->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < intervals->len; i++)
    {
      assert_instant (g_array_index (intervals, WgInterval, i).to_ms, expected[i].until);
      g_assert_cmpint (g_array_index (intervals, WgInterval, i).kind, ==, expected[i].kind);
    }
}

static void
test_words (void)
{
  g_autofree char *one = wg_limit_format (1, WG_LIMIT_WORK_DAY);
  g_autofree char *half = wg_limit_format (0.5, WG_LIMIT_URGENT_HOUR), *desk = wg_limit_format (0.25, WG_LIMIT_URGENT_HOUR);

  g_assert_cmpstr (one, ==, "1 working day");
  g_assert_cmpstr (half, ==, "30 continuous minutes");
  g_assert_cmpstr (desk, ==, "15 continuous minutes");
  for (int i = 0; i < WG_N_LIMIT_UNITS; i++)
    {
      WgLimitUnit unit = WG_N_LIMIT_UNITS;

      g_assert_true (wg_limit_unit_from_nick (wg_limit_unit_to_nick ((WgLimitUnit) i), &unit));
      g_assert_cmpint (unit, ==, i);
    }
  g_assert_false (wg_limit_unit_from_nick ("hour", NULL));
  g_assert_false (wg_limit_unit_from_nick (NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/units", test_units);
  g_test_add_func ("/deadline/edges", test_edges);
  g_test_add_func ("/deadline/before-start", test_before_start);
  g_test_add_func ("/deadline/open-pause", test_open_pause);
  g_test_add_func ("/deadline/extremes", test_extremes);
  g_test_add_func ("/deadline/ledger", test_ledger);
  g_test_add_func ("/deadline/words", test_words);
  return g_test_run ();
}
