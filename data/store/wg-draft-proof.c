/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: two drafts that never touched the same grid can still claim the same land, and a table can be altered behind the
 * program's back. Before a draft takes effect, and whenever the database is proved, what was drawn is laid on its neighbours
 * by another way than the editor's. What came with a file overlapping stays as it came: it is found, not refused.
 */

#include "wg-draft-private.h"

#include "wg-error.h"
#include "wg-grid-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Land on which a leaf lies with others of its level, as far as the editor is answerable for it. */
typedef struct
{
  WgGridTree *tree;
  guint leaf;
} Neighbourhood;

static gboolean
is_beside (const Neighbourhood *self, guint other)
{
  const WgGrid *one = wg_grid_tree_get_grid (self->tree, self->leaf), *two = wg_grid_tree_get_grid (self->tree, other);

  return other != self->leaf && wg_grid_tree_is_leaf (self->tree, other) && one->shape != NULL && two->shape != NULL
         && wg_box_intersects (wg_shape_get_box (one->shape), wg_shape_get_box (two->shape));
}

/* How many leaves contain a place: of land that was there twice before, nobody who draws is to blame. */
static guint
count_at (WgGridTree *tree, double lon, double lat)
{
  guint n = 0;

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgShape *shape = wg_grid_tree_get_grid (tree, i)->shape;

      n += wg_grid_tree_is_leaf (tree, i) && shape != NULL && wg_box_contains (wg_shape_get_box (shape), lon, lat)
           && wg_shape_contains (shape, lon, lat);
    }
  return n;
}

/* The first leaf that @leaf lies on where @before had no two; %WG_GRID_NONE when there is none. */
static guint
find_overlap (WgGridTree *tree, guint leaf, WgGridTree *before, double *lon, double *lat)
{
  Neighbourhood self = { tree, leaf };

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgShape *shape = wg_grid_tree_get_grid (tree, leaf)->shape;

      if (is_beside (&self, i)
          && wg_shape_find_shared (shape, wg_grid_tree_get_grid (tree, i)->shape, lon, lat) > WG_DRAFT_NO_LAND_M2
          && count_at (before, *lon, *lat) < 2)
        return i;
    }
  return WG_GRID_NONE;
}

gboolean
wg_draft_prove (const WgDraftPlan *plan, const WgDraft *draft, GError **error)
{
  for (guint i = 0; i < plan->changed->len; i++)
    {
      guint leaf = wg_grid_tree_find_by_id (plan->after, g_array_index (plan->changed, gint64, i)), other;
      double lon = NAN, lat = NAN;

      if (leaf == WG_GRID_NONE || !wg_grid_tree_is_leaf (plan->after, leaf))
        continue;
      other = find_overlap (plan->after, leaf, plan->before, &lon, &lat);
      if (other == WG_GRID_NONE)
        continue;
      g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT,
                   _ ("Draft “%s” would lay grid %s on grid %s. Nothing was changed; undo the steps on it and draw them again."),
                   draft->name, wg_grid_tree_get_grid (plan->after, leaf)->code, wg_grid_tree_get_grid (plan->after, other)->code);
      if (error != NULL)
        wg_error_set_place (*error, "overlap", lon, lat);
      return FALSE;
    }
  return TRUE;
}

/* --- The database --- */

static void
add_text (GPtrArray *problems, const char *code, char *text)
{
  g_ptr_array_add (problems, g_strdup (code));
  g_ptr_array_add (problems, text);
}

static char *
format_place (double lon, double lat)
{
  char one[G_ASCII_DTOSTR_BUF_SIZE], two[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf ("%s,%s", g_ascii_formatd (one, sizeof one, "%.6f", lon), g_ascii_formatd (two, sizeof two, "%.6f", lat));
}

/* Leaves that were drawn, and since when anything was. */
static GArray *
list_drawn (WgStoreWork *work, WgGridTree *tree, gint64 *since_ms, GError **error)
{
  g_autoptr (GArray) drawn = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "verify-drawn", "i", wg_connection_get_district (work->connection));

  *since_ms = G_MAXINT64;
  while (row != NULL && wg_statement_step (row, &local))
    {
      guint index = wg_statement_is_null (row, 0) ? WG_GRID_NONE : wg_grid_tree_find_by_id (tree, wg_statement_get_int64 (row, 0));

      *since_ms = MIN (*since_ms, wg_statement_get_int64 (row, 1));
      if (index != WG_GRID_NONE && wg_statement_get_int64 (row, 2) == 1 && wg_grid_tree_is_leaf (tree, index))
        g_array_append_val (drawn, index);
    }
  if (local == NULL)
    return g_steal_pointer (&drawn);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
prove_leaf (WgGridTree *tree, guint leaf, WgGridTree *before, GPtrArray *problems)
{
  const WgGrid *grid = wg_grid_tree_get_grid (tree, leaf);
  double lon = NAN, lat = NAN;
  guint other;
  g_autofree char *place = NULL;

  if (grid->shape == NULL)
    return;
  if (!wg_shape_is_valid (grid->shape, &lon, &lat))
    {
      place = format_place (lon, lat);
      add_text (problems, grid->code, g_strdup_printf (_ ("The outline of grid %s touches or crosses itself at %s."), grid->code, place));
      return;
    }
  other = find_overlap (tree, leaf, before, &lon, &lat);
  if (other == WG_GRID_NONE)
    return;
  place = format_place (lon, lat);
  add_text (problems, grid->code, g_strdup_printf (_ ("Grids %s and %s lie on each other at %s."), grid->code,
                                                   wg_grid_tree_get_grid (tree, other)->code, place));
}

#define SAME_LAND 1e-6

static void
prove_parent (WgGridTree *tree, guint index, const WgCoverage *ground, GPtrArray *problems)
{
  const WgGrid *grid = wg_grid_tree_get_grid (tree, index);
  g_autoptr (GArray) ids = wg_draft_list_ground (tree, NULL, index);
  g_autoptr (WgShape) whole = wg_coverage_dissolve (ground, (gint64 *) (void *) ids->data, ids->len);
  double area_m2 = wg_shape_get_area_m2 (grid->shape), lon, lat;
  g_autofree char *place = NULL;

  if (whole == NULL)
    return;
  if (fabs (wg_shape_get_area_m2 (whole) - area_m2) <= SAME_LAND * area_m2
      && fabs (wg_shape_get_shared_area_m2 (grid->shape, whole) - area_m2) <= MAX (1.0, 1e-3 * area_m2))
    return;
  wg_shape_get_label_point (grid->shape, &lon, &lat);
  place = format_place (lon, lat);
  add_text (problems, grid->code,
            g_strdup_printf (_ ("The outline of grid %s (at %s) is not that of the grids below it."), grid->code, place));
}

static gboolean
is_derived_parent (WgGridTree *tree, guint index)
{
  const WgGrid *grid = wg_grid_tree_get_grid (tree, index);

  return grid->shape != NULL && wg_draft_is_derived (tree, grid) && !wg_grid_tree_is_leaf (tree, index);
}

GPtrArray *
wg_draft_prove_grids (WgStoreWork *work, WgGridTree *tree, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (WgCoverage) ground = wg_draft_make_ground (tree, NULL);
  gint64 since_ms;
  g_autoptr (GArray) drawn = list_drawn (work, tree, &since_ms, error);
  g_autoptr (WgGridTree) before = NULL;

  if (drawn == NULL)
    return NULL;
  before = wg_grid_table_load_at (work->connection, since_ms == G_MAXINT64 ? wg_clock_get_now (work->clock) : since_ms - 1, error);
  if (before == NULL)
    return NULL;
  for (guint i = 0; i < drawn->len; i++)
    prove_leaf (tree, g_array_index (drawn, guint, i), before, problems);
  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      if (is_derived_parent (tree, i))
        prove_parent (tree, i, ground, problems);
    }
  return g_steal_pointer (&problems);
}
