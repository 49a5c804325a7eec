/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgMergeCompare:
 *
 * Two cases side by side, before one is merged into the other: the cases that are probably the same (near, soon after each
 * other, of one class; the settings of the district say how near and how soon), and place, distance, time, class, reporters,
 * words and state of both. Reporters are masked.
 *
 * Signals: `chosen (char *number)`: one of the probable ones shall be compared, by itself when it is the most probable one,
 * or because somebody chose it.
 */
#define WG_TYPE_MERGE_COMPARE (wg_merge_compare_get_type ())
G_DECLARE_FINAL_TYPE (WgMergeCompare, wg_merge_compare, WG, MERGE_COMPARE, GtkWidget)

/**
 * wg_merge_compare_new:
 * @record: the case that would be merged
 */
GtkWidget *wg_merge_compare_new (WgContext *context, const WgCaseRecord *record);

/**
 * wg_merge_compare_set_other:
 * @typed: a number, or the digits that it ends with; "" compares with nothing
 */
void wg_merge_compare_set_other (WgMergeCompare *self, const char *typed);

/**
 * wg_merge_compare_step:
 * @by: 1 for the next probable case, -1 for the one before
 *
 * Returns: whether there is another one; `chosen` was emitted then.
 */
gboolean wg_merge_compare_step (WgMergeCompare *self, int by);

/**
 * wg_merge_compare_complete:
 * @typed: digits
 * @id: the case that would be merged
 *
 * Returns: (transfer full): the number of the newest open case that ends in @typed and is another one; else @typed.
 */
char *wg_merge_compare_complete (WgCaseBoard *board, const char *typed, gint64 id);

G_END_DECLS
