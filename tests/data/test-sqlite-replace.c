/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A database is replaced whole or not at all: never under the hands of somebody who has it open, never beside a log that
 * belongs to the old one.
 */

#include "wg-error.h"
#include "wg-sqlite-driver.h"
#include "wg-test-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

typedef struct
{
  WgTestStore old;
  WgTestStore young;
  char *successor;
} Fixture;

static void
execute (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static char *
read_name (const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;
  char *name;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT name FROM district", -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  name = g_strdup ((const char *) sqlite3_column_text (row, 0));
  sqlite3_finalize (row);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return name;
}

static void
assert_name (const char *path, const char *expected)
{
  g_autofree char *name = read_name (path);

  g_assert_cmpstr (name, ==, expected);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  wg_test_store_set_up (&self->old, NULL);
  wg_test_store_set_up (&self->young, NULL);
  wg_store_close (self->old.store);
  wg_store_close (self->young.store);
  execute (self->old.path, "UPDATE district SET name = 'old'");
  execute (self->young.path, "UPDATE district SET name = 'young'");
  self->successor = g_strconcat (self->old.path, ".making", NULL);
  g_assert_cmpint (g_rename (self->young.path, self->successor), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->successor);
  g_free (self->successor);
  wg_test_store_tear_down (&self->old);
  wg_test_store_tear_down (&self->young);
}

static gboolean
replace (Fixture *self, const char *successor, GError **error)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (self->old.path);

  return wg_driver_replace (driver, successor, error);
}

static guint
count_files (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->old.folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_replaced (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (replace (self, NULL, &error));
  assert_name (self->old.path, "old");
  g_assert_true (replace (self, self->successor, &error));
  g_assert_no_error (error);
  assert_name (self->old.path, "young");
  g_assert_cmpuint (count_files (self), ==, 1);
}

/* What a program that was killed leaves: changes in a log that nobody folded in. */
static void
leave_log (Fixture *self)
{
  g_autofree char *wal = g_strconcat (self->old.path, "-wal", NULL);
  g_autofree char *kept = g_strconcat (self->old.path, ".kept", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (self->old.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE district SET name = 'older'", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (link (wal, kept), ==, 0);
  sqlite3_close (db);
  g_assert_cmpint (g_rename (kept, wal), ==, 0);
}

static void
test_log (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  leave_log (self);
  g_assert_true (replace (self, self->successor, &error));
  g_assert_no_error (error);
  assert_name (self->old.path, "young");
  g_assert_cmpuint (count_files (self), ==, 1);
}

static void
test_open (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) looked = NULL;
  g_autoptr (GError) replaced = NULL;
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (self->old.path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "SELECT count(*) FROM event", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (replace (self, NULL, &looked));
  g_assert_error (looked, WG_ERROR, WG_ERROR_BUSY);
  g_assert_false (replace (self, self->successor, &replaced));
  g_assert_error (replaced, WG_ERROR, WG_ERROR_BUSY);
  g_assert_cmpint (sqlite3_exec (other, "UPDATE district SET name = 'still mine'", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  assert_name (self->old.path, "still mine");
  assert_name (self->successor, "young");
}

static void
test_first (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_unlink (self->old.path);
  g_assert_true (replace (self, NULL, &error));
  g_assert_true (replace (self, self->successor, &error));
  g_assert_no_error (error);
  assert_name (self->old.path, "young");
}

/* Somebody who waits for the lock while the file is replaced. */

static guint
count_open (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *entry = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (entry, NULL);

      n += g_strcmp0 (target, path) == 0;
    }
  return n;
}

static gpointer
open_in_thread (gpointer data)
{
  Fixture *self = data;
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (self->old.path);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgConnection) connection = wg_driver_open (driver, WG_ACCESS_WRITE, &error);

  g_assert_null (connection);
  return g_steal_pointer (&error);
}

static void
test_waiting (Fixture *self, gconstpointer data)
{
  g_autofree char *wal = g_strconcat (self->old.path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf log;
  sqlite3 *db = NULL;
  GThread *thread;
  guint before;

  g_assert_cmpint (sqlite3_open (self->old.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA locking_mode = EXCLUSIVE; SELECT count(*) FROM event", NULL, NULL, NULL), ==, SQLITE_OK);
  before = count_open (self->old.path);
  thread = g_thread_new ("opener", open_in_thread, self);
  while (count_open (self->old.path) == before)
    g_usleep (1000);
  g_assert_cmpint (g_rename (self->successor, self->old.path), ==, 0);
  sqlite3_close (db);
  error = g_thread_join (thread);
  g_assert_error (error, WG_ERROR, WG_ERROR_BUSY);
  g_assert_true (g_stat (wal, &log) != 0 || log.st_size == 0);
  assert_name (self->old.path, "young");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sqlite-replace/replaced", Fixture, NULL, set_up, test_replaced, tear_down);
  g_test_add ("/sqlite-replace/log-left-behind", Fixture, NULL, set_up, test_log, tear_down);
  g_test_add ("/sqlite-replace/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add ("/sqlite-replace/first", Fixture, NULL, set_up, test_first, tear_down);
  g_test_add ("/sqlite-replace/waiting", Fixture, NULL, set_up, test_waiting, tear_down);
  return g_test_run ();
}
