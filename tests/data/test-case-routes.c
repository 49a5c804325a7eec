/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done with many: hands on one case, four persons who sign, reporters who are told, whoever supervises, and one move
 * on many cases.
 */

#include "case-steps.h"

#include "wg-store-workflow.h"

/* Several hands. */

static void
test_co_handlers (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = make_handling (self);
  WgAct *act = make (WG_VERB_HANDS, number, WG_TEST_DISPATCHER);

  act->person_id = 2;
  step (self, act);
  refuse (self, make (WG_VERB_DONE, number, WG_TEST_KEEPER), WG_ERROR_REFUSED);
  act = make (WG_VERB_PART, number, WG_TEST_DISPATCHER);
  act->for_person_id = 2;
  step (self, act);
  act = make (WG_VERB_HANDS, number, WG_TEST_DISPATCHER);
  act->person_id = 3;
  step (self, act);
  act = make (WG_VERB_DONE, number, WG_TEST_KEEPER);
  act->value = g_strdup ("张伟住院");
  step (self, act);
  act = make (WG_VERB_PASS, number, WG_TEST_CHECKER);
  act->for_person_id = 2;
  refuse (self, act, WG_ERROR_FORBIDDEN);
  step (self, make (WG_VERB_PASS, number, WG_TEST_CHECKER));
}

static void
test_delegate (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (WgCaseRecord) after = NULL;
  WgAct *act = make (WG_VERB_ASSIGN, number, WG_TEST_DISPATCHER);

  step (self, make (WG_VERB_FILE, number, WG_TEST_INTAKE));
  act->to_unit_id = 1;
  step (self, act);
  act = make (WG_VERB_DELEGATE, number, WG_TEST_DISPATCHER);
  act->to_person_id = 2;
  refuse (self, act, WG_ERROR_REFUSED);
  act = make (WG_VERB_DELEGATE, number, WG_TEST_DISPATCHER);
  act->to_person_id = 3;
  step (self, act);
  after = look (self, number);
  g_assert_cmpint (after->person_id, ==, 3);
  g_assert_cmpint (after->unit_id, ==, 1);
  g_assert_cmpint (after->bounces, ==, 0);
}

/* From above. */

static WgAct *
supervise (WgVerb verb, const char *number, gint64 operator_id)
{
  WgAct *act = make (verb, number, operator_id);

  act->until_ms = WG_TEST_NOW + DAY;
  return act;
}

static void
test_supervision (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = make_handling (self);
  g_autoptr (WgCaseRecord) after = NULL;

  step (self, supervise (WG_VERB_SUPERVISE, number, WG_TEST_DUTY));
  step (self, supervise (WG_VERB_INSTRUCT, number, WG_TEST_LEADER));
  step (self, make (WG_VERB_REPLY, number, WG_TEST_KEEPER));
  step (self, make (WG_VERB_DONE, number, WG_TEST_KEEPER));
  refuse (self, make (WG_VERB_PASS, number, WG_TEST_CHECKER), WG_ERROR_REFUSED);
  step (self, make (WG_VERB_REPLY, number, WG_TEST_DISPATCHER));
  step (self, make (WG_VERB_PASS, number, WG_TEST_CHECKER));
  step (self, make (WG_VERB_SETTLE, number, WG_TEST_LEADER));
  refuse (self, make (WG_VERB_SETTLE, number, WG_TEST_LEADER), WG_ERROR_FORBIDDEN);
  step (self, make (WG_VERB_SETTLE, number, WG_TEST_DUTY));
  after = look (self, number);
  g_assert_cmpuint (after->flags & (WG_CASE_MARK_SUPERVISED | WG_CASE_MARK_UNANSWERED | WG_CASE_MARK_ANSWERED), ==, 0);
}

/* Routes. */

static WgAct *
sign (const char *number, int stage, const char *result, gint64 person_id)
{
  WgAct *act = make (WG_VERB_SIGN, number, WG_TEST_DESK);

  act->stage = stage;
  act->answer = g_strdup (result);
  act->for_person_id = person_id;
  return act;
}

static WgAct *
notice (const char *number, const char *level)
{
  WgAct *act = make (WG_VERB_NOTICE, number, WG_TEST_INTAKE);

  act->answer = g_strdup (level);
  act->until_ms = WG_TEST_NOW + DAY;
  return act;
}

static char *
report_on_route (WgTestStore *self, WgRoute route)
{
  WgAct *act = wg_test_report (116.605, 40.305);
  g_autoptr (WgActResult) result = NULL;

  act->route = (int) route;
  act->anonymous = FALSE;
  act->reporter_name = g_strdup ("甲");
  result = perform (self, act);
  return g_strdup (result->number);
}

static void
test_approval (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report_on_route (self, WG_ROUTE_APPROVAL);
  WgAct *act;

  refuse (self, make (WG_VERB_FILE, number, WG_TEST_INTAKE), WG_ERROR_REFUSED);
  refuse (self, sign (number, 2, "signed", 2), WG_ERROR_REFUSED);
  step (self, sign (number, 1, "signed", 1));
  step (self, make (WG_VERB_FILE, number, WG_TEST_INTAKE));
  act = make (WG_VERB_ASSIGN, number, WG_TEST_DISPATCHER);
  act->to_person_id = 1;
  refuse (self, act, WG_ERROR_REFUSED);
  refuse (self, sign (number, 2, "signed", 1), WG_ERROR_REFUSED);
  step (self, sign (number, 2, "returned", 2));
  step (self, sign (number, 1, "signed", 1));
  step (self, sign (number, 2, "signed", 2));
  assign (self, number, 1);
  step (self, make (WG_VERB_ACCEPT, number, WG_TEST_KEEPER));
  step (self, sign (number, 3, "signed", 3));
  refuse (self, make (WG_VERB_DONE, number, WG_TEST_KEEPER), WG_ERROR_REFUSED);
  step (self, sign (number, 4, "signed", WG_NO_ID));
  refuse (self, sign (number, 5, "signed", 3), WG_ERROR_REFUSED);
  step (self, make (WG_VERB_DONE, number, WG_TEST_KEEPER));
  step (self, notice (number, "community"));
  step (self, notice (number, "street"));
  refuse (self, make (WG_VERB_PASS, number, WG_TEST_CHECKER), WG_ERROR_REFUSED);
  wg_clock_advance (self->clock, 2 * DAY);
  step (self, make (WG_VERB_PASS, number, WG_TEST_CHECKER));
}

static void
test_approval_refused (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report_on_route (self, WG_ROUTE_APPROVAL);

  step (self, sign (number, 1, "signed", 1));
  step (self, make (WG_VERB_FILE, number, WG_TEST_INTAKE));
  step (self, sign (number, 2, "refused", 2));
  refuse (self, sign (number, 2, "signed", 2), WG_ERROR_REFUSED);
  assign (self, number, 1);
  step (self, make (WG_VERB_ACCEPT, number, WG_TEST_KEEPER));
  step (self, make (WG_VERB_DONE, number, WG_TEST_KEEPER));
}

static WgAct *
call (WgVerb verb, const char *number, const char *reached, const char *solved)
{
  WgAct *act = make (verb, number, WG_TEST_CALLBACK);

  act->reached = g_strdup (reached);
  act->solved = g_strdup (solved);
  act->satisfied = g_strdup ("no_answer");
  return act;
}

static void
test_coordination (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report_on_route (self, WG_ROUTE_COORDINATION);
  g_autoptr (WgActResult) result = NULL;

  step (self, make (WG_VERB_FILE, number, WG_TEST_INTAKE));
  assign (self, number, 1);
  step (self, make (WG_VERB_ACCEPT, number, WG_TEST_KEEPER));
  step (self, make (WG_VERB_DONE, number, WG_TEST_KEEPER));
  refuse (self, make (WG_VERB_PASS, number, WG_TEST_CHECKER), WG_ERROR_REFUSED);
  refuse (self, call (WG_VERB_FEEDBACK, number, "not_possible", NULL), WG_ERROR_REFUSED);
  step (self, call (WG_VERB_FEEDBACK, number, "yes", NULL));
  step (self, make (WG_VERB_PASS, number, WG_TEST_CHECKER));
  refuse (self, call (WG_VERB_CALLBACK, number, "yes", NULL), WG_ERROR_REFUSED);
  result = perform (self, call (WG_VERB_CALLBACK, number, "yes", "no"));
  g_assert_cmpint (result->proposes, ==, WG_VERB_REOPEN);
  g_assert_cmpint (result->state, ==, WG_CASE_STATE_CLOSED);
}

static void
test_emergency_at_once (WgTestStore *self, gconstpointer data)
{
  WgAct *act = wg_test_report (116.605, 40.305);
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (WgActResult) again = NULL;
  g_autoptr (WgCaseFile) file = NULL;

  act->route = WG_ROUTE_EMERGENCY;
  act->file_at_once = TRUE;
  act->to_unit_id = 1;
  act->tracker_id = 2;
  act->key = g_strdup ("once");
  again = wg_test_perform (self->store, wg_act_copy (act), NULL);
  result = perform (self, act);
  g_assert_cmpstr (result->number, ==, again->number);
  file = wg_test_load_case (self->store, result->number);
  g_assert_cmpint (file->record->state, ==, WG_CASE_STATE_ASSIGNED);
  g_assert_cmpuint (file->events->len, ==, 3);
  g_assert_cmpint (file->record->tracker_id, ==, 2);
}

static void
test_on_spot (WgTestStore *self, gconstpointer data)
{
  WgAct *act = wg_test_report (116.605, 40.305);
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (WgCaseRecord) record = NULL;
  WgAct *nobody = wg_test_report (116.605, 40.305);
  WgAct *emergency = wg_test_report (116.605, 40.305);

  nobody->verb = emergency->verb = act->verb = WG_VERB_ON_SPOT;
  nobody->text = g_strdup ("劝离");
  refuse (self, nobody, WG_ERROR_REFUSED);
  emergency->route = WG_ROUTE_EMERGENCY;
  emergency->person_id = 1;
  emergency->text = g_strdup ("劝离");
  refuse (self, emergency, WG_ERROR_REFUSED);
  act->person_id = 1;
  act->text = g_strdup ("劝离");
  result = perform (self, act);
  record = look (self, result->number);
  g_assert_cmpint (record->state, ==, WG_CASE_STATE_CLOSED);
  g_assert_true (record->on_spot);
  g_assert_cmpint (record->closed_ms, ==, record->reported_ms);
  g_assert_cmpint (record->due_ms, ==, WG_NO_TIME);
  /* Whoever solved it had a hand in it. */
  act = call (WG_VERB_CALLBACK, result->number, "yes", "yes");
  act->for_person_id = 1;
  refuse (self, act, WG_ERROR_FORBIDDEN);
  step (self, make (WG_VERB_REOPEN, result->number, WG_TEST_CHECKER));
  wg_case_record_unref (record);
  record = look (self, result->number);
  g_assert_false (record->on_spot);
}

/* Batches. */

static WgBatchResult *
batch (WgTestStore *self, WgAct *act, const char *const *numbers, gboolean each)
{
  g_autoptr (WgAct) owned = act;
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgBatchResult *result;

  wg_store_perform_batch_async (self->store, owned, numbers, each, NULL, wg_test_wait_ready, &wait);
  result = wg_store_perform_batch_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return result;
}

static WgBatchResult *
undo_batch (WgTestStore *self, const char *key)
{
  g_autoptr (WgAct) act = wg_test_act (WG_VERB_UNDO, NULL, WG_TEST_DISPATCHER);
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgBatchResult *result;

  wg_store_undo_batch_async (self->store, act, key, NULL, wg_test_wait_ready, &wait);
  result = wg_store_undo_batch_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return result;
}

static WgAct *
assign_many (const char *key)
{
  WgAct *act = make (WG_VERB_ASSIGN, NULL, WG_TEST_DISPATCHER);

  act->to_person_id = 1;
  act->key = g_strdup (key);
  return act;
}

static void
test_batch (WgTestStore *self, gconstpointer data)
{
  g_autofree char *a = report (self);
  g_autofree char *b = report (self);
  g_autofree char *c = report (self);
  const char *const numbers[] = { a, b, c, NULL };
  g_autoptr (WgBatchResult) whole = NULL;
  g_autoptr (WgBatchResult) each = NULL;
  g_autoptr (WgBatchResult) again = NULL;
  g_autoptr (WgBatchResult) undone = NULL;
  g_autoptr (WgCaseRecord) record = NULL;

  step (self, make (WG_VERB_FILE, a, WG_TEST_INTAKE));
  step (self, make (WG_VERB_FILE, b, WG_TEST_INTAKE));
  /* One that cannot be assigned: nothing is, and the one is named. */
  whole = batch (self, assign_many ("w"), numbers, FALSE);
  g_assert_cmpuint (whole->matched, ==, 3);
  g_assert_cmpuint (whole->done, ==, 0);
  g_assert_cmpuint (whole->refused->len, ==, 1);
  g_assert_null (whole->undo_key);
  each = batch (self, assign_many ("e"), numbers, TRUE);
  again = batch (self, assign_many ("e"), numbers, TRUE);
  g_assert_cmpuint (each->done, ==, 2);
  g_assert_cmpuint (again->done, ==, 2);
  g_assert_cmpstr (((WgBatchRefusal *) g_ptr_array_index (each->refused, 0))->number, ==, c);
  undone = undo_batch (self, each->undo_key);
  g_assert_cmpuint (undone->done, ==, 2);
  record = look (self, a);
  g_assert_cmpint (record->state, ==, WG_CASE_STATE_FILED);
}

/* Whole or not at all: one case has moved on, so all stay as they are. */
static void
test_batch_undo_is_whole (WgTestStore *self, gconstpointer data)
{
  g_autofree char *a = report (self);
  g_autofree char *b = report (self);
  const char *const numbers[] = { a, b, NULL };
  g_autoptr (WgBatchResult) done = NULL;
  g_autoptr (WgBatchResult) undone = NULL;
  g_autoptr (WgCaseRecord) record = NULL;

  step (self, make (WG_VERB_FILE, a, WG_TEST_INTAKE));
  step (self, make (WG_VERB_FILE, b, WG_TEST_INTAKE));
  done = batch (self, assign_many (NULL), numbers, FALSE);
  g_assert_cmpuint (done->done, ==, 2);
  step (self, make (WG_VERB_ACCEPT, b, WG_TEST_KEEPER));
  undone = undo_batch (self, done->undo_key);
  g_assert_cmpuint (undone->done, ==, 0);
  g_assert_cmpuint (undone->refused->len, ==, 1);
  record = look (self, a);
  g_assert_cmpint (record->state, ==, WG_CASE_STATE_ASSIGNED);
}

#define ADD(path, func) g_test_add ("/case-routes/" path, WgTestStore, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("hands/co", test_co_handlers);
  ADD ("hands/delegate", test_delegate);
  ADD ("supervision", test_supervision);
  ADD ("route/approval", test_approval);
  ADD ("route/approval-refused", test_approval_refused);
  ADD ("route/coordination", test_coordination);
  ADD ("route/emergency-at-once", test_emergency_at_once);
  ADD ("route/on-spot", test_on_spot);
  ADD ("batch/whole-or-each", test_batch);
  ADD ("batch/undone-whole", test_batch_undo_is_whole);
  return g_test_run ();
}
