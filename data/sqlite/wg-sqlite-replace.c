/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a database is three files. A new one that is renamed over an old one finds the old one's log beside it and takes
 * it for its own, so the log is folded in and removed first, under a lock that keeps everybody out until it is done.
 */

#include "wg-sqlite-replace.h"

#include "wg-error.h"
#include "wg-sqlite-connection.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static sqlite3 *
fail (sqlite3 *db, const char *path, GError **error)
{
  int code = sqlite3_errcode (db);

  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    g_set_error (error, WG_ERROR, WG_ERROR_BUSY,
                 _ ("“%s” is open in another window or program. Nothing was changed; close it there and try again."), path);
  else
    wg_sqlite_set_error (error, db, sqlite3_extended_errcode (db));
  sqlite3_close (db);
  return NULL;
}

/* In exclusive mode the first look at a WAL database takes every lock there is and keeps it until the connection closes;
 * it gets none while another connection is open, however idle.
 */
static sqlite3 *
lock_out_others (const char *path, GError **error)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
      && sqlite3_exec (db, "PRAGMA locking_mode = EXCLUSIVE; SELECT count(*) FROM sqlite_master", NULL, NULL, NULL) == SQLITE_OK)
    return db;
  return fail (db, path, error);
}

/* A connection that closes removes the log by its name; by then the name may be somebody else's. */
static gboolean
remove_log (sqlite3 *db, const char *path, GError **error)
{
  static const char *const suffixes[] = { "-wal", "-shm" };
  int keep = 1;

  if (sqlite3_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_file_control (db, "main", SQLITE_FCNTL_PERSIST_WAL, &keep) != SQLITE_OK)
    {
      wg_sqlite_set_error (error, db, sqlite3_extended_errcode (db));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
  return TRUE;
}

/* The name is only there to stay once its folder has been written. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_message ("The folder of “%s” could not be written at once: %s", path, g_strerror (errno));
  close (fd);
}

gboolean
wg_sqlite_is_folded (const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf stat_buffer;

  if (g_stat (log, &stat_buffer) != 0 || stat_buffer.st_size == 0)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The disk is full. Nothing was changed; free some room and try again."));
  return FALSE;
}

static gboolean
put_in_place (const char *path, const char *successor, GError **error)
{
  if (!wg_sqlite_is_folded (successor, error))
    return FALSE;
  if (g_rename (successor, path) == 0)
    {
      sync_folder (path);
      return TRUE;
    }
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("“%s” cannot be made: %s."), path, g_strerror (errno));
  return FALSE;
}

gboolean
wg_sqlite_replace (const char *path, const char *successor, GError **error)
{
  gboolean ok = TRUE;
  sqlite3 *db;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return successor == NULL || put_in_place (path, successor, error);
  db = lock_out_others (path, error);
  if (db == NULL)
    return FALSE;
  if (successor != NULL)
    ok = remove_log (db, path, error) && put_in_place (path, successor, error);
  sqlite3_close (db);
  return ok;
}
