/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-timeline.h"
#include "wg-palette.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * wg_timeline_bar_draw:
 * @stretches: (element-type WgStretch): of wg_case_timeline_new()
 * @x: left edge
 * @y: upper edge
 * @width: of the whole; a stretch however short can be seen
 * @height: of the whole
 *
 * Draws what a case waited for, end to end: hollow while it waits for somebody to take it, solid while it lies with somebody,
 * striped where the clock stands. A bounce is a hollow diamond. Pattern and height tell the kinds apart before colour does.
 */
void wg_timeline_bar_draw (cairo_t *cr, const GArray *stretches, WgTheme theme, double x, double y, double width, double height);

/**
 * wg_timeline_bar_tell:
 * @stretches: (element-type WgStretch): of wg_case_timeline_new()
 *
 * Returns: (transfer full): the sums in words, "Intake 4 min · Handling 3 h 5 min"; how often it was bounced is among them.
 */
char *wg_timeline_bar_tell (const GArray *stretches);

G_END_DECLS
