/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every row of the preferences has a name that is read out, can be clicked anywhere and holds at once what it shows;
 * that is said once, not page by page.
 */

#include "wg-preferences-private.h"

AdwPreferencesPage *
wg_preferences_make_page (const char *name, const char *title, const char *icon)
{
  return g_object_new (ADW_TYPE_PREFERENCES_PAGE, "name", name, "title", title, "icon-name", icon, NULL);
}

AdwPreferencesGroup *
wg_preferences_add_group (AdwPreferencesPage *page, const char *title, const char *text)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (title != NULL)
    adw_preferences_group_set_title (group, title);
  if (text != NULL)
    adw_preferences_group_set_description (group, text);
  adw_preferences_page_add (page, group);
  return group;
}

AdwActionRow *
wg_preferences_add_row (AdwPreferencesGroup *group, const char *title, const char *text, GtkWidget *control)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (text != NULL)
    adw_action_row_set_subtitle (row, text);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (row, control);
  adw_action_row_set_activatable_widget (row, control);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

void
wg_preferences_add_entry (AdwPreferencesGroup *group, const char *title, GSettings *settings, const char *key)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_settings_bind (settings, key, row, "text", G_SETTINGS_BIND_DEFAULT);
  adw_preferences_group_add (group, row);
}

void
wg_preferences_add_switch (
    AdwPreferencesGroup *group, const char *title, const char *text, GSettings *settings, const char *key)
{
  GtkWidget *toggle = gtk_switch_new ();

  g_settings_bind (settings, key, toggle, "active", G_SETTINGS_BIND_DEFAULT);
  wg_preferences_add_row (group, title, text, toggle);
}

void
wg_preferences_add_number (AdwPreferencesGroup *group,
                           const char *title,
                           const char *text,
                           GSettings *settings,
                           const char *key,
                           double least,
                           double most,
                           double step)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), step < 1 ? 1 : 0);
  g_settings_bind (settings, key, spin, "value", G_SETTINGS_BIND_DEFAULT);
  wg_preferences_add_row (group, title, text, spin);
}

static void
on_chosen (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  g_settings_set_enum (settings, g_object_get_data (G_OBJECT (row), "key"), (int) adw_combo_row_get_selected (row));
}

void
wg_preferences_add_choice (
    AdwPreferencesGroup *group, const char *title, const char *const *names, GSettings *settings, const char *key)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), (guint) g_settings_get_enum (settings, key));
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_chosen), settings, 0);
  adw_preferences_group_add (group, row);
}
