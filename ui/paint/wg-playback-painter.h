/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-map-view.h"
#include "wg-playback.h"

G_BEGIN_DECLS

/**
 * wg_playback_paint:
 * @playback: the cases
 * @view: of the map
 * @from_ms: the beginning of the time that is looked at, milliseconds UTC
 * @to_ms: its end: "now" on the map
 * @left: logical pixels; nothing is painted left of it
 * @right: nothing is painted right of it
 * @surface: an ARGB32 image of the view's size times its scale; painted over
 *
 * Paints a dot for every case: those reported in the time strongly, those that were open already and still are weakly. A
 * frame of playback: no Cairo, only pixels.
 *
 * Returns: how many dots lie in the view
 */
guint wg_playback_paint (
    const WgPlayback *playback, const WgMapView *view, gint64 from_ms, gint64 to_ms, double left, double right, cairo_surface_t *surface);

G_END_DECLS
