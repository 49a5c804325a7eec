/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-report.h"

G_BEGIN_DECLS

/* The data files at @path: itself, what is in the folder, or what was unpacked from the zip into @folder. Only local,
 * regular files are taken. Returns (transfer full) a NULL-terminated list, sorted, or NULL with %WG_ERROR_NOT_FOUND,
 * %WG_ERROR_UNREADABLE, %WG_ERROR_IO.
 */
char **wg_geo_files_list (const char *path, const char *folder, WgGeoReport *report, GError **error);

/* Some formats must be made harmless or readable first: returns (transfer full) the path to open, @path itself or a
 * file in @folder, or NULL with an error.
 */
char *wg_geo_files_prepare (const char *path, const char *folder, GError **error);

/* %WG_ERROR_IO: a copy that is easier to read could not be made. */
void wg_geo_files_set_no_copy (const char *path, GError **error);

G_END_DECLS
