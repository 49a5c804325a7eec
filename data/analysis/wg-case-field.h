/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-grid-tree.h"
#include "wg-kernel-window.h"
#include "wg-weights.h"

G_BEGIN_DECLS

/**
 * WgCaseField:
 * @tree: the grids
 * @depth: the level that is looked at
 * @n: how many grids it has
 * @grids: (array length=n): their indices in @tree
 * @x: (array length=n): their label points, metres eastwards
 * @y: (array length=n): metres northwards
 * @cases: (array length=n): how many cases each has, counted along parents
 * @households: (array length=n): households, those of the grids below where a grid has no number of its own; 0 unknown
 * @areas: (array length=n): square metres
 * @n_cases: the length of the next two
 * @case_grids: (array length=n_cases): the position of every counted case among the grids
 * @case_times: (array length=n_cases): when it was reported, milliseconds UTC
 * @n_points: the length of the next two
 * @point_x: (array length=n_points): where cases are that have a place, metres, also outside of all grids
 * @point_y: (array length=n_points): likewise
 * @n_left_out: cases without a grid of this level: outside, without a place, or homed above it
 *
 * Cases of a time as statistics want them. Merged and rejected cases are not in it: the one would count a thing twice, the
 * other a thing that was not.
 */
typedef struct
{
  WgGridTree *tree;
  int depth;
  guint n;
  guint *grids;
  double *x;
  double *y;
  double *cases;
  double *households;
  double *areas;
  gsize n_cases;
  guint *case_grids;
  gint64 *case_times;
  gsize n_points;
  double *point_x;
  double *point_y;
  guint n_left_out;
} WgCaseField;

/**
 * wg_case_field_new:
 * @tree: the grids
 * @depth: a level of it
 * @records: (element-type WgCaseRecord): cases
 *
 * Returns: (transfer full): the field
 */
WgCaseField *wg_case_field_new (WgGridTree *tree, int depth, const GPtrArray *records);
void wg_case_field_free (WgCaseField *field);

/**
 * wg_case_field_project:
 * @x: (out): metres eastwards
 * @y: (out): metres northwards
 *
 * Finds the place of @lon and @lat, in degrees, on the sheet of the field.
 */
void wg_case_field_project (const WgCaseField *field, double lon, double lat, double *x, double *y);

/**
 * wg_case_field_get_borders:
 *
 * Returns: (transfer full): which grids of the level share a border, drawn lines a metre apart being one
 */
WgWeights *wg_case_field_get_borders (const WgCaseField *field);

/**
 * wg_case_field_get_window:
 *
 * Returns: (transfer full): the ground of the district, all topmost grids, on the sheet of the field
 */
WgKernelWindow *wg_case_field_get_window (const WgCaseField *field, WgKernel kernel, double bandwidth_m);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCaseField, wg_case_field_free)

G_END_DECLS
