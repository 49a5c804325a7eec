/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a notice is printed before the date and after it, and it must show the same border both times: from the trial of the
 * draft, and from the versions that it left.
 */

#include "wg-draft-sides.h"

#include "wg-draft-private.h"
#include "wg-error.h"
#include "wg-grid-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define AROUND 0.75 /* of the longer side, from the middle: a frame of paper is about square */

void
wg_draft_sides_free (WgDraftSides *self)
{
  g_clear_pointer (&self->draft, wg_draft_free);
  g_clear_pointer (&self->before, wg_grid_tree_unref);
  g_clear_pointer (&self->after, wg_grid_tree_unref);
  g_clear_pointer (&self->ground, g_ptr_array_unref);
  g_free (self);
}

const WgGrid *
wg_draft_sides_find_before (const WgDraftSides *self, const WgDraftGrid *row)
{
  guint index = row->grid_id != WG_NULL_ID ? wg_grid_tree_find_by_id (self->before, row->grid_id) : WG_GRID_NONE;

  return index != WG_GRID_NONE ? wg_grid_tree_get_grid (self->before, index) : NULL;
}

const WgShape *
wg_draft_sides_get_shape_after (const WgDraftGrid *row)
{
  return g_str_equal (row->op, "retire") ? NULL : row->shape;
}

gboolean
wg_draft_sides_moves_land (const WgDraftSides *self, const WgDraftGrid *row)
{
  const WgGrid *old = wg_draft_sides_find_before (self, row);

  return wg_draft_moves_land (old != NULL ? old->shape : NULL, wg_draft_sides_get_shape_after (row));
}

/* Its grids have their versions from the instant at which it took effect, or up to it. */
static gboolean
read_past (WgStoreWork *work, WgDraftSides *sides, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean found = FALSE;
  gint64 at_ms = wg_connection_get_value (work->connection, &found, &local, "draft-effect", "ii",
                                          wg_connection_get_district (work->connection), sides->draft->id);

  if (local == NULL && !found)
    g_set_error (&local, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("Draft “%s” left no grid."), sides->draft->name);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  sides->before = wg_grid_table_load_at (work->connection, at_ms - 1, error);
  sides->after = sides->before != NULL ? wg_grid_table_load_at (work->connection, at_ms, error) : NULL;
  return sides->after != NULL;
}

static gboolean
try_draft (WgStoreWork *work, WgDraftSides *sides, GError **error)
{
  g_autoptr (WgDraftPlan) plan = wg_draft_weigh (work, sides->draft, error);

  if (plan == NULL)
    return FALSE;
  sides->before = wg_grid_tree_ref (plan->before);
  sides->after = wg_grid_tree_ref (plan->after);
  return TRUE;
}

/* --- Where it is --- */

static WgBox
find_land (const WgDraftSides *sides)
{
  WgBox land = WG_BOX_EMPTY;

  for (guint i = 0; i < sides->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (sides->draft->grids, i);
      guint index = row->grid_id != G_MININT64 ? wg_grid_tree_find_by_id (sides->before, row->grid_id) : WG_GRID_NONE;
      const WgShape *old = index != WG_GRID_NONE ? wg_grid_tree_get_grid (sides->before, index)->shape : NULL;

      if (row->shape != NULL)
        wg_box_union (&land, wg_shape_get_box (row->shape));
      if (old != NULL)
        wg_box_union (&land, wg_shape_get_box (old));
    }
  return land;
}

static GPtrArray *
read_ground (WgStoreWork *work, const WgBox *land, GError **error)
{
  double lon = (land->min_lon + land->max_lon) / 2.0, lat = (land->min_lat + land->max_lat) / 2.0;
  double cosine = MAX (cos (lat * G_PI / 180.0), 0.01);
  double reach = AROUND * MAX ((land->max_lon - land->min_lon) * cosine, land->max_lat - land->min_lat);
  WgBox around = { lon - reach / cosine, lat - reach, lon + reach / cosine, lat + reach };

  if (wg_box_is_empty (land))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) wg_base_shape_free);
  return wg_store_work_read_base_near (work, &around, error);
}

static gpointer
load (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgDraftSides) sides = g_new0 (WgDraftSides, 1);
  gboolean is_past;

  sides->draft = wg_draft_table_find (work->connection, *(gint64 *) request, error);
  if (sides->draft == NULL)
    return NULL;
  if (sides->draft->grids->len == 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Draft “%s” changes nothing. Draw something first."), sides->draft->name);
      return NULL;
    }
  is_past = wg_draft_is_in_force (sides->draft);
  if (!(is_past ? read_past (work, sides, error) : try_draft (work, sides, error)))
    return NULL;
  sides->land = find_land (sides);
  sides->ground = read_ground (work, &sides->land, error);
  return sides->ground != NULL ? g_steal_pointer (&sides) : NULL;
}

/* The door. */

void
wg_store_load_draft_sides_async (WgStore *self, gint64 draft_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  wg_store_read_async (self, load, g_memdup2 (&draft_id, sizeof draft_id), g_free, (GDestroyNotify) wg_draft_sides_free,
                       cancellable, callback, user_data);
}

WgDraftSides *
wg_store_load_draft_sides_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
