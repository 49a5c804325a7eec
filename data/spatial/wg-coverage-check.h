/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-box-index.h"
#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * WgCoverageItem:
 * @shape: the outline
 * @parent: (nullable): the outline of the grid above
 *
 * One grid of a level.
 */
typedef struct
{
  const WgShape *shape;
  const WgShape *parent;
} WgCoverageItem;

/**
 * WgCoverageFinding:
 * @rule: `gap`, `overlap`, `sliver` (a gap or overlap so thin that nobody drew it), `child_outside_parent`,
 *   `duplicate_vertex` (two corners within a centimetre), `spike` (a border that turns back on itself)
 * @is_gap: whether the land is in no grid; what was not drawn by anybody may be either
 * @items: (element-type guint): positions of the grids it is about
 * @area_m2: how much land it is about, 0 for a corner
 * @lon: where, degrees
 * @lat: where, degrees
 * @shape: (nullable): the land
 */
typedef struct
{
  const char *rule;
  gboolean is_gap;
  GArray *items;
  double area_m2;
  double lon;
  double lat;
  WgShape *shape;
} WgCoverageFinding;

/**
 * wg_coverage_index_items:
 * @items: (array length=n_items): the grids of one level
 *
 * Returns: (transfer full): their boxes, each under the position of its grid
 */
WgBoxIndex *wg_coverage_index_items (const WgCoverageItem *items, guint n_items);

/**
 * wg_coverage_check:
 * @items: (array length=n_items): the grids of one level
 * @min_gap_m2: gaps and overlaps smaller than this are left out
 *
 * Looks for whatever keeps grids beside each other from being a coverage. A gap is enclosed by grids; what lies beside the
 * outermost ones is none.
 *
 * Returns: (transfer full) (element-type WgCoverageFinding): the findings, the largest first
 */
GPtrArray *wg_coverage_check (const WgCoverageItem *items, guint n_items, double min_gap_m2);

/**
 * wg_coverage_count_apart:
 * @items: (array length=n_items): the grids of one level
 * @first: (out): the first of them
 *
 * Returns: how many grids have no corner in common with any other: what lies between them is in no grid
 */
guint wg_coverage_count_apart (const WgCoverageItem *items, guint n_items, guint *first);

G_END_DECLS
