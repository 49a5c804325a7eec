/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing-paper.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_briefing_cases_find_async:
 * @paper: the briefing; what is needed of it is copied
 * @what: `indicator:NICK`, `grid:CODE` or `case:NUMBER`, see #WgBriefingRow
 *
 * From a number to its cases: those in the numerator of a figure, those that were received in a grid, or the one.
 */
void wg_briefing_cases_find_async (WgStore *store,
                                   const WgBriefingPaper *paper,
                                   const char *what,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * wg_briefing_cases_find_finish:
 *
 * Returns: (transfer full) (element-type WgCaseRecord): the cases
 */
GPtrArray *wg_briefing_cases_find_finish (WgStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
