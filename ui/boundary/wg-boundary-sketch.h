/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-draft-sides.h"
#include "wg-store-drafts.h"
#include "wg-store-footprints.h"

G_BEGIN_DECLS

/**
 * WgBoundarySketch:
 *
 * One draft while it is drawn: the grids with everything drawn so far, and beside them one step that is only being tried.
 * Trying costs a few milliseconds on this thread and changes nothing; a step that is performed goes into the database at
 * once, in one transaction, so that whatever happens afterwards nothing but the step in hand is lost.
 *
 * Grids have the ids of a coverage: a grid that the draft makes has a negative one.
 *
 * Signals:
 * - `changed`: the draft, the grids or what is known of them.
 * - `tried`: another step is being tried, or none.
 * - `refused (char *sentence, double lon, double lat)`: a step or a move was refused; NAN when that has no place.
 */
#define WG_TYPE_BOUNDARY_SKETCH (wg_boundary_sketch_get_type ())
G_DECLARE_FINAL_TYPE (WgBoundarySketch, wg_boundary_sketch, WG, BOUNDARY_SKETCH, GObject)

/**
 * wg_boundary_sketch_new:
 * @draft_id: a draft
 *
 * Begins to read it.
 */
WgBoundarySketch *wg_boundary_sketch_new (WgContext *context, gint64 draft_id);

/**
 * wg_boundary_sketch_get_context:
 *
 * Returns: (transfer none): what the widgets of the window share.
 */
WgContext *wg_boundary_sketch_get_context (WgBoundarySketch *self);

/**
 * wg_boundary_sketch_is_busy:
 *
 * Returns: whether the database is asked or written.
 */
gboolean wg_boundary_sketch_is_busy (WgBoundarySketch *self);

/**
 * wg_boundary_sketch_get_draft:
 *
 * Returns: (transfer none) (nullable): the draft, once it is read.
 */
const WgDraft *wg_boundary_sketch_get_draft (WgBoundarySketch *self);
const WgDraftPlan *wg_boundary_sketch_get_plan (WgBoundarySketch *self);

/**
 * wg_boundary_sketch_get_sides:
 *
 * Returns: (transfer none) (nullable): the grids before and after a draft that is in force, once they are read.
 */
const WgDraftSides *wg_boundary_sketch_get_sides (WgBoundarySketch *self);
const WgCoverage *wg_boundary_sketch_get_coverage (WgBoundarySketch *self);
WgGridTree *wg_boundary_sketch_get_grids (WgBoundarySketch *self);

/**
 * wg_boundary_sketch_get_footprints:
 *
 * Returns: (transfer none) (nullable) (element-type WgFootprint): the buildings, once they are read.
 */
const GArray *wg_boundary_sketch_get_footprints (WgBoundarySketch *self);

/**
 * wg_boundary_sketch_get_roads:
 *
 * Returns: (transfer none) (nullable) (element-type WgBaseShape): imported roads, once they are read.
 */
const GPtrArray *wg_boundary_sketch_get_roads (WgBoundarySketch *self);

/**
 * wg_boundary_sketch_get_refusal:
 *
 * Returns: (transfer none) (nullable): why nobody here may draw on it.
 */
const char *wg_boundary_sketch_get_refusal (WgBoundarySketch *self);

/**
 * wg_boundary_sketch_find:
 *
 * Returns: the grid of the draft at a place, 0 for none.
 */
gint64 wg_boundary_sketch_find (WgBoundarySketch *self, double lon, double lat);

/**
 * wg_boundary_sketch_list_at:
 * @within_m: how near its border must be
 *
 * Returns: (transfer full) (element-type gint64): the grids with a border there.
 */
GArray *wg_boundary_sketch_list_at (WgBoundarySketch *self, double lon, double lat, double within_m);

/**
 * wg_boundary_sketch_find_text:
 * @text: a code or a name
 *
 * Returns: the grid of the draft that is called so, 0 for none.
 */
gint64 wg_boundary_sketch_find_text (WgBoundarySketch *self, const char *text);

/**
 * wg_boundary_sketch_get_code:
 *
 * Returns: (transfer none) (nullable): the code of a grid of the draft.
 */
const char *wg_boundary_sketch_get_code (WgBoundarySketch *self, gint64 id);
const char *wg_boundary_sketch_get_name (WgBoundarySketch *self, gint64 id);

/**
 * wg_boundary_sketch_try:
 * @edit: (nullable): a step; %NULL for none
 *
 * Tries a step on the grids of the draft.
 *
 * Returns: whether it would be taken.
 */
gboolean wg_boundary_sketch_try (WgBoundarySketch *self, const WgBoundaryEdit *edit);

/**
 * wg_boundary_sketch_would_take:
 *
 * The same for a step that is only offered: nothing is told, and what is being tried stays.
 */
gboolean wg_boundary_sketch_would_take (WgBoundarySketch *self, const WgBoundaryEdit *edit);

/**
 * wg_boundary_sketch_get_trial:
 *
 * Returns: (transfer none) (nullable) (element-type WgCoverageChange): what the step that is being tried does.
 */
const GPtrArray *wg_boundary_sketch_get_trial (WgBoundarySketch *self);

/**
 * wg_boundary_sketch_get_trial_refusal:
 *
 * Returns: (transfer none) (nullable): why it would be refused, and where.
 */
const WgRefusal *wg_boundary_sketch_get_trial_refusal (WgBoundarySketch *self);

/**
 * wg_boundary_sketch_perform:
 * @edit: (transfer full): a step; draft, operator and key are filled in
 */
void wg_boundary_sketch_perform (WgBoundarySketch *self, WgBoundaryEdit *edit);

/**
 * wg_boundary_sketch_undo:
 *
 * Takes the last step back; wg_boundary_sketch_redo() does it again, as long as this window lasts and nothing else was drawn.
 */
void wg_boundary_sketch_undo (WgBoundarySketch *self);
gboolean wg_boundary_sketch_can_undo (WgBoundarySketch *self);
void wg_boundary_sketch_redo (WgBoundarySketch *self);
gboolean wg_boundary_sketch_can_redo (WgBoundarySketch *self);

/**
 * wg_boundary_sketch_move:
 * @note: (nullable): the reason, where one is wanted
 *
 * The next step of the draft on its way to being in force.
 */
void wg_boundary_sketch_move (WgBoundarySketch *self, WgDraftVerb verb, const char *note);

G_END_DECLS
