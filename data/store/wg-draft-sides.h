/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store-drafts.h"
#include "wg-store-layers.h"

G_BEGIN_DECLS

/**
 * WgDraftSides:
 * @draft: with its grids
 * @before: the grids without it
 * @after: the grids with it
 * @land: around all that the draft changes, on both sides; empty when none of it has a shape
 * @ground: (element-type WgBaseShape): the streets and waters of today in a square around @land, half as long again
 *
 * A draft and both sides of the day on which it takes effect: tried while it is on its way, as it was once it is in force.
 */
typedef struct
{
  WgDraft *draft;
  WgGridTree *before;
  WgGridTree *after;
  WgBox land;
  GPtrArray *ground;
} WgDraftSides;

void wg_draft_sides_free (WgDraftSides *self);

/**
 * wg_draft_sides_find_before:
 * @row: of the draft
 *
 * Returns: (transfer none) (nullable): the grid as it was; %NULL for a new one
 */
const WgGrid *wg_draft_sides_find_before (const WgDraftSides *self, const WgDraftGrid *row);

/**
 * wg_draft_sides_get_shape_after:
 *
 * Returns: (transfer none) (nullable): the land of a grid of the draft afterwards, %NULL for one that ends
 */
const WgShape *wg_draft_sides_get_shape_after (const WgDraftGrid *row);

/**
 * wg_draft_sides_moves_land:
 *
 * Returns: whether a grid of the draft has other land afterwards, see wg_draft_moves_land()
 */
gboolean wg_draft_sides_moves_land (const WgDraftSides *self, const WgDraftGrid *row);

/**
 * wg_store_load_draft_sides_async:
 *
 * Fails with %WG_ERROR_REFUSED when the draft changes nothing, was withdrawn, or cannot be put in force.
 */
void wg_store_load_draft_sides_async (WgStore *self, gint64 draft_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * wg_store_load_draft_sides_finish:
 *
 * Returns: (transfer full): the sides
 */
WgDraftSides *wg_store_load_draft_sides_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDraftSides, wg_draft_sides_free)

G_END_DECLS
