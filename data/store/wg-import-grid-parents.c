/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every figure rolls up along parents, so the parent of a grid is decided once, when it comes in: what the file says,
 * else the grid above that shares the most of it. What does not fit is told, and kept.
 */

#include "wg-import-grids-private.h"

#include "wg-parent-finder.h"

#include <glib/gi18n-lib.h>

/* A child that leaves its parent by less is a border drawn twice. */
#define NOTICEABLE_SHARE 0.001

typedef struct
{
  WgImportRun *run;
  GPtrArray *above;        /* const WgGrid *, the level above */
  GHashTable *by_code;     /* char * → const WgGrid * */
  GHashTable *by_name;     /* char * → const WgGrid *, NULL for a name borne twice */
  WgParentFinder *finder;  /* over all of them */
  GHashTable *own_finders; /* const WgGrid * → WgParentFinder over that one alone */
} Search;

static void
index_level (Search *self, WgGridTree *grids, int depth)
{
  g_autoptr (GArray) indices = wg_grid_tree_list_at_depth (grids, depth, WG_GRID_NONE);
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();

  for (guint i = 0; i < indices->len; i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (grids, g_array_index (indices, guint, i));
      gboolean twice = g_hash_table_contains (self->by_name, grid->name);

      g_ptr_array_add (self->above, (gpointer) grid);
      g_ptr_array_add (shapes, grid->shape);
      g_hash_table_insert (self->by_code, grid->code, (gpointer) grid);
      g_hash_table_insert (self->by_name, grid->name, twice ? NULL : (gpointer) grid);
    }
  self->finder = wg_parent_finder_new ((WgShape *const *) shapes->pdata, shapes->len);
}

static double
get_share (Search *self, const WgGrid *parent, const WgShape *child)
{
  WgParentFinder *finder = g_hash_table_lookup (self->own_finders, parent);
  double share = 0.0;

  if (finder == NULL)
    {
      finder = wg_parent_finder_new (&parent->shape, 1);
      g_hash_table_insert (self->own_finders, (gpointer) parent, finder);
    }
  wg_parent_finder_find (finder, child, &share);
  return share;
}

static const WgGrid *
find_named (Search *self, const char *words)
{
  const WgGrid *parent = words != NULL ? g_hash_table_lookup (self->by_code, words) : NULL;

  return parent == NULL && words != NULL ? g_hash_table_lookup (self->by_name, words) : parent;
}

static void
tell_unknown (Search *self, const StagedGrid *staged, const WgGrid *parent)
{
  if (staged->parent != NULL && parent != NULL)
    wg_import_run_note (self->run, &staged->slot, "parent_unknown", "kept",
                        _ ("%s: one level above there is no “%s”, or more than one; %s, which shares the most with it, was taken."),
                        staged->grid->code, staged->parent, parent->code);
}

static void
tell_orphan (Search *self, const StagedGrid *staged)
{
  if (staged->parent != NULL)
    wg_import_run_note (self->run, &staged->slot, "orphan", "kept",
                        _ ("%s has no parent: there is no “%s” one level above, and none there shares area with it."),
                        staged->grid->code, staged->parent);
  else
    wg_import_run_note (self->run, &staged->slot, "orphan", "kept",
                        _ ("%s has no parent: no grid of the level above shares area with it."), staged->grid->code);
}

static const WgGrid *
find_nearest (Search *self, const WgGrid *grid)
{
  const WgGrid *nearest = NULL;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < self->above->len; i++)
    {
      const WgGrid *above = g_ptr_array_index (self->above, i);
      double metres = wg_geo_distance_m (grid->label_lon, grid->label_lat, above->label_lon, above->label_lat);

      if (metres >= least)
        continue;
      least = metres;
      nearest = above;
    }
  return nearest;
}

/* A person may want it under the one that is named, or under the nearest. */
static void
settle_orphan (Search *self, StagedGrid *staged)
{
  const WgImportDecision *decision = wg_import_decisions_find (self->run->request->decisions, "orphan", staged->slot.seq);
  const WgGrid *parent = NULL;

  if (decision != NULL && decision->answer == WG_IMPORT_ANSWER_FIX)
    parent = decision->text != NULL ? find_named (self, decision->text) : find_nearest (self, staged->grid);
  if (parent == NULL)
    {
      tell_orphan (self, staged);
      return;
    }
  staged->grid->parent_id = parent->id;
  wg_import_run_note (self->run, &staged->slot, "orphan", "repaired",
                      _ ("%s had no parent and shares no area with any; it was put under %s, as decided."), staged->grid->code,
                      parent->code);
  wg_import_run_count_repaired (self->run, &staged->slot);
}

static void
tell_outside (Search *self, const StagedGrid *staged, const WgGrid *parent, double share)
{
  if (1.0 - share > NOTICEABLE_SHARE)
    wg_import_run_note (self->run, &staged->slot, "outside_parent", "kept", _ ("%.1f %% of %s lie outside of its parent %s."),
                        (1.0 - share) * 100.0, staged->grid->code, parent->code);
}

static void
find_parent (Search *self, StagedGrid *staged)
{
  const WgGrid *parent = find_named (self, staged->parent);
  double share = 0.0;
  guint index;

  if (parent != NULL)
    share = get_share (self, parent, staged->grid->shape);
  else
    {
      index = wg_parent_finder_find (self->finder, staged->grid->shape, &share);
      parent = index != WG_PARENT_NONE ? g_ptr_array_index (self->above, index) : NULL;
      tell_unknown (self, staged, parent);
    }
  if (parent == NULL)
    {
      settle_orphan (self, staged);
      return;
    }
  staged->grid->parent_id = parent->id;
  tell_outside (self, staged, parent, share);
}

gboolean
wg_import_grids_find_parents (
    WgImportRun *run, WgGridTree *grids, GPtrArray *staged, GError **error)
{
  g_autoptr (GPtrArray) above = g_ptr_array_new ();
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) own_finders
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) wg_parent_finder_free);
  Search self = { run, above, by_code, by_name, NULL, own_finders };
  gboolean good = TRUE;

  if (run->request->level <= 1)
    return TRUE;
  index_level (&self, grids, run->request->level - 1);
  for (guint i = 0; i < staged->len && good; i++)
    {
      StagedGrid *one = staged->pdata[i];

      good = wg_import_run_is_wanted (run, error);
      /* One that grew by a piece keeps its parent; without one it may have found it. */
      if (!good)
        break;
      if (one->outcome == WG_ROW_STORED || one->outcome == WG_ROW_UPDATED
          || (one->outcome == WG_ROW_MERGED && one->grid->parent_id == 0))
        find_parent (&self, one);
    }
  wg_parent_finder_free (self.finder);
  return good;
}
