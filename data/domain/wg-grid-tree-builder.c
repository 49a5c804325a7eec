/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the tree promises pre-order, unique ids and no circles to everyone who holds it; all of that is settled here,
 * once, before a tree exists.
 */

#include "wg-grid-tree-private.h"

#include <glib/gi18n-lib.h>

#include "wg-error.h"

struct _WgGridTreeBuilder
{
  GPtrArray *grids;
  GArray *levels;
};

static void
clear_level (gpointer data)
{
  g_free (((WgGridLevel *) data)->name);
}

static void
reset (WgGridTreeBuilder *builder)
{
  g_clear_pointer (&builder->grids, g_ptr_array_unref);
  g_clear_pointer (&builder->levels, g_array_unref);
  builder->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_grid_free);
  builder->levels = g_array_new (FALSE, TRUE, sizeof (WgGridLevel));
  g_array_set_clear_func (builder->levels, clear_level);
}

WgGridTreeBuilder *
wg_grid_tree_builder_new (void)
{
  WgGridTreeBuilder *builder = g_new0 (WgGridTreeBuilder, 1);

  reset (builder);
  return builder;
}

void
wg_grid_tree_builder_free (WgGridTreeBuilder *builder)
{
  g_ptr_array_unref (builder->grids);
  g_array_unref (builder->levels);
  g_free (builder);
}

static WgGridLevel *
find_level (GArray *levels, int depth)
{
  for (guint i = 0; i < levels->len; i++)
    {
      if (g_array_index (levels, WgGridLevel, i).depth == depth)
        return &g_array_index (levels, WgGridLevel, i);
    }
  return NULL;
}

void
wg_grid_tree_builder_add_level (WgGridTreeBuilder *builder, int depth, const char *name, WgGridOutline outline)
{
  WgGridLevel *level = find_level (builder->levels, depth);
  WgGridLevel added = { depth, NULL, outline, 0 };

  if (level == NULL)
    {
      g_array_append_val (builder->levels, added);
      level = &g_array_index (builder->levels, WgGridLevel, builder->levels->len - 1);
    }
  g_free (level->name);
  level->name = g_strdup (name != NULL ? name : "");
  level->outline = outline;
}

void
wg_grid_tree_builder_take_grid (WgGridTreeBuilder *builder, WgGrid *grid)
{
  if (grid->code == NULL)
    grid->code = g_strdup ("");
  if (grid->name == NULL)
    grid->name = g_strdup ("");
  g_ptr_array_add (builder->grids, grid);
}

static int
compare_siblings (gconstpointer a, gconstpointer b)
{
  const WgGrid *x = *(WgGrid *const *) a, *y = *(WgGrid *const *) b;
  int order = strcmp (x->code, y->code);

  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  const WgGridLevel *x = a, *y = b;

  return (x->depth > y->depth) - (x->depth < y->depth);
}

/* Returns: the positions of the grids by id, or NULL. */
static GHashTable *
check_ids (const GPtrArray *grids, GError **error)
{
  g_autoptr (GHashTable) positions = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < grids->len; i++)
    {
      WgGrid *grid = g_ptr_array_index (grids, i);

      if (grid->id == 0 || grid->depth < 1)
        {
          g_set_error (error, WG_ERROR, WG_ERROR_DAMAGED,
                       _ ("The grids cannot be read: %s has no valid id or level. Nothing was changed; run “wangge "
                          "verify” or restore a backup."),
                       grid->code);
          return NULL;
        }
      if (!g_hash_table_insert (positions, &grid->id, GUINT_TO_POINTER (i)))
        {
          g_set_error (error, WG_ERROR, WG_ERROR_DAMAGED,
                       _ ("The grids cannot be read: %s has the id of another grid. Nothing was changed; run “wangge "
                          "verify” or restore a backup."),
                       grid->code);
          return NULL;
        }
    }
  return g_steal_pointer (&positions);
}

/* Chains of siblings in the order of the positions: first_child[p], then next[...]; the topmost ones hang at
 * first_child[n].
 */
static void
chain_siblings (const GPtrArray *grids, GHashTable *positions, guint *first_child, guint *next)
{
  for (guint i = 0; i <= grids->len; i++)
    first_child[i] = WG_GRID_NONE;
  for (guint i = grids->len; i-- > 0;)
    {
      const WgGrid *grid = g_ptr_array_index (grids, i);
      gpointer found = NULL;
      guint parent = grids->len;

      if (g_hash_table_lookup_extended (positions, &grid->parent_id, NULL, &found))
        parent = GPOINTER_TO_UINT (found);
      next[i] = first_child[parent];
      first_child[parent] = i;
    }
}

/* Moves the grids into the tree in pre-order, without recursion: a hostile chain may be a million deep. Returns how
 * many were reached; those in a circle hang at no topmost grid.
 */
static guint
move_in_pre_order (WgGridTree *tree, GPtrArray *grids, const guint *first_child, const guint *next)
{
  guint position = first_child[grids->len], parent = WG_GRID_NONE;
  g_autofree guint *position_of = g_new (guint, grids->len);
  guint n_moved = 0;

  while (position != WG_GRID_NONE || parent != WG_GRID_NONE)
    {
      if (position == WG_GRID_NONE)
        {
          tree->subtree_ends[parent] = n_moved;
          position = next[position_of[parent]];
          parent = tree->grids[parent].parent;
          continue;
        }
      tree->grids[n_moved] = *(WgGrid *) g_ptr_array_index (grids, position);
      tree->grids[n_moved].parent = parent;
      position_of[n_moved] = position;
      g_free (g_steal_pointer (&g_ptr_array_index (grids, position)));
      parent = n_moved++;
      position = first_child[position];
    }
  return n_moved;
}

static void
list_children (WgGridTree *tree)
{
  guint n = tree->n_grids;
  g_autofree guint *at = g_new (guint, n + 1);

  tree->child_starts = g_new0 (guint, n + 2);
  tree->children = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    tree->child_starts[MIN (tree->grids[i].parent, n) + 1]++;
  for (guint i = 0; i <= n; i++)
    {
      at[i] = tree->child_starts[i];
      tree->child_starts[i + 1] += tree->child_starts[i];
    }
  for (guint i = 0; i < n; i++)
    tree->children[at[MIN (tree->grids[i].parent, n)]++] = i;
}

static void
count_levels (WgGridTree *tree)
{
  for (guint i = 0; i < tree->n_grids; i++)
    {
      int depth = tree->grids[i].depth;
      WgGridLevel *level = find_level (tree->levels, depth);
      WgGridLevel added = { depth, NULL, WG_GRID_OUTLINE_GIVEN, 1 };

      if (level != NULL)
        {
          level->n_grids++;
          continue;
        }
      added.name = g_strdup ("");
      g_array_append_val (tree->levels, added);
    }
  g_array_sort (tree->levels, compare_levels);
}

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WgGridTree *tree = user_data;
  const WgGrid *x = &tree->grids[*(const guint *) a], *y = &tree->grids[*(const guint *) b];

  if (x->depth != y->depth)
    return y->depth > x->depth ? 1 : -1;
  return (x->id > y->id) - (x->id < y->id);
}

static void
index_grids (WgGridTree *tree)
{
  g_autofree WgBox *boxes = g_new (WgBox, MAX (tree->n_grids, 1));

  tree->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  tree->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  tree->by_rank = g_new (guint, MAX (tree->n_grids, 1));
  for (guint i = 0; i < tree->n_grids; i++)
    {
      tree->by_rank[i] = i;
      g_hash_table_insert (tree->by_id, &tree->grids[i].id, GUINT_TO_POINTER (i));
      if (!g_hash_table_contains (tree->by_code, tree->grids[i].code))
        g_hash_table_insert (tree->by_code, tree->grids[i].code, GUINT_TO_POINTER (i));
    }
  if (tree->n_grids > 0)
    g_qsort_with_data (tree->by_rank, (int) tree->n_grids, sizeof (guint), compare_ranks, tree);
  for (guint rank = 0; rank < tree->n_grids; rank++)
    {
      const WgShape *shape = tree->grids[tree->by_rank[rank]].shape;

      boxes[rank] = shape != NULL ? *wg_shape_get_box (shape) : WG_BOX_EMPTY;
    }
  tree->boxes = wg_box_index_new (boxes, tree->n_grids);
}

static const WgGrid *
find_left_over (const GPtrArray *grids)
{
  for (guint i = 0; i < grids->len; i++)
    {
      if (g_ptr_array_index (grids, i) != NULL)
        return g_ptr_array_index (grids, i);
    }
  g_assert_not_reached ();
}

static WgGridTree *
build (GPtrArray *grids, GArray *levels, GError **error)
{
  g_autoptr (GHashTable) positions = NULL;
  g_autoptr (WgGridTree) tree = NULL;
  g_autofree guint *first_child = g_new (guint, grids->len + 1);
  g_autofree guint *next = g_new (guint, grids->len + 1);

  g_ptr_array_sort (grids, compare_siblings);
  positions = check_ids (grids, error);
  if (positions == NULL)
    return NULL;
  chain_siblings (grids, positions, first_child, next);

  tree = g_new0 (WgGridTree, 1);
  g_atomic_ref_count_init (&tree->ref_count);
  tree->levels = g_array_ref (levels);
  tree->grids = g_new0 (WgGrid, MAX (grids->len, 1));
  tree->subtree_ends = g_new (guint, MAX (grids->len, 1));
  tree->n_grids = move_in_pre_order (tree, grids, first_child, next);
  if (tree->n_grids < grids->len)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_DAMAGED,
                   _ ("The grids cannot be read: %s stands below itself. Nothing was changed; run “wangge verify” or "
                      "restore a backup."),
                   find_left_over (grids)->code);
      return NULL;
    }
  list_children (tree);
  count_levels (tree);
  index_grids (tree);
  return g_steal_pointer (&tree);
}

WgGridTree *
wg_grid_tree_builder_end (WgGridTreeBuilder *builder, GError **error)
{
  WgGridTree *tree = build (builder->grids, builder->levels, error);

  reset (builder);
  return tree;
}

WgGridTree *
wg_grid_tree_new_from_array (const GPtrArray *grids, GError **error)
{
  g_autoptr (WgGridTreeBuilder) builder = wg_grid_tree_builder_new ();

  for (guint i = 0; i < grids->len; i++)
    wg_grid_tree_builder_take_grid (builder, wg_grid_copy (g_ptr_array_index (grids, i)));
  return wg_grid_tree_builder_end (builder, error);
}
