/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-queue.h"

G_BEGIN_DECLS

/**
 * WgQueueTally:
 *
 * How many cases are in each queue, kept up: a case is looked at again when it was replaced or when a moment comes at which time
 * alone takes it from one queue to another. Not thread-safe.
 */
typedef struct _WgQueueTally WgQueueTally;

WgQueueTally *wg_queue_tally_new (void);
void wg_queue_tally_free (WgQueueTally *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgQueueTally, wg_queue_tally_free)

/**
 * wg_queue_tally_forget:
 *
 * All cases are others.
 */
void wg_queue_tally_forget (WgQueueTally *self);

/**
 * wg_queue_tally_renew:
 * @index: of a case that is another now, or that came behind the last one
 */
void wg_queue_tally_renew (WgQueueTally *self, guint index);

/**
 * wg_queue_tally_count:
 * @cases: (element-type WgCaseRecord): all of them, in the places in which they were the last time; others may stand behind them
 * @view: from where and when one looks; from elsewhere all cases are looked at again
 *
 * Returns: (transfer none) (array fixed-size=18): the same as wg_queue_count(), until the next call.
 */
const guint *wg_queue_tally_count (WgQueueTally *self, GPtrArray *cases, const WgQueueView *view);

G_END_DECLS
