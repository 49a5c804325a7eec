/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: lists of grids and of cases want a little of each grid (its code, its keepers, its buildings), not the snapshot
 * with all outlines that the map works on.
 */

#include "wg-store-grids.h"

#include "wg-grid-table.h"

static void
keeper_free (gpointer data)
{
  WgKeeper *keeper = data;

  g_free (keeper->person_code);
  g_free (keeper->person_name);
  g_free (keeper->kind);
  g_free (keeper);
}

void
wg_grid_book_free (WgGridBook *self)
{
  g_clear_pointer (&self->tree, wg_grid_tree_unref);
  g_clear_pointer (&self->keepers, g_ptr_array_unref);
  g_clear_pointer (&self->ends, g_hash_table_unref);
  g_free (self->buildings);
  g_free (self);
}

/* The tree is in pre-order, so from the end every grid is complete before it is added to the one above. */
static void
roll_up (WgGridBook *book)
{
  for (guint i = wg_grid_tree_get_n_grids (book->tree); i > 0; i--)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (book->tree, i - 1);

      if (grid->parent != WG_GRID_NONE)
        book->buildings[grid->parent] += book->buildings[i - 1];
    }
}

static gboolean
count_buildings (WgStoreWork *work, WgGridBook *book, GError **error)
{
  WgStatement *row
      = wg_connection_query (work->connection, error, "building-counts", "i", wg_connection_get_district (work->connection));
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  book->buildings = g_new0 (gint64, wg_grid_tree_get_n_grids (book->tree) + 1);
  while (wg_statement_step (row, &local))
    {
      guint grid = wg_statement_is_null (row, 0) ? WG_GRID_NONE
                                                 : wg_grid_tree_find_by_id (book->tree, wg_statement_get_int64 (row, 0));

      if (grid != WG_GRID_NONE)
        book->buildings[grid] = wg_statement_get_int64 (row, 1);
    }
  roll_up (book);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_keepers (WgStoreWork *work, WgGridBook *book, gint64 at_ms, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "keeper-list", "ii",
                                          wg_connection_get_district (work->connection), at_ms);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  book->keepers = g_ptr_array_new_with_free_func (keeper_free);
  while (wg_statement_step (row, &local))
    {
      WgKeeper *keeper = g_new0 (WgKeeper, 1);

      keeper->grid_id = wg_statement_get_int64 (row, 0);
      keeper->person_id = wg_statement_get_int64 (row, 1);
      keeper->person_code = wg_statement_dup_text (row, 2);
      keeper->person_name = wg_statement_dup_text (row, 3);
      keeper->kind = wg_statement_dup_text (row, 4);
      g_ptr_array_add (book->keepers, keeper);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_ends (WgStoreWork *work, WgGridBook *book, GError **error)
{
  WgStatement *row
      = wg_connection_query (work->connection, error, "grid-ends", "i", wg_connection_get_district (work->connection));
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  book->ends = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  while (wg_statement_step (row, &local))
    {
      gint64 id = wg_statement_get_int64 (row, 0);
      gint64 end_ms = wg_statement_get_int64 (row, 1);

      g_hash_table_insert (book->ends, g_memdup2 (&id, sizeof id), g_memdup2 (&end_ms, sizeof end_ms));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
load_book (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  gint64 at_ms = *(gint64 *) request;
  gboolean present = at_ms == G_MAXINT64;
  g_autoptr (WgGridBook) book = g_new0 (WgGridBook, 1);

  book->tree = present ? wg_store_work_get_grids (work, error) : wg_grid_table_load_at (work->connection, at_ms, error);
  if (book->tree == NULL || !count_buildings (work, book, error) || !read_ends (work, book, error)
      || !read_keepers (work, book, present ? wg_clock_get_now (work->clock) : at_ms, error))
    return NULL;
  return g_steal_pointer (&book);
}

void
wg_store_load_grid_book_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load_book, g_memdup2 (&at_ms, sizeof at_ms), g_free, (GDestroyNotify) wg_grid_book_free,
                       cancellable, callback, user_data);
}

WgGridBook *
wg_store_load_grid_book_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

static gpointer
list_codes (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GError) local = NULL;
  WgStatement *row
      = wg_connection_query (work->connection, &local, "grid-codes", "i", wg_connection_get_district (work->connection));

  while (row != NULL && wg_statement_step (row, &local))
    {
      gint64 id = wg_statement_get_int64 (row, 0);

      g_hash_table_insert (codes, g_memdup2 (&id, sizeof id), wg_statement_dup_text (row, 1));
    }
  if (local == NULL)
    return g_steal_pointer (&codes);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_list_grid_codes_async (
    WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list_codes, NULL, NULL, (GDestroyNotify) g_hash_table_unref, cancellable, callback, user_data);
}

GHashTable *
wg_store_list_grid_codes_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
