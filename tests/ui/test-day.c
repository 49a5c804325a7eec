/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A day at the desk: a case of each route goes from its report to the call-back and takes every side path on the way, through
 * the forms of the window and by keys. Run in both languages; the answers are places in lists and plain words.
 */

#include "hands.h"
#include "wg-test-window.h"

#include <string.h>

#define DAY_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)

typedef struct
{
  WgTestWindow shown;
  char *number;
  char *other;
} Fixture;

/* One move: @who makes it, by @key or through the menu. What the form asks is answered in its order, with | between: “+word” is
 * typed, “>2” is the second of a list, “=” is left as it is proposed, “#” is the number of the other case.
 */
typedef struct
{
  gint64 who;
  WgVerb verb;
  const char *key;
  const char *answers;
  WgCaseState state; /* after it */
} Step;

static void
set_up (Fixture *f, gconstpointer data)
{
  wg_test_store_set_up (&f->shown.base, NULL);
  wg_test_window_open (&f->shown);
  hands_take (GTK_WINDOW (f->shown.window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->number);
  g_free (f->other);
  wg_test_window_close (&f->shown);
}

/* --- Hands --- */

static gboolean
is_popover (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_POPOVER (widget);
}

static gboolean
has_popup (Fixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->shown.window));

  return wg_test_window_find (GTK_WIDGET (f->shown.detail->form), is_popover, NULL) != NULL || focus == NULL
         || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

static void
wait_for_popup (Fixture *f, gboolean there)
{
  while (has_popup (f) != there)
    g_main_context_iteration (NULL, TRUE);
}

static void
pick (Fixture *f, int nth)
{
  hands_press ("space");
  wait_for_popup (f, TRUE);
  for (int i = 0; i < nth; i++)
    hands_press ("Down");
  hands_press ("Return");
  wait_for_popup (f, FALSE);
}

static void
answer (Fixture *f, const char *word)
{
  if (*word == '+')
    hands_type (word + 1);
  else if (*word == '>')
    pick (f, atoi (word + 1));
  else if (*word == '#')
    hands_type (f->other + strlen (f->other) - 4);
}

static void
answer_all (Fixture *f, const char *answers)
{
  g_auto (GStrv) words = g_strsplit (answers, "|", -1);

  while (!wg_case_form_is_open (f->shown.detail->form))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (i > 0)
        hands_press ("Tab");
      answer (f, words[i]);
    }
  hands_press ("ctrl+Return");
}

/* --- Steps --- */

static void
sit_down (Fixture *f, gint64 id)
{
  static const guint roles[] = { [WG_TEST_DESK] = WG_ROLE_INTAKE | WG_ROLE_DISPATCHER | WG_ROLE_CHECKER | WG_ROLE_CALLBACK | WG_ROLE_DUTY,
                                 [WG_TEST_INTAKE] = WG_ROLE_INTAKE,
                                 [WG_TEST_DISPATCHER] = WG_ROLE_DISPATCHER,
                                 [WG_TEST_CHECKER] = WG_ROLE_CHECKER,
                                 [WG_TEST_CALLBACK] = WG_ROLE_CALLBACK,
                                 [WG_TEST_DUTY] = WG_ROLE_DUTY,
                                 [WG_TEST_LEADER] = WG_ROLE_LEADER };
  const WgOperator who = { id, (char *) "somebody", (char *) "somebody", G_MININT64, TRUE, roles[id] };

  if (wg_context_get_operator (f->shown.window->context)->id == id)
    return;
  wg_context_set_operator (f->shown.window->context, &who);
  while (f->shown.detail->offers == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
begin_move (Fixture *f, const Step *step)
{
  if (step->verb == WG_VERB_ASSIGN)
    wg_test_window_wait_for_people (&f->shown);
  if (step->key != NULL)
    hands_press (step->key);
  else
    wg_test_window_act (&f->shown, "verb", g_variant_new_string (wg_verb_to_nick (step->verb)));
}

/* Letters are moves there; in a field of text they would be lost. */
static gboolean
hears_letters (Fixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->shown.window));

  return !GTK_IS_EDITABLE (focus) && !GTK_IS_TEXT_VIEW (focus);
}

/* The move is made when the case is a version further; the form closes with it. */
static void
make (Fixture *f, const Step *step)
{
  gint64 version = f->shown.detail->record->version;

  g_test_message ("%s: %s", f->number, wg_verb_to_nick (step->verb));
  sit_down (f, step->who);
  begin_move (f, step);
  if (step->answers != NULL)
    answer_all (f, step->answers);
  while (f->shown.detail->record->version == version || wg_context_is_busy (f->shown.window->context)
         || wg_case_form_is_open (f->shown.detail->form) || !hears_letters (f))
    g_main_context_iteration (NULL, TRUE);
  wg_test_window_wait_for_state (&f->shown, step->state);
}

static void
make_all (Fixture *f, const Step *steps, gsize n_steps)
{
  for (gsize i = 0; i < n_steps; i++)
    make (f, &steps[i]);
}

#define MAKE(f, steps) make_all (f, steps, G_N_ELEMENTS (steps))

/* What is not allowed is said in place and changes nothing. */
static void
refuse (Fixture *f, gint64 who, const char *key)
{
  gint64 version = f->shown.detail->record->version;

  sit_down (f, who);
  hands_press (key);
  while (!gtk_widget_get_visible (f->shown.detail->news_box))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->shown.detail->record->version, ==, version);
}

static char *
report (Fixture *f, WgRoute route, const char *class_code)
{
  WgAct *act = wg_test_report (116.605, 40.305);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;

  act->anonymous = FALSE;
  act->reporter_name = g_strdup ("李四");
  act->route = route;
  g_free (act->class_code);
  act->class_code = g_strdup (class_code);
  result = wg_test_perform (f->shown.base.store, act, &error);
  g_assert_no_error (error);
  while (wg_case_board_find (wg_context_get_board (f->shown.window->context), result->case_id) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_strdup (result->number);
}

static void
take_up (Fixture *f, const char *number)
{
  g_free (f->number);
  f->number = g_strdup (number);
  wg_test_window_act (&f->shown, "select", g_variant_new_string (number));
  while (f->shown.detail->record == NULL || g_strcmp0 (f->shown.detail->record->number, number) != 0)
    g_main_context_iteration (NULL, TRUE);
  wg_test_window_wait_for_state (&f->shown, f->shown.detail->record->state);
}

static void
begin (Fixture *f, WgRoute route)
{
  g_autofree char *number = report (f, route, "P0101-1");

  take_up (f, number);
}

static WgCaseFile *
load (Fixture *f)
{
  return wg_test_load_case (f->shown.base.store, f->number);
}

static void
let_pass (Fixture *f, gint64 ms)
{
  wg_clock_advance (f->shown.base.clock, ms);
  wg_context_tick (f->shown.window->context);
}

/* --- The routes --- */

#define RED WG_CASE_STATE_REPORTED
#define FILED WG_CASE_STATE_FILED
#define ASSIGNED WG_CASE_STATE_ASSIGNED
#define HANDLING WG_CASE_STATE_HANDLING
#define HANDLED WG_CASE_STATE_HANDLED
#define CLOSED WG_CASE_STATE_CLOSED
#define DESK WG_TEST_DESK
#define DUTY WG_TEST_DUTY

static void
test_two_reports (Fixture *f, gconstpointer data)
{
  static const Step looked_at[] = {
    { DESK, WG_VERB_PRECHECK, "c", "+2|+look", RED },
    { DESK, WG_VERB_ANSWER, NULL, ">1|+true", RED },
    { DESK, WG_VERB_FILE, "f", NULL, FILED },
    { DESK, WG_VERB_RETURN, NULL, "+unclear", RED },
  };
  static const Step apart[] = {
    { DESK, WG_VERB_MERGE, "m", "#", WG_CASE_STATE_MERGED },
    { DESK, WG_VERB_UNMERGE, NULL, "+two things", RED },
    { DESK, WG_VERB_REJECT, "x", ">2|+untrue", WG_CASE_STATE_REJECTED },
    { DUTY, WG_VERB_REOPEN, "o", "+called again", RED },
  };
  g_autoptr (WgCaseFile) file = NULL;

  begin (f, WG_ROUTE_GENERAL);
  MAKE (f, looked_at);
  f->other = g_strdup (f->number);
  begin (f, WG_ROUTE_GENERAL);
  MAKE (f, apart);
  file = load (f);
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
test_bounces (Fixture *f, gconstpointer data)
{
  static const Step bounces[] = {
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
  static const Step decided[] = { { DUTY, WG_VERB_ASSIGN, "1", NULL, ASSIGNED } };

  begin (f, WG_ROUTE_GENERAL);
  MAKE (f, bounces);
  g_assert_cmpint (f->shown.detail->record->bounces, ==, 3);
  wg_test_window_wait_for_people (&f->shown);
  g_assert_true (has_suggested (f->shown.detail));
  refuse (f, WG_TEST_DISPATCHER, "1");
  g_assert_false (has_suggested (f->shown.detail));
  MAKE (f, decided);
  /* What the duty officer decided does not come back. */
  refuse (f, DESK, "b");
}

static const Step to_handling[] = {
  { DESK, WG_VERB_FILE, "f", NULL, FILED },
  { DESK, WG_VERB_ASSIGN, "1", NULL, ASSIGNED },
  { DESK, WG_VERB_ACCEPT, "y", NULL, HANDLING },
};

/* Several hands, an extension that another grants, a suspension that ends by itself, and two that want to know. */
static void
test_long_work (Fixture *f, gconstpointer data)
{
  static const Step asked[] = {
    { DESK, WG_VERB_HANDS, NULL, "+2|+help", HANDLING },
    { DESK, WG_VERB_PART, NULL, "+fenced", HANDLING },
    { DESK, WG_VERB_EXTEND, "e", "+half|+waiting", HANDLING },
  };
  static const Step granted[] = { { DUTY, WG_VERB_GRANT, NULL, "+yes", HANDLING }, { DUTY, WG_VERB_SUSPEND, "s", "=|+parts", HANDLING } };
  static const Step wanted[] = {
    { DUTY, WG_VERB_SUPERVISE, "u", "=|+soon", HANDLING },      { WG_TEST_LEADER, WG_VERB_INSTRUCT, NULL, "=|+mind it", HANDLING },
    { WG_TEST_DISPATCHER, WG_VERB_REPLY, NULL, "+on it", HANDLING }, { WG_TEST_DISPATCHER, WG_VERB_REPLY, NULL, "+on it", HANDLING },
    { DUTY, WG_VERB_SETTLE, NULL, "+good", HANDLING },          { DESK, WG_VERB_DONE, "d", "+mended", HANDLED },
    { WG_TEST_CHECKER, WG_VERB_FAIL, "r", "+loose", HANDLING }, { DESK, WG_VERB_DONE, "d", "+tight", HANDLED },
    { WG_TEST_CHECKER, WG_VERB_PASS, "p", NULL, CLOSED },
  };
  static const Step called[] = {
    { WG_TEST_CALLBACK, WG_VERB_CALLBACK, "k", "=|>2|=|=|+nobody", CLOSED },
    { WG_TEST_CALLBACK, WG_VERB_CALLBACK, "k", "=|>1|>2|>2|+no", CLOSED },
    { WG_TEST_CALLBACK, WG_VERB_REOPEN, "o", "+not solved", FILED },
  };
  gint64 due_ms;

  begin (f, WG_ROUTE_GENERAL);
  MAKE (f, to_handling);
  MAKE (f, asked);
  due_ms = f->shown.detail->record->due_ms;
  MAKE (f, granted);
  g_assert_true (wg_case_record_is_suspended (f->shown.detail->record));
  let_pass (f, 8 * DAY_MS);
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
test_coordination (Fixture *f, gconstpointer data)
{
  static const Step done[] = { { DESK, WG_VERB_DONE, "d", "+cleared", HANDLED } };
  static const Step told[] = {
    { WG_TEST_DISPATCHER, WG_VERB_FEEDBACK, NULL, "=|>1|+by phone", HANDLED },
    { WG_TEST_CHECKER, WG_VERB_PASS, "p", NULL, CLOSED },
    { WG_TEST_CALLBACK, WG_VERB_CALLBACK, "k", "=|>1|>1|>1|+good", CLOSED },
  };

  begin (f, WG_ROUTE_COORDINATION);
  MAKE (f, to_handling);
  MAKE (f, done);
  refuse (f, WG_TEST_CHECKER, "p");
  MAKE (f, told);
}

/* No suspension; the follower on the scene is the keeper. */
static void
test_emergency (Fixture *f, gconstpointer data)
{
  static const Step known[] = { { DUTY, WG_VERB_ACK, "F8", NULL, RED } };
  static const Step ended[] = { { DESK, WG_VERB_DONE, "d", "+shut", HANDLED }, { WG_TEST_CHECKER, WG_VERB_PASS, "p", NULL, CLOSED } };

  begin (f, WG_ROUTE_EMERGENCY);
  MAKE (f, known);
  MAKE (f, to_handling);
  refuse (f, DUTY, "s");
  refuse (f, DUTY, "x");
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
test_approval (Fixture *f, gconstpointer data)
{
  static const Step signed_[] = {
    { WG_TEST_INTAKE, WG_VERB_SIGN, NULL, "+1|>1|+yes", RED },       { WG_TEST_INTAKE, WG_VERB_FILE, "f", NULL, FILED },
    { WG_TEST_DISPATCHER, WG_VERB_SIGN, NULL, "+2|>1|+yes", FILED },  { WG_TEST_DISPATCHER, WG_VERB_ASSIGN, "1", NULL, ASSIGNED },
    { WG_TEST_DISPATCHER, WG_VERB_SIGN, NULL, "+3|>1|+yes", ASSIGNED }, { DUTY, WG_VERB_SIGN, NULL, "+4|>1|+yes", ASSIGNED },
    { DESK, WG_VERB_ACCEPT, "y", NULL, HANDLING },                   { DESK, WG_VERB_DONE, "d", "+up", HANDLED },
  };
  static const Step announced[] = {
    { WG_TEST_DISPATCHER, WG_VERB_NOTICE, NULL, "=|>1|+board", HANDLED },
    { WG_TEST_DISPATCHER, WG_VERB_NOTICE, NULL, "=|>2|+board", HANDLED },
  };
  static const Step closed[] = { { WG_TEST_CHECKER, WG_VERB_PASS, "p", NULL, CLOSED } };

  wg_test_write (f->shown.base.store, add_fourth, f, NULL);
  begin (f, WG_ROUTE_APPROVAL);
  MAKE (f, signed_);
  refuse (f, WG_TEST_CHECKER, "p");
  MAKE (f, announced);
  let_pass (f, 8 * DAY_MS);
  MAKE (f, closed);
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/day/two-reports", test_two_reports);
  ADD ("/day/bounces", test_bounces);
  ADD ("/day/long-work", test_long_work);
  ADD ("/day/coordination", test_coordination);
  ADD ("/day/emergency", test_emergency);
  ADD ("/day/approval", test_approval);
  return g_test_run ();
}
