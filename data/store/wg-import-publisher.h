/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-report.h"
#include "wg-import-request.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgImportProgress:
 * @done: rows moved so far
 * @total: rows to move
 *
 * Called on the thread that called wg_store_publish_import_async(), after each step.
 */
typedef void (*WgImportProgress) (gint64 done, gint64 total, gpointer user_data);

/**
 * wg_store_publish_import_async:
 * @self: an open store
 * @staging_path: a staging file that is complete; it must stay until the answer is there
 * @request: what was wanted; copied. Uses kind, path (its last part is shown as the file), level, level_name, on_duplicate
 *   and dry_run
 * @operator_id: who imports: a GIS editor or a duty officer
 * @progress: (nullable) (scope notified): told after each step, until the answer
 * @progress_data: for @progress
 *
 * Brings the rows of a staging file into the database, all or nothing: they arrive in chunks that nobody sees, each a short
 * transaction between which other work goes on, and become visible in one small transaction with one event. Grids are few
 * and change where everything else belongs: they come in one transaction, together with the new homes of all cases,
 * buildings and facilities. How they lie beside each other and beside those in force is found out before it, on a thread of
 * its own and as of one moment; when other grids came into force since, once more.
 *
 * After a failure, a cancellation or a dry run the hidden rows are removed again. A cancellation is answered at once and
 * its removal goes on behind; what a killed program left behind is removed when the database is opened next.
 */
void wg_store_publish_import_async (WgStore *self,
                                    const char *staging_path,
                                    const WgImportRequest *request,
                                    gint64 operator_id,
                                    WgImportProgress progress,
                                    gpointer progress_data,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * wg_store_publish_import_finish:
 *
 * Returns: (transfer full): what became of the file, with the counts and findings of reading and of storing; `batch` is 0
 *   after a dry run. %NULL with %WG_ERROR: %WG_ERROR_FORBIDDEN, %WG_ERROR_AMBIGUOUS (a question whose option the message
 *   names), %WG_ERROR_REFUSED, %WG_ERROR_DAMAGED (the staging file), %WG_ERROR_CANCELLED, …: nothing was imported.
 */
WgImportReport *wg_store_publish_import_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_is_importing:
 * @self: a store
 *
 * Returns: whether an import is going on, or one that was stopped is still being cleared away.
 */
gboolean wg_store_is_importing (WgStore *self);

G_END_DECLS
