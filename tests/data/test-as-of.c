/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The past put together from the events is the past as it was noted down when it was the present. */

#include "wg-as-of.h"
#include "wg-error.h"
#include "wg-store-as-of.h"
#include "wg-store-batches.h"
#include "wg-test-staging.h"
#include "wg-test-store.h"

#include <math.h>

#define N_STEPS 250

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

static GPtrArray *
list (WgTestStore *self, gint64 at_ms)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { NULL };
  GPtrArray *records;

  query->as_of_ms = at_ms;
  wg_store_list_cases_at_async (self->store, query, NULL, wg_test_wait_ready, &wait);
  records = wg_store_list_cases_at_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return records;
}

static GPtrArray *
list_present (WgTestStore *self)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { NULL };
  GPtrArray *records;

  wg_store_list_cases_async (self->store, query, NULL, wg_test_wait_ready, &wait);
  records = wg_store_list_cases_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return records;
}

static void
assert_same (const WgCaseRecord *a, const WgCaseRecord *b)
{
  g_assert_cmpstr (a->number, ==, b->number);
  g_assert_cmpint (a->state, ==, b->state);
  g_assert_cmpint (a->version, ==, b->version);
  g_assert_cmpint (a->person_id, ==, b->person_id);
  g_assert_cmpint (a->unit_id, ==, b->unit_id);
  g_assert_cmpstr (a->person_name, ==, b->person_name);
  g_assert_cmpstr (a->unit_name, ==, b->unit_name);
  g_assert_cmpint (a->grid_id, ==, b->grid_id);
  g_assert_cmpint (a->due_ms, ==, b->due_ms);
  g_assert_cmpint (a->filed_ms, ==, b->filed_ms);
  g_assert_cmpint (a->first_assigned_ms, ==, b->first_assigned_ms);
  g_assert_cmpint (a->done_ms, ==, b->done_ms);
  g_assert_cmpint (a->closed_ms, ==, b->closed_ms);
  g_assert_cmpint (a->run, ==, b->run);
  g_assert_cmpint (a->bounces, ==, b->bounces);
  g_assert_cmpint (a->reworks, ==, b->reworks);
  g_assert_cmpint (a->needs_duty, ==, b->needs_duty);
  g_assert_cmpfloat (a->lon, ==, b->lon);
  g_assert_cmpfloat (a->lat, ==, b->lat);
}

/* Any verb by a desk that has every role but the keeper's; most are refused, which is as good. */
static void
take_step (WgTestStore *self, const char *number)
{
  static const WgVerb verbs[] = { WG_VERB_FILE, WG_VERB_ASSIGN, WG_VERB_ACCEPT, WG_VERB_DONE, WG_VERB_PASS, WG_VERB_FAIL, WG_VERB_BOUNCE,
                                  WG_VERB_REASSIGN, WG_VERB_REOPEN, WG_VERB_REJECT, WG_VERB_MOVE, WG_VERB_NOTE, WG_VERB_UNDO };
  WgVerb verb = verbs[g_test_rand_int_range (0, G_N_ELEMENTS (verbs))];
  gboolean keeps = verb == WG_VERB_ACCEPT || verb == WG_VERB_DONE || verb == WG_VERB_BOUNCE;
  WgAct *act = wg_test_act (verb, number, keeps ? WG_TEST_KEEPER : verb == WG_VERB_PASS ? WG_TEST_CHECKER : WG_TEST_DESK);
  g_autoptr (WgActResult) result = NULL;

  if (verb == WG_VERB_ASSIGN || verb == WG_VERB_REASSIGN)
    act->to_person_id = g_test_rand_int_range (1, 4);
  act->text = g_strdup ("because");
  if (wg_reason_get_all (verb) != NULL)
    act->reason = g_strdup ("other");
  if (verb == WG_VERB_MOVE)
    {
      act->lon = g_test_rand_double_range (116.59, 116.63);
      act->lat = g_test_rand_double_range (40.29, 40.33);
    }
  result = wg_test_perform (self->store, act, NULL);
}

static gint64
count_versions (GPtrArray *records)
{
  gint64 n = 0;

  for (guint i = 0; i < records->len; i++)
    n += ((WgCaseRecord *) g_ptr_array_index (records, i))->version;
  return n;
}

static void
test_random_walk (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GPtrArray) noted = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 now_ms = WG_TEST_NOW;

  for (guint i = 0; i < N_STEPS; i++)
    {
      GPtrArray *present = i > 0 ? g_ptr_array_index (noted, i - 1) : NULL;

      now_ms += g_test_rand_int_range (1, 7200000);
      wg_clock_set_now (self->clock, now_ms);
      if (present == NULL || present->len == 0 || i % 50 == 0)
        wg_act_result_free (wg_test_perform (self->store, wg_test_report (116.605, 40.305), NULL));
      else
        take_step (self, ((WgCaseRecord *) g_ptr_array_index (present, (guint) g_test_rand_int_range (0, (gint32) present->len)))->number);
      g_ptr_array_add (noted, list_present (self));
      g_array_append_val (times, now_ms);
    }
  g_assert_cmpint (count_versions (g_ptr_array_index (noted, N_STEPS - 1)), >, 40);
  for (guint i = 0; i < N_STEPS; i++)
    {
      GPtrArray *then = g_ptr_array_index (noted, i);
      g_autoptr (GPtrArray) past = list (self, g_array_index (times, gint64, i));

      g_assert_cmpuint (past->len, ==, then->len);
      for (guint j = 0; j < then->len; j++)
        assert_same (g_ptr_array_index (past, j), g_ptr_array_index (then, j));
    }
}

/* Imports that change cases, and imports that change grids. */

typedef struct
{
  gint64 at_ms;
  GPtrArray *cases;
  WgBacklog *backlog;
} Moment;

static WgBacklog *
count_present (WgTestStore *self)
{
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { NULL };
  WgBacklog *backlog;

  wg_store_count_backlog_async (self->store, wg_clock_get_now (self->clock), NULL, wg_test_wait_ready, &wait);
  backlog = wg_store_count_backlog_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return backlog;
}

static WgBacklog *
count_past (WgTestStore *self, gint64 at_ms)
{
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { NULL };
  WgBacklog *backlog;

  wg_store_count_backlog_at_async (self->store, at_ms, NULL, wg_test_wait_ready, &wait);
  backlog = wg_store_count_backlog_at_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return backlog;
}

/* Notes what is there now, and lets a day pass. */
static void
note_moment (WgTestStore *self, Moment *moment)
{
  moment->at_ms = wg_clock_get_now (self->clock);
  moment->cases = list_present (self);
  moment->backlog = count_present (self);
  wg_clock_set_now (self->clock, moment->at_ms + 86400000);
}

static void
assert_moment (WgTestStore *self, Moment *moment)
{
  g_autoptr (GPtrArray) cases = list (self, moment->at_ms);
  g_autoptr (WgBacklog) backlog = count_past (self, moment->at_ms);
  WgGridTree *grids = wg_backlog_get_tree (backlog);

  g_assert_cmpuint (cases->len, ==, moment->cases->len);
  for (guint i = 0; i < cases->len; i++)
    assert_same (g_ptr_array_index (cases, i), g_ptr_array_index (moment->cases, i));
  g_assert_cmpuint (wg_grid_tree_get_n_grids (grids), ==, wg_grid_tree_get_n_grids (wg_backlog_get_tree (moment->backlog)));
  for (guint i = 0; i < wg_grid_tree_get_n_grids (grids); i++)
    g_assert_cmpmem (wg_backlog_get_rolled (backlog, i), sizeof (WgBacklogCounts),
                     wg_backlog_get_rolled (moment->backlog, i), sizeof (WgBacklogCounts));
  g_ptr_array_unref (moment->cases);
  g_object_unref (moment->backlog);
}

static gint64
publish (WgTestStore *self, WgTestStaging *staging)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = wg_test_publish (self->store, staging, WG_TEST_GIS, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->refused, ==, 0);
  wg_test_staging_clear (staging);
  return report->batch;
}

static void
undo_import (WgTestStore *self, gint64 batch_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBatch) batch = NULL;
  WgTestWait wait = { NULL };

  wg_store_undo_import_async (self->store, batch_id, WG_TEST_DUTY, NULL, NULL, wg_test_wait_ready, &wait);
  batch = wg_store_undo_import_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
}

/* In the first import both lie in A; the second one closes one of them and moves it to B. */
static gint64
import_cases (WgTestStore *self, gboolean again)
{
  WgTestStaging staging;

  wg_test_staging_begin (&staging, WG_IMPORT_CASES);
  wg_test_staging_add_case (&staging, "N1", "'filed', 1000, 2000, 116.605, 40.305, 'Rodent'");
  wg_test_staging_add_case (&staging, "N2", "'filed', 1000, 2000, 116.606, 40.305, 'Rodent'");
  if (again)
    {
      staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
      wg_test_staging_run (&staging, "UPDATE case_row SET state = 'closed', title = 'another', lon = 116.617, due_ms = 5 WHERE seq = 1");
    }
  return publish (self, &staging);
}

static void
test_changed_by_import (WgTestStore *self, gconstpointer data)
{
  Moment moments[3];
  gint64 batch_id;

  import_cases (self, FALSE);
  note_moment (self, &moments[0]);
  batch_id = import_cases (self, TRUE);
  note_moment (self, &moments[1]);
  undo_import (self, batch_id);
  note_moment (self, &moments[2]);
  g_assert_cmpint (((WgCaseRecord *) moments[0].cases->pdata[1])->grid_id, !=, ((WgCaseRecord *) moments[1].cases->pdata[1])->grid_id);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    assert_moment (self, &moments[i]);
}

/* Halves below A. @redrawn: their border lies elsewhere, so that a case changes hands. */
static gint64
import_grids (WgTestStore *self, gboolean redrawn)
{
  double width = redrawn ? 0.002 : 0.0056;
  WgTestStaging staging;

  wg_test_staging_begin (&staging, WG_IMPORT_GRIDS);
  staging.request->level = 3;
  staging.request->level_name = g_strdup (redrawn ? "Other half" : "Half");
  wg_test_staging_add_grid (&staging, "A1", "west", "A", 116.6, 40.3, width, 0.01);
  wg_test_staging_add_grid (&staging, "A2", "east", "A", 116.6 + width, 40.3, 0.01 - width, 0.01);
  if (redrawn)
    staging.request->on_duplicate = WG_IMPORT_DUPLICATES_UPDATE;
  return publish (self, &staging);
}

static void
test_new_grids (WgTestStore *self, gconstpointer data)
{
  Moment moments[3];
  gint64 batch_id;

  import_cases (self, FALSE);
  wg_act_result_free (wg_test_perform (self->store, wg_test_report (116.603, 40.305), NULL));
  note_moment (self, &moments[0]);
  import_grids (self, FALSE);
  note_moment (self, &moments[1]);
  batch_id = import_grids (self, TRUE);
  undo_import (self, batch_id);
  import_grids (self, TRUE);
  note_moment (self, &moments[2]);
  /* The name of a new level is no news for one that is there. */
  g_assert_cmpstr (wg_grid_tree_find_level (wg_backlog_get_tree (moments[2].backlog), 3)->name, ==, "Half");
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    assert_moment (self, &moments[i]);
}

static WgCaseRecord *
make_imported (WgCaseState state)
{
  WgCaseRecord *record = wg_case_record_new ();

  record->number = g_strdup ("X");
  record->batch_id = 1;
  record->state = state;
  record->reported_ms = 1000;
  record->person_id = 7;
  record->person_name = g_strdup ("王建国");
  return record;
}

static void
assert_state_at (const WgCaseRecord *record, gint64 at_ms, WgCaseState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgCaseRecord) then = wg_as_of_case (record, NULL, at_ms, &error);

  g_assert_no_error (error);
  g_assert_nonnull (then);
  g_assert_cmpint (then->state, ==, state);
  g_assert_cmpint (then->person_id, ==, state >= WG_CASE_STATE_ASSIGNED ? 7 : WG_NO_ID);
}

static void
test_business_times (void)
{
  g_autoptr (WgCaseRecord) record = make_imported (WG_CASE_STATE_CLOSED);
  g_autoptr (WgCaseRecord) vague = make_imported (WG_CASE_STATE_CLOSED);

  record->filed_ms = 2000;
  record->first_assigned_ms = 3000;
  record->done_ms = 4000;
  record->closed_ms = 5000;
  g_assert_null (wg_as_of_case (record, NULL, 999, NULL));
  assert_state_at (record, 1000, WG_CASE_STATE_REPORTED);
  assert_state_at (record, 2000, WG_CASE_STATE_FILED);
  assert_state_at (record, 3000, WG_CASE_STATE_HANDLING);
  assert_state_at (record, 4000, WG_CASE_STATE_HANDLED);
  assert_state_at (record, 5000, WG_CASE_STATE_CLOSED);
  /* When it was closed is not known, so it counts as closed ever since it was reported. */
  assert_state_at (vague, 1000, WG_CASE_STATE_CLOSED);
}

static void
test_damaged_event (void)
{
  g_autoptr (WgCaseRecord) record = make_imported (WG_CASE_STATE_FILED);
  g_autoptr (GPtrArray) later = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_event_free);
  g_autoptr (GError) error = NULL;
  WgEvent *event = wg_event_new ();

  event->from_state = g_strdup ("reported");
  event->fields = g_strdup ("{\"old\":");
  g_ptr_array_add (later, event);
  g_assert_null (wg_as_of_case (record, later, 1500, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/as-of/random-walk", WgTestStore, NULL, set_up, test_random_walk, tear_down);
  g_test_add ("/as-of/changed-by-import", WgTestStore, NULL, set_up, test_changed_by_import, tear_down);
  g_test_add ("/as-of/new-grids", WgTestStore, NULL, set_up, test_new_grids, tear_down);
  g_test_add_func ("/as-of/business-times", test_business_times);
  g_test_add_func ("/as-of/damaged-event", test_damaged_event);
  return g_test_run ();
}
