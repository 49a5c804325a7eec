/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Another file is put in the place of an open database. It is opened whole, without anything of the old one; the old one
 * keeps all that was written to it; and nothing that was meant for the one is written into the other.
 */

#include "wg-error.h"
#include "wg-sqlite-driver.h"
#include "wg-store-reopen.h"
#include "wg-test-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

typedef struct
{
  WgTestStore old;
  WgTestStore young;
  char *away;   /* where the old file is moved to */
  char *number; /* of a case in the old database whose report is still in the log */
} Fixture;

static char *
ask (const char *path, const char *question)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;
  char *answer;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, question, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  answer = g_strdup ((const char *) sqlite3_column_text (row, 0));
  sqlite3_finalize (row);
  sqlite3_close (db);
  return answer;
}

static void
assert_answer (const char *path, const char *question, const char *expected)
{
  g_autofree char *answer = ask (path, question);

  g_assert_cmpstr (answer, ==, expected);
}

/* The young one is smaller than the old, so that an index or a log that belongs to the other cannot be overlooked. */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  wg_test_store_set_up (&self->old, NULL);
  wg_test_store_set_up_empty (&self->young);
  wg_store_close (self->young.store);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (WgActResult) result = wg_test_perform (self->old.store, wg_test_report (116.603, 40.303), &error);

      g_assert_no_error (error);
      g_free (self->number);
      self->number = g_strdup (result->number);
    }
  wg_case_file_free (wg_test_load_case (self->old.store, self->number));
  self->away = g_strconcat (self->old.path, ".away", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->away);
  g_free (self->away);
  g_free (self->number);
  wg_test_store_tear_down (&self->old);
  wg_test_store_tear_down (&self->young);
}

static void
move (const char *from, const char *to)
{
  g_assert_cmpint (g_rename (from, to), ==, 0);
}

static WgStore *
reopen (WgStore *store, GError **error)
{
  WgTestWait wait = { NULL };
  WgStore *opened;

  wg_store_reopen_async (store, NULL, wg_test_wait_ready, &wait);
  opened = wg_store_reopen_finish (store, wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return opened;
}

static void
assert_refused (WgStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (store, wg_test_report (116.603, 40.303), &error);

  g_assert_null (result);
  g_assert_nonnull (error);
}

static void
test_replaced (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgStore) opened = NULL;
  g_autofree char *question = g_strdup_printf ("SELECT count(*) FROM case_file WHERE number = '%s'", self->number);

  move (self->old.path, self->away);
  move (self->young.path, self->old.path);
  opened = reopen (self->old.store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (wg_driver_get_uri (wg_store_get_driver (opened)), ==, self->old.path);
  assert_answer (self->old.path, "PRAGMA integrity_check", "ok");
  assert_answer (self->old.path, "SELECT count(*) FROM grid", "0");
  assert_answer (self->old.path, "SELECT count(*) FROM case_file", "0");
  assert_answer (self->away, question, "1");
  assert_answer (self->away, "PRAGMA integrity_check", "ok");
  assert_refused (self->old.store);
  wg_store_close (self->old.store);
  wg_store_close (opened);
  assert_answer (self->old.path, "PRAGMA integrity_check", "ok");
  assert_answer (self->old.path, "SELECT count(*) FROM case_file", "0");
}

/* What the new store writes is found again in the new file, whatever the old one still has open. */
static void
test_written (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgStore) opened = NULL;
  g_autoptr (WgActResult) result = NULL;

  move (self->old.path, self->away);
  move (self->young.path, self->old.path);
  opened = reopen (self->old.store, &error);
  g_assert_no_error (error);
  result = wg_test_perform (opened, wg_test_report (116.603, 40.303), &error);
  g_assert_no_error (error);
  wg_store_close (opened);
  wg_store_close (self->old.store);
  assert_answer (self->old.path, "SELECT count(*) FROM case_file", "1");
  assert_answer (self->away, "SELECT count(*) FROM case_file", "20");
}

/* A copy that is still under way, or something else, leaves the old one as it was: put back, it goes on. */
static void
test_not_whole (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgStore) opened = NULL;
  g_autoptr (WgActResult) result = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (self->young.path, &bytes, &length, &error));
  move (self->old.path, self->away);
  g_assert_true (g_file_set_contents (self->old.path, bytes, (gssize) length / 2, &error));
  opened = reopen (self->old.store, &error);
  g_assert_null (opened);
  g_assert_error (error, WG_ERROR, WG_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (self->old.path, "something else", -1, &error));
  opened = reopen (self->old.store, &error);
  g_assert_null (opened);
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  g_clear_error (&error);
  move (self->away, self->old.path);
  result = wg_test_perform (self->old.store, wg_test_report (116.603, 40.303), &error);
  g_assert_no_error (error);
  wg_store_close (self->old.store);
  assert_answer (self->old.path, "SELECT count(*) FROM case_file", "21");
}

/* Deleted with all that lay beside it, and copied back. */
static void
test_deleted (Fixture *self, gconstpointer data)
{
  g_autofree char *log = g_strconcat (self->old.path, "-wal", NULL), *index = g_strconcat (self->old.path, "-shm", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgStore) opened = NULL;

  g_unlink (self->old.path);
  opened = reopen (self->old.store, &error);
  g_assert_null (opened);
  g_assert_error (error, WG_ERROR, WG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_unlink (log);
  g_unlink (index);
  move (self->young.path, self->old.path);
  opened = reopen (self->old.store, &error);
  g_assert_no_error (error);
  g_clear_object (&opened);
  opened = reopen (self->old.store, &error); /* a second window that had the old one open */
  g_assert_no_error (error);
  assert_answer (self->old.path, "SELECT count(*) FROM grid", "0");
}

/* A store opens its connections when it needs them: the first move may come after the file was replaced. */
static void
test_first_move (Fixture *self, gconstpointer data)
{
  g_autoptr (WgStore) other = wg_test_store_open_again (&self->old);

  wg_store_close (self->old.store);
  move (self->old.path, self->away);
  move (self->young.path, self->old.path);
  assert_refused (other);
  wg_store_close (other);
  assert_answer (self->old.path, "SELECT count(*) FROM case_file", "0");
}

/* Another program has taken the log away; what is written into it now would be lost. */
static void
test_log_taken (Fixture *self, gconstpointer data)
{
  g_autofree char *log = g_strconcat (self->old.path, "-wal", NULL);

  g_unlink (log);
  assert_refused (self->old.store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store-reopen/replaced", Fixture, NULL, set_up, test_replaced, tear_down);
  g_test_add ("/store-reopen/written", Fixture, NULL, set_up, test_written, tear_down);
  g_test_add ("/store-reopen/not-whole", Fixture, NULL, set_up, test_not_whole, tear_down);
  g_test_add ("/store-reopen/deleted", Fixture, NULL, set_up, test_deleted, tear_down);
  g_test_add ("/store-reopen/first-move", Fixture, NULL, set_up, test_first_move, tear_down);
  g_test_add ("/store-reopen/log-taken", Fixture, NULL, set_up, test_log_taken, tear_down);
  return g_test_run ();
}
