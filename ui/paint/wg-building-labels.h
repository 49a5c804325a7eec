/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-cases.h"
#include "wg-city.h"
#include "wg-map-view.h"
#include "wg-text-painter.h"

G_BEGIN_DECLS

/**
 * wg_building_labels_shorten:
 * @address: an address
 *
 * Returns: (transfer full): the part that tells a house from its neighbours: "60 号院 1 号" of "石霞西街 60 号院 1 号",
 * "1200" of "1200 Pennsylvania Avenue". The whole when it has no number.
 */
char *wg_building_labels_shorten (const char *address);

/**
 * wg_building_labels_place:
 * @city: the city
 * @cases: (nullable): the cases
 * @view: the view
 * @text: makes the pictures
 * @grids: (element-type WgMapItem): what is placed already, as are
 * @sprites: (element-type WgMapItem): these
 * @items: (element-type WgMapItem): where the labels are appended
 *
 * At street zooms: how many open cases a building has, in a pill, and its address where it fits on the house, whole or
 * shortened. Buildings with cases come first. A label stands on the middle of its house and nowhere else.
 *
 * Returns: how many buildings got a label.
 */
guint wg_building_labels_place (const WgCity *city,
                                const WgCityCases *cases,
                                const WgMapView *view,
                                WgTextPainter *text,
                                const GArray *grids,
                                const GArray *sprites,
                                GArray *items);

G_END_DECLS
