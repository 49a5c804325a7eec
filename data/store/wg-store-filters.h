/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-filter.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WG_FILTER_SETTING:
 *
 * The setting that holds the filters of the district and of its operators.
 */
#define WG_FILTER_SETTING "case_filters"

/**
 * WG_FILTER_ROLES:
 *
 * Who may keep a filter for all; one for oneself everybody may.
 */
#define WG_FILTER_ROLES (WG_ROLE_DUTY | WG_ROLE_ADMIN)

/**
 * wg_store_load_filters_async:
 * @operator_id: whose filters, beside those of the district
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 */
void wg_store_load_filters_async (WgStore *self, gint64 operator_id, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * wg_store_load_filters_finish:
 *
 * Returns: (transfer full) (element-type WgCaseFilter): the ready ones, then the others by name.
 */
GPtrArray *wg_store_load_filters_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_keep_filter_async:
 * @filter: copied; takes the place of the one of its name and owner
 * @key: (nullable): what was done under this key is not done again
 */
void wg_store_keep_filter_async (WgStore *self, gint64 operator_id, const WgCaseFilter *filter, const char *key, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_remove_filter_async:
 * @name: of a filter
 * @for_all: the one of the district, not the operator's own
 * @key: (nullable): as above
 */
void wg_store_remove_filter_async (WgStore *self, gint64 operator_id, const char *name, gboolean for_all, const char *key,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_change_filters_finish:
 *
 * Returns: the id of the event, or 0 with %WG_ERROR_NOT_FOUND, %WG_ERROR_EXISTS (the name of a ready one), %WG_ERROR_FORBIDDEN
 *   or what the store says: nothing was changed.
 */
gint64 wg_store_change_filters_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
