/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-alarms.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgAlarmBar:
 *
 * The bar of an emergency that nobody has acknowledged: in the inverse of the page, above everything, pushing it down and
 * covering nothing. There only while there is one.
 */
#define WG_TYPE_ALARM_BAR (wg_alarm_bar_get_type ())
G_DECLARE_FINAL_TYPE (WgAlarmBar, wg_alarm_bar, WG, ALARM_BAR, GtkWidget)

/**
 * wg_alarm_bar_set_alarms:
 * @alarms: (nullable): %NULL while nothing is open
 */
void wg_alarm_bar_set_alarms (WgAlarmBar *self, WgAlarms *alarms);

G_END_DECLS
