/* SPDX-License-Identifier: GPL-3.0-or-later */

/* After each of many random verbs, moves and imports the backlog that follows one change after the other is the backlog of
 * a recount, and that of a plain statement. Built three times: a short walk and some from the beginning in every run, the long one in
 * the slow suite, and ten thousand from the beginning among the benchmarks.
 */

#include "wg-case-board.h"
#include "wg-error.h"
#include "wg-queue.h"
#include "wg-store-batches.h"
#include "wg-store-clocks.h"
#include "wg-store-office.h"
#include "wg-store-verify.h"
#include "wg-store-workflow.h"
#include "wg-test-acts.h"
#include "wg-test-staging.h"
#include "wg-test-store.h"
#include "wg-time.h"

#include <math.h>
#include <sqlite3.h>

#ifndef WG_TEST_STEPS
#define WG_TEST_STEPS 300
#endif
/* Walks that each begin in a district of their own, and what each is long. */
#ifndef WG_TEST_WALKS
#define WG_TEST_WALKS 12
#endif
#define WALK_STEPS 40
#define WALK_LOOKS 10
/* Eighteen questions to the tables take longer than a step: so many times in a walk, however long it is. */
#define QUEUE_LOOKS 300

typedef struct
{
  WgTestStore test;
  WgCaseBoard *board;
  GArray *heard;   /* ids of cases the board told of since it was emptied; 0 for all */
  GArray *batches; /* gint64, not undone yet */
  guint n_compared;
  guint n_done;
  guint n_refused;
  guint n_imports;
  guint n_undone;
  guint n_resumed;
  guint seen; /* bits of the queues that had something in them */
} Walk;

static void
hear (WgCaseBoard *board, GArray *ids, gpointer data)
{
  Walk *walk = data;
  gint64 all = 0;

  if (ids != NULL)
    g_array_append_vals (walk->heard, ids->data, ids->len);
  else
    g_array_append_val (walk->heard, all);
}

static gboolean
has_heard (Walk *walk, gint64 id)
{
  for (guint i = 0; i < walk->heard->len; i++)
    {
      gint64 heard = g_array_index (walk->heard, gint64, i);

      if (heard == id || heard == 0)
        return TRUE;
    }
  return FALSE;
}

static void
wait_until_heard (Walk *walk, gint64 id)
{
  while (!has_heard (walk, id))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Walk *walk, gconstpointer data)
{
  wg_test_store_set_up (&walk->test, NULL);
  walk->heard = g_array_new (FALSE, FALSE, sizeof (gint64));
  walk->batches = g_array_new (FALSE, FALSE, sizeof (gint64));
  walk->board = wg_case_board_new (walk->test.store);
  g_signal_connect (walk->board, "cases-changed", G_CALLBACK (hear), walk);
  wg_case_board_start (walk->board);
  wait_until_heard (walk, 0);
}

static void
tear_down (Walk *walk, gconstpointer data)
{
  g_clear_object (&walk->board);
  g_array_unref (walk->heard);
  g_array_unref (walk->batches);
  wg_test_store_tear_down (&walk->test);
}

/* Comparing. */

static void
assert_counts (const WgBacklogCounts *a, const WgBacklogCounts *b)
{
  g_assert_cmpint (a->open, ==, b->open);
  g_assert_cmpint (a->overdue, ==, b->overdue);
  g_assert_cmpint (a->suspended, ==, b->suspended);
  g_assert_cmpint (a->total, ==, b->total);
}

static void
assert_backlogs (WgBacklog *followed, WgBacklog *counted)
{
  WgGridTree *tree = wg_backlog_get_tree (followed);

  g_assert_cmpuint (wg_grid_tree_get_n_grids (tree), ==, wg_grid_tree_get_n_grids (wg_backlog_get_tree (counted)));
  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      assert_counts (wg_backlog_get_own (followed, i), wg_backlog_get_own (counted, i));
      assert_counts (wg_backlog_get_rolled (followed, i), wg_backlog_get_rolled (counted, i));
    }
  assert_counts (wg_backlog_get_outside (followed), wg_backlog_get_outside (counted));
}

/* A statement that shares nothing with the two others but the tables. */
static gpointer
compare_plainly (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  WgBacklog *followed = request;
  WgStatement *row = wg_connection_query (work->connection, error, "verify-backlog", "ii", (gint64) 1,
                                          wg_clock_get_now (work->clock));
  guint n = 0;

  while (row != NULL && wg_statement_step (row, error))
    {
      guint index = wg_grid_tree_find_by_id (wg_backlog_get_tree (followed), wg_statement_get_int64 (row, 0));
      const WgBacklogCounts plain = { wg_statement_get_int64 (row, 1), wg_statement_get_int64 (row, 2),
                                      wg_statement_get_int64 (row, 3), wg_statement_get_int64 (row, 4) };

      g_assert_cmpuint (index, !=, WG_GRID_NONE);
      assert_counts (wg_backlog_get_rolled (followed, index), &plain);
      n++;
    }
  g_assert_cmpuint (n, ==, wg_grid_tree_get_n_grids (wg_backlog_get_tree (followed)));
  return GINT_TO_POINTER (TRUE);
}

/* What each queue is, said once more and to the tables. Who reported is called back about what was closed here, be the case
 * imported or not; what comes in closed is over.
 */
#define OPEN "is_open = 1"
#define BACKLOG OPEN " AND suspended_until_ms IS NULL"
#define CALM BACKLOG " AND route <> 'emergency'"

static const char *const queue_rules[WG_N_QUEUES] = {
  [WG_QUEUE_TODAY] = CALM " AND reported_ms >= :day",
  [WG_QUEUE_UNCLEARED] = BACKLOG " AND (state IN ('reported', 'filed') OR due_ms < :end)",
  [WG_QUEUE_MINE] = CALM " AND person_id = 1",
  [WG_QUEUE_TO_DISPATCH] = CALM " AND state = 'filed'",
  [WG_QUEUE_OVERDUE] = BACKLOG " AND due_ms <= :now",
  [WG_QUEUE_DUE_SOON] = BACKLOG " AND warn_ms <= :now AND NOT coalesce(due_ms <= :now, 0)",
  [WG_QUEUE_BOUNCED] = CALM " AND bounces > 0",
  [WG_QUEUE_HOLDER_LEFT] = BACKLOG " AND state IN ('assigned', 'handling') AND (person_id IN (SELECT id FROM person WHERE active = 0) OR "
                                   "unit_id IN (SELECT id FROM unit WHERE active = 0))",
  [WG_QUEUE_TO_CHECK] = CALM " AND state = 'handled'",
  [WG_QUEUE_CALL_BACK] = "state = 'closed' AND EXISTS (SELECT 1 FROM case_reporter r WHERE r.case_id = case_file.id AND anonymous = 0 AND "
                         "struck_event IS NULL AND NOT EXISTS (SELECT 1 FROM case_call WHERE case_id = r.case_id AND reporter_seq = r.seq AND kind = "
                         "'callback' AND reached = 1 AND at_ms >= closed_ms) AND (SELECT count(*) FROM case_call WHERE case_id = r.case_id "
                         "AND reporter_seq = r.seq AND kind = 'callback' AND at_ms >= closed_ms) < 3) AND EXISTS (SELECT 1 FROM event e WHERE "
                         "e.subject = 'case' AND e.subject_id = case_file.id AND e.verb = 'pass' AND e.at_ms = closed_ms)",
  [WG_QUEUE_REPORTED] = CALM " AND state = 'reported'",
  [WG_QUEUE_ASSIGNED] = CALM " AND state = 'assigned'",
  [WG_QUEUE_HANDLING] = CALM " AND state = 'handling'",
  [WG_QUEUE_SUPERVISED] = OPEN " AND EXISTS (SELECT 1 FROM case_ask WHERE case_id = case_file.id AND kind IN ('supervision', 'instruction') AND "
                               "settled_ms IS NULL)",
  [WG_QUEUE_SUSPENDED] = OPEN " AND suspended_until_ms IS NOT NULL",
  [WG_QUEUE_OUTSIDE] = OPEN " AND grid_id IS NULL",
  [WG_QUEUE_OPEN] = BACKLOG,
  [WG_QUEUE_EMERGENCY] = BACKLOG " AND route = 'emergency'",
};

static void
bind (sqlite3_stmt *statement, const char *name, gint64 value)
{
  int index = sqlite3_bind_parameter_index (statement, name);

  if (index > 0)
    sqlite3_bind_int64 (statement, index, value);
}

static guint
count_plainly (sqlite3 *db, WgQueue queue, const WgQueueView *view)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM case_file WHERE ", queue_rules[queue], NULL);
  sqlite3_stmt *statement;
  guint n;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  bind (statement, ":now", view->now_ms);
  bind (statement, ":day", view->day_ms);
  bind (statement, ":end", view->day_end_ms);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = (guint) sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return n;
}

static void
compare_queues (Walk *walk, const WgQueueView *view, const guint *counts)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open_v2 (walk->test.path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint queue = 0; queue < WG_N_QUEUES; queue++)
    {
      guint n = count_plainly (db, queue, view);

      if (n != counts[queue])
        g_error ("%s: the rail says %u, the tables say %u", wg_queue_to_nick (queue), counts[queue], n);
    }
  sqlite3_close (db);
}

/* The counts of the rail are those of the tables, and what a wall says to be open and overdue are these, whatever was done. */
static void
look_at_queues (Walk *walk, WgBacklog *backlog)
{
  WgBacklogCounts whole = wg_backlog_get_whole (backlog);
  guint counts[WG_N_QUEUES];
  WgQueueView view;

  wg_queue_view_init (&view, wg_clock_get_now (walk->test.clock), wg_store_get_zone (walk->test.store), 1);
  wg_queue_count (wg_case_board_get_cases (walk->board), &view, counts);
  for (guint queue = 0; queue < WG_N_QUEUES; queue++)
    walk->seen |= counts[queue] > 0 ? 1u << queue : 0;
  g_assert_cmpint (counts[WG_QUEUE_OPEN], ==, whole.open);
  g_assert_cmpint (counts[WG_QUEUE_OVERDUE], ==, whole.overdue);
  if (walk->n_compared++ % MAX (WG_TEST_STEPS / QUEUE_LOOKS, 1) == 0)
    compare_queues (walk, &view, counts);
}

static void
compare (Walk *walk)
{
  WgBacklog *followed = wg_case_board_get_backlog (walk->board);
  gint64 now_ms = wg_clock_get_now (walk->test.clock);
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBacklog) counted = NULL;

  wg_backlog_advance (followed, now_ms);
  wg_store_count_backlog_async (walk->test.store, now_ms, NULL, wg_test_wait_ready, &wait);
  counted = wg_store_count_backlog_finish (walk->test.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  assert_backlogs (followed, counted);
  wg_test_read (walk->test.store, compare_plainly, followed, &error);
  g_assert_no_error (error);
  look_at_queues (walk, followed);
}

/* Verbs. */

static void
perform (Walk *walk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (walk->test.store, wg_test_draw_act (walk->board), &error);

  if (result == NULL)
    {
      g_assert_true (g_error_matches (error, WG_ERROR, WG_ERROR_REFUSED) || g_error_matches (error, WG_ERROR, WG_ERROR_FORBIDDEN));
      walk->n_refused++;
      return;
    }
  wait_until_heard (walk, result->case_id);
  walk->n_done++;
}

/* Imports. */

static void
stage_cases (Walk *walk, WgTestStaging *staging)
{
  static const char *const states[] = { "reported", "handling", "closed", "rejected" };

  wg_test_staging_begin (staging, WG_IMPORT_CASES);
  staging->request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *number = g_strdup_printf ("F%d", g_test_rand_int_range (0, 60));
      g_autofree char *place = i == 0 ? g_strdup ("NULL, NULL") : g_strdup_printf ("%.6f, %.6f", wg_test_draw_lon (), wg_test_draw_lat ());
      g_autofree char *values
          = g_strdup_printf ("'%s', 1, %" G_GINT64_FORMAT ", %s, 'Rodent'", states[g_test_rand_int_range (0, 4)],
                             wg_clock_get_now (walk->test.clock) + g_test_rand_int_range (-9999999, 9999999), place);

      wg_test_staging_run (staging, "DELETE FROM case_row WHERE number = '%s'", number);
      wg_test_staging_add_case (staging, number, values);
    }
}

static void
stage_grids (WgTestStaging *staging)
{
  double west = 116.6 + 0.01 * g_test_rand_int_range (0, 2);
  g_autofree char *code = g_strdup_printf ("G%d", g_test_rand_int ());

  wg_test_staging_begin (staging, WG_IMPORT_GRIDS);
  staging->request->level = 3;
  wg_test_staging_add_grid (staging, code, code, NULL, west + g_test_rand_double_range (0.0, 0.006), 40.301, 0.004, 0.017);
}

static void
import (Walk *walk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = NULL;
  WgTestStaging staging;

  if (g_test_rand_int_range (0, 3) == 0)
    stage_grids (&staging);
  else
    stage_cases (walk, &staging);
  report = wg_test_publish (walk->test.store, &staging, WG_TEST_GIS, &error);
  g_assert_no_error (error);
  g_array_append_val (walk->batches, report->batch);
  wg_test_staging_clear (&staging);
  wait_until_heard (walk, 0);
  walk->n_imports++;
}

static void
undo_import (Walk *walk)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBatch) batch = NULL;
  guint i;

  if (walk->batches->len == 0)
    return;
  i = g_test_rand_bit () ? walk->batches->len - 1 : (guint) g_test_rand_int_range (0, (int) walk->batches->len);
  wg_store_undo_import_async (walk->test.store, g_array_index (walk->batches, gint64, i), WG_TEST_DUTY, NULL, NULL,
                              wg_test_wait_ready, &wait);
  batch = wg_store_undo_import_finish (walk->test.store, wg_test_wait (&wait), &error);
  g_object_unref (wait.result);
  if (batch == NULL)
    {
      g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
      walk->n_refused++;
      return;
    }
  g_array_remove_index_fast (walk->batches, i);
  wait_until_heard (walk, 0);
  walk->n_undone++;
}

/* Somebody leaves, and what he holds stays with him. */
static void
leave (Walk *walk, gint64 person_id, const char *name)
{
  GPtrArray *cases = wg_case_board_get_cases (walk->board);
  g_autoptr (WgOfficeAct) act = wg_office_act_new (WG_OFFICE_PERSON_DEACTIVATE);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgEvent) event = NULL;
  WgTestWait wait = { NULL };
  gint64 held = WG_NO_ID;

  for (guint i = 0; i < cases->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i);

      held = record->person_id == person_id ? record->id : held;
    }
  act->name = g_strdup (name);
  act->operator_id = WG_TEST_ADMIN;
  wg_store_office_async (walk->test.store, act, NULL, wg_test_wait_ready, &wait);
  event = wg_store_office_finish (walk->test.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  if (held != WG_NO_ID)
    wait_until_heard (walk, held);
}

/* The ledger puts each clock together from other tables than the move that wrote the due time: both must come to the same. */
static void
assert_clocks (Walk *walk, const WgCaseRecord *record)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ledgers = NULL;
  gint64 due_ms = WG_TIME_NONE;

  wg_store_list_clocks_async (walk->test.store, record->number, NULL, wg_clock_get_now (walk->test.clock), NULL, wg_test_wait_ready, &wait);
  ledgers = wg_store_list_clocks_finish (walk->test.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  for (guint i = 0; i < ledgers->len; i++)
    {
      const WgClockLedger *ledger = g_ptr_array_index (ledgers, i);

      /* A clock that stands without an end has no due time, unless all was used before. */
      if (ledger->stopped_ms != WG_TIME_NONE || (ledger->status.paused && !wg_case_record_is_suspended (record)))
        continue;
      due_ms = MIN (due_ms, ledger->status.due_ms);
    }
  g_assert_cmpint (record->due_ms == WG_NO_TIME ? WG_TIME_NONE : record->due_ms, ==, due_ms);
}

static void
assert_all_clocks (Walk *walk)
{
  GPtrArray *cases = wg_case_board_get_cases (walk->board);

  for (guint i = 0; i < cases->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i);

      if (record->batch_id == WG_NO_ID)
        assert_clocks (walk, record);
    }
}

static void
assert_sound (Walk *walk)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgVerification) verification = NULL;

  wg_store_verify_async (walk->test.store, 0, NULL, NULL, NULL, wg_test_wait_ready, &wait);
  verification = wg_store_verify_finish (walk->test.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  /* The files that the walk attaches are made up. */
  for (guint i = 0; i < verification->problems->len; i++)
    g_assert_cmpstr (((WgProblem *) verification->problems->pdata[i])->kind, ==, "attachment");
  g_object_unref (wait.result);
}

#if WG_TEST_STEPS >= 10000 || WG_TEST_WALKS >= 10000
#define ALL_SEEN ((1u << WG_N_QUEUES) - 1)

/* Each of them held a case at some time, or the comparison of it has said nothing. */
static void
assert_all_seen (Walk *walk)
{
  for (guint queue = 0; queue < WG_N_QUEUES; queue++)
    {
      if ((walk->seen & 1u << queue) == 0)
        g_test_fail_printf ("no case was ever in “%s”", wg_queue_to_nick (queue));
    }
}
#endif

/* Midnight ends suspensions in a thread of the store, at a moment that nobody knows: in the midst of a comparison the two
 * sides of it would be of different moments. So they end before the step, and the board has heard of each.
 */
static void
end_suspensions (Walk *walk)
{
  GPtrArray *cases = wg_case_board_get_cases (walk->board);
  gint64 now_ms = wg_clock_get_now (walk->test.clock);
  g_autoptr (GArray) ended = g_array_new (FALSE, FALSE, sizeof (gint64));
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < cases->len; i++)
    {
      const WgCaseRecord *record = cases->pdata[i];

      if (wg_case_record_is_suspended (record) && record->suspended_until_ms <= now_ms)
        g_array_append_val (ended, record->id);
    }
  if (ended->len == 0)
    return;
  wg_store_resume_due_async (walk->test.store, NULL, wg_test_wait_ready, &wait);
  wg_store_resume_due_finish (walk->test.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  for (guint i = 0; i < ended->len; i++)
    wait_until_heard (walk, g_array_index (ended, gint64, i));
  walk->n_resumed += ended->len;
  g_array_set_size (walk->heard, 0);
}

static void
step (Walk *walk, gboolean imports)
{
  int die = g_test_rand_int_range (0, 40);

  g_array_set_size (walk->heard, 0);
  wg_clock_advance (walk->test.clock, g_test_rand_int_range (0, 8 * 60000));
  end_suspensions (walk);
  if (die == 0 || imports)
    import (walk);
  else if (die == 1)
    undo_import (walk);
  else
    perform (walk);
}

static void
test_walk (Walk *walk, gconstpointer data)
{
  for (int i = 0; i < WG_TEST_STEPS; i++)
    {
      if (i == WG_TEST_STEPS / 2)
        leave (walk, 3, "张伟");
      else
        step (walk, i == 20);
      compare (walk);
    }
  g_test_message ("%u verbs, %u refused, %u imports, %u undone, %u suspensions over", walk->n_done, walk->n_refused, walk->n_imports,
                  walk->n_undone, walk->n_resumed);
  g_assert_cmpuint (walk->n_done, >, WG_TEST_STEPS / 4);
  g_assert_cmpuint (walk->n_imports, >, 0);
#if WG_TEST_STEPS >= 10000
  /* A call back is seldom owed: whoever is unlucky walks on, as far again at most. */
  for (int i = 0; i < WG_TEST_STEPS && walk->seen != ALL_SEEN; i++)
    {
      step (walk, FALSE);
      compare (walk);
    }
  assert_all_seen (walk);
#endif
  assert_all_clocks (walk);
  assert_sound (walk);
}

/* One from the beginning: at its end, and some times before, the counts are those of the tables; chain and clocks hold. */
static void
walk_once (Walk *sum)
{
  Walk walk = { 0 };

  set_up (&walk, NULL);
  for (int i = 0; i < WALK_STEPS; i++)
    {
      if (i == WALK_STEPS / 2 && g_test_rand_int_range (0, 4) == 0)
        leave (&walk, 3, "张伟");
      else
        step (&walk, FALSE);
      if (i % WALK_LOOKS == WALK_LOOKS - 1)
        compare (&walk);
    }
  assert_all_clocks (&walk);
  assert_sound (&walk);
  sum->n_done += walk.n_done;
  sum->n_refused += walk.n_refused;
  sum->n_imports += walk.n_imports;
  sum->n_undone += walk.n_undone;
  sum->seen |= walk.seen;
  tear_down (&walk, NULL);
}

static void
test_walks (void)
{
  Walk sum = { 0 };
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < WG_TEST_WALKS; i++)
    {
      if (i % 500 == 499)
        g_test_message ("%u walks", i + 1);
      walk_once (&sum);
    }
  g_test_message ("%u walks of %d steps: %u verbs, %u refused, %u imports, %u undone, %.0f s; chain, clocks and counts were right after each",
                  WG_TEST_WALKS, WALK_STEPS, sum.n_done, sum.n_refused, sum.n_imports, sum.n_undone,
                  (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  g_assert_cmpuint (sum.n_done, >, WG_TEST_WALKS * WALK_STEPS / 4);
#if WG_TEST_WALKS >= 10000
  assert_all_seen (&sum);
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/random/backlog", Walk, NULL, set_up, test_walk, tear_down);
  g_test_add_func ("/store/random/walks", test_walks);
  return g_test_run ();
}
