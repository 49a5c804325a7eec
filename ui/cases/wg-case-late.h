/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-cell.h"

G_BEGIN_DECLS

/**
 * WgCaseLate:
 *
 * When the cells of a table are filled: those on the screen before the next frame is painted, the others a few with each frame
 * until all are. Main thread only.
 */
#define WG_TYPE_CASE_LATE (wg_case_late_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseLate, wg_case_late, WG, CASE_LATE, GObject)

/**
 * wg_case_late_new:
 * @view: the table, which outlives what it returns
 */
WgCaseLate *wg_case_late_new (GtkWidget *view);

/**
 * wg_case_late_add:
 * @cell: shows another case than its item says
 */
void wg_case_late_add (WgCaseLate *self, WgCaseCell *cell);

/**
 * wg_case_late_remove:
 *
 * @cell was filled, or has nothing to show any more.
 */
void wg_case_late_remove (WgCaseLate *self, WgCaseCell *cell);

/**
 * wg_case_late_has:
 *
 * Returns: whether @cell is still to be filled.
 */
gboolean wg_case_late_has (WgCaseLate *self, WgCaseCell *cell);

G_END_DECLS
