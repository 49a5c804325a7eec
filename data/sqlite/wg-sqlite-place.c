/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a database is three files that know each other by name only. When another one is given the name, the log of the old
 * one would be taken for its log, and the index of that log for its index: a whole backup then reads like a damaged one.
 * Only whoever has the old one open can put that right.
 */

#include "wg-sqlite-place.h"

#include "wg-error.h"
#include "wg-sqlite-connection.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static gboolean
stat_beside (sqlite3 *db, const char *suffix, GStatBuf *found)
{
  const char *path = sqlite3_db_filename (db, "main");
  g_autofree char *file = g_strconcat (path != NULL ? path : "", suffix, NULL);

  return path != NULL && *path != '\0' && g_stat (file, found) == 0;
}

void
wg_sqlite_place_note (WgSqlitePlace *self, sqlite3 *db)
{
  GStatBuf found;

  *self = (WgSqlitePlace){ 0 };
  if (stat_beside (db, "-wal", &found))
    {
      self->device = found.st_dev;
      self->log = found.st_ino;
    }
  if (stat_beside (db, "-shm", &found))
    self->index = found.st_ino;
}

static gboolean
has_moved (sqlite3 *db)
{
  int moved = 0;

  return sqlite3_file_control (db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

/* Whether what has that name beside the database is what had it when it was opened. */
static gboolean
is_ours (const WgSqlitePlace *self, sqlite3 *db, const char *suffix, ino_t number)
{
  GStatBuf found;

  return number != 0 && stat_beside (db, suffix, &found) && found.st_dev == self->device && found.st_ino == number;
}

gboolean
wg_sqlite_place_is_kept (const WgSqlitePlace *self, sqlite3 *db)
{
  return !has_moved (db) && (self->log == 0 || is_ours (self, db, "-wal", self->log));
}

gboolean
wg_sqlite_place_has_other_log (const WgSqlitePlace *self, sqlite3 *db)
{
  GStatBuf found;

  return stat_beside (db, "-wal", &found) && !is_ours (self, db, "-wal", self->log);
}

static void
remove_if_ours (const WgSqlitePlace *self, sqlite3 *db, const char *suffix, ino_t number)
{
  g_autofree char *file = g_strconcat (sqlite3_db_filename (db, "main"), suffix, NULL);

  if (is_ours (self, db, suffix, number))
    g_unlink (file);
}

/* The log is cut to nothing, so that even where its name cannot be taken away nobody reads from it. */
static gboolean
fold (sqlite3 *db, GError **error)
{
  int code = sqlite3_wal_checkpoint_v2 (db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  if (code != SQLITE_OK)
    wg_sqlite_set_error (error, db, code);
  return code == SQLITE_OK;
}

gboolean
wg_sqlite_place_leave (const WgSqlitePlace *self, sqlite3 *db, GError **error)
{
  if (!has_moved (db) || !is_ours (self, db, "-wal", self->log))
    return TRUE;
  if (!fold (db, error))
    return FALSE;
  remove_if_ours (self, db, "-wal", self->log);
  remove_if_ours (self, db, "-shm", self->index);
  if (!is_ours (self, db, "-wal", self->log) && !is_ours (self, db, "-shm", self->index))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO,
               _ ("The log of the database that lay here before lies beside the new one and cannot be taken away. Nothing was "
                  "opened; allow the folder to be written."));
  return FALSE;
}
