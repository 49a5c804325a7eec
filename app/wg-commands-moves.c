/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: which verbs a case has stands in the workflow table and nowhere else: its rows become rows of the command line
 * here, with the options that their demands ask for.
 */

#include "wg-command-moves.h"

#include "wg-error.h"
#include "wg-store-cases.h"

#include <glib/gi18n.h>
#include <math.h>
#include <unistd.h>

/* Doing. */

void
wg_command_moves_write_roles (WgJsonWriter *out, guint roles)
{
  wg_json_writer_begin_array (out);
  for (guint bit = 0; bit < 32; bit++)
    {
      if ((roles & (1u << bit)) != 0)
        wg_json_writer_add_text (out, wg_role_to_nick ((WgRole) (1u << bit)));
    }
  wg_json_writer_end_array (out);
}

gboolean
wg_command_moves_check_place (const WgAct *act, GError **error)
{
  if (isnan (act->lon) && isnan (act->lat))
    return TRUE;
  if (act->lon >= -180 && act->lon <= 180 && act->lat >= -90 && act->lat <= 90)
    return TRUE;
  g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE,
                       _ ("A place needs --lon (-180 to 180) and --lat (-90 to 90). Nothing was changed."));
  return FALSE;
}

static gboolean
print_result (WgCommandCall *call, const WgActResult *result, GError **error)
{
  WgJsonWriter *out = call->writer;

  for (char **warning = result->warnings; warning != NULL && *warning != NULL; warning++)
    wg_command_call_warn (call, *warning);
  if (!call->json)
    {
      g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, result->version);
      /* Translators: the number of a case, its state, its version */
      g_autofree char *sentence
          = g_strdup_printf (_ ("Case %s: %s (version %s)\n"), result->number, wg_case_state_get_label (result->state), version);

      return wg_command_call_print (call, sentence, error);
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_bool (out, "ok", TRUE);
  wg_json_writer_text (out, "number", result->number);
  wg_json_writer_text (out, "state", wg_case_state_to_nick (result->state));
  wg_json_writer_int (out, "version", result->version);
  wg_json_writer_int (out, "event", result->event_id);
  wg_json_writer_key (out, "warnings");
  wg_json_writer_add_texts (out, (const char *const *) result->warnings);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

/* Which seat it came from: the terminal of this account on this machine. */
static char *
get_desk (void)
{
  return g_strdup_printf ("%s@%s", g_get_user_name (), g_get_host_name ());
}

gboolean
wg_command_moves_perform (WgCommandCall *call, WgAct *act, GError **error)
{
  g_autoptr (WgActResult) result = NULL;

  act->operator_id = wg_command_call_find_operator (call, error);
  if (act->operator_id < 0
      || !wg_command_call_find_person (call, wg_command_call_get_text (call, "for"), &act->for_person_id, error))
    return FALSE;
  act->desk = get_desk ();
  act->key = g_strdup (wg_command_call_get_text (call, "key"));
  act->expect_version = wg_command_call_get_integer (call, "expect-version", -1);
  wg_store_perform_async (call->store, act, call->cancellable, wg_command_call_ready, call);
  result = wg_store_perform_finish (call->store, wg_command_call_wait (call), error);
  return result != NULL && print_result (call, result, error);
}

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

static gboolean
run_move (WgCommandCall *call, GError **error)
{
  g_autoptr (WgAct) act = wg_act_new ((WgVerb) call->command->case_verb, wg_command_call_get_argument (call, 0));

  take_texts (call, act);
  act->method = g_strdup (wg_command_call_get_text (call, "method"));
  act->accept = wg_command_call_has (call, "accept");
  act->outside_confirmed = wg_command_call_has (call, "outside");
  act->lon = wg_command_call_get_number (call, "lon");
  act->lat = wg_command_call_get_number (call, "lat");
  return wg_command_moves_check_place (act, error)
         && wg_command_call_find_holder (call, wg_command_call_get_text (call, act->verb == WG_VERB_FAIL ? "reassign" : "to"), &act->to_person_id, &act->to_unit_id, error)
         && wg_command_call_find_person (call, wg_command_call_get_text (call, "tracker"), &act->tracker_id, error)
         && wg_command_moves_perform (call, act, error);
}

/* The rows. */

static const char *const helps[WG_N_VERBS] = {
  [WG_VERB_FILE] = N_ ("File a reported case"),
  [WG_VERB_REJECT] = N_ ("Reject a reported case"),
  [WG_VERB_ASSIGN] = N_ ("Assign a filed case to a person or unit"),
  [WG_VERB_ACCEPT] = N_ ("Accept an assigned case"),
  [WG_VERB_BOUNCE] = N_ ("Give a case back to dispatch"),
  [WG_VERB_REASSIGN] = N_ ("Assign a case to somebody else"),
  [WG_VERB_DONE] = N_ ("Report a case done"),
  [WG_VERB_PASS] = N_ ("Pass the check and close a case"),
  [WG_VERB_FAIL] = N_ ("Fail the check and send a case back to work"),
  [WG_VERB_REOPEN] = N_ ("Reopen a closed or rejected case"),
  [WG_VERB_UNDO] = N_ ("Undo the own last move of a case"),
  [WG_VERB_NOTE] = N_ ("Write a note into the history of a case"),
  [WG_VERB_MOVE] = N_ ("Move a case to another place"),
};

static void
add_option (GArray *options, const char *name, WgOptionKind kind, const char *value, const char *help)
{
  WgOption option = { name, kind, value, help };

  g_array_append_val (options, option);
}

static const char *
describe_reasons (WgVerb verb)
{
  switch (verb)
    {
    case WG_VERB_REJECT:
      return "not_ours|untrue|too_vague|withdrawn|other";
    case WG_VERB_BOUNCE:
      return "wrong_area|not_our_property|not_our_job|cannot|other";
    default:
      return "TEXT";
    }
}

static WgOption *
make_options (WgVerb verb, guint demands)
{
  GArray *options = g_array_new (TRUE, TRUE, sizeof (WgOption));

  if ((demands & WG_DEMAND_ASSIGNEE) != 0)
    {
      add_option (options, "to", WG_OPTION_TEXT, "PERSON|UNIT", N_ ("who is to handle it"));
      add_option (options, "tracker", WG_OPTION_TEXT, "PERSON", N_ ("who follows it on the scene"));
    }
  if ((demands & WG_DEMAND_PLACE) != 0)
    {
      add_option (options, "lon", WG_OPTION_NUMBER, "DEGREES", N_ ("longitude of the place"));
      add_option (options, "lat", WG_OPTION_NUMBER, "DEGREES", N_ ("latitude of the place"));
    }
  if (verb == WG_VERB_FILE)
    add_option (options, "outside", WG_OPTION_FLAG, NULL, N_ ("it was seen that the case lies outside all grids"));
  if (verb == WG_VERB_DONE)
    add_option (options, "accept", WG_OPTION_FLAG, NULL, N_ ("accept it first, when that was not done"));
  if (verb == WG_VERB_FAIL)
    add_option (options, "reassign", WG_OPTION_TEXT, "PERSON|UNIT", N_ ("who is to do it again; else the same one"));
  if (verb == WG_VERB_PASS)
    add_option (options, "method", WG_OPTION_CHOICE, "site|photo|phone", N_ ("how it was checked"));
  add_option (options, "reason", WG_OPTION_TEXT, describe_reasons (verb), N_ ("why"));
  add_option (options, "note", WG_OPTION_TEXT, "TEXT", N_ ("the text that goes into the history"));
  return (WgOption *) (gpointer) g_array_free (options, FALSE);
}

static WgCommand *
find_row (GPtrArray *rows, WgVerb verb)
{
  for (guint i = 0; i < rows->len; i++)
    {
      WgCommand *row = g_ptr_array_index (rows, i);

      if (row->case_verb == (int) verb)
        return row;
    }
  return NULL;
}

static WgCommand *
make_row (const WgMove *move)
{
  WgCommand *row = g_new0 (WgCommand, 1);

  row->noun = "case";
  row->verb = wg_verb_to_nick (move->verb);
  row->arguments = "N";
  row->min_arguments = row->max_arguments = 1;
  row->flags = WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED;
  row->case_verb = (int) move->verb;
  row->shape = WG_COMMAND_MOVES_SHAPE;
  row->help = helps[move->verb] != NULL ? helps[move->verb] : row->verb;
  row->func = run_move;
  row->options = make_options (move->verb, move->demands);
  return row;
}

void
wg_commands_moves_add (GPtrArray *rows, WgWorkflow *workflow)
{
  gsize n_moves;
  const WgMove *moves = wg_workflow_get_moves (workflow, &n_moves);

  for (gsize i = 0; i < n_moves; i++)
    {
      WgCommand *row = moves[i].from != 0 ? find_row (rows, moves[i].verb) : NULL;

      if (moves[i].from == 0)
        continue;
      if (row == NULL)
        g_ptr_array_add (rows, row = make_row (&moves[i]));
      row->roles |= moves[i].roles | moves[i].emergency_roles;
    }
}

void
wg_command_free (gpointer command)
{
  g_free ((gpointer) ((WgCommand *) command)->options);
  g_free (command);
}
