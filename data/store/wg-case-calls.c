/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what was signed, announced, and said to and by the people who reported are statements of persons: who, when, in which
 * words. They are kept one by one and never overwritten.
 */

#include "wg-case-moves-private.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>

#define N_STAGES 4

static gint64
district (WgMoveRun *run)
{
  return wg_connection_get_district (run->work->connection);
}

/* Signing. */

static gint64
find_signer (WgMoveRun *run)
{
  return run->act->for_person_id != WG_NO_ID ? run->act->for_person_id : run->actor->person_id;
}

static void
warn_signer (WgMoveRun *run)
{
  if (run->act->stage == 1 && !wg_case_holders_keeps (run, find_signer (run)))
    g_ptr_array_add (run->warnings, wg_warning_keep (WG_WARNING_SIGNER_ELSEWHERE, NULL, NULL));
}

static gboolean
check_stage (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;
  int next = run->record->signs + 1;
  g_autofree char *why = NULL;

  if (act->stage == next && next <= N_STAGES)
    {
      warn_signer (run);
      if (!g_str_equal (act->answer, "signed")
          || wg_connection_get_value (run->work->connection, NULL, NULL, "sign-count-of", "iiiiii", district (run), run->record->id,
                                      (gint64) run->record->run, (gint64) act->stage, run->actor->operator_id, find_signer (run))
                 == 0)
        return TRUE;
      return wg_case_moves_object (run, _ ("that person signed another stage; four different persons sign. Nothing was changed."), error);
    }
  why = g_strdup_printf (_ ("stage %d is the next to sign. Nothing was changed."), next);
  return wg_case_moves_object (run, why, error);
}

/* Calls. */

static int
find_reporter (WgMoveRun *run)
{
  if (run->act->reporter > 0)
    return run->act->reporter;
  return (int) wg_connection_get_value (run->work->connection, NULL, NULL, "reporter-only", "ii", district (run), run->record->id);
}

static gboolean
check_reporter (WgMoveRun *run, GError **error)
{
  int reporter = find_reporter (run);

  if (reporter == 0)
    return wg_case_moves_object (run, _ ("say which reporter, by the number in the list. Nothing was changed."), error);
  if (wg_connection_get_value (run->work->connection, NULL, NULL, "reporter-count", "iii", district (run), run->record->id,
                               (gint64) reporter)
      > 0)
    return TRUE;
  return wg_case_moves_object (run, _ ("there is no reporter of that number. Nothing was changed."), error);
}

static gboolean
is_word (const char *word, const char *first, const char *second, const char *third)
{
  return word != NULL && (g_str_equal (word, first) || g_str_equal (word, second) || g_strcmp0 (word, third) == 0);
}

static gboolean
check_call (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;
  gboolean feedback = act->verb == WG_VERB_FEEDBACK;

  if (!is_word (act->reached, "yes", "no", feedback ? "not_possible" : NULL))
    return wg_case_moves_object (run, _ ("say whether the reporter was reached (yes, no). Nothing was changed."), error);
  if (!g_str_equal (act->reached, "not_possible")
      || wg_connection_get_value (run->work->connection, NULL, NULL, "reporter-is-anonymous", "iii", district (run), run->record->id,
                                  (gint64) find_reporter (run))
             == 1)
    return TRUE;
  return wg_case_moves_object (run, _ ("the reporter is not anonymous and can be told. Nothing was changed."), error);
}

static gboolean
check_verdict (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;

  if (!g_str_equal (act->reached, "yes"))
    return TRUE;
  if (!is_word (act->solved, "yes", "no", "no_answer"))
    return wg_case_moves_object (run, _ ("say whether it is solved (yes, no, no_answer). Nothing was changed."), error);
  if (!is_word (act->satisfied, "yes", "no", "no_answer"))
    return wg_case_moves_object (run, _ ("say whether they are satisfied (yes, no, no_answer). Nothing was changed."), error);
  return TRUE;
}

/* A merged case is spoken about when the case that it went into is closed. */
static gboolean
check_master (WgMoveRun *run, GError **error)
{
  WgStatement *row;
  gboolean closed = FALSE;

  if (run->before->state != WG_CASE_STATE_MERGED || run->before->master_id == WG_NO_ID)
    return TRUE;
  row = wg_connection_query (run->work->connection, error, "case-state-of", "ii", district (run), run->before->master_id);
  if (row == NULL)
    return FALSE;
  closed = wg_statement_step (row, NULL) && g_strcmp0 (wg_statement_get_text (row, 0), "closed") == 0;
  wg_statement_reset (row);
  return closed || wg_case_moves_object (run, _ ("the case that it went into is not closed yet. Nothing was changed."), error);
}

gboolean
wg_case_calls_check (WgMoveRun *run, GError **error)
{
  guint demands = run->move->demands;

  if ((demands & WG_DEMAND_STAGE) != 0 && !check_stage (run, error))
    return FALSE;
  if ((demands & WG_DEMAND_REPORTER) != 0 && !check_reporter (run, error))
    return FALSE;
  if ((demands & WG_DEMAND_CALL) != 0 && (!check_master (run, error) || !check_call (run, error)))
    return FALSE;
  return (demands & WG_DEMAND_VERDICT) == 0 || check_verdict (run, error);
}

/* Rows. */

static gint64
to_number (const char *word)
{
  if (word == NULL || g_str_equal (word, "no_answer") || g_str_equal (word, "not_possible"))
    return WG_NULL_ID;
  return g_str_equal (word, "yes");
}

static gboolean
write_sign (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;

  wg_fields_set_int64 (run->fields, "stage", act->stage);
  return wg_connection_run (run->work->connection, error, "sign-insert", "iiiisiiis", district (run), run->record->id,
                            (gint64) run->record->run, (gint64) act->stage, act->answer, run->actor->operator_id, find_signer (run),
                            run->event->at_ms, act->text)
         >= 0;
}

static gboolean
write_call (WgMoveRun *run, const char *kind, const char *level, GError **error)
{
  const WgAct *act = run->act;
  gint64 reporter = g_str_equal (kind, "notice") ? WG_NULL_ID : find_reporter (run);
  gint64 at_ms = act->from_ms != WG_NO_TIME ? act->from_ms : run->event->at_ms;

  if (reporter != WG_NULL_ID)
    wg_fields_set_int64 (run->fields, "reporter", reporter);
  if (act->reached != NULL)
    wg_fields_set_text (run->fields, "reached", act->reached);
  if (act->solved != NULL)
    wg_fields_set_text (run->fields, "solved", act->solved);
  if (act->satisfied != NULL)
    wg_fields_set_text (run->fields, "satisfied", act->satisfied);
  return wg_connection_run (run->work->connection, error, "call-insert", "iisisiiiiisi", district (run), run->record->id, kind,
                            reporter, level, at_ms, run->actor->operator_id, to_number (act->reached), to_number (act->solved),
                            to_number (act->satisfied), act->text, act->until_ms)
         >= 0;
}

/* Who is to be called is asked when a case is closed here. What came closed out of a file was called by whoever closed it, and
 * a later note makes no call of it.
 */
static gboolean
may_be_called (WgMoveRun *run, const WgCaseRecord *record)
{
  gboolean closes = record == run->record && run->before->state != WG_CASE_STATE_CLOSED;

  return record->state == WG_CASE_STATE_CLOSED && (closes || (record->flags & WG_CASE_MARK_CALL_BACK) != 0);
}

gboolean
wg_case_calls_mark (WgMoveRun *run, WgCaseRecord *record, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 n = 0;

  if (may_be_called (run, record))
    n = wg_connection_get_value (run->work->connection, NULL, &local, "reporter-count-uncalled", "iii", district (run), record->id,
                                 record->closed_ms);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (n > 0)
    record->flags |= WG_CASE_MARK_CALL_BACK;
  else
    record->flags &= ~WG_CASE_MARK_CALL_BACK;
  return TRUE;
}

gboolean
wg_case_calls_write (WgMoveRun *run, GError **error)
{
  switch (run->act->verb)
    {
    case WG_VERB_SIGN:
      return write_sign (run, error);
    case WG_VERB_NOTICE:
      return write_call (run, "notice", run->act->answer, error);
    case WG_VERB_FEEDBACK:
      return write_call (run, "feedback", run->act->value, error);
    case WG_VERB_CALLBACK:
      return write_call (run, "callback", NULL, error);
    default:
      return TRUE;
    }
}
