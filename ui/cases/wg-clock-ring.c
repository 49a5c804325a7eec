/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the clock of a case is what an operator is measured by; it is the one thing of the detail that is drawn large. */

#include "wg-clock-ring.h"

#include "wg-case-text.h"
#include "wg-palette.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SIDE 76
#define LINE 7.0
#define TICK 2.5 /* how far the tick stands out, outwards only: inside it reads as the minus of the figure */

struct _WgClockRing
{
  GtkWidget parent_instance;

  WgContext *context;   /* owned */
  WgCaseRecord *record; /* owned, nullable */
  char *figure;         /* "2:06" */
  char *caption;
  double share;
  WgUrgency urgency;
};

G_DEFINE_FINAL_TYPE (WgClockRing, wg_clock_ring, GTK_TYPE_WIDGET)

static void
wg_clock_ring_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  WgClockRing *self = WG_CLOCK_RING (widget);
  double scale = self->context != NULL ? wg_context_get_text_scale (self->context) : 1;

  *minimum = *natural = (int) (SIDE * scale);
}

static void
set_source (cairo_t *cr, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb), alpha);
}

static guint32
get_colour (WgClockRing *self)
{
  WgTheme theme = wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT;

  if (self->urgency == WG_URGENCY_OVERDUE)
    return wg_palette_get (theme, WG_TOKEN_OVERDUE);
  return wg_palette_get (theme, self->urgency == WG_URGENCY_WARN ? WG_TOKEN_WARN_RING : WG_TOKEN_DIM);
}

static void
draw_ring (WgClockRing *self, cairo_t *cr, double side)
{
  double scale = side / SIDE;
  double radius = side / 2 - LINE * scale;
  guint32 colour = get_colour (self);

  cairo_translate (cr, side / 2, side / 2);
  cairo_rotate (cr, -G_PI / 2);
  cairo_set_line_width (cr, LINE * scale);
  set_source (cr, 0x888888, 0.25);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (self->share > 0)
    {
      set_source (cr, colour, 1);
      cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI * MIN (self->share, 1));
      cairo_stroke (cr);
    }
  /* The tick at three quarters, where a warning will begin. */
  if (self->urgency == WG_URGENCY_OVERDUE || self->urgency == WG_URGENCY_NONE)
    return;
  set_source (cr, colour, 1);
  cairo_set_line_width (cr, 2 * scale);
  cairo_move_to (cr, 0, -(radius - LINE * scale / 2));
  cairo_line_to (cr, 0, -(radius + LINE * scale / 2 + TICK * scale));
  cairo_stroke (cr);
}

/* Centred on the line @y and made smaller when it is wider than @width_max. */
static void
append_text (GtkWidget *widget, GtkSnapshot *snapshot, const char *markup, double y, double width_max)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  GdkRGBA colour;
  int width;
  int height;
  float scale;

  pango_layout_set_markup (layout, markup, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gtk_snapshot_save (snapshot);
  scale = (float) MIN (1.0, width_max / MAX (width, 1));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (widget) / 2, (float) y));
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-(float) width / 2, -(float) height / 2));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
wg_clock_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgClockRing *self = WG_CLOCK_RING (widget);
  double side = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  g_autofree char *figure = NULL;
  g_autofree char *caption = NULL;
  cairo_t *cr;

  if (self->context == NULL || self->record == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) side, (float) side));
  draw_ring (self, cr, side);
  cairo_destroy (cr);
  figure = g_markup_printf_escaped ("<span font_features='tnum' weight='800' size='x-large'>%s</span>", self->figure);
  caption = g_markup_printf_escaped ("<span size='small'>%s</span>", self->caption);
  append_text (widget, snapshot, figure, side * 0.44, side * 0.58);
  append_text (widget, snapshot, caption, side * 0.68, side * 0.5);
}

/* "2:06" under an hour, "3:05 h" under a day, "4 d" above; cut off like all times left. */
static char *
format_figure (gint64 ms)
{
  gint64 seconds = ABS (ms) / 1000;

  if (seconds < 3600)
    return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
  if (seconds < 86400)
    return g_strdup_printf (C_ ("hours", "%d:%02d h"), (int) (seconds / 3600), (int) (seconds / 60 % 60));
  return g_strdup_printf (C_ ("days", "%d d"), (int) (seconds / 86400));
}

static void
show_nothing (WgClockRing *self)
{
  self->figure = g_strdup ("–");
  self->caption = g_strdup (wg_case_record_is_suspended (self->record) ? _ ("suspended") : _ ("no clock"));
  self->share = 0;
  self->urgency = WG_URGENCY_NONE;
}

static void
show_clock (WgClockRing *self)
{
  gint64 now_ms = wg_context_get_now (self->context);

  self->urgency = wg_case_text_get_urgency (self->record, now_ms);
  if (self->urgency == WG_URGENCY_NONE)
    {
      show_nothing (self);
      return;
    }
  self->share = wg_case_record_get_used_share (self->record, now_ms);
  self->figure = format_figure (self->record->due_ms - now_ms);
  self->caption = g_strdup (self->urgency == WG_URGENCY_OVERDUE ? C_ ("clock", "over") : C_ ("clock", "left"));
}

static void
tell_reader (WgClockRing *self)
{
  g_autofree char *left = wg_case_text_format_left (self->context, self->record);
  double percent = MAX (self->share, 0) * 100;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  wg_case_clock_get_label (self->record->clock), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  MIN (percent, 100.0), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, left, -1);
}

static void
wg_clock_ring_dispose (GObject *object)
{
  WgClockRing *self = WG_CLOCK_RING (object);

  g_clear_pointer (&self->record, wg_case_record_unref);
  g_clear_pointer (&self->figure, g_free);
  g_clear_pointer (&self->caption, g_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_clock_ring_parent_class)->dispose (object);
}

static void
wg_clock_ring_class_init (WgClockRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_clock_ring_dispose;
  widget_class->measure = wg_clock_ring_measure;
  widget_class->snapshot = wg_clock_ring_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
wg_clock_ring_init (WgClockRing *self)
{
}

void
wg_clock_ring_set_context (WgClockRing *self, WgContext *context)
{
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::text-scale", G_CALLBACK (gtk_widget_queue_resize), self, G_CONNECT_SWAPPED);
}

void
wg_clock_ring_set_record (WgClockRing *self, WgCaseRecord *record)
{
  if (record != NULL)
    wg_case_record_ref (record);
  g_clear_pointer (&self->record, wg_case_record_unref);
  self->record = record;
  g_clear_pointer (&self->figure, g_free);
  g_clear_pointer (&self->caption, g_free);
  if (record != NULL)
    {
      show_clock (self);
      tell_reader (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
