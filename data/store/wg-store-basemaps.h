/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-basemap.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WG_BASEMAP_ROLES:
 *
 * Who may change which base maps the district has: the GIS editor, the duty officer, the administrator.
 */
#define WG_BASEMAP_ROLES (WG_ROLE_GIS | WG_ROLE_DUTY | WG_ROLE_ADMIN)

/**
 * WG_BASEMAP_SETTING:
 *
 * The setting that holds the list.
 */
#define WG_BASEMAP_SETTING "basemaps"

/**
 * wg_store_load_basemaps_async:
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 *
 * Reads the base maps of the district.
 */
void wg_store_load_basemaps_async (WgStore *self,
                                   gint64 at_ms,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * wg_store_load_basemaps_finish:
 *
 * Returns: (transfer full) (element-type WgBasemap): the base maps, the lowest first.
 */
GPtrArray *wg_store_load_basemaps_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_add_basemaps_async:
 * @operator_id: who does it, see %WG_BASEMAP_ROLES
 * @basemaps: (element-type WgBasemap): they go on top of the others, the lowest first, all of them or none
 * @key: (nullable): what was done under this key is not done again
 */
void wg_store_add_basemaps_async (WgStore *self,
                                  gint64 operator_id,
                                  GPtrArray *basemaps,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * wg_store_remove_basemap_async:
 * @name: the name of one
 * @key: (nullable): as above
 */
void wg_store_remove_basemap_async (WgStore *self,
                                    gint64 operator_id,
                                    const char *name,
                                    const char *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * wg_store_move_basemap_async:
 * @name: the name of one
 * @steps: how many others it is lifted over; negative puts it under them. As far as there are any
 * @key: (nullable): as above
 */
void wg_store_move_basemap_async (WgStore *self,
                                  gint64 operator_id,
                                  const char *name,
                                  int steps,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * wg_store_change_basemaps_finish:
 *
 * Ends each of the three.
 *
 * Returns: the id of the event, or 0 with %WG_ERROR_EXISTS (a base map of that name), %WG_ERROR_NOT_FOUND,
 * %WG_ERROR_FORBIDDEN or what the store says: nothing was changed.
 */
gint64 wg_store_change_basemaps_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
