/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-driver.h"
#include "wg-sqlite-place.h"

#include <sqlite3.h>

G_BEGIN_DECLS

#define WG_TYPE_SQLITE_CONNECTION (wg_sqlite_connection_get_type ())
G_DECLARE_FINAL_TYPE (WgSqliteConnection, wg_sqlite_connection, WG, SQLITE_CONNECTION, WgConnection)

/**
 * wg_sqlite_connection_open:
 * @path: the file
 * @access: reader or writer
 * @immutable: whether the file cannot change at all (a read-only folder without a write-ahead log)
 * @create: whether a missing file is made
 * @error: return location
 *
 * Opens with SpatiaLite loaded. A writer is in WAL mode with `synchronous=FULL`, read back and asserted; a reader cannot
 * write whatever it runs.
 */
WgConnection *
wg_sqlite_connection_open (const char *path, WgAccess access, gboolean immutable, gboolean create, GError **error);

/**
 * wg_sqlite_connection_get_handle:
 *
 * For the files of data/sqlite alone.
 */
sqlite3 *wg_sqlite_connection_get_handle (WgSqliteConnection *self);

/**
 * wg_sqlite_connection_get_place:
 *
 * Returns: (transfer none): which log it was opened with.
 */
const WgSqlitePlace *wg_sqlite_connection_get_place (WgSqliteConnection *self);

/**
 * wg_sqlite_set_error:
 * @db: (nullable): the connection that failed
 * @code: what SQLite returned
 *
 * Turns a code of SQLite into a sentence and one of our codes.
 */
void wg_sqlite_set_error (GError **error, sqlite3 *db, int code);

WgStatement *wg_sqlite_statement_new (sqlite3 *db, const char *sql, GError **error);

/**
 * WgSqliteLoad:
 *
 * Many rows on their way into one table, inside one transaction: what wg-sqlite-load.c laid aside for them.
 */
typedef struct _WgSqliteLoad WgSqliteLoad;

WgSqliteLoad *wg_sqlite_load_begin (sqlite3 *db, const char *table, GError **error);
gboolean wg_sqlite_load_set_triggers (sqlite3 *db, gboolean on, GError **error);
gboolean wg_sqlite_load_end (WgSqliteLoad *self, sqlite3 *db, GError **error);
const char *wg_sqlite_load_get_table (WgSqliteLoad *self);
void wg_sqlite_load_free (WgSqliteLoad *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSqliteLoad, wg_sqlite_load_free)

/* wg-sqlite-boxes.c: see wg_connection_enter_boxes(). */
gboolean wg_sqlite_boxes_enter (sqlite3 *db, const char *table, gint64 after_id, gboolean *more, GError **error);

/* wg-sqlite-way.c: says that the lock is waited for, and whether somebody has said so since a moment. */
gint64 wg_sqlite_way_get_now (void);
void wg_sqlite_way_ask (sqlite3 *db);
gboolean wg_sqlite_way_is_asked_since (sqlite3 *db, gint64 since);

/* wg-sqlite-geometry.c: puts our ST_GeomFromWKB() in the place of SpatiaLite's. */
gboolean wg_sqlite_geometry_register (sqlite3 *db, GError **error);

G_END_DECLS
