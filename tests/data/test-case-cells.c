/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every cell of state x verb x operator: allowed with its effect where the table of the design says so, refused with the
 * right kind of refusal everywhere else. The table stands here a second time, in the test's own words.
 */

#include "wg-error.h"
#include "wg-test-store.h"

#include <string.h>

typedef struct
{
  const char *verb;
  const char *from; /* states, separated by blanks */
  const char *to;   /* NULL: stays */
  const char *who;  /* logins of single-role operators, and "keeper" for the assignee */
} Cell;

static const Cell cells[] = {
  { "file", "reported", "filed", "intake" },
  { "reject", "reported", "rejected", "intake" },
  { "assign", "filed", "assigned", "dispatcher duty" },
  { "accept", "assigned", "handling", "keeper" },
  { "bounce", "assigned handling", "filed", "keeper" },
  { "reassign", "assigned handling", "assigned", "dispatcher duty" },
  { "done", "handling", "handled", "keeper" },
  { "pass", "handled", "closed", "checker" },
  { "fail", "handled", "handling", "checker" },
  { "reopen", "closed", "filed", "callback checker duty" },
  { "reopen", "rejected", "reported", "duty" },
  { "note", "reported filed rejected", NULL, "intake dispatcher checker callback duty leader" },
  { "note", "assigned handling handled closed", NULL, "intake dispatcher checker callback duty leader keeper" },
  { "move", "reported filed assigned handling handled", NULL, "intake dispatcher duty" },
};

static const char *const logins[] = { "intake", "dispatcher", "checker", "callback", "duty", "gis", "leader", "auditor", "admin", "keeper" };
static const gint64 operators[] = { WG_TEST_INTAKE, WG_TEST_DISPATCHER, WG_TEST_CHECKER, WG_TEST_CALLBACK, WG_TEST_DUTY,
                                    WG_TEST_GIS, WG_TEST_LEADER, WG_TEST_AUDITOR, WG_TEST_ADMIN, WG_TEST_KEEPER };
static const WgVerb verbs[] = { WG_VERB_FILE, WG_VERB_REJECT, WG_VERB_ASSIGN, WG_VERB_ACCEPT, WG_VERB_BOUNCE, WG_VERB_REASSIGN,
                                WG_VERB_DONE, WG_VERB_PASS, WG_VERB_FAIL, WG_VERB_REOPEN, WG_VERB_NOTE, WG_VERB_MOVE };

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

static const Cell *
find_cell (const char *verb, const char *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      if (g_str_equal (cells[i].verb, verb) && has_word (cells[i].from, state))
        return &cells[i];
    }
  return NULL;
}

/* An act that meets every demand, so that only state and role decide. */
static WgAct *
complete_act (WgVerb verb, const char *number, gint64 operator_id)
{
  WgAct *act = wg_test_act (verb, number, operator_id);

  act->text = g_strdup ("说明");
  if (verb == WG_VERB_REJECT)
    act->reason = g_strdup ("untrue");
  if (verb == WG_VERB_BOUNCE)
    act->reason = g_strdup ("not_our_job");
  if (verb == WG_VERB_ASSIGN || verb == WG_VERB_REASSIGN)
    act->to_person_id = 1;
  if (verb == WG_VERB_MOVE)
    {
      act->lon = 116.604;
      act->lat = 40.304;
    }
  return act;
}

static void
perform (WgTestStore *self, WgAct *act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->store, act, &error);

  g_assert_no_error (error);
}

/* Walks a new case to a state the shortest way. */
static char *
make_case (WgTestStore *self, WgCaseState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) born = wg_test_perform (self->store, wg_test_report (116.605, 40.305), &error);
  char *number;

  g_assert_no_error (error);
  number = g_strdup (born->number);
  if (state == WG_CASE_STATE_REJECTED)
    perform (self, complete_act (WG_VERB_REJECT, number, WG_TEST_INTAKE));
  if (state == WG_CASE_STATE_REJECTED || state == WG_CASE_STATE_REPORTED)
    return number;
  perform (self, complete_act (WG_VERB_FILE, number, WG_TEST_INTAKE));
  if (state >= WG_CASE_STATE_ASSIGNED)
    perform (self, complete_act (WG_VERB_ASSIGN, number, WG_TEST_DISPATCHER));
  if (state >= WG_CASE_STATE_HANDLING)
    perform (self, complete_act (WG_VERB_ACCEPT, number, WG_TEST_KEEPER));
  if (state >= WG_CASE_STATE_HANDLED)
    perform (self, complete_act (WG_VERB_DONE, number, WG_TEST_KEEPER));
  if (state == WG_CASE_STATE_CLOSED)
    perform (self, complete_act (WG_VERB_PASS, number, WG_TEST_CHECKER));
  return number;
}

static void
assert_allowed (const Cell *cell, WgCaseState state, const WgActResult *result, const GError *error)
{
  g_assert_no_error (error);
  g_assert_cmpstr (wg_case_state_to_nick (result->state), ==, cell->to != NULL ? cell->to : wg_case_state_to_nick (state));
}

static gboolean
try_cell (WgTestStore *self, const char *number, WgCaseState state, WgVerb verb, gsize who)
{
  const Cell *cell = find_cell (wg_verb_to_nick (verb), wg_case_state_to_nick (state));
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->store, complete_act (verb, number, operators[who]), &error);

  if (cell != NULL && has_word (cell->who, logins[who]))
    {
      assert_allowed (cell, state, result, error);
      return TRUE;
    }
  g_assert_null (result);
  g_assert_error (error, WG_ERROR, (cell == NULL ? WG_ERROR_REFUSED : WG_ERROR_FORBIDDEN));
  g_assert_cmpuint (strlen (error->message), >, 20);
  return FALSE;
}

static void
test_state (WgTestStore *self, gconstpointer data)
{
  WgCaseState state = (WgCaseState) GPOINTER_TO_INT (data);
  g_autofree char *number = NULL;
  guint n_allowed = 0;

  for (gsize v = 0; v < G_N_ELEMENTS (verbs); v++)
    {
      for (gsize who = 0; who < G_N_ELEMENTS (operators); who++)
        {
          if (number == NULL)
            number = make_case (self, state);
          if (try_cell (self, number, state, verbs[v], who))
            {
              n_allowed++;
              g_clear_pointer (&number, g_free);
            }
        }
    }
  g_assert_cmpuint (n_allowed, >=, 7);
}

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (int state = 0; state < WG_CASE_STATE_MERGED; state++)
    {
      g_autofree char *path = g_strdup_printf ("/case-cells/%s", wg_case_state_to_nick ((WgCaseState) state));

      g_test_add (path, WgTestStore, GINT_TO_POINTER (state), set_up, test_state, tear_down);
    }
  return g_test_run ();
}
