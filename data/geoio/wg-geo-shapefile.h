/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-report.h"

G_BEGIN_DECLS

/* The files of one shapefile, found whatever the case of their names. Paths are NULL when a file is not there. */
typedef struct
{
  char *shp;
  char *shx;
  char *dbf;
  char *prj;
  char *cpg;
  char *opened; /* what GDAL opens: links under one name, with an index of ours where theirs is missing or wrong */
  gint64 n_records; /* that the index names; 0 without a .shp */
} WgGeoShapefile;

/* Finds the set that @path (any file of it) belongs to. Returns (transfer full). */
WgGeoShapefile *wg_geo_shapefile_find (const char *path);
void wg_geo_shapefile_free (WgGeoShapefile *shapefile);

/* Checks the headers and makes the links in a new folder under @folder. What was found wrong goes to @report. Returns
 * FALSE with WG_ERROR_UNREADABLE or WG_ERROR_NOT_FOUND.
 */
gboolean wg_geo_shapefile_prepare (WgGeoShapefile *shapefile, const char *folder, WgGeoReport *report, GError **error);

/* The first line of the .cpg, or NULL. (transfer full) */
char *wg_geo_shapefile_get_claim (const WgGeoShapefile *shapefile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGeoShapefile, wg_geo_shapefile_free)

G_END_DECLS
