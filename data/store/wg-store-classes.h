/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-class-catalogue.h"
#include "wg-event.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_store_load_classes_async:
 * @at_ms: as they were at this instant, milliseconds UTC; %WG_TIME_NONE for the time of the call
 *
 * Loads the class catalogue of the district, without classes that only came with imported cases.
 */
void wg_store_load_classes_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_load_classes_finish:
 *
 * Returns: (transfer full): the catalogue.
 */
WgClassCatalogue *wg_store_load_classes_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_set_classes_async:
 * @classes: (transfer full) (element-type WgCaseClass): new ones, and known ones as they are to be; each code once. A class
 *   keeps the kind and the class above that it has
 * @operator_id: an administrator or duty officer
 * @file: (nullable): the name of the file they came from
 * @key: (nullable): idempotency key
 *
 * Changes the catalogue from now on: all of it or nothing. Clocks that run keep the limit they started with.
 */
void wg_store_set_classes_async (WgStore *self,
                                 GPtrArray *classes,
                                 gint64 operator_id,
                                 const char *file,
                                 const char *key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * wg_store_set_classes_finish:
 *
 * Returns: (transfer full): the event; its fields tell `read`, `added`, `changed`, `unchanged` and `kept`, the open cases
 *   whose clocks keep an older limit.
 */
WgEvent *wg_store_set_classes_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
