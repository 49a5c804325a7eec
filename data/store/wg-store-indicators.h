/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-figures.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_store_load_histories_async:
 * @until_ms: what happened then or later is left out, milliseconds UTC
 *
 * Reads the histories of all cases. A case that came with an import and was not touched since has the steps that its times
 * tell of; the deadline that came with it is its handling deadline.
 */
void wg_store_load_histories_async (
    WgStore *self, gint64 until_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_load_histories_finish:
 *
 * Returns: (transfer full) (element-type WgCaseHistory): by id.
 */
GPtrArray *wg_store_load_histories_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_work_load_histories:
 *
 * The same on a database thread.
 */
GPtrArray *wg_store_work_load_histories (WgStoreWork *work, gint64 until_ms, GCancellable *cancellable, GError **error);

/**
 * wg_store_work_load_unsettled:
 * @since_ms: milliseconds UTC
 * @until_ms: as above
 *
 * On a database thread: of the cases that are open, or were closed since @since_ms, what happened to them; without
 * call-backs, instructions, and the levels at which they were closed.
 *
 * Returns: (transfer full) (element-type WgCaseHistory): by id.
 */
GPtrArray *
wg_store_work_load_unsettled (WgStoreWork *work, gint64 since_ms, gint64 until_ms, GCancellable *cancellable, GError **error);

G_END_DECLS
