/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: AdwFlap folds but has no edge to drag; a desk sets its panes once and expects them there tomorrow. */

#include "wg-pane-handle.h"

#define KEY_STEP 12

struct _WgPaneHandle
{
  GtkWidget parent_instance;

  GtkWidget *pane; /* borrowed, a weak pointer */
  GtkPackType side;
  int minimum;
  int first;
  int maximum;
  int width;
  int extra;
  double text_scale;
};

G_DEFINE_FINAL_TYPE (WgPaneHandle, wg_pane_handle, GTK_TYPE_WIDGET)

static GParamSpec *width_property;

static void
request_width (WgPaneHandle *self)
{
  if (self->pane != NULL)
    gtk_widget_set_size_request (self->pane, (int) ((self->width + self->extra) * self->text_scale), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->width, -1);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, WgPaneHandle *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_drag_update (GtkGestureDrag *gesture, double x, double y, WgPaneHandle *self)
{
  gboolean left_to_right = gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL;
  double wider = (self->side == GTK_PACK_START) == left_to_right ? x : -x;

  /* The handle moves along with the edge, so the offset is what the edge has still to go. */
  wg_pane_handle_set_width (self, self->width + (int) (wider / self->text_scale));
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, WgPaneHandle *self)
{
  if (n_press == 2)
    wg_pane_handle_set_width (self, self->first);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WgPaneHandle *self)
{
  int step = self->side == GTK_PACK_START ? KEY_STEP : -KEY_STEP;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Right:
      wg_pane_handle_set_width (self, self->width + step);
      return TRUE;
    case GDK_KEY_Left:
      wg_pane_handle_set_width (self, self->width - step);
      return TRUE;
    case GDK_KEY_Home:
      wg_pane_handle_set_width (self, self->first);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
wg_pane_handle_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 1 : 0;
}

/* 7 pixels to grab although 1 is drawn. */
static gboolean
wg_pane_handle_contains (GtkWidget *widget, double x, double y)
{
  return x >= -3 && x <= gtk_widget_get_width (widget) + 3 && y >= 0 && y <= gtk_widget_get_height (widget);
}

static void
wg_pane_handle_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int (value, WG_PANE_HANDLE (object)->width);
}

static void
wg_pane_handle_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  wg_pane_handle_set_width (WG_PANE_HANDLE (object), g_value_get_int (value));
}

static void
wg_pane_handle_dispose (GObject *object)
{
  g_clear_weak_pointer (&WG_PANE_HANDLE (object)->pane);
  G_OBJECT_CLASS (wg_pane_handle_parent_class)->dispose (object);
}

static void
wg_pane_handle_class_init (WgPaneHandleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wg_pane_handle_dispose;
  object_class->get_property = wg_pane_handle_get_property;
  object_class->set_property = wg_pane_handle_set_property;
  widget_class->measure = wg_pane_handle_measure;
  widget_class->contains = wg_pane_handle_contains;
  width_property = g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 0,
                                     G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, width_property);
  gtk_widget_class_set_css_name (widget_class, "panehandle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
wg_pane_handle_init (WgPaneHandle *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->text_scale = 1;
  self->maximum = G_MAXINT;
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_gesture_group (click, drag);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, key);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_cursor_from_name (widget, "col-resize");
}

void
wg_pane_handle_set_up (
    WgPaneHandle *self, GtkWidget *pane, GtkPackType side, int minimum, int first, int maximum, const char *label)
{
  g_set_weak_pointer (&self->pane, pane);
  self->side = side;
  self->minimum = minimum;
  self->first = first;
  self->maximum = maximum;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, (double) minimum, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) maximum, -1);
  wg_pane_handle_set_width (self, first);
}

int
wg_pane_handle_get_width (WgPaneHandle *self)
{
  return self->width;
}

void
wg_pane_handle_set_width (WgPaneHandle *self, int width)
{
  width = CLAMP (width, self->minimum, self->maximum);
  if (width == self->width)
    return;
  self->width = width;
  request_width (self);
  g_object_notify_by_pspec (G_OBJECT (self), width_property);
}

void
wg_pane_handle_set_extra (WgPaneHandle *self, int extra)
{
  self->extra = extra;
  request_width (self);
}

void
wg_pane_handle_set_text_scale (WgPaneHandle *self, double text_scale)
{
  self->text_scale = text_scale;
  request_width (self);
}
