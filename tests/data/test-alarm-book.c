/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is alarming is what a look at every case says, whatever happened and however time passed; what is heard is spared, and
 * nothing that is to be seen with it.
 */

#include "wg-alarm-book.h"

#include "wg-time.h"

#define NOON G_GINT64_CONSTANT (1795147200000) /* 2026-11-20T04:00:00Z, noon in Shanghai */
#define MINUTE WG_MS_PER_MINUTE
#define HOUR (60 * MINUTE)

static WgAlarmBook *
make_book (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  WgAlarmBook *book = wg_alarm_book_new (zone, 18 * HOUR);

  wg_alarm_book_begin (book, NOON);
  wg_alarm_book_end (book);
  return book;
}

static WgCaseRecord *
make_case (gint64 id, WgCaseState state, gint64 due_ms)
{
  WgCaseRecord *record = wg_case_record_new ();

  record->id = id;
  record->state = state;
  record->reported_ms = NOON - HOUR;
  record->due_ms = due_ms;
  if (due_ms != WG_NO_TIME)
    record->warn_ms = due_ms - 5 * MINUTE;
  return record;
}

static void
take (WgAlarmBook *book, gint64 id, WgCaseState state, gint64 due_ms, gint64 now_ms)
{
  g_autoptr (WgCaseRecord) record = make_case (id, state, due_ms);

  wg_alarm_book_take (book, record, now_ms);
}

static void
take_emergency (WgAlarmBook *book, gint64 id, guint flags, gint64 now_ms)
{
  g_autoptr (WgCaseRecord) record = make_case (id, WG_CASE_STATE_FILED, WG_NO_TIME);

  record->route = WG_ROUTE_EMERGENCY;
  record->flags = flags;
  wg_alarm_book_take (book, record, now_ms);
}

/* Amber at three quarters, red at the whole, each at its own instant, and both silent. */
static void
test_limits (void)
{
  g_autoptr (WgAlarmBook) book = make_book ();

  take (book, 1, WG_CASE_STATE_HANDLING, NOON + HOUR, NOON);
  g_assert_cmpint (wg_alarm_book_advance (book, NOON), ==, NOON + 55 * MINUTE);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_DUE_SOON), ==, 0);
  wg_alarm_book_advance (book, NOON + 55 * MINUTE);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_DUE_SOON), ==, 1);
  wg_alarm_book_advance (book, NOON + HOUR - 1);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_OVERDUE), ==, 0);
  wg_alarm_book_advance (book, NOON + 2 * HOUR);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_DUE_SOON), ==, 0);
  g_assert_cmpuint (wg_alarm_book_get_n_unseen (book, WG_ALARM_OVERDUE), ==, 1);
  g_assert_cmpint (wg_alarm_book_get_since (book, WG_ALARM_OVERDUE, 1), ==, NOON + HOUR);
  g_assert_cmpint (wg_alarm_book_take_tone (book, NOON + 2 * HOUR), ==, WG_TONE_NONE);
  wg_alarm_book_see (book, WG_ALARM_OVERDUE);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_OVERDUE), ==, 1);
  g_assert_cmpuint (wg_alarm_book_get_n_unseen (book, WG_ALARM_OVERDUE), ==, 0);
  take (book, 1, WG_CASE_STATE_CLOSED, WG_NO_TIME, NOON + 3 * HOUR);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_OVERDUE), ==, 0);
}

/* An emergency sounds at once, again every twenty seconds, and until somebody acknowledges it; nothing sounds beside it. */
static void
test_emergency (void)
{
  g_autoptr (WgAlarmBook) book = make_book ();
  g_autoptr (GPtrArray) list = NULL;
  guint n_tones = 0;

  take_emergency (book, 7, 0, NOON);
  take (book, 1, WG_CASE_STATE_FILED, WG_NO_TIME, NOON);
  for (gint64 ms = NOON; ms < NOON + MINUTE; ms += 1000)
    {
      WgTone tone = wg_alarm_book_take_tone (book, ms);

      g_assert_true (tone == WG_TONE_NONE || tone == WG_TONE_EMERGENCY);
      n_tones += tone == WG_TONE_EMERGENCY;
    }
  g_assert_cmpuint (n_tones, ==, 3);
  g_assert_cmpint (wg_alarm_book_get_figures (book)->audible, ==, 1);
  wg_alarm_book_see (book, WG_ALARM_EMERGENCY);
  list = wg_alarm_book_list (book, WG_ALARM_EMERGENCY);
  g_assert_cmpuint (list->len, ==, 1);
  take_emergency (book, 7, WG_CASE_MARK_ACKNOWLEDGED, NOON + MINUTE);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_EMERGENCY), ==, 0);
  g_assert_cmpint (wg_alarm_book_take_tone (book, NOON + MINUTE), ==, WG_TONE_NEWS);
  /* Sent back, it sounds again. */
  take_emergency (book, 7, 0, NOON + 10 * MINUTE);
  g_assert_cmpint (wg_alarm_book_take_tone (book, NOON + 10 * MINUTE), ==, WG_TONE_EMERGENCY);
}

/* A case that everything was read without is alarming no more: its import was undone. */
static void
test_gone (void)
{
  g_autoptr (WgAlarmBook) book = make_book ();

  take_emergency (book, 7, 0, NOON);
  take (book, 8, WG_CASE_STATE_HANDLING, NOON + HOUR, NOON);
  take (book, 9, WG_CASE_STATE_HANDLING, NOON + HOUR, NOON);
  wg_alarm_book_begin (book, NOON);
  take (book, 9, WG_CASE_STATE_HANDLING, NOON + HOUR, NOON);
  wg_alarm_book_end (book);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_EMERGENCY), ==, 0);
  g_assert_cmpuint (wg_alarm_book_get_n_unseen (book, WG_ALARM_EMERGENCY), ==, 0);
  g_assert_cmpint (wg_alarm_book_take_tone (book, NOON + MINUTE), ==, WG_TONE_NONE);
  wg_alarm_book_advance (book, NOON + 2 * HOUR);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_OVERDUE), ==, 1);
}

/* A case that goes to another part of the district is neither heard nor told, now or at its limit; it may come back. */
static void
test_left (void)
{
  g_autoptr (WgAlarmBook) book = make_book ();

  take_emergency (book, 7, 0, NOON);
  take (book, 8, WG_CASE_STATE_HANDLING, NOON + HOUR, NOON);
  wg_alarm_book_leave (book, 7);
  wg_alarm_book_leave (book, 8);
  wg_alarm_book_leave (book, 9);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_EMERGENCY), ==, 0);
  g_assert_cmpint (wg_alarm_book_take_tone (book, NOON + MINUTE), ==, WG_TONE_NONE);
  g_assert_cmpint (wg_alarm_book_advance (book, NOON + 2 * HOUR), >, NOON + 2 * HOUR);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_OVERDUE), ==, 0);
  take_emergency (book, 7, 0, NOON + 2 * HOUR);
  g_assert_cmpint (wg_alarm_book_take_tone (book, NOON + 2 * HOUR), ==, WG_TONE_EMERGENCY);
}

/* What was there when the desk opens is shown and not rung for; what comes is one soft tone, however much comes. */
static void
test_news (void)
{
  g_autoptr (WgAlarmBook) book = make_book ();
  guint n_tones = 0;

  wg_alarm_book_begin (book, NOON);
  take (book, 1, WG_CASE_STATE_FILED, WG_NO_TIME, NOON);
  wg_alarm_book_end (book);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_TO_DISPATCH), ==, 1);
  g_assert_cmpint (wg_alarm_book_take_tone (book, NOON), ==, WG_TONE_NONE);
  for (gint64 i = 0; i < 24 * 60 * 4; i++)
    {
      gint64 now_ms = NOON + i * 15000;

      take (book, 100 + i, WG_CASE_STATE_FILED, WG_NO_TIME, now_ms);
      n_tones += wg_alarm_book_take_tone (book, now_ms) != WG_TONE_NONE;
    }
  g_assert_cmpuint (n_tones, >, 24);
  g_assert_cmpuint (n_tones, <=, 24 * 6 + WG_ALARM_BUDGET);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_TO_DISPATCH), ==, 1 + 24 * 60 * 4);
}

/* Many at once are one alarm, until they are seen. */
static void
test_flood (void)
{
  g_autoptr (WgAlarmBook) book = make_book ();

  for (gint64 id = 0; id < 300; id++)
    take (book, id, WG_CASE_STATE_HANDLING, NOON + HOUR + id, NOON);
  wg_alarm_book_advance (book, NOON + 50 * MINUTE);
  g_assert_false (wg_alarm_book_is_flood (book, WG_ALARM_DUE_SOON));
  wg_alarm_book_advance (book, NOON + 2 * HOUR);
  g_assert_true (wg_alarm_book_is_flood (book, WG_ALARM_OVERDUE));
  g_assert_cmpint (wg_alarm_book_get_figures (book)->floods, ==, 2);
  g_assert_cmpint (wg_alarm_book_get_figures (book)->grouped, ==, 600);
  wg_alarm_book_see (book, WG_ALARM_OVERDUE);
  g_assert_false (wg_alarm_book_is_flood (book, WG_ALARM_OVERDUE));
}

/* Muting keeps back what is heard and nothing that is seen, and ends by itself. */
static void
test_mute (void)
{
  g_autoptr (WgAlarmBook) book = make_book ();

  wg_alarm_book_mute (book, NOON, NOON + 2 * HOUR);
  g_assert_cmpint (wg_alarm_book_get_muted_until (book), ==, NOON + WG_ALARM_LONGEST_MUTE_MS);
  take_emergency (book, 7, 0, NOON);
  g_assert_cmpint (wg_alarm_book_take_tone (book, NOON), ==, WG_TONE_NONE);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_EMERGENCY), ==, 1);
  g_assert_cmpint (wg_alarm_book_take_tone (book, NOON + WG_ALARM_LONGEST_MUTE_MS), ==, WG_TONE_EMERGENCY);
  wg_alarm_book_refuse (book);
  take_emergency (book, 7, WG_CASE_MARK_ACKNOWLEDGED, NOON + HOUR);
  g_assert_cmpint (wg_alarm_book_take_tone (book, NOON + HOUR), ==, WG_TONE_REFUSED);
  g_assert_cmpint (wg_alarm_book_take_tone (book, NOON + HOUR), ==, WG_TONE_NONE);
}

/* At six what is not dispatched, or due today and not done, is named, and stays named until it is. */
static void
test_day_list (void)
{
  g_autoptr (WgAlarmBook) book = make_book ();

  take (book, 1, WG_CASE_STATE_REPORTED, NOON + 20 * HOUR, NOON);
  take (book, 2, WG_CASE_STATE_HANDLING, NOON + 11 * HOUR, NOON);
  take (book, 3, WG_CASE_STATE_HANDLING, NOON + 13 * HOUR, NOON);
  wg_alarm_book_advance (book, NOON + 6 * HOUR - 1);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_DAY_LIST), ==, 0);
  wg_alarm_book_advance (book, NOON + 6 * HOUR);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_DAY_LIST), ==, 2);
  g_assert_cmpint (wg_alarm_book_take_tone (book, NOON + 6 * HOUR), ==, WG_TONE_NEWS);
  take (book, 2, WG_CASE_STATE_CLOSED, WG_NO_TIME, NOON + 7 * HOUR);
  g_assert_cmpuint (wg_alarm_book_get_n (book, WG_ALARM_DAY_LIST), ==, 1);
}

/* Random changes at random times: what the book follows is what a look at every case finds. */
static void
test_random (void)
{
  g_autoptr (WgAlarmBook) book = make_book ();
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  gint64 now_ms = NOON;

  for (gint64 id = 0; id < 60; id++)
    g_ptr_array_add (cases, make_case (id, WG_CASE_STATE_CLOSED, WG_NO_TIME));
  for (guint step = 0; step < 5000; step++)
    {
      gint64 id = g_test_rand_int_range (0, 60);
      gint64 due_ms = g_test_rand_bit () ? WG_NO_TIME : now_ms + g_test_rand_int_range (-20, 40) * MINUTE;
      WgCaseRecord *record = make_case (id, g_test_rand_int_range (0, WG_N_CASE_STATES), due_ms);
      guint n[WG_N_ALARM_KINDS] = { 0 };

      record->route = g_test_rand_int_range (0, WG_N_ROUTES);
      record->flags = g_test_rand_bit () ? WG_CASE_MARK_ACKNOWLEDGED : 0;
      record->suspended_until_ms = g_test_rand_int_range (0, 9) == 0 ? now_ms + 30 * HOUR : WG_NO_TIME;
      now_ms += g_test_rand_int_range (0, 3 * MINUTE);
      wg_alarm_book_advance (book, now_ms);
      wg_alarm_book_take (book, record, now_ms);
      wg_case_record_unref (g_ptr_array_index (cases, id));
      g_ptr_array_index (cases, id) = record;
      for (guint i = 0; i < cases->len; i++)
        {
          const WgCaseRecord *one = cases->pdata[i];

          n[WG_ALARM_EMERGENCY] += wg_case_record_is_unacknowledged (one);
          n[WG_ALARM_OVERDUE] += wg_case_record_is_overdue (one, now_ms);
          n[WG_ALARM_DUE_SOON] += wg_case_record_is_backlog (one)
                                  && !wg_case_record_is_overdue (one, now_ms) && one->warn_ms != WG_NO_TIME && one->warn_ms <= now_ms;
          n[WG_ALARM_TO_DISPATCH] += wg_case_record_is_backlog (one) && one->state == WG_CASE_STATE_FILED
                                     && one->route != WG_ROUTE_EMERGENCY;
        }
      for (guint kind = 0; kind < WG_ALARM_DAY_LIST; kind++)
        g_assert_cmpuint (wg_alarm_book_get_n (book, kind), ==, n[kind]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alarms/limits", test_limits);
  g_test_add_func ("/alarms/emergency", test_emergency);
  g_test_add_func ("/alarms/gone", test_gone);
  g_test_add_func ("/alarms/left", test_left);
  g_test_add_func ("/alarms/news", test_news);
  g_test_add_func ("/alarms/flood", test_flood);
  g_test_add_func ("/alarms/mute", test_mute);
  g_test_add_func ("/alarms/day-list", test_day_list);
  g_test_add_func ("/alarms/random", test_random);
  return g_test_run ();
}
