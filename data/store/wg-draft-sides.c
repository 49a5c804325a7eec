/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a notice is printed before the date and after it, and it must show the same border both times: from the trial of the
 * draft, and from the versions that it left.
 */

#include "wg-draft-sides.h"

#include "wg-draft-private.h"
#include "wg-error.h"
#include "wg-grid-table.h"

#include <glib/gi18n-lib.h>

void
wg_draft_sides_free (WgDraftSides *self)
{
  g_clear_pointer (&self->draft, wg_draft_free);
  g_clear_pointer (&self->before, wg_grid_tree_unref);
  g_clear_pointer (&self->after, wg_grid_tree_unref);
  g_free (self);
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
  return (is_past ? read_past (work, sides, error) : try_draft (work, sides, error)) ? g_steal_pointer (&sides) : NULL;
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
