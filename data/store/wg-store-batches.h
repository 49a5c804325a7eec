/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-batch-table.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_store_list_batches_async:
 *
 * Lists all imports, also undone ones, oldest first; one that is loading at this moment is among them.
 */
void
wg_store_list_batches_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_batches_finish:
 *
 * Returns: (transfer full) (element-type WgBatch): the imports.
 */
GPtrArray *wg_store_list_batches_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_load_batch_async:
 * @batch_id: an import
 *
 * Reads one import with its findings.
 */
void wg_store_load_batch_async (
    WgStore *self, gint64 batch_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_load_batch_finish:
 *
 * Returns: (transfer full): the import, with `findings`; %NULL with %WG_ERROR_NOT_FOUND when there is none of that id.
 */
WgBatch *wg_store_load_batch_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_undo_import_async:
 * @batch_id: a published import
 * @operator_id: who undoes it: a GIS editor or a duty officer
 *
 * Takes an import back whole: its rows vanish in one small transaction with one event and are then deleted in chunks.
 * What it changed gets its old values; what lay in grids that it brought goes home to the grid around. Refused when one
 * of its rows was worked on since.
 */
void wg_store_undo_import_async (WgStore *self,
                                 gint64 batch_id,
                                 gint64 operator_id,
                                 const char *key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * wg_store_undo_import_finish:
 *
 * Returns: (transfer full): the import as it is now, or %NULL with %WG_ERROR_REFUSED, %WG_ERROR_FORBIDDEN or
 *   %WG_ERROR_NOT_FOUND: nothing was changed.
 */
WgBatch *wg_store_undo_import_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
