/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "wg-basemap.h"
#include "wg-city-painter.h"
#include "wg-tile-id.h"

G_BEGIN_DECLS

/* What stands between two owners. */
#define WG_BASE_LAYER_OWNERS " · "

/**
 * WgBaseLayer:
 *
 * One open base map, as pictures. A file or folder answers at once; a server answers later and never makes a painting
 * thread wait. A map drawn in shifted coordinates is bent back to the ground.
 *
 * Signals, on the main thread:
 * - `arrived (uint64 key)`: the tile can be loaded better now (wg-tile-id.h).
 * - `trouble-changed`: see wg_base_layer_get_trouble().
 */
#define WG_TYPE_BASE_LAYER (wg_base_layer_get_type ())
G_DECLARE_FINAL_TYPE (WgBaseLayer, wg_base_layer, WG, BASE_LAYER, GObject)

/**
 * wg_base_layer_open:
 * @basemap: what to open
 * @folder: (nullable): the folder of the database, for paths relative to it
 * @error: return location
 *
 * Reads a file's description, which may take a while. A server is not asked. May be called from any thread.
 *
 * Returns: (transfer full): the base map, or %NULL with the errors of wg_mbtiles_open(), wg_tile_folder_open() and
 * wg_tile_server_new().
 */
WgBaseLayer *wg_base_layer_open (const WgBasemap *basemap, const char *folder, GError **error);

/**
 * wg_base_layer_list_owners:
 * @shapes: (element-type WgBaseShape): what was imported
 *
 * Returns: (transfer full) (nullable): whose data they are, each owner once, in the order of the shapes
 */
char *wg_base_layer_list_owners (const GPtrArray *shapes);

/**
 * wg_base_layer_new_imported:
 * @name: what it is called
 * @shapes: (element-type WgBaseShape): what was imported
 *
 * Returns: (transfer full): a base map that is painted when it is looked at, as sharp as the screen. Call it on a thread.
 */
WgBaseLayer *wg_base_layer_new_imported (const char *name, GPtrArray *shapes);

/**
 * wg_base_layer_is_imported:
 *
 * Returns: whether it is made of what was imported, and so painted as sharp as it is asked for.
 */
gboolean wg_base_layer_is_imported (WgBaseLayer *self);

/**
 * wg_base_layer_get_n_areas:
 *
 * Returns: how many of its imported areas are neither water nor green: all in one colour, for the legend.
 */
guint wg_base_layer_get_n_areas (WgBaseLayer *self);

const WgBasemap *wg_base_layer_get_basemap (WgBaseLayer *self);

/**
 * wg_base_layer_get_attribution:
 *
 * Returns: (transfer none) (nullable): whose data it is: what was said of it, else what the file says of itself.
 */
const char *wg_base_layer_get_attribution (WgBaseLayer *self);

/**
 * wg_base_layer_get_kind:
 *
 * Returns: our own map when it is attributed to Wangge, imagery when its pictures are photographs (JPEG), else a
 * foreign map.
 */
WgBaseKind wg_base_layer_get_kind (WgBaseLayer *self);
guint wg_base_layer_get_min_zoom (WgBaseLayer *self);
guint wg_base_layer_get_max_zoom (WgBaseLayer *self);

/**
 * wg_base_layer_load:
 * @id: a tile of the ground
 * @dark: darkened for the dark theme (imagery is left as it is)
 * @wait_ms: how long a server may be waited for
 * @final: (out): %FALSE while a better picture may come
 *
 * From any thread. A tile up to 6 zooms finer than the map has is cut out of a coarser one; further in there is nothing.
 *
 * Returns: (transfer full) (nullable): the picture, shared and not to be changed; %NULL where the map has nothing, or
 * nothing yet.
 */
cairo_surface_t *wg_base_layer_load (WgBaseLayer *self, WgTileId id, gboolean dark, guint wait_ms, gboolean *final);

/**
 * wg_base_layer_load_areas:
 *
 * What was imported and is neither road nor water nor green, see-through, to be laid over the map that covers this one.
 *
 * Returns: (transfer full) (nullable): a transparent picture; %NULL where nothing of the kind was imported.
 */
cairo_surface_t *wg_base_layer_load_areas (WgBaseLayer *self, WgTileId id, gboolean dark);

/**
 * wg_base_layer_dup_trouble:
 *
 * Returns: (transfer full) (nullable): a sentence saying why it is not there, while it is not.
 */
char *wg_base_layer_dup_trouble (WgBaseLayer *self);

/**
 * wg_base_layer_retry:
 *
 * Forgets what failed, so that it is asked for again.
 */
void wg_base_layer_retry (WgBaseLayer *self);

G_END_DECLS
