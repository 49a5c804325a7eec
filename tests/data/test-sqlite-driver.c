/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every doubtful file gets its own answer and is left as it was; every statement of the table is understood. */

#include "wg-error.h"
#include "wg-sqlite-connection.h"
#include "wg-sqlite-driver.h"
#include "wg-sqlite-replace.h"
#include "wg-statement-table.h"
#include "wg-test-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
set_up (WgTestStore *self, gconstpointer data)
{
  wg_test_store_set_up (self, NULL);
  wg_store_close (self->store);
}

static void
tear_down (WgTestStore *self, gconstpointer data)
{
  wg_test_store_tear_down (self);
}

static gboolean
prepare (const char *path, GError **error)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (path);
  gboolean created = FALSE;

  return wg_driver_prepare_database (driver, FALSE, &created, error);
}

static char *
write_file (WgTestStore *self, const char *content, gssize size)
{
  char *path = g_build_filename (self->folder, "other.wangge", NULL);

  g_assert_true (g_file_set_contents (path, content, size, NULL));
  return path;
}

static void
test_missing (WgTestStore *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "none.wangge", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (prepare (path, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_not_ours (WgTestStore *self, gconstpointer data)
{
  g_autofree char *path = write_file (self, "a shopping list", -1);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (prepare (path, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "a shopping list");
}

/* Nobody writes into it, so whoever waited for its first byte would wait for ever. */
static void
test_pipe (WgTestStore *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "pipe.wangge", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_false (prepare (path, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  g_unlink (path);
}

/* What the log still holds would stay behind. */
static void
test_unfolded (WgTestStore *self, gconstpointer data)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (wg_sqlite_is_folded (self->path, &error));
  g_assert_true (g_file_set_contents (log, "frames", -1, NULL));
  g_assert_false (wg_sqlite_is_folded (self->path, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_IO);
  g_unlink (log);
}

static void
patch (const char *path, gsize offset, const char *bytes, gsize n_bytes)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_cmpuint (size, >=, offset + n_bytes);
  memcpy (content + offset, bytes, n_bytes);
  g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
}

static void
test_newer (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  patch (self->path, 60, "\0\0\0\x63", 4);
  g_assert_false (prepare (self->path, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "99"));
}

static void
test_altered (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_true (prepare (self->path, &error));
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE TABLE stranger (x)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_false (prepare (self->path, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_DAMAGED);
}

static void
test_damaged (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  char garbage[2048];

  memset (garbage, 0x5a, sizeof garbage);
  patch (self->path, 100, garbage, sizeof garbage);
  g_assert_false (prepare (self->path, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_DAMAGED);
}

/* Root is not stopped by permissions, so the folder's mode says nothing to it. */
static void
test_read_only (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (self->path);
  g_autoptr (WgConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  gboolean created;

  if (geteuid () == 0)
    {
      g_test_skip ("root may write everywhere");
      return;
    }
  g_chmod (self->path, 0400);
  g_chmod (self->folder, 0500);
  g_assert_true (wg_driver_prepare_database (driver, FALSE, &created, &error));
  g_assert_true (wg_driver_is_read_only (driver));
  connection = wg_driver_open (driver, WG_ACCESS_READ, &error);
  g_assert_no_error (error);
  g_chmod (self->folder, 0700);
}

static void
test_durable (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (self->path);
  g_autoptr (GError) error = NULL;
  WgDatabaseInfo info = { 0 };
  gboolean created;

  g_assert_true (wg_driver_prepare_database (driver, FALSE, &created, &error));
  g_assert_true (wg_driver_describe (driver, &info, &error));
  g_assert_cmpstr (info.journal, ==, "wal");
  g_assert_cmpstr (info.synchronous, ==, "full");
  g_assert_cmpint (info.format, ==, WG_SQLITE_FORMAT);
  wg_database_info_clear (&info);
}

static void
test_backup (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (self->path);
  g_autofree char *copy = g_build_filename (self->folder, "copy.wangge", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (wg_driver_backup (driver, copy, &error));
  g_assert_no_error (error);
  g_assert_true (prepare (copy, &error));
  g_assert_false (wg_driver_backup (driver, copy, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_EXISTS);
}

static gint64
count_grids (WgConnection *connection)
{
  g_autoptr (GError) error = NULL;
  gint64 n = wg_connection_get_value (connection, NULL, &error, "grid-count", "i", wg_connection_get_district (connection));

  g_assert_no_error (error);
  return n;
}

static int
get_cache_bytes (WgConnection *connection)
{
  int bytes = 0;
  int highest = 0;

  sqlite3_db_status (wg_sqlite_connection_get_handle (WG_SQLITE_CONNECTION (connection)), SQLITE_DBSTATUS_CACHE_USED, &bytes,
                     &highest, 0);
  return bytes;
}

/* What was read is given back, and read again when it is asked for. */
static void
test_rest (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (self->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgConnection) connection = wg_driver_open (driver, WG_ACCESS_READ, &error);
  gint64 n_grids;
  int before;

  g_assert_no_error (error);
  n_grids = count_grids (connection);
  before = get_cache_bytes (connection);
  wg_connection_rest (connection);
  g_assert_cmpint (get_cache_bytes (connection), <, before / 2);
  g_assert_cmpint (n_grids, >, 0);
  g_assert_cmpint (count_grids (connection), ==, n_grids);
}

static gboolean
needs_staging (const char *name)
{
  return strstr (wg_statement_table_lookup (name), "staging.") != NULL;
}

static void
test_statements (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (self->path);
  g_autofree const char **names = wg_statement_table_get_names ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WgConnection) connection = NULL;
  guint n_prepared = 0;

  connection = wg_driver_open (driver, WG_ACCESS_WRITE, &error);
  g_assert_no_error (error);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (needs_staging (names[i]))
        continue;
      g_assert_nonnull (wg_connection_prepare (connection, names[i], &error));
      g_assert_no_error (error);
      n_prepared++;
    }
  g_assert_cmpuint (n_prepared, >, 50);
}

static void
test_busy_is_a_sentence (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (self->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgConnection) connection = wg_driver_open (driver, WG_ACCESS_WRITE, &error);
  sqlite3 *db = NULL;

  g_assert_no_error (error);
  g_assert_true (wg_connection_run_script (connection, "PRAGMA busy_timeout = 50", &error));
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (wg_connection_begin (connection, TRUE, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_BUSY);
  sqlite3_close (db);
}

/* A migration that is written but not counted would never be run. */
static void
test_migrations (WgTestStore *self, gconstpointer data)
{
  g_autofree char *newest = wg_statement_table_get_schema (WG_SQLITE_FORMAT);
  g_autofree char *next = wg_statement_table_get_schema (WG_SQLITE_FORMAT + 1);

  g_assert_nonnull (newest);
  g_assert_null (next);
}

static void
assert_reached_by (sqlite3 *db, const char *statement, const char *index)
{
  const WgSnippet ids = { "IDS ?4", "json_each (?4)" };
  g_autofree char *sql = wg_snippets_expand (wg_statement_table_lookup (statement), &ids, 1);
  g_autofree char *question = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (GString) plan = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, question, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", (const char *) sqlite3_column_text (stmt, 3));
  sqlite3_finalize (stmt);
  g_assert_nonnull (strstr (plan->str, index));
  g_assert_null (strstr (plan->str, "id>?"));
}

/* While the lock is held, what lies far from a change of boundaries is not even read. */
static void
test_near (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (self->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgConnection) connection = wg_driver_open (driver, WG_ACCESS_WRITE, &error);
  sqlite3 *db = wg_sqlite_connection_get_handle (WG_SQLITE_CONNECTION (connection));

  g_assert_no_error (error);
  assert_reached_by (db, "homes-cases-near", "INDEX case_closed (district_id=? AND grid_id=?)");
  assert_reached_by (db, "homes-cases-near", "INDEX case_open (district_id=? AND grid_id=?)");
  assert_reached_by (db, "homes-buildings-near", "INDEX building_grid (district_id=? AND grid_id=?)");
  assert_reached_by (db, "homes-facilities-near", "INDEX facility_grid (district_id=? AND grid_id=?)");
}

/* Past the program: what the table itself lets in. */
static int
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  int code;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  code = sqlite3_exec (db, sql, NULL, NULL, NULL);
  sqlite3_close (db);
  return code;
}

#define DRAFT(id, state, author, approver)                                                                             \
  "INSERT INTO draft (district_id, id, name, state, author_id, approver_id, base_event_id, version) SELECT district_id, " \
  id ", 'north', '" state "', " author ", " approver ", 0, 1 FROM district;"
#define LINK "UPDATE operator SET person_id = 1 WHERE id = 7;" /* the keeper (11) is person 1 too */

/* Two accounts are not two persons: the keeper, who is person 1, does not approve what person 1 drew as GIS editor. */
static void
test_two_persons (WgTestStore *self, gconstpointer data)
{
  g_assert_cmpint (run_sql (self->path, LINK DRAFT ("1", "submitted", "7", "NULL")), ==, SQLITE_OK);
  g_assert_cmpint (run_sql (self->path, "UPDATE draft SET state = 'approved', approver_id = 11"), ==, SQLITE_CONSTRAINT);
  g_assert_cmpint (run_sql (self->path, "UPDATE draft SET state = 'approved', approver_id = 7"), ==, SQLITE_CONSTRAINT);
  g_assert_cmpint (run_sql (self->path, DRAFT ("2", "approved", "11", "7")), ==, SQLITE_CONSTRAINT);
  g_assert_cmpint (run_sql (self->path, "UPDATE draft SET state = 'approved', approver_id = 8"), ==, SQLITE_OK);
  g_assert_cmpint (run_sql (self->path, "UPDATE draft SET author_id = 11, approver_id = 7"), ==, SQLITE_CONSTRAINT);
  /* Nobody knows whether two accounts without a person are one. */
  g_assert_cmpint (run_sql (self->path, DRAFT ("3", "approved", "9", "10")), ==, SQLITE_OK);
}

/* As the driver hashes it. */
static void
keep_fingerprint (const char *path)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *sql = NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT name || char(10) || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' "
                                           "AND name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY type, name", -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_checksum_update (checksum, sqlite3_column_text (stmt, 0), sqlite3_column_bytes (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  sql = g_strdup_printf ("UPDATE wangge_private SET value = '%s' WHERE name = 'fingerprint'", g_checksum_get_string (checksum));
  g_assert_cmpint (run_sql (path, sql), ==, SQLITE_OK);
}

/* A database made before: it gets the guard when it is opened, and a draft whose two accounts have turned out to be one
 * person since can still come into force.
 */
static void
test_made_before (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (run_sql (self->path, "DROP TRIGGER draft_of_two_persons_insert; DROP TRIGGER draft_of_two_persons_update;"
                                        "UPDATE district SET format = 6; PRAGMA user_version = 6;"), ==, SQLITE_OK);
  g_assert_cmpint (run_sql (self->path, LINK DRAFT ("1", "approved", "7", "11") DRAFT ("2", "submitted", "7", "NULL")), ==, SQLITE_OK);
  keep_fingerprint (self->path);
  g_assert_true (prepare (self->path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (run_sql (self->path, "UPDATE draft SET state = 'applied', approver_id = approver_id WHERE id = 1"), ==, SQLITE_OK);
  g_assert_cmpint (run_sql (self->path, "UPDATE draft SET state = 'approved', approver_id = 11 WHERE id = 2"), ==, SQLITE_CONSTRAINT);
}

static void
test_moved (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (self->path);
  g_autofree char *elsewhere = g_strconcat (self->path, ".moved", NULL);
  g_autoptr (WgConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  gboolean created;

  g_assert_true (wg_driver_prepare_database (driver, FALSE, &created, &error));
  connection = wg_driver_open (driver, WG_ACCESS_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_rename (self->path, elsewhere), ==, 0);
  g_assert_false (wg_connection_begin (connection, TRUE, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_IO);
  g_clear_error (&error);
  g_assert_cmpint (g_rename (elsewhere, self->path), ==, 0);
  g_assert_true (wg_connection_begin (connection, TRUE, &error));
  g_assert_no_error (error);
  wg_connection_rollback (connection);
}

#define ADD(path, func) g_test_add (path, WgTestStore, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sqlite-driver/missing", test_missing);
  ADD ("/sqlite-driver/not-ours", test_not_ours);
  ADD ("/sqlite-driver/pipe", test_pipe);
  ADD ("/sqlite-driver/unfolded", test_unfolded);
  ADD ("/sqlite-driver/newer", test_newer);
  ADD ("/sqlite-driver/altered", test_altered);
  ADD ("/sqlite-driver/damaged", test_damaged);
  ADD ("/sqlite-driver/read-only", test_read_only);
  ADD ("/sqlite-driver/durable", test_durable);
  ADD ("/sqlite-driver/backup", test_backup);
  ADD ("/sqlite-driver/rest", test_rest);
  ADD ("/sqlite-driver/statements", test_statements);
  ADD ("/sqlite-driver/busy", test_busy_is_a_sentence);
  ADD ("/sqlite-driver/migrations", test_migrations);
  ADD ("/sqlite-driver/near", test_near);
  ADD ("/sqlite-driver/two-persons", test_two_persons);
  ADD ("/sqlite-driver/made-before", test_made_before);
  ADD ("/sqlite-driver/moved", test_moved);
  return g_test_run ();
}
