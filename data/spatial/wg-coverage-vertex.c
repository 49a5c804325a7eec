/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: moving one corner is what the hand does all day; it must take every grid that has the corner with it and must not
 * be able to do harm however far it is thrown.
 */

#include "wg-coverage-private.h"

/* What moves the outer border by less is rounding: one square centimetre. */
#define NO_AREA_M2 1e-4

static gboolean
find_corner (const WgCoverage *coverage, const double at[2], WgCorner *corner)
{
  double lon = at[0], lat = at[1];

  if (!wg_coverage_find_corner (coverage, &lon, &lat, WG_COVERAGE_SNAP_M))
    return FALSE;
  *corner = wg_corner_from_degrees (lon, lat);
  return TRUE;
}

static gboolean
has_corner (const GArray *sides, WgCorner corner)
{
  for (guint i = 0; i < sides->len; i++)
    {
      if (wg_corner_equal (g_array_index (sides, WgSide, i).from, corner))
        return TRUE;
    }
  return FALSE;
}

/* Takes all grids in hand that have the corner. */
static void
take_sharers (WgWork *work, WgCorner corner)
{
  double lon = wg_shape_degrees_from_units (corner.lon), lat = wg_shape_degrees_from_units (corner.lat);

  for (guint i = 0; i < work->coverage->grids->len; i++)
    {
      const WgShape *shape = g_array_index (work->coverage->grids, WgCoverageGrid, i).shape;
      g_autoptr (GArray) sides = NULL;

      if (shape == NULL || !wg_box_contains (&shape->box, lon, lat))
        continue;
      sides = wg_sides_new ();
      wg_sides_add_shape (sides, shape);
      if (has_corner (sides, corner))
        wg_work_take (work, i);
    }
}

/* The sides at a corner that have no reverse among the grids in hand. */
static GArray *
list_outer_sides (const WgWork *work, WgCorner corner)
{
  GArray *outer = wg_sides_new ();

  for (guint i = 0; i < work->grids->len; i++)
    {
      const WgWorkGrid *grid = g_ptr_array_index (work->grids, i);

      for (guint k = 0; k < grid->sides->len; k++)
        {
          const WgSide *side = &g_array_index (grid->sides, WgSide, k);

          if (wg_corner_equal (side->from, corner) || wg_corner_equal (side->to, corner))
            g_array_append_val (outer, *side);
        }
    }
  wg_sides_cancel (outer);
  return outer;
}

/* Whether what has one grid on one side only stays where it is when @corner goes to @to: along a straight outer border it
 * may slide.
 */
static gboolean
keeps_outer_border (const WgWork *work, WgCorner corner, WgCorner to)
{
  g_autoptr (GArray) outer = list_outer_sides (work, corner);
  WgCorner before, after;
  double old_m2, new_m2;

  if (outer->len == 0)
    return TRUE;
  if (outer->len != 2)
    return FALSE;
  before = g_array_index (outer, WgSide, 0).from;
  after = g_array_index (outer, WgSide, 1).to;
  if (wg_corner_equal (before, corner))
    {
      before = g_array_index (outer, WgSide, 1).from;
      after = g_array_index (outer, WgSide, 0).to;
    }
  if (wg_corner_equal (before, corner) || wg_corner_equal (after, corner) || !wg_exact_in_box (before, after, to))
    return FALSE;
  old_m2 = wg_coverage_measure_m2 (work->coverage, wg_exact_turn (before, corner, after), corner.lat);
  new_m2 = wg_coverage_measure_m2 (work->coverage, wg_exact_turn (before, to, after), corner.lat);
  return fabs (old_m2) < NO_AREA_M2 && fabs (new_m2) < NO_AREA_M2;
}

static void
move_sides (const WgWork *work, WgCorner from, WgCorner to)
{
  for (guint i = 0; i < work->grids->len; i++)
    {
      WgWorkGrid *grid = g_ptr_array_index (work->grids, i);

      for (guint k = 0; k < grid->sides->len; k++)
        {
          WgSide *side = &g_array_index (grid->sides, WgSide, k);

          if (wg_corner_equal (side->from, from))
            side->from = to;
          if (wg_corner_equal (side->to, from))
            side->to = to;
        }
    }
}

/* A corner laid on another one would leave a side without length. */
static gboolean
is_taken (const WgWork *work, WgCorner to)
{
  for (guint i = 0; i < work->grids->len; i++)
    {
      const WgWorkGrid *grid = g_ptr_array_index (work->grids, i);

      if (has_corner (grid->sides, to))
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
move_corner (WgWork *work, WgCorner corner, const double to[2], WgRefusal *refusal)
{
  WgCorner target = wg_corner_drawn (to[0], to[1]);

  if (!keeps_outer_border (work, corner, target))
    return wg_refusal_set (refusal, "outer_border_moved", corner);
  if (is_taken (work, target))
    return wg_refusal_set (refusal, "borders_would_cross", target);
  move_sides (work, corner, target);
  return wg_work_commit (work, TRUE, refusal);
}

GPtrArray *
wg_coverage_move_vertex (WgCoverage *coverage, const double from[2], const double to[2], WgRefusal *refusal)
{
  g_autoptr (WgWork) work = wg_work_new (coverage);
  WgCorner corner;

  if (!find_corner (coverage, from, &corner))
    return wg_refusal_set (refusal, "no_vertex_here", wg_corner_from_degrees (from[0], from[1]));
  take_sharers (work, corner);
  return move_corner (work, corner, to, refusal);
}

/* The side nearest to a place, of any grid. */
static gboolean
find_side (WgWork *work, WgCorner point, WgCorner *nearest, WgSide *found)
{
  double lon = wg_shape_degrees_from_units (point.lon), lat = wg_shape_degrees_from_units (point.lat), x, y;
  g_autoptr (GArray) sides = wg_sides_new ();
  WgBox box = { lon, lat, lon, lat };
  guint index;

  wg_coverage_get_scale (work->coverage, point.lat, &x, &y);
  box.min_lon -= WG_COVERAGE_SNAP_M / x * WG_SHAPE_UNIT;
  box.max_lon += WG_COVERAGE_SNAP_M / x * WG_SHAPE_UNIT;
  box.min_lat -= WG_COVERAGE_SNAP_M / y * WG_SHAPE_UNIT;
  box.max_lat += WG_COVERAGE_SNAP_M / y * WG_SHAPE_UNIT;
  for (guint i = 0; i < work->coverage->grids->len; i++)
    {
      const WgShape *shape = g_array_index (work->coverage->grids, WgCoverageGrid, i).shape;

      if (shape != NULL && wg_box_intersects (&shape->box, &box))
        wg_sides_add_shape (sides, shape);
    }
  if (!wg_line_nearest (work->coverage, sides, point, WG_COVERAGE_SNAP_M, nearest, &index))
    return FALSE;
  *found = g_array_index (sides, WgSide, index);
  return TRUE;
}

static gboolean
is_near (WgCorner a, WgCorner b)
{
  return llabs (a.lon - b.lon) <= WG_COVERAGE_STEP && llabs (a.lat - b.lat) <= WG_COVERAGE_STEP;
}

GPtrArray *
wg_coverage_insert_vertex (WgCoverage *coverage, const double at[2], const double *to, WgRefusal *refusal)
{
  g_autoptr (WgWork) work = wg_work_new (coverage);
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (WgCorner));
  WgCorner point = wg_corner_from_degrees (at[0], at[1]), corner;
  WgSide side;

  if (!find_side (work, point, &corner, &side))
    return wg_refusal_set (refusal, "no_border_here", point);
  if (is_near (corner, side.from) || is_near (corner, side.to))
    return wg_refusal_set (refusal, "vertex_exists", corner);
  g_array_append_val (way, corner);
  wg_work_insert (work, side.from, side.to, way);
  return to == NULL ? wg_work_commit (work, TRUE, refusal) : move_corner (work, corner, to, refusal);
}

/* The two corners beside @corner when all grids that have it have the same two. */
static gboolean
find_beside (const WgWork *work, WgCorner corner, WgCorner beside[2])
{
  guint n_found = 0;

  for (guint i = 0; i < work->grids->len; i++)
    {
      const WgWorkGrid *grid = g_ptr_array_index (work->grids, i);

      for (guint k = 0; k < grid->sides->len; k++)
        {
          const WgSide *side = &g_array_index (grid->sides, WgSide, k);
          WgCorner other = wg_corner_equal (side->from, corner) ? side->to : side->from;

          if (!wg_corner_equal (side->from, corner) && !wg_corner_equal (side->to, corner))
            continue;
          if ((n_found > 0 && wg_corner_equal (beside[0], other)) || (n_found > 1 && wg_corner_equal (beside[1], other)))
            continue;
          if (n_found == 2)
            return FALSE;
          beside[n_found++] = other;
        }
    }
  return n_found == 2;
}

static void
straighten (WgWorkGrid *grid, WgCorner corner)
{
  for (guint k = grid->sides->len; k > 0; k--)
    {
      WgSide *side = &g_array_index (grid->sides, WgSide, k - 1);
      WgCorner to;

      if (!wg_corner_equal (side->from, corner))
        continue;
      to = side->to;
      g_array_remove_index_fast (grid->sides, k - 1);
      for (guint i = 0; i < grid->sides->len; i++)
        {
          WgSide *before = &g_array_index (grid->sides, WgSide, i);

          if (wg_corner_equal (before->to, corner))
            before->to = to;
        }
      return;
    }
}

GPtrArray *
wg_coverage_delete_vertex (WgCoverage *coverage, const double at[2], WgRefusal *refusal)
{
  g_autoptr (WgWork) work = wg_work_new (coverage);
  WgCorner corner, beside[2] = { { 0, 0 }, { 0, 0 } };

  if (!find_corner (coverage, at, &corner))
    return wg_refusal_set (refusal, "no_vertex_here", wg_corner_from_degrees (at[0], at[1]));
  take_sharers (work, corner);
  if (!find_beside (work, corner, beside))
    return wg_refusal_set (refusal, "vertex_is_junction", corner);
  if (!keeps_outer_border (work, corner, beside[0]))
    return wg_refusal_set (refusal, "outer_border_moved", corner);
  for (guint i = 0; i < work->grids->len; i++)
    {
      WgWorkGrid *grid = g_ptr_array_index (work->grids, i);

      if (wg_sides_find (grid->sides, beside[0], beside[1]) >= 0 || wg_sides_find (grid->sides, beside[1], beside[0]) >= 0)
        return wg_refusal_set (refusal, "ring_too_small", corner);
      straighten (grid, corner);
    }
  return wg_work_commit (work, TRUE, refusal);
}
