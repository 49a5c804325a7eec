/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures of a day and a month follow what is filed and closed, in the district's own days. */

#include "wg-clock-source.h"
#include "wg-store-figures.h"
#include "wg-test-store.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)

static WgDayFigures *
count (WgTestStore *f, gint64 now_ms)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgDayFigures *figures;

  wg_store_count_day_async (f->store, now_ms, NULL, wg_test_wait_ready, &wait);
  figures = wg_store_count_day_finish (f->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return figures;
}

static void
move (WgTestStore *f, WgAct *act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (f->store, act, &error);

  g_assert_no_error (error);
}

static void
assert_figures (WgTestStore *f, gint64 now_ms, gint64 filed, gint64 closed, gint64 due, gint64 in_time)
{
  g_autofree WgDayFigures *figures = count (f, now_ms);

  g_assert_cmpint (figures->filed_today, ==, filed);
  g_assert_cmpint (figures->closed_today, ==, closed);
  g_assert_cmpint (figures->month_due, ==, due);
  g_assert_cmpint (figures->month_in_time, ==, in_time);
}

/* From report to closed; @handling_ms goes by between the assignment and the report of the work done. */
static void
walk (WgTestStore *f, gint64 handling_ms)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) report = wg_test_perform (f->store, wg_test_report (116.603, 40.303), &error);
  WgAct *act;

  g_assert_no_error (error);
  move (f, wg_test_act (WG_VERB_FILE, report->number, WG_TEST_INTAKE));
  act = wg_test_act (WG_VERB_ASSIGN, report->number, WG_TEST_DISPATCHER);
  act->to_person_id = 1;
  move (f, act);
  wg_clock_advance (f->clock, handling_ms);
  move (f, wg_test_act (WG_VERB_ACCEPT, report->number, WG_TEST_KEEPER));
  act = wg_test_act (WG_VERB_DONE, report->number, WG_TEST_KEEPER);
  act->text = g_strdup ("mended");
  move (f, act);
  move (f, wg_test_act (WG_VERB_PASS, report->number, WG_TEST_CHECKER));
}

static void
test_day (void)
{
  WgTestStore f;

  wg_test_store_set_up (&f, NULL);
  assert_figures (&f, WG_TEST_NOW, 0, 0, 0, 0);
  walk (&f, 60000);
  assert_figures (&f, WG_TEST_NOW + 60000, 1, 1, 1, 1);
  /* The next day of the same month, and the next month. */
  assert_figures (&f, WG_TEST_NOW + DAY_MS, 0, 0, 1, 1);
  assert_figures (&f, WG_TEST_NOW + 20 * DAY_MS, 0, 0, 0, 0);
  wg_test_store_tear_down (&f);
}

static void
test_late (void)
{
  WgTestStore f;

  wg_test_store_set_up (&f, NULL);
  walk (&f, 9 * DAY_MS);
  assert_figures (&f, WG_TEST_NOW + 9 * DAY_MS, 0, 1, 1, 0);
  wg_test_store_tear_down (&f);
}

/* Sent back, it waits for dispatch, whose limit is past within the hour; due to close it is when the handling limit is past. */
static void
test_sent_back (void)
{
  WgTestStore f;
  g_autoptr (WgActResult) report = NULL;
  WgAct *act;

  wg_test_store_set_up (&f, NULL);
  report = wg_test_perform (f.store, wg_test_report (116.603, 40.303), NULL);
  move (&f, wg_test_act (WG_VERB_FILE, report->number, WG_TEST_INTAKE));
  act = wg_test_act (WG_VERB_ASSIGN, report->number, WG_TEST_DISPATCHER);
  act->to_person_id = 1;
  move (&f, act);
  act = wg_test_act (WG_VERB_BOUNCE, report->number, WG_TEST_KEEPER);
  act->reason = g_strdup ("not_our_job");
  act->text = g_strdup ("elsewhere");
  move (&f, act);
  assert_figures (&f, WG_TEST_NOW + 3600 * 1000, 1, 0, 0, 0);
  assert_figures (&f, WG_TEST_NOW + 9 * DAY_MS, 0, 0, 1, 0);
  wg_test_store_tear_down (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/figures/day", test_day);
  g_test_add_func ("/store/figures/late", test_late);
  g_test_add_func ("/store/figures/sent-back", test_sent_back);
  return g_test_run ();
}
