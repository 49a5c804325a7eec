/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: commands go down and news comes up through this one object: it owns the database threads, hands out the work, and
 * turns what the event log gained (whoever wrote it) into one `changed` signal on the main thread.
 */

#include "wg-store.h"

#include "wg-batch-table.h"
#include "wg-case-resume.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-grid-table.h"
#include "wg-later.h"
#include "wg-seed.h"
#include "wg-store-drafts.h"
#include "wg-store-workflow.h"
#include "wg-worker.h"

#include <glib/gi18n-lib.h>

#define NEWS_INTERVAL_MS 250
#define DATES_INTERVAL_S 60

struct _WgStore
{
  GObject parent_instance;

  /* Given at construction. */
  WgDriver *driver;
  WgClock *clock;
  WgWorkflow *workflow;

  /* Known once open. */
  WgDistrict district;
  GTimeZone *zone;
  GPtrArray *former_words; /* what the district was called before, while a thread may still read it */
  GPtrArray *former_zones;
  GMainContext *context;
  WgWorker *writer;
  WgWorker *reader;
  WgWorker *news;
  GSource *dates; /* looks for drafts whose day has come */

  /* The snapshot of the grids, shared by all threads. */
  GMutex grids_lock;
  WgGridTree *grids;
  gint64 grids_event;

  /* Drafts whose date had come, for whoever looks first. */
  GMutex due_lock;
  GArray *come_due; /* gint64 */

  /* Touched by the news thread alone after wg_store_follow(). */
  gint64 last_event;
  gint64 data_version;
  gint64 next_resume_ms; /* when a suspension ends next */
};

G_DEFINE_FINAL_TYPE (WgStore, wg_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  TROUBLE,
  DISTRICT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_district (WgDistrict *district)
{
  g_clear_pointer (&district->code, g_free);
  g_clear_pointer (&district->name, g_free);
  g_clear_pointer (&district->timezone, g_free);
  g_clear_pointer (&district->metre_crs, g_free);
}

static void
wg_store_dispose (GObject *object)
{
  WgStore *self = WG_STORE (object);

  wg_store_close (self);
  g_clear_object (&self->driver);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (wg_store_parent_class)->dispose (object);
}

static void
wg_store_finalize (GObject *object)
{
  WgStore *self = WG_STORE (object);

  g_clear_pointer (&self->workflow, wg_workflow_unref);
  g_clear_pointer (&self->grids, wg_grid_tree_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  clear_district (&self->district);
  g_ptr_array_unref (self->former_words);
  g_ptr_array_unref (self->former_zones);
  g_mutex_clear (&self->grids_lock);
  g_array_unref (self->come_due);
  g_mutex_clear (&self->due_lock);
  G_OBJECT_CLASS (wg_store_parent_class)->finalize (object);
}

static void
wg_store_class_init (WgStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_store_dispose;
  object_class->finalize = wg_store_finalize;

  signals[CHANGED] = g_signal_new ("changed", WG_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   WG_TYPE_CHANGE_SET);
  signals[TROUBLE]
      = g_signal_new ("trouble", WG_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[DISTRICT_CHANGED] = g_signal_new ("district-changed", WG_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_store_init (WgStore *self)
{
  g_mutex_init (&self->grids_lock);
  g_mutex_init (&self->due_lock);
  self->come_due = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->former_words = g_ptr_array_new_with_free_func (g_free);
  self->former_zones = g_ptr_array_new_with_free_func ((GDestroyNotify) g_time_zone_unref);
}

WgStore *
wg_store_new (WgDriver *driver, WgClock *clock, WgWorkflow *workflow)
{
  WgStore *self = g_object_new (WG_TYPE_STORE, NULL);

  self->driver = g_object_ref (driver);
  self->clock = clock != NULL ? g_object_ref (clock) : wg_clock_new ();
  self->workflow = wg_workflow_ref (workflow != NULL ? workflow : wg_workflow_get_default ());
  return self;
}

/* Opening: on a thread of GTask, before any worker exists. */

static gboolean
read_district (WgStore *self, WgConnection *connection, GError **error)
{
  WgStatement *row = wg_connection_query (connection, error, "district-read", "");

  if (row == NULL || !wg_statement_step (row, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, WG_ERROR, WG_ERROR_DAMAGED, _ ("The database does not say which district it belongs to."));
      return FALSE;
    }
  self->district.id = wg_statement_get_int64 (row, 0);
  self->district.code = wg_statement_dup_text (row, 1);
  self->district.name = wg_statement_dup_text (row, 2);
  self->district.timezone = wg_statement_dup_text (row, 3);
  self->district.metre_crs = wg_statement_dup_text (row, 4);
  self->district.created_ms = wg_statement_get_int64 (row, 6);
  wg_statement_reset (row);
  return TRUE;
}

/* The midnight at which the next suspension ends. */
static gint64
find_next_resume (WgConnection *connection)
{
  gboolean found = FALSE;
  gint64 next_ms = wg_connection_get_value (connection, &found, NULL, "case-next-resume", "i", wg_connection_get_district (connection));

  return found && next_ms != WG_NULL_ID && next_ms > 0 ? next_ms : G_MAXINT64;
}

static gboolean
seed (WgStore *self, WgConnection *connection, GError **error)
{
  if (!wg_connection_begin (connection, TRUE, error))
    return FALSE;
  if (wg_seed_database (connection, wg_clock_get_now (self->clock), error) && wg_connection_commit (connection, error))
    return TRUE;
  wg_connection_rollback (connection);
  return FALSE;
}

/* Suspensions that ended while no program ran. */
static gboolean
resume_due (WgStore *self, WgConnection *connection, GError **error)
{
  WgStoreWork work = { .store = self,
                       .connection = connection,
                       .clock = self->clock,
                       .workflow = self->workflow,
                       .zone = self->zone,
                       .zone_name = self->district.timezone };
  gboolean ok;

  if (find_next_resume (connection) > wg_clock_get_now (self->clock))
    return TRUE;
  ok = wg_connection_begin (connection, TRUE, error) && wg_case_resume_write (&work, error)
       && wg_connection_commit (connection, error);
  if (!ok)
    wg_connection_rollback (connection);
  g_clear_object (&work.calendar);
  return ok;
}

/* What was to take effect while nobody had the database open. */
static gboolean
catch_up (WgStore *self, WgConnection *connection, GError **error)
{
  WgStoreWork work = { self, connection, self->clock, self->workflow, self->zone, self->district.timezone };
  int n_applied;

  wg_connection_set_district (connection, self->district.id);
  n_applied = wg_store_work_apply_due (&work, error);
  g_clear_object (&work.calendar);
  return n_applied >= 0;
}

/* And while somebody has. */
static gpointer
apply_due (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_store_work_apply_due (work, error) < 0 ? NULL : work->store;
}

static gboolean
look_for_dates (gpointer data)
{
  wg_store_write_steps_async (data, apply_due, NULL, NULL, NULL, NULL, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
open_database (WgStore *self, gboolean create, GError **error)
{
  g_autoptr (WgConnection) connection = NULL;
  gboolean created = FALSE;
  WgAccess access;

  if (!wg_driver_prepare_database (self->driver, create, &created, error))
    return FALSE;
  access = wg_driver_is_read_only (self->driver) ? WG_ACCESS_READ : WG_ACCESS_WRITE;
  connection = wg_driver_open (self->driver, access, error);
  if (connection == NULL || (created && !seed (self, connection, error)) || !read_district (self, connection, error))
    return FALSE;
  self->zone = g_time_zone_new_identifier (self->district.timezone);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
  if (access == WG_ACCESS_WRITE && !wg_batch_table_clear_leftovers (connection, error))
    return FALSE;
  if (access == WG_ACCESS_WRITE && (!resume_due (self, connection, error) || !catch_up (self, connection, error)))
    return FALSE;
  /* News is counted from here: whatever is read later cannot be older than the first news. */
  self->last_event = wg_event_log_get_last_id (connection, error);
  return self->last_event >= 0;
}

static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (open_database (source, GPOINTER_TO_INT (task_data), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
wg_store_open_async (
    WgStore *self, gboolean create, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (self->writer == NULL);

  self->context = g_main_context_ref_thread_default ();
  g_task_set_task_data (task, GINT_TO_POINTER (create), NULL);
  wg_later_run_in_thread (task, open_in_thread);
}

gboolean
wg_store_open_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  self->writer = wg_worker_new (self, "wangge-writer", WG_ACCESS_WRITE);
  self->reader = wg_worker_new (self, "wangge-reader", WG_ACCESS_READ);
  return TRUE;
}

void
wg_store_close (WgStore *self)
{
  if (self->dates != NULL)
    g_source_destroy (self->dates);
  g_clear_pointer (&self->dates, g_source_unref);
  g_clear_pointer (&self->writer, wg_worker_free);
  g_clear_pointer (&self->reader, wg_worker_free);
  g_clear_pointer (&self->news, wg_worker_free);
}

/* Work. */

static void
push (WgStore *self,
      WgWorker *worker,
      WgJobKind kind,
      WgStoreFunc func,
      gpointer request,
      GDestroyNotify request_free,
      GDestroyNotify result_free,
      GTask *task)
{
  if (worker == NULL)
    {
      g_task_return_new_error (task, WG_ERROR, WG_ERROR_IO, _ ("The database is not open."));
      g_object_unref (task);
      if (request_free != NULL)
        request_free (request);
      return;
    }
  wg_worker_push (worker, kind, task, func, request, request_free, result_free);
}

void
wg_store_read_async (WgStore *self,
                     WgStoreFunc func,
                     gpointer request,
                     GDestroyNotify request_free,
                     GDestroyNotify result_free,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  push (self, self->reader, WG_JOB_READ, func, request, request_free, result_free,
        g_task_new (self, cancellable, callback, user_data));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgStore *self = WG_STORE (source);
  g_autoptr (GTask) outer = user_data;
  GDestroyNotify result_free = (GDestroyNotify) g_task_get_task_data (outer);
  GError *error = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->news != NULL)
    wg_worker_wake (self->news);
  if (error != NULL)
    g_task_return_error (outer, error);
  else
    g_task_return_pointer (outer, value, result_free);
}

/* Once a change stands, a cancellation that comes too late for it must not be told in its place: only the writer knows. */
static GTask *
new_write_task (gpointer source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static void
write_async (WgStore *self,
             WgJobKind kind,
             WgStoreFunc func,
             gpointer request,
             GDestroyNotify request_free,
             GDestroyNotify result_free,
             GTask *outer)
{
  g_task_set_task_data (outer, (gpointer) result_free, NULL);
  push (self, self->writer, kind, func, request, request_free, result_free,
        new_write_task (self, g_task_get_cancellable (outer), on_written, outer));
}

void
wg_store_write_async (WgStore *self,
                      WgStoreFunc func,
                      gpointer request,
                      GDestroyNotify request_free,
                      GDestroyNotify result_free,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  write_async (self, WG_JOB_WRITE, func, request, request_free, result_free,
               new_write_task (self, cancellable, callback, user_data));
}

void
wg_store_write_steps_async (WgStore *self,
                            WgStoreFunc func,
                            gpointer request,
                            GDestroyNotify request_free,
                            GDestroyNotify result_free,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  write_async (self, WG_JOB_STEPS, func, request, request_free, result_free,
               new_write_task (self, cancellable, callback, user_data));
}

gpointer
wg_store_work_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* News. */

typedef struct
{
  GWeakRef store;
  WgChangeSet *changes;
  GError *error;
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  g_weak_ref_clear (&news->store);
  g_clear_pointer (&news->changes, wg_change_set_unref);
  g_clear_error (&news->error);
  g_free (news);
}

static gboolean
deliver_news (gpointer data)
{
  News *news = data;
  g_autoptr (WgStore) self = g_weak_ref_get (&news->store);

  if (self == NULL)
    return G_SOURCE_REMOVE;
  if (news->error != NULL)
    g_signal_emit (self, signals[TROUBLE], 0, news->error);
  else
    g_signal_emit (self, signals[CHANGED], 0, news->changes);
  return G_SOURCE_REMOVE;
}

static void
send_news (WgStore *self, WgChangeSet *changes, GError *error)
{
  News *news = g_new0 (News, 1);

  g_weak_ref_init (&news->store, self);
  news->changes = changes;
  news->error = error;
  wg_later (self->context, G_PRIORITY_DEFAULT, deliver_news, news, news_free);
}

static gboolean
start_resume (gpointer data)
{
  g_autoptr (WgStore) self = g_weak_ref_get (&((News *) data)->store);

  if (self != NULL && self->writer != NULL && !wg_store_is_read_only (self))
    wg_store_resume_due_async (self, NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* Midnight is nobody's event. */
static void
look_for_resume (WgStoreWork *work, WgStore *self, gboolean news)
{
  News *nobody;

  if (news)
    self->next_resume_ms = find_next_resume (work->connection);
  if (wg_clock_get_now (work->clock) < self->next_resume_ms)
    return;
  self->next_resume_ms = G_MAXINT64;
  nobody = g_new0 (News, 1);
  g_weak_ref_init (&nobody->store, self);
  wg_later (self->context, G_PRIORITY_DEFAULT, start_resume, nobody, news_free);
}

/* The event id is the truth; the data version only saves asking for it when nobody has committed. */
static void
look_for_news (WgStoreWork *work, gpointer user_data)
{
  WgStore *self = user_data;
  gint64 data_version = wg_connection_get_data_version (work->connection);
  g_autoptr (GPtrArray) events = NULL;
  GError *error = NULL;

  look_for_resume (work, self, data_version != self->data_version);
  if (data_version == self->data_version)
    return;
  events = wg_event_log_read_since (work->connection, self->last_event, -1, &error);
  if (events == NULL)
    {
      send_news (self, NULL, error);
      return;
    }
  self->data_version = data_version;
  if (events->len == 0)
    return;
  self->last_event = ((WgEvent *) g_ptr_array_index (events, events->len - 1))->id;
  send_news (self, wg_change_set_new_from_events (events), NULL);
}

void
wg_store_follow (WgStore *self)
{
  g_return_if_fail (self->writer != NULL);

  if (self->news != NULL)
    return;
  self->data_version = -1;
  self->next_resume_ms = G_MAXINT64;
  self->news = wg_worker_new (self, "wangge-news", WG_ACCESS_READ);
  wg_worker_set_idle (self->news, NEWS_INTERVAL_MS, look_for_news, self);
  if (wg_store_is_read_only (self))
    return;
  self->dates = g_timeout_source_new_seconds (DATES_INTERVAL_S);
  g_source_set_callback (self->dates, look_for_dates, self, NULL);
  g_source_attach (self->dates, self->context);
}

/* What the store knows. */

WgDriver *
wg_store_get_driver (WgStore *self)
{
  return self->driver;
}

WgClock *
wg_store_get_clock (WgStore *self)
{
  return self->clock;
}

WgWorkflow *
wg_store_get_workflow (WgStore *self)
{
  return self->workflow;
}

gboolean
wg_store_is_read_only (WgStore *self)
{
  return wg_driver_is_read_only (self->driver);
}

const WgDistrict *
wg_store_get_district (WgStore *self)
{
  return &self->district;
}

GTimeZone *
wg_store_get_zone (WgStore *self)
{
  return self->zone;
}

static void
adopt_word (WgStore *self, char **word, const char *value)
{
  char *former = *word;

  if (value == NULL)
    return;
  g_atomic_pointer_set (word, g_strdup (value));
  if (former != NULL)
    g_ptr_array_add (self->former_words, former);
}

void
wg_store_adopt_district (
    WgStore *self, const char *code, const char *name, const char *timezone, const char *metre_crs)
{
  GTimeZone *zone = timezone != NULL ? g_time_zone_new_identifier (timezone) : NULL;

  adopt_word (self, &self->district.code, code);
  adopt_word (self, &self->district.name, name);
  adopt_word (self, &self->district.timezone, timezone);
  adopt_word (self, &self->district.metre_crs, metre_crs);
  if (zone != NULL)
    {
      g_ptr_array_add (self->former_zones, self->zone);
      g_atomic_pointer_set (&self->zone, zone);
    }
  g_signal_emit (self, signals[DISTRICT_CHANGED], 0);
}

/* Grids. */

WgGridTree *
wg_store_work_get_grids (WgStoreWork *work, GError **error)
{
  WgStore *self = work->store;
  g_autoptr (WgGridTree) grids = NULL;
  gint64 last_event = wg_grid_table_get_last_event (work->connection, error);

  if (last_event < 0)
    return NULL;
  g_mutex_lock (&self->grids_lock);
  if (self->grids != NULL && self->grids_event == last_event)
    grids = wg_grid_tree_ref (self->grids);
  g_mutex_unlock (&self->grids_lock);
  if (grids != NULL)
    return g_steal_pointer (&grids);

  grids = wg_grid_table_load (work->connection, error);
  if (grids == NULL)
    return NULL;
  g_mutex_lock (&self->grids_lock);
  g_clear_pointer (&self->grids, wg_grid_tree_unref);
  self->grids = wg_grid_tree_ref (grids);
  self->grids_event = last_event;
  g_mutex_unlock (&self->grids_lock);
  return g_steal_pointer (&grids);
}

static gpointer
load_grids (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return wg_store_work_get_grids (work, error);
}

void
wg_store_load_grids_async (
    WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load_grids, NULL, NULL, (GDestroyNotify) wg_grid_tree_unref, cancellable, callback,
                       user_data);
}

WgGridTree *
wg_store_load_grids_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

void
wg_store_note_come_due (WgStore *self, gint64 draft_id)
{
  g_return_if_fail (WG_IS_STORE (self));

  g_mutex_lock (&self->due_lock);
  g_array_append_val (self->come_due, draft_id);
  g_mutex_unlock (&self->due_lock);
}

gboolean
wg_store_has_come_due (WgStore *self, gint64 draft_id)
{
  gboolean found = FALSE;

  g_return_val_if_fail (WG_IS_STORE (self), FALSE);

  g_mutex_lock (&self->due_lock);
  for (guint i = 0; i < self->come_due->len; i++)
    found |= g_array_index (self->come_due, gint64, i) == draft_id;
  g_mutex_unlock (&self->due_lock);
  return found;
}
