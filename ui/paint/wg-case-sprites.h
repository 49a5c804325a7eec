/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-cases.h"
#include "wg-map-view.h"
#include "wg-text-painter.h"

G_BEGIN_DECLS

/**
 * WgCaseLook:
 * @state: gives the glyph
 * @ring: used eighths of the limit, 0 .. 8; 6 and 7 warn
 * @flags: emergency, suspended, overdue, ...
 * @selected: with the ring of the selection
 * @small: glyph only, for far zooms
 *
 * All that a sprite depends on besides theme and scale.
 */
typedef struct
{
  WgCaseState state;
  guint8 ring;
  WgCaseFlags flags;
  gboolean selected;
  gboolean small;
} WgCaseLook;

/**
 * WgCaseSprites:
 *
 * The pictures of cases, drawn once per look and kept: the map, the queue and the detail pane use the same ones.
 * Thread-safe.
 */
#define WG_TYPE_CASE_SPRITES (wg_case_sprites_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseSprites, wg_case_sprites, WG, CASE_SPRITES, GObject)

/**
 * wg_case_sprites_new:
 * @theme: the theme
 * @scale: device pixels per logical pixel
 * @size: the box of a sprite in logical pixels, 32 on the map at text size 100 %
 */
WgCaseSprites *wg_case_sprites_new (WgTheme theme, double scale, double size);

/**
 * wg_case_sprites_get:
 *
 * Returns: (transfer full): the picture of one case; its middle is the place of the case. The same surface for the same
 * look.
 */
cairo_surface_t *wg_case_sprites_get (WgCaseSprites *sprites, const WgCaseLook *look);

/**
 * wg_case_sprites_get_cluster:
 * @worst: the look of the worst case in it; its @small makes a smaller card
 * @count: the true number of cases
 * @n_overdue: overdue ones among them
 *
 * Returns: (transfer full): the card of a cluster; its middle is the place.
 */
cairo_surface_t *
wg_case_sprites_get_cluster (WgCaseSprites *sprites, const WgCaseLook *worst, guint count, guint n_overdue);

/**
 * wg_case_look_of_point:
 *
 * Returns: how @point looks when it is neither selected nor small.
 */
WgCaseLook wg_case_look_of_point (const WgCasePoint *point);

/**
 * wg_city_cases_are_crowded_in:
 * @cases: (nullable): the cases; %NULL counts as crowded: none are drawn one by one
 *
 * Returns: whether the numbers of the grids come first in @view.
 */
gboolean wg_city_cases_are_crowded_in (WgCityCases *cases, const WgMapView *view);

/**
 * wg_case_sprites_place:
 * @sprites: the pictures
 * @cases: the cases
 * @view: the view
 * @selected_id: the selected case, or 0: it is drawn alone and on top
 * @items: (element-type WgMapItem): where the sprites are appended, the worst last
 *
 * In a crowd (wg_case_clusters_are_crowded()) an overdue case is a small mark, %WG_MAP_ITEM_CASE, which gives way to
 * labels: wg_city_labels_place().
 *
 * Returns: how many cases lie in the view, those inside clusters and those that the grids stand for included.
 */
guint wg_case_sprites_place (WgCaseSprites *sprites,
                             WgCityCases *cases,
                             const WgMapView *view,
                             gint64 selected_id,
                             GArray *items);

G_END_DECLS
