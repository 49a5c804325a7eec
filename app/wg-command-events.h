/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"
#include "wg-event.h"

G_BEGIN_DECLS

/* How an event is printed, in the log and in the history of a case. */

/**
 * wg_command_events_write_history:
 * @seq: its place in the history of its case, from 1
 *
 * Writes an event of a case as an object.
 */
void wg_command_events_write_history (WgJsonWriter *out, const WgEvent *event, guint seq);

/**
 * wg_command_events_new_table:
 *
 * Returns: (transfer full): a table for wg_command_events_add().
 */
WgTextTable *wg_command_events_new_table (void);
void wg_command_events_add (WgTextTable *rows, const WgEvent *event, GTimeZone *zone, gint64 now_ms);

G_END_DECLS
