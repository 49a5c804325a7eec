/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the steps of an import that all kinds share. Each is a short transaction of its own, so that between two of them
 * other work goes on; until the last one nobody sees a row.
 */

#include "wg-import-run-private.h"

#include "wg-actor.h"
#include "wg-batch-table.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-grid-table.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>

#define FINDING_CHUNK 20000

gboolean
wg_import_check_operator (WgStoreWork *work, gint64 operator_id, GError **error)
{
  return wg_actor_may (work, operator_id, WG_ROLE_GIS | WG_ROLE_DUTY, _ ("Imports belong to: %s. Nothing was changed."), error);
}

gboolean
wg_import_run_is_wanted (WgImportRun *run, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (run->cancellable, error);
}

/* Opening. */

static void
add_json_member (JsonBuilder *builder, const char *name, const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json != NULL ? json_from_string (json, &error) : NULL;

  json_builder_set_member_name (builder, name);
  if (node != NULL)
    json_builder_add_value (builder, node);
  else
    json_builder_add_null_value (builder);
}

/* How the file was understood, and who is loading it. */
static char *
make_profile (WgImportRun *run)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "crs");
  json_builder_add_string_value (builder, run->report->crs != NULL ? run->report->crs : "");
  json_builder_set_member_name (builder, "encoding");
  json_builder_add_string_value (builder, run->report->encoding != NULL ? run->report->encoding : "");
  if (run->report->attribution != NULL && *run->report->attribution != '\0')
    {
      json_builder_set_member_name (builder, "attribution");
      json_builder_add_string_value (builder, run->report->attribution);
    }
  json_builder_set_member_name (builder, "decisions");
  wg_import_decisions_write (run->request->decisions, builder);
  add_json_member (builder, "mapping", run->report->mapping);
  json_builder_set_member_name (builder, "owner");
  json_builder_add_string_value (builder, run->owner);
  add_json_member (builder, "states", run->report->states);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

gboolean
wg_import_run_insert_batch (WgImportRun *run, WgStoreWork *work, GError **error)
{
  gint64 id = wg_grid_table_take_ids (work->connection, "batch", 1, error);
  g_autofree char *profile = make_profile (run);

  if (id < 0
      || wg_connection_run (work->connection, error, "batch-insert", "iissssii",
                            wg_connection_get_district (work->connection), id, wg_import_kind_to_nick (run->request->kind),
                            run->file_name, run->report->sha256 != NULL ? run->report->sha256 : "", profile,
                            run->operator_id, run->started_ms)
             < 0)
    return FALSE;
  run->batch_id = id;
  return TRUE;
}

static gboolean
insert_batch_alone (WgImportRun *run, WgStoreWork *work, GError **error)
{
  if (!wg_connection_begin (work->connection, TRUE, error))
    return FALSE;
  if (wg_import_run_insert_batch (run, work, error) && wg_connection_commit (work->connection, error))
    return TRUE;
  run->batch_id = 0;
  wg_connection_rollback (work->connection);
  return FALSE;
}

/* What was ignored when the very same file came the last time is ignored again, unless something else is said now. */
static gboolean
take_earlier_decisions (WgImportRun *run, WgStoreWork *work, GError **error)
{
  GPtrArray *decisions = run->request->decisions;
  g_autoptr (GPtrArray) earlier
      = wg_batch_table_list_earlier_decisions (work->connection, run->report->sha256 != NULL ? run->report->sha256 : "",
                                               run->request->kind, error);

  for (guint i = 0; earlier != NULL && i < earlier->len; i++)
    {
      const WgImportDecision *before = g_ptr_array_index (earlier, i);

      if (before->answer == WG_IMPORT_ANSWER_IGNORE && wg_import_decisions_find (decisions, before->rule, before->feature) == NULL)
        wg_import_decisions_set (decisions, before->rule, before->feature, before->answer, before->text);
    }
  return earlier != NULL;
}

static gboolean
is_ignored (const WgImportRun *run, const WgImportFinding *finding)
{
  const WgImportDecision *decision = wg_import_finding_find_decision (finding, run->request->decisions);

  return decision != NULL && decision->answer == WG_IMPORT_ANSWER_IGNORE;
}

/* A rule of which nothing may be found: then the file stays out. */
gboolean
wg_import_run_check_refusals (WgImportRun *run, GError **error)
{
  for (guint i = 0; i < run->report->findings->len; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (run->report->findings, i);
      g_autofree char *number = NULL;

      if (!wg_import_decisions_has (run->request->decisions, finding->rule, 0, WG_IMPORT_ANSWER_REFUSE)
          || is_ignored (run, finding))
        continue;
      number = g_strdup_printf ("%" G_GINT64_FORMAT, finding->feature);
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("The file was refused for “%s”: feature %s: %s Nothing was imported."),
                   finding->rule, number, finding->text);
      return FALSE;
    }
  return TRUE;
}

gboolean
wg_import_run_open (WgImportRun *run, WgStoreWork *work, GError **error)
{
  g_autoptr (GError) local = NULL;

  run->started_ms = wg_clock_get_now (work->clock);
  if (!wg_import_check_operator (work, run->operator_id, error)
      || !wg_connection_attach (work->connection, run->staging_path, error))
    return FALSE;
  run->attached = TRUE;
  run->staged_findings = wg_connection_get_value (work->connection, NULL, &local, "staging-findings-last", "");
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!take_earlier_decisions (run, work, error))
    return FALSE;
  if (run->ops->open != NULL && !run->ops->open (run, work, error))
    return FALSE;
  return run->ops->move_whole != NULL || insert_batch_alone (run, work, error);
}

/* Findings. */

static gboolean
insert_finding (WgImportRun *run, WgStoreWork *work, gint64 number, const WgImportFinding *finding, GError **error)
{
  return wg_connection_run (work->connection, error, "finding-insert", "iiiisssdd", wg_connection_get_district (work->connection),
                            run->batch_id, run->staged_findings + number, finding->feature > 0 ? finding->feature : WG_NULL_ID,
                            finding->rule, finding->outcome, finding->text, finding->has_place ? finding->lon : NAN,
                            finding->has_place ? finding->lat : NAN)
         >= 0;
}

G_GNUC_PRINTF (5, 0)
static WgImportFinding *
make_finding (WgImportRun *run, const WgImportSlot *slot, const char *rule, const char *outcome, const char *format, va_list args)
{
  g_autofree char *text = g_strdup_vprintf (format, args);
  WgImportFinding *finding = wg_import_finding_new (slot != NULL ? slot->seq : 0, rule, outcome, text);

  finding->has_place = slot != NULL && !isnan (slot->lon) && !isnan (slot->lat);
  finding->lon = finding->has_place ? slot->lon : 0.0;
  finding->lat = finding->has_place ? slot->lat : 0.0;
  run->n_own_findings++;
  return finding;
}

gboolean
wg_import_run_find (WgImportRun *run,
                    WgStoreWork *work,
                    const WgImportSlot *slot,
                    const char *rule,
                    const char *outcome,
                    GError **error,
                    const char *format,
                    ...)
{
  WgImportFinding *finding;
  gboolean written;
  va_list args;

  va_start (args, format);
  finding = make_finding (run, slot, rule, outcome, format, args);
  va_end (args);
  written = insert_finding (run, work, run->n_own_findings, finding, error);
  wg_import_report_add_finding (run->report, finding);
  return written;
}

void
wg_import_run_note (WgImportRun *run, const WgImportSlot *slot, const char *rule, const char *outcome, const char *format, ...)
{
  WgImportFinding *finding;
  va_list args;

  va_start (args, format);
  finding = make_finding (run, slot, rule, outcome, format, args);
  va_end (args);
  if (run->noted == NULL)
    run->noted = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_import_finding_free);
  g_ptr_array_add (run->noted, wg_import_finding_copy (finding));
  wg_import_report_add_finding (run->report, finding);
}

gboolean
wg_import_run_write_noted (WgImportRun *run, WgStoreWork *work, GError **error)
{
  for (guint i = 0; run->noted != NULL && i < run->noted->len; i++)
    {
      if (!insert_finding (run, work, i + 1, g_ptr_array_index (run->noted, i), error))
        return FALSE;
    }
  g_clear_pointer (&run->noted, g_ptr_array_unref);
  return TRUE;
}

gboolean
wg_import_run_copy_findings (WgImportRun *run, WgStoreWork *work, gint64 until_seq, GError **error)
{
  if (wg_connection_run (work->connection, error, "staging-findings-copy", "iiii",
                         wg_connection_get_district (work->connection), run->batch_id, run->told_findings, until_seq)
      < 0)
    return FALSE;
  run->told_findings = until_seq;
  return TRUE;
}

gboolean
wg_import_run_load_repaired (WgImportRun *run, WgStoreWork *work, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "staging-repaired", "");
  g_autoptr (GError) local = NULL;

  g_clear_pointer (&run->repaired, g_hash_table_unref);
  run->repaired = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (row == NULL)
    return FALSE;
  while (wg_statement_step (row, &local))
    {
      gint64 seq = wg_statement_get_int64 (row, 0);

      g_hash_table_add (run->repaired, g_memdup2 (&seq, sizeof seq));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

void
wg_import_run_count_repaired (WgImportRun *run, const WgImportSlot *slot)
{
  g_return_if_fail (run->repaired != NULL);

  if (g_hash_table_add (run->repaired, g_memdup2 (&slot->seq, sizeof slot->seq)))
    run->report->repaired++;
}

/* The reader counted the row as stored, and perhaps as repaired. */
static gboolean
count_refused (WgImportRun *run, WgStoreWork *work, const WgImportSlot *slot, GError **error)
{
  run->report->stored--;
  run->report->refused++;
  if (slot == NULL || run->report->repaired == 0)
    return TRUE;
  if (run->repaired == NULL && !wg_import_run_load_repaired (run, work, error))
    return FALSE;
  if (g_hash_table_contains (run->repaired, &slot->seq))
    run->report->repaired--;
  return TRUE;
}

gboolean
wg_import_run_count (WgImportRun *run, WgStoreWork *work, const WgImportSlot *slot, WgRowOutcome outcome, GError **error)
{
  WgImportReport *report = run->report;

  switch (outcome)
    {
    case WG_ROW_REFUSED:
      return count_refused (run, work, slot, error);
    case WG_ROW_MERGED:
      report->merged++;
      return TRUE;
    case WG_ROW_UPDATED:
      report->updated++;
      return TRUE;
    case WG_ROW_UNCHANGED:
      report->unchanged++;
      return TRUE;
    case WG_ROW_STORED:
    default:
      return TRUE;
    }
}

gint64
wg_import_find_home (WgGridTree *grids, double lon, double lat)
{
  guint home = isnan (lon) || isnan (lat) ? WG_GRID_NONE : wg_grid_tree_find_home (grids, lon, lat);

  return home != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, home)->id : WG_NO_ID;
}

gboolean
wg_import_run_touch_batch (WgImportRun *run, WgStoreWork *work, GError **error)
{
  gint64 changed = wg_connection_run (work->connection, error, "batch-touch", "iii",
                                      wg_connection_get_district (work->connection), run->batch_id, run->n_moved);

  if (changed > 0)
    return TRUE;
  if (changed == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT,
                 _ ("Another program removed the import while it was loading. Nothing was imported; try again."));
  return FALSE;
}

gboolean
wg_import_run_tell (WgImportRun *run, WgStoreWork *work, gboolean *more, GError **error)
{
  gint64 until = MIN (run->told_findings + FINDING_CHUNK, run->staged_findings);

  *more = FALSE;
  if (run->ops->move_whole != NULL || run->told_findings >= run->staged_findings)
    return TRUE;
  if (!wg_connection_begin (work->connection, TRUE, error))
    return FALSE;
  if (wg_import_run_touch_batch (run, work, error) && wg_import_run_copy_findings (run, work, until, error)
      && wg_connection_commit (work->connection, error))
    {
      *more = run->told_findings < run->staged_findings;
      return TRUE;
    }
  wg_connection_rollback (work->connection);
  return FALSE;
}

/* Publishing. */

gboolean
wg_import_run_start_event (WgImportRun *run, WgStoreWork *work, WgEvent *event, GError **error)
{
  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return FALSE;
  event->operator_id = run->operator_id;
  event->subject = g_strdup ("batch");
  event->verb = g_strdup ("import");
  event->idem_key = g_strdup (run->request->key);
  return TRUE;
}

static void
set_counts (WgFields *fields, const WgImportReport *report)
{
  wg_fields_set_int64 (fields, "read", report->read);
  wg_fields_set_int64 (fields, "stored", report->stored);
  wg_fields_set_int64 (fields, "repaired", report->repaired);
  wg_fields_set_int64 (fields, "merged", report->merged);
  wg_fields_set_int64 (fields, "updated", report->updated);
  wg_fields_set_int64 (fields, "unchanged", report->unchanged);
  wg_fields_set_int64 (fields, "refused", report->refused);
  wg_fields_set_int64 (fields, "outside", report->outside);
}

gboolean
wg_import_run_publish_batch (WgImportRun *run, WgStoreWork *work, WgEvent *event, WgFields *fields, GError **error)
{
  const WgImportReport *report = run->report;

  wg_fields_set_text (fields, "kind", wg_import_kind_to_nick (run->request->kind));
  wg_fields_set_text (fields, "file", run->file_name);
  wg_fields_set_text (fields, "sha256", report->sha256);
  wg_fields_set_text (fields, "encoding", report->encoding);
  wg_fields_set_text (fields, "crs", report->crs);
  if (report->attribution != NULL)
    wg_fields_set_text (fields, "attribution", report->attribution);
  wg_fields_set_double (fields, "seconds", report->seconds);
  set_counts (fields, report);
  event->subject_id = run->batch_id;
  event->batch_id = run->batch_id;
  g_clear_pointer (&event->fields, g_free);
  event->fields = wg_fields_to_json (fields);
  return wg_event_log_append (work->connection, event, error)
         && wg_connection_run (work->connection, error, "batch-publish", "iiiiiiiiiii",
                               wg_connection_get_district (work->connection), run->batch_id, report->read, report->stored,
                               report->repaired, report->merged, report->updated, report->unchanged, report->refused,
                               report->outside, event->at_ms)
                >= 0;
}

static gboolean
tell_rest_outside (WgImportRun *run, WgStoreWork *work, GError **error)
{
  gint64 rest = run->report->outside - run->n_outside_told;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, rest);

  return rest == 0
         || wg_import_run_find (run, work, NULL, "outside", "kept", error,
                                _ ("%s more rows lie outside all grids or have no place."), number);
}

static gboolean
publish (WgImportRun *run, WgStoreWork *work, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgFields) fields = wg_fields_new ();

  return wg_import_run_check_refusals (run, error) && (run->ops->apply == NULL || run->ops->apply (run, work, error))
         && wg_import_run_start_event (run, work, event, error) && wg_import_run_touch_batch (run, work, error)
         && (run->ops->publish == NULL || run->ops->publish (run, work, error))
         && tell_rest_outside (run, work, error) && wg_import_run_publish_batch (run, work, event, fields, error);
}

gboolean
wg_import_run_publish (WgImportRun *run, WgStoreWork *work, GError **error)
{
  if (run->ops->move_whole != NULL)
    return TRUE;
  if (!wg_connection_begin (work->connection, TRUE, error))
    return FALSE;
  if (publish (run, work, error) && wg_connection_commit (work->connection, error))
    return TRUE;
  wg_connection_rollback (work->connection);
  return FALSE;
}

gboolean
wg_import_run_write_whole (WgImportRun *run, WgStoreWork *work, GPtrArray *all, WgImportWholeFunc write, GError **error)
{
  if (!wg_connection_begin (work->connection, TRUE, error))
    return FALSE;
  if (!write (run, work, all, error) || !wg_import_run_check_refusals (run, error))
    {
      wg_connection_rollback (work->connection);
      return run->looks_again;
    }
  run->n_moved = all->len;
  if (run->request->dry_run)
    {
      wg_connection_rollback (work->connection);
      return TRUE;
    }
  if (wg_connection_commit (work->connection, error))
    return TRUE;
  wg_connection_rollback (work->connection);
  return FALSE;
}

gboolean
wg_import_run_close (WgImportRun *run, WgStoreWork *work, GError **error)
{
  if (!run->attached)
    return TRUE;
  run->attached = FALSE;
  return wg_connection_detach (work->connection, error);
}
