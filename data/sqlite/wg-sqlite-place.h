/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <sys/types.h>

G_BEGIN_DECLS

/**
 * WgSqlitePlace:
 *
 * Which log lay beside a database when it was opened. Zeros where there is none: it can only be read, or is made elsewhere.
 */
typedef struct
{
  dev_t device;
  ino_t log;
  ino_t index;
} WgSqlitePlace;

/**
 * wg_sqlite_place_note:
 * @db: a connection that has read from its file
 */
void wg_sqlite_place_note (WgSqlitePlace *self, sqlite3 *db);

/**
 * wg_sqlite_place_is_kept:
 *
 * Returns: whether file and log have still the names under which they were opened. What is written into one without a name
 *   nobody finds again.
 */
gboolean wg_sqlite_place_is_kept (const WgSqlitePlace *self, sqlite3 *db);

/**
 * wg_sqlite_place_has_other_log:
 *
 * Returns: whether a log lies beside the old name of the file that is not the one of @db.
 */
gboolean wg_sqlite_place_has_other_log (const WgSqlitePlace *self, sqlite3 *db);

/**
 * wg_sqlite_place_leave:
 *
 * Folds the log into its file, whatever that is called now, and takes away what lies of it under the old name. Refused with
 * %WG_ERROR_BUSY while somebody reads the file. Does nothing to a file that is still where it was.
 */
gboolean wg_sqlite_place_leave (const WgSqlitePlace *self, sqlite3 *db, GError **error);

G_END_DECLS
