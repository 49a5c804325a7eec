/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a boundary file is rarely right. What is said about its findings holds, and holds for the next import of the file too.
 */

#include "wg-error.h"
#include "wg-store-batches.h"
#include "wg-test-staging.h"
#include "wg-test-store.h"

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

static WgImportReport *
publish (WgTestStore *self, WgTestStaging *staging)
{
  g_autoptr (GError) error = NULL;
  WgImportReport *report = wg_test_publish (self->store, staging, WG_TEST_GIS, &error);

  g_assert_no_error (error);
  g_assert_true (wg_import_report_is_balanced (report));
  return report;
}

static WgBatch *
load_batch (WgTestStore *self, gint64 id)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgBatch *batch;

  wg_store_load_batch_async (self->store, id, NULL, wg_test_wait_ready, &wait);
  batch = wg_store_load_batch_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return batch;
}

/* A grid of level 3 that lies nowhere, and one inside of A. */
static void
begin_level (WgTestStaging *staging)
{
  wg_test_staging_begin (staging, WG_IMPORT_GRIDS);
  staging->request->level = 3;
  staging->request->level_name = g_strdup ("小网格");
  wg_test_staging_add_grid (staging, "A1", "one", NULL, 116.6, 40.3, 0.005, 0.01);
  wg_test_staging_add_grid (staging, "X1", "two", NULL, 118.0, 40.3, 0.01, 0.01);
}

static void
test_ignored (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) dry = NULL, first = NULL, again = NULL, taken_back = NULL;
  g_autoptr (WgBatch) batch = NULL;

  begin_level (&staging);
  staging.request->dry_run = TRUE;
  dry = publish (self, &staging);
  g_assert_null (wg_test_find_finding (dry, "orphan")->ignored);
  staging.request->dry_run = FALSE;
  wg_import_decisions_set (staging.request->decisions, "orphan", 2, WG_IMPORT_ANSWER_IGNORE, "飞地");
  first = publish (self, &staging);
  g_assert_cmpstr (wg_test_find_finding (first, "orphan")->ignored, ==, "飞地");
  batch = load_batch (self, first->batch);
  g_assert_cmpstr (((WgImportFinding *) g_ptr_array_index (batch->findings, 0))->ignored, ==, "飞地");

  wg_test_staging_clear (&staging);
  begin_level (&staging);
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  wg_test_staging_run (&staging, "UPDATE grid_row SET name = 'three' WHERE seq = 2");
  staging.request->dry_run = TRUE;
  again = publish (self, &staging);
  g_assert_cmpstr (wg_test_find_finding (again, "orphan")->ignored, ==, "飞地");
  wg_import_decisions_set (staging.request->decisions, "orphan", 2, WG_IMPORT_ANSWER_NONE, NULL);
  taken_back = publish (self, &staging);
  g_assert_null (wg_test_find_finding (taken_back, "orphan")->ignored);
  wg_test_staging_clear (&staging);
}

static void
test_file_refused (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  begin_level (&staging);
  wg_import_decisions_set (staging.request->decisions, "orphan", 0, WG_IMPORT_ANSWER_REFUSE, NULL);
  g_assert_null (wg_test_publish (self->store, &staging, WG_TEST_GIS, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "X1"));
  wg_import_decisions_set (staging.request->decisions, "orphan", 2, WG_IMPORT_ANSWER_IGNORE, "known");
  report = publish (self, &staging);
  g_assert_cmpint (report->stored, ==, 2);
  wg_test_staging_clear (&staging);
}

/* Only the one that was decided about takes the place of what is there. */
static void
test_code_taken (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) report = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  staging.request->level = 2;
  wg_test_staging_add_grid (&staging, "A", "first", NULL, 116.6, 40.3, 0.01, 0.01);
  wg_test_staging_add_grid (&staging, "B", "second", NULL, 116.61, 40.3, 0.01, 0.01);
  wg_import_decisions_set (staging.request->decisions, "code_exists", 2, WG_IMPORT_ANSWER_FIX, NULL);
  report = publish (self, &staging);
  g_assert_cmpint (report->refused, ==, 1);
  g_assert_cmpint (report->updated, ==, 1);
  wg_test_staging_clear (&staging);
}

static void
test_typed (void)
{
  g_autoptr (GPtrArray) decisions = wg_import_decisions_new ();
  const char *const wrong[] = { "", "=why", "orphan:", "orphan:0=why", "orphan:two=why", ":2=why", "orphan", "orphan:3= ", NULL };

  g_assert_true (wg_import_decisions_add_text (decisions, WG_IMPORT_ANSWER_IGNORE, "orphan=a=b", NULL));
  g_assert_true (wg_import_decisions_add_text (decisions, WG_IMPORT_ANSWER_FIX, "orphan:12", NULL));
  g_assert_cmpstr (wg_import_decisions_find (decisions, "orphan", 3)->text, ==, "a=b");
  g_assert_true (wg_import_decisions_has (decisions, "orphan", 12, WG_IMPORT_ANSWER_FIX));
  g_assert_null (wg_import_decisions_find (decisions, "gap", 12));
  for (int i = 0; wrong[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (wg_import_decisions_add_text (decisions, WG_IMPORT_ANSWER_IGNORE, wrong[i], &error));
      g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-grids/typed", test_typed);
  g_test_add ("/import-grids/ignored", WgTestStore, NULL, set_up, test_ignored, tear_down);
  g_test_add ("/import-grids/file-refused", WgTestStore, NULL, set_up, test_file_refused, tear_down);
  g_test_add ("/import-grids/code-taken", WgTestStore, NULL, set_up, test_code_taken, tear_down);
  return g_test_run ();
}
