/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"

G_BEGIN_DECLS

/**
 * WgQueue:
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
  WG_QUEUE_REPORTED,
  WG_QUEUE_ASSIGNED,
  WG_QUEUE_HANDLING,
  WG_QUEUE_TO_CHECK,
  WG_QUEUE_SUSPENDED,
  WG_QUEUE_OUTSIDE,
  WG_QUEUE_OPEN,
  WG_QUEUE_EMERGENCY,
} WgQueue;
#define WG_N_QUEUES 11
/* Those before this one are rows of the rail. */
#define WG_N_RAIL_QUEUES 10

const char *wg_queue_to_nick (WgQueue queue);
gboolean wg_queue_from_nick (const char *nick, WgQueue *queue);
const char *wg_queue_get_label (WgQueue queue);

/**
 * wg_queue_contains:
 * @now_ms: the instant for "overdue" and "due soon"
 *
 * Returns: whether @record is in @queue.
 */
gboolean wg_queue_contains (WgQueue queue, const WgCaseRecord *record, gint64 now_ms);

/**
 * wg_queue_count:
 * @cases: (element-type WgCaseRecord): all live cases
 * @counts: (out caller-allocates) (array fixed-size=11): how many are in each queue
 */
void wg_queue_count (GPtrArray *cases, gint64 now_ms, guint *counts);

G_END_DECLS
