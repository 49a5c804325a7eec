/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: foreign files are read by another process, so that neither a crash, nor a hang, nor a trick in one of them can
 * reach the desk. This object starts that process, hears its lines, kills it to cancel, and believes its staging file
 * only after looking at it.
 */

#include "wg-import-job.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>

#include "wg-error.h"
#include "wg-geo-child.h"
#include "wg-import-folder.h"
#include "wg-import-validate.h"

struct _WgImportJob
{
  GObject parent_instance;

  WgImportRequest *request;
  WgImportFolder *folder;
  char *staging_path;
  gboolean busy;
};

/* One visit of the child, from request to report. */
typedef struct
{
  gboolean inspects;
  GSubprocess *child;
  GDataInputStream *lines;
  gulong cancel_id;
  gint64 started_us;
  JsonObject *source;
  JsonObject *failed;
  gboolean done;
} Visit;

enum
{
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgImportJob, wg_import_job, G_TYPE_OBJECT)

static void
visit_free (Visit *visit)
{
  g_clear_object (&visit->child);
  g_clear_object (&visit->lines);
  g_clear_pointer (&visit->source, json_object_unref);
  g_clear_pointer (&visit->failed, json_object_unref);
  g_free (visit);
}

static void
drop_folder (WgImportJob *self)
{
  g_clear_pointer (&self->staging_path, g_free);
  g_clear_pointer (&self->folder, wg_import_folder_free);
}

static gboolean
make_folder (WgImportJob *self, GError **error)
{
  drop_folder (self);
  self->folder = wg_import_folder_new (error);
  return self->folder != NULL;
}

static void
on_cancelled (GCancellable *cancellable, gpointer child)
{
  g_subprocess_force_exit (child);
}

static void
finish_visit (GTask *task)
{
  WgImportJob *self = g_task_get_source_object (task);
  Visit *visit = g_task_get_task_data (task);

  g_cancellable_disconnect (g_task_get_cancellable (task), visit->cancel_id);
  visit->cancel_id = 0;
  self->busy = FALSE;
}

static void
return_error (GTask *task, GError *error)
{
  finish_visit (task);
  drop_folder (g_task_get_source_object (task));
  g_task_return_error (task, error);
}

static GError *
make_cancelled_error (void)
{
  return g_error_new_literal (WG_ERROR, WG_ERROR_CANCELLED, _ ("The import was stopped. Nothing was changed."));
}

/* Nothing of the job: who stops it lets it go while the look goes on. */
typedef struct
{
  char *path;
  WgImportKind kind;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->path);
  g_free (look);
}

static void
validate_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Look *look = data;
  GError *error = NULL;
  WgImportReport *report = wg_import_validate (look->path, look->kind, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) wg_import_report_unref);
  else
    g_task_return_error (task, error);
}

static void
on_validated (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WgImportJob *self = g_task_get_source_object (task);
  Visit *visit = g_task_get_task_data (task);
  GError *error = NULL;
  WgImportReport *report = g_task_propagate_pointer (G_TASK (result), &error);

  if (report == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_clear_error (&error);
          error = make_cancelled_error ();
        }
      return_error (task, error);
      return;
    }
  report->seconds = (double) (g_get_monotonic_time () - visit->started_us) / G_USEC_PER_SEC;
  self->staging_path = g_build_filename (wg_import_folder_get_path (self->folder), WG_STAGING_FILE_NAME, NULL);
  finish_visit (task);
  g_task_return_pointer (task, report, (GDestroyNotify) wg_import_report_unref);
}

/* A stopped job does not wait for the end of the look; the file may go while it is still looked at. */
static void
validate (GTask *task)
{
  WgImportJob *self = g_task_get_source_object (task);
  g_autoptr (GTask) inner = g_task_new (NULL, g_task_get_cancellable (task), on_validated, task);
  Look *look = g_new (Look, 1);

  *look = (Look){ g_build_filename (wg_import_folder_get_path (self->folder), WG_STAGING_FILE_NAME, NULL), self->request->kind };
  g_task_set_return_on_cancel (inner, TRUE);
  g_task_set_task_data (inner, look, look_free);
  g_task_run_in_thread (inner, validate_in_thread);
}

static GError *
error_from_ending (GTask *task, Visit *visit)
{
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return make_cancelled_error ();
  if (visit->failed != NULL)
    return wg_geo_child_make_error (visit->failed, _ ("The file cannot be read. Nothing was imported."));
  if (!visit->done || !g_subprocess_get_if_exited (visit->child) || g_subprocess_get_exit_status (visit->child) != 0)
    return g_error_new_literal (WG_ERROR, WG_ERROR_UNREADABLE,
                                _ ("The file made its reader stop before the end. Nothing was imported. Ask for the "
                                   "file again, or for another format of it."));
  return NULL;
}

static void
on_child_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WgImportJob *self = g_task_get_source_object (task);
  Visit *visit = g_task_get_task_data (task);
  GError *error;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  error = error_from_ending (task, visit);
  if (error != NULL)
    return_error (task, error);
  else if (visit->inspects)
    {
      finish_visit (task);
      drop_folder (self);
      g_task_return_pointer (task, g_steal_pointer (&visit->source), (GDestroyNotify) json_object_unref);
    }
  else
    validate (g_steal_pointer (&task));
}

static void
hear_line (WgImportJob *self, Visit *visit, const char *line)
{
  g_autoptr (JsonNode) node = json_from_string (line, NULL);
  JsonObject *object;
  const char *event;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  event = json_object_get_string_member_with_default (object, "event", "");
  if (g_str_equal (event, "progress"))
    g_signal_emit (self, signals[SIGNAL_PROGRESS], 0,
                   (guint64) json_object_get_int_member_with_default (object, "done", 0),
                   (guint64) json_object_get_int_member_with_default (object, "total", 0));
  else if (g_str_equal (event, "source") && visit->source == NULL)
    visit->source = json_object_ref (object);
  else if (g_str_equal (event, "failed") && visit->failed == NULL)
    visit->failed = json_object_ref (object);
  else if (g_str_equal (event, "done"))
    visit->done = TRUE;
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Visit *visit = g_task_get_task_data (task);
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL)
    {
      g_subprocess_wait_async (visit->child, NULL, on_child_ended, g_steal_pointer (&task));
      return;
    }
  hear_line (g_task_get_source_object (task), visit, line);
  g_data_input_stream_read_line_async (visit->lines, G_PRIORITY_DEFAULT, NULL, on_line, g_steal_pointer (&task));
}

static GSubprocess *
start_child (WgImportJob *self, gboolean inspects, GError **error)
{
  g_autofree char *line = wg_import_request_to_line (self->request, inspects ? "inspect" : "read",
                                                       wg_import_folder_get_path (self->folder));

  return wg_geo_child_start (g_strchomp (line), error);
}

static void
run (WgImportJob *self, gboolean inspects, GTask *started_task)
{
  g_autoptr (GTask) task = started_task;
  Visit *visit = g_new0 (Visit, 1);
  GError *error = NULL;

  visit->inspects = inspects;
  visit->started_us = g_get_monotonic_time ();
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, visit, (GDestroyNotify) visit_free);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_task_return_error (task, make_cancelled_error ());
      return;
    }
  if (!make_folder (self, &error) || (visit->child = start_child (self, inspects, &error)) == NULL)
    {
      drop_folder (self);
      g_task_return_error (task, error);
      return;
    }
  self->busy = TRUE;
  visit->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (visit->child));
  if (g_task_get_cancellable (task) != NULL)
    visit->cancel_id = g_cancellable_connect (g_task_get_cancellable (task), G_CALLBACK (on_cancelled),
                                              g_object_ref (visit->child), g_object_unref);
  g_data_input_stream_read_line_async (visit->lines, G_PRIORITY_DEFAULT, NULL, on_line, g_steal_pointer (&task));
}

void
wg_import_job_inspect_async (WgImportJob *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (WG_IS_IMPORT_JOB (self) && !self->busy);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, wg_import_job_inspect_async);
  run (self, TRUE, task);
}

JsonObject *
wg_import_job_inspect_finish (WgImportJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
wg_import_job_read_async (WgImportJob *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (WG_IS_IMPORT_JOB (self) && !self->busy);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, wg_import_job_read_async);
  run (self, FALSE, task);
}

WgImportReport *
wg_import_job_read_finish (WgImportJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
wg_import_job_get_staging_path (WgImportJob *self)
{
  g_return_val_if_fail (WG_IS_IMPORT_JOB (self), NULL);

  return self->staging_path;
}

const WgImportRequest *
wg_import_job_get_request (WgImportJob *self)
{
  g_return_val_if_fail (WG_IS_IMPORT_JOB (self), NULL);

  return self->request;
}

static void
wg_import_job_finalize (GObject *object)
{
  WgImportJob *self = WG_IMPORT_JOB (object);

  drop_folder (self);
  wg_import_request_free (self->request);
  G_OBJECT_CLASS (wg_import_job_parent_class)->finalize (object);
}

static void
wg_import_job_class_init (WgImportJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_import_job_finalize;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", WG_TYPE_IMPORT_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
wg_import_job_init (WgImportJob *self)
{
}

WgImportJob *
wg_import_job_new (const WgImportRequest *request)
{
  WgImportJob *self;

  g_return_val_if_fail (request != NULL, NULL);

  self = g_object_new (WG_TYPE_IMPORT_JOB, NULL);
  self->request = wg_import_request_copy (request);
  return self;
}
