/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who did what and when is what a dispatcher is asked on the telephone; it is read, not operated. */

#include "wg-case-history.h"

#include "wg-case-text.h"
#include "wg-event-text.h"
#include "wg-name-book.h"

#include <glib/gi18n-lib.h>

struct _WgCaseHistory
{
  GtkWidget parent_instance;

  GtkListBox *list;
  WgContext *context;   /* owned */
  WgCaseRecord *record; /* owned, nullable */
  GPtrArray *events;    /* owned, nullable */
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

static GtkWidget *
make_row (WgCaseHistory *self, const WgEvent *event, gboolean newest)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *sentence = wg_case_history_tell (self->context, self->record, event);
  g_autofree char *at = wg_case_text_format_time (self->context, event->at_ms);
  g_autofree char *full = wg_case_text_format_full_time (self->context, event->at_ms);
  g_autofree char *warnings = wg_event_text_tell_warnings (event);
  g_autofree char *spoken
      = warnings != NULL ? g_strdup_printf ("%s, %s, %s", at, sentence, warnings) : g_strdup_printf ("%s, %s", at, sentence);
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
  if (warnings != NULL)
    gtk_grid_attach (GTK_GRID (grid), make_label (warnings, "warn", 0), 1, 2, 2, 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
show (WgCaseHistory *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
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
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_case_history_parent_class)->dispose (object);
}

static void
wg_case_history_class_init (WgCaseHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_case_history_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wg_case_history_init (WgCaseHistory *self)
{
  GtkWidget *empty = gtk_label_new (_ ("Imported; nothing has been done here yet."));

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
