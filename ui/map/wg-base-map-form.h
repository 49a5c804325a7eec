/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-maps.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgBaseMapForm:
 *
 * What has to be said to have one more base map: where it is, what it is called, in which coordinates it was drawn,
 * whose it is, and its token; of a map that is known (wg-basemap-preset.h) the token alone.
 */
#define WG_TYPE_BASE_MAP_FORM (wg_base_map_form_get_type ())
G_DECLARE_FINAL_TYPE (WgBaseMapForm, wg_base_map_form, WG, BASE_MAP_FORM, GtkBox)

GtkWidget *wg_base_map_form_new (WgBaseMaps *maps);

/**
 * wg_base_map_form_set_location:
 * @location: (nullable): a path; %NULL empties the form
 *
 * Begins anew.
 */
void wg_base_map_form_set_location (WgBaseMapForm *self, const char *location);

G_END_DECLS
