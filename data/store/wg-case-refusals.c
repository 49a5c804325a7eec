/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a refusal is the one answer that somebody at the telephone has to read out, so it always says the same three things:
 * how the case stands, why this does not go, and what does, and whose it is.
 */

#include "wg-case-moves-private.h"

#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

static void
list_legal (WgWorkflow *workflow, const WgCaseRecord *record, GString *list, GPtrArray *nicks)
{
  g_autoptr (GPtrArray) legal = wg_workflow_get_legal (workflow, record);

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
}

/* @why: what speaks against it beside the state, as words that follow "because". */
static void
refuse (WgWorkflow *workflow, const WgCaseRecord *record, WgVerb verb, const char *why, GError **error)
{
  g_autoptr (GPtrArray) nicks = g_ptr_array_new ();
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GError) local = NULL;
  const char *state = wg_case_record_is_suspended (record) ? C_ ("state", "Suspended") : wg_case_state_get_label (record->state);

  list_legal (workflow, record, list, nicks);
  if (why == NULL)
    local = g_error_new (WG_ERROR, WG_ERROR_REFUSED, _ ("Case %s is “%s”: %s is not possible now. Possible: %s."), record->number,
                         state, wg_verb_get_label (verb), list->str);
  else
    local = g_error_new (WG_ERROR, WG_ERROR_REFUSED, _ ("Case %s is “%s”: %s is not possible now, because %s. Possible: %s."),
                         record->number, state, wg_verb_get_label (verb), why, list->str);
  wg_error_set_allowed (local, (const char *const *) nicks->pdata);
  g_propagate_error (error, g_steal_pointer (&local));
}

const WgMove *
wg_case_moves_find (WgWorkflow *workflow, const WgCaseRecord *record, WgVerb verb, GError **error)
{
  const WgMove *legal = wg_workflow_find_legal (workflow, record, verb);
  const WgMove *move = legal == NULL ? wg_workflow_find (workflow, verb, record->state) : NULL;

  /* A move of nobody's is one that only follows from another. */
  if (legal == NULL)
    refuse (workflow, record, verb, move != NULL && move->roles != 0 ? wg_conditions_get_text (wg_move_get_missing (move, record)) : NULL,
            error);
  return legal;
}

void
wg_case_moves_set_conflict (WgMoveRun *run, GError **error)
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

gboolean
wg_case_moves_object (WgMoveRun *run, const char *why, GError **error)
{
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Case %s: %s"), run->record->number, why);
  return FALSE;
}
