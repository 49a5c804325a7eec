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
 * WgImportRefit:
 * @grids: the grids that will be in force
 * @new_versions: (nullable) (element-type gint64): ids of the boundary versions of grids that were not there before
 * @removed_grids: (nullable) (element-type gint64): ids of the grids that are gone
 * @where: (nullable): what lies outside keeps the home that it has
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED
 *
 * What changes. A closed case keeps the grid it was closed in, unless it lay outside, its new home was not there before,
 * or its grid is gone.
 */
typedef struct
{
  WgGridTree *grids;
  GHashTable *new_versions;
  GHashTable *removed_grids;
  const WgBox *where;
  GCancellable *cancellable;
} WgImportRefit;

/**
 * wg_import_homes_refit:
 * @work: a writer inside its transaction
 * @refit: what changes
 * @moves: (out caller-allocates): what moved
 *
 * Gives every case, building and facility the deepest grid that contains it, also rows of an import that is still hidden.
 */
gboolean wg_import_homes_refit (WgStoreWork *work, const WgImportRefit *refit, WgImportMoves *moves, GError **error);

/**
 * wg_import_get_building_place:
 * @shape: the footprint of a building
 * @lon: (out): degrees
 * @lat: (out): degrees
 *
 * The point that says which grid a building belongs to: its centre of gravity if that lies inside (it nearly always does,
 * and is cheap), else its label point.
 */
void wg_import_get_building_place (const WgShape *shape, double *lon, double *lat);

G_END_DECLS
