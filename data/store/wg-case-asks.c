/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a pre-check, an extension and a supervision are the same thing to the database: somebody asked, somebody has to
 * answer, and until then the case waits for it.
 */

#include "wg-case-moves-private.h"

#include "wg-error.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

#define MAX_SUSPENDED_DAYS 366

static gint64
count (WgMoveRun *run, const char *statement)
{
  return wg_connection_get_value (run->work->connection, NULL, NULL, statement, "iii",
                                  wg_connection_get_district (run->work->connection), run->record->id, (gint64) run->record->run);
}

/* Checks. */

static gboolean
is_overdue (WgMoveRun *run)
{
  return wg_case_record_is_overdue (run->before, run->event->at_ms);
}

static gboolean
check_extend (WgMoveRun *run, GError **error)
{
  const char *evidence = run->act->value;

  if (run->before->extensions >= WG_MOST_EXTENSIONS)
    return wg_case_moves_object (run, _ ("it was extended twice. Nothing was changed."), error);
  if (is_overdue (run))
    return wg_case_moves_object (run, _ ("it is overdue, and too late for an extension. Nothing was changed."), error);
  if (count (run, "clock-handling-count") == 0)
    return wg_case_moves_object (run, _ ("no handling limit runs that could be extended. Nothing was changed."), error);
  if ((evidence != NULL && *evidence != '\0') || count (run, "event-progress-count") > 0)
    return TRUE;
  return wg_case_moves_object (run, _ ("give evidence of progress first: a note, a file, or words. Nothing was changed."), error);
}

static gboolean
check_not_asker (WgMoveRun *run, GError **error)
{
  gint64 asker = wg_connection_get_value (run->work->connection, NULL, NULL, "ask-last-asker", "iis",
                                          wg_connection_get_district (run->work->connection), run->record->id, "extension");

  if (asker != run->actor->operator_id)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN, _ ("%s asked for the extension of case %s and may not decide on it. Nothing was changed; somebody else must."),
               wg_operator_name_get_label (run->actor->name), run->record->number);
  return FALSE;
}

static gboolean
check_until (WgMoveRun *run, GError **error)
{
  gint32 today = wg_time_to_local (run->event->at_ms, run->work->zone, NULL);
  gint32 day = run->act->until_ms != WG_NO_TIME ? wg_time_to_local (run->act->until_ms, run->work->zone, NULL) : 0;

  if (run->act->until_ms == WG_NO_TIME)
    return wg_case_moves_object (run, _ ("say until which day. Nothing was changed."), error);
  if (day <= today || day - today > MAX_SUSPENDED_DAYS)
    return wg_case_moves_object (run, _ ("the day lies not between tomorrow and 366 days from now. Nothing was changed."), error);
  if (is_overdue (run))
    return wg_case_moves_object (run, _ ("it is overdue and cannot be suspended. Nothing was changed."), error);
  return TRUE;
}

static gboolean
check_reply_by (WgMoveRun *run, GError **error)
{
  if (run->act->until_ms == WG_NO_TIME)
    return wg_case_moves_object (run, _ ("say by when the reply is wanted. Nothing was changed."), error);
  if (run->act->until_ms <= run->event->at_ms)
    return wg_case_moves_object (run, _ ("the time for the reply is over. Nothing was changed."), error);
  return TRUE;
}

gboolean
wg_case_asks_check (WgMoveRun *run, GError **error)
{
  guint demands = run->move->demands;

  if ((demands & WG_DEMAND_EVIDENCE) != 0 && !check_extend (run, error))
    return FALSE;
  if ((demands & WG_DEMAND_NOT_ASKER) != 0 && !check_not_asker (run, error))
    return FALSE;
  if ((demands & WG_DEMAND_UNTIL) != 0 && !check_until (run, error))
    return FALSE;
  return (demands & WG_DEMAND_REPLY_BY) == 0 || check_reply_by (run, error);
}

/* Rows. */

static gboolean
write_ask (WgMoveRun *run, const char *kind, GError **error)
{
  const WgAct *act = run->act;

  if (act->verb == WG_VERB_PRECHECK)
    wg_fields_set_int64 (run->fields, "person_id", act->person_id);
  if (act->verb == WG_VERB_EXTEND && act->value != NULL)
    wg_fields_set_text (run->fields, "evidence", act->value);
  return wg_connection_run (run->work->connection, error, "ask-insert", "iisiiiisi",
                            wg_connection_get_district (run->work->connection), run->record->id, kind, run->event->id,
                            run->event->at_ms, run->actor->operator_id, act->person_id, act->text != NULL ? act->text : "",
                            act->until_ms)
         >= 0;
}

static gboolean
write_answer (WgMoveRun *run, const char *kinds, gint64 granted, GError **error)
{
  return wg_connection_run (run->work->connection, error, "ask-answer", "iisiiis",
                            wg_connection_get_district (run->work->connection), run->record->id, kinds, run->event->at_ms,
                            run->actor->operator_id, granted, run->act->text)
         >= 0;
}

static gint64
count_asks (WgMoveRun *run, const char *statement)
{
  return wg_connection_get_value (run->work->connection, NULL, NULL, statement, "ii",
                                  wg_connection_get_district (run->work->connection), run->record->id);
}

/* What waits is counted anew: several may be set at once. */
static void
count_supervisions (WgMoveRun *run)
{
  guint *flags = &run->record->flags;

  *flags &= ~(WG_CASE_MARK_SUPERVISED | WG_CASE_MARK_UNANSWERED | WG_CASE_MARK_ANSWERED);
  if (count_asks (run, "ask-count-unsettled") > 0)
    *flags |= WG_CASE_MARK_SUPERVISED;
  if (count_asks (run, "ask-count-unanswered") > 0)
    *flags |= WG_CASE_MARK_UNANSWERED;
  if (count_asks (run, "ask-count-answered") > 0)
    *flags |= WG_CASE_MARK_ANSWERED;
}

static gboolean
settle (WgMoveRun *run, GError **error)
{
  gboolean all = (wg_actor_get_roles_at (run->actor, run->work, run->record->grid_id, NULL) & WG_ROLE_DUTY) != 0;

  if (wg_connection_run (run->work->connection, error, "ask-settle", "iiii", wg_connection_get_district (run->work->connection),
                         run->record->id, run->event->at_ms, all ? WG_NULL_ID : run->actor->operator_id)
      < 0)
    return FALSE;
  count_supervisions (run);
  return TRUE;
}

static void
note_due (WgMoveRun *run)
{
  g_autofree char *due = run->record->due_ms != WG_NO_TIME
                             ? wg_time_format_local (run->record->due_ms, run->work->zone, run->event->at_ms, WG_TIME_SHORT)
                             : NULL;

  if (due != NULL)
    wg_fields_set_text (run->fields, "due", due);
}

gboolean
wg_case_asks_write (WgMoveRun *run, GError **error)
{
  switch (run->act->verb)
    {
    case WG_VERB_PRECHECK:
      return write_ask (run, "precheck", error);
    case WG_VERB_ANSWER:
      return write_answer (run, "precheck", g_str_equal (run->act->answer, "real"), error);
    case WG_VERB_EXTEND:
      return write_ask (run, "extension", error);
    case WG_VERB_GRANT:
      note_due (run);
      return write_answer (run, "extension", 1, error);
    case WG_VERB_REFUSE:
      return write_answer (run, "extension", 0, error);
    case WG_VERB_SUPERVISE:
      return write_ask (run, "supervision", error);
    case WG_VERB_INSTRUCT:
      return write_ask (run, "instruction", error);
    case WG_VERB_REPLY:
      if (!write_answer (run, "supervision", WG_NULL_ID, error))
        return FALSE;
      count_supervisions (run);
      return TRUE;
    case WG_VERB_SETTLE:
      return settle (run, error);
    default:
      return TRUE;
    }
}
