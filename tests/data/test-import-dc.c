/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real thing: wards, commissions and single-member districts of Washington, 22,576 service requests in them, from their
 * files to the backlog of each district. The expected figures are from an independent query with SpatiaLite.
 *
 * Requests are placed on the middle of a street, which is the border: 1,049 of them lie within 2 mm of it, the nearest 15
 * micrometres. Coordinates are kept fine enough for each of them to stay on its side.
 */

#include "wg-backlog.h"
#include "wg-import-publisher.h"
#include "wg-store-batches.h"
#include "wg-store-verify.h"
#include "wg-test-import.h"
#include "wg-test-store.h"

#include <math.h>
#include <sqlite3.h>
#include <spatialite.h>

#define COMMISSIONS_BATCH 2
#define N_CROSSING 3

static WgImportReport *
import (WgTestStore *self, WgImportRequest *request)
{
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autoptr (WgImportReport) read = NULL;
  g_autoptr (GError) error = NULL;
  WgImportReport *report;
  WgTestWait wait = { NULL };

  read = wg_test_import_read (job, &error);
  g_assert_no_error (error);
  wg_store_publish_import_async (self->store, wg_import_job_get_staging_path (job), request, WG_TEST_GIS, NULL, NULL, NULL,
                                 wg_test_wait_ready, &wait);
  report = wg_store_publish_import_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  g_assert_true (wg_import_report_is_balanced (report));
  return report;
}

static void
import_level (WgTestStore *self, const char *path, const char *code, int level, const char *name, gint64 n)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, path);
  g_autoptr (WgImportReport) report = NULL;

  request->level = level;
  request->level_name = g_strdup (name);
  wg_import_request_map (request, "code", code);
  wg_import_request_map (request, "name", "NAME");
  report = import (self, request);
  g_assert_cmpint (report->stored, ==, n);
  g_assert_cmpint (report->refused, ==, 0);
}

/* Three commissions cross the border of their ward; they come in as they are, and each is told with how much of it. */
static void
assert_crossing (WgTestStore *self)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBatch) batch = NULL;
  guint n = 0;

  wg_store_load_batch_async (self->store, COMMISSIONS_BATCH, NULL, wg_test_wait_ready, &wait);
  batch = wg_store_load_batch_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  for (guint i = 0; i < batch->findings->len; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (batch->findings, i);

      n += g_str_equal (finding->rule, "outside_parent") && g_str_equal (finding->outcome, "kept") && !isnan (finding->lon);
    }
  g_assert_cmpuint (n, ==, N_CROSSING);
}

static void
assert_open (WgBacklog *backlog, const char *code, gint64 open)
{
  guint index = wg_grid_tree_find_by_code (wg_backlog_get_tree (backlog), code);

  g_assert_cmpuint (index, !=, WG_GRID_NONE);
  g_assert_cmpint (wg_backlog_get_rolled (backlog, index)->open, ==, open);
}

static void
assert_levels (WgTestStore *self, WgBacklog *backlog)
{
  static const guint n_grids[] = { 8, 40, 296 };
  WgGridTree *grids = wg_backlog_get_tree (backlog);
  gint64 below[3] = { 0 };

  g_assert_cmpuint (wg_grid_tree_get_n_levels (grids), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (wg_grid_tree_get_level (grids, i)->n_grids, ==, n_grids[i]);
  for (guint i = 0; i < wg_grid_tree_get_n_grids (grids); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (grids, i);

      g_assert_true (grid->depth == 1 || grid->parent != WG_GRID_NONE);
      below[grid->depth - 1] += wg_backlog_get_rolled (backlog, i)->total;
    }
  /* Along parents nothing gets lost, whatever the outlines do. */
  g_assert_cmpint (below[0], ==, 22576);
  g_assert_cmpint (below[1], ==, 22576);
  g_assert_cmpint (below[2], ==, 22576);
}

static WgBacklog *
count_backlog (WgTestStore *self)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgBacklog *backlog;

  wg_store_count_backlog_async (self->store, WG_TEST_NOW, NULL, wg_test_wait_ready, &wait);
  backlog = wg_store_count_backlog_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return backlog;
}

static void
assert_sound (WgTestStore *self)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgVerification) verification = NULL;

  wg_store_verify_async (self->store, 0, NULL, NULL, NULL, wg_test_wait_ready, &wait);
  verification = wg_store_verify_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < verification->problems->len; i++)
    g_test_message ("%s", ((WgProblem *) verification->problems->pdata[i])->text);
  g_assert_true (verification->ok);
  g_assert_cmpint (verification->cases, ==, 22576);
  g_object_unref (wait.result);
}

/* Every case lies in its home grid, as SpatiaLite sees it. */
static void
assert_at_home (WgTestStore *self)
{
  static const char sql[] = "SELECT count(*) FROM case_file f WHERE NOT EXISTS (SELECT 1 FROM grid_version v WHERE v.grid_id = "
                            "f.grid_id AND v.depth = 3 AND ST_Intersects (v.geom, f.geom))";
  void *cache = spatialite_alloc_connection ();
  sqlite3_stmt *stmt = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (self->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  spatialite_init_ex (db, cache, 0);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  spatialite_cleanup_ex (cache);
}

static gint64
import_cases (WgTestStore *self, const char *path)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, path);
  g_autoptr (WgImportReport) report = NULL;

  g_assert_true (wg_import_request_add_states_text (request,
                                                    "OPEN=reported,IN-PROGRESS=handling,IN PROGRESS=handling,CLOSED=closed,"
                                                    "DUPLICATE (OPENED)=merged,DUPLICATE (CLOSED)=merged,VOIDED=rejected,"
                                                    "CLOSED - INCOMPLETE INFORMATION=closed",
                                                    NULL));
  report = import (self, request);
  g_assert_cmpint (report->read, ==, 22576);
  g_assert_cmpint (report->stored, ==, 22576);
  g_assert_cmpint (report->outside, ==, 0);
  return report->batch;
}

static void
assert_figures (WgTestStore *self)
{
  g_autoptr (WgBacklog) backlog = count_backlog (self);

  assert_levels (self, backlog);
  g_assert_cmpint (wg_backlog_get_whole (backlog).open, ==, 3657 + 2814 + 6);
  g_assert_cmpint (wg_backlog_get_outside (backlog)->total, ==, 0);
  assert_open (backlog, "4C07", 128);
  assert_open (backlog, "4C10", 121);
  assert_open (backlog, "4D06", 93);
  assert_at_home (self);
}

static void
test_whole (void)
{
  g_autofree char *wards = wg_test_import_find_shared ("boundaries/dc/derived_shp/ward_2012.zip");
  g_autofree char *commissions
      = wg_test_import_find_shared ("boundaries/dc/derived_shp/advisory_neighborhood_commission_2013.zip");
  g_autofree char *districts = wg_test_import_find_shared ("boundaries/dc/derived_shp/single_member_district_2013.zip");
  g_autofree char *cases = wg_test_import_find_shared ("cases/dc/dc_311_cases.csv.zip");
  WgTestStore store;

  if (wards == NULL || commissions == NULL || districts == NULL || cases == NULL)
    return;
  wg_test_store_set_up_empty (&store);
  import_level (&store, wards, "WARD_ID", 1, "Ward", 8);
  import_level (&store, commissions, "ANC_ID", 2, "Commission", 40);
  assert_crossing (&store);
  import_level (&store, districts, "SMD_ID", 3, "Single-member district", 296);
  import_cases (&store, cases);
  assert_figures (&store);
  assert_sound (&store);
  wg_test_store_tear_down (&store);
}

/* The same figures whatever comes first. */
static void
test_cases_first (void)
{
  g_autofree char *wards = wg_test_import_find_shared ("boundaries/dc/derived_shp/ward_2012.zip");
  g_autofree char *commissions
      = wg_test_import_find_shared ("boundaries/dc/derived_shp/advisory_neighborhood_commission_2013.zip");
  g_autofree char *districts = wg_test_import_find_shared ("boundaries/dc/derived_shp/single_member_district_2013.zip");
  g_autofree char *cases = wg_test_import_find_shared ("cases/dc/dc_311_cases.csv.zip");
  WgTestStore store;

  if (wards == NULL || commissions == NULL || districts == NULL || cases == NULL)
    return;
  wg_test_store_set_up_empty (&store);
  import_level (&store, wards, "WARD_ID", 1, "Ward", 8);
  import_cases (&store, cases);
  import_level (&store, commissions, "ANC_ID", 2, "Commission", 40);
  import_level (&store, districts, "SMD_ID", 3, "Single-member district", 296);
  assert_figures (&store);
  assert_sound (&store);
  wg_test_store_tear_down (&store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/dc/whole", test_whole);
  g_test_add_func ("/import/dc/cases-first", test_cases_first);
  return g_test_run ();
}
