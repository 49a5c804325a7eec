/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two desks whose clocks do not agree, one of them by minutes to and fro: time in the log never runs backwards, no clock of a
 * case gives time back, and both desks tell the same of it.
 */

#include "wg-error.h"
#include "wg-sqlite-driver.h"
#include "wg-store-clocks.h"
#include "wg-store-lead.h"
#include "wg-store-marks.h"
#include "wg-store-members.h"
#include "wg-store-verify.h"
#include "wg-test-store.h"
#include "wg-time.h"

#define MINUTE WG_MS_PER_MINUTE

typedef struct
{
  WgTestStore base;
  WgClock *clock; /* of the other desk */
  WgStore *other;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgDriver) driver = NULL;

  wg_test_store_set_up (&f->base, NULL);
  driver = wg_sqlite_driver_new (f->base.path);
  f->clock = wg_clock_new_fake (WG_TEST_NOW);
  f->other = wg_store_new (driver, f->clock, NULL);
  wg_store_open_async (f->other, FALSE, NULL, wg_test_wait_ready, &wait);
  wg_store_open_finish (f->other, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wg_store_close (f->other);
  g_object_unref (f->other);
  g_object_unref (f->clock);
  wg_test_store_tear_down (&f->base);
}

static void
move (WgStore *store, WgVerb verb, const char *number, gint64 operator_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;
  WgAct *act = wg_test_act (verb, number, operator_id);

  act->text = g_strdup ("说明");
  if (verb == WG_VERB_ASSIGN)
    act->to_person_id = 1;
  if (verb == WG_VERB_BOUNCE)
    act->reason = g_strdup ("wrong_area");
  if (verb == WG_VERB_ACCEPT || verb == WG_VERB_BOUNCE || verb == WG_VERB_DONE)
    act->for_person_id = 1;
  result = wg_test_perform (store, act, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list_clocks (WgStore *store, const char *number, gint64 at_ms)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *ledgers;

  wg_store_list_clocks_async (store, number, NULL, at_ms, NULL, wg_test_wait_ready, &wait);
  ledgers = wg_store_list_clocks_finish (store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return ledgers;
}

/* Every clock of the case: nothing negative, and what was counted is what was used. */
static void
assert_clocks (Fixture *f, const char *number)
{
  gint64 at_ms = MAX (wg_clock_get_now (f->base.clock), wg_clock_get_now (f->clock)) + 30 * MINUTE;
  g_autoptr (GPtrArray) here = list_clocks (f->base.store, number, at_ms);
  g_autoptr (GPtrArray) there = list_clocks (f->other, number, at_ms);

  g_assert_cmpuint (here->len, ==, there->len);
  for (guint i = 0; i < here->len; i++)
    {
      const WgClockLedger *ledger = here->pdata[i];
      gint64 counted_ms = 0;

      for (guint k = 0; k < ledger->rows->len; k++)
        {
          const WgLedgerRow *row = &g_array_index (ledger->rows, WgLedgerRow, k);

          g_assert_cmpint (row->from_ms, <=, row->to_ms);
          counted_ms += row->counted ? row->to_ms - row->from_ms : 0;
        }
      g_assert_cmpint (ledger->status.used_ms, >=, 0);
      g_assert_cmpint (ledger->status.used_ms, ==, counted_ms);
      g_assert_cmpint (ledger->status.used_ms, ==, ((WgClockLedger *) there->pdata[i])->status.used_ms);
      g_assert_cmpint (ledger->status.due_ms, ==, ((WgClockLedger *) there->pdata[i])->status.due_ms);
    }
}

static void
assert_history (Fixture *f, const char *number)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (f->other, number);
  gint64 last_ms = 0;

  for (guint i = 0; i < file->events->len; i++)
    {
      const WgEvent *event = file->events->pdata[i];

      g_assert_cmpint (event->at_ms, >=, last_ms);
      last_ms = event->at_ms;
    }
  g_assert_cmpint (file->record->filed_ms, >=, file->record->reported_ms);
  if (file->record->closed_ms != WG_NO_TIME)
    g_assert_cmpint (file->record->closed_ms, >=, file->record->done_ms);
}

static void
assert_sound (Fixture *f)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgVerification) verification = NULL;

  wg_store_verify_async (f->other, 0, NULL, NULL, NULL, wg_test_wait_ready, &wait);
  verification = wg_store_verify_finish (f->other, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verification->problems->len, ==, 0);
  g_object_unref (wait.result);
}

/* The desk that is behind files at once what the other has just registered: no time passes, none is given back. */
static void
test_behind (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) born = NULL;
  g_autoptr (WgCaseFile) file = NULL;

  wg_clock_set_now (f->clock, WG_TEST_NOW - 7 * MINUTE);
  born = wg_test_perform (f->base.store, wg_test_report (116.605, 40.305), &error);
  g_assert_no_error (error);
  move (f->other, WG_VERB_FILE, born->number, WG_TEST_INTAKE);
  file = wg_test_load_case (f->base.store, born->number);
  g_assert_cmpint (file->record->filed_ms, ==, file->record->reported_ms);
  g_assert_cmpint (file->record->due_ms, >, file->record->filed_ms);
  move (f->base.store, WG_VERB_ASSIGN, born->number, WG_TEST_DISPATCHER);
  assert_history (f, born->number);
  assert_clocks (f, born->number);
  assert_sound (f);
}

/* A whole case between two desks, each clock put anywhere within ten minutes before every move. */
static void
test_to_and_fro (Fixture *f, gconstpointer data)
{
  static const WgVerb verbs[] = { WG_VERB_FILE, WG_VERB_ASSIGN, WG_VERB_BOUNCE, WG_VERB_ASSIGN, WG_VERB_ACCEPT, WG_VERB_DONE, WG_VERB_PASS };
  static const gint64 whose[] = { WG_TEST_INTAKE, WG_TEST_DISPATCHER, WG_TEST_DISPATCHER, WG_TEST_DISPATCHER,
                                  WG_TEST_DISPATCHER, WG_TEST_DISPATCHER, WG_TEST_CHECKER };

  for (int round = 0; round < 12; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WgActResult) born = wg_test_perform (f->base.store, wg_test_report (116.605, 40.305), &error);

      g_assert_no_error (error);
      for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
        {
          wg_clock_set_now (f->base.clock, WG_TEST_NOW + round * 10 * MINUTE + g_test_rand_int_range (-10 * MINUTE, 10 * MINUTE));
          wg_clock_set_now (f->clock, WG_TEST_NOW + round * 10 * MINUTE + g_test_rand_int_range (-10 * MINUTE, 10 * MINUTE));
          move (g_test_rand_bit () ? f->base.store : f->other, verbs[i], born->number, whose[i]);
        }
      assert_history (f, born->number);
      assert_clocks (f, born->number);
    }
  assert_sound (f);
}

static void
plan_campaign (WgStore *store, const char *name)
{
  const WgMemberChange change
      = { WG_TEST_DESK, WG_MEMBER_PUT, (char *) "campaigns", (char *) name, (char *) "{}", NULL };
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;

  wg_store_change_member_async (store, &change, NULL, wg_test_wait_ready, &wait);
  g_assert_cmpint (wg_store_change_member_finish (store, wg_test_wait (&wait), &error), >, 0);
  g_assert_no_error (error);
  g_object_unref (wait.result);
}

static void
choose_colour (WgStore *store, const char *name)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;

  wg_store_set_mark_colour_async (store, WG_TEST_DESK, name, 0x1a5fb4, NULL, NULL, wg_test_wait_ready, &wait);
  g_assert_cmpint (wg_store_set_mark_colour_finish (store, wg_test_wait (&wait), &error), >, 0);
  g_assert_no_error (error);
  g_object_unref (wait.result);
}

/* A setting that two desks change a part of each has both, also when the second one's clock has not come to the first. */
static void
test_settings (Fixture *f, gconstpointer data)
{
  static const char *const settings[] = { "campaigns", WG_MARK_SETTING };

  wg_clock_set_now (f->base.clock, WG_TEST_NOW + 10 * MINUTE);
  plan_campaign (f->base.store, "first");
  choose_colour (f->base.store, "first");
  plan_campaign (f->other, "second");
  choose_colour (f->other, "second");
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      WgTestWait wait = { NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) members = NULL;

      wg_store_list_members_async (f->base.store, settings[i], G_MININT64, NULL, wg_test_wait_ready, &wait);
      members = wg_store_list_members_finish (f->base.store, wg_test_wait (&wait), &error);
      g_assert_no_error (error);
      g_assert_true (json_object_has_member (members, "first") && json_object_has_member (members, "second"));
      g_object_unref (wait.result);
    }
}

/* Whose clock is fast is still said when a desk whose clock is right has written meanwhile. */
static void
test_whose (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (f->base.store, wg_test_report (116.605, 40.305), &error);
  WgTestWait wait = { NULL };
  g_autoptr (WgLead) lead = NULL;

  g_assert_no_error (error);
  wg_clock_set_now (f->clock, WG_TEST_NOW + 20 * MINUTE);
  move (f->other, WG_VERB_NOTE, result->number, WG_TEST_DISPATCHER);
  move (f->base.store, WG_VERB_NOTE, result->number, WG_TEST_DUTY);
  wg_store_find_lead_async (f->base.store, NULL, wg_test_wait_ready, &wait);
  lead = wg_store_find_lead_finish (f->base.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  g_assert_cmpint (lead->newest_ms, ==, WG_TEST_NOW + 20 * MINUTE);
  g_assert_cmpstr (lead->who, ==, "dispatcher");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/skew/behind", Fixture, NULL, set_up, test_behind, tear_down);
  g_test_add ("/store/skew/whose", Fixture, NULL, set_up, test_whose, tear_down);
  g_test_add ("/store/skew/settings", Fixture, NULL, set_up, test_settings, tear_down);
  g_test_add ("/store/skew/to-and-fro", Fixture, NULL, set_up, test_to_and_fro, tear_down);
  return g_test_run ();
}
