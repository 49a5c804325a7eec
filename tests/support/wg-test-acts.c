/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a walk through the workflow at random wants acts that may well be refused, but mostly for a reason of the workflow, not
 * because nothing was filled in.
 */

#include "wg-test-acts.h"

#include "wg-test-store.h"

double
wg_test_draw_lon (void)
{
  return g_test_rand_double_range (116.595, 116.625); /* a little beyond the district on both sides */
}

double
wg_test_draw_lat (void)
{
  return g_test_rand_double_range (40.298, 40.322);
}

/* Who may: one of the roles of the row, drawn; whoever is named by the case is acted for by the desk, which has every role. */
static gint64
choose_operator (guint roles)
{
  static const struct
  {
    guint role;
    gint64 operator_id;
  } accounts[] = { { WG_ROLE_INTAKE, WG_TEST_INTAKE },     { WG_ROLE_CHECKER, WG_TEST_CHECKER }, { WG_ROLE_CALLBACK, WG_TEST_CALLBACK },
                   { WG_ROLE_LEADER, WG_TEST_LEADER },     { WG_ROLE_DUTY, WG_TEST_DUTY },       { WG_ROLE_DISPATCHER, WG_TEST_DISPATCHER },
                   { WG_ROLE_ASSIGNEE, WG_TEST_DISPATCHER } };

  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      if ((roles & accounts[i].role) != 0)
        return accounts[i].operator_id;
    }
  return WG_TEST_DESK;
}

static const char *
draw_word (const char *const *words)
{
  return words != NULL ? words[g_test_rand_int_range (0, (int) g_strv_length ((char **) words))] : NULL;
}

void
wg_test_act_add_file (WgAct *act)
{
  WgKeptFile *file = g_new0 (WgKeptFile, 1);

  file->sha256 = g_strnfill (64, 'a');
  file->name = g_strdup ("photo.jpg");
  file->mime = g_strdup ("image/jpeg");
  file->bytes = 3;
  act->files = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_kept_file_free);
  g_ptr_array_add (act->files, file);
}

static void
fill_words (WgAct *act, const WgMove *move)
{
  static const char *const yes_no[] = { "yes", "no", NULL };
  static const char *const classes[] = { "P0101-1", "P0101-2", "E0651-1", "E0101-1", NULL };

  act->reason = g_strdup (draw_word (wg_reason_get_all (move->verb)));
  act->answer = g_strdup (draw_word (wg_answer_get_all (move->verb)));
  act->text = g_strdup ("说明");
  act->value = g_strdup ("说明");
  act->reached = g_strdup (draw_word (yes_no));
  act->solved = g_strdup (draw_word (yes_no));
  act->satisfied = g_strdup ("no_answer");
  act->outside_confirmed = TRUE;
  if ((move->demands & WG_DEMAND_CLASS) != 0)
    act->class_code = g_strdup (draw_word (classes));
  if ((move->demands & WG_DEMAND_ROUTE) != 0)
    act->route = g_test_rand_int_range (0, WG_N_ROUTES);
}

static void
fill_demands (WgCaseBoard *board, WgAct *act, const WgMove *move, const WgCaseRecord *record)
{
  GPtrArray *cases = wg_case_board_get_cases (board);
  const WgCaseRecord *other = cases->pdata[g_test_rand_int_range (0, (int) cases->len)];

  fill_words (act, move);
  if ((move->roles & (WG_ROLE_ASSIGNEE | WG_ROLE_CO | WG_ROLE_ASKED | WG_ROLE_SIGNER)) != 0)
    act->for_person_id = (move->roles & WG_ROLE_ASSIGNEE) != 0 ? record->person_id : g_test_rand_int_range (1, 4);
  if ((move->demands & (WG_DEMAND_ASSIGNEE | WG_DEMAND_BELOW)) != 0)
    act->to_person_id = g_test_rand_int_range (1, 4);
  if ((move->demands & WG_DEMAND_PERSON) != 0)
    act->person_id = g_test_rand_int_range (1, 4);
  if ((move->demands & (WG_DEMAND_UNTIL | WG_DEMAND_REPLY_BY)) != 0 || move->verb == WG_VERB_NOTICE)
    act->until_ms = wg_clock_get_now (wg_store_get_clock (wg_case_board_get_store (board))) + g_test_rand_int_range (1, 4) * G_GINT64_CONSTANT (86400000);
  act->stage = record->signs + 1;
  act->reporter = 1;
  act->master = g_strdup (other->number);
  if (move->verb == WG_VERB_ATTACH)
    wg_test_act_add_file (act);
  if (move->verb == WG_VERB_MOVE)
    {
      act->lon = wg_test_draw_lon ();
      act->lat = wg_test_draw_lat ();
    }
}

static WgAct *
report (void)
{
  WgAct *act = wg_test_report (wg_test_draw_lon (), wg_test_draw_lat ());

  act->anonymous = g_test_rand_bit ();
  act->reporter_name = g_strdup ("周敏");
  act->route = g_test_rand_int_range (0, 8) == 0 ? (int) WG_ROUTE_EMERGENCY : -1;
  return act;
}

static const WgMove *
find_move (GPtrArray *moves, WgVerb verb)
{
  for (guint i = 0; i < moves->len; i++)
    {
      const WgMove *move = moves->pdata[i];

      if (move->verb == verb)
        return move;
    }
  return NULL;
}

/* Any move, but rather one that leads on: drawn evenly, all cases would be supervised long before they are handled, and none
 * would ever be closed. A suspension is seldom possible, so every fourth time it is taken: else one or two would end in ten
 * thousand steps.
 */
static const WgMove *
draw_move (GPtrArray *moves)
{
  const WgMove *move = g_test_rand_int_range (0, 4) == 0 ? find_move (moves, WG_VERB_SUSPEND) : NULL;

  if (move != NULL)
    return move;
  for (int i = 0; i < 3 && (move == NULL || move->to >= WG_MOVE_SAME); i++)
    move = moves->pdata[g_test_rand_int_range (0, (int) moves->len)];
  return move;
}

WgAct *
wg_test_draw_act (WgCaseBoard *board)
{
  GPtrArray *cases = wg_case_board_get_cases (board);
  g_autoptr (GPtrArray) moves = NULL;
  const WgCaseRecord *record;
  const WgMove *move;
  WgAct *act;

  if (cases->len == 0 || g_test_rand_int_range (0, 5) == 0)
    return report ();
  record = cases->pdata[g_test_rand_int_range (0, (int) cases->len)];
  moves = wg_workflow_get_legal (wg_store_get_workflow (wg_case_board_get_store (board)), record);
  move = draw_move (moves);
  act = wg_test_act (move->verb, record->number, choose_operator (wg_move_get_roles (move, record->route)));
  fill_demands (board, act, move, record);
  return act;
}
