/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever holds an old paper with an old code asks what became of it, and whoever stands before a new sign asks what it
 * came from; both are answered through any chain of changes.
 */

#include "wg-store-lineage.h"

#include "wg-error.h"
#include "wg-search-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *code; /* or a text that is looked for */
  gint64 at_ms;
  guint most;
} Request;

static void
request_free (gpointer data)
{
  g_free (((Request *) data)->code);
  g_free (data);
}

static void
lineage_free (gpointer data)
{
  WgLineage *lineage = data;

  g_free (lineage->from);
  g_free (lineage->to);
  g_free (lineage->kind);
  g_free (lineage);
}

const char *
wg_lineage_get_label (const char *kind)
{
  if (g_str_equal (kind, "split"))
    return C_ ("lineage", "split");
  if (g_str_equal (kind, "merge"))
    return C_ ("lineage", "merged");
  return g_str_equal (kind, "handover") ? C_ ("lineage", "land handed over") : C_ ("lineage", "new code");
}

static gint64
find_grid (WgStoreWork *work, const char *code, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean found = FALSE;
  gint64 id = wg_connection_get_value (work->connection, &found, &local, "grid-by-code", "is",
                                       wg_connection_get_district (work->connection), code);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (!found)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There never was a grid %s."), code);
  return id;
}

static gpointer
list_lineage (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  gint64 district_id = wg_connection_get_district (work->connection);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (lineage_free);
  g_autoptr (GError) local = NULL;
  gint64 id = find_grid (work, request->code, &local);
  WgStatement *row = NULL;

  if (local == NULL)
    row = wg_connection_query (work->connection, &local, "lineage-of", "iii", district_id, id, request->at_ms);
  while (row != NULL && wg_statement_step (row, &local))
    {
      WgLineage *lineage = g_new0 (WgLineage, 1);

      lineage->from = wg_statement_dup_text (row, 0);
      lineage->to = wg_statement_dup_text (row, 1);
      lineage->kind = wg_statement_dup_text (row, 2);
      lineage->at_ms = wg_statement_get_int64 (row, 3);
      lineage->draft_id = wg_statement_is_null (row, 4) ? WG_NULL_ID : wg_statement_get_int64 (row, 4);
      g_ptr_array_add (all, lineage);
    }
  if (local == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
past_free (gpointer data)
{
  WgGridPast *past = data;

  g_free (past->name);
  g_free (past->parent);
  g_free (past);
}

void
wg_former_grid_free (WgFormerGrid *self)
{
  g_free (self->code);
  g_free (self->name);
  g_strfreev (self->successors);
  g_free (self);
}

static gint64
get_or (WgStatement *row, int column, gint64 otherwise)
{
  return wg_statement_is_null (row, column) ? otherwise : wg_statement_get_int64 (row, column);
}

static gpointer
list_past (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (past_free);
  g_autoptr (GError) local = NULL;
  gint64 id = find_grid (work, request->code, &local);
  WgStatement *row = NULL;

  if (local == NULL)
    row = wg_connection_query (work->connection, &local, "versions-of", "iii", wg_connection_get_district (work->connection), id,
                               request->at_ms);
  while (row != NULL && wg_statement_step (row, &local))
    {
      WgGridPast *past = g_new0 (WgGridPast, 1);

      past->name = wg_statement_dup_text (row, 1);
      past->area_m2 = wg_statement_get_double (row, 2);
      past->from_ms = wg_statement_get_int64 (row, 3);
      past->to_ms = get_or (row, 4, G_MAXINT64);
      past->draft_id = get_or (row, 5, WG_NULL_ID);
      past->batch_id = get_or (row, 6, WG_NULL_ID);
      past->parent = wg_statement_dup_text (row, 7);
      g_ptr_array_add (all, past);
    }
  if (local == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* --- Grids that ended --- */

static char **
list_successors (WgStoreWork *work, gint64 grid_id, GError **error)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "grid-successors", "ii",
                                          wg_connection_get_district (work->connection), grid_id);

  while (row != NULL && wg_statement_step (row, &local))
    g_strv_builder_add (codes, wg_statement_get_text (row, 0));
  if (local == NULL)
    return g_strv_builder_end (codes);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* The ids of the grids that match, beside them what is told of them without their successors. */
static GPtrArray *
match_former (WgStoreWork *work, const Request *request, GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_former_grid_free);
  g_autofree char *folded = wg_search_fold (request->code);
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "grids-former", "i", wg_connection_get_district (work->connection));

  while (row != NULL && all->len < request->most && wg_statement_step (row, &local))
    {
      gint64 id = wg_statement_get_int64 (row, 0);
      WgFormerGrid *former;

      if (!wg_search_holds (wg_statement_get_text (row, 1), folded) && !wg_search_holds (wg_statement_get_text (row, 2), folded))
        continue;
      former = g_new0 (WgFormerGrid, 1);
      former->code = wg_statement_dup_text (row, 1);
      former->name = wg_statement_dup_text (row, 2);
      former->ended_ms = wg_statement_get_int64 (row, 3);
      g_ptr_array_add (all, former);
      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gpointer
find_former (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) all = match_former (work, data, ids, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      WgFormerGrid *former = g_ptr_array_index (all, i);

      former->successors = list_successors (work, g_array_index (ids, gint64, i), error);
      if (former->successors == NULL)
        return NULL;
    }
  return g_steal_pointer (&all);
}

static Request *
make_request (const char *code, gint64 at_ms)
{
  Request *request = g_new0 (Request, 1);

  request->code = g_strdup (code);
  request->at_ms = at_ms;
  return request;
}

void
wg_store_list_lineage_async (WgStore *self, const char *code, gint64 at_ms, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list_lineage, make_request (code, at_ms), request_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_list_lineage_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

void
wg_store_list_past_async (WgStore *self, const char *code, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  wg_store_read_async (self, list_past, make_request (code, at_ms), request_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_list_past_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

void
wg_store_find_former_grids_async (WgStore *self, const char *text, guint most, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  Request *request = make_request (text, G_MAXINT64);

  request->most = most;
  wg_store_read_async (self, find_former, request, request_free, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
wg_store_find_former_grids_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
