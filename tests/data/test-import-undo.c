/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An import goes away whole, with everything as it was before, or is kept with the reason. */

#include "wg-error.h"
#include "wg-store-batches.h"
#include "wg-test-staging.h"

#include <sqlite3.h>
#include <string.h>

static WgBatch *
undo (WgTestStore *self, gint64 batch_id, gint64 operator_id, GError **error)
{
  WgTestWait wait = { NULL };
  WgBatch *batch;

  wg_store_undo_import_async (self->store, batch_id, operator_id, NULL, NULL, wg_test_wait_ready, &wait);
  batch = wg_store_undo_import_finish (self->store, wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return batch;
}

static void
undo_well (WgTestStore *self, gint64 batch_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBatch) batch = undo (self, batch_id, WG_TEST_DUTY, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (batch->state, ==, "undone");
}

static void
undo_refused (WgTestStore *self, gint64 batch_id, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (undo (self, batch_id, WG_TEST_DUTY, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, word));
}

static void
stage_cases (WgTestStaging *staging, guint n)
{
  wg_test_staging_begin (staging, WG_IMPORT_CASES);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("N%u", i);
      g_autofree char *values = g_strdup_printf ("'%s', %" G_GINT64_FORMAT ", NULL, %.3f, 40.302, 'Rodent'",
                                                 i % 2 == 0 ? "filed" : "closed", WG_TEST_NOW - 1000 * i,
                                                 116.6005 + 0.001 * (i % 20));

      wg_test_staging_add_case (staging, number, values);
    }
  wg_test_staging_run (staging, "UPDATE case_row SET reporter_name = '陈静'");
}

static void
stage_quarters (WgTestStaging *staging)
{
  wg_test_staging_begin (staging, WG_IMPORT_GRIDS);
  staging->request->level = 3;
  wg_test_staging_add_grid (staging, "A1", "one", "A", 116.6, 40.3, 0.005, 0.01);
  wg_test_staging_add_grid (staging, "A2", "two", "A", 116.605, 40.3, 0.005, 0.01);
}

static void
test_cases (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportReport) again = NULL;

  stage_cases (&staging, 50);
  report = wg_test_publish_well (self, &staging);
  g_assert_cmpint (wg_test_count (self, "case-count"), ==, 50);
  undo_well (self, report->batch);
  g_assert_cmpint (wg_test_count (self, "case-count"), ==, 0);
  undo_refused (self, report->batch, "before");
  again = wg_test_publish_well (self, &staging);
  g_assert_cmpint (again->stored, ==, 50);
  wg_test_staging_clear (&staging);
}

static void
test_worked_on (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  WgAct *act = wg_test_act (WG_VERB_ASSIGN, "N4", WG_TEST_DISPATCHER);

  stage_cases (&staging, 10);
  report = wg_test_publish_well (self, &staging);
  act->to_person_id = 1;
  result = wg_test_perform (self->store, act, &error);
  g_assert_no_error (error);
  undo_refused (self, report->batch, "N4");
  g_assert_cmpint (wg_test_count (self, "case-count"), ==, 10);
  g_assert_null (undo (self, report->batch, WG_TEST_CHECKER, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_null (undo (self, 99, WG_TEST_GIS, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_NOT_FOUND);
  wg_test_staging_clear (&staging);
}

/* What a second import changed gets its old values. */
static void
test_changes (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) first = NULL;
  g_autoptr (WgImportReport) second = NULL;
  g_autoptr (WgCaseFile) before = NULL;
  g_autoptr (WgCaseFile) after = NULL;

  stage_cases (&staging, 10);
  first = wg_test_publish_well (self, &staging);
  before = wg_test_load_case (self->store, "N0");
  wg_test_staging_clear (&staging);
  stage_cases (&staging, 12);
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  wg_test_staging_run (&staging, "UPDATE case_row SET state = 'closed', title = 'another', lon = 116.617, due_ms = 5 WHERE seq = 1");
  second = wg_test_publish_well (self, &staging);
  g_assert_cmpint (second->updated, ==, 1);
  g_assert_cmpint (second->unchanged, ==, 9);
  undo_refused (self, first->batch, "N0");
  undo_well (self, second->batch);
  after = wg_test_load_case (self->store, "N0");
  g_assert_cmpint (after->record->state, ==, WG_CASE_STATE_FILED);
  g_assert_cmpstr (after->record->title, ==, before->record->title);
  g_assert_cmpfloat_with_epsilon (after->record->lon, before->record->lon, 1e-9);
  g_assert_cmpstr (after->grid_code, ==, before->grid_code);
  g_assert_cmpint (after->record->due_ms, ==, WG_NO_TIME);
  g_assert_cmpint (wg_test_count (self, "case-count"), ==, 10);
  wg_test_staging_clear (&staging);
}

static int
ask_database (WgTestStore *self, const char *sql)
{
  sqlite3 *db;
  sqlite3_stmt *row;
  int value;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
  value = sqlite3_step (row) == SQLITE_ROW ? sqlite3_column_int (row, 0) : 0;
  sqlite3_finalize (row);
  sqlite3_close (db);
  return value;
}

static void
test_grids (WgTestStore *self, gconstpointer data)
{
  WgTestStaging cases;
  WgTestStaging grids;
  g_autoptr (WgImportReport) first = NULL;
  g_autoptr (WgImportReport) second = NULL;
  g_autoptr (WgImportReport) again = NULL;
  g_autoptr (WgCaseFile) between = NULL;
  g_autoptr (WgCaseFile) after = NULL;
  int n_levels;

  stage_cases (&cases, 20);
  first = wg_test_publish_well (self, &cases);
  stage_quarters (&grids);
  second = wg_test_publish_well (self, &grids);
  n_levels = ask_database (self, "SELECT count(*) FROM level");
  ask_database (self, "CREATE TABLE told AS SELECT 0 AS n_levels");
  ask_database (self, "CREATE TRIGGER hear AFTER INSERT ON event BEGIN UPDATE told SET n_levels = (SELECT count(*) FROM level); END");
  between = wg_test_load_case (self->store, "N1"); /* closed: it gets the finer grid all the same */
  g_assert_cmpstr (between->grid_code, ==, "A1");
  undo_well (self, second->batch);
  /* The level that came with it is gone for whoever hears of the undo, not only when everything is tidied up. */
  g_assert_cmpint (ask_database (self, "SELECT n_levels FROM told"), ==, n_levels - 1);
  after = wg_test_load_case (self->store, "N1");
  g_assert_cmpstr (after->grid_code, ==, "A");
  g_assert_cmpint (wg_test_count (self, "grid-count"), ==, 5);
  again = wg_test_publish_well (self, &grids);
  g_assert_cmpint (again->stored, ==, 2); /* the codes are free again */
  wg_test_staging_clear (&cases);
  wg_test_staging_clear (&grids);
}

static void
test_grids_used (WgTestStore *self, gconstpointer data)
{
  WgTestStaging grids;
  WgTestStaging cases;
  WgTestStaging below;
  g_autoptr (WgImportReport) first = NULL;
  g_autoptr (WgImportReport) second = NULL;
  g_autoptr (WgImportReport) third = NULL;

  stage_quarters (&grids);
  first = wg_test_publish_well (self, &grids);
  stage_cases (&cases, 20);
  second = wg_test_publish_well (self, &cases);
  undo_refused (self, first->batch, "N");
  undo_well (self, second->batch);
  wg_test_staging_begin (&below, WG_IMPORT_GRIDS);
  below.request->level = 4;
  wg_test_staging_add_grid (&below, "A1a", "deep", NULL, 116.6, 40.3, 0.002, 0.01);
  third = wg_test_publish_well (self, &below);
  undo_refused (self, first->batch, "A1a");
  undo_well (self, third->batch);
  undo_well (self, first->batch);
  g_assert_cmpint (wg_test_count (self, "grid-count"), ==, 5);
  wg_test_staging_clear (&grids);
  wg_test_staging_clear (&cases);
  wg_test_staging_clear (&below);
}

/* A grid drawn anew by an import is drawn as before when that is undone. */
static void
test_redrawn (WgTestStore *self, gconstpointer data)
{
  WgTestStaging grids;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (WgCaseFile) before = NULL;
  g_autoptr (WgCaseFile) moved = NULL;
  g_autoptr (WgCaseFile) after = NULL;
  g_autoptr (GError) error = NULL;

  result = wg_test_perform (self->store, wg_test_report (116.6149, 40.305), &error);
  g_assert_no_error (error);
  before = wg_test_load_case (self->store, result->number);
  g_assert_cmpstr (before->grid_code, ==, "B");
  wg_clock_advance (self->clock, 1000);
  wg_test_staging_begin (&grids, WG_IMPORT_GRIDS);
  grids.request->level = 2;
  grids.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  wg_test_staging_add_grid (&grids, "B", "B", NULL, 116.615, 40.3, 0.005, 0.01);
  report = wg_test_publish_well (self, &grids);
  moved = wg_test_load_case (self->store, result->number);
  g_assert_cmpstr (moved->grid_code, ==, "T");
  undo_well (self, report->batch);
  after = wg_test_load_case (self->store, result->number);
  g_assert_cmpstr (after->grid_code, ==, "B");
  wg_test_staging_clear (&grids);
}

static void
test_places (WgTestStore *self, gconstpointer data)
{
  WgTestStaging buildings;
  WgTestStaging facilities;
  g_autoptr (WgImportReport) first = NULL;
  g_autoptr (WgImportReport) second = NULL;

  wg_test_staging_begin (&buildings, WG_IMPORT_BUILDINGS);
  wg_test_staging_add_building (&buildings, "B1", 116.602, 40.302, 0.001);
  first = wg_test_publish_well (self, &buildings);
  wg_test_staging_begin (&facilities, WG_IMPORT_FACILITIES);
  wg_test_staging_add_facilities (&facilities, 30000);
  second = wg_test_publish_well (self, &facilities);
  undo_well (self, second->batch);
  g_assert_cmpint (wg_test_count (self, "facility-count"), ==, 0);
  g_assert_cmpint (wg_test_count (self, "building-count"), ==, 1);
  undo_well (self, first->batch);
  g_assert_cmpint (wg_test_count (self, "building-count"), ==, 0);
  wg_test_staging_clear (&buildings);
  wg_test_staging_clear (&facilities);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/undo-import/cases", WgTestStore, NULL, wg_test_import_set_up, test_cases, wg_test_import_tear_down);
  g_test_add ("/store/undo-import/worked-on", WgTestStore, NULL, wg_test_import_set_up, test_worked_on, wg_test_import_tear_down);
  g_test_add ("/store/undo-import/changes", WgTestStore, NULL, wg_test_import_set_up, test_changes, wg_test_import_tear_down);
  g_test_add ("/store/undo-import/grids", WgTestStore, NULL, wg_test_import_set_up, test_grids, wg_test_import_tear_down);
  g_test_add ("/store/undo-import/grids-used", WgTestStore, NULL, wg_test_import_set_up, test_grids_used, wg_test_import_tear_down);
  g_test_add ("/store/undo-import/redrawn", WgTestStore, NULL, wg_test_import_set_up, test_redrawn, wg_test_import_tear_down);
  g_test_add ("/store/undo-import/places", WgTestStore, NULL, wg_test_import_set_up, test_places, wg_test_import_tear_down);
  return g_test_run ();
}
