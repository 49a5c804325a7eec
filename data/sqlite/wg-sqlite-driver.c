/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: everything that must be settled before the first statement runs: whose file this is, whether its locks can be
 * trusted, whether it can be written, which format it has. Each doubt ends in a sentence, and no doubtful file is touched.
 */

#include "wg-sqlite-driver.h"

#include "wg-error.h"
#include "wg-placed.h"
#include "wg-sqlite-connection.h"
#include "wg-sqlite-locks.h"
#include "wg-sqlite-replace.h"
#include "wg-sqlite-search.h"
#include "wg-statement-table.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixmounts.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct _WgSqliteDriver
{
  GObject parent_instance;

  char *path;
  gboolean read_only;
  gboolean immutable;
  GStatBuf prepared; /* the file that was found fit, zeros before */
};

static void wg_sqlite_driver_iface_init (WgDriverInterface *iface);
static void wg_sqlite_driver_placed_init (WgPlacedInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WgSqliteDriver, wg_sqlite_driver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (WG_TYPE_DRIVER, wg_sqlite_driver_iface_init)
                               G_IMPLEMENT_INTERFACE (WG_TYPE_PLACED, wg_sqlite_driver_placed_init))

#define HEADER_SIZE 100

static guint32
read_be32 (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, 4);
  return GUINT32_FROM_BE (value);
}

/* SQLite's locks do not hold on these: two desks would both believe they are alone. */
static gboolean
check_file_system (const char *path, GError **error)
{
  static const char *const refused[] = { "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "fuse.sshfs", "sshfs",
                                         "davfs", "fuse.davfs", "fuse.davfs2", "ncpfs", NULL };
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *real = realpath (folder, NULL);
  GUnixMountEntry *mount = real != NULL ? g_unix_mount_for (real, NULL) : NULL;
  g_autofree char *type = NULL;

  if (mount == NULL)
    return TRUE;
  type = g_strdup (g_unix_mount_get_fs_type (mount));
  g_unix_mount_free (mount);
  if (!g_strv_contains (refused, type))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO,
               _ ("“%s” lies on a network file system (%s), where two desks could overwrite each other. Nothing was opened; "
                  "copy the file to a local disk, or use a central server."),
               path, type);
  return FALSE;
}

static gboolean
check_header (const char *path, const guint8 *header, gsize size, GError **error)
{
  if (size < HEADER_SIZE || memcmp (header, "SQLite format 3", 16) != 0
      || read_be32 (header + 68) != WG_SQLITE_APPLICATION_ID)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
                   _ ("“%s” is not a Wangge database. It was not touched; choose another file, or import it."), path);
      return FALSE;
    }
  if (read_be32 (header + 60) > WG_SQLITE_FORMAT)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
                   _ ("“%s” was written by a newer Wangge (format %u, this program reads up to %d). It was not touched; "
                      "update the program."),
                   path, read_be32 (header + 60), WG_SQLITE_FORMAT);
      return FALSE;
    }
  return TRUE;
}

/* While it is being copied to its place the head is there long before the rest. What a log holds is not in the file yet. */
static gboolean
check_whole (const char *path, const guint8 *header, gboolean log, GError **error)
{
  guint32 page = (guint32) header[16] << 8 | header[17];
  gint64 wanted = (gint64) (page == 1 ? 65536 : page) * read_be32 (header + 28);
  g_autofree char *there = NULL, *all = NULL;
  GStatBuf found;

  if (log || g_stat (path, &found) != 0 || found.st_size >= wanted)
    return TRUE;
  there = g_format_size ((guint64) found.st_size);
  all = g_format_size ((guint64) wanted);
  g_set_error (error, WG_ERROR, WG_ERROR_DAMAGED,
               _ ("Of “%s” only %s are there, of %s. It was not touched; wait until it is copied, or copy it again."), path, there, all);
  return FALSE;
}

static gboolean
read_header (const char *path, guint8 *header, gsize *size, GError **error)
{
  /* Without waiting: a pipe has no reader, and is turned away below for what it holds. */
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  gssize n;

  if (fd < 0)
    {
      g_set_error (error, WG_ERROR, errno == ENOENT ? WG_ERROR_NOT_FOUND : WG_ERROR_IO,
                   errno == ENOENT ? _ ("There is no database “%s”. Nothing was made; give another path, or make one with "
                                        "“wangge demo” or “wangge database create”.")
                                   : _ ("“%s” cannot be opened: the system does not allow it."),
                   path);
      return FALSE;
    }
  n = read (fd, header, HEADER_SIZE);
  close (fd);
  *size = n < 0 ? 0 : (gsize) n;
  return TRUE;
}

static void
find_out_access (WgSqliteDriver *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  int fd = g_open (self->path, O_RDWR | O_CLOEXEC, 0);
  gboolean folder_writable = g_access (folder, W_OK) == 0;

  if (fd >= 0)
    close (fd);
  self->read_only = fd < 0 || !folder_writable;
  self->immutable = self->read_only && !g_file_test (wal, G_FILE_TEST_EXISTS);
}

/* The text of the schema, hashed: a table altered by another program is noticed before we trust it. */
static char *
compute_fingerprint (sqlite3 *db, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (db,
                                 "SELECT name || char(10) || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE "
                                 "'sqlite_stat%' AND name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY type, name",
                                 -1, &stmt, NULL);

  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      code = sqlite3_step (stmt);
      if (code == SQLITE_ROW)
        g_checksum_update (checksum, sqlite3_column_text (stmt, 0), sqlite3_column_bytes (stmt, 0));
    }
  sqlite3_finalize (stmt);
  if (code != SQLITE_DONE)
    {
      wg_sqlite_set_error (error, db, code);
      return NULL;
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
store_fingerprint (sqlite3 *db, GError **error)
{
  g_autofree char *fingerprint = compute_fingerprint (db, error);
  g_autofree char *sql = NULL;
  int code;

  if (fingerprint == NULL)
    return FALSE;
  sql = g_strdup_printf ("INSERT OR REPLACE INTO wangge_private VALUES ('fingerprint', '%s')", fingerprint);
  code = sqlite3_exec (db, sql, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    wg_sqlite_set_error (error, db, code);
  return code == SQLITE_OK;
}

static gboolean
check_fingerprint (WgSqliteDriver *self, sqlite3 *db, GError **error)
{
  g_autofree char *fingerprint = compute_fingerprint (db, error);
  sqlite3_stmt *stmt = NULL;
  gboolean same = FALSE;

  if (fingerprint == NULL)
    return FALSE;
  if (sqlite3_prepare_v2 (db, "SELECT value FROM wangge_private WHERE name = 'fingerprint'", -1, &stmt, NULL) == SQLITE_OK
      && sqlite3_step (stmt) == SQLITE_ROW)
    same = g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), fingerprint) == 0;
  sqlite3_finalize (stmt);
  if (!same)
    g_set_error (error, WG_ERROR, WG_ERROR_DAMAGED,
                 _ ("The tables of “%s” are not as Wangge made them: it is damaged, or another program altered it. It was not "
                    "touched; open the last backup."),
                 self->path);
  return same;
}

static gboolean
run_migration (WgConnection *connection, guint number, GError **error)
{
  g_autofree char *script = wg_statement_table_get_schema (number);
  g_autofree char *pragmas = NULL;

  g_assert (script != NULL);
  pragmas = g_strdup_printf ("CREATE TABLE IF NOT EXISTS wangge_private (name TEXT PRIMARY KEY, value TEXT);"
                             "PRAGMA application_id = %d; PRAGMA user_version = %u;",
                             WG_SQLITE_APPLICATION_ID, number);
  return wg_connection_begin (connection, TRUE, error) && wg_connection_run_script (connection, script, error)
         && wg_connection_run_script (connection, pragmas, error)
         && store_fingerprint (wg_sqlite_connection_get_handle (WG_SQLITE_CONNECTION (connection)), error)
         && wg_connection_commit (connection, error);
}

static gboolean
migrate (WgConnection *connection, guint from, GError **error)
{
  for (guint number = from + 1; number <= WG_SQLITE_FORMAT; number++)
    {
      if (!run_migration (connection, number, error))
        {
          wg_connection_rollback (connection);
          return FALSE;
        }
    }
  return TRUE;
}

static char *
dup_pragma (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  char *value = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return value;
}

static void
delete_part (const char *part)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (part, suffixes[i], NULL);

      g_unlink (file);
    }
}

/* SpatiaLite tells its failures to the terminal and returns; whether there is room is seen from what is there. */
static gboolean
init_spatial (WgSqliteConnection *connection, GError **error)
{
  sqlite3 *db = wg_sqlite_connection_get_handle (connection);
  g_autofree char *n_tables = NULL;

  if (!wg_connection_run_script (WG_CONNECTION (connection), "SELECT InitSpatialMetaDataFull(1, 'NONE'); SELECT InsertEpsgSrid(4490);"
                                                             "SELECT InsertEpsgSrid(4326);", error))
    return FALSE;
  n_tables = dup_pragma (db, "SELECT count(*) FROM sqlite_master WHERE name IN ('geometry_columns', 'views_geometry_columns')");
  if (g_strcmp0 (n_tables, "2") == 0)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The disk is full. Nothing was changed; free some room and try again."));
  return FALSE;
}

/* The file is made under another name and renamed, so that a half-made database is never found. */
static gboolean
create_database (WgSqliteDriver *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *part = g_strdup_printf ("%s.new-%d", self->path, (int) getpid ());
  g_autoptr (WgConnection) connection = NULL;
  gboolean ok;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The folder “%s” cannot be made: %s."), folder, g_strerror (errno));
      return FALSE;
    }
  connection = wg_sqlite_connection_open (part, WG_ACCESS_WRITE, FALSE, TRUE, error);
  ok = connection != NULL
       && init_spatial (WG_SQLITE_CONNECTION (connection), error)
       && migrate (connection, 0, error);
  g_clear_object (&connection);
  ok = ok && wg_sqlite_is_folded (part, error);
  if (ok && g_rename (part, self->path) != 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("“%s” cannot be made: %s."), self->path, g_strerror (errno));
      ok = FALSE;
    }
  if (!ok)
    delete_part (part);
  return ok;
}

static gboolean
open_existing (WgSqliteDriver *self, guint32 format, GError **error)
{
  g_autoptr (WgConnection) connection = NULL;
  WgAccess access = self->read_only ? WG_ACCESS_READ : WG_ACCESS_WRITE;

  connection = wg_sqlite_connection_open (self->path, access, self->immutable, FALSE,
                                          self->read_only && !self->immutable ? NULL : error);
  /* A log that was not folded into its file can be read only where its index can be made. */
  if (connection == NULL && self->read_only && !self->immutable)
    g_set_error (error, WG_ERROR, WG_ERROR_IO,
                 _ ("The last work on “%s” lies beside it (-wal), in a folder that cannot be written. Nothing was opened; copy both "
                    "files into a folder that can."),
                 self->path);
  if (connection == NULL)
    return FALSE;
  if (!check_fingerprint (self, wg_sqlite_connection_get_handle (WG_SQLITE_CONNECTION (connection)), error))
    return FALSE;
  return self->read_only || migrate (connection, format, error);
}

static gboolean
prepare (WgSqliteDriver *self, gboolean create, gboolean *created, GError **error)
{
  guint8 header[HEADER_SIZE];
  gsize size = 0;

  *created = FALSE;
  if (!check_file_system (self->path, error))
    return FALSE;
  if (create && !g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      *created = create_database (self, error);
      return *created;
    }
  if (!read_header (self->path, header, &size, error) || !check_header (self->path, header, size, error))
    return FALSE;
  find_out_access (self);
  return open_existing (self, read_be32 (header + 60), error);
}

/* Connections are opened when they are wanted, which may be long after another file was put in the place of the prepared one;
 * what was meant for the one must not be written into the other.
 */
static gboolean
check_same (WgSqliteDriver *self, GError **error)
{
  GStatBuf found;

  if (self->prepared.st_ino == 0
      || (g_stat (self->path, &found) == 0 && found.st_ino == self->prepared.st_ino && found.st_dev == self->prepared.st_dev))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_BUSY, _ ("“%s” has just been replaced by another. Nothing was changed; open it again."),
               self->path);
  return FALSE;
}

static gboolean
wg_sqlite_driver_prepare_database (WgDriver *driver, gboolean create, gboolean *created, GError **error)
{
  WgSqliteDriver *self = WG_SQLITE_DRIVER (driver);

  if (!prepare (self, create, created, error))
    return FALSE;
  if (g_stat (self->path, &self->prepared) != 0)
    self->prepared.st_ino = (ino_t) -1; /* gone again; nothing will be the same */
  return TRUE;
}

static WgConnection *
wg_sqlite_driver_open (WgDriver *driver, WgAccess access, GError **error)
{
  WgSqliteDriver *self = WG_SQLITE_DRIVER (driver);
  g_autoptr (WgConnection) connection = NULL;

  if (!check_same (self, error))
    return NULL;
  connection = wg_sqlite_connection_open (self->path, access, self->immutable, FALSE, error);
  if (connection == NULL || !check_same (self, error)
      || (access == WG_ACCESS_WRITE && !wg_sqlite_search_begin (wg_sqlite_connection_get_handle (WG_SQLITE_CONNECTION (connection)), error)))
    return NULL;
  return g_steal_pointer (&connection);
}

static gboolean
wg_sqlite_driver_describe (WgDriver *driver, WgDatabaseInfo *info, GError **error)
{
  WgSqliteDriver *self = WG_SQLITE_DRIVER (driver);
  WgAccess access = self->read_only ? WG_ACCESS_READ : WG_ACCESS_WRITE;
  g_autoptr (WgConnection) connection = wg_sqlite_connection_open (self->path, access, self->immutable, FALSE, error);
  g_autofree char *synchronous = NULL;
  GStatBuf stat_buffer;
  sqlite3 *db;

  if (connection == NULL)
    return FALSE;
  db = wg_sqlite_connection_get_handle (WG_SQLITE_CONNECTION (connection));
  synchronous = dup_pragma (db, "PRAGMA synchronous");
  info->format = WG_SQLITE_FORMAT;
  info->size_bytes = g_stat (self->path, &stat_buffer) == 0 ? (gint64) stat_buffer.st_size : 0;
  info->journal = dup_pragma (db, "PRAGMA journal_mode");
  info->synchronous = g_strdup (g_strcmp0 (synchronous, "2") == 0 ? "full" : synchronous);
  info->read_only = self->read_only;
  return TRUE;
}

/* In one step: a copy in small steps starts again at every commit of somebody else and may never end. */
static gboolean
copy_pages (WgSqliteDriver *self, const char *part, GError **error)
{
  g_autoptr (WgConnection) source = wg_sqlite_connection_open (self->path, WG_ACCESS_READ, self->immutable, FALSE, error);
  sqlite3 *target = NULL;
  sqlite3_backup *backup = NULL;
  int code;

  if (source == NULL)
    return FALSE;
  code = sqlite3_open_v2 (part, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  if (code == SQLITE_OK)
    backup = sqlite3_backup_init (target, "main", wg_sqlite_connection_get_handle (WG_SQLITE_CONNECTION (source)), "main");
  if (backup != NULL)
    {
      sqlite3_backup_step (backup, -1);
      code = sqlite3_backup_finish (backup);
    }
  if (code != SQLITE_OK || backup == NULL)
    wg_sqlite_set_error (error, target, code != SQLITE_OK ? code : SQLITE_ERROR);
  sqlite3_close (target);
  return code == SQLITE_OK && backup != NULL;
}

static gboolean
wg_sqlite_driver_backup (WgDriver *driver, const char *path, GError **error)
{
  g_autofree char *part = g_strdup_printf ("%s.part-%d", path, (int) getpid ());

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("“%s” exists already. Nothing was written; choose another name."), path);
      return FALSE;
    }
  if (!copy_pages (WG_SQLITE_DRIVER (driver), part, error))
    {
      delete_part (part);
      return FALSE;
    }
  if (g_rename (part, path) == 0)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("“%s” cannot be made: %s."), path, g_strerror (errno));
  delete_part (part);
  return FALSE;
}

static gboolean
wg_sqlite_driver_replace (WgDriver *driver, const char *successor, GError **error)
{
  return wg_sqlite_replace (WG_SQLITE_DRIVER (driver)->path, successor, error);
}

static const char *
wg_sqlite_driver_get_uri (WgDriver *driver)
{
  return WG_SQLITE_DRIVER (driver)->path;
}

static gboolean
wg_sqlite_driver_is_read_only (WgDriver *driver)
{
  return WG_SQLITE_DRIVER (driver)->read_only;
}

static void
wg_sqlite_driver_iface_init (WgDriverInterface *iface)
{
  iface->prepare_database = wg_sqlite_driver_prepare_database;
  iface->open = wg_sqlite_driver_open;
  iface->describe = wg_sqlite_driver_describe;
  iface->backup = wg_sqlite_driver_backup;
  iface->replace = wg_sqlite_driver_replace;
  iface->get_uri = wg_sqlite_driver_get_uri;
  iface->is_read_only = wg_sqlite_driver_is_read_only;
}

static gboolean
wg_sqlite_driver_leave (WgPlaced *placed, WgConnection *connection, GError **error)
{
  WgSqliteDriver *self = WG_SQLITE_DRIVER (placed);
  sqlite3 *db = wg_sqlite_connection_get_handle (WG_SQLITE_CONNECTION (connection));
  const WgSqlitePlace *place = wg_sqlite_connection_get_place (WG_SQLITE_CONNECTION (connection));
  guint8 header[HEADER_SIZE];
  gsize size = 0;

  return check_file_system (self->path, error) && read_header (self->path, header, &size, error)
         && check_header (self->path, header, size, error)
         && check_whole (self->path, header, wg_sqlite_place_has_other_log (place, db), error)
         && wg_sqlite_place_leave (place, db, error);
}

static WgDriver *
wg_sqlite_driver_again (WgPlaced *placed)
{
  return wg_sqlite_driver_new (WG_SQLITE_DRIVER (placed)->path);
}

static void
wg_sqlite_driver_placed_init (WgPlacedInterface *iface)
{
  iface->leave = wg_sqlite_driver_leave;
  iface->again = wg_sqlite_driver_again;
}

static void
wg_sqlite_driver_finalize (GObject *object)
{
  WgSqliteDriver *self = WG_SQLITE_DRIVER (object);

  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (wg_sqlite_driver_parent_class)->finalize (object);
}

static void
wg_sqlite_driver_class_init (WgSqliteDriverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_sqlite_driver_finalize;
  wg_sqlite_locks_install ();
}

static void
wg_sqlite_driver_init (WgSqliteDriver *self)
{
}

WgDriver *
wg_sqlite_driver_new (const char *path)
{
  WgSqliteDriver *self = g_object_new (WG_TYPE_SQLITE_DRIVER, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  return WG_DRIVER (self);
}
