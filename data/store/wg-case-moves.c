/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every action on a case is one transaction that writes state, event and clocks together, and every one is checked
 * here against the workflow table, whichever button, command or script asked for it.
 */

#include "wg-case-moves-private.h"

#include "wg-case-clocks.h"
#include "wg-case-facts.h"
#include "wg-case-table.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-store-lead.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#define MAX_TEXT 10000

void
wg_move_run_clear (WgMoveRun *run)
{
  g_clear_pointer (&run->actor, wg_actor_free);
  g_clear_pointer (&run->before, wg_case_record_unref);
  g_clear_pointer (&run->record, wg_case_record_unref);
  g_clear_pointer (&run->event, wg_event_free);
  g_clear_pointer (&run->fields, wg_fields_free);
  g_clear_pointer (&run->warnings, g_ptr_array_unref);
  g_clear_pointer (&run->sides, g_array_unref);
}

/* The answer. */

static WgActResult *
make_result (WgMoveRun *run)
{
  WgActResult *result = wg_act_result_new ();

  result->case_id = run->record->id;
  result->number = g_strdup (run->record->number);
  result->state = run->record->state;
  result->version = run->record->version;
  result->event_id = run->event->id;
  result->proposes = run->proposes;
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

/* Whether @event is what @act would have written last. */
static gboolean
is_of_act (const WgAct *act, const WgEvent *event, const WgCaseRecord *record)
{
  WgVerb verb = act->verb == WG_VERB_REPORT && act->file_at_once ? WG_VERB_ASSIGN : act->verb;

  return g_str_equal (event->subject, "case") && g_strcmp0 (event->verb, wg_verb_to_nick (verb)) == 0
         && (act->number == NULL || (record != NULL && g_str_equal (act->number, record->number)));
}

/* The same key again: the answer of then, read back from its event. */
static WgActResult *
repeat_result (WgStoreWork *work, const WgAct *act, const WgEvent *event, GError **error)
{
  g_autoptr (WgCaseRecord) record = wg_case_table_find_by_id (work->connection, event->subject_id, error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *fields;
  WgActResult *result;

  if (!is_of_act (act, event, record))
    {
      g_clear_error (error);
      g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT, _ ("The key “%s” was used for something else. Nothing was changed; take another key."),
                   event->idem_key);
      return NULL;
    }
  if (record == NULL || !json_parser_load_from_data (parser, event->fields, -1, error))
    return NULL;
  fields = json_node_get_object (json_parser_get_root (parser));
  result = wg_act_result_new ();
  result->case_id = record->id;
  result->number = g_strdup (record->number);
  wg_case_state_from_nick (event->to_state, &result->state);
  result->version = json_object_get_int_member (fields, "version");
  result->event_id = event->id;
  result->warnings = dup_warnings (fields);
  if (event->verb != NULL && g_str_equal (event->verb, "callback")
      && g_strcmp0 (json_object_get_string_member_with_default (fields, "solved", NULL), "no") == 0)
    result->proposes = WG_VERB_REOPEN;
  return result;
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
    case WG_VERB_GRANT:
      return run->record->extensions;
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
  event->for_person_id = act->verb == WG_VERB_ON_SPOT ? act->person_id : act->for_person_id;
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

gboolean
wg_case_moves_write_event (WgMoveRun *run, GError **error)
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
  wg_case_moves_set_conflict (run, error);
  return FALSE;
}

static gboolean
write_case (WgMoveRun *run, GError **error)
{
  return wg_case_clocks_apply (run->work, run->record, run->move->clocks | run->more_clocks, run->event->at_ms, run->event->id,
                               run->fields, error)
         && wg_case_rows_write (run, error) && wg_case_calls_mark (run, run->record, error) && wg_case_table_update (run->work->connection, run->record, error);
}

static gboolean
perform_on_case (WgMoveRun *run, GError **error)
{
  run->before = wg_case_table_find (run->work->connection, run->act->number, error);
  if (run->before == NULL || !check_version (run, error))
    return FALSE;
  run->record = wg_case_record_copy (run->before);
  run->move = wg_case_moves_find (run->work->workflow, run->before, run->act->verb, error);
  if (run->move == NULL || !wg_case_roles_check (run, error) || !wg_case_demands_check (run, error))
    return FALSE;
  if (run->act->verb == WG_VERB_UNDO)
    {
      if (!wg_case_undo_apply (run, error) || !wg_case_table_update (run->work->connection, run->record, error))
        return FALSE;
    }
  else
    {
      if (run->move->to < WG_MOVE_SAME)
        run->record->state = (WgCaseState) run->move->to;
      if (!wg_case_effects_apply (run, error) || !write_case (run, error))
        return FALSE;
    }
  wg_case_facts_note (run->before, run->record, run->fields);
  return wg_case_moves_write_event (run, error) && wg_case_sides_write (run, error);
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
  return wg_case_roles_check (run, error) && wg_case_birth_prepare (run, error) && wg_case_roles_check (run, error) && wg_case_birth_write (run, error)
         && wg_case_moves_write_event (run, error);
}

/* The history never goes back. Whose clock is behind it dates the move later than he thinks, and is told. */
static void
warn_of_lead (WgMoveRun *run, gint64 now_ms)
{
  gint64 lead_ms = run->event->at_ms - now_ms;
  g_autofree char *minutes = g_strdup_printf ("%" G_GINT64_FORMAT, lead_ms / WG_MS_PER_MINUTE);

  if (lead_ms > WG_LEAD_TOLERATED_MS)
    g_ptr_array_add (run->warnings, wg_warning_keep (WG_WARNING_CLOCK_BEHIND, minutes, NULL));
}

static WgActResult *
perform_one (WgStoreWork *work, const WgAct *act, GError **error)
{
  g_auto (WgMoveRun) run = { .work = work, .act = act, .proposes = -1 };
  gboolean is_birth = act->verb == WG_VERB_REPORT || act->verb == WG_VERB_ON_SPOT;
  gint64 now_ms = wg_clock_get_now (work->clock);

  run.event = wg_event_new ();
  run.fields = wg_fields_new ();
  run.warnings = g_ptr_array_new_with_free_func (g_free);
  /* Locks the head of the log first, so that everything below sees the last committed state. */
  if (!wg_event_log_open (work->connection, run.event, now_ms, error))
    return NULL;
  warn_of_lead (&run, now_ms);
  run.actor = wg_actor_load (work, act->operator_id, error);
  if (run.actor == NULL || !check_text (act, error))
    return NULL;
  if (!(is_birth ? perform_birth (&run, error) : perform_on_case (&run, error)))
    return NULL;
  return make_result (&run);
}

/* Several moves that somebody makes as one: each its own event, one transaction. The key belongs to the last, which is the
 * answer.
 */

static WgAct *
make_step (const WgAct *act, WgVerb verb, const char *number)
{
  WgAct *step = wg_act_copy (act);

  step->verb = verb;
  g_clear_pointer (&step->key, g_free);
  g_free (step->number);
  step->number = g_strdup (number);
  return step;
}

static gboolean
perform_step (WgStoreWork *work, WgAct *step, GError **error)
{
  g_autoptr (WgAct) owned = step;
  g_autoptr (WgActResult) result = perform_one (work, owned, error);

  return result != NULL;
}

/* Accepted first when it was not, and with the photos that prove it. */
static gboolean
prepare_done (WgStoreWork *work, const WgAct *act, GError **error)
{
  g_autoptr (WgCaseRecord) record = wg_case_table_find (work->connection, act->number, error);
  WgAct *step;

  if (record == NULL)
    return FALSE;
  if (act->accept && record->state == WG_CASE_STATE_ASSIGNED)
    {
      step = make_step (act, WG_VERB_ACCEPT, act->number);
      g_clear_pointer (&step->text, g_free);
      if (!perform_step (work, step, error))
        return FALSE;
      record->version++;
    }
  if (act->files == NULL || act->files->len == 0)
    return TRUE;
  step = make_step (act, WG_VERB_ATTACH, act->number);
  step->expect_version = act->expect_version >= 0 ? record->version : -1;
  return perform_step (work, step, error);
}

/* An emergency is registered, filed and given away in one act. */
static WgActResult *
report_at_once (WgStoreWork *work, const WgAct *act, GError **error)
{
  g_autoptr (WgAct) report = make_step (act, WG_VERB_REPORT, NULL);
  g_autoptr (WgActResult) born = NULL;
  g_autoptr (WgAct) assign = NULL;

  report->to_person_id = report->to_unit_id = WG_NO_ID;
  born = perform_one (work, report, error);
  if (born == NULL || !perform_step (work, make_step (act, WG_VERB_FILE, born->number), error))
    return NULL;
  assign = make_step (act, WG_VERB_ASSIGN, born->number);
  assign->key = g_strdup (act->key);
  return perform_one (work, assign, error);
}

static WgActResult *
perform_all (WgStoreWork *work, const WgAct *act, GError **error)
{
  g_autoptr (WgAct) last = NULL;
  gboolean first = act->accept || (act->files != NULL && act->files->len > 0);

  if (act->verb == WG_VERB_REPORT && act->file_at_once)
    return report_at_once (work, act, error);
  if (act->verb != WG_VERB_DONE || !first)
    return perform_one (work, act, error);
  if (!prepare_done (work, act, error))
    return NULL;
  last = wg_act_copy (act);
  last->expect_version = -1;
  return perform_one (work, last, error);
}

WgActResult *
wg_case_moves_perform (WgStoreWork *work, const WgAct *act, GError **error)
{
  if (!wg_case_resume_write (work, error))
    return NULL;
  if (act->key != NULL)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (WgEvent) before = wg_event_log_find_by_key (work->connection, act->key, &local);

      if (before != NULL)
        return repeat_result (work, act, before, error);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  return perform_all (work, act, error);
}
