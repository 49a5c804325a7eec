/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "wg-import-report.h"
#include "wg-import-request.h"

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_JOB (wg_import_job_get_type ())
G_DECLARE_FINAL_TYPE (WgImportJob, wg_import_job, WG, IMPORT_JOB, GObject)

/**
 * wg_import_job_new:
 * @request: what is wanted; copied
 *
 * One visit of the child process `wangge-geoio`. The job owns a private folder with the staging file and removes it
 * when it is finalized: keep the job while rows are moved.
 *
 * Emits `progress` (guint64 done, guint64 total) on the thread of the call that started it; total is 0 when unknown.
 *
 * Returns: (transfer full): a job; it serves one call of inspect or read at a time.
 */
WgImportJob *wg_import_job_new (const WgImportRequest *request);

/**
 * wg_import_job_inspect_async:
 * @job: a job
 * @cancellable: (nullable): cancelling kills the child
 * @callback: called when done
 * @user_data: for @callback
 *
 * Looks at the source without reading it whole: layers, fields, five rows, encoding, coordinates, a proposed mapping, a
 * simplified outline and the questions that are open. With `shown_rows` of the request it is read up to there.
 */
void wg_import_job_inspect_async (WgImportJob *job, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * wg_import_job_inspect_finish:
 * @job: a job
 * @result: what @callback got
 * @error: return location
 *
 * The object has: `layers` ([{name, geometry, count, fields:[{name, type}]}]), `layer`, `driver`, `geometry`, `count`,
 * `fields` (names), `rows` ([[text or null]], in the order of `fields`), `encoding`, `encoding_confidence`,
 * `encoding_evidence`, `encoding_choices`, `crs`, `crs_name`, `crs_assumed`, `crs_choices` ([{crs, name, lon, lat}]), with `shown_rows` and settled
 * coordinates `places` ([[lon, lat] or null], of `rows`; a time in a row is written by ISO 8601 then),
 * `extent` ([west, south, east, north] degrees or null), `mapping` ({ours: FIELD}), `columns` (what can be mapped),
 * `states` ({FOREIGN: state or null}, cases only), `shapes` ([[[lon, lat], ...], ...] outer rings), `lines` (the
 * same, open) or `points` ([[lon, lat], ...]), `questions` ([{option, text, choices}]), `findings`.
 *
 * Returns: (transfer full): the object, or %NULL with %WG_ERROR (%WG_ERROR_UNREADABLE, %WG_ERROR_NOT_FOUND,
 *   %WG_ERROR_CANCELLED, ...).
 */
JsonObject *wg_import_job_inspect_finish (WgImportJob *job, GAsyncResult *result, GError **error);

/**
 * wg_import_job_read_async:
 * @job: a job
 * @cancellable: (nullable): cancelling kills the child at once
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the whole source into the staging file and validates that file.
 */
void wg_import_job_read_async (WgImportJob *job, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * wg_import_job_read_finish:
 * @job: a job
 * @result: what @callback got
 * @error: return location
 *
 * Returns: (transfer full): the report of reading, or %NULL with %WG_ERROR. %WG_ERROR_AMBIGUOUS is a question: the
 *   message names the option that answers it and wg_error_get_allowed() lists the answers. %WG_ERROR_DAMAGED means that
 *   the staging file is not what it should be; nothing of it may be used.
 */
WgImportReport *wg_import_job_read_finish (WgImportJob *job, GAsyncResult *result, GError **error);

/**
 * wg_import_job_get_staging_path:
 * @job: a job
 *
 * Returns: (transfer none) (nullable): the validated staging file, once a read has finished well.
 */
const char *wg_import_job_get_staging_path (WgImportJob *job);

/**
 * wg_import_job_get_request:
 * @job: a job
 *
 * Returns: (transfer none): its request.
 */
const WgImportRequest *wg_import_job_get_request (WgImportJob *job);

G_END_DECLS
