/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A case walks its whole loop; what has no row is refused; nobody checks their own work; a key is used once. */

#include "wg-case-table.h"
#include "wg-error.h"
#include "wg-event-log.h"
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

static char *
report (WgTestStore *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->store, wg_test_report (116.605, 40.305), &error);

  g_assert_no_error (error);
  g_assert_cmpint (result->state, ==, WG_CASE_STATE_REPORTED);
  return g_strdup (result->number);
}

static WgActResult *
move (WgTestStore *self, WgAct *act, WgCaseState state)
{
  g_autoptr (GError) error = NULL;
  WgActResult *result = wg_test_perform (self->store, act, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result->state, ==, state);
  return result;
}

static void
step (WgTestStore *self, WgAct *act, WgCaseState state)
{
  g_autoptr (WgActResult) result = move (self, act, state);
}

static WgAct *
assign_to (const char *number, gint64 person_id)
{
  WgAct *act = wg_test_act (WG_VERB_ASSIGN, number, WG_TEST_DISPATCHER);

  act->to_person_id = person_id;
  return act;
}

static WgAct *
with_text (WgAct *act, const char *text)
{
  act->text = g_strdup (text);
  return act;
}

static WgAct *
bounce (const char *number)
{
  WgAct *act = with_text (wg_test_act (WG_VERB_BOUNCE, number, WG_TEST_KEEPER), "不归我管");

  act->reason = g_strdup ("not_our_job");
  return act;
}

static void
walk_to_handled (WgTestStore *self, const char *number)
{
  step (self, wg_test_act (WG_VERB_FILE, number, WG_TEST_INTAKE), WG_CASE_STATE_FILED);
  step (self, assign_to (number, 1), WG_CASE_STATE_ASSIGNED);
  step (self, wg_test_act (WG_VERB_ACCEPT, number, WG_TEST_KEEPER), WG_CASE_STATE_HANDLING);
  step (self, with_text (wg_test_act (WG_VERB_DONE, number, WG_TEST_KEEPER), "已换新井盖"), WG_CASE_STATE_HANDLED);
}

static void
test_loop (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (WgCaseFile) file = NULL;

  g_assert_cmpstr (number, ==, "20261120-0001");
  walk_to_handled (self, number);
  step (self, wg_test_act (WG_VERB_PASS, number, WG_TEST_CHECKER), WG_CASE_STATE_CLOSED);
  file = wg_test_load_case (self->store, number);
  g_assert_cmpint (file->events->len, ==, 6);
  g_assert_cmpstr (file->grid_code, ==, "A");
  g_assert_cmpint (file->record->closed_ms, ==, WG_TEST_NOW);
  g_assert_cmpint (file->record->version, ==, 6);
}

static void
test_refused (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (GError) error = NULL;
  const char *const *allowed;

  g_assert_null (wg_test_perform (self->store, assign_to (number, 1), &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
  allowed = wg_error_get_allowed (error);
  g_assert_true (g_strv_contains (allowed, "file") && g_strv_contains (allowed, "precheck") && g_strv_contains (allowed, "note"));
  g_assert_false (g_strv_contains (allowed, "assign") || g_strv_contains (allowed, "answer") || g_strv_contains (allowed, "take-in"));
  g_clear_error (&error);
  g_assert_null (wg_test_perform (self->store, wg_test_act (WG_VERB_FILE, number, WG_TEST_CHECKER), &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_FORBIDDEN);
}

static void
test_own_work (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (GError) error = NULL;
  WgAct *done;

  step (self, wg_test_act (WG_VERB_FILE, number, WG_TEST_INTAKE), WG_CASE_STATE_FILED);
  step (self, assign_to (number, 1), WG_CASE_STATE_ASSIGNED);
  done = with_text (wg_test_act (WG_VERB_DONE, number, WG_TEST_DESK), "好了");
  done->for_person_id = 1;
  done->accept = TRUE;
  step (self, done, WG_CASE_STATE_HANDLED);
  g_assert_null (wg_test_perform (self->store, wg_test_act (WG_VERB_PASS, number, WG_TEST_DESK), &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_FORBIDDEN);
  step (self, wg_test_act (WG_VERB_PASS, number, WG_TEST_CHECKER), WG_CASE_STATE_CLOSED);
}

static void
test_third_bounce (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (GError) error = NULL;
  WgAct *decision;

  step (self, wg_test_act (WG_VERB_FILE, number, WG_TEST_INTAKE), WG_CASE_STATE_FILED);
  for (int i = 0; i < 3; i++)
    {
      step (self, assign_to (number, 1), WG_CASE_STATE_ASSIGNED);
      step (self, bounce (number), WG_CASE_STATE_FILED);
    }
  g_assert_null (wg_test_perform (self->store, assign_to (number, 2), &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_FORBIDDEN);
  g_clear_error (&error);
  decision = assign_to (number, 1);
  decision->operator_id = WG_TEST_DUTY;
  step (self, decision, WG_CASE_STATE_ASSIGNED);
  g_assert_null (wg_test_perform (self->store, bounce (number), &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
}

static void
test_clocks (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (WgCaseFile) file = wg_test_load_case (self->store, number);
  gint64 due_ms;

  g_assert_cmpint (file->record->clock, ==, WG_CASE_CLOCK_INTAKE);
  g_assert_cmpint (file->record->due_ms, ==, WG_TEST_NOW + 15 * 60000);
  step (self, wg_test_act (WG_VERB_FILE, number, WG_TEST_INTAKE), WG_CASE_STATE_FILED);
  step (self, assign_to (number, 1), WG_CASE_STATE_ASSIGNED);
  g_clear_pointer (&file, wg_case_file_free);
  file = wg_test_load_case (self->store, number);
  due_ms = WG_TEST_NOW + 2 * 3600000; /* a missing manhole cover: 2 continuous hours */
  g_assert_cmpint (file->record->clock, ==, WG_CASE_CLOCK_HANDLING);
  g_assert_cmpint (file->record->due_ms, ==, due_ms);
  wg_clock_advance (self->clock, 60000);
  step (self, bounce (number), WG_CASE_STATE_FILED);
  g_clear_pointer (&file, wg_case_file_free);
  file = wg_test_load_case (self->store, number);
  g_assert_cmpint (file->record->clock, ==, WG_CASE_CLOCK_DISPATCH);
  step (self, assign_to (number, 1), WG_CASE_STATE_ASSIGNED);
  g_clear_pointer (&file, wg_case_file_free);
  file = wg_test_load_case (self->store, number);
  g_assert_cmpint (file->record->due_ms, ==, due_ms); /* not reset by the bounce */
}

static void
test_rework_pauses (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (WgCaseFile) file = NULL;

  walk_to_handled (self, number);
  wg_clock_advance (self->clock, 10 * 60000);
  step (self, with_text (wg_test_act (WG_VERB_FAIL, number, WG_TEST_CHECKER), "没盖好"), WG_CASE_STATE_HANDLING);
  file = wg_test_load_case (self->store, number);
  g_assert_cmpint (file->record->reworks, ==, 1);
  g_assert_cmpint (file->record->due_ms, ==, WG_TEST_NOW + 2 * 3600000 + 10 * 60000);
}

static void
test_undo (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (WgCaseFile) before = NULL;
  g_autoptr (WgCaseFile) after = NULL;
  g_autoptr (GError) error = NULL;

  step (self, wg_test_act (WG_VERB_FILE, number, WG_TEST_INTAKE), WG_CASE_STATE_FILED);
  before = wg_test_load_case (self->store, number);
  step (self, assign_to (number, 1), WG_CASE_STATE_ASSIGNED);
  g_assert_null (wg_test_perform (self->store, wg_test_act (WG_VERB_UNDO, number, WG_TEST_INTAKE), &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_FORBIDDEN);
  step (self, wg_test_act (WG_VERB_UNDO, number, WG_TEST_DISPATCHER), WG_CASE_STATE_FILED);
  after = wg_test_load_case (self->store, number);
  g_assert_cmpint (after->record->due_ms, ==, before->record->due_ms);
  g_assert_cmpint (after->record->clock, ==, before->record->clock);
  g_assert_cmpint (after->record->person_id, ==, WG_NO_ID);
  g_assert_cmpint (after->record->first_assigned_ms, ==, WG_NO_TIME);
  step (self, assign_to (number, 2), WG_CASE_STATE_ASSIGNED);
  wg_clock_advance (self->clock, 11 * 60000);
  g_clear_error (&error);
  g_assert_null (wg_test_perform (self->store, wg_test_act (WG_VERB_UNDO, number, WG_TEST_DISPATCHER), &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
}

static void
test_key (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (WgActResult) first = NULL;
  g_autoptr (WgActResult) second = NULL;
  WgAct *act;

  step (self, wg_test_act (WG_VERB_FILE, number, WG_TEST_INTAKE), WG_CASE_STATE_FILED);
  act = assign_to (number, 1);
  act->key = g_strdup ("k1");
  first = move (self, act, WG_CASE_STATE_ASSIGNED);
  step (self, wg_test_act (WG_VERB_ACCEPT, number, WG_TEST_KEEPER), WG_CASE_STATE_HANDLING);
  act = assign_to (number, 1);
  act->key = g_strdup ("k1");
  second = move (self, act, WG_CASE_STATE_ASSIGNED);
  g_assert_cmpint (first->event_id, ==, second->event_id);
  g_assert_cmpint (first->version, ==, second->version);
}

static void
test_conflict (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (GError) error = NULL;
  WgAct *act;

  step (self, wg_test_act (WG_VERB_FILE, number, WG_TEST_INTAKE), WG_CASE_STATE_FILED);
  act = assign_to (number, 1);
  act->expect_version = 1;
  g_assert_null (wg_test_perform (self->store, act, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "intake"));
}

static void
test_place (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (WgCaseFile) file = NULL;
  g_autoptr (WgActResult) outside = NULL;
  WgAct *act = wg_test_act (WG_VERB_MOVE, number, WG_TEST_DISPATCHER);

  act->lon = 116.61;
  act->lat = 40.305; /* on the border of A and B: the lowest id */
  step (self, act, WG_CASE_STATE_REPORTED);
  file = wg_test_load_case (self->store, number);
  g_assert_cmpstr (file->grid_code, ==, "A");
  g_assert_cmpfloat (file->near_metres, <, 0.01);
  act = wg_test_act (WG_VERB_MOVE, number, WG_TEST_DISPATCHER);
  act->lon = 117.0;
  act->lat = 40.305;
  outside = move (self, act, WG_CASE_STATE_REPORTED);
  g_assert_cmpint (g_strv_length (outside->warnings), ==, 1);
}

static void
count_break (gint64 event_id, const char *text, gpointer user_data)
{
  (*(int *) user_data)++;
}

static gpointer
verify_chain (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  gint64 n = wg_event_log_verify (work->connection, 0, count_break, NULL, request, error);

  return n < 0 ? NULL : GINT_TO_POINTER ((int) n);
}

static gpointer
tamper (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_connection_run_script (work->connection, "UPDATE event SET reason = 'other' WHERE id = 3", error)
             ? GINT_TO_POINTER (1)
             : NULL;
}

static gpointer
find_title (WgStoreWork *work, gpointer number, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgCaseRecord) record = wg_case_table_find (work->connection, number, error);

  return record != NULL ? g_strdup (record->title) : NULL;
}

/* What turns the direction of a text is not read to anybody, and still no move takes it out of what was reported. */
static void
test_unseen (WgTestStore *self, gconstpointer data)
{
  static const char told[] = "\xe2\x80\xae" "36 号";
  g_autoptr (GError) error = NULL;
  WgAct *act = wg_test_report (116.605, 40.305);
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (WgCaseFile) file = NULL;
  g_autofree char *kept = NULL;

  g_free (act->title);
  act->title = g_strdup (told);
  result = wg_test_perform (self->store, act, &error);
  g_assert_no_error (error);
  walk_to_handled (self, result->number);
  file = wg_test_load_case (self->store, result->number);
  g_assert_cmpstr (file->record->title, ==, "36 号");
  kept = wg_test_read (self->store, find_title, result->number, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, told);
}

static void
test_chain (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (GError) error = NULL;
  int n_breaks = 0;

  walk_to_handled (self, number);
  g_assert_cmpint (GPOINTER_TO_INT (wg_test_read (self->store, verify_chain, &n_breaks, &error)), ==, 6);
  g_assert_no_error (error);
  g_assert_cmpint (n_breaks, ==, 0);
  wg_test_write (self->store, tamper, NULL, &error);
  g_assert_no_error (error);
  wg_test_read (self->store, verify_chain, &n_breaks, &error);
  g_assert_cmpint (n_breaks, ==, 1);
}

static void
test_row_deleted (void)
{
  gsize n_moves;
  const WgMove *moves = wg_workflow_get_moves (wg_workflow_get_default (), &n_moves);
  g_autoptr (GArray) fewer = g_array_new (FALSE, FALSE, sizeof (WgMove));
  g_autoptr (WgWorkflow) workflow = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  WgTestStore self = { NULL };

  for (gsize i = 0; i < n_moves; i++)
    {
      if (moves[i].verb != WG_VERB_FILE)
        g_array_append_val (fewer, moves[i]);
    }
  workflow = wg_workflow_new ((const WgMove *) (gpointer) fewer->data, fewer->len);
  wg_test_store_set_up (&self, workflow);
  number = report (&self);
  g_assert_null (wg_test_perform (self.store, wg_test_act (WG_VERB_FILE, number, WG_TEST_INTAKE), &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
  g_assert_false (g_strv_contains (wg_error_get_allowed (error), "file"));
  g_assert_false (wg_workflow_has_verb (workflow, WG_VERB_FILE));
  wg_test_store_tear_down (&self);
}

#define ADD(path, func) g_test_add (path, WgTestStore, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/case-moves/loop", test_loop);
  ADD ("/case-moves/refused", test_refused);
  ADD ("/case-moves/own-work", test_own_work);
  ADD ("/case-moves/third-bounce", test_third_bounce);
  ADD ("/case-moves/clocks", test_clocks);
  ADD ("/case-moves/rework-pauses", test_rework_pauses);
  ADD ("/case-moves/undo", test_undo);
  ADD ("/case-moves/key", test_key);
  ADD ("/case-moves/conflict", test_conflict);
  ADD ("/case-moves/place", test_place);
  ADD ("/case-moves/unseen", test_unseen);
  ADD ("/case-moves/chain", test_chain);
  g_test_add_func ("/case-moves/row-deleted", test_row_deleted);
  return g_test_run ();
}
