/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a database that has just been loaded has its index of the search made in the background, once, and that takes a
 * processor as long as it lasts; what a desk does all day is measured without it.
 */

#include "bench-index.h"

#include "wg-store-search.h"

#define QUESTION "qqqqq" /* nothing holds it, so that only a missing index keeps the answer away */
#define PAUSE_US 50000

enum
{
  INCOMPLETE = 1,
  COMPLETE
};

static void
on_ready (GObject *source, GAsyncResult *ready, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (ready);
}

gpointer
bench_index_ask (WgStore *store, WgStoreFunc func, gpointer request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer value;

  wg_store_read_async (store, func, request, NULL, NULL, NULL, on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  value = wg_store_work_finish (store, result, &error);
  if (error != NULL)
    g_error ("%s", error->message);
  return value;
}

/* An answer of nothing at all is that of a damaged database. */
static gpointer
is_complete (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean whole = TRUE;

  for (int kind = WG_SEARCH_CASES; kind <= WG_SEARCH_AREAS; kind++)
    {
      gboolean complete = FALSE;
      WgStatement *row = wg_connection_search (work->connection, (WgSearchKind) kind, QUESTION, 1, &complete, error);

      if (row != NULL)
        wg_statement_reset (row);
      whole &= row != NULL && complete;
    }
  return GINT_TO_POINTER (whole ? COMPLETE : INCOMPLETE);
}

double
bench_index_complete (WgStore *store)
{
  gint64 start = g_get_monotonic_time ();

  wg_store_complete_search (store);
  while (GPOINTER_TO_INT (bench_index_ask (store, is_complete, NULL)) != COMPLETE)
    {
      g_usleep (PAUSE_US);
      g_main_context_iteration (NULL, FALSE);
    }
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}
