/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Instants are read and written without losing a millisecond, in any zone, across changes of the clock; the clock
 * object stands still when told to.
 */

#include "wg-clock-source.h"
#include "wg-error.h"
#include "wg-time.h"

#include <locale.h>

static GTimeZone *
shanghai (void)
{
  GTimeZone *zone = g_time_zone_new_identifier ("Asia/Shanghai");

  g_assert_nonnull (zone);
  return zone;
}

static void
assert_parses (const char *text, GTimeZone *zone, const char *expected_utc)
{
  gint64 ms = -1;
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (wg_time_parse (text, zone, &ms, &error));
  g_assert_no_error (error);
  found = wg_time_format_utc (ms);
  g_assert_cmpstr (found, ==, expected_utc);
}

static void
test_parse (void)
{
  g_autoptr (GTimeZone) zone = shanghai ();

  assert_parses ("2026-11-24T07:36:00Z", zone, "2026-11-24T07:36:00Z");
  assert_parses ("2026-11-24t07:36:00.250z", zone, "2026-11-24T07:36:00.250Z");
  assert_parses ("2026-11-24T15:36:00+08:00", NULL, "2026-11-24T07:36:00Z");
  assert_parses ("2026-11-24T15:36:00+0800", NULL, "2026-11-24T07:36:00Z");
  assert_parses ("2026-11-24T02:06-05", NULL, "2026-11-24T07:06:00Z");
  assert_parses ("2026-11-24T02:06-05:30", NULL, "2026-11-24T07:36:00Z");
  assert_parses ("2026-11-24 15:36", zone, "2026-11-24T07:36:00Z");
  assert_parses (" 2026-11-24 15:36:07 ", zone, "2026-11-24T07:36:07Z");
  assert_parses ("2026-11-24 15:36:07.5", zone, "2026-11-24T07:36:07.500Z");
  assert_parses ("2026-11-24 15:36:07,123999", zone, "2026-11-24T07:36:07.123Z");
  assert_parses ("2026-11-24", zone, "2026-11-23T16:00:00Z");
  assert_parses ("2026-11-24 15:36", NULL, "2026-11-24T15:36:00Z");
  assert_parses ("0001-01-01T00:00:00Z", NULL, "0001-01-01T00:00:00Z");
  assert_parses ("1969-12-31T23:59:59.999Z", NULL, "1969-12-31T23:59:59.999Z");
  assert_parses ("9999-12-31T23:59:59.999Z", NULL, "9999-12-31T23:59:59.999Z");
}

static void
test_refused (void)
{
  static const char *const wrong[] = {
    "",           "now",              "2026-02-29",          "2026-13-01",          "2026-11-24T24:00:00Z",
    "26-11-24",   "2026-11-24 9:00",  "2026-11-24 15:36:60", "2026-11-24 15:36:07.", "2026-11-24T15:36+8",
    "2026-11-24T", "2026/11/24 15:36", "2026-11-24 15:36 uhr", "2026-11-24T15:36+08:", "0000-01-01", "\xff\xfe",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      gint64 ms;
      g_autoptr (GError) error = NULL;

      g_assert_false (wg_time_parse (wrong[i], NULL, &ms, &error));
      g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  g_assert_false (wg_time_parse (NULL, NULL, &(gint64){ 0 }, NULL));
}

/* Summer time in Shanghai began on 1986-05-04 at 02:00 (the clock showed 03:00) and ended on 1986-09-14 at 02:00. */
static void
test_summer_time (void)
{
  g_autoptr (GTimeZone) zone = shanghai ();

  assert_parses ("1986-05-04 01:59:59", zone, "1986-05-03T17:59:59Z");
  assert_parses ("1986-05-04 02:30", zone, "1986-05-03T18:30:00Z");
  assert_parses ("1986-05-04 03:00", zone, "1986-05-03T18:00:00Z");
  assert_parses ("1986-05-04 12:00", zone, "1986-05-04T03:00:00Z");
  assert_parses ("1986-09-14 00:59", zone, "1986-09-13T15:59:00Z");
  assert_parses ("1986-09-14 01:30", zone, "1986-09-13T16:30:00Z");
  assert_parses ("1986-09-14 02:00", zone, "1986-09-13T18:00:00Z");
  assert_parses ("1986-09-15 12:00", zone, "1986-09-15T04:00:00Z");
}

/* Every quarter of an hour of forty years goes to the local clock and back, in zones with and without summer time. */
static void
test_local_round_trip (void)
{
  static const char *const names[] = { "Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Australia/Lord_Howe" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (names[i]);

      for (gint64 ms = 4000 * WG_MS_PER_DAY; ms < 18000 * WG_MS_PER_DAY; ms += 5 * 15 * WG_MS_PER_MINUTE)
        {
          gint64 ms_of_day;
          gint32 day = wg_time_to_local (ms, zone, &ms_of_day);
          gint64 back = wg_time_from_local (day, ms_of_day, zone);

          /* A repeated hour comes back as its first occurrence. */
          g_assert_cmpint (back, <=, ms);
          g_assert_cmpint (back, >=, ms - WG_MS_PER_HOUR);
          g_assert_cmpint (wg_time_to_local (back, zone, &back), ==, day);
          g_assert_cmpint (back, ==, ms_of_day);
        }
    }
}

static void
test_days (void)
{
  gint32 day;
  g_autofree char *text = NULL;

  g_assert_true (wg_time_day_parse ("1970-01-01", &day));
  g_assert_cmpint (day, ==, 0);
  g_assert_cmpint (wg_time_day_get_weekday (0), ==, 3);
  g_assert_cmpint (wg_time_day_get_weekday (-1), ==, 2);
  g_assert_true (wg_time_day_parse ("2026-11-22", &day));
  g_assert_cmpint (wg_time_day_get_weekday (day), ==, 6);
  g_assert_cmpint (wg_time_day_get_year (day), ==, 2026);
  text = wg_time_day_format (day);
  g_assert_cmpstr (text, ==, "2026-11-22");
  g_assert_false (wg_time_day_parse ("2026-11-22 ", &day));
  g_assert_false (wg_time_day_parse (NULL, &day));
}

static void
assert_local (const char *time, const char *now, WgTimeForm form, const char *expected)
{
  g_autoptr (GTimeZone) zone = shanghai ();
  gint64 ms, now_ms;
  g_autofree char *found = NULL;

  g_assert_true (wg_time_parse (time, zone, &ms, NULL));
  g_assert_true (wg_time_parse (now, zone, &now_ms, NULL));
  found = wg_time_format_local (ms, zone, now_ms, form);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_format_local (void)
{
  assert_local ("2026-11-24 00:00", "2026-11-24 23:59:59.999", WG_TIME_SHORT, "today 00:00");
  assert_local ("2026-11-24 15:36:59", "2026-11-24 01:00", WG_TIME_SHORT, "today 15:36");
  assert_local ("2026-11-24 17:00", "2026-11-22 09:00", WG_TIME_SHORT, "11-24 17:00");
  assert_local ("2025-11-24 17:00", "2026-11-24 17:00", WG_TIME_SHORT, "2025-11-24 17:00");
  assert_local ("2026-11-24 07:00:01", "2026-11-24", WG_TIME_FULL, "2026-11-24 07:00:01 (UTC 2026-11-23 23:00:01)");
}

static void
assert_left (gint64 ms_left, const char *expected)
{
  g_autofree char *found = wg_time_format_left (ms_left);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_format_left (void)
{
  assert_left (126 * WG_MS_PER_SECOND, "2 min left");
  assert_left (-18 * WG_MS_PER_MINUTE, "18 min over");
  assert_left (1, "under 1 min left");
  assert_left (0, "just over");
  assert_left (-59999, "just over");
  assert_left (-60000, "1 min over");
  assert_left (59 * WG_MS_PER_MINUTE + 59999, "59 min left");
  assert_left (WG_MS_PER_HOUR, "1 h left");
  assert_left (185 * WG_MS_PER_MINUTE, "3 h 5 min left");
  assert_left (-WG_MS_PER_DAY + 1, "23 h 59 min over");
  assert_left (2 * WG_MS_PER_DAY, "2 d left");
  assert_left (-52 * WG_MS_PER_HOUR, "2 d 4 h over");
}

static void
count_jump (WgClock *clock, guint *n_jumps)
{
  (*n_jumps)++;
}

static void
test_clock (void)
{
  g_autoptr (WgClock) real = wg_clock_new ();
  g_autoptr (WgClock) fake = wg_clock_new_fake (1000);
  guint n_jumps = 0;
  gint64 before = g_get_real_time () / 1000;
  gint64 now = wg_clock_get_now (real);

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time () / 1000);
  g_assert_false (wg_clock_is_fake (real));

  g_signal_connect (fake, "jumped", G_CALLBACK (count_jump), &n_jumps);
  g_assert_true (wg_clock_is_fake (fake));
  g_assert_cmpint (wg_clock_get_now (fake), ==, 1000);
  wg_clock_set_now (fake, 5);
  wg_clock_advance (fake, 7);
  g_assert_cmpint (wg_clock_get_now (fake), ==, 12);
  g_assert_cmpuint (n_jumps, ==, 2);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/refused", test_refused);
  g_test_add_func ("/time/summer-time", test_summer_time);
  g_test_add_func ("/time/local-round-trip", test_local_round_trip);
  g_test_add_func ("/time/days", test_days);
  g_test_add_func ("/time/format-local", test_format_local);
  g_test_add_func ("/time/format-left", test_format_left);
  g_test_add_func ("/clock/real-and-fake", test_clock);
  return g_test_run ();
}
