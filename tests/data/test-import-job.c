/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whatever happens to the child, the job ends with a report or one sentence, and leaves nothing behind. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <unistd.h>

#include "wg-error.h"
#include "wg-import-folder.h"
#include "wg-import-validate.h"
#include "wg-test-import.h"
#include "wg-test-shapefile.h"

#define MANY_ROWS 400000

/* Cases enough to keep the child busy for a while. */
static char *
write_many_cases (const char *folder)
{
  g_autoptr (GString) text = g_string_new ("number,reported,status,lon,lat,title\n");
  char *path = g_build_filename (folder, "many.csv", NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < MANY_ROWS; i++)
    g_string_append_printf (text, "N%07d,2024-05-01 08:%02d,OPEN,116.%04d,39.9,井盖破损\n", i, i % 60, i % 10000);
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
  return path;
}

static int
count_job_folders (void)
{
  g_autofree char *imports = g_build_filename (g_get_user_cache_dir (), "wangge", "imports", NULL);
  g_autoptr (GDir) dir = g_dir_open (imports, 0, NULL);
  int n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
cancel_now (WgImportJob *job, guint64 done, guint64 total, gpointer cancellable)
{
  g_assert_cmpuint (total, ==, MANY_ROWS);
  g_cancellable_cancel (cancellable);
}

static void
test_cancel (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = write_many_cases (folder);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, path);
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (job, "progress", G_CALLBACK (cancel_now), cancellable);
  wg_import_job_read_async (job, cancellable, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (wg_import_job_read_finish (job, result, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_CANCELLED);
  g_assert_null (wg_import_job_get_staging_path (job));
  g_assert_cmpint (count_job_folders (), ==, 0);
  wg_test_import_remove_folder (folder);
}

static void
test_cancelled_before (void)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, "/nonexistent.csv");
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  wg_import_job_read_async (job, cancellable, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (wg_import_job_read_finish (job, result, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_CANCELLED);
}

/* The process that this one has started, by the kernel's list. */
static pid_t
find_child (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children", (int) getpid ());
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text != NULL ? (pid_t) g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
kill_child (WgImportJob *job, guint64 done, guint64 total, gpointer unused)
{
  pid_t child = find_child ();

  if (child > 0)
    kill (child, SIGKILL);
}

static void
test_killed_child (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = write_many_cases (folder);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, path);
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autoptr (GError) error = NULL;

  g_signal_connect (job, "progress", G_CALLBACK (kill_child), NULL);
  g_assert_null (wg_test_import_read (job, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  g_assert_cmpint (count_job_folders (), ==, 0);
  wg_test_import_remove_folder (folder);
}

/* One file of this process that any program would inherit, and what the child has open of it. */
static void
look_at_files (WgImportJob *job, guint64 done, guint64 total, const char *path)
{
  g_autofree char *folder = g_strdup_printf ("/proc/%d/fd", (int) find_child ());
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *target = g_file_read_link (file, NULL);

      g_assert_cmpstr (target, !=, path);
      g_object_set_data (G_OBJECT (job), "looked", GINT_TO_POINTER (TRUE));
    }
}

static void
test_nothing_inherited (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = write_many_cases (folder);
  g_autofree char *secret = g_build_filename (folder, "secret", NULL);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, path);
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autoptr (GError) error = NULL;
  int file = open (secret, O_RDWR | O_CREAT, 0600);

  g_signal_connect (job, "progress", G_CALLBACK (look_at_files), secret);
  g_assert_true (wg_test_import_read (job, &error));
  g_assert_no_error (error);
  g_assert_nonnull (g_object_get_data (G_OBJECT (job), "looked"));
  close (file);
  wg_test_import_remove_folder (folder);
}

/* The child must not outlive whoever started it, however that one ended. */
static void
test_gone_parent (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = write_many_cases (folder);
  g_autofree char *room = g_build_filename (folder, "room", NULL);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, path);
  g_autofree char *line = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  g_mkdir (room, 0700);
  line = wg_import_request_to_line (request, "read", room);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_INHERIT_FDS, &error,
                            g_getenv ("WANGGE_GEOIO"), line, NULL);
  g_assert_no_error (error);
  /* Without anything to say it closes the child's standard input, as the end of this process would. */
  g_subprocess_communicate_utf8 (child, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (child), ==, 1);
  g_assert_null (strstr (said, "\"done\""));
  wg_test_import_remove_folder (folder);
}

static void
test_no_helper (void)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, "/nonexistent.csv");
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autofree char *helper = g_strdup (g_getenv ("WANGGE_GEOIO"));
  g_autoptr (GError) error = NULL;

  /* First the search: this program stands in the tree in which the child was built. */
  g_unsetenv ("WANGGE_GEOIO");
  g_assert_null (wg_test_import_read (job, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_setenv ("WANGGE_GEOIO", "/nonexistent/wangge-geoio", TRUE);
  g_assert_null (wg_test_import_read (job, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_IO);
  g_setenv ("WANGGE_GEOIO", helper, TRUE);
}

static void
test_missing_file (void)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, "/nonexistent/grids.shp");
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autoptr (GError) error = NULL;

  g_assert_null (wg_test_import_read (job, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "/nonexistent/grids.shp"));
  g_clear_error (&error);
  g_assert_null (wg_test_import_inspect (job, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_NOT_FOUND);
}

static void
change (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
check_refused (const char *good, const char *bad, const char *sql)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (good, &text, &length, NULL));
  g_assert_true (g_file_set_contents (bad, text, (gssize) length, NULL));
  change (bad, sql);
  g_assert_null (wg_import_validate (bad, WG_IMPORT_GRIDS, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_DAMAGED);
}

static void
test_validation (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *stem = g_build_filename (folder, "grids", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autofree char *bad = g_strconcat (stem, ".sqlite", NULL);
  g_autoptr (WgTestShapefile) shapefile = wg_test_shapefile_new (WG_TEST_POLYGON);
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (GError) error = NULL;
  const char *staging;

  wg_test_shapefile_add_field (shapefile, "CODE", 'C', 20);
  wg_test_shapefile_add_square (shapefile, 116.0, 39.0, 0.5, (const char *const[]){ "A" });
  wg_test_shapefile_add_square (shapefile, 117.0, 39.0, 0.5, (const char *const[]){ "B" });
  wg_test_shapefile_write (shapefile, stem, 0, NULL, NULL);
  report = wg_test_import_file (WG_IMPORT_GRIDS, path, &job);
  g_assert_cmpint (report->stored, ==, 2);
  staging = wg_import_job_get_staging_path (job);
  check_refused (staging, bad, "DELETE FROM grid_row WHERE code = 'B'");
  check_refused (staging, bad, "UPDATE info SET value = '3' WHERE key = 'read'");
  check_refused (staging, bad, "UPDATE info SET value = '0' WHERE key = 'complete'");
  check_refused (staging, bad, "UPDATE info SET value = 'cases' WHERE key = 'kind'");
  check_refused (staging, bad, "CREATE TABLE more (a)");
  check_refused (staging, bad, "CREATE TRIGGER t AFTER INSERT ON grid_row BEGIN DELETE FROM info; END");
  check_refused (staging, bad, "ALTER TABLE grid_row ADD COLUMN more");
  check_refused (staging, bad, "PRAGMA user_version = 99");
  g_assert_true (g_file_set_contents (bad, "not a database", -1, NULL));
  g_assert_null (wg_import_validate (bad, WG_IMPORT_GRIDS, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_DAMAGED);
  wg_test_import_remove_folder (folder);
}

/* What a program that was killed has left, beside what one that lives is using. */
static void
test_leftovers (void)
{
  g_autofree char *imports = g_build_filename (g_get_user_cache_dir (), "wangge", "imports", NULL);
  g_autofree char *left = g_build_filename (imports, "job-LEFT01", NULL);
  g_autofree char *inner = g_build_filename (left, "zip-A", NULL);
  g_autofree char *file = g_build_filename (inner, "grids.shp", NULL);
  g_autoptr (WgImportFolder) living = NULL;
  g_autoptr (GError) error = NULL;

  living = wg_import_folder_new (&error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  wg_import_folder_clear_leftovers ();
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (wg_import_folder_get_path (living), G_FILE_TEST_IS_DIR));
  g_clear_pointer (&living, wg_import_folder_free);
  g_assert_cmpint (count_job_folders (), ==, 0);
}

/* A listener on this computer that nobody may call. */
static void
test_no_network (void)
{
  static const char *const names[] = { "a.csv", "a.json", "a.gml", "a.kml", "a.tab", "a.gpkg" };
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *text = NULL;
  char *folder = wg_test_import_make_folder ();
  g_autoptr (GAsyncResult) call = NULL;

  g_socket_listener_accept_async (listener, NULL, keep_result, &call);
  text = g_strdup_printf ("<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/vsicurl/http://127.0.0.1:%d/a.shp"
                          "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>\n",
                          port);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, path);
      g_autoptr (WgImportJob) job = wg_import_job_new (request);
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, text, -1, NULL));
      g_assert_null (wg_test_import_read (job, &error));
      g_assert_nonnull (error);
    }
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (call);
  g_socket_listener_close (listener);
  while (call == NULL)
    g_main_context_iteration (NULL, TRUE);
  wg_test_import_remove_folder (folder);
}

static void
test_virtual_paths (void)
{
  static const char *const paths[] = { "/vsicurl/http://127.0.0.1:1/a.shp", "/vsizip//tmp/a.zip", "/dev/zero",
                                       "/vsimem/a.geojson" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, paths[i]);
      g_autoptr (WgImportJob) job = wg_import_job_new (request);
      g_autoptr (GError) error = NULL;

      g_assert_null (wg_test_import_read (job, &error));
      g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/import-job/cancel", test_cancel);
  g_test_add_func ("/import-job/cancelled-before", test_cancelled_before);
  g_test_add_func ("/import-job/killed-child", test_killed_child);
  g_test_add_func ("/import-job/nothing-inherited", test_nothing_inherited);
  g_test_add_func ("/import-job/gone-parent", test_gone_parent);
  g_test_add_func ("/import-job/leftovers", test_leftovers);
  g_test_add_func ("/import-job/no-helper", test_no_helper);
  g_test_add_func ("/import-job/missing-file", test_missing_file);
  g_test_add_func ("/import-job/validation", test_validation);
  g_test_add_func ("/import-job/no-network", test_no_network);
  g_test_add_func ("/import-job/virtual-paths", test_virtual_paths);
  return g_test_run ();
}
