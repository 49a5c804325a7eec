/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several cases at once: marked with the keys, told in exact numbers, moved in one decision and taken back in one. */

#include "hands.h"
#include "wg-batch-page.h"
#include "wg-case-list-private.h"
#include "wg-test-window.h"

#include <shumate/shumate.h>
#include <string.h>

#define N_CASES 3

typedef struct
{
  WgTestWindow base;
  WgCaseBoard *board;
  char *numbers[N_CASES];
} Fixture;

static WgCaseRecord *
find (Fixture *f, guint i)
{
  return wg_case_board_find_number (f->board, f->numbers[i]);
}

static void
wait_for_states (Fixture *f, WgCaseState state)
{
  for (guint i = 0; i < N_CASES; i++)
    {
      while (find (f, i) == NULL || find (f, i)->state != state)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
perform (Fixture *f, WgAct *act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (f->base.base.store, act, &error);

  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  WgCaseList *list;

  wg_test_store_set_up (&f->base.base, NULL);
  wg_test_window_open (&f->base);
  f->board = wg_context_get_board (f->base.window->context);
  for (guint i = 0; i < N_CASES; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WgActResult) result = wg_test_perform (f->base.base.store, wg_test_report (116.605, 40.305), &error);

      g_assert_no_error (error);
      f->numbers[i] = g_strdup (result->number);
      perform (f, wg_test_act (WG_VERB_FILE, f->numbers[i], WG_TEST_DESK));
    }
  wait_for_states (f, WG_CASE_STATE_FILED);
  list = wg_dispatch_page_get_list (f->base.window->page);
  wg_case_list_set_queue (list, WG_QUEUE_OPEN);
  while (g_list_model_get_n_items (G_LIST_MODEL (list->model)) < N_CASES)
    g_main_context_iteration (NULL, TRUE);
  hands_take (GTK_WINDOW (f->base.window));
  wg_test_wait_ms (300);
  wg_dispatch_page_take_focus (f->base.window->page);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < N_CASES; i++)
    g_free (f->numbers[i]);
  wg_test_window_close (&f->base);
}

static gboolean
is_page (GtkWidget *widget, gconstpointer data)
{
  return WG_IS_BATCH_PAGE (widget);
}

static gboolean
is_label_with (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static void
wait_for_words (Fixture *f, const char *text)
{
  GtkWidget *page;

  g_test_message ("waiting for “%s”", text);
  do
    {
      page = wg_test_window_find (GTK_WIDGET (f->base.window), is_page, NULL);
      if (page != NULL && wg_test_window_find (page, is_label_with, text) != NULL)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
  while (TRUE);
}

static guint
count_events (Fixture *f, guint i, const char *verb)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (f->base.base.store, f->numbers[i]);
  guint n = 0;

  for (guint event = 0; event < file->events->len; event++)
    n += g_str_equal (((const WgEvent *) g_ptr_array_index (file->events, event))->verb, verb);
  return n;
}

static void
test_as_proposed (Fixture *f, gconstpointer data)
{
  guint n;

  hands_press ("ctrl+a");
  wg_selection_get_cases (wg_context_get_selection (f->base.window->context), &n);
  g_assert_cmpuint (n, ==, N_CASES);
  wait_for_words (f, "王建国");
  wait_for_words (f, "3");
  for (guint i = 0; i < N_CASES; i++)
    wait_for_words (f, f->numbers[i]);
  while (count_events (f, 0, "assign") == 0)
    {
      hands_press ("ctrl+Return");
      wg_test_wait_ms (100);
    }
  wait_for_states (f, WG_CASE_STATE_ASSIGNED);
  for (guint i = 0; i < N_CASES; i++)
    {
      g_assert_cmpstr (wg_case_record_get_holder (find (f, i)), ==, "王建国");
      g_assert_cmpuint (count_events (f, i, "assign"), ==, 1);
    }
  wg_selection_get_cases (wg_context_get_selection (f->base.window->context), &n);
  g_assert_cmpuint (n, ==, 0);
  /* One decision, one way back. */
  hands_press ("ctrl+z");
  wait_for_states (f, WG_CASE_STATE_FILED);
  for (guint i = 0; i < N_CASES; i++)
    g_assert_cmpuint (count_events (f, i, "undo"), ==, 1);
  hands_press ("shift+ctrl+z");
  wait_for_states (f, WG_CASE_STATE_ASSIGNED);
  for (guint i = 0; i < N_CASES; i++)
    {
      g_assert_cmpstr (wg_case_record_get_holder (find (f, i)), ==, "王建国");
      g_assert_cmpuint (count_events (f, i, "assign"), ==, 2);
    }
}

/* Where a move is possible for some only, its button says for how many, and the others are left alone. */
static void
test_some (Fixture *f, gconstpointer data)
{
  WgAct *assign = wg_test_act (WG_VERB_ASSIGN, f->numbers[1], WG_TEST_DESK);
  g_autofree char *some = g_strdup_printf ("%s 2 ", wg_verb_get_label (WG_VERB_ASSIGN));
  g_autofree char *all = g_strdup_printf ("%s 3", wg_verb_get_label (WG_VERB_NOTE));
  guint events;

  assign->to_person_id = 2;
  perform (f, assign);
  while (find (f, 1)->state != WG_CASE_STATE_ASSIGNED)
    g_main_context_iteration (NULL, TRUE);
  hands_press ("Home");
  hands_press ("shift+Down");
  hands_press ("shift+Down");
  wait_for_words (f, some);
  wait_for_words (f, all);
  events = count_events (f, 1, "assign");
  while (find (f, 0)->state == WG_CASE_STATE_FILED)
    {
      hands_press ("1");
      wg_test_wait_ms (100);
    }
  while (find (f, 2)->state == WG_CASE_STATE_FILED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_events (f, 1, "assign"), ==, events);
  g_assert_cmpint (find (f, 1)->person_id, ==, 2);
}

/* The end of a carrying: the list of people, if @widget is one that shows 王建国. */
static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  GtkDropTarget *found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      found = GTK_IS_DROP_TARGET (controller) ? GTK_DROP_TARGET (controller) : NULL;
    }
  return found;
}

static gboolean
takes_cases (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LIST_BOX (widget) && gtk_widget_get_mapped (widget) && find_drop_target (widget) != NULL
         && wg_test_window_find (widget, is_label_with, "王建国") != NULL;
}

static GtkWidget *
wait_for_widget (Fixture *f, gboolean (*matches) (GtkWidget *widget, gconstpointer data), gconstpointer data)
{
  GtkWidget *found;

  while ((found = wg_test_window_find (GTK_WIDGET (f->base.window), matches, data)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return found;
}

/* An X server without a window manager carries nothing: the hand is what GTK tells the list of people. */
static void
let_go_on_person (Fixture *f, const char *hint)
{
  GtkWidget *list = wait_for_widget (f, takes_cases, NULL);
  GtkDropTarget *target = find_drop_target (list);
  GtkWidget *name = wg_test_window_find (list, is_label_with, "王建国");
  g_auto (GValue) cargo = G_VALUE_INIT;
  GdkDragAction action = 0;
  gboolean taken = FALSE;
  double x, y;

  while (gtk_widget_get_height (name) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_translate_coordinates (name, list, 1, gtk_widget_get_height (name) / 2.0, &x, &y));
  g_signal_emit_by_name (target, "motion", x, y, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_MOVE);
  wait_for_widget (f, is_label_with, hint);
  g_value_init (&cargo, WG_TYPE_SELECTION);
  g_value_set_object (&cargo, wg_context_get_selection (f->base.window->context));
  g_signal_emit_by_name (target, "drop", &cargo, x, y, &taken);
  g_assert_true (taken);
}

/* Marked rows that are let go on somebody are his, and one undo takes all of them back. */
static void
test_carry_several (Fixture *f, gconstpointer data)
{
  hands_press ("ctrl+a");
  wait_for_words (f, "王建国");
  let_go_on_person (f, "3 cases to 王建国");
  wait_for_states (f, WG_CASE_STATE_ASSIGNED);
  for (guint i = 0; i < N_CASES; i++)
    {
      g_assert_cmpstr (wg_case_record_get_holder (find (f, i)), ==, "王建国");
      g_assert_cmpuint (count_events (f, i, "assign"), ==, 1);
    }
  hands_press ("ctrl+z");
  wait_for_states (f, WG_CASE_STATE_FILED);
}

/* A single row: what is told before is its number, and the others stay. */
static void
test_carry_one (Fixture *f, gconstpointer data)
{
  g_autofree char *hint = g_strdup_printf ("%s to 王建国", f->numbers[1]);

  wg_selection_select_case (wg_context_get_selection (f->base.window->context), find (f, 1)->id);
  let_go_on_person (f, hint);
  while (find (f, 1)->state != WG_CASE_STATE_ASSIGNED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (wg_case_record_get_holder (find (f, 1)), ==, "王建国");
  g_assert_cmpint (find (f, 0)->state, ==, WG_CASE_STATE_FILED);
  g_assert_cmpint (find (f, 2)->state, ==, WG_CASE_STATE_FILED);
}

/* A reason typed once stands in the history of each. */
static void
test_note (Fixture *f, gconstpointer data)
{
  hands_press ("ctrl+a");
  wait_for_words (f, wg_verb_get_label (WG_VERB_NOTE));
  hands_press ("n");
  wg_test_wait_ms (200);
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_root_get_focus (GTK_ROOT (f->base.window))));
  hands_type ("storm");
  hands_press ("ctrl+Return");
  for (guint i = 0; i < N_CASES; i++)
    {
      while (count_events (f, i, "note") == 0)
        g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (count_events (f, i, "note"), ==, 1);
    }
}

static gboolean
is_map (GtkWidget *widget, gconstpointer data)
{
  return SHUMATE_IS_MAP (widget);
}

/* A line round the district, drawn with Shift held, or after Shift+L without. @data: whether with Shift */
static void
test_lasso (Fixture *f, gconstpointer data)
{
  static const double ring[][2] = { { 0.5, 0.04 }, { 0.96, 0.04 }, { 0.96, 0.96 }, { 0.04, 0.96 }, { 0.04, 0.04 }, { 0.5, 0.04 } };
  GtkWidget *map = wg_dispatch_page_get_map (f->base.window->page);
  WgSelection *selection = wg_context_get_selection (f->base.window->context);
  guint n = 0;

  wg_test_wait_ms (1500);
  if (data == NULL)
    {
      gtk_widget_grab_focus (wg_test_window_find (map, is_map, NULL));
      hands_press ("shift+l");
    }
  hands_drag (map, ring, G_N_ELEMENTS (ring), data);
  while (n != N_CASES)
    {
      g_main_context_iteration (NULL, TRUE);
      wg_selection_get_cases (selection, &n);
    }
  wait_for_words (f, "王建国");
  /* The next one without Shift moves the map, as ever. */
  wg_selection_clear (selection);
  hands_drag (map, ring, 2, NULL);
  wg_test_wait_ms (200);
  wg_selection_get_cases (selection, &n);
  g_assert_cmpuint (n, ==, 0);
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  g_test_add ("/batch-page/lasso/shift", Fixture, "shift", set_up, test_lasso, tear_down);
  g_test_add ("/batch-page/lasso/key", Fixture, NULL, set_up, test_lasso, tear_down);
  ADD ("/batch-page/as-proposed", test_as_proposed);
  ADD ("/batch-page/some", test_some);
  ADD ("/batch-page/carry/several", test_carry_several);
  ADD ("/batch-page/carry/one", test_carry_one);
  ADD ("/batch-page/note", test_note);
  return g_test_run ();
}
