/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "wg-base-stack.h"
#include "wg-city-cases.h"
#include "wg-city-painter.h"
#include "wg-map-view.h"
#include "wg-measure.h"

G_BEGIN_DECLS

/**
 * WgMapFurniture:
 *
 * What lies on a picture besides the map.
 */
typedef enum
{
  WG_MAP_FURNITURE_NONE = 0,
  WG_MAP_FURNITURE_LEGEND = 1 << 0,
  WG_MAP_FURNITURE_SCALE = 1 << 1,
  WG_MAP_FURNITURE_ATTRIBUTION = 1 << 2,
  WG_MAP_FURNITURE_ALL = (1 << 3) - 1,
} WgMapFurniture;

/**
 * WgMapPicture:
 * @view: where, how large, which theme and level; %WG_THEME_PRINT for paper
 * @city: the city
 * @colours: (nullable): its colours
 * @measure: what the colours and numbers tell
 * @cases: (nullable): its cases
 * @hotspot: (nullable): hotspots in place of the colours and numbers of @measure
 * @base: (nullable): the base maps; a server among them is waited for
 * @selected_grid_id: the selected grid, or 0
 * @selected_case_id: the selected case, or 0
 * @furniture: legend, scale, attribution
 * @n_outside: open cases outside all grids, written into the legend
 * @as_of: (nullable): "data as of", local time, written into the legend
 * @cancellable: (nullable): what ends the painting, looked at several times a band
 *
 * One whole picture. Borrowed for the time of the call.
 */
typedef struct
{
  WgMapView view;
  WgCity *city;
  WgCityColours *colours;
  WgMeasure measure;
  WgCityCases *cases;
  WgHotspotLayer *hotspot;
  WgBaseStack *base;
  gint64 selected_grid_id;
  gint64 selected_case_id;
  WgMapFurniture furniture;
  guint n_outside;
  const char *as_of;
  GCancellable *cancellable;
} WgMapPicture;

/**
 * WgMapPainted:
 * @n_grids: grids of the level that the picture shows
 * @n_cases: cases that it shows
 * @n_labels: grids with a label
 * @n_base_tiles: base tiles painted
 * @level: the level shown
 * @cpu_ms: processor time of all threads
 * @wall_ms: elapsed time
 */
typedef struct
{
  guint n_grids;
  guint n_cases;
  guint n_labels;
  guint n_base_tiles;
  guint level;
  double cpu_ms;
  double wall_ms;
} WgMapPainted;

/**
 * wg_map_painter_paint:
 * @picture: what to paint
 * @painted: (out) (optional): what was painted
 * @error: return location
 *
 * Paints the ground in bands on as many threads as there are processors, then labels, cases and furniture.
 *
 * Returns: (transfer full): an image of the view's size times its scale, or %NULL with %WG_ERROR_USAGE (a size beyond
 * 32,000 pixels), or %G_IO_ERROR_CANCELLED. What a base map could not give is missing in the picture; wg_base_stack_dup_trouble() says why.
 */
cairo_surface_t *wg_map_painter_paint (const WgMapPicture *picture, WgMapPainted *painted, GError **error);

/**
 * wg_map_painter_write_png:
 * @file: where; replaced when it exists
 *
 * The same, written as a PNG file.
 *
 * Returns: whether it was written, else %WG_ERROR_IO or the errors above.
 */
gboolean
wg_map_painter_write_png (const WgMapPicture *picture, const char *file, WgMapPainted *painted, GError **error);

G_END_DECLS
