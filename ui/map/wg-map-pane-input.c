/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the hand does on the map. A layer never receives events, so every gesture sits on the map itself; the map
 * keeps its own drag and double click.
 */

#include "wg-map-pane-private.h"

#include <math.h>

#define HOVER_MS 300
#define PAN_STEP 96.0 /* logical pixels an arrow key */
#define CARRY_STEP 6.0 /* the same for a case that is carried; with Shift ten times as far */
#define WHEEL_MS 180
#define SPREAD_ZOOM 18  /* from here on a cluster opens as a list instead of zooming in */
#define SAME_PLACE 1e-6 /* degrees */

/* --- Click --- */

static void
select_ground (WgMapPane *self, const WgMapPick *pick)
{
  WgSelection *selection = wg_context_get_selection (self->context);
  WgCity *city = wg_city_feed_get_city (self->feed);

  self->own_change = TRUE;
  if (pick->grid == WG_NO_INDEX && pick->building == WG_NO_INDEX)
    wg_selection_clear (selection);
  else
    {
      wg_selection_select_building (
          selection, pick->building != WG_NO_INDEX ? wg_city_get_building_id (city, pick->building) : WG_NO_ID);
      wg_selection_select_grid (selection,
                                pick->grid != WG_NO_INDEX ? wg_city_get_grid_id (city, pick->grid) : WG_NO_ID);
    }
  self->own_change = FALSE;
}

static WgBox
get_members_box (WgCityCases *cases, const guint *members, guint n)
{
  WgBox box = { 180.0, 90.0, -180.0, -90.0 };

  for (guint i = 0; i < n; i++)
    {
      const WgCasePoint *point = wg_city_cases_get_point (cases, members[i]);

      box.min_lon = MIN (box.min_lon, point->lon);
      box.max_lon = MAX (box.max_lon, point->lon);
      box.min_lat = MIN (box.min_lat, point->lat);
      box.max_lat = MAX (box.max_lat, point->lat);
    }
  return box;
}

/* Zooms in until the cluster falls apart; where it never does, its cases are listed. */
static void
open_cluster (WgMapPane *self, const WgCaseCluster *cluster, double x, double y)
{
  WgCityCases *cases = wg_city_feed_get_cases (self->feed);
  double zoom = wg_map_pane_get_zoom (self);
  const WgCaseClusters *clusters = wg_city_cases_get_clusters (
      cases, wg_case_clusters_get_zoom (zoom, wg_context_get_text_scale (self->context)));
  const guint *members = wg_case_clusters_get_members (clusters, cluster);
  WgBox box = get_members_box (cases, members, cluster->count);
  gboolean same_place = box.max_lon - box.min_lon < SAME_PLACE && box.max_lat - box.min_lat < SAME_PLACE;

  if (same_place || zoom >= SPREAD_ZOOM)
    wg_map_pane_show_list (self, members, cluster->count, x, y);
  else if (wg_world_x (box.max_lon) - wg_world_x (box.min_lon) > 64.0 * wg_world_get_unit (zoom + 2.0))
    wg_map_pane_fit_box (self, &box, SPREAD_ZOOM);
  else
    wg_map_pane_go_to (self, (box.min_lon + box.max_lon) / 2.0, (box.min_lat + box.max_lat) / 2.0,
                       MIN (floor (zoom) + 2.0, SPREAD_ZOOM), TRUE);
}

/* A cluster is opened and nothing selected. @pick: what was there. */
static void
select_at (WgMapPane *self, double x, double y, WgMapPick *pick)
{
  wg_city_layer_pick (self->layer, x, y, pick);
  if (pick->case_cluster != NULL)
    open_cluster (self, pick->case_cluster, x, y);
  else if (pick->case_id != 0)
    wg_map_pane_select_case (self, pick->case_id);
  else
    select_ground (self, pick);
}

static void
choose_place (WgMapPane *self, double x, double y)
{
  double lon, lat;

  wg_map_pane_hide_hover (self);
  wg_city_layer_get_place (self->layer, x, y, &lon, &lat);
  g_signal_emit_by_name (self, "place-chosen", lon, lat);
}

void
wg_map_pane_set_asking_place (WgMapPane *self, gboolean asking)
{
  g_return_if_fail (WG_IS_MAP_PANE (self));

  self->asking_place = asking;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), asking ? "crosshair" : NULL);
}

static void
on_click (GtkGestureClick *gesture, int n_press, double x, double y, WgMapPane *self)
{
  WgMapPick pick;

  if (self->asking_place && !wg_map_pane_is_measuring (self))
    {
      if (n_press == 1)
        choose_place (self, x, y);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  wg_map_pane_hide_hover (self);
  self->cursor_case = 0;
  if (wg_map_pane_is_measuring (self))
    wg_map_pane_measure_at (self, x, y, TRUE);
  else if (n_press == 1)
    select_at (self, x, y, &pick);
}

static void
on_secondary_click (GtkGestureClick *gesture, int n_press, double x, double y, WgMapPane *self)
{
  WgMapPick pick;
  gint64 grid_id;

  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  wg_map_pane_hide_hover (self);
  select_at (self, x, y, &pick);
  grid_id = wg_selection_get_grid (wg_context_get_selection (self->context));
  if (pick.case_cluster != NULL)
    return;
  if (pick.case_id != 0)
    g_signal_emit_by_name (self, "menu-wanted", x, y);
  else if (grid_id != WG_NO_ID)
    g_signal_emit_by_name (self, "grid-wanted", grid_id, x, y);
}

/* --- Hover --- */

static gboolean
on_hover_timer (gpointer user_data)
{
  WgMapPane *self = user_data;
  WgMapPick pick;

  self->hover_timer = 0;
  wg_city_layer_pick (self->layer, self->pointer_x, self->pointer_y, &pick);
  wg_map_pane_show_hover (self, &pick, self->pointer_x, self->pointer_y);
  return G_SOURCE_REMOVE;
}

void
wg_map_pane_renew_hover (WgMapPane *self, gboolean moved)
{
  if (!gtk_widget_get_visible (self->hover_card))
    return;
  if (moved)
    wg_map_pane_hide_hover (self);
  if (self->cursor_case != 0)
    return;
  if (!moved)
    on_hover_timer (self);
  else
    self->hover_timer = g_timeout_add (HOVER_MS, on_hover_timer, self);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, WgMapPane *self)
{
  double lon, lat;

  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  wg_map_pane_hide_hover (self);
  if (wg_map_pane_is_measuring (self))
    wg_map_pane_measure_at (self, x, y, FALSE);
  else if (!wg_case_mover_is_moving (self->mover))
    self->hover_timer = g_timeout_add (HOVER_MS, on_hover_timer, self);
  if (isnan (wg_context_get_sight (self->context)->lon))
    return;
  wg_city_layer_get_place (self->layer, x, y, &lon, &lat);
  wg_context_report_pointer (self->context, lon, lat);
}

static void
on_leave (GtkEventControllerMotion *controller, WgMapPane *self)
{
  wg_map_pane_hide_hover (self);
  wg_context_report_pointer (self->context, NAN, NAN);
}

/* --- Wheel --- */

/* One notch is one whole zoom, so that tiles are shown at their own size; the place under the pointer stays. */
static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, WgMapPane *self)
{
  ShumateLocation *location = SHUMATE_LOCATION (shumate_map_get_viewport (self->map));
  gint64 now = g_get_monotonic_time ();
  double from = wg_map_pane_get_zoom (self), to, scale, lon, lat, x, y;

  if (dy == 0.0)
    return TRUE;
  if (isnan (self->target_zoom) || now - self->target_set_us > WHEEL_MS * 1000)
    self->target_zoom = from;
  to = dy < 0.0 ? floor (self->target_zoom + 1e-6) + 1.0 : ceil (self->target_zoom - 1e-6) - 1.0;
  to = CLAMP (to, WG_MAP_MIN_ZOOM, WG_MAP_MAX_ZOOM);
  self->target_zoom = to;
  self->target_set_us = now;
  wg_map_pane_hide_hover (self);

  scale = exp2 (from - to);
  wg_city_layer_get_place (self->layer, self->pointer_x, self->pointer_y, &lon, &lat);
  x = wg_world_x (shumate_location_get_longitude (location));
  y = wg_world_y (shumate_location_get_latitude (location));
  x = wg_world_x (lon) + (x - wg_world_x (lon)) * scale;
  y = wg_world_y (lat) + (y - wg_world_y (lat)) * scale;
  wg_map_pane_go_to (self, wg_world_lon (x), wg_world_lat (y), to, TRUE);
  return TRUE;
}

/* --- Keys --- */

static void
pan (WgMapPane *self, double dx, double dy, gboolean screen)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->map)), height = gtk_widget_get_height (GTK_WIDGET (self->map));
  double lon, lat;

  dx *= screen ? width : PAN_STEP;
  dy *= screen ? height : PAN_STEP;
  wg_city_layer_get_place (self->layer, width / 2.0 + dx, height / 2.0 + dy, &lon, &lat);
  wg_map_pane_go_to (self, lon, lat, wg_map_pane_get_zoom (self), FALSE);
}

static void
change_level (WgMapPane *self, int by)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));
  WgMapView view;
  int level;

  if (grids == NULL)
    return;
  wg_city_layer_get_view (self->layer, &view);
  level = (int)view.level + by;
  if (wg_grid_tree_find_level (grids, level) != NULL)
    wg_context_set_level (self->context, level);
}

/* Returns FALSE behind the last and before the first case, so that Tab goes on to the next widget. */
static gboolean
move_cursor (WgMapPane *self, int by)
{
  g_autoptr (GArray) cases = wg_city_layer_list_cases (self->layer);
  int at = by > 0 ? -1 : (int)cases->len;
  WgMapPick pick = { .building = WG_NO_INDEX, .grid = WG_NO_INDEX, .shown_grid = WG_NO_INDEX };
  WgCaseRecord *record;
  double x, y;

  for (guint i = 0; self->cursor_case != 0 && i < cases->len; i++)
    {
      if (g_array_index (cases, gint64, i) == self->cursor_case)
        at = (int)i;
    }
  at += by;
  self->cursor_case = at >= 0 && at < (int)cases->len ? g_array_index (cases, gint64, at) : 0;
  record = wg_case_board_find (wg_context_get_board (self->context), self->cursor_case);
  wg_map_pane_hide_hover (self);
  if (record == NULL)
    return FALSE;
  pick.case_id = record->id;
  wg_city_layer_get_point (self->layer, record->lon, record->lat, &x, &y);
  wg_map_pane_show_hover (self, &pick, x, y);
  return TRUE;
}

static void
select_cursor (WgMapPane *self)
{
  WgMapPick pick;

  wg_map_pane_hide_hover (self);
  if (self->cursor_case != 0)
    wg_map_pane_select_case (self, self->cursor_case);
  else
    select_at (self, gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0,
               gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0, &pick);
}

static void
want_menu (WgMapPane *self)
{
  WgCaseRecord *record = wg_case_board_find (wg_context_get_board (self->context),
                                             wg_selection_get_case (wg_context_get_selection (self->context)));
  double x = gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0;
  double y = gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0;
  gint64 grid_id = wg_selection_get_grid (wg_context_get_selection (self->context));

  if (record != NULL && wg_case_record_has_place (record))
    wg_city_layer_get_point (self->layer, record->lon, record->lat, &x, &y);
  if (record == NULL && grid_id != WG_NO_ID)
    g_signal_emit_by_name (self, "grid-wanted", grid_id, x, y);
  else
    g_signal_emit_by_name (self, "menu-wanted", x, y);
}

static gboolean
handle_pan (WgMapPane *self, guint key, gboolean shift)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      pan (self, -1, 0, shift);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      pan (self, 1, 0, shift);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      pan (self, 0, -1, shift);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      pan (self, 0, 1, shift);
      return TRUE;
    default:
      return FALSE;
    }
}

/* What may not be moved is said where moves are said. The map has the focus then, whichever card had it. */
static void
take_up (WgMapPane *self)
{
  wg_map_pane_end_measuring (self);
  if (wg_case_mover_take (self->mover))
    gtk_widget_grab_focus (GTK_WIDGET (self->map));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.verb", "s", wg_verb_to_nick (WG_VERB_MOVE));
}

/* The selected case is carried by the arrows. */
static gboolean
handle_carrying (WgMapPane *self, guint key, gboolean shift)
{
  double step = CARRY_STEP * (shift ? 10 : 1);

  if (!wg_case_mover_is_moving (self->mover))
    return FALSE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left || key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    wg_case_mover_step (self->mover, key == GDK_KEY_Left || key == GDK_KEY_KP_Left ? -step : step, 0);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up || key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    wg_case_mover_step (self->mover, 0, key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? -step : step);
  else if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    wg_case_mover_drop (self->mover);
  else
    return FALSE;
  return TRUE;
}

static gboolean
handle_view (WgMapPane *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      wg_map_pane_zoom_by (self, 1);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      wg_map_pane_zoom_by (self, -1);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      wg_map_pane_fit (self);
      return TRUE;
    case GDK_KEY_bracketleft:
      change_level (self, -1);
      return TRUE;
    case GDK_KEY_bracketright:
      change_level (self, 1);
      return TRUE;
    case GDK_KEY_backslash:
      wg_context_set_level (self->context, 0);
      return TRUE;
    case GDK_KEY_l:
      gtk_menu_button_popup (GTK_MENU_BUTTON (self->layers_button));
      return TRUE;
    default:
      return FALSE;
    }
}

/* Returns whether the key belongs to measuring. */
static gboolean
handle_measuring (WgMapPane *self, guint key)
{
  gboolean measuring = wg_map_pane_is_measuring (self);

  if (key == GDK_KEY_j)
    {
      if (!wg_map_pane_end_measuring (self))
        wg_map_pane_start_measuring (self);
      return TRUE;
    }
  if (key == GDK_KEY_L)
    {
      wg_map_pane_end_measuring (self);
      wg_lasso_set_armed (self->lasso, TRUE);
      return TRUE;
    }
  if (key == GDK_KEY_Escape)
    return wg_map_pane_end_measuring (self);
  if (key == GDK_KEY_BackSpace && measuring)
    wg_ruler_drop (self->ruler);
  return key == GDK_KEY_BackSpace && measuring;
}

static gboolean
handle_cases (WgMapPane *self, guint key, gboolean shift)
{
  switch (key)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      return move_cursor (self, shift ? -1 : 1);
    case GDK_KEY_ISO_Left_Tab:
      return move_cursor (self, -1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      select_cursor (self);
      return TRUE;
    case GDK_KEY_Menu:
      want_menu (self);
      return TRUE;
    default:
      if (key == GDK_KEY_F10 && shift)
        {
          want_menu (self);
          return TRUE;
        }
      return FALSE;
    }
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WgMapPane *self)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  return handle_carrying (self, key, shift) || handle_pan (self, key, shift) || handle_measuring (self, key) || handle_cases (self, key, shift) || handle_view (self, key);
}

/* In the map and in the table, which has no zoom but levels. */
static gboolean
on_page_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WgMapPane *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK))
    return FALSE;
  if (key == GDK_KEY_F7)
    {
      wg_map_pane_set_table (self, !wg_map_pane_get_table (self));
      return TRUE;
    }
  if (key == GDK_KEY_g && !wg_map_pane_get_table (self))
    {
      take_up (self);
      return TRUE;
    }
  return (key == GDK_KEY_bracketleft || key == GDK_KEY_bracketright || key == GDK_KEY_backslash)
         && handle_view (self, key);
}

/* --- Putting them on the map --- */

static void
add_click (WgMapPane *self, guint button, const char *signal, GCallback callback)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  g_signal_connect (gesture, signal, callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (gesture));
}

/* The map turns with two fingers; a map of grids that is not north-up helps nobody. */
static void
on_rotated (ShumateViewport *viewport)
{
  if (shumate_viewport_get_rotation (viewport) != 0.0)
    shumate_viewport_set_rotation (viewport, 0.0);
}

void
wg_map_pane_add_input (WgMapPane *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkEventController *key = gtk_event_controller_key_new (), *page_key = gtk_event_controller_key_new ();

  add_click (self, GDK_BUTTON_PRIMARY, "released", G_CALLBACK (on_click));
  add_click (self, GDK_BUTTON_SECONDARY, "pressed", G_CALLBACK (on_secondary_click));
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), scroll);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), key);
  g_signal_connect (page_key, "key-pressed", G_CALLBACK (on_page_key), self);
  gtk_widget_add_controller (self->stack, page_key);
  g_signal_connect_object (shumate_map_get_viewport (self->map), "notify::rotation", G_CALLBACK (on_rotated), self, 0);
}
