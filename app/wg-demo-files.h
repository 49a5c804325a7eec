/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WG_BASEMAP_OWNER:
 *
 * What a base map that was painted by us gives as its attribution.
 */
#define WG_BASEMAP_OWNER "Wangge"

/**
 * WgDemoFiles:
 * @database: where the database will be
 * @basemap: where its base map will be
 * @database_part: what the database is called until it is whole
 * @basemap_part: what the base map is called until then
 *
 * The two files of a demo district and the names they are made under, which no other process uses. Every function
 * touches the disk.
 */
typedef struct
{
  char *database;
  char *basemap;
  char *database_part;
  char *basemap_part;
} WgDemoFiles;

/**
 * wg_demo_files_new:
 * @database: where the database will be
 *
 * Returns: (transfer full): the names.
 */
WgDemoFiles *wg_demo_files_new (const char *database);
void wg_demo_files_free (WgDemoFiles *self);

/**
 * wg_demo_files_prepare:
 * @replace: whether a database that is there may be replaced; only ever a Wangge database that nobody has open
 *
 * Asks before the work begins what wg_demo_files_publish() will ask at its end, and clears away what killed processes
 * left behind.
 */
gboolean wg_demo_files_prepare (WgDemoFiles *self, gboolean replace, GError **error);

/**
 * wg_demo_files_publish:
 *
 * Puts both files in their places, the database first: one that is refused leaves everything as it was.
 */
gboolean wg_demo_files_publish (WgDemoFiles *self, gboolean replace, GError **error);

/**
 * wg_demo_files_discard:
 *
 * Removes what there is of the parts.
 */
void wg_demo_files_discard (WgDemoFiles *self);

/**
 * wg_basemap_path_for:
 * @database: a database
 *
 * Returns: (transfer full): where its own base map lies: beside it, under the same name, with the suffix `.mbtiles`.
 */
char *wg_basemap_path_for (const char *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDemoFiles, wg_demo_files_free)

G_END_DECLS
