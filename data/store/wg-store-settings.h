/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-district-setting.h"
#include "wg-store.h"

G_BEGIN_DECLS

#define WG_SETTING_ROLES (WG_ROLE_ADMIN | WG_ROLE_DUTY)

/**
 * wg_store_work_get_setting:
 * @name: the name of a #WgDistrictSetting
 * @at_ms: as of when, milliseconds UTC
 *
 * On a database thread.
 *
 * Returns: its value; what it is before anybody decides when nobody has, or when what is stored is no such number.
 */
double wg_store_work_get_setting (WgStoreWork *work, const char *name, gint64 at_ms);

/**
 * wg_store_load_settings_async:
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 */
void wg_store_load_settings_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_load_settings_finish:
 *
 * Returns: (transfer full) (element-type double): the value of each of wg_district_setting_get_all(), in that order.
 */
GArray *wg_store_load_settings_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_change_setting_async:
 * @operator_id: who does it, see %WG_SETTING_ROLES
 * @name: the name of a #WgDistrictSetting
 * @value: its value from now on; clocks that run keep the limit they started with
 * @key: (nullable): what was done under this key is not done again
 */
void wg_store_change_setting_async (WgStore *self,
                                    gint64 operator_id,
                                    const char *name,
                                    double value,
                                    const char *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * wg_store_change_setting_finish:
 *
 * Returns: the id of the event; 0 with @error set.
 */
gint64 wg_store_change_setting_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
