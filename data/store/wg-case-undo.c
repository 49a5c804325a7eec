/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an undo is an event that names the event it undoes; it never erases. What comes back is read from the old values
 * that the undone event kept.
 */

#include "wg-case-moves-private.h"

#include "wg-case-clocks.h"
#include "wg-case-facts.h"
#include "wg-case-retime.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-store-settings.h"
#include "wg-store-workflow.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

static const WgVerb undoable[] = { WG_VERB_ASSIGN,  WG_VERB_ACCEPT, WG_VERB_FILE, WG_VERB_REJECT, WG_VERB_REASSIGN,
                                   WG_VERB_BOUNCE, WG_VERB_MOVE,   WG_VERB_NOTE, WG_VERB_DONE,   WG_VERB_PASS,
                                   WG_VERB_MERGE,  WG_VERB_RETURN, WG_VERB_RECALL, WG_VERB_SUSPEND, WG_VERB_CLASSIFY,
                                   WG_VERB_ROUTE,  WG_VERB_EDIT,   WG_VERB_SUPERVISE };

gboolean
wg_verb_is_undoable (WgVerb verb)
{
  for (gsize i = 0; i < G_N_ELEMENTS (undoable); i++)
    {
      if (undoable[i] == verb)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_undoable (WgMoveRun *run, const WgEvent *last, GError **error)
{
  WgVerb verb = WG_VERB_UNDO;
  double minutes = wg_store_work_get_setting (run->work, "undo-minutes", run->event->at_ms);
  g_autofree char *at = wg_time_format_local (last->at_ms, run->work->zone, run->event->at_ms, WG_TIME_SHORT);

  if (!wg_verb_from_nick (last->verb, &verb) || !wg_verb_is_undoable (verb))
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("The last thing that happened to case %s (%s, %s) cannot be undone. Nothing was changed."),
                 run->before->number, verb != WG_VERB_UNDO ? wg_verb_get_label (verb) : last->verb, at);
  else if (last->operator_id != run->actor->operator_id)
    g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN, _ ("The last move of case %s (%s) is %s’s, and only %s can undo it. Nothing was changed."),
                 run->before->number, wg_verb_get_label (verb), wg_operator_name_get_label (last->operator_name),
                 wg_operator_name_get_label (last->operator_name));
  else if ((double) (run->event->at_ms - last->at_ms) > minutes * WG_MS_PER_MINUTE)
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("%s of case %s is more than %g minutes old and cannot be undone. Nothing was changed."),
                 wg_verb_get_label (verb), run->before->number, minutes);
  else
    return TRUE;
  return FALSE;
}

static gboolean
restore_rows (WgMoveRun *run, const WgEvent *last, GError **error)
{
  WgConnection *connection = run->work->connection;
  gint64 district_id = wg_connection_get_district (connection);
  gint64 id = run->record->id;

  return wg_connection_run (connection, error, "hand-undo-insert", "iii", district_id, id, last->id) >= 0
         && wg_connection_run (connection, error, "hand-undo-end", "iii", district_id, id, last->id) >= 0
         && wg_connection_run (connection, error, "ask-undo", "iii", district_id, id, last->id) >= 0
         && (!g_str_equal (last->verb, "merge") || wg_case_merge_undo (run, last->id, error))
         && wg_case_place_write (run, error)
         && wg_case_clocks_undo (run->work, run->record, last->fields, last->id, last->at_ms, error)
         && wg_case_clocks_find_due (run->work, run->record, run->event->at_ms, error);
}

/* That the calendar moved a due time is nobody's move and stands in nobody's way; the due time is found anew anyhow. */
static WgEvent *
find_last (GPtrArray *events)
{
  guint i = events->len - 1;

  while (i > 0 && g_str_equal (((WgEvent *) g_ptr_array_index (events, i))->verb, WG_CASE_RETIME_VERB))
    i--;
  return g_ptr_array_index (events, i);
}

gboolean
wg_case_undo_apply (WgMoveRun *run, GError **error)
{
  g_autoptr (GPtrArray) events = wg_event_log_read_subject (run->work->connection, "case", run->before->id, error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *fields;
  WgEvent *last;

  if (events == NULL)
    return FALSE;
  if (events->len == 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Nothing has happened to case %s yet that could be undone."), run->before->number);
      return FALSE;
    }
  last = find_last (events);
  if (!check_undoable (run, last, error) || !json_parser_load_from_data (parser, last->fields, -1, error))
    return FALSE;
  fields = json_node_get_object (json_parser_get_root (parser));
  wg_case_state_from_nick (last->from_state, &run->record->state);
  if (json_object_has_member (fields, "old"))
    wg_case_facts_restore (run->record, json_object_get_object_member (fields, "old"));
  run->event->undoes_id = last->id;
  wg_fields_set_text (run->fields, "undone", last->verb);
  return restore_rows (run, last, error);
}
