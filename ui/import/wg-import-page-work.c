/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: looking, checking, importing and undoing all happen elsewhere (in the reader's process, on the writer's thread). Here
 * each is started, its progress shown, its end taken, and an end that nobody waits for any more is dropped.
 */

#include "wg-import-page-private.h"

#include "wg-error.h"
#include "wg-import-publisher.h"
#include "wg-later.h"
#include "wg-store-batches.h"
#include "wg-words.h"

#include <glib/gi18n-lib.h>

#define PULSE_MS 120

const char *
wg_import_page_find_obstacle (WgImportPage *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (wg_context_is_read_only (self->context))
    return _ ("Read-only: nothing can be imported.");
  if (who == NULL)
    return _ ("Nobody is named at this desk. Say who works here, then import.");
  if ((who->roles & (WG_ROLE_GIS | WG_ROLE_DUTY)) == 0)
    return _ ("Only a GIS editor or the duty officer can import.");
  return NULL;
}

static gboolean
on_pulse (gpointer data)
{
  WgImportPage *self = data;

  if (wg_import_page_is_busy (self))
    {
      gtk_progress_bar_pulse (self->progress);
      return G_SOURCE_CONTINUE;
    }
  self->pulsing = 0;
  return G_SOURCE_REMOVE;
}

/* What has no end that is known moves all the same. */
static void
set_pulsing (WgImportPage *self, gboolean pulsing)
{
  if (!pulsing)
    g_clear_handle_id (&self->pulsing, g_source_remove);
  else if (self->pulsing == 0)
    self->pulsing = g_timeout_add (PULSE_MS, on_pulse, self);
}

static void
show_progress (WgImportPage *self, const char *text, guint64 done, guint64 total)
{
  gtk_progress_bar_set_text (self->progress, text);
  set_pulsing (self, total == 0);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, CLAMP ((double) done / (double) total, 0, 1));
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
on_read_progress (WgImportJob *job, guint64 done, guint64 total, WgImportPage *self)
{
  g_autofree char *text
      = total > 0 ? g_strdup_printf (_ ("Read: %'u of %'u"), (guint) done, (guint) total)
                  : g_strdup_printf (_ ("Read: %'u"), (guint) done);

  show_progress (self, text, done, total);
}

static void
on_store_progress (gint64 done, gint64 total, gpointer user_data)
{
  WgImportPage *self = user_data;
  gboolean checking = self->phase == WG_IMPORT_PHASE_CHECKING;
  g_autofree char *text = NULL;

  if (!wg_import_page_is_busy (self))
    return;
  if (done == 0)
    text = g_strdup_printf (_ ("Comparing with what is there: %'u rows"), (guint) total);
  else if (checking)
    text = g_strdup_printf (_ ("Checked: %'u of %'u"), (guint) done, (guint) total);
  else
    text = g_strdup_printf (_ ("Stored: %'u of %'u"), (guint) done, (guint) total);
  show_progress (self, text, (guint64) done, done > 0 ? (guint64) total : 0);
}

static void
begin_work (WgImportPage *self, const char *text)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  wg_import_page_show_error (self, NULL);
  show_progress (self, text, 0, 0);
}

static void
begin_job (WgImportPage *self)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
  self->job = wg_import_job_new (self->request);
  g_signal_connect_object (self->job, "progress", G_CALLBACK (on_read_progress), self, 0);
}

void
wg_import_page_stop (WgImportPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* --- Looking --- */

/* Once a file: a person who says something else is not corrected. */
static gboolean
propose_crs (WgImportPage *self)
{
  const char *only = NULL;

  if (self->request->crs == NULL && json_object_get_null_member (self->source, "crs"))
    only = wg_import_page_find_only_place (self);
  if (only == NULL)
    return FALSE;
  self->request->crs = g_strdup (only);
  self->crs_proposed = TRUE;
  return TRUE;
}

static void
take_source (WgImportPage *self, JsonObject *source)
{
  WgImportKind kind = self->request->kind;

  if (!self->kind_said && wg_import_guess_kind (self->request->path, source, &kind))
    {
      self->request->kind = kind;
      json_object_unref (source);
      wg_import_page_look (self);
      return;
    }
  g_clear_pointer (&self->source, json_object_unref);
  self->source = source;
  if (propose_crs (self))
    {
      wg_import_page_look (self);
      return;
    }
  wg_import_preview_set_source (self->preview, source);
  wg_import_page_fill (self);
  wg_import_page_show_phase (self);
}

/* Rows and points are no grids: before the person is told so, they are tried as what they can be. */
static gboolean
try_as_cases (WgImportPage *self, const GError *error)
{
  if (self->kind_said || self->request->kind != WG_IMPORT_GRIDS || !g_error_matches (error, WG_ERROR, WG_ERROR_UNREADABLE))
    return FALSE;
  self->request->kind = WG_IMPORT_CASES;
  wg_import_page_look (self);
  return TRUE;
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  JsonObject *found = wg_import_job_inspect_finish (WG_IMPORT_JOB (source), result, &error);

  if (self->job != WG_IMPORT_JOB (source))
    {
      g_clear_pointer (&found, json_object_unref);
      return;
    }
  self->looking = FALSE;
  g_clear_object (&self->cancellable);
  if (found != NULL)
    {
      take_source (self, found);
      return;
    }
  if (try_as_cases (self, error))
    return;
  if (self->source == NULL && !g_error_matches (error, WG_ERROR, WG_ERROR_CANCELLED))
    wg_import_page_set_phase (self, WG_IMPORT_PHASE_EMPTY);
  wg_import_page_show_error (self, error);
  wg_import_page_show_phase (self);
}

void
wg_import_page_look (WgImportPage *self)
{
  wg_import_page_stop (self);
  begin_job (self);
  begin_work (self, _ ("Looking at the file"));
  self->looking = TRUE;
  wg_import_page_set_phase (self, WG_IMPORT_PHASE_ASKING);
  wg_import_job_inspect_async (self->job, self->cancellable, on_looked, g_object_ref (self));
}

/* --- Checking: read into the staging file, then what the database would say --- */

static void
fail (WgImportPage *self, WgImportPhase back_to, const GError *error)
{
  g_clear_object (&self->cancellable);
  wg_import_page_set_phase (self, back_to);
  wg_import_page_show_error (self, error);
}

static void
take_report (WgImportPage *self, WgImportReport *report, WgImportPhase phase)
{
  g_autoptr (GPtrArray) findings = wg_finding_groups_sort (report->findings);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->report, wg_import_report_unref);
  self->report = report;
  self->batch = report->batch;
  wg_import_preview_set_findings (self->preview, findings);
  wg_import_preview_set_mended (self->preview, report->mended);
  wg_import_findings_set_findings (self->findings, findings);
  gtk_widget_set_visible (self->no_findings, report->findings->len == 0);
  wg_import_page_set_phase (self, phase);
  wg_import_page_fill_legend (self);
  wg_import_page_select_last (self);
}

static void
on_published (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  WgImportReport *report = wg_store_publish_import_finish (WG_STORE (source), result, &error);
  gboolean checking = self->phase == WG_IMPORT_PHASE_CHECKING;

  if (!checking && self->phase != WG_IMPORT_PHASE_IMPORTING)
    {
      g_clear_pointer (&report, wg_import_report_unref);
      return;
    }
  if (report == NULL)
    fail (self, checking ? WG_IMPORT_PHASE_ASKING : WG_IMPORT_PHASE_CHECKED, error);
  else
    take_report (self, report, checking ? WG_IMPORT_PHASE_CHECKED : WG_IMPORT_PHASE_IMPORTED);
}

static void
publish (WgImportPage *self, gboolean dry_run)
{
  g_autoptr (WgImportRequest) request = wg_import_request_copy (self->request);

  request->dry_run = dry_run;
  wg_store_publish_import_async (wg_context_get_store (self->context), wg_import_job_get_staging_path (self->job), request,
                                 wg_context_get_operator (self->context)->id, on_store_progress, self, self->cancellable,
                                 on_published, g_object_ref (self));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = wg_import_job_read_finish (WG_IMPORT_JOB (source), result, &error);

  if (self->job != WG_IMPORT_JOB (source) || self->phase != WG_IMPORT_PHASE_CHECKING)
    return;
  if (report == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error == NULL ? &error : NULL))
    fail (self, WG_IMPORT_PHASE_ASKING, error);
  else
    publish (self, TRUE);
}

void
wg_import_page_check (WgImportPage *self)
{
  wg_finding_ticks_tell (wg_import_findings_get_ticks (self->findings), self->request->decisions);
  begin_job (self);
  begin_work (self, _ ("Reading the file"));
  wg_import_page_set_phase (self, WG_IMPORT_PHASE_CHECKING);
  wg_import_job_read_async (self->job, self->cancellable, on_read, g_object_ref (self));
}

void
wg_import_page_import (WgImportPage *self)
{
  begin_work (self, _ ("Storing the rows"));
  wg_import_page_set_phase (self, WG_IMPORT_PHASE_IMPORTING);
  publish (self, FALSE);
}

/* --- Afterwards --- */

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBatch) batch = wg_store_undo_import_finish (WG_STORE (source), result, &error);

  if (self->phase != WG_IMPORT_PHASE_UNDOING)
    return;
  if (batch == NULL)
    fail (self, WG_IMPORT_PHASE_IMPORTED, error);
  else
    {
      g_clear_object (&self->cancellable);
      wg_import_page_set_phase (self, WG_IMPORT_PHASE_UNDONE);
    }
}

void
wg_import_page_undo (WgImportPage *self)
{
  begin_work (self, _ ("Taking the import back"));
  wg_import_page_set_phase (self, WG_IMPORT_PHASE_UNDOING);
  wg_store_undo_import_async (wg_context_get_store (self->context), self->batch,
                              wg_context_get_operator (self->context)->id, NULL, self->cancellable, on_undone,
                              g_object_ref (self));
}

typedef struct
{
  WgImportReport *report;
  GFile *file;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  wg_import_report_unref (saving->report);
  g_object_unref (saving->file);
  g_free (saving);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Saving *saving = data;
  GError *error = NULL;

  if (wg_import_report_save (saving->report, saving->file, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgImportPage *self = WG_IMPORT_PAGE (source);
  const Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_file_get_basename (saving->file);
  g_autoptr (GError) error = NULL;

  if (self->context == NULL)
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    wg_import_page_show_error (self, error);
  else
    {
      g_autofree char *text = g_strdup_printf (_ ("Report saved as “%s”"), name);

      gtk_label_set_text (self->sentence, text);
    }
}

void
wg_import_page_save_report (WgImportPage *self, GFile *file)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_saved, NULL);
  Saving *saving = g_new0 (Saving, 1);

  saving->report = wg_import_report_ref (self->report);
  saving->file = g_object_ref (file);
  g_task_set_task_data (task, saving, saving_free);
  wg_later_run_in_thread (task, save_in_thread);
}
