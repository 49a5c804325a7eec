/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: registering a case: the number is allotted in the same transaction and never changes, the reporter goes into the
 * protected table, and everything else starts from what the class says.
 */

#include "wg-case-moves-private.h"

#include "wg-case-clocks.h"
#include "wg-case-table.h"
#include "wg-class-catalogue.h"
#include "wg-error.h"
#include "wg-grid-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
demand (const char *value, const char *sentence, GError **error)
{
  if (value != NULL && *value != '\0')
    return TRUE;
  g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, sentence);
  return FALSE;
}

static gboolean
check_demands (const WgAct *act, GError **error)
{
  if (!demand (act->channel, _ ("Say through which channel the case came in. Nothing was registered."), error)
      || !demand (act->title, _ ("Give the case a title. Nothing was registered."), error)
      || !demand (act->class_code != NULL ? act->class_code : act->class_text,
                  _ ("Give the case a class of the catalogue, or say in words what it is. Nothing was registered."), error))
    return FALSE;
  if (isnan (act->lon)
      && !demand (act->address, _ ("Say where it is: a point, or the address when the point is not known. Nothing was registered."), error))
    return FALSE;
  if (!act->anonymous)
    return demand (act->reporter_name != NULL ? act->reporter_name : act->reporter_phone,
                   _ ("Name the reporter, or mark the report as anonymous. Nothing was registered."), error);
  return TRUE;
}

static gboolean
read_class (WgMoveRun *run, GError **error)
{
  WgStatement *row;
  gboolean found;

  if (run->act->class_code == NULL)
    return TRUE;
  row = wg_connection_query (run->work->connection, error, "class-by-code", "isi",
                             wg_connection_get_district (run->work->connection), run->act->class_code, run->event->at_ms);
  if (row == NULL)
    return FALSE;
  found = wg_statement_step (row, NULL);
  if (found)
    {
      wg_route_from_nick (wg_statement_get_text (row, 4), &run->record->route);
      run->record->class_text = wg_statement_dup_text (row, 3);
      run->class_is_leaf = wg_statement_get_int64 (row, 8) == 0;
    }
  wg_statement_reset (row);
  if (!found)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no class %s in the catalogue. Nothing was registered."),
                 run->act->class_code);
  return found;
}

/* Solved while it was reported: counted like any other, checked by nobody, sampled later. */
static gboolean
solve (WgMoveRun *run, GError **error)
{
  WgCaseRecord *record = run->record;
  const WgAct *act = run->act;

  if (!demand (act->text, _ ("Say what was done on the spot. Nothing was registered."), error))
    return FALSE;
  if (record->route != WG_ROUTE_GENERAL || (act->class_code != NULL && !run->class_is_leaf))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED,
                           _ ("Only a case on the general route, of a class that is a leaf, can be solved on the spot. Nothing was registered."));
      return FALSE;
    }
  if (act->person_id == WG_NO_ID
      || wg_connection_get_value (run->work->connection, NULL, NULL, "person-active", "ii",
                                  wg_connection_get_district (run->work->connection), act->person_id)
             != 1)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Say who solved it on the spot. Nothing was registered."));
      return FALSE;
    }
  record->state = WG_CASE_STATE_CLOSED;
  record->on_spot = TRUE;
  record->flags = act->anonymous ? 0 : WG_CASE_MARK_CALL_BACK;
  record->done_ms = record->closed_ms = record->reported_ms;
  wg_fields_set_int64 (run->fields, "person_id", act->person_id);
  return TRUE;
}

/* A visit by appointment is counted from the appointed time on. */
static gboolean
check_appointment (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;
  gint64 at_ms = act->verb == WG_VERB_REPORT ? act->from_ms : WG_NO_TIME;
  gboolean is_visit = act->class_code != NULL
                      && wg_connection_get_value (run->work->connection, NULL, NULL, "class-is-below", "iss",
                                                  wg_connection_get_district (run->work->connection), act->class_code, WG_APPOINTMENT_CLASS)
                             > 0;

  if (at_ms != WG_NO_TIME && !is_visit)
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Only a visit by appointment (class %s) has an appointed time. Nothing was registered."),
                 WG_APPOINTMENT_CLASS);
  else if (at_ms != WG_NO_TIME && at_ms < run->event->at_ms)
    g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("The appointed time has passed. Nothing was registered; appoint another."));
  else
    {
      if (is_visit && at_ms == WG_NO_TIME && act->verb == WG_VERB_REPORT)
        g_ptr_array_add (run->warnings, wg_warning_keep (WG_WARNING_NOT_APPOINTED, NULL, NULL));
      return TRUE;
    }
  return FALSE;
}

gboolean
wg_case_birth_prepare (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;
  WgCaseRecord *record;

  if (!check_demands (act, error))
    return FALSE;
  record = run->record = wg_case_record_new ();
  record->state = WG_CASE_STATE_REPORTED;
  record->channel = g_strdup (act->channel);
  record->class_code = g_strdup (act->class_code);
  record->title = g_strdup (act->title);
  record->body = g_strdup (act->body);
  record->address = g_strdup (act->address);
  record->reported_ms = run->event->at_ms;
  record->route = WG_ROUTE_GENERAL;
  if (!read_class (run, error))
    return FALSE;
  if (record->class_text == NULL)
    record->class_text = g_strdup (act->class_text);
  if (act->route >= 0)
    record->route = (WgRoute) act->route;
  if (!isnan (act->lon) && !wg_case_place_set (run, act->lon, act->lat, error))
    return FALSE;
  if (isnan (act->lon))
    g_ptr_array_add (run->warnings, wg_warning_keep (WG_WARNING_PLACE_UNKNOWN, NULL, NULL));
  if (!check_appointment (run, error) || (act->verb == WG_VERB_ON_SPOT && !solve (run, error)))
    return FALSE;
  record->number = wg_case_table_take_number (run->work->connection, run->work->zone, run->event->at_ms, error);
  return record->number != NULL;
}

static gboolean
insert_case (WgMoveRun *run, GError **error)
{
  const WgCaseRecord *record = run->record;
  g_autoptr (GBytes) wkb = wg_case_table_point_to_wkb (record->lon, record->lat);
  g_autofree char *flags = wg_case_marks_to_json (record->flags);

  return wg_connection_run (run->work->connection, error, "case-insert", "iissssssssiiiiiisibsiiiis", record->id,
                            wg_connection_get_district (run->work->connection), record->number, record->channel,
                            record->class_code, record->class_text, wg_route_to_nick (record->route), record->title,
                            record->body, record->address, record->grid_id, record->filed_grid_version_id,
                            record->building_id, record->reported_ms, record->due_ms, record->warn_ms,
                            wg_case_clock_to_nick (record->clock), record->clock_ms, wkb, wg_case_state_to_nick (record->state),
                            (gint64) wg_case_state_is_open (record->state), (gint64) record->on_spot, record->done_ms,
                            record->closed_ms, flags)
         >= 0;
}

static gboolean
insert_reporter (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;

  return wg_connection_run (run->work->connection, error, "reporter-insert", "iiiisisss",
                            wg_connection_get_district (run->work->connection), run->record->id, (gint64) 1,
                            run->record->reported_ms, run->record->channel, (gint64) act->anonymous,
                            act->anonymous ? NULL : act->reporter_name, act->anonymous ? NULL : act->reporter_phone,
                            (const char *) NULL)
         >= 0;
}

static gboolean
start_clocks (WgMoveRun *run, GError **error)
{
  const WgCaseRecord *record = run->record;

  return wg_case_clocks_apply (run->work, run->record, run->move->clocks, run->event->at_ms, run->event->id, run->fields, error)
         && (run->act->verb != WG_VERB_REPORT || run->act->from_ms == WG_NO_TIME
             || wg_case_clocks_appoint (run->work, run->record, run->event->at_ms, run->act->from_ms, error))
         && wg_connection_run (run->work->connection, error, "case-set-due", "iiiisi",
                               wg_connection_get_district (run->work->connection), record->id, record->due_ms,
                               record->warn_ms, wg_case_clock_to_nick (record->clock), record->clock_ms)
                >= 0;
}

gboolean
wg_case_birth_write (WgMoveRun *run, GError **error)
{
  run->record->id = wg_grid_table_take_ids (run->work->connection, "case", 1, error);
  if (run->record->id < 0 || !insert_case (run, error) || !insert_reporter (run, error))
    return FALSE;
  wg_fields_set_text (run->fields, "number", run->record->number);
  wg_fields_set_text (run->fields, "channel", run->record->channel);
  wg_fields_set_text (run->fields, "class", run->record->class_code);
  wg_fields_set_int64 (run->fields, "grid_id", run->record->grid_id);
  if (run->act->verb == WG_VERB_REPORT && run->act->from_ms != WG_NO_TIME)
    wg_fields_set_int64 (run->fields, "appointed_ms", run->act->from_ms);
  return start_clocks (run, error);
}
