/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what was imported, when and by whom, with every finding, as long as the database lives. */

#include "wg-store-batches.h"

static gpointer
list (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_batch_table_list (work->connection, error);
}

void
wg_store_list_batches_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
wg_store_list_batches_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

static gpointer
load (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_batch_table_find (work->connection, *(gint64 *) request, error);
}

void
wg_store_load_batch_async (
    WgStore *self, gint64 batch_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load, g_memdup2 (&batch_id, sizeof batch_id), g_free, (GDestroyNotify) wg_batch_free,
                       cancellable, callback, user_data);
}

WgBatch *
wg_store_load_batch_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
