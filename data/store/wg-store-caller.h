/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_store_list_cases_of_phone_async:
 * @phone: the whole number, as it was given
 * @most: how many at most
 *
 * Asks what was reported from a telephone before. Who reported is not told.
 */
void wg_store_list_cases_of_phone_async (
    WgStore *self, const char *phone, guint most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_cases_of_phone_finish:
 *
 * Returns: (transfer full) (element-type WgCaseRecord): the cases, the newest first.
 */
GPtrArray *wg_store_list_cases_of_phone_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
