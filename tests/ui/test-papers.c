/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked of a case on the telephone is answered in one key: why it is late, whose it is; and what is set in the
 * preferences is set in the database.
 */

#include "wg-preferences.h"
#include "wg-store-classes.h"
#include "wg-store-sections.h"
#include "wg-store-settings.h"
#include "wg-test-window.h"
#include "wg-time.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

static void
set_up (WgTestWindow *self, gconstpointer data)
{
  wg_test_store_set_up (&self->base, NULL);
  wg_test_window_open (self);
}

static void
tear_down (WgTestWindow *self, gconstpointer data)
{
  wg_test_window_close (self);
}

/* A case 4 m from a border, assigned an hour and a half ago. */
static void
bring_case_of (WgTestWindow *self, const char *class_code)
{
  WgAct *act = wg_test_report (116.60995, 40.305);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;

  g_free (act->class_code);
  act->class_code = g_strdup (class_code);
  result = wg_test_perform (self->base.store, act, &error);
  g_assert_no_error (error);
  while (wg_case_board_find (wg_context_get_board (self->window->context), result->case_id) == NULL)
    g_main_context_iteration (NULL, TRUE);
  wg_test_window_act (self, "select", g_variant_new_string (result->number));
  wg_test_window_wait_for_state (self, WG_CASE_STATE_REPORTED);
  wg_test_window_act (self, "verb", g_variant_new_string ("file"));
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  wg_test_window_wait_for_people (self);
  wg_test_window_act (self, "assign-nth", g_variant_new_int32 (1));
  wg_test_window_wait_for_state (self, WG_CASE_STATE_ASSIGNED);
  wg_clock_advance (self->base.clock, 90 * WG_MS_PER_MINUTE);
  wg_context_tick (self->window->context);
}

static void
bring_case (WgTestWindow *self)
{
  bring_case_of (self, "P0101-1");
}

static gboolean
says (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static void
wait_for_words (GtkWidget *widget, const char *text)
{
  g_test_message ("waiting for “%s”", text);
  while (wg_test_window_find (widget, says, text) == NULL)
    wg_test_wait_ms (10);
}

static void
set_limit (WgTestWindow *self, double limit_n)
{
  g_autoptr (WgClassCatalogue) catalogue = NULL;
  g_autoptr (WgEvent) event = NULL;
  g_autoptr (WgCaseClass) changed = NULL;
  GPtrArray *classes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_class_free);
  WgTestWait wait = { NULL }, set = { NULL };

  wg_store_load_classes_async (self->base.store, G_MAXINT64, NULL, wg_test_wait_ready, &wait);
  catalogue = wg_store_load_classes_finish (self->base.store, wg_test_wait (&wait), NULL);
  changed = wg_case_class_copy (wg_class_catalogue_find (catalogue, "P0101-1"));
  changed->limit_n = limit_n;
  changed->limit_unit = WG_LIMIT_WORK_DAY;
  g_ptr_array_add (classes, wg_case_class_copy (changed));
  wg_store_set_classes_async (self->base.store, classes, WG_TEST_ADMIN, NULL, NULL, NULL, wg_test_wait_ready, &set);
  event = wg_store_set_classes_finish (self->base.store, wg_test_wait (&set), NULL);
  g_assert_nonnull (event);
  g_object_unref (wait.result);
  g_object_unref (set.result);
}

/* A clock that runs keeps its limit, and says so; one that runs into a year of unknown holidays says that. */
static void
test_limit_note (WgTestWindow *self, gconstpointer data)
{
  GtkWidget *note;

  set_limit (self, 60);
  bring_case (self);
  note = GTK_WIDGET (self->detail->limit_note);
  wait_for_words (note, "runs into 2027, whose holidays are not announced");
  g_assert_null (wg_test_window_find (note, says, "Keeps the limit"));
  set_limit (self, 5);
  wg_test_window_act (self, "verb", g_variant_new_string ("accept"));
  wg_test_window_wait_for_state (self, WG_CASE_STATE_HANDLING);
  wait_for_words (note, "Keeps the limit of 60 working days that its clock started with; the class has 5 working days now");
  g_assert_nonnull (wg_test_window_find (note, says, "runs into 2027"));
}

/* Two hours that run on, and four office hours with a noon between: of both it is said how much is used. */
static void
test_share (WgTestWindow *self, gconstpointer data)
{
  bring_case_of (self, "P0101-1");
  g_assert_nonnull (strstr (gtk_label_get_text (self->detail->clock_words), "75\u00a0%\u00a0used"));
  bring_case_of (self, "E0114-1");
  g_assert_nonnull (strstr (gtk_label_get_text (self->detail->clock_words), "left\u00a0· 0\u00a0%\u00a0used"));
}

/* Who had it, what counted, and the sum, without a second click. */
static void
test_why (WgTestWindow *self, gconstpointer data)
{
  GtkWidget *popover;

  bring_case (self);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (self->detail->why));
  wg_test_window_act (self, "ledger", NULL);
  wait_for_words (popover, "王建国");
  g_assert_true (gtk_widget_get_mapped (popover));
  g_assert_nonnull (wg_test_window_find (popover, says, "counted"));
  g_assert_nonnull (wg_test_window_find (popover, says, "2 continuous hours"));
  gtk_popover_popdown (GTK_POPOVER (popover));
  wg_test_wait_ms (400);
}

/* Both grids, the metres and the owner; what is copied is what is shown. */
static void
test_whose (WgTestWindow *self, gconstpointer data)
{
  GtkWidget *popover, *text;

  bring_case (self);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->detail->border)));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (self->detail->evidence));
  wg_test_window_act (self, "evidence", NULL);
  wait_for_words (popover, "王建国");
  text = wg_test_window_find (popover, says, "王建国");
  for (gsize i = 0; i < 2; i++)
    g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (text)), i == 0 ? "(A)" : "(B)"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (text)), "王建国 (A post)"));
  gtk_popover_popdown (GTK_POPOVER (popover));
  wg_test_wait_ms (400);
}

/* The bar says in words what it draws. */
static void
test_waits (WgTestWindow *self, gconstpointer data)
{
  bring_case (self);
  wg_test_window_act (self, "verb", g_variant_new_string ("accept"));
  wg_test_window_wait_for_state (self, WG_CASE_STATE_HANDLING);
  wait_for_words (GTK_WIDGET (self->detail->history), "Not signed for 1 h 30 min");
  wait_for_words (GTK_WIDGET (self->detail->history), "lasted 1 h 30 min");
}

static void
test_print (WgTestWindow *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "wangge-test-case.pdf", NULL), *bytes = NULL;

  bring_case (self);
  g_unlink (path);
  wg_test_window_act (self, "print-to", g_variant_new_string (path));
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    wg_test_wait_ms (10);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_unlink (path);
}

static gboolean
card_was_issued (WgTestWindow *self)
{
  WgTestWait wait = { NULL };
  g_autoptr (GPtrArray) events = NULL;
  gboolean found = FALSE;

  wg_store_list_events_async (self->base.store, 0, NULL, NULL, wg_test_wait_ready, &wait);
  events = wg_store_list_events_finish (self->base.store, wg_test_wait (&wait), NULL);
  for (guint i = 0; i < events->len; i++)
    found |= g_strcmp0 (((WgEvent *) g_ptr_array_index (events, i))->verb, "card") == 0;
  g_object_unref (wait.result);
  return found;
}

/* No case is shown, but a grid is selected: what hangs in its stairwells; that telephones were read stands in the history. */
static void
test_card (WgTestWindow *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->base.folder, "card.pdf", NULL), *bytes = NULL;
  WgSelection *selection = wg_context_get_selection (self->window->context);

  wg_test_window_act (self, "print-to", g_variant_new_string (path));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  wg_selection_select_grid (selection, wg_grid_tree_get_grid (wg_case_board_get_grids (wg_context_get_board (self->window->context)), 1)->id);
  wg_test_window_act (self, "print-to", g_variant_new_string (path));
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    wg_test_wait_ms (10);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_true (card_was_issued (self));
  g_unlink (path);
}

/* --- Preferences --- */

static gboolean
is_named (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_ACTION_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static double
read_setting (WgTestWindow *self, const char *name)
{
  gsize n = 0;
  const WgDistrictSetting *all = wg_district_setting_get_all (&n);
  g_autoptr (GArray) values = NULL;
  WgTestWait wait = { NULL };

  wg_store_load_settings_async (self->base.store, G_MININT64, NULL, wg_test_wait_ready, &wait);
  values = wg_store_load_settings_finish (self->base.store, wg_test_wait (&wait), NULL);
  g_object_unref (wait.result);
  for (gsize i = 0; i < n; i++)
    {
      if (g_str_equal (all[i].name, name))
        return g_array_index (values, double, i);
    }
  return -1;
}

/* Of the rows in @window, or what belongs to one. */
static GtkWidget *
wait_for_row (GtkWidget *window, gboolean (*is_it) (GtkWidget *widget, gconstpointer data), const char *title)
{
  GtkWidget *row = NULL;

  g_test_message ("waiting for a row “%s”", title != NULL ? title : "");
  while ((row = wg_test_window_find (window, is_it, title)) == NULL)
    wg_test_wait_ms (10);
  return row;
}

/* Changed and closed at once: nothing that was chosen is lost. */
static void
test_settings (WgTestWindow *self, gconstpointer data)
{
  static const WgOperator duty = { WG_TEST_DUTY, (char *) "duty", (char *) "duty", G_MININT64, TRUE, WG_ROLE_DUTY };
  GtkWidget *window, *row;

  wg_context_set_operator (self->window->context, &duty);
  window = wg_preferences_new (GTK_WINDOW (self->window), NULL, self->window->context);
  gtk_window_present (GTK_WINDOW (window));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), "limits");
  row = wait_for_row (window, is_named, "Dispatch");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), 25);
  gtk_window_destroy (GTK_WINDOW (window));
  while (read_setting (self, "dispatch-limit-minutes") != 25)
    wg_test_wait_ms (10);
}

static gpointer
write_street (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const double ends[] = { 116.6, 40.305, 116.62, 40.305 };
  const guint8 head[] = { 1, 5, 0, 0, 0, 1, 0, 0, 0, 1, 2, 0, 0, 0, 2, 0, 0, 0 };
  g_autoptr (GByteArray) wkb = g_byte_array_new ();
  g_autoptr (GBytes) line = NULL;

  g_byte_array_append (wkb, head, sizeof head);
  g_byte_array_append (wkb, (const guint8 *) ends, sizeof ends);
  line = g_byte_array_free_to_bytes (g_steal_pointer (&wkb));
  return wg_connection_run (work->connection, error, "base-line-insert", "iisssib", (gint64) 1, wg_connection_get_district (work->connection), "roads",
                            "secondary", "柳荫路", WG_NULL_ID, line)
                 >= 0
             ? data
             : NULL;
}

static char *
dup_chief (WgTestWindow *self)
{
  g_autoptr (GPtrArray) sections = NULL;
  WgTestWait wait = { NULL };

  wg_store_list_sections_async (self->base.store, G_MININT64, NULL, wg_test_wait_ready, &wait);
  sections = wg_store_list_sections_finish (self->base.store, wg_test_wait (&wait), NULL);
  g_object_unref (wait.result);
  g_assert_cmpuint (sections->len, ==, 1);
  return g_strdup (((const WgSection *) g_ptr_array_index (sections, 0))->chief);
}

static gboolean
is_entry (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_ENTRY_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static gboolean
is_keep (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Keep") == 0;
}

/* A street is chosen from the list, its chief typed, and taken away again; whoever is not known changes nothing. */
static void
test_sections (WgTestWindow *self, gconstpointer data)
{
  static const WgOperator duty = { WG_TEST_DUTY, (char *) "duty", (char *) "duty", G_MININT64, TRUE, WG_ROLE_DUTY };
  static const char *const chiefs[][2] = { { "李秀英", "李秀英" }, { "没有人", "李秀英" }, { "", NULL } };
  g_autoptr (GError) error = NULL;
  GtkWidget *window, *chief, *keep;

  wg_test_write (self->base.store, write_street, self, &error);
  g_assert_no_error (error);
  wg_context_set_operator (self->window->context, &duty);
  window = wg_preferences_new (GTK_WINDOW (self->window), NULL, self->window->context);
  gtk_window_present (GTK_WINDOW (window));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), "dispatch");
  g_signal_emit_by_name (wait_for_row (window, is_named, "柳荫路"), "activated");
  chief = wait_for_row (window, is_entry, "Who answers for it, name or code; empty for nobody");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (wait_for_row (window, is_entry, "Street or river"))), ==, "柳荫路");
  keep = wait_for_row (window, is_keep, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (chiefs); i++)
    {
      g_autofree char *kept = NULL;

      gtk_editable_set_text (GTK_EDITABLE (chief), chiefs[i][0]);
      g_signal_emit_by_name (keep, "clicked");
      if (i == 1)
        wait_for_words (window, "没有人");
      kept = dup_chief (self);
      while (g_strcmp0 (kept, chiefs[i][1]) != 0)
        {
          wg_test_wait_ms (10);
          g_free (kept);
          kept = dup_chief (self);
        }
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_year (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SPIN_BUTTON (widget) && gtk_spin_button_get_value (GTK_SPIN_BUTTON (widget)) == 2026;
}

static gboolean
is_set_day (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Set the day") == 0;
}

static gint64
read_due (WgTestWindow *self)
{
  return wg_case_board_find (wg_context_get_board (self->window->context), self->detail->record->id)->due_ms;
}

/* A year that nobody has announced is told; a day off that is entered later moves the due time that runs over it. */
static void
test_calendar (WgTestWindow *self, gconstpointer data)
{
  static const WgOperator duty = { WG_TEST_DUTY, (char *) "duty", (char *) "duty", G_MININT64, TRUE, WG_ROLE_DUTY };
  GtkWidget *window, *year;
  gint64 due_ms;

  set_limit (self, 5);
  bring_case (self);
  due_ms = read_due (self);
  wg_context_set_operator (self->window->context, &duty);
  window = wg_preferences_new (GTK_WINDOW (self->window), NULL, self->window->context);
  gtk_window_present (GTK_WINDOW (window));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), "limits");
  year = wait_for_row (window, is_year, NULL);
  wait_for_row (window, is_named, "The holidays of 2026 are announced.");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (year), 2027);
  wait_for_row (window, is_named, "▲ The holidays of 2027 are not announced here: Monday to Friday count as working days.");
  gtk_editable_set_text (GTK_EDITABLE (wait_for_row (window, is_entry, "A coming day, like 2027-01-01")), "2026-11-24");
  g_signal_emit_by_name (wait_for_row (window, is_set_day, NULL), "clicked");
  wait_for_row (window, is_named, "Changed; 1 due time was found anew.");
  while (read_due (self) == due_ms)
    wg_test_wait_ms (10);
  /* From a Friday to the Monday after it. */
  g_assert_cmpint (read_due (self) - due_ms, ==, 3 * 24 * WG_MS_PER_HOUR);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_choice (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_COMBO_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static gboolean
is_folded (GtkWidget *widget, gconstpointer data)
{
  return ADW_IS_EXPANDER_ROW (widget) && !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (widget));
}

static gboolean
is_change (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Change the class") == 0;
}

static gint64
read_class_unit (WgTestWindow *self, const char *code)
{
  g_autoptr (WgClassCatalogue) catalogue = NULL;
  WgTestWait wait = { NULL };

  wg_store_load_classes_async (self->base.store, G_MAXINT64, NULL, wg_test_wait_ready, &wait);
  catalogue = wg_store_load_classes_finish (self->base.store, wg_test_wait (&wait), NULL);
  g_object_unref (wait.result);
  return wg_class_catalogue_find (catalogue, code)->unit_id;
}

/* The unit that goes out for a class is chosen among those there are, and given up again. */
static void
test_class_unit (WgTestWindow *self, gconstpointer data)
{
  static const WgOperator duty = { WG_TEST_DUTY, (char *) "duty", (char *) "duty", G_MININT64, TRUE, WG_ROLE_DUTY };
  static const guint choices[] = { 1, 0 };
  GtkWidget *window;

  wg_context_set_operator (self->window->context, &duty);
  window = wg_preferences_new (GTK_WINDOW (self->window), NULL, self->window->context);
  gtk_window_present (GTK_WINDOW (window));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), "limits");
  gtk_editable_set_text (GTK_EDITABLE (wait_for_row (window, is_entry, "Find a class by code or words")), "P0101-1");
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget *choice;

      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (wait_for_row (window, is_folded, NULL)), TRUE);
      choice = wait_for_row (window, is_choice, "Unit by default");
      g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (choice)), !=, choices[i]);
      adw_combo_row_set_selected (ADW_COMBO_ROW (choice), choices[i]);
      g_signal_emit_by_name (wait_for_row (window, is_change, NULL), "clicked");
      while (read_class_unit (self, "P0101-1") != (gint64) choices[i])
        wg_test_wait_ms (10);
      wg_test_wait_ms (200); /* until the row shows what it is now */
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, WgTestWindow, NULL, set_up, function, tear_down)
  ADD ("/papers/why", test_why);
  ADD ("/papers/share", test_share);
  ADD ("/papers/whose", test_whose);
  ADD ("/papers/waits", test_waits);
  ADD ("/papers/print", test_print);
  ADD ("/papers/card", test_card);
  ADD ("/papers/settings", test_settings);
  ADD ("/papers/limit-note", test_limit_note);
  ADD ("/papers/calendar", test_calendar);
  ADD ("/papers/sections", test_sections);
  ADD ("/papers/class-unit", test_class_unit);
  return g_test_run ();
}
