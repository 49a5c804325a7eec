/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window as a whole: a case walks to its end through actions, news from another desk leaves what is typed alone, in
 * Chinese at large text nothing is cut off where it must not be, and everything that takes the focus has a name.
 */

#include "wg-accelerators.h"
#include "wg-legend.h"
#include "wg-status-line.h"
#include "wg-store-database.h"
#include "wg-case-list-private.h"
#include "wg-test-window.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libintl.h>

typedef WgTestWindow Fixture;

static void
set_up_with (Fixture *self, WgWorkflow *workflow, double text_scale)
{
  wg_test_store_set_up (&self->base, workflow);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * text_scale), NULL);
  wg_test_window_open (self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  set_up_with (self, NULL, g_strcmp0 (data, "large") == 0 ? 1.25 : 1.0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  wg_test_window_close (self);
}

static void
do_verb (Fixture *self, const char *nick)
{
  wg_test_window_act (self, "verb", g_variant_new_string (nick));
}

static void
assert_status (Fixture *self, const char *key, const char *expected)
{
  g_autofree char *status = wg_window_dup_status (self->window);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;

  g_assert_true (json_parser_load_from_data (parser, status, -1, NULL));
  object = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (object, key), ==, expected);
}

static void
fill_form (Fixture *self, const char *text)
{
  WgCaseForm *form = self->detail->form;

  g_assert_true (wg_case_form_is_open (form));
  wg_case_form_set_text (form, text);
  g_signal_emit_by_name (form, "confirmed");
}

static const WgOperator checker = { WG_TEST_CHECKER, (char *) "checker", (char *) "checker", G_MININT64, TRUE, WG_ROLE_CHECKER };

static void
test_walk (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);

  assert_status (self, "selected", number);
  do_verb (self, "file");
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  wg_test_window_act (self, "undo", NULL);
  wg_test_window_wait_for_state (self, WG_CASE_STATE_REPORTED);
  do_verb (self, "file");
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  wg_test_window_wait_for_people (self);
  wg_test_window_act (self, "assign-nth", g_variant_new_int32 (1));
  wg_test_window_wait_for_state (self, WG_CASE_STATE_ASSIGNED);
  g_assert_cmpstr (self->detail->record->person_name, ==, "王建国");
  do_verb (self, "accept");
  wg_test_window_wait_for_state (self, WG_CASE_STATE_HANDLING);
  do_verb (self, "done");
  fill_form (self, "井盖已补");
  wg_test_window_wait_for_state (self, WG_CASE_STATE_HANDLED);
  g_assert_false (wg_case_form_is_open (self->detail->form));
  /* The keeper did it, the desk entered it for him: so the desk may not check it. */
  g_assert_false (wg_case_offers_find (self->detail->offers, WG_VERB_PASS)->allowed);
  wg_context_set_operator (self->window->context, &checker);
  do_verb (self, "pass");
  wg_test_window_wait_for_state (self, WG_CASE_STATE_CLOSED);
  g_assert_cmpstr (((WgEvent *) g_ptr_array_index (self->detail->file->events, 5))->for_person_name, ==, "王建国");
}

static void
test_refusal_is_said_in_place (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);
  WgCaseDetail *detail = self->detail;

  do_verb (self, "accept");
  g_assert_true (gtk_widget_get_visible (detail->news_box));
  g_assert_nonnull (strstr (gtk_label_get_text (detail->news), number));
  wg_test_window_act (self, "step-back", NULL);
  g_assert_false (gtk_widget_get_visible (detail->news_box));
  g_assert_nonnull (detail->record);
}

static void
test_somebody_was_faster (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);
  WgCaseDetail *detail = self->detail;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;
  g_autofree char *kept = NULL;

  gtk_editable_set_text (detail->note, "打过电话");
  do_verb (self, "reject");
  g_assert_true (wg_case_form_is_open (detail->form));
  wg_case_form_set_text (detail->form, "不属我方");
  result = wg_test_perform (self->base.store, wg_test_act (WG_VERB_FILE, number, WG_TEST_INTAKE), &error);
  g_assert_no_error (error);
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  while (!gtk_widget_get_visible (detail->news_box))
    g_main_context_iteration (NULL, TRUE);
  kept = wg_case_form_dup_text (detail->form);
  g_assert_cmpstr (kept, ==, "不属我方");
  g_assert_cmpstr (gtk_editable_get_text (detail->note), ==, "打过电话");
  g_assert_true (wg_case_form_is_open (detail->form));
}

static void
test_note_stays_with_its_case (Fixture *self, gconstpointer data)
{
  g_autofree char *first = wg_test_window_register (self);
  g_autofree char *second = NULL;

  gtk_editable_set_text (self->detail->note, "半句");
  second = wg_test_window_register (self);
  g_assert_cmpstr (gtk_editable_get_text (self->detail->note), ==, "");
  wg_test_window_act (self, "select", g_variant_new_string (first));
  g_assert_cmpstr (gtk_editable_get_text (self->detail->note), ==, "半句");
  g_assert_nonnull (second);
}

static void
test_form_stays_with_its_case (Fixture *self, gconstpointer data)
{
  g_autofree char *first = wg_test_window_register (self);
  WgCaseForm *form = self->detail->form;
  g_autofree char *second = NULL, *empty = NULL, *kept = NULL, *sent = NULL;

  do_verb (self, "reject");
  wg_case_form_set_text (form, "不属我方");
  second = wg_test_window_register (self);
  g_assert_false (wg_case_form_is_open (form));
  do_verb (self, "reject");
  empty = wg_case_form_dup_text (form);
  g_assert_cmpstr (empty, ==, "");
  wg_test_window_act (self, "select", g_variant_new_string (first));
  wg_test_window_wait_for_state (self, WG_CASE_STATE_REPORTED);
  do_verb (self, "reject");
  kept = wg_case_form_dup_text (form);
  g_assert_cmpstr (kept, ==, "不属我方");
  /* What was given up stays given up. */
  wg_test_window_act (self, "step-back", NULL);
  do_verb (self, "reject");
  sent = wg_case_form_dup_text (form);
  g_assert_cmpstr (sent, ==, "");
  g_assert_nonnull (second);
}

/* A move is data: without its row there is no button, no entry of the menu, no action and no key. */

static WgWorkflow *
make_workflow_without (WgVerb verb)
{
  gsize n;
  const WgMove *moves = wg_workflow_get_moves (wg_workflow_get_default (), &n);
  g_autoptr (GArray) fewer = g_array_new (FALSE, FALSE, sizeof (WgMove));

  for (gsize i = 0; i < n; i++)
    {
      if (moves[i].verb != verb)
        g_array_append_val (fewer, moves[i]);
    }
  return wg_workflow_new ((const WgMove *) (gpointer) fewer->data, fewer->len);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, action);
  return found;
}

static gboolean
has_entry (GMenuModel *menu, const char *action)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *name = NULL;

      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &name) && g_str_equal (name, action))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_key (WgWorkflow *workflow, const char *key)
{
  g_autoptr (GPtrArray) table = wg_accelerators_list (workflow);

  for (guint i = 0; i < table->len; i++)
    {
      const WgAccelerator *accelerator = g_ptr_array_index (table, i);

      if (accelerator->place == WG_ACCELERATOR_VERBS && g_str_equal (accelerator->keys, key))
        return TRUE;
    }
  return FALSE;
}

/* What has not been read is not "none": no zero and no empty queue is shown before the cases are there. */
static void
test_reading (Fixture *self, gconstpointer data)
{
  WgWindow *window = wg_test_window_new ();
  GtkWidget *page;

  wg_window_set_store (window, self->base.store);
  page = GTK_WIDGET (window->page);
  g_assert_false (wg_case_board_is_loaded (wg_context_get_board (window->context)));
  g_assert_true (wg_test_window_shows_text (page, gettext ("Reading the cases")));
  g_assert_false (wg_test_window_shows_text (page, "0"));
  while (!wg_case_board_is_loaded (wg_context_get_board (window->context)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (wg_test_window_shows_text (page, gettext ("Reading the cases")));
  g_assert_true (wg_test_window_shows_text (page, "0"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
set_up_without_reject (Fixture *self, gconstpointer data)
{
  g_autoptr (WgWorkflow) workflow = make_workflow_without (WG_VERB_REJECT);

  set_up_with (self, workflow, 1.0);
}

/* @data: whether the row is there. */
static void
test_row_of_reject (Fixture *self, gconstpointer data)
{
  gboolean there = data != NULL;
  g_autofree char *number = wg_test_window_register (self);
  WgCaseDetail *detail = self->detail;
  WgWorkflow *workflow = wg_store_get_workflow (self->base.store);
  GMenuModel *menu;

  gtk_menu_button_popup (detail->menu_button);
  menu = gtk_menu_button_get_menu_model (detail->menu_button);
  g_assert_nonnull (find_button (GTK_WIDGET (detail), "case.file"));
  g_assert_true (has_entry (menu, "case.file") && has_key (workflow, "f"));
  g_assert_cmpint (find_button (GTK_WIDGET (detail), "case.reject") != NULL, ==, there);
  g_assert_cmpint (has_entry (menu, "case.reject"), ==, there);
  g_assert_cmpint (has_key (workflow, "x"), ==, there);
  g_assert_cmpint (g_action_group_get_action_enabled (wg_case_detail_get_actions (detail), "reject"), ==, there);
  g_assert_nonnull (number);
  gtk_menu_button_popdown (detail->menu_button);
}

static gboolean
has_label (GtkWidget *widget, const char *start)
{
  gboolean found = GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), start);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = has_label (child, start);
  return found;
}

static void
wait_for_status (Fixture *self, const char *start)
{
  while (!has_label (GTK_WIDGET (self->window), start))
    g_main_context_iteration (NULL, TRUE);
}

/* A file that goes away is said at once, and no longer when it is back. */
static void
test_file_goes_away (Fixture *self, gconstpointer data)
{
  g_autofree char *away = g_strconcat (self->base.path, ".away", NULL);

  g_assert_cmpint (g_rename (self->base.path, away), ==, 0);
  while (!gtk_widget_get_visible (self->window->notice))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (gtk_label_get_text (self->window->notice_text), "test.wangge"));
  wait_for_status (self, "▲ Data stopped at");
  g_assert_cmpint (g_rename (away, self->base.path), ==, 0);
  while (gtk_widget_get_visible (self->window->notice))
    g_main_context_iteration (NULL, TRUE);
  wait_for_status (self, "✓ Live");
}

/* A clock that is behind the history is told of until it is there, and so is whoever moves a case meanwhile. */
static void
test_clock_behind (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) filed = NULL;

  while (self->window->lead == NULL || self->window->lead->newest_ms < self->detail->record->reported_ms)
    g_main_context_iteration (NULL, TRUE);
  wg_context_tick (self->window->context);
  g_assert_false (gtk_widget_get_visible (self->window->notice));
  wg_clock_advance (self->base.clock, -17 * 60000);
  wg_context_tick (self->window->context);
  g_assert_true (gtk_widget_get_visible (self->window->notice));
  g_assert_nonnull (strstr (gtk_label_get_text (self->window->notice_text), "17 min ahead of this computer"));
  filed = wg_test_perform (self->base.store, wg_test_act (WG_VERB_FILE, number, WG_TEST_DESK), &error);
  g_assert_no_error (error);
  g_assert_nonnull (filed->warnings[0]);
  g_assert_nonnull (strstr (filed->warnings[0], "17 min behind"));
  wg_clock_advance (self->base.clock, 16 * 60000);
  wg_context_tick (self->window->context);
  g_assert_false (gtk_widget_get_visible (self->window->notice));
}

/* A new database says what comes first, and with grids what comes next. @data: whether there are none. */
static void
test_next_step (Fixture *self, gconstpointer data)
{
  GtkWidget *list = GTK_WIDGET (wg_dispatch_page_get_list (self->window->page));
  const char *step = g_dpgettext2 (GETTEXT_PACKAGE, "empty queue", data != NULL ? "Import boundaries…" : "New case");

  while (!wg_test_window_shows_text (list, step))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (wg_test_window_shows_text (list, gettext ("No grids yet")), ==, data != NULL);
}

static void
set_up_empty (Fixture *self, gconstpointer data)
{
  wg_test_store_set_up_empty (&self->base);
  wg_test_window_open (self);
}

/* The window is called what the district is called, from the moment on at which it gets another name. */
static void
test_title (Fixture *self, gconstpointer data)
{
  wg_store_set_district_async (self->base.store, NULL, "新名区", NULL, NULL, NULL, WG_TEST_DESK, NULL, NULL, NULL);
  while (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (self->window)), "新名区") != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* A database that cannot be written offers a copy, and the copy can be. */
static void
test_copy (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->base.folder, "copy.wangge", NULL);
  WgContext *before = self->window->context;

  wg_window_work_on_copy (self->window, path);
  while (self->window->context == before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (wg_context_is_read_only (self->window->context));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), !=, NULL);
  while (!wg_case_board_is_loaded (wg_context_get_board (self->window->context)))
    g_main_context_iteration (NULL, TRUE);
  /* The same place a second time is refused, and that is said. */
  wg_window_work_on_copy (self->window, path);
  while (!gtk_widget_get_visible (self->window->notice))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_get_visible (self->window->copy_button));
}

static void
test_unselected_takes_no_verb (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);

  do_verb (self, "file");
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  wg_test_window_wait_for_people (self);
  wg_test_window_act (self, "select", g_variant_new_string (""));
  wg_test_window_act (self, "assign-nth", g_variant_new_int32 (1));
  do_verb (self, "assign");
  g_assert_null (self->detail->record);
  g_assert_nonnull (number);
}

/* Walking all widgets. */

typedef void (*Visit) (GtkWidget *widget, gpointer user_data);

static void
walk (GtkWidget *widget, Visit visit, gpointer user_data)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  visit (widget, user_data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    walk (child, visit, user_data);
}

static gboolean
must_be_whole (GtkWidget *label)
{
  for (GtkWidget *parent = gtk_widget_get_parent (label); parent != NULL; parent = gtk_widget_get_parent (parent))
    {
      if (GTK_IS_BUTTON (parent) || WG_IS_LEGEND (parent) || WG_IS_STATUS_LINE (parent) || GTK_IS_ACTION_BAR (parent)
          || WG_IS_ASSIGN_LIST (parent) || ADW_IS_HEADER_BAR (parent)
          || g_str_equal (gtk_widget_get_css_name (parent), "header")
          || gtk_widget_has_css_class (parent, "navigation-sidebar"))
        return TRUE;
      if (GTK_IS_MENU_BUTTON (parent))
        return FALSE;
    }
  return FALSE;
}

static void
check_whole (GtkWidget *widget, gpointer user_data)
{
  if (!GTK_IS_LABEL (widget) || !must_be_whole (widget))
    return;
  if (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    g_test_fail_printf ("“%s” is cut off", gtk_label_get_text (GTK_LABEL (widget)));
}

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (has_text (child))
        return TRUE;
    }
  return FALSE;
}

static void
check_name (GtkWidget *widget, gpointer user_data)
{
  gboolean control = GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget)
                     || GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_LIST_BOX (widget)
                     || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_TEXT_VIEW (widget);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (!control || GTK_IS_MENU_BUTTON (parent) || GTK_IS_DROP_DOWN (parent)
      || gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL)
    return;
  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
      && !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY)
      && !has_text (widget))
    g_test_fail_printf ("A %s under %s has no name", G_OBJECT_TYPE_NAME (widget), G_OBJECT_TYPE_NAME (parent));
}

/* A small, a usual and a large screen. @data: "large" is the text of 125 %. */
static void
test_layout (Fixture *self, gconstpointer data)
{
  static const int sizes[][2] = { { 1366, 768 }, { 1920, 1080 }, { 3840, 2160 } };
  g_autofree char *number = wg_test_window_register (self);

  g_assert_cmpstr (wg_verb_get_label (WG_VERB_FILE), ==, "立案");
  wg_test_wait_ms (500);
  walk (GTK_WIDGET (self->window), check_whole, NULL);
  do_verb (self, "file");
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  wg_test_window_wait_for_people (self);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      wg_test_window_resize (self, sizes[i][0], sizes[i][1]);
      walk (GTK_WIDGET (self->window), check_whole, NULL);
      wg_test_window_act (self, "new-case", NULL);
      wg_test_wait_ms (500);
      walk (GTK_WIDGET (self->window), check_whole, NULL);
      wg_test_window_act (self, "step-back", NULL);
      wg_test_window_act (self, "view", g_variant_new_string ("boundaries"));
      wg_test_wait_ms (500);
      walk (GTK_WIDGET (self->window), check_whole, NULL);
      wg_test_window_act (self, "view", g_variant_new_string ("dispatch"));
    }
  g_assert_nonnull (number);
}

/* Twice the size, and the contrast that some need: the window still works and still has a place for everything. */
static void
test_hardest_to_read (Fixture *self, gconstpointer data)
{
  WgCaseList *list = wg_dispatch_page_get_list (self->window->page);
  g_autofree char *number = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
  number = wg_test_window_register (self);
  wg_test_window_resize (self, 1920, 1080);
  walk (GTK_WIDGET (self->window), check_whole, NULL);
  /* As many emergencies as in small text, so twice the height. */
  g_assert_cmpint (gtk_scrolled_window_get_max_content_height (list->pinned_frame), ==, 480);
  do_verb (self, "file");
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  wg_test_wait_ms (500);
  walk (GTK_WIDGET (self->window), check_whole, NULL);
  g_assert_nonnull (number);
}

static void
test_names (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);

  do_verb (self, "reject");
  wg_test_wait_ms (500);
  walk (GTK_WIDGET (self->window), check_name, NULL);
  g_assert_nonnull (number);
}

/* Ten thousand characters: a title that ends the direction of the text, looks like markup and like a file. */
static char *
make_hostile_text (void)
{
  static const char *const pieces[] = { "\xe2\x80\xae", "<b>&amp;</b>", "😀", "\t", "%s%n", "\xe2\x81\xa7", "‏עברית", "井盖" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; g_utf8_strlen (text->str, -1) < 9990; i++)
    g_string_append (text, pieces[i % G_N_ELEMENTS (pieces)]);
  return g_string_free (text, FALSE);
}

static void
test_hostile_text (Fixture *self, gconstpointer data)
{
  WgCaseList *list = wg_dispatch_page_get_list (self->window->page);
  g_autofree char *plain = wg_test_window_register (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;
  WgAct *act = wg_test_report (116.605, 40.305);
  g_autofree char *text = NULL;
  int list_width;
  int detail_width;

  /* A case is there before the first layout is. */
  while (gtk_widget_get_width (GTK_WIDGET (list)) == 0 || gtk_widget_get_width (GTK_WIDGET (self->detail)) == 0)
    g_main_context_iteration (NULL, TRUE);
  list_width = gtk_widget_get_width (GTK_WIDGET (list));
  detail_width = gtk_widget_get_width (GTK_WIDGET (self->detail));
  g_free (act->title);
  act->title = make_hostile_text ();
  act->address = make_hostile_text ();
  text = make_hostile_text ();
  *g_utf8_offset_to_pointer (text, 9900) = '\0';
  act->body = g_strconcat ("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n", text, NULL);
  result = wg_test_perform (self->base.store, act, &error);
  g_assert_no_error (error);
  wg_case_list_set_queue (list, WG_QUEUE_OPEN);
  while (wg_case_board_find (wg_context_get_board (self->window->context), result->case_id) == NULL)
    g_main_context_iteration (NULL, TRUE);
  wg_test_window_act (self, "select", g_variant_new_string (result->number));
  wg_test_window_wait_for_state (self, WG_CASE_STATE_REPORTED);
  wg_test_wait_ms (500);
  g_assert_cmpstr (self->detail->record->number, ==, result->number);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (list)), ==, list_width);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->detail)), ==, detail_width);
  g_assert_false (gtk_label_get_use_markup (self->detail->title));
  /* What turns the direction of a text would turn the number of a house. */
  g_assert_null (strstr (gtk_label_get_text (self->detail->title), "\xe2\x80\xae"));
  g_assert_null (strstr (gtk_label_get_text (self->detail->address), "\xe2\x80\xae"));
  /* However long it is, what to do about it is not far below; all of it is one click away. */
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (self->detail->body)), <, 300);
  g_signal_emit_by_name (self->detail->unfold, "clicked");
  while (gtk_widget_get_height (GTK_WIDGET (self->detail->body)) < 1000)
    g_main_context_iteration (NULL, TRUE);
  /* It is found by what stands in it, and by no more than that. */
  wg_case_list_set_text (list, "<b>&amp;</b>😀");
  while (g_list_model_get_n_items (G_LIST_MODEL (wg_case_list_get_model (list))) != 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (self->detail->record->number, ==, result->number);
}

/* Who leaves keeps the cases until somebody takes them away, and that is said where the case is looked at. */
static void
test_holder_leaves (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);
  g_autoptr (GError) error = NULL;
  WgAct *assign = wg_test_act (WG_VERB_ASSIGN, number, WG_TEST_DESK);
  g_autoptr (WgActResult) filed = wg_test_perform (self->base.store, wg_test_act (WG_VERB_FILE, number, WG_TEST_DESK), &error);
  WgCaseList *list = wg_dispatch_page_get_list (self->window->page);
  g_autoptr (WgActResult) assigned = NULL;
  g_autofree char *before = NULL;

  assign->to_person_id = 2;
  assigned = wg_test_perform (self->base.store, assign, &error);
  g_assert_no_error (error);
  wg_test_window_wait_for_state (self, WG_CASE_STATE_ASSIGNED);
  before = g_strdup (gtk_label_get_text (self->detail->holder));
  g_assert_nonnull (strstr (before, "李秀英"));
  wg_test_deactivate (self->base.store, "李秀英");
  while (g_str_equal (gtk_label_get_text (self->detail->holder), before))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (gtk_label_get_text (self->detail->holder), "李秀英"));
  g_assert_cmpint (self->detail->record->state, ==, WG_CASE_STATE_ASSIGNED);
  g_assert_true (self->detail->record->holder_gone);
  /* It stands in a queue of its own, so that nobody has to come across it. */
  wg_case_list_set_queue (list, WG_QUEUE_HOLDER_LEFT);
  while (g_list_model_get_n_items (G_LIST_MODEL (wg_case_list_get_model (list))) != 1)
    g_main_context_iteration (NULL, TRUE);
  /* Nobody sends anything to her any more, but from her. */
  wg_test_window_wait_for_people (self);
  g_assert_true (g_action_group_get_action_enabled (wg_case_detail_get_actions (self->detail), "reassign"));
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function, data) g_test_add (path, Fixture, data, set_up, function, tear_down)
  if (g_getenv ("ADW_DEBUG_HIGH_CONTRAST") != NULL)
    {
      ADD ("/window/hardest-to-read", test_hardest_to_read, NULL);
      return g_test_run ();
    }
  if (g_strcmp0 (g_getenv ("LANGUAGE"), "zh_CN") == 0)
    {
      ADD ("/window/layout-in-chinese-at-125-percent", test_layout, "large");
      ADD ("/window/names-in-chinese", test_names, NULL);
      return g_test_run ();
    }
  ADD ("/window/walk", test_walk, NULL);
  ADD ("/window/title", test_title, NULL);
  ADD ("/window/refusal-is-said-in-place", test_refusal_is_said_in_place, NULL);
  ADD ("/window/somebody-was-faster", test_somebody_was_faster, NULL);
  ADD ("/window/note-stays-with-its-case", test_note_stays_with_its_case, NULL);
  ADD ("/window/form-stays-with-its-case", test_form_stays_with_its_case, NULL);
  ADD ("/window/clock-behind", test_clock_behind, NULL);
  ADD ("/window/file-goes-away", test_file_goes_away, NULL);
  ADD ("/window/unselected-takes-no-verb", test_unselected_takes_no_verb, NULL);
  ADD ("/window/row-there", test_row_of_reject, "there");
  g_test_add ("/window/reading", Fixture, NULL, set_up, test_reading, tear_down);
  g_test_add ("/window/row-taken-away", Fixture, NULL, set_up_without_reject, test_row_of_reject, tear_down);
  ADD ("/window/names", test_names, NULL);
  ADD ("/window/holder-leaves", test_holder_leaves, NULL);
  ADD ("/window/hostile-text", test_hostile_text, NULL);
  ADD ("/window/copy", test_copy, NULL);
  ADD ("/window/next-step/grids", test_next_step, NULL);
  g_test_add ("/window/next-step/nothing", Fixture, "nothing", set_up_empty, test_next_step, tear_down);
  return g_test_run ();
}
