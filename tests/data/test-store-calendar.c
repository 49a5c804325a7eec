/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The calendar of a district is changed while clocks run: coming days move the due times at once, each on record, and what
 * was counted or stopped stays what it was.
 */

#include "wg-calendar.h"
#include "wg-error.h"
#include "wg-store-calendar.h"
#include "wg-store-clocks.h"
#include "wg-store-verify.h"
#include "wg-test-store.h"
#include "wg-time.h"

#include <string.h>

static GPtrArray *
one_day (const char *day, WgDayKind kind, const char *spans)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_day_edit_free);
  gint32 number;

  g_assert_true (wg_time_day_parse (day, &number));
  g_ptr_array_add (edits, wg_day_edit_new (number, kind, spans, NULL));
  return edits;
}

static WgEvent *
set_days (WgStore *store, GPtrArray *edits, gint64 operator_id, const char *file, GError **error)
{
  WgTestWait wait = { NULL };
  WgEvent *event;

  wg_store_set_days_async (store, edits, operator_id, file, NULL, NULL, wg_test_wait_ready, &wait);
  event = wg_store_set_days_finish (store, wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return event;
}

/* A case of a class, as far as handling or further. */
static char *
make_case (WgTestStore *test, const char *class_code, gboolean close)
{
  static const WgVerb verbs[] = { WG_VERB_FILE, WG_VERB_ASSIGN, WG_VERB_ACCEPT, WG_VERB_DONE, WG_VERB_PASS };
  WgAct *report = wg_test_report (116.605, 40.305);
  g_autoptr (WgActResult) result = NULL;
  char *number;

  g_free (report->class_code);
  report->class_code = g_strdup (class_code);
  result = wg_test_perform (test->store, report, NULL);
  number = g_strdup (result->number);
  for (gsize i = 0; i < (close ? G_N_ELEMENTS (verbs) : 3); i++)
    {
      WgAct *act = wg_test_act (verbs[i], number, verbs[i] == WG_VERB_PASS ? WG_TEST_CHECKER : WG_TEST_DESK);
      g_autoptr (WgActResult) done = NULL;

      act->to_person_id = 1;
      act->for_person_id = verbs[i] == WG_VERB_ACCEPT || verbs[i] == WG_VERB_DONE ? 1 : WG_NO_ID;
      act->text = g_strdup ("说明");
      wg_clock_advance (test->clock, 10 * WG_MS_PER_MINUTE);
      done = wg_test_perform (test->store, act, NULL);
      g_assert_nonnull (done);
    }
  return number;
}

static WgClockLedger *
take_handling (WgTestStore *test, const char *number)
{
  WgTestWait wait = { NULL };
  g_autoptr (GPtrArray) ledgers = NULL;
  g_autoptr (GError) error = NULL;

  wg_store_list_clocks_async (test->store, number, "handling", wg_clock_get_now (test->clock), NULL, wg_test_wait_ready, &wait);
  ledgers = wg_store_list_clocks_finish (test->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  g_assert_cmpuint (ledgers->len, ==, 1);
  return g_ptr_array_steal_index (ledgers, 0);
}

static gint64
due_of (WgTestStore *test, const char *number)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (test->store, number);

  return file->record->due_ms;
}

static guint
count_events (WgTestStore *test, const char *number, const char *verb)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (test->store, number);
  guint n = 0;

  for (guint i = 0; i < file->events->len; i++)
    n += strcmp (((WgEvent *) file->events->pdata[i])->verb, verb) == 0 ? 1 : 0;
  return n;
}

static void
assert_sound (WgTestStore *test)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgVerification) verification = NULL;

  wg_store_verify_async (test->store, 0, NULL, NULL, NULL, wg_test_wait_ready, &wait);
  verification = wg_store_verify_finish (test->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_assert_true (verification->ok);
  g_object_unref (wait.result);
}

/* Now is Friday, 20 November 2026. 15 working days end on Friday, 11 December. */
static void
test_coming_day (void)
{
  WgTestStore test;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgEvent) event = NULL;
  g_autofree char *running = NULL, *continuous = NULL, *closed = NULL;
  g_autoptr (WgClockLedger) before = NULL, after = NULL;
  gint64 due_ms, continuous_ms;

  wg_test_store_set_up (&test, NULL);
  running = make_case (&test, "E0101-2", FALSE);
  continuous = make_case (&test, "P0101-1", FALSE);
  closed = make_case (&test, "E0101-2", TRUE);
  due_ms = due_of (&test, running);
  continuous_ms = due_of (&test, continuous);
  before = take_handling (&test, closed);

  event = set_days (test.store, one_day ("2026-11-24", WG_DAY_REST, NULL), WG_TEST_ADMIN, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (event->fields, "\"cases\":1"));
  g_assert_cmpint (due_of (&test, running), >, due_ms);
  g_assert_cmpuint (count_events (&test, running, "retime"), ==, 1);
  g_assert_cmpint (due_of (&test, continuous), ==, continuous_ms);
  g_assert_cmpuint (count_events (&test, continuous, "retime"), ==, 0);
  g_assert_cmpuint (count_events (&test, closed, "retime"), ==, 0);

  /* The stopped clock is told as it was, its due time too, even when the day comes. */
  wg_clock_advance (test.clock, 10 * WG_MS_PER_DAY);
  after = take_handling (&test, closed);
  g_assert_cmpint (after->status.due_ms, ==, before->status.due_ms);
  g_assert_cmpint (after->status.used_ms, ==, before->status.used_ms);
  assert_sound (&test);
  wg_test_store_tear_down (&test);
}

static void
test_there_and_back (void)
{
  WgTestStore test;
  g_autofree char *number = NULL;
  gint64 due_ms;
  g_autoptr (WgEvent) there = NULL, half = NULL, back = NULL;

  wg_test_store_set_up (&test, NULL);
  number = make_case (&test, "E0101-2", FALSE);
  due_ms = due_of (&test, number);
  there = set_days (test.store, one_day ("2026-11-29", WG_DAY_WORK, NULL), WG_TEST_DUTY, NULL, NULL);
  g_assert_cmpint (due_of (&test, number), <, due_ms);
  half = set_days (test.store, one_day ("2026-11-29", WG_DAY_WORK, "08:00-10:00"), WG_TEST_DUTY, NULL, NULL);
  /* A quarter of a day less: a Thursday at half past three more than a day earlier. */
  g_assert_cmpint (due_of (&test, number), <, due_ms);
  back = set_days (test.store, one_day ("2026-11-29", WG_DAY_REST, NULL), WG_TEST_DUTY, NULL, NULL);
  g_assert_cmpint (due_of (&test, number), ==, due_ms);
  g_assert_cmpuint (count_events (&test, number, "retime"), ==, 3);
  g_assert_true (there != NULL && half != NULL && back != NULL);
  assert_sound (&test);
  wg_test_store_tear_down (&test);
}

static void
assert_refused (WgTestStore *test, GPtrArray *edits, gint64 operator_id, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgEvent) event = set_days (test->store, edits, operator_id, NULL, &error);

  g_assert_null (event);
  g_assert_error (error, WG_ERROR, code);
}

static void
test_refusals (void)
{
  WgTestStore test;
  g_autoptr (WgEvent) imported = NULL;
  GPtrArray *edits = one_day ("2026-11-20", WG_DAY_REST, NULL);

  wg_test_store_set_up (&test, NULL);
  assert_refused (&test, one_day ("2026-11-19", WG_DAY_REST, NULL), WG_TEST_ADMIN, WG_ERROR_REFUSED);
  assert_refused (&test, one_day ("2026-11-20", WG_DAY_REST, NULL), WG_TEST_ADMIN, WG_ERROR_REFUSED);
  assert_refused (&test, one_day ("2026-11-23", WG_DAY_REST, NULL), WG_TEST_INTAKE, WG_ERROR_FORBIDDEN);
  assert_refused (&test, one_day ("2026-11-23", WG_DAY_REST, "08:00-12:00"), WG_TEST_ADMIN, WG_ERROR_REFUSED);
  assert_refused (&test, one_day ("2026-11-23", WG_DAY_WORK, "12-8"), WG_TEST_ADMIN, WG_ERROR_USAGE);
  /* A table takes what it can and leaves what has begun. */
  g_ptr_array_add (edits, wg_day_edit_new (20780, WG_DAY_REST, NULL, NULL));
  imported = set_days (test.store, edits, WG_TEST_ADMIN, "holidays.csv", NULL);
  g_assert_nonnull (strstr (imported->fields, "\"changed\":1"));
  g_assert_nonnull (strstr (imported->fields, "\"past\":1"));
  wg_test_store_tear_down (&test);
}

/* After any change of any days every due time is the one that its ledger proves. */
static void
test_random (void)
{
  static const char *const classes[] = { "E0101-2", "E0110-1", "E0101-1", "P0101-1" };
  static const char *const spans[] = { NULL, "08:00-12:00", "10:00-10:01", "00:00-24:00" };
  WgTestStore test;
  char *numbers[G_N_ELEMENTS (classes)];
  gint32 today;

  wg_test_store_set_up (&test, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    numbers[i] = make_case (&test, classes[i], FALSE);
  for (int round = 0; round < 40; round++)
    {
      GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_day_edit_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (WgEvent) event = NULL;

      today = wg_time_to_local (wg_clock_get_now (test.clock), wg_store_get_zone (test.store), NULL);
      for (int i = g_test_rand_int_range (1, 5); i > 0; i--)
        {
          WgDayKind kind = g_test_rand_bit () ? WG_DAY_WORK : WG_DAY_REST;

          g_ptr_array_add (edits, wg_day_edit_new (today + 7 * i - g_test_rand_int_range (0, 7), kind,
                                                   kind == WG_DAY_WORK ? spans[g_test_rand_int_range (0, 4)] : NULL, NULL));
        }
      event = set_days (test.store, edits, WG_TEST_DUTY, "random", &error);
      g_assert_no_error (error);
      wg_clock_advance (test.clock, g_test_rand_int_range (0, 30) * WG_MS_PER_HOUR);
      for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
        {
          g_autoptr (WgClockLedger) ledger = take_handling (&test, numbers[i]);

          g_assert_cmpint (ledger->status.due_ms, ==, due_of (&test, numbers[i]));
        }
    }
  assert_sound (&test);
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    g_free (numbers[i]);
  wg_test_store_tear_down (&test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-calendar/coming-day", test_coming_day);
  g_test_add_func ("/store-calendar/there-and-back", test_there_and_back);
  g_test_add_func ("/store-calendar/refusals", test_refusals);
  g_test_add_func ("/store-calendar/random", test_random);
  return g_test_run ();
}
