/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one connection to the SpatiaLite file of a district, with the pragmas that make a commit survive a power cut, and
 * the one place where SQLite's codes become sentences.
 */

#include "wg-sqlite-connection.h"

#include "wg-error.h"
#include "wg-sqlite-search.h"
#include "wg-statement-table.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <spatialite.h>
#include <string.h>

/* SQLite's own waiting sleeps longer and longer and so misses the gaps that an import leaves between its chunks. */
#define BUSY_SLEEP_US 1000
#define BUSY_TIMEOUT_MS 5000
#define BULK_CHECKPOINT_PAGES 16000
#define SEARCH "{search" /* among the statements: no name of the table begins so */

struct _WgSqliteConnection
{
  WgConnection parent_instance;

  sqlite3 *db;
  void *spatialite;
  WgSqlitePlace place;
  GHashTable *statements; /* name → WgStatement */
  WgSqliteLoad *load;     /* between begin_load and end_load */
  WgSqliteSearchLoad search_load; /* of the same time */
  gint64 waits_since_us;  /* for the lock that another connection has */
  gint64 locked_since;    /* when the last writing transaction began; see wg-sqlite-way.c */
  gint64 locked_version;  /* what others had committed by then */
};

G_DEFINE_FINAL_TYPE (WgSqliteConnection, wg_sqlite_connection, WG_TYPE_CONNECTION)

static const WgSnippet snippets[] = {
  { "ID", "id INTEGER PRIMARY KEY" },
  { "KEY", "UNIQUE (district_id, id)" },
  { "BLOB", "BLOB" },
  { "JSON", "TEXT" },
  { "VID", "v.id AS ROWID, " },
  { "CID", "c.id AS ROWID, " },
  { "LAYOUT", "json_extract (figures, '$.layout.name')" },
  { "IDS ?2", "json_each (?2)" },
  { "IDS ?4", "json_each (?4)" },
  { "IDS ?15", "json_each (?15)" },
  { "BOX grid_version", "id IN (SELECT pkid FROM idx_grid_version_geom WHERE xmin <= ?4 AND xmax >= ?2 AND ymin <= ?5 AND ymax >= ?3)" },
  { "BOX base_area", "id IN (SELECT pkid FROM idx_base_area_geom WHERE xmin <= ?5 AND xmax >= ?3 AND ymin <= ?6 AND ymax >= ?4)" },
  { "BOX base_line", "id IN (SELECT pkid FROM idx_base_line_geom WHERE xmin <= ?5 AND xmax >= ?3 AND ymin <= ?6 AND ymax >= ?4)" },
};

/* What SQLite calls an input or output error is often only a want of room: on the disk, in the quota, under a limit. */
static gboolean
has_no_room (sqlite3 *db, int code)
{
  int reason = db != NULL && (code & 0xff) == SQLITE_IOERR ? sqlite3_system_errno (db) : 0;

  return reason == ENOSPC || reason == EDQUOT || reason == EFBIG || code == SQLITE_IOERR_SHMSIZE;
}

void
wg_sqlite_set_error (GError **error, sqlite3 *db, int code)
{
  const char *detail = db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code);

  switch (has_no_room (db, code) ? SQLITE_FULL : code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, WG_ERROR, WG_ERROR_BUSY,
                   _ ("Another program is writing to the database. Nothing was changed; try again in a moment."));
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, WG_ERROR, WG_ERROR_DAMAGED,
                   _ ("The database is damaged (%s). Nothing was changed; open the last backup."), detail);
      break;
    case SQLITE_READONLY:
      g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The database can only be read. Nothing was changed."));
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error, WG_ERROR, WG_ERROR_IO,
                   _ ("The file cannot be opened or made: the folder may not be written, or is not there. Nothing was changed; "
                      "choose another folder."));
      break;
    case SQLITE_FULL:
      g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The disk is full. Nothing was changed; free some room and try again."));
      break;
    case SQLITE_INTERRUPT:
      g_set_error (error, WG_ERROR, WG_ERROR_CANCELLED, _ ("Stopped. Nothing was changed."));
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("The database holds something that does not allow this (%s). Nothing was changed."),
                   detail);
      break;
    default:
      g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The database could not be used (%s). Nothing was changed."), detail);
      break;
    }
}

sqlite3 *
wg_sqlite_connection_get_handle (WgSqliteConnection *self)
{
  wg_connection_assert_thread (WG_CONNECTION (self));
  return self->db;
}

static gboolean
execute (WgSqliteConnection *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  wg_sqlite_set_error (error, self->db, code);
  return FALSE;
}

static gint64
read_pragma (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  gint64 value = -1;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return value;
}

/* An open file can be written to for ever after its name is gone; what is written then nobody finds again. */
static gboolean
check_place (WgSqliteConnection *self, GError **error)
{
  const char *path = sqlite3_db_filename (self->db, "main");
  g_autofree char *name = NULL;

  if (path == NULL || *path == '\0' || wg_sqlite_place_is_kept (&self->place, self->db))
    return TRUE;
  name = g_path_get_basename (path);
  g_set_error (error, WG_ERROR, WG_ERROR_IO,
               _ ("The file %s has been moved or deleted. Nothing was changed; put it back or open another one."), name);
  return FALSE;
}

static gboolean
wg_sqlite_connection_begin (WgConnection *connection, gboolean write, GError **error)
{
  WgSqliteConnection *self = WG_SQLITE_CONNECTION (connection);
  gboolean good = (!write || check_place (self, error)) && execute (self, write ? "BEGIN IMMEDIATE" : "BEGIN", error);

  if (good && write)
    {
      self->locked_since = wg_sqlite_way_get_now ();
      self->locked_version = read_pragma (self->db, "PRAGMA data_version");
    }
  return good;
}

static gboolean
wg_sqlite_connection_commit (WgConnection *connection, GError **error)
{
  return execute (WG_SQLITE_CONNECTION (connection), "COMMIT", error);
}

static void
wg_sqlite_connection_rollback (WgConnection *connection)
{
  WgSqliteConnection *self = WG_SQLITE_CONNECTION (connection);
  g_autoptr (GError) error = NULL;

  if (self->load != NULL && !wg_sqlite_load_set_triggers (self->db, TRUE, &error))
    g_error ("The triggers could not be switched on again: %s", error->message);
  g_clear_pointer (&self->load, wg_sqlite_load_free);
  if (!sqlite3_get_autocommit (self->db) && !execute (self, "ROLLBACK", &error))
    g_warning ("A transaction could not be rolled back: %s", error->message);
}

static WgStatement *
wg_sqlite_connection_prepare (WgConnection *connection, const char *name, GError **error)
{
  WgSqliteConnection *self = WG_SQLITE_CONNECTION (connection);
  WgStatement *statement = g_hash_table_lookup (self->statements, name);
  g_autofree char *sql = NULL;
  const char *text;

  if (statement != NULL)
    {
      wg_statement_reset (statement);
      return statement;
    }
  text = wg_statement_table_lookup (name);
  if (text == NULL)
    g_error ("The statement table has no statement '%s'", name);
  sql = wg_snippets_expand (text, snippets, G_N_ELEMENTS (snippets));
  statement = wg_sqlite_statement_new (self->db, sql, error);
  if (statement != NULL)
    g_hash_table_insert (self->statements, g_strdup (name), statement);
  return statement;
}

/* GEOMETRY table type [required] [index] */
static gboolean
add_geometry (WgSqliteConnection *self, const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  const char *const *rest = (const char *const *) words + 3;
  g_autofree char *column = NULL;
  g_autofree char *index = NULL;

  column = g_strdup_printf ("SELECT AddGeometryColumn('%s', 'geom', 4490, '%s', 'XY', %d)", words[1], words[2],
                            g_strv_contains (rest, "required"));
  if (!execute (self, column, error))
    return FALSE;
  if (!g_strv_contains (rest, "index"))
    return TRUE;
  index = g_strdup_printf ("SELECT CreateSpatialIndex('%s', 'geom')", words[1]);
  return execute (self, index, error);
}

/* VIEWGEOMETRY view table */
static gboolean
add_view_geometry (WgSqliteConnection *self, const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("INSERT INTO views_geometry_columns (view_name, view_geometry, view_rowid, f_table_name, "
                         "f_geometry_column, read_only) VALUES ('%s', 'geom', 'rowid', '%s', 'geom', 1)",
                         words[1], words[2]);
  return execute (self, sql, error);
}

/* One of the columns is not what it was; an unchanged row may stay what it is. */
static char *
dup_change (const char *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, ",", -1);
  g_autoptr (GString) change = g_string_new (NULL);

  for (char **name = names; *name != NULL; name++)
    g_string_append_printf (change, "%sOLD.%s IS NOT NEW.%s", change->len > 0 ? " OR " : "", *name, *name);
  return g_string_free (g_steal_pointer (&change), FALSE);
}

/* GUARD table columns name question */
static gboolean
add_guard (WgSqliteConnection *self, const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 5);
  g_autofree char *change = dup_change (words[2]);
  g_autofree char *refusal = g_strdup_printf ("BEGIN SELECT RAISE (ABORT, '%s') WHERE EXISTS (%s); END;", words[3], words[4]);
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("CREATE TRIGGER %s_insert BEFORE INSERT ON %s %s"
                         "CREATE TRIGGER %s_update BEFORE UPDATE OF %s ON %s WHEN %s %s",
                         words[3], words[1], refusal, words[3], words[2], words[1], change, refusal);
  return execute (self, sql, error);
}

static gboolean
flush_sql (WgSqliteConnection *self, GString *sql, GError **error)
{
  gboolean ok = sql->len == 0 || execute (self, sql->str, error);

  g_string_truncate (sql, 0);
  return ok;
}

typedef gboolean (*WgDriverLine) (WgSqliteConnection *self, const char *line, GError **error);

static WgDriverLine
find_driver_line (const char *line)
{
  static const struct
  {
    const char *word;
    WgDriverLine run;
  } lines[] = { { "GEOMETRY ", add_geometry }, { "VIEWGEOMETRY ", add_view_geometry }, { "GUARD ", add_guard } };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (g_str_has_prefix (line, lines[i].word))
        return lines[i].run;
    }
  return NULL;
}

/* Driver lines (geometry columns, guards) stand between plain statements and are run in their order. */
static gboolean
wg_sqlite_connection_run_script (WgConnection *connection, const char *script, GError **error)
{
  WgSqliteConnection *self = WG_SQLITE_CONNECTION (connection);
  g_autofree char *expanded = wg_snippets_expand (script, snippets, G_N_ELEMENTS (snippets));
  g_auto (GStrv) lines = g_strsplit (expanded, "\n", -1);
  g_autoptr (GString) sql = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      WgDriverLine run = find_driver_line (*line);

      if (run == NULL)
        {
          g_string_append (sql, *line);
          g_string_append_c (sql, '\n');
        }
      else if (!flush_sql (self, sql, error) || !run (self, *line, error))
        {
          return FALSE;
        }
    }
  return flush_sql (self, sql, error);
}

static int
wait_for_lock (void *data, int n_times)
{
  WgSqliteConnection *self = data;
  gint64 now_us = g_get_monotonic_time ();

  if (n_times == 0)
    self->waits_since_us = now_us;
  if (now_us - self->waits_since_us > BUSY_TIMEOUT_MS * G_GINT64_CONSTANT (1000))
    return 0;
  wg_sqlite_way_ask (self->db);
  g_usleep (BUSY_SLEEP_US);
  return 1;
}

static gint64
wg_sqlite_connection_get_changes (WgConnection *connection)
{
  return sqlite3_changes64 (WG_SQLITE_CONNECTION (connection)->db);
}

static gint64
wg_sqlite_connection_get_data_version (WgConnection *connection)
{
  return read_pragma (WG_SQLITE_CONNECTION (connection)->db, "PRAGMA data_version");
}

static gboolean
wg_sqlite_connection_attach (WgConnection *connection, const char *path, GError **error)
{
  WgSqliteConnection *self = WG_SQLITE_CONNECTION (connection);
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (self->db, "ATTACH ?1 AS staging", -1, &stmt, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_bind_text (stmt, 1, path, -1, SQLITE_TRANSIENT);
      code = sqlite3_step (stmt);
    }
  if (code != SQLITE_DONE)
    wg_sqlite_set_error (error, self->db, code);
  sqlite3_finalize (stmt);
  return code == SQLITE_DONE;
}

static void
forget_statements (WgSqliteConnection *self)
{
  g_hash_table_remove_all (self->statements);
}

/* A prepared statement on the staging tables would keep them locked. */
static gboolean
wg_sqlite_connection_detach (WgConnection *connection, GError **error)
{
  WgSqliteConnection *self = WG_SQLITE_CONNECTION (connection);

  forget_statements (self);
  return execute (self, "DETACH staging", error);
}

/* The sync of the first ordinary commit covers every frame of the log before its own, so nothing is published that could
 * be lost. A checkpoint syncs the log first, so it may happen in between.
 */
static gboolean
wg_sqlite_connection_set_bulk (WgConnection *connection, gboolean bulk, GError **error)
{
  return execute (WG_SQLITE_CONNECTION (connection),
                  bulk ? "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = " G_STRINGIFY (BULK_CHECKPOINT_PAGES)
                       : "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000",
                  error);
}

static void
wg_sqlite_connection_give_way (WgConnection *connection, gint64 at_most_us)
{
  WgSqliteConnection *self = WG_SQLITE_CONNECTION (connection);
  gint64 until_us = g_get_monotonic_time () + at_most_us;

  if (!wg_sqlite_way_is_asked_since (self->db, self->locked_since))
    return;
  while (g_get_monotonic_time () < until_us && read_pragma (self->db, "PRAGMA data_version") == self->locked_version)
    g_usleep (BUSY_SLEEP_US);
}

static gboolean
wg_sqlite_connection_begin_load (WgConnection *connection, const char *table, GError **error)
{
  WgSqliteConnection *self = WG_SQLITE_CONNECTION (connection);

  g_return_val_if_fail (self->load == NULL && !sqlite3_get_autocommit (self->db), FALSE);

  if (!wg_sqlite_search_before_load (self->db, table, &self->search_load, error))
    return FALSE;
  self->load = wg_sqlite_load_begin (self->db, table, error);
  return self->load != NULL;
}

static gboolean
wg_sqlite_connection_end_load (WgConnection *connection, GError **error)
{
  WgSqliteConnection *self = WG_SQLITE_CONNECTION (connection);
  g_autoptr (WgSqliteLoad) load = g_steal_pointer (&self->load);

  g_return_val_if_fail (load != NULL, FALSE);

  return wg_sqlite_load_end (load, self->db, error)
         && wg_sqlite_search_after_load (self->db, wg_sqlite_load_get_table (load), &self->search_load, error);
}

static WgStatement *
wg_sqlite_connection_search (WgConnection *connection, WgSearchKind kind, gboolean *complete, GError **error)
{
  WgSqliteConnection *self = WG_SQLITE_CONNECTION (connection);
  WgStatement *statement = g_hash_table_lookup (self->statements, SEARCH);
  const char *sql = wg_sqlite_search_get_statement (self->db, kind, complete);

  if (sql == NULL)
    return NULL;
  if (statement == NULL)
    {
      statement = wg_sqlite_statement_new (self->db, sql, error);
      if (statement != NULL)
        g_hash_table_insert (self->statements, g_strdup (SEARCH), statement);
      return statement;
    }
  wg_statement_reset (statement);
  return statement;
}

static gboolean
wg_sqlite_connection_index_some (WgConnection *connection, gboolean *more, GError **error)
{
  return wg_sqlite_search_work_off (WG_SQLITE_CONNECTION (connection)->db, more, error);
}

static gboolean
wg_sqlite_connection_enter_boxes (WgConnection *connection, const char *table, gint64 after_id, gboolean *more, GError **error)
{
  return wg_sqlite_boxes_enter (WG_SQLITE_CONNECTION (connection)->db, table, after_id, more, error);
}

static gboolean
wg_sqlite_connection_check_integrity (WgConnection *connection, WgIntegrityFunc report, gpointer user_data, GError **error)
{
  WgSqliteConnection *self = WG_SQLITE_CONNECTION (connection);
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (self->db, "PRAGMA integrity_check", -1, &stmt, NULL);

  if (code == SQLITE_OK)
    {
      while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
        {
          const char *text = (const char *) sqlite3_column_text (stmt, 0);

          if (g_strcmp0 (text, "ok") != 0)
            report (text, user_data);
        }
    }
  sqlite3_finalize (stmt);
  if (code == SQLITE_DONE)
    wg_sqlite_search_check (self->db, report, user_data);
  /* A file so damaged that the check itself stops at it is an answer too. */
  if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
    report (sqlite3_errstr (code), user_data);
  else if (code != SQLITE_DONE)
    wg_sqlite_set_error (error, self->db, code);
  return code == SQLITE_DONE || (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

static void
wg_sqlite_connection_interrupt (WgConnection *connection)
{
  sqlite3_interrupt (WG_SQLITE_CONNECTION (connection)->db);
}

/* Pages that were read once, up to 64 MB a connection. */
static void
wg_sqlite_connection_rest (WgConnection *connection)
{
  sqlite3_db_release_memory (WG_SQLITE_CONNECTION (connection)->db);
}

static void
wg_sqlite_connection_finalize (GObject *object)
{
  WgSqliteConnection *self = WG_SQLITE_CONNECTION (object);

  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->load, wg_sqlite_load_free);
  if (self->db != NULL)
    sqlite3_close (self->db);
  if (self->spatialite != NULL)
    spatialite_cleanup_ex (self->spatialite);
  G_OBJECT_CLASS (wg_sqlite_connection_parent_class)->finalize (object);
}

static void
wg_sqlite_connection_class_init (WgSqliteConnectionClass *klass)
{
  WgConnectionClass *connection_class = WG_CONNECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wg_sqlite_connection_finalize;
  connection_class->begin = wg_sqlite_connection_begin;
  connection_class->commit = wg_sqlite_connection_commit;
  connection_class->rollback = wg_sqlite_connection_rollback;
  connection_class->prepare = wg_sqlite_connection_prepare;
  connection_class->run_script = wg_sqlite_connection_run_script;
  connection_class->get_changes = wg_sqlite_connection_get_changes;
  connection_class->get_data_version = wg_sqlite_connection_get_data_version;
  connection_class->attach = wg_sqlite_connection_attach;
  connection_class->detach = wg_sqlite_connection_detach;
  connection_class->set_bulk = wg_sqlite_connection_set_bulk;
  connection_class->give_way = wg_sqlite_connection_give_way;
  connection_class->begin_load = wg_sqlite_connection_begin_load;
  connection_class->end_load = wg_sqlite_connection_end_load;
  connection_class->enter_boxes = wg_sqlite_connection_enter_boxes;
  connection_class->check_integrity = wg_sqlite_connection_check_integrity;
  connection_class->search = wg_sqlite_connection_search;
  connection_class->index_some = wg_sqlite_connection_index_some;
  connection_class->interrupt = wg_sqlite_connection_interrupt;
  connection_class->rest = wg_sqlite_connection_rest;
}

static void
wg_sqlite_connection_init (WgSqliteConnection *self)
{
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static gboolean
set_up_writer (WgSqliteConnection *self, GError **error)
{
  if (!execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;", error))
    return FALSE;
  if (read_pragma (self->db, "PRAGMA synchronous") != 2)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_IO,
                   _ ("The database could not be made safe against a power cut. Nothing was changed; copy it to another disk."));
      return FALSE;
    }
  return TRUE;
}

/* Whoever waited for the lock while the file was replaced holds the old one, whose log would land beside the new one. */
static gboolean
check_not_moved (WgSqliteConnection *self, const char *path, GError **error)
{
  int moved = 0;

  read_pragma (self->db, "PRAGMA schema_version");
  sqlite3_file_control (self->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved != 0)
    g_set_error (error, WG_ERROR, WG_ERROR_BUSY, _ ("“%s” has just been replaced by another. Nothing was changed; open it again."), path);
  return moved == 0;
}

WgConnection *
wg_sqlite_connection_open (const char *path, WgAccess access, gboolean immutable, gboolean create, GError **error)
{
  g_autoptr (WgSqliteConnection) self = g_object_new (WG_TYPE_SQLITE_CONNECTION, NULL);
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s%s", escaped, immutable ? "?immutable=1" : "");
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code;

  flags |= immutable ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (create)
    flags |= SQLITE_OPEN_CREATE;
  code = sqlite3_open_v2 (uri, &self->db, flags, NULL);
  if (code != SQLITE_OK)
    {
      wg_sqlite_set_error (error, self->db, code);
      return NULL;
    }
  self->spatialite = spatialite_alloc_connection ();
  spatialite_init_ex (self->db, self->spatialite, 0);
  /* After SpatiaLite has set a waiting of its own. */
  sqlite3_busy_handler (self->db, wait_for_lock, self);
  if (!wg_sqlite_geometry_register (self->db, error) || !wg_sqlite_search_register (self->db, error))
    return NULL;
  if (!execute (self, "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;", error))
    return NULL;
  if (!immutable && !check_not_moved (self, path, error))
    return NULL;
  if (access == WG_ACCESS_WRITE ? !set_up_writer (self, error) : !execute (self, "PRAGMA query_only = ON", error))
    return NULL;
  wg_sqlite_place_note (&self->place, self->db);
  return WG_CONNECTION (g_steal_pointer (&self));
}

const WgSqlitePlace *
wg_sqlite_connection_get_place (WgSqliteConnection *self)
{
  return &self->place;
}
