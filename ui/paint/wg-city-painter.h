/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "wg-city-colours.h"
#include "wg-hotspot-layer.h"

G_BEGIN_DECLS

/**
 * WgPaintLayers:
 *
 * What of a tile is painted. Without %WG_PAINT_LAND the tile is transparent, so that lines and fills can be cached
 * apart.
 */
typedef enum
{
  WG_PAINT_LAND = 1 << 0,
  WG_PAINT_BASE = 1 << 1,
  WG_PAINT_FILL = 1 << 2,
  WG_PAINT_BUILDINGS = 1 << 3,
  WG_PAINT_HEMS = 1 << 4,
  WG_PAINT_BORDERS = 1 << 5,
  WG_PAINT_ALL = (1 << 6) - 1,
} WgPaintLayers;

/**
 * WgBaseKind:
 * @WG_BASE_OWN: our own calm base map: fills at their normal opacity.
 * @WG_BASE_MAP: a foreign street map: washed with the colour of the land, so that fills keep their hues.
 * @WG_BASE_IMAGERY: imagery: washed, and fills go to 80 %.
 */
typedef enum
{
  WG_BASE_OWN,
  WG_BASE_MAP,
  WG_BASE_IMAGERY,
} WgBaseKind;

/**
 * WG_BUILDING_ZOOM:
 *
 * Buildings are painted from this zoom on.
 */
#define WG_BUILDING_ZOOM 15

/**
 * WgPaintRequest:
 * @city: what to paint
 * @colours: (nullable): the colours; ignored unless they are of @city
 * @theme: the theme
 * @level: the level of the grids, or %WG_LEVEL_AUTOMATIC
 * @layers: which layers
 * @base: (nullable): the picture of the base map for exactly the same area; scaled to fit, darkened by the caller
 * @base_kind: what @base is
 * @dimmed_classes: bit n set: class n is painted at a third of its opacity (a click on the legend)
 * @hotspot: (nullable): painted in place of the classes and hems; ignored unless it is of @city
 * @line_scale: how many times as wide as at a desk borders, hems and their stripes are: for a wall; 0 is 1
 *
 * Borrowed for the time of the call.
 */
typedef struct
{
  WgCity *city;
  WgCityColours *colours;
  WgTheme theme;
  guint level;
  WgPaintLayers layers;
  cairo_surface_t *base;
  WgBaseKind base_kind;
  guint dimmed_classes;
  WgHotspotLayer *hotspot;
  double line_scale;
} WgPaintRequest;

/**
 * WgCityPainter:
 *
 * Paints the ground of the map: land, base map, fills by class, buildings, overdue hems, borders. Stateless from the
 * outside: every function may be called from any number of threads. Numbers, names and cases are not part of a tile
 * (wg-city-labels.h, wg-case-sprites.h).
 */
#define WG_TYPE_CITY_PAINTER (wg_city_painter_get_type ())
G_DECLARE_FINAL_TYPE (WgCityPainter, wg_city_painter, WG, CITY_PAINTER, GObject)

WgCityPainter *wg_city_painter_new (void);

/**
 * wg_city_painter_paint_tile:
 * @painter: a painter
 * @request: what to paint
 * @zoom: the zoom of the tile, 0 .. %WG_MAX_ZOOM
 * @x: the column, counted from the west
 * @y: the row, counted from the north (XYZ)
 * @scale: device pixels per logical pixel, 1 .. 4
 *
 * Fractional zooms are shown by scaling tiles of integer zooms.
 *
 * Returns: (transfer full): an image of 256 * @scale pixels, opaque (RGB24) when %WG_PAINT_LAND is asked for, else
 * ARGB32.
 */
cairo_surface_t *wg_city_painter_paint_tile (WgCityPainter *painter,
                                             const WgPaintRequest *request,
                                             guint zoom,
                                             guint x,
                                             guint y,
                                             guint scale);

/**
 * wg_city_painter_paint_area:
 * @painter: a painter
 * @request: what to paint
 * @zoom: the zoom, may be fractional
 * @min_x: world coordinate of the left edge (wg-world.h)
 * @min_y: world coordinate of the upper edge
 * @width: in logical pixels
 * @height: in logical pixels
 * @scale: device pixels per logical pixel
 *
 * The same as a tile for any rectangle: for whole pictures and for print.
 *
 * Returns: (transfer full): an image of @width * @scale by @height * @scale pixels, rounded up.
 */
cairo_surface_t *wg_city_painter_paint_area (WgCityPainter *painter,
                                             const WgPaintRequest *request,
                                             double zoom,
                                             double min_x,
                                             double min_y,
                                             int width,
                                             int height,
                                             double scale);

/**
 * wg_city_painter_repaint_tile:
 * @painter: a painter
 * @request: what to paint now: as for @tile but for the colours
 * @tile: the tile as it was painted; it is not changed
 * @zoom: its zoom
 * @x: its column
 * @y: its row
 * @scale: its device pixels per logical pixel
 * @grids: (array length=n_grids): the grids whose colours are new, see wg_city_colours_list_repaints()
 * @n_grids: their number
 *
 * Paints only what @grids cover anew: bit by bit the tile that wg_city_painter_paint_tile() would paint.
 *
 * Returns: (transfer full): a new image.
 */
cairo_surface_t *wg_city_painter_repaint_tile (WgCityPainter *painter,
                                               const WgPaintRequest *request,
                                               cairo_surface_t *tile,
                                               guint zoom,
                                               guint x,
                                               guint y,
                                               guint scale,
                                               const guint *grids,
                                               guint n_grids);

/**
 * wg_city_painter_outline_grid:
 * @cr: a context whose user space is logical pixels
 * @grid: the index of a grid
 * @min_x: world coordinate of the origin of @cr
 * @min_y: world coordinate of the origin of @cr
 * @zoom: the zoom of @cr, may be fractional
 *
 * Appends the outline of one grid to the path of @cr, for the selection ring and previews.
 */
void
wg_city_painter_outline_grid (const WgCity *city, cairo_t *cr, guint grid, double min_x, double min_y, double zoom);

/**
 * wg_city_painter_outline_building:
 *
 * The same for a building.
 */
void wg_city_painter_outline_building (const WgCity *city,
                                       cairo_t *cr,
                                       guint building,
                                       double min_x,
                                       double min_y,
                                       double zoom);

G_END_DECLS
