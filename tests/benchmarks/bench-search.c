/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an answer that comes while one types is asked of the index. How much faster is that than looking at every text, how long
 * does the box of the window wait for cases and places, and how long does it take to weigh everybody for a case?
 *
 * bench-search WANGGE [DATABASE]; without a database one with 170,000 cases, 917,791 facilities and the buildings of a large demo
 * is made first. Its index is completed before.
 */

#include "wg-search-text.h"
#include "wg-store-cases.h"
#include "wg-store-features.h"
#include "wg-store-search.h"
#include "wg-store-suggest.h"
#include "wg-test-store.h"

#include "bench-cases.h"
#include "bench-demo.h"
#include "bench-figures.h"
#include "bench-index.h"

#include <locale.h>

#define ROUNDS 9
#define MOST 8
#define N_CASES 170000
#define N_FACILITIES 917791
#define TARGET_MS 50.0

typedef struct
{
  const char *text;
  guint n_found;
  double ms[2][ROUNDS];
} Question;

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

/* A question of the box of the window; returns how many were found. */
typedef guint (*Ask) (WgStore *store, const char *text);

static guint
ask_places (WgStore *store, const char *text)
{
  WgTestWait wait = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;

  wg_store_find_places_async (store, text, MOST, NULL, wg_test_wait_ready, &wait);
  result = wg_test_wait (&wait);
  found = wg_store_find_places_finish (store, result, NULL);
  return found->len;
}

static guint
ask_features (WgStore *store, const char *text)
{
  WgTestWait wait = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  gboolean complete = FALSE;

  wg_store_find_features_async (store, text, MOST, NULL, wg_test_wait_ready, &wait);
  result = wg_test_wait (&wait);
  found = wg_store_find_features_finish (store, result, &complete, NULL);
  g_assert_true (complete);
  return found->len;
}

/* From the question to the answer in the main loop. */
static double
time_box (WgStore *store, Ask ask, const char *text, guint *n_found)
{
  double ms[ROUNDS];

  for (int round = 0; round < ROUNDS; round++)
    {
      gint64 start = g_get_monotonic_time ();

      *n_found = ask (store, text);
      ms[round] = (double) (g_get_monotonic_time () - start) / 1000;
    }
  return bench_figures_take_middle (ms, ROUNDS);
}

static void
measure (WgStore *store, const char *text)
{
  Question question = { text };
  double index, look, places, features;
  guint n_places, n_features;

  bench_index_ask (store, ask_both_ways, &question);
  index = bench_figures_take_middle (question.ms[0], ROUNDS);
  look = bench_figures_take_middle (question.ms[1], ROUNDS);
  places = time_box (store, ask_places, text, &n_places);
  features = time_box (store, ask_features, text, &n_features);
  g_print ("%s: %u cases, index %.2f ms, plain look %.2f ms, ratio %.3f; %u places in %.2f ms; %u features in %.2f ms; %.0f ms are allowed: %s\n",
           text, question.n_found, index, look, index / look, n_places, places, n_features, features, TARGET_MS,
           MAX (index, MAX (places, features)) <= TARGET_MS ? "met" : "missed");
}

int
main (int argc, char **argv)
{
  static const char *const texts[] = { "垃圾", "井盖缺失", "和平", "20260", "F0123", "路", "hpl", "heping", "聚鑫源东里", "井", "10450", "F104507", "迎宾街120号", "ybj", "没有这样的话" };
  g_autofree char *folder = NULL;
  g_autofree char *database = argc > 2 ? g_strdup (argv[2]) : bench_demo_make (argv[1], "huairou", &folder);
  g_autoptr (WgStore) store = bench_cases_open (database);
  Question everybody = { "" };

  setlocale (LC_ALL, "");
  if (folder != NULL)
    {
      bench_cases_add (store, N_CASES);
      bench_cases_add_facilities (store, N_FACILITIES);
    }
  g_print ("index completed in %.1f s\n", bench_index_complete (store));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    measure (store, texts[i]);
  bench_index_ask (store, suggest, &everybody);
  g_print ("suggestion: %.1f ms (median of %d)\n", bench_figures_take_middle (everybody.ms[0], ROUNDS), ROUNDS);
  if (folder != NULL)
    bench_demo_remove (folder, database);
  return 0;
}
