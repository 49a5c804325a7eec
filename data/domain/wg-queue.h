/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"

G_BEGIN_DECLS

/**
 * WgQueue:
 * @WG_QUEUE_BOUNCED: open cases that somebody sent back in this run
 * @WG_QUEUE_MINE: open cases held by the person behind the account
 * @WG_QUEUE_TODAY: open cases that were reported since local midnight
 * @WG_QUEUE_OUTSIDE: open cases outside all grids, emergencies included
 * @WG_QUEUE_OPEN: all open cases, emergencies included
 * @WG_QUEUE_EMERGENCY: open emergencies: no row of the rail, they are pinned above every queue
 *
 * The questions a desk asks of the open cases. Suspended cases are in %WG_QUEUE_SUSPENDED and (without a grid) in
 * %WG_QUEUE_OUTSIDE only.
 */
typedef enum
{
  WG_QUEUE_TO_DISPATCH,
  WG_QUEUE_OVERDUE,
  WG_QUEUE_DUE_SOON,
  WG_QUEUE_BOUNCED,
  WG_QUEUE_REPORTED,
  WG_QUEUE_ASSIGNED,
  WG_QUEUE_HANDLING,
  WG_QUEUE_TO_CHECK,
  WG_QUEUE_MINE,
  WG_QUEUE_TODAY,
  WG_QUEUE_SUSPENDED,
  WG_QUEUE_OUTSIDE,
  WG_QUEUE_OPEN,
  WG_QUEUE_EMERGENCY,
} WgQueue;
#define WG_N_QUEUES 14
/* Those before this one are rows of the rail. */
#define WG_N_RAIL_QUEUES 13

/**
 * WgQueueView:
 * @now_ms: the instant for "overdue" and "due soon"
 * @day_ms: the local midnight before it
 * @person_id: the person behind the account, or %WG_NO_ID
 *
 * From where and when one looks at the queues.
 */
typedef struct
{
  gint64 now_ms;
  gint64 day_ms;
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
 * wg_queue_contains:
 *
 * Returns: whether @record is in @queue.
 */
gboolean wg_queue_contains (WgQueue queue, const WgCaseRecord *record, const WgQueueView *view);

/**
 * wg_queue_count:
 * @cases: (element-type WgCaseRecord): all live cases
 * @counts: (out caller-allocates) (array fixed-size=14): how many are in each queue
 */
void wg_queue_count (GPtrArray *cases, const WgQueueView *view, guint *counts);

G_END_DECLS
