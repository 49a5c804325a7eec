/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is offered: the rows of the table and no other, with a reason wherever the store would refuse. */

#include "wg-case-offers.h"

#include "wg-operator-area.h"

#define NOW 1000

static WgCaseRecord *
make_record (WgCaseState state)
{
  WgCaseRecord *record = wg_case_record_new ();

  record->number = g_strdup ("1024");
  record->state = state;
  record->person_id = state == WG_CASE_STATE_ASSIGNED || state == WG_CASE_STATE_HANDLING ? 7 : WG_NO_ID;
  record->person_name = g_strdup (record->person_id == 7 ? "王建国" : NULL);
  record->version = 3;
  return record;
}

static const WgOperator dispatcher = { 1, NULL, NULL, G_MININT64, TRUE, WG_ROLE_DISPATCHER };
static const WgOperator checker = { 2, NULL, NULL, G_MININT64, TRUE, WG_ROLE_CHECKER };
static const WgOperator keeper = { 3, NULL, NULL, 7, TRUE, 0 };
static const WgOperator stranger = { 4, NULL, NULL, 8, TRUE, 0 };

static void
test_every_cell (void)
{
  WgWorkflow *workflow = wg_workflow_get_default ();

  for (int state = 0; state < WG_N_CASE_STATES; state++)
    {
      g_autoptr (WgCaseRecord) record = make_record ((WgCaseState) state);
      g_autoptr (GPtrArray) offers = wg_case_offers_list (workflow, record, &dispatcher, NULL, NULL, NOW, FALSE);

      for (int verb = 0; verb < WG_N_VERBS; verb++)
        {
          const WgMove *move = wg_workflow_find (workflow, (WgVerb) verb, (WgCaseState) state);
          const WgCaseOffer *offer = wg_case_offers_find (offers, (WgVerb) verb);

          if (verb == WG_VERB_UNDO)
            continue;
          g_assert_true ((move != NULL && move->roles != 0 && wg_move_get_missing (move, record) == 0) == (offer != NULL));
          if (offer == NULL)
            continue;
          g_assert_true (offer->move == move);
          /* A no always has its reason, a yes never. */
          g_assert_true (offer->allowed == (offer->reason == NULL));
        }
    }
}

static void
test_row_taken_away (void)
{
  gsize n;
  const WgMove *moves = wg_workflow_get_moves (wg_workflow_get_default (), &n);
  g_autoptr (GArray) fewer = g_array_new (FALSE, FALSE, sizeof (WgMove));
  g_autoptr (WgCaseRecord) record = make_record (WG_CASE_STATE_FILED);
  g_autoptr (WgWorkflow) workflow = NULL;
  g_autoptr (GPtrArray) offers = NULL;

  for (gsize i = 0; i < n; i++)
    {
      if (moves[i].verb != WG_VERB_ASSIGN)
        g_array_append_val (fewer, moves[i]);
    }
  workflow = wg_workflow_new ((const WgMove *) (gpointer) fewer->data, fewer->len);
  offers = wg_case_offers_list (workflow, record, &dispatcher, NULL, NULL, NOW, FALSE);
  g_assert_null (wg_case_offers_find (offers, WG_VERB_ASSIGN));
  g_assert_nonnull (wg_case_offers_find (offers, WG_VERB_NOTE));
}

static void
test_acting_for_others (void)
{
  WgWorkflow *workflow = wg_workflow_get_default ();
  g_autoptr (WgCaseRecord) record = make_record (WG_CASE_STATE_ASSIGNED);
  g_autoptr (GPtrArray) desk = wg_case_offers_list (workflow, record, &dispatcher, NULL, NULL, NOW, FALSE);
  g_autoptr (GPtrArray) own = wg_case_offers_list (workflow, record, &keeper, NULL, NULL, NOW, FALSE);
  g_autoptr (GPtrArray) foreign = wg_case_offers_list (workflow, record, &stranger, NULL, NULL, NOW, FALSE);
  const WgCaseOffer *offer = wg_case_offers_find (desk, WG_VERB_ACCEPT);
  g_autoptr (WgAct) act = wg_case_offer_make_act (offer, record);

  g_assert_true (offer->allowed);
  g_assert_cmpstr (offer->for_name, ==, "王建国");
  g_assert_cmpint (act->for_person_id, ==, 7);
  g_assert_cmpint (act->expect_version, ==, 3);
  offer = wg_case_offers_find (own, WG_VERB_ACCEPT);
  g_assert_true (offer->allowed);
  g_assert_cmpint (offer->for_person_id, ==, WG_NO_ID);
  offer = wg_case_offers_find (foreign, WG_VERB_ACCEPT);
  g_assert_false (offer->allowed);
  g_assert_nonnull (strstr (offer->reason, "王建国"));
}

static WgEvent *
make_event (const char *verb, gint64 operator_id)
{
  WgEvent *event = wg_event_new ();

  event->verb = g_strdup (verb);
  event->operator_id = operator_id;
  return event;
}

static void
test_own_work (void)
{
  WgWorkflow *workflow = wg_workflow_get_default ();
  g_autoptr (WgCaseRecord) record = make_record (WG_CASE_STATE_HANDLED);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_event_free);
  g_autoptr (GPtrArray) before = wg_case_offers_list (workflow, record, &checker, events, NULL, NOW, FALSE);
  g_autoptr (GPtrArray) after = NULL;

  g_assert_true (wg_case_offers_find (before, WG_VERB_PASS)->allowed);
  g_ptr_array_add (events, make_event ("done", checker.id));
  after = wg_case_offers_list (workflow, record, &checker, events, NULL, NOW, FALSE);
  g_assert_false (wg_case_offers_find (after, WG_VERB_PASS)->allowed);
  g_assert_false (wg_case_offers_find (after, WG_VERB_FAIL)->allowed);
}

/* An accept that was entered for somebody is that person's work, a "done" is also the work of whoever entered it. */
static void
test_entered_for_somebody (void)
{
  WgWorkflow *workflow = wg_workflow_get_default ();
  g_autoptr (WgCaseRecord) record = make_record (WG_CASE_STATE_HANDLED);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_event_free);
  g_autoptr (GPtrArray) accepted = NULL;
  g_autoptr (GPtrArray) done = NULL;
  WgEvent *event = make_event ("accept", checker.id);

  event->for_person_id = 7;
  g_ptr_array_add (events, event);
  accepted = wg_case_offers_list (workflow, record, &checker, events, NULL, NOW, FALSE);
  g_assert_true (wg_case_offers_find (accepted, WG_VERB_PASS)->allowed);
  event = make_event ("done", checker.id);
  event->for_person_id = 7;
  g_ptr_array_add (events, event);
  done = wg_case_offers_list (workflow, record, &checker, events, NULL, NOW, FALSE);
  g_assert_false (wg_case_offers_find (done, WG_VERB_PASS)->allowed);
}

static void
test_read_only_and_suspended (void)
{
  WgWorkflow *workflow = wg_workflow_get_default ();
  g_autoptr (WgCaseRecord) record = make_record (WG_CASE_STATE_FILED);
  g_autoptr (GPtrArray) read_only = wg_case_offers_list (workflow, record, &dispatcher, NULL, NULL, NOW, TRUE);
  g_autoptr (GPtrArray) suspended = NULL;

  for (guint i = 0; i < read_only->len; i++)
    g_assert_false (((WgCaseOffer *) g_ptr_array_index (read_only, i))->allowed);
  record->suspended_until_ms = G_GINT64_CONSTANT (1900000000000);
  suspended = wg_case_offers_list (workflow, record, &dispatcher, NULL, NULL, NOW, FALSE);
  g_assert_true (wg_case_offers_find (suspended, WG_VERB_NOTE)->allowed);
  g_assert_null (wg_case_offers_find (suspended, WG_VERB_ASSIGN));
}

static void
test_third_bounce (void)
{
  WgWorkflow *workflow = wg_workflow_get_default ();
  const WgOperator duty = { 5, NULL, NULL, G_MININT64, TRUE, WG_ROLE_DUTY };
  g_autoptr (WgCaseRecord) record = make_record (WG_CASE_STATE_FILED);
  g_autoptr (GPtrArray) desk = NULL;
  g_autoptr (GPtrArray) officer = NULL;

  record->needs_duty = 1;
  desk = wg_case_offers_list (workflow, record, &dispatcher, NULL, NULL, NOW, FALSE);
  officer = wg_case_offers_list (workflow, record, &duty, NULL, NULL, NOW, FALSE);
  g_assert_false (wg_case_offers_find (desk, WG_VERB_ASSIGN)->allowed);
  g_assert_true (wg_case_offers_find (officer, WG_VERB_ASSIGN)->allowed);
}

/* More time is asked for in time; until then it is offered. */
static void
test_too_late (void)
{
  g_autoptr (WgCaseRecord) record = make_record (WG_CASE_STATE_HANDLING);
  const WgOperator duty = { 6, NULL, NULL, G_MININT64, TRUE, WG_ROLE_DUTY };

  for (gint64 due_ms = NOW + 1; due_ms >= NOW; due_ms--)
    {
      g_autoptr (GPtrArray) of_keeper = NULL, of_duty = NULL;

      record->due_ms = due_ms;
      of_keeper = wg_case_offers_list (wg_workflow_get_default (), record, &keeper, NULL, NULL, NOW, FALSE);
      of_duty = wg_case_offers_list (wg_workflow_get_default (), record, &duty, NULL, NULL, NOW, FALSE);
      g_assert_cmpint (wg_case_offers_find (of_keeper, WG_VERB_EXTEND)->allowed, ==, due_ms > NOW);
      g_assert_cmpint (wg_case_offers_find (of_duty, WG_VERB_SUSPEND)->allowed, ==, due_ms > NOW);
      g_assert_true (wg_case_offers_find (of_keeper, WG_VERB_ACCEPT) != NULL || wg_case_offers_find (of_keeper, WG_VERB_DONE)->allowed);
    }
}

static void
add_grid (GPtrArray *grids, gint64 id, gint64 parent_id, int depth)
{
  WgGrid *grid = wg_grid_new ();

  grid->id = id;
  grid->parent_id = parent_id;
  grid->depth = depth;
  grid->code = g_strdup_printf ("%d", (int) id);
  grid->name = g_strdup ("网格");
  g_ptr_array_add (grids, grid);
}

static const WgCaseOffer *
offer_at (const WgOperator *who, WgGridTree *tree, gint64 grid_id, GPtrArray **offers)
{
  g_autoptr (WgCaseRecord) record = make_record (WG_CASE_STATE_FILED);
  g_autoptr (WgOperator) here = wg_operator_narrow (who, tree, grid_id, NOW);

  g_clear_pointer (offers, g_ptr_array_unref);
  *offers = wg_case_offers_list (wg_workflow_get_default (), record, here, NULL, NULL, NOW, FALSE);
  return wg_case_offers_find (*offers, WG_VERB_ASSIGN);
}

/* The desk of a part of the district: its own cases, and of the others it is said why not. A role that is over is none. */
static void
test_area (void)
{
  const WgGrant grants[] = { { WG_ROLE_DISPATCHER, 2, 0, WG_NO_TIME }, { WG_ROLE_DUTY, WG_NO_ID, 0, 500 } };
  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (WgGrant));
  const WgOperator who = { 5, NULL, NULL, G_MININT64, TRUE, WG_ROLE_DISPATCHER, held };
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_grid_free);
  g_autoptr (GPtrArray) offers = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgGridTree) tree = NULL;
  const WgCaseOffer *offer;

  g_array_append_vals (held, grants, G_N_ELEMENTS (grants));
  add_grid (grids, 1, WG_NO_ID, 1);
  add_grid (grids, 2, 1, 2);
  add_grid (grids, 3, 1, 2);
  add_grid (grids, 4, 2, 3);
  tree = wg_grid_tree_new_from_array (grids, &error);
  g_assert_no_error (error);
  g_assert_true (wg_operator_works_at (&who, tree, 4, NOW));
  g_assert_false (wg_operator_works_at (&who, tree, 1, NOW));
  g_assert_false (wg_operator_works_at (&who, tree, WG_NO_ID, NOW));
  g_assert_true (wg_operator_works_at (&who, tree, WG_NO_ID, 499));
  g_assert_true (offer_at (&who, tree, 2, &offers)->allowed);
  g_assert_true (offer_at (&who, tree, 4, &offers)->allowed);
  g_assert_false (offer_at (&who, tree, 1, &offers)->allowed);
  g_assert_false (offer_at (&who, tree, WG_NO_ID, &offers)->allowed);
  offer = offer_at (&who, tree, 3, &offers);
  g_assert_false (offer->allowed);
  g_assert_true (g_str_has_prefix (offer->reason, "Outside your area"));
  offer = wg_case_offers_find (offers, WG_VERB_NOTE);
  g_assert_true (g_str_has_prefix (offer->reason, "Outside your area"));
  /* Of a role that was never his, it is not said that it holds elsewhere. */
  offer = wg_case_offers_find (offers, WG_VERB_SUSPEND);
  g_assert_true (g_str_has_prefix (offer->reason, "Only for"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-offers/every-cell", test_every_cell);
  g_test_add_func ("/case-offers/row-taken-away", test_row_taken_away);
  g_test_add_func ("/case-offers/acting-for-others", test_acting_for_others);
  g_test_add_func ("/case-offers/own-work", test_own_work);
  g_test_add_func ("/case-offers/entered-for-somebody", test_entered_for_somebody);
  g_test_add_func ("/case-offers/read-only-and-suspended", test_read_only_and_suspended);
  g_test_add_func ("/case-offers/third-bounce", test_third_bounce);
  g_test_add_func ("/case-offers/area", test_area);
  g_test_add_func ("/case-offers/too-late", test_too_late);
  return g_test_run ();
}
