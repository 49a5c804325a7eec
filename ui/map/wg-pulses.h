/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-layer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WG_PULSE_MS:
 *
 * How long a new emergency pulses before its outlines stand still.
 */
#define WG_PULSE_MS 30000

/**
 * WgPulses:
 *
 * The blinking outlines of new emergencies: a small widget each, so that one second of blinking draws nothing but its
 * own rectangle. Covers the map and lets every event through.
 */
#define WG_TYPE_PULSES (wg_pulses_get_type ())
G_DECLARE_FINAL_TYPE (WgPulses, wg_pulses, WG, PULSES, GtkWidget)

/**
 * wg_pulses_new:
 * @layer: the map; the outlines follow its view, its theme and its size of text
 */
GtkWidget *wg_pulses_new (WgCityLayer *layer);

/**
 * wg_pulses_set_points:
 * @points: (element-type WgCasePoint): the emergencies that pulse
 */
void wg_pulses_set_points (WgPulses *self, const GArray *points);

G_END_DECLS
