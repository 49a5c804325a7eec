/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WG_EXPORT_ROWS_APPLICATION_ID:
 *
 * `PRAGMA application_id` of a file of rows ("WgEx"); its `user_version` is a #WgExportPlace. It holds two tables: `field
 * (position, name, type)`, and `record (seq, place, c0, c1, …)` with a column a field. `place` is WKB in degrees of CGCS2000.
 */
#define WG_EXPORT_ROWS_APPLICATION_ID 0x57674578

/**
 * WgExportType:
 *
 * What the values of a field are.
 */
typedef enum
{
  WG_EXPORT_TEXT,
  WG_EXPORT_INTEGER,
  WG_EXPORT_REAL,
} WgExportType;

/**
 * WgExportPlace:
 *
 * What the rows of an export show on a map.
 */
typedef enum
{
  WG_EXPORT_NO_PLACE,
  WG_EXPORT_POINTS,
  WG_EXPORT_AREAS,
} WgExportPlace;

/**
 * WgExportRows:
 *
 * The writing end of the file of rows that the child turns into a file for others. Fields first, then row after row; a
 * value for a field that was not added is dropped, so that who fills a row need not know which fields were asked for.
 */
typedef struct _WgExportRows WgExportRows;

/**
 * wg_export_rows_new:
 * @path: a file that is not there yet
 */
WgExportRows *wg_export_rows_new (const char *path, WgExportPlace place);
void wg_export_rows_free (WgExportRows *self);

void wg_export_rows_add_field (WgExportRows *self, const char *name, WgExportType type);

/**
 * wg_export_rows_put_text:
 * @text: (nullable): UTF-8; %NULL leaves the field empty
 */
void wg_export_rows_put_text (WgExportRows *self, const char *field, const char *text);

/**
 * wg_export_rows_put_integer:
 * @value: %G_MININT64 leaves the field empty
 */
void wg_export_rows_put_integer (WgExportRows *self, const char *field, gint64 value);

/**
 * wg_export_rows_put_real:
 * @value: NAN leaves the field empty
 */
void wg_export_rows_put_real (WgExportRows *self, const char *field, double value);

/**
 * wg_export_rows_put_time:
 * @ms: milliseconds UTC; %G_MININT64 and %G_MAXINT64 leave the field empty
 *
 * Writes ISO 8601 with `Z`.
 */
void wg_export_rows_put_time (WgExportRows *self, const char *field, gint64 ms);

/**
 * wg_export_rows_put_point:
 *
 * Where the row lies, degrees; not finite: nowhere.
 */
void wg_export_rows_put_point (WgExportRows *self, double lon, double lat);
void wg_export_rows_put_area (WgExportRows *self, GBytes *wkb);

/**
 * wg_export_rows_end_row:
 *
 * Writes the row and forgets its values.
 */
void wg_export_rows_end_row (WgExportRows *self);
gint64 wg_export_rows_get_n_rows (WgExportRows *self);

/**
 * wg_export_rows_finish:
 *
 * Returns: whether everything was written, else %WG_ERROR_IO
 */
gboolean wg_export_rows_finish (WgExportRows *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgExportRows, wg_export_rows_free)

G_END_DECLS
