/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-hotspot-layer.h"
#include "wg-map-view.h"
#include "wg-text-painter.h"

G_BEGIN_DECLS

/**
 * wg_hotspot_marks_place:
 * @items: (element-type WgMapItem): where the marks are appended
 *
 * Places number and name of each mark of @layer that is in view, and under them what it is about. A mark that would lie on
 * a stronger one keeps its number only.
 */
void wg_hotspot_marks_place (const WgHotspotLayer *layer, const WgMapView *view, WgTextPainter *text, GArray *items);

G_END_DECLS
