/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: land goes from one grid to another by taking the common sides away, never by computing a union: what is left are
 * the very corners that the other neighbours have.
 */

#include "wg-coverage-private.h"

/* Gives a grid the sides of pieces (WgPiece) as its own. */
static void
give (WgWorkGrid *grid, const GPtrArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    wg_sides_add_piece (grid->sides, g_ptr_array_index (pieces, i));
}

static GPtrArray *
list_pieces (const GArray *sides, WgCorner *where)
{
  g_autoptr (GPtrArray) rings = wg_sides_walk (sides, FALSE, NULL);

  return wg_rings_to_pieces (rings, where);
}

GPtrArray *
wg_coverage_merge (WgCoverage *coverage, const gint64 *ids, guint n_ids, WgRefusal *refusal)
{
  g_autoptr (WgWork) work = wg_work_new (coverage);
  g_autoptr (GPtrArray) pieces = NULL;
  WgWorkGrid *first = NULL;
  WgCorner where = { 0, 0 };

  for (guint i = 0; i < n_ids; i++)
    {
      WgWorkGrid *grid = wg_work_take_id (work, ids[i]);

      g_return_val_if_fail (grid != NULL && (i == 0 || grid != first), NULL);
      if (i == 0)
        {
          first = grid;
          continue;
        }
      grid->is_gone = TRUE;
      g_array_append_vals (first->sides, grid->sides->data, grid->sides->len);
    }
  g_return_val_if_fail (first != NULL, NULL);
  wg_sides_cancel (first->sides);
  pieces = list_pieces (first->sides, &where);
  if (pieces == NULL)
    return wg_refusal_set (refusal, "borders_would_cross", where);
  if (pieces->len != 1)
    {
      const WgPiece *other = g_ptr_array_index (pieces, pieces->len - 1);

      where = ((WgRing *) g_ptr_array_index (other->rings, 0))->corners[0];
      return wg_refusal_set (refusal, "merge_not_contiguous", where);
    }
  return wg_work_commit (work, FALSE, refusal);
}

WgShape *
wg_coverage_dissolve (const WgCoverage *coverage, const gint64 *ids, guint n_ids)
{
  g_autoptr (GArray) sides = wg_sides_new ();
  g_autoptr (GPtrArray) pieces = NULL;
  WgCorner where;

  for (guint i = 0; i < n_ids; i++)
    {
      const WgShape *shape = wg_coverage_get (coverage, ids[i]);

      if (shape != NULL)
        wg_sides_add_shape (sides, shape);
    }
  wg_sides_cancel (sides);
  pieces = list_pieces (sides, &where);
  return pieces == NULL ? NULL : wg_pieces_to_shape (pieces);
}

static gboolean
has_border_with (const WgPiece *piece, const WgWorkGrid *grid)
{
  for (guint i = 0; i < grid->sides->len; i++)
    {
      const WgSide *side = &g_array_index (grid->sides, WgSide, i);
      WgSide twin = { side->to, side->from };

      if (wg_piece_has_side (piece, &twin))
        return TRUE;
    }
  return FALSE;
}

static gboolean
piece_contains (const WgPiece *piece, const double *at)
{
  WgCorner point = wg_corner_from_degrees (at[0], at[1]);
  WgCorner doubled = { 2 * point.lon, 2 * point.lat };

  for (guint r = 0; r < piece->rings->len; r++)
    {
      WgPlace place = wg_ring_locate (g_ptr_array_index (piece->rings, r), doubled);

      if ((r == 0) != (place != WG_PLACE_OUTSIDE))
        return FALSE;
    }
  return TRUE;
}

/* The piece that is meant: the one around @at, else the smallest that has a border with @to. */
static int
choose_piece (const GPtrArray *pieces, const WgWorkGrid *to, const double *at)
{
  for (guint i = pieces->len; i > 0; i--)
    {
      const WgPiece *piece = g_ptr_array_index (pieces, i - 1);

      if (at != NULL && !piece_contains (piece, at))
        continue;
      if (has_border_with (piece, to))
        return i - 1;
    }
  return -1;
}

/* All pieces of a grid: cut by a line, or those of which it consists anyway. */
static GPtrArray *
cut_pieces (WgWork *work, WgWorkGrid *grid, const double *line, guint n_points, WgRefusal *refusal)
{
  g_autoptr (WgCut) cut = NULL;
  GPtrArray *pieces;
  WgCorner where = { 0, 0 };

  if (line == NULL)
    {
      pieces = list_pieces (grid->sides, &where);
      return pieces != NULL ? pieces : wg_refusal_set (refusal, "borders_would_cross", where);
    }
  cut = wg_work_cut (work, grid, line, n_points, refusal);
  if (cut == NULL)
    return NULL;
  pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_piece_free);
  g_ptr_array_extend_and_steal (pieces, g_steal_pointer (&cut->touched));
  g_ptr_array_extend_and_steal (pieces, g_steal_pointer (&cut->untouched));
  cut->touched = g_ptr_array_new ();
  cut->untouched = g_ptr_array_new ();
  return pieces;
}

GPtrArray *
wg_coverage_hand_over (WgCoverage *coverage, gint64 id, gint64 to, const double *line, guint n_points, const double *at,
                       WgRefusal *refusal)
{
  g_autoptr (WgWork) work = wg_work_new (coverage);
  WgWorkGrid *giver = wg_work_take_id (work, id), *taker = wg_work_take_id (work, to);
  g_autoptr (GPtrArray) pieces = NULL;
  int chosen;

  g_return_val_if_fail (giver != NULL && taker != NULL && giver != taker, NULL);

  pieces = cut_pieces (work, giver, line, n_points, refusal);
  if (pieces == NULL)
    return NULL;
  chosen = choose_piece (pieces, taker, at);
  if (chosen < 0 || pieces->len < 2)
    return wg_refusal_set (refusal, "handover_no_piece", g_array_index (giver->sides, WgSide, 0).from);
  wg_sides_add_piece (taker->sides, g_ptr_array_index (pieces, chosen));
  wg_sides_cancel (taker->sides);
  g_ptr_array_remove_index (pieces, chosen);
  g_array_set_size (giver->sides, 0);
  give (giver, pieces);
  return wg_work_commit (work, FALSE, refusal);
}
