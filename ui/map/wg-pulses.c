/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: nothing on the map blinks but an emergency that nobody has taken yet, and it must not cost the map a frame. */

#include "wg-pulses.h"

#include "wg-case-glyphs.h"

#define HALF_PERIOD_MS 500 /* on and off once a second */
#define REACH 31.0         /* of the outlines, in units of the sprite sheet */

/* --- One outline --- */

#define WG_TYPE_PULSE (wg_pulse_get_type ())
G_DECLARE_FINAL_TYPE (WgPulse, wg_pulse, WG, PULSE, GtkWidget)

struct _WgPulse
{
  GtkWidget parent_instance;
  WgCityLayer *layer; /* borrowed from the parent */
  gint64 id;
  double lon;
  double lat;
};

G_DEFINE_FINAL_TYPE (WgPulse, wg_pulse, GTK_TYPE_WIDGET)

static void
wg_pulse_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgPulse *self = WG_PULSE (widget);
  const WgCityScene *scene = wg_city_layer_get_scene (self->layer);
  double side = gtk_widget_get_width (widget), unit = side / (2.0 * REACH);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)side, (float)side));

  cairo_translate (cr, side / 2.0, side / 2.0);
  cairo_scale (cr, unit, unit);
  wg_case_glyphs_draw_outlines (cr, scene->theme);
  cairo_destroy (cr);
}

static void
wg_pulse_class_init (WgPulseClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = wg_pulse_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wg_pulse_init (WgPulse *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/* --- All of them --- */

struct _WgPulses
{
  GtkWidget parent_instance;
  WgCityLayer *layer; /* owned */
  guint timer;
  gboolean on;
};

G_DEFINE_FINAL_TYPE (WgPulses, wg_pulses, GTK_TYPE_WIDGET)

static void
show_phase (WgPulses *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_child_visible (child, self->on);
}

static gboolean
on_timer (gpointer user_data)
{
  WgPulses *self = user_data;

  self->on = !self->on;
  show_phase (self);
  return G_SOURCE_CONTINUE;
}

static void
wg_pulses_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WgPulses *self = WG_PULSES (widget);
  int side = (int)(2.0 * REACH * wg_city_layer_get_scene (self->layer)->text_scale);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      WgPulse *pulse = WG_PULSE (child);
      double x, y;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      wg_city_layer_get_point (self->layer, pulse->lon, pulse->lat, &x, &y);
      gtk_widget_size_allocate (child, &(GtkAllocation){ (int)(x - side / 2.0), (int)(y - side / 2.0), side, side }, -1);
      gtk_widget_set_child_visible (child, self->on);
    }
}

static void
wg_pulses_dispose (GObject *object)
{
  WgPulses *self = WG_PULSES (object);
  GtkWidget *child;

  g_clear_handle_id (&self->timer, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->layer);
  G_OBJECT_CLASS (wg_pulses_parent_class)->dispose (object);
}

static void
wg_pulses_class_init (WgPulsesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_pulses_dispose;
  GTK_WIDGET_CLASS (klass)->size_allocate = wg_pulses_size_allocate;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wg_pulses_init (WgPulses *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
wg_pulses_new (WgCityLayer *layer)
{
  WgPulses *self = g_object_new (WG_TYPE_PULSES, NULL);
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (layer));

  self->layer = g_object_ref (layer);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (gtk_widget_queue_allocate), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static gboolean
is_listed (const GArray *points, gint64 id)
{
  for (guint i = 0; i < points->len; i++)
    {
      if (g_array_index (points, WgCasePoint, i).id == id)
        return TRUE;
    }
  return FALSE;
}

/* Takes away who does not pulse any more. */
static void
drop_others (WgPulses *self, const GArray *points)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (!is_listed (points, WG_PULSE (child)->id))
        gtk_widget_unparent (child);
    }
}

static WgPulse *
find_pulse (WgPulses *self, gint64 id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (WG_PULSE (child)->id == id)
        return WG_PULSE (child);
    }
  return NULL;
}

void
wg_pulses_set_points (WgPulses *self, const GArray *points)
{
  drop_others (self, points);
  for (guint i = 0; i < points->len; i++)
    {
      const WgCasePoint *point = &g_array_index (points, WgCasePoint, i);
      WgPulse *pulse = find_pulse (self, point->id);

      if (pulse == NULL)
        {
          pulse = g_object_new (WG_TYPE_PULSE, NULL);
          pulse->layer = self->layer;
          pulse->id = point->id;
          gtk_widget_set_parent (GTK_WIDGET (pulse), GTK_WIDGET (self));
        }
      pulse->lon = point->lon;
      pulse->lat = point->lat;
    }
  if (points->len == 0)
    g_clear_handle_id (&self->timer, g_source_remove);
  else if (self->timer == 0)
    {
      self->on = TRUE;
      self->timer = g_timeout_add (HALF_PERIOD_MS, on_timer, self);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
