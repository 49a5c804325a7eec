/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every cell of state x verb x operator: allowed with its effect where the table of the design says so, refused with the
 * right kind of refusal everywhere else. The table stands here a second time, in the test's own words.
 */

#include "wg-error.h"
#include "wg-test-acts.h"
#include "wg-test-store.h"

#include <string.h>

typedef struct
{
  const char *verb;
  const char *from; /* states, separated by blanks */
  const char *to;   /* NULL: stays */
  const char *who;  /* logins of single-role operators, and "keeper" for the assignee */
} Cell;

#define DESKS "intake dispatcher checker callback duty leader"

static const Cell cells[] = {
  { "file", "reported", "filed", "intake" },
  { "reject", "reported", "rejected", "intake" },
  { "merge", "reported", "merged", "intake dispatcher" },
  { "merge", "filed", "merged", "dispatcher" },
  { "precheck", "reported", NULL, "intake duty" },
  { "return", "filed", "reported", "dispatcher" },
  { "assign", "filed", "assigned", "dispatcher duty" },
  { "accept", "assigned", "handling", "keeper" },
  { "bounce", "assigned handling", "filed", "keeper" },
  { "reassign", "assigned handling", "assigned", "dispatcher duty" },
  { "recall", "assigned handling", "filed", "dispatcher duty" },
  { "hands", "assigned handling", NULL, "dispatcher duty" },
  { "extend", "assigned handling", NULL, "keeper" },
  { "suspend", "filed assigned handling", NULL, "duty" },
  { "resume", "suspended", NULL, "duty" },
  { "done", "handling", "handled", "keeper" },
  { "pass", "handled", "closed", "checker" },
  { "fail", "handled", "handling", "checker" },
  { "reopen", "closed", "filed", "callback checker duty" },
  { "reopen", "rejected", "reported", "duty" },
  { "unmerge", "merged", "reported", "dispatcher duty" },
  { "feedback", "handled closed", NULL, "callback dispatcher keeper" },
  { "feedback", "rejected", NULL, "callback dispatcher" },
  { "callback", "closed", NULL, "callback" },
  { "feedback", "merged", NULL, "" }, /* nobody before the case that it went into is closed */
  { "callback", "merged", NULL, "" },
  { "notice", "reported filed assigned handling handled closed", NULL, "intake dispatcher" },
  { "supervise", "reported filed assigned handling handled closed rejected", NULL, "duty leader" },
  { "instruct", "reported filed assigned handling handled closed rejected", NULL, "leader" },
  { "classify", "reported filed", NULL, "intake dispatcher" },
  { "classify", "assigned handling handled", NULL, "duty" },
  { "route", "reported filed assigned handling", NULL, "dispatcher duty" },
  { "edit", "reported filed assigned handling handled", NULL, "intake dispatcher" },
  { "edit-reporter", "reported filed assigned handling handled", NULL, "intake dispatcher" },
  { "move", "reported filed assigned handling handled", NULL, "intake dispatcher duty" },
  { "attach", "reported filed rejected merged", NULL, DESKS },
  { "attach", "assigned handling handled closed", NULL, DESKS " keeper" },
  { "note", "reported filed rejected merged", NULL, DESKS },
  { "note", "assigned handling handled closed suspended", NULL, DESKS " keeper" },
};

/* What an emergency has otherwise. */
static const Cell emergency_cells[] = {
  { "file", "reported", "filed", "intake dispatcher duty" },
  { "reject", "reported", "rejected", "duty" },
  { "precheck", "reported", NULL, "" },
  { "assign", "filed", "assigned", "intake dispatcher duty" },
  { "extend", "assigned handling", NULL, "" },
  { "suspend", "filed assigned handling", NULL, "" },
  { "ack", "reported filed assigned handling handled", NULL, "dispatcher duty" },
};

static const char *const logins[] = { "intake", "dispatcher", "checker", "callback", "duty", "gis", "leader", "auditor", "admin", "keeper" };
static const gint64 operators[] = { WG_TEST_INTAKE, WG_TEST_DISPATCHER, WG_TEST_CHECKER, WG_TEST_CALLBACK, WG_TEST_DUTY,
                                    WG_TEST_GIS, WG_TEST_LEADER, WG_TEST_AUDITOR, WG_TEST_ADMIN, WG_TEST_KEEPER };
/* Moves that make a case, that the case's own history has to allow, or that are nobody's. */
static const WgVerb left_out[] = { WG_VERB_REPORT, WG_VERB_ON_SPOT, WG_VERB_IMPORT, WG_VERB_UNDO };

/* The overlay is a row of its own. */
#define SUSPENDED (WG_CASE_STATE_MERGED + 1)

static const char *
name_state (int state)
{
  return state == SUSPENDED ? "suspended" : wg_case_state_to_nick ((WgCaseState) state);
}

typedef struct
{
  WgTestStore test;
  char *master; /* the number of an open case that others can go into */
  gboolean emergency;
} Cells;

#define EMERGENCY 0x100 /* beside a state */

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

static const Cell *
find_in (const Cell *table, gsize n_cells, const char *verb, const char *state)
{
  for (gsize i = 0; i < n_cells; i++)
    {
      if (g_str_equal (table[i].verb, verb) && has_word (table[i].from, state))
        return &table[i];
    }
  return NULL;
}

static const Cell *
find_cell (Cells *self, const char *verb, const char *state)
{
  const Cell *cell = self->emergency ? find_in (emergency_cells, G_N_ELEMENTS (emergency_cells), verb, state) : NULL;

  return cell != NULL ? cell : find_in (cells, G_N_ELEMENTS (cells), verb, state);
}

static void
add_words (WgAct *act, WgVerb verb)
{
  const char *const *answers = wg_answer_get_all (verb);
  const char *const *reasons = wg_reason_get_all (verb);

  act->text = g_strdup ("说明");
  act->value = g_strdup ("说明");
  act->answer = g_strdup (answers != NULL ? answers[0] : NULL);
  act->reason = g_strdup (reasons != NULL ? reasons[0] : NULL);
  act->reached = g_strdup ("yes");
  act->solved = g_strdup ("yes");
  act->satisfied = g_strdup ("no_answer");
}

/* An act that meets every demand, so that only state and role decide. */
static WgAct *
complete_act (Cells *self, WgVerb verb, const char *number, gint64 operator_id)
{
  WgAct *act = wg_test_act (verb, number, operator_id);

  add_words (act, verb);
  act->until_ms = wg_clock_get_now (self->test.clock) + 3 * G_GINT64_CONSTANT (86400000);
  act->stage = 1;
  act->reporter = verb == WG_VERB_EDIT_REPORTER ? 1 : 0;
  act->person_id = 2;
  act->master = g_strdup (self->master);
  act->class_code = g_strdup ("P0101-2");
  act->route = WG_ROUTE_COORDINATION;
  if (verb == WG_VERB_ATTACH)
    wg_test_act_add_file (act);
  if (verb == WG_VERB_ASSIGN || verb == WG_VERB_REASSIGN)
    act->to_person_id = 1;
  if (verb == WG_VERB_ASSIGN && self->emergency)
    act->tracker_id = 2;
  if (verb == WG_VERB_MOVE)
    {
      act->lon = 116.604;
      act->lat = 40.304;
    }
  return act;
}

static void
perform (Cells *self, WgAct *act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->test.store, act, &error);

  g_assert_no_error (error);
}

/* Walks a new case to a state the shortest way. */
static char *
make_case (Cells *self, int state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) born = NULL;
  WgAct *report = wg_test_report (116.605, 40.305);
  char *number;

  report->route = self->emergency ? WG_ROUTE_EMERGENCY : report->route;
  born = wg_test_perform (self->test.store, report, &error);
  g_assert_no_error (error);
  number = g_strdup (born->number);
  if (state == WG_CASE_STATE_REJECTED)
    perform (self, complete_act (self, WG_VERB_REJECT, number, self->emergency ? WG_TEST_DUTY : WG_TEST_INTAKE));
  if (state == WG_CASE_STATE_MERGED)
    perform (self, complete_act (self, WG_VERB_MERGE, number, WG_TEST_INTAKE));
  if (state == WG_CASE_STATE_REJECTED || state == WG_CASE_STATE_REPORTED || state == WG_CASE_STATE_MERGED)
    return number;
  perform (self, complete_act (self, WG_VERB_FILE, number, WG_TEST_INTAKE));
  if (state >= WG_CASE_STATE_ASSIGNED)
    perform (self, complete_act (self, WG_VERB_ASSIGN, number, WG_TEST_DISPATCHER));
  if (state >= WG_CASE_STATE_HANDLING)
    perform (self, complete_act (self, WG_VERB_ACCEPT, number, WG_TEST_KEEPER));
  if (state == SUSPENDED)
    perform (self, complete_act (self, WG_VERB_SUSPEND, number, WG_TEST_DUTY));
  else if (state >= WG_CASE_STATE_HANDLED)
    perform (self, complete_act (self, WG_VERB_DONE, number, WG_TEST_KEEPER));
  if (state == WG_CASE_STATE_CLOSED)
    perform (self, complete_act (self, WG_VERB_PASS, number, WG_TEST_CHECKER));
  return number;
}

static gboolean
try_cell (Cells *self, const char *number, int state, WgVerb verb, gsize who)
{
  const Cell *cell = find_cell (self, wg_verb_to_nick (verb), name_state (state));
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->test.store, complete_act (self, verb, number, operators[who]), &error);

  g_test_message ("%s %s %s", name_state (state), wg_verb_to_nick (verb), logins[who]);
  if (cell != NULL && has_word (cell->who, logins[who]))
    {
      g_assert_no_error (error);
      if (cell->to != NULL)
        g_assert_cmpstr (wg_case_state_to_nick (result->state), ==, cell->to);
      else if (state != SUSPENDED)
        g_assert_cmpint (result->state, ==, state);
      return TRUE;
    }
  g_assert_null (result);
  if (cell != NULL && *cell->who == '\0')
    g_assert_true (error->domain == WG_ERROR);
  else
    g_assert_error (error, WG_ERROR, (cell == NULL ? WG_ERROR_REFUSED : WG_ERROR_FORBIDDEN));
  g_assert_cmpuint (strlen (error->message), >, 20);
  return FALSE;
}

static gboolean
is_left_out (WgVerb verb)
{
  for (gsize i = 0; i < G_N_ELEMENTS (left_out); i++)
    {
      if (left_out[i] == verb)
        return TRUE;
    }
  return FALSE;
}

static void
test_state (Cells *self, gconstpointer data)
{
  int state = GPOINTER_TO_INT (data) & ~EMERGENCY;
  g_autofree char *number = NULL;
  guint n_allowed = 0;

  self->master = make_case (self, WG_CASE_STATE_REPORTED);
  self->emergency = (GPOINTER_TO_INT (data) & EMERGENCY) != 0;
  for (WgVerb verb = 0; verb < WG_N_VERBS; verb++)
    {
      for (gsize who = 0; who < G_N_ELEMENTS (operators) && !is_left_out (verb); who++)
        {
          if (number == NULL)
            number = make_case (self, state);
          if (try_cell (self, number, state, verb, who))
            {
              n_allowed++;
              g_clear_pointer (&number, g_free);
            }
        }
    }
  g_clear_pointer (&self->master, g_free);
  g_assert_cmpuint (n_allowed, >=, 7);
}

/* A case is born at three desks and nowhere else, solved on the spot or not. */
static void
test_birth (Cells *self, gconstpointer data)
{
  static const WgVerb births[] = { WG_VERB_REPORT, WG_VERB_ON_SPOT };

  for (gsize who = 0; who < G_N_ELEMENTS (operators); who++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (births); i++)
        {
          WgAct *act = wg_test_report (116.605, 40.305);
          g_autoptr (GError) error = NULL;
          g_autoptr (WgActResult) result = NULL;

          g_test_message ("%s %s", wg_verb_to_nick (births[i]), logins[who]);
          act->verb = births[i];
          act->operator_id = operators[who];
          act->person_id = 1;
          act->text = g_strdup ("劝离");
          result = wg_test_perform (self->test.store, act, &error);
          if (has_word ("intake dispatcher duty", logins[who]))
            g_assert_no_error (error);
          else
            g_assert_error (error, WG_ERROR, WG_ERROR_FORBIDDEN);
        }
    }
}

static void
set_up (Cells *self, gconstpointer data)
{
  wg_test_store_set_up (&self->test, NULL);
}

static void
tear_down (Cells *self, gconstpointer data)
{
  wg_test_store_tear_down (&self->test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (int state = 0; state <= SUSPENDED; state++)
    {
      g_autofree char *path = g_strdup_printf ("/case-cells/%s", name_state (state));

      g_test_add (path, Cells, GINT_TO_POINTER (state), set_up, test_state, tear_down);
    }
  for (int state = 0; state < SUSPENDED; state++)
    {
      g_autofree char *path = g_strdup_printf ("/case-cells/emergency/%s", name_state (state));

      g_test_add (path, Cells, GINT_TO_POINTER (state | EMERGENCY), set_up, test_state, tear_down);
    }
  g_test_add ("/case-cells/birth", Cells, NULL, set_up, test_birth, tear_down);
  return g_test_run ();
}
