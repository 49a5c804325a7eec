/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a district of 170,000 cases a year is worked from one list. Were all of them open, what would opening a queue, a
 * filter, another order and scrolling cost, beside the least that they can: one walk over the same cases, one comparison of
 * each text, one qsort() of the same pointers? And is the window ever away for longer than a hand notices? The list is on the
 * screen; a step is over when it was painted.
 */

#include "wg-case-list.h"
#include "wg-case-list-model.h"
#include "wg-context.h"
#include "wg-selection.h"
#include "wg-test-staging.h"
#include "wg-test-store.h"

#include "bench-figures.h"
#include "bench-list.h"
#include "bench-loop.h"

#include <stdlib.h>
#include <string.h>

#define N_CASES 170000
#define ROUNDS 7
#define N_PAGES 60
#define QUIET_MS 3000 /* what an import leaves to do is done */

typedef struct
{
  WgTestStore test;
  WgContext *context;
  GtkWidget *window;
  WgCaseList *list;
  guint n_frames; /* painted so far */
} Bench;

/* Milliseconds. */
typedef struct
{
  double first;   /* until the rows were painted */
  double longest; /* that the main loop was away for meanwhile */
  double busy;    /* what of that the thread itself used */
  double least;   /* of the same thing, see below */
} Figures;

static void
on_painted (GdkFrameClock *clock, Bench *self)
{
  self->n_frames++;
}

static void
wait_for_paint (Bench *self)
{
  guint n = self->n_frames + 1;

  while (self->n_frames < n)
    {
      gtk_widget_queue_draw (GTK_WIDGET (self->list));
      g_main_context_iteration (NULL, TRUE);
    }
}

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
wait_for_rows (Bench *self)
{
  while (wg_case_list_model_is_arranging (wg_case_list_get_model (self->list)))
    g_main_context_iteration (NULL, TRUE);
}

static GPtrArray *
get_cases (Bench *self)
{
  return wg_case_board_get_cases (wg_context_get_board (self->context));
}

static void
show_list (Bench *self)
{
  static const WgOperator desk = { WG_TEST_DESK, (char *) "desk", (char *) "desk", WG_NO_ID, TRUE, WG_ROLE_INTAKE | WG_ROLE_DISPATCHER };
  WgCaseBoard *board;

  self->context = wg_context_new (self->test.store, NULL);
  wg_context_set_operator (self->context, &desk);
  wg_context_set_size_class (self->context, WG_SIZE_LARGE);
  board = wg_context_get_board (self->context);
  self->list = g_object_new (WG_TYPE_CASE_LIST, NULL);
  wg_case_list_set_context (self->list, self->context);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 740, 1100);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->list));
  gtk_window_present (GTK_WINDOW (self->window));
  while (!wg_case_board_is_loaded (board))
    g_main_context_iteration (NULL, TRUE);
  if (get_cases (self)->len != N_CASES)
    g_error ("%u cases instead of %d", get_cases (self)->len, N_CASES);
  wg_test_wait_ms (QUIET_MS);
  wait_for_rows (self);
  while (gtk_widget_get_frame_clock (self->window) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (gtk_widget_get_frame_clock (self->window), "after-paint", G_CALLBACK (on_painted), self);
  wait_for_paint (self);
}

/* What is measured, and how it is made possible again. */

static void
open_queue (Bench *self)
{
  wg_case_list_set_queue (self->list, WG_QUEUE_OPEN);
}

static void
leave_queue (Bench *self)
{
  wg_case_list_set_queue (self->list, WG_QUEUE_MINE);
}

static void
set_filter (Bench *self)
{
  wg_case_list_set_text (self->list, "F0123");
}

static void
take_filter (Bench *self)
{
  wg_case_list_set_text (self->list, "");
}

static void
set_order (Bench *self)
{
  wg_case_list_model_set_order (wg_case_list_get_model (self->list), WG_CASE_ORDER_NEWEST, FALSE);
}

static void
take_order (Bench *self)
{
  wg_case_list_model_set_order (wg_case_list_get_model (self->list), WG_CASE_ORDER_URGENCY, FALSE);
}

/* The least. */

static volatile gint64 sink;

static void
walk (Bench *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < get_cases (self)->len; i++)
    sum += wg_case_state_is_open (((const WgCaseRecord *) get_cases (self)->pdata[i])->state);
  sink = sum;
}

static void
compare_texts (Bench *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < get_cases (self)->len; i++)
    sum += strstr (((const WgCaseRecord *) get_cases (self)->pdata[i])->number, "F0123") != NULL;
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
  g_autofree gpointer *copy = g_memdup2 (get_cases (self)->pdata, get_cases (self)->len * sizeof (gpointer));

  qsort (copy, get_cases (self)->len, sizeof (gpointer), compare_times);
}

static double
since (gint64 start_us)
{
  return (double) (g_get_monotonic_time () - start_us) / 1000;
}

static double
do_step (Bench *self, void (*step) (Bench *self))
{
  gint64 start = g_get_monotonic_time ();

  bench_loop_begin ();
  step (self);
  wait_for_rows (self);
  wait_for_paint (self);
  return since (start);
}

static void
measure (Bench *self, const char *name, void (*step) (Bench *self), void (*back) (Bench *self), void (*floor) (Bench *self))
{
  double ms[ROUNDS], least[ROUNDS], longest[ROUNDS], busy[ROUNDS];
  guint n = 0;
  Figures told;

  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      floor (self);
      least[i] = since (start);
      ms[i] = do_step (self, step);
      longest[i] = bench_loop_get_longest ();
      busy[i] = bench_loop_get_busy ();
      n = g_list_model_get_n_items (G_LIST_MODEL (wg_case_list_get_model (self->list)));
      do_step (self, back);
    }
  told = (Figures){ bench_figures_take_middle (ms, ROUNDS), bench_figures_take_middle (longest, ROUNDS),
                    bench_figures_take_middle (busy, ROUNDS), bench_figures_take_middle (least, ROUNDS) };
  g_print ("%s: %u rows painted after %.1f ms, the least %.1f ms, %.1f times; longest block %.1f ms, %.1f ms of it busy\n", name, n,
           told.first, told.least, told.first / told.least, told.longest, told.busy);
}

/* A page a frame, from the top down. */
static void
measure_scrolling (Bench *self)
{
  GtkAdjustment *adjustment = bench_list_find_adjustment (GTK_WIDGET (self->list));
  double ms[N_PAGES], busy[N_PAGES], longest = 0;

  for (int i = 0; i < N_PAGES; i++)
    {
      gint64 start = g_get_monotonic_time ();

      bench_loop_begin ();
      gtk_adjustment_set_value (adjustment, (i + 1) * gtk_adjustment_get_page_size (adjustment));
      wait_for_paint (self);
      ms[i] = since (start);
      busy[i] = bench_loop_get_busy ();
      longest = MAX (longest, bench_loop_get_longest ());
    }
  g_print ("scroll by a page: painted after %.1f ms, busy for %.1f ms; longest block of %d pages %.1f ms\n",
           bench_figures_take_middle (ms, N_PAGES), bench_figures_take_middle (busy, N_PAGES), N_PAGES, longest);
}

/* From the last key of a hand to the row that is another. */

static void
perform (Bench *self, WgVerb verb, const char *number)
{
  WgAct *act = wg_act_new (verb, number);

  if (verb == WG_VERB_ASSIGN)
    act->to_person_id = 1;
  wg_context_perform (self->context, act);
}

static double
time_move (Bench *self, WgVerb verb, gint64 case_id, WgCaseState after)
{
  WgCaseBoard *board = wg_context_get_board (self->context);
  gint64 start = g_get_monotonic_time ();

  perform (self, verb, wg_case_board_find (board, case_id)->number);
  while (wg_case_board_find (board, case_id)->state != after)
    g_main_context_iteration (NULL, TRUE);
  wait_for_paint (self);
  return since (start);
}

static void
on_refused (WgContext *context, const WgAct *act, const GError *error)
{
  g_error ("%s", error->message);
}

static void
measure_moves (Bench *self)
{
  double ms[ROUNDS], longest[ROUNDS], busy[ROUNDS];

  g_signal_connect (self->context, "refused", G_CALLBACK (on_refused), NULL);
  for (int i = 0; i < ROUNDS; i++)
    {
      g_autofree char *number = g_strdup_printf ("F%06d", i * 3);
      gint64 id = wg_case_board_find_number (wg_context_get_board (self->context), number)->id;

      wg_selection_select_case (wg_context_get_selection (self->context), id);
      time_move (self, WG_VERB_FILE, id, WG_CASE_STATE_FILED);
      wg_test_wait_ms (QUIET_MS);
      wait_for_rows (self);
      bench_loop_begin ();
      ms[i] = time_move (self, WG_VERB_ASSIGN, id, WG_CASE_STATE_ASSIGNED);
      longest[i] = bench_loop_get_longest ();
      busy[i] = bench_loop_get_busy ();
    }
  g_print ("assign: the row is another and painted %.1f ms after the key, 150 ms are allowed; longest block %.1f ms, %.1f ms of it busy\n",
           bench_figures_take_middle (ms, ROUNDS), bench_figures_take_middle (longest, ROUNDS), bench_figures_take_middle (busy, ROUNDS));
}

int
main (int argc, char **argv)
{
  Bench self = { 0 };

  adw_init ();
  bench_loop_watch ();
  wg_test_store_set_up (&self.test, NULL);
  bring_cases (&self);
  show_list (&self);
  measure (&self, "open the queue", open_queue, leave_queue, walk);
  do_step (&self, open_queue);
  measure_scrolling (&self);
  measure (&self, "filter by a text", set_filter, take_filter, compare_texts);
  measure (&self, "another order", set_order, take_order, sort);
  measure_moves (&self);
  gtk_window_destroy (GTK_WINDOW (self.window));
  g_clear_object (&self.context);
  wg_test_store_tear_down (&self.test);
  return 0;
}
