/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is read on the map: the legend and its measures, the chips, the pulse of an emergency, the ruler. */

#include "map-fixture.h"

#include "wg-city-layer-private.h"
#include "wg-class-breaks.h"
#include "wg-legend.h"

#include <adwaita.h>

static void
test_outside_chip (MapFixture *f, gconstpointer user_data)
{
  GtkWidget *chip = map_fixture_find_button (f->pane, "0 outside");

  g_assert_false (gtk_widget_get_visible (chip));
  map_fixture_report_case (f, 118.0, 40.0, NULL);
  g_assert_false (gtk_widget_get_visible (map_fixture_find_button (f->pane, "No grids yet")));
  while (!gtk_widget_get_visible (chip))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (chip)), ==, "1 outside all grids");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (chip)), ==, "win.queue");
}

static gboolean
read_frozen (MapFixture *f, WgClassBreaks *breaks)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;

  wg_class_breaks_init (breaks, WG_MEASURE_OPEN);
  wg_class_breaks_load_async (f->store.store, NULL, wg_test_wait_ready, &wait);
  g_assert_true (wg_class_breaks_load_finish (breaks, 1, f->store.store, wg_test_wait (&wait), &error));
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return (breaks->frozen & (1u << 2)) != 0;
}

static void
test_freezes_classes (MapFixture *f, gconstpointer user_data)
{
  GtkWidget *legend = map_fixture_find_child (f->pane, WG_TYPE_LEGEND);
  WgClassBreaks breaks;

  wg_context_set_level (f->context, 2);
  g_assert_false (read_frozen (f, &breaks));
  /* A dispatcher has no right to: the store refuses and the map says why. */
  map_fixture_use_operator (f, "dispatcher");
  g_signal_emit_by_name (legend, "freeze-wanted");
  for (guint i = 0; i < 20; i++)
    g_assert_false (read_frozen (f, &breaks));
  map_fixture_use_operator (f, "gis");
  g_signal_emit_by_name (legend, "freeze-wanted");
  while (!read_frozen (f, &breaks))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (breaks.breaks[2][0], ==, 0);
  g_assert_cmpint (breaks.breaks[2][3], ==, 10);
}

static guint
find_rate_figures (MapFixture *f, guint n_of[4])
{
  const WgCityScene *scene = wg_city_layer_get_scene (f->layer);
  guint n = wg_city_get_n_grids (scene->city);

  memset (n_of, 0, 4 * sizeof *n_of);
  for (guint i = 0; i < n; i++)
    n_of[wg_city_colours_get (scene->colours, i)->figure]++;
  return n;
}

/* A leader has classes proposed anew, gives them up, has others and keeps them; all desks have the same then. */
static void
test_renews_classes (MapFixture *f, gconstpointer user_data)
{
  GtkWidget *legend = map_fixture_find_child (f->pane, WG_TYPE_LEGEND);
  WgClassBreaks breaks;

  wg_context_set_level (f->context, 2);
  map_fixture_use_operator (f, "leader");
  map_fixture_settle (f);
  g_assert_true (gtk_widget_get_visible (map_fixture_find_button (legend, "Keep these")));
  g_signal_emit_by_name (legend, "freeze-wanted");
  while (!read_frozen (f, &breaks))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (breaks.since_ms[2], >, 0);
  while (gtk_widget_get_visible (map_fixture_find_button (legend, "Keep these")))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (legend, "propose-wanted", WG_BREAKS_JENKS);
  g_assert_true (gtk_widget_get_visible (map_fixture_find_button (legend, "Keep these")));
  g_signal_emit_by_name (legend, "restore-wanted");
  g_assert_false (gtk_widget_get_visible (map_fixture_find_button (legend, "Keep these")));
  g_signal_emit_by_name (legend, "propose-wanted", WG_BREAKS_QUANTILE);
  g_signal_emit_by_name (legend, "freeze-wanted");
  do
    g_assert_true (read_frozen (f, &breaks));
  while (breaks.breaks[2][1] != 1);
  g_assert_cmpint (breaks.breaks[2][3], ==, 3);
}

/* Somebody closes the window at the moment at which the classes are kept: they are kept, and nobody is told who is gone. */
static void
test_keeps_classes_when_closed (MapFixture *f, gconstpointer user_data)
{
  WgClassBreaks breaks;

  wg_context_set_level (f->context, 2);
  map_fixture_use_operator (f, "gis");
  map_fixture_settle (f);
  g_signal_emit_by_name (map_fixture_find_child (f->pane, WG_TYPE_LEGEND), "freeze-wanted");
  gtk_window_set_child (GTK_WINDOW (f->window), NULL);
  while (!read_frozen (f, &breaks))
    g_main_context_iteration (NULL, FALSE);
  for (guint i = 0; i < 20; i++)
    g_assert_true (read_frozen (f, &breaks));
}

/* A rate without ground is a dash and in no class; it is not nought. */
static void
test_measures (MapFixture *f, gconstpointer user_data)
{
  GtkWidget *legend = map_fixture_find_child (f->pane, WG_TYPE_LEGEND);
  guint n_of[4], n;

  n = find_rate_figures (f, n_of);
  g_assert_cmpuint (n_of[WG_FIGURE_OPEN], ==, n);
  g_signal_emit_by_name (legend, "measure-wanted", WG_MEASURE_HOUSEHOLDS);
  find_rate_figures (f, n_of);
  g_assert_cmpuint (n_of[WG_FIGURE_TENTHS] + n_of[WG_FIGURE_UNDEFINED], ==, n);
  g_assert_cmpuint (n_of[WG_FIGURE_UNDEFINED], >, 0);
  g_signal_emit_by_name (legend, "measure-wanted", WG_MEASURE_KEEPERS);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      find_rate_figures (f, n_of);
    }
  while (n_of[WG_FIGURE_TENTHS] == 0);
  g_signal_emit_by_name (legend, "measure-wanted", WG_MEASURE_OVERDUE);
  find_rate_figures (f, n_of);
  g_assert_cmpuint (n_of[WG_FIGURE_OVERDUE], ==, n);
}

static void
report_emergency (MapFixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;
  WgAct *act = wg_test_report (116.612, 40.312);

  act->route = WG_ROUTE_EMERGENCY;
  result = wg_test_perform (f->store.store, act, &error);
  g_assert_no_error (error);
}

static guint
count_outlined (MapFixture *f)
{
  WgCityCases *cases = wg_city_layer_get_scene (f->layer)->cases;
  guint n = 0;

  for (guint i = 0; i < wg_city_cases_get_n_points (cases); i++)
    n += (wg_city_cases_get_point (cases, i)->flags & WG_CASE_FLAG_UNACKNOWLEDGED) != 0;
  return n;
}

/* A new emergency pulses for half a minute where it is; then its outlines stand still on the map. */
static void
test_pulses (MapFixture *f, gconstpointer user_data)
{
  GtkWidget *pulses = map_fixture_find_child (f->pane, WG_TYPE_PULSES), *pulse;
  graphene_rect_t bounds;
  double x, y;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  g_assert_null (gtk_widget_get_first_child (pulses));
  report_emergency (f);
  while (wg_city_cases_get_n_points (wg_city_layer_get_scene (f->layer)->cases) < 2)
    g_main_context_iteration (NULL, TRUE);
  map_fixture_settle (f);
  pulse = gtk_widget_get_first_child (pulses);
  g_assert_nonnull (pulse);
  g_assert_cmpuint (count_outlined (f), ==, 0);
  while (gtk_widget_get_width (pulse) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_compute_bounds (pulse, GTK_WIDGET (f->layer), &bounds));
  wg_city_layer_get_point (f->layer, 116.612, 40.312, &x, &y);
  g_assert_cmpfloat_with_epsilon (bounds.origin.x + bounds.size.width / 2, x, 1.5);
  g_assert_cmpfloat_with_epsilon (bounds.origin.y + bounds.size.height / 2, y, 1.5);
  wg_clock_advance (f->store.clock, WG_PULSE_MS);
  map_fixture_report_case (f, 116.617, 40.303, NULL);
  while (wg_city_cases_get_n_points (wg_city_layer_get_scene (f->layer)->cases) < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (gtk_widget_get_first_child (pulses));
  g_assert_cmpuint (count_outlined (f), ==, 1);
}

static void
test_calm_desktop (MapFixture *f, gconstpointer user_data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  report_emergency (f);
  while (wg_city_cases_get_n_points (wg_city_layer_get_scene (f->layer)->cases) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (gtk_widget_get_first_child (map_fixture_find_child (f->pane, WG_TYPE_PULSES)));
  g_assert_cmpuint (count_outlined (f), ==, 1);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
}

/* Clicks measure instead of selecting, until Esc. */
static void
test_ruler (MapFixture *f, gconstpointer user_data)
{
  WgSelection *selection = wg_context_get_selection (f->context);
  WgRuler *ruler = WG_RULER (map_fixture_find_child (f->pane, WG_TYPE_RULER));
  g_autofree char *one = wg_ruler_format (999.4, -1.0), *other = wg_ruler_format (12345.0, 9999.0);
  g_autofree char *large = wg_ruler_format (5000.0, 250000.0), *largest = wg_ruler_format (5000.0, 3400000.0);

  g_assert_cmpstr (one, ==, "999 m");
  g_assert_cmpstr (other, ==, "12.35 km · 9999 m²");
  g_assert_cmpstr (large, ==, "5.00 km · 25.00 ha");
  g_assert_cmpstr (largest, ==, "5.00 km · 3.40 km²");
  g_assert_true (map_fixture_press (f, GDK_KEY_j, 0));
  map_fixture_click (f, A_LON, A_LAT);
  g_assert_cmpint (wg_selection_get_case (selection), ==, WG_NO_ID);
  g_assert_cmpstr (wg_ruler_get_text (ruler), ==, "");
  /* A hundredth of a degree of longitude and of latitude at 40.3 degrees: 850 m and 1,110 m; half of their product. */
  map_fixture_click (f, A_LON + 0.01, A_LAT);
  g_assert_true (g_str_has_prefix (wg_ruler_get_text (ruler), "850 m"));
  map_fixture_click (f, A_LON + 0.01, A_LAT + 0.01);
  g_assert_cmpstr (wg_ruler_get_text (ruler), ==, "1.96 km · 47.20 ha");
  g_assert_true (map_fixture_press (f, GDK_KEY_BackSpace, 0));
  g_assert_true (g_str_has_prefix (wg_ruler_get_text (ruler), "850 m"));
  g_assert_true (map_fixture_press (f, GDK_KEY_Escape, 0));
  g_assert_false (wg_map_pane_end_measuring (WG_MAP_PANE (f->pane)));
  map_fixture_click (f, A_LON, A_LAT);
  g_assert_cmpint (wg_selection_get_case (selection), ==, f->case_id);
}

static gboolean
lie_apart (const WgMapItem *a, const WgMapItem *b, double unit)
{
  double dx = (b->x - a->x) / unit + b->dx - a->dx, dy = (b->y - a->y) / unit + b->dy - a->dy;

  return dx >= a->width || dx + b->width <= 0 || dy >= a->height || dy + b->height <= 0;
}

static void
assert_pill_is_apart (const WgCityOverlay *overlay)
{
  const WgMapItem *pill = NULL;

  for (guint i = 0; i < overlay->items->len; i++)
    {
      const WgMapItem *item = &g_array_index (overlay->items, WgMapItem, i);

      if (item->kind == WG_MAP_ITEM_NAME && item->id == 0)
        pill = item;
    }
  g_assert_nonnull (pill);
  for (guint i = 0; i < overlay->items->len; i++)
    {
      const WgMapItem *item = &g_array_index (overlay->items, WgMapItem, i);

      if (item->id != 0 && item->kind < WG_MAP_ITEM_CASE)
        g_assert_true (lie_apart (pill, item, wg_world_get_unit (overlay->view.zoom)));
    }
}

/* The number of a case beside the number of its grid: both are read, however small the grid is. */
static void
test_pill (MapFixture *f, gconstpointer user_data)
{
  g_autofree char *number = NULL;
  gint64 id = map_fixture_report_case (f, 116.6035, 40.305, &number);
  ShumateViewport *viewport = shumate_map_get_viewport (f->map);
  double zoom = map_fixture_get_zoom (f);

  while (wg_city_cases_find (wg_city_layer_get_scene (f->layer)->cases, id) == G_MAXUINT)
    g_main_context_iteration (NULL, TRUE);
  wg_selection_select_case (wg_context_get_selection (f->context), id);
  for (double out = 0.0; out < 2.0; out += 0.25)
    {
      shumate_viewport_set_zoom_level (viewport, zoom - out);
      map_fixture_settle (f);
      g_assert_cmpint (f->layer->overlay->scene->selected_case, ==, id);
      assert_pill_is_apart (f->layer->overlay);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, function) \
  g_test_add (path, MapFixture, NULL, map_fixture_set_up, function, map_fixture_tear_down)
  ADD ("/map/reads/outside-chip", test_outside_chip);
  ADD ("/map/reads/freezes-classes", test_freezes_classes);
  ADD ("/map/reads/renews-classes", test_renews_classes);
  ADD ("/map/reads/keeps-classes-when-closed", test_keeps_classes_when_closed);
  ADD ("/map/reads/measures", test_measures);
  ADD ("/map/reads/pulses", test_pulses);
  ADD ("/map/reads/calm-desktop", test_calm_desktop);
  ADD ("/map/reads/ruler", test_ruler);
  ADD ("/map/reads/pill", test_pill);
  return g_test_run ();
}
