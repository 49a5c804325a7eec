/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-boundary-sketch.h"

G_BEGIN_DECLS

/**
 * WgSideFigures:
 * @households: -1 when unknown
 *
 * What a grid has, or would have.
 */
typedef struct
{
  double area_m2;
  gint64 households;
  gint64 buildings;
  gint64 open;
  gint64 overdue;
} WgSideFigures;

/**
 * wg_boundary_sides_measure:
 * @now: (out): as it is in force; zero for one that is not
 * @then: (out): as the draft has it, with the step that is being tried
 */
void wg_boundary_sides_measure (WgBoundarySketch *self, gint64 id, WgSideFigures *now, WgSideFigures *then);

/**
 * wg_boundary_sides_measure_draft:
 *
 * The same without the step that is being tried, for what is said of the draft.
 */
void wg_boundary_sides_measure_draft (WgBoundarySketch *self, gint64 id, WgSideFigures *now, WgSideFigures *then);

/**
 * wg_boundary_sides_list:
 *
 * Returns: (transfer full) (element-type gint64): the grids that get or lose land by the step that is being tried
 */
GArray *wg_boundary_sides_list (WgBoundarySketch *self);

/**
 * wg_boundary_sides_dup_name:
 *
 * Returns: (transfer full) (nullable): the name of a grid; one that the step being tried would make is numbered
 */
char *wg_boundary_sides_dup_name (WgBoundarySketch *self, gint64 id);

G_END_DECLS
