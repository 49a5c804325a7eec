/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the second call is about the first more often than not; the desk knows that before the caller has said it. */

#include "wg-caller-list.h"

#include "wg-rows.h"
#include "wg-store-caller.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST 5
/* The shortest telephone there is without an area code. */
#define LEAST_DIGITS 7

struct _WgCallerList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkListBox *list;
  WgContext *context; /* owned */
  GCancellable *asking; /* nullable */
  char *phone; /* that is shown or asked about */
  guint n_cases;
};

G_DEFINE_FINAL_TYPE (WgCallerList, wg_caller_list, GTK_TYPE_WIDGET)

static void
clear_rows (WgCallerList *self)
{
  g_free (wg_rows_empty (self->list));
  self->n_cases = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
add_label (GtkWidget *box, const char *text, gboolean quiet)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (quiet)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
    }
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_row (WgCallerList *self, const WgCaseRecord *record)
{
  WgStore *store = wg_context_get_store (self->context);
  g_autofree char *time
      = wg_time_format_local (record->reported_ms, wg_store_get_zone (store), wg_context_get_now (self->context), WG_TIME_SHORT);
  g_autofree char *facts = g_strdup_printf ("%s · %s · %s", record->number, wg_case_state_get_label (record->state), time);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", record->title, facts);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_list_box_row_new ();

  add_label (box, record->title, FALSE);
  add_label (box, facts, TRUE);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 9);
  gtk_widget_set_margin_end (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  wg_rows_set_name (row, record->number);
  g_object_set_data (G_OBJECT (row), "case", GSIZE_TO_POINTER ((gsize) record->id));
  gtk_list_box_append (self->list, row);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgCallerList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wg_store_list_cases_of_phone_finish (WG_STORE (source), result, &error);
  g_autofree char *focused = NULL;

  if (self->box == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  focused = wg_rows_empty (self->list);
  for (guint i = 0; records != NULL && i < records->len; i++)
    add_row (self, g_ptr_array_index (records, i));
  self->n_cases = records != NULL ? records->len : 0;
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_cases > 0);
  wg_rows_give_focus (self->list, focused, NULL);
}

void
wg_caller_list_set_phone (WgCallerList *self, const char *phone)
{
  g_autofree char *stripped = g_strstrip (g_strdup (phone != NULL ? phone : ""));

  if (g_strcmp0 (stripped, self->phone) == 0)
    return;
  g_free (self->phone);
  self->phone = g_steal_pointer (&stripped);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (self->context == NULL || strlen (self->phone) < LEAST_DIGITS)
    {
      clear_rows (self);
      return;
    }
  self->asking = g_cancellable_new ();
  wg_store_list_cases_of_phone_async (wg_context_get_store (self->context), self->phone, MOST, self->asking, on_listed, g_object_ref (self));
}

guint
wg_caller_list_get_n_cases (WgCallerList *self)
{
  return self->n_cases;
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, WgCallerList *self)
{
  gint64 id = (gint64) GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), "case"));

  wg_selection_select_case (wg_context_get_selection (self->context), id);
}

static void
wg_caller_list_dispose (GObject *object)
{
  WgCallerList *self = WG_CALLER_LIST (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->phone, g_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_caller_list_parent_class)->dispose (object);
}

static void
wg_caller_list_class_init (WgCallerListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_caller_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wg_caller_list_init (WgCallerList *self)
{
  GtkWidget *title = gtk_label_new (_ ("Earlier cases of this caller"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption-heading");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Earlier cases of this caller"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_box_append (GTK_BOX (self->box), title);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
wg_caller_list_set_context (WgCallerList *self, WgContext *context)
{
  g_return_if_fail (WG_IS_CALLER_LIST (self) && self->context == NULL);
  self->context = g_object_ref (context);
}
