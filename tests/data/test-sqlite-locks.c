/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever looks into the file of the database in our process, as a file chooser does, takes no lock from us: another program
 * that comes and goes leaves the log where it is, and what is entered afterwards is still there when the file is opened
 * again. The other program is this test, started again without our locks.
 */

#include "wg-test-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *program;

/* Opens, reads, tries to take everything with it, and goes. */
static int
visit (const char *path)
{
  sqlite3 *db;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK
      || sqlite3_exec (db, "SELECT count(*) FROM case_file; PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL) != SQLITE_OK)
    return 1;
  return sqlite3_close (db) == SQLITE_OK ? 0 : 1;
}

/* Takes the lock that keeps every other program from writing, while @path is ours to write. */
static int
seize (const char *path)
{
  sqlite3 *db;
  int code;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    return 1;
  sqlite3_busy_timeout (db, 0);
  code = sqlite3_exec (db, "BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (db);
  return code == SQLITE_OK ? 0 : code == SQLITE_BUSY ? 2 : 1;
}

static int
run (const char *what, const char *path)
{
  const char *argv[] = { program, what, path, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_LEAVE_DESCRIPTORS_OPEN, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/* As a file chooser finds out what kind of file it is. */
static void
look_into (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL), *index = g_strconcat (path, "-shm", NULL);
  const char *const paths[] = { path, log, index };

  g_assert_nonnull (info);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      int fd = g_open (paths[i], O_RDONLY | O_CLOEXEC, 0);

      g_assert_cmpint (fd, >=, 0);
      close (fd);
    }
}

static guint64
get_inode (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  GStatBuf file;

  return g_stat (name, &file) == 0 ? file.st_ino : 0;
}

static void
report (WgTestStore *self)
{
  g_autoptr (WgActResult) result = wg_test_perform (self->store, wg_test_report (116.605, 40.305), NULL);

  g_assert_nonnull (result);
}

static gint64
count_cases (WgStore *store)
{
  WgTestWait wait = { NULL };
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) cases = NULL;

  wg_store_list_cases_async (store, query, NULL, wg_test_wait_ready, &wait);
  cases = wg_store_list_cases_finish (store, wg_test_wait (&wait), NULL);
  g_clear_object (&wait.result);
  return cases->len;
}

static void
test_nothing_is_lost (WgTestStore *self, gconstpointer data)
{
  guint64 log, index;
  g_autoptr (WgStore) other = NULL;

  report (self);
  log = get_inode (self->path, "-wal");
  index = get_inode (self->path, "-shm");
  g_assert_cmpuint (log, !=, 0);
  look_into (self->path);
  g_assert_cmpint (run ("--visit", self->path), ==, 0);
  g_assert_cmpuint (get_inode (self->path, "-wal"), ==, log);
  g_assert_cmpuint (get_inode (self->path, "-shm"), ==, index);
  report (self);
  wg_store_close (self->store);
  other = wg_test_store_open_again (self);
  g_assert_cmpint (count_cases (other), ==, 2);
  wg_store_close (other);
}

static gpointer
write_and_watch (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  WgTestStore *self = request;

  look_into (self->path);
  return GINT_TO_POINTER (run ("--seize", self->path) + 1);
}

/* While we write, nobody else does; before and after, anybody may. */
static void
test_others_are_kept_out (WgTestStore *self, gconstpointer data)
{
  g_assert_cmpint (run ("--seize", self->path), ==, 0);
  g_assert_cmpint (GPOINTER_TO_INT (wg_test_write (self->store, write_and_watch, self, NULL)), ==, 3);
  g_assert_cmpint (run ("--seize", self->path), ==, 0);
}

static guint
count_handles (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* The last one who leaves clears up: nothing but the database stays behind, and no handle stays open. */
static void
test_leaves_nothing (WgTestStore *self, gconstpointer data)
{
  guint before = 0;

  for (int i = 0; i < 6; i++)
    {
      g_autoptr (WgStore) again = wg_test_store_open_again (self);

      wg_store_close (again);
      before = i == 0 ? count_handles () : before;
    }
  g_assert_cmpuint (count_handles (), <=, before);
  wg_store_close (self->store);
  g_assert_cmpuint (get_inode (self->path, "-wal"), ==, 0);
}

static void
set_up (WgTestStore *self, gconstpointer data)
{
  wg_test_store_set_up (self, NULL);
}

static void
tear_down (WgTestStore *self, gconstpointer data)
{
  wg_test_store_tear_down (self);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--visit"))
    return visit (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--seize"))
    return seize (argv[2]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sqlite-locks/nothing-is-lost", WgTestStore, NULL, set_up, test_nothing_is_lost, tear_down);
  g_test_add ("/sqlite-locks/others-are-kept-out", WgTestStore, NULL, set_up, test_others_are_kept_out, tear_down);
  g_test_add ("/sqlite-locks/leaves-nothing", WgTestStore, NULL, set_up, test_leaves_nothing, tear_down);
  return g_test_run ();
}
