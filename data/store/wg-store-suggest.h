/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"
#include "wg-suggestion.h"

G_BEGIN_DECLS

/**
 * wg_store_suggest_async:
 * @number: a case
 * @most: how many at most
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 *
 * Whom to send: every active person is weighed, the best come first.
 */
void wg_store_suggest_async (
    WgStore *self, const char *number, guint most, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_suggest_finish:
 *
 * Returns: (transfer full) (element-type WgSuggestion): in their order.
 */
GPtrArray *wg_store_suggest_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_suggest_each_async:
 * @numbers: (array zero-terminated=1): cases
 *
 * The first suggestion for each of several cases, as the cases lie now: whom it proposes for one does not count for the next.
 */
void wg_store_suggest_each_async (
    WgStore *self, const char *const *numbers, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_suggest_each_finish:
 *
 * Returns: (transfer full) (element-type WgSuggestion): one for each case, %NULL where there is nobody.
 */
GPtrArray *wg_store_suggest_each_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_work_suggest:
 *
 * The same on a database thread.
 */
GPtrArray *wg_store_work_suggest (WgStoreWork *work, const char *number, guint most, gint64 at_ms, GError **error);

G_END_DECLS
