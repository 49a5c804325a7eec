/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a thousand draws take seconds. The database is asked for what they need and is free again; the draws have a thread
 * of their own, which ends when nobody waits for it any more.
 */

#include "wg-store-hotspot.h"

#include "wg-error.h"
#include "wg-later.h"
#include "wg-store-as-of.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  WgHotspotRequest request;
  WgGridTree *tree;
  GPtrArray *records;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_clear_pointer (&search->tree, wg_grid_tree_unref);
  g_clear_pointer (&search->records, g_ptr_array_unref);
  g_free (search);
}

static void
look (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Search *search = data;
  g_autoptr (GError) error = NULL;
  WgHotspot *hotspot = wg_hotspot_new (&search->request, search->tree, search->records, cancellable, &error);

  if (hotspot != NULL)
    g_task_return_pointer (task, hotspot, (GDestroyNotify) wg_hotspot_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_cases (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Search *search = g_task_get_task_data (task);

  search->records = wg_store_list_cases_at_finish (WG_STORE (source), result, &error);
  if (search->records == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    wg_later_run_in_thread (task, look);
}

static void
on_grids (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  Search *search = g_task_get_task_data (task);

  search->tree = wg_store_load_grids_at_finish (WG_STORE (source), result, &error);
  if (search->tree != NULL && wg_grid_tree_get_n_grids (search->tree) == 0)
    g_set_error_literal (&error, WG_ERROR, WG_ERROR_REFUSED, _ ("There are no grids. “wangge import grids FILE” brings them in."));
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  query->from_ms = search->request.from_ms;
  query->to_ms = search->request.to_ms;
  query->as_of_ms = search->request.as_of_ms;
  wg_store_list_cases_at_async (WG_STORE (source), query, g_task_get_cancellable (task), on_cases, g_object_ref (task));
}

void
wg_store_find_hotspots_async (
    WgStore *self, const WgHotspotRequest *request, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  g_task_set_source_tag (task, wg_store_find_hotspots_async);
  search->request = *request;
  g_task_set_task_data (task, search, search_free);
  wg_store_load_grids_at_async (self, request->as_of_ms, cancellable, on_grids, g_object_ref (task));
}

WgHotspot *
wg_store_find_hotspots_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
