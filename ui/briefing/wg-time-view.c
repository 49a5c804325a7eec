/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "when did this begin?" is answered by a hand on a slider faster than by any table. */

#include "wg-time-view-private.h"

#include "wg-later.h"
#include "wg-playback-painter.h"
#include "wg-sheet.h"
#include "wg-store-cases.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define RUN_SECONDS 60.0 /* from the first case to the last */
#define FIRST_LENGTH (7 * WG_DAY_MS)
#define HISTOGRAM_HEIGHT 76
#define ENDS_SIZE 12.0 /* logical pixels of the letters above the histogram */

G_DEFINE_FINAL_TYPE (WgTimeView, wg_time_view, GTK_TYPE_WIDGET)

static gboolean
is_comparing (WgTimeView *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->compare));
}

static char *
format_day (WgTimeView *self, gint64 ms)
{
  return wg_time_day_format (wg_time_to_local (ms, wg_store_get_zone (wg_context_get_store (self->context)), NULL));
}

/* --- Words --- */

/* What was before the data is not nothing; dates compare as texts. */
static char *
describe (WgTimeView *self, gint64 to_ms)
{
  WgPlaybackCounts counts = wg_playback_count (self->playback, to_ms - self->length_ms, to_ms);
  g_autofree char *from = format_day (self, to_ms - self->length_ms), *to = format_day (self, to_ms - 1), *begin = format_day (self, self->begin_ms);
  g_autofree char *words = NULL;

  if (strcmp (to, begin) < 0)
    /* Translators: a period: its first and last day; and the day on which the data begin. */
    return g_strdup_printf (_ ("%s to %s: no data before %s"), from, to, begin);
  /* Translators: a period: its first and last day, and three numbers of cases. */
  words = g_strdup_printf (_ ("%s to %s: %u reported, %u closed; open at the end: %u"), from, to, counts.received, counts.closed, counts.open);
  return strcmp (from, begin) < 0 ? g_strdup_printf (_ ("%s (no data before %s)"), words, begin) : g_steal_pointer (&words);
}

void
wg_time_view_show_words (WgTimeView *self)
{
  g_autofree char *now = NULL, *before = NULL, *both = NULL, *all = NULL;

  if (self->playback == NULL)
    return;
  now = describe (self, self->to_ms);
  before = describe (self, self->to_ms - self->length_ms);
  both = is_comparing (self) ? g_strdup_printf (_ ("left: %s\nright: %s"), before, now) : g_strdup (now);
  all = self->bare ? g_strdup_printf (_ ("%s (boundaries of today)"), both) : g_strdup (both);
  gtk_label_set_text (GTK_LABEL (self->words), all);
}

/* --- The map --- */

static void
make_surface (WgTimeView *self, int width, int height)
{
  if (self->dots != NULL && cairo_image_surface_get_width (self->dots) == width && cairo_image_surface_get_height (self->dots) == height)
    {
      cairo_t *cr = cairo_create (self->dots);

      cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
      cairo_paint (cr);
      cairo_destroy (cr);
      return;
    }
  g_clear_pointer (&self->dots, cairo_surface_destroy);
  self->dots = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
}

/* The period before on the left of the line, this one on the right. */
static void
paint_dots (WgTimeView *self, const WgMapView *view, double line)
{
  make_surface (self, (int) (view->width * view->scale), (int) (view->height * view->scale));
  if (line > 0.0)
    wg_playback_paint (self->playback, view, self->to_ms - 2 * self->length_ms, self->to_ms - self->length_ms, 0.0, line, self->dots);
  wg_playback_paint (self->playback, view, self->to_ms - self->length_ms, self->to_ms, line, view->width, self->dots);
}

/* Under names and numbers: a busy week would hide them. */
static void
draw_dots (GtkSnapshot *snapshot, const WgMapView *view, gpointer user_data)
{
  WgTimeView *self = user_data;
  gint64 begun_us = g_get_monotonic_time ();
  double line = is_comparing (self) ? view->width * gtk_range_get_value (self->swipe) / 100.0 : 0.0;
  cairo_t *cr;

  if (self->playback == NULL)
    return;
  paint_dots (self, view, line);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height));
  cairo_scale (cr, 1.0 / view->scale, 1.0 / view->scale);
  cairo_set_source_surface (cr, self->dots, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  if (line > 0.0)
    {
      guint32 ink = wg_palette_get (view->theme, WG_TOKEN_INK);

      cairo_set_source_rgb (cr, WG_RED (ink), WG_GREEN (ink), WG_BLUE (ink));
      cairo_rectangle (cr, (line - 1.0) * view->scale, 0.0, 2.0 * view->scale, view->height * view->scale);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  self->n_frames++;
  self->frame_ms += (double) (g_get_monotonic_time () - begun_us) / 1000.0;
}

/* --- The histogram --- */

static double
get_share (WgTimeView *self, gint64 ms)
{
  return (double) (ms - self->begin_ms) / (double) MAX (self->end_ms - self->begin_ms, 1);
}

/* From when to when it goes, and how high its highest bar is. */
static void
draw_ends (WgTimeView *self, cairo_t *cr, int width, guint32 ink, guint most)
{
  double size = ENDS_SIZE * self->text_scale;
  WgSheetText left = { size, 400, ink, 0.0, 1, WG_SHEET_LEFT }, right = { size, 400, ink, 0.0, 1, WG_SHEET_RIGHT };
  g_autofree char *begin = format_day (self, self->begin_ms), *end = format_day (self, self->end_ms - 1);
  g_autofree char *words = g_strdup_printf (ngettext ("%s · highest bar: %u case", "%s · highest bar: %u cases", most), begin, most);

  wg_sheet_text (cr, 0.0, 0.0, &left, words);
  wg_sheet_text (cr, width, 0.0, &right, end);
}

static void
draw_histogram (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  WgTimeView *self = user_data;
  WgTheme theme = wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT;
  guint32 dim = wg_palette_get (theme, WG_TOKEN_DIM), accent = wg_palette_get (theme, WG_TOKEN_ACCENT);
  int n = MAX (width / 4, 1);
  g_autofree guint *bars = g_new0 (guint, n);
  double room = height - 1.6 * ENDS_SIZE * self->text_scale;
  guint most = 1;

  if (self->playback == NULL || self->end_ms <= self->begin_ms)
    return;
  for (int i = 0; i < n; i++)
    {
      gint64 from_ms = self->begin_ms + (self->end_ms - self->begin_ms) * i / n, to_ms = self->begin_ms + (self->end_ms - self->begin_ms) * (i + 1) / n;

      bars[i] = wg_playback_find (self->playback, to_ms) - wg_playback_find (self->playback, from_ms);
      most = MAX (most, bars[i]);
    }
  draw_ends (self, cr, width, dim, most);
  cairo_set_source_rgba (cr, WG_RED (accent), WG_GREEN (accent), WG_BLUE (accent), 0.22);
  cairo_rectangle (cr, get_share (self, self->to_ms - self->length_ms) * width, 0.0, MAX (2.0, (double) self->length_ms / (double) (self->end_ms - self->begin_ms) * width), height);
  cairo_fill (cr);
  for (int i = 0; i < n; i++)
    {
      double bar = (double) bars[i] / most * room;

      cairo_set_source_rgb (cr, WG_RED (dim), WG_GREEN (dim), WG_BLUE (dim));
      cairo_rectangle (cr, (double) i * width / n, height - bar, (double) width / n - 1.0, bar);
      cairo_fill (cr);
    }
}

/* --- Where it stands --- */

static void
refresh (WgTimeView *self)
{
  self->moving = TRUE;
  gtk_range_set_value (self->slider, (double) (self->to_ms - self->begin_ms) / WG_DAY_MS);
  self->moving = FALSE;
  wg_time_view_show_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->layer));
  gtk_widget_queue_draw (self->histogram);
}

void
wg_time_view_set_time (WgTimeView *self, gint64 to_ms, gint64 length_ms)
{
  g_return_if_fail (WG_IS_TIME_VIEW (self));
  self->length_ms = MAX (length_ms, WG_DAY_MS);
  self->to_ms = CLAMP (to_ms, self->begin_ms, MAX (self->end_ms, self->begin_ms));
  refresh (self);
  if (self->tick == 0 && self->playback != NULL)
    wg_time_view_ask_map (self);
}

void
wg_time_view_step (WgTimeView *self, int days)
{
  wg_time_view_set_time (self, self->to_ms + days * WG_DAY_MS, self->length_ms);
}

WgPlaybackCounts
wg_time_view_get_counts (WgTimeView *self)
{
  WgPlaybackCounts none = { 0 };

  return self->playback != NULL ? wg_playback_count (self->playback, self->to_ms - self->length_ms, self->to_ms) : none;
}

static void
on_slider (GtkRange *slider, WgTimeView *self)
{
  if (!self->moving)
    wg_time_view_set_time (self, self->begin_ms + (gint64) (gtk_range_get_value (slider) * WG_DAY_MS), self->length_ms);
}

/* --- Running --- */

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  WgTimeView *self = WG_TIME_VIEW (widget);
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);
  double span_ms = (double) (self->end_ms - self->begin_ms);

  if (self->last_frame_us > 0)
    self->to_ms += (gint64) (span_ms / RUN_SECONDS * (double) (now_us - self->last_frame_us) / 1e6);
  self->last_frame_us = now_us;
  if (self->to_ms < self->end_ms)
    {
      refresh (self);
      return G_SOURCE_CONTINUE;
    }
  self->to_ms = self->end_ms;
  self->tick = 0;
  wg_time_view_set_playing (self, FALSE);
  return G_SOURCE_REMOVE;
}

gboolean
wg_time_view_has_numbers (WgTimeView *self)
{
  return self->numbered;
}

char *
wg_time_view_dup_legend (WgTimeView *self)
{
  return wg_time_legend_dup_text (WG_TIME_LEGEND (self->legend));
}

gboolean
wg_time_view_get_playing (WgTimeView *self)
{
  return self->tick != 0;
}

void
wg_time_view_set_playing (WgTimeView *self, gboolean playing)
{
  g_return_if_fail (WG_IS_TIME_VIEW (self));
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  self->last_frame_us = 0;
  if (playing && self->playback != NULL)
    {
      wg_time_view_forget_map (self);
      wg_time_view_hide_numbers (self);
      if (self->to_ms >= self->end_ms)
        self->to_ms = self->begin_ms;
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
    }
  gtk_button_set_label (GTK_BUTTON (self->play), self->tick != 0 ? _ ("Pause") : _ ("Play"));
  refresh (self);
  if (self->tick == 0 && self->playback != NULL)
    wg_time_view_ask_map (self);
}

static void
on_play (WgTimeView *self)
{
  wg_time_view_set_playing (self, !wg_time_view_get_playing (self));
}

void
wg_time_view_set_comparing (WgTimeView *self, gboolean comparing)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->compare), comparing);
}

static void
on_compare (WgTimeView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->swipe), is_comparing (self));
  refresh (self);
  if (self->tick == 0 && self->playback != NULL)
    wg_time_view_ask_map (self);
}

/* --- The brush --- */

static gint64
find_time (WgTimeView *self, double x)
{
  double share = CLAMP (x / MAX (gtk_widget_get_width (self->histogram), 1), 0.0, 1.0);

  return self->begin_ms + (gint64) (share * (double) (self->end_ms - self->begin_ms));
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, WgTimeView *self)
{
  self->brush_ms = find_time (self, x);
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, WgTimeView *self)
{
  double x, y;
  gint64 there_ms;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  there_ms = find_time (self, x + dx);
  wg_time_view_set_time (self, MAX (there_ms, self->brush_ms), ABS (there_ms - self->brush_ms));
}

/* --- Reading --- */

static void
make_playback (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, wg_playback_new (data), (GDestroyNotify) wg_playback_unref);
}

static void
on_playback (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WgPlayback *playback = g_task_propagate_pointer (G_TASK (result), &error);
  WgTimeView *self = user_data;
  const WgPlaybackPoint *points;
  guint n;

  if (playback == NULL)
    return; /* cancelled: the view is gone */
  g_clear_object (&self->reading);
  self->playback = playback;
  points = wg_playback_get_points (playback, &n);
  self->end_ms = wg_context_get_now (self->context) + 1; /* what happened just now has happened */
  self->begin_ms = n > 0 ? MIN (points[0].from_ms, self->end_ms) : self->end_ms - FIRST_LENGTH;
  if (n > 0)
    self->end_ms = MIN (self->end_ms, points[n - 1].from_ms + WG_DAY_MS);
  gtk_range_set_range (self->slider, 0.0, MAX ((double) (self->end_ms - self->begin_ms) / WG_DAY_MS, 1.0));
  wg_time_view_set_time (self, self->end_ms, self->length_ms);
}

static void
on_cases (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = wg_store_list_cases_finish (WG_STORE (source), result, &error);
  WgTimeView *self = user_data;
  g_autoptr (GTask) task = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (records == NULL)
    {
      g_clear_object (&self->reading);
      gtk_label_set_text (GTK_LABEL (self->words), error->message);
      return;
    }
  task = g_task_new (NULL, self->reading, on_playback, self);
  g_task_set_task_data (task, records, (GDestroyNotify) g_ptr_array_unref);
  wg_later_run_in_thread (task, make_playback);
}

static void
wg_time_view_map (GtkWidget *widget)
{
  WgTimeView *self = WG_TIME_VIEW (widget);
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();

  GTK_WIDGET_CLASS (wg_time_view_parent_class)->map (widget);
  if (self->playback != NULL || self->reading != NULL)
    return;
  self->reading = g_cancellable_new ();
  gtk_label_set_text (GTK_LABEL (self->words), _ ("Reading all cases"));
  query->as_of_ms = wg_context_get_now (self->context);
  wg_store_list_cases_async (wg_context_get_store (self->context), query, self->reading, on_cases, self);
}

static void
wg_time_view_unmap (GtkWidget *widget)
{
  wg_time_view_set_playing (WG_TIME_VIEW (widget), FALSE);
  wg_time_view_forget_map (WG_TIME_VIEW (widget));
  GTK_WIDGET_CLASS (wg_time_view_parent_class)->unmap (widget);
}

gboolean
wg_time_view_is_settled (WgTimeView *self)
{
  return self->reading == NULL && self->asking == NULL && self->ask_timer == 0 && wg_city_layer_is_settled (self->layer);
}

guint
wg_time_view_get_n_frames (WgTimeView *self, double *mean_ms)
{
  *mean_ms = self->n_frames > 0 ? self->frame_ms / self->n_frames : 0.0;
  return self->n_frames;
}

void
wg_time_view_set_text_scale (WgTimeView *self, double text_scale)
{
  g_return_if_fail (WG_IS_TIME_VIEW (self));
  self->text_scale = text_scale;
  wg_city_layer_set_text_scale (self->layer, text_scale);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->histogram), (int) (HISTOGRAM_HEIGHT * text_scale));
  gtk_widget_queue_draw (self->histogram);
}

double
wg_time_view_get_text_scale (WgTimeView *self)
{
  g_return_val_if_fail (WG_IS_TIME_VIEW (self), 1.0);
  return self->text_scale;
}

/* --- The widget --- */

static void
follow_style (WgTimeView *self)
{
  WgTheme theme = wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT;

  wg_city_layer_set_theme (self->layer, theme);
  wg_time_legend_set_theme (WG_TIME_LEGEND (self->legend), theme);
  gtk_widget_queue_draw (self->histogram);
}

static void
on_base_maps_changed (WgTimeView *self)
{
  wg_city_layer_set_source (self->layer, wg_base_maps_get_stack (self->base_maps));
}

static void
wg_time_view_dispose (GObject *object)
{
  WgTimeView *self = WG_TIME_VIEW (object);

  if (self->box != NULL)
    wg_time_view_forget_map (self);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->playback, wg_playback_unref);
  g_clear_pointer (&self->tree, wg_grid_tree_unref);
  g_clear_pointer (&self->city, wg_city_unref);
  g_clear_pointer (&self->dots, cairo_surface_destroy);
  g_clear_object (&self->base_maps);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_time_view_parent_class)->dispose (object);
}

static void
wg_time_view_class_init (WgTimeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_time_view_dispose;
  widget_class->map = wg_time_view_map;
  widget_class->unmap = wg_time_view_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
set_name (gpointer widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
make_map (WgTimeView *self)
{
  GtkWidget *overlay = gtk_overlay_new (), *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->map = wg_city_map_new (3, 19, &self->layer);
  wg_city_layer_set_show (self->layer, WG_MAP_SHOW_BASE | WG_MAP_SHOW_NUMBERS);
  set_name (self->map, _ ("Map of the day"));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->map));
  wg_city_layer_set_between (self->layer, draw_dots, self);
  self->legend = wg_time_legend_new ();
  gtk_widget_set_halign (card, GTK_ALIGN_START);
  gtk_widget_set_valign (card, GTK_ALIGN_END);
  gtk_widget_add_css_class (card, "wg-map-card");
  gtk_widget_add_css_class (card, "wg-time-legend");
  gtk_widget_set_can_target (card, FALSE);
  gtk_box_append (GTK_BOX (card), self->legend);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), card);
  g_signal_connect_object (self->layer, "view-changed", G_CALLBACK (wg_time_view_show_legend), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (overlay, TRUE);
  return overlay;
}

static GtkWidget *
make_histogram (WgTimeView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->histogram = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->histogram), HISTOGRAM_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->histogram), draw_histogram, self, NULL);
  gtk_widget_set_tooltip_text (self->histogram, _ ("Cases reported; drag to choose a period"));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (self->histogram, GTK_EVENT_CONTROLLER (drag));
  return self->histogram;
}

static GtkWidget *
make_line (WgTimeView *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->play = gtk_button_new_with_label (_ ("Play"));
  self->slider = GTK_RANGE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0.0, 1.0, 1.0));
  self->compare = gtk_toggle_button_new_with_label (_ ("Compare with the period before"));
  self->swipe = GTK_RANGE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0.0, 100.0, 1.0));
  gtk_range_set_value (self->swipe, 50.0);
  gtk_widget_set_size_request (GTK_WIDGET (self->swipe), 160, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->swipe), FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->slider), TRUE);
  set_name (self->slider, _ ("Day"));
  set_name (self->swipe, _ ("Where the line is"));
  g_signal_connect_swapped (self->play, "clicked", G_CALLBACK (on_play), self);
  g_signal_connect (self->slider, "value-changed", G_CALLBACK (on_slider), self);
  g_signal_connect_swapped (self->compare, "toggled", G_CALLBACK (on_compare), self);
  g_signal_connect_swapped (self->swipe, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self->layer);
  gtk_box_append (GTK_BOX (line), self->play);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->slider));
  gtk_box_append (GTK_BOX (line), self->compare);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->swipe));
  return line;
}

static void
wg_time_view_init (WgTimeView *self)
{
  self->length_ms = FIRST_LENGTH;
  self->text_scale = 1.0;
  wg_class_breaks_init (&self->breaks, WG_MEASURE_OPEN);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0.0f);
  gtk_widget_add_css_class (self->words, "title-3");
  gtk_widget_add_css_class (self->words, "numeric");
  gtk_box_append (GTK_BOX (self->box), self->words);
  gtk_box_append (GTK_BOX (self->box), make_map (self));
  gtk_box_append (GTK_BOX (self->box), make_histogram (self));
  gtk_box_append (GTK_BOX (self->box), make_line (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
wg_time_view_new (WgContext *context, WgBaseMaps *base_maps)
{
  WgTimeView *self = g_object_new (WG_TYPE_TIME_VIEW, NULL);

  self->context = g_object_ref (context);
  self->base_maps = g_object_ref (base_maps);
  g_signal_connect_object (base_maps, "changed", G_CALLBACK (on_base_maps_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::dark", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  on_base_maps_changed (self);
  follow_style (self);
  return GTK_WIDGET (self);
}
