/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the outline of a derived grid is that of the grids right below it. Where all levels above the lowest are derived those
 * are in the end the leaves; but a grid that was given an outline keeps it, however much of it the grids below cover, and then
 * it is that outline of which the grids above are made.
 */

#include "wg-draft-private.h"

gboolean
wg_draft_is_derived (WgGridTree *tree, const WgGrid *grid)
{
  const WgGridLevel *level = wg_grid_tree_find_level (tree, grid->depth);

  return level != NULL && level->outline == WG_GRID_OUTLINE_DERIVED;
}

/* What a derived grid above is made of: itself, and nothing of what is below it. */
static gboolean
is_ground (WgGridTree *tree, guint index)
{
  const WgGrid *grid = wg_grid_tree_get_grid (tree, index);

  return grid->shape != NULL && (wg_grid_tree_is_leaf (tree, index) || !wg_draft_is_derived (tree, grid));
}

static guint
find_parent (WgGridTree *tree, guint index)
{
  return wg_grid_tree_find_by_id (tree, wg_grid_tree_get_grid (tree, index)->parent_id);
}

static gboolean
stands_in_derived (WgGridTree *tree, guint parent)
{
  return parent != WG_GRID_NONE && wg_draft_is_derived (tree, wg_grid_tree_get_grid (tree, parent));
}

/* Whether a new grid at @parent is one that the derived grid at @top is made of. */
static gboolean
reaches (WgGridTree *tree, guint parent, guint top)
{
  while (parent != top && stands_in_derived (tree, parent))
    parent = find_parent (tree, parent);
  return parent == top;
}

WgCoverage *
wg_draft_make_ground (WgGridTree *tree, const WgDraft *draft)
{
  WgCoverage *ground = wg_coverage_new ();

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);

      if (is_ground (tree, i) && stands_in_derived (tree, find_parent (tree, i)))
        wg_coverage_set (ground, grid->id, grid->shape);
    }
  for (guint i = 0; draft != NULL && i < draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (draft->grids, i);

      if (stands_in_derived (tree, wg_grid_tree_find_by_id (tree, row->parent_id)))
        wg_coverage_set (ground, wg_draft_grid_get_coverage_id (row), g_str_equal (row->op, "retire") ? NULL : row->shape);
    }
  return ground;
}

GArray *
wg_draft_list_ground (WgGridTree *tree, const WgDraft *draft, guint top)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint end = wg_grid_tree_get_subtree_end (tree, top), i = top + 1;

  while (i < end)
    {
      gboolean ground = is_ground (tree, i);

      if (ground)
        g_array_append_val (ids, wg_grid_tree_get_grid (tree, i)->id);
      i = ground ? wg_grid_tree_get_subtree_end (tree, i) : i + 1;
    }
  for (guint n = 0; draft != NULL && n < draft->grids->len; n++)
    {
      const WgDraftGrid *row = g_ptr_array_index (draft->grids, n);
      gint64 id = wg_draft_grid_get_coverage_id (row);

      if (row->grid_id == WG_NULL_ID && reaches (tree, wg_grid_tree_find_by_id (tree, row->parent_id), top))
        g_array_append_val (ids, id);
    }
  return ids;
}
