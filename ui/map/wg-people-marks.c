/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who is near is half of the answer to whom to send, and a line to who was sent says how far they are; a place that is
 * two hours old must not look like one of now.
 */

#include "wg-people-marks.h"

#define TICKS_A_READING 20
#define RADIUS 9.0
#define REACH 13.0 /* of a pointer */
#define FRESH_MS (G_GINT64_CONSTANT (10) * 60 * 1000)
#define LEAST_OPACITY 0.3
#define CASING 4.0
#define LINE 2.0

struct _WgPeopleMarks
{
  GtkWidget parent_instance;
  WgContext *context; /* borrowed: it outlives its widgets */
  WgCityLayer *layer; /* owned */
  GPtrArray *positions; /* WgPosition */
  GCancellable *cancellable;
  guint n_ticks;
};

enum
{
  PROP_KNOWN = 1,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (WgPeopleMarks, wg_people_marks, GTK_TYPE_WIDGET)

double
wg_people_marks_get_opacity (gint64 age_ms)
{
  double rest = 1.0 - (double) (age_ms - FRESH_MS) / (double) (WG_POSITION_STALE_MS - FRESH_MS);

  if (age_ms <= FRESH_MS)
    return 1.0;
  /* Most of it goes in the first hours. */
  return MAX (LEAST_OPACITY, rest * rest * rest * rest);
}

/* --- Who has the selected case --- */

static WgCaseRecord *
get_selected (WgPeopleMarks *self)
{
  return wg_case_board_find (wg_context_get_board (self->context), wg_selection_get_case (wg_context_get_selection (self->context)));
}

const WgPosition *
wg_people_marks_get_assignee (WgPeopleMarks *self)
{
  WgCaseRecord *record = get_selected (self);

  if (record == NULL || record->person_id == WG_NO_ID || !wg_case_record_has_place (record))
    return NULL;
  for (guint i = 0; self->positions != NULL && i < self->positions->len; i++)
    {
      const WgPosition *position = g_ptr_array_index (self->positions, i);

      if (position->person_id == record->person_id)
        return position;
    }
  return NULL;
}

/* --- Drawing: head and shoulders on a disc, which no case sprite has --- */

static void
draw_mark (cairo_t *cr, WgTheme theme, double t)
{
  guint32 paper = wg_palette_get (theme, WG_TOKEN_PAPER), ink = wg_palette_get (theme, WG_TOKEN_ACCENT);

  cairo_scale (cr, t, t);
  cairo_arc (cr, 0, 0, RADIUS, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, WG_RED (paper), WG_GREEN (paper), WG_BLUE (paper));
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, WG_RED (ink), WG_GREEN (ink), WG_BLUE (ink));
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
  cairo_arc (cr, 0, -2.6, 2.6, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_arc (cr, 0, 5.6, 4.8, G_PI, 2 * G_PI);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* Over paper as over a dark fill: ink on a casing. */
static void
draw_way (cairo_t *cr, WgTheme theme, double t)
{
  const double dashes[] = { 6 * t, 4 * t };
  guint32 paper = wg_palette_get (theme, WG_TOKEN_PAPER), ink = wg_palette_get (theme, WG_TOKEN_ACCENT);

  cairo_set_source_rgb (cr, WG_RED (paper), WG_GREEN (paper), WG_BLUE (paper));
  cairo_set_line_width (cr, CASING * t);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, WG_RED (ink), WG_GREEN (ink), WG_BLUE (ink));
  cairo_set_line_width (cr, LINE * t);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_stroke (cr);
}

/* From the selected case to whoever has it. */
static void
snapshot_way (WgPeopleMarks *self, GtkSnapshot *snapshot, const WgCityScene *scene)
{
  const WgPosition *assignee = wg_people_marks_get_assignee (self);
  WgCaseRecord *record = get_selected (self);
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double x, y;
  cairo_t *cr;

  if (assignee == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  wg_city_layer_get_point (self->layer, record->lon, record->lat, &x, &y);
  cairo_move_to (cr, x, y);
  wg_city_layer_get_point (self->layer, assignee->lon, assignee->lat, &x, &y);
  cairo_line_to (cr, x, y);
  draw_way (cr, scene->theme, scene->text_scale);
  cairo_destroy (cr);
}

static gboolean
is_inside (GtkWidget *widget, double x, double y)
{
  return x > -RADIUS && y > -RADIUS && x < gtk_widget_get_width (widget) + RADIUS && y < gtk_widget_get_height (widget) + RADIUS;
}

static void
wg_people_marks_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgPeopleMarks *self = WG_PEOPLE_MARKS (widget);
  const WgCityScene *scene = wg_city_layer_get_scene (self->layer);
  double t = scene->text_scale;
  float side = (float) (2 * (RADIUS + 1) * t);

  snapshot_way (self, snapshot, scene);
  for (guint i = 0; self->positions != NULL && i < self->positions->len; i++)
    {
      const WgPosition *position = g_ptr_array_index (self->positions, i);
      double x, y;
      cairo_t *cr;

      wg_city_layer_get_point (self->layer, position->lon, position->lat, &x, &y);
      if (!is_inside (widget, x, y))
        continue;
      gtk_snapshot_push_opacity (snapshot, wg_people_marks_get_opacity (wg_context_get_now (self->context) - position->at_ms));
      cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) x - side / 2, (float) y - side / 2, side, side));
      cairo_translate (cr, x, y);
      draw_mark (cr, scene->theme, t);
      cairo_destroy (cr);
      gtk_snapshot_pop (snapshot);
    }
}

const WgPosition *
wg_people_marks_find (WgPeopleMarks *self, double x, double y)
{
  const WgPosition *found = NULL;
  double nearest = REACH * wg_city_layer_get_scene (self->layer)->text_scale;

  for (guint i = 0; gtk_widget_get_visible (GTK_WIDGET (self)) && self->positions != NULL && i < self->positions->len; i++)
    {
      const WgPosition *position = g_ptr_array_index (self->positions, i);
      double px, py, distance;

      wg_city_layer_get_point (self->layer, position->lon, position->lat, &px, &py);
      distance = MAX (ABS (px - x), ABS (py - y));
      if (distance < nearest)
        {
          nearest = distance;
          found = position;
        }
    }
  return found;
}

/* --- Reading --- */

gboolean
wg_people_marks_get_known (WgPeopleMarks *self)
{
  return self->positions != NULL && self->positions->len > 0;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *positions = wg_store_list_positions_finish (WG_STORE (source), result, &error);
  WgPeopleMarks *self = user_data;
  gboolean known;

  if (positions == NULL)
    return; /* cancelled; or the database cannot be read, which the status line tells: the last places fade by themselves */
  known = wg_people_marks_get_known (self);
  g_clear_pointer (&self->positions, g_ptr_array_unref);
  self->positions = positions;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (known != wg_people_marks_get_known (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KNOWN]);
}

static void
read_positions (WgPeopleMarks *self)
{
  wg_store_list_positions_async (wg_context_get_store (self->context), self->cancellable, on_read, self);
}

static void
on_tick (WgPeopleMarks *self)
{
  if (++self->n_ticks % TICKS_A_READING == 0)
    read_positions (self);
}

/* --- The widget --- */

static void
wg_people_marks_dispose (GObject *object)
{
  WgPeopleMarks *self = WG_PEOPLE_MARKS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->layer);
  G_OBJECT_CLASS (wg_people_marks_parent_class)->dispose (object);
}

static void
wg_people_marks_finalize (GObject *object)
{
  WgPeopleMarks *self = WG_PEOPLE_MARKS (object);

  g_clear_pointer (&self->positions, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (wg_people_marks_parent_class)->finalize (object);
}

static void
wg_people_marks_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  if (property == PROP_KNOWN)
    g_value_set_boolean (value, wg_people_marks_get_known (WG_PEOPLE_MARKS (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
wg_people_marks_class_init (WgPeopleMarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_people_marks_dispose;
  object_class->finalize = wg_people_marks_finalize;
  object_class->get_property = wg_people_marks_get_property;
  properties[PROP_KNOWN] = g_param_spec_boolean ("known", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  GTK_WIDGET_CLASS (klass)->snapshot = wg_people_marks_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wg_people_marks_init (WgPeopleMarks *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
wg_people_marks_new (WgContext *context, WgCityLayer *layer)
{
  WgPeopleMarks *self = g_object_new (WG_TYPE_PEOPLE_MARKS, NULL);
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (layer));

  self->context = context;
  self->layer = g_object_ref (layer);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "tick", G_CALLBACK (on_tick), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_selection (context), "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_board (context), "cases-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  read_positions (self);
  return GTK_WIDGET (self);
}
