/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever moves a border sees at once who and what changes sides. What is in force is counted; what the draft makes of
 * it comes from the plan of the draft; what the step in hand adds is counted from the land between its two outlines.
 */

#include "wg-boundary-sides.h"

#include "wg-draft-plan.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
add_case (WgSideFigures *figures, const WgCaseRecord *record, gint64 now_ms, int n)
{
  figures->open += n;
  figures->overdue += wg_case_record_is_overdue (record, now_ms) ? n : 0;
}

static gboolean
counts (const WgCaseRecord *record)
{
  return record->suspended_until_ms == WG_NO_TIME && wg_case_state_is_open (record->state);
}

static void
measure_now (WgBoundarySketch *self, const WgGrid *grid, WgSideFigures *now)
{
  GPtrArray *cases = wg_case_board_get_cases (wg_context_get_board (wg_boundary_sketch_get_context (self)));
  gint64 now_ms = wg_context_get_now (wg_boundary_sketch_get_context (self));
  const GArray *footprints = wg_boundary_sketch_get_footprints (self);

  *now = (WgSideFigures){ grid->area_m2, grid->households, 0, 0, 0 };
  for (guint i = 0; i < cases->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i);

      if (record->grid_id == grid->id && counts (record))
        add_case (now, record, now_ms, 1);
    }
  for (guint i = 0; footprints != NULL && grid->shape != NULL && i < footprints->len; i++)
    {
      const WgFootprint *one = &g_array_index (footprints, WgFootprint, i);

      now->buildings += wg_box_contains (wg_shape_get_box (grid->shape), one->lon, one->lat)
                        && wg_shape_contains (grid->shape, one->lon, one->lat);
    }
}

/* +1 for what is in @after only, -1 for what is in @before only. */
static int
side_of (const WgShape *before, const WgShape *after, double lon, double lat)
{
  gboolean was = before != NULL && wg_box_contains (wg_shape_get_box (before), lon, lat) && wg_shape_contains (before, lon, lat);
  gboolean is = after != NULL && wg_box_contains (wg_shape_get_box (after), lon, lat) && wg_shape_contains (after, lon, lat);

  return (int) is - (int) was;
}

static void
add_difference (WgBoundarySketch *self, const WgShape *before, const WgShape *after, WgSideFigures *then)
{
  GPtrArray *cases = wg_case_board_get_cases (wg_context_get_board (wg_boundary_sketch_get_context (self)));
  gint64 now_ms = wg_context_get_now (wg_boundary_sketch_get_context (self));
  const GArray *footprints = wg_boundary_sketch_get_footprints (self);

  for (guint i = 0; i < cases->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i);
      int n = counts (record) && !isnan (record->lon) ? side_of (before, after, record->lon, record->lat) : 0;

      if (n != 0)
        add_case (then, record, now_ms, n);
    }
  for (guint i = 0; footprints != NULL && i < footprints->len; i++)
    {
      const WgFootprint *one = &g_array_index (footprints, WgFootprint, i);
      int n = side_of (before, after, one->lon, one->lat);

      then->buildings += n;
      if (then->households >= 0)
        then->households = MAX (then->households + n * one->households, 0);
    }
}

static const WgGridWeight *
find_weight (WgBoundarySketch *self, gint64 id)
{
  const WgDraftPlan *plan = wg_boundary_sketch_get_plan (self);

  for (guint i = 0; plan != NULL && i < plan->grids->len; i++)
    {
      const WgGridWeight *weight = g_ptr_array_index (plan->grids, i);

      if (weight->id == id)
        return weight;
    }
  return NULL;
}

static const WgCoverageChange *
find_change (WgBoundarySketch *self, gint64 id)
{
  const GPtrArray *trial = wg_boundary_sketch_get_trial (self);

  for (guint i = 0; trial != NULL && i < trial->len; i++)
    {
      const WgCoverageChange *change = g_ptr_array_index (trial, i);

      if (change->id == id)
        return change;
    }
  return NULL;
}

void
wg_boundary_sides_measure_draft (WgBoundarySketch *self, gint64 id, WgSideFigures *now, WgSideFigures *then)
{
  WgGridTree *grids = wg_boundary_sketch_get_grids (self);
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (self);
  guint index = grids != NULL && id > 0 ? wg_grid_tree_find_by_id (grids, id) : WG_GRID_NONE;
  const WgGrid *grid = index != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, index) : NULL;
  const WgGridWeight *weight = find_weight (self, id);
  const WgShape *shape = coverage != NULL ? wg_coverage_get (coverage, id) : NULL;

  *now = *then = (WgSideFigures){ 0 };
  if (grid != NULL)
    measure_now (self, grid, now);
  if (weight != NULL)
    {
      const WgGridFigures *after = &weight->figures[1];

      *then = (WgSideFigures){ after->area_m2, after->households, after->buildings, after->open, after->overdue };
    }
  else
    *then = *now;
  then->area_m2 = shape != NULL ? wg_shape_get_area_m2 (shape) : 0.0;
}

void
wg_boundary_sides_measure (WgBoundarySketch *self, gint64 id, WgSideFigures *now, WgSideFigures *then)
{
  const WgCoverageChange *change = find_change (self, id);

  wg_boundary_sides_measure_draft (self, id, now, then);
  if (change == NULL)
    return;
  add_difference (self, change->before, change->after, then);
  then->area_m2 = change->after != NULL ? wg_shape_get_area_m2 (change->after) : 0.0;
}

GArray *
wg_boundary_sides_list (WgBoundarySketch *self)
{
  const GPtrArray *trial = wg_boundary_sketch_get_trial (self);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; trial != NULL && i < trial->len; i++)
    {
      const WgCoverageChange *change = g_ptr_array_index (trial, i);

      if (wg_draft_moves_land (change->before, change->after))
        g_array_append_val (ids, change->id);
    }
  return ids;
}

char *
wg_boundary_sides_dup_name (WgBoundarySketch *self, gint64 id)
{
  const GPtrArray *trial = wg_boundary_sketch_get_trial (self);
  guint number = 0;

  for (guint i = 0; trial != NULL && i < trial->len; i++)
    {
      const WgCoverageChange *change = g_ptr_array_index (trial, i);

      number += change->before == NULL;
      /* Translators: a piece of a grid that is being cut, which has no name yet. */
      if (change->id == id && change->before == NULL)
        return g_strdup_printf (_ ("New grid %u"), number);
    }
  return g_strdup (wg_boundary_sketch_get_name (self, id));
}
