/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-scene.h"
#include "wg-map-view.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * WG_OVERLAY_MARGIN:
 *
 * Logical pixels around what is seen for which an overlay is placed; when half of it is used up a new one is wanted.
 */
#define WG_OVERLAY_MARGIN 192

/**
 * WgCityOverlay:
 * @scene: what it was placed from
 * @view: the view that it covers
 * @items: (element-type WgMapItem): in the order of drawing
 * @ring: (nullable): the outline of the selected grid or building
 * @ring_x: world coordinate of the left edge of @ring
 * @ring_y: world coordinate of its upper edge
 * @ring_width: world units
 * @ring_height: world units
 *
 * What stands on the tiles and does not scale with them, placed for one view. Immutable.
 */
typedef struct
{
  WgCityScene *scene;
  WgMapView view;
  GArray *items;
  cairo_surface_t *ring;
  double ring_x;
  double ring_y;
  double ring_width;
  double ring_height;
} WgCityOverlay;

void wg_city_overlay_free (WgCityOverlay *overlay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCityOverlay, wg_city_overlay_free)

/**
 * WgOverlayPainter:
 *
 * Places overlays and keeps their texts and sprites. Used by one thread at a time.
 */
#define WG_TYPE_OVERLAY_PAINTER (wg_overlay_painter_get_type ())
G_DECLARE_FINAL_TYPE (WgOverlayPainter, wg_overlay_painter, WG, OVERLAY_PAINTER, GObject)

WgOverlayPainter *wg_overlay_painter_new (void);

/**
 * wg_overlay_painter_place:
 * @scene: what
 * @view: where; its level and theme are those of @scene
 *
 * Returns: (transfer full): the overlay.
 */
WgCityOverlay *wg_overlay_painter_place (WgOverlayPainter *self, WgCityScene *scene, const WgMapView *view);

G_END_DECLS
