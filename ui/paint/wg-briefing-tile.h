/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing-layout.h"
#include "wg-briefing-paper.h"
#include "wg-hotspot-layer.h"
#include "wg-palette.h"

G_BEGIN_DECLS

/**
 * WgBriefingCanvas:
 * @paper: the briefing
 * @cr: where to
 * @theme: light, dark or print
 * @em: the size of body text, in units of @cr
 *
 * What tiles are drawn on. Borrowed for the time of a call.
 */
typedef struct
{
  const WgBriefingPaper *paper;
  cairo_t *cr;
  WgTheme theme;
  double em;
} WgBriefingCanvas;

/**
 * wg_briefing_canvas_get_em:
 * @width: of a page
 * @height: of a page
 *
 * Returns: the size of body text that is read from four metres on a wall of that size: 17 of 1080 lines
 */
double wg_briefing_canvas_get_em (double width, double height);

/**
 * wg_briefing_tile_draw:
 *
 * Draws a tile that is no map into a box, with a card around it.
 */
void wg_briefing_tile_draw (const WgBriefingCanvas *canvas, const WgBriefingTile *tile, double x, double y, double width, double height);

/**
 * wg_briefing_tile_get_title:
 *
 * Returns: (transfer full): what the tile is called
 */
char *wg_briefing_tile_get_title (const WgBriefingPaper *paper, const WgBriefingTile *tile);

/**
 * wg_briefing_tile_describe:
 *
 * Returns: (transfer full): what the tile says, in a sentence for who cannot see it
 */
char *wg_briefing_tile_describe (const WgBriefingPaper *paper, const WgBriefingTile *tile);

/**
 * wg_briefing_map_layer_new:
 * @about: `hotspots` or `unhappy`
 *
 * Returns: (transfer full): the map of a briefing as a layer of @city
 */
WgHotspotLayer *wg_briefing_map_layer_new (const WgBriefingPaper *paper, const char *about, WgCity *city);

/**
 * wg_briefing_map_card_fit:
 * @canvas: its `cr` may be %NULL
 * @layer: what the map shows
 * @width: of the map
 * @height: of the map
 * @x: (out): the middle of the map, in the world of wg-world.h
 * @y: (out): the same
 * @zoom: (out): the zoom
 *
 * Finds the view in which the whole district is seen, clear of the legend that wg_briefing_map_card_draw() lays over it.
 */
void wg_briefing_map_card_fit (
    const WgBriefingCanvas *canvas, const WgHotspotLayer *layer, double width, double height, double *x, double *y, double *zoom);

/**
 * wg_briefing_map_card_draw:
 * @layer: what the map shows
 * @width: of the map
 * @height: of the map
 *
 * Draws the legend onto the map, and what its numbered places are.
 */
void wg_briefing_map_card_draw (const WgBriefingCanvas *canvas, const WgHotspotLayer *layer, double width, double height);

/**
 * wg_briefing_leaf_draw:
 * @map: (nullable): what a map tile is filled with: called with the tile and a device-independent size
 *
 * Draws a page with its head, as the screen shows it, into a picture of @width by @height.
 *
 * Returns: (transfer full): the picture, whole pixels
 */
typedef cairo_surface_t *(*WgBriefingMapFunc) (const WgBriefingTile *tile, int width, int height, gpointer user_data);
cairo_surface_t *wg_briefing_leaf_draw (const WgBriefingPaper *paper,
                                        const WgBriefingLeaf *leaf,
                                        WgTheme theme,
                                        int width,
                                        int height,
                                        WgBriefingMapFunc map,
                                        gpointer user_data);

/**
 * wg_briefing_head_draw:
 *
 * Draws title, period and "data as of" into a strip.
 */
void wg_briefing_head_draw (const WgBriefingCanvas *canvas, double x, double y, double width);

G_END_DECLS
