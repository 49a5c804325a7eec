/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: half of the time of an import goes into GDAL's parsing and half into checking and writing what it has parsed. They
 * do not need each other, so they happen beside each other. The thread that made a feature also frees it: that is a tenth
 * of the other one's work, and memory goes back where it came from.
 */

#include "wg-geo-ahead.h"

#include "wg-geo-staging.h"

#define BATCH_FEATURES 128
#define N_BATCHES 4

typedef struct
{
  WgGeoTaken items[BATCH_FEATURES];
  guint n_items;
  gboolean last;
} Batch;

struct _WgGeoAhead
{
  WgGeoSource *source; /* borrowed */
  GThread *thread;
  GAsyncQueue *full;
  GAsyncQueue *empty;
  Batch batches[N_BATCHES];
  Batch *at; /* the one that is being taken from */
  guint next;
  gboolean stops;
  char *last_failure;
  double seconds;
};

/* What nobody took over. */
static void
empty (Batch *batch)
{
  for (guint i = 0; i < batch->n_items; i++)
    {
      OGR_F_Destroy (batch->items[i].feature);
      g_free (batch->items[i].failure);
      g_free (batch->items[i].warning);
    }
  batch->n_items = 0;
}

static void
fill (WgGeoAhead *ahead, Batch *batch)
{
  for (batch->n_items = 0; batch->n_items < BATCH_FEATURES && !batch->last; batch->n_items++)
    {
      WgGeoTaken *item = &batch->items[batch->n_items];

      item->feature = wg_geo_source_next (ahead->source);
      if (item->feature == NULL)
        {
          batch->last = TRUE;
          return;
        }
      item->failure = wg_geo_gdal_take_failure ();
      item->warning = wg_geo_gdal_take_warning ();
    }
}

static gpointer
read_ahead (gpointer data)
{
  WgGeoAhead *ahead = data;
  gboolean last = FALSE;

  while (!last)
    {
      Batch *batch = g_async_queue_pop (ahead->empty);

      empty (batch);
      batch->last = g_atomic_int_get (&ahead->stops);
      fill (ahead, batch);
      last = batch->last;
      if (last)
        {
          ahead->last_failure = wg_geo_gdal_take_failure ();
          ahead->seconds = wg_geo_get_thread_seconds ();
        }
      g_async_queue_push (ahead->full, batch);
    }
  return NULL;
}

WgGeoAhead *
wg_geo_ahead_new (WgGeoSource *source)
{
  WgGeoAhead *ahead = g_new0 (WgGeoAhead, 1);

  ahead->source = source;
  ahead->full = g_async_queue_new ();
  ahead->empty = g_async_queue_new ();
  for (int i = 0; i < N_BATCHES; i++)
    g_async_queue_push (ahead->empty, &ahead->batches[i]);
  wg_geo_gdal_set_reads_ahead (TRUE);
  ahead->thread = g_thread_new ("read", read_ahead, ahead);
  return ahead;
}

WgGeoTaken *
wg_geo_ahead_take (WgGeoAhead *ahead)
{
  while (ahead->at == NULL || ahead->next == ahead->at->n_items)
    {
      if (ahead->at != NULL && ahead->at->last)
        return NULL;
      if (ahead->at != NULL)
        g_async_queue_push (ahead->empty, ahead->at);
      ahead->at = g_async_queue_pop (ahead->full);
      ahead->next = 0;
    }
  return &ahead->at->items[ahead->next++];
}

char *
wg_geo_ahead_take_last_failure (WgGeoAhead *ahead)
{
  return g_steal_pointer (&ahead->last_failure);
}

double
wg_geo_ahead_get_seconds (WgGeoAhead *ahead)
{
  return ahead->seconds;
}

void
wg_geo_ahead_free (WgGeoAhead *ahead)
{
  g_atomic_int_set (&ahead->stops, TRUE);
  while (wg_geo_ahead_take (ahead) != NULL)
    continue;
  g_thread_join (ahead->thread);
  for (int i = 0; i < N_BATCHES; i++)
    empty (&ahead->batches[i]);
  wg_geo_gdal_set_reads_ahead (FALSE);
  g_async_queue_unref (ahead->full);
  g_async_queue_unref (ahead->empty);
  g_free (ahead->last_failure);
  g_free (ahead);
}
