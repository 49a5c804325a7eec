/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clock of a case: the rules at their edges, and random questions against a count of every single second. */

#include "wg-deadline.h"
#include "wg-time.h"

#define QUARTER_S 900
#define LOOK_AHEAD_S (4 * 86400)

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
  g_autofree char *half = wg_limit_format (0.5, WG_LIMIT_URGENT_HOUR);

  g_assert_cmpstr (one, ==, "1 working day");
  g_assert_cmpstr (half, ==, "0.5 continuous hours");
  for (int i = 0; i < WG_N_LIMIT_UNITS; i++)
    {
      WgLimitUnit unit = WG_N_LIMIT_UNITS;

      g_assert_true (wg_limit_unit_from_nick (wg_limit_unit_to_nick ((WgLimitUnit) i), &unit));
      g_assert_cmpint (unit, ==, i);
    }
  g_assert_false (wg_limit_unit_from_nick ("hour", NULL));
  g_assert_false (wg_limit_unit_from_nick (NULL, NULL));
}

/* What a count of every second found; `due_ms` and `warn_ms` are WG_TIME_NONE when they lie beyond what was counted. */
typedef struct
{
  WgCalendar *calendar;
  const gint64 *hours; /* from, to, from, to, ..., -1: seconds of the day */
  gint32 day;
  gboolean work;
  gint64 used_s;
  gint64 due_ms;
  gint64 warn_ms;
  GArray *intervals;
} Count;

static WgIntervalKind
look_at_second (Count *count, const WgDeadline *deadline, gint64 second, gint64 local)
{
  gint32 day = (gint32) (local / 86400);
  gint64 of_day = local % 86400;

  for (gsize i = 0; i < deadline->n_pauses; i++)
    {
      if (second >= deadline->pauses[i].from_ms / 1000 && second < deadline->pauses[i].to_ms / 1000)
        return WG_INTERVAL_PAUSED;
    }
  if (deadline->limit_unit == WG_LIMIT_URGENT_HOUR || deadline->limit_unit == WG_LIMIT_CALENDAR_DAY)
    return WG_INTERVAL_COUNTED;
  if (day != count->day)
    {
      count->day = day;
      count->work = wg_calendar_get_day_kind (count->calendar, day) == WG_DAY_WORK;
    }
  if (!count->work)
    return WG_INTERVAL_DAY_OFF;
  for (const gint64 *hour = count->hours; *hour >= 0; hour += 2)
    {
      if (of_day >= hour[0] && of_day < hour[1])
        return WG_INTERVAL_COUNTED;
    }
  return WG_INTERVAL_OFF_HOURS;
}

static void
note_interval (Count *count, gint64 second, WgIntervalKind kind)
{
  WgInterval *last = count->intervals->len > 0
                         ? &g_array_index (count->intervals, WgInterval, count->intervals->len - 1)
                         : NULL;
  WgInterval next = { second * 1000, second * 1000 + 1000, kind };

  if (last != NULL && last->kind == kind)
    last->to_ms = next.to_ms;
  else
    g_array_append_val (count->intervals, next);
}

static gint64
offset_at (GTimeZone *zone, gint64 second)
{
  return g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, second));
}

static void
count_seconds (Count *count, const WgDeadline *deadline, gint64 limit_ms, gint64 now_ms)
{
  GTimeZone *zone = wg_calendar_get_zone (count->calendar);
  gint64 first = deadline->start_ms / 1000, offset = 0, counted_s = 0;

  for (gint64 second = first;
       second * 1000 < now_ms || (count->due_ms == WG_TIME_NONE && second < first + LOOK_AHEAD_S); second++)
    {
      WgIntervalKind kind;

      if (second % QUARTER_S == 0 || second == first)
        offset = offset_at (zone, second);
      kind = look_at_second (count, deadline, second, second + offset);
      if (second * 1000 < now_ms)
        {
          count->used_s += kind == WG_INTERVAL_COUNTED;
          note_interval (count, second, kind);
        }
      if (kind != WG_INTERVAL_COUNTED)
        continue;
      counted_s++;
      if (count->warn_ms == WG_TIME_NONE && 4 * counted_s * 1000 >= 3 * limit_ms)
        count->warn_ms = second * 1000 + 1000 - (counted_s * 1000 - (3 * limit_ms + 3) / 4);
      if (count->due_ms == WG_TIME_NONE && counted_s * 1000 >= limit_ms)
        count->due_ms = second * 1000 + 1000;
    }
}

static void
compare_intervals (GArray *found, GArray *expected)
{
  g_assert_cmpuint (found->len, ==, expected->len);
  for (guint i = 0; i < found->len; i++)
    {
      const WgInterval *left = &g_array_index (found, WgInterval, i);
      const WgInterval *right = &g_array_index (expected, WgInterval, i);

      g_assert_cmpint (left->from_ms, ==, right->from_ms);
      g_assert_cmpint (left->to_ms, ==, right->to_ms);
      g_assert_cmpint (left->kind, ==, right->kind);
    }
}

static const struct
{
  const char *text;
  gint64 hours[9];
} timetables[] = {
  { "08:00-12:00;14:00-18:00", { 28800, 43200, 50400, 64800, -1 } },
  { "09:00-17:00", { 32400, 61200, -1 } },
  { "00:00-24:00", { 0, 86400, -1 } },
  { "00:00-02:30;22:15-24:00", { 0, 9000, 80100, 86400, -1 } },
  { "01:30:30-01:45;01:45-03:00;08:00-08:00:01;23:59-24:00",
    { 5430, 6300, 6300, 10800, 28800, 28801, 86340, 86400, -1 } },
};

static const char *const zones[] = { "Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Australia/Lord_Howe" };

/* The years with summer time in China, or those with a calendar. A third of all clocks start in the two days before the
 * zone's clock is changed, and those days are made working days: changes fall on Sundays.
 */
static gint64
random_start_s (WgCalendar *calendar)
{
  GTimeZone *zone = wg_calendar_get_zone (calendar);
  gboolean summers = g_test_rand_bit ();
  gint64 start = instant (summers ? "1986-04-01" : "2004-01-01") / 1000
                 + g_test_rand_int_range (0, summers ? 2000 : 8400) * G_GINT64_CONSTANT (86400);
  gint64 day = start;

  if (g_test_rand_int_range (0, 3) > 0)
    return start + g_test_rand_int_range (0, 86400);

  while (day < start + 400 * 86400 && offset_at (zone, day) == offset_at (zone, day + 86400))
    day += 86400;
  for (int i = -1; i < 4; i++)
    wg_calendar_set_day (calendar, (gint32) (day / 86400 + i), WG_DAY_WORK, NULL, NULL, NULL);
  return day + g_test_rand_int_range (-86400, 86400);
}

static void
check_random (WgCalendar *const *calendars, guint table)
{
  static const double most[WG_N_LIMIT_UNITS] = { 20, 8, 1.5, 1.2 };
  WgPause pauses[4];
  WgDeadline deadline = { .pauses = pauses };
  Count count = { .calendar = calendars[g_test_rand_int_range (0, G_N_ELEMENTS (zones))],
                  .hours = timetables[table].hours,
                  .day = G_MININT32,
                  .due_ms = WG_TIME_NONE,
                  .warn_ms = WG_TIME_NONE };
  g_autoptr (GArray) found = NULL;
  WgDeadlineStatus status;
  gint64 now_ms;

  deadline.start_ms = random_start_s (count.calendar) * WG_MS_PER_SECOND;
  now_ms = deadline.start_ms + g_test_rand_int_range (-3600, 36 * 3600) * WG_MS_PER_SECOND;
  count.intervals = g_array_new (FALSE, FALSE, sizeof (WgInterval));
  deadline.limit_unit = (WgLimitUnit) g_test_rand_int_range (0, WG_N_LIMIT_UNITS);
  deadline.limit_n = g_test_rand_int_range (1, 160) / 160.0 * most[deadline.limit_unit];
  deadline.extensions = (guint) g_test_rand_int_range (0, 2);
  deadline.n_pauses = (gsize) g_test_rand_int_range (0, 5);
  for (gsize i = 0; i < deadline.n_pauses; i++)
    {
      pauses[i].from_ms = deadline.start_ms + g_test_rand_int_range (-20000, 150000) * WG_MS_PER_SECOND;
      pauses[i].to_ms = pauses[i].from_ms + g_test_rand_int_range (-100, 30000) * WG_MS_PER_SECOND;
    }

  wg_calendar_set_office_hours (count.calendar, timetables[table].text, NULL);
  wg_deadline_compute (&deadline, count.calendar, now_ms, &status);
  found = wg_deadline_list_intervals (&deadline, count.calendar, now_ms);
  count_seconds (&count, &deadline, status.limit_ms, now_ms);

  g_assert_cmpint (status.used_ms, ==, count.used_s * 1000);
  compare_intervals (found, count.intervals);
  if (count.due_ms != WG_TIME_NONE)
    g_assert_cmpint (status.due_ms, ==, count.due_ms);
  else
    g_assert_cmpint (status.due_ms, >=, deadline.start_ms + LOOK_AHEAD_S * WG_MS_PER_SECOND);
  if (count.warn_ms != WG_TIME_NONE)
    g_assert_cmpint (status.warn_ms, ==, count.warn_ms);
  g_array_unref (count.intervals);
}

static void
test_random (void)
{
  guint n_rounds = g_test_slow () ? 50000 : 5000;
  WgCalendar *calendars[G_N_ELEMENTS (zones)];

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    calendars[i] = wg_calendar_new (zones[i], NULL);
  for (guint i = 0; i < n_rounds; i++)
    check_random (calendars, i % G_N_ELEMENTS (timetables));
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    g_object_unref (calendars[i]);
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
  g_test_add_func ("/deadline/random", test_random);
  return g_test_run ();
}
