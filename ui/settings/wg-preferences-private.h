/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-district-setting.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The pages of the preferences, one a file, and the rows they are made of. */

/**
 * WgPreferencesRoom:
 * @window: the preferences
 * @settings: (nullable): settings of the desk
 * @context: (nullable): the open database
 *
 * What a page is made in. Borrowed while it is made; a page keeps references to what it needs later.
 */
typedef struct
{
  AdwPreferencesWindow *window;
  GSettings *settings;
  WgContext *context;
} WgPreferencesRoom;

/* Pages (wg-preferences-desk.c); without settings of the desk they say so. */
AdwPreferencesPage *wg_preferences_make_desk (const WgPreferencesRoom *room);
AdwPreferencesPage *wg_preferences_make_map (const WgPreferencesRoom *room);
AdwPreferencesPage *wg_preferences_make_wall (const WgPreferencesRoom *room);

/* Pages of the district (wg-preferences-district.c). */
AdwPreferencesPage *wg_preferences_make_dispatch (const WgPreferencesRoom *room);
AdwPreferencesPage *wg_preferences_make_limits (const WgPreferencesRoom *room);
AdwPreferencesPage *wg_preferences_make_privacy (const WgPreferencesRoom *room);

/* Whether a database is open; without one @page says so. */
gboolean wg_preferences_has_district (const WgPreferencesRoom *room, AdwPreferencesPage *page);

/**
 * wg_preferences_add_district:
 * @which: which settings of the district
 *
 * Fills @group with rows for them as soon as they are read. Whoever may not change them sees them and whose they are.
 */
void wg_preferences_add_district (AdwPreferencesGroup *group, WgContext *context, WgSettingGroup which);

/**
 * wg_preferences_add_name:
 *
 * Fills @group with the name of the district, which heads every paper. Whoever may not change it sees it and whose it is.
 */
void wg_preferences_add_name (AdwPreferencesGroup *group, WgContext *context);

/**
 * wg_preferences_make_page:
 * @name: what scripts call it
 * @icon: the name of a symbolic icon
 *
 * Returns: (transfer floating): an empty page.
 */
AdwPreferencesPage *wg_preferences_make_page (const char *name, const char *title, const char *icon);

/**
 * wg_preferences_add_group:
 * @title: (nullable): its heading
 * @text: (nullable): what is to be known about it
 *
 * Returns: (transfer none): a new group at the end of @page.
 */
AdwPreferencesGroup *wg_preferences_add_group (AdwPreferencesPage *page, const char *title, const char *text);

/**
 * wg_preferences_add_row:
 * @title: what is set
 * @text: (nullable): its unit, or what follows from it
 * @control: (transfer floating): what sets it; it is named by @title
 *
 * Returns: (transfer none): a new row with @control at its end; a click on the row is one on @control.
 */
AdwActionRow *wg_preferences_add_row (AdwPreferencesGroup *group, const char *title, const char *text, GtkWidget *control);

/* Rows that are a key of the settings of the desk. */
void wg_preferences_add_entry (AdwPreferencesGroup *group, const char *title, GSettings *settings, const char *key);
void wg_preferences_add_switch (
    AdwPreferencesGroup *group, const char *title, const char *text, GSettings *settings, const char *key);
void wg_preferences_add_number (AdwPreferencesGroup *group,
                                const char *title,
                                const char *text,
                                GSettings *settings,
                                const char *key,
                                double least,
                                double most,
                                double step);

/**
 * wg_preferences_add_choice:
 * @names: (array zero-terminated=1): what the values of the enum are called, in its order
 */
void wg_preferences_add_choice (
    AdwPreferencesGroup *group, const char *title, const char *const *names, GSettings *settings, const char *key);

G_END_DECLS
