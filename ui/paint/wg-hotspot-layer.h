/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city.h"
#include "wg-hotspot.h"
#include "wg-palette.h"

G_BEGIN_DECLS

/**
 * WgHotspotPaint:
 * @WG_HOTSPOT_PAINT_NONE: nothing that chance does not explain: no fill
 * @WG_HOTSPOT_PAINT_WATCH: would be one alone, not among so many: drawn weaker and called to be watched
 * @WG_HOTSPOT_PAINT_HOT: believed at 5 %
 * @WG_HOTSPOT_PAINT_HOTTEST: believed at 1 %
 * @WG_HOTSPOT_PAINT_COLD: fewer than elsewhere
 * @WG_HOTSPOT_PAINT_HIGH: high among low ones
 * @WG_HOTSPOT_PAINT_LOW: low among high ones
 *
 * How the finding of a grid is painted.
 */
typedef enum
{
  WG_HOTSPOT_PAINT_NONE,
  WG_HOTSPOT_PAINT_WATCH,
  WG_HOTSPOT_PAINT_HOT,
  WG_HOTSPOT_PAINT_HOTTEST,
  WG_HOTSPOT_PAINT_COLD,
  WG_HOTSPOT_PAINT_HIGH,
  WG_HOTSPOT_PAINT_LOW,
} WgHotspotPaint;
#define WG_N_HOTSPOT_PAINTS 7

/**
 * WG_N_DENSITY_CLASSES:
 *
 * So many colours a density has; below the first bound it has none.
 */
#define WG_N_DENSITY_CLASSES 4

/**
 * WgHotspotKey:
 * @rgb: how it looks on plain land, 0xRRGGBB
 * @text: what it stands for
 * @n: how many grids, or -1 for what cannot be counted
 *
 * A line of the legend.
 */
typedef struct
{
  guint32 rgb;
  char *text;
  int n;
} WgHotspotKey;

/**
 * WgHotspotMark:
 * @lon: degrees
 * @lat: degrees
 * @number: from 1, the strongest first
 * @title: the name of the place
 * @text: what, and since when; with "to be watched" where it is no more
 * @watched: whether chance explains it too often
 *
 * A numbered place on the map.
 */
typedef struct
{
  double lon;
  double lat;
  guint number;
  char *title;
  char *text;
  gboolean watched;
} WgHotspotMark;

/**
 * WgHotspotLayer:
 *
 * Hotspots as a layer of the map, in place of the colours of the backlog: fills of grids, a density, or outlines of
 * clusters; numbered marks; and the legend that says what it is. Immutable, reference-counted, for any thread.
 */
typedef struct _WgHotspotLayer WgHotspotLayer;

#define WG_TYPE_HOTSPOT_LAYER (wg_hotspot_layer_get_type ())
GType wg_hotspot_layer_get_type (void) G_GNUC_CONST;

/**
 * wg_hotspot_layer_new:
 * @hotspot: what was found
 * @city: the grids that it is painted on; those that it does not have are left out
 * @zone: (nullable): how days are written
 *
 * Returns: (transfer full): the layer
 */
WgHotspotLayer *wg_hotspot_layer_new (WgHotspot *hotspot, WgCity *city, GTimeZone *zone);
WgHotspotLayer *wg_hotspot_layer_ref (WgHotspotLayer *layer);
void wg_hotspot_layer_unref (WgHotspotLayer *layer);

/**
 * wg_hotspot_layer_get_hotspot:
 *
 * Returns: (transfer none) (nullable): what it was made from
 */
WgHotspot *wg_hotspot_layer_get_hotspot (const WgHotspotLayer *layer);

/**
 * wg_hotspot_layer_get_city:
 *
 * Returns: (transfer none): the city that its grids belong to
 */
WgCity *wg_hotspot_layer_get_city (const WgHotspotLayer *layer);

/**
 * wg_hotspot_layer_get_depth:
 *
 * Returns: the level whose grids were looked at
 */
guint wg_hotspot_layer_get_depth (const WgHotspotLayer *layer);

/**
 * wg_hotspot_layer_get_paint:
 * @grid: an index of the city
 *
 * Returns: how the grid is filled
 */
WgHotspotPaint wg_hotspot_layer_get_paint (const WgHotspotLayer *layer, guint grid);

/**
 * wg_hotspot_paint_get_colour:
 * @opacity: (out): of the fill
 *
 * Returns: the hue, 0xRRGGBB
 */
guint32 wg_hotspot_paint_get_colour (WgTheme theme, WgHotspotPaint paint, double *opacity);

/**
 * wg_hotspot_layer_get_mesh:
 * @bounds: (out) (array fixed-size=4): where the classes 1 to 4 begin, cases per square kilometre
 *
 * Returns: (transfer none) (nullable): a density
 */
const WgDensityMesh *wg_hotspot_layer_get_mesh (const WgHotspotLayer *layer, double bounds[WG_N_DENSITY_CLASSES]);

/**
 * wg_hotspot_layer_get_n_outlines:
 *
 * Returns: how many clusters have an outline
 */
guint wg_hotspot_layer_get_n_outlines (const WgHotspotLayer *layer);

/**
 * wg_hotspot_layer_get_outline:
 * @n_grids: (out): how many grids the cluster has
 * @watched: (out): whether it is drawn weaker
 *
 * Returns: (transfer none) (array length=n_grids): their indexes in the city
 */
const guint *wg_hotspot_layer_get_outline (const WgHotspotLayer *layer, guint outline, guint *n_grids, gboolean *watched);

/**
 * wg_hotspot_layer_get_marks:
 *
 * Returns: (transfer none) (element-type WgHotspotMark): the strongest first
 */
const GPtrArray *wg_hotspot_layer_get_marks (const WgHotspotLayer *layer);

/**
 * wg_hotspot_layer_get_title:
 *
 * Returns: (transfer none): of the legend
 */
const char *wg_hotspot_layer_get_title (const WgHotspotLayer *layer);

/**
 * wg_hotspot_layer_list_keys:
 *
 * Returns: (transfer full) (element-type WgHotspotKey): the lines of the legend, the strongest first
 */
GPtrArray *wg_hotspot_layer_list_keys (const WgHotspotLayer *layer, WgTheme theme);

/**
 * wg_hotspot_layer_get_notes:
 *
 * Returns: (transfer none) (array zero-terminated=1): method with its choices, number of cases, period: one line each
 */
const char *const *wg_hotspot_layer_get_notes (const WgHotspotLayer *layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgHotspotLayer, wg_hotspot_layer_unref)

G_END_DECLS
