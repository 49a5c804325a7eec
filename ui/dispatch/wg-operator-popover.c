/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a desk is handed over at the change of the shift without leaving the case on the screen; every move belongs to
 * whoever sits there at that moment.
 */

#include "wg-operator-popover.h"

#include "wg-rows.h"
#include "wg-store-people.h"

#include <glib/gi18n-lib.h>

struct _WgOperatorPopover
{
  GtkPopover parent_instance;

  WgContext *context; /* owned */
  GtkListBox *list;
  GPtrArray *operators; /* of WgOperator, in the order of the rows */
};

G_DEFINE_FINAL_TYPE (WgOperatorPopover, wg_operator_popover, GTK_TYPE_POPOVER)

static guint chosen_signal;

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (WgOperatorPopover *self, const WgOperator *who)
{
  const WgOperator *present = wg_context_get_operator (self->context);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");
  gboolean here = present != NULL && present->id == who->id;
  g_autofree char *roles = who->roles != 0 ? wg_roles_to_text (who->roles) : g_strdup (_ ("own cases only"));
  const char *name = wg_operator_name_get_label (who->name);
  g_autofree char *spoken = g_strdup_printf ("%s, %s%s%s", name, roles, here ? ", " : "", here ? _ ("works here") : "");

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), make_label (name, "heading"));
  if (!g_str_equal (name, roles))
    {
      gtk_box_append (GTK_BOX (words), make_label (roles, "caption"));
      gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_last_child (words)), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (gtk_widget_get_last_child (words)), 40);
    }
  gtk_widget_set_opacity (tick, here ? 1 : 0);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

/* The arrows go on from who works here, however the list was opened. */
static void
focus_present (WgOperatorPopover *self)
{
  const WgOperator *present = wg_context_get_operator (self->context);
  GtkListBoxRow *row;
  guint place = 0;

  for (guint i = 0; self->operators != NULL && present != NULL && i < self->operators->len; i++)
    {
      if (((const WgOperator *) g_ptr_array_index (self->operators, i))->id == present->id)
        place = i;
    }
  row = gtk_list_box_get_row_at_index (self->list, (int) place);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
show_operators (WgOperatorPopover *self)
{
  g_free (wg_rows_empty (self->list));
  for (guint i = 0; self->operators != NULL && i < self->operators->len; i++)
    {
      const WgOperator *who = g_ptr_array_index (self->operators, i);
      GtkWidget *item = make_row (self, who);

      gtk_widget_set_sensitive (item, who->active);
      gtk_list_box_append (self->list, item);
    }
  focus_present (self);
}

static gboolean
is_same_operator (gconstpointer one, gconstpointer other)
{
  const WgOperator *left = one;
  const WgOperator *right = other;

  return left->id == right->id && left->roles == right->roles && left->active == right->active && g_str_equal (left->name, right->name)
         && g_str_equal (left->login, right->login);
}

static gboolean
is_same_list (GPtrArray *one, GPtrArray *other)
{
  if (one == NULL || other == NULL || one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    {
      if (!is_same_operator (g_ptr_array_index (one, i), g_ptr_array_index (other, i)))
        return FALSE;
    }
  return TRUE;
}

/* Rows that say the same stay: one that is exchanged under the pointer loses its click. */
static void
on_operators_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgOperatorPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) operators = wg_store_list_operators_finish (WG_STORE (source), result, &error);

  if (self->context == NULL || is_same_list (operators, self->operators))
    return;
  g_clear_pointer (&self->operators, g_ptr_array_unref);
  self->operators = g_steal_pointer (&operators);
  show_operators (self);
  if (self->operators == NULL)
    gtk_list_box_append (self->list, make_label (error->message, "warn"));
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, WgOperatorPopover *self)
{
  const WgOperator *who;

  if (self->operators == NULL)
    return;
  who = g_ptr_array_index (self->operators, (guint) gtk_list_box_row_get_index (row));
  wg_context_set_operator (self->context, who);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, who->login);
}

static void
wg_operator_popover_map (GtkWidget *widget)
{
  WgOperatorPopover *self = WG_OPERATOR_POPOVER (widget);

  GTK_WIDGET_CLASS (wg_operator_popover_parent_class)->map (widget);
  show_operators (self);
  wg_store_list_operators_async (wg_context_get_store (self->context), G_MININT64, NULL, on_operators_read, g_object_ref (self));
}

static void
wg_operator_popover_dispose (GObject *object)
{
  WgOperatorPopover *self = WG_OPERATOR_POPOVER (object);

  g_clear_pointer (&self->operators, g_ptr_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_operator_popover_parent_class)->dispose (object);
}

static void
wg_operator_popover_class_init (WgOperatorPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_operator_popover_dispose;
  GTK_WIDGET_CLASS (klass)->map = wg_operator_popover_map;
  chosen_signal = g_signal_new ("chosen", WG_TYPE_OPERATOR_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
}

static void
wg_operator_popover_init (WgOperatorPopover *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "popover-rows");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Who works here"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 720);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scroller, 260, -1);
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
}

GtkWidget *
wg_operator_popover_new (WgContext *context)
{
  WgOperatorPopover *self = g_object_new (WG_TYPE_OPERATOR_POPOVER, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
