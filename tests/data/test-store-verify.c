/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A database that is as it should be has no problem; each damage that is planted is found, and named. */

#include "wg-error.h"
#include "wg-store-batches.h"
#include "wg-store-verify.h"
#include "wg-test-staging.h"
#include "wg-test-store.h"

#include <sqlite3.h>
#include <spatialite.h>
#include <string.h>

static void
step (WgTestStore *self, WgAct *act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->store, act, &error);

  g_assert_no_error (error);
}

/* A few cases of the desk, a few imported ones, finer grids. */
static void
set_up (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgImportReport) cases = NULL;
  g_autoptr (WgImportReport) grids = NULL;
  g_autoptr (GError) error = NULL;
  WgTestStaging staging;
  WgAct *assign;

  wg_test_store_set_up (self, NULL);
  for (int i = 0; i < 5; i++)
    step (self, wg_test_report (116.603 + 0.004 * i, 40.305));
  step (self, wg_test_act (WG_VERB_FILE, "20261120-0001", WG_TEST_INTAKE));
  assign = wg_test_act (WG_VERB_ASSIGN, "20261120-0001", WG_TEST_DISPATCHER);
  assign->to_person_id = 1;
  step (self, assign);
  step (self, wg_test_act (WG_VERB_UNDO, "20261120-0001", WG_TEST_DISPATCHER));
  wg_test_staging_begin (&staging, WG_IMPORT_CASES);
  wg_test_staging_add_case (&staging, "F1", "'handling', 1, 2, 116.605, 40.302, 'Rodent'");
  wg_test_staging_add_case (&staging, "F2", "'closed', 1, 2, 116.605, 40.302, 'Rodent'");
  cases = wg_test_publish (self->store, &staging, WG_TEST_GIS, &error);
  g_assert_no_error (error);
  wg_test_staging_clear (&staging);
  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  staging.request->level = 3;
  wg_test_staging_add_grid (&staging, "A1", "one", "A", 116.6, 40.3, 0.005, 0.01);
  wg_test_staging_add_grid (&staging, "X1", "far", NULL, 118.0, 40.3, 0.005, 0.01); /* an orphan, and told */
  grids = wg_test_publish (self->store, &staging, WG_TEST_GIS, &error);
  g_assert_no_error (error);
  wg_test_staging_clear (&staging);
}

static void
tear_down (WgTestStore *self, gconstpointer data)
{
  wg_test_store_tear_down (self);
}

static gint64 told[2];

static void
note_progress (gint64 done, gint64 total, gpointer data)
{
  told[0] = done;
  told[1] = total;
}

static WgVerification *
verify (WgTestStore *self, gint64 since, GError **error)
{
  WgTestWait wait = { NULL };
  WgVerification *verification;

  wg_store_verify_async (self->store, since, note_progress, told, NULL, wg_test_wait_ready, &wait);
  verification = wg_store_verify_finish (self->store, wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return verification;
}

/* As another program would, behind our back. */
static void
plant (WgTestStore *self, const char *sql)
{
  void *cache = spatialite_alloc_connection ();
  char *message = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  spatialite_init_ex (db, cache, 0);
  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  sqlite3_close (db);
  spatialite_cleanup_ex (cache);
}

static void
test_sound (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgVerification) all = verify (self, 0, &error);
  g_autoptr (WgVerification) some = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < all->problems->len; i++)
    g_test_message ("%s", ((WgProblem *) all->problems->pdata[i])->text);
  g_assert_true (all->ok);
  g_assert_cmpint (all->cases, ==, 7);
  g_assert_cmpint (all->grids, ==, 7);
  g_assert_cmpint (all->events, ==, 1 + 5 + 3 + 2);
  g_assert_cmpint (told[0], ==, all->events);
  g_assert_cmpint (told[1], ==, all->events);
  some = verify (self, all->events - 2, &error);
  g_assert_no_error (error);
  g_assert_cmpint (some->events, ==, 2);
  g_assert_null (verify (self, 5000, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_NOT_FOUND);
}

typedef struct
{
  const char *name;
  const char *sql;
  const char *kind;
  const char *subject;
} Damage;

static const Damage damages[] = {
  { "event-altered", "UPDATE event SET reason = 'x' WHERE id = 3", "chain", "3" },
  { "event-removed", "DELETE FROM event WHERE id = 3", "chain", "4" },
  { "log-cut", "DELETE FROM event WHERE id = (SELECT max(id) FROM event)", "chain", NULL },
  { "head-altered", "UPDATE event_head SET last_hash = x'00'", "chain", NULL },
  { "head-gone", "DELETE FROM event_head", "chain", NULL },
  { "state", "UPDATE case_file SET state = 'closed', is_open = 0 WHERE number = '20261120-0002'", "state", "20261120-0002" },
  { "counter", "UPDATE case_file SET reworks = 1 WHERE number = '20261120-0001'", "state", "20261120-0001" },
  { "flag", "UPDATE case_file SET flags = '[\"supervised\"]' WHERE number = '20261120-0002'", "state", "20261120-0002" },
  { "extension", "UPDATE case_file SET extensions = 1 WHERE number = '20261120-0001'", "state", "20261120-0001" },
  { "signature", "UPDATE case_file SET signs = 4 WHERE number = '20261120-0003'", "state", "20261120-0003" },
  { "holder", "UPDATE case_file SET person_id = 2 WHERE number = '20261120-0004'", "state", "20261120-0004" },
  { "due", "UPDATE case_file SET due_ms = due_ms + 3600000 WHERE number = '20261120-0002'", "clock", "20261120-0002" },
  { "limit", "UPDATE case_clock SET limit_n = 9 WHERE kind = 'intake' AND case_id = (SELECT id FROM case_file WHERE number = '20261120-0002')",
    "clock", "20261120-0002" },
  { "used", "UPDATE case_clock SET used_ms = 1 WHERE stopped_ms IS NOT NULL AND kind = 'intake'", "clock", "20261120-0001" },
  { "counted-elsewhere", "UPDATE case_file SET grid_id = 5 WHERE number = '20261120-0002'", "backlog", "20261120-0002" },
  { "counted-nowhere", "UPDATE case_file SET grid_id = NULL WHERE number = '20261120-0002'", "backlog", "20261120-0002" },
  { "point-moved", "UPDATE case_file SET geom = MakePoint (117, 41, 4490) WHERE number = '20261120-0002'", "backlog", "20261120-0002" },
  { "case-gone", "DELETE FROM case_reporter; DELETE FROM case_clock; DELETE FROM case_file WHERE number = '20261120-0003'", "state", NULL },
  { "parent-gone", "UPDATE grid_version SET parent_id = NULL WHERE code = 'A1'", "parent", "A1" },
  { "parent-ended", "UPDATE grid_version SET valid_to_ms = valid_from_ms + 1 WHERE code = 'A'", "parent", "A1" },
  { "two-versions",
    "INSERT INTO grid_version SELECT 900, district_id, grid_id, parent_id, depth, code, name, kind, households, people, area_m2, "
    "label_lon, label_lat, valid_from_ms, valid_from_ms + 1000, NULL, NULL, geom FROM grid_version WHERE code = 'B'",
    "version", "B" },
  /* The one that overlaps is not the one before: it lasts over two others that follow each other. */
  { "long-version",
    "UPDATE grid_version SET valid_from_ms = valid_from_ms + 9000 WHERE code = 'B'; "
    "INSERT INTO grid_version SELECT 900 + n, district_id, grid_id, parent_id, depth, code, name, kind, households, people, area_m2, "
    "label_lon, label_lat, valid_from_ms - 9000 + 1000 * n, valid_from_ms - 9000 + coalesce (nullif (1000 * n, 0) + 500, 2800), NULL, "
    "NULL, geom FROM grid_version, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2) WHERE code = 'B'",
    "version", "B" },
  { "code-twice", "UPDATE grid_version SET code = 'C' WHERE code = 'D'", "version", "C" },
  /* The two accounts were no person's when one approved what the other had drawn. */
  { "one-person",
    "INSERT INTO draft (district_id, id, name, state, author_id, approver_id, base_event_id, version) SELECT district_id, 1, 'north', "
    "'applied', 7, 8, 0, 1 FROM district; UPDATE operator SET person_id = 1 WHERE id IN (7, 8)",
    "approval", "north" },
  { "batch-gone", "PRAGMA foreign_keys = OFF; DELETE FROM import_batch WHERE id = 1", "batch", "1" },
  { "loop", "UPDATE grid_version SET depth = 2, parent_id = (SELECT grid_id FROM grid WHERE code = 'A1') WHERE code = 'X1'", "parent", "X1" },
};

static void
test_damage (WgTestStore *self, gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgVerification) verification = NULL;
  gboolean found = FALSE;

  plant (self, damage->sql);
  verification = verify (self, 0, &error);
  g_assert_no_error (error);
  g_assert_false (verification->ok);
  for (guint i = 0; i < verification->problems->len; i++)
    {
      const WgProblem *problem = verification->problems->pdata[i];

      found |= g_str_equal (problem->kind, damage->kind)
               && (damage->subject == NULL || g_str_equal (problem->subject, damage->subject));
    }
  g_assert_true (found);
}

/* A whole history: one version ends when the next begins, and the first lasted for no time. */
static void
test_history (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgVerification) verification = NULL;

  plant (self, "UPDATE grid_version SET valid_from_ms = valid_from_ms + 2000 WHERE code = 'B'; "
               "INSERT INTO grid_version SELECT 900 + n, district_id, grid_id, parent_id, depth, code, name, kind, households, people, "
               "area_m2, label_lon, label_lat, valid_from_ms - 2000 + 1000 * max (n - 1, 0), valid_from_ms - 2000 + 1000 * n, NULL, "
               "NULL, geom FROM grid_version, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2) WHERE code = 'B'");
  verification = verify (self, 0, &error);
  g_assert_no_error (error);
  g_assert_true (verification->ok);
}

static void
test_cancelled (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (WgVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { NULL };

  wg_store_verify_async (self->store, 0, NULL, NULL, cancellable, wg_test_wait_ready, &wait);
  g_cancellable_cancel (cancellable);
  verification = wg_store_verify_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_null (verification);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (wait.result);
}

/* A page of the file overwritten with the content of another one. */
static void
test_broken_file (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgVerification) verification = NULL;
  g_autofree char *bytes = NULL;
  gsize size = 0;

  plant (self, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  for (gsize page = size / 4096 - 40; page < size / 4096 - 4; page++)
    memset (bytes + page * 4096 + 8, 0xa5, 64);
  {
    FILE *file = fopen (self->path, "r+b");

    g_assert_cmpuint (fwrite (bytes, 1, size, file), ==, size);
    fclose (file);
  }
  verification = verify (self, 0, &error);
  if (verification != NULL)
    {
      g_assert_false (verification->ok);
      g_assert_cmpstr (((WgProblem *) verification->problems->pdata[0])->kind, ==, "file");
    }
  else
    g_assert_error (error, WG_ERROR, WG_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/verify/sound", WgTestStore, NULL, set_up, test_sound, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/store/verify/", damages[i].name, NULL);

      g_test_add (path, WgTestStore, &damages[i], set_up, test_damage, tear_down);
    }
  g_test_add ("/store/verify/history", WgTestStore, NULL, set_up, test_history, tear_down);
  g_test_add ("/store/verify/cancelled", WgTestStore, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/store/verify/broken-file", WgTestStore, NULL, set_up, test_broken_file, tear_down);
  return g_test_run ();
}
