/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a wall has no hand that points; which grids it looks at, and in what order, must be the same for everybody who reads
 * the same figures.
 */

#include "wg-tour.h"

#define MOST_GRIDS 40

int
wg_tour_choose_depth (const WgGridTree *tree)
{
  guint n = wg_grid_tree_get_n_levels (tree);

  if (n == 0)
    return 0;
  for (guint i = n - 1; i > 0; i--)
    {
      const WgGridLevel *level = wg_grid_tree_get_level (tree, i);

      if (level->n_grids > 0 && level->n_grids <= MOST_GRIDS)
        return level->depth;
    }
  return wg_grid_tree_get_level (tree, 0)->depth;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  guint first = *(const guint *) a, second = *(const guint *) b;
  const WgBacklogCounts *x = wg_backlog_get_rolled (user_data, first), *y = wg_backlog_get_rolled (user_data, second);
  WgGridTree *tree = wg_backlog_get_tree (user_data);

  if (x->open != y->open)
    return x->open > y->open ? -1 : 1;
  if (x->overdue != y->overdue)
    return x->overdue > y->overdue ? -1 : 1;
  return g_strcmp0 (wg_grid_tree_get_grid (tree, first)->code, wg_grid_tree_get_grid (tree, second)->code);
}

GArray *
wg_tour_list_worst (WgBacklog *backlog, int depth)
{
  WgGridTree *tree = wg_backlog_get_tree (backlog);
  g_autoptr (GArray) grids = wg_grid_tree_list_at_depth (tree, depth, WG_GRID_NONE);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_sort_with_data (grids, compare, backlog);
  for (guint i = 0; i < grids->len && ids->len < WG_TOUR_LENGTH; i++)
    {
      guint index = g_array_index (grids, guint, i);

      if (wg_backlog_get_rolled (backlog, index)->open == 0)
        break;
      g_array_append_val (ids, wg_grid_tree_get_grid (tree, index)->id);
    }
  return ids;
}
