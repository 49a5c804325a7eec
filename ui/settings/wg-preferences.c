/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what can be set at all, in one window. What belongs to the person stays on the desk, what belongs to the district lies
 * in its database and holds at every desk; a page says which it is.
 */

#include "wg-preferences-private.h"

#include "wg-preferences.h"

GtkWidget *
wg_preferences_new (GtkWindow *parent, GSettings *settings, WgContext *context)
{
  static AdwPreferencesPage *(*const pages[]) (const WgPreferencesRoom *room)
      = { wg_preferences_make_desk, wg_preferences_make_dispatch, wg_preferences_make_limits, wg_preferences_make_map, wg_preferences_make_wall,
          wg_preferences_make_privacy };
  GtkWidget *window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "modal", TRUE, "search-enabled", TRUE,
                                    "default-width", 720, "default-height", 640, NULL);
  const WgPreferencesRoom room = { ADW_PREFERENCES_WINDOW (window), settings, context };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    adw_preferences_window_add (room.window, pages[i](&room));
  return window;
}
