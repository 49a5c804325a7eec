/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-clock-ledger.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_store_list_clocks_async:
 * @number: a case
 * @kind: (nullable): only clocks of this kind
 * @at_ms: the instant of the question, milliseconds UTC
 *
 * Lists the clocks of a case, each with its proof. A stopped clock is told with the calendar as it was known when it was
 * stopped. For an instant in the past: what was used is exact; a limit or a suspension that was changed since is told as
 * it is now, and moves that were undone are left out.
 */
void wg_store_list_clocks_async (WgStore *self,
                                 const char *number,
                                 const char *kind,
                                 gint64 at_ms,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * wg_store_list_clocks_finish:
 *
 * Returns: (transfer full) (element-type WgClockLedger): the clocks, by run and start; empty for a case that was imported
 *   and has none.
 */
GPtrArray *wg_store_list_clocks_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_work_list_clocks:
 * @case_id: the id of a case
 *
 * wg_store_list_clocks_async() on a database thread.
 */
GPtrArray *
wg_store_work_list_clocks (WgStoreWork *work, gint64 case_id, const char *kind, gint64 at_ms, GError **error);

G_END_DECLS
