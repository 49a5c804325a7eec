/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every room asks which grids there are and how they hang together, several of them from worker threads. All are
 * answered from one snapshot that never changes; a boundary adjustment makes a new one.
 */

#include "wg-grid-tree-private.h"

G_DEFINE_BOXED_TYPE (WgGrid, wg_grid, wg_grid_copy, wg_grid_free)
G_DEFINE_BOXED_TYPE (WgGridTree, wg_grid_tree, wg_grid_tree_ref, wg_grid_tree_unref)

static const char *const outline_nicks[] = {
  [WG_GRID_OUTLINE_GIVEN] = "given",
  [WG_GRID_OUTLINE_DERIVED] = "derived",
};

const char *
wg_grid_outline_to_nick (WgGridOutline outline)
{
  g_return_val_if_fail ((gsize) outline < G_N_ELEMENTS (outline_nicks), NULL);

  return outline_nicks[outline];
}

gboolean
wg_grid_outline_from_nick (const char *nick, WgGridOutline *outline)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outline_nicks); i++)
    {
      if (g_strcmp0 (nick, outline_nicks[i]) != 0)
        continue;
      if (outline != NULL)
        *outline = (WgGridOutline) i;
      return TRUE;
    }
  return FALSE;
}

WgGrid *
wg_grid_new (void)
{
  WgGrid *grid = g_new0 (WgGrid, 1);

  grid->households = -1;
  grid->people = -1;
  grid->parent = WG_GRID_NONE;
  return grid;
}

WgGrid *
wg_grid_copy (const WgGrid *grid)
{
  WgGrid *copy = g_memdup2 (grid, sizeof *grid);

  copy->code = g_strdup (grid->code);
  copy->name = g_strdup (grid->name);
  if (grid->shape != NULL)
    copy->shape = wg_shape_ref (grid->shape);
  return copy;
}

static void
clear_grid (WgGrid *grid)
{
  g_clear_pointer (&grid->code, g_free);
  g_clear_pointer (&grid->name, g_free);
  g_clear_pointer (&grid->shape, wg_shape_unref);
}

void
wg_grid_free (WgGrid *grid)
{
  if (grid == NULL)
    return;
  clear_grid (grid);
  g_free (grid);
}

WgGridTree *
wg_grid_tree_ref (WgGridTree *tree)
{
  g_atomic_ref_count_inc (&tree->ref_count);
  return tree;
}

void
wg_grid_tree_unref (WgGridTree *tree)
{
  if (!g_atomic_ref_count_dec (&tree->ref_count))
    return;
  for (guint i = 0; i < tree->n_grids; i++)
    clear_grid (&tree->grids[i]);
  g_clear_pointer (&tree->by_id, g_hash_table_unref);
  g_clear_pointer (&tree->by_code, g_hash_table_unref);
  g_clear_pointer (&tree->boxes, wg_box_index_unref);
  g_array_unref (tree->levels);
  g_free (tree->grids);
  g_free (tree->subtree_ends);
  g_free (tree->child_starts);
  g_free (tree->children);
  g_free (tree->by_rank);
  g_free (tree);
}

guint
wg_grid_tree_get_n_grids (const WgGridTree *tree)
{
  return tree->n_grids;
}

const WgGrid *
wg_grid_tree_get_grid (const WgGridTree *tree, guint index)
{
  g_return_val_if_fail (index < tree->n_grids, NULL);

  return &tree->grids[index];
}

guint
wg_grid_tree_get_n_levels (const WgGridTree *tree)
{
  return tree->levels->len;
}

const WgGridLevel *
wg_grid_tree_get_level (const WgGridTree *tree, guint level)
{
  g_return_val_if_fail (level < tree->levels->len, NULL);

  return &g_array_index (tree->levels, WgGridLevel, level);
}

const WgGridLevel *
wg_grid_tree_find_level (const WgGridTree *tree, int depth)
{
  for (guint i = 0; i < tree->levels->len; i++)
    {
      if (g_array_index (tree->levels, WgGridLevel, i).depth == depth)
        return &g_array_index (tree->levels, WgGridLevel, i);
    }
  return NULL;
}

static guint
look_up (GHashTable *table, gconstpointer key)
{
  gpointer found;

  return g_hash_table_lookup_extended (table, key, NULL, &found) ? GPOINTER_TO_UINT (found) : WG_GRID_NONE;
}

guint
wg_grid_tree_find_by_id (const WgGridTree *tree, gint64 id)
{
  return look_up (tree->by_id, &id);
}

guint
wg_grid_tree_find_by_code (const WgGridTree *tree, const char *code)
{
  return code != NULL ? look_up (tree->by_code, code) : WG_GRID_NONE;
}

const guint *
wg_grid_tree_get_children (const WgGridTree *tree, guint index, guint *n_children)
{
  guint slot = MIN (index, tree->n_grids);

  g_return_val_if_fail (index < tree->n_grids || index == WG_GRID_NONE, NULL);

  *n_children = tree->child_starts[slot + 1] - tree->child_starts[slot];
  return tree->children + tree->child_starts[slot];
}

gboolean
wg_grid_tree_is_leaf (const WgGridTree *tree, guint index)
{
  g_return_val_if_fail (index < tree->n_grids, FALSE);

  return tree->subtree_ends[index] == index + 1;
}

GArray *
wg_grid_tree_get_ancestors (const WgGridTree *tree, guint index)
{
  GArray *ancestors = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (index < tree->n_grids, ancestors);

  for (guint parent = tree->grids[index].parent; parent != WG_GRID_NONE; parent = tree->grids[parent].parent)
    g_array_append_val (ancestors, parent);
  return ancestors;
}

guint
wg_grid_tree_get_subtree_end (const WgGridTree *tree, guint index)
{
  g_return_val_if_fail (index < tree->n_grids, index);

  return tree->subtree_ends[index];
}

gboolean
wg_grid_tree_is_below (const WgGridTree *tree, guint index, guint ancestor)
{
  if (ancestor == WG_GRID_NONE)
    return TRUE;
  if (index == WG_GRID_NONE)
    return FALSE;
  g_return_val_if_fail (index < tree->n_grids && ancestor < tree->n_grids, FALSE);

  return index >= ancestor && index < tree->subtree_ends[ancestor];
}

gboolean
wg_grid_tree_is_within (const WgGridTree *tree, gint64 id, gint64 top_id)
{
  guint top = wg_grid_tree_find_by_id (tree, top_id);

  return top != WG_GRID_NONE && wg_grid_tree_is_below (tree, wg_grid_tree_find_by_id (tree, id), top);
}

void
wg_grid_tree_add_names (const WgGridTree *tree, GHashTable *names)
{
  for (guint i = 0; i < tree->n_grids; i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);

      g_hash_table_replace (names, g_memdup2 (&grid->id, sizeof grid->id), g_strdup (grid->name));
    }
}

GArray *
wg_grid_tree_list_at_depth (const WgGridTree *tree, int depth, guint below)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));
  guint from = 0, to = tree->n_grids;

  g_return_val_if_fail (below < tree->n_grids || below == WG_GRID_NONE, list);

  if (below != WG_GRID_NONE)
    {
      from = below;
      to = tree->subtree_ends[below];
    }
  for (guint i = from; i < to; i++)
    {
      if (tree->grids[i].depth == depth)
        g_array_append_val (list, i);
    }
  return list;
}

const WgBox *
wg_grid_tree_get_box (const WgGridTree *tree)
{
  return wg_box_index_get_box (tree->boxes);
}
