/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-painter.h"
#include "wg-raster-pen.h"

G_BEGIN_DECLS

/* The buffers of one worker. */
typedef struct
{
  WgRasteriser *rasteriser;
  WgRasterPen pen;
  GArray *shown;   /* guint32 grids of the square */
  GArray *found;   /* guint32 */
  GArray *touched; /* guint32 arcs that have or had a weight; some twice */
  gint16 *weights; /* by arc, all 0 between two areas */
  guint n_weights;
  guint16 *hatch; /* coverage along x + y, twice its period and a square more */
  guint hatch_size;
  guint n_stripes; /* of it, in a tile */
} WgCityBench;

WgCityBench *wg_city_bench_new (void);
void wg_city_bench_free (WgCityBench *bench);

/* One picture being painted, square by square. */
typedef struct
{
  WgCityBench *bench;
  const WgPaintRequest *request;
  const WgCity *city;
  const WgCityColours *colours; /* only when they are of the city */
  const WgHotspotLayer *hotspot; /* likewise */
  double zoom;
  double scale;
  double line; /* device pixels that a line of one pixel at a desk is wide */
  double unit; /* world units a device pixel */
  guint level;
  guint8 detail;
  gboolean clears; /* whether a square begins as bare land or nothing, and not as it is */
  double min_x;    /* of the square, world coordinates */
  double min_y;
  guint width;
  guint height;
} WgCityFrame;

void
wg_city_frame_init (WgCityFrame *frame, WgCityBench *bench, const WgPaintRequest *request, double zoom, double scale);

/* Paints all layers of the request onto a square of at most WG_RASTER_SIDE pixels a side, whose upper left corner lies
 * at a place of the world. */
void wg_city_frame_paint_square (WgCityFrame *frame,
                                 guint32 *pixels,
                                 gsize stride,
                                 double min_x,
                                 double min_y,
                                 guint width,
                                 guint height);

/* What the hotspots are painted with (wg-city-hotspot.c). Adds the borders of a grid to the area being collected, and hands
 * the collected ones to the rasteriser; the list of them stays. */
void wg_city_frame_weigh_grid (WgCityFrame *frame, guint grid);
void wg_city_frame_add_weighed (WgCityFrame *frame);

/* Fills of grids or a density, under the borders; outlines of clusters, over them. */
void wg_city_frame_fill_hotspots (WgCityFrame *frame, guint32 *pixels, gsize stride);
void wg_city_frame_outline_hotspots (WgCityFrame *frame);

G_END_DECLS
