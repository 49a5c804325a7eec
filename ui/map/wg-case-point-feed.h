/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-cases.h"
#include "wg-context.h"

G_BEGIN_DECLS

/**
 * WgCasePointFeed:
 *
 * Turns the open cases of a context, and the one that is selected in whatever state, into points of the map. Follows the news.
 * Main thread only; many points are made on a thread.
 *
 * Signal `changed`: other points, or other pulses.
 */
#define WG_TYPE_CASE_POINT_FEED (wg_case_point_feed_get_type ())
G_DECLARE_FINAL_TYPE (WgCasePointFeed, wg_case_point_feed, WG, CASE_POINT_FEED, GObject)

WgCasePointFeed *wg_case_point_feed_new (WgContext *context);

/**
 * wg_case_point_feed_get_cases:
 *
 * Returns: (transfer none) (nullable): the points, once they are made
 */
WgCityCases *wg_case_point_feed_get_cases (WgCasePointFeed *self);

/**
 * wg_case_point_feed_get_pulses:
 *
 * Returns: (transfer none) (element-type WgCasePoint): the emergencies that came while the window was open, a little ago, and that
 *   nobody has taken. Their outlines are not among those of the points. Empty when the desktop wants no animations.
 */
const GArray *wg_case_point_feed_get_pulses (WgCasePointFeed *self);

/**
 * wg_case_point_feed_is_busy:
 *
 * Returns: whether the points are behind the board
 */
gboolean wg_case_point_feed_is_busy (WgCasePointFeed *self);

G_END_DECLS
