/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom a case is given to: what speaks against the choice is told and kept, an emergency has somebody on the scene, a rework
 * finds somebody who is there, a check is never entered for a hand, and a role counts only in its part of the district.
 */

#include "wg-error.h"
#include "wg-event-text.h"
#include "wg-test-store.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define NIGHT_DESK (WG_TEST_KEEPER + 1)
#define GRID_B 3

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

static WgActResult *
make (WgTestStore *self, WgAct *act)
{
  g_autoptr (GError) error = NULL;
  WgActResult *result = wg_test_perform (self->store, act, &error);

  g_assert_no_error (error);
  return result;
}

static void
step (WgTestStore *self, WgAct *act)
{
  g_autoptr (WgActResult) result = make (self, act);
}

static void
refuse (WgTestStore *self, WgAct *act, WgErrorCode code, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (wg_test_perform (self->store, act, &error));
  g_assert_error (error, WG_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, word));
}

static WgAct *
with_text (WgAct *act, const char *text)
{
  act->text = g_strdup (text);
  return act;
}

static WgAct *
assign_to (const char *number, gint64 person_id)
{
  WgAct *act = wg_test_act (WG_VERB_ASSIGN, number, WG_TEST_DISPATCHER);

  act->to_person_id = person_id;
  return act;
}

static char *
report_and_file (WgTestStore *self, double lon, WgRoute route)
{
  WgAct *act = wg_test_report (lon, 40.305);
  g_autoptr (WgActResult) result = NULL;

  act->route = (int) route;
  result = make (self, act);
  step (self, wg_test_act (WG_VERB_FILE, result->number, WG_TEST_INTAKE));
  return g_strdup (result->number);
}

static gboolean
warns (const WgActResult *result, const char *word)
{
  g_autofree char *all = g_strjoinv ("\n", result->warnings);

  return strstr (all, word) != NULL;
}

static gpointer
send_on_leave (WgStoreWork *work, gpointer person_id, GCancellable *cancellable, GError **error)
{
  wg_connection_run (work->connection, error, "duty-insert", "iiiis", (gint64) 1, *(gint64 *) person_id, WG_TEST_NOW - 1000,
                     WG_TEST_NOW + 1000, "leave");
  return GINT_TO_POINTER (TRUE);
}

static void
leave (WgTestStore *self, gint64 person_id)
{
  g_autoptr (GError) error = NULL;

  wg_test_write (self->store, send_on_leave, &person_id, &error);
  g_assert_no_error (error);
}

/* What the last event of a case kept under @key. */
static char *
read_field (WgTestStore *self, const char *number, const char *key)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (self->store, number);
  g_autoptr (JsonParser) parser = json_parser_new ();
  const WgEvent *last = g_ptr_array_index (file->events, file->events->len - 1);

  g_assert_true (json_parser_load_from_data (parser, last->fields, -1, NULL));
  return g_strdup (json_object_get_string_member_with_default (json_node_get_object (json_parser_get_root (parser)), key, NULL));
}

/* Whether the last event of a case kept @warning, which is a code and no sentence. */
static gboolean
has_kept (WgTestStore *self, const char *number, const char *warning)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (self->store, number);
  const WgEvent *last = g_ptr_array_index (file->events, file->events->len - 1);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", warning);

  return strstr (last->fields, quoted) != NULL;
}

static void
test_first_suggestion (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report_and_file (self, 116.605, WG_ROUTE_GENERAL);
  g_autofree char *kept = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *told = NULL;
  g_autoptr (WgCaseFile) file = NULL;
  g_autoptr (WgActResult) right = make (self, assign_to (number, 1));
  g_autoptr (WgActResult) other = NULL;
  g_autoptr (WgActResult) again = NULL;

  g_assert_false (warns (right, "王建国"));
  step (self, wg_test_act (WG_VERB_UNDO, number, WG_TEST_DISPATCHER));
  other = make (self, assign_to (number, 2));
  g_assert_true (warns (other, "王建国"));
  kept = read_field (self, number, "warnings_reason");
  g_assert_cmpstr (kept, ==, "none given");
  g_assert_true (has_kept (self, number, "not_first:王建国"));
  step (self, wg_test_act (WG_VERB_UNDO, number, WG_TEST_DISPATCHER));
  leave (self, 1);
  again = make (self, with_text (assign_to (number, 1), "他马上回来"));
  g_assert_true (warns (again, "leave"));
  reason = read_field (self, number, "warnings_reason");
  g_assert_cmpstr (reason, ==, "他马上回来");
  file = wg_test_load_case (self->store, number);
  told = wg_event_text_format (g_ptr_array_index (file->events, file->events->len - 1), wg_store_get_workflow (self->store), NULL);
  g_assert_cmpstr (told, ==, "Assigned to #1 by dispatcher, 他马上回来");
}

static void
test_coordination (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report_and_file (self, 116.605, WG_ROUTE_COORDINATION);
  g_autoptr (WgActResult) result = make (self, assign_to (number, 1));

  g_assert_true (warns (result, "above"));
}

static void
test_tracker (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report_and_file (self, 116.605, WG_ROUTE_EMERGENCY);
  g_autofree char *lonely = report_and_file (self, 116.615, WG_ROUTE_EMERGENCY);
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (WgActResult) alone = NULL;
  g_autoptr (WgCaseFile) file = NULL;
  WgAct *accept = wg_test_act (WG_VERB_ACCEPT, number, WG_TEST_DISPATCHER);

  result = make (self, assign_to (number, 2));
  g_assert_cmpint (g_strv_length (result->warnings), ==, 0);
  file = wg_test_load_case (self->store, number);
  g_assert_cmpint (file->record->tracker_id, ==, 1);
  alone = make (self, assign_to (lonely, 2));
  g_assert_true (warns (alone, "scene"));
  accept->for_person_id = 2;
  step (self, accept);
  /* The tracker may report the result, and nobody else who is not the holder. */
  refuse (self, with_text (wg_test_act (WG_VERB_DONE, number, WG_TEST_CHECKER), "已处置"), WG_ERROR_FORBIDDEN, "assignee");
  refuse (self, with_text (wg_test_act (WG_VERB_BOUNCE, number, WG_TEST_KEEPER), "不归我管"), WG_ERROR_FORBIDDEN, "assignee");
  step (self, with_text (wg_test_act (WG_VERB_DONE, number, WG_TEST_KEEPER), "已处置"));
}

static void
walk_to_handled (WgTestStore *self, const char *number)
{
  step (self, assign_to (number, 1));
  step (self, wg_test_act (WG_VERB_ACCEPT, number, WG_TEST_KEEPER));
  step (self, with_text (wg_test_act (WG_VERB_DONE, number, WG_TEST_KEEPER), "已换新井盖"));
}

static void
test_rework_elsewhere (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report_and_file (self, 116.605, WG_ROUTE_GENERAL);
  g_autoptr (WgCaseFile) file = NULL;
  WgAct *fail = with_text (wg_test_act (WG_VERB_FAIL, number, WG_TEST_CHECKER), "还在漏");
  WgAct *pass = wg_test_act (WG_VERB_PASS, number, WG_TEST_CHECKER);

  walk_to_handled (self, number);
  leave (self, 1);
  refuse (self, with_text (wg_test_act (WG_VERB_FAIL, number, WG_TEST_CHECKER), "还在漏"), WG_ERROR_REFUSED, "--reassign");
  fail->to_person_id = 2;
  step (self, fail);
  file = wg_test_load_case (self->store, number);
  g_assert_cmpint (file->record->state, ==, WG_CASE_STATE_HANDLING);
  g_assert_cmpint (file->record->person_id, ==, 2);
  g_assert_cmpint (file->record->reworks, ==, 1);
  refuse (self, with_text (wg_test_act (WG_VERB_DONE, number, WG_TEST_KEEPER), "x"), WG_ERROR_FORBIDDEN, "assignee");
  fail = with_text (wg_test_act (WG_VERB_DONE, number, WG_TEST_DISPATCHER), "已修");
  fail->for_person_id = 2;
  step (self, fail);
  /* Both have worked on it: a check is not entered for either of them. */
  pass->for_person_id = 1;
  refuse (self, pass, WG_ERROR_FORBIDDEN, "王建国");
  pass = wg_test_act (WG_VERB_PASS, number, WG_TEST_CHECKER);
  pass->for_person_id = 2;
  refuse (self, pass, WG_ERROR_FORBIDDEN, "李秀英");
  pass = wg_test_act (WG_VERB_PASS, number, WG_TEST_CHECKER);
  pass->for_person_id = 3;
  step (self, pass);
}

static void
test_reopen_reason (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report_and_file (self, 116.605, WG_ROUTE_GENERAL);
  g_autoptr (WgCaseFile) file = NULL;
  const WgEvent *last;

  walk_to_handled (self, number);
  step (self, wg_test_act (WG_VERB_PASS, number, WG_TEST_CHECKER));
  refuse (self, wg_test_act (WG_VERB_REOPEN, number, WG_TEST_CHECKER), WG_ERROR_REFUSED, "reason");
  step (self, wg_test_act (WG_VERB_REOPEN, number, WG_TEST_CALLBACK));
  file = wg_test_load_case (self->store, number);
  last = g_ptr_array_index (file->events, file->events->len - 1);
  g_assert_cmpstr (last->reason, ==, "not_solved");
  g_assert_cmpint (file->record->run, ==, 2);
}

static gpointer
add_night_desk (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  static const char *const roles[] = { "intake", "dispatcher" };

  wg_connection_run (work->connection, error, "operator-insert", "iissi", (gint64) 1, (gint64) NIGHT_DESK, "night", "night", WG_NULL_ID);
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    wg_connection_run (work->connection, error, "operator-role-insert", "iisii", (gint64) 1, (gint64) NIGHT_DESK, roles[i],
                       (gint64) GRID_B, (gint64) 0);
  return GINT_TO_POINTER (TRUE);
}

static WgAct *
report_by_night (double lon)
{
  WgAct *act = wg_test_report (lon, 40.305);

  act->operator_id = NIGHT_DESK;
  return act;
}

static void
test_scope (WgTestStore *self, gconstpointer data)
{
  g_autofree char *elsewhere = report_and_file (self, 116.605, WG_ROUTE_GENERAL);
  g_autoptr (WgActResult) inside = NULL;
  g_autoptr (GError) error = NULL;
  WgAct *act;

  wg_test_write (self->store, add_night_desk, NULL, &error);
  g_assert_no_error (error);
  refuse (self, report_by_night (116.605), WG_ERROR_FORBIDDEN, "night");
  refuse (self, report_by_night (117.5), WG_ERROR_FORBIDDEN, "night");
  inside = make (self, report_by_night (116.615));
  step (self, wg_test_act (WG_VERB_FILE, inside->number, NIGHT_DESK));
  act = assign_to (inside->number, 2);
  act->operator_id = NIGHT_DESK;
  step (self, act);
  act = assign_to (elsewhere, 2);
  act->operator_id = NIGHT_DESK;
  refuse (self, act, WG_ERROR_FORBIDDEN, "works for another part of the district");
  /* The number that was not used is the next one. */
  g_assert_cmpstr (inside->number, ==, "20261120-0002");
}

#define ADD(path, func) g_test_add (path, WgTestStore, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/case-holders/first-suggestion", test_first_suggestion);
  ADD ("/case-holders/coordination", test_coordination);
  ADD ("/case-holders/tracker", test_tracker);
  ADD ("/case-holders/rework-elsewhere", test_rework_elsewhere);
  ADD ("/case-holders/reopen-reason", test_reopen_reason);
  ADD ("/case-holders/scope", test_scope);
  return g_test_run ();
}
