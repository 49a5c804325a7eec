/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what leaves the house is chosen field by field, and what concerns a person is marked before it is chosen, not
 * found in the file afterwards.
 */

#include "wg-export-window-private.h"

#include <glib/gi18n-lib.h>

static const WgExportChoice *
get_choice (WgExportWindow *self, guint i)
{
  return &g_array_index (self->choices, WgExportChoice, i);
}

static gboolean
may_have (WgExportWindow *self, const WgExportChoice *choice)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  return !choice->is_personal || (who != NULL && (who->roles & WG_EXPORT_PERSONAL_ROLES) != 0);
}

static void
show_row (WgExportWindow *self, guint i)
{
  const WgExportChoice *choice = get_choice (self, i);
  GtkCheckButton *check = g_ptr_array_index (self->checks, i);
  gboolean may = may_have (self, choice);
  g_autofree char *roles = wg_roles_to_text (WG_EXPORT_PERSONAL_ROLES), *text = NULL;

  if (may)
    text = choice->is_personal ? g_strdup_printf (_ ("%s · personal"), choice->name) : g_strdup (choice->name);
  else
    text = g_strdup_printf (_ ("%s · personal; only these may export it: %s"), choice->name, roles);
  adw_action_row_set_subtitle (g_ptr_array_index (self->rows, i), text);
  gtk_widget_set_sensitive (GTK_WIDGET (check), may);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  if (!may)
    gtk_check_button_set_active (check, FALSE);
}

static void
add_row (WgExportWindow *self, guint i)
{
  const WgExportChoice *choice = get_choice (self, i);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), choice->label);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->label, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !choice->is_extra);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->fields, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->checks, check);
  show_row (self, i);
  g_signal_connect_object (check, "toggled", G_CALLBACK (wg_export_window_renew_reason), self, G_CONNECT_SWAPPED);
}

void
wg_export_window_list_fields (WgExportWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->fields, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->checks, 0);
  g_clear_pointer (&self->choices, g_array_unref);
  self->choices = wg_export_kind_list_choices (wg_export_window_get_kind (self));
  for (guint i = 0; i < self->choices->len; i++)
    add_row (self, i);
}

void
wg_export_window_renew_fields (WgExportWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    show_row (self, i);
}

char **
wg_export_window_dup_fields (WgExportWindow *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
        g_strv_builder_add (names, get_choice (self, i)->name);
    }
  return g_strv_builder_end (names);
}

/* --- Several at once --- */

static void
on_all (WgExportWindow *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    {
      if (!get_choice (self, i)->is_personal)
        gtk_check_button_set_active (g_ptr_array_index (self->checks, i), TRUE);
    }
}

static void
on_none (WgExportWindow *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, i), FALSE);
}

static GtkWidget *
make_button (WgExportWindow *self, const char *label, const char *tooltip, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

void
wg_export_window_add_fields (WgExportWindow *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->fields = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->fields, _ ("Fields"));
  gtk_box_append (GTK_BOX (buttons), make_button (self, C_ ("fields", "All"), _ ("Every field that is not personal"),
                                                  G_CALLBACK (on_all)));
  gtk_box_append (GTK_BOX (buttons),
                  make_button (self, C_ ("fields", "None"), _ ("No field, to choose a few"), G_CALLBACK (on_none)));
  adw_preferences_group_set_header_suffix (self->fields, buttons);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), self->fields);
}
