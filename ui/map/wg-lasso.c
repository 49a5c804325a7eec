/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what one storm did lies together on the map and nowhere else; a line round it is quicker than any filter. */

#include "wg-lasso.h"

#include <math.h>

/* Corners closer than this to the last one say nothing new. */
#define STEP 4.0

struct _WgLasso
{
  GtkWidget parent_instance;

  WgCityLayer *layer; /* owned */
  GArray *line;       /* of graphene_point_t, as drawn */
  gboolean armed;
};

G_DEFINE_FINAL_TYPE (WgLasso, wg_lasso, GTK_TYPE_WIDGET)

static guint closed_signal;

static void
add_point (WgLasso *self, double x, double y)
{
  const graphene_point_t *last = self->line->len > 0 ? &g_array_index (self->line, graphene_point_t, self->line->len - 1) : NULL;
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

  if (last != NULL && hypot (x - last->x, y - last->y) < STEP)
    return;
  g_array_append_val (self->line, point);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, WgLasso *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (!self->armed && (state & GDK_SHIFT_MASK) == 0)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_array_set_size (self->line, 0);
  add_point (self, x, y);
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, WgLasso *self)
{
  double x, y;

  if (self->line->len > 0 && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    add_point (self, x + dx, y + dy);
}

static void
on_end (GtkGestureDrag *gesture, double dx, double dy, WgLasso *self)
{

  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, 2 * sizeof (double));

  for (guint i = 0; i < self->line->len; i++)
    {
      const graphene_point_t *point = &g_array_index (self->line, graphene_point_t, i);
      double corner[2];

      wg_city_layer_get_place (self->layer, point->x, point->y, &corner[0], &corner[1]);
      g_array_append_val (corners, corner);
    }
  g_array_set_size (self->line, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  wg_lasso_set_armed (self, FALSE);
  if (corners->len >= 3)
    g_signal_emit (self, closed_signal, 0, corners);
}

static void
wg_lasso_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgLasso *self = WG_LASSO (widget);
  const double dashes[] = { 6, 4 };
  cairo_t *cairo;

  if (self->line->len < 2)
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                                    (float) gtk_widget_get_height (widget)));
  for (guint i = 0; i < self->line->len; i++)
    {
      const graphene_point_t *point = &g_array_index (self->line, graphene_point_t, i);

      cairo_line_to (cairo, point->x, point->y);
    }
  cairo_close_path (cairo);
  /* The ring of a selection, in its casing. */
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_set_line_width (cairo, 4);
  cairo_stroke_preserve (cairo);
  cairo_set_source_rgb (cairo, 0x35 / 255.0, 0x84 / 255.0, 0xe4 / 255.0);
  cairo_set_line_width (cairo, 2);
  cairo_set_dash (cairo, dashes, 2, 0);
  cairo_stroke (cairo);
  cairo_destroy (cairo);
}

static void
wg_lasso_dispose (GObject *object)
{
  g_clear_object (&WG_LASSO (object)->layer);
  G_OBJECT_CLASS (wg_lasso_parent_class)->dispose (object);
}

static void
wg_lasso_finalize (GObject *object)
{
  g_array_unref (WG_LASSO (object)->line);
  G_OBJECT_CLASS (wg_lasso_parent_class)->finalize (object);
}

static void
wg_lasso_class_init (WgLassoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_lasso_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_lasso_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = wg_lasso_snapshot;
  closed_signal = g_signal_new ("closed", WG_TYPE_LASSO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ARRAY);
}

static void
wg_lasso_init (WgLasso *self)
{
  self->line = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
}

GtkWidget *
wg_lasso_new (WgCityLayer *layer, GtkWidget *map)
{
  WgLasso *self = g_object_new (WG_TYPE_LASSO, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->layer = g_object_ref (layer);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_begin), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_update), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_end), self, 0);
  gtk_widget_add_controller (map, GTK_EVENT_CONTROLLER (drag));
  return GTK_WIDGET (self);
}

void
wg_lasso_set_armed (WgLasso *self, gboolean armed)
{
  self->armed = armed;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), armed ? "crosshair" : NULL);
}

gboolean
wg_lasso_is_armed (WgLasso *self)
{
  return self->armed;
}

gboolean
wg_lasso_holds (GArray *corners, double lon, double lat)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = corners->len - 1; i < corners->len; j = i++)
    {
      const double *a = &g_array_index (corners, double, 2 * i);
      const double *b = &g_array_index (corners, double, 2 * j);

      if ((a[1] > lat) != (b[1] > lat) && lon < (b[0] - a[0]) * (lat - a[1]) / (b[1] - a[1]) + a[0])
        inside = !inside;
    }
  return inside;
}
