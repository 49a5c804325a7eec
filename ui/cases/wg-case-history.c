/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who did what and when is what a dispatcher is asked on the telephone; it is read, not operated. Above it a bar shows what
 * the case waited for all that time.
 */

#include "wg-case-history.h"

#include "wg-case-text.h"
#include "wg-case-timeline.h"
#include "wg-event-text.h"
#include "wg-name-book.h"
#include "wg-rows.h"
#include "wg-time.h"
#include "wg-timeline-bar.h"

#include <glib/gi18n-lib.h>

#define BAR_HEIGHT 18

struct _WgCaseHistory
{
  GtkWidget parent_instance;

  GtkWidget *bar;
  GtkLabel *words;
  GtkListBox *list;
  WgContext *context;   /* owned */
  WgCaseRecord *record; /* owned, nullable */
  GPtrArray *events;    /* owned, nullable */
  GArray *stretches;    /* of WgStretch, nullable; what @events tell */
};

G_DEFINE_FINAL_TYPE (WgCaseHistory, wg_case_history, GTK_TYPE_WIDGET)

static const char *
find_person (gint64 id, gpointer user_data)
{
  return wg_name_book_find_person (user_data, id);
}

static const char *
find_unit (gint64 id, gpointer user_data)
{
  return wg_name_book_find_unit (user_data, id);
}

char *
wg_case_history_tell (WgContext *context, const WgCaseRecord *record, const WgEvent *event)
{
  g_autofree char *class_text = wg_case_text_format_class (record);
  const WgEventNames names
      = { find_person, find_unit, wg_name_book_get (context), class_text, wg_route_get_label (record->route) };

  return wg_event_text_format (event, wg_store_get_workflow (wg_context_get_store (context)), &names);
}

static const char *
bullet_of (const WgEvent *event)
{
  gboolean back = g_str_equal (event->verb, "bounce") || g_str_equal (event->verb, "fail");

  return back ? "◇" : g_str_equal (event->verb, "undo") ? "↩" : "●";
}

static GtkWidget *
make_label (const char *text, const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static const char *
get_state_label (const char *nick)
{
  WgCaseState state;

  return nick != NULL && wg_case_state_from_nick (nick, &state) ? wg_case_state_get_label (state) : NULL;
}

/* How long what an event began lasted, or lasts. */
static char *
format_length (WgCaseHistory *self, const WgEvent *event)
{
  for (guint i = 0; self->stretches != NULL && i < self->stretches->len; i++)
    {
      const WgStretch *stretch = &g_array_index (self->stretches, WgStretch, i);

      if (stretch->event == event)
        return wg_time_format_span (stretch->to_ms - stretch->from_ms);
    }
  return NULL;
}

/* Which desk, from what to what, and how long that lasted. */
static char *
describe_step (WgCaseHistory *self, const WgEvent *event)
{
  const char *from = get_state_label (event->from_state), *to = get_state_label (event->to_state);
  g_autofree char *length = format_length (self, event), *lasted = NULL, *states = NULL;
  const char *parts[4];
  guint n = 0;

  if (event->desk != NULL && *event->desk != '\0')
    parts[n++] = event->desk;
  if (from != NULL && to != NULL && g_strcmp0 (from, to) != 0)
    parts[n++] = states = g_strdup_printf ("%s → %s", from, to);
  if (length != NULL)
    parts[n++] = lasted = g_strdup_printf (_ ("lasted %s"), length);
  parts[n] = NULL;
  return n > 0 ? g_strjoinv (" · ", (char **) parts) : NULL;
}

static GtkWidget *
make_row (WgCaseHistory *self, const WgEvent *event, gboolean newest)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *sentence = wg_case_history_tell (self->context, self->record, event);
  g_autofree char *at = wg_case_text_format_time (self->context, event->at_ms);
  g_autofree char *full = wg_case_text_format_full_time (self->context, event->at_ms);
  g_autofree char *warnings = wg_event_text_tell_warnings (event);
  g_autofree char *step = describe_step (self, event);
  g_autofree char *spoken = g_strconcat (at, ", ", sentence, step != NULL ? ", " : "", step != NULL ? step : "",
                                         warnings != NULL ? ", " : "", warnings, NULL);
  GtkWidget *bullet = make_label (bullet_of (event), newest ? "accent" : "dim-label", 0.5f);
  GtkWidget *verb = make_label (wg_event_text_format_verb (event), "heading", 0);
  GtkWidget *time = make_label (at, "caption", 1);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_widget_set_hexpand (verb, TRUE);
  gtk_widget_set_tooltip_text (time, full);
  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_add_css_class (time, "numeric");
  gtk_grid_attach (GTK_GRID (grid), bullet, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), verb, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), time, 2, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_label (sentence, NULL, 0), 1, 1, 2, 1);
  if (step != NULL)
    {
      GtkWidget *small = make_label (step, "caption", 0);

      gtk_widget_add_css_class (small, "dim-label");
      gtk_grid_attach (GTK_GRID (grid), small, 1, 2, 2, 1);
    }
  if (warnings != NULL)
    gtk_grid_attach (GTK_GRID (grid), make_label (warnings, "warn", 0), 1, 3, 2, 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
draw_bar (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  WgCaseHistory *self = data;

  if (self->stretches != NULL)
    wg_timeline_bar_draw (cr, self->stretches, wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT, 0, 0, width, height);
}

static void
show_bar (WgCaseHistory *self)
{
  g_autofree char *words = NULL;
  gboolean any;

  g_clear_pointer (&self->stretches, g_array_unref);
  if (self->record != NULL && self->events != NULL)
    self->stretches = wg_case_timeline_new (self->events, wg_context_get_now (self->context));
  any = self->stretches != NULL && self->stretches->len > 0;
  words = any ? wg_timeline_bar_tell (self->stretches) : g_strdup ("");
  gtk_widget_set_visible (self->bar, any);
  gtk_widget_set_visible (GTK_WIDGET (self->words), any);
  gtk_label_set_text (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What the case waited for"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_queue_draw (self->bar);
}

static void
show (WgCaseHistory *self)
{
  g_free (wg_rows_empty (self->list));
  show_bar (self);
  if (self->record == NULL || self->events == NULL)
    return;
  for (guint i = self->events->len; i > 0; i--)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (self->events, i - 1), i == self->events->len));
}

static void
wg_case_history_dispose (GObject *object)
{
  WgCaseHistory *self = WG_CASE_HISTORY (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->record, wg_case_record_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->stretches, g_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_case_history_parent_class)->dispose (object);
}

static void
wg_case_history_class_init (WgCaseHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_case_history_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
wg_case_history_init (WgCaseHistory *self)
{
  GtkWidget *empty = gtk_label_new (_ ("Imported; nothing has been done here yet."));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 4);
  self->bar = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, "content-height", BAR_HEIGHT, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->bar), draw_bar, self, NULL);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  self->words = GTK_LABEL (make_label ("", "caption", 0));
  gtk_widget_set_parent (GTK_WIDGET (self->words), GTK_WIDGET (self));
  gtk_widget_add_css_class (empty, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "history");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("History"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

void
wg_case_history_set_context (WgCaseHistory *self, WgContext *context)
{
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (wg_name_book_get (context), "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self->bar, G_CONNECT_SWAPPED);
}

void
wg_case_history_set_events (WgCaseHistory *self, WgCaseRecord *record, GPtrArray *events)
{
  if (record != NULL)
    wg_case_record_ref (record);
  if (events != NULL)
    g_ptr_array_ref (events);
  g_clear_pointer (&self->record, wg_case_record_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  self->record = record;
  self->events = events;
  show (self);
}
