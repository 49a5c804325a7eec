/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The form asks for whatever a row of the workflow demands, and takes nothing for granted that only a person can know. */

#include "wg-case-questions.h"

#include "wg-test-store.h"

#include <adwaita.h>

static WgCaseQuestions *
ask (const WgMove *move)
{
  g_autoptr (WgCaseRecord) record = wg_case_record_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  WgCaseQuestions *questions = g_object_ref_sink (g_object_new (WG_TYPE_CASE_QUESTIONS, NULL));

  record->signs = 2;
  wg_case_questions_ask (questions, move, record, WG_TEST_NOW, zone);
  return questions;
}

static guint
count_lines (WgCaseQuestions *questions)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (questions)); child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

/* What the form can answer by itself: a day, a route, which of one reporter, which stage comes next. */
#define PROPOSED (WG_DEMAND_UNTIL | WG_DEMAND_REPLY_BY | WG_DEMAND_ROUTE | WG_DEMAND_REPORTER | WG_DEMAND_EVIDENCE | WG_DEMAND_STAGE)

static void
test_every_row (void)
{
  gsize n_moves;
  const WgMove *moves = wg_workflow_get_moves (wg_workflow_get_default (), &n_moves);

  for (gsize i = 0; i < n_moves; i++)
    {
      guint demands = moves[i].demands & WG_CASE_QUESTION_DEMANDS;
      g_autoptr (WgCaseQuestions) questions = ask (&moves[i]);
      g_autoptr (WgAct) act = wg_act_new (moves[i].verb, "1");

      g_test_message ("%s", wg_verb_to_nick (moves[i].verb));
      if ((demands & ~WG_DEMAND_STAGE) != 0)
        g_assert_cmpuint (count_lines (questions), >, 0);
      g_assert_cmpint (wg_case_questions_fill (questions, act), ==, (demands & ~PROPOSED) == 0);
    }
}

static void
test_proposals (void)
{
  WgWorkflow *workflow = wg_workflow_get_default ();
  g_autoptr (WgCaseQuestions) suspend = ask (wg_workflow_find (workflow, WG_VERB_SUSPEND, WG_CASE_STATE_HANDLING));
  g_autoptr (WgCaseQuestions) accept = ask (wg_workflow_find (workflow, WG_VERB_ACCEPT, WG_CASE_STATE_ASSIGNED));
  g_autoptr (WgAct) act = wg_act_new (WG_VERB_SUSPEND, "1");

  g_assert_true (wg_case_questions_fill (suspend, act));
  /* Midnight in Shanghai, a week ahead. */
  g_assert_cmpint (act->until_ms, >, WG_TEST_NOW + 6 * G_GINT64_CONSTANT (86400000));
  g_assert_cmpint ((act->until_ms + 8 * G_GINT64_CONSTANT (3600000)) % G_GINT64_CONSTANT (86400000), ==, 0);
  g_assert_cmpint (act->stage, ==, 3);
  g_assert_cmpuint (count_lines (accept), ==, 0);
  g_assert_null (wg_case_questions_get_name (accept));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/case-questions/every-row", test_every_row);
  g_test_add_func ("/case-questions/proposals", test_proposals);
  return g_test_run ();
}
