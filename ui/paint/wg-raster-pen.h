/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-private.h"
#include "wg-rasteriser.h"

G_BEGIN_DECLS

/* Takes outlines of a city to a rasteriser: leaves out the corners that the zoom does not show, turns world coordinates
 * into subpixels of one target, and passes over borders that cannot be seen on it without reading them. One worker uses
 * one.
 */
typedef struct
{
  WgRasteriser *rasteriser;
  double origin_x; /* world coordinates of the corner of the target */
  double origin_y;
  double factor; /* subpixels a world unit */
  guint8 zoom;   /* corners with a higher first zoom are left out */
  double unit;   /* world units a pixel */
  WgWorldBox box;
  WgWorldBox reach; /* the box, and how far around it a line still reaches into it */

  WgRasterPoint *points;
  guint n_points;
  guint capacity;
} WgRasterPen;

void wg_raster_pen_clear (WgRasterPen *pen);

/* The first zoom up to which corners are drawn at a zoom and scale. */
guint8 wg_raster_pen_get_detail (double zoom, double scale);

/* The target lies at a place of the world; @unit is how many world units one of its pixels is. */
void wg_raster_pen_place (WgRasterPen *pen,
                          WgRasteriser *rasteriser,
                          double origin_x,
                          double origin_y,
                          double unit,
                          guint width,
                          guint height,
                          guint8 detail);

/* A border as the edge of areas, @weight as in wg_rasteriser_add_edges(). */
void wg_raster_pen_add_arc_edges (WgRasterPen *pen, const WgCity *city, guint arc, int weight);

/* Lines up to a width, pixels, see wg_rasteriser_begin_lines(). */
void wg_raster_pen_begin_lines (WgRasterPen *pen, double width, gboolean in_mask);

/* A border as a line. */
void wg_raster_pen_add_arc_line (WgRasterPen *pen, const WgCity *city, guint arc);

/* The rings of a building, as edges, as lines, or both. */
void wg_raster_pen_add_building (WgRasterPen *pen, const WgCity *city, guint building, gboolean edges, gboolean lines);

G_END_DECLS
