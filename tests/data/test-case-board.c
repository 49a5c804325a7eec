/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The board follows moves of this desk and of another one, and what it counts is what a recount counts. */

#include "wg-case-board.h"
#include "wg-store-people.h"
#include "wg-test-store.h"

static void
set_up (WgTestStore *self, gconstpointer data)
{
  wg_test_store_set_up (self, NULL);
}

static void
tear_down (WgTestStore *self, gconstpointer data)
{
  wg_test_store_tear_down (self);
}

static void
count_signal (gpointer object, gpointer data)
{
  (*(guint *) data)++;
}

static void
count_cases_changed (WgCaseBoard *board, GArray *ids, gpointer data)
{
  (*(guint *) data)++;
}

static void
wait_for (guint *counter, guint value)
{
  while (*counter < value)
    g_main_context_iteration (NULL, TRUE);
}

static WgBacklog *
recount (WgStore *store, gint64 now_ms)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgBacklog *backlog;

  wg_store_count_backlog_async (store, now_ms, NULL, wg_test_wait_ready, &wait);
  backlog = wg_store_count_backlog_finish (store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return backlog;
}

static void
assert_equal (WgBacklog *a, WgBacklog *b)
{
  WgGridTree *tree = wg_backlog_get_tree (a);

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgBacklogCounts *x = wg_backlog_get_rolled (a, i);
      const WgBacklogCounts *y = wg_backlog_get_rolled (b, i);

      g_assert_cmpint (x->open, ==, y->open);
      g_assert_cmpint (x->overdue, ==, y->overdue);
      g_assert_cmpint (x->total, ==, y->total);
    }
  g_assert_cmpint (wg_backlog_get_outside (a)->open, ==, wg_backlog_get_outside (b)->open);
}

static void
test_follow (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgCaseBoard) board = wg_case_board_new (self->store);
  g_autoptr (WgStore) other = wg_test_store_open_again (self);
  g_autoptr (WgBacklog) expected = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) first = NULL;
  g_autoptr (WgActResult) second = NULL;
  guint n_loaded = 0;
  guint n_changed = 0;

  g_signal_connect (board, "loaded", G_CALLBACK (count_signal), &n_loaded);
  g_signal_connect (board, "cases-changed", G_CALLBACK (count_cases_changed), &n_changed);
  wg_case_board_start (board);
  wait_for (&n_loaded, 1);
  first = wg_test_perform (self->store, wg_test_report (116.605, 40.305), &error);
  g_assert_no_error (error);
  wait_for (&n_changed, 2);
  g_assert_cmpuint (wg_case_board_get_cases (board)->len, ==, 1);
  /* The other desk. */
  second = wg_test_perform (other, wg_test_report (120.0, 40.305), &error);
  g_assert_no_error (error);
  wait_for (&n_changed, 3);
  g_assert_nonnull (wg_case_board_find_number (board, second->number));
  g_assert_cmpint (wg_backlog_get_outside (wg_case_board_get_backlog (board))->open, ==, 1);
  expected = recount (self->store, WG_TEST_NOW);
  assert_equal (wg_case_board_get_backlog (board), expected);
  wg_store_close (other);
}

static void
test_closing (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgCaseBoard) board = wg_case_board_new (self->store);
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (WgActResult) rejected = NULL;
  g_autoptr (WgBacklog) expected = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changed = 0;
  WgAct *act;

  g_signal_connect (board, "cases-changed", G_CALLBACK (count_cases_changed), &n_changed);
  wg_case_board_start (board);
  wait_for (&n_changed, 1);
  result = wg_test_perform (self->store, wg_test_report (116.615, 40.315), &error);
  wait_for (&n_changed, 2);
  wg_clock_advance (self->clock, 16 * 60000);
  act = wg_test_act (WG_VERB_REJECT, result->number, WG_TEST_INTAKE);
  act->reason = g_strdup ("untrue");
  act->text = g_strdup ("无此事");
  rejected = wg_test_perform (self->store, act, &error);
  g_assert_no_error (error);
  wait_for (&n_changed, 3);
  g_assert_cmpint (wg_case_board_find (board, result->case_id)->state, ==, WG_CASE_STATE_REJECTED);
  expected = recount (self->store, wg_clock_get_now (self->clock));
  assert_equal (wg_case_board_get_backlog (board), expected);
  g_assert_cmpint (wg_backlog_get_rolled (expected, 0)->open, ==, 0);
  g_assert_cmpint (wg_backlog_get_rolled (expected, 0)->total, ==, 1);
}

static WgOperator *
find_operator (WgStore *store, const char *name, GError **error)
{
  WgTestWait wait = { NULL };
  WgOperator *account;

  wg_store_find_operator_async (store, name, NULL, wg_test_wait_ready, &wait);
  account = wg_store_find_operator_finish (store, wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return account;
}

static void
test_operators (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgOperator) checker = find_operator (self->store, "checker", &error);
  g_autoptr (WgOperator) keeper = find_operator (self->store, "王建国", &error);
  g_autoptr (WgOperator) person = find_operator (self->store, "李秀英", &error);
  g_autoptr (WgOperator) again = find_operator (self->store, "李秀英", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (checker->roles, ==, WG_ROLE_CHECKER);
  g_assert_cmpint (keeper->id, ==, WG_TEST_KEEPER);
  g_assert_cmpuint (person->roles, ==, 0);
  g_assert_cmpint (person->person_id, ==, 2);
  g_assert_cmpint (again->id, ==, person->id);
  g_assert_null (find_operator (self->store, "nobody at all", &error));
  g_assert_nonnull (error);
}

static void
test_persons (WgTestStore *self, gconstpointer data)
{
  WgPersonQuery query = { .grid_code = "A", .unit_id = G_MININT64 };
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = NULL;
  WgPerson *keeper;

  wg_store_list_persons_async (self->store, &query, NULL, wg_test_wait_ready, &wait);
  persons = wg_store_list_persons_finish (self->store, wg_test_wait (&wait), &error);
  g_object_unref (wait.result);
  g_assert_no_error (error);
  g_assert_cmpuint (persons->len, ==, 1);
  keeper = g_ptr_array_index (persons, 0);
  g_assert_cmpstr (keeper->name, ==, "王建国");
  g_assert_cmpstr (((WgPost *) g_ptr_array_index (keeper->posts, 0))->grid_code, ==, "A");
  g_assert_true (keeper->on_duty);
}

#define ADD(path, func) g_test_add (path, WgTestStore, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/case-board/follow", test_follow);
  ADD ("/case-board/closing", test_closing);
  ADD ("/people/operators", test_operators);
  ADD ("/people/persons", test_persons);
  return g_test_run ();
}
