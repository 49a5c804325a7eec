/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a row of the workflow demands beside role and state; each missing demand is a refusal that names it, and each
 * soft one a warning that the event keeps.
 */

#include "wg-case-moves-private.h"

#include "wg-error.h"
#include "wg-store-settings.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The id of no account. */
#define NO_OPERATOR G_GINT64_CONSTANT (-1)

static gboolean
refuse (GError **error, const char *format, const char *number)
{
  /* The formats are literals of this file. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, format, number);
#pragma GCC diagnostic pop
  return FALSE;
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return copy == NULL || *g_strstrip (copy) == '\0';
}

/* Who calls back and reopens does so because the reporter said that it is not solved, unless another reason is given. */
static gboolean
has_default_reason (WgMoveRun *run)
{
  if (run->act->verb != WG_VERB_REOPEN || run->before == NULL || run->before->state != WG_CASE_STATE_CLOSED
      || (wg_actor_get_roles_at (run->actor, run->work, run->before->grid_id, NULL) & WG_ROLE_CALLBACK) == 0)
    return FALSE;
  run->default_reason = "not_solved";
  return TRUE;
}

static gboolean
check_text (WgMoveRun *run, GError **error)
{
  if (!is_blank (run->act->text) || has_default_reason (run))
    return TRUE;
  if (run->act->verb == WG_VERB_DONE)
    return refuse (error, _ ("Case %s: say what was done. Nothing was changed."), run->record->number);
  if (run->act->verb == WG_VERB_NOTE)
    return refuse (error, _ ("Case %s: the note is empty. Nothing was changed."), run->record->number);
  return refuse (error, _ ("Case %s: give a reason. Nothing was changed."), run->record->number);
}

static gboolean
check_reason (WgMoveRun *run, GError **error)
{
  const char *const *codes = wg_reason_get_all (run->act->verb);
  g_autofree char *list = g_strjoinv (", ", (char **) codes);

  if (run->act->reason != NULL && g_strv_contains (codes, run->act->reason))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Case %s: give one of the reasons %s. Nothing was changed."),
               run->record->number, list);
  return FALSE;
}

static gboolean
is_leaf (WgMoveRun *run, const char *class_code)
{
  WgStatement *row = wg_connection_query (run->work->connection, NULL, "class-by-code", "isi",
                                          wg_connection_get_district (run->work->connection), class_code, run->event->at_ms);
  gboolean leaf = row != NULL && wg_statement_step (row, NULL) && wg_statement_get_int64 (row, 8) == 0;

  if (row != NULL)
    wg_statement_reset (row);
  return leaf;
}

static gboolean
check_new_class (WgMoveRun *run, GError **error)
{
  const char *code = run->act->class_code;

  if (code == NULL || !is_leaf (run, code))
    return refuse (error, _ ("Case %s: name a class that is a leaf of the catalogue. Nothing was changed."), run->record->number);
  if (g_strcmp0 (code, run->record->class_code) == 0)
    return refuse (error, _ ("Case %s has that class already. Nothing was changed."), run->record->number);
  return TRUE;
}

static gboolean
check_leaf_class (WgMoveRun *run, GError **error)
{
  if (run->record->batch_id != WG_NO_ID)
    return TRUE;
  if (run->record->class_code == NULL)
    return refuse (error, _ ("Case %s has no class of the catalogue yet. Nothing was changed; choose one first."), run->record->number);
  if (is_leaf (run, run->record->class_code))
    return TRUE;
  return refuse (error, _ ("Case %s: its class is not a leaf of the catalogue. Nothing was changed; choose a narrower class."),
                 run->record->number);
}

static gboolean
check_outside (WgMoveRun *run, GError **error)
{
  if (run->record->grid_id != WG_NO_ID || run->act->outside_confirmed)
    return TRUE;
  g_ptr_array_add (run->warnings,
                   wg_warning_keep (wg_case_record_has_place (run->record) ? WG_WARNING_OUTSIDE : WG_WARNING_PLACE_UNKNOWN,
                                    NULL, NULL));
  return TRUE;
}

static gboolean
checks (WgVerb verb)
{
  return verb == WG_VERB_PASS || verb == WG_VERB_FAIL || verb == WG_VERB_CALLBACK;
}

/* Neither whoever enters the check nor whoever it is entered for. */
static gboolean
check_hand (WgMoveRun *run, GError **error)
{
  WgConnection *connection = run->work->connection;
  gint64 person_id = run->act->for_person_id;
  g_autofree char *name = NULL;

  if (wg_actor_had_hand (run->actor, run->work, run->record))
    name = g_strdup (wg_operator_name_get_label (run->actor->name));
  else if (person_id != WG_NO_ID
           && wg_connection_get_value (connection, NULL, NULL, "hand-count", "iiii", wg_connection_get_district (connection),
                                       run->record->id, NO_OPERATOR, person_id)
                  > 0)
    name = wg_case_holders_dup_name (run, person_id);
  if (name == NULL)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN, checks (run->act->verb) ? _ ("%s worked on case %s and may not check it. Nothing was changed; somebody else must.")
                                       : _ ("%s worked on case %s and may not decide on it. Nothing was changed; somebody else must."),
               name, run->record->number);
  return FALSE;
}

static gboolean
check_duty_decision (WgMoveRun *run, GError **error)
{
  guint roles;

  if (run->act->verb != WG_VERB_ASSIGN || run->before->needs_duty != 1)
    return TRUE;
  roles = wg_actor_get_roles_at (run->actor, run->work, run->before->grid_id, error);
  if ((roles & WG_ROLE_DUTY) != 0)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN, _ ("Case %s was bounced three times: only the duty officer can assign it now. Nothing was changed."),
               run->record->number);
  return FALSE;
}

static gboolean
check_values (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;
  const char *number = run->record->number;
  const char *const *words = wg_answer_get_all (act->verb);
  guint demands = run->move->demands;

  if ((demands & WG_DEMAND_ANSWER) != 0 && (act->answer == NULL || !g_strv_contains (words, act->answer)))
    {
      g_autofree char *list = g_strjoinv (", ", (char **) words);

      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Case %s: say one of %s. Nothing was changed."), number, list);
      return FALSE;
    }
  if ((demands & WG_DEMAND_FIELD) != 0 && is_blank (act->value)
      && (act->verb == WG_VERB_EDIT_REPORTER || g_str_equal (act->answer, "title") || g_str_equal (act->answer, "channel")))
    return refuse (error, _ ("Case %s: give the new value. Nothing was changed."), number);
  if ((demands & WG_DEMAND_FIELD) != 0 && act->value == NULL)
    return refuse (error, _ ("Case %s: give the new value. Nothing was changed."), number);
  if ((demands & WG_DEMAND_FILE) != 0 && (act->files == NULL || act->files->len == 0))
    return refuse (error, _ ("Case %s: name a file. Nothing was changed."), number);
  if ((demands & WG_DEMAND_ROUTE) != 0 && act->route < 0)
    return refuse (error, _ ("Case %s: name a route. Nothing was changed."), number);
  if ((demands & WG_DEMAND_ROUTE) != 0 && act->route == (int) run->record->route)
    return refuse (error, _ ("Case %s is on that route already. Nothing was changed."), number);
  return (demands & WG_DEMAND_CLASS) == 0 || check_new_class (run, error);
}

/* Each soft demand is a hard one where the centre wants it so; that an emergency is near a border never keeps anybody. */
static gboolean
check_soft (WgMoveRun *run, GError **error)
{
  for (guint i = 0; i < run->warnings->len; i++)
    {
      g_autofree char *nick = wg_warning_dup_nick (g_ptr_array_index (run->warnings, i)), *name = g_strconcat ("hard-", nick, NULL);
      g_autofree char *told = NULL;

      if (wg_district_setting_find (name) == NULL || wg_store_work_get_setting (run->work, name, run->event->at_ms) == 0
          || (run->record->route == WG_ROUTE_EMERGENCY && g_str_equal (nick, "near_border")))
        continue;
      told = wg_warning_tell (g_ptr_array_index (run->warnings, i));
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Case %s: %s This centre demands otherwise. Nothing was changed."),
                   run->record->number, told);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_row (WgMoveRun *run, GError **error)
{
  guint demands = run->move->demands;

  if ((demands & WG_DEMAND_REASON) != 0 && !check_reason (run, error))
    return FALSE;
  if ((demands & WG_DEMAND_TEXT) != 0 && !check_text (run, error))
    return FALSE;
  if (!check_duty_decision (run, error))
    return FALSE;
  if ((demands & WG_DEMAND_ASSIGNEE) != 0 && !wg_case_holders_check (run, error))
    return FALSE;
  if ((demands & WG_DEMAND_LEAF_CLASS) != 0 && (!check_leaf_class (run, error) || !check_outside (run, error)))
    return FALSE;
  if ((demands & WG_DEMAND_NOT_HAND) != 0 && !check_hand (run, error))
    return FALSE;
  if (run->act->verb == WG_VERB_FAIL && !wg_case_holders_check_rework (run, error))
    return FALSE;
  if ((demands & WG_DEMAND_NOT_FINAL) != 0 && run->before->needs_duty == 2)
    return refuse (error, _ ("Case %s was assigned by decision of the duty officer, which is final. Nothing was changed."), run->record->number);
  if ((demands & WG_DEMAND_PLACE) != 0 && (isnan (run->act->lon) || isnan (run->act->lat)))
    return refuse (error, _ ("Case %s: say where to (longitude and latitude). Nothing was changed."), run->record->number);
  return check_values (run, error) && wg_case_holders_check_others (run, error) && wg_case_asks_check (run, error)
         && wg_case_calls_check (run, error) && wg_case_merge_check (run, error) && wg_case_demands_check_route (run, error);
}

gboolean
wg_case_demands_check (WgMoveRun *run, GError **error)
{
  return check_row (run, error) && check_soft (run, error);
}
