/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one line across a grid is the edit that is made most, and the one with the most ways to go wrong: it overshoots,
 * it stops short, it gives three pieces, it separates nothing.
 */

#include "wg-coverage-private.h"

void
wg_cut_free (WgCut *cut)
{
  g_ptr_array_unref (cut->touched);
  g_ptr_array_unref (cut->untouched);
  g_free (cut);
}

static WgCut *
refuse (WgRefusal *refusal, const char *rule, WgCorner where)
{
  wg_refusal_set (refusal, rule, where);
  return NULL;
}

/* An end inside the grid is moved to the border when that is near. */
static gboolean
pull_end (WgWork *work, const WgWorkGrid *grid, WgCorner *end, WgRefusal *refusal)
{
  if (wg_sides_locate (grid->sides, (WgCorner){ 2 * end->lon, 2 * end->lat }) != WG_PLACE_INSIDE)
    return TRUE;
  if (wg_line_nearest (work->coverage, grid->sides, *end, WG_COVERAGE_SNAP_M, end, NULL))
    return TRUE;
  wg_refusal_set (refusal, "split_undershoot", *end);
  return FALSE;
}

static gboolean
is_touched (const WgPiece *piece, const GArray *drawn)
{
  for (guint i = 0; i < drawn->len; i++)
    {
      if (wg_piece_has_side (piece, &g_array_index (drawn, WgSide, i)))
        return TRUE;
    }
  return FALSE;
}

static WgCut *
sort_pieces (const GPtrArray *pieces, const GArray *drawn)
{
  WgCut *cut = g_new0 (WgCut, 1);

  cut->touched = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_piece_free);
  cut->untouched = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_piece_free);
  for (guint i = 0; i < pieces->len; i++)
    {
      WgPiece *piece = g_ptr_array_index (pieces, i);

      g_ptr_array_add (is_touched (piece, drawn) ? cut->touched : cut->untouched, piece);
    }
  return cut;
}

static WgCut *
cut_along (WgWork *work, WgWorkGrid *grid, const GArray *line, WgRefusal *refusal)
{
  g_autoptr (GArray) border = wg_sides_new ();
  g_autoptr (GArray) met = NULL;
  g_autoptr (GArray) drawn = wg_sides_new ();
  g_autoptr (GPtrArray) rings = NULL;
  g_autoptr (GPtrArray) pieces = NULL;
  g_autoptr (WgCut) cut = NULL;
  WgCorner where = g_array_index (line, WgCorner, 0);

  g_array_append_vals (border, grid->sides->data, grid->sides->len);
  met = wg_line_meet (work, line, border);
  wg_line_add_inside (met, grid->sides, drawn);
  g_array_set_size (border, 0);
  g_array_append_vals (border, grid->sides->data, grid->sides->len);
  g_array_append_vals (border, drawn->data, drawn->len);
  rings = wg_sides_walk (border, TRUE, NULL);
  pieces = wg_rings_to_pieces (rings, &where);
  if (pieces == NULL)
    return refuse (refusal, "borders_would_cross", where);
  cut = sort_pieces (pieces, drawn);
  g_ptr_array_set_free_func (pieces, NULL);
  if (cut->touched->len < 2)
    return refuse (refusal, "split_no_effect", g_array_index (line, WgCorner, 0));
  for (guint i = 0; i < cut->touched->len; i++)
    {
      const WgPiece *piece = g_ptr_array_index (cut->touched, i);

      where = ((WgRing *) g_ptr_array_index (piece->rings, 0))->corners[0];
      if (wg_coverage_measure_m2 (work->coverage, piece->twice_area, where.lat) < WG_COVERAGE_SMALLEST_M2)
        return refuse (refusal, "split_sliver", where);
    }
  return g_steal_pointer (&cut);
}

/* Cuts a grid in hand along a line; the places where the line meets its border become corners of all sharers. */
WgCut *
wg_work_cut (WgWork *work, WgWorkGrid *grid, const double *line, guint n_points, WgRefusal *refusal)
{
  g_autoptr (GArray) drawn = wg_line_from_degrees (line, n_points);
  WgCorner where = { 0, 0 };

  if (drawn->len > 0)
    where = g_array_index (drawn, WgCorner, 0);
  if (drawn->len < 2)
    return refuse (refusal, "split_no_effect", where);
  if (wg_line_crosses_itself (drawn, &where))
    return refuse (refusal, "split_line_crosses_itself", where);
  if (!wg_line_is_closed (drawn)
      && (!pull_end (work, grid, &g_array_index (drawn, WgCorner, 0), refusal)
          || !pull_end (work, grid, &g_array_index (drawn, WgCorner, drawn->len - 1), refusal)))
    return NULL;
  return cut_along (work, grid, drawn, refusal);
}

GPtrArray *
wg_coverage_split (WgCoverage *coverage, gint64 id, const double *line, guint n_points, WgRefusal *refusal)
{
  g_autoptr (WgWork) work = wg_work_new (coverage);
  WgWorkGrid *grid = wg_work_take_id (work, id);
  g_autoptr (WgCut) cut = NULL;

  g_return_val_if_fail (grid != NULL, NULL);

  cut = wg_work_cut (work, grid, line, n_points, refusal);
  if (cut == NULL)
    return NULL;
  grid->is_gone = TRUE;
  for (guint i = 0; i < cut->touched->len; i++)
    {
      WgWorkGrid *piece = wg_work_add (work, grid->known);

      wg_sides_add_piece (piece->sides, g_ptr_array_index (cut->touched, i));
      for (guint k = 0; i == 0 && k < cut->untouched->len; k++)
        wg_sides_add_piece (piece->sides, g_ptr_array_index (cut->untouched, k));
    }
  return wg_work_commit (work, FALSE, refusal);
}
