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
} StagedGrid;

/* wg-import-grid-parents.c: fills parent_id of every grid that comes in or changes, and tells what is odd about it. */
gboolean wg_import_grids_find_parents (
    WgImportRun *run, WgStoreWork *work, WgGridTree *grids, GPtrArray *staged, GError **error);

G_END_DECLS
