/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what pointer and keys do on the map while boundaries are drawn. Every tool goes without a pointer: arrows move by
 * centimetres or metres, Tab goes from corner to corner, Enter accepts.
 */

#include "wg-boundary-editor-private.h"

#include "wg-world.h"

#include <math.h>

#define PRESS_AND_HOLD_US 300000

static gboolean
may_draw (WgBoundaryEditor *self)
{
  return wg_boundary_sketch_get_refusal (self->sketch) == NULL;
}

/* --- The pointer --- */

static gboolean
is_alt (GtkEventController *controller)
{
  return (gtk_event_controller_get_current_event_state (controller) & GDK_ALT_MASK) != 0;
}

static void
point_at_pixel (WgBoundaryEditor *self, double x, double y, gboolean snap)
{
  double lon, lat;

  wg_city_layer_get_place (self->layer, x, y, &lon, &lat);
  wg_boundary_editor_point_at (self, lon, lat, snap);
}

/* What is laid out anew under a pointer that rests is no hand that moves: a place that was typed stays. */
static gboolean
has_moved (WgBoundaryEditor *self, double x, double y)
{
  gboolean moved = !isnan (self->pointer[0]) && (x != self->pointer[0] || y != self->pointer[1]);

  self->pointer[0] = x;
  self->pointer[1] = y;
  return moved;
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, WgBoundaryEditor *self)
{
  if (!has_moved (self, x, y) || self->dragging || !may_draw (self) || self->tool == WG_TOOL_MOVE
      || self->tool == WG_TOOL_FILL)
    return;
  point_at_pixel (self, x, y, !is_alt (GTK_EVENT_CONTROLLER (controller)));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, WgBoundaryEditor *self)
{
  double lon, lat;

  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  wg_city_layer_get_place (self->layer, x, y, &lon, &lat);
  self->dragging = self->tool == WG_TOOL_MOVE && may_draw (self)
                   && wg_boundary_editor_hold (self, lon, lat, wg_boundary_editor_get_metres (self, WG_EDITOR_GRAB_PX));
  gtk_gesture_set_state (GTK_GESTURE (gesture), self->dragging ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, WgBoundaryEditor *self)
{
  double x, y;

  if (!self->dragging || !gtk_gesture_drag_get_start_point (gesture, &x, &y) || (dx == 0.0 && dy == 0.0))
    return;
  point_at_pixel (self, x + dx, y + dy, !is_alt (GTK_EVENT_CONTROLLER (gesture)));
  wg_boundary_editor_show_sides (self);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, WgBoundaryEditor *self)
{
  gboolean moved = self->dragging && hypot (dx, dy) > 3.0;

  self->dragging = FALSE;
  if (moved)
    wg_boundary_editor_accept (self);
}

static void
on_click (GtkGestureClick *gesture, int n_press, double x, double y, WgBoundaryEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  if (!may_draw (self) || n_press != 1)
    return;
  point_at_pixel (self, x, y, self->tool != WG_TOOL_MOVE && !is_alt (GTK_EVENT_CONTROLLER (gesture)));
  wg_boundary_editor_add_point (self);
}

/* The place under the pointer stays where it is. */
static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, WgBoundaryEditor *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  double zoom = shumate_viewport_get_zoom_level (viewport);
  double to = CLAMP (zoom + (dy < 0.0 ? 1.0 : -1.0), WG_EDITOR_MIN_ZOOM, WG_EDITOR_MAX_ZOOM);
  double lon = shumate_location_get_longitude (SHUMATE_LOCATION (viewport)), at_lon = lon;
  double lat = shumate_location_get_latitude (SHUMATE_LOCATION (viewport)), at_lat = lat;
  double scale = exp2 (zoom - to), x, y;

  if (dy == 0.0)
    return TRUE;
  if (!isnan (self->pointer[0]))
    wg_city_layer_get_place (self->layer, self->pointer[0], self->pointer[1], &at_lon, &at_lat);
  x = wg_world_x (at_lon) + (wg_world_x (lon) - wg_world_x (at_lon)) * scale;
  y = wg_world_y (at_lat) + (wg_world_y (lat) - wg_world_y (at_lat)) * scale;
  wg_boundary_editor_go_to (self, wg_world_lon (x), wg_world_lat (y), to);
  return TRUE;
}

/* --- Keys --- */

static gboolean
handle_arrow (WgBoundaryEditor *self, guint key, GdkModifierType state)
{
  double step = state & GDK_CONTROL_MASK ? 10.0 : state & GDK_SHIFT_MASK ? 1.0 : 0.1;
  double east = key == GDK_KEY_Left || key == GDK_KEY_KP_Left ? -step : key == GDK_KEY_Right || key == GDK_KEY_KP_Right ? step : 0;
  double north = key == GDK_KEY_Down || key == GDK_KEY_KP_Down ? -step : key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? step : 0;

  if (east == 0.0 && north == 0.0)
    return FALSE;
  wg_boundary_editor_shift (self, east, north);
  wg_boundary_editor_show_sides (self);
  return TRUE;
}

static gboolean
handle_hand (WgBoundaryEditor *self, guint key, GdkModifierType state)
{
  switch (key)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      return wg_boundary_editor_next_corner (self, state & GDK_SHIFT_MASK ? -1 : 1);
    case GDK_KEY_ISO_Left_Tab:
      return wg_boundary_editor_next_corner (self, -1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      wg_boundary_editor_accept (self);
      return TRUE;
    case GDK_KEY_space:
      wg_boundary_editor_add_point (self);
      return TRUE;
    case GDK_KEY_BackSpace:
      wg_boundary_editor_drop_point (self);
      return TRUE;
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      wg_boundary_editor_insert (self);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      wg_boundary_editor_delete (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
handle_tool (WgBoundaryEditor *self, guint key)
{
  static const char keys[WG_N_TOOLS + 1] = "vrsmhnf";
  const char *found = key > 0 && key < 128 ? strchr (keys, (int) key) : NULL;

  if (found != NULL)
    wg_boundary_editor_set_tool (self, (WgBoundaryTool) (found - keys));
  else if (key == GDK_KEY_g)
    gtk_toggle_button_set_active (self->snap_button, !self->snap_on);
  else if (key == GDK_KEY_t)
    gtk_toggle_button_set_active (self->trace_button, !self->trace_on);
  else if (key == GDK_KEY_b)
    gtk_toggle_button_set_active (self->round_button, !self->round_on);
  else
    return FALSE;
  return TRUE;
}

static gboolean
handle_view (WgBoundaryEditor *self, guint key)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  double lon = shumate_location_get_longitude (SHUMATE_LOCATION (viewport));
  double lat = shumate_location_get_latitude (SHUMATE_LOCATION (viewport));
  double zoom = shumate_viewport_get_zoom_level (viewport);

  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      wg_boundary_editor_go_to (self, lon, lat, zoom + 1.0);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      wg_boundary_editor_go_to (self, lon, lat, zoom - 1.0);
      return TRUE;
    case GDK_KEY_w:
      if (self->wipe_us == 0)
        {
          self->wipe_us = g_get_monotonic_time ();
          wg_boundary_editor_set_wiped (self, !self->hand.wiped);
        }
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WgBoundaryEditor *self)
{
  gboolean draws = may_draw (self);

  if (state & (GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (draws && handle_arrow (self, key, state))
    return TRUE;
  if (state & GDK_CONTROL_MASK)
    return FALSE;
  return handle_view (self, key) || (draws && (handle_hand (self, key, state) || handle_tool (self, key)));
}

/* Whoever has been led to a place by a finding takes the tool for it, and is on the map with it. */
static gboolean
on_key_beside (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WgBoundaryEditor *self)
{
  if ((state & (GDK_ALT_MASK | GDK_SUPER_MASK | GDK_CONTROL_MASK)) || !may_draw (self) || !handle_tool (self, key))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  return TRUE;
}

/* Held down, W shows the other state only as long. */
static void
on_key_released (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WgBoundaryEditor *self)
{
  if (key != GDK_KEY_w || self->wipe_us == 0)
    return;
  if (g_get_monotonic_time () - self->wipe_us > PRESS_AND_HOLD_US)
    wg_boundary_editor_set_wiped (self, !self->hand.wiped);
  self->wipe_us = 0;
}

void
wg_boundary_editor_add_input (WgBoundaryEditor *self)
{
  GtkWidget *map = GTK_WIDGET (self->map);
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *key = gtk_event_controller_key_new ();
  GtkEventController *beside = gtk_event_controller_key_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (map, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (click, "released", G_CALLBACK (on_click), self);
  gtk_widget_add_controller (map, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (map, motion);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (map, scroll);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (key, "key-released", G_CALLBACK (on_key_released), self);
  gtk_widget_add_controller (map, key);
  g_signal_connect (beside, "key-pressed", G_CALLBACK (on_key_beside), self);
  gtk_widget_add_controller (GTK_WIDGET (self), beside);
}
