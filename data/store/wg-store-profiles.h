/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-profile.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WG_PROFILE_SETTING:
 *
 * The setting that holds the profiles of the district.
 */
#define WG_PROFILE_SETTING "import_profiles"

/**
 * WG_PROFILE_ROLES:
 *
 * Who may keep and remove profiles: those who import.
 */
#define WG_PROFILE_ROLES (WG_ROLE_GIS | WG_ROLE_DUTY | WG_ROLE_ADMIN)

/**
 * wg_store_load_profiles_async:
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 */
void wg_store_load_profiles_async (WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_load_profiles_finish:
 *
 * Returns: (transfer full) (element-type WgImportProfile): the profiles, by name.
 */
GPtrArray *wg_store_load_profiles_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_keep_profile_async:
 * @profile: copied; takes the place of the one of its name
 * @key: (nullable): what was done under this key is not done again
 */
void wg_store_keep_profile_async (WgStore *self, gint64 operator_id, const WgImportProfile *profile, const char *key,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_remove_profile_async:
 * @name: the name of one
 * @key: (nullable): as above
 */
void wg_store_remove_profile_async (WgStore *self, gint64 operator_id, const char *name, const char *key, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_change_profiles_finish:
 *
 * Returns: the id of the event, or 0 with %WG_ERROR_NOT_FOUND, %WG_ERROR_FORBIDDEN or what the store says: nothing was changed.
 */
gint64 wg_store_change_profiles_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
