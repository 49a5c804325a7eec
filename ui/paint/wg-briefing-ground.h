/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-stack.h"
#include "wg-sheet-map.h"

G_BEGIN_DECLS

/**
 * WgBriefingGround:
 *
 * Streets and water under the maps of a briefing, for paper: the base maps that lie in the database or beside it, in muted
 * colours on white. Servers are not asked, because a paper that is printed again is the same, with and without a network.
 * Reference-counted; a picture is made once and kept, from any thread.
 */
typedef struct _WgBriefingGround WgBriefingGround;

#define WG_TYPE_BRIEFING_GROUND (wg_briefing_ground_get_type ())
GType wg_briefing_ground_get_type (void) G_GNUC_CONST;

/**
 * wg_briefing_ground_new:
 * @stack: (nullable): the base maps that are shown
 *
 * Returns: (transfer full) (nullable): what of them lies under a map on paper, %NULL for nothing
 */
WgBriefingGround *wg_briefing_ground_new (WgBaseStack *stack);
WgBriefingGround *wg_briefing_ground_ref (WgBriefingGround *ground);
void wg_briefing_ground_unref (WgBriefingGround *ground);

/**
 * wg_briefing_ground_get_attribution:
 *
 * Returns: (transfer none) (nullable): whose data they are
 */
const char *wg_briefing_ground_get_attribution (const WgBriefingGround *ground);

/**
 * wg_briefing_ground_draw:
 * @map: what is seen
 * @width: of its frame, points
 * @height: of its frame, points
 *
 * Fills the frame of @map. The first time for a frame it decodes tiles, which takes a while.
 */
void wg_briefing_ground_draw (
    WgBriefingGround *ground, cairo_t *cr, const WgSheetMap *map, double x, double y, double width, double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBriefingGround, wg_briefing_ground_unref)

G_END_DECLS
