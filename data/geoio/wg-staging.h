/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SECTION: staging
 *
 * The staging file is the only thing that crosses from `wangge-geoio` (which alone knows GDAL) to the program: a plain
 * SQLite database, written once by the child, validated and then read once by the parent. Both sides compile this text.
 *
 * Coordinates are degrees, longitude first, CGCS2000 (EPSG:4490), rounded to 1e-12. `wkb` is a valid little-endian ISO
 * MULTIPOLYGON (of `line_row`: MULTILINESTRING) without Z and M. Times are milliseconds since 1970 UTC. `seq` is the number of the feature in the
 * source, counted from 1 in the order of reading, so that a finding of the store can name the same feature. A row whose
 * features were merged carries the number of the first; `piece` holds the others, each with the row it went into.
 *
 * `info` holds: `format`, `kind`, `source` (file name without folder), `layer`, `driver`, `encoding`,
 * `encoding_confidence` (0..1), `encoding_evidence`, `crs`, `sha256` (of the file, lower-case hex; of a shapefile its
 * .shp and .dbf one after the other), `mapping` and `states` (JSON objects), `read`, `stored`, `repaired`, `refused`,
 * `merged`, `outside` (always 0 here: only the store knows), `seconds`, of them `seconds_read`, `seconds_check` and
 * `seconds_stage` (what three threads have worked), and last of all `complete` = `1`.
 *
 * read = stored + refused. repaired and merged are parts of stored: a table holds stored - merged rows.
 *
 * # Requests and answers
 *
 * The child is given one JSON object as its only argument:
 * `{"mode":"inspect"|"read","kind":"grids"|"buildings"|"cases"|"facilities"|"roads"|"water"|
 * "green"|"areas"|"persons","path":ABSOLUTE,"folder":ABSOLUTE,
 * "layer":NAME,"encoding":E,"crs":"EPSG:N","tz":IANA,"on_duplicate":"refuse"|"merge"|"update","map":{OURS:FIELD},
 * "states":{FOREIGN:STATE},"locale_folder":PATH,"rows":N,"watch_stdin":true}`; all but the first four may be absent. A `path`
 * that is no UTF-8 is written as a `file:` URI. `folder`
 * exists, is empty and belongs to the child: `staging.sqlite` appears there, and nothing is written elsewhere. In `map`
 * a value `=TEXT` is a constant for every row (`{n}` in it is the number of the feature), an empty value means "no field". With `watch_stdin` the child ends as
 * soon as its standard input is closed, so that it never outlives its parent.
 *
 * It answers with JSON lines on standard output:
 * - `source`: layers, the chosen layer, fields, sample rows, encoding, crs, extent, mapping, shapes, questions;
 * - `progress`: `done`, `total` (0 when the format does not say);
 * - `finding`: `feature`, `rule`, `outcome`, `text`, `lon`, `lat` (the first %WG_STAGING_FINDINGS_TOLD of them; all are
 *   in the table);
 * - `done`: the numbers and words of `info`;
 * - `failed`: `code` (a nick of #WgErrorCode), `text` (a sentence), `option` (the option that answers), `choices`.
 * The last line is `done` or `failed`; its exit status is 0 or 1.
 */

/** WG_STAGING_APPLICATION_ID: `PRAGMA application_id` of a staging file ("WgSt"). */
#define WG_STAGING_APPLICATION_ID 0x57675374

/** WG_STAGING_FORMAT: `PRAGMA user_version` of a staging file. */
#define WG_STAGING_FORMAT 4

/** WG_STAGING_FILE_NAME: the name of the staging file in its folder. */
#define WG_STAGING_FILE_NAME "staging.sqlite"

/** WG_STAGING_FINDINGS_TOLD: how many findings are told on standard output before only the table takes them. */
#define WG_STAGING_FINDINGS_TOLD 200

/**
 * WgImportKind:
 * @WG_IMPORT_GRIDS: polygons that become grids of one level.
 * @WG_IMPORT_BUILDINGS: polygons that become buildings.
 * @WG_IMPORT_CASES: points, or rows with or without a place, that become cases.
 * @WG_IMPORT_FACILITIES: points that become facilities.
 * @WG_IMPORT_ROADS: lines that are painted as streets under the grids.
 * @WG_IMPORT_WATER: polygons that are painted as water.
 * @WG_IMPORT_GREEN: polygons that are painted as parks and woods.
 * @WG_IMPORT_AREAS: any other polygons, painted in one colour.
 * @WG_IMPORT_PERSONS: rows without a place that become people, with the grids they keep.
 */
typedef enum
{
  WG_IMPORT_GRIDS,
  WG_IMPORT_BUILDINGS,
  WG_IMPORT_CASES,
  WG_IMPORT_FACILITIES,
  WG_IMPORT_ROADS,
  WG_IMPORT_WATER,
  WG_IMPORT_GREEN,
  WG_IMPORT_AREAS,
  WG_IMPORT_PERSONS,
} WgImportKind;
#define WG_N_IMPORT_KINDS 9

/**
 * WgStagingTable:
 * @name: table name
 * @sql: the text that creates it, exactly as SQLite keeps it
 */
typedef struct
{
  const char *name;
  const char *sql;
} WgStagingTable;

/**
 * wg_staging_get_tables:
 * @n_tables: (out): their number
 *
 * Returns: (transfer none) (array length=n_tables): every table of a staging file; a file with any other is refused.
 */
const WgStagingTable *wg_staging_get_tables (gsize *n_tables);

/**
 * wg_staging_get_row_table:
 * @kind: a kind of import
 *
 * Returns: the name of the table that holds rows of @kind.
 */
const char *wg_staging_get_row_table (WgImportKind kind);

const char *wg_import_kind_to_nick (WgImportKind kind);
gboolean wg_import_kind_from_nick (const char *nick, WgImportKind *kind);

/**
 * wg_import_kind_is_layer:
 *
 * Returns: whether it comes to lie under the grids as a base map.
 */
gboolean wg_import_kind_is_layer (WgImportKind kind);

G_END_DECLS
