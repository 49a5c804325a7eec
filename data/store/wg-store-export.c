/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what leaves the house is read in one look, written by somebody who saw nothing else, entered in the log, and only then
 * laid where it was wanted.
 */

#include "wg-export-private.h"

#include "wg-actor.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-later.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  WgExportRequest *request;
  WgExportResult *result;
  WgImportFolder *folder;
  WgExportProgress progress;
  gpointer progress_data;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  wg_export_request_free (self->request);
  g_clear_pointer (&self->result, wg_export_result_free);
  g_clear_pointer (&self->folder, wg_import_folder_free);
  g_free (self);
}

WgExportRequest *
wg_export_request_new (WgExportKind kind, const char *out)
{
  WgExportRequest *request = g_new0 (WgExportRequest, 1);

  request->kind = kind;
  request->form.out = g_canonicalize_filename (out, NULL);
  request->form.layer = g_strdup (wg_export_kind_to_nick (kind));
  request->at_ms = G_MAXINT64;
  return request;
}

void
wg_export_request_free (WgExportRequest *request)
{
  wg_export_form_clear (&request->form);
  g_strfreev (request->fields);
  g_free (request->key);
  g_free (request);
}

static const char *const nicks[] = { "grids", "buildings", "cases", "persons", "closed" };

const char *
wg_export_kind_to_nick (WgExportKind kind)
{
  return nicks[kind];
}

gboolean
wg_export_kind_from_nick (const char *nick, WgExportKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if (g_str_equal (nicks[i], nick))
        {
          *kind = (WgExportKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

void
wg_export_result_free (WgExportResult *result)
{
  g_free (result->out);
  g_strfreev (result->fields);
  g_clear_pointer (&result->warnings, g_ptr_array_unref);
  g_free (result);
}

/* --- Reading, on a reader --- */

static char **
list_field_names (const GPtrArray *fields)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < fields->len; i++)
    g_strv_builder_add (names, ((const WgExportField *) g_ptr_array_index (fields, i))->name);
  return g_strv_builder_end (names);
}

static gpointer
collect (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *self = data;
  const WgExportRequest *request = self->request;
  g_autoptr (WgActor) actor = wg_actor_load (work, request->operator_id, error);
  g_autofree char *path = g_build_filename (wg_import_folder_get_path (self->folder), WG_EXPORT_ROWS_FILE_NAME, NULL);
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (WgExportRows) rows = NULL;

  fields = actor != NULL ? wg_export_fields_choose (request->kind, (const char *const *) request->fields, actor->roles, error) : NULL;
  if (fields == NULL)
    return NULL;
  rows = wg_export_rows_new (path, wg_export_kind_get_place (request->kind));
  for (guint i = 0; i < fields->len; i++)
    {
      const WgExportField *field = g_ptr_array_index (fields, i);

      wg_export_rows_add_field (rows, field->name, field->type);
    }
  if (!wg_export_fill (work, request, fields, rows, error) || !wg_export_rows_finish (rows, error))
    return NULL;
  self->result->rows = wg_export_rows_get_n_rows (rows);
  self->result->fields = list_field_names (fields);
  return self;
}

/* --- The event, on the writer --- */

static gpointer
enter (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *self = data;
  const WgExportRequest *request = self->request;
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgFields) fields = wg_fields_new ();
  g_autofree char *name = g_path_get_basename (request->form.out), *shown = g_filename_display_name (name);
  g_autofree char *format = wg_export_form_get_format (&request->form);

  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return NULL;
  event->operator_id = request->operator_id;
  event->subject = g_strdup ("export");
  event->subject_id = event->id;
  event->verb = g_strdup (wg_export_kind_to_nick (request->kind));
  event->idem_key = request->key != NULL ? g_strdup (request->key) : g_uuid_string_random ();
  wg_fields_set_text (fields, "out", shown);
  wg_fields_set_text (fields, "format", format);
  wg_fields_set_int64 (fields, "rows", self->result->rows);
  wg_fields_set_texts (fields, "fields", (const char *const *) self->result->fields);
  g_clear_pointer (&event->fields, g_free);
  event->fields = wg_fields_to_json (fields);
  if (!wg_event_log_append (work->connection, event, error))
    return NULL;
  self->result->event_id = event->id;
  return self;
}

/* --- One after the other --- */

static void
fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
publish_in_thread (GTask *inner, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *self = data;
  GError *error = NULL;

  if (wg_export_job_publish (&self->request->form, self->folder, &error))
    g_task_return_boolean (inner, TRUE);
  else
    g_task_return_error (inner, error);
}

static void
on_published (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_pointer (task, g_steal_pointer (&self->result), (GDestroyNotify) wg_export_result_free);
  else
    g_task_return_error (task, error);
}

static void
on_entered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GTask) inner = NULL;
  GError *error = NULL;

  if (wg_store_work_finish (WG_STORE (source), result, &error) == NULL)
    {
      fail (task, error);
      return;
    }
  inner = g_task_new (source, NULL, on_published, task);
  g_task_set_task_data (inner, g_task_get_task_data (task), NULL);
  wg_later_run_in_thread (inner, publish_in_thread);
}

static void
write_in_thread (GTask *inner, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *self = data;
  GError *error = NULL;

  if (wg_export_job_write (&self->request->form, self->folder, self->progress, self->progress_data, self->result->warnings, cancellable,
                           &error))
    g_task_return_boolean (inner, TRUE);
  else
    g_task_return_error (inner, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fail (task, error);
  else
    wg_store_write_async (WG_STORE (source), enter, g_task_get_task_data (task), NULL, NULL, g_task_get_cancellable (task), on_entered, task);
}

static void
on_collected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GTask) inner = NULL;
  GError *error = NULL;

  if (wg_store_work_finish (WG_STORE (source), result, &error) == NULL)
    {
      fail (task, error);
      return;
    }
  inner = g_task_new (source, g_task_get_cancellable (task), on_written, task);
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_task_data (inner, g_task_get_task_data (task), NULL);
  wg_later_run_in_thread (inner, write_in_thread);
}

void
wg_store_export_async (WgStore *self, WgExportRequest *request, WgExportProgress progress, gpointer progress_data,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Export *export = g_new0 (Export, 1);
  GError *error = NULL;

  *export = (Export){ request, g_new0 (WgExportResult, 1), NULL, progress, progress_data };
  export->result->out = g_strdup (request->form.out);
  export->result->warnings = g_ptr_array_new_with_free_func (g_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, export, export_free);
  if (wg_export_job_check (&request->form, &error))
    export->folder = wg_import_folder_new (&error);
  if (export->folder == NULL)
    fail (task, error);
  else
    wg_store_read_async (self, collect, export, NULL, NULL, cancellable, on_collected, task);
}

WgExportResult *
wg_store_export_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
