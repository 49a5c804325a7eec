/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * WgCity:
 *
 * Everything of a district that changes only when its boundaries or buildings do: an immutable, reference-counted
 * snapshot in Web-Mercator coordinates, made for painting and picking from any thread. Borders shared by two grids are
 * stored once and simplified once, so that neighbours never gap. What changes with the news (colours, cases) is kept in
 * #WgCityColours and #WgCityCases beside it.
 */
typedef struct _WgCity WgCity;

#define WG_TYPE_CITY (wg_city_get_type ())
GType wg_city_get_type (void) G_GNUC_CONST;

WgCity *wg_city_ref (WgCity *city);
void wg_city_unref (WgCity *city);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCity, wg_city_unref)

/**
 * WG_MAX_DEPTH:
 *
 * The deepest level the painter knows. The topmost level is 1, as on the command line.
 */
#define WG_MAX_DEPTH 12

/**
 * WG_LEVEL_AUTOMATIC:
 *
 * Instead of a level: the one that suits the zoom, see wg_city_get_automatic_level().
 */
#define WG_LEVEL_AUTOMATIC 0

/**
 * WG_NO_INDEX:
 *
 * "No such grid" and "no such building" where an index is expected.
 */
#define WG_NO_INDEX G_MAXUINT

/**
 * WgCityBuilder:
 *
 * Collects plain calls and makes a #WgCity of them. Not thread-safe; wg_city_builder_build() may run in a worker.
 */
typedef struct _WgCityBuilder WgCityBuilder;

WgCityBuilder *wg_city_builder_new (void);
void wg_city_builder_free (WgCityBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCityBuilder, wg_city_builder_free)

/**
 * wg_city_builder_add_level:
 * @depth: 1 (topmost) .. %WG_MAX_DEPTH
 * @name: its name, for the level chooser and the legend
 */
void wg_city_builder_add_level (WgCityBuilder *builder, guint depth, const char *name);

/**
 * wg_city_builder_add_grid:
 * @builder: a builder
 * @id: the id of the grid in the store
 * @depth: 1 (topmost) .. %WG_MAX_DEPTH
 * @parent_id: the id of its parent, 0 for none; the parent may be added later
 * @code: its code
 * @name: (nullable): its name
 * @shape: its outline
 * @lon: of its label point, degrees
 * @lat: of its label point, degrees
 *
 * The same id added twice is a programming error. An outline that crosses the antimeridian is refused: the grid is there
 * and has its label point, but nothing of it is painted or picked.
 */
void wg_city_builder_add_grid (WgCityBuilder *builder,
                               gint64 id,
                               guint depth,
                               gint64 parent_id,
                               const char *code,
                               const char *name,
                               const WgShape *shape,
                               double lon,
                               double lat);

/**
 * wg_city_builder_add_building:
 * @id: the id of the building in the store
 * @address: (nullable): its address
 * @n_open: its open cases
 *
 * A building whose outline crosses the antimeridian is left out.
 */
void wg_city_builder_add_building (WgCityBuilder *builder,
                                   gint64 id,
                                   const WgShape *shape,
                                   const char *address,
                                   guint n_open);

/**
 * WG_MAX_MARKS:
 *
 * So many different marks of buildings are told apart.
 */
#define WG_MAX_MARKS 255

/**
 * wg_city_builder_add_mark:
 * @name: what buildings are marked with
 * @rgb: their colour, 0xRRGGBB
 *
 * Marks of buildings that are kept stay when none is added.
 *
 * Returns: its number for wg_city_builder_mark_building(), from 1; 0 when there are %WG_MAX_MARKS already.
 */
guint wg_city_builder_add_mark (WgCityBuilder *builder, const char *name, guint32 rgb);

/**
 * wg_city_builder_mark_building:
 * @id: the building that was added last
 * @mark: its mark, 0 for none
 */
void wg_city_builder_mark_building (WgCityBuilder *builder, gint64 id, guint mark);

/**
 * wg_city_builder_keep_grids:
 * @city: a city
 *
 * Begins with the levels and grids of @city, before any is added. When none is added and none removed they are shared;
 * else only the borders are packed again that have a corner in common with those that come or go. A grid that is added
 * takes the place of a kept one with its id.
 */
void wg_city_builder_keep_grids (WgCityBuilder *builder, WgCity *city);

/**
 * wg_city_builder_remove_grid:
 *
 * Leaves out a grid of wg_city_builder_keep_grids().
 */
void wg_city_builder_remove_grid (WgCityBuilder *builder, gint64 id);

/**
 * wg_city_builder_keep_buildings:
 * @city: a city
 *
 * Begins with the buildings of @city, before any is added. When none is added and none removed they are shared; else
 * those that stay are copied as they are. A building that is added takes the place of a kept one with its id.
 */
void wg_city_builder_keep_buildings (WgCityBuilder *builder, WgCity *city);

/**
 * wg_city_builder_remove_building:
 *
 * Leaves out a building of wg_city_builder_keep_buildings().
 */
void wg_city_builder_remove_building (WgCityBuilder *builder, gint64 id);

/**
 * wg_city_builder_build:
 *
 * Finds the shared borders, simplifies them and indexes everything. The builder is empty afterwards.
 *
 * Returns: (transfer full): the city.
 */
WgCity *wg_city_builder_build (WgCityBuilder *builder);

/**
 * wg_city_list_changes:
 * @before: a city
 * @after: a later state of it
 *
 * What has to be painted again: grids and buildings that came, went, or have another outline, level or simplification,
 * before and after. A half that both cities share is not looked at. When the grids of a level became larger or smaller
 * as a whole, so that its lines change their width, or a thousand things changed, everything has to be painted again.
 *
 * Returns: (transfer full) (nullable) (element-type WgBox): their boxes in degrees; %NULL for everything.
 */
GArray *wg_city_list_changes (const WgCity *before, const WgCity *after);

guint wg_city_get_n_levels (const WgCity *city);

/**
 * wg_city_get_level_name:
 *
 * Returns: (transfer none): the name of level @depth, or an empty text.
 */
const char *wg_city_get_level_name (const WgCity *city, guint depth);

guint wg_city_get_n_grids (const WgCity *city);
guint wg_city_get_n_buildings (const WgCity *city);

/**
 * wg_city_get_n_bytes:
 *
 * Returns: what the snapshot holds in memory, indexes included.
 */
gsize wg_city_get_n_bytes (const WgCity *city);

/**
 * wg_city_get_box:
 *
 * Returns: (transfer none): the box of all grids and buildings in degrees; empty for an empty city.
 */
const WgBox *wg_city_get_box (const WgCity *city);

/**
 * wg_city_get_automatic_level:
 * @zoom: the zoom of the view
 *
 * Returns: the deepest level whose grids are, in the median, at least 64 logical pixels wide at @zoom; the topmost
 * one when none is, 1 for an empty city.
 */
guint wg_city_get_automatic_level (const WgCity *city, double zoom);

/**
 * wg_city_resolve_level:
 *
 * Returns: @level itself, cut to the levels there are, or the automatic one for %WG_LEVEL_AUTOMATIC.
 */
guint wg_city_resolve_level (const WgCity *city, guint level, double zoom);

/**
 * wg_city_find_grid:
 *
 * Returns: the index of the grid with @id, or %WG_NO_INDEX. Indexes are in the order of adding and only good for this
 * city.
 */
guint wg_city_find_grid (const WgCity *city, gint64 id);
gint64 wg_city_get_grid_id (const WgCity *city, guint grid);
guint wg_city_get_grid_depth (const WgCity *city, guint grid);
guint wg_city_get_grid_parent (const WgCity *city, guint grid);
gboolean wg_city_grid_is_leaf (const WgCity *city, guint grid);
const char *wg_city_get_grid_code (const WgCity *city, guint grid);
const char *wg_city_get_grid_name (const WgCity *city, guint grid);
void wg_city_get_grid_label_point (const WgCity *city, guint grid, double *lon, double *lat);
void wg_city_get_grid_box (const WgCity *city, guint grid, WgBox *box);

/**
 * wg_city_grid_is_shown:
 * @level: a level, not %WG_LEVEL_AUTOMATIC
 *
 * Returns: whether @grid is coloured and numbered when @level is shown: it is of that level, or a leaf that ends above
 * it.
 */
gboolean wg_city_grid_is_shown (const WgCity *city, guint grid, guint level);

gint64 wg_city_get_building_id (const WgCity *city, guint building);
const char *wg_city_get_building_address (const WgCity *city, guint building);
guint wg_city_get_building_n_open (const WgCity *city, guint building);

/**
 * wg_city_get_building_mark:
 *
 * Returns: the number of its mark from 1, or 0.
 */
guint wg_city_get_building_mark (const WgCity *city, guint building);

guint wg_city_get_n_marks (const WgCity *city);

/**
 * WgCityMark:
 * @name: what buildings are marked with
 * @rgb: their colour, 0xRRGGBB
 * @n_buildings: how many have it
 */
typedef struct
{
  const char *name;
  guint32 rgb;
  guint n_buildings;
} WgCityMark;

/**
 * wg_city_get_mark:
 * @mark: 1 .. wg_city_get_n_marks()
 *
 * Returns: (transfer none): what it is.
 */
const WgCityMark *wg_city_get_mark (const WgCity *city, guint mark);

G_END_DECLS
