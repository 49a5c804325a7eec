/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-layer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgRuler:
 *
 * Points clicked on a map, the line between them and what it measures: the length along the ground, and from three
 * points on the area of the closed line. Covers the map and lets every event through.
 *
 * Property `text` (string, notifies): the figures in words.
 */
#define WG_TYPE_RULER (wg_ruler_get_type ())
G_DECLARE_FINAL_TYPE (WgRuler, wg_ruler, WG, RULER, GtkWidget)

/**
 * wg_ruler_new:
 * @layer: what the points lie on; the ruler follows its view
 */
GtkWidget *wg_ruler_new (WgCityLayer *layer);

void wg_ruler_add (WgRuler *self, double lon, double lat);

/**
 * wg_ruler_drop:
 *
 * Takes the last point back.
 */
void wg_ruler_drop (WgRuler *self);
void wg_ruler_clear (WgRuler *self);

/**
 * wg_ruler_point_at:
 *
 * Where the pointer is: the next piece is measured as if it were clicked there. NAN for nowhere.
 */
void wg_ruler_point_at (WgRuler *self, double lon, double lat);

const char *wg_ruler_get_text (WgRuler *self);

/**
 * wg_ruler_format:
 * @metres: a length
 * @square_metres: an area, negative for none
 *
 * Returns: (transfer full): metres below a kilometre, kilometres from there; square metres below a hectare, hectares
 *   below a square kilometre.
 */
char *wg_ruler_format (double metres, double square_metres);

G_END_DECLS
