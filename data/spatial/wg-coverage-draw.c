/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a mall or a school becomes a grid of its own by taking its land from every grid that it lies in; a gap that a
 * street left between two files becomes somebody's land. Both are outlines that appear where there was none.
 */

#include "wg-coverage-private.h"

static GArray *
close_line (const double *ring, guint n_points)
{
  GArray *line = wg_line_from_degrees (ring, n_points);
  __int128 twice_area = 0;
  WgCorner first;

  if (line->len < 3)
    return line;
  first = g_array_index (line, WgCorner, 0);
  if (!wg_line_is_closed (line))
    g_array_append_val (line, first);
  for (guint i = 1; i + 1 < line->len; i++)
    twice_area += wg_exact_turn (first, g_array_index (line, WgCorner, i), g_array_index (line, WgCorner, i + 1));
  for (guint i = 0, k = line->len - 1; twice_area < 0 && i < k; i++, k--)
    {
      WgCorner corner = g_array_index (line, WgCorner, i);

      g_array_index (line, WgCorner, i) = g_array_index (line, WgCorner, k);
      g_array_index (line, WgCorner, k) = corner;
    }
  return line;
}

static WgBox
box_of (const GArray *line)
{
  WgBox box = WG_BOX_EMPTY;

  for (guint i = 0; i < line->len; i++)
    wg_box_extend_corner (&box, g_array_index (line, WgCorner, i));
  return box;
}

static GArray *
sides_of_line (const GArray *line)
{
  GArray *sides = wg_sides_new ();

  for (guint i = 0; i + 1 < line->len; i++)
    {
      WgSide side = { g_array_index (line, WgCorner, i), g_array_index (line, WgCorner, i + 1) };

      g_array_append_val (sides, side);
    }
  return sides;
}

/* The drawn ring runs counter-clockwise: what has a side of it in its direction lies inside. */
static gboolean
is_inside (const WgPiece *piece, const GArray *ring)
{
  const WgRing *outer = g_ptr_array_index (piece->rings, 0);
  WgCorner middle = { outer->corners[0].lon + outer->corners[1].lon, outer->corners[0].lat + outer->corners[1].lat };

  for (guint i = 0; i < ring->len; i++)
    {
      const WgSide *side = &g_array_index (ring, WgSide, i);
      WgSide twin = { side->to, side->from };

      if (wg_piece_has_side (piece, side))
        return TRUE;
      if (wg_piece_has_side (piece, &twin))
        return FALSE;
    }
  return wg_sides_locate (ring, middle) == WG_PLACE_INSIDE;
}

/* Takes from one grid what lies inside the ring. */
static gboolean
take_land (WgWork *work, WgWorkGrid *grid, const GArray *line, const GArray *ring, WgWorkGrid *drawn, WgRefusal *refusal)
{
  g_autoptr (GArray) sides = wg_sides_new ();
  g_autoptr (GArray) left = wg_sides_new ();
  g_autoptr (GPtrArray) rings = NULL;
  g_autoptr (GPtrArray) pieces = NULL;
  WgCorner where = { 0, 0 };
  gboolean taken = FALSE;

  wg_line_add_inside (line, grid->sides, sides);
  g_array_append_vals (sides, grid->sides->data, grid->sides->len);
  rings = wg_sides_walk (sides, TRUE, NULL);
  pieces = wg_rings_to_pieces (rings, &where);
  if (pieces == NULL)
    return wg_refusal_set (refusal, "borders_would_cross", where) != NULL;
  for (guint i = 0; i < pieces->len; i++)
    {
      const WgPiece *piece = g_ptr_array_index (pieces, i);
      gboolean inside = is_inside (piece, ring);

      where = ((WgRing *) g_ptr_array_index (piece->rings, 0))->corners[0];
      taken |= inside;
      if (wg_coverage_measure_m2 (work->coverage, piece->twice_area, where.lat) < WG_COVERAGE_SMALLEST_M2)
        return wg_refusal_set (refusal, "split_sliver", where) != NULL;
      wg_sides_add_piece (inside ? drawn->sides : left, piece);
    }
  if (left->len == 0)
    return wg_refusal_set (refusal, "draw_swallows_grid", where) != NULL;
  if (!taken)
    return TRUE;
  g_array_set_size (grid->sides, 0);
  g_array_append_vals (grid->sides, left->data, left->len);
  return TRUE;
}

/* A piece of the new outline that is no part of the drawn ring: there the ring leaves the grids. */
static gboolean
covers_ring (const WgWorkGrid *drawn, const GArray *ring, WgRefusal *refusal)
{
  for (guint i = 0; i < ring->len; i++)
    {
      const WgSide *side = &g_array_index (ring, WgSide, i);

      if (wg_sides_find (drawn->sides, side->from, side->to) < 0)
        return wg_refusal_set (refusal, "draw_outside", side->from) != NULL;
    }
  if (drawn->sides->len == ring->len)
    return TRUE;
  for (guint i = 0; i < drawn->sides->len; i++)
    {
      const WgSide *side = &g_array_index (drawn->sides, WgSide, i);

      if (wg_sides_find (ring, side->from, side->to) < 0)
        return wg_refusal_set (refusal, "draw_outside", side->from) != NULL;
    }
  return TRUE;
}

GPtrArray *
wg_coverage_draw (WgCoverage *coverage, const double *ring, guint n_points, WgRefusal *refusal)
{
  g_autoptr (WgWork) work = wg_work_new (coverage);
  g_autoptr (GArray) line = close_line (ring, n_points);
  g_autoptr (GArray) borders = wg_sides_new ();
  g_autoptr (GArray) met = NULL;
  g_autoptr (GArray) outline = NULL;
  WgWorkGrid *drawn;
  WgCorner where = { 0, 0 };
  WgBox box = box_of (line);
  guint n_grids;

  if (line->len < 4)
    return wg_refusal_set (refusal, "ring_too_small", line->len > 0 ? g_array_index (line, WgCorner, 0) : where);
  if (wg_line_crosses_itself (line, &where))
    return wg_refusal_set (refusal, "split_line_crosses_itself", where);
  wg_work_take_near (work, &box);
  n_grids = work->grids->len;
  for (guint i = 0; i < n_grids; i++)
    {
      const WgWorkGrid *grid = g_ptr_array_index (work->grids, i);

      g_array_append_vals (borders, grid->sides->data, grid->sides->len);
    }
  met = wg_line_meet (work, line, borders);
  outline = sides_of_line (met);
  drawn = wg_work_add (work, NULL);
  for (guint i = 0; i < work->grids->len; i++)
    {
      WgWorkGrid *grid = g_ptr_array_index (work->grids, i);

      if (grid != drawn && !take_land (work, grid, met, outline, drawn, refusal))
        return NULL;
    }
  wg_sides_cancel (drawn->sides);
  if (!covers_ring (drawn, outline, refusal))
    return NULL;
  return wg_work_commit (work, FALSE, refusal);
}

/* The reverse of what the grids in hand leave open. */
static GArray *
list_open_sides (const WgWork *work)
{
  GArray *sides = wg_sides_new ();

  for (guint i = 0; i < work->grids->len; i++)
    {
      const WgWorkGrid *grid = g_ptr_array_index (work->grids, i);

      g_array_append_vals (sides, grid->sides->data, grid->sides->len);
    }
  wg_sides_cancel (sides);
  for (guint i = 0; i < sides->len; i++)
    {
      WgSide *side = &g_array_index (sides, WgSide, i);

      *side = (WgSide){ side->to, side->from };
    }
  return sides;
}

static const WgRing *
find_smallest_around (const GPtrArray *rings, WgCorner doubled)
{
  const WgRing *best = NULL;

  for (guint i = 0; i < rings->len; i++)
    {
      const WgRing *ring = g_ptr_array_index (rings, i);

      if (ring->twice_area > 0 && (best == NULL || ring->twice_area < best->twice_area)
          && wg_ring_locate (ring, doubled) == WG_PLACE_INSIDE)
        best = ring;
    }
  return best;
}

static WgBox
box_of_ring (const WgRing *ring)
{
  WgBox box = WG_BOX_EMPTY;

  for (guint i = 0; i < ring->n_corners; i++)
    wg_box_extend_corner (&box, ring->corners[i]);
  return box;
}

/* Looks at the grids around a place, more of them each time, until the gap around it is enclosed by grids in hand. */
static const WgRing *
find_gap (WgWork *work, WgCorner point, GPtrArray **rings)
{
  WgBox whole = WG_BOX_EMPTY, box = WG_BOX_EMPTY;
  const WgRing *gap = NULL;
  double reach = 0.0002;

  for (guint i = 0; i < work->coverage->grids->len; i++)
    {
      const WgShape *shape = g_array_index (work->coverage->grids, WgCoverageGrid, i).shape;

      if (shape != NULL)
        wg_box_union (&whole, &shape->box);
    }
  wg_box_extend_corner (&box, point);
  while (TRUE)
    {
      WgBox seen = { box.min_lon - reach, box.min_lat - reach, box.max_lon + reach, box.max_lat + reach }, around;
      g_autoptr (GArray) open = NULL;

      wg_work_take_near (work, &seen);
      open = list_open_sides (work);
      g_clear_pointer (rings, g_ptr_array_unref);
      *rings = wg_sides_walk (open, FALSE, NULL);
      gap = find_smallest_around (*rings, (WgCorner){ 2 * point.lon, 2 * point.lat });
      if (gap != NULL)
        {
          around = box_of_ring (gap);
          if (around.min_lon >= seen.min_lon && around.max_lon <= seen.max_lon && around.min_lat >= seen.min_lat
              && around.max_lat <= seen.max_lat)
            return gap;
        }
      if (seen.min_lon < whole.min_lon && seen.max_lon > whole.max_lon && seen.min_lat < whole.min_lat
          && seen.max_lat > whole.max_lat)
        return NULL;
      reach *= 2.0;
    }
}

static gboolean
lies_in (const WgRing *hole, const WgRing *ring)
{
  WgCorner middle = { hole->corners[0].lon + hole->corners[1].lon, hole->corners[0].lat + hole->corners[1].lat };

  return wg_ring_locate (ring, middle) == WG_PLACE_INSIDE;
}

/* The gap's outer ring and its holes, as sides with the gap on their left. */
static GArray *
list_gap_sides (const GPtrArray *rings, const WgRing *gap)
{
  GArray *sides = wg_sides_new ();

  for (guint i = 0; i < rings->len; i++)
    {
      const WgRing *ring = g_ptr_array_index (rings, i);
      WgCorner middle = { ring->corners[0].lon + ring->corners[1].lon, ring->corners[0].lat + ring->corners[1].lat };

      if (ring != gap
          && !(ring->twice_area < 0 && lies_in (ring, gap) && find_smallest_around (rings, middle) == gap))
        continue;
      for (guint k = 0; k < ring->n_corners; k++)
        {
          WgSide side = { ring->corners[k], ring->corners[(k + 1) % ring->n_corners] };

          g_array_append_val (sides, side);
        }
    }
  return sides;
}

static gboolean
meets (const GArray *a, const GArray *b)
{
  for (guint i = 0; i < a->len; i++)
    {
      const WgSide *side = &g_array_index (a, WgSide, i);

      if (wg_sides_find (b, side->to, side->from) >= 0)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
wg_coverage_fill (WgCoverage *coverage, gint64 id, const double at[2], WgRefusal *refusal)
{
  g_autoptr (WgWork) work = wg_work_new (coverage);
  WgCorner point = wg_corner_from_degrees (at[0], at[1]);
  g_autoptr (GPtrArray) rings = NULL;
  g_autoptr (GArray) sides = NULL;
  const WgRing *gap;
  WgWorkGrid *grid;

  if (wg_coverage_is_overlap (coverage, point))
    return wg_coverage_award (coverage, id, point, refusal);
  gap = find_gap (work, point, &rings);
  if (gap == NULL)
    return wg_refusal_set (refusal, "gap_not_found", point);
  sides = list_gap_sides (rings, gap);
  if (wg_sides_locate (sides, (WgCorner){ 2 * point.lon, 2 * point.lat }) != WG_PLACE_INSIDE)
    return wg_refusal_set (refusal, "gap_not_found", point);
  grid = id == 0 ? wg_work_add (work, NULL) : wg_work_take_id (work, id);
  g_return_val_if_fail (grid != NULL, NULL);
  if (id != 0 && !meets (sides, grid->sides))
    return wg_refusal_set (refusal, "merge_not_contiguous", point);
  g_array_append_vals (grid->sides, sides->data, sides->len);
  wg_sides_cancel (grid->sides);
  return wg_work_commit (work, FALSE, refusal);
}
