/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random clocks against a count of every single second. The count knows days, office hours and pauses from tables of its
 * own; all it takes from elsewhere is what the system says about a zone's wall clock.
 */

#include "wg-deadline.h"
#include "wg-time.h"

#ifndef WG_TEST_ROUNDS
#define WG_TEST_ROUNDS 3000
#endif

#define QUARTER_S 900
#define LOOK_AHEAD_S (4 * 86400)
#define N_DAYS 10
#define MAX_PAUSES 5
#define EVERY_DAY (-1)

/* Office hours as text, and as seconds of the day: from, to, from, to, ..., -1. */
typedef struct
{
  const char *text;
  gint64 hours[9];
} Timetable;

static const Timetable timetables[] = {
  { "08:00-12:00;14:00-18:00", { 28800, 43200, 50400, 64800, -1 } },
  { "09:00-17:00", { 32400, 61200, -1 } },
  { "00:00-24:00", { 0, 86400, -1 } },
  { "08:30-12:00;15:00-18:30", { 30600, 43200, 54000, 66600, -1 } },
  { "00:00-02:30;22:15-24:00", { 0, 9000, 80100, 86400, -1 } },
  { "01:30:30-01:45;01:45-03:00;08:00-08:00:01;23:59-24:00",
    { 5430, 6300, 6300, 10800, 28800, 28801, 86340, 86400, -1 } },
  { "08:00-12:00", { 28800, 43200, -1 } },
};

static const char *const zones[] = { "Asia/Shanghai", "Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Australia/Lord_Howe" };

/* What a day was made: nothing (it follows the week), off, or worked, perhaps with hours of its own: a half day. */
typedef struct
{
  gboolean exception;
  gboolean work;
  int table;
} DayRule;

/* What a count of every second found; `due_ms` and `warn_ms` are WG_TIME_NONE when they lie beyond what was counted. */
typedef struct
{
  WgCalendar *calendar;
  const WgDeadline *deadline;
  guint table;
  gint32 first_day;
  DayRule days[N_DAYS];
  /* The day in hand. */
  gint32 day;
  gboolean work;
  const gint64 *hours;
  /* The answer. */
  gint64 used_s;
  gint64 due_ms;
  gint64 warn_ms;
  GArray *intervals;
} Count;

static void
look_at_day (Count *count, gint32 day)
{
  gint32 index = day - count->first_day;
  const DayRule *rule = index >= 0 && index < N_DAYS && count->days[index].exception ? &count->days[index] : NULL;

  count->day = day;
  count->work = rule != NULL ? rule->work : (day % 7 + 10) % 7 < 5; /* 1970-01-01 was a Thursday */
  count->hours = timetables[rule != NULL && rule->table != EVERY_DAY ? rule->table : (int) count->table].hours;
}

static WgIntervalKind
look_at_second (Count *count, gint64 second, gint64 local)
{
  const WgDeadline *deadline = count->deadline;
  gint64 of_day = local % 86400;

  for (gsize i = 0; i < deadline->n_pauses; i++)
    {
      if (second >= deadline->pauses[i].from_ms / 1000 && second < deadline->pauses[i].to_ms / 1000)
        return WG_INTERVAL_PAUSED;
    }
  if (deadline->limit_unit == WG_LIMIT_URGENT_HOUR || deadline->limit_unit == WG_LIMIT_CALENDAR_DAY)
    return WG_INTERVAL_COUNTED;
  if (local / 86400 != count->day)
    look_at_day (count, (gint32) (local / 86400));
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
count_seconds (Count *count, gint64 limit_ms, gint64 now_ms)
{
  GTimeZone *zone = wg_calendar_get_zone (count->calendar);
  gint64 first = count->deadline->start_ms / 1000, offset = 0, counted_s = 0;

  for (gint64 second = first;
       second * 1000 < now_ms || (count->due_ms == WG_TIME_NONE && second < first + LOOK_AHEAD_S); second++)
    {
      WgIntervalKind kind;

      if (second % QUARTER_S == 0 || second == first)
        offset = offset_at (zone, second);
      kind = look_at_second (count, second, second + offset);
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

/* The years with summer time in China, or those of today. A third of all clocks start in the two days before the zone's
 * clock is changed.
 */
static gint64
random_start_s (GTimeZone *zone)
{
  gboolean summers = g_test_rand_bit ();
  gint32 first = 0;
  gint64 start, day;

  g_assert_true (wg_time_day_parse (summers ? "1986-04-01" : "2004-01-01", &first));
  start = (first + g_test_rand_int_range (0, summers ? 2000 : 8400)) * G_GINT64_CONSTANT (86400);
  if (g_test_rand_int_range (0, 3) > 0)
    return start + g_test_rand_int_range (0, 86400);

  day = start;
  while (day < start + 400 * 86400 && offset_at (zone, day) == offset_at (zone, day + 86400))
    day += 86400;
  return day + g_test_rand_int_range (-86400, 86400);
}

/* Half of the days follow the week; changes of the clock fall on Sundays, so that working ones are needed. */
static void
make_days (Count *count)
{
  wg_calendar_clear_days (count->calendar);
  count->first_day = (gint32) (count->deadline->start_ms / WG_MS_PER_DAY) - 2;
  for (int i = 0; i < N_DAYS; i++)
    {
      DayRule *rule = &count->days[i];

      rule->exception = g_test_rand_bit ();
      rule->work = g_test_rand_int_range (0, 3) > 0;
      rule->table = g_test_rand_bit () ? g_test_rand_int_range (0, G_N_ELEMENTS (timetables)) : EVERY_DAY;
      if (rule->exception)
        g_assert_true (wg_calendar_set_day (count->calendar, count->first_day + i, rule->work ? WG_DAY_WORK : WG_DAY_REST,
                                            rule->table != EVERY_DAY ? timetables[rule->table].text : NULL, NULL, NULL));
    }
}

/* Anywhere around the clock, or touching, overlapping, repeating or inside the one before; some empty, some backwards. */
static void
make_pauses (WgDeadline *deadline, WgPause *pauses)
{
  deadline->pauses = pauses;
  deadline->n_pauses = (gsize) g_test_rand_int_range (0, MAX_PAUSES + 1);
  for (gsize i = 0; i < deadline->n_pauses; i++)
    {
      int how = i > 0 ? g_test_rand_int_range (0, 6) : 0;

      pauses[i].from_ms = deadline->start_ms + g_test_rand_int_range (-20000, 150000) * WG_MS_PER_SECOND;
      if (how == 1)
        pauses[i].from_ms = pauses[i - 1].to_ms;
      else if (how == 2)
        pauses[i].from_ms = pauses[i - 1].to_ms - g_test_rand_int_range (0, 4000) * WG_MS_PER_SECOND;
      else if (how == 3)
        pauses[i].from_ms = pauses[i - 1].from_ms;
      pauses[i].to_ms = pauses[i].from_ms + g_test_rand_int_range (-100, 30000) * WG_MS_PER_SECOND;
      if (how == 4)
        pauses[i].to_ms = pauses[i].from_ms;
    }
}

static void
compare (Count *count, const WgDeadlineStatus *status, GArray *found)
{
  const WgDeadline *deadline = count->deadline;

  g_assert_cmpint (status->used_ms, ==, count->used_s * 1000);
  g_assert_cmpuint (found->len, ==, count->intervals->len);
  for (guint i = 0; i < found->len; i++)
    {
      const WgInterval *left = &g_array_index (found, WgInterval, i);
      const WgInterval *right = &g_array_index (count->intervals, WgInterval, i);

      g_assert_cmpint (left->from_ms, ==, right->from_ms);
      g_assert_cmpint (left->to_ms, ==, right->to_ms);
      g_assert_cmpint (left->kind, ==, right->kind);
    }
  if (count->due_ms != WG_TIME_NONE)
    g_assert_cmpint (status->due_ms, ==, count->due_ms);
  else
    g_assert_cmpint (status->due_ms, >=, deadline->start_ms + LOOK_AHEAD_S * WG_MS_PER_SECOND);
  if (count->warn_ms != WG_TIME_NONE)
    g_assert_cmpint (status->warn_ms, ==, count->warn_ms);
}

static void
check_random (WgCalendar *const *calendars)
{
  static const double most[WG_N_LIMIT_UNITS] = { 20, 8, 1.5, 1.2 };
  WgPause pauses[MAX_PAUSES];
  WgDeadline deadline = { 0 };
  Count count = { .calendar = calendars[g_test_rand_int_range (0, G_N_ELEMENTS (zones))],
                  .deadline = &deadline,
                  .table = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (timetables)),
                  .day = G_MININT32,
                  .due_ms = WG_TIME_NONE,
                  .warn_ms = WG_TIME_NONE };
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (WgInterval));
  WgDeadlineStatus status;
  gint64 now_ms;

  count.intervals = expected;
  deadline.start_ms = random_start_s (wg_calendar_get_zone (count.calendar)) * WG_MS_PER_SECOND;
  now_ms = deadline.start_ms + g_test_rand_int_range (-3600, 36 * 3600) * WG_MS_PER_SECOND;
  deadline.limit_unit = (WgLimitUnit) g_test_rand_int_range (0, WG_N_LIMIT_UNITS);
  deadline.limit_n = g_test_rand_int_range (1, 160) / 160.0 * most[deadline.limit_unit];
  deadline.extensions = (guint) g_test_rand_int_range (0, 3);
  make_pauses (&deadline, pauses);
  make_days (&count);
  g_assert_true (wg_calendar_set_office_hours (count.calendar, timetables[count.table].text, NULL));

  wg_deadline_compute (&deadline, count.calendar, now_ms, &status);
  found = wg_deadline_list_intervals (&deadline, count.calendar, now_ms);
  count_seconds (&count, status.limit_ms, now_ms);
  compare (&count, &status, found);
}

static void
test_random (void)
{
  WgCalendar *calendars[G_N_ELEMENTS (zones)];

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    calendars[i] = wg_calendar_new (zones[i], NULL);
  for (guint i = 0; i < WG_TEST_ROUNDS; i++)
    check_random (calendars);
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    g_object_unref (calendars[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/random", test_random);
  return g_test_run ();
}
