/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a boundary file is rarely right. What is said about its findings holds, and holds for the next import of the file too.
 */

#include "wg-error.h"
#include "wg-store-batches.h"
#include "wg-test-staging.h"

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
  dry = wg_test_publish_well (self, &staging);
  g_assert_null (wg_test_find_finding (dry, "orphan")->ignored);
  staging.request->dry_run = FALSE;
  wg_import_decisions_set (staging.request->decisions, "orphan", 2, WG_IMPORT_ANSWER_IGNORE, "飞地");
  first = wg_test_publish_well (self, &staging);
  g_assert_cmpstr (wg_test_find_finding (first, "orphan")->ignored, ==, "飞地");
  batch = load_batch (self, first->batch);
  g_assert_cmpstr (((WgImportFinding *) g_ptr_array_index (batch->findings, 0))->ignored, ==, "飞地");

  wg_test_staging_clear (&staging);
  begin_level (&staging);
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  wg_test_staging_run (&staging, "UPDATE grid_row SET name = 'three' WHERE seq = 2");
  staging.request->dry_run = TRUE;
  again = wg_test_publish_well (self, &staging);
  g_assert_cmpstr (wg_test_find_finding (again, "orphan")->ignored, ==, "飞地");
  wg_import_decisions_set (staging.request->decisions, "orphan", 2, WG_IMPORT_ANSWER_NONE, NULL);
  taken_back = wg_test_publish_well (self, &staging);
  g_assert_null (wg_test_find_finding (taken_back, "orphan")->ignored);
  wg_test_staging_clear (&staging);
}

/* What has no names is no list of new ones: each grid goes on being called as before. */
static void
test_without_names (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) first = NULL, again = NULL;

  begin_level (&staging);
  first = wg_test_publish_well (self, &staging);
  wg_test_staging_clear (&staging);
  begin_level (&staging);
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  wg_test_staging_run (&staging, "UPDATE grid_row SET name = code");
  again = wg_test_publish_well (self, &staging);
  g_assert_cmpint (again->updated, ==, 0);
  g_assert_cmpint (again->unchanged, ==, first->stored);
  g_assert_null (wg_test_find_finding (again, "grid_renamed"));
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
  report = wg_test_publish_well (self, &staging);
  g_assert_cmpint (report->stored, ==, 2);
  wg_test_staging_clear (&staging);
}

/* Under the one that is named, else under the nearest; a name that nobody bears changes nothing. */
static void
test_orphan (WgTestStore *self, gconstpointer data)
{
  const char *const names[] = { "A", NULL, "nobody" }, *const outcomes[] = { "repaired", "repaired", "kept" };
  const char *const parents[] = { "under A,", "under D,", "X1" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      WgTestStaging staging;
      g_autoptr (WgImportReport) report = NULL;
      const WgImportFinding *finding;

      begin_level (&staging);
      staging.request->dry_run = TRUE;
      wg_import_decisions_set (staging.request->decisions, "orphan", 2, WG_IMPORT_ANSWER_FIX, names[i]);
      report = wg_test_publish_well (self, &staging);
      finding = wg_test_find_finding (report, "orphan");
      g_assert_cmpstr (finding->outcome, ==, outcomes[i]);
      g_test_message ("%s", finding->text);
      g_assert_nonnull (strstr (finding->text, parents[i]));
      g_assert_cmpint (report->repaired, ==, i < 2);
      wg_test_staging_clear (&staging);
    }
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
  report = wg_test_publish_well (self, &staging);
  g_assert_cmpint (report->refused, ==, 1);
  g_assert_cmpint (report->updated, ==, 1);
  wg_test_staging_clear (&staging);
}

/* Three grids: the second lies 1 m over the first, and the third leaves 1 m to it. A metre is about 0.0000118 degrees there. */
static void
begin_strips (WgTestStaging *staging)
{
  wg_test_staging_begin (staging, WG_IMPORT_GRIDS);
  staging->request->level = 3;
  staging->request->level_name = g_strdup ("小网格");
  wg_test_staging_add_grid (staging, "N1", "one", NULL, 116.6, 40.305, 0.006, 0.005);
  wg_test_staging_add_grid (staging, "N2", "two", NULL, 116.6059882, 40.305, 0.004, 0.005);
  wg_test_staging_add_grid (staging, "S", "three", NULL, 116.6, 40.3, 0.0099882, 0.0049911);
  wg_test_staging_add_grid (staging, "E", "four", NULL, 116.6099882, 40.3, 0.002, 0.01);
  wg_test_staging_add_grid (staging, "W", "five", NULL, 116.598, 40.3, 0.002, 0.01);
}

static guint
count_findings (const WgImportReport *report, const char *rule, const char *outcome)
{
  guint n = 0;

  for (guint i = 0; i < report->findings->len; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (report->findings, i);

      n += g_str_equal (finding->rule, rule) && g_str_equal (finding->outcome, outcome);
    }
  return n;
}

static void
test_cover (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) told = NULL, narrow = NULL, decided = NULL, closed = NULL;

  begin_strips (&staging);
  staging.request->dry_run = TRUE;
  told = wg_test_publish_well (self, &staging);
  g_assert_cmpint (count_findings (told, "sliver", "kept"), ==, 2);
  g_assert_cmpint (told->repaired, ==, 0);
  g_assert_cmpint (wg_test_find_finding (told, "sliver")->feature, >, 0);
  g_assert_true (wg_test_find_finding (told, "sliver")->has_place);
  staging.request->snap_m = 0.5;
  narrow = wg_test_publish_well (self, &staging);
  g_assert_cmpint (count_findings (narrow, "sliver", "kept"), ==, 2);
  wg_import_decisions_set (staging.request->decisions, "sliver", 2, WG_IMPORT_ANSWER_FIX, NULL);
  decided = wg_test_publish_well (self, &staging);
  g_assert_cmpint (count_findings (decided, "sliver", "repaired"), ==, 1);
  staging.request->snap_m = 1.5;
  staging.request->dry_run = FALSE;
  closed = wg_test_publish_well (self, &staging);
  g_assert_cmpint (count_findings (closed, "sliver", "repaired"), ==, 2);
  wg_test_staging_clear (&staging);
  /* What is in force now has nothing left to be told. */
  begin_strips (&staging);
  staging.request->snap_m = 1.5;
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  staging.request->dry_run = TRUE;
  g_clear_pointer (&closed, wg_import_report_unref);
  wg_test_staging_run (&staging, "DELETE FROM grid_row WHERE code <> 'W'");
  closed = wg_test_publish_well (self, &staging);
  g_assert_null (wg_test_find_finding (closed, "sliver"));
  wg_test_staging_clear (&staging);
}

static void
assert_change (const WgImportReport *report, guint index, const char *word, const char *code)
{
  const WgImportChange *change = g_ptr_array_index (report->changes, index);

  g_assert_cmpstr (change->change, ==, word);
  g_assert_true (code == NULL || g_str_equal (change->code, code));
  g_assert_true ((change->name_before != NULL) == !g_str_equal (word, "new"));
  g_assert_true ((change->name_after != NULL) == !g_str_equal (word, "gone"));
  g_assert_true ((change->feature > 0) == !g_str_equal (word, "gone"));
}

/* The second edition of a level is told difference by difference, and none of it is in force. */
static void
test_changes (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) first = NULL, again = NULL;

  begin_strips (&staging);
  first = wg_test_publish_well (self, &staging);
  g_assert_null (wg_test_find_finding (first, "grid_added"));
  wg_test_staging_clear (&staging);
  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  staging.request->level = 3;
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  staging.request->dry_run = TRUE;
  wg_test_staging_add_grid (&staging, "N1", "renamed", NULL, 116.6, 40.305, 0.006, 0.005);
  wg_test_staging_add_grid (&staging, "W", "five", NULL, 116.597, 40.3, 0.003, 0.01);
  wg_test_staging_add_grid (&staging, "F", "new", NULL, 116.63, 40.3, 0.002, 0.01);
  again = wg_test_publish_well (self, &staging);
  g_assert_cmpint (wg_test_find_finding (again, "grid_renamed")->feature, ==, 1);
  g_assert_nonnull (strstr (wg_test_find_finding (again, "grid_renamed")->text, "one"));
  g_assert_cmpint (wg_test_find_finding (again, "grid_changed")->feature, ==, 2);
  g_assert_cmpint (wg_test_find_finding (again, "grid_added")->feature, ==, 3);
  g_assert_cmpint (count_findings (again, "grid_gone", "kept"), ==, 3);
  g_assert_cmpint (again->updated, ==, 2);
  g_assert_null (first->changes);
  g_assert_cmpuint (again->changes->len, ==, 6);
  assert_change (again, 0, "changed", "N1");
  assert_change (again, 1, "changed", "W");
  assert_change (again, 2, "new", "F");
  assert_change (again, 3, "gone", NULL);
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

/* Blocks of 100 by 100 m with streets of 20 m, and a park in the middle. */
static void
begin_blocks (WgTestStaging *staging)
{
  wg_test_staging_begin (staging, WG_IMPORT_GRIDS);
  staging->request->level = 3;
  staging->request->level_name = g_strdup ("小网格");
  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *code = g_strdup_printf ("B%02u", i);

      if (i != 12)
        wg_test_staging_add_grid (staging, code, code, NULL, 116.6 + 0.0012 * (i % 5), 40.3 + 0.0012 * (i / 5), 0.001, 0.001);
    }
}

static double
sum_after_m2 (const WgImportReport *report)
{
  double area_m2 = 0.0;

  for (guint i = 0; i < report->changes->len; i++)
    area_m2 += ((const WgImportChange *) g_ptr_array_index (report->changes, i))->area_after_m2;
  return area_m2;
}

/* Streets are told with a width, filled by one answer, and filled alike when the file comes again. */
static void
test_streets (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) told = NULL, filled = NULL, stored = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  const WgImportFinding *finding;

  begin_blocks (&staging);
  staging.request->dry_run = TRUE;
  told = wg_test_publish_well (self, &staging);
  finding = wg_test_find_finding (told, "apart");
  g_assert_cmpstr (finding->outcome, ==, "kept");
  g_assert_cmpint (finding->feature, ==, 0);
  g_assert_true (finding->has_place);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (finding->proposal, NULL), 22.0, 6.0);
  g_assert_cmpuint (told->mended->len, ==, 0);

  wg_import_decisions_set (staging.request->decisions, "apart", 0, WG_IMPORT_ANSWER_FIX, finding->proposal);
  filled = wg_test_publish_well (self, &staging);
  finding = wg_test_find_finding (filled, "apart");
  g_assert_cmpstr (finding->outcome, ==, "repaired");
  g_assert_cmpuint (filled->mended->len, ==, 24);
  g_assert_cmpint (filled->repaired, ==, 24);
  g_assert_cmpint (count_findings (filled, "gap", "kept"), ==, 1);
  g_assert_cmpfloat (sum_after_m2 (filled), >, 1.2 * sum_after_m2 (told));

  staging.request->dry_run = FALSE;
  stored = wg_test_publish_well (self, &staging);
  g_assert_cmpint (stored->stored, ==, 24);
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  again = wg_test_publish_well (self, &staging);
  g_assert_cmpint (again->unchanged, ==, 24);
  g_assert_cmpint (again->updated, ==, 0);

  wg_import_decisions_set (staging.request->decisions, "apart", 0, WG_IMPORT_ANSWER_FIX, "as wide as it is");
  g_assert_null (wg_test_publish (self->store, &staging, WG_TEST_GIS, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
  wg_test_staging_clear (&staging);
}

static void
add_comb (WgTestStaging *staging, const char *code, guint n_spikes)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (WgShape) shape = NULL;
  g_autoptr (GBytes) wkb = NULL;
  g_autoptr (GString) hex = g_string_new (NULL);
  const double rest[] = { 0.006, 0.0, 0.006, 0.001, 0.0, 0.001, 0.0, 0.0 };

  for (guint i = 0; i < n_spikes; i++)
    {
      const double teeth[] = { 0.001 + 0.002 * i, 0.0, 0.001 + 0.002 * i, -0.001, 0.001 + 0.002 * i + 1e-6, 0.0 };

      g_array_append_vals (ring, teeth, G_N_ELEMENTS (teeth));
    }
  g_array_append_vals (ring, rest, G_N_ELEMENTS (rest));
  for (guint i = 0; i < ring->len; i++)
    g_array_index (ring, double, i) += i % 2 == 0 ? 116.6 : 40.3;
  shape = wg_shape_new_from_ring (&g_array_index (ring, double, 0), ring->len / 2);
  wkb = wg_shape_to_wkb (shape);
  for (gsize i = 0; i < g_bytes_get_size (wkb); i++)
    g_string_append_printf (hex, "%02x", ((const guint8 *) g_bytes_get_data (wkb, NULL))[i]);
  wg_test_staging_run (staging, "INSERT INTO grid_row VALUES (NULL, '%s', '%s', NULL, NULL, NULL, x'%s')", code, code, hex->str);
}

/* All spikes of a grid have one answer, so each of them says how many there are; one alone says nothing of that. */
static void
test_spikes (WgTestStore *self, gconstpointer data)
{
  for (guint n = 1; n <= 2; n++)
    {
      WgTestStaging staging;
      g_autoptr (WgImportReport) told = NULL, cut = NULL;

      wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
      staging.request->level = 3;
      staging.request->dry_run = TRUE;
      add_comb (&staging, "A1", n);
      told = wg_test_publish_well (self, &staging);
      g_assert_cmpint (count_findings (told, "spike", "kept"), ==, n);
      g_assert_true ((strstr (wg_test_find_finding (told, "spike")->text, "one of 2, which are answered together") != NULL) == (n == 2));
      wg_import_decisions_set (staging.request->decisions, "spike", 1, WG_IMPORT_ANSWER_FIX, NULL);
      cut = wg_test_publish_well (self, &staging);
      g_assert_cmpint (count_findings (cut, "spike", "repaired"), ==, n);
      g_assert_cmpint (count_findings (cut, "spike", "kept"), ==, 0);
      wg_test_staging_clear (&staging);
    }
}

/* A country among its parishes is told once, under itself, and leaving it out is all that it takes. */
static void
test_covers_others (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) told = NULL;
  const WgImportFinding *finding;

  begin_blocks (&staging);
  wg_test_staging_add_grid (&staging, "ALL", "all of it", NULL, 116.6, 40.3, 0.0058, 0.0058);
  staging.request->dry_run = TRUE;
  told = wg_test_publish_well (self, &staging);
  g_assert_cmpint (count_findings (told, "covers_others", "kept"), ==, 1);
  finding = wg_test_find_finding (told, "covers_others");
  g_assert_cmpint (finding->feature, ==, 25);
  g_assert_true (finding->has_place);
  g_assert_nonnull (strstr (finding->text, "24"));
  wg_test_staging_clear (&staging);
}

/* --- Beside other desks --- */

/* An import is told of after each of its steps: it was opened, what is in force was read, how all of it lies beside each other was
 * found out, and it was written.
 */
enum
{
  STEP_OPENED = 1,
  STEP_WEIGHED = 3,
};

typedef struct
{
  WgStore *other;
  guint step;
  GAsyncQueue *held;
  GAsyncQueue *let_go;
  WgTestWait written;
  WgTestStaging *theirs;
} Beside;

/* Another desk writes, for as long as the test wants it to. */
static gpointer
hold (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  Beside *self = request;

  g_async_queue_push (self->held, self);
  g_async_queue_pop (self->let_go);
  return self;
}

static void
on_step_beside_writer (gint64 done, gint64 total, gpointer data)
{
  Beside *self = data;

  self->step++;
  if (self->step == STEP_OPENED)
    {
      wg_store_write_async (self->other, hold, self, NULL, NULL, NULL, wg_test_wait_ready, &self->written);
      g_async_queue_pop (self->held);
    }
  if (self->step == STEP_WEIGHED)
    g_async_queue_push (self->let_go, self);
}

static WgImportReport *
publish_beside (WgTestStore *self, Beside *beside, WgTestStaging *staging, WgImportProgress on_step)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgImportReport *report;

  beside->other = wg_test_store_open_again (self);
  wg_test_staging_end (staging);
  wg_store_publish_import_async (self->store, staging->path, staging->request, WG_TEST_GIS, on_step, beside, NULL, wg_test_wait_ready,
                                 &wait);
  report = wg_store_publish_import_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return report;
}

/* Another desk may hold the database from before the file is weighed until it is. */
static void
test_others_write (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging;
  g_autoptr (GAsyncQueue) held = g_async_queue_new (), let_go = g_async_queue_new ();
  Beside beside = { .held = held, .let_go = let_go };
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  begin_blocks (&staging);
  wg_import_decisions_set (staging.request->decisions, "apart", 0, WG_IMPORT_ANSWER_FIX, "22");
  report = publish_beside (self, &beside, &staging, on_step_beside_writer);
  g_assert_cmpint (report->repaired, ==, 24);
  g_assert_nonnull (wg_store_work_finish (beside.other, wg_test_wait (&beside.written), &error));
  g_object_unref (beside.written.result);
  wg_store_close (beside.other);
  g_object_unref (beside.other);
  wg_test_staging_clear (&staging);
}

static void
on_step_with_theirs (gint64 done, gint64 total, gpointer data)
{
  Beside *self = data;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (++self->step != STEP_WEIGHED)
    return;
  report = wg_test_publish (self->other, self->theirs, WG_TEST_GIS, &error);
  g_assert_no_error (error);
}

/* What another desk has put in force after the file was weighed, and before it is in force itself, is met as if it had always been
 * there, and nothing is told twice.
 */
static void
test_looked_again (WgTestStore *self, gconstpointer data)
{
  WgTestStaging staging, theirs;
  Beside beside = { .theirs = &theirs };
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgBatch) batch = NULL;

  wg_test_staging_begin (&theirs, WG_IMPORT_GRIDS);
  theirs.request->level = 3;
  wg_test_staging_add_grid (&theirs, "A1", "theirs", NULL, 116.6, 40.3, 0.002, 0.01);
  begin_level (&staging);
  wg_test_staging_add_grid (&staging, "A2", "three", NULL, 116.601, 40.3, 0.004, 0.01);
  report = publish_beside (self, &beside, &staging, on_step_with_theirs);
  g_assert_cmpint (report->refused, ==, 1);
  g_assert_cmpint (count_findings (report, "code_exists", "refused"), ==, 1);
  g_assert_cmpint (count_findings (report, "overlap", "kept"), ==, 1);
  g_assert_cmpint (count_findings (report, "orphan", "kept"), ==, 1);
  batch = load_batch (self, report->batch);
  g_assert_cmpuint (batch->findings->len, ==, report->findings->len);
  wg_store_close (beside.other);
  g_object_unref (beside.other);
  wg_test_staging_clear (&staging);
  wg_test_staging_clear (&theirs);
}

/* The case is in the south-west corner of A. */
static gint64
get_home (WgTestStore *self, const char *number)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (self->store, number);

  return file->record->grid_id;
}

static gpointer
close_all (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  return wg_connection_run_script (work->connection, "UPDATE case_file SET state = 'closed', is_open = 0;", error) ? work->store : NULL;
}

static gint64
publish_one (WgTestStore *self, int level, const char *code, double lon, double width)
{
  WgTestStaging staging;
  g_autoptr (WgImportReport) report = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  staging.request->level = level;
  staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  wg_test_staging_add_grid (&staging, code, code, NULL, lon, 40.3, width, 0.01);
  report = wg_test_publish_well (self, &staging);
  wg_test_staging_clear (&staging);
  return report->stored;
}

/* A case that was closed in A stays there when A moves away from it, and still goes to a grid that is made where it lies: only
 * what can change is looked at, and by where A once was it can.
 */
static void
test_home_that_moved_away (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->store, wg_test_report (116.601, 40.301), &error);
  gint64 closed_in;

  g_assert_no_error (error);
  g_assert_nonnull (wg_test_write (self->store, close_all, NULL, &error));
  closed_in = get_home (self, result->number);
  g_assert_cmpint (publish_one (self, 2, "A", 116.608, 0.002), ==, 1);
  g_assert_cmpint (get_home (self, result->number), ==, closed_in);
  g_assert_cmpint (publish_one (self, 2, "N", 116.6, 0.002), ==, 1);
  g_assert_cmpint (get_home (self, result->number), !=, closed_in);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-grids/typed", test_typed);
  g_test_add ("/import-grids/ignored", WgTestStore, NULL, wg_test_import_set_up, test_ignored, wg_test_import_tear_down);
  g_test_add ("/import-grids/without-names", WgTestStore, NULL, wg_test_import_set_up, test_without_names, wg_test_import_tear_down);
  g_test_add ("/import-grids/file-refused", WgTestStore, NULL, wg_test_import_set_up, test_file_refused, wg_test_import_tear_down);
  g_test_add ("/import-grids/orphan", WgTestStore, NULL, wg_test_import_set_up, test_orphan, wg_test_import_tear_down);
  g_test_add ("/import-grids/cover", WgTestStore, NULL, wg_test_import_set_up, test_cover, wg_test_import_tear_down);
  g_test_add ("/import-grids/streets", WgTestStore, NULL, wg_test_import_set_up, test_streets, wg_test_import_tear_down);
  g_test_add ("/import-grids/spikes", WgTestStore, NULL, wg_test_import_set_up, test_spikes, wg_test_import_tear_down);
  g_test_add ("/import-grids/covers-others", WgTestStore, NULL, wg_test_import_set_up, test_covers_others, wg_test_import_tear_down);
  g_test_add ("/import-grids/others-write", WgTestStore, NULL, wg_test_import_set_up, test_others_write, wg_test_import_tear_down);
  g_test_add ("/import-grids/looked-again", WgTestStore, NULL, wg_test_import_set_up, test_looked_again, wg_test_import_tear_down);
  g_test_add ("/import-grids/home-that-moved-away", WgTestStore, NULL, wg_test_import_set_up, test_home_that_moved_away, wg_test_import_tear_down);
  g_test_add ("/import-grids/changes", WgTestStore, NULL, wg_test_import_set_up, test_changes, wg_test_import_tear_down);
  g_test_add ("/import-grids/code-taken", WgTestStore, NULL, wg_test_import_set_up, test_code_taken, wg_test_import_tear_down);
  return g_test_run ();
}
