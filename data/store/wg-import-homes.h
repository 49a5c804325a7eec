/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgImportMoves:
 *
 * How many cases, buildings and facilities went to another home grid.
 */
typedef struct
{
  gint64 cases;
  gint64 buildings;
  gint64 facilities;
} WgImportMoves;

/**
 * wg_import_homes_refit:
 * @work: a writer inside its transaction
 * @grids: the grids that will be in force
 * @new_versions: (nullable) (element-type gint64): ids of the boundary versions that are new; a closed case keeps the grid
 *   it was closed in unless it lay outside or its new home is one of these. %NULL: closed cases move like open ones
 * @moves: (out caller-allocates): what moved
 *
 * Gives every case, building and facility the deepest of @grids that contains it, also rows of an import that is still
 * hidden.
 */
gboolean wg_import_homes_refit (
    WgStoreWork *work, WgGridTree *grids, GHashTable *new_versions, WgImportMoves *moves, GError **error);

G_END_DECLS
