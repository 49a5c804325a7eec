/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-gdal.h"
#include "wg-geo-report.h"

G_BEGIN_DECLS

/* Of a workbook the first line of a sheet names its columns: so the reader wants it. Returns (transfer full) @path when it is so
 * in every sheet, and for what is no workbook; else the path of a copy in @folder without what stands above the headers, which is
 * told as findings. NULL with %WG_ERROR_UNREADABLE or %WG_ERROR_IO.
 */
char *wg_geo_sheet_prepare (const WgGeoFormat *format, const char *path, const char *folder, WgGeoReport *report, GError **error);

G_END_DECLS
