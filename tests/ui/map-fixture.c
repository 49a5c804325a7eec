/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: two programs look at the map of a window, one at how it moves, one at what it says. */

#include "map-fixture.h"

#include "wg-store-people.h"

GtkWidget *
map_fixture_find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = map_fixture_find_child (child, type);
  return found;
}

void
map_fixture_settle (MapFixture *f)
{
  while (!wg_map_pane_is_settled (WG_MAP_PANE (f->pane)))
    g_main_context_iteration (NULL, TRUE);
}

void
map_fixture_use_operator (MapFixture *f, const char *login)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgOperator) who = NULL;

  wg_store_find_operator_async (f->store.store, login, NULL, wg_test_wait_ready, &wait);
  who = wg_store_find_operator_finish (f->store.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  wg_context_set_operator (f->context, who);
}

gint64
map_fixture_report_case (MapFixture *f, double lon, double lat, char **number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (f->store.store, wg_test_report (lon, lat), &error);
  g_autoptr (WgCaseFile) file = NULL;

  g_assert_no_error (error);
  file = wg_test_load_case (f->store.store, result->number);
  if (number != NULL)
    *number = g_strdup (result->number);
  return file->record->id;
}

void
map_fixture_set_up (MapFixture *f, gconstpointer user_data)
{
  wg_test_store_set_up (&f->store, NULL);
  f->case_id = map_fixture_report_case (f, A_LON, A_LAT, &f->number);
  f->context = wg_context_new (f->store.store, NULL);
  map_fixture_use_operator (f, "duty");
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 700);
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  f->pane = wg_map_pane_new (f->context);
  gtk_window_set_child (GTK_WINDOW (f->window), f->pane);
  f->map = SHUMATE_MAP (map_fixture_find_child (f->pane, SHUMATE_TYPE_MAP));
  f->layer = WG_CITY_LAYER (map_fixture_find_child (f->pane, WG_TYPE_CITY_LAYER));
  gtk_window_present (GTK_WINDOW (f->window));
  map_fixture_settle (f);
}

void
map_fixture_tear_down (MapFixture *f, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->context);
  g_free (f->number);
  wg_test_store_tear_down (&f->store);
}

static gpointer
find_controller (GtkWidget *widget, GType type, guint button, const char *after_signal)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  guint signal_id = g_signal_lookup (after_signal, type);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type)
          && (button == 0 || gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == button)
          && g_signal_has_handler_pending (controller, signal_id, 0, TRUE))
        return controller;
    }
  g_assert_not_reached ();
}

void
map_fixture_click (MapFixture *f, double lon, double lat)
{
  gpointer gesture = find_controller (GTK_WIDGET (f->map), GTK_TYPE_GESTURE_CLICK, GDK_BUTTON_PRIMARY, "released");
  double x, y;

  wg_city_layer_get_point (f->layer, lon, lat, &x, &y);
  g_signal_emit_by_name (gesture, "released", 1, x, y);
}

void
map_fixture_click_for_menu (MapFixture *f, double lon, double lat)
{
  gpointer gesture = find_controller (GTK_WIDGET (f->map), GTK_TYPE_GESTURE_CLICK, GDK_BUTTON_SECONDARY, "pressed");
  double x, y;

  wg_city_layer_get_point (f->layer, lon, lat, &x, &y);
  g_signal_emit_by_name (gesture, "pressed", 1, x, y);
}

void
map_fixture_hover (MapFixture *f, double lon, double lat)
{
  gpointer motion = find_controller (GTK_WIDGET (f->map), GTK_TYPE_EVENT_CONTROLLER_MOTION, 0, "motion");
  double x, y;

  wg_city_layer_get_point (f->layer, lon, lat, &x, &y);
  g_signal_emit_by_name (motion, "motion", x, y);
  while (!gtk_widget_get_visible (WG_MAP_PANE (f->pane)->hover_card))
    g_main_context_iteration (NULL, TRUE);
}

gboolean
map_fixture_press_on (GtkWidget *widget, guint key, GdkModifierType state)
{
  gpointer controller = find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_KEY, 0, "key-pressed");
  gboolean handled = FALSE;

  g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
  return handled;
}

gboolean
map_fixture_press (MapFixture *f, guint key, GdkModifierType state)
{
  return map_fixture_press_on (GTK_WIDGET (f->map), key, state);
}

double
map_fixture_get_zoom (MapFixture *f)
{
  return shumate_viewport_get_zoom_level (shumate_map_get_viewport (f->map));
}

/* The class of a grid as the layer shows it. */
const WgGridColour *
map_fixture_get_row (MapFixture *f, gint64 grid_id)
{
  const WgCityScene *scene = wg_city_layer_get_scene (f->layer);

  return wg_city_colours_get (scene->colours, wg_city_find_grid (scene->city, grid_id));
}

GtkWidget *
map_fixture_find_button (GtkWidget *widget, const char *start)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL
      && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (widget)), start))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = map_fixture_find_button (child, start);
  return found;
}
