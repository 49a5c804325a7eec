/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: however grids came into a city, packed together or patched in, they are found, stacked and measured the same way.
 */

#include "wg-city-private.h"

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const WgCityKey *ka = a, *kb = b;

  return ka->id < kb->id ? -1 : ka->id > kb->id;
}

/* Turns parent ids into indexes; whoever is a parent is no leaf. */
static void
link_parents (WgCity *city)
{
  city->grid_keys = g_new (WgCityKey, MAX (1, city->n_grids));
  wg_city_hold_take (city->grid_hold, city->grid_keys);
  for (guint i = 0; i < city->n_grids; i++)
    {
      city->grid_keys[i] = (WgCityKey){ city->grids[i].id, i };
      city->grids[i].is_leaf = TRUE;
    }
  qsort (city->grid_keys, city->n_grids, sizeof *city->grid_keys, compare_keys);
  for (guint i = 1; i < city->n_grids; i++)
    g_warn_if_fail (city->grid_keys[i - 1].id != city->grid_keys[i].id);
  for (guint i = 0; i < city->n_grids; i++)
    {
      gint64 parent_id = city->grids[i].parent_id;

      city->grids[i].parent = parent_id != 0 ? wg_city_find_grid (city, parent_id) : WG_NO_INDEX;
      if (city->grids[i].parent != WG_NO_INDEX)
        city->grids[city->grids[i].parent].is_leaf = FALSE;
    }
}

static WgBoxTree *
index_level (WgCity *city, guint depth, WgWorldBox *boxes, guint32 *values)
{
  guint n = 0;

  for (guint i = 0; i < city->n_grids; i++)
    {
      if (city->grids[i].depth != depth)
        continue;
      boxes[n] = city->grids[i].box;
      values[n++] = i;
    }
  return wg_box_tree_new (boxes, values, n);
}

static WgBoxTree *
index_arcs (WgCity *city, guint depth, WgWorldBox *boxes, guint32 *values)
{
  guint n = 0;

  for (guint i = 0; i < city->n_arcs; i++)
    {
      if (city->arcs[i].min_depth != depth)
        continue;
      boxes[n] = city->arcs[i].box;
      values[n++] = i;
    }
  return wg_box_tree_new (boxes, values, n);
}

/* Those that a patch took over are there already. */
static void
make_trees (WgCity *city)
{
  guint n = MAX (1, MAX (city->n_grids, city->n_arcs));
  g_autofree WgWorldBox *boxes = g_new (WgWorldBox, n);
  g_autofree guint32 *values = g_new (guint32, n);

  for (guint depth = 1; depth <= city->n_levels; depth++)
    {
      if (city->grid_trees[depth] == NULL)
        city->grid_trees[depth] = index_level (city, depth, boxes, values);
      if (city->arc_trees[depth] == NULL)
        city->arc_trees[depth] = index_arcs (city, depth, boxes, values);
      wg_city_hold_take_tree (city->grid_hold, city->grid_trees[depth]);
      wg_city_hold_take_tree (city->grid_hold, city->arc_trees[depth]);
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double da = *(const double *)a, db = *(const double *)b;

  return da < db ? -1 : da > db;
}

static void
measure_levels (WgCity *city)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint level = 1; level <= city->n_levels; level++)
    {
      g_array_set_size (sizes, 0);
      for (guint i = 0; i < city->n_grids; i++)
        {
          const WgWorldBox *box = &city->grids[i].box;
          double size = sqrt (((double)box->max_x - box->min_x) * ((double)box->max_y - box->min_y));

          if (wg_city_grid_is_shown (city, i, level))
            g_array_append_val (sizes, size);
        }
      g_array_sort (sizes, compare_doubles);
      city->median_size[level] = sizes->len > 0 ? g_array_index (sizes, double, sizes->len / 2) : 0.0;
    }
}

static void
measure_box (WgCity *city)
{
  WgBox *box = &city->grid_hold->box;

  *box = WG_BOX_EMPTY;
  for (guint i = 0; i < city->n_grids; i++)
    {
      WgBox one;

      if (city->grids[i].n_rings == 0)
        continue;
      wg_city_get_grid_box (city, i, &one);
      wg_box_union (box, &one);
    }
}

void
wg_city_index_grids (WgCity *city)
{
  link_parents (city);
  make_trees (city);
  measure_levels (city);
  measure_box (city);
}
