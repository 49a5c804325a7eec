/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: GThreadPool keeps what was asked for even when the view has moved on, and hands results over in idle time, below
 * drawing, where a busy map would never see them. Here the list of wishes is replaced as a whole with every frame, and
 * results come back before the next frame is drawn.
 */

#include "wg-paint-queue.h"

#include <sys/resource.h>

/* Painters give way to the main thread where processors are few; on Linux this is a matter of each thread. At 10 they
 * starved beside anybody else's work: what takes an eighth of a second took four.
 */
#define NICENESS 5

/* Above GDK_PRIORITY_REDRAW, below input: what is done shows in the next frame. */
#define PRIORITY_RESULT G_PRIORITY_HIGH_IDLE

typedef struct
{
  guint64 key;
  gpointer request;
  gpointer result;
} Done;

struct _WgPaintQueue
{
  guint refs; /* main thread: the owner, and the handing over of results */
  GPtrArray *threads;
  WgPaintFunc func;
  WgPaintDone done;
  gpointer user_data;
  GDestroyNotify request_free;
  GDestroyNotify result_free;
  GMainContext *context;

  GMutex lock; /* guards everything below */
  GCond cond;
  gboolean closed;
  GArray *waiting;     /* WgPaintJob, the first wanted last */
  GHashTable *running; /* keys */
  GQueue results;      /* Done */
  GSource *source;     /* hands results over; NULL while there are none */
};

static void
release (WgPaintQueue *queue)
{
  if (--queue->refs > 0)
    return;
  g_ptr_array_unref (queue->threads);
  g_array_unref (queue->waiting);
  g_hash_table_unref (queue->running);
  g_main_context_unref (queue->context);
  g_mutex_clear (&queue->lock);
  g_cond_clear (&queue->cond);
  g_free (queue);
}

static guint64 *
copy_key (guint64 key)
{
  return g_memdup2 (&key, sizeof key);
}

static void
free_done (WgPaintQueue *queue, Done *done, gboolean with_result)
{
  queue->request_free (done->request);
  if (with_result && done->result != NULL)
    queue->result_free (done->result);
  g_free (done);
}

static void
clear_waiting (WgPaintQueue *queue)
{
  for (guint i = 0; i < queue->waiting->len; i++)
    queue->request_free (g_array_index (queue->waiting, WgPaintJob, i).request);
  g_array_set_size (queue->waiting, 0);
}

/* On the main thread. */
static gboolean
hand_over (gpointer user_data)
{
  WgPaintQueue *queue = user_data;
  Done *done;

  queue->refs++; /* the taker may free the queue */
  for (;;)
    {
      g_mutex_lock (&queue->lock);
      done = queue->closed ? NULL : g_queue_pop_head (&queue->results);
      if (done != NULL)
        g_hash_table_remove (queue->running, &done->key);
      else
        g_clear_pointer (&queue->source, g_source_unref);
      g_mutex_unlock (&queue->lock);
      if (done == NULL)
        break;
      queue->done (done->key, done->request, g_steal_pointer (&done->result), queue->user_data);
      free_done (queue, done, FALSE);
    }
  release (queue);
  return G_SOURCE_REMOVE;
}

/* With the lock held. */
static void
wake_main (WgPaintQueue *queue)
{
  if (queue->source != NULL)
    return;
  queue->source = g_idle_source_new ();
  g_source_set_priority (queue->source, PRIORITY_RESULT);
  g_source_set_callback (queue->source, hand_over, queue, NULL);
  g_source_attach (queue->source, queue->context);
}

static gpointer
work (gpointer user_data)
{
  WgPaintQueue *queue = user_data;

  setpriority (PRIO_PROCESS, 0, NICENESS);
  g_mutex_lock (&queue->lock);
  while (!queue->closed)
    {
      Done *done;
      WgPaintJob *job;

      if (queue->waiting->len == 0)
        {
          g_cond_wait (&queue->cond, &queue->lock);
          continue;
        }
      job = &g_array_index (queue->waiting, WgPaintJob, queue->waiting->len - 1);
      done = g_new0 (Done, 1);
      done->key = job->key;
      done->request = job->request;
      g_array_set_size (queue->waiting, queue->waiting->len - 1);
      g_hash_table_add (queue->running, copy_key (done->key));
      g_mutex_unlock (&queue->lock);
      done->result = queue->func (done->request);
      g_mutex_lock (&queue->lock);
      g_queue_push_tail (&queue->results, done);
      if (!queue->closed)
        wake_main (queue);
    }
  g_mutex_unlock (&queue->lock);
  return NULL;
}

WgPaintQueue *
wg_paint_queue_new (guint n_threads,
                    WgPaintFunc func,
                    WgPaintDone done,
                    gpointer user_data,
                    GDestroyNotify request_free,
                    GDestroyNotify result_free)
{
  WgPaintQueue *queue = g_new0 (WgPaintQueue, 1);

  queue->refs = 1;
  queue->threads = g_ptr_array_new ();
  queue->func = func;
  queue->done = done;
  queue->user_data = user_data;
  queue->request_free = request_free;
  queue->result_free = result_free;
  queue->context = g_main_context_ref_thread_default ();
  g_mutex_init (&queue->lock);
  g_cond_init (&queue->cond);
  queue->waiting = g_array_new (FALSE, FALSE, sizeof (WgPaintJob));
  queue->running = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_queue_init (&queue->results);
  for (guint i = 0; i < MAX (1, n_threads); i++)
    g_ptr_array_add (queue->threads, g_thread_new ("paint", work, queue));
  return queue;
}

static int
compare_jobs (gconstpointer a, gconstpointer b)
{
  const WgPaintJob *one = a, *other = b;

  return one->priority > other->priority ? -1 : one->priority < other->priority;
}

/* With the lock held; the most wanted of several jobs for one key is kept. */
static void
pass_over (WgPaintQueue *queue, GArray *jobs)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = jobs->len; i > 0; i--)
    {
      WgPaintJob *job = &g_array_index (jobs, WgPaintJob, i - 1);

      if (!g_hash_table_contains (queue->running, &job->key) && g_hash_table_add (taken, &job->key))
        continue;
      queue->request_free (job->request);
      job->request = NULL;
    }
}

void
wg_paint_queue_replace (WgPaintQueue *queue, GArray *jobs)
{
  g_array_sort (jobs, compare_jobs);
  g_mutex_lock (&queue->lock);
  clear_waiting (queue);
  pass_over (queue, jobs);
  for (guint i = 0; i < jobs->len; i++)
    {
      if (g_array_index (jobs, WgPaintJob, i).request != NULL)
        g_array_append_val (queue->waiting, g_array_index (jobs, WgPaintJob, i));
    }
  if (queue->waiting->len > 0)
    g_cond_broadcast (&queue->cond);
  g_mutex_unlock (&queue->lock);
  g_array_set_size (jobs, 0);
}

gboolean
wg_paint_queue_is_running (WgPaintQueue *queue, guint64 key)
{
  gboolean running;

  g_mutex_lock (&queue->lock);
  running = g_hash_table_contains (queue->running, &key);
  g_mutex_unlock (&queue->lock);
  return running;
}

guint
wg_paint_queue_get_n (WgPaintQueue *queue)
{
  guint n;

  g_mutex_lock (&queue->lock);
  n = queue->waiting->len + g_hash_table_size (queue->running);
  g_mutex_unlock (&queue->lock);
  return n;
}

void
wg_paint_queue_free (WgPaintQueue *queue)
{
  Done *done;

  g_mutex_lock (&queue->lock);
  queue->closed = TRUE;
  clear_waiting (queue);
  g_cond_broadcast (&queue->cond);
  g_mutex_unlock (&queue->lock);
  for (guint i = 0; i < queue->threads->len; i++)
    g_thread_join (g_ptr_array_index (queue->threads, i));
  while ((done = g_queue_pop_head (&queue->results)) != NULL)
    free_done (queue, done, TRUE);
  if (queue->source != NULL)
    g_source_destroy (queue->source);
  g_clear_pointer (&queue->source, g_source_unref);
  release (queue);
}
