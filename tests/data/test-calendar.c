/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holidays, make-up days and office hours, and what the office does at an instant of the district's wall clock. */

#include "wg-calendar.h"
#include "wg-error.h"
#include "wg-time.h"

static WgCalendar *
new_calendar (const char *zone_name)
{
  g_autoptr (GError) error = NULL;
  WgCalendar *calendar = wg_calendar_new (zone_name, &error);

  g_assert_no_error (error);
  return calendar;
}

static gint32
day_of (const char *text)
{
  gint32 day;

  g_assert_true (wg_time_day_parse (text, &day));
  return day;
}

static WgDayKind
kind_of (WgCalendar *calendar, const char *text)
{
  return wg_calendar_get_day_kind (calendar, day_of (text));
}

/* A database that was made in Chinese is read in English; what a centre calls a day itself stays. */
static void
test_names (void)
{
  static const char *const names[][2] = { { "国庆节", "National Day" }, { "National Day", "National Day" }, { "停工", "停工" } };
  g_autoptr (WgCalendar) calendar = new_calendar (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (wg_calendar_set_day (calendar, day_of ("2027-10-01"), WG_DAY_REST, NULL, names[i][0], NULL));
      g_assert_cmpstr (wg_calendar_get_day_name (calendar, day_of ("2027-10-01")), ==, names[i][1]);
    }
}

static void
test_shipped_days (void)
{
  g_autoptr (WgCalendar) calendar = new_calendar (NULL);
  g_autoptr (GArray) days = wg_calendar_list_days (calendar);

  g_assert_cmpstr (wg_calendar_get_zone_name (calendar), ==, "Asia/Shanghai");
  g_assert_cmpuint (days->len, ==, 775);
  for (guint i = 1; i < days->len; i++)
    g_assert_cmpint (g_array_index (days, WgCalendarDay, i - 1).day, <, g_array_index (days, WgCalendarDay, i).day);

  g_assert_cmpint (kind_of (calendar, "2025-10-08"), ==, WG_DAY_REST);
  g_assert_cmpint (kind_of (calendar, "2025-10-11"), ==, WG_DAY_WORK); /* a make-up Saturday */
  g_assert_cmpint (kind_of (calendar, "2025-10-18"), ==, WG_DAY_REST); /* a plain Saturday */
  g_assert_cmpint (kind_of (calendar, "2025-10-20"), ==, WG_DAY_WORK);
  g_assert_cmpstr (wg_calendar_get_day_name (calendar, day_of ("2025-10-01")), ==, "National Day");
  g_assert_null (wg_calendar_get_day_name (calendar, day_of ("2025-10-20")));
}

static void
test_notice (void)
{
  g_autoptr (WgCalendar) calendar = new_calendar (NULL);

  for (int year = 2004; year <= 2026; year++)
    g_assert_true (wg_calendar_has_notice (calendar, year));
  g_assert_false (wg_calendar_has_notice (calendar, 2003));
  g_assert_false (wg_calendar_has_notice (calendar, 2027));
  g_assert_cmpint (kind_of (calendar, "2027-10-01"), ==, WG_DAY_WORK);

  g_assert_true (wg_calendar_set_day (calendar, day_of ("2027-10-01"), WG_DAY_REST, NULL, NULL, NULL));
  g_assert_true (wg_calendar_has_notice (calendar, 2027));
  wg_calendar_clear_days (calendar);
  g_assert_false (wg_calendar_has_notice (calendar, 2026));
  g_assert_cmpint (kind_of (calendar, "2026-10-01"), ==, WG_DAY_WORK);
}

static void
test_load (void)
{
  g_autoptr (WgCalendar) calendar = new_calendar (NULL);
  g_autoptr (GArray) days = NULL;
  static const char *const wrong[] = { "", "date,name\n2026-01-01,x\n", "date,kind\n2026-02-30,rest\n",
                                       "date,kind\n2026-01-01,off\n", "day,kind,spans\n2026-01-01,work,8-12\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (wg_calendar_load_csv (calendar, wrong[i], &error));
      g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
      g_assert_cmpint (kind_of (calendar, "2025-10-08"), ==, WG_DAY_REST);
    }

  g_assert_true (wg_calendar_load_csv (
      calendar, "day,kind,spans,name\n2026-03-02,holiday,,Local feast\n2026-03-07,workday,09:00-11:00,\n", NULL));
  days = wg_calendar_list_days (calendar);
  g_assert_cmpuint (days->len, ==, 2);
  g_assert_cmpstr (g_array_index (days, WgCalendarDay, 0).name, ==, "Local feast");
  g_assert_null (g_array_index (days, WgCalendarDay, 0).spans);
  g_assert_cmpstr (g_array_index (days, WgCalendarDay, 1).spans, ==, "09:00-11:00");
  g_assert_cmpint (kind_of (calendar, "2026-03-07"), ==, WG_DAY_WORK);
  g_assert_cmpint (kind_of (calendar, "2025-10-08"), ==, WG_DAY_WORK);
}

static void
test_spans_refused (void)
{
  g_autoptr (WgCalendar) calendar = new_calendar (NULL);
  static const char *const wrong[] = { "8:00-12:00",  "08:00",       "12:00-08:00",           "08:00-08:00",
                                       "08:00-25:00", "08:60-09:00", "08:00-24:01",             "x",
                                       "08:00-12:00;11:00-13:00", "08:00-12:00 13:00-14:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (wg_calendar_set_office_hours (calendar, wrong[i], &error));
      g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
    }
  g_assert_true (wg_calendar_set_office_hours (calendar, "00:00-07:30, 07:30-24:00", NULL));
  g_assert_true (wg_calendar_set_office_hours (calendar, "", NULL));
}

static void
test_unknown_zone (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (wg_calendar_new ("Asia/Heping", &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_NOT_FOUND);
}

/* Checks what the office does from a local time on, and that it changes (or may change) at the other. */
static void
assert_office (WgCalendar *calendar, const char *from_utc, WgOffice office, const char *until_utc)
{
  gint64 ms, until_ms;
  g_autofree char *until = NULL;

  g_assert_true (wg_time_parse (from_utc, NULL, &ms, NULL));
  g_assert_cmpint (wg_calendar_get_office (calendar, ms, &until_ms), ==, office);
  until = wg_time_format_utc (until_ms);
  g_assert_cmpstr (until, ==, until_utc);
}

static void
test_office (void)
{
  g_autoptr (WgCalendar) calendar = new_calendar (NULL);

  assert_office (calendar, "2026-11-23T16:00:00Z", WG_OFFICE_CLOSED, "2026-11-24T00:00:00Z");
  assert_office (calendar, "2026-11-24T00:00:00Z", WG_OFFICE_OPEN, "2026-11-24T04:00:00Z");
  assert_office (calendar, "2026-11-24T03:59:59.999Z", WG_OFFICE_OPEN, "2026-11-24T04:00:00Z");
  assert_office (calendar, "2026-11-24T04:00:00Z", WG_OFFICE_CLOSED, "2026-11-24T06:00:00Z");
  assert_office (calendar, "2026-11-24T10:00:00Z", WG_OFFICE_CLOSED, "2026-11-24T16:00:00Z");
  assert_office (calendar, "2026-11-28T01:00:00Z", WG_OFFICE_DAY_OFF, "2026-11-28T16:00:00Z");

  g_assert_true (wg_calendar_set_day (calendar, day_of ("2026-11-28"), WG_DAY_WORK, "09:30-10:00", "Drill", NULL));
  assert_office (calendar, "2026-11-28T01:00:00Z", WG_OFFICE_CLOSED, "2026-11-28T01:30:00Z");
  assert_office (calendar, "2026-11-28T01:30:00Z", WG_OFFICE_OPEN, "2026-11-28T02:00:00Z");
}

/* 1986-05-04, a Sunday, had 23 hours in Shanghai, 1986-09-14, a Sunday, 25: made working days to see the hour counted.
 */
static void
test_office_summer_time (void)
{
  g_autoptr (WgCalendar) calendar = new_calendar ("Asia/Shanghai");

  g_assert_true (wg_calendar_set_day (calendar, day_of ("1986-05-04"), WG_DAY_WORK, "01:30-03:30", NULL, NULL));
  g_assert_true (wg_calendar_set_day (calendar, day_of ("1986-09-14"), WG_DAY_WORK, "01:15-02:30", NULL, NULL));

  assert_office (calendar, "1986-05-03T17:30:00Z", WG_OFFICE_OPEN, "1986-05-03T18:00:00Z");
  assert_office (calendar, "1986-05-03T18:00:00Z", WG_OFFICE_OPEN, "1986-05-03T18:30:00Z");
  assert_office (calendar, "1986-05-03T18:30:00Z", WG_OFFICE_CLOSED, "1986-05-04T15:00:00Z");

  assert_office (calendar, "1986-09-13T16:15:00Z", WG_OFFICE_OPEN, "1986-09-13T17:00:00Z");
  assert_office (calendar, "1986-09-13T17:00:00Z", WG_OFFICE_CLOSED, "1986-09-13T17:15:00Z");
  assert_office (calendar, "1986-09-13T17:15:00Z", WG_OFFICE_OPEN, "1986-09-13T18:30:00Z");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/shipped-days", test_shipped_days);
  g_test_add_func ("/calendar/names", test_names);
  g_test_add_func ("/calendar/notice", test_notice);
  g_test_add_func ("/calendar/load", test_load);
  g_test_add_func ("/calendar/spans-refused", test_spans_refused);
  g_test_add_func ("/calendar/unknown-zone", test_unknown_zone);
  g_test_add_func ("/calendar/office", test_office);
  g_test_add_func ("/calendar/office-summer-time", test_office_summer_time);
  return g_test_run ();
}
