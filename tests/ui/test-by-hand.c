/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main job by keys and pointer: boundaries come in, a case is picked on the map and walks to its end, and the map,
 * the queue and the rail follow every step. Run in both languages.
 */

#include "hands.h"
#include "wg-application.h"
#include "wg-case-detail-private.h"
#include "wg-city-layer.h"
#include "wg-map-pane-private.h"
#include "wg-queue-rail.h"
#include "wg-test-shapefile.h"
#include "wg-test-store.h"
#include "wg-window-private.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>

#define LON 116.605
#define LAT 40.305
#define GRID 2 /* "A", where the case lies */

typedef struct
{
  WgTestStore base;
  WgWindow *window;
  WgCaseDetail *detail; /* NULL while nothing is open */
  char *number;
} Fixture;

/* One a process, as in the program. */
static WgApplication *application;
static WgSession *session;

static void
start_application (void)
{
  g_autoptr (GError) error = NULL;

  application = wg_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  session = wg_session_new ();
}

/* --- Finding what is on the screen --- */

static GtkWidget *
find (GtkWidget *widget, gboolean (*is_it) (GtkWidget *widget, gconstpointer data), gconstpointer data)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (is_it (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, is_it, data);
  return found;
}

static gboolean
has_type (GtkWidget *widget, gconstpointer data)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) data);
}

static gboolean
says (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), data) != NULL;
}

static GtkWidget *
find_type (Fixture *f, GType type)
{
  return find (GTK_WIDGET (f->window), has_type, &type);
}

static GtkWidget *
find_text (Fixture *f, const char *text)
{
  return find (GTK_WIDGET (f->window), says, text);
}

static void
wait_for_text (Fixture *f, const char *text)
{
  while (find_text (f, text) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* --- The window --- */

static void
set_up (Fixture *f, gconstpointer data)
{
  if (data != NULL)
    wg_test_store_set_up_empty (&f->base);
  else
    wg_test_store_set_up (&f->base, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  f->window = wg_window_new (GTK_APPLICATION (application), session);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1800, 1000);
  wg_window_set_store (f->window, f->base.store);
  gtk_window_present (GTK_WINDOW (f->window));
  while (!wg_case_board_is_loaded (wg_context_get_board (f->window->context))
         || wg_context_get_operator (f->window->context) == NULL)
    g_main_context_iteration (NULL, TRUE);
  f->detail = wg_dispatch_page_get_detail (f->window->page);
  hands_take (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_free (f->number);
  wg_test_store_tear_down (&f->base);
}

static WgMapPane *
get_map (Fixture *f)
{
  return WG_MAP_PANE (wg_dispatch_page_get_map (f->window->page));
}

static WgCityLayer *
get_layer (Fixture *f)
{
  return WG_CITY_LAYER (find_type (f, WG_TYPE_CITY_LAYER));
}

static void
settle_map (Fixture *f)
{
  /* On a busy computer the legend unfolds late, and the map fits itself once more. */
  while (!wg_map_pane_is_settled (get_map (f)) || get_map (f)->fit_timer != 0 || get_map (f)->fit_idle != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
register_case (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (f->base.store, wg_test_report (LON, LAT), &error);

  g_assert_no_error (error);
  f->number = g_strdup (result->number);
  while (wg_city_layer_get_scene (get_layer (f))->cases == NULL
         || wg_city_cases_get_n_points (wg_city_layer_get_scene (get_layer (f))->cases) == 0)
    g_main_context_iteration (NULL, TRUE);
  settle_map (f);
}

/* Until the detail shows the case in this state with its history read. */
static void
wait_for_state (Fixture *f, WgCaseState state)
{
  WgCaseDetail *detail = f->detail;

  while (detail->record == NULL || detail->record->state != state || detail->file == NULL
         || detail->file->record->version < detail->record->version || detail->offers == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Whoever clicks beside a sprite, because the map moved under the hand, clicks again. */
static void
pick_on_map (Fixture *f)
{
  double x, y;

  while (f->detail->record == NULL)
    {
      gint64 patience_us = g_get_monotonic_time () + 3 * G_USEC_PER_SEC;

      settle_map (f);
      wg_city_layer_get_point (get_layer (f), LON, LAT, &x, &y);
      hands_click (GTK_WIDGET (get_layer (f)), x, y);
      while (f->detail->record == NULL && g_get_monotonic_time () < patience_us)
        g_main_context_iteration (NULL, FALSE);
    }
  wait_for_state (f, WG_CASE_STATE_REPORTED);
  g_assert_cmpstr (f->detail->record->number, ==, f->number);
}

static void
wait_for_people (Fixture *f)
{
  while (wg_assign_list_get_n_rows (f->detail->assign) == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Of the grid of the case. The scene of a moment is not that of the next. */
static const WgGridColour *
get_colour (Fixture *f)
{
  const WgCityScene *scene = wg_city_layer_get_scene (get_layer (f));

  return wg_city_colours_get (scene->colours, wg_city_find_grid (scene->city, GRID));
}

/* Map and rail say the same: one case is open and in @queue; or none is. */
static void
wait_for_picture (Fixture *f, guint open, WgQueue queue)
{
  WgCaseList *list = wg_dispatch_page_get_list (f->window->page);

  while (get_colour (f)->open != open || wg_case_list_get_counts (list)[WG_QUEUE_OPEN] != open
         || wg_case_list_get_counts (list)[queue] != open)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (get_colour (f)->klass, ==, open > 0 ? 1 : 0);
}

static gboolean
is_row_of (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), data)
         && gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW) != NULL && gtk_widget_get_width (widget) > 0;
}

/* As a person changes the shift: the button in the header, then the row. */
static void
sit_down (Fixture *f, const char *name)
{
  GtkWidget *label;

  hands_click_middle (GTK_WIDGET (f->window->operator_button));
  while ((label = find (GTK_WIDGET (f->window), is_row_of, name)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  hands_click_middle (label);
  while (g_strcmp0 (wg_context_get_operator (f->window->context)->name, name) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
fill_form (Fixture *f, const char *text)
{
  g_autofree char *typed = NULL;

  g_assert_true (wg_case_form_is_open (f->detail->form));
  hands_type (text);
  typed = wg_case_form_dup_text (f->detail->form);
  g_assert_cmpstr (typed, ==, text);
  hands_press ("ctrl+Return");
}

static gboolean
has_popup (Fixture *f)
{
  return find (GTK_WIDGET (f->detail->form), has_type, &(GType){ GTK_TYPE_POPOVER }) != NULL;
}

static gboolean
has_focus_in_popup (Fixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));

  return focus == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

/* The first reason of the list, then the words. */
static void
give_reason (Fixture *f, const char *text)
{
  g_assert_true (wg_case_form_is_open (f->detail->form));
  hands_press ("space");
  while (!has_popup (f))
    g_main_context_iteration (NULL, TRUE);
  hands_press ("Down");
  hands_press ("Return");
  while (has_popup (f) || has_focus_in_popup (f))
    g_main_context_iteration (NULL, TRUE);
  hands_press ("Tab");
  fill_form (f, text);
}

static void
walk_to_handling (Fixture *f)
{
  pick_on_map (f);
  hands_press ("f");
  wait_for_state (f, WG_CASE_STATE_FILED);
  wait_for_people (f);
  hands_press ("1");
  wait_for_state (f, WG_CASE_STATE_ASSIGNED);
  hands_press ("y");
  wait_for_state (f, WG_CASE_STATE_HANDLING);
}

/* --- What a person does --- */

static void
test_walk (Fixture *f, gconstpointer data)
{
  register_case (f);
  wait_for_picture (f, 1, WG_QUEUE_REPORTED);
  walk_to_handling (f);
  g_assert_cmpstr (f->detail->record->person_name, ==, "王建国");
  wait_for_picture (f, 1, WG_QUEUE_HANDLING);
  hands_press ("d");
  fill_form (f, "cover 7 is back");
  wait_for_state (f, WG_CASE_STATE_HANDLED);
  g_assert_false (wg_case_form_is_open (f->detail->form));
  wait_for_picture (f, 1, WG_QUEUE_TO_CHECK);
  /* The desk entered the work, so the desk may not check it, and is told why. */
  hands_press ("p");
  while (!gtk_widget_get_visible (f->detail->news_box))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->detail->record->state, ==, WG_CASE_STATE_HANDLED);
  sit_down (f, "checker");
  hands_press ("p");
  wait_for_state (f, WG_CASE_STATE_CLOSED);
  wait_for_picture (f, 0, WG_QUEUE_TO_CHECK);
  /* It stays on the map for as long as it is looked at. */
  g_assert_cmpuint (wg_city_cases_get_n_points (wg_city_layer_get_scene (get_layer (f))->cases), ==, 1);
  hands_press ("Escape");
  while (wg_city_cases_get_n_points (wg_city_layer_get_scene (get_layer (f))->cases) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (f->detail->record);
}

/* The history may say the same word. */
static gboolean
is_undo_button (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), dgettext (GETTEXT_PACKAGE, "Undo")) == 0;
}

/* The row changes with the news, a moment before the window hears that its own move was made. */
static void
wait_for_own_move (Fixture *f)
{
  while (g_strcmp0 (f->window->last_undoable, f->number) != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* A toast may be replaced under the hand; whoever misses it clicks the next one. */
static void
click_undo (Fixture *f)
{
  while (f->detail->record->state != WG_CASE_STATE_REPORTED)
    {
      gint64 patience_us = g_get_monotonic_time () + 3 * G_USEC_PER_SEC;
      GtkWidget *undo = find (GTK_WIDGET (f->window), is_undo_button, NULL);

      if (undo != NULL)
        hands_click_middle (undo);
      while (f->detail->record->state != WG_CASE_STATE_REPORTED && g_get_monotonic_time () < patience_us)
        g_main_context_iteration (NULL, FALSE);
    }
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  register_case (f);
  pick_on_map (f);
  hands_press ("f");
  wait_for_state (f, WG_CASE_STATE_FILED);
  wait_for_own_move (f);
  hands_press ("ctrl+z");
  wait_for_state (f, WG_CASE_STATE_REPORTED);
  wait_for_picture (f, 1, WG_QUEUE_REPORTED);
  hands_press ("f");
  wait_for_state (f, WG_CASE_STATE_FILED);
  wait_for_own_move (f);
  click_undo (f);
  wait_for_state (f, WG_CASE_STATE_REPORTED);
}

static void
test_back_and_forth (Fixture *f, gconstpointer data)
{
  register_case (f);
  walk_to_handling (f);
  hands_press ("b");
  give_reason (f, "not mine");
  wait_for_state (f, WG_CASE_STATE_FILED);
  g_assert_cmpint (f->detail->record->bounces, ==, 1);
  wait_for_people (f);
  hands_press ("1");
  wait_for_state (f, WG_CASE_STATE_ASSIGNED);
  hands_press ("n");
  hands_type ("asked again");
  g_assert_cmpstr (gtk_editable_get_text (f->detail->note), ==, "asked again");
  hands_press ("Return");
  while (*gtk_editable_get_text (f->detail->note) != '\0')
    g_main_context_iteration (NULL, TRUE);
  wait_for_text (f, "asked again");
  hands_press ("Escape");
  hands_press ("y");
  wait_for_state (f, WG_CASE_STATE_HANDLING);
  hands_press ("d");
  fill_form (f, "done once");
  wait_for_state (f, WG_CASE_STATE_HANDLED);
  sit_down (f, "checker");
  hands_press ("r");
  fill_form (f, "still loose");
  wait_for_state (f, WG_CASE_STATE_HANDLING);
  sit_down (f, "desk");
  hands_press ("d");
  fill_form (f, "done twice");
  wait_for_state (f, WG_CASE_STATE_HANDLED);
  sit_down (f, "checker");
  hands_press ("p");
  wait_for_state (f, WG_CASE_STATE_CLOSED);
  hands_press ("o");
  fill_form (f, "loose again");
  wait_for_state (f, WG_CASE_STATE_FILED);
  wait_for_picture (f, 1, WG_QUEUE_TO_DISPATCH);
}

static void
write_shapefile (Fixture *f, const char *stem)
{
  static const char *const names[][2] = { { "W1", "Ward 1" }, { "W2", "Ward 2" } };
  g_autoptr (WgTestShapefile) shapes = wg_test_shapefile_new (WG_TEST_POLYGON);

  wg_test_shapefile_add_field (shapes, "CODE", 'C', 8);
  wg_test_shapefile_add_field (shapes, "NAME", 'C', 16);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    wg_test_shapefile_add_square (shapes, -77.04 + 0.02 * i, 38.9, 0.02, names[i]);
  wg_test_shapefile_write (shapes, stem, 0, NULL, NULL);
}

/* From a file to grids that can be chosen on the map. */
static void
test_import (Fixture *f, gconstpointer data)
{
  g_autofree char *stem = g_build_filename (f->base.folder, "wards", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  double x, y;

  write_shapefile (f, stem);
  hands_press ("alt+2");
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "import", g_variant_new_string (path));
  while (wg_import_page_get_phase (f->window->import) != WG_IMPORT_PHASE_ASKING || wg_import_page_is_busy (f->window->import))
    g_main_context_iteration (NULL, TRUE);
  hands_press ("ctrl+Return");
  while (wg_import_page_get_phase (f->window->import) != WG_IMPORT_PHASE_CHECKED)
    g_main_context_iteration (NULL, TRUE);
  hands_press ("ctrl+Return");
  while (wg_import_page_get_phase (f->window->import) != WG_IMPORT_PHASE_IMPORTED)
    g_main_context_iteration (NULL, TRUE);
  hands_press ("alt+1");
  while (find_type (f, WG_TYPE_CITY_LAYER) == NULL || wg_city_layer_get_scene (get_layer (f))->city == NULL
         || wg_city_get_n_grids (wg_city_layer_get_scene (get_layer (f))->city) < 2)
    g_main_context_iteration (NULL, TRUE);
  settle_map (f);
  wg_city_layer_get_point (get_layer (f), -77.015, 38.915, &x, &y);
  hands_click (GTK_WIDGET (get_layer (f)), x, y);
  while (wg_selection_get_grid (wg_context_get_selection (f->window->context)) == WG_NO_ID)
    g_main_context_iteration (NULL, TRUE);
}

/* gtk_test_init () goes back to the locale "C", which has no language. */
static void
find_translations (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "po", NULL);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  find_translations ();
  start_application ();
#define ADD(path, function, data) g_test_add (path, Fixture, data, set_up, function, tear_down)
  ADD ("/by-hand/walk", test_walk, NULL);
  ADD ("/by-hand/undo", test_undo, NULL);
  ADD ("/by-hand/back-and-forth", test_back_and_forth, NULL);
  ADD ("/by-hand/import", test_import, "empty");
  return g_test_run ();
}
