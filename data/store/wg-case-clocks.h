/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-calendar-table.h"
#include "wg-case-record.h"
#include "wg-fields.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_case_clocks_apply:
 * @work: a writer inside its transaction
 * @record: the case; its due time, warning and clock are written
 * @effects: bits of #WgClockEffect
 * @at_ms: the instant of the move
 * @event_id: the event that makes it
 * @fields: gets what was started and stopped, so that an undo can take it back
 *
 * Starts, stops and pauses the clocks of a case by the rows of the workflow table.
 */
gboolean wg_case_clocks_apply (WgStoreWork *work,
                               WgCaseRecord *record,
                               guint effects,
                               gint64 at_ms,
                               gint64 event_id,
                               WgFields *fields,
                               GError **error);

/**
 * wg_case_clocks_appoint:
 * @record: a case that is being registered; its due time, warning and clock are written
 * @at_ms: now
 * @from_ms: the appointed time, which is to come
 *
 * Starts the handling clock of @record at @from_ms, with the limit that its class has now; assigning does not start it again.
 */
gboolean wg_case_clocks_appoint (WgStoreWork *work, WgCaseRecord *record, gint64 at_ms, gint64 from_ms, GError **error);

/**
 * wg_case_clocks_undo:
 * @json: the fields of the event that is undone
 * @event_id: that event
 * @event_at_ms: its instant
 *
 * Puts the clocks back as if @event_id had not happened; wall time is not given back.
 */
gboolean wg_case_clocks_undo (WgStoreWork *work,
                              WgCaseRecord *record,
                              const char *json,
                              gint64 event_id,
                              gint64 event_at_ms,
                              GError **error);

/**
 * wg_case_clocks_find_due:
 *
 * Writes due time, warning and clock of @record from its running clocks: the one that ends first.
 */
gboolean wg_case_clocks_find_due (WgStoreWork *work, WgCaseRecord *record, gint64 now_ms, GError **error);

/**
 * wg_case_clocks_find_kept:
 * @kept: (out) (transfer full) (nullable): the limit that the handling clock of the present run started with, as people read it
 * @now: (out) (transfer full) (nullable): the limit that it would start with now
 *
 * Both are %NULL when they are the same or no such clock runs.
 */
gboolean wg_case_clocks_find_kept (WgStoreWork *work, const WgCaseRecord *record, char **kept, char **now, GError **error);

/**
 * wg_case_clocks_find_unannounced:
 * @year: (out): the first year that a handling clock of working time runs into and whose holidays nobody has announced; 0 for
 *   none
 */
gboolean wg_case_clocks_find_unannounced (WgStoreWork *work, const WgCaseRecord *record, int *year, GError **error);

/**
 * wg_case_clocks_load_pauses:
 * @run: the run of the clock
 * @clock: which clock
 *
 * Returns: (transfer full) (element-type WgPause): when @clock stood in that run; an end that lies ahead is that of a
 *   suspension.
 */
GArray *wg_case_clocks_load_pauses (WgStoreWork *work, gint64 case_id, int run, WgCaseClock clock, GError **error);

G_END_DECLS
