/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the habits of a desk: who and which seat, how large, how light. What belongs to the district is not set here. */

#include "wg-preferences.h"

#include <glib/gi18n-lib.h>

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);
  return group;
}

static void
add_desk (AdwPreferencesPage *page, GSettings *settings)
{
  AdwPreferencesGroup *group = add_group (page, _ ("Desk"));
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name of this desk, kept with every move"));
  g_settings_bind (settings, "desk-name", row, "text", G_SETTINGS_BIND_DEFAULT);
  adw_preferences_group_add (group, row);
}

static void
on_theme_chosen (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  g_settings_set_enum (settings, "theme", (int) adw_combo_row_get_selected (row));
}

static void
add_theme (AdwPreferencesGroup *group, GSettings *settings)
{
  GtkWidget *row = adw_combo_row_new ();
  const char *const names[] = { C_ ("theme", "Like the desktop"), C_ ("theme", "Light"), C_ ("theme", "Dark"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Light or dark"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), (guint) g_settings_get_enum (settings, "theme"));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_theme_chosen), settings, 0);
  adw_preferences_group_add (group, row);
}

static void
add_text_size (AdwPreferencesGroup *group, GSettings *settings)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (90, 200, 5);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Text size"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Percent of what the desktop asks for; panes grow with it"));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Text size"), -1);
  g_settings_bind (settings, "text-size", spin, "value", G_SETTINGS_BIND_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_add (group, row);
}

static void
add_compact (AdwPreferencesGroup *group, GSettings *settings)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("One line a case in the queue"));
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("One line a case in the queue"), -1);
  g_settings_bind (settings, "compact-rows", toggle, "active", G_SETTINGS_BIND_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (group, row);
}

GtkWidget *
wg_preferences_new (GtkWindow *parent, GSettings *settings)
{
  GtkWidget *window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "modal", TRUE,
                                    "search-enabled", FALSE, "default-width", 560, "default-height", 460, NULL);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group;

  if (settings == NULL)
    {
      group = add_group (page, _ ("Nothing can be remembered here"));
      adw_preferences_group_set_description (
          group, _ ("The settings schema of Wangge is not installed. The program works with its first settings."));
    }
  else
    {
      add_desk (page, settings);
      group = add_group (page, _ ("Looks"));
      add_theme (group, settings);
      add_text_size (group, settings);
      add_compact (group, settings);
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  return window;
}
