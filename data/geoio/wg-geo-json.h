/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_geo_json_find_fault:
 * @path: a file that should be JSON
 *
 * Returns: (transfer full) (nullable): where it stops being JSON, as a part of a sentence; %NULL when it is JSON, and when it is
 *   too large or too deep to be looked at
 */
char *wg_geo_json_find_fault (const char *path);

/**
 * wg_geo_json_count_others:
 * @path: a GeoJSON file that can be read
 * @first: (out): the first of them, counted from 1
 *
 * Returns: how many members of its list of features are no objects; GDAL passes over them in silence
 */
guint wg_geo_json_count_others (const char *path, guint *first);

G_END_DECLS
