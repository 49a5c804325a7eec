/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an edit is made on copies of the grids it touches; only when every copy is sound again do they replace the grids,
 * so that a refused edit has changed nothing.
 */

#include "wg-coverage-private.h"

static void
work_grid_free (WgWorkGrid *grid)
{
  g_clear_pointer (&grid->before, wg_shape_unref);
  g_clear_pointer (&grid->after, wg_shape_unref);
  g_array_unref (grid->sides);
  g_array_unref (grid->known);
  g_free (grid);
}

WgWork *
wg_work_new (WgCoverage *coverage)
{
  WgWork *work = g_new0 (WgWork, 1);

  work->coverage = coverage;
  work->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) work_grid_free);
  return work;
}

void
wg_work_free (WgWork *work)
{
  g_ptr_array_unref (work->grids);
  g_free (work);
}

static WgWorkGrid *
add_grid (WgWork *work, gint64 id, WgShape *before)
{
  WgWorkGrid *grid = g_new0 (WgWorkGrid, 1);

  grid->id = id;
  grid->before = before == NULL ? NULL : wg_shape_ref (before);
  grid->sides = wg_sides_new ();
  grid->known = wg_sides_new ();
  g_ptr_array_add (work->grids, grid);
  return grid;
}

/* Takes the grid at a position of the coverage in hand, once. */
WgWorkGrid *
wg_work_take (WgWork *work, guint index)
{
  const WgCoverageGrid *found = &g_array_index (work->coverage->grids, WgCoverageGrid, index);
  WgWorkGrid *grid;

  for (guint i = 0; i < work->grids->len; i++)
    {
      grid = g_ptr_array_index (work->grids, i);
      if (grid->id == found->id)
        return grid;
    }
  if (found->shape == NULL)
    return NULL;
  grid = add_grid (work, found->id, found->shape);
  wg_sides_add_shape (grid->sides, found->shape);
  g_array_append_vals (grid->known, grid->sides->data, grid->sides->len);
  g_array_sort (grid->known, wg_side_compare);
  return grid;
}

WgWorkGrid *
wg_work_take_id (WgWork *work, gint64 id)
{
  int index = wg_coverage_find (work->coverage, id);

  return index < 0 ? NULL : wg_work_take (work, index);
}

/* A grid that was not there before, still without sides. @known: sides that are sound among themselves, of the grid it is
 * cut out of.
 */
WgWorkGrid *
wg_work_add (WgWork *work, const GArray *known)
{
  WgWorkGrid *grid;

  work->coverage->last_new--;
  grid = add_grid (work, work->coverage->last_new, NULL);
  if (known != NULL)
    g_array_append_vals (grid->known, known->data, known->len);
  return grid;
}

void
wg_work_take_near (WgWork *work, const WgBox *box)
{
  for (guint i = 0; i < work->coverage->grids->len; i++)
    {
      const WgShape *shape = g_array_index (work->coverage->grids, WgCoverageGrid, i).shape;

      if (shape != NULL && wg_box_intersects (&shape->box, box))
        wg_work_take (work, i);
    }
}

/* Puts the corners of @way between the ends of a side, in every grid that has the side in one or the other direction. */
void
wg_work_insert (WgWork *work, WgCorner from, WgCorner to, const GArray *way)
{
  WgBox box = WG_BOX_EMPTY;

  wg_box_extend_corner (&box, from);
  wg_box_extend_corner (&box, to);
  for (guint i = 0; i < work->coverage->grids->len; i++)
    {
      const WgShape *shape = g_array_index (work->coverage->grids, WgCoverageGrid, i).shape;
      g_autoptr (GArray) sides = NULL;

      if (shape == NULL || !wg_box_intersects (&shape->box, &box))
        continue;
      sides = wg_sides_new ();
      wg_sides_add_shape (sides, shape);
      if (wg_sides_find (sides, from, to) >= 0 || wg_sides_find (sides, to, from) >= 0)
        wg_work_take (work, i);
    }
  for (guint i = 0; i < work->grids->len; i++)
    {
      WgWorkGrid *grid = g_ptr_array_index (work->grids, i);
      int forward = wg_sides_find (grid->sides, from, to), backward = wg_sides_find (grid->sides, to, from);

      if (forward >= 0)
        wg_sides_replace (grid->sides, forward, way, FALSE);
      if (backward >= 0)
        wg_sides_replace (grid->sides, backward, way, TRUE);
    }
}

static gboolean
is_unchanged (const WgWorkGrid *grid)
{
  g_autoptr (GArray) sorted = NULL;

  if (grid->before == NULL || grid->is_gone || grid->sides->len != grid->known->len)
    return FALSE;
  sorted = wg_sides_new ();
  g_array_append_vals (sorted, grid->sides->data, grid->sides->len);
  g_array_sort (sorted, wg_side_compare);
  return memcmp (sorted->data, grid->known->data, sorted->len * sizeof (WgSide)) == 0;
}

/* Makes the outline of one grid again and looks whether it is sound. */
static gboolean
finish_grid (WgWork *work, WgWorkGrid *grid, gboolean strict, WgRefusal *refusal)
{
  g_autoptr (GPtrArray) rings = NULL;
  g_autoptr (GPtrArray) pieces = NULL;
  WgCorner where = { 0, 0 };
  const char *rule = "borders_would_cross";

  if (!wg_sides_find_clash (grid->sides, grid->known, strict, &where))
    {
      rings = wg_sides_walk (grid->sides, FALSE, NULL);
      pieces = wg_rings_to_pieces (rings, &where);
    }
  if (pieces != NULL && pieces->len > 0)
    {
      __int128 twice_area = 0;

      for (guint i = 0; i < pieces->len; i++)
        twice_area += ((WgPiece *) g_ptr_array_index (pieces, i))->twice_area;
      rule = "split_sliver";
      if (wg_coverage_measure_m2 (work->coverage, twice_area, where.lat) >= WG_COVERAGE_SMALLEST_M2)
        grid->after = wg_pieces_to_shape (pieces);
    }
  if (grid->after == NULL)
    wg_refusal_set (refusal, rule, where);
  return grid->after != NULL;
}

/* Puts all grids in hand back, or refuses and leaves the coverage as it was. @strict: no outline may touch itself in a
 * new corner.
 */
GPtrArray *
wg_work_commit (WgWork *work, gboolean strict, WgRefusal *refusal)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_coverage_change_free);

  for (guint i = 0; i < work->grids->len; i++)
    {
      WgWorkGrid *grid = g_ptr_array_index (work->grids, i);
      WgCoverageChange *change;

      if (is_unchanged (grid))
        continue;
      if (!grid->is_gone && !finish_grid (work, grid, strict, refusal))
        return NULL;
      change = g_new0 (WgCoverageChange, 1);
      change->id = grid->id;
      change->before = g_steal_pointer (&grid->before);
      change->after = g_steal_pointer (&grid->after);
      g_ptr_array_add (changes, change);
    }
  for (guint i = 0; i < changes->len; i++)
    {
      const WgCoverageChange *change = g_ptr_array_index (changes, i);

      wg_coverage_set (work->coverage, change->id, change->after);
    }
  return g_steal_pointer (&changes);
}
