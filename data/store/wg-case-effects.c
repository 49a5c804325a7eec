/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a move changes in the case itself, beside its state and its clocks, in one place and without writing anything:
 * the old and the new record together are what the event keeps.
 */

#include "wg-case-moves-private.h"

#include "wg-error.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

/* What does not outlive the work of one assignee. */
#define FLAGS_OF_WORK (WG_CASE_MARK_EXTENSION | WG_CASE_MARK_CO)
/* What does not outlive a run. */
#define FLAGS_OF_RUN                                                                                                   \
  (FLAGS_OF_WORK | WG_CASE_MARK_WAS_SUSPENDED | WG_CASE_MARK_ACKNOWLEDGED | WG_CASE_MARK_NOT_APPROVED | WG_CASE_MARK_NOT_SOLVED \
   | WG_CASE_MARK_CALL_BACK | WG_CASE_MARK_UNSATISFIED)

static void
take_holder (WgCaseRecord *record, const WgAct *act)
{
  record->person_id = act->to_person_id;
  record->unit_id = act->to_unit_id;
}

static void
drop_holder (WgCaseRecord *record)
{
  record->person_id = record->unit_id = WG_NO_ID;
  record->flags &= ~FLAGS_OF_WORK;
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
  if (run->act->co != NULL && run->act->co->len > 0)
    record->flags |= WG_CASE_MARK_CO;
}

static void
apply_bounce (WgCaseRecord *record)
{
  record->bounces++;
  if (record->bounces >= 3)
    record->needs_duty = 1;
  /* Whoever heard of the emergency hears of it again. */
  record->flags &= ~WG_CASE_MARK_ACKNOWLEDGED;
  drop_holder (record);
}

static void
apply_reopen (WgCaseRecord *record, WgCaseState from)
{
  drop_holder (record);
  record->closed_ms = WG_NO_TIME;
  record->first_assigned_ms = WG_NO_TIME;
  if (from != WG_CASE_STATE_CLOSED)
    return;
  record->run++;
  record->on_spot = FALSE;
  record->bounces = record->reworks = record->extensions = record->signs = 0;
  record->needs_duty = 0;
  record->flags &= ~FLAGS_OF_RUN;
  record->done_ms = WG_NO_TIME;
  record->given_due_ms = WG_NO_TIME;
}

static void
note_date (WgMoveRun *run, gint64 ms, gboolean day_only)
{
  gint64 ms_of_day = 0;
  gint32 day = wg_time_to_local (ms, run->work->zone, &ms_of_day);
  g_autofree char *iso = wg_time_day_format (day);
  g_autofree char *text = day_only ? g_strdup (iso)
                                   : g_strdup_printf ("%s %02d:%02d", iso, (int) (ms_of_day / 3600000), (int) (ms_of_day / 60000 % 60));

  wg_fields_set_text (run->fields, "date", text);
}

static void
apply_suspend (WgMoveRun *run)
{
  gint32 day = wg_time_to_local (run->act->until_ms, run->work->zone, NULL);

  run->record->suspended_until_ms = wg_time_from_local (day, 0, run->work->zone);
  run->record->flags |= WG_CASE_MARK_WAS_SUSPENDED;
  note_date (run, run->record->suspended_until_ms, TRUE);
}

static void
apply_sign (WgMoveRun *run)
{
  WgCaseRecord *record = run->record;

  if (g_str_equal (run->act->answer, "signed"))
    record->signs = run->act->stage;
  else if (g_str_equal (run->act->answer, "returned"))
    record->signs = MAX (run->act->stage - 2, 0);
  else
    record->flags |= WG_CASE_MARK_NOT_APPROVED;
}

static gboolean
apply_class (WgMoveRun *run, GError **error)
{
  WgCaseRecord *record = run->record;
  WgStatement *row = wg_connection_query (run->work->connection, error, "class-by-code", "isi",
                                          wg_connection_get_district (run->work->connection), run->act->class_code,
                                          run->event->at_ms);

  if (row == NULL)
    return FALSE;
  g_free (record->class_code);
  record->class_code = g_strdup (run->act->class_code);
  if (wg_statement_step (row, NULL))
    {
      g_free (record->class_text);
      record->class_text = wg_statement_dup_text (row, 3);
    }
  wg_statement_reset (row);
  return TRUE;
}

static void
apply_edit (WgCaseRecord *record, const WgAct *act)
{
  char **place = &record->title;

  if (g_str_equal (act->answer, "body"))
    place = &record->body;
  else if (g_str_equal (act->answer, "address"))
    place = &record->address;
  else if (g_str_equal (act->answer, "channel"))
    place = &record->channel;
  g_free (*place);
  *place = g_strdup (act->value);
}

/* A member of the unit tree passes it on: the unit that is named, or the person within the unit that has it. */
static void
apply_delegate (WgMoveRun *run)
{
  WgStatement *row = wg_connection_query (run->work->connection, NULL, "unit-name", "ii",
                                          wg_connection_get_district (run->work->connection), run->before->unit_id);

  if (row != NULL && wg_statement_step (row, NULL))
    wg_fields_set_text (run->fields, "within", wg_statement_get_text (row, 0));
  if (row != NULL)
    wg_statement_reset (row);
  run->record->person_id = run->act->to_person_id;
  if (run->act->to_unit_id != WG_NO_ID)
    run->record->unit_id = run->act->to_unit_id;
}

static void
apply_supervision (WgMoveRun *run)
{
  run->record->flags |= WG_CASE_MARK_SUPERVISED | WG_CASE_MARK_UNANSWERED;
  note_date (run, run->act->until_ms, FALSE);
}

static void
apply_flags (WgMoveRun *run)
{
  WgCaseRecord *record = run->record;

  switch (run->act->verb)
    {
    case WG_VERB_PRECHECK:
      record->flags = (record->flags | WG_CASE_MARK_PRECHECK) & ~WG_CASE_MARK_UNREAL;
      break;
    case WG_VERB_ANSWER:
      record->flags &= ~WG_CASE_MARK_PRECHECK;
      if (g_str_equal (run->act->answer, "unreal"))
        record->flags |= WG_CASE_MARK_UNREAL;
      break;
    case WG_VERB_EXTEND:
      record->flags |= WG_CASE_MARK_EXTENSION;
      break;
    case WG_VERB_GRANT:
      record->extensions++;
      record->flags &= ~WG_CASE_MARK_EXTENSION;
      break;
    case WG_VERB_REFUSE:
      record->flags &= ~WG_CASE_MARK_EXTENSION;
      break;
    case WG_VERB_ACK:
      record->flags |= WG_CASE_MARK_ACKNOWLEDGED;
      break;
    case WG_VERB_HANDS:
      record->flags |= WG_CASE_MARK_CO;
      break;
    case WG_VERB_NOTICE:
      if (run->act->until_ms != WG_NO_TIME)
        note_date (run, run->act->until_ms, FALSE);
      break;
    case WG_VERB_CALLBACK:
      if (g_strcmp0 (run->act->satisfied, "no") == 0)
        record->flags |= WG_CASE_MARK_UNSATISFIED;
      else if (g_strcmp0 (run->act->satisfied, "yes") == 0)
        record->flags &= ~WG_CASE_MARK_UNSATISFIED;
      if (g_strcmp0 (run->act->solved, "no") == 0)
        {
          record->flags |= WG_CASE_MARK_NOT_SOLVED;
          run->proposes = WG_VERB_REOPEN;
        }
      break;
    default:
      break;
    }
}

/* Moves that carry the case along. */
static gboolean
apply_step (WgMoveRun *run, GError **error)
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
      record->flags &= ~WG_CASE_MARK_PRECHECK;
      break;
    case WG_VERB_ASSIGN:
    case WG_VERB_REASSIGN:
      apply_assign (run, at_ms);
      break;
    case WG_VERB_BOUNCE:
      apply_bounce (record);
      break;
    case WG_VERB_RECALL:
      drop_holder (record);
      break;
    case WG_VERB_RETURN:
      record->filed_ms = WG_NO_TIME;
      break;
    case WG_VERB_DONE:
      record->done_ms = at_ms;
      record->flags &= ~WG_CASE_MARK_CO;
      break;
    case WG_VERB_PASS:
      record->closed_ms = at_ms;
      break;
    case WG_VERB_FAIL:
      record->reworks++;
      if (run->act->to_person_id != WG_NO_ID || run->act->to_unit_id != WG_NO_ID)
        take_holder (record, run->act);
      break;
    case WG_VERB_REOPEN:
      apply_reopen (record, run->before->state);
      break;
    case WG_VERB_MERGE:
    case WG_VERB_UNMERGE:
      return wg_case_merge_apply (run, error);
    default:
      break;
    }
  return TRUE;
}

gboolean
wg_case_effects_apply (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;

  apply_flags (run);
  switch (act->verb)
    {
    case WG_VERB_MOVE:
      return wg_case_place_set (run, act->lon, act->lat, error);
    case WG_VERB_SUSPEND:
      apply_suspend (run);
      return TRUE;
    case WG_VERB_RESUME:
      run->record->suspended_until_ms = WG_NO_TIME;
      return TRUE;
    case WG_VERB_SIGN:
      apply_sign (run);
      return TRUE;
    case WG_VERB_CLASSIFY:
      return apply_class (run, error);
    case WG_VERB_ROUTE:
      run->record->route = (WgRoute) act->route;
      return TRUE;
    case WG_VERB_EDIT:
      apply_edit (run->record, act);
      return TRUE;
    case WG_VERB_DELEGATE:
      apply_delegate (run);
      return TRUE;
    case WG_VERB_SUPERVISE:
    case WG_VERB_INSTRUCT:
      apply_supervision (run);
      return TRUE;
    default:
      return apply_step (run, error);
    }
}
