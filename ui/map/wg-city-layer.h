/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-overlay.h"
#include "wg-map-picker.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * WgCityLayer:
 *
 * Base map, grids, buildings, cases and numbers as one layer of a #ShumateMap, drawn from tiles that threads paint.
 * What is not painted at the moment is shown as it was, or as a coarser or finer tile shows it, never blank.
 *
 * Signals:
 * - `view-changed`: what is shown moved, or the level that suits it did; told when the main loop is idle.
 * - `settled`: everything in view is painted as it should be.
 */
#define WG_TYPE_CITY_LAYER (wg_city_layer_get_type ())
G_DECLARE_FINAL_TYPE (WgCityLayer, wg_city_layer, WG, CITY_LAYER, ShumateLayer)

WgCityLayer *wg_city_layer_new (ShumateViewport *viewport);

/**
 * WgCityLayerFunc:
 * @snapshot: in logical pixels of @view
 * @view: what is seen
 *
 * Draws something that the layer does not know.
 */
typedef void (*WgCityLayerFunc) (GtkSnapshot *snapshot, const WgMapView *view, gpointer user_data);

/**
 * wg_city_layer_set_between:
 * @func: (nullable): draws over the tiles and under whatever stands on them, so that no number is hidden. When it would draw
 *   something else, queue the layer for drawing
 */
void wg_city_layer_set_between (WgCityLayer *self, WgCityLayerFunc func, gpointer user_data);

/**
 * wg_city_layer_set_city:
 * @city: (nullable): the city
 * @colours: (nullable): its colours
 */
void wg_city_layer_set_city (WgCityLayer *self, WgCity *city, WgCityColours *colours);

/**
 * wg_city_layer_set_colours:
 * @colours: (nullable): other colours of the same city
 *
 * Only the tiles with grids that look different now are painted again.
 */
void wg_city_layer_set_colours (WgCityLayer *self, WgCityColours *colours);
void wg_city_layer_set_cases (WgCityLayer *self, WgCityCases *cases);

/**
 * wg_city_layer_set_hotspot:
 * @hotspot: (nullable): shown in place of colours, numbers and hems, while it is of the city that is shown
 */
void wg_city_layer_set_hotspot (WgCityLayer *self, WgHotspotLayer *hotspot);

/**
 * wg_city_layer_set_source:
 * @source: (nullable): the base maps
 */
void wg_city_layer_set_source (WgCityLayer *self, WgBaseStack *source);
void wg_city_layer_set_theme (WgCityLayer *self, WgTheme theme);
void wg_city_layer_set_text_scale (WgCityLayer *self, double text_scale);

/**
 * wg_city_layer_set_line_scale:
 * @line_scale: how many times as wide as at a desk borders, hems and their stripes are
 */
void wg_city_layer_set_line_scale (WgCityLayer *self, double line_scale);

/**
 * wg_city_layer_set_level:
 * @level: 1 (topmost) .. , or %WG_LEVEL_AUTOMATIC
 */
void wg_city_layer_set_level (WgCityLayer *self, guint level);
void wg_city_layer_set_show (WgCityLayer *self, WgMapShow show);
WgMapShow wg_city_layer_get_show (WgCityLayer *self);

/**
 * wg_city_layer_set_dimmed_classes:
 * @classes: bit n set: class n is painted weakly
 */
void wg_city_layer_set_dimmed_classes (WgCityLayer *self, guint classes);

/**
 * wg_city_layer_set_selection:
 * @case_id: the case with the ring, 0 or below for none
 * @case_number: (nullable): what its pill says
 * @grid_id: the grid with the ring, 0 or below for none
 * @building_id: the building with the ring, 0 or below for none
 */
void wg_city_layer_set_selection (WgCityLayer *self,
                                  gint64 case_id,
                                  const char *case_number,
                                  gint64 grid_id,
                                  gint64 building_id);

/**
 * wg_city_layer_get_scene:
 *
 * Returns: (transfer none): all that is set, for reading.
 */
const WgCityScene *wg_city_layer_get_scene (WgCityLayer *self);

/**
 * wg_city_layer_get_view:
 * @view: (out): what is shown, with the level resolved
 */
void wg_city_layer_get_view (WgCityLayer *self, WgMapView *view);

/**
 * wg_city_layer_get_place:
 * @x: in the layer, logical pixels
 * @y: in the layer, logical pixels
 * @lon: (out): degrees
 * @lat: (out): degrees
 */
void wg_city_layer_get_place (WgCityLayer *self, double x, double y, double *lon, double *lat);

/**
 * wg_city_layer_get_point:
 *
 * The other way round. The point may be out of view.
 */
void wg_city_layer_get_point (WgCityLayer *self, double lon, double lat, double *x, double *y);

/**
 * wg_city_layer_pick:
 * @pick: (out): what lies there; its cluster is valid as long as the cases are
 */
void wg_city_layer_pick (WgCityLayer *self, double x, double y, WgMapPick *pick);

/**
 * wg_city_layer_list_cases:
 *
 * Returns: (transfer full) (element-type gint64): the cases in view, from north to south, then from west to east.
 */
GArray *wg_city_layer_list_cases (WgCityLayer *self);

/**
 * wg_city_layer_count_cases:
 *
 * Returns: how many there are, which takes no order.
 */
guint wg_city_layer_count_cases (WgCityLayer *self);

/**
 * wg_city_layer_is_settled:
 *
 * Returns: whether everything in view is painted as it should be.
 */
gboolean wg_city_layer_is_settled (WgCityLayer *self);

/**
 * wg_city_layer_expect:
 * @lon: the middle of what will be shown next, WGS 84 degrees
 * @lat: WGS 84 degrees
 * @zoom: its zoom; a negative one when nothing is expected any more
 * @level: its level, or %WG_LEVEL_AUTOMATIC
 *
 * Paints that view beforehand, when everything in the present one is done.
 */
void wg_city_layer_expect (WgCityLayer *self, double lon, double lat, double zoom, guint level);

/**
 * wg_city_layer_expected_is_there:
 *
 * Returns: whether every tile of the expected view is painted as it should be, but for the colours of the last news.
 */
gboolean wg_city_layer_expected_is_there (WgCityLayer *self);

/**
 * wg_city_layer_repaint:
 *
 * Paints all tiles again, for a base map that was asked to try again.
 */
void wg_city_layer_repaint (WgCityLayer *self);

G_END_DECLS
