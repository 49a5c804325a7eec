/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A day at the desk: a case of each route goes from its report to the call-back and takes every side path on the way, through
 * the forms of the window and by keys. Run in both languages; the answers are places in lists and plain words.
 */

#include "day-fixture.h"

#include <string.h>

/* --- The routes --- */


static void
test_two_reports (DayFixture *f, gconstpointer data)
{
  static const DayStep looked_at[] = {
    { DESK, WG_VERB_PRECHECK, "c", "+2|+look", RED },
    { DESK, WG_VERB_ANSWER, NULL, ">1|+true", RED },
    { DESK, WG_VERB_FILE, "f", NULL, FILED },
    { DESK, WG_VERB_RETURN, NULL, "+unclear", RED },
  };
  static const DayStep apart[] = {
    { DESK, WG_VERB_MERGE, "m", "#", WG_CASE_STATE_MERGED },
    { DESK, WG_VERB_UNMERGE, NULL, "+two things", RED },
    { DESK, WG_VERB_REJECT, "x", ">2|+untrue", WG_CASE_STATE_REJECTED },
    { DUTY, WG_VERB_REOPEN, "o", "+called again", RED },
  };
  g_autoptr (WgCaseFile) file = NULL;

  day_begin (f, WG_ROUTE_GENERAL);
  MAKE (f, looked_at);
  f->other = g_strdup (f->number);
  day_begin (f, WG_ROUTE_GENERAL);
  MAKE (f, apart);
  file = day_load (f);
  g_assert_cmpuint (file->events->len, ==, 5);
}

static gboolean
has_suggested (WgCaseDetail *detail)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (detail->verbs)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_has_css_class (child, "suggested-action"))
        return TRUE;
    }
  return FALSE;
}

/* Bounced until the duty officer decides; until then nothing else is proposed to others in the place of an assignment. */
static void
test_bounces (DayFixture *f, gconstpointer data)
{
  static const DayStep bounces[] = {
    { DESK, WG_VERB_FILE, "f", NULL, FILED },
    { DESK, WG_VERB_ASSIGN, "1", NULL, ASSIGNED },
    { DESK, WG_VERB_BOUNCE, "b", ">1|+one", FILED },
    { DESK, WG_VERB_ASSIGN, "1", NULL, ASSIGNED },
    { DESK, WG_VERB_RECALL, NULL, "+another", FILED },
    { DESK, WG_VERB_ASSIGN, "1", NULL, ASSIGNED },
    { DESK, WG_VERB_BOUNCE, "b", ">2|+two", FILED },
    { DESK, WG_VERB_ASSIGN, "1", NULL, ASSIGNED },
    { DESK, WG_VERB_BOUNCE, "b", ">3|+three", FILED },
  };
  static const DayStep decided[] = { { DUTY, WG_VERB_ASSIGN, "1", NULL, ASSIGNED } };

  day_begin (f, WG_ROUTE_GENERAL);
  MAKE (f, bounces);
  g_assert_cmpint (f->shown.detail->record->bounces, ==, 3);
  wg_test_window_wait_for_people (&f->shown);
  g_assert_true (has_suggested (f->shown.detail));
  day_refuse (f, WG_TEST_DISPATCHER, "1");
  g_assert_false (has_suggested (f->shown.detail));
  MAKE (f, decided);
  /* What the duty officer decided does not come back. */
  day_refuse (f, DESK, "b");
}

static const DayStep to_handling[] = {
  { DESK, WG_VERB_FILE, "f", NULL, FILED },
  { DESK, WG_VERB_ASSIGN, "1", NULL, ASSIGNED },
  { DESK, WG_VERB_ACCEPT, "y", NULL, HANDLING },
};

/* Several hands, an extension that another grants, a suspension that ends by itself, and two that want to know. */
static void
test_long_work (DayFixture *f, gconstpointer data)
{
  static const DayStep asked[] = {
    { DESK, WG_VERB_HANDS, NULL, "+2|+help", HANDLING },
    { DESK, WG_VERB_PART, NULL, "+fenced", HANDLING },
    { DESK, WG_VERB_EXTEND, "e", "+half|+waiting", HANDLING },
  };
  static const DayStep granted[] = { { DUTY, WG_VERB_GRANT, NULL, "+yes", HANDLING }, { DUTY, WG_VERB_SUSPEND, "s", "=|+parts", HANDLING } };
  static const DayStep wanted[] = {
    { DUTY, WG_VERB_SUPERVISE, "u", "=|+soon", HANDLING },      { WG_TEST_LEADER, WG_VERB_INSTRUCT, NULL, "=|+mind it", HANDLING },
    { WG_TEST_DISPATCHER, WG_VERB_REPLY, NULL, "+on it", HANDLING }, { WG_TEST_DISPATCHER, WG_VERB_REPLY, NULL, "+on it", HANDLING },
    { DUTY, WG_VERB_SETTLE, NULL, "+good", HANDLING },          { DESK, WG_VERB_DONE, "d", "+mended", HANDLED },
    { WG_TEST_CHECKER, WG_VERB_FAIL, "r", "+loose", HANDLING }, { DESK, WG_VERB_DONE, "d", "+tight", HANDLED },
    { WG_TEST_CHECKER, WG_VERB_PASS, "p", NULL, CLOSED },
  };
  static const DayStep called[] = {
    { WG_TEST_CALLBACK, WG_VERB_CALLBACK, "k", "=|>2|=|=|+nobody", CLOSED },
    { WG_TEST_CALLBACK, WG_VERB_CALLBACK, "k", "=|>1|>2|>2|+no", CLOSED },
    { WG_TEST_CALLBACK, WG_VERB_REOPEN, "o", "+not solved", FILED },
  };
  gint64 due_ms;

  day_begin (f, WG_ROUTE_GENERAL);
  MAKE (f, to_handling);
  MAKE (f, asked);
  due_ms = f->shown.detail->record->due_ms;
  MAKE (f, granted);
  g_assert_true (wg_case_record_is_suspended (f->shown.detail->record));
  day_let_pass (f, 8 * DAY_MS);
  while (wg_case_record_is_suspended (f->shown.detail->record))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->shown.detail->record->due_ms, >, due_ms);
  MAKE (f, wanted);
  MAKE (f, called);
  g_assert_cmpint (f->shown.detail->record->run, ==, 2);
  g_assert_cmpint (f->shown.detail->record->reworks, ==, 0);
}

/* Nobody closes before whoever reported was told. */
static void
test_coordination (DayFixture *f, gconstpointer data)
{
  static const DayStep done[] = { { DESK, WG_VERB_DONE, "d", "+cleared", HANDLED } };
  static const DayStep told[] = {
    { WG_TEST_DISPATCHER, WG_VERB_FEEDBACK, NULL, "=|>1|+by phone", HANDLED },
    { WG_TEST_CHECKER, WG_VERB_PASS, "p", NULL, CLOSED },
    { WG_TEST_CALLBACK, WG_VERB_CALLBACK, "k", "=|>1|>1|>1|+good", CLOSED },
  };

  day_begin (f, WG_ROUTE_COORDINATION);
  MAKE (f, to_handling);
  MAKE (f, done);
  day_refuse (f, WG_TEST_CHECKER, "p");
  MAKE (f, told);
}

/* No suspension; the follower on the scene is the keeper. */
static void
test_emergency (DayFixture *f, gconstpointer data)
{
  static const DayStep known[] = { { DUTY, WG_VERB_ACK, "F8", NULL, RED } };
  static const DayStep ended[] = { { DESK, WG_VERB_DONE, "d", "+shut", HANDLED }, { WG_TEST_CHECKER, WG_VERB_PASS, "p", NULL, CLOSED } };

  day_begin (f, WG_ROUTE_EMERGENCY);
  MAKE (f, known);
  MAKE (f, to_handling);
  day_refuse (f, DUTY, "s");
  day_refuse (f, DUTY, "x");
  g_assert_nonnull (strstr (gtk_label_get_text (f->shown.detail->news), wg_verb_get_label (WG_VERB_REASSIGN)));
  g_assert_nonnull (strstr (gtk_label_get_text (f->shown.detail->news), wg_role_get_label (WG_ROLE_DISPATCHER)));
  MAKE (f, ended);
}

static gpointer
add_fourth (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  return wg_connection_run (work->connection, error, "person-insert", "iisssssis", (gint64) 1, (gint64) 4, NULL, "赵敏", "zhao min", "zm", "keeper",
                            WG_NULL_ID, "[]")
                 >= 0
             ? data
             : NULL;
}

/* Four sign in order, and both notices have run out before it is closed. */
static void
test_approval (DayFixture *f, gconstpointer data)
{
  static const DayStep signed_[] = {
    { WG_TEST_INTAKE, WG_VERB_SIGN, NULL, "+1|>1|+yes", RED },       { WG_TEST_INTAKE, WG_VERB_FILE, "f", NULL, FILED },
    { WG_TEST_DISPATCHER, WG_VERB_SIGN, NULL, "+2|>1|+yes", FILED },  { WG_TEST_DISPATCHER, WG_VERB_ASSIGN, "1", NULL, ASSIGNED },
    { WG_TEST_DISPATCHER, WG_VERB_SIGN, NULL, "+3|>1|+yes", ASSIGNED }, { DUTY, WG_VERB_SIGN, NULL, "+4|>1|+yes", ASSIGNED },
    { DESK, WG_VERB_ACCEPT, "y", NULL, HANDLING },                   { DESK, WG_VERB_DONE, "d", "+up", HANDLED },
  };
  static const DayStep announced[] = {
    { WG_TEST_DISPATCHER, WG_VERB_NOTICE, NULL, "=|>1|+board", HANDLED },
    { WG_TEST_DISPATCHER, WG_VERB_NOTICE, NULL, "=|>2|+board", HANDLED },
  };
  static const DayStep closed[] = { { WG_TEST_CHECKER, WG_VERB_PASS, "p", NULL, CLOSED } };

  wg_test_write (f->shown.base.store, add_fourth, f, NULL);
  day_begin (f, WG_ROUTE_APPROVAL);
  MAKE (f, signed_);
  day_refuse (f, WG_TEST_CHECKER, "p");
  MAKE (f, announced);
  day_let_pass (f, 8 * DAY_MS);
  MAKE (f, closed);
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, DayFixture, NULL, day_set_up, function, day_tear_down)
  ADD ("/day/two-reports", test_two_reports);
  ADD ("/day/bounces", test_bounces);
  ADD ("/day/long-work", test_long_work);
  ADD ("/day/coordination", test_coordination);
  ADD ("/day/emergency", test_emergency);
  ADD ("/day/approval", test_approval);
  return g_test_run ();
}
