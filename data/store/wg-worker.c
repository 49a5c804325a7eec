/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: SQLite connections belong to one thread each. A worker is such a thread; it wraps each piece of work in its
 * transaction and makes a cancellable reach a running statement.
 */

#include "wg-worker.h"

#include "wg-error.h"
#include "wg-later.h"

#include <malloc.h>

/* Nobody has asked for so long: what was read for the last answer is not kept in memory for the next one. */
#define REST_AFTER_MS 1500

#include <glib/gi18n-lib.h>

struct _WgWorker
{
  WgStore *store; /* not owned: the store joins its workers before it goes */
  WgAccess access;
  GAsyncQueue *queue;
  GThread *thread;
  guint interval_ms;
  WgWorkerIdle idle;
  gpointer idle_data;
};

typedef struct
{
  WgJobKind kind;
  GTask *task; /* NULL: a wake-up, or with `stop` the end */
  gboolean stop;
  WgStoreFunc func;
  gpointer request;
  GDestroyNotify request_free;
  GDestroyNotify result_free;
} Job;

static void
job_free (Job *job)
{
  if (job->request_free != NULL)
    job->request_free (job->request);
  /* The task holds the store: were this its last reference, the store would join the very thread we are on. */
  if (job->task != NULL)
    wg_later_unref (g_task_get_context (job->task), job->task);
  g_free (job);
}

static void
interrupt_connection (GCancellable *cancellable, gpointer connection)
{
  wg_connection_interrupt (connection);
}

static gpointer
run_in_transaction (Job *job, WgStoreWork *work, GCancellable *cancellable, GError **error)
{
  gpointer result;

  if (job->kind == WG_JOB_STEPS)
    return job->func (work, job->request, cancellable, error);
  if (!wg_connection_begin (work->connection, job->kind == WG_JOB_WRITE, error))
    return NULL;
  result = job->func (work, job->request, cancellable, error);
  if (result != NULL && wg_connection_commit (work->connection, error))
    return result;
  wg_connection_rollback (work->connection);
  if (result != NULL && job->result_free != NULL)
    job->result_free (result);
  return NULL;
}

static void
run_job (Job *job, WgStoreWork *work)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  GError *error = NULL;
  gulong handler = 0;
  gpointer result = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      g_task_return_error (job->task, error);
      return;
    }
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (interrupt_connection), work->connection, NULL);
  result = run_in_transaction (job, work, cancellable, &error);
  g_cancellable_disconnect (cancellable, handler);
  if (result != NULL)
    g_task_return_pointer (job->task, result, job->result_free);
  else
    {
      wg_connection_rollback (work->connection);
      /* Whoever was stopped while it waited for another program wants to hear that, not whom it waited for. */
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_clear_error (&error);
          g_cancellable_set_error_if_cancelled (cancellable, &error);
        }
      /* A question without an answer: a row that must be there is not. */
      if (error == NULL)
        error = g_error_new_literal (WG_ERROR, WG_ERROR_DAMAGED,
                                     _ ("The database does not hold what it should. Nothing was changed; “wangge verify” says more."));
      g_task_return_error (job->task, error);
    }
}

static gboolean
ensure_connection (WgWorker *self, WgStoreWork *work, GError **error)
{
  if (work->connection == NULL)
    work->connection = wg_driver_open (wg_store_get_driver (self->store), self->access, error);
  if (work->connection == NULL)
    return FALSE;
  wg_connection_set_district (work->connection, wg_store_get_district (self->store)->id);
  work->zone = wg_store_get_zone (self->store);
  if (work->zone_name != wg_store_get_district (self->store)->timezone)
    g_clear_object (&work->calendar);
  work->zone_name = wg_store_get_district (self->store)->timezone;
  return TRUE;
}

static void
be_idle (WgWorker *self, WgStoreWork *work)
{
  g_autoptr (GError) error = NULL;

  if (self->idle == NULL)
    return;
  if (ensure_connection (self, work, &error))
    self->idle (work, self->idle_data);
  else
    g_message ("The database cannot be read: %s", error->message);
}

/* The C library keeps what was freed, in a heap a thread; only when asked does it go back to the system. */
static void
rest (WgStoreWork *work)
{
  if (work->connection != NULL)
    wg_connection_rest (work->connection);
  malloc_trim (0);
}

static Job *
wait_for_job (WgWorker *self, WgStoreWork *work)
{
  Job *job;

  if (self->idle != NULL)
    return g_async_queue_timeout_pop (self->queue, (guint64) self->interval_ms * 1000);
  job = g_async_queue_timeout_pop (self->queue, REST_AFTER_MS * 1000);
  if (job != NULL)
    return job;
  rest (work);
  return g_async_queue_pop (self->queue);
}

static gpointer
worker_thread (gpointer data)
{
  WgWorker *self = data;
  WgStoreWork work = { .store = self->store,
                       .clock = wg_store_get_clock (self->store),
                       .workflow = wg_store_get_workflow (self->store) };
  gboolean stop = FALSE;

  while (!stop)
    {
      Job *job = wait_for_job (self, &work);
      GError *error = NULL;

      if (job == NULL || (job->task == NULL && !job->stop))
        be_idle (self, &work);
      else if (job->stop)
        stop = TRUE;
      else if (ensure_connection (self, &work, &error))
        run_job (job, &work);
      else
        g_task_return_error (job->task, error);
      g_clear_pointer (&job, job_free);
    }
  g_clear_object (&work.calendar);
  g_clear_object (&work.connection);
  return NULL;
}

WgWorker *
wg_worker_new (WgStore *store, const char *name, WgAccess access)
{
  WgWorker *self = g_new0 (WgWorker, 1);

  self->store = store;
  self->access = access;
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new (name, worker_thread, self);
  return self;
}

static void
push (WgWorker *self, Job *job)
{
  g_async_queue_push (self->queue, job);
}

void
wg_worker_set_idle (WgWorker *self, guint interval_ms, WgWorkerIdle idle, gpointer user_data)
{
  self->interval_ms = interval_ms;
  self->idle_data = user_data;
  self->idle = idle;
  wg_worker_wake (self);
}

void
wg_worker_push (WgWorker *self,
                WgJobKind kind,
                GTask *task,
                WgStoreFunc func,
                gpointer request,
                GDestroyNotify request_free,
                GDestroyNotify result_free)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->task = task;
  job->func = func;
  job->request = request;
  job->request_free = request_free;
  job->result_free = result_free;
  push (self, job);
}

void
wg_worker_wake (WgWorker *self)
{
  push (self, g_new0 (Job, 1));
}

void
wg_worker_free (WgWorker *self)
{
  Job *job = g_new0 (Job, 1);

  job->stop = TRUE;
  push (self, job);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_free (self);
}
