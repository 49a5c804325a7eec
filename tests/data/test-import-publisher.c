/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Staged rows come into the database all or nothing: buildings, facilities and cases in hidden chunks, grids whole. */

#include "wg-error.h"
#include "wg-store-batches.h"
#include "wg-test-staging.h"

#include <math.h>

#define HOUR G_GINT64_CONSTANT (3600000)

static GPtrArray *
list_batches (WgTestStore *self)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *batches;

  wg_store_list_batches_async (self->store, NULL, wg_test_wait_ready, &wait);
  batches = wg_store_list_batches_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return batches;
}

static void
test_buildings (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportReport) again = NULL;
  g_autoptr (WgImportReport) updated = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_BUILDINGS);
  wg_test_staging_add_building (&staging, "B1", 116.602, 40.302, 0.001);
  wg_test_staging_add_building (&staging, "B2", 116.6095, 40.302, 0.002); /* its label point lies in B */
  wg_test_staging_add_building (&staging, "B3", 117.0, 41.0, 0.001);
  report = wg_test_publish_well (self, &staging);
  g_assert_cmpint (report->batch, ==, 1);
  g_assert_cmpint (report->stored, ==, 3);
  g_assert_cmpint (report->outside, ==, 1);
  g_assert_cmpint (wg_test_find_finding (report, "outside")->feature, ==, 3);
  g_assert_cmpint (wg_test_count (self, "building-count"), ==, 3);
  again = wg_test_publish_well (self, &staging);
  g_assert_cmpint (again->refused, ==, 3);
  g_assert_cmpint (again->stored, ==, 0);
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  updated = wg_test_publish_well (self, &staging);
  g_assert_cmpint (updated->unchanged, ==, 3);
  g_assert_cmpint (wg_test_count (self, "building-count"), ==, 3);
  wg_test_staging_clear (&staging);
}

/* A feature that the reader put into the row of another one shares its fate; so does the word about its repair. */
static void
test_pieces (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  const WgImportFinding *piece;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportReport) again = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  staging.request->level = 1;
  wg_test_staging_add_grid (&staging, "P1", "东片", NULL, 117.0, 40.0, 0.01, 0.01);
  wg_test_staging_add_grid (&staging, "P2", "西片", NULL, 117.1, 40.0, 0.01, 0.01);
  wg_test_staging_run (&staging, "INSERT INTO piece VALUES (7, 1), (8, 1);"
                                 "INSERT INTO finding VALUES (1, 7, 'duplicate_code_merged', 'merged', 'a piece', 117, 40),"
                                 " (2, 8, 'duplicate_code_merged', 'merged', 'a piece', 117, 40),"
                                 " (3, 2, 'self_intersection', 'repaired', 'crossed', 117.1, 40)");
  report = wg_test_publish_well (self, &staging);
  g_assert_cmpint (report->read, ==, 4);
  g_assert_cmpint (report->stored, ==, 4);
  g_assert_cmpint (report->merged, ==, 2);
  g_assert_cmpint (report->repaired, ==, 1);
  again = wg_test_publish_well (self, &staging);
  g_assert_cmpint (again->refused, ==, 4);
  g_assert_cmpint (again->stored, ==, 0);
  g_assert_cmpint (again->merged, ==, 0);
  g_assert_cmpint (again->repaired, ==, 0);
  piece = wg_test_find_finding (again, "code_exists");
  g_assert_cmpint (piece->feature, ==, 7);
  g_assert_cmpstr (piece->outcome, ==, "refused");
  g_assert_null (wg_test_find_finding (again, "duplicate_code_merged"));
  wg_test_staging_clear (&staging);
}

static void
test_facilities (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GPtrArray) batches = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_FACILITIES);
  wg_test_staging_add_facilities (&staging, 44521); /* 211 × 211, some of them around the district */
  report = wg_test_publish_well (self, &staging);
  g_assert_cmpint (report->stored, ==, 44521);
  g_assert_cmpint (report->outside, ==, 44521 - 201 * 201);
  g_assert_cmpint (wg_test_count (self, "facility-count"), ==, 44521);
  batches = list_batches (self);
  g_assert_cmpint (batches->len, ==, 1);
  g_assert_cmpstr (((WgBatch *) batches->pdata[0])->state, ==, "published");
  g_assert_cmpstr (((WgBatch *) batches->pdata[0])->file_name, ==, "rows.shp");
  g_assert_cmpint (((WgBatch *) batches->pdata[0])->event_id, >, 0);
  wg_test_staging_clear (&staging);
}

static void
stage_cases (WgTestStaging *staging)
{
  g_autofree char *open = g_strdup_printf ("'handling', %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 116.605, 40.305, 'Rodent'",
                                           WG_TEST_NOW - 24 * HOUR, WG_TEST_NOW - HOUR);
  g_autofree char *outside
      = g_strdup_printf ("'reported', %" G_GINT64_FORMAT ", NULL, 117.0, 41.0, 'Rodent'", WG_TEST_NOW - 2 * HOUR);
  g_autofree char *placeless
      = g_strdup_printf ("'closed', %" G_GINT64_FORMAT ", NULL, NULL, NULL, NULL", WG_TEST_NOW - 3 * HOUR);

  wg_test_staging_begin (staging, WG_IMPORT_CASES);
  wg_test_staging_add_case (staging, "24-001", open);
  wg_test_staging_add_case (staging, "24-002", outside);
  wg_test_staging_add_case (staging, NULL, placeless);
  wg_test_staging_run (staging, "UPDATE case_row SET assignee = '王建国', reporter_name = '陈静', foreign_state = 'In Progress' "
                                "WHERE seq = 1; UPDATE case_row SET assignee = 'nobody' WHERE seq = 2");
}

static void
test_cases (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgCaseFile) first = NULL;
  g_autoptr (WgCaseFile) third = NULL;

  stage_cases (&staging);
  report = wg_test_publish_well (self, &staging);
  g_assert_cmpint (report->stored, ==, 3);
  g_assert_cmpint (report->outside, ==, 2);
  g_assert_nonnull (wg_test_find_finding (report, "assignee_unknown"));
  first = wg_test_load_case (self->store, "24-001");
  g_assert_cmpstr (first->grid_code, ==, "A");
  g_assert_cmpstr (first->record->channel, ==, "import");
  g_assert_cmpstr (first->record->class_code, ==, "Rodent");
  g_assert_cmpstr (first->record->title, ==, "Rodent");
  g_assert_cmpstr (first->record->person_name, ==, "王建国");
  g_assert_cmpint (first->record->clock, ==, WG_CASE_CLOCK_GIVEN);
  g_assert_cmpint (first->record->due_ms, ==, WG_TEST_NOW - HOUR);
  g_assert_true (wg_case_record_is_overdue (first->record, WG_TEST_NOW));
  g_assert_cmpint (first->reporters->len, ==, 1);
  g_assert_cmpint (first->events->len, ==, 0);
  third = wg_test_load_case (self->store, "20261120-0001");
  g_assert_cmpint (third->record->state, ==, WG_CASE_STATE_CLOSED);
  g_assert_false (wg_case_record_has_place (third->record));
  wg_test_staging_clear (&staging);
}

static void
test_case_goes_on (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  WgAct *act = wg_test_act (WG_VERB_DONE, "24-001", WG_TEST_KEEPER);

  stage_cases (&staging);
  report = wg_test_publish_well (self, &staging);
  act->text = g_strdup ("已清理");
  result = wg_test_perform (self->store, act, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->state, ==, WG_CASE_STATE_HANDLED);
  g_assert_cmpint (result->version, ==, 2);
  /* Its holder was named by the file: no hand of his may pass it. */
  g_assert_null (wg_test_perform (self->store, wg_test_act (WG_VERB_PASS, "24-001", WG_TEST_KEEPER), &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_FORBIDDEN);
  wg_test_staging_clear (&staging);
}

static void
test_cases_again (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) first = NULL;
  g_autoptr (WgImportReport) same = NULL;
  g_autoptr (WgImportReport) changed = NULL;
  g_autoptr (WgCaseFile) file = NULL;

  stage_cases (&staging);
  wg_test_staging_run (&staging, "DELETE FROM case_row WHERE seq = 3");
  first = wg_test_publish_well (self, &staging);
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  same = wg_test_publish_well (self, &staging);
  g_assert_cmpint (same->unchanged, ==, 2);
  wg_test_staging_clear (&staging);
  stage_cases (&staging);
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  wg_test_staging_run (&staging, "DELETE FROM case_row WHERE seq = 3; UPDATE case_row SET state = 'closed', lon = 116.615, "
                                 "closed_ms = reported_ms + 1000 WHERE seq = 1");
  changed = wg_test_publish_well (self, &staging);
  g_assert_cmpint (changed->updated, ==, 1);
  g_assert_cmpint (changed->unchanged, ==, 1);
  file = wg_test_load_case (self->store, "24-001");
  g_assert_cmpint (file->record->state, ==, WG_CASE_STATE_CLOSED);
  g_assert_cmpstr (file->grid_code, ==, "B");
  g_assert_cmpint (file->events->len, ==, 1);
  wg_test_staging_clear (&staging);
}

static void
test_grids (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) cases = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgCaseFile) file = NULL;
  g_autoptr (GError) error = NULL;

  stage_cases (&staging);
  cases = wg_test_publish_well (self, &staging);
  wg_test_staging_clear (&staging);
  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  staging.request->level = 3;
  staging.request->level_name = g_strdup ("小网格");
  wg_test_staging_add_grid (&staging, "A1", "one", "A", 116.6, 40.3, 0.005, 0.01);
  wg_test_staging_add_grid (&staging, "A2", "two", NULL, 116.605, 40.3, 0.005, 0.01);
  wg_test_staging_add_grid (&staging, "B1", "three", "nothing", 116.609, 40.3, 0.01, 0.01); /* a tenth of it in A */
  wg_test_staging_add_grid (&staging, "X1", "four", NULL, 118.0, 40.3, 0.01, 0.01);
  wg_test_staging_add_grid (&staging, "A", "five", NULL, 116.6, 40.3, 0.01, 0.01);
  report = wg_test_publish_well (self, &staging);
  g_assert_cmpint (report->stored, ==, 4);
  g_assert_cmpint (report->refused, ==, 1);
  g_assert_nonnull (wg_test_find_finding (report, "code_other_level"));
  g_assert_cmpint (wg_test_find_finding (report, "orphan")->feature, ==, 4);
  g_assert_cmpint (wg_test_find_finding (report, "parent_unknown")->feature, ==, 3);
  g_assert_cmpint (wg_test_find_finding (report, "outside_parent")->feature, ==, 3);
  g_assert_nonnull (wg_test_find_finding (report, "rehomed"));
  file = wg_test_load_case (self->store, "24-001");
  g_assert_cmpstr (file->grid_code, ==, "A1"); /* on the border of A1 and A2: the lower id */
  g_assert_cmpint (wg_test_count (self, "grid-count"), ==, 9);
  wg_test_staging_clear (&staging);
}

static void
test_grids_again (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) updated = NULL;
  g_autoptr (WgImportReport) merged = NULL;
  g_autoptr (WgImportReport) dry = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  staging.request->level = 2;
  wg_test_staging_add_grid (&staging, "A", "A", NULL, 116.6, 40.3, 0.01, 0.01);
  wg_test_staging_add_grid (&staging, "B", "renamed", NULL, 116.61, 40.3, 0.01, 0.005);
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  staging.request->dry_run = TRUE;
  dry = wg_test_publish_well (self, &staging);
  g_assert_cmpint (dry->batch, ==, 0);
  g_assert_cmpint (dry->updated, ==, 1);
  staging.request->dry_run = FALSE;
  updated = wg_test_publish_well (self, &staging);
  g_assert_cmpint (updated->batch, ==, 1);
  g_assert_cmpint (updated->updated, ==, 1);
  g_assert_cmpint (updated->unchanged, ==, 1);
  wg_test_staging_clear (&staging);
  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  staging.request->level = 2;
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_MERGE;
  wg_test_staging_add_grid (&staging, "B", "more", NULL, 116.61, 40.305, 0.01, 0.005);
  merged = wg_test_publish_well (self, &staging);
  g_assert_cmpint (merged->merged, ==, 1);
  g_assert_cmpint (wg_test_count (self, "grid-count"), ==, 5);
  wg_test_staging_clear (&staging);
}

/* A grid without a parent grows by a piece: what was told of it when it came is told again, so that its new version is
 * as accepted as the first one, or it has found its parent.
 */
static void
test_orphan_grows (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportReport) grown = NULL;
  g_autoptr (WgImportReport) found = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  staging.request->level = 2;
  wg_test_staging_add_grid (&staging, "FAR", "远处", NULL, 118.0, 41.0, 0.01, 0.01);
  report = wg_test_publish_well (self, &staging);
  g_assert_nonnull (wg_test_find_finding (report, "orphan"));
  wg_test_staging_clear (&staging);
  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  staging.request->level = 2;
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_MERGE;
  wg_test_staging_add_grid (&staging, "FAR", "远处", NULL, 118.01, 41.0, 0.01, 0.01);
  grown = wg_test_publish_well (self, &staging);
  g_assert_cmpint (grown->merged, ==, 1);
  g_assert_nonnull (wg_test_find_finding (grown, "orphan"));
  wg_test_staging_clear (&staging);
  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  staging.request->level = 2;
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_MERGE;
  wg_test_staging_add_grid (&staging, "FAR", "远处", NULL, 116.602, 40.302, 0.002, 0.002);
  found = wg_test_publish_well (self, &staging);
  g_assert_null (wg_test_find_finding (found, "orphan"));
  wg_test_staging_clear (&staging);
}

static void
test_refused (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (GError) error = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  wg_test_staging_add_grid (&staging, "A1", "one", "A", 116.6, 40.3, 0.005, 0.01);
  g_assert_null (wg_test_publish (self->store, &staging, WG_TEST_CHECKER, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_null (wg_test_publish (self->store, &staging, WG_TEST_GIS, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "--level"));
  g_clear_error (&error);
  staging.request->level = 7;
  g_assert_null (wg_test_publish (self->store, &staging, WG_TEST_GIS, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
  g_assert_cmpint (wg_test_count (self, "grid-count"), ==, 5);
  wg_test_staging_clear (&staging);
}

static void
test_damaged (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) batches = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_BUILDINGS);
  wg_test_staging_add_building (&staging, "B1", 116.602, 40.302, 0.001);
  wg_test_staging_run (&staging, "INSERT INTO building_row VALUES (NULL, 'B2', NULL, NULL, NULL, NULL, NULL, x'0102', NULL)");
  g_assert_null (wg_test_publish (self->store, &staging, WG_TEST_GIS, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  batches = list_batches (self);
  g_assert_cmpint (batches->len, ==, 0);
  wg_test_staging_clear (&staging);
}

static void
test_dry_run (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GPtrArray) batches = NULL;

  stage_cases (&staging);
  staging.request->dry_run = TRUE;
  report = wg_test_publish_well (self, &staging);
  g_assert_cmpint (report->batch, ==, 0);
  g_assert_cmpint (report->outside, ==, 2);
  g_assert_cmpint (wg_test_count (self, "case-count"), ==, 0);
  batches = list_batches (self);
  g_assert_cmpint (batches->len, ==, 0);
  wg_test_staging_clear (&staging);
}

/* A foreign number of our own pattern does not stop the next case of the desk. */
static void
test_number_taken (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stage_cases (&staging);
  wg_test_staging_run (&staging, "UPDATE case_row SET number = '20261120-0002' WHERE seq = 1");
  report = wg_test_publish_well (self, &staging);
  g_assert_cmpint (report->stored, ==, 3);
  result = wg_test_perform (self->store, wg_test_report (116.605, 40.305), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result->number, ==, "20261120-0003");
  wg_test_staging_clear (&staging);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/import/buildings", WgTestStore, NULL, wg_test_import_set_up, test_buildings, wg_test_import_tear_down);
  g_test_add ("/store/import/pieces", WgTestStore, NULL, wg_test_import_set_up, test_pieces, wg_test_import_tear_down);
  g_test_add ("/store/import/facilities", WgTestStore, NULL, wg_test_import_set_up, test_facilities, wg_test_import_tear_down);
  g_test_add ("/store/import/cases", WgTestStore, NULL, wg_test_import_set_up, test_cases, wg_test_import_tear_down);
  g_test_add ("/store/import/case-goes-on", WgTestStore, NULL, wg_test_import_set_up, test_case_goes_on, wg_test_import_tear_down);
  g_test_add ("/store/import/cases-again", WgTestStore, NULL, wg_test_import_set_up, test_cases_again, wg_test_import_tear_down);
  g_test_add ("/store/import/grids", WgTestStore, NULL, wg_test_import_set_up, test_grids, wg_test_import_tear_down);
  g_test_add ("/store/import/grids-again", WgTestStore, NULL, wg_test_import_set_up, test_grids_again, wg_test_import_tear_down);
  g_test_add ("/store/import/orphan-grows", WgTestStore, NULL, wg_test_import_set_up, test_orphan_grows, wg_test_import_tear_down);
  g_test_add ("/store/import/refused", WgTestStore, NULL, wg_test_import_set_up, test_refused, wg_test_import_tear_down);
  g_test_add ("/store/import/damaged", WgTestStore, NULL, wg_test_import_set_up, test_damaged, wg_test_import_tear_down);
  g_test_add ("/store/import/dry-run", WgTestStore, NULL, wg_test_import_set_up, test_dry_run, wg_test_import_tear_down);
  g_test_add ("/store/import/number-taken", WgTestStore, NULL, wg_test_import_set_up, test_number_taken, wg_test_import_tear_down);
  return g_test_run ();
}
