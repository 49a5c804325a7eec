/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the time of a case went. After random moves every clock is what its events say, replayed by rules written down here
 * once more: when it started and stopped, when it stood and why, who had the case, and how much was used, minute by minute.
 */

#include "wg-error.h"
#include "wg-store-clocks.h"
#include "wg-test-store.h"
#include "wg-time.h"

#include <string.h>

#define N_CASES 12
#define N_STEPS 1000

typedef struct
{
  const char *kind;
  gint64 run;
  gint64 from_ms;
  gint64 to_ms;
} Span;

/* What the events of one case add up to. */
typedef struct
{
  GArray *clocks;  /* Span */
  GArray *pauses;  /* Span of the handling clock */
  GArray *holders; /* Span; the kind is the name */
} Replay;

static void
open_span (GArray *spans, const char *kind, gint64 run, gint64 at_ms)
{
  Span span = { kind, run, at_ms, WG_TIME_NONE };

  g_array_append_val (spans, span);
}

static void
close_span (GArray *spans, const char *kind, gint64 at_ms)
{
  for (guint i = 0; i < spans->len; i++)
    {
      Span *span = &g_array_index (spans, Span, i);

      if (span->to_ms == WG_TIME_NONE && (kind == NULL || g_str_equal (span->kind, kind)))
        span->to_ms = at_ms;
    }
}

static gboolean
has_open_span (GArray *spans, const char *kind, gint64 run)
{
  for (guint i = 0; i < spans->len; i++)
    {
      Span *span = &g_array_index (spans, Span, i);

      if (span->run == run && g_str_equal (span->kind, kind) && span->to_ms == WG_TIME_NONE)
        return TRUE;
    }
  return FALSE;
}

/* Nobody new: the same person once more. */
static const char *
name_holder (const Replay *self, const WgEvent *event)
{
  static const char *const names[] = { "王建国", "李秀英", "张伟" };

  const char *new_values = strstr (event->fields, "\"new\":");

  for (gsize i = 0; new_values != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *member = g_strdup_printf ("\"person_id\":%d", (int) i + 1);

      if (g_strstr_len (new_values, strchr (new_values, '}') - new_values, member) != NULL)
        return names[i];
    }
  g_assert_cmpuint (self->holders->len, >, 0);
  return g_array_index (self->holders, Span, self->holders->len - 1).kind;
}

static void
replay_event (Replay *self, const WgEvent *event)
{
  const char *verb = event->verb;
  gint64 at_ms = event->at_ms, run = event->run;

  if (g_str_equal (verb, "report") || (g_str_equal (verb, "reopen") && g_str_equal (event->from_state, "rejected")))
    open_span (self->clocks, "intake", run, at_ms);
  if (g_str_equal (verb, "file") || g_str_equal (verb, "reject"))
    close_span (self->clocks, "intake", at_ms);
  /* A case that was assigned before is rejected from dispatch, and its clocks end there. */
  if (g_str_equal (verb, "reject"))
    {
      close_span (self->clocks, "dispatch", at_ms);
      close_span (self->clocks, "handling", at_ms);
    }
  if (g_str_equal (verb, "file") || g_str_equal (verb, "bounce")
      || (g_str_equal (verb, "reopen") && g_str_equal (event->from_state, "closed")))
    open_span (self->clocks, "dispatch", run, at_ms);
  if (g_str_equal (verb, "bounce") || g_str_equal (verb, "assign") || g_str_equal (verb, "reassign"))
    close_span (self->holders, NULL, at_ms);
  if (g_str_equal (verb, "assign") || g_str_equal (verb, "reassign"))
    open_span (self->holders, name_holder (self, event), run, at_ms);
  if (g_str_equal (verb, "assign"))
    {
      close_span (self->clocks, "dispatch", at_ms);
      if (!has_open_span (self->clocks, "handling", run))
        open_span (self->clocks, "handling", run, at_ms);
    }
  if (g_str_equal (verb, "done"))
    {
      open_span (self->pauses, "check", run, at_ms);
      open_span (self->clocks, "check", run, at_ms);
    }
  if (g_str_equal (verb, "fail") || g_str_equal (verb, "pass"))
    close_span (self->clocks, "check", at_ms);
  if (g_str_equal (verb, "fail"))
    close_span (self->pauses, "check", at_ms);
  if (g_str_equal (verb, "pass"))
    close_span (self->clocks, "handling", at_ms);
}

static gboolean
is_undone (GPtrArray *events, const WgEvent *event)
{
  for (guint i = 0; i < events->len; i++)
    {
      if (((const WgEvent *) events->pdata[i])->undoes_id == event->id)
        return TRUE;
    }
  return FALSE;
}

static void
replay (Replay *self, GPtrArray *events)
{
  self->clocks = g_array_new (FALSE, FALSE, sizeof (Span));
  self->pauses = g_array_new (FALSE, FALSE, sizeof (Span));
  self->holders = g_array_new (FALSE, FALSE, sizeof (Span));
  for (guint i = 0; i < events->len; i++)
    {
      const WgEvent *event = events->pdata[i];

      if (!g_str_equal (event->verb, "undo") && !is_undone (events, event))
        replay_event (self, event);
    }
}

static void
replay_clear (Replay *self)
{
  g_array_unref (self->clocks);
  g_array_unref (self->pauses);
  g_array_unref (self->holders);
}

static const Span *
find_span (GArray *spans, gint64 run, gint64 at_ms)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      if (span->run == run && at_ms >= span->from_ms && at_ms < span->to_ms)
        return span;
    }
  return NULL;
}

static const char *
why_at (const WgClockLedger *ledger, const Span *pause, WgCalendar *calendar, gint64 at_ms)
{
  gint64 minute = (at_ms + 8 * WG_MS_PER_HOUR) / WG_MS_PER_MINUTE, of_day = minute % 1440;

  if (pause != NULL)
    return pause->kind;
  if (wg_limit_unit_is_continuous (ledger->deadline.limit_unit))
    return "counted";
  if (wg_calendar_get_day_kind (calendar, (gint32) (minute / 1440)) == WG_DAY_REST)
    return "day_off";
  return (of_day >= 480 && of_day < 720) || (of_day >= 840 && of_day < 1080) ? "counted" : "off_hours";
}

/* Every minute of a ledger against the replay. */
static void
check_minutes (const WgClockLedger *ledger, const Replay *replayed, WgCalendar *calendar)
{
  gboolean handling = g_str_equal (ledger->kind, "handling");
  gint64 used_ms = 0, at_ms = ledger->deadline.start_ms;

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const WgLedgerRow *row = &g_array_index (ledger->rows, WgLedgerRow, i);

      g_assert_cmpint (row->from_ms, ==, at_ms);
      g_assert_cmpint (row->to_ms, >, at_ms);
      for (; at_ms < row->to_ms; at_ms += WG_MS_PER_MINUTE)
        {
          const Span *pause = handling ? find_span (replayed->pauses, ledger->run, at_ms) : NULL;
          const Span *holder = handling ? find_span (replayed->holders, ledger->run, at_ms) : NULL;
          const char *why = why_at (ledger, pause, calendar, at_ms);

          g_assert_cmpstr (row->why, ==, why);
          g_assert_cmpint (row->counted, ==, g_str_equal (why, "counted"));
          g_assert_cmpstr (row->holder, ==, holder != NULL ? holder->kind : NULL);
          used_ms += row->counted ? WG_MS_PER_MINUTE : 0;
        }
    }
  g_assert_cmpint (at_ms, ==, ledger->until_ms);
  g_assert_cmpint (used_ms, ==, ledger->status.used_ms);
}

static GPtrArray *
list_clocks (WgStore *store, const char *number, const char *kind, gint64 at_ms)
{
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { NULL };
  GPtrArray *ledgers;

  wg_store_list_clocks_async (store, number, kind, at_ms, NULL, wg_test_wait_ready, &wait);
  ledgers = wg_store_list_clocks_finish (store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return ledgers;
}

static const Span *
find_clock (const Replay *replayed, const WgClockLedger *ledger)
{
  int seq = 0;

  for (guint i = 0; i < replayed->clocks->len; i++)
    {
      const Span *span = &g_array_index (replayed->clocks, Span, i);

      if (span->run == ledger->run && g_str_equal (span->kind, ledger->kind) && ++seq == ledger->seq)
        return span;
    }
  g_error ("no %s clock %d of run %d in the events", ledger->kind, ledger->seq, ledger->run);
}

/* What is drawn of a clock is what its ledger counts. */
static void
check_share (const WgCaseRecord *record, const WgClockLedger *ledger, gint64 now_ms)
{
  double used = MIN ((double) ledger->status.used_ms / (double) ledger->status.limit_ms, 1.0);

  g_assert_cmpint (ledger->status.due_ms, ==, record->due_ms);
  if (wg_case_record_is_backlog (record) && wg_case_record_knows_used_share (record, now_ms))
    g_assert_cmpfloat_with_epsilon (wg_case_record_get_used_share (record, now_ms), used, 1e-4);
}

static void
check_case (WgTestStore *test, WgCalendar *calendar, const char *number)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (test->store, number);
  g_autoptr (GPtrArray) ledgers = list_clocks (test->store, number, NULL, wg_clock_get_now (test->clock));
  Replay replayed;

  replay (&replayed, file->events);
  g_assert_cmpuint (ledgers->len, ==, replayed.clocks->len);
  for (guint i = 0; i < ledgers->len; i++)
    {
      const WgClockLedger *ledger = ledgers->pdata[i];
      const Span *span = find_clock (&replayed, ledger);

      g_assert_cmpint (ledger->deadline.start_ms, ==, span->from_ms);
      g_assert_cmpint (ledger->stopped_ms, ==, span->to_ms);
      check_minutes (ledger, &replayed, calendar);
      if (file->record->clock == wg_case_clock_from_nick (ledger->kind) && span->to_ms == WG_TIME_NONE)
        check_share (file->record, ledger, wg_clock_get_now (test->clock));
    }
  replay_clear (&replayed);
}

/* Walking. */

static char *
report (WgTestStore *test, guint n)
{
  static const char *const classes[] = { "P0101-1", "E0101-2", "E0101-1", "E0110-1" };
  WgAct *act = wg_test_report (116.605, 40.305);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;

  g_free (act->class_code);
  act->class_code = g_strdup (classes[n % G_N_ELEMENTS (classes)]);
  result = wg_test_perform (test->store, act, &error);
  g_assert_no_error (error);
  return g_strdup (result->number);
}

static WgAct *
make_act (WgTestStore *test, const WgCaseRecord *record)
{
  static const WgVerb verbs[] = { WG_VERB_FILE, WG_VERB_REJECT, WG_VERB_ASSIGN, WG_VERB_ASSIGN, WG_VERB_ACCEPT, WG_VERB_DONE,
                                  WG_VERB_PASS, WG_VERB_FAIL, WG_VERB_REASSIGN, WG_VERB_BOUNCE, WG_VERB_REOPEN, WG_VERB_NOTE,
                                  WG_VERB_UNDO };
  WgVerb verb = verbs[g_test_rand_int_range (0, G_N_ELEMENTS (verbs))];
  const char *const *reasons = wg_reason_get_all (verb);
  WgAct *act = wg_test_act (verb, record->number, verb == WG_VERB_PASS || verb == WG_VERB_FAIL ? WG_TEST_CHECKER : WG_TEST_DESK);

  if (verb == WG_VERB_ASSIGN || verb == WG_VERB_REASSIGN)
    act->to_person_id = g_test_rand_int_range (1, 4);
  if (verb == WG_VERB_ACCEPT || verb == WG_VERB_DONE || verb == WG_VERB_BOUNCE)
    act->for_person_id = record->person_id;
  if (reasons != NULL)
    act->reason = g_strdup (reasons[0]);
  act->text = g_strdup ("说明");
  return act;
}

static guint
step (WgTestStore *test, const char *number)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (test->store, number);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (test->store, make_act (test, file->record), &error);

  g_assert_true (result != NULL || error->domain == WG_ERROR);
  return result != NULL ? 1 : 0;
}

static void
test_walk (void)
{
  g_autoptr (WgCalendar) calendar = wg_calendar_new (NULL, NULL);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  WgTestStore test;
  guint n_done = 0;

  wg_test_store_set_up (&test, NULL);
  wg_clock_set_now (test.clock, WG_TEST_NOW - WG_TEST_NOW % WG_MS_PER_MINUTE + WG_MS_PER_MINUTE);
  for (guint i = 0; i < N_CASES; i++)
    g_ptr_array_add (numbers, report (&test, i));
  for (guint i = 0; i < N_STEPS; i++)
    {
      const char *number = numbers->pdata[g_test_rand_int_range (0, N_CASES)];

      n_done += step (&test, number);
      wg_clock_advance (test.clock, g_test_rand_int_range (0, 200) * WG_MS_PER_MINUTE);
      check_case (&test, calendar, number);
    }
  g_test_message ("%u moves", n_done);
  g_assert_cmpuint (n_done, >, N_STEPS / 25);
  for (guint i = 0; i < N_CASES; i++)
    check_case (&test, calendar, numbers->pdata[i]);
  wg_test_store_tear_down (&test);
}

/* As of then: what was used, who had it, and that it had not stopped. */
static void
test_past (void)
{
  static const WgVerb verbs[] = { WG_VERB_FILE, WG_VERB_ASSIGN, WG_VERB_ACCEPT, WG_VERB_DONE };
  g_autofree char *number = NULL;
  g_autoptr (GPtrArray) then = NULL, now = NULL, before = NULL;
  WgTestStore test;

  wg_test_store_set_up (&test, NULL);
  number = report (&test, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      WgAct *act = wg_test_act (verbs[i], number, WG_TEST_DESK);
      g_autoptr (WgActResult) result = NULL;

      act->to_person_id = 1;
      act->for_person_id = i > 1 ? 1 : WG_NO_ID;
      act->text = g_strdup ("说明");
      wg_clock_advance (test.clock, 10 * WG_MS_PER_MINUTE);
      result = wg_test_perform (test.store, act, NULL);
      g_assert_nonnull (result);
    }
  now = list_clocks (test.store, number, "handling", WG_TEST_NOW + 60 * WG_MS_PER_MINUTE);
  then = list_clocks (test.store, number, "handling", WG_TEST_NOW + 35 * WG_MS_PER_MINUTE);
  before = list_clocks (test.store, number, "handling", WG_TEST_NOW + 15 * WG_MS_PER_MINUTE);
  g_assert_cmpuint (before->len, ==, 0);
  g_assert_cmpint (((WgClockLedger *) now->pdata[0])->status.used_ms, ==, 20 * WG_MS_PER_MINUTE);
  g_assert_cmpint (((WgClockLedger *) now->pdata[0])->status.due_ms, ==, WG_TIME_NONE);
  g_assert_cmpint (((WgClockLedger *) then->pdata[0])->status.used_ms, ==, 15 * WG_MS_PER_MINUTE);
  g_assert_cmpint (((WgClockLedger *) then->pdata[0])->status.due_ms, ==, WG_TEST_NOW + 140 * WG_MS_PER_MINUTE);
  wg_test_store_tear_down (&test);
}

/* Pauses that overlap, and a change of hands in the middle of one: the first pause that covers an instant is the reason. */
static void
test_cuts (void)
{
  g_autoptr (WgCalendar) calendar = wg_calendar_new (NULL, NULL);
  g_autoptr (WgClockLedger) ledger = wg_clock_ledger_new ("handling");
  static const struct
  {
    gint64 to_ms;
    const char *why;
    const char *holder;
  } expected[] = { { 1000, "counted", "甲" },  { 2000, "check", "甲" },     { 2500, "check", NULL },   { 3000, "suspended", NULL },
                   { 3500, "suspended", "乙" }, { 4000, "counted", "乙" } };

  ledger->deadline = (WgDeadline){ .start_ms = 0, .limit_n = 1, .limit_unit = WG_LIMIT_URGENT_HOUR };
  wg_clock_ledger_add_pause (ledger, 1000, 2500, "check");
  wg_clock_ledger_add_pause (ledger, 1500, 3500, "suspended");
  wg_clock_ledger_add_holder (ledger, 0, 2000, "甲");
  wg_clock_ledger_add_holder (ledger, 3000, WG_TIME_NONE, "乙");
  wg_clock_ledger_close (ledger, calendar, 4000);
  g_assert_cmpuint (ledger->rows->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const WgLedgerRow *row = &g_array_index (ledger->rows, WgLedgerRow, i);

      g_assert_cmpint (row->to_ms, ==, expected[i].to_ms);
      g_assert_cmpstr (row->why, ==, expected[i].why);
      g_assert_cmpstr (row->holder, ==, expected[i].holder);
    }
  g_assert_cmpint (ledger->status.used_ms, ==, 1500);
  g_assert_cmpstr (wg_ledger_why_get_label ("check"), ==, "Being checked");
  g_assert_cmpstr (wg_ledger_why_get_label ("day_off"), ==, "Day off");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-ledger/cuts", test_cuts);
  g_test_add_func ("/case-ledger/past", test_past);
  g_test_add_func ("/case-ledger/walk", test_walk);
  return g_test_run ();
}
