/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store-cases.h"
#include "wg-store-grids.h"

G_BEGIN_DECLS

/* The same questions as of an instant: cases by their events and business times, grids by their boundary versions, keepers
 * by the dates of their posts.
 */

/**
 * wg_store_list_cases_at_async:
 * @query: which; its `as_of_ms` is the instant, also for `overdue`; copied
 */
void wg_store_list_cases_at_async (
    WgStore *self, const WgCaseQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_cases_at_finish:
 *
 * Returns: (transfer full) (element-type WgCaseRecord): the cases as they were, newest report first.
 */
GPtrArray *wg_store_list_cases_at_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_work_list_cases_at:
 *
 * The same on a thread of the store.
 */
GPtrArray *wg_store_work_list_cases_at (WgStoreWork *work, const WgCaseQuery *query, GError **error);

/**
 * wg_store_work_load_case_at:
 *
 * wg_store_load_case_at_async() on a thread of the store.
 */
WgCaseFile *wg_store_work_load_case_at (WgStoreWork *work, const char *number, gint64 at_ms, GError **error);

/**
 * wg_store_work_find_case_at:
 * @at_ms: the instant, %G_MININT64 for the present
 *
 * One case without its history, on a thread of the store. %WG_ERROR_NOT_FOUND when it was not there yet.
 */
WgCaseRecord *wg_store_work_find_case_at (WgStoreWork *work, const char *number, gint64 at_ms, GError **error);

/**
 * wg_store_load_case_at_async:
 *
 * One case with its history up to @at_ms. %WG_ERROR_NOT_FOUND when it was not there yet.
 */
void wg_store_load_case_at_async (WgStore *self,
                                  const char *number,
                                  gint64 at_ms,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
WgCaseFile *wg_store_load_case_at_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_count_backlog_at_async:
 *
 * The backlog over the grids that were in force at @at_ms.
 */
void wg_store_count_backlog_at_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
WgBacklog *wg_store_count_backlog_at_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_load_grids_at_async:
 *
 * The grids that were in force at @at_ms.
 */
void wg_store_load_grids_at_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
WgGridTree *wg_store_load_grids_at_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
