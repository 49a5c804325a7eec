/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every action on a case is one transaction that writes state, event and clocks together, and every one is checked
 * here against the workflow table, whichever button, command or script asked for it.
 */

#include "wg-case-moves-private.h"

#include "wg-case-clocks.h"
#include "wg-case-table.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define MAX_TEXT 10000

static void
move_run_clear (WgMoveRun *run)
{
  g_clear_pointer (&run->actor, wg_actor_free);
  g_clear_pointer (&run->before, wg_case_record_unref);
  g_clear_pointer (&run->record, wg_case_record_unref);
  g_clear_pointer (&run->event, wg_event_free);
  g_clear_pointer (&run->fields, wg_fields_free);
  g_clear_pointer (&run->warnings, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgMoveRun, move_run_clear)

/* Refusals. */

void
wg_case_moves_refuse (WgWorkflow *workflow, const WgCaseRecord *record, WgVerb verb, GError **error)
{
  g_autoptr (GPtrArray) legal = wg_workflow_get_legal (workflow, record->state);
  g_autoptr (GPtrArray) nicks = g_ptr_array_new ();
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < legal->len; i++)
    {
      const WgMove *move = g_ptr_array_index (legal, i);
      g_autofree char *roles = wg_roles_to_text (wg_move_get_roles (move, record->route));

      if (i > 0)
        g_string_append (list, C_ ("list separator", ", "));
      /* Translators: a verb and, in brackets, the roles that may use it */
      g_string_append_printf (list, _ ("%s (%s)"), wg_verb_get_label (move->verb), roles);
      g_ptr_array_add (nicks, (gpointer) wg_verb_to_nick (move->verb));
    }
  g_ptr_array_add (nicks, NULL);
  local = g_error_new (WG_ERROR, WG_ERROR_REFUSED, _ ("Case %s is “%s”: %s is not possible now. Possible: %s."),
                       record->number, wg_case_state_get_label (record->state), wg_verb_get_label (verb), list->str);
  wg_error_set_allowed (local, (const char *const *) nicks->pdata);
  g_propagate_error (error, g_steal_pointer (&local));
}

static void
set_conflict (WgMoveRun *run, GError **error)
{
  g_autoptr (GPtrArray) events = wg_event_log_read_subject (run->work->connection, "case", run->before->id, NULL);
  WgEvent *last = events != NULL && events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;
  g_autofree char *at = NULL;
  WgVerb verb = WG_VERB_NOTE;

  if (last == NULL || !wg_verb_from_nick (last->verb, &verb))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT, _ ("Case %s was changed in the meantime. Nothing was changed; look again."),
                   run->before->number);
      return;
    }
  at = wg_time_format_local (last->at_ms, run->work->zone, wg_clock_get_now (run->work->clock), WG_TIME_SHORT);
  g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT,
               _ ("Case %s was changed by %s (%s, %s) after you saw it. Nothing was changed; look again."),
               run->before->number, wg_operator_name_get_label (last->operator_name), wg_verb_get_label (verb), at);
}

/* The answer. */

static WgActResult *
make_result (WgMoveRun *run)
{
  WgActResult *result = g_new0 (WgActResult, 1);

  result->case_id = run->record->id;
  result->number = g_strdup (run->record->number);
  result->state = run->record->state;
  result->version = run->record->version;
  result->event_id = run->event->id;
  g_ptr_array_add (run->warnings, NULL);
  result->warnings = wg_warning_tell_all ((const char *const *) run->warnings->pdata);
  return result;
}

static char **
dup_warnings (JsonObject *fields)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new ();
  JsonArray *array = json_object_has_member (fields, "warnings") ? json_object_get_array_member (fields, "warnings") : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (warnings, wg_warning_tell (json_array_get_string_element (array, i)));
  g_ptr_array_add (warnings, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&warnings), FALSE);
}

/* The same key again: the answer of then, read back from its event. */
static WgActResult *
repeat_result (WgStoreWork *work, const WgEvent *event, GError **error)
{
  g_autoptr (WgCaseRecord) record = wg_case_table_find_by_id (work->connection, event->subject_id, error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *fields;
  WgActResult *result;

  if (!g_str_equal (event->subject, "case"))
    {
      g_clear_error (error);
      g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT, _ ("The key “%s” was used for something else. Nothing was changed; take another key."),
                   event->idem_key);
      return NULL;
    }
  if (record == NULL || !json_parser_load_from_data (parser, event->fields, -1, error))
    return NULL;
  fields = json_node_get_object (json_parser_get_root (parser));
  result = g_new0 (WgActResult, 1);
  result->case_id = record->id;
  result->number = g_strdup (record->number);
  wg_case_state_from_nick (event->to_state, &result->state);
  result->version = json_object_get_int_member (fields, "version");
  result->event_id = event->id;
  result->warnings = dup_warnings (fields);
  return result;
}

/* Old and new values: what changed and nothing else. */

static void
note_int64 (WgFields *old, WgFields *fresh, const char *key, gint64 a, gint64 b)
{
  if (a == b)
    return;
  wg_fields_set_int64 (old, key, a);
  wg_fields_set_int64 (fresh, key, b);
}

static void
note_double (WgFields *old, WgFields *fresh, const char *key, double a, double b)
{
  if (a == b || (isnan (a) && isnan (b)))
    return;
  wg_fields_set_double (old, key, a);
  wg_fields_set_double (fresh, key, b);
}

static void
note_changes (WgMoveRun *run)
{
  const WgCaseRecord *a = run->before;
  const WgCaseRecord *b = run->record;
  WgFields *old = wg_fields_new ();
  WgFields *fresh = wg_fields_new ();

  note_int64 (old, fresh, "bounces", a->bounces, b->bounces);
  note_int64 (old, fresh, "closed_ms", a->closed_ms, b->closed_ms);
  note_int64 (old, fresh, "done_ms", a->done_ms, b->done_ms);
  note_int64 (old, fresh, "due_ms", a->due_ms, b->due_ms);
  note_int64 (old, fresh, "filed_grid_version_id", a->filed_grid_version_id, b->filed_grid_version_id);
  note_int64 (old, fresh, "filed_ms", a->filed_ms, b->filed_ms);
  note_int64 (old, fresh, "first_assigned_ms", a->first_assigned_ms, b->first_assigned_ms);
  note_int64 (old, fresh, "grid_id", a->grid_id, b->grid_id);
  note_double (old, fresh, "lat", a->lat, b->lat);
  note_double (old, fresh, "lon", a->lon, b->lon);
  note_int64 (old, fresh, "needs_duty", a->needs_duty, b->needs_duty);
  note_int64 (old, fresh, "on_spot", a->on_spot, b->on_spot);
  note_int64 (old, fresh, "person_id", a->person_id, b->person_id);
  note_int64 (old, fresh, "reworks", a->reworks, b->reworks);
  note_int64 (old, fresh, "run", a->run, b->run);
  note_int64 (old, fresh, "tracker_id", a->tracker_id, b->tracker_id);
  note_int64 (old, fresh, "unit_id", a->unit_id, b->unit_id);
  wg_fields_set_object (run->fields, "old", old);
  wg_fields_set_object (run->fields, "new", fresh);
}

/* Effects. */

static void
take_holder (WgCaseRecord *record, const WgAct *act)
{
  record->person_id = act->to_person_id;
  record->unit_id = act->to_unit_id;
}

static gboolean
names_holder (const WgAct *act)
{
  return act->to_person_id != WG_NO_ID || act->to_unit_id != WG_NO_ID;
}

static void
drop_holder (WgCaseRecord *record)
{
  record->person_id = record->unit_id = WG_NO_ID;
}

static void
apply_assign (WgMoveRun *run, gint64 at_ms)
{
  WgCaseRecord *record = run->record;

  take_holder (record, run->act);
  if (record->first_assigned_ms == WG_NO_TIME)
    record->first_assigned_ms = at_ms;
  if (record->needs_duty == 1)
    record->needs_duty = 2;
}

static void
apply_bounce (WgCaseRecord *record)
{
  record->bounces++;
  if (record->bounces >= 3)
    record->needs_duty = 1;
  drop_holder (record);
}

static void
apply_reopen (WgCaseRecord *record, WgCaseState from)
{
  drop_holder (record);
  record->closed_ms = WG_NO_TIME;
  if (from != WG_CASE_STATE_CLOSED)
    return;
  record->run++;
  record->on_spot = FALSE;
  record->bounces = record->reworks = 0;
  record->needs_duty = 0;
  record->done_ms = record->first_assigned_ms = WG_NO_TIME;
  record->given_due_ms = WG_NO_TIME;
}

static gboolean
apply_effects (WgMoveRun *run, GError **error)
{
  gint64 at_ms = run->event->at_ms;
  WgCaseRecord *record = run->record;

  switch (run->act->verb)
    {
    case WG_VERB_FILE:
      record->filed_ms = at_ms;
      break;
    case WG_VERB_REJECT:
      record->closed_ms = at_ms;
      break;
    case WG_VERB_ASSIGN:
    case WG_VERB_REASSIGN:
      apply_assign (run, at_ms);
      break;
    case WG_VERB_BOUNCE:
      apply_bounce (record);
      break;
    case WG_VERB_DONE:
      record->done_ms = at_ms;
      break;
    case WG_VERB_PASS:
      record->closed_ms = at_ms;
      break;
    case WG_VERB_FAIL:
      record->reworks++;
      if (names_holder (run->act))
        take_holder (record, run->act);
      break;
    case WG_VERB_REOPEN:
      apply_reopen (record, run->before->state);
      break;
    case WG_VERB_MOVE:
      return wg_case_place_set (run, run->act->lon, run->act->lat, error);
    default:
      break;
    }
  return TRUE;
}

static gboolean
write_hand (WgMoveRun *run, const char *kind, gint64 person_id, gint64 unit_id, GError **error)
{
  return wg_connection_run (run->work->connection, error, "hand-insert", "iiisiii",
                            wg_connection_get_district (run->work->connection), run->record->id,
                            (gint64) run->record->run, kind, person_id, unit_id, run->event->id)
         >= 0;
}

static gboolean
write_hands (WgMoveRun *run, GError **error)
{
  WgVerb verb = run->act->verb;
  gboolean sends_on = verb == WG_VERB_REASSIGN || (verb == WG_VERB_FAIL && names_holder (run->act));
  gboolean takes = verb == WG_VERB_ASSIGN || sends_on;
  gboolean leaves = sends_on || verb == WG_VERB_BOUNCE || verb == WG_VERB_REOPEN;

  if (leaves
      && wg_connection_run (run->work->connection, error, "hand-end", "iii",
                            wg_connection_get_district (run->work->connection), run->record->id, run->event->id)
             < 0)
    return FALSE;
  if (!takes)
    return TRUE;
  if (!write_hand (run, "main", run->record->person_id, run->record->unit_id, error))
    return FALSE;
  return run->record->tracker_id == WG_NO_ID || run->record->tracker_id == run->before->tracker_id
         || write_hand (run, "tracker", run->record->tracker_id, WG_NO_ID, error);
}

static int
find_number (WgMoveRun *run)
{
  switch (run->act->verb)
    {
    case WG_VERB_BOUNCE:
      return run->record->bounces;
    case WG_VERB_FAIL:
      return run->record->reworks;
    case WG_VERB_REOPEN:
      return run->record->run;
    default:
      return 0;
    }
}

static const char *
find_reason (WgMoveRun *run)
{
  if (run->default_reason != NULL)
    return run->default_reason;
  return run->act->reason != NULL ? run->act->reason : run->act->text;
}

static void
fill_event (WgMoveRun *run)
{
  WgEvent *event = run->event;
  const WgAct *act = run->act;

  event->operator_id = run->actor->operator_id;
  event->for_person_id = act->for_person_id;
  event->desk = g_strdup (act->desk != NULL ? act->desk : "");
  event->subject = g_strdup ("case");
  event->subject_id = run->record->id;
  event->verb = g_strdup (wg_verb_to_nick (act->verb));
  event->from_state = run->before != NULL ? g_strdup (wg_case_state_to_nick (run->before->state)) : NULL;
  event->to_state = g_strdup (wg_case_state_to_nick (run->record->state));
  event->run = run->record->run;
  event->reason = g_strdup (find_reason (run));
  event->idem_key = g_strdup (act->key);
}

static gboolean
write_event (WgMoveRun *run, GError **error)
{
  if (run->act->reason != NULL && run->act->text != NULL)
    wg_fields_set_text (run->fields, "text", run->act->text);
  if (find_number (run) > 0)
    wg_fields_set_int64 (run->fields, "n", find_number (run));
  if (run->act->verb == WG_VERB_PASS)
    wg_fields_set_text (run->fields, "method", run->act->method != NULL ? run->act->method : "not_stated");
  wg_fields_set_int64 (run->fields, "version", run->record->version);
  if (run->warnings->len > 0)
    {
      g_ptr_array_add (run->warnings, NULL);
      wg_fields_set_texts (run->fields, "warnings", (const char *const *) run->warnings->pdata);
      g_ptr_array_set_size (run->warnings, (int) run->warnings->len - 1);
      wg_fields_set_text (run->fields, "warnings_reason", find_reason (run) != NULL ? find_reason (run) : "none given");
    }
  fill_event (run);
  run->event->fields = wg_fields_to_json (run->fields);
  return wg_event_log_append (run->work->connection, run->event, error);
}

/* Checks that hold for every row. */

/* The result of an emergency may come from whoever follows it on the scene. */
static gboolean
is_tracker (WgMoveRun *run, guint roles)
{
  g_autoptr (WgCaseRecord) followed = NULL;

  if (run->act->verb != WG_VERB_DONE || run->record->route != WG_ROUTE_EMERGENCY || run->record->tracker_id == WG_NO_ID)
    return FALSE;
  followed = wg_case_record_copy (run->record);
  followed->person_id = followed->tracker_id;
  return wg_actor_is_assignee (run->actor, run->work, followed, run->act->for_person_id, roles);
}

static gboolean
check_role (WgMoveRun *run, GError **error)
{
  const WgCaseRecord *record = run->record;
  WgRoute route = record != NULL ? record->route : WG_ROUTE_GENERAL;
  gint64 grid_id = record != NULL ? record->grid_id : WG_NO_ID;
  guint wanted = wg_move_get_roles (run->move, route);
  /* Before the place of a new case is known, a role that counts somewhere is enough to go on. */
  guint roles = record != NULL ? wg_actor_get_roles_at (run->actor, run->work, grid_id, error)
                               : run->actor->roles | wg_actor_get_scoped_roles (run->actor);
  g_autofree char *names = wg_roles_to_text (wanted);

  if ((wanted & WG_ROLE_SELF) != 0 || (wanted & roles) != 0)
    return TRUE;
  if ((wanted & WG_ROLE_ASSIGNEE) != 0
      && (wg_actor_is_assignee (run->actor, run->work, record, run->act->for_person_id, roles) || is_tracker (run, roles)))
    return TRUE;
  if (error != NULL && *error != NULL)
    return FALSE;
  g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN, _ ("%s may not do this: %s belongs to %s. Nothing was changed."),
               wg_operator_name_get_label (run->actor->name), wg_verb_get_label (run->act->verb), names);
  return FALSE;
}

static gboolean
is_too_long (const char *text)
{
  return text != NULL && g_utf8_strlen (text, -1) > MAX_TEXT;
}

static gboolean
check_text (const WgAct *act, GError **error)
{
  if (!is_too_long (act->text) && !is_too_long (act->reason) && !is_too_long (act->title) && !is_too_long (act->body)
      && !is_too_long (act->address))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("The text is longer than %d characters. Nothing was changed; shorten it."), MAX_TEXT);
  return FALSE;
}

static gboolean
check_version (WgMoveRun *run, GError **error)
{
  if (run->act->expect_version < 0 || run->act->expect_version == run->before->version)
    return TRUE;
  set_conflict (run, error);
  return FALSE;
}

static gboolean
check_suspended (WgMoveRun *run, GError **error)
{
  static const char *const allowed[] = { "note", NULL };
  g_autoptr (GError) local = NULL;

  if (!wg_case_record_is_suspended (run->before) || run->act->verb == WG_VERB_NOTE)
    return TRUE;
  local = g_error_new (WG_ERROR, WG_ERROR_REFUSED, _ ("Case %s is suspended: %s is not possible now. Possible: %s."),
                       run->before->number, wg_verb_get_label (run->act->verb), wg_verb_get_label (WG_VERB_NOTE));
  wg_error_set_allowed (local, allowed);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static const WgMove *
find_move (WgMoveRun *run, GError **error)
{
  const WgMove *move = wg_workflow_find (run->work->workflow, run->act->verb, run->before->state);

  if (move == NULL)
    wg_case_moves_refuse (run->work->workflow, run->before, run->act->verb, error);
  return move;
}

static gboolean
write_case (WgMoveRun *run, GError **error)
{
  return wg_case_clocks_apply (run->work, run->record, run->move->clocks, run->event->at_ms, run->event->id, run->fields, error)
         && wg_case_table_update (run->work->connection, run->record, error) && write_hands (run, error);
}

static gboolean
perform_on_case (WgMoveRun *run, GError **error)
{
  run->before = wg_case_table_find (run->work->connection, run->act->number, error);
  if (run->before == NULL || !check_version (run, error))
    return FALSE;
  run->record = wg_case_record_copy (run->before);
  run->move = find_move (run, error);
  if (run->move == NULL || !check_role (run, error) || !check_suspended (run, error)
      || !wg_case_demands_check (run, error))
    return FALSE;
  if (run->act->verb == WG_VERB_UNDO)
    {
      if (!wg_case_undo_apply (run, error) || !wg_case_table_update (run->work->connection, run->record, error))
        return FALSE;
    }
  else
    {
      if (run->move->to != WG_MOVE_SAME)
        run->record->state = (WgCaseState) run->move->to;
      if (!apply_effects (run, error) || !write_case (run, error))
        return FALSE;
    }
  note_changes (run);
  return write_event (run, error);
}

static gboolean
perform_birth (WgMoveRun *run, GError **error)
{
  run->move = wg_workflow_find_birth (run->work->workflow, run->act->verb);
  if (run->move == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("%s is not a move of this centre."), wg_verb_get_label (run->act->verb));
      return FALSE;
    }
  return check_role (run, error) && wg_case_birth_prepare (run, error) && check_role (run, error) && wg_case_birth_write (run, error)
         && write_event (run, error);
}

static WgActResult *
perform_one (WgStoreWork *work, const WgAct *act, GError **error)
{
  g_auto (WgMoveRun) run = { .work = work, .act = act };
  gboolean is_birth = act->verb == WG_VERB_REPORT;

  run.event = wg_event_new ();
  run.fields = wg_fields_new ();
  run.warnings = g_ptr_array_new_with_free_func (g_free);
  /* Locks the head of the log first, so that everything below sees the last committed state. */
  if (!wg_event_log_open (work->connection, run.event, wg_clock_get_now (work->clock), error))
    return NULL;
  run.actor = wg_actor_load (work, act->operator_id, error);
  if (run.actor == NULL || !check_text (act, error))
    return NULL;
  if (!(is_birth ? perform_birth (&run, error) : perform_on_case (&run, error)))
    return NULL;
  return make_result (&run);
}

/* `done --accept`: two events, one transaction. The key belongs to the second, which is the answer. */
static gboolean
accept_first (WgStoreWork *work, const WgAct *act, GError **error)
{
  g_autoptr (WgAct) accept = wg_act_new (WG_VERB_ACCEPT, act->number);
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (WgCaseRecord) record = wg_case_table_find (work->connection, act->number, error);

  if (record == NULL)
    return FALSE;
  if (record->state != WG_CASE_STATE_ASSIGNED)
    return TRUE;
  accept->operator_id = act->operator_id;
  accept->for_person_id = act->for_person_id;
  accept->desk = g_strdup (act->desk);
  accept->expect_version = act->expect_version;
  result = perform_one (work, accept, error);
  return result != NULL;
}

WgActResult *
wg_case_moves_perform (WgStoreWork *work, const WgAct *act, GError **error)
{
  g_autoptr (WgAct) second = NULL;

  if (act->key != NULL)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (WgEvent) before = wg_event_log_find_by_key (work->connection, act->key, &local);

      if (before != NULL)
        return repeat_result (work, before, error);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  if (act->verb != WG_VERB_DONE || !act->accept)
    return perform_one (work, act, error);
  if (!accept_first (work, act, error))
    return NULL;
  second = wg_act_copy (act);
  second->expect_version = -1;
  return perform_one (work, second, error);
}
