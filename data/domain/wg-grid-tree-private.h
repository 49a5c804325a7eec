/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-box-index.h"
#include "wg-grid-tree.h"

G_BEGIN_DECLS

struct _WgGridTree
{
  gatomicrefcount ref_count;
  WgGrid *grids;
  guint n_grids;
  GArray *levels;

  /* Behind the last grid of the subtree. */
  guint *subtree_ends;
  /* Children of grid i: children[child_starts[i]] up to, without, children[child_starts[i + 1]]; those of the district
   * itself stand at i = n_grids.
   */
  guint *child_starts;
  guint *children;

  GHashTable *by_id;
  GHashTable *by_code;

  /* Grids in the order in which a point tries them: deepest first, then lowest id. The index knows these positions. */
  guint *by_rank;
  WgBoxIndex *boxes;
};

G_END_DECLS
