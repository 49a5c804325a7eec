/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-connection.h"

G_BEGIN_DECLS

/* Everything here runs on a connection's own thread. */

/**
 * WG_CASE_COLUMNS:
 *
 * How many columns the snippet `{CASE}` has.
 */
#define WG_CASE_COLUMNS 43

/**
 * wg_case_table_read_row:
 * @row: a statement that stands on a row beginning with the columns of `{CASE}`
 *
 * Returns: (transfer full): the record, for whoever reads it, see wg_case_record_calm().
 */
WgCaseRecord *wg_case_table_read_row (WgStatement *row);

/**
 * wg_case_table_read_all:
 * @rows: (nullable): a bound statement; %NULL passes the error on
 *
 * Returns: (transfer full) (element-type WgCaseRecord): every row, for whoever reads them, or %NULL with @error set.
 */
GPtrArray *wg_case_table_read_all (WgStatement *rows, GError **error);

/**
 * wg_case_table_find:
 * @number: the number of a case
 *
 * Returns: (transfer full): the record as it is kept, for whoever changes it, or %NULL with %WG_ERROR_NOT_FOUND.
 */
WgCaseRecord *wg_case_table_find (WgConnection *connection, const char *number, GError **error);
WgCaseRecord *wg_case_table_find_by_id (WgConnection *connection, gint64 id, GError **error);

/**
 * wg_case_table_update:
 * @record: the new values; its version is still the old one
 *
 * Compare and set: writes only if nobody else has. The version of @record grows by one.
 */
gboolean wg_case_table_update (WgConnection *connection, WgCaseRecord *record, GError **error);

/**
 * wg_case_table_take_number:
 * @zone: the zone of the district
 * @at_ms: the instant whose day it carries
 *
 * Takes the next number of that day (20261122-0001), passing over those that came with imported cases.
 *
 * Returns: (transfer full): the number, or %NULL with @error set.
 */
char *wg_case_table_take_number (WgConnection *connection, GTimeZone *zone, gint64 at_ms, GError **error);

/**
 * wg_case_table_point_to_wkb:
 * @lon: degrees, NAN for no place
 * @lat: degrees
 *
 * Returns: (transfer full) (nullable): little-endian WKB of a POINT, what the column `geom` is written from.
 */
GBytes *wg_case_table_point_to_wkb (double lon, double lat);

G_END_DECLS
