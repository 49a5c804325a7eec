/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgPlaceChooser:
 *
 * Says where something is: a point with an address beside it, or the address alone when the point is not known. The grid
 * under the point, and another one whose border is near, are shown while it is typed.
 *
 * Signal: `changed`: the point, the tick or the address changed.
 */
#define WG_TYPE_PLACE_CHOOSER (wg_place_chooser_get_type ())
G_DECLARE_FINAL_TYPE (WgPlaceChooser, wg_place_chooser, WG, PLACE_CHOOSER, GtkWidget)

/**
 * wg_place_chooser_set_context:
 * @context: gives the grids and what the map shows; once only
 */
void wg_place_chooser_set_context (WgPlaceChooser *self, WgContext *context);

/**
 * wg_place_chooser_set_border_metres:
 * @metres: a point as near as this to a border is said to be; the district's `border-metres`
 *
 * Nothing is near before that is known.
 */
void wg_place_chooser_set_border_metres (WgPlaceChooser *self, double metres);

/**
 * wg_place_chooser_set_place:
 * @lon: degrees
 * @lat: degrees
 *
 * Fills in a point; it is known then.
 */
void wg_place_chooser_set_place (WgPlaceChooser *self, double lon, double lat);

/**
 * wg_place_chooser_get_place:
 * @lon: (out): degrees, NAN without a place
 * @lat: (out): degrees, NAN without a place
 *
 * Returns: whether a point on the earth is given and not ticked as unknown.
 */
gboolean wg_place_chooser_get_place (WgPlaceChooser *self, double *lon, double *lat);

/**
 * wg_place_chooser_dup_address:
 *
 * Returns: (transfer full) (nullable): the address, %NULL for none.
 */
char *wg_place_chooser_dup_address (WgPlaceChooser *self);

/**
 * wg_place_chooser_set_address:
 * @address: an address
 * @unknown: whether the point is not known
 */
void wg_place_chooser_set_address (WgPlaceChooser *self, const char *address, gboolean unknown);

/**
 * wg_place_chooser_is_unknown:
 *
 * Returns: whether it is said that the point is not known.
 */
gboolean wg_place_chooser_is_unknown (WgPlaceChooser *self);

/**
 * wg_place_chooser_clear:
 *
 * Forgets point, tick and address.
 */
void wg_place_chooser_clear (WgPlaceChooser *self);
gboolean wg_place_chooser_is_empty (WgPlaceChooser *self);

/**
 * wg_place_chooser_check:
 * @say: whether what is missing is said next to its field; %FALSE takes back what was said
 *
 * Returns: whether there is a point, or an address for an unknown one.
 */
gboolean wg_place_chooser_check (WgPlaceChooser *self, gboolean say);

/**
 * wg_place_chooser_get_field:
 *
 * Returns: (transfer none): what takes the focus when the place is missing.
 */
GtkWidget *wg_place_chooser_get_field (WgPlaceChooser *self);

G_END_DECLS
