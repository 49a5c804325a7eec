/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the options of a move are the demands of its row under the names that a person types; here they become the request
 * that the store takes from everybody.
 */

#include "wg-command-act.h"

#include "wg-command-moves.h"
#include "wg-error.h"
#include "wg-store-workflow.h"

#include <glib/gi18n.h>

/* `--reason` is a code where the workflow knows codes; elsewhere it is the text that says why. */
static void
take_texts (WgCommandCall *call, WgAct *act)
{
  const char *reason = wg_command_call_get_text (call, "reason");
  const char *note = wg_command_call_get_text (call, "note");

  if (wg_reason_get_all (act->verb) == NULL && note == NULL)
    {
      note = reason;
      reason = NULL;
    }
  act->reason = g_strdup (reason);
  act->text = g_strdup (note);
}

/* Some verbs of the table are options of another: what was asked and what is answered share a word. */
static void
take_verb (WgCommandCall *call, WgAct *act)
{
  if (act->verb == WG_VERB_EXTEND && wg_command_call_has (call, "grant"))
    act->verb = WG_VERB_GRANT;
  else if (act->verb == WG_VERB_EXTEND && wg_command_call_has (call, "refuse"))
    act->verb = WG_VERB_REFUSE;
  else if (act->verb == WG_VERB_PRECHECK && wg_command_call_has (call, "answer"))
    act->verb = WG_VERB_ANSWER;
  else if (act->verb == WG_VERB_HANDS && wg_command_call_has (call, "remove"))
    act->verb = WG_VERB_RELEASE;
  else if (act->verb == WG_VERB_HANDS && wg_command_call_has (call, "done"))
    act->verb = WG_VERB_PART;
}

static const char *
get_first (WgCommandCall *call, const char *const *names)
{
  for (; *names != NULL; names++)
    {
      if (wg_command_call_has (call, *names))
        return wg_command_call_get_text (call, *names);
    }
  return NULL;
}

static void
take_words (WgCommandCall *call, WgAct *act)
{
  static const char *const answers[] = { "answer", "field", "result", "level", NULL };
  static const char *const values[] = { "value", "evidence", "waive", "how", NULL };
  const char *word = wg_command_call_get_argument (call, 1);
  const char *route = wg_command_call_has (call, "route") ? wg_command_call_get_text (call, "route") : word;
  WgRoute value;

  act->method = g_strdup (wg_command_call_get_text (call, "method"));
  act->answer = g_strdup (get_first (call, answers));
  act->value = g_strdup (get_first (call, values));
  act->master = g_strdup (wg_command_call_get_text (call, "into"));
  act->reached = g_strdup (wg_command_call_get_text (call, "reached"));
  act->solved = g_strdup (wg_command_call_get_text (call, "solved"));
  act->satisfied = g_strdup (wg_command_call_get_text (call, "satisfied"));
  if (act->verb == WG_VERB_ROUTE && route != NULL && wg_route_from_nick (route, &value))
    act->route = (int) value;
  if (act->verb == WG_VERB_CLASSIFY)
    act->class_code = g_strdup (wg_command_call_has (call, "class") ? wg_command_call_get_text (call, "class") : word);
}

static void
take_numbers (WgCommandCall *call, WgAct *act)
{
  static const char *const ends[] = { "until", "reply-by", NULL };

  act->accept = wg_command_call_has (call, "accept");
  act->outside_confirmed = wg_command_call_has (call, "outside");
  act->lon = wg_command_call_get_number (call, "lon");
  act->lat = wg_command_call_get_number (call, "lat");
  act->stage = (int) wg_command_call_get_integer (call, "stage", 0);
  act->reporter = (int) wg_command_call_get_integer (call, "reporter", 0);
  act->from_ms = wg_command_call_get_time (call, "from", WG_NO_TIME);
  for (const char *const *end = ends; *end != NULL; end++)
    {
      if (wg_command_call_has (call, *end))
        act->until_ms = wg_command_call_get_time (call, *end, WG_NO_TIME);
    }
}

static gboolean
take_co (WgCommandCall *call, WgAct *act, GError **error)
{
  GPtrArray *names = wg_command_call_get_texts (call, "co");

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      gint64 person_id;

      if (!wg_command_call_find_person (call, g_ptr_array_index (names, i), &person_id, error))
        return FALSE;
      if (act->co == NULL)
        act->co = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (act->co, person_id);
    }
  return TRUE;
}

static gboolean
take_people (WgCommandCall *call, WgAct *act, GError **error)
{
  static const char *const persons[] = { "add", "remove", NULL };
  const char *person = act->verb == WG_VERB_PRECHECK ? wg_command_call_get_text (call, "to") : get_first (call, persons);

  if (!wg_command_call_find_person (call, person, &act->person_id, error)
      || !wg_command_call_find_person (call, wg_command_call_get_text (call, "tracker"), &act->tracker_id, error)
      || !take_co (call, act, error))
    return FALSE;
  if (act->verb == WG_VERB_PRECHECK)
    return TRUE;
  return wg_command_call_find_holder (call, wg_command_call_get_text (call, act->verb == WG_VERB_FAIL ? "reassign" : "to"),
                                      &act->to_person_id, &act->to_unit_id, error);
}

static gboolean
take_files (WgCommandCall *call, WgAct *act, GError **error)
{
  GPtrArray *paths = wg_command_call_get_texts (call, "file");

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      WgKeptFile *file;

      wg_store_keep_file_async (call->store, g_ptr_array_index (paths, i), call->cancellable, wg_command_call_ready, call);
      file = wg_store_keep_file_finish (call->store, wg_command_call_wait (call), error);
      if (file == NULL)
        return FALSE;
      if (act->files == NULL)
        act->files = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_kept_file_free);
      g_ptr_array_add (act->files, file);
    }
  return TRUE;
}

gboolean
wg_command_act_fill (WgCommandCall *call, WgAct *act, GError **error)
{
  take_verb (call, act);
  take_texts (call, act);
  take_words (call, act);
  take_numbers (call, act);
  return wg_command_moves_check_place (act, error) && take_people (call, act, error) && take_files (call, act, error);
}

gboolean
wg_command_act_run (WgCommandCall *call, GError **error)
{
  g_autoptr (WgAct) act = wg_act_new ((WgVerb) call->command->case_verb, wg_command_call_get_argument (call, 0));

  return wg_command_act_fill (call, act, error) && wg_command_moves_perform (call, act, error);
}
