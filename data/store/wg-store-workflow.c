/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a desk does with more than one case at a time, and with files. A batch is one decision: it is done whole, told in
 * exact numbers, and taken back whole.
 */

#include "wg-store-workflow.h"

#include "wg-case-moves.h"
#include "wg-case-resume.h"
#include "wg-error.h"
#include "wg-file-keeper.h"
#include "wg-store-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Files. */

char *
wg_store_dup_files_folder (WgStore *self)
{
  return g_strconcat (wg_driver_get_uri (wg_store_get_driver (self)), ".files", NULL);
}

static gpointer
keep_file (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = wg_store_dup_files_folder (work->store);
  double megabytes = wg_store_work_get_setting (work, "attachment-max-mb", wg_clock_get_now (work->clock));

  if (wg_store_is_read_only (work->store))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("The database can only be read. Nothing was attached."));
      return NULL;
    }
  return wg_file_keeper_take (folder, request, (gint64) (megabytes * 1024 * 1024), error);
}

void
wg_store_keep_file_async (
    WgStore *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, keep_file, g_strdup (path), g_free, (GDestroyNotify) wg_kept_file_free, cancellable, callback,
                       user_data);
}

WgKeptFile *
wg_store_keep_file_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Batches. */

typedef enum
{
  BATCH_WHOLE,
  BATCH_EACH,
  BATCH_TRY,
} BatchKind;

typedef struct
{
  GPtrArray *acts; /* of WgAct, each with its number */
  BatchKind kind;
  char *key;
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->acts);
  g_free (batch->key);
  g_free (batch);
}

static Batch *
batch_new (const char *key, BatchKind kind)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->acts = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_act_free);
  batch->kind = kind;
  batch->key = key != NULL ? g_strdup (key) : g_uuid_string_random ();
  return batch;
}

static void
batch_add (Batch *batch, const WgAct *act, const char *number)
{
  WgAct *copy = wg_act_copy (act);

  g_free (copy->number);
  g_free (copy->key);
  copy->number = g_strdup (number);
  copy->key = g_strdup_printf ("%s#%s", batch->key, number);
  g_ptr_array_add (batch->acts, copy);
}

static void
refusal_free (gpointer data)
{
  WgBatchRefusal *refusal = data;

  g_free (refusal->number);
  g_free (refusal->text);
  g_free (refusal);
}

void
wg_batch_result_free (WgBatchResult *self)
{
  g_ptr_array_unref (self->refused);
  g_free (self->undo_key);
  g_free (self);
}

static WgBatchResult *
result_new (const Batch *batch)
{
  WgBatchResult *self = g_new0 (WgBatchResult, 1);

  self->matched = batch->acts->len;
  self->refused = g_ptr_array_new_with_free_func (refusal_free);
  return self;
}

static void
add_refusal (WgBatchResult *result, const char *number, const GError *error)
{
  WgBatchRefusal *refusal = g_new0 (WgBatchRefusal, 1);

  refusal->number = g_strdup (number);
  refusal->text = g_strdup (error->message);
  g_ptr_array_add (result->refused, refusal);
}

/* A refusal belongs to its case; anything else (a full disk, a lock) ends the batch. */
static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, WG_ERROR, WG_ERROR_REFUSED) || g_error_matches (error, WG_ERROR, WG_ERROR_FORBIDDEN)
         || g_error_matches (error, WG_ERROR, WG_ERROR_CONFLICT) || g_error_matches (error, WG_ERROR, WG_ERROR_NOT_FOUND);
}

static gboolean
perform_one (WgStoreWork *work, const WgAct *act, GError **error)
{
  g_autoptr (WgActResult) result = wg_case_moves_perform (work, act, error);

  return result != NULL;
}

/* Whether it could be done, without doing it. */
static gboolean
try_one (WgStoreWork *work, const WgAct *act, GError **error)
{
  gboolean ok = wg_connection_begin (work->connection, TRUE, error) && perform_one (work, act, error);

  wg_connection_rollback (work->connection);
  return ok;
}

static gboolean
do_one (WgStoreWork *work, const WgAct *act, GError **error)
{
  if (wg_connection_begin (work->connection, TRUE, error) && perform_one (work, act, error)
      && wg_connection_commit (work->connection, error))
    return TRUE;
  wg_connection_rollback (work->connection);
  return FALSE;
}

static gboolean
walk_each (
    WgStoreWork *work, const Batch *batch, gboolean (*one) (WgStoreWork *, const WgAct *, GError **), WgBatchResult *result, GError **error)
{
  for (guint i = 0; i < batch->acts->len; i++)
    {
      const WgAct *act = g_ptr_array_index (batch->acts, i);
      g_autoptr (GError) local = NULL;

      if (one (work, act, &local))
        result->done++;
      else if (is_refusal (local))
        add_refusal (result, act->number, local);
      else
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
do_all (WgStoreWork *work, const Batch *batch, WgBatchResult *result, GError **error)
{
  gboolean ok = wg_connection_begin (work->connection, TRUE, error);

  for (guint i = 0; ok && i < batch->acts->len; i++)
    ok = perform_one (work, g_ptr_array_index (batch->acts, i), error);
  if (ok && wg_connection_commit (work->connection, error))
    {
      result->done = result->matched;
      return TRUE;
    }
  wg_connection_rollback (work->connection);
  return FALSE;
}

/* One refusal and nothing is done; then all of them are looked for, so that they are told together. */
static gboolean
perform_whole (WgStoreWork *work, const Batch *batch, WgBatchResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (do_all (work, batch, result, &local))
    return TRUE;
  if (!is_refusal (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!walk_each (work, batch, try_one, result, error))
    return FALSE;
  result->done = 0;
  return TRUE;
}

static gpointer
perform_batch (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  Batch *batch = request;
  g_autoptr (WgBatchResult) result = result_new (batch);
  gboolean ok = batch->kind == BATCH_WHOLE ? perform_whole (work, batch, result, error)
                                           : walk_each (work, batch, batch->kind == BATCH_EACH ? do_one : try_one, result, error);

  if (!ok)
    return NULL;
  if (result->done > 0 && batch->kind != BATCH_TRY)
    result->undo_key = g_strdup (batch->key);
  return g_steal_pointer (&result);
}

void
wg_store_perform_batch_async (WgStore *self,
                              const WgAct *act,
                              const char *const *numbers,
                              gboolean each,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Batch *batch = batch_new (act->key, each ? BATCH_EACH : BATCH_WHOLE);
  g_autoptr (WgAct) any_version = wg_act_copy (act);

  any_version->expect_version = -1;
  for (const char *const *number = numbers; *number != NULL; number++)
    batch_add (batch, any_version, *number);
  wg_store_write_steps_async (self, perform_batch, batch, batch_free, (GDestroyNotify) wg_batch_result_free, cancellable, callback,
                              user_data);
}

void
wg_store_perform_acts_async (
    WgStore *self, GPtrArray *acts, const char *key, gboolean dry_run, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Batch *batch = batch_new (key, dry_run ? BATCH_TRY : BATCH_WHOLE);

  for (guint i = 0; i < acts->len; i++)
    batch_add (batch, g_ptr_array_index (acts, i), ((const WgAct *) g_ptr_array_index (acts, i))->number);
  wg_store_write_steps_async (self, perform_batch, batch, batch_free, (GDestroyNotify) wg_batch_result_free, cancellable, callback,
                              user_data);
}

WgBatchResult *
wg_store_perform_batch_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Undoing one. */

typedef struct
{
  WgAct *act; /* whose undo it is */
  char *key;  /* of the batch */
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  wg_act_free (undo->act);
  g_free (undo->key);
  g_free (undo);
}

static Batch *
list_undone (WgStoreWork *work, const Undo *undo, GError **error)
{
  g_autofree char *from = g_strconcat (undo->key, "#", NULL);
  g_autofree char *to = g_strconcat (undo->key, "$", NULL);
  g_autofree char *key = g_strconcat (undo->key, "/undo", NULL);
  WgStatement *row = wg_connection_query (work->connection, error, "event-of-batch-key", "iss",
                                          wg_connection_get_district (work->connection), from, to);
  Batch *batch;

  if (row == NULL)
    return NULL;
  batch = batch_new (key, BATCH_WHOLE);
  while (wg_statement_step (row, NULL))
    batch_add (batch, undo->act, wg_statement_get_text (row, 0) + strlen (from));
  if (batch->acts->len > 0)
    return batch;
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no batch with the key %s."), undo->key);
  batch_free (batch);
  return NULL;
}

static gpointer
undo_batch (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  Batch *batch = list_undone (work, request, error);
  g_autoptr (WgBatchResult) result = batch != NULL ? result_new (batch) : NULL;
  gboolean ok = batch != NULL && perform_whole (work, batch, result, error);

  g_clear_pointer (&batch, batch_free);
  return ok ? g_steal_pointer (&result) : NULL;
}

void
wg_store_undo_batch_async (WgStore *self,
                           const WgAct *act,
                           const char *undo_key,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->act = wg_act_copy (act);
  undo->act->verb = WG_VERB_UNDO;
  undo->act->expect_version = -1;
  undo->key = g_strdup (undo_key);
  wg_store_write_steps_async (self, undo_batch, undo, undo_free, (GDestroyNotify) wg_batch_result_free, cancellable, callback, user_data);
}

WgBatchResult *
wg_store_undo_batch_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Suspensions. */

static gpointer
resume_due (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (wg_case_resume_write (work, error));
}

void
wg_store_resume_due_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_write_async (self, resume_due, NULL, NULL, NULL, cancellable, callback, user_data);
}

gboolean
wg_store_resume_due_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (wg_store_work_finish (self, result, error));
}
