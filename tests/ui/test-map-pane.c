/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map of a window on a real database: what a click, a key, a move of a case and a setting do. */

#include "map-fixture.h"

#include "wg-city-feed.h"
#include "wg-city-layer.h"
#include "wg-class-breaks.h"
#include "wg-grid-list.h"
#include "wg-grid-row.h"
#include "wg-legend.h"
#include "wg-people-marks.h"

#include <adwaita.h>

static void
test_shows_the_district (MapFixture *f, gconstpointer user_data)
{
  const WgCityScene *scene = wg_city_layer_get_scene (f->layer);
  const WgMapSight *sight = wg_context_get_sight (f->context);
  double x, y;

  g_assert_cmpuint (wg_city_get_n_grids (scene->city), ==, 5);
  g_assert_cmpuint (wg_city_cases_get_n_points (scene->cases), ==, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (sight->visible_cases, ==, 1);
  wg_city_layer_get_point (f->layer, sight->lon, sight->lat, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 500, 0.5);
  g_assert_cmpfloat_with_epsilon (y, 350, 0.5);
}

/* Before there is anything to look at the map looks nowhere, and the status line names no place. */
static void
test_begins_nowhere (void)
{
  MapFixture f = { 0 };
  const WgMapSight *sight;

  wg_test_store_set_up_empty (&f.store);
  f.context = wg_context_new (f.store.store, NULL);
  sight = wg_context_get_sight (f.context);
  f.window = gtk_window_new ();
  f.pane = wg_map_pane_new (f.context);
  gtk_window_set_child (GTK_WINDOW (f.window), f.pane);
  gtk_window_present (GTK_WINDOW (f.window));
  while (isnan (sight->zoom))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (isnan (sight->lon) && isnan (sight->lat));
  wg_context_go_to (f.context, A_LON, A_LAT, 14);
  while (isnan (sight->lon))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat_with_epsilon (sight->lon, A_LON, 1e-6);
  map_fixture_tear_down (&f, NULL);
}

static gboolean
is_card (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "wg-map-card") && gtk_widget_get_mapped (widget);
}

/* A card that lies on @area, a rectangle of the map. */
static GtkWidget *
find_card_on (GtkWidget *widget, MapFixture *f, const graphene_rect_t *area)
{
  graphene_rect_t bounds;
  GtkWidget *found = NULL;

  if (is_card (widget) && gtk_widget_compute_bounds (widget, GTK_WIDGET (f->layer), &bounds)
      && graphene_rect_intersection (area, &bounds, NULL))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_card_on (child, f, area);
  return found;
}

static void
get_district (MapFixture *f, graphene_rect_t *district)
{
  double west, south, east, north;

  wg_city_layer_get_point (f->layer, 116.6, 40.3, &west, &south);
  wg_city_layer_get_point (f->layer, 116.62, 40.32, &east, &north);
  graphene_rect_init (district, (float)west, (float)north, (float)(east - west), (float)(south - north));
  graphene_rect_inset (district, 1, 1);
}

/* Waits until no card lies on the district. */
static void
wait_for_fit (MapFixture *f)
{
  graphene_rect_t district;

  get_district (f, &district);
  while (find_card_on (f->pane, f, &district) != NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      get_district (f, &district);
    }
}

static void
resize (MapFixture *f, int width, int height)
{
  gtk_window_set_default_size (GTK_WINDOW (f->window), width, height);
  while (gtk_widget_get_width (f->pane) != width || gtk_widget_get_height (f->pane) != height)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The district fills what the cards leave free, and lies under none of them, whatever the size, until somebody looks
 * elsewhere.
 */
static void
test_fits_the_free_area (MapFixture *f, gconstpointer user_data)
{
  static const int sizes[][2] = { { 1200, 700 }, { 1000, 700 }, { 600, 640 } };
  double zoom;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      graphene_rect_t district;

      resize (f, sizes[i][0], sizes[i][1]);
      wait_for_fit (f);
      get_district (f, &district);
      g_assert_cmpfloat (district.origin.x, >=, 0);
      g_assert_cmpfloat (district.origin.x + district.size.width, <=, sizes[i][0]);
      g_assert_cmpfloat (MAX (district.size.width / sizes[i][0], district.size.height / sizes[i][1]), >, 0.5);
    }
  /* The legend folds and unfolds with the width of the window. */
  wg_context_set_size_class (f->context, WG_SIZE_NARROW);
  zoom = map_fixture_get_zoom (f);
  while (map_fixture_get_zoom (f) <= zoom)
    g_main_context_iteration (NULL, TRUE);
  wait_for_fit (f);
  wg_context_set_size_class (f->context, WG_SIZE_REGULAR);
  wait_for_fit (f);
  g_assert_true (map_fixture_press (f, GDK_KEY_Right, 0));
  zoom = map_fixture_get_zoom (f);
  resize (f, 700, 640);
  g_assert_cmpfloat (map_fixture_get_zoom (f), ==, zoom);
}

static void
test_click_selects (MapFixture *f, gconstpointer user_data)
{
  WgSelection *selection = wg_context_get_selection (f->context);

  map_fixture_click (f, A_LON, A_LAT);
  g_assert_cmpint (wg_selection_get_case (selection), ==, f->case_id);
  map_fixture_settle (f);
  g_assert_cmpstr (wg_city_layer_get_scene (f->layer)->selected_number, ==, f->number);
  map_fixture_click (f, 116.617, 40.317);
  g_assert_cmpint (wg_selection_get_grid (selection), ==, 5);
  map_fixture_click (f, 116.65, 40.30);
  g_assert_cmpint (wg_selection_get_grid (selection), ==, WG_NO_ID);
  g_assert_cmpint (wg_selection_get_case (selection), ==, WG_NO_ID);
}

static void
test_follows_the_backlog (MapFixture *f, gconstpointer user_data)
{
  g_assert_cmpuint (map_fixture_get_row (f, 2)->open, ==, 1);
  g_assert_cmpuint (map_fixture_get_row (f, 2)->klass, ==, 1);
  g_assert_cmpuint (map_fixture_get_row (f, 5)->klass, ==, 0);
  for (guint i = 0; i < 3; i++)
    map_fixture_report_case (f, 116.615 + 0.001 * i, 40.315, NULL);
  while (map_fixture_get_row (f, 5)->open < 3 || !wg_map_pane_is_settled (WG_MAP_PANE (f->pane)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (map_fixture_get_row (f, 5)->klass, ==, 2);
  g_assert_cmpuint (map_fixture_get_row (f, 1)->open, ==, 4);
  g_assert_cmpuint (wg_city_cases_get_n_points (wg_city_layer_get_scene (f->layer)->cases), ==, 4);
}

static void
test_overdue_comes_with_time (MapFixture *f, gconstpointer user_data)
{
  g_assert_cmpuint (map_fixture_get_row (f, 2)->overdue, ==, 0);
  wg_clock_advance (f->store.clock, G_GINT64_CONSTANT (3) * 3600 * 1000);
  map_fixture_report_case (f, 116.617, 40.303, NULL); /* news makes the board look at the clock */
  while (map_fixture_get_row (f, 2)->overdue < 1)
    g_main_context_iteration (NULL, TRUE);
  map_fixture_settle (f);
}

static void
test_level_chooser (MapFixture *f, gconstpointer user_data)
{
  WgMapView view;

  g_assert_true (map_fixture_press (f, GDK_KEY_backslash, 0));
  g_assert_cmpint (wg_context_get_level (f->context), ==, 0);
  wg_context_set_level (f->context, 1);
  wg_city_layer_get_view (f->layer, &view);
  g_assert_cmpuint (view.level, ==, 1);
  g_assert_true (map_fixture_press (f, GDK_KEY_bracketright, 0));
  g_assert_cmpint (wg_context_get_level (f->context), ==, 2);
  g_assert_true (map_fixture_press (f, GDK_KEY_bracketright, 0));
  g_assert_cmpint (wg_context_get_level (f->context), ==, 2);
  g_assert_true (map_fixture_press (f, GDK_KEY_bracketleft, 0));
  g_assert_cmpint (wg_context_get_level (f->context), ==, 1);
  map_fixture_settle (f);
}

static void
test_keyboard (MapFixture *f, gconstpointer user_data)
{
  WgSelection *selection = wg_context_get_selection (f->context);
  double zoom = map_fixture_get_zoom (f), before, after, y;

  wg_city_layer_get_point (f->layer, A_LON, A_LAT, &before, &y);
  g_assert_true (map_fixture_press (f, GDK_KEY_Right, 0));
  wg_city_layer_get_point (f->layer, A_LON, A_LAT, &after, &y);
  g_assert_cmpfloat_with_epsilon (before - after, 96, 1);
  g_assert_true (map_fixture_press (f, GDK_KEY_plus, 0));
  while (map_fixture_get_zoom (f) != floor (zoom) + 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (map_fixture_press (f, GDK_KEY_Home, 0));
  g_assert_cmpfloat (map_fixture_get_zoom (f), ==, zoom);
  /* News that come before the first frame of a way do not end it. */
  g_assert_true (map_fixture_press (f, GDK_KEY_plus, 0));
  g_signal_emit_by_name (wg_map_pane_get_feed (WG_MAP_PANE (f->pane)), "city-changed");
  g_assert_true (wg_map_pane_is_locked (WG_MAP_PANE (f->pane)));
  while (map_fixture_get_zoom (f) != floor (zoom) + 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (map_fixture_press (f, GDK_KEY_Home, 0));
  g_assert_true (map_fixture_press (f, GDK_KEY_Tab, 0));
  g_assert_cmpint (wg_selection_get_case (selection), ==, WG_NO_ID);
  g_assert_true (map_fixture_press (f, GDK_KEY_Return, 0));
  g_assert_cmpint (wg_selection_get_case (selection), ==, f->case_id);
  /* There is no second case: Tab goes on to the next widget. */
  g_assert_false (map_fixture_press (f, GDK_KEY_Tab, 0));
  /* Letters of verbs and anything with Control belong to others. */
  g_assert_false (map_fixture_press (f, GDK_KEY_a, 0));
  g_assert_false (map_fixture_press (f, GDK_KEY_plus, GDK_CONTROL_MASK));
}

/* Two fingers can turn a map; this one stays north-up, and a place stays where it is. */
static void
test_does_not_turn (MapFixture *f, gconstpointer user_data)
{
  ShumateViewport *viewport = shumate_map_get_viewport (f->map);
  double x0, y0, x1, y1;

  wg_city_layer_get_point (f->layer, A_LON, A_LAT, &x0, &y0);
  shumate_viewport_set_rotation (viewport, 0.7);
  g_assert_cmpfloat (shumate_viewport_get_rotation (viewport), ==, 0.0);
  wg_city_layer_get_point (f->layer, A_LON, A_LAT, &x1, &y1);
  g_assert_cmpfloat_with_epsilon (x1, x0, 0.01);
  g_assert_cmpfloat_with_epsilon (y1, y0, 0.01);
}

static void
test_pans_only_when_out_of_view (MapFixture *f, gconstpointer user_data)
{
  WgSelection *selection = wg_context_get_selection (f->context);
  ShumateLocation *viewport = SHUMATE_LOCATION (shumate_map_get_viewport (f->map));
  double lon = shumate_location_get_longitude (viewport);

  wg_selection_select_case (selection, f->case_id);
  g_assert_cmpfloat (shumate_location_get_longitude (viewport), ==, lon);
  wg_selection_clear (selection);
  g_assert_false (gtk_widget_get_visible (map_fixture_find_button (f->pane, "View locked")));
  wg_context_go_to (f->context, 116.9, 40.3, 15);
  while (!gtk_widget_get_visible (map_fixture_find_button (f->pane, "View locked")))
    g_main_context_iteration (NULL, TRUE);
  /* News selects: the map stays where the hand has put it. */
  wg_selection_select_case (selection, f->case_id);
  map_fixture_settle (f);
  g_assert_cmpfloat (shumate_location_get_longitude (viewport), ==, 116.9);
  wg_selection_clear (selection);
  /* A hand selects: the map shows it. */
  WG_MAP_PANE (f->pane)->hand_us = g_get_monotonic_time ();
  wg_selection_select_case (selection, f->case_id);
  while (fabs (shumate_location_get_longitude (viewport) - A_LON) > 1e-6)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat_with_epsilon (map_fixture_get_zoom (f), 15, 1e-9);
  g_signal_emit_by_name (map_fixture_find_button (f->pane, "View locked"), "clicked");
  while (gtk_widget_get_visible (map_fixture_find_button (f->pane, "View locked")))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat_with_epsilon (shumate_location_get_longitude (viewport), lon, 1e-9);
}

static void
test_closed_case_leaves (MapFixture *f, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WgAct *act = wg_test_act (WG_VERB_REJECT, f->number, WG_TEST_INTAKE);
  WgActResult *result;
  gint64 case_id;

  act->reason = g_strdup ("withdrawn");
  act->text = g_strdup ("上报人撤回");
  result = wg_test_perform (f->store.store, act, &error);
  g_assert_no_error (error);
  case_id = result->case_id;
  wg_act_result_free (result);
  while (wg_city_cases_get_n_points (wg_city_layer_get_scene (f->layer)->cases) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (map_fixture_get_row (f, 2)->open, ==, 0);
  /* It is there for as long as it is looked at. */
  wg_selection_select_case (wg_context_get_selection (f->context), case_id);
  while (wg_city_cases_get_n_points (wg_city_layer_get_scene (f->layer)->cases) == 0)
    g_main_context_iteration (NULL, TRUE);
  wg_selection_select_case (wg_context_get_selection (f->context), WG_NO_ID);
  while (wg_city_cases_get_n_points (wg_city_layer_get_scene (f->layer)->cases) > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* What never falls apart is listed; what does is zoomed into. */
static void
test_opens_clusters (MapFixture *f, gconstpointer user_data)
{
  double zoom = map_fixture_get_zoom (f);
  gint64 same = map_fixture_report_case (f, A_LON, A_LAT, NULL);
  gint64 far_one = map_fixture_report_case (f, 116.6150, 40.3150, NULL), far_two = map_fixture_report_case (f, 116.6153, 40.3151, NULL);
  GtkWidget *rows;

  g_assert_cmpint (far_one, !=, far_two);
  while (wg_city_cases_get_n_points (wg_city_layer_get_scene (f->layer)->cases) < 4)
    g_main_context_iteration (NULL, TRUE);
  map_fixture_settle (f);
  map_fixture_click (f, A_LON, A_LAT);
  rows = map_fixture_find_child (f->pane, GTK_TYPE_LIST_BOX);
  g_assert_nonnull (rows);
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (rows), 1));
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (rows), 2));
  g_signal_emit_by_name (rows, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (rows), 1));
  g_assert_cmpint (wg_selection_get_case (wg_context_get_selection (f->context)), ==, MAX (same, f->case_id));
  map_fixture_click (f, 116.6150, 40.3150);
  while (map_fixture_get_zoom (f) <= zoom)
    g_main_context_iteration (NULL, TRUE);
}

static void
count_menu (WgMapPane *pane, double x, double y, guint *n)
{
  (*n)++;
}

static void
note_grid (WgMapPane *pane, gint64 grid_id, double x, double y, gint64 *noted)
{
  *noted = grid_id;
}

/* The other button asks about what lies under it: the cases of a pile, the one case, else the grid; never about a case that
 * was selected elsewhere.
 */
static void
test_menu_of_what_is_there (MapFixture *f, gconstpointer user_data)
{
  gint64 far_one = map_fixture_report_case (f, 116.6150, 40.3150, NULL), grid_id = WG_NO_ID;
  guint n_menus = 0;

  map_fixture_report_case (f, A_LON, A_LAT, NULL);
  while (wg_city_cases_get_n_points (wg_city_layer_get_scene (f->layer)->cases) < 3)
    g_main_context_iteration (NULL, TRUE);
  map_fixture_settle (f);
  g_signal_connect (f->pane, "menu-wanted", G_CALLBACK (count_menu), &n_menus);
  g_signal_connect (f->pane, "grid-wanted", G_CALLBACK (note_grid), &grid_id);
  map_fixture_click_for_menu (f, 116.6150, 40.3150);
  g_assert_cmpint (wg_selection_get_case (wg_context_get_selection (f->context)), ==, far_one);
  g_assert_cmpuint (n_menus, ==, 1);
  map_fixture_click_for_menu (f, A_LON, A_LAT);
  g_assert_nonnull (map_fixture_find_child (f->pane, GTK_TYPE_LIST_BOX));
  g_assert_cmpuint (n_menus, ==, 1);
  g_assert_cmpint (grid_id, ==, WG_NO_ID);
  map_fixture_click_for_menu (f, 116.6020, 40.3020);
  g_assert_cmpint (grid_id, ==, 2);
  g_assert_cmpuint (n_menus, ==, 1);
}

/* The table behind F7 lists the level of the map, follows the news and selects for everybody. */
static void
test_table (MapFixture *f, gconstpointer user_data)
{
  WgGridList *table;
  GListModel *model;
  g_autoptr (WgGridRow) first = NULL;

  wg_context_set_level (f->context, 2);
  g_assert_true (map_fixture_press_on (map_fixture_find_child (f->pane, ADW_TYPE_VIEW_STACK), GDK_KEY_F7, 0));
  g_assert_true (wg_map_pane_get_table (WG_MAP_PANE (f->pane)));
  table = WG_GRID_LIST (map_fixture_find_child (f->pane, WG_TYPE_GRID_LIST));
  model = wg_grid_list_get_model (table);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 4);
  first = g_list_model_get_item (model, 0);
  g_assert_cmpstr (wg_grid_row_get_code (first), ==, "A");
  g_assert_cmpint (wg_grid_row_get_counts (first)->open, ==, 1);
  map_fixture_report_case (f, A_LON, A_LAT, NULL);
  while (wg_grid_row_get_counts (first)->open < 2)
    g_main_context_iteration (NULL, TRUE);
  /* A rate has its formula above and what it is made of beside it. */
  g_signal_emit_by_name (map_fixture_find_child (f->pane, WG_TYPE_LEGEND), "measure-wanted", WG_MEASURE_KEEPERS);
  while (wg_grid_row_get_base (first) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (wg_grid_row_get_value (first), ==,
                   wg_measure_get_value (WG_MEASURE_KEEPERS, wg_grid_row_get_counts (first), wg_grid_row_get_base (first)));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (map_fixture_find_child (GTK_WIDGET (table), GTK_TYPE_LABEL))),
                            wg_measure_get_formula (WG_MEASURE_KEEPERS)));
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), 0);
  g_assert_cmpint (wg_selection_get_grid (wg_context_get_selection (f->context)), ==, 2);
  wg_selection_select_grid (wg_context_get_selection (f->context), 5);
  g_assert_cmpstr (wg_grid_row_get_code (gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model))), ==,
                   "D");
  g_assert_true (map_fixture_press_on (map_fixture_find_child (f->pane, ADW_TYPE_VIEW_STACK), GDK_KEY_bracketleft, 0));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  g_assert_true (map_fixture_press_on (map_fixture_find_child (f->pane, ADW_TYPE_VIEW_STACK), GDK_KEY_F7, 0));
  g_assert_false (wg_map_pane_get_table (WG_MAP_PANE (f->pane)));
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
put_position (MapFixture *f, double lon, double lat, gint64 at_ms)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 person_id, seen_ms;

  wg_store_put_position_async (wg_context_get_store (f->context), wg_context_get_operator (f->context)->id, "王建国", lon, lat,
                               at_ms, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (wg_store_put_position_finish (wg_context_get_store (f->context), result, &person_id, &seen_ms, &error));
  g_assert_no_error (error);
}

/* Nobody is there, and there is no switch for them, until a place is told; then they are where it is on the map, also after a
 * pan, and not when they are switched off. The longer ago, the fainter.
 */
static void
test_people (MapFixture *f, gconstpointer user_data)
{
  WgPeopleMarks *people = WG_PEOPLE_MARKS (map_fixture_find_child (f->pane, WG_TYPE_PEOPLE_MARKS));
  WgCityLayer *layer = WG_CITY_LAYER (map_fixture_find_child (f->pane, WG_TYPE_CITY_LAYER));
  gint64 minute = 60000;
  double x, y;

  wg_city_layer_get_point (layer, A_LON, A_LAT, &x, &y);
  g_assert_false (wg_people_marks_get_known (people));
  g_assert_null (wg_people_marks_find (people, x, y));
  put_position (f, A_LON, A_LAT, G_MININT64);
  for (guint i = 0; i < 20; i++)
    wg_context_tick (f->context);
  while (!wg_people_marks_get_known (people))
    g_main_context_iteration (NULL, TRUE);
  wg_city_layer_get_point (layer, A_LON, A_LAT, &x, &y);
  g_assert_cmpstr (wg_people_marks_find (people, x + 5, y - 5)->name, ==, "王建国");
  g_assert_null (wg_people_marks_find (people, x + 40, y));
  gtk_widget_set_visible (GTK_WIDGET (people), FALSE);
  g_assert_null (wg_people_marks_find (people, x, y));
  g_assert_cmpfloat (wg_people_marks_get_opacity (9 * minute), ==, 1.0);
  for (gint64 age = 10; age < 720; age += 10)
    g_assert_cmpfloat (wg_people_marks_get_opacity (age * minute), >=, wg_people_marks_get_opacity ((age + 10) * minute));
  g_assert_cmpfloat (wg_people_marks_get_opacity (180 * minute), <, 0.5);
  g_assert_cmpfloat (wg_people_marks_get_opacity (720 * minute), >, 0.2);
}

/* The selected case is joined to whoever has it, once somebody has it and is seen somewhere. */
static void
test_assignee (MapFixture *f, gconstpointer data)
{
  WgPeopleMarks *people = WG_PEOPLE_MARKS (map_fixture_find_child (f->pane, WG_TYPE_PEOPLE_MARKS));
  WgAct *assign = wg_test_act (WG_VERB_ASSIGN, f->number, WG_TEST_DESK);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) filed = wg_test_perform (f->store.store, wg_test_act (WG_VERB_FILE, f->number, WG_TEST_DESK), &error);
  g_autoptr (WgActResult) assigned = NULL;

  put_position (f, A_LON + 0.001, A_LAT, G_MININT64);
  for (guint i = 0; i < 20; i++)
    wg_context_tick (f->context);
  while (!wg_people_marks_get_known (people))
    g_main_context_iteration (NULL, TRUE);
  wg_selection_select_case (wg_context_get_selection (f->context), f->case_id);
  g_assert_null (wg_people_marks_get_assignee (people));
  assign->to_person_id = 1;
  assigned = wg_test_perform (f->store.store, assign, &error);
  g_assert_no_error (error);
  while (wg_people_marks_get_assignee (people) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (wg_people_marks_get_assignee (people)->name, ==, "王建国");
  map_fixture_settle (f);
  wg_selection_select_case (wg_context_get_selection (f->context), WG_NO_ID);
  g_assert_null (wg_people_marks_get_assignee (people));
}

/* What the pointer rests on says what it is: a case its title, number and clock; a grid its counts and its keeper. */
static void
test_hover (MapFixture *f, gconstpointer data)
{
  WgMapPane *pane = WG_MAP_PANE (f->pane);
  WgCaseRecord *record = wg_case_board_find (wg_context_get_board (f->context), f->case_id);
  const char *text;

  map_fixture_hover (f, A_LON, A_LAT);
  text = gtk_label_get_text (GTK_LABEL (pane->hover_text));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (pane->hover_title)), ==, record->title);
  g_assert_nonnull (strstr (text, f->number));
  g_assert_nonnull (strstr (text, "left"));
  wg_map_pane_hide_hover (pane);
  map_fixture_hover (f, A_LON + 0.004, A_LAT + 0.002);
  text = gtk_label_get_text (GTK_LABEL (pane->hover_text));
  g_assert_nonnull (strstr (text, "1 open, 0 overdue"));
  while (strstr (gtk_label_get_text (GTK_LABEL (pane->hover_text)), "王建国") == NULL)
    g_main_context_iteration (NULL, TRUE);
  /* The pointer rests, the world does not. */
  map_fixture_report_case (f, A_LON + 0.002, A_LAT - 0.002, NULL);
  while (strstr (gtk_label_get_text (GTK_LABEL (pane->hover_text)), "2 open") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_get_visible (pane->hover_card));
  wg_map_pane_go_to (pane, A_LON + 0.01, A_LAT, wg_map_pane_get_zoom (pane), FALSE);
  while (gtk_widget_get_visible (pane->hover_card) && strstr (gtk_label_get_text (GTK_LABEL (pane->hover_text)), "2 open") != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_trouble (WgCityFeed *feed, const char *text, char **told)
{
  g_free (*told);
  *told = g_strdup (text);
}

static void
on_changed (WgStore *store, WgChangeSet *changes, guint *n_settings)
{
  *n_settings += wg_change_set_touches (changes, "setting");
}

/* The colour of a mark goes into the database in the name of the operator; red is told to be taken. */
static void
test_mark_colour (MapFixture *f, gconstpointer user_data)
{
  g_autoptr (WgCityFeed) feed = wg_city_feed_new (f->context);
  g_autofree char *told = NULL;
  guint n_settings = 0;

  g_signal_connect (feed, "trouble", G_CALLBACK (on_trouble), &told);
  g_signal_connect (wg_context_get_store (f->context), "changed", G_CALLBACK (on_changed), &n_settings);
  wg_city_feed_set_mark_colour (feed, "危房", 0xd01010);
  g_assert_nonnull (strstr (told, "#d01010"));
  g_clear_pointer (&told, g_free);
  wg_city_feed_set_mark_colour (feed, "危房", 0x1a5fb4);
  while (n_settings == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (told);
  g_signal_handlers_disconnect_by_data (wg_context_get_store (f->context), &n_settings);
  /* Somebody without the right hears why, and nothing changes. */
  map_fixture_use_operator (f, "intake");
  wg_city_feed_set_mark_colour (feed, "危房", 0x1c71d8);
  while (told == NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, function) g_test_add (path, MapFixture, NULL, map_fixture_set_up, function, map_fixture_tear_down)
  ADD ("/map/pane/shows-the-district", test_shows_the_district);
  g_test_add_func ("/map/pane/begins-nowhere", test_begins_nowhere);
  ADD ("/map/pane/fits-the-free-area", test_fits_the_free_area);
  ADD ("/map/pane/click-selects", test_click_selects);
  ADD ("/map/pane/follows-the-backlog", test_follows_the_backlog);
  ADD ("/map/pane/overdue-comes-with-time", test_overdue_comes_with_time);
  ADD ("/map/pane/level-chooser", test_level_chooser);
  ADD ("/map/pane/keyboard", test_keyboard);
  ADD ("/map/pane/does-not-turn", test_does_not_turn);
  ADD ("/map/pane/pans-only-when-out-of-view", test_pans_only_when_out_of_view);
  ADD ("/map/pane/closed-case-leaves", test_closed_case_leaves);
  ADD ("/map/pane/opens-clusters", test_opens_clusters);
  ADD ("/map/pane/menu-of-what-is-there", test_menu_of_what_is_there);
  ADD ("/map/pane/table", test_table);
  ADD ("/map/pane/people", test_people);
  ADD ("/map/pane/assignee", test_assignee);
  ADD ("/map/pane/hover", test_hover);
  ADD ("/map/pane/mark-colour", test_mark_colour);
  return g_test_run ();
}
