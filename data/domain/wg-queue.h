/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"

G_BEGIN_DECLS

/**
 * WgQueue:
 * @WG_QUEUE_TODAY: open cases that were reported since local midnight
 * @WG_QUEUE_UNCLEARED: open cases that today must not leave behind: not dispatched yet, or due before local midnight;
 *   emergencies included
 * @WG_QUEUE_MINE: open cases held by the person behind the account
 * @WG_QUEUE_TO_DISPATCH: filed and given to nobody
 * @WG_QUEUE_OVERDUE: a limit that runs now has passed (wg_case_record_is_overdue()), emergencies included: as many as the
 *   backlog counts
 * @WG_QUEUE_DUE_SOON: three quarters of the limit are used, and not all of it; emergencies included
 * @WG_QUEUE_BOUNCED: open cases that somebody sent back in this run
 * @WG_QUEUE_HOLDER_LEFT: in the hands of somebody who has left the centre, or of a unit that is closed: to be given to another;
 *   emergencies included
 * @WG_QUEUE_CALL_BACK: closed cases of which somebody who reported is still to be called
 * @WG_QUEUE_SUPERVISED: open cases under a supervision or an instruction that is not settled; emergencies and suspended ones
 *   included
 * @WG_QUEUE_OUTSIDE: open cases outside all grids, emergencies included
 * @WG_QUEUE_OPEN: all open cases, emergencies included
 * @WG_QUEUE_EMERGENCY: open emergencies: no row of the rail, they are pinned above every queue
 *
 * The questions a desk asks of its cases, in the order of the rail. Suspended cases are in %WG_QUEUE_SUSPENDED,
 * %WG_QUEUE_SUPERVISED and (without a grid) in %WG_QUEUE_OUTSIDE only.
 */
typedef enum
{
  WG_QUEUE_TODAY,
  WG_QUEUE_UNCLEARED,
  WG_QUEUE_MINE,
  WG_QUEUE_TO_DISPATCH,
  WG_QUEUE_OVERDUE,
  WG_QUEUE_DUE_SOON,
  WG_QUEUE_BOUNCED,
  WG_QUEUE_HOLDER_LEFT,
  WG_QUEUE_TO_CHECK,
  WG_QUEUE_CALL_BACK,
  WG_QUEUE_REPORTED,
  WG_QUEUE_ASSIGNED,
  WG_QUEUE_HANDLING,
  WG_QUEUE_SUPERVISED,
  WG_QUEUE_SUSPENDED,
  WG_QUEUE_OUTSIDE,
  WG_QUEUE_OPEN,
  WG_QUEUE_EMERGENCY,
} WgQueue;
#define WG_N_QUEUES 18
/* Those before this one are rows of the rail. */
#define WG_N_RAIL_QUEUES 17

/**
 * WgQueueView:
 * @now_ms: the instant for "overdue" and "due soon"
 * @day_ms: the local midnight before it
 * @day_end_ms: the one after it
 * @person_id: the person behind the account, or %WG_NO_ID
 *
 * From where and when one looks at the queues.
 */
typedef struct
{
  gint64 now_ms;
  gint64 day_ms;
  gint64 day_end_ms;
  gint64 person_id;
} WgQueueView;

/**
 * wg_queue_view_init:
 * @zone: the zone of the district
 */
void wg_queue_view_init (WgQueueView *self, gint64 now_ms, GTimeZone *zone, gint64 person_id);

const char *wg_queue_to_nick (WgQueue queue);
gboolean wg_queue_from_nick (const char *nick, WgQueue *queue);
const char *wg_queue_get_label (WgQueue queue);

/**
 * wg_queue_get_meaning:
 *
 * Returns: (transfer none) (nullable): what is in it, as a sentence, where the name does not say it.
 */
const char *wg_queue_get_meaning (WgQueue queue);

/**
 * wg_queue_contains:
 *
 * Returns: whether @record is in @queue.
 */
gboolean wg_queue_contains (WgQueue queue, const WgCaseRecord *record, const WgQueueView *view);

/**
 * wg_queue_find:
 *
 * Returns: the queues that @record is in, bits by #WgQueue.
 */
guint wg_queue_find (const WgCaseRecord *record, const WgQueueView *view);

/**
 * wg_queue_get_next_change:
 * @now_ms: milliseconds UTC
 *
 * Returns: the first moment after @now_ms at which time alone takes @record into another queue, and not the end of the day;
 *   %G_MAXINT64 for none.
 */
gint64 wg_queue_get_next_change (const WgCaseRecord *record, gint64 now_ms);

/**
 * wg_queue_count:
 * @cases: (element-type WgCaseRecord): all live cases
 * @counts: (out caller-allocates) (array fixed-size=18): how many are in each queue
 */
void wg_queue_count (GPtrArray *cases, const WgQueueView *view, guint *counts);

G_END_DECLS
