/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"
#include "wg-worker.h"

G_BEGIN_DECLS

/**
 * WG_MARK_ROLES:
 *
 * Who may say in which colour marked buildings are: the GIS editor, the duty officer, the administrator.
 */
#define WG_MARK_ROLES (WG_ROLE_GIS | WG_ROLE_DUTY | WG_ROLE_ADMIN)

/**
 * WG_MARK_SETTING:
 *
 * The setting that holds the colours.
 */
#define WG_MARK_SETTING "building-mark-colours"

/**
 * WgBuildingMark:
 * @name: what the buildings are marked with, as the file of the import said it: "危房"
 * @rgb: its colour, 0xRRGGBB
 * @chosen: somebody has chosen the colour; else it is one of a few that differ, by the order of the names
 * @n_buildings: how many buildings have it
 */
typedef struct
{
  char *name;
  guint32 rgb;
  gboolean chosen;
  gint64 n_buildings;
} WgBuildingMark;

/**
 * wg_building_mark_parse_colour:
 * @text: "#c64600" or "c64600"
 *
 * Red is kept for what is overdue: %WG_ERROR_REFUSED. %WG_ERROR_USAGE for what is no colour.
 */
gboolean wg_building_mark_parse_colour (const char *text, guint32 *rgb, GError **error);

/**
 * wg_store_work_list_marks:
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 *
 * Returns: (transfer full) (element-type WgBuildingMark): by name; for who is on the store's thread already.
 */
GPtrArray *wg_store_work_list_marks (WgStoreWork *work, gint64 at_ms, GError **error);

void wg_store_list_marks_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *wg_store_list_marks_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_set_mark_colour_async:
 * @operator_id: who does it, see %WG_MARK_ROLES
 * @name: a mark; it may be chosen before the first building has it
 * @rgb: its colour, 0xRRGGBB
 * @key: (nullable): what was done under this key is not done again
 */
void wg_store_set_mark_colour_async (WgStore *self,
                                     gint64 operator_id,
                                     const char *name,
                                     guint32 rgb,
                                     const char *key,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * wg_store_set_mark_colour_finish:
 *
 * Returns: the id of the event; 0 with @error set.
 */
gint64 wg_store_set_mark_colour_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
