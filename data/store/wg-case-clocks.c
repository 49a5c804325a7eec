/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a deadline is law, so clocks are started, stopped and paused in one place, by the bits of the workflow table, in
 * the transaction of the move; due times are computed from the rows that this leaves behind and from nothing else.
 */

#include "wg-case-clocks.h"

#include "wg-deadline.h"
#include "wg-error.h"
#include "wg-store-settings.h"
#include "wg-time.h"

#include <json-glib/json-glib.h>
#include <math.h>

/* A desk limit is a setting of the district, in minutes. */
typedef struct
{
  guint start;
  guint stop;
  WgCaseClock clock;
  const char *setting;
} DeskClock;

static const DeskClock desk_clocks[] = {
  { WG_CLOCK_PRECHECK_START, WG_CLOCK_PRECHECK_STOP, WG_CASE_CLOCK_PRECHECK, "precheck-limit-minutes" },
  { WG_CLOCK_INTAKE_START, WG_CLOCK_INTAKE_STOP, WG_CASE_CLOCK_INTAKE, "intake-limit-minutes" },
  { WG_CLOCK_DISPATCH_START, WG_CLOCK_DISPATCH_STOP, WG_CASE_CLOCK_DISPATCH, "dispatch-limit-minutes" },
  { WG_CLOCK_CHECK_START, WG_CLOCK_CHECK_STOP, WG_CASE_CLOCK_CHECK, "check-limit-minutes" },
};

typedef struct
{
  int run;
  WgCaseClock clock;
  double limit_n;
  WgLimitUnit limit_unit;
  gint64 started_ms;
} RunningClock;

/* Limits. */

static gboolean
get_class_limit (WgStoreWork *work, const WgCaseRecord *record, gint64 at_ms, double *limit_n, char **unit, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row;

  *limit_n = NAN;
  if (record->class_code == NULL)
    return TRUE;
  row = wg_connection_query (work->connection, error, "class-by-code", "isi",
                             wg_connection_get_district (work->connection), record->class_code, at_ms);
  if (row == NULL)
    return FALSE;
  if (wg_statement_step (row, &local) && !wg_statement_is_null (row, 5))
    {
      *limit_n = wg_statement_get_double (row, 5);
      *unit = wg_statement_dup_text (row, 6);
    }
  wg_statement_reset (row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* An emergency is measured day and night: where its class is not, a setting says how long. */
static gboolean
get_handling_limit (WgStoreWork *work, const WgCaseRecord *record, gint64 at_ms, double *limit_n, char **unit, GError **error)
{
  if (!get_class_limit (work, record, at_ms, limit_n, unit, error))
    return FALSE;
  if (record->route != WG_ROUTE_EMERGENCY || g_strcmp0 (*unit, "urgent_hour") == 0)
    return TRUE;
  *limit_n = wg_store_work_get_setting (work, "emergency-limit-hours", at_ms);
  g_free (*unit);
  *unit = g_strdup ("urgent_hour");
  return TRUE;
}

/* Rows. */

static gboolean
start_clock (WgStoreWork *work, WgCaseRecord *record, WgCaseClock clock, double limit_n, const char *unit, gint64 at_ms, GPtrArray *started, GError **error)
{
  g_ptr_array_add (started, g_strdup (wg_case_clock_to_nick (clock)));
  return wg_connection_run (work->connection, error, "clock-start", "iiisdsi",
                            wg_connection_get_district (work->connection), record->id, (gint64) record->run,
                            wg_case_clock_to_nick (clock), limit_n, unit, at_ms)
         >= 0;
}

static gboolean
start_handling (WgStoreWork *work, WgCaseRecord *record, gint64 at_ms, GPtrArray *started, GError **error)
{
  g_autofree char *unit = NULL;
  double limit_n = NAN;

  if (!get_handling_limit (work, record, at_ms, &limit_n, &unit, error))
    return FALSE;
  if (isnan (limit_n))
    return TRUE;
  return start_clock (work, record, WG_CASE_CLOCK_HANDLING, limit_n, unit, at_ms, started, error);
}

static gboolean
read_pauses (WgStatement *row, gboolean only_suspended, GArray *pauses, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (wg_statement_step (row, &local))
    {
      WgPause pause = { wg_statement_get_int64 (row, 1),
                        wg_statement_is_null (row, 2) ? WG_TIME_NONE : wg_statement_get_int64 (row, 2) };

      if (!only_suspended || g_strcmp0 (wg_statement_get_text (row, 3), "suspended") == 0)
        g_array_append_val (pauses, pause);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Intake stands while somebody looks before filing; dispatch while the case is suspended; handling while it is checked,
 * suspended or part of another case.
 */
GArray *
wg_case_clocks_load_pauses (WgStoreWork *work, gint64 case_id, int run, WgCaseClock clock, GError **error)
{
  g_autoptr (GArray) pauses = g_array_new (FALSE, FALSE, sizeof (WgPause));
  const char *statement = clock == WG_CASE_CLOCK_INTAKE ? "pause-by-precheck" : "pause-of-case";
  WgStatement *row;

  if (clock != WG_CASE_CLOCK_INTAKE && clock != WG_CASE_CLOCK_DISPATCH && clock != WG_CASE_CLOCK_HANDLING)
    return g_steal_pointer (&pauses);
  row = wg_connection_query (work->connection, error, statement, "iii", wg_connection_get_district (work->connection), case_id,
                             (gint64) run);
  return read_pauses (row, clock == WG_CASE_CLOCK_DISPATCH, pauses, error) ? g_steal_pointer (&pauses) : NULL;
}

static GArray *
load_running (WgStoreWork *work, const WgCaseRecord *record, GError **error)
{
  g_autoptr (GArray) clocks = g_array_new (FALSE, FALSE, sizeof (RunningClock));
  WgStatement *row = wg_connection_query (work->connection, error, "clock-running", "ii",
                                          wg_connection_get_district (work->connection), record->id);

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, error))
    {
      RunningClock clock = { .run = (int) wg_statement_get_int64 (row, 0),
                             .clock = wg_case_clock_from_nick (wg_statement_get_text (row, 1)),
                             .limit_n = wg_statement_get_double (row, 3),
                             .started_ms = wg_statement_get_int64 (row, 5) };

      wg_limit_unit_from_nick (wg_statement_get_text (row, 4), &clock.limit_unit);
      g_array_append_val (clocks, clock);
    }
  return g_steal_pointer (&clocks);
}

static gboolean
compute (WgStoreWork *work, const WgCaseRecord *record, const RunningClock *clock, WgCalendar *calendar, gint64 now_ms, gboolean *open, WgDeadlineStatus *status, GError **error)
{
  g_autoptr (GArray) pauses = wg_case_clocks_load_pauses (work, record->id, record->run, clock->clock, error);
  WgDeadline deadline = { .start_ms = clock->started_ms,
                          .limit_n = clock->limit_n,
                          .limit_unit = clock->limit_unit,
                          .extensions = clock->clock == WG_CASE_CLOCK_HANDLING ? (guint) record->extensions : 0 };

  if (pauses == NULL)
    return FALSE;
  deadline.pauses = (const WgPause *) (gpointer) pauses->data;
  deadline.n_pauses = pauses->len;
  for (guint i = 0; open != NULL && i < pauses->len; i++)
    *open |= g_array_index (pauses, WgPause, i).to_ms == WG_TIME_NONE;
  wg_deadline_compute (&deadline, calendar, now_ms, status);
  return TRUE;
}

static gboolean
stop_clock (WgStoreWork *work, WgCaseRecord *record, WgCaseClock kind, gint64 at_ms, GPtrArray *stopped, GError **error)
{
  g_autoptr (WgCalendar) calendar = wg_store_work_get_calendar (work, error);
  g_autoptr (GArray) clocks = calendar != NULL ? load_running (work, record, error) : NULL;

  if (clocks == NULL)
    return FALSE;
  for (guint i = 0; i < clocks->len; i++)
    {
      RunningClock *clock = &g_array_index (clocks, RunningClock, i);
      WgDeadlineStatus status;

      if (clock->clock != kind)
        continue;
      g_ptr_array_add (stopped, g_strdup (wg_case_clock_to_nick (kind)));
      if (!compute (work, record, clock, calendar, at_ms, NULL, &status, error)
          || wg_connection_run (work->connection, error, "clock-stop", "iisii",
                                wg_connection_get_district (work->connection), record->id, wg_case_clock_to_nick (kind),
                                at_ms, status.used_ms)
                 < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
apply_desk_clocks (WgStoreWork *work, WgCaseRecord *record, guint effects, gint64 at_ms, GPtrArray *started, GPtrArray *stopped, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (desk_clocks); i++)
    {
      const DeskClock *desk = &desk_clocks[i];

      if ((effects & desk->stop) != 0 && !stop_clock (work, record, desk->clock, at_ms, stopped, error))
        return FALSE;
      if ((effects & desk->start) != 0
          && !start_clock (work, record, desk->clock, wg_store_work_get_setting (work, desk->setting, at_ms) / 60.0, "urgent_hour", at_ms,
                           started, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_handling_clock (WgStoreWork *work, WgCaseRecord *record)
{
  return wg_connection_get_value (work->connection, NULL, NULL, "clock-handling-count", "iii",
                                  wg_connection_get_district (work->connection), record->id, (gint64) record->run)
         > 0;
}

static gboolean
start_pause (WgStoreWork *work, WgCaseRecord *record, const char *why, gint64 at_ms, gint64 to_ms, gint64 event_id, GError **error)
{
  return wg_connection_run (work->connection, error, "pause-start", "iiiiisi", wg_connection_get_district (work->connection),
                            record->id, (gint64) record->run, at_ms, to_ms, why, event_id)
         >= 0;
}

static gboolean
apply_pauses (WgStoreWork *work, WgCaseRecord *record, guint effects, gint64 at_ms, gint64 event_id, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);

  if ((effects & WG_CLOCK_HANDLING_RESUME) != 0
      && wg_connection_run (work->connection, error, "pause-end", "iiii", district_id, record->id, (gint64) record->run, at_ms) < 0)
    return FALSE;
  if ((effects & WG_CLOCK_UNSUSPEND) != 0
      && wg_connection_run (work->connection, error, "pause-unsuspend", "iiii", district_id, record->id, (gint64) record->run, at_ms)
             < 0)
    return FALSE;
  if ((effects & WG_CLOCK_HANDLING_PAUSE) != 0 && !start_pause (work, record, "check", at_ms, WG_NULL_ID, event_id, error))
    return FALSE;
  if ((effects & WG_CLOCK_HANDLING_MERGE) != 0 && !start_pause (work, record, "merged", at_ms, WG_NULL_ID, event_id, error))
    return FALSE;
  return (effects & WG_CLOCK_SUSPEND) == 0
         || start_pause (work, record, "suspended", at_ms, record->suspended_until_ms, event_id, error);
}

static gboolean
set_limit (WgStoreWork *work, WgCaseRecord *record, double limit_n, const char *unit, GError **error)
{
  return wg_connection_run (work->connection, error, "clock-limit", "iiids", wg_connection_get_district (work->connection),
                            record->id, (gint64) record->run, limit_n, unit)
         >= 0;
}

/* Start and use are kept. A class without a limit of its own leaves a clock that runs as it is. */
static gboolean
change_limit (WgStoreWork *work, WgCaseRecord *record, gint64 at_ms, GPtrArray *started, WgFields *fields, GError **error)
{
  g_autoptr (GArray) clocks = load_running (work, record, error);
  g_autofree char *unit = NULL;
  double limit_n = NAN;

  if (clocks == NULL || !get_handling_limit (work, record, at_ms, &limit_n, &unit, error))
    return FALSE;
  if (isnan (limit_n))
    return TRUE;
  for (guint i = 0; i < clocks->len; i++)
    {
      RunningClock *clock = &g_array_index (clocks, RunningClock, i);

      if (clock->clock != WG_CASE_CLOCK_HANDLING)
        continue;
      wg_fields_set_double (fields, "limit_before", clock->limit_n);
      wg_fields_set_text (fields, "limit_unit_before", wg_limit_unit_to_nick (clock->limit_unit));
      return set_limit (work, record, limit_n, unit, error);
    }
  if (record->first_assigned_ms == WG_NO_TIME || has_handling_clock (work, record))
    return TRUE;
  return start_clock (work, record, WG_CASE_CLOCK_HANDLING, limit_n, unit, record->first_assigned_ms, started, error);
}

static gboolean
apply_handling (WgStoreWork *work, WgCaseRecord *record, guint effects, gint64 at_ms, GPtrArray *started, GPtrArray *stopped, GError **error)
{
  if ((effects & WG_CLOCK_HANDLING_START) != 0 && !has_handling_clock (work, record)
      && !start_handling (work, record, at_ms, started, error))
    return FALSE;
  return (effects & WG_CLOCK_HANDLING_STOP) == 0
         || stop_clock (work, record, WG_CASE_CLOCK_HANDLING, at_ms, stopped, error);
}

static void
consider (WgCaseRecord *record, WgCaseClock clock, gint64 clock_ms, gint64 warn_ms, gint64 due_ms)
{
  if (due_ms == WG_TIME_NONE || (record->due_ms != WG_NO_TIME && record->due_ms <= due_ms))
    return;
  record->clock = clock;
  record->clock_ms = clock_ms;
  record->warn_ms = warn_ms == WG_TIME_NONE ? WG_NO_TIME : warn_ms;
  record->due_ms = due_ms;
}

gboolean
wg_case_clocks_find_due (WgStoreWork *work, WgCaseRecord *record, gint64 now_ms, GError **error)
{
  g_autoptr (WgCalendar) calendar = wg_store_work_get_calendar (work, error);
  g_autoptr (GArray) clocks = calendar != NULL ? load_running (work, record, error) : NULL;

  if (clocks == NULL)
    return FALSE;
  record->due_ms = record->warn_ms = record->clock_ms = WG_NO_TIME;
  record->clock = WG_CASE_CLOCK_NONE;
  for (guint i = 0; i < clocks->len; i++)
    {
      RunningClock *clock = &g_array_index (clocks, RunningClock, i);
      WgDeadlineStatus status;
      gboolean open = FALSE;

      if (!compute (work, record, clock, calendar, now_ms, &open, &status, error))
        return FALSE;
      if (!open)
        consider (record, clock->clock, clock->started_ms, status.warn_ms, status.due_ms);
    }
  if (record->given_due_ms != WG_NO_TIME)
    consider (record, WG_CASE_CLOCK_GIVEN, record->reported_ms, WG_TIME_NONE, record->given_due_ms);
  return TRUE;
}

gboolean
wg_case_clocks_find_kept (WgStoreWork *work, const WgCaseRecord *record, char **kept, char **now, GError **error)
{
  g_autoptr (GArray) clocks = load_running (work, record, error);
  g_autofree char *unit = NULL;
  double limit_n = NAN;

  *kept = *now = NULL;
  if (clocks == NULL || !get_handling_limit (work, record, wg_clock_get_now (work->clock), &limit_n, &unit, error))
    return FALSE;
  for (guint i = 0; !isnan (limit_n) && i < clocks->len; i++)
    {
      const RunningClock *clock = &g_array_index (clocks, RunningClock, i);
      WgLimitUnit limit_unit = clock->limit_unit;

      wg_limit_unit_from_nick (unit, &limit_unit);
      if (clock->clock != WG_CASE_CLOCK_HANDLING || clock->run != record->run || (clock->limit_n == limit_n && clock->limit_unit == limit_unit))
        continue;
      *kept = wg_limit_format (clock->limit_n, clock->limit_unit);
      *now = wg_limit_format (limit_n, limit_unit);
      return TRUE;
    }
  return TRUE;
}

gboolean
wg_case_clocks_find_unannounced (WgStoreWork *work, const WgCaseRecord *record, int *year, GError **error)
{
  g_autoptr (WgCalendar) calendar = wg_store_work_get_calendar (work, error);
  g_autoptr (GArray) clocks = calendar != NULL ? load_running (work, record, error) : NULL;

  *year = 0;
  if (clocks == NULL)
    return FALSE;
  for (guint i = 0; i < clocks->len; i++)
    {
      const RunningClock *clock = &g_array_index (clocks, RunningClock, i);
      g_autoptr (GArray) years = NULL;
      WgDeadlineStatus status;

      if (clock->clock != WG_CASE_CLOCK_HANDLING || (clock->limit_unit != WG_LIMIT_WORK_HOUR && clock->limit_unit != WG_LIMIT_WORK_DAY))
        continue;
      if (!compute (work, record, clock, calendar, wg_clock_get_now (work->clock), NULL, &status, error))
        return FALSE;
      years = status.due_ms != WG_TIME_NONE ? wg_calendar_list_unannounced (calendar, clock->started_ms, status.due_ms) : NULL;
      if (years != NULL && years->len > 0)
        *year = g_array_index (years, int, 0);
    }
  return TRUE;
}

static void
set_kinds (WgFields *fields, const char *key, GPtrArray *kinds)
{
  if (kinds->len == 0)
    return;
  g_ptr_array_add (kinds, NULL);
  wg_fields_set_texts (fields, key, (const char *const *) kinds->pdata);
}

/* The clock of an appointment is there before anybody has the case; what ends or merges it early ends or stops that too. */
static guint
find_early (WgStoreWork *work, WgCaseRecord *record, guint effects)
{
  if (record->first_assigned_ms != WG_NO_TIME || (effects & (WG_CLOCK_INTAKE_STOP | WG_CLOCK_DISPATCH_STOP)) == 0)
    return 0;
  if (record->state == WG_CASE_STATE_REJECTED)
    return WG_CLOCK_HANDLING_STOP;
  return record->state == WG_CASE_STATE_MERGED && has_handling_clock (work, record) ? WG_CLOCK_HANDLING_MERGE : 0;
}

gboolean
wg_case_clocks_apply (WgStoreWork *work,
                      WgCaseRecord *record,
                      guint effects,
                      gint64 at_ms,
                      gint64 event_id,
                      WgFields *fields,
                      GError **error)
{
  g_autoptr (GPtrArray) started = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) stopped = g_ptr_array_new_with_free_func (g_free);

  effects |= find_early (work, record, effects);
  if (effects == 0)
    return TRUE;
  if (!apply_pauses (work, record, effects, at_ms, event_id, error)
      || !apply_handling (work, record, effects, at_ms, started, stopped, error)
      || ((effects & WG_CLOCK_LIMIT) != 0 && !change_limit (work, record, at_ms, started, fields, error))
      || !apply_desk_clocks (work, record, effects, at_ms, started, stopped, error))
    return FALSE;
  set_kinds (fields, "clocks_started", started);
  set_kinds (fields, "clocks_stopped", stopped);
  if ((effects & WG_CLOCK_HANDLING_RESUME) != 0)
    wg_fields_set_int64 (fields, "pause_ended", 1);
  return wg_case_clocks_find_due (work, record, at_ms, error);
}

gboolean
wg_case_clocks_appoint (WgStoreWork *work, WgCaseRecord *record, gint64 at_ms, gint64 from_ms, GError **error)
{
  g_autoptr (GPtrArray) started = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *unit = NULL;
  double limit_n = NAN;

  if (!get_handling_limit (work, record, at_ms, &limit_n, &unit, error))
    return FALSE;
  if (!isnan (limit_n) && !start_clock (work, record, WG_CASE_CLOCK_HANDLING, limit_n, unit, from_ms, started, error))
    return FALSE;
  return wg_case_clocks_find_due (work, record, at_ms, error);
}

/* Undo. */

static gboolean
undo_kinds (WgStoreWork *work, WgCaseRecord *record, JsonObject *fields, const char *member, const char *statement, GError **error)
{
  JsonArray *kinds = json_object_has_member (fields, member) ? json_object_get_array_member (fields, member) : NULL;

  for (guint i = 0; kinds != NULL && i < json_array_get_length (kinds); i++)
    {
      if (wg_connection_run (work->connection, error, statement, "iiis", wg_connection_get_district (work->connection),
                             record->id, (gint64) record->run, json_array_get_string_element (kinds, i))
          < 0)
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_case_clocks_undo (WgStoreWork *work,
                     WgCaseRecord *record,
                     const char *json,
                     gint64 event_id,
                     gint64 event_at_ms,
                     GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gint64 district_id = wg_connection_get_district (work->connection);
  JsonObject *fields;

  if (!json_parser_load_from_data (parser, json, -1, error))
    return FALSE;
  fields = json_node_get_object (json_parser_get_root (parser));
  if (!undo_kinds (work, record, fields, "clocks_started", "clock-undo-start", error)
      || !undo_kinds (work, record, fields, "clocks_stopped", "clock-undo-stop", error))
    return FALSE;
  if (wg_connection_run (work->connection, error, "pause-undo-start", "iii", district_id, record->id, event_id) < 0)
    return FALSE;
  if (json_object_has_member (fields, "limit_before")
      && !set_limit (work, record, json_object_get_double_member (fields, "limit_before"),
                     json_object_get_string_member (fields, "limit_unit_before"), error))
    return FALSE;
  if (json_object_has_member (fields, "pause_ended")
      && wg_connection_run (work->connection, error, "pause-undo-end", "iiii", district_id, record->id,
                            (gint64) record->run, event_at_ms)
             < 0)
    return FALSE;
  return TRUE;
}
