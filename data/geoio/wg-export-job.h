/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "wg-import-folder.h"

G_BEGIN_DECLS

/**
 * WgExportForm:
 * @out: where the file goes
 * @format: (nullable): `shp`, `gpkg`, `geojson`, `kml`, `dxf`, `xlsx` or `csv`; %NULL takes it from the end of @out
 * @crs: (nullable): `EPSG:N`; %NULL is CGCS2000 in degrees
 * @encoding: (nullable): `UTF-8`, or `GB18030` for .shp and .csv
 * @layer: (nullable): what the layer is called where it has a name
 * @overwrites: whether a file that is there is replaced
 *
 * What a foreign file is to look like.
 */
typedef struct
{
  char *out;
  char *format;
  char *crs;
  char *encoding;
  char *layer;
  gboolean overwrites;
} WgExportForm;

void wg_export_form_clear (WgExportForm *form);

/**
 * wg_export_form_get_format:
 *
 * Returns: (transfer full) (nullable): the format, %NULL when neither is said.
 */
char *wg_export_form_get_format (const WgExportForm *form);

/**
 * WG_EXPORT_ROWS_FILE_NAME:
 *
 * The file of rows in the folder of an export.
 */
#define WG_EXPORT_ROWS_FILE_NAME "rows.sqlite"

/**
 * WgExportProgress:
 * @done: rows written
 * @total: all of them
 *
 * Called on the thread that runs the job.
 */
typedef void (*WgExportProgress) (gint64 done, gint64 total, gpointer user_data);

/**
 * wg_export_job_check:
 *
 * Returns: whether the file could go there at all, else %WG_ERROR_EXISTS, %WG_ERROR_USAGE or %WG_ERROR_IO: asked before
 *   anything is read.
 */
gboolean wg_export_job_check (const WgExportForm *form, GError **error);

/**
 * wg_export_job_write:
 * @folder: holds the file of rows
 * @warnings: (element-type utf8): gets sentences about what the format could not hold
 *
 * Has the child turn the rows into the foreign format, inside @folder. Blocks; on a thread of its own. Cancelling kills the
 * child.
 */
gboolean wg_export_job_write (const WgExportForm *form, WgImportFolder *folder, WgExportProgress progress, gpointer user_data,
                              GPtrArray *warnings, GCancellable *cancellable, GError **error);

/**
 * wg_export_job_publish:
 *
 * Copies what was written beside its place under a name of its own, and gives it its name when all of it is on the disk; of
 * several files the one that is opened last. Blocks.
 */
gboolean wg_export_job_publish (const WgExportForm *form, WgImportFolder *folder, GError **error);

G_END_DECLS
