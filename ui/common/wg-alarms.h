/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-tone-player.h"

G_BEGIN_DECLS

/**
 * WgAlarms:
 *
 * The alarms of one desk: follows the board and the clock of a context, plays what is due, and acknowledges.
 *
 * Signal: `changed`: what is alarming, for how long, or whether it can be heard, and why not.
 */
#define WG_TYPE_ALARMS (wg_alarms_get_type ())
G_DECLARE_FINAL_TYPE (WgAlarms, wg_alarms, WG, ALARMS, GObject)

WgAlarms *wg_alarms_new (WgContext *context);

WgContext *wg_alarms_get_context (WgAlarms *self);
WgAlarmBook *wg_alarms_get_book (WgAlarms *self);

/**
 * wg_alarms_get_trouble:
 *
 * Returns: (transfer none) (nullable): why nothing can be heard at this desk.
 */
const char *wg_alarms_get_trouble (WgAlarms *self);

/**
 * wg_alarms_silence:
 * @reason: why, as it is kept in the history
 *
 * Keeps tones back for %WG_ALARM_LONGEST_MUTE_MS, as soon as that stands in the history.
 */
void wg_alarms_silence (WgAlarms *self, const char *reason);

/**
 * wg_alarms_end_silence:
 *
 * Lets tones be heard again, at once, and writes that into the history, too.
 */
void wg_alarms_end_silence (WgAlarms *self);

/**
 * wg_alarms_get_silent_ms:
 *
 * Returns: for how long tones are still kept back, milliseconds; 0 when they are not.
 */
gint64 wg_alarms_get_silent_ms (WgAlarms *self);

/**
 * wg_alarms_describe_silence:
 *
 * Returns: (transfer full) (nullable): until when tones are kept back, who wanted it and why, in one line; %NULL when they are
 *   not.
 */
char *wg_alarms_describe_silence (WgAlarms *self);

/**
 * wg_alarms_get_refusal:
 *
 * Returns: (transfer none) (nullable): why the last wish for silence or its end did not come into the history.
 */
const char *wg_alarms_get_refusal (WgAlarms *self);

/**
 * wg_alarms_can_acknowledge:
 *
 * Returns: whether the operator of the desk has a role that acknowledges emergencies.
 */
gboolean wg_alarms_can_acknowledge (WgAlarms *self);

/**
 * wg_alarms_acknowledge:
 *
 * Acknowledges the oldest emergency; when they came as a flood, all of them.
 *
 * Returns: (transfer full) (nullable): the oldest, to be shown, acknowledged or not.
 */
WgCaseRecord *wg_alarms_acknowledge (WgAlarms *self);

/**
 * wg_alarms_describe:
 *
 * Returns: (transfer full) (nullable): what the unacknowledged emergencies are, in one line: "Emergency 1040 · Smoke", or
 *   "9 emergencies in Dongfeng"; %NULL when there are none.
 */
char *wg_alarms_describe (WgAlarms *self);

G_END_DECLS
