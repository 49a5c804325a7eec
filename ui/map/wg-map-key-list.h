/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-map-keys.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgMapKeyList:
 *
 * The lines under the classes of a legend: imported areas, marked buildings. Hidden while there are none.
 *
 * Signal `colour-wanted (char *mark, guint rgb)`: somebody chose 0xRRGGBB for a mark.
 */
#define WG_TYPE_MAP_KEY_LIST (wg_map_key_list_get_type ())
G_DECLARE_FINAL_TYPE (WgMapKeyList, wg_map_key_list, WG, MAP_KEY_LIST, GtkWidget)

GtkWidget *wg_map_key_list_new (void);

/**
 * wg_map_key_list_set_keys:
 * @keys: (element-type WgMapKey): what to show; the same again costs nothing
 * @refusal: (nullable): why no colour of a mark can be chosen
 */
void wg_map_key_list_set_keys (WgMapKeyList *self, GPtrArray *keys, const char *refusal);

G_END_DECLS
