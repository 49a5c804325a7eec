/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"
#include "wg-event.h"

G_BEGIN_DECLS

/* Everything here runs on a connection's own thread. */

/**
 * wg_event_log_open:
 * @connection: a writer inside its transaction
 * @event: gets its id, and an `at_ms` that is @now_ms or, if the clock went back, that of the event before
 * @now_ms: the store's time, milliseconds UTC
 *
 * Locks the head of the log. MUST be the first statement of every writing transaction.
 */
gboolean wg_event_log_open (WgConnection *connection, WgEvent *event, gint64 now_ms, GError **error);

/**
 * wg_event_log_append:
 * @event: as filled by wg_event_log_open(), complete now
 *
 * Chains @event and writes it. For a further event of the same transaction call wg_event_log_open() again.
 */
gboolean wg_event_log_append (WgConnection *connection, WgEvent *event, GError **error);

WgEvent *wg_event_log_find_by_key (WgConnection *connection, const char *idem_key, GError **error);
WgEvent *wg_event_log_find (WgConnection *connection, gint64 id, GError **error);

/**
 * wg_event_log_read_since:
 * @after_id: the highest id known
 * @limit: how many at most, -1 for all
 *
 * Returns: (transfer container) (element-type WgEvent): in order.
 */
GPtrArray *wg_event_log_read_since (WgConnection *connection, gint64 after_id, gint64 limit, GError **error);

/**
 * wg_event_log_read_subject:
 *
 * Returns: (transfer container) (element-type WgEvent): the history of one thing, in order.
 */
GPtrArray *
wg_event_log_read_subject (WgConnection *connection, const char *subject, gint64 subject_id, GError **error);

/**
 * wg_event_log_read_newest:
 * @limit: how many at most
 *
 * Returns: (transfer container) (element-type WgEvent): the newest of one thing, the newest first.
 */
GPtrArray *
wg_event_log_read_newest (WgConnection *connection, const char *subject, gint64 subject_id, guint limit, GError **error);

/**
 * wg_event_log_get_last_id:
 *
 * Returns: the highest id, 0 when there is none, -1 with @error set.
 */
gint64 wg_event_log_get_last_id (WgConnection *connection, GError **error);

/**
 * WgChainBreak:
 *
 * Called for each event whose hash, order or time does not follow from the one before.
 */
typedef void (*WgChainBreak) (gint64 event_id, const char *text, gpointer user_data);

/**
 * WgChainProgress:
 * @done: events looked at so far
 *
 * Called now and then.
 */
typedef void (*WgChainProgress) (gint64 done, gpointer user_data);

/**
 * wg_event_log_verify:
 * @since: start after this event
 * @progress: (nullable): told how far it is
 *
 * Returns: the number of events looked at, -1 with @error set.
 */
gint64 wg_event_log_verify (
    WgConnection *connection, gint64 since, WgChainBreak report, WgChainProgress progress, gpointer user_data, GError **error);

G_END_DECLS
