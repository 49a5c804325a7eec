/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the habits of a desk: which seat, how large, how light, what its map shows and how far its wall is away. They are the
 * person's and stay on this machine.
 */

#include "wg-preferences-private.h"

#include "wg-grid-tree.h"

#include <glib/gi18n-lib.h>

static gboolean
has_settings (const WgPreferencesRoom *room, AdwPreferencesPage *page)
{
  if (room->settings != NULL)
    return TRUE;
  wg_preferences_add_group (page, _ ("Nothing can be remembered here"),
                            _ ("The settings schema of Wangge is not installed. The program works with its first settings."));
  return FALSE;
}

static void
add_theme (AdwPreferencesGroup *group, const char *title, GSettings *settings, const char *key)
{
  const char *const names[] = { C_ ("theme", "Like the desktop"), C_ ("theme", "Light"), C_ ("theme", "Dark"), NULL };

  wg_preferences_add_choice (group, title, names, settings, key);
}

AdwPreferencesPage *
wg_preferences_make_desk (const WgPreferencesRoom *room)
{
  AdwPreferencesPage *page = wg_preferences_make_page ("desk", _ ("Desk"), "preferences-system-symbolic");
  AdwPreferencesGroup *group;

  if (room->context != NULL)
    wg_preferences_add_name (wg_preferences_add_group (page, _ ("District"), NULL), room->context);
  if (!has_settings (room, page))
    return page;
  group = wg_preferences_add_group (page, _ ("Desk"), NULL);
  wg_preferences_add_entry (group, _ ("Name of this desk, kept with every move"), room->settings, "desk-name");
  group = wg_preferences_add_group (page, _ ("Looks"), NULL);
  add_theme (group, _ ("Light or dark"), room->settings, "theme");
  wg_preferences_add_number (group, _ ("Text size"), _ ("Percent of what the desktop asks for; panes grow with it"), room->settings,
                             "text-size", 90, 200, 5);
  wg_preferences_add_switch (group, _ ("One line a case in the queue"), NULL, room->settings, "compact-rows");
  wg_preferences_add_switch (group, _ ("Alarms are heard"),
                             _ ("Emergencies, new cases to dispatch, refusals; what is alarming is shown in any case"), room->settings,
                             "sounds");
  return page;
}

/* --- Map --- */

static void
on_level_chosen (AdwComboRow *row, GParamSpec *pspec, WgContext *context)
{
  const int *depths = g_object_get_data (G_OBJECT (row), "depths");

  wg_context_set_level (context, depths[adw_combo_row_get_selected (row)]);
}

/* The levels that this district has, by their names. */
static void
add_level (AdwPreferencesGroup *group, WgContext *context)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (context));
  guint n_levels = grids != NULL ? wg_grid_tree_get_n_levels (grids) : 0;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int *depths = g_new0 (int, n_levels + 1);
  GtkWidget *row = adw_combo_row_new ();
  guint selected = 0;

  gtk_string_list_append (names, C_ ("level", "Automatic, by zoom"));
  for (guint i = 0; i < n_levels; i++)
    {
      const WgGridLevel *level = wg_grid_tree_get_level (grids, i);

      depths[i + 1] = level->depth;
      gtk_string_list_append (names, level->name);
      if (level->depth == wg_context_get_level (context))
        selected = i + 1;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Level of the grids on the map"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_object_set_data_full (G_OBJECT (row), "depths", depths, g_free);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_level_chosen), context, 0);
  adw_preferences_group_add (group, row);
}

AdwPreferencesPage *
wg_preferences_make_map (const WgPreferencesRoom *room)
{
  AdwPreferencesPage *page = wg_preferences_make_page ("map", _ ("Map"), "mark-location-symbolic");

  if (room->context != NULL)
    add_level (wg_preferences_add_group (page, _ ("Grids"), NULL), room->context);
  else
    wg_preferences_add_group (page, _ ("No database is open"), _ ("Open one, and its levels can be chosen here."));
  return page;
}

/* --- Wall --- */

AdwPreferencesPage *
wg_preferences_make_wall (const WgPreferencesRoom *room)
{
  AdwPreferencesPage *page = wg_preferences_make_page ("wall", _ ("Wall"), "video-display-symbolic");
  AdwPreferencesGroup *group;

  if (!has_settings (room, page))
    return page;
  group = wg_preferences_add_group (page, _ ("Looks"), NULL);
  add_theme (group, _ ("Wall light or dark"), room->settings, "wall-theme");
  group = wg_preferences_add_group (page, _ ("Room"), _ ("Text on the wall is made large enough to be read from the last row of seats."));
  wg_preferences_add_number (group, _ ("Width of the picture"), _ ("Metres"), room->settings, "wall-width", 0.3, 30, 0.1);
  wg_preferences_add_number (group, _ ("Distance to the last row"), _ ("Metres"), room->settings, "wall-distance", 0.5, 50, 0.5);
  return page;
}
