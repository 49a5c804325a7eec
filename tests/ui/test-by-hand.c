/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main job by keys and pointer: boundaries come in, a case is picked on the map and walks to its end, and the map,
 * the queue and the rail follow every step. Run in both languages.
 */

#include "hands.h"
#include "wg-city-layer.h"
#include "wg-map-pane-private.h"
#include "wg-place-chooser.h"
#include "wg-queue-rail.h"
#include "wg-test-shapefile.h"
#include "wg-test-window.h"

#include <libintl.h>

#define LON 116.605
#define LAT 40.305
#define GRID 2 /* "A", where the case lies */

typedef struct
{
  WgTestWindow shown;
  char *number;
} Fixture;

/* --- Finding what is on the screen --- */

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
  return wg_test_window_find (GTK_WIDGET (f->shown.window), has_type, &type);
}

static GtkWidget *
find_text (Fixture *f, const char *text)
{
  return wg_test_window_find (GTK_WIDGET (f->shown.window), says, text);
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
    wg_test_store_set_up_empty (&f->shown.base);
  else
    wg_test_store_set_up (&f->shown.base, NULL);
  wg_test_window_open (&f->shown);
  hands_take (GTK_WINDOW (f->shown.window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->number);
  wg_test_window_close (&f->shown);
}

static WgMapPane *
get_map (Fixture *f)
{
  return WG_MAP_PANE (wg_dispatch_page_get_map (f->shown.window->page));
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
  g_autoptr (WgActResult) result = wg_test_perform (f->shown.base.store, wg_test_report (LON, LAT), &error);

  g_assert_no_error (error);
  f->number = g_strdup (result->number);
  while (wg_city_layer_get_scene (get_layer (f))->cases == NULL
         || wg_city_cases_get_n_points (wg_city_layer_get_scene (get_layer (f))->cases) == 0)
    g_main_context_iteration (NULL, TRUE);
  settle_map (f);
}

/* Whoever clicks beside a sprite, because the map moved under the hand, clicks again. */
static void
pick_on_map (Fixture *f)
{
  double x, y;

  while (f->shown.detail->record == NULL)
    {
      gint64 patience_us = g_get_monotonic_time () + 3 * G_USEC_PER_SEC;

      settle_map (f);
      wg_city_layer_get_point (get_layer (f), LON, LAT, &x, &y);
      hands_click (GTK_WIDGET (get_layer (f)), x, y);
      while (f->shown.detail->record == NULL && g_get_monotonic_time () < patience_us)
        g_main_context_iteration (NULL, FALSE);
    }
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_REPORTED);
  g_assert_cmpstr (f->shown.detail->record->number, ==, f->number);
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
  WgCaseList *list = wg_dispatch_page_get_list (f->shown.window->page);

  while (get_colour (f)->open != open || wg_case_list_get_counts (list)[WG_QUEUE_OPEN] != open
         || wg_case_list_get_counts (list)[queue] != open)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (get_colour (f)->klass, ==, open > 0 ? 1 : 0);
}

static gboolean
is_row_of (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), data)
         && gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW) != NULL && gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

static gboolean
has_focus_in_popup (Fixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->shown.window));

  return focus == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

/* As a person changes the shift: the button in the header, then the row. What follows is meant for the window, so that the list of
 * people has to be gone: it takes the keys and the first click for as long as it is there.
 */
static void
sit_down (Fixture *f, const char *name)
{
  GtkWidget *people = GTK_WIDGET (gtk_menu_button_get_popover (f->shown.window->operator_button));
  GtkWidget *label;

  hands_click_middle (GTK_WIDGET (f->shown.window->operator_button));
  while ((label = wg_test_window_find (GTK_WIDGET (f->shown.window), is_row_of, wg_operator_name_get_label (name))) == NULL)
    g_main_context_iteration (NULL, TRUE);
  hands_click_middle (label);
  while (g_strcmp0 (wg_context_get_operator (f->shown.window->context)->name, name) != 0 || gtk_widget_get_mapped (people)
         || has_focus_in_popup (f))
    g_main_context_iteration (NULL, TRUE);
}

static void
fill_form (Fixture *f, const char *text)
{
  g_autofree char *typed = NULL;

  g_assert_true (wg_case_form_is_open (f->shown.detail->form));
  hands_type (text);
  typed = wg_case_form_dup_text (f->shown.detail->form);
  g_assert_cmpstr (typed, ==, text);
  hands_press ("ctrl+Return");
}

static gboolean
has_popup (Fixture *f)
{
  return wg_test_window_find (GTK_WIDGET (f->shown.detail->form), has_type, &(GType){ GTK_TYPE_POPOVER }) != NULL;
}

/* The first reason of the list, then the words. */
static void
give_reason (Fixture *f, const char *text)
{
  g_assert_true (wg_case_form_is_open (f->shown.detail->form));
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
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_FILED);
  wg_test_window_wait_for_people (&f->shown);
  hands_press ("1");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_ASSIGNED);
  hands_press ("y");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_HANDLING);
}

/* What is wider than the pane would lie over its edge. */
static void
assert_detail_fits (Fixture *f)
{
  GtkWidget *detail = GTK_WIDGET (f->shown.detail);
  int least;

  gtk_widget_measure (detail, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, gtk_widget_get_width (detail));
}

/* --- What a person does --- */

static void
test_walk (Fixture *f, gconstpointer data)
{
  register_case (f);
  wait_for_picture (f, 1, WG_QUEUE_REPORTED);
  walk_to_handling (f);
  g_assert_cmpstr (f->shown.detail->record->person_name, ==, "王建国");
  wait_for_picture (f, 1, WG_QUEUE_HANDLING);
  hands_press ("d");
  fill_form (f, "cover 7 is back");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_HANDLED);
  g_assert_false (wg_case_form_is_open (f->shown.detail->form));
  wait_for_picture (f, 1, WG_QUEUE_TO_CHECK);
  assert_detail_fits (f);
  /* The desk entered the work, so the desk may not check it, and is told why. */
  hands_press ("p");
  while (!gtk_widget_get_visible (f->shown.detail->news_box))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->shown.detail->record->state, ==, WG_CASE_STATE_HANDLED);
  sit_down (f, "checker");
  hands_press ("p");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_CLOSED);
  wait_for_picture (f, 0, WG_QUEUE_TO_CHECK);
  /* It stays on the map for as long as it is looked at. */
  g_assert_cmpuint (wg_city_cases_get_n_points (wg_city_layer_get_scene (get_layer (f))->cases), ==, 1);
  hands_press ("Escape");
  while (wg_city_cases_get_n_points (wg_city_layer_get_scene (get_layer (f))->cases) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (f->shown.detail->record);
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
  while (f->shown.window->done == NULL
         || g_strcmp0 (((const WgAct *) g_ptr_array_index (f->shown.window->done, 0))->number, f->number) != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* A toast may be replaced under the hand; whoever misses it clicks the next one. */
static void
click_undo (Fixture *f)
{
  while (f->shown.detail->record->state != WG_CASE_STATE_REPORTED)
    {
      gint64 patience_us;
      GtkWidget *undo;

      /* The toast of the move before is still on its way out. */
      wg_test_wait_ms (700);
      patience_us = g_get_monotonic_time () + 3 * G_USEC_PER_SEC;
      undo = wg_test_window_find (GTK_WIDGET (f->shown.window), is_undo_button, NULL);
      if (undo != NULL)
        hands_click_middle (undo);
      while (f->shown.detail->record->state != WG_CASE_STATE_REPORTED && g_get_monotonic_time () < patience_us)
        g_main_context_iteration (NULL, FALSE);
    }
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  register_case (f);
  pick_on_map (f);
  hands_press ("f");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_FILED);
  wait_for_own_move (f);
  hands_press ("ctrl+z");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_REPORTED);
  wait_for_picture (f, 1, WG_QUEUE_REPORTED);
  hands_press ("f");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_FILED);
  wait_for_own_move (f);
  click_undo (f);
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_REPORTED);
}

static void
test_back_and_forth (Fixture *f, gconstpointer data)
{
  register_case (f);
  walk_to_handling (f);
  hands_press ("b");
  give_reason (f, "not mine");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_FILED);
  g_assert_cmpint (f->shown.detail->record->bounces, ==, 1);
  wg_test_window_wait_for_people (&f->shown);
  hands_press ("1");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_ASSIGNED);
  hands_press ("n");
  hands_type ("asked again");
  g_assert_cmpstr (gtk_editable_get_text (f->shown.detail->note), ==, "asked again");
  hands_press ("Return");
  while (*gtk_editable_get_text (f->shown.detail->note) != '\0')
    g_main_context_iteration (NULL, TRUE);
  wait_for_text (f, "asked again");
  hands_press ("Escape");
  hands_press ("y");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_HANDLING);
  hands_press ("d");
  fill_form (f, "done once");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_HANDLED);
  sit_down (f, "checker");
  hands_press ("r");
  fill_form (f, "still loose");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_HANDLING);
  sit_down (f, "desk");
  hands_press ("d");
  fill_form (f, "done twice");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_HANDLED);
  sit_down (f, "checker");
  hands_press ("p");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_CLOSED);
  hands_press ("o");
  fill_form (f, "loose again");
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_FILED);
  wait_for_picture (f, 1, WG_QUEUE_TO_DISPATCH);
}

/* Says what letting go would do, in every language with the arrow from grid to grid. */
static void
assert_tells (gpointer data)
{
  Fixture *f = data;

  g_assert_nonnull (strstr (wg_case_mover_get_text (get_map (f)->mover), "A → "));
  g_assert_true (gtk_widget_get_mapped (get_map (f)->mover_label));
}

static void
change_mind (gpointer data)
{
  Fixture *f = data;

  assert_tells (data);
  hands_press ("Escape");
  g_assert_false (wg_case_mover_is_moving (get_map (f)->mover));
}

/* From where the case lies to (@lon, @lat). */
static void
drag_case (Fixture *f, double lon, double lat, void (*before) (gpointer data))
{
  GtkWidget *map = GTK_WIDGET (get_layer (f));
  double way[4][2];
  double x, y, to_x, to_y;

  settle_map (f);
  wg_city_layer_get_point (get_layer (f), LON, LAT, &x, &y);
  wg_city_layer_get_point (get_layer (f), lon, lat, &to_x, &to_y);
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      way[i][0] = (x + (to_x - x) * i / 3.0) / gtk_widget_get_width (map);
      way[i][1] = (y + (to_y - y) * i / 3.0) / gtk_widget_get_height (map);
    }
  hands_drag_with (map, way, G_N_ELEMENTS (way), NULL, before, f);
}

static void
wait_for_grid (Fixture *f, gint64 grid, gboolean same)
{
  g_test_message ("waiting for %s grid", same ? "the first" : "another");
  while ((f->shown.detail->record->grid_id == grid) != same || wg_context_is_busy (f->shown.window->context))
    g_main_context_iteration (NULL, TRUE);
}

/* A pull puts the selected case right, its clock goes on, and the undo brings it back; Esc on the way changes nothing. */
static void
test_drag (Fixture *f, gconstpointer data)
{
  gint64 due_ms, version, grid;

  register_case (f);
  pick_on_map (f);
  due_ms = f->shown.detail->record->due_ms;
  version = f->shown.detail->record->version;
  grid = f->shown.detail->record->grid_id;
  drag_case (f, LON + 0.01, LAT, change_mind);
  g_assert_false (wg_context_is_busy (f->shown.window->context));
  g_assert_cmpint (f->shown.detail->record->version, ==, version);
  drag_case (f, LON + 0.01, LAT, assert_tells);
  wait_for_grid (f, grid, FALSE);
  g_assert_cmpint (f->shown.detail->record->due_ms, ==, due_ms);
  g_assert_cmpfloat_with_epsilon (f->shown.detail->record->lon, LON + 0.01, 0.001);
  wait_for_own_move (f);
  hands_press ("ctrl+z");
  wait_for_grid (f, grid, TRUE);
  g_assert_cmpfloat_with_epsilon (f->shown.detail->record->lon, LON, 1e-6);
}

static gpointer
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gpointer found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      found = G_TYPE_CHECK_INSTANCE_TYPE (controller, type) ? controller : NULL;
    }
  g_assert_nonnull (found);
  return found;
}

/* An X server without a window manager carries nothing: the hand is what GTK tells both ends. */
static void
take_row (Fixture *f)
{
  const GType type = GTK_TYPE_COLUMN_VIEW;
  GtkWidget *view = wg_test_window_find (GTK_WIDGET (wg_dispatch_page_get_list (f->shown.window->page)), has_type, &type);
  GtkWidget *row = find_text (f, f->number);
  g_autoptr (GdkContentProvider) cargo = NULL;
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (row, view, gtk_widget_get_width (row) / 2.0, gtk_widget_get_height (row) / 2.0, &x, &y));
  g_signal_emit_by_name (find_controller (view, GTK_TYPE_DRAG_SOURCE), "prepare", x, y, &cargo);
  g_assert_nonnull (cargo);
}

static void
let_go_on (Fixture *f, GtkWidget *on, double x, double y, void (*before) (gpointer data))
{
  gpointer target = find_controller (on, GTK_TYPE_DROP_TARGET);
  g_auto (GValue) cargo = G_VALUE_INIT;
  GdkDragAction action = 0;
  gboolean taken = FALSE;

  g_signal_emit_by_name (target, "motion", x, y, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_MOVE);
  before (f);
  g_value_init (&cargo, WG_TYPE_SELECTION);
  g_value_set_object (&cargo, wg_context_get_selection (f->shown.window->context));
  g_signal_emit_by_name (target, "drop", &cargo, x, y, &taken);
  g_assert_true (taken);
}

/* A row of the queue is let go on the map, where its case lies then; one undo brings it back. */
static void
test_carry_row (Fixture *f, gconstpointer data)
{
  double x, y;

  register_case (f);
  wg_case_list_set_queue (wg_dispatch_page_get_list (f->shown.window->page), WG_QUEUE_REPORTED);
  wait_for_text (f, f->number);
  take_row (f);
  wg_test_window_wait_for_state (&f->shown, WG_CASE_STATE_REPORTED);
  settle_map (f);
  wg_city_layer_get_point (get_layer (f), LON + 0.01, LAT, &x, &y);
  let_go_on (f, GTK_WIDGET (get_map (f)->map), x, y, assert_tells);
  wait_for_grid (f, GRID, FALSE);
  wait_for_own_move (f);
  hands_press ("ctrl+z");
  wait_for_grid (f, GRID, TRUE);
}

/* The same with keys alone. */
static void
test_carry (Fixture *f, gconstpointer data)
{
  gint64 grid;

  register_case (f);
  pick_on_map (f);
  grid = f->shown.detail->record->grid_id;
  hands_press ("g");
  g_assert_true (wg_case_mover_is_moving (get_map (f)->mover));
  hands_press ("Escape");
  g_assert_false (wg_case_mover_is_moving (get_map (f)->mover));
  g_assert_nonnull (f->shown.detail->record);
  hands_press ("g");
  while (strstr (wg_case_mover_get_text (get_map (f)->mover), "A → ") == NULL)
    hands_press ("shift+Right");
  hands_press ("Return");
  wait_for_grid (f, grid, FALSE);
  g_assert_false (wg_case_mover_is_moving (get_map (f)->mover));
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
  g_autofree char *stem = g_build_filename (f->shown.base.folder, "wards", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  double x, y;

  write_shapefile (f, stem);
  hands_press ("alt+2");
  g_action_group_activate_action (G_ACTION_GROUP (f->shown.window), "import", g_variant_new_string (path));
  while (wg_import_page_get_phase (f->shown.window->import) != WG_IMPORT_PHASE_ASKING || wg_import_page_is_busy (f->shown.window->import))
    g_main_context_iteration (NULL, TRUE);
  hands_press ("ctrl+Return");
  while (wg_import_page_get_phase (f->shown.window->import) != WG_IMPORT_PHASE_CHECKED)
    g_main_context_iteration (NULL, TRUE);
  hands_press ("ctrl+Return");
  while (wg_import_page_get_phase (f->shown.window->import) != WG_IMPORT_PHASE_IMPORTED)
    g_main_context_iteration (NULL, TRUE);
  hands_press ("alt+1");
  while (find_type (f, WG_TYPE_CITY_LAYER) == NULL || wg_city_layer_get_scene (get_layer (f))->city == NULL
         || wg_city_get_n_grids (wg_city_layer_get_scene (get_layer (f))->city) < 2)
    g_main_context_iteration (NULL, TRUE);
  settle_map (f);
  wg_city_layer_get_point (get_layer (f), -77.015, 38.915, &x, &y);
  hands_click (GTK_WIDGET (get_layer (f)), x, y);
  while (wg_selection_get_grid (wg_context_get_selection (f->shown.window->context)) == WG_NO_ID)
    g_main_context_iteration (NULL, TRUE);
}

/* While a call is taken a click on the map is the place of the case, and the words go on where they were. */
static void
test_place (Fixture *f, gconstpointer data)
{
  WgSelection *selection = wg_context_get_selection (f->shown.window->context);
  WgPlaceChooser *chooser;
  GtkWidget *title;
  double x, y, lon = NAN, lat = NAN;

  settle_map (f);
  hands_press ("ctrl+n");
  hands_type ("cover");
  chooser = WG_PLACE_CHOOSER (find_type (f, WG_TYPE_PLACE_CHOOSER));
  title = gtk_window_get_focus (GTK_WINDOW (f->shown.window));
  while (!wg_place_chooser_get_place (chooser, &lon, &lat))
    {
      settle_map (f);
      wg_city_layer_get_point (get_layer (f), LON, LAT, &x, &y);
      hands_click (GTK_WIDGET (get_layer (f)), x, y);
      wg_test_wait_ms (300);
    }
  g_assert_cmpfloat_with_epsilon (lon, LON, 1e-4);
  g_assert_cmpfloat_with_epsilon (lat, LAT, 1e-4);
  g_assert_cmpint (wg_selection_get_grid (selection), ==, WG_NO_ID);
  hands_type (" gone");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->shown.window)) == title);
  while (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (title)), "cover gone") != 0)
    g_main_context_iteration (NULL, TRUE);
  hands_press ("Escape");
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function, data) g_test_add (path, Fixture, data, set_up, function, tear_down)
  ADD ("/by-hand/walk", test_walk, NULL);
  ADD ("/by-hand/place", test_place, NULL);
  ADD ("/by-hand/undo", test_undo, NULL);
  ADD ("/by-hand/back-and-forth", test_back_and_forth, NULL);
  ADD ("/by-hand/drag", test_drag, NULL);
  ADD ("/by-hand/carry-row", test_carry_row, NULL);
  ADD ("/by-hand/carry", test_carry, NULL);
  ADD ("/by-hand/import", test_import, "empty");
  return g_test_run ();
}
