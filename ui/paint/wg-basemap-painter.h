/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "wg-palette.h"
#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * WgBaseFeatureKind:
 *
 * What our own base map knows. Areas first, then lines.
 */
typedef enum
{
  WG_BASE_BLOCK,
  WG_BASE_PARK,
  WG_BASE_WATER,
  WG_BASE_RIVER,
  WG_BASE_OTHER,
  WG_BASE_BUILDING,
  WG_BASE_ROAD_LANE,
  WG_BASE_ROAD_TERTIARY,
  WG_BASE_ROAD_SECONDARY,
  WG_BASE_ROAD_PRIMARY,
  WG_BASE_RAILWAY,
} WgBaseFeatureKind;
#define WG_N_BASE_KINDS 11

/**
 * WgBasemapPainter:
 *
 * Paints the tiles of a base map of our own from plain lines and areas: calm ground for backlog colours, the palette of
 * the land in wg-palette.h. Filled first, then frozen, then painted from any thread.
 */
#define WG_TYPE_BASEMAP_PAINTER (wg_basemap_painter_get_type ())
G_DECLARE_FINAL_TYPE (WgBasemapPainter, wg_basemap_painter, WG, BASEMAP_PAINTER, GObject)

WgBasemapPainter *wg_basemap_painter_new (WgTheme theme);

/**
 * wg_basemap_painter_get_fill:
 *
 * Returns: the colour (0xrrggbb) in which a kind is painted, for a legend.
 */
guint32 wg_basemap_painter_get_fill (WgBaseFeatureKind kind, WgTheme theme);

/**
 * wg_basemap_painter_add:
 * @kind: what it is; rivers may be areas (@closed) or lines with @width_m
 * @closed: an area, otherwise a line
 * @lonlat: (array length=n_points): pairs of longitude and latitude in degrees
 * @n_points: the number of pairs; an area is closed implicitly
 * @width_m: width of a line on the ground in metres, 0 for the usual one of its kind
 * @name: (nullable): written along a line (upright pieces are written top down), or in the middle of an area
 */
void wg_basemap_painter_add (WgBasemapPainter *painter,
                             WgBaseFeatureKind kind,
                             gboolean closed,
                             const double *lonlat,
                             guint n_points,
                             double width_m,
                             const char *name);

/**
 * wg_basemap_painter_add_shape:
 * @kind: what it is
 * @shape: an area, with holes if it has any
 * @name: (nullable): written in the middle of its largest part
 *
 * The same for an area that is a shape already.
 */
void wg_basemap_painter_add_shape (WgBasemapPainter *painter,
                                   WgBaseFeatureKind kind,
                                   const WgShape *shape,
                                   const char *name);

/**
 * wg_basemap_painter_freeze:
 *
 * Indexes what was added. Nothing can be added afterwards.
 */
void wg_basemap_painter_freeze (WgBasemapPainter *painter);

/**
 * wg_basemap_painter_paint_tile:
 * @painter: a frozen painter
 * @zoom: the zoom
 * @x: the column
 * @y: the row, counted from the north (XYZ)
 * @scale: device pixels per logical pixel
 *
 * Names are placed from the whole feature, so that two tiles agree about a name that crosses their edge.
 *
 * Returns: (transfer full): an opaque image of 256 * @scale pixels.
 */
cairo_surface_t *wg_basemap_painter_paint_tile (WgBasemapPainter *painter, guint zoom, guint x, guint y, guint scale);

/**
 * wg_basemap_painter_paint_others:
 *
 * The areas of the kind %WG_BASE_OTHER alone, see-through, to be laid over another map.
 *
 * Returns: (transfer full): a transparent image of 256 * @scale pixels.
 */
cairo_surface_t *wg_basemap_painter_paint_others (WgBasemapPainter *painter, guint zoom, guint x, guint y, guint scale);

/**
 * wg_basemap_painter_encode_tile:
 *
 * The same as the bytes of a PNG of scale 1 with at most 256 colours, ready for wg_mbtiles_writer_add().
 *
 * Returns: (transfer full): the bytes.
 */
GBytes *wg_basemap_painter_encode_tile (WgBasemapPainter *painter, guint zoom, guint x, guint y);

/**
 * WgBasemapTileFunc:
 * @png: an encoded tile
 *
 * Called on the thread of wg_basemap_painter_paint_pyramid(), in a fixed order.
 *
 * Returns: %FALSE with @error set to stop.
 */
typedef gboolean (*WgBasemapTileFunc) (guint zoom, guint x, guint y, GBytes *png, gpointer user_data, GError **error);

/**
 * wg_basemap_painter_paint_pyramid:
 * @painter: a frozen painter
 * @min_zoom: coarsest zoom
 * @max_zoom: finest zoom
 * @tile: takes each tile
 * @user_data: for @tile
 * @cancellable: (nullable): stops between two tiles
 * @error: return location
 *
 * Paints every tile that a feature touches, on all processors; the order and the bytes are always the same.
 *
 * Returns: whether all were taken; %WG_ERROR_CANCELLED when stopped.
 */
gboolean wg_basemap_painter_paint_pyramid (WgBasemapPainter *painter,
                                           guint min_zoom,
                                           guint max_zoom,
                                           WgBasemapTileFunc tile,
                                           gpointer user_data,
                                           GCancellable *cancellable,
                                           GError **error);

G_END_DECLS
