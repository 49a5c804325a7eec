/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a visit that was appointed in another system is counted from the appointed time on here, too; a time that appoints
 * nothing is told instead of being dropped.
 */

#include "wg-import-cases-private.h"

#include "wg-case-clocks.h"
#include "wg-class-catalogue.h"

#include <glib/gi18n-lib.h>

/* What is checked or over runs no more. */
static gboolean
is_to_come (const WgCaseRecord *record)
{
  return wg_case_state_is_open (record->state) && record->state != WG_CASE_STATE_HANDLED;
}

static gboolean
is_visit (WgStoreWork *work, const WgCaseRecord *record, gboolean *visit, GError **error)
{
  g_autoptr (GError) local = NULL;

  *visit = record->class_code != NULL
           && wg_connection_get_value (work->connection, NULL, &local, "class-is-below", "iss", wg_connection_get_district (work->connection),
                                       record->class_code, WG_APPOINTMENT_CLASS)
                  > 0;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
wg_import_visits_read (
    WgImportRun *run, WgStoreWork *work, WgStatement *row, const WgImportSlot *slot, WgCaseRecord *record, GError **error)
{
  WgImportCases *cases = run->data;
  gboolean visit = FALSE;

  if (wg_statement_is_null (row, WG_IMPORT_CASE_APPOINTED))
    return TRUE;
  if (!is_visit (work, record, &visit, error))
    return FALSE;
  if (!visit)
    return wg_import_run_find (run, work, slot, "not_a_visit", "kept", error,
                               _ ("It is no visit by appointment (class %s); its appointed time was left out."), WG_APPOINTMENT_CLASS);
  if (is_to_come (record))
    record->appointed_ms = wg_statement_get_int64 (row, WG_IMPORT_CASE_APPOINTED);
  else
    cases->n_over++;
  return TRUE;
}

gboolean
wg_import_visits_load (WgStoreWork *work, WgCaseRecord *record, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean found = FALSE;
  gint64 at_ms;

  if (record->batch_id == WG_NO_ID)
    return TRUE;
  at_ms = wg_connection_get_value (work->connection, &found, &local, "visit-of-case", "ii", wg_connection_get_district (work->connection),
                                   record->id);
  record->appointed_ms = found ? at_ms : WG_NO_TIME;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
wg_import_visits_write (WgStoreWork *work, const WgCaseRecord *before, WgCaseRecord *record, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);

  if (before != NULL && before->appointed_ms != WG_NO_TIME
      && wg_connection_run (work->connection, error, "visit-forget", "ii", district_id, record->id) < 0)
    return FALSE;
  if (record->appointed_ms == WG_NO_TIME || !is_to_come (record))
    return TRUE;
  return wg_case_clocks_appoint (work, record, wg_clock_get_now (work->clock), record->appointed_ms, error)
         && wg_connection_run (work->connection, error, "case-set-due", "iiiisi", district_id, record->id, record->due_ms,
                               record->warn_ms, wg_case_clock_to_nick (record->clock), record->clock_ms)
                >= 0;
}

gboolean
wg_import_visits_tell (WgImportRun *run, WgStoreWork *work, GError **error)
{
  const WgImportCases *cases = run->data;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, cases->n_over);

  if (cases->n_over == 0)
    return TRUE;
  return wg_import_run_find (run, work, NULL, "visits_over", "kept", error,
                             g_dngettext (GETTEXT_PACKAGE, "%s visit is over; its appointed time starts no clock.",
                                          "%s visits are over; their appointed times start no clock.", (gulong) cases->n_over),
                             number);
}
