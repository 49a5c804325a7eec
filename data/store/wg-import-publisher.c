/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an import is a row of short steps on the writer thread, each queued when the one before has ended, so that a
 * dispatcher's click never waits longer than one of them. Here is decided what comes next, and who is told: a cancellation
 * is answered at once, while the hidden rows are still being cleared away behind it.
 */

#include "wg-import-publisher.h"

#include "wg-batch-table.h"
#include "wg-error.h"
#include "wg-import-run-private.h"
#include "wg-import-validate.h"
#include "wg-later.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  STAGE_OPEN,
  STAGE_LOOK,
  STAGE_WEIGH, /* of what comes whole, on a thread of its own: the writer is free, and so is the database */
  STAGE_MOVE,
  STAGE_TELL,
  STAGE_BOXES,
  STAGE_PUBLISH,
  STAGE_CLEAR,
  STAGE_CLOSE,
  STAGE_END,
} Stage;

/* Who may answer the caller: whoever moves it away from ANSWER_OPEN. Once publishing has begun a cancellation comes too
 * late to be answered for itself: the result says what became of it.
 */
enum
{
  ANSWER_OPEN,
  ANSWER_PUBLISHING,
  ANSWER_GIVEN,
};

typedef struct _Publication Publication;

struct _Publication
{
  WgImportRun run;

  Publication *next; /* waits for this one to be cleared away */
  WgStore *store;
  GTask *task;
  gulong cancel_handler;
  int answer;
  Stage stage;
  gboolean published;
  GError *error; /* the first one */
  WgBatchClearing clearing;
  gint64 started_us;
  WgImportProgress progress;
  gpointer progress_data;
};

/* One import at a time and store: they share the writer's one place for a staging file. The store holds the last one. */
#define LAST_KEY "wangge-importing"

static void start (Publication *self);

static const WgImportOps *const ops[WG_N_IMPORT_KINDS] = {
  [WG_IMPORT_GRIDS] = &wg_import_grids,
  [WG_IMPORT_BUILDINGS] = &wg_import_buildings,
  [WG_IMPORT_CASES] = &wg_import_cases,
  [WG_IMPORT_FACILITIES] = &wg_import_facilities,
  [WG_IMPORT_ROADS] = &wg_import_lines,
  [WG_IMPORT_WATER] = &wg_import_areas,
  [WG_IMPORT_GREEN] = &wg_import_areas,
  [WG_IMPORT_AREAS] = &wg_import_areas,
  [WG_IMPORT_PERSONS] = &wg_import_persons,
};

static void
publication_discard (Publication *self)
{
  if (self->run.data_free != NULL)
    self->run.data_free (self->run.data);
  g_clear_pointer (&self->run.repaired, g_hash_table_unref);
  g_clear_pointer (&self->run.noted, g_ptr_array_unref);
  wg_batch_owner_end (self->run.owner);
  g_clear_pointer (&self->run.report, wg_import_report_unref);
  g_clear_pointer (&self->run.slots, g_array_unref);
  g_clear_object (&self->run.rows);
  g_clear_pointer (&self->run.homed_by, wg_grid_tree_unref);
  g_free (self->run.staging_path);
  g_free (self->run.file_name);
  g_free (self->run.owner);
  wg_import_request_free (self->run.request);
  g_clear_error (&self->error);
  g_clear_object (&self->task);
  g_clear_object (&self->run.cancellable);
  g_object_unref (self->store);
  g_free (self);
}

static void
publication_free (Publication *self)
{
  if (self->next != NULL)
    start (self->next);
  else
    g_object_set_data (G_OBJECT (self->store), LAST_KEY, NULL);
  publication_discard (self);
}

static void queue_step (Publication *self);

static gboolean
take_answer (Publication *self, int from, int to)
{
  return g_atomic_int_compare_and_exchange (&self->answer, from, to);
}

static GError *
make_cancelled_error (void)
{
  return g_error_new_literal (WG_ERROR, WG_ERROR_CANCELLED, _ ("Stopped. Nothing was imported."));
}

/* On whatever thread cancels. */
static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  Publication *self = data;

  if (take_answer (self, ANSWER_OPEN, ANSWER_GIVEN))
    g_task_return_error (self->task, make_cancelled_error ());
}

/* What is published stays: nothing stops what is left to be done for it. */
static void
end_cancelling (Publication *self)
{
  g_cancellable_disconnect (self->run.cancellable, self->cancel_handler);
  self->cancel_handler = 0;
  g_clear_object (&self->run.cancellable);
}

static void
give_answer (Publication *self)
{
  end_cancelling (self);
  if (!take_answer (self, ANSWER_OPEN, ANSWER_GIVEN) && !take_answer (self, ANSWER_PUBLISHING, ANSWER_GIVEN))
    return;
  if (self->error != NULL)
    {
      g_task_return_error (self->task, g_steal_pointer (&self->error));
      return;
    }
  wg_import_findings_mark (self->run.report->findings, self->run.request->decisions);
  self->run.report->batch = self->published ? self->run.batch_id : 0;
  self->run.report->seconds += (double) (g_get_monotonic_time () - self->started_us) / G_USEC_PER_SEC;
  g_task_return_pointer (self->task, g_steal_pointer (&self->run.report), (GDestroyNotify) wg_import_report_unref);
}

/* Steps, on the writer thread. */

static gboolean
clear (Publication *self, WgStoreWork *work, gboolean *more, GError **error)
{
  if (self->clearing.batch_id == 0)
    {
      if (wg_connection_run (work->connection, error, "batch-give-up", "ii", wg_connection_get_district (work->connection),
                             self->run.batch_id)
          < 0)
        return FALSE;
      self->clearing.batch_id = self->run.batch_id;
      self->clearing.kind = self->run.request->kind;
      self->clearing.forget = TRUE;
    }
  return wg_batch_table_clear_step (work->connection, &self->clearing, more, error);
}

static gboolean
run_stage (Publication *self, WgStoreWork *work, gboolean *more, GError **error)
{
  switch (self->stage)
    {
    case STAGE_OPEN:
      return wg_import_run_open (&self->run, work, error);
    case STAGE_LOOK:
      return wg_import_run_look (&self->run, work, more, error);
    case STAGE_MOVE:
      return wg_import_run_move (&self->run, work, more, error);
    case STAGE_TELL:
      return wg_import_run_tell (&self->run, work, more, error);
    case STAGE_BOXES:
      return wg_import_run_enter_boxes (&self->run, work, more, error);
    case STAGE_PUBLISH:
      return wg_import_run_publish (&self->run, work, error);
    case STAGE_CLEAR:
      return clear (self, work, more, error);
    case STAGE_WEIGH:
    case STAGE_CLOSE:
    case STAGE_END:
    default:
      return wg_import_run_close (&self->run, work, error);
    }
}

static char more_to_do[] = "more";
static char step_done[] = "done";

/* Finding homes, which is a part of looking, notes its own time. */
static void
note_part (Publication *self, gint64 started_us)
{
  static const int parts[] = {
    [STAGE_OPEN] = WG_IMPORT_PART_LOOK, [STAGE_LOOK] = WG_IMPORT_PART_LOOK,   [STAGE_WEIGH] = WG_IMPORT_PART_LOOK,
    [STAGE_MOVE] = WG_IMPORT_PART_MOVE, [STAGE_TELL] = WG_IMPORT_PART_MOVE,   [STAGE_BOXES] = WG_IMPORT_PART_BOXES,
    [STAGE_PUBLISH] = WG_IMPORT_PART_PUBLISH,
  };

  if (self->stage <= STAGE_PUBLISH)
    self->run.report->parts[parts[self->stage]] += (double) (g_get_monotonic_time () - started_us) / G_USEC_PER_SEC;
}

static gpointer
step (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  gint64 started_us = g_get_monotonic_time ();
  gboolean more = FALSE;

  if (!run_stage (request, work, &more, error))
    return NULL;
  note_part (request, started_us);
  return more ? more_to_do : step_done;
}

/* What comes next, on the caller's thread. */

static Stage
get_clearing_stage (Publication *self)
{
  return self->run.batch_id != 0 && self->run.ops->move_whole == NULL ? STAGE_CLEAR : STAGE_CLOSE;
}

/* Grids come whole: moving them is publishing them. */
static gboolean
begin_publishing (Publication *self)
{
  gboolean whole = self->run.ops->move_whole != NULL;

  if (self->stage != (whole ? STAGE_MOVE : STAGE_PUBLISH))
    return TRUE;
  return take_answer (self, ANSWER_OPEN, ANSWER_PUBLISHING);
}

/* Others wrote meanwhile, and what was weighed no longer fits: until it does, this can be stopped again. */
static void
look_again (Publication *self)
{
  self->run.looks_again = FALSE;
  take_answer (self, ANSWER_PUBLISHING, ANSWER_OPEN);
  self->stage = STAGE_LOOK;
}

static void
end_move (Publication *self)
{
  gboolean whole = self->run.ops->move_whole != NULL;

  self->published = whole && !self->run.request->dry_run;
  if (self->published)
    end_cancelling (self);
  self->stage = whole || self->run.all_looked ? STAGE_TELL : STAGE_LOOK;
}

static void
go_on (Publication *self)
{
  switch (self->stage)
    {
    case STAGE_OPEN:
      self->stage = STAGE_LOOK;
      break;
    case STAGE_LOOK:
      self->stage = self->run.ops->weigh_whole != NULL ? STAGE_WEIGH : STAGE_MOVE;
      break;
    case STAGE_WEIGH:
      self->stage = STAGE_MOVE;
      break;
    case STAGE_MOVE:
      if (self->run.looks_again)
        look_again (self);
      else
        end_move (self);
      break;
    case STAGE_TELL:
      self->stage = self->run.request->dry_run ? get_clearing_stage (self) : STAGE_BOXES;
      break;
    case STAGE_BOXES:
      self->stage = STAGE_PUBLISH;
      break;
    case STAGE_PUBLISH:
      self->published = TRUE;
      self->stage = STAGE_CLOSE;
      break;
    case STAGE_CLEAR:
      self->stage = STAGE_CLOSE;
      break;
    case STAGE_CLOSE:
    case STAGE_END:
    default:
      self->stage = STAGE_END;
      break;
    }
}

static void
fail (Publication *self, GError *error)
{
  if (self->stage == STAGE_CLEAR)
    g_message ("An import was not cleared away at once: %s", error->message);
  if (self->error == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = make_cancelled_error ();
  else if (self->error == NULL)
    self->error = g_error_copy (error);
  self->stage = self->stage < STAGE_CLEAR ? get_clearing_stage (self) : self->stage + 1;
}

static void
end_step (Publication *self, const char *end, GError *error)
{
  if (error != NULL)
    fail (self, error);
  else if (end == step_done)
    go_on (self);
  if (error == NULL && self->progress != NULL && self->stage <= STAGE_TELL && g_atomic_int_get (&self->answer) != ANSWER_GIVEN)
    self->progress (self->run.n_moved, self->run.n_rows, self->progress_data);
  if (self->stage != STAGE_END)
    {
      queue_step (self);
      return;
    }
  give_answer (self);
  publication_free (self);
}

static void
on_step_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  Publication *self = data;
  g_autoptr (GError) error = NULL;
  const char *end = wg_store_work_finish (self->store, result, &error);

  end_step (self, end, error);
}

static void
weigh_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Publication *self = task_data;
  gint64 started_us = g_get_monotonic_time ();
  GError *error = NULL;

  if (self->run.ops->weigh_whole (&self->run, &error))
    {
      note_part (self, started_us);
      g_task_return_pointer (task, step_done, NULL);
    }
  else
    g_task_return_error (task, error);
}

static void
on_weighed (GObject *source, GAsyncResult *result, gpointer data)
{
  Publication *self = data;
  g_autoptr (GError) error = NULL;
  const char *end = g_task_propagate_pointer (G_TASK (result), &error);

  end_step (self, end, error);
}

static void
weigh (Publication *self)
{
  g_autoptr (GTask) task = g_task_new (self->store, NULL, on_weighed, self);

  g_task_set_task_data (task, self, NULL);
  wg_later_run_in_thread (task, weigh_in_thread);
}

static void
queue_step (Publication *self)
{
  gboolean clearing = self->stage >= STAGE_CLEAR;

  if (self->stage == STAGE_WEIGH)
    {
      weigh (self);
      return;
    }
  if (!clearing && !begin_publishing (self))
    {
      g_autoptr (GError) error = make_cancelled_error ();

      fail (self, error);
      clearing = TRUE;
    }
  wg_store_write_steps_async (self->store, step, self, NULL, NULL, clearing ? NULL : self->run.cancellable,
                              on_step_ended, self);
}

/* Before the first step: what the staging file says of itself, on a thread of its own. */

static void
validate_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Publication *self = task_data;
  GError *error = NULL;
  WgImportReport *report = wg_import_validate (self->run.staging_path, self->run.request->kind, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) wg_import_report_unref);
  else
    g_task_return_error (task, error);
}

/* What a person says of it is worth more than what the file says of itself. Only a base map has a place where it is shown. */
static void
take_owner (WgImportRun *run)
{
  if (run->request->attribution == NULL && wg_import_kind_is_layer (run->request->kind))
    return;
  g_free (run->report->attribution);
  run->report->attribution = wg_import_kind_is_layer (run->request->kind) ? g_strstrip (g_strdup (run->request->attribution)) : NULL;
}

static void
on_validated (GObject *source, GAsyncResult *result, gpointer data)
{
  Publication *self = data;

  self->run.report = g_task_propagate_pointer (G_TASK (result), &self->error);
  if (self->run.report == NULL)
    {
      give_answer (self);
      publication_free (self);
      return;
    }
  take_owner (&self->run);
  self->run.n_rows = self->run.report->stored - self->run.report->merged;
  queue_step (self);
}

static void
start (Publication *self)
{
  g_autoptr (GTask) validation = g_task_new (self->store, NULL, on_validated, self);

  self->started_us = g_get_monotonic_time ();
  g_task_set_task_data (validation, self, NULL);
  wg_later_run_in_thread (validation, validate_in_thread);
}

/* One whose caller was told that it is stopped may still be clearing up: the next one waits for that. */
static gboolean
queue (Publication *self)
{
  Publication *last = g_object_get_data (G_OBJECT (self->store), LAST_KEY);

  if (last != NULL && g_atomic_int_get (&last->answer) != ANSWER_GIVEN)
    return FALSE;
  g_object_set_data (G_OBJECT (self->store), LAST_KEY, self);
  if (self->run.cancellable != NULL)
    self->cancel_handler = g_cancellable_connect (self->run.cancellable, G_CALLBACK (on_cancelled), self, NULL);
  if (last != NULL)
    last->next = self;
  else
    start (self);
  return TRUE;
}

static Publication *
publication_new (WgStore *store, const char *staging_path, const WgImportRequest *request, gint64 operator_id)
{
  Publication *self = g_new0 (Publication, 1);

  self->store = g_object_ref (store);
  self->run.ops = ops[request->kind];
  self->run.staging_path = g_strdup (staging_path);
  self->run.request = wg_import_request_copy (request);
  self->run.file_name = g_filename_display_basename (request->path);
  self->run.owner = wg_batch_owner_new ();
  self->run.operator_id = operator_id;
  return self;
}

void
wg_store_publish_import_async (WgStore *self,
                               const char *staging_path,
                               const WgImportRequest *request,
                               gint64 operator_id,
                               WgImportProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Publication *publication;

  g_return_if_fail (WG_IS_STORE (self) && staging_path != NULL && request != NULL);

  publication = publication_new (self, staging_path, request, operator_id);
  publication->task = g_task_new (self, NULL, callback, user_data);
  g_set_object (&publication->run.cancellable, cancellable);
  publication->progress = progress;
  publication->progress_data = progress_data;
  if (queue (publication))
    return;
  g_task_return_new_error (publication->task, WG_ERROR, WG_ERROR_BUSY,
                           _ ("Another import is going on. Nothing was imported; wait until it has ended."));
  publication_discard (publication);
}

gboolean
wg_store_is_importing (WgStore *self)
{
  g_return_val_if_fail (WG_IS_STORE (self), FALSE);

  return g_object_get_data (G_OBJECT (self), LAST_KEY) != NULL;
}

WgImportReport *
wg_store_publish_import_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
