/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "wg-world.h"
#include "wg-palette.h"

G_BEGIN_DECLS

/**
 * WgMapView:
 * @center_x: world coordinate (wg-world.h) of the middle
 * @center_y: world coordinate of the middle
 * @zoom: may be fractional
 * @width: logical pixels
 * @height: logical pixels
 * @scale: device pixels per logical pixel
 * @text_scale: 1.0 at the desk; larger for large text and for the wall
 * @theme: the theme
 * @level: the level of the grids, or %WG_LEVEL_AUTOMATIC
 *
 * What one view of the map shows. A value: copy it freely.
 */
typedef struct
{
  double center_x;
  double center_y;
  double zoom;
  int width;
  int height;
  double scale;
  double text_scale;
  WgTheme theme;
  guint level;
} WgMapView;

static inline double
wg_map_view_get_left (const WgMapView *view)
{
  return view->center_x - view->width / 2.0 * wg_world_get_unit (view->zoom);
}

static inline double
wg_map_view_get_top (const WgMapView *view)
{
  return view->center_y - view->height / 2.0 * wg_world_get_unit (view->zoom);
}

/**
 * WgMapItemKind:
 *
 * In the order of painting.
 */
typedef enum
{
  WG_MAP_ITEM_NAME,
  WG_MAP_ITEM_NUMBER,
  WG_MAP_ITEM_OVERDUE,
  WG_MAP_ITEM_BUILDING,
  WG_MAP_ITEM_CASE,
  WG_MAP_ITEM_CLUSTER,
  WG_MAP_ITEM_EMERGENCY,
} WgMapItemKind;

/**
 * WgMapItem:
 * @kind: what it is
 * @id: the id of the grid, of the building, or of the (worst) case
 * @count: the number written on it; 1 for a lone case
 * @x: world coordinate of its anchor
 * @y: world coordinate of its anchor
 * @dx: from the anchor to its left edge, logical pixels
 * @dy: from the anchor to its upper edge, logical pixels
 * @width: logical pixels
 * @height: logical pixels
 * @yields: whether it is left out where it would touch a label, see wg_map_items_yield()
 * @surface: its picture; shared, immutable, the same pointer for the same look, so that a texture can be kept by it
 *
 * A small picture that stands on the map and does not scale with it. When the view pans or zooms, the anchor moves and
 * the picture stays as large as it is, until the next placing.
 */
typedef struct
{
  WgMapItemKind kind;
  gint64 id;
  guint count;
  double x;
  double y;
  double dx;
  double dy;
  double width;
  double height;
  gboolean yields;
  cairo_surface_t *surface;
} WgMapItem;

/**
 * wg_map_items_new:
 *
 * Returns: (transfer full) (element-type WgMapItem): an empty list that drops its references to surfaces when freed.
 */
GArray *wg_map_items_new (void);

/**
 * wg_map_items_yield:
 * @items: (element-type WgMapItem): what was placed first
 * @labels: (element-type WgMapItem): the labels
 * @view: the view of both
 *
 * Takes out of @items what yields and touches a label.
 */
void wg_map_items_yield (GArray *items, const GArray *labels, const WgMapView *view);

/**
 * wg_map_items_paint:
 * @items: (element-type WgMapItem): the items
 * @view: the view
 * @cr: a context whose user space is the logical pixels of @view
 *
 * Paints @items in order, each on whole device pixels so that text stays sharp.
 */
void wg_map_items_paint (const GArray *items, const WgMapView *view, cairo_t *cr);

G_END_DECLS
