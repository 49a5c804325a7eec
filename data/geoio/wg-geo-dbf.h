/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-encoding.h"

G_BEGIN_DECLS

/* What the header of a DBF says. */
typedef struct
{
  gint64 n_records;   /* that are really there */
  gint64 n_announced; /* that the header announces */
  gint64 n_deleted;
  guint8 language;
} WgGeoDbf;

/* Reads every text of the file at @path into @sample, without GDAL: the bytes as they are. Returns FALSE when it is no
 * DBF.
 */
gboolean wg_geo_dbf_scan (const char *path, WgGeoSample *sample, WgGeoDbf *dbf);

G_END_DECLS
