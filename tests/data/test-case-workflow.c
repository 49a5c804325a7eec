/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the moves beside the main loop do to a case and its clocks: a suspension ends at midnight by itself, an extension adds
 * the limit again, a merged case keeps its reporters and can be taken out.
 */

#include "case-steps.h"

#include <string.h>

/* P0101-1 has 2 urgent hours. */

static WgAct *
suspend (const char *number, gint64 until_ms)
{
  WgAct *act = make (WG_VERB_SUSPEND, number, WG_TEST_DUTY);

  act->until_ms = until_ms;
  return act;
}

static void
test_suspension_ends_by_itself (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = make_handling (self);
  g_autofree char *other = NULL;
  g_autoptr (WgCaseRecord) before = look (self, number);
  g_autoptr (WgCaseRecord) during = NULL;
  g_autoptr (WgCaseRecord) after = NULL;
  g_autoptr (WgCaseFile) file = NULL;
  /* 2026-11-20 10:42:07 in Shanghai; the 23rd begins 2 days, 13:17:53 later. */
  const gint64 midnight = WG_TEST_NOW + 2 * DAY + 13 * HOUR + 17 * 60000 + 53000;

  wg_clock_advance (self->clock, HOUR / 2);
  step (self, suspend (number, WG_TEST_NOW + 3 * DAY));
  during = look (self, number);
  g_assert_cmpint (during->suspended_until_ms / 1000, ==, midnight / 1000);
  g_assert_false (wg_case_record_is_backlog (during));
  refuse (self, make (WG_VERB_DONE, number, WG_TEST_KEEPER), WG_ERROR_REFUSED);
  step (self, make (WG_VERB_NOTE, number, WG_TEST_KEEPER));
  /* Nobody is there at midnight; the first writer afterwards notices. */
  wg_clock_set_now (self->clock, midnight + 3 * HOUR);
  other = report (self);
  after = look (self, number);
  g_assert_cmpint (after->suspended_until_ms, ==, WG_NO_TIME);
  g_assert_true (wg_case_record_is_overdue (after, midnight + 3 * HOUR));
  g_assert_cmpint (after->due_ms, ==, during->due_ms);
  /* Half an hour was used before; an hour and a half was left at midnight. */
  g_assert_cmpint (after->due_ms, ==, during->suspended_until_ms + 2 * HOUR - HOUR / 2);
  file = wg_test_load_case (self->store, number);
  g_assert_cmpstr (((WgEvent *) g_ptr_array_index (file->events, file->events->len - 1))->verb, ==, "resume");
  g_assert_cmpstr (((WgEvent *) g_ptr_array_index (file->events, file->events->len - 1))->operator_name, ==, "clock");
  refuse (self, suspend (number, midnight + 9 * DAY), WG_ERROR_REFUSED);
}

static void
test_suspension_rules (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = make_handling (self);
  g_autoptr (WgCaseRecord) before = look (self, number);
  g_autoptr (WgCaseRecord) after = NULL;

  refuse (self, suspend (number, WG_TEST_NOW + HOUR), WG_ERROR_REFUSED);
  refuse (self, suspend (number, WG_TEST_NOW + 400 * DAY), WG_ERROR_REFUSED);
  refuse (self, suspend (number, WG_NO_TIME), WG_ERROR_REFUSED);
  step (self, suspend (number, WG_TEST_NOW + 30 * DAY));
  step (self, make (WG_VERB_UNDO, number, WG_TEST_DUTY));
  after = look (self, number);
  g_assert_cmpint (after->due_ms, ==, before->due_ms);
  g_assert_cmpuint (after->flags, ==, before->flags);
  step (self, suspend (number, WG_TEST_NOW + 30 * DAY));
  wg_clock_advance (self->clock, 5 * DAY);
  step (self, make (WG_VERB_RESUME, number, WG_TEST_DUTY));
  wg_case_record_unref (after);
  after = look (self, number);
  g_assert_cmpint (after->due_ms, ==, before->due_ms + 5 * DAY);
  refuse (self, suspend (number, WG_TEST_NOW + 30 * DAY), WG_ERROR_REFUSED);
  /* Too late as well, once it is overdue. */
  wg_clock_advance (self->clock, 3 * HOUR);
  refuse (self, make (WG_VERB_RESUME, number, WG_TEST_DUTY), WG_ERROR_REFUSED);
}

static WgAct *
extend (const char *number)
{
  WgAct *act = make (WG_VERB_EXTEND, number, WG_TEST_KEEPER);

  act->value = g_strdup ("已开挖，等材料");
  return act;
}

static void
test_extension (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = make_handling (self);
  g_autoptr (WgCaseRecord) before = look (self, number);
  g_autoptr (WgCaseRecord) after = NULL;

  refuse (self, make (WG_VERB_EXTEND, number, WG_TEST_KEEPER), WG_ERROR_REFUSED);
  step (self, extend (number));
  refuse (self, extend (number), WG_ERROR_REFUSED);
  refuse (self, suspend (number, WG_TEST_NOW + 3 * DAY), WG_ERROR_REFUSED);
  step (self, make (WG_VERB_REFUSE, number, WG_TEST_DUTY));
  step (self, extend (number));
  /* Decided after the due time: the time asked for still counts from the old one. */
  wg_clock_advance (self->clock, 3 * HOUR);
  step (self, make (WG_VERB_GRANT, number, WG_TEST_DUTY));
  after = look (self, number);
  g_assert_cmpint (after->due_ms, ==, before->due_ms + 2 * HOUR);
  g_assert_cmpint (after->extensions, ==, 1);
  refuse (self, make (WG_VERB_GRANT, number, WG_TEST_DUTY), WG_ERROR_REFUSED);
  step (self, extend (number));
  step (self, make (WG_VERB_GRANT, number, WG_TEST_DUTY));
  refuse (self, extend (number), WG_ERROR_REFUSED);
}

/* The desk has every role, but not twice in one question. */
static void
test_extension_by_another (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = make_handling (self);
  WgAct *act = extend (number);

  act->operator_id = WG_TEST_DESK;
  act->for_person_id = 1;
  step (self, act);
  refuse (self, make (WG_VERB_GRANT, number, WG_TEST_DESK), WG_ERROR_FORBIDDEN);
  step (self, make (WG_VERB_GRANT, number, WG_TEST_DUTY));
}

static void
test_recall_and_return (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (WgCaseRecord) before = NULL;
  g_autoptr (WgCaseRecord) after = NULL;
  WgAct *reject;

  step (self, make (WG_VERB_FILE, number, WG_TEST_INTAKE));
  step (self, make (WG_VERB_RETURN, number, WG_TEST_DISPATCHER));
  step (self, make (WG_VERB_FILE, number, WG_TEST_INTAKE));
  assign (self, number, 1);
  before = look (self, number);
  step (self, make (WG_VERB_RECALL, number, WG_TEST_DISPATCHER));
  refuse (self, make (WG_VERB_RETURN, number, WG_TEST_DISPATCHER), WG_ERROR_REFUSED);
  after = look (self, number);
  g_assert_cmpint (after->person_id, ==, WG_NO_ID);
  step (self, make (WG_VERB_UNDO, number, WG_TEST_DISPATCHER));
  wg_case_record_unref (after);
  after = look (self, number);
  g_assert_cmpint (after->person_id, ==, 1);
  g_assert_cmpint (after->due_ms, ==, before->due_ms);
  step (self, make (WG_VERB_RECALL, number, WG_TEST_DISPATCHER));
  reject = make (WG_VERB_REJECT, number, WG_TEST_DUTY);
  reject->reason = g_strdup ("untrue");
  step (self, reject);
  wg_case_record_unref (after);
  after = look (self, number);
  g_assert_cmpint (after->state, ==, WG_CASE_STATE_REJECTED);
  g_assert_cmpint (after->due_ms, ==, WG_NO_TIME);
}

/* Merging. */

static char *
report_by (WgTestStore *self, const char *name)
{
  WgAct *act = wg_test_report (116.605, 40.305);
  g_autoptr (WgActResult) result = NULL;

  act->anonymous = FALSE;
  act->reporter_name = g_strdup (name);
  result = perform (self, act);
  return g_strdup (result->number);
}

static WgAct *
merge (const char *number, const char *master)
{
  WgAct *act = make (WG_VERB_MERGE, number, WG_TEST_DISPATCHER);

  act->master = g_strdup (master);
  return act;
}

static guint
count_reporters (WgTestStore *self, const char *number)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (self->store, number);
  guint n = 0;

  for (guint i = 0; i < file->reporters->len; i++)
    n += !((WgCaseReporter *) g_ptr_array_index (file->reporters, i))->struck;
  return n;
}

static void
test_merge (WgTestStore *self, gconstpointer data)
{
  g_autofree char *a = report_by (self, "甲");
  g_autofree char *b = report_by (self, "乙");
  g_autofree char *c = report_by (self, "丙");
  g_autoptr (WgCaseFile) master = NULL;
  g_autoptr (WgCaseRecord) child = NULL;

  refuse (self, merge (a, a), WG_ERROR_REFUSED);
  step (self, merge (b, a));
  refuse (self, merge (c, b), WG_ERROR_REFUSED);
  g_assert_cmpuint (count_reporters (self, a), ==, 2);
  /* The master goes into a third: what it held goes along, so that nothing hangs two deep. */
  step (self, merge (a, c));
  g_assert_cmpuint (count_reporters (self, c), ==, 3);
  master = wg_test_load_case (self->store, c);
  g_assert_cmpuint (master->dossier->children->len, ==, 2);
  step (self, make (WG_VERB_UNMERGE, b, WG_TEST_DUTY));
  g_assert_cmpuint (count_reporters (self, c), ==, 2);
  child = look (self, b);
  g_assert_cmpint (child->state, ==, WG_CASE_STATE_REPORTED);
  g_assert_cmpint (child->clock, ==, WG_CASE_CLOCK_INTAKE);
  wg_case_file_free (master);
  master = wg_test_load_case (self->store, c);
  g_assert_cmpuint (master->reporters->len, ==, 3);
}

static void
test_merge_undone (WgTestStore *self, gconstpointer data)
{
  g_autofree char *a = report_by (self, "甲");
  g_autofree char *b = report_by (self, "乙");
  g_autofree char *c = report_by (self, "丙");
  g_autoptr (WgCaseFile) master = NULL;

  step (self, merge (b, a));
  step (self, merge (a, c));
  step (self, make (WG_VERB_UNDO, a, WG_TEST_DISPATCHER));
  master = wg_test_load_case (self->store, a);
  g_assert_cmpint (master->record->state, ==, WG_CASE_STATE_REPORTED);
  g_assert_cmpuint (master->dossier->children->len, ==, 1);
  g_assert_cmpuint (count_reporters (self, a), ==, 2);
  g_assert_cmpuint (count_reporters (self, c), ==, 1);
}

/* K3 of an assigned case stands while it is part of another, and goes on afterwards. */
static void
test_merged_clock (WgTestStore *self, gconstpointer data)
{
  g_autofree char *master = report (self);
  g_autofree char *number = report (self);
  g_autoptr (WgCaseRecord) before = NULL;
  g_autoptr (WgCaseRecord) after = NULL;

  step (self, make (WG_VERB_FILE, number, WG_TEST_INTAKE));
  assign (self, number, 1);
  before = look (self, number);
  step (self, make (WG_VERB_RECALL, number, WG_TEST_DISPATCHER));
  step (self, merge (number, master));
  wg_clock_advance (self->clock, DAY);
  step (self, make (WG_VERB_UNMERGE, number, WG_TEST_DISPATCHER));
  assign (self, number, 1);
  after = look (self, number);
  g_assert_cmpint (after->due_ms, ==, before->due_ms + DAY);
}

/* Before filing. */

static void
test_precheck (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report (self);
  g_autoptr (WgCaseRecord) before = look (self, number);
  g_autoptr (WgCaseRecord) after = NULL;
  WgAct *act = make (WG_VERB_PRECHECK, number, WG_TEST_INTAKE);

  wg_clock_advance (self->clock, 5 * 60000);
  act->person_id = 1;
  step (self, act);
  refuse (self, make (WG_VERB_FILE, number, WG_TEST_INTAKE), WG_ERROR_REFUSED);
  wg_clock_advance (self->clock, 20 * 60000);
  act = make (WG_VERB_ANSWER, number, WG_TEST_INTAKE);
  act->answer = g_strdup ("real");
  refuse (self, act, WG_ERROR_FORBIDDEN);
  act = make (WG_VERB_ANSWER, number, WG_TEST_KEEPER);
  act->answer = g_strdup ("real");
  step (self, act);
  after = look (self, number);
  g_assert_cmpint (after->due_ms, ==, before->due_ms + 20 * 60000);
  step (self, make (WG_VERB_FILE, number, WG_TEST_INTAKE));
}

static void
test_class_and_route (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = make_handling (self);
  g_autoptr (WgCaseRecord) before = look (self, number);
  g_autoptr (WgCaseRecord) after = NULL;
  WgAct *act = make (WG_VERB_CLASSIFY, number, WG_TEST_DUTY);

  act->class_code = g_strdup ("P0101");
  refuse (self, act, WG_ERROR_REFUSED);
  act = make (WG_VERB_CLASSIFY, number, WG_TEST_DUTY);
  act->class_code = g_strdup ("E0651-1"); /* seven calendar days */
  step (self, act);
  after = look (self, number);
  g_assert_cmpint (after->due_ms, ==, before->due_ms - 2 * HOUR + 7 * DAY);
  step (self, make (WG_VERB_UNDO, number, WG_TEST_DUTY));
  wg_case_record_unref (after);
  after = look (self, number);
  g_assert_cmpint (after->due_ms, ==, before->due_ms);
  g_assert_cmpstr (after->class_code, ==, before->class_code);
  act = make (WG_VERB_ROUTE, number, WG_TEST_DUTY);
  act->route = WG_ROUTE_EMERGENCY;
  step (self, act);
  refuse (self, suspend (number, WG_TEST_NOW + 3 * DAY), WG_ERROR_REFUSED);
  step (self, make (WG_VERB_ACK, number, WG_TEST_DISPATCHER));
  refuse (self, make (WG_VERB_ACK, number, WG_TEST_DUTY), WG_ERROR_REFUSED);
  act = make (WG_VERB_BOUNCE, number, WG_TEST_KEEPER);
  act->reason = g_strdup ("cannot");
  step (self, act);
  step (self, make (WG_VERB_ACK, number, WG_TEST_DUTY));
}

static void
test_edit (WgTestStore *self, gconstpointer data)
{
  g_autofree char *number = report_by (self, "甲");
  g_autoptr (WgCaseFile) file = NULL;
  WgAct *act = make (WG_VERB_EDIT, number, WG_TEST_INTAKE);
  const WgEvent *last;

  act->answer = g_strdup ("title");
  act->value = g_strdup ("井盖破损");
  step (self, act);
  act = make (WG_VERB_EDIT_REPORTER, number, WG_TEST_INTAKE);
  act->answer = g_strdup ("phone");
  act->value = g_strdup ("13812345678");
  act->reporter = 1;
  step (self, act);
  file = wg_test_load_case (self->store, number);
  last = g_ptr_array_index (file->events, file->events->len - 1);
  g_assert_cmpstr (file->record->title, ==, "井盖破损");
  g_assert_cmpstr (((WgCaseReporter *) g_ptr_array_index (file->reporters, 0))->phone, ==, "13812345678");
  /* Personal data never enters the log. */
  g_assert_null (strstr (last->fields, "138"));
  refuse (self, make (WG_VERB_UNDO, number, WG_TEST_INTAKE), WG_ERROR_REFUSED);
}

#define ADD(path, func) g_test_add ("/case-workflow/" path, WgTestStore, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("suspension/ends-by-itself", test_suspension_ends_by_itself);
  ADD ("suspension/rules", test_suspension_rules);
  ADD ("extension/adds-the-limit", test_extension);
  ADD ("extension/by-another", test_extension_by_another);
  ADD ("recall-and-return", test_recall_and_return);
  ADD ("merge/reporters-and-children", test_merge);
  ADD ("merge/undone", test_merge_undone);
  ADD ("merge/clock", test_merged_clock);
  ADD ("precheck", test_precheck);
  ADD ("class-and-route", test_class_and_route);
  ADD ("edit", test_edit);
  return g_test_run ();
}
