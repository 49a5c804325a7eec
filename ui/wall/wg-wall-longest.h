/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-grid-tree.h"
#include "wg-queue.h"

G_BEGIN_DECLS

/**
 * wg_wall_find_longest:
 * @queue: a queue
 * @grid: the index of a grid in the tree of the board, or %WG_GRID_NONE for the whole district
 *
 * Returns: (transfer none) (nullable): the case of @queue, in @grid or below it, that is furthest over its limit when @queue is
 * that of the overdue ones, else the one that has waited longest.
 */
WgCaseRecord *wg_wall_find_longest (WgContext *context, WgQueue queue, guint grid);

/**
 * wg_wall_format_duration:
 *
 * Returns: (transfer full): a duration as coarse as one reads it from afar.
 */
char *wg_wall_format_duration (gint64 ms);

G_END_DECLS
