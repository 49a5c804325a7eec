/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "wg-datum.h"

G_BEGIN_DECLS

/**
 * WgBasemapKind:
 * @WG_BASEMAP_MBTILES: a file of raster tiles
 * @WG_BASEMAP_FOLDER: a folder z/x/y.png (or .jpg, .webp), or a path with `{z}`, `{x}` and `{y}` in it
 * @WG_BASEMAP_IMPORTED: roads, water, green and other areas in the database itself
 * @WG_BASEMAP_XYZ: a server, rows counted from the north
 * @WG_BASEMAP_TMS: a server, rows counted from the south
 * @WG_BASEMAP_WMTS: a server of the OGC's kind
 *
 * Where the tiles of a base map come from; found from its address.
 */
typedef enum
{
  WG_BASEMAP_MBTILES,
  WG_BASEMAP_FOLDER,
  WG_BASEMAP_IMPORTED,
  WG_BASEMAP_XYZ,
  WG_BASEMAP_TMS,
  WG_BASEMAP_WMTS,
} WgBasemapKind;

/**
 * WG_BASEMAP_MAX_ZOOM:
 *
 * The finest zoom a base map can have.
 */
#define WG_BASEMAP_MAX_ZOOM 22

/**
 * WgBasemap:
 * @name: what the desk calls it; no two base maps of a district share one
 * @kind: the kind
 * @location: a path or a template (wg-tile-template.h). It never holds a secret: where a server wants a token there is
 * a
 *   `{token}`, and the token itself lies with the operator (wg-basemap-token.h)
 * @datum: in which coordinates it was drawn
 * @min_zoom: the coarsest zoom it has
 * @max_zoom: the finest zoom it has; closer, its tiles are enlarged
 * @has_zooms: whether the two were said; else a file says them itself, and a server has 0 to 18
 * @attribution: (nullable): whose data it is, shown on the map; %NULL for what the file says itself
 *
 * How to get at a base map. A list of them, the lowest first, is a setting of the district: label layers follow the map
 * they label.
 */
typedef struct
{
  char *name;
  WgBasemapKind kind;
  char *location;
  WgDatum datum;
  guint min_zoom;
  guint max_zoom;
  gboolean has_zooms;
  char *attribution;
} WgBasemap;

/**
 * wg_basemap_new:
 * @location: a path or a template
 * @name: (nullable): the name; %NULL for that of the file, or the host
 * @token: (out) (transfer full) (nullable): the token that stood in @location, as in `&tk=…`, and was taken out of it
 * @error: return location
 *
 * Looks at the words only: whether a file is there and can be read is seen when it is opened.
 *
 * Returns: (transfer full): the base map, or %NULL with %WG_ERROR_USAGE.
 */
WgBasemap *wg_basemap_new (const char *location, const char *name, char **token, GError **error);

/**
 * wg_basemap_new_imported:
 *
 * Returns: (transfer full): the base map made of what was imported; it is on no list.
 */
WgBasemap *wg_basemap_new_imported (const char *name);
WgBasemap *wg_basemap_copy (const WgBasemap *self);
void wg_basemap_free (WgBasemap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBasemap, wg_basemap_free)

/**
 * wg_basemap_set_zooms:
 *
 * Says the zooms it has.
 *
 * Returns: %FALSE with %WG_ERROR_USAGE unless 0 <= @min_zoom <= @max_zoom <= %WG_BASEMAP_MAX_ZOOM.
 */
gboolean wg_basemap_set_zooms (WgBasemap *self, guint min_zoom, guint max_zoom, GError **error);

gboolean wg_basemap_is_network (const WgBasemap *self);

/**
 * wg_basemap_kind_to_nick:
 *
 * Returns: `mbtiles`, `folder`, `imported`, `xyz`, `tms` or `wmts`.
 */
const char *wg_basemap_kind_to_nick (WgBasemapKind kind);

/**
 * wg_basemap_dup_path:
 * @folder: (nullable): the folder of the database
 *
 * Returns: (transfer full): the path of a file or folder: what lies beside the database is kept relative to it, so that
 * both can be moved together.
 */
char *wg_basemap_dup_path (const WgBasemap *self, const char *folder);

/**
 * wg_basemap_make_relative:
 * @folder: (nullable): the folder of the database
 *
 * Makes a path absolute, or relative when it lies in @folder. Nothing happens to the address of a server.
 */
void wg_basemap_make_relative (WgBasemap *self, const char *folder);

/**
 * wg_basemap_list_to_json:
 * @list: (element-type WgBasemap): base maps
 *
 * Returns: (transfer full): a JSON array on one line, for the setting `basemaps`.
 */
char *wg_basemap_list_to_json (GPtrArray *list);

/**
 * wg_basemap_list_from_json:
 * @json: (nullable): what wg_basemap_list_to_json() wrote
 *
 * Returns: (transfer full) (element-type WgBasemap): the base maps; an entry that cannot be one is passed over.
 */
GPtrArray *wg_basemap_list_from_json (const char *json);

/**
 * wg_basemap_list_find:
 *
 * Returns: the place of the base map called @name, or -1.
 */
int wg_basemap_list_find (GPtrArray *list, const char *name);

G_END_DECLS
