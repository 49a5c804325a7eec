/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgCalendarGroup:
 *
 * The days of a year that are not as the week would have them, to be looked at and, those that have not begun, to be changed. A
 * year that nobody has announced says so.
 */
#define WG_TYPE_CALENDAR_GROUP (wg_calendar_group_get_type ())
G_DECLARE_FINAL_TYPE (WgCalendarGroup, wg_calendar_group, WG, CALENDAR_GROUP, AdwPreferencesGroup)

GtkWidget *wg_calendar_group_new (WgContext *context);

G_END_DECLS
