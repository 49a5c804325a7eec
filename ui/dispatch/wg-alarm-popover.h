/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-alarms.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgAlarmPopover:
 *
 * Everything that is alarming, a row a kind, and where the tones are kept back, under the button of the header. Signal: `queue-wanted (guint)`: a #WgQueue
 * is to be shown.
 */
#define WG_TYPE_ALARM_POPOVER (wg_alarm_popover_get_type ())
G_DECLARE_FINAL_TYPE (WgAlarmPopover, wg_alarm_popover, WG, ALARM_POPOVER, GtkPopover)

GtkWidget *wg_alarm_popover_new (WgAlarms *alarms);

/**
 * wg_alarm_popover_focus_silence:
 *
 * For one that is shown: the keyboard goes to the reason for a silence, or to what ends it.
 */
void wg_alarm_popover_focus_silence (WgAlarmPopover *self);

/**
 * wg_alarm_popover_describe:
 *
 * Returns: (transfer full): what the button says: "1 emergency", else how many alarms nobody here has seen, else nothing.
 */
char *wg_alarm_popover_describe (WgAlarms *alarms);

G_END_DECLS
