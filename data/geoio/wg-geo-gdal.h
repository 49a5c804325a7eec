/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdal.h>
#include <glib.h>
#include <ogr_api.h>

G_BEGIN_DECLS

/* A kind of file that may be opened. Nothing else is: GDAL knows only the drivers named here, and each file only one.
 */
typedef struct
{
  const char *extension;      /* lower case, with its dot */
  const char *drivers[4];     /* tried in this order */
  const char *const *options; /* open options, NULL-terminated, or NULL */
  gboolean raw_text;          /* texts come as the bytes of the file */
} WgGeoFormat;

/* Registers the drivers, turns off everything that would reach outside, and starts to listen to errors. @folder is
 * where temporary files may go.
 */
void wg_geo_gdal_init (const char *folder);

/* The format for a file name, or NULL. */
const WgGeoFormat *wg_geo_format_find (const char *path);
gboolean wg_geo_format_is (const WgGeoFormat *format, const char *extension);
gboolean wg_geo_format_is_osm (const WgGeoFormat *format);

/* Opens @path with @format's drivers only. @extra are more open options, or NULL. Returns NULL with
 * WG_ERROR_UNREADABLE, also when the driver opened it with errors.
 */
GDALDatasetH wg_geo_format_open (const WgGeoFormat *format, const char *path, const char *const *extra, GError **error);

/* The first failure or warning since it was last taken, on this thread. (transfer full) (nullable) */
char *wg_geo_gdal_take_failure (void);
char *wg_geo_gdal_take_warning (void);

/* Between these the main thread takes only what was said in it; all else belongs to the thread that reads ahead. */
void wg_geo_gdal_set_reads_ahead (gboolean reads);

/* While quiet nothing that is said in this thread is noted: for questions whose "no" is an answer. Calls nest. */
void wg_geo_gdal_be_quiet (gboolean quiet);

G_END_DECLS
