/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The desk without a pointer: F6 goes round the panes both ways, Tab comes back to where it began, and what a key opened
 * Esc closes and gives the focus back. Keys of the X server itself.
 */

#include "hands.h"
#include "wg-case-list-private.h"
#include "wg-class-chooser.h"
#include "wg-merge-compare.h"
#include "wg-test-window.h"

typedef WgTestWindow Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;

  wg_test_store_set_up (&f->base, NULL);
  wg_test_window_open (f);
  result = wg_test_perform (f->base.store, wg_test_report (116.605, 40.305), &error);
  g_assert_no_error (error);
  while (wg_case_board_find (wg_context_get_board (f->window->context), result->case_id) == NULL)
    g_main_context_iteration (NULL, TRUE);
  wg_case_list_set_queue (wg_dispatch_page_get_list (f->window->page), WG_QUEUE_OPEN);
  wg_test_window_act (f, "select", g_variant_new_string (result->number));
  wg_test_window_wait_for_state (f, WG_CASE_STATE_REPORTED);
  hands_take (GTK_WINDOW (f->window));
  wg_test_wait_ms (300);
  wg_dispatch_page_take_focus (f->window->page);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wg_test_window_close (f);
}

static GtkWidget *
get_focus (Fixture *f)
{
  return gtk_root_get_focus (GTK_ROOT (f->window));
}

static gboolean
is_in (Fixture *f, GtkWidget *pane)
{
  GtkWidget *focus = get_focus (f);

  return focus != NULL && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

static void
test_panes (Fixture *f, gconstpointer data)
{
  GtkWidget *panes[] = { GTK_WIDGET (wg_dispatch_page_get_list (f->window->page)), wg_dispatch_page_get_map (f->window->page),
                         GTK_WIDGET (f->detail) };

  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
        {
          g_assert_true (is_in (f, panes[i]));
          hands_press ("F6");
        }
    }
  g_assert_true (is_in (f, panes[0]));
  for (guint i = G_N_ELEMENTS (panes); i > 0; i--)
    {
      hands_press ("shift+F6");
      g_assert_true (is_in (f, panes[i - 1]));
    }
}

/* Round and round: whatever the focus passes it leaves again, in both directions. @data: the key. */
static void
test_tab (Fixture *f, gconstpointer data)
{
  GtkWidget *first = get_focus (f);
  guint n = 0;
  gboolean map = FALSE;
  gboolean detail = FALSE;

  do
    {
      hands_press (data);
      map |= is_in (f, wg_dispatch_page_get_map (f->window->page));
      detail |= is_in (f, GTK_WIDGET (f->detail));
      g_assert_true (gtk_widget_get_mapped (get_focus (f)));
    }
  while (get_focus (f) != first && ++n < 150);
  g_assert_cmpuint (n, <, 150);
  g_assert_true (map && detail);
  g_assert_cmpint (wg_case_list_get_queue (wg_dispatch_page_get_list (f->window->page)), ==, WG_QUEUE_OPEN);
}

static gboolean
is_popover (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_POPOVER (widget);
}

static gboolean
is_open (Fixture *f)
{
  return wg_test_window_find (GTK_WIDGET (f->window), is_popover, NULL) != NULL;
}

static void
wait_for (Fixture *f, gboolean (*is_so) (Fixture *f), gboolean wanted)
{
  while (is_so (f) != wanted)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_popovers (Fixture *f, gconstpointer data)
{
  static const char *const keys[] = { "ctrl+k", "shift+F10", "F10", "t" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkWidget *before = get_focus (f);

      hands_press (keys[i]);
      wait_for (f, is_open, TRUE);
      hands_press ("Escape");
      wait_for (f, is_open, FALSE);
      while (get_focus (f) != before)
        g_main_context_iteration (NULL, TRUE);
      g_assert_nonnull (f->detail->record);
    }
}

/* What had the focus may be gone when the popover is; the letters are moves all the same. */
static void
test_popover_outlasts_row (Fixture *f, gconstpointer data)
{
  WgCaseList *list = wg_dispatch_page_get_list (f->window->page);

  hands_press ("ctrl+k");
  wait_for (f, is_open, TRUE);
  wg_case_list_set_queue (list, WG_QUEUE_SUPERVISED);
  wg_test_wait_ms (300);
  hands_press ("Escape");
  wait_for (f, is_open, FALSE);
  while (!is_in (f, GTK_WIDGET (list)))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_on_row (Fixture *f)
{
  return is_open (f) && GTK_IS_LIST_BOX_ROW (get_focus (f));
}

/* Opened by the pointer, gone on with by the keys: the next one after who works here. */
static void
test_change_of_shift (Fixture *f, gconstpointer data)
{
  gint64 before = wg_context_get_operator (f->window->context)->id;

  hands_click_middle (GTK_WIDGET (f->window->operator_button));
  wait_for (f, is_on_row, TRUE);
  while (gtk_widget_get_height (get_focus (f)) == 0)
    g_main_context_iteration (NULL, TRUE);
  for (GtkWidget *row = get_focus (f); row != NULL; row = gtk_widget_get_next_sibling (row))
    g_assert_cmpint (gtk_widget_get_allocated_height (row), >=, 28); /* for a finger or a hurried hand */
  hands_press ("Down");
  hands_press ("Return");
  wait_for (f, is_open, FALSE);
  g_assert_cmpint (wg_context_get_operator (f->window->context)->id, !=, before);
}

static gboolean
has_form (Fixture *f)
{
  return wg_case_form_is_open (f->detail->form);
}

static gboolean
has_new_case (Fixture *f)
{
  return !gtk_widget_get_mapped (GTK_WIDGET (f->detail));
}

static void
assert_in_list (Fixture *f, const char *after)
{
  g_test_message ("waiting for the focus to come back after %s", after);
  while (!is_in (f, GTK_WIDGET (wg_dispatch_page_get_list (f->window->page))))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_forms (Fixture *f, gconstpointer data)
{
  hands_press ("x");
  wait_for (f, has_form, TRUE);
  hands_press ("Escape");
  wait_for (f, has_form, FALSE);
  assert_in_list (f, "Esc in a form");
  hands_press ("ctrl+n");
  wait_for (f, has_new_case, TRUE);
  hands_press ("Escape");
  wait_for (f, has_new_case, FALSE);
  assert_in_list (f, "Esc in a new case");
  hands_press ("ctrl+f");
  g_assert_true (GTK_IS_TEXT (get_focus (f)));
  hands_type ("nothing");
  hands_press ("Escape");
  assert_in_list (f, "Esc in the filter");
  hands_press ("n");
  g_assert_true (GTK_IS_TEXT (get_focus (f)));
  hands_press ("Escape");
  assert_in_list (f, "Esc in the note");
  g_assert_nonnull (f->detail->record);
}

/* What was begun is offered where nothing is shown, and the next key adds to it. */
static void
test_unsent_case (Fixture *f, gconstpointer data)
{
  g_assert_false (gtk_widget_get_visible (f->detail->unsent));
  for (guint time = 0; time < 2; time++)
    {
      hands_press ("ctrl+n");
      wait_for (f, has_new_case, TRUE);
      hands_type (time == 0 ? "cover" : " gone");
      hands_press ("Escape");
      wait_for (f, has_new_case, FALSE);
    }
  wg_selection_clear (wg_context_get_selection (f->window->context));
  g_assert_true (gtk_widget_get_mapped (f->detail->unsent));
  gtk_widget_activate (f->detail->unsent);
  wait_for (f, has_new_case, TRUE);
  while (!GTK_IS_TEXT (get_focus (f)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_focus (f))), ==, "cover gone");
}

/* The desk of another part of the district: what the case waits for, and why not, in words that have room. */
static void
test_no_right (Fixture *f, gconstpointer data)
{
  const WgGrant grant = { WG_ROLE_INTAKE, 3, 0, WG_NO_TIME };
  g_autoptr (GArray) grants = g_array_new (FALSE, FALSE, sizeof (WgGrant));
  const WgOperator who = { WG_TEST_INTAKE, (char *) "intake", (char *) "Intake", G_MININT64, TRUE, WG_ROLE_INTAKE, grants };
  GtkWidget *reason;

  g_array_append_val (grants, grant);
  wg_context_set_operator (f->window->context, &who);
  wg_test_wait_ms (200);
  reason = gtk_widget_get_last_child (GTK_WIDGET (f->detail->verbs));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (reason)), "Outside your area; only for: "));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (reason))), <=, 2);
  g_assert_false (gtk_widget_get_sensitive (gtk_widget_get_first_child (GTK_WIDGET (f->detail->verbs))));
}

static gboolean
is_chooser (GtkWidget *widget, gconstpointer data)
{
  return WG_IS_CLASS_CHOOSER (widget);
}

/* The second of the classes that were found, by the arrows. */
static void
test_class_found (Fixture *f, gconstpointer data)
{
  WgClassChooser *chooser;

  hands_press ("ctrl+n");
  wait_for (f, has_new_case, TRUE);
  hands_type ("Smoke");
  hands_press ("Tab");
  hands_type ("P0101");
  hands_press ("Down");
  hands_press ("Down");
  hands_press ("Return");
  chooser = WG_CLASS_CHOOSER (wg_test_window_find (GTK_WIDGET (f->window), is_chooser, NULL));
  while (wg_class_chooser_get_class (chooser) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (wg_class_chooser_get_class (chooser)->code, ==, "P0101-2");
}

/* A form that was sent gives the focus back, too. */
static void
test_form_sent (Fixture *f, gconstpointer data)
{
  hands_press ("f");
  wg_test_window_wait_for_state (f, WG_CASE_STATE_FILED);
  wg_test_window_wait_for_people (f);
  hands_press ("1");
  wg_test_window_wait_for_state (f, WG_CASE_STATE_ASSIGNED);
  hands_press ("y");
  wg_test_window_wait_for_state (f, WG_CASE_STATE_HANDLING);
  hands_press ("d");
  wait_for (f, has_form, TRUE);
  hands_type ("done");
  hands_press ("ctrl+Return");
  wg_test_window_wait_for_state (f, WG_CASE_STATE_HANDLED);
  wait_for (f, has_form, FALSE);
  assert_in_list (f, "a form that was sent");
}

static void
report_more (Fixture *f, GListModel *model, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WgActResult) result = wg_test_perform (f->base.store, wg_test_report (116.605, 40.305), &error);

      g_assert_no_error (error);
    }
  while (g_list_model_get_n_items (model) < n + 1)
    g_main_context_iteration (NULL, TRUE);
}

/* The table has its first rows only, as it has while a large queue comes up: End and a number still find the last one. */
static void
test_far_rows (Fixture *f, gconstpointer data)
{
  WgCaseList *list = wg_dispatch_page_get_list (f->window->page);
  GListModel *model = G_LIST_MODEL (list->model);
  g_autofree char *last = NULL;
  g_autoptr (WgCaseItem) item = NULL;

  report_more (f, model, 4);
  while (gtk_slice_list_model_get_size (list->slice) != G_MAXUINT)
    g_main_context_iteration (NULL, TRUE);
  item = g_list_model_get_item (model, g_list_model_get_n_items (model) - 1);
  last = g_strdup (wg_case_item_get_record (item)->number);
  g_assert_cmpstr (f->detail->record->number, !=, last);
  gtk_slice_list_model_set_size (list->slice, 2);
  if (data != NULL)
    hands_press (data);
  else
    wg_test_window_act (f, "select", g_variant_new_string (last));
  while (g_strcmp0 (f->detail->record->number, last) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (list->selection), g_list_model_get_n_items (model) - 1));
}

static gboolean
is_compare (GtkWidget *widget, gconstpointer data)
{
  return WG_IS_MERGE_COMPARE (widget);
}

static gboolean
says (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), data) != NULL;
}

/* Whether both cases are side by side, the other one being @number, with all that tells one report from another. */
static gboolean
compares_with (Fixture *f, const char *number)
{
  GtkWidget *compare = wg_test_window_find (GTK_WIDGET (f->detail), is_compare, NULL);
  g_autofree char *into = g_strdup_printf ("Into: %s", number);
  const char *const facts[] = { into, "This: ", "m apart", "0 minutes apart", "the same class", "Reporter", "State", "Place" };

  for (gsize i = 0; compare != NULL && i < G_N_ELEMENTS (facts); i++)
    {
      if (wg_test_window_find (compare, says, facts[i]) == NULL)
        return FALSE;
    }
  return compare != NULL;
}

static void
wait_for_compare (Fixture *f, const char *number)
{
  g_test_message ("waiting for %s beside the case", number);
  while (!compares_with (f, number))
    g_main_context_iteration (NULL, TRUE);
}

static char *
report_near (Fixture *f, double lat)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (f->base.store, wg_test_report (116.605, lat), &error);

  g_assert_no_error (error);
  while (wg_case_board_find (wg_context_get_board (f->window->context), result->case_id) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_strdup (result->number);
}

/* M shows the most probable twin beside the case, Down the next one, Enter merges into it, and the undo takes it back. */
static void
test_merge (Fixture *f, gconstpointer data)
{
  g_autofree char *near = report_near (f, 40.30501);
  g_autofree char *further = report_near (f, 40.30503);
  g_autoptr (WgCaseFile) master = NULL;

  hands_press ("m");
  wait_for_compare (f, near);
  hands_press ("Down");
  wait_for_compare (f, further);
  hands_press ("Up");
  wait_for_compare (f, near);
  /* Digits are as good, also when the server has taken back what was selected. */
  gtk_editable_set_position (GTK_EDITABLE (gtk_window_get_focus (GTK_WINDOW (f->window))), 0);
  hands_type (further + strlen (further) - 2);
  wait_for_compare (f, further);
  hands_press ("Return");
  wg_test_window_wait_for_state (f, WG_CASE_STATE_MERGED);
  wait_for (f, has_form, FALSE);
  assert_in_list (f, "a merge");
  master = wg_test_load_case (f->base.store, further);
  g_assert_cmpuint (master->dossier->children->len, ==, 1);
  hands_press ("ctrl+z");
  wg_test_window_wait_for_state (f, WG_CASE_STATE_REPORTED);
}

typedef struct
{
  Fixture *f;
  gboolean looked;
} Gone;

/* More urgent than a key. */
static gboolean
look_for_focus (gpointer data)
{
  Gone *gone = data;

  gone->looked = TRUE;
  g_assert_true (gtk_widget_get_root (get_focus (gone->f)) == GTK_ROOT (gone->f->window));
  return G_SOURCE_REMOVE;
}

static void
on_row_rooted (GtkWidget *row, GParamSpec *pspec, Gone *gone)
{
  if (gtk_widget_get_root (row) == NULL)
    g_idle_add_full (G_PRIORITY_HIGH + 1, look_for_focus, gone, NULL);
}

/* A row is thrown away by what another desk does: no key comes before the focus has another place in the window. */
static void
test_row_gone (Fixture *f, gconstpointer data)
{
  g_autofree char *near = report_near (f, 40.30501);
  WgAct *act = wg_act_new (WG_VERB_MERGE, f->detail->record->number);
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Gone gone = { f, FALSE };

  assert_in_list (f, "the start");
  g_signal_connect (get_focus (f), "notify::root", G_CALLBACK (on_row_rooted), &gone);
  act->operator_id = WG_TEST_DISPATCHER;
  act->master = g_strdup (near);
  result = wg_test_perform (f->base.store, act, &error);
  g_assert_no_error (error);
  while (!gone.looked)
    g_main_context_iteration (NULL, TRUE);
  assert_in_list (f, "a row that went");
}

static gint64
get_row_id (Fixture *f, guint position)
{
  WgCaseListModel *model = wg_case_list_get_model (wg_dispatch_page_get_list (f->window->page));
  g_autoptr (WgCaseItem) item = NULL;

  while (g_list_model_get_n_items (G_LIST_MODEL (model)) <= position)
    g_main_context_iteration (NULL, TRUE);
  item = g_list_model_get_item (G_LIST_MODEL (model), position);
  return wg_case_item_get_record (item)->id;
}

/* Where nothing is marked Down marks the first row, and then the second one. */
static void
test_first_row (Fixture *f, gconstpointer data)
{
  WgSelection *selection = wg_context_get_selection (f->window->context);
  WgCaseList *list = wg_dispatch_page_get_list (f->window->page);

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (WgActResult) result = wg_test_perform (f->base.store, wg_test_report (116.605, 40.305), NULL);

      g_assert_nonnull (result);
    }
  get_row_id (f, 2);
  wg_case_list_set_queue (list, WG_QUEUE_REPORTED);
  wg_selection_select_case (selection, WG_NO_ID);
  hands_press ("ctrl+f");
  hands_press ("Escape");
  wg_test_wait_ms (200);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (is_in (f, GTK_WIDGET (list)));
      hands_press ("Down");
      while (wg_selection_get_case (selection) == WG_NO_ID)
        g_main_context_iteration (NULL, TRUE);
      wg_test_wait_ms (50);
      g_assert_cmpint (wg_selection_get_case (selection), ==, get_row_id (f, i));
    }
}

/* Cells below @widget that still show another case. */
static guint
count_late (WgCaseList *list, GtkWidget *widget)
{
  guint n = WG_IS_CASE_CELL (widget) && wg_case_late_has (list->late, WG_CASE_CELL (widget)) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_late (list, child);
  return n;
}

/* Just painted: no row that is seen shows another case, or none. */
static void
look_at_rows (GdkFrameClock *clock, WgCaseList *list)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (list->view));

  while (rows != NULL && !GTK_IS_LIST_VIEW (rows))
    rows = gtk_widget_get_prev_sibling (rows);
  g_assert_nonnull (rows);
  for (GtkWidget *row = gtk_widget_get_first_child (rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkAllocation at;

      gtk_widget_get_allocation (row, &at);
      if (gtk_widget_get_mapped (row) && at.y < gtk_widget_get_height (rows) && at.y + at.height > 0)
        g_assert_cmpuint (count_late (list, row), ==, 0);
    }
}

/* Rows that are not seen are filled later, those that are seen never too late, and in the end all are. */
static void
test_late_rows (Fixture *f, gconstpointer data)
{
  static const char *const keys[] = { "End", "Home", "Page_Down", "Page_Up", "End" };
  WgCaseList *list = wg_dispatch_page_get_list (f->window->page);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (list));

  report_more (f, G_LIST_MODEL (wg_case_list_get_model (list)), 60);
  g_signal_connect (clock, "after-paint", G_CALLBACK (look_at_rows), list);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      wg_case_list_focus_rows (list);
      hands_press (keys[i]);
      wg_case_list_model_set_order (wg_case_list_get_model (list), i % 2 == 0 ? WG_CASE_ORDER_NEWEST : WG_CASE_ORDER_OLDEST, FALSE);
      while (count_late (list, GTK_WIDGET (list->view)) > 0)
        g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handlers_disconnect_by_func (clock, look_at_rows, list);
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function, data) g_test_add (path, Fixture, data, set_up, function, tear_down)
  ADD ("/keyboard/panes", test_panes, NULL);
  ADD ("/keyboard/tab", test_tab, "Tab");
  ADD ("/keyboard/tab-back", test_tab, "shift+Tab");
  ADD ("/keyboard/popovers", test_popovers, NULL);
  ADD ("/keyboard/popover-outlasts-row", test_popover_outlasts_row, NULL);
  ADD ("/keyboard/change-of-shift", test_change_of_shift, NULL);
  ADD ("/keyboard/forms", test_forms, NULL);
  ADD ("/keyboard/unsent-case", test_unsent_case, NULL);
  ADD ("/keyboard/no-right", test_no_right, NULL);
  ADD ("/keyboard/class-found", test_class_found, NULL);
  ADD ("/keyboard/form-sent", test_form_sent, NULL);
  ADD ("/keyboard/merge", test_merge, NULL);
  ADD ("/keyboard/row-gone", test_row_gone, NULL);
  ADD ("/keyboard/first-row", test_first_row, NULL);
  ADD ("/keyboard/late-rows", test_late_rows, NULL);
  ADD ("/keyboard/far-rows/end", test_far_rows, "End");
  ADD ("/keyboard/far-rows/number", test_far_rows, NULL);
  return g_test_run ();
}
