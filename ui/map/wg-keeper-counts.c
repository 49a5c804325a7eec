/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: cases per keeper of a community divide by all who keep its grids; whoever keeps two of them is one person. */

#include "wg-keeper-counts.h"

static gboolean
is_keeper (const WgKeeper *keeper)
{
  return g_strcmp0 (keeper->kind, "A") == 0 || g_strcmp0 (keeper->kind, "B") == 0;
}

/* The pair as a text, for a set of what was counted. */
static char *
make_key (guint grid, gint64 person)
{
  return g_strdup_printf ("%u %" G_GINT64_FORMAT, grid, person);
}

gint64 *
wg_keeper_counts_new (WgGridTree *tree, const WgGridBook *book)
{
  gint64 *counts = g_new0 (gint64, MAX (1, wg_grid_tree_get_n_grids (tree)));
  g_autoptr (GHashTable) counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < book->keepers->len; i++)
    {
      const WgKeeper *keeper = g_ptr_array_index (book->keepers, i);
      guint grid = is_keeper (keeper) ? wg_grid_tree_find_by_id (tree, keeper->grid_id) : WG_GRID_NONE;

      for (; grid != WG_GRID_NONE; grid = wg_grid_tree_get_grid (tree, grid)->parent)
        counts[grid] += g_hash_table_add (counted, make_key (grid, keeper->person_id));
    }
  return counts;
}
