/* SPDX-License-Identifier: GPL-3.0-or-later */

/* While an import loads nobody sees a row of it, others go on working, and nothing stays of one that is stopped or killed. */

#include "wg-error.h"
#include "wg-sqlite-driver.h"
#include "wg-store-batches.h"
#include "wg-test-staging.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>

#define N_ROWS 90000

typedef struct
{
  WgTestStore *test;
  WgConnection *reader;
  GCancellable *cancellable;
  WgStore *other;
  WgTestWait verb;
  guint n_calls;
  gboolean seen;
} Watch;

/* Also rows that nobody sees. */
static gint64
count_rows (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 n = -1;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    n = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return n;
}

static void
stage (WgTestStaging *staging)
{
  wg_test_staging_begin (staging, WG_IMPORT_FACILITIES);
  wg_test_staging_add_facilities (staging, N_ROWS);
  wg_test_staging_end (staging);
}

static WgImportReport *
publish (WgTestStore *self, WgTestStaging *staging, WgImportProgress progress, Watch *watch, GError **error)
{
  WgTestWait wait = { NULL };
  WgImportReport *report;

  wg_store_publish_import_async (self->store, staging->path, staging->request, WG_TEST_GIS, progress, watch,
                                 watch->cancellable, wg_test_wait_ready, &wait);
  report = wg_store_publish_import_finish (self->store, wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return report;
}

static void
look (gint64 done, gint64 total, gpointer data)
{
  Watch *watch = data;
  g_autoptr (GError) error = NULL;

  watch->n_calls++;
  g_assert_cmpint (total, ==, N_ROWS);
  watch->seen |= wg_connection_get_value (watch->reader, NULL, &error, "facility-count", "i", (gint64) 1) != 0;
  g_assert_no_error (error);
  if (done > 0)
    g_assert_cmpint (count_rows (watch->test->path, "SELECT count(*) FROM facility"), >=, done);
}

static void
test_reader (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (self->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = NULL;
  WgTestStaging staging;
  Watch watch = { .test = self };

  watch.reader = wg_driver_open (driver, WG_ACCESS_READ, &error);
  g_assert_no_error (error);
  stage (&staging);
  report = publish (self, &staging, look, &watch, &error);
  g_assert_no_error (error);
  g_assert_cmpint (watch.n_calls, >=, 5);
  g_assert_false (watch.seen);
  g_assert_cmpint (wg_connection_get_value (watch.reader, NULL, &error, "facility-count", "i", (gint64) 1), ==, N_ROWS);
  g_object_unref (watch.reader);
  wg_test_staging_clear (&staging);
}

static void
start_verb (gint64 done, gint64 total, gpointer data)
{
  Watch *watch = data;
  g_autoptr (WgAct) act = NULL;

  if (watch->n_calls++ != 1)
    return;
  act = wg_test_report (116.605, 40.305);
  wg_store_perform_async (watch->test->store, act, NULL, wg_test_wait_ready, &watch->verb);
}

static void
note_verb (gint64 done, gint64 total, gpointer data)
{
  Watch *watch = data;

  start_verb (done, total, data);
  watch->seen |= watch->verb.result != NULL;
}

static void
test_verbs_go_on (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  WgTestStaging staging;
  Watch watch = { .test = self };

  stage (&staging);
  report = publish (self, &staging, note_verb, &watch, &error);
  g_assert_no_error (error);
  g_assert_true (watch.seen); /* answered while rows were still to be moved */
  result = wg_store_perform_finish (self->store, wg_test_wait (&watch.verb), &error);
  g_assert_no_error (error);
  g_object_unref (watch.verb.result);
  wg_test_staging_clear (&staging);
}

static void
open_other (gint64 done, gint64 total, gpointer data)
{
  Watch *watch = data;

  if (watch->n_calls++ == 1)
    watch->other = wg_test_store_open_again (watch->test);
}

/* Another desk opens the file: it takes a batch that is loading for what it is. */
static void
test_other_desk_opens (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  WgTestStaging staging;
  Watch watch = { .test = self };

  stage (&staging);
  report = publish (self, &staging, open_other, &watch, &error);
  g_assert_no_error (error);
  g_assert_nonnull (watch.other);
  g_assert_cmpint (count_rows (self->path, "SELECT count(*) FROM facility"), ==, N_ROWS);
  wg_store_close (watch.other);
  g_object_unref (watch.other);
  wg_test_staging_clear (&staging);
}

static void
cancel (gint64 done, gint64 total, gpointer data)
{
  Watch *watch = data;

  if (watch->n_calls++ == 2)
    g_cancellable_cancel (watch->cancellable);
}

static gpointer
do_nothing (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (TRUE);
}

static void
test_cancel (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;
  WgTestStaging staging;
  Watch watch = { .test = self, .cancellable = cancellable };

  stage (&staging);
  g_assert_false (wg_store_is_importing (self->store));
  g_assert_null (publish (self, &staging, cancel, &watch, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_CANCELLED);
  /* The rows go behind the answer. */
  while (wg_store_is_importing (self->store))
    wg_test_write (self->store, do_nothing, NULL, &none);
  g_assert_cmpint (count_rows (self->path, "SELECT count(*) FROM import_batch"), ==, 0);
  g_assert_cmpint (count_rows (self->path, "SELECT count(*) FROM facility"), ==, 0);
  wg_test_staging_clear (&staging);
}

/* Stopped, and at once again: the second waits until the first is cleared away. */
static void
test_cancel_and_again (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;
  g_autoptr (WgImportReport) again = NULL;
  WgTestStaging staging;
  Watch watch = { .test = self, .cancellable = cancellable };

  stage (&staging);
  g_assert_null (publish (self, &staging, cancel, &watch, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_CANCELLED);
  watch.cancellable = NULL;
  again = publish (self, &staging, NULL, &watch, &none);
  g_assert_no_error (none);
  g_assert_cmpint (again->stored, ==, N_ROWS);
  g_assert_cmpint (count_rows (self->path, "SELECT count(*) FROM facility"), ==, N_ROWS);
  g_assert_cmpint (count_rows (self->path, "SELECT count(*) FROM import_batch"), ==, 1);
  wg_test_staging_clear (&staging);
}

static void
test_cancelled_before (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  WgTestStaging staging;
  Watch watch = { .test = self, .cancellable = cancellable };

  stage (&staging);
  g_cancellable_cancel (cancellable);
  g_assert_null (publish (self, &staging, NULL, &watch, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_CANCELLED);
  g_assert_cmpint (count_rows (self->path, "SELECT count(*) FROM import_batch"), ==, 0);
  wg_test_staging_clear (&staging);
}

static void
test_one_at_a_time (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = NULL;
  WgTestStaging staging;
  WgTestWait first = { NULL };
  WgTestWait second = { NULL };

  stage (&staging);
  wg_store_publish_import_async (self->store, staging.path, staging.request, WG_TEST_GIS, NULL, NULL, NULL,
                                 wg_test_wait_ready, &first);
  wg_store_publish_import_async (self->store, staging.path, staging.request, WG_TEST_GIS, NULL, NULL, NULL,
                                 wg_test_wait_ready, &second);
  g_assert_null (wg_store_publish_import_finish (self->store, wg_test_wait (&second), &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_BUSY);
  g_clear_error (&error);
  report = wg_store_publish_import_finish (self->store, wg_test_wait (&first), &error);
  g_assert_no_error (error);
  g_object_unref (first.result);
  g_object_unref (second.result);
  wg_test_staging_clear (&staging);
}

/* The program itself, as the importer that gets killed. */

static void
tell_parent (gint64 done, gint64 total, gpointer data)
{
  g_print ("%" G_GINT64_FORMAT "\n", done);
}

static int
import_as_child (const char *database, const char *staging_path)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (database);
  g_autoptr (WgStore) store = wg_store_new (driver, NULL, NULL);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_FACILITIES, "rows.csv");
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  WgTestWait opened = { NULL };
  WgTestWait published = { NULL };

  wg_store_open_async (store, FALSE, NULL, wg_test_wait_ready, &opened);
  if (!wg_store_open_finish (store, wg_test_wait (&opened), &error))
    g_error ("%s", error->message);
  wg_store_publish_import_async (store, staging_path, request, WG_TEST_GIS, tell_parent, NULL, NULL, wg_test_wait_ready,
                                 &published);
  report = wg_store_publish_import_finish (store, wg_test_wait (&published), &error);
  return report != NULL ? 0 : 1;
}

static GSubprocess *
start_child (WgTestStore *self, WgTestStaging *staging)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *child
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_INHERIT_FDS, &error, program, "--import", self->path, staging->path, NULL);

  g_assert_no_error (error);
  return child;
}

/* Waits until it has moved a chunk. */
static void
wait_for_chunk (GSubprocess *child)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  gint64 done = 0;

  while (done == 0)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

      g_assert_nonnull (line);
      done = g_ascii_strtoll (line, NULL, 10);
    }
}

static void
test_killed (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = NULL;
  WgTestStaging staging;
  Watch watch = { .test = self };
  WgStore *other;

  stage (&staging);
  child = start_child (self, &staging);
  wait_for_chunk (child);
  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (count_rows (self->path, "SELECT count(*) FROM facility"), >, 0);
  g_assert_cmpint (count_rows (self->path, "SELECT count(*) FROM import_batch WHERE state = 'loading'"), ==, 1);
  other = wg_test_store_open_again (self);
  g_assert_cmpint (count_rows (self->path, "SELECT count(*) FROM facility"), ==, 0);
  g_assert_cmpint (count_rows (self->path, "SELECT count(*) FROM import_batch"), ==, 0);
  report = publish (self, &staging, NULL, &watch, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->stored, ==, N_ROWS);
  wg_store_close (other);
  g_object_unref (other);
  wg_test_staging_clear (&staging);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--import"))
    return import_as_child (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/import/reader", WgTestStore, NULL, wg_test_import_set_up, test_reader, wg_test_import_tear_down);
  g_test_add ("/store/import/verbs-go-on", WgTestStore, NULL, wg_test_import_set_up, test_verbs_go_on, wg_test_import_tear_down);
  g_test_add ("/store/import/other-desk-opens", WgTestStore, NULL, wg_test_import_set_up, test_other_desk_opens, wg_test_import_tear_down);
  g_test_add ("/store/import/cancel", WgTestStore, NULL, wg_test_import_set_up, test_cancel, wg_test_import_tear_down);
  g_test_add ("/store/import/cancel-and-again", WgTestStore, NULL, wg_test_import_set_up, test_cancel_and_again, wg_test_import_tear_down);
  g_test_add ("/store/import/cancelled-before", WgTestStore, NULL, wg_test_import_set_up, test_cancelled_before, wg_test_import_tear_down);
  g_test_add ("/store/import/one-at-a-time", WgTestStore, NULL, wg_test_import_set_up, test_one_at_a_time, wg_test_import_tear_down);
  g_test_add ("/store/import/killed", WgTestStore, NULL, wg_test_import_set_up, test_killed, wg_test_import_tear_down);
  return g_test_run ();
}
