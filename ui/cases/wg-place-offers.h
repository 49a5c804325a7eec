/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgPlaceOffers:
 *
 * The places that may be meant by the beginning of an address, while it is typed. It never takes the focus by itself; Tab or
 * Down leads into it, Enter takes a place. Without any it is hidden.
 *
 * Signal: `chosen (double lon, double lat, const char *address)`; @address is %NULL when the point is only on the street of what
 * was typed.
 */
#define WG_TYPE_PLACE_OFFERS (wg_place_offers_get_type ())
G_DECLARE_FINAL_TYPE (WgPlaceOffers, wg_place_offers, WG, PLACE_OFFERS, GtkWidget)

GtkWidget *wg_place_offers_new (void);

/**
 * wg_place_offers_ask:
 * @text: what was typed; shorter than two characters asks nothing
 */
void wg_place_offers_ask (WgPlaceOffers *self, WgContext *context, const char *text);

guint wg_place_offers_get_n_places (WgPlaceOffers *self);

G_END_DECLS
