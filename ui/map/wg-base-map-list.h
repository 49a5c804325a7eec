/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-maps.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgBaseMapList:
 *
 * The base maps as the operator sees and sorts them, the highest first, each with why it is not there, and a form for
 * another one.
 */
#define WG_TYPE_BASE_MAP_LIST (wg_base_map_list_get_type ())
G_DECLARE_FINAL_TYPE (WgBaseMapList, wg_base_map_list, WG, BASE_MAP_LIST, GtkBox)

GtkWidget *wg_base_map_list_new (WgBaseMaps *maps);

G_END_DECLS
