/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-run-private.h"

G_BEGIN_DECLS

/* A grid of the file on its way. */
typedef struct
{
  WgImportSlot slot; /* its label point is its place */
  WgGrid *grid;      /* owned */
  char *parent;      /* what the file says, or NULL */
  const WgGrid *there; /* the grid in force that has the code, or NULL */
  WgRowOutcome outcome;
  gboolean mended; /* its outline is not that of the file */
} StagedGrid;

/* What follows is done on any thread, without the database: what it finds is noted. */

/* wg-import-grid-parents.c: fills parent_id of every grid that comes in or changes, and tells what is odd about it. */
gboolean wg_import_grids_find_parents (
    WgImportRun *run, WgGridTree *grids, GPtrArray *staged, GError **error);

/* wg-import-grid-cover.c: looks for gaps and overlaps between the grids of the level as they will be, closes those that are thin
 * enough or that a person wants closed, and tells the others.
 */
gboolean wg_import_grids_cover (WgImportRun *run, WgGridTree *grids, GPtrArray *staged, GError **error);

/* The level as it will be: those in force, then those of the file. */
typedef struct
{
  WgImportRun *run;
  const GArray *items;     /* WgCoverageItem */
  const GPtrArray *owners; /* StagedGrid * of each item, NULL for those in force */
} WgImportStreets;

/* wg-import-grid-streets.c: tells that grids are blocks with streets between them, or fills the streets when a person wants it
 * (@filled). @findings: what wg_coverage_check() says of the level.
 */
gboolean wg_import_grids_fill_streets (const WgImportStreets *streets, const GPtrArray *findings, gboolean *filled, GError **error);

/* wg-import-grid-changes.c: when the file is a new edition of a level: what is new, changed and gone. */
gboolean wg_import_grids_tell_changes (
    WgImportRun *run, WgGridTree *grids, GPtrArray *staged, GError **error);

/* A mended shape for @staged, and what follows from it. Takes @shape. */
void wg_import_grids_set_shape (StagedGrid *staged, WgShape *shape);

/* Whether @staged comes into the level, or changes there. */
gboolean wg_import_grids_comes_in (const StagedGrid *staged);

G_END_DECLS
