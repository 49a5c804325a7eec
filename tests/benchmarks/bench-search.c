/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an answer that comes while one types is asked of the index; bench-search FILE says how much faster that is than
 * looking at every text, and how long it takes to weigh everybody for a case. The index of FILE is completed first.
 */

#include "wg-sqlite-driver.h"
#include "wg-search-text.h"
#include "wg-store-cases.h"
#include "wg-store-search.h"
#include "wg-store-suggest.h"

#include "bench-index.h"

#include <stdlib.h>

#define ROUNDS 9
#define MOST 8

typedef struct
{
  const char *text;
  guint n_found;
  double ms[2][ROUNDS];
} Question;

static GAsyncResult *result;

static void
on_ready (GObject *source, GAsyncResult *ready, gpointer user_data)
{
  result = g_object_ref (ready);
}

/* With the index, then as if there were none. */
static gpointer
ask_both_ways (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autofree char *folded = wg_search_fold (question->text);

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (WgCaseQuery) query = wg_case_query_new ();
      g_autoptr (GPtrArray) found = NULL;
      gint64 start = g_get_monotonic_time ();
      WgStatement *row;

      query->text = g_strdup (question->text);
      query->limit = MOST;
      found = wg_store_work_list_cases (work, query, error);
      question->ms[0][round] = (double) (g_get_monotonic_time () - start) / 1000;
      question->n_found = found->len;
      start = g_get_monotonic_time ();
      row = wg_connection_query (work->connection, error, "case-list", "isisiiiisiii", wg_connection_get_district (work->connection), NULL,
                                 WG_NULL_ID, NULL, WG_NULL_ID, WG_NULL_ID, WG_NULL_ID, WG_NULL_ID, folded, WG_NULL_ID, WG_NULL_ID, (gint64) 0);
      for (int n = 0; n < MOST && wg_statement_step (row, error); n++)
        ;
      wg_statement_reset (row);
      question->ms[1][round] = (double) (g_get_monotonic_time () - start) / 1000;
    }
  return question;
}

static gpointer
suggest (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) cases = NULL;

  query->only_open = TRUE;
  query->limit = ROUNDS;
  cases = wg_store_work_list_cases (work, query, error);
  for (guint i = 0; cases != NULL && i < ROUNDS; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i % cases->len);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) found = wg_store_work_suggest (work, record->number, 5, G_MININT64, error);

      question->ms[0][i] = (double) (g_get_monotonic_time () - start) / 1000;
      question->n_found = found->len;
    }
  return question;
}

static int
compare (const void *a, const void *b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

static double
median (double *ms)
{
  qsort (ms, ROUNDS, sizeof *ms, compare);
  return ms[ROUNDS / 2];
}

int
main (int argc, char **argv)
{
  static const char *const texts[] = { "垃圾", "井盖缺失", "和平", "20260", "路", "hpl", "heping", "聚鑫源东里", "没有这样的话" };
  g_autoptr (WgDriver) driver = argc > 1 ? wg_sqlite_driver_new (argv[1]) : NULL;
  g_autoptr (WgStore) store = driver != NULL ? wg_store_new (driver, NULL, NULL) : NULL;
  Question everybody = { "" };

  if (store == NULL)
    return 77;
  wg_store_open_async (store, FALSE, NULL, on_ready, NULL);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!wg_store_open_finish (store, result, NULL))
    return 1;
  g_clear_object (&result);
  g_print ("index completed in %.1f s\n", bench_index_complete (store));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Question question = { texts[i] };
      double index, look;

      bench_index_ask (store, ask_both_ways, &question);
      index = median (question.ms[0]);
      look = median (question.ms[1]);
      g_print ("%s: %u found, index %.2f ms, plain look %.2f ms, ratio %.3f\n", texts[i], question.n_found, index, look, index / look);
    }
  bench_index_ask (store, suggest, &everybody);
  g_print ("suggestion: %.1f ms (median of %d)\n", median (everybody.ms[0]), ROUNDS);
  return 0;
}
