/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: cases that began in another system keep what they were there (number, class, state, due time) and go on here as if
 * they had always been ours. Nothing is dropped: what is missing is missing, and the report says so.
 */

#include "wg-import-cases-private.h"

#include "wg-case-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
cases_free (gpointer data)
{
  WgImportCases *cases = data;

  g_hash_table_unref (cases->classes);
  g_hash_table_unref (cases->assignees);
  g_ptr_array_unref (cases->changes);
  g_free (cases);
}

static gboolean
open_cases (WgImportRun *run, WgStoreWork *work, GError **error)
{
  WgImportCases *cases = g_new0 (WgImportCases, 1);

  cases->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, wg_import_classes_free_one);
  cases->assignees = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  cases->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  run->data = cases;
  run->data_free = cases_free;
  return TRUE;
}

static gboolean
read_place (WgStatement *row, WgImportSlot *slot, GError **error)
{
  slot->lon = wg_statement_get_double (row, WG_IMPORT_CASE_LON);
  slot->lat = wg_statement_get_double (row, WG_IMPORT_CASE_LAT);
  if (isnan (slot->lon) || isnan (slot->lat))
    slot->lon = slot->lat = NAN;
  return TRUE;
}

static gint64
get_time (WgStatement *row, int column)
{
  return wg_statement_is_null (row, column) ? WG_NO_TIME : wg_statement_get_int64 (row, column);
}

static void
read_times (WgStatement *row, WgCaseRecord *record)
{
  record->reported_ms = wg_statement_get_int64 (row, WG_IMPORT_CASE_REPORTED);
  record->filed_ms = get_time (row, WG_IMPORT_CASE_FILED);
  record->done_ms = get_time (row, WG_IMPORT_CASE_DONE);
  record->closed_ms = get_time (row, WG_IMPORT_CASE_CLOSED);
  record->given_due_ms = record->due_ms = get_time (row, WG_IMPORT_CASE_DUE);
  record->clock = record->due_ms != WG_NO_TIME ? WG_CASE_CLOCK_GIVEN : WG_CASE_CLOCK_NONE;
  record->clock_ms = record->due_ms != WG_NO_TIME ? record->reported_ms : WG_NO_TIME;
}

static char *
choose_title (WgStatement *row, const WgCaseRecord *record)
{
  const char *title = wg_statement_get_text (row, WG_IMPORT_CASE_TITLE);

  if (title == NULL)
    title = record->class_text;
  if (title == NULL)
    title = record->address;
  return g_strdup (title != NULL ? title : record->number);
}

static void
read_words (WgStatement *row, WgCaseRecord *record)
{
  const char *channel = wg_statement_get_text (row, WG_IMPORT_CASE_CHANNEL);

  record->channel = g_strdup (channel != NULL ? channel : "import");
  record->body = wg_statement_dup_text (row, WG_IMPORT_CASE_BODY);
  record->address = wg_statement_dup_text (row, WG_IMPORT_CASE_ADDRESS);
  record->foreign_state = wg_statement_dup_text (row, WG_IMPORT_CASE_FOREIGN_STATE);
  wg_case_state_from_nick (wg_statement_get_text (row, WG_IMPORT_CASE_STATE), &record->state);
}

static WgCaseRecord *
read_record (WgImportRun *run, WgStoreWork *work, WgStatement *row, const WgImportSlot *slot, GError **error)
{
  g_autoptr (WgCaseRecord) record = wg_case_record_new ();

  record->id = slot->id;
  record->lon = slot->lon;
  record->lat = slot->lat;
  record->grid_id = slot->grid_id;
  record->filed_grid_version_id = slot->grid_version_id;
  record->batch_id = run->batch_id;
  record->number = wg_statement_dup_text (row, WG_IMPORT_CASE_NUMBER);
  if (record->number == NULL)
    record->number = wg_case_table_take_number (work->connection, work->zone, run->started_ms, error);
  read_words (row, record);
  read_times (row, record);
  if (record->number == NULL
      || !wg_import_classes_resolve (run, work, wg_statement_get_text (row, WG_IMPORT_CASE_CLASS_CODE),
                                     wg_statement_get_text (row, WG_IMPORT_CASE_CLASS_TEXT), record, error)
      || !wg_import_visits_read (run, work, row, slot, record, error)
      || !wg_import_assignees_resolve (run, work, slot, wg_statement_get_text (row, WG_IMPORT_CASE_ASSIGNEE), record, error))
    return NULL;
  record->title = choose_title (row, record);
  return g_steal_pointer (&record);
}

/* Returns: the number of rows written: 0 when the number is taken; -1 with @error set. */
static gint64
insert_case (WgImportRun *run, WgStoreWork *work, const WgCaseRecord *record, GError **error)
{
  g_autoptr (GBytes) wkb = wg_case_table_point_to_wkb (record->lon, record->lat);

  return wg_connection_run (work->connection, error, "case-import", "iisssssssss iiiii iiiiis siib", record->id,
                            wg_connection_get_district (work->connection), record->number, record->channel,
                            record->class_code, record->class_text, wg_route_to_nick (record->route), record->title,
                            record->body, record->address, wg_case_state_to_nick (record->state),
                            (gint64) wg_case_state_is_open (record->state), record->grid_id, record->filed_grid_version_id,
                            record->person_id, record->unit_id, record->reported_ms, record->filed_ms, record->given_due_ms,
                            record->done_ms, record->closed_ms, record->foreign_state, wg_case_clock_to_nick (record->clock),
                            record->clock_ms, run->batch_id, wkb);
}

static gboolean
insert_reporter (WgStoreWork *work, WgStatement *row, const WgCaseRecord *record, GError **error)
{
  const char *name = wg_statement_get_text (row, WG_IMPORT_CASE_REPORTER_NAME);
  const char *phone = wg_statement_get_text (row, WG_IMPORT_CASE_REPORTER_PHONE);

  return (name == NULL && phone == NULL)
         || wg_connection_run (work->connection, error, "reporter-insert", "iiiisisss",
                               wg_connection_get_district (work->connection), record->id, (gint64) 1, record->reported_ms,
                               record->channel, (gint64) 0, name, phone, (const char *) NULL)
                >= 0;
}

/* The holder had a hand in it before the log began: event 0. */
static gboolean
insert_hand (WgStoreWork *work, const WgCaseRecord *record, GError **error)
{
  return (record->person_id == WG_NO_ID && record->unit_id == WG_NO_ID)
         || wg_connection_run (work->connection, error, "hand-insert", "iiisiii",
                               wg_connection_get_district (work->connection), record->id, (gint64) 1, "main",
                               record->person_id, record->unit_id, (gint64) 0)
                >= 0;
}

static gboolean
move_row (WgImportRun *run, WgStoreWork *work, WgStatement *row, const WgImportSlot *slot, WgRowOutcome *outcome, GError **error)
{
  g_autoptr (WgCaseRecord) record = read_record (run, work, row, slot, error);
  gint64 written = record != NULL ? insert_case (run, work, record, error) : -1;

  if (written < 0)
    return FALSE;
  if (written == 0)
    return wg_import_case_meet (run, work, row, slot, record, outcome, error);
  return insert_reporter (work, row, record, error) && insert_hand (work, record, error)
         && wg_import_visits_write (work, NULL, record, error);
}

static gboolean
publish (WgImportRun *run, WgStoreWork *work, GError **error)
{
  return wg_import_classes_write (run, work, error) && wg_import_visits_tell (run, work, error);
}

const WgImportOps wg_import_cases = {
  .rows = "staging-case-rows",
  .columns = "isssssssssiiiiisssddi",
  .table = "case_file",
  .counter = "case",
  .chunk_rows = 10000,
  .read_place = read_place,
  .move_row = move_row,
  .open = open_cases,
  .apply = wg_import_case_changes_apply,
  .publish = publish,
};
