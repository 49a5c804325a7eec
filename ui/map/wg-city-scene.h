/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-stack.h"
#include "wg-city-cases.h"
#include "wg-city-painter.h"

G_BEGIN_DECLS

/**
 * WgMapShow:
 *
 * What the operator wants to see.
 */
typedef enum
{
  WG_MAP_SHOW_BASE = 1 << 0,
  WG_MAP_SHOW_BUILDINGS = 1 << 1,
  WG_MAP_SHOW_CASES = 1 << 2,
  WG_MAP_SHOW_NUMBERS = 1 << 3,
  WG_MAP_SHOW_ALL = (1 << 4) - 1,
} WgMapShow;

/**
 * WgCityScene:
 * @stamp: scenes with the same stamp differ only in colours, cases, selection and level: their tiles of one level can stand
 *   side by side
 * @city: (nullable): the city
 * @colours: (nullable): its colours
 * @cases: (nullable): its cases
 * @hotspot: (nullable): hotspots in place of the colours and numbers
 * @source: (nullable): the base maps
 * @theme: the theme
 * @level: the level of the grids, or %WG_LEVEL_AUTOMATIC
 * @show: what is shown
 * @dimmed_classes: bit n set: class n is dimmed
 * @scale: device pixels per logical pixel, a whole number
 * @text_scale: 1.0 at a text size of 100 %
 * @line_scale: how many times as wide as at a desk borders and hems are
 * @selected_case: an id, or 0
 * @selected_grid: an id, or 0
 * @selected_building: an id, or 0
 * @selected_number: (nullable): what the pill beside the selected case says
 *
 * Everything that the painting threads need to know, at one moment: immutable and reference-counted once it is handed
 * to them.
 */
typedef struct
{
  gatomicrefcount refs;
  guint stamp;
  WgCity *city;
  WgCityColours *colours;
  WgCityCases *cases;
  WgHotspotLayer *hotspot;
  WgBaseStack *source;
  WgTheme theme;
  guint level;
  WgMapShow show;
  guint dimmed_classes;
  guint scale;
  double text_scale;
  double line_scale;
  gint64 selected_case;
  gint64 selected_grid;
  gint64 selected_building;
  char *selected_number;
} WgCityScene;

WgCityScene *wg_city_scene_new (void);

/**
 * wg_city_scene_copy:
 *
 * Returns: (transfer full): a scene of its own that may still be changed.
 */
WgCityScene *wg_city_scene_copy (const WgCityScene *scene);
WgCityScene *wg_city_scene_ref (WgCityScene *scene);
void wg_city_scene_unref (WgCityScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCityScene, wg_city_scene_unref)

/**
 * wg_city_scene_get_level:
 * @zoom: a whole zoom, the one of the tiles
 *
 * Returns: the level shown at @zoom, never %WG_LEVEL_AUTOMATIC.
 */
guint wg_city_scene_get_level (const WgCityScene *scene, guint zoom);

/**
 * wg_city_scene_paint_tile:
 * @painter: paints the city
 * @id: a tile
 *
 * From any thread.
 *
 * Returns: (transfer full): the opaque picture of the tile; one pixel when it is plain (wg-picture.h).
 */
cairo_surface_t *wg_city_scene_paint_tile (const WgCityScene *scene, WgCityPainter *painter, WgTileId id);

/**
 * wg_city_scene_repaint_tile:
 * @tile: @id as it was painted from a scene of the same stamp and city, not plain; it is not changed
 * @colours: the colours of that scene
 *
 * Paints only what another colour of @scene touches. From any thread.
 *
 * Returns: (transfer full): the opaque picture of the tile.
 */
cairo_surface_t *wg_city_scene_repaint_tile (const WgCityScene *scene,
                                             WgCityPainter *painter,
                                             WgTileId id,
                                             cairo_surface_t *tile,
                                             const WgCityColours *colours);

G_END_DECLS
