/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-actor.h"
#include "wg-coverage.h"
#include "wg-draft-plan.h"
#include "wg-store-drafts.h"

G_BEGIN_DECLS

/* Less land than this is a border that got a corner, not land that went to somebody. */
#define WG_DRAFT_NO_LAND_M2 1.0

/* wg-draft-edit.c */
/* who a row is in a coverage: a grid that is there by its id, a new one by a negative number */
gint64 wg_draft_grid_get_coverage_id (const WgDraftGrid *row);
WgActor *wg_draft_load_actor (WgStoreWork *work, gint64 operator_id, guint roles, GError **error);
gboolean wg_draft_has_same_outline (const WgShape *a, const WgShape *b);
gboolean wg_draft_edit (WgStoreWork *work, const WgBoundaryEdit *edit, WgDraft *draft, WgBoundaryResult *result,
                        GError **error);

/* wg-draft-ground.c: whether the outline of a grid is that of others; what the outlines of derived grids are made of, with what
 * @draft (nullable) redraws; and the ids of it below the grid at @top
 */
gboolean wg_draft_is_derived (WgGridTree *tree, const WgGrid *grid);
WgCoverage *wg_draft_make_ground (WgGridTree *tree, const WgDraft *draft);
GArray *wg_draft_list_ground (WgGridTree *tree, const WgDraft *draft, guint top);

/* wg-draft-ways.c: the line of an edit, made from what is known of streets and houses */
gboolean wg_draft_make_line (WgStoreWork *work, WgGridTree *tree, const WgBoundaryEdit *edit, const WgShape *shape, GArray **line,
                             GError **error);

/* wg-draft-proof.c: that nothing lies on each other that did not before; pairs of code and sentence */
gboolean wg_draft_prove (const WgDraftPlan *plan, const WgDraft *draft, GError **error);
GPtrArray *wg_draft_prove_grids (WgStoreWork *work, WgGridTree *tree, GError **error);

/* wg-draft-codes.c */
gboolean wg_draft_name_new (WgStoreWork *work, WgGridTree *tree, const WgDraft *draft, const WgGrid *sibling,
                            const char *name, GPtrArray *rows, GError **error);

/* wg-draft-plan.c: wg_draft_prove() of the whole district, without weighing what the draft does */
gboolean wg_draft_check_land (WgStoreWork *work, const WgDraft *draft, GError **error);

/* wg-store-drafts.c: what a draft that has not ended would do now */
WgDraftPlan *wg_draft_weigh (WgStoreWork *work, const WgDraft *draft, GError **error);

/* wg-draft-apply.c */
gboolean wg_draft_apply (WgStoreWork *work, WgDraft *draft, gint64 operator_id, const char *key, WgDraftPlan **plan,
                         GError **error);

G_END_DECLS
