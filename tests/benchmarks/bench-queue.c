/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a district of 170,000 cases a year is worked from one list. Were all of them open, what would opening a queue, a
 * filter and another order cost, beside the least that they can: one walk over the same cases, one comparison of each text,
 * one qsort() of the same pointers?
 */

#include "wg-case-list-model.h"
#include "wg-test-staging.h"
#include "wg-test-store.h"

#include <stdlib.h>
#include <string.h>

#define N_CASES 170000
#define ROUNDS 7

typedef struct
{
  WgTestStore test;
  WgContext *context;
  WgCaseListModel *model;
  GPtrArray *cases; /* the board's */
} Bench;

static void
bring_cases (Bench *self)
{
  WgTestStaging staging;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_CASES);
  wg_test_staging_run (&staging,
                       "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
                       "INSERT INTO case_row (number, state, reported_ms, due_ms, lon, lat, class_text) "
                       "SELECT printf ('F%%06d', i), CASE i %% 3 WHEN 0 THEN 'reported' ELSE 'handling' END, "
                       "%" G_GINT64_FORMAT " - i * 7919 %% 31536000 * 1000, %" G_GINT64_FORMAT " + (i * 104729 %% 1000003 - 500000) * 1000, "
                       "116.6 + i * 7919 %% 99991 / 99991.0 * 0.02, 40.3 + i * 104729 %% 99991 / 99991.0 * 0.02, '暴露垃圾' FROM n",
                       N_CASES - 1, WG_TEST_NOW, WG_TEST_NOW);
  report = wg_test_publish (self->test.store, &staging, WG_TEST_GIS, &error);
  if (report == NULL)
    g_error ("%s", error->message);
  wg_test_staging_clear (&staging);
}

static void
wait_for_cases (Bench *self)
{
  WgCaseBoard *board;

  self->context = wg_context_new (self->test.store, NULL);
  board = wg_context_get_board (self->context);
  while (!wg_case_board_is_loaded (board))
    g_main_context_iteration (NULL, TRUE);
  self->cases = wg_case_board_get_cases (board);
  if (self->cases->len != N_CASES)
    g_error ("%u cases instead of %d", self->cases->len, N_CASES);
  self->model = wg_case_list_model_new (self->context, WG_QUEUE_MINE);
  wg_case_list_model_settle (self->model);
}

/* What is measured, and how it is made possible again. */

static void
open_queue (Bench *self)
{
  wg_case_list_model_set_queue (self->model, WG_QUEUE_OPEN);
}

static void
leave_queue (Bench *self)
{
  wg_case_list_model_set_queue (self->model, WG_QUEUE_MINE);
}

static void
set_filter (Bench *self)
{
  wg_case_list_model_set_text (self->model, "F0123");
}

static void
take_filter (Bench *self)
{
  wg_case_list_model_set_text (self->model, NULL);
}

static void
set_order (Bench *self)
{
  wg_case_list_model_set_order (self->model, WG_CASE_ORDER_NEWEST, FALSE);
}

static void
take_order (Bench *self)
{
  wg_case_list_model_set_order (self->model, WG_CASE_ORDER_URGENCY, FALSE);
}

/* The least. */

static volatile gint64 sink;

static void
walk (Bench *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->cases->len; i++)
    sum += wg_case_state_is_open (((const WgCaseRecord *) self->cases->pdata[i])->state);
  sink = sum;
}

static void
compare_texts (Bench *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->cases->len; i++)
    sum += strstr (((const WgCaseRecord *) self->cases->pdata[i])->number, "F0123") != NULL;
  sink = sum;
}

static int
compare_times (const void *a, const void *b)
{
  gint64 one = (*(const WgCaseRecord *const *) a)->reported_ms, two = (*(const WgCaseRecord *const *) b)->reported_ms;

  return one < two ? 1 : one > two ? -1 : 0;
}

static void
sort (Bench *self)
{
  g_autofree gpointer *copy = g_memdup2 (self->cases->pdata, self->cases->len * sizeof (gpointer));

  qsort (copy, self->cases->len, sizeof (gpointer), compare_times);
}

static int
compare (const void *a, const void *b)
{
  double one = *(const double *) a, two = *(const double *) b;

  return one < two ? -1 : one > two;
}

static double
time_once (Bench *self, void (*step) (Bench *self))
{
  gint64 start = g_get_monotonic_time ();

  step (self);
  wg_case_list_model_settle (self->model);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
measure (Bench *self, const char *name, void (*step) (Bench *self), void (*back) (Bench *self), void (*floor) (Bench *self))
{
  double ms[ROUNDS], least[ROUNDS];
  guint n = 0;

  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      floor (self);
      least[i] = (double) (g_get_monotonic_time () - start) / 1000;
      ms[i] = time_once (self, step);
      n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
      if (back != NULL)
        time_once (self, back);
    }
  qsort (ms, ROUNDS, sizeof *ms, compare);
  qsort (least, ROUNDS, sizeof *least, compare);
  g_print ("%s: %.1f ms for %u rows, the least %.1f ms, %.1f times\n", name, ms[ROUNDS / 2], n, least[ROUNDS / 2],
           ms[ROUNDS / 2] / least[ROUNDS / 2]);
}

int
main (int argc, char **argv)
{
  Bench self = { 0 };

  wg_test_store_set_up (&self.test, NULL);
  bring_cases (&self);
  wait_for_cases (&self);
  measure (&self, "open the queue", open_queue, leave_queue, walk);
  time_once (&self, open_queue);
  measure (&self, "filter by a text", set_filter, take_filter, compare_texts);
  measure (&self, "another order", set_order, take_order, sort);
  g_clear_object (&self.model);
  g_clear_object (&self.context);
  wg_test_store_tear_down (&self.test);
  return 0;
}
