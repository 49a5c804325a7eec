/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The live list: the listeners' picture of it equals the list after any news, rows that did not move are not touched, and
 * nothing moves while it is held.
 */

#include "wg-case-list-model.h"
#include "wg-case-list.h"
#include "wg-test-store.h"

typedef struct
{
  WgTestStore base;
  WgContext *context;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  wg_test_store_set_up (&self->base, NULL);
  self->context = wg_context_new (self->base.store, NULL);
  while (!wg_case_board_is_loaded (wg_context_get_board (self->context)))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->context);
  wg_test_store_tear_down (&self->base);
}

/* Waits until the board holds the case at this version or a later one. */
static WgCaseRecord *
wait_for_version (Fixture *self, const WgActResult *result)
{
  WgCaseBoard *board = wg_context_get_board (self->context);
  WgCaseRecord *record;

  while ((record = wg_case_board_find (board, result->case_id)) == NULL || record->version < result->version)
    g_main_context_iteration (NULL, TRUE);
  return record;
}

static WgActResult *
register_case (Fixture *self, double lon)
{
  g_autoptr (GError) error = NULL;
  WgActResult *result = wg_test_perform (self->base.store, wg_test_report (lon, 40.305), &error);

  g_assert_no_error (error);
  wait_for_version (self, result);
  return result;
}

static void
move (Fixture *self, WgVerb verb, const char *number, gint64 operator_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->base.store, wg_test_act (verb, number, operator_id), &error);

  g_assert_no_error (error);
  wait_for_version (self, result);
}

/* A listener that believes only what it is told. */
static void
mirror (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  GPtrArray *picture = user_data;

  g_assert_cmpuint (position + removed, <=, picture->len);
  if (removed > 0)
    g_ptr_array_remove_range (picture, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (picture, (int) (position + i), g_list_model_get_item (model, position + i));
  g_assert_cmpuint (picture->len, ==, g_list_model_get_n_items (model));
}

static void
assert_same (GListModel *model, GPtrArray *picture)
{
  g_assert_cmpuint (picture->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < picture->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_assert_true (item == g_ptr_array_index (picture, i));
    }
}

static void
assert_ordered (GListModel *model, WgCaseOrder order)
{
  for (guint i = 1; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (WgCaseItem) a = g_list_model_get_item (model, i - 1);
      g_autoptr (WgCaseItem) b = g_list_model_get_item (model, i);

      g_assert_cmpint (wg_case_order_compare (order, wg_case_item_get_record (a), wg_case_item_get_record (b)), <, 0);
    }
}

static void
test_random (Fixture *self, gconstpointer data)
{
  g_autoptr (WgCaseListModel) model = wg_case_list_model_new (self->context, WG_QUEUE_OPEN);
  g_autoptr (GPtrArray) picture = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);

  g_signal_connect (model, "items-changed", G_CALLBACK (mirror), picture);
  for (int step = 0; step < 60; step++)
    {
      gboolean in_thread = g_test_rand_int_range (0, 2) == 0;
      static const WgQueue queues[] = { WG_QUEUE_OPEN, WG_QUEUE_REPORTED, WG_QUEUE_TO_DISPATCH };

      if (numbers->len < 4 || g_test_rand_int_range (0, 2) == 0)
        {
          g_autoptr (WgActResult) result = register_case (self, 116.601 + g_test_rand_double_range (0, 0.018));

          g_ptr_array_add (numbers, g_strdup (result->number));
        }
      else
        {
          guint at = (guint) g_test_rand_int_range (0, (int) numbers->len);

          move (self, WG_VERB_FILE, g_ptr_array_index (numbers, at), WG_TEST_INTAKE);
          g_ptr_array_remove_index_fast (numbers, at);
        }
      wg_clock_advance (self->base.clock, g_test_rand_int_range (0, 90000));
      if (step % 7 == 0)
        wg_case_list_model_set_queue (model, queues[g_test_rand_int_range (0, 3)]);
      wg_case_list_model_set_few (model, in_thread ? 0 : 1000);
      if (step % 5 == 0)
        wg_case_list_model_set_order (model, (WgCaseOrder) g_test_rand_int_range (0, WG_N_CASE_ORDERS), FALSE);
      while (wg_case_list_model_is_arranging (model))
        g_main_context_iteration (NULL, TRUE);
      if (!in_thread)
        wg_case_list_model_settle (model);
      assert_same (G_LIST_MODEL (model), picture);
    }
  wg_case_list_model_set_order (model, WG_CASE_ORDER_URGENCY, FALSE);
  wg_case_list_model_settle (model);
  assert_same (G_LIST_MODEL (model), picture);
  assert_ordered (G_LIST_MODEL (model), WG_CASE_ORDER_URGENCY);
}

static void
count_arranged (guint *n)
{
  (*n)++;
}

/* Many cases are arranged in a thread: the old rows stay until then, what changes meanwhile is not lost, and who has asked for
 * something else since gets only that.
 */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (WgCaseListModel) model = wg_case_list_model_new (self->context, WG_QUEUE_TO_DISPATCH);
  g_autoptr (WgActResult) first = register_case (self, 116.605);
  g_autoptr (WgActResult) second = register_case (self, 116.605);
  g_autoptr (WgCaseItem) item = NULL;
  guint n_arranged = 0;

  wg_case_list_model_set_few (model, 0);
  g_signal_connect_swapped (model, "arranged", G_CALLBACK (count_arranged), &n_arranged);
  wg_case_list_model_set_queue (model, WG_QUEUE_OPEN);
  g_assert_true (wg_case_list_model_is_arranging (model));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  wg_case_list_model_set_order (model, WG_CASE_ORDER_NEWEST, TRUE);
  wg_case_list_model_set_text (model, second->number);
  wg_case_list_model_set_text (model, NULL);
  while (wg_case_list_model_is_arranging (model))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_arranged, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 2);
  g_assert_cmpuint (wg_case_list_model_find (model, first->case_id), ==, 1);
  wg_case_list_model_set_order (model, WG_CASE_ORDER_URGENCY, FALSE);
  move (self, WG_VERB_FILE, second->number, WG_TEST_INTAKE);
  while (wg_case_list_model_is_arranging (model))
    g_main_context_iteration (NULL, TRUE);
  item = g_list_model_get_item (G_LIST_MODEL (model), wg_case_list_model_find (model, second->case_id));
  g_assert_cmpint (wg_case_item_get_record (item)->state, ==, WG_CASE_STATE_FILED);
}

/* More rows than a screen: the items stay where they are and become those of other cases, so that a view need not make them anew;
 * what its listeners see is the list all the same.
 */
static void
test_exchange (Fixture *self, gconstpointer data)
{
  g_autoptr (WgCaseListModel) model = wg_case_list_model_new (self->context, WG_QUEUE_OPEN);
  g_autoptr (GPtrArray) picture = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (WgCaseItem) first = NULL;
  g_autoptr (WgActResult) oldest = register_case (self, 116.605);
  WgCaseItem *other;

  g_signal_connect (model, "items-changed", G_CALLBACK (mirror), picture);
  wg_clock_advance (self->base.clock, 1000);
  for (int i = 0; i < 59; i++)
    {
      g_autoptr (WgActResult) result = register_case (self, 116.605);

      wg_clock_advance (self->base.clock, 1000);
    }
  wg_case_list_model_set_order (model, WG_CASE_ORDER_NEWEST, TRUE);
  wg_case_list_model_settle (model);
  g_assert_cmpuint (picture->len, ==, 60);
  g_assert_cmpuint (wg_case_list_model_find (model, oldest->case_id), ==, 0);
  first = g_object_ref (g_ptr_array_index (picture, 0));
  wg_case_list_model_set_order (model, WG_CASE_ORDER_NEWEST, FALSE);
  wg_case_list_model_settle (model);
  assert_same (G_LIST_MODEL (model), picture);
  assert_ordered (G_LIST_MODEL (model), WG_CASE_ORDER_NEWEST);
  g_assert_true (g_ptr_array_index (picture, 0) == (gpointer) first);
  g_assert_cmpuint (wg_case_list_model_find (model, oldest->case_id), ==, 59);
  other = g_ptr_array_index (picture, 59);
  g_assert_cmpint (wg_case_item_get_record (other)->id, ==, oldest->case_id);
  move (self, WG_VERB_FILE, oldest->number, WG_TEST_INTAKE);
  g_assert_cmpint (wg_case_item_get_record (other)->state, ==, WG_CASE_STATE_FILED);
}

/* The choice is a case, not a row: it goes where the case goes, and stands for nobody else. */
static void
test_exchange_chosen (Fixture *self, gconstpointer data)
{
  WgCaseList *list = g_object_new (WG_TYPE_CASE_LIST, NULL);
  WgSelection *selection = wg_context_get_selection (self->context);
  g_autoptr (WgActResult) chosen = register_case (self, 116.605);
  WgCaseListModel *model;

  for (int i = 0; i < 59; i++)
    {
      g_autoptr (WgActResult) result = register_case (self, 116.605);

      wg_clock_advance (self->base.clock, 1000);
    }
  g_object_ref_sink (list);
  wg_case_list_set_context (list, self->context);
  model = wg_case_list_get_model (list);
  wg_case_list_set_queue (list, WG_QUEUE_OPEN);
  wg_case_list_model_settle (model);
  wg_selection_select_case (selection, chosen->case_id);
  wg_case_list_model_set_few (model, 0);
  for (int i = 0; i < 4; i++)
    {
      wg_case_list_model_set_order (model, WG_CASE_ORDER_NEWEST, i % 2 == 0);
      while (wg_case_list_model_is_arranging (model))
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (wg_selection_get_case (selection), ==, chosen->case_id);
    }
  wg_case_list_set_queue (list, WG_QUEUE_SUSPENDED);
  while (wg_case_list_model_is_arranging (model))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (wg_selection_get_case (selection), ==, chosen->case_id);
  g_object_unref (list);
}

static void
count_touched (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  *(guint *) user_data += removed + added;
}

/* Most of the rows go, all over the list: told row by row, a view destroys each of those that it has on the screen. */
static void
test_exchange_removed (Fixture *self, gconstpointer data)
{
  g_autoptr (WgCaseListModel) model = wg_case_list_model_new (self->context, WG_QUEUE_OPEN);
  g_autoptr (GPtrArray) picture = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (WgCaseItem) first = NULL;
  guint n_changes = 0;

  g_signal_connect (model, "items-changed", G_CALLBACK (mirror), picture);
  for (int i = 0; i < 63; i++)
    {
      g_autoptr (WgActResult) result = register_case (self, i % 3 == 1 ? 116.615 : 116.605);

      wg_clock_advance (self->base.clock, 1000);
    }
  wg_case_list_model_set_order (model, WG_CASE_ORDER_NEWEST, TRUE);
  wg_case_list_model_settle (model);
  first = g_object_ref (g_ptr_array_index (picture, 0));
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (count_arranged), &n_changes);
  wg_case_list_model_set_grid (model, 3);
  assert_same (G_LIST_MODEL (model), picture);
  g_assert_cmpuint (picture->len, ==, 21);
  g_assert_true (g_ptr_array_index (picture, 0) == (gpointer) first);
  g_assert_cmpuint (n_changes, ==, 1);
}

static void
test_fewest_changes (Fixture *self, gconstpointer data)
{
  g_autoptr (WgCaseListModel) model = wg_case_list_model_new (self->context, WG_QUEUE_REPORTED);
  g_autoptr (WgActResult) second = NULL;
  guint touched = 0;

  for (int i = 0; i < 8; i++)
    {
      g_autoptr (WgActResult) result = register_case (self, 116.605);

      wg_clock_advance (self->base.clock, 60000);
      if (i == 2)
        second = g_steal_pointer (&result);
    }
  wg_case_list_model_settle (model);
  g_signal_connect (model, "items-changed", G_CALLBACK (count_touched), &touched);
  move (self, WG_VERB_FILE, second->number, WG_TEST_INTAKE);
  wg_case_list_model_settle (model);
  g_assert_cmpuint (touched, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 7);
  g_assert_cmpuint (wg_case_list_model_find (model, second->case_id), ==, G_MAXUINT);
}

static void
test_filters (Fixture *self, gconstpointer data)
{
  g_autoptr (WgCaseListModel) model = wg_case_list_model_new (self->context, WG_QUEUE_OPEN);
  g_autoptr (WgActResult) inside = register_case (self, 116.605);
  g_autoptr (WgActResult) other = register_case (self, 116.615);
  g_autoptr (WgActResult) outside = register_case (self, 120);
  const guint *counts;

  wg_case_list_model_settle (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 3);
  wg_case_list_model_set_grid (model, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  g_assert_cmpuint (wg_case_list_model_find (model, inside->case_id), ==, 0);
  wg_case_list_model_set_grid (model, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 2);
  wg_case_list_model_set_grid (model, WG_NO_ID);
  wg_case_list_model_set_text (model, other->number);
  g_assert_cmpuint (wg_case_list_model_find (model, other->case_id), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  wg_case_list_model_set_text (model, "井盖");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 3);
  wg_case_list_model_set_text (model, "井盖 nowhere");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  counts = wg_case_list_model_get_counts (model);
  g_assert_cmpuint (counts[WG_QUEUE_OUTSIDE], ==, 1);
  g_assert_cmpuint (counts[WG_QUEUE_OPEN], ==, 3);
  g_assert_nonnull (outside);
}

static void
test_time_makes_overdue (Fixture *self, gconstpointer data)
{
  g_autoptr (WgCaseListModel) model = wg_case_list_model_new (self->context, WG_QUEUE_OVERDUE);
  g_autoptr (WgActResult) result = register_case (self, 116.605);
  const guint *counts = wg_case_list_model_get_counts (model);

  g_assert_cmpuint (counts[WG_QUEUE_OVERDUE], ==, 0);
  wg_clock_advance (self->base.clock, 12 * 60000);
  wg_context_tick (self->context);
  g_assert_cmpuint (counts[WG_QUEUE_DUE_SOON], ==, 1);
  wg_clock_advance (self->base.clock, 3 * 60000);
  wg_context_tick (self->context);
  g_assert_cmpuint (counts[WG_QUEUE_OVERDUE], ==, 1);
  g_assert_cmpuint (counts[WG_QUEUE_DUE_SOON], ==, 0);
  wg_case_list_model_settle (model);
  g_assert_cmpuint (wg_case_list_model_find (model, result->case_id), ==, 0);
}

static void
test_held (Fixture *self, gconstpointer data)
{
  g_autoptr (WgCaseListModel) model = wg_case_list_model_new (self->context, WG_QUEUE_REPORTED);
  g_autoptr (WgActResult) result = register_case (self, 116.605);
  g_autoptr (WgCaseItem) item = NULL;

  wg_case_list_model_settle (model);
  item = g_list_model_get_item (G_LIST_MODEL (model), 0);
  wg_case_list_model_set_held (model, TRUE);
  move (self, WG_VERB_FILE, result->number, WG_TEST_INTAKE);
  /* The row shows what it is now, but it stays where it is, longer than the list would take otherwise. */
  g_assert_cmpint (wg_case_item_get_record (item)->state, ==, WG_CASE_STATE_FILED);
  wg_test_wait_ms (2500);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  wg_case_list_model_set_held (model, FALSE);
  while (g_list_model_get_n_items (G_LIST_MODEL (model)) > 0)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/case-list-model/random", Fixture, NULL, set_up, test_random, tear_down);
  g_test_add ("/case-list-model/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/case-list-model/exchange", Fixture, NULL, set_up, test_exchange, tear_down);
  g_test_add ("/case-list-model/exchange/chosen", Fixture, NULL, set_up, test_exchange_chosen, tear_down);
  g_test_add ("/case-list-model/exchange/removed", Fixture, NULL, set_up, test_exchange_removed, tear_down);
  g_test_add ("/case-list-model/fewest-changes", Fixture, NULL, set_up, test_fewest_changes, tear_down);
  g_test_add ("/case-list-model/filters", Fixture, NULL, set_up, test_filters, tear_down);
  g_test_add ("/case-list-model/time", Fixture, NULL, set_up, test_time_makes_overdue, tear_down);
  g_test_add ("/case-list-model/held", Fixture, NULL, set_up, test_held, tear_down);
  return g_test_run ();
}
