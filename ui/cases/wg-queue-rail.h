/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-queue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgQueueRail:
 *
 * The queues, each with its live count. Property: `queue` (WgQueue as guint), the chosen one.
 */
#define WG_TYPE_QUEUE_RAIL (wg_queue_rail_get_type ())
G_DECLARE_FINAL_TYPE (WgQueueRail, wg_queue_rail, WG, QUEUE_RAIL, GtkWidget)

GtkWidget *wg_queue_rail_new (void);

WgQueue wg_queue_rail_get_queue (WgQueueRail *self);
void wg_queue_rail_set_queue (WgQueueRail *self, WgQueue queue);

/**
 * wg_queue_rail_set_counts:
 * @counts: (nullable) (array fixed-size=16): cases in each queue; %NULL while they are being read
 */
void wg_queue_rail_set_counts (WgQueueRail *self, const guint *counts);

/**
 * wg_queue_rail_step:
 * @by: 1 for the next queue, -1 for the one before
 */
void wg_queue_rail_step (WgQueueRail *self, int by);

G_END_DECLS
