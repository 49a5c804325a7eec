/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: which verbs a case has stands in the workflow table and nowhere else: its rows become rows of the command line
 * here, with the options that their demands ask for.
 */

#include "wg-command-act.h"
#include "wg-command-moves.h"

#include "wg-error.h"
#include "wg-store-cases.h"

#include <glib/gi18n.h>
#include <math.h>

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
  wg_json_writer_text (out, "proposes", result->proposes >= 0 ? wg_verb_to_nick ((WgVerb) result->proposes) : NULL);
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
wg_command_moves_sign (WgCommandCall *call, WgAct *act, GError **error)
{
  act->operator_id = wg_command_call_find_operator (call, error);
  if (act->operator_id < 0
      || !wg_command_call_find_person (call, wg_command_call_get_text (call, "for"), &act->for_person_id, error))
    return FALSE;
  act->desk = get_desk ();
  act->key = g_strdup (wg_command_call_get_text (call, "key"));
  return TRUE;
}

gboolean
wg_command_moves_perform (WgCommandCall *call, WgAct *act, GError **error)
{
  g_autoptr (WgActResult) result = NULL;

  if (!wg_command_moves_sign (call, act, error))
    return FALSE;
  act->expect_version = wg_command_call_get_integer (call, "expect-version", -1);
  wg_store_perform_async (call->store, act, call->cancellable, wg_command_call_ready, call);
  result = wg_store_perform_finish (call->store, wg_command_call_wait (call), error);
  return result != NULL && print_result (call, result, error);
}

/* The rows. */

static const char *const helps[WG_N_VERBS] = {
  [WG_VERB_FILE] = N_ ("File a reported case"),
  [WG_VERB_REJECT] = N_ ("Reject a case"),
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
  [WG_VERB_SUSPEND] = N_ ("Suspend a case until a day"),
  [WG_VERB_RESUME] = N_ ("Let a suspended case go on before its day"),
  [WG_VERB_RETURN] = N_ ("Return a filed case to intake"),
  [WG_VERB_RECALL] = N_ ("Take a case back from its assignee"),
  [WG_VERB_MERGE] = N_ ("Merge a case into another"),
  [WG_VERB_UNMERGE] = N_ ("Take a merged case out again"),
  [WG_VERB_ATTACH] = N_ ("Attach files to a case"),
  [WG_VERB_DELEGATE] = N_ ("Pass a case on within the unit that holds it"),
  [WG_VERB_HANDS] = N_ ("Add or remove a co-handler, or report the own part done"),
  [WG_VERB_RELEASE] = N_ ("Remove a co-handler"),
  [WG_VERB_PART] = N_ ("Report the own part done"),
  [WG_VERB_PRECHECK] = N_ ("Ask somebody to look before a case is filed, or answer that"),
  [WG_VERB_ANSWER] = N_ ("Answer a pre-check"),
  [WG_VERB_EXTEND] = N_ ("Ask for an extension, or decide on one"),
  [WG_VERB_GRANT] = N_ ("Grant an extension"),
  [WG_VERB_REFUSE] = N_ ("Refuse an extension"),
  [WG_VERB_ROUTE] = N_ ("Change the route of a case"),
  [WG_VERB_CLASSIFY] = N_ ("Change the class of a case"),
  [WG_VERB_EDIT] = N_ ("Correct a field of a case"),
  [WG_VERB_EDIT_REPORTER] = N_ ("Correct the name or phone of a reporter"),
  [WG_VERB_SUPERVISE] = N_ ("Supervise a case: a reply is wanted by a time"),
  [WG_VERB_INSTRUCT] = N_ ("Write an instruction of a leader"),
  [WG_VERB_REPLY] = N_ ("Reply to a supervision or instruction"),
  [WG_VERB_SETTLE] = N_ ("Settle a supervision or instruction"),
  [WG_VERB_ACK] = N_ ("Acknowledge an emergency"),
  [WG_VERB_SIGN] = N_ ("Sign a stage of the approval route"),
  [WG_VERB_NOTICE] = N_ ("Record a public notice"),
  [WG_VERB_FEEDBACK] = N_ ("Record that a reporter was told the result"),
  [WG_VERB_CALLBACK] = N_ ("Record a call-back"),
};

/* What a demand of the table is called on the command line. */
typedef struct
{
  guint demand;
  WgOption option;
} DemandOption;

static const DemandOption demand_options[] = {
  { WG_DEMAND_ASSIGNEE, { "to", WG_OPTION_TEXT, "PERSON|UNIT", N_ ("who is to handle it") } },
  { WG_DEMAND_ASSIGNEE, { "co", WG_OPTION_TEXTS, "PERSON", N_ ("who helps; may be given several times") } },
  { WG_DEMAND_ASSIGNEE, { "tracker", WG_OPTION_TEXT, "PERSON", N_ ("who follows it on the scene") } },
  { WG_DEMAND_BELOW, { "to", WG_OPTION_TEXT, "PERSON|UNIT", N_ ("who below the unit is to handle it") } },
  { WG_DEMAND_PLACE, { "lon", WG_OPTION_NUMBER, "DEGREES", N_ ("longitude of the place") } },
  { WG_DEMAND_PLACE, { "lat", WG_OPTION_NUMBER, "DEGREES", N_ ("latitude of the place") } },
  { WG_DEMAND_UNTIL, { "until", WG_OPTION_TIME, "DATE", N_ ("the day at whose beginning it goes on by itself") } },
  { WG_DEMAND_REPLY_BY, { "reply-by", WG_OPTION_TIME, "TIME", N_ ("by when the reply is wanted") } },
  { WG_DEMAND_MASTER, { "into", WG_OPTION_TEXT, "N", N_ ("the number of the case that it goes into") } },
  { WG_DEMAND_ROUTE, { "route", WG_OPTION_CHOICE, "general|coordination|emergency|approval", N_ ("the new route") } },
  { WG_DEMAND_CLASS, { "class", WG_OPTION_TEXT, "CODE", N_ ("the new class") } },
  { WG_DEMAND_FIELD, { "value", WG_OPTION_TEXT, "TEXT", N_ ("the new value") } },
  { WG_DEMAND_FILE, { "file", WG_OPTION_TEXTS, "FILE", N_ ("a file; may be given several times") } },
  { WG_DEMAND_STAGE, { "stage", WG_OPTION_INTEGER, "1-4", N_ ("the stage that is signed") } },
  { WG_DEMAND_REPORTER, { "reporter", WG_OPTION_INTEGER, "K", N_ ("the number of the reporter in the list; not needed when there is one") } },
  { WG_DEMAND_CALL, { "reached", WG_OPTION_CHOICE, "yes|no|not_possible", N_ ("whether the reporter was reached") } },
  { WG_DEMAND_VERDICT, { "solved", WG_OPTION_CHOICE, "yes|no|no_answer", N_ ("whether it is solved") } },
  { WG_DEMAND_VERDICT, { "satisfied", WG_OPTION_CHOICE, "yes|no|no_answer", N_ ("whether the reporter is satisfied") } },
  { WG_DEMAND_EVIDENCE, { "evidence", WG_OPTION_TEXT, "TEXT", N_ ("what was done so far, when no note and no file tells") } },
};

/* What a verb takes beside its demands. */
typedef struct
{
  WgVerb verb;
  WgOption option;
} VerbOption;

static const VerbOption verb_options[] = {
  { WG_VERB_FILE, { "outside", WG_OPTION_FLAG, NULL, N_ ("it was seen that the case lies outside all grids") } },
  { WG_VERB_DONE, { "accept", WG_OPTION_FLAG, NULL, N_ ("accept it first, when that was not done") } },
  { WG_VERB_DONE, { "file", WG_OPTION_TEXTS, "FILE", N_ ("a photo of the result; may be given several times") } },
  { WG_VERB_DONE, { "waive", WG_OPTION_TEXT, "TEXT", N_ ("why a co-handler is not waited for") } },
  { WG_VERB_FAIL, { "reassign", WG_OPTION_TEXT, "PERSON|UNIT", N_ ("who is to do it again; else the same one") } },
  { WG_VERB_PASS, { "method", WG_OPTION_CHOICE, "site|photo|phone", N_ ("how it was checked") } },
  { WG_VERB_PRECHECK, { "to", WG_OPTION_TEXT, "PERSON", N_ ("who is to look") } },
  { WG_VERB_PRECHECK, { "answer", WG_OPTION_CHOICE, "real|unreal", N_ ("what was found") } },
  { WG_VERB_ANSWER, { "answer", WG_OPTION_CHOICE, "real|unreal", N_ ("what was found") } },
  { WG_VERB_EXTEND, { "grant", WG_OPTION_FLAG, NULL, N_ ("the extension is granted") } },
  { WG_VERB_EXTEND, { "refuse", WG_OPTION_FLAG, NULL, N_ ("the extension is refused") } },
  { WG_VERB_HANDS, { "add", WG_OPTION_TEXT, "PERSON", N_ ("who is to help") } },
  { WG_VERB_HANDS, { "remove", WG_OPTION_TEXT, "PERSON", N_ ("who does not help any more") } },
  { WG_VERB_HANDS, { "done", WG_OPTION_FLAG, NULL, N_ ("the own part is done") } },
  { WG_VERB_RELEASE, { "remove", WG_OPTION_TEXT, "PERSON", N_ ("who does not help any more") } },
  { WG_VERB_EDIT, { "field", WG_OPTION_CHOICE, "title|body|address|channel", N_ ("what is corrected") } },
  { WG_VERB_EDIT_REPORTER, { "field", WG_OPTION_CHOICE, "name|phone", N_ ("what is corrected") } },
  { WG_VERB_SIGN, { "result", WG_OPTION_CHOICE, "signed|returned|refused", N_ ("what the signer says") } },
  { WG_VERB_NOTICE, { "level", WG_OPTION_CHOICE, "community|street", N_ ("at which level") } },
  { WG_VERB_NOTICE, { "from", WG_OPTION_TIME, "TIME", N_ ("when it begins; else now") } },
  { WG_VERB_NOTICE, { "until", WG_OPTION_TIME, "TIME", N_ ("when it ends") } },
  { WG_VERB_FEEDBACK, { "how", WG_OPTION_TEXT, "TEXT", N_ ("by what way the reporter was told") } },
};

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

const char *
wg_command_moves_get_help (WgVerb verb)
{
  return helps[verb];
}

WgOption *
wg_command_moves_make_options (const WgMove *move, const WgOption *extra, gsize n_extra)
{
  GArray *options = g_array_new (TRUE, TRUE, sizeof (WgOption));
  const WgOption reason = { "reason", WG_OPTION_TEXT, describe_reasons (move->verb), N_ ("why") };
  const WgOption note = { "note", WG_OPTION_TEXT, "TEXT", N_ ("the text that goes into the history") };

  for (gsize i = 0; i < G_N_ELEMENTS (demand_options); i++)
    {
      if ((move->demands & demand_options[i].demand) != 0)
        g_array_append_val (options, demand_options[i].option);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (verb_options); i++)
    {
      if (verb_options[i].verb == move->verb)
        g_array_append_val (options, verb_options[i].option);
    }
  g_array_append_val (options, reason);
  g_array_append_val (options, note);
  g_array_append_vals (options, extra, (guint) n_extra);
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

/* A route or a class may stand behind the number without its option. */
static gboolean
takes_word (const WgMove *move)
{
  return (move->demands & (WG_DEMAND_ROUTE | WG_DEMAND_CLASS)) != 0;
}

static WgCommand *
make_row (const WgMove *move)
{
  WgCommand *row = g_new0 (WgCommand, 1);

  row->noun = "case";
  row->verb = wg_verb_to_nick (move->verb);
  row->arguments = takes_word (move) ? "N [WORD]" : "N";
  row->min_arguments = 1;
  row->max_arguments = takes_word (move) ? 2 : 1;
  row->flags = WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED | WG_COMMAND_VERSIONED;
  row->case_verb = (int) move->verb;
  row->shape = WG_COMMAND_MOVES_SHAPE;
  row->help = helps[move->verb] != NULL ? helps[move->verb] : row->verb;
  row->func = wg_command_act_run;
  row->options = wg_command_moves_make_options (move, NULL, 0);
  return row;
}

void
wg_commands_moves_add (GPtrArray *rows, WgWorkflow *workflow)
{
  gsize n_moves;
  const WgMove *moves = wg_workflow_get_moves (workflow, &n_moves);

  for (gsize i = 0; i < n_moves; i++)
    {
      WgCommand *row = find_row (rows, moves[i].verb);

      if (moves[i].from == 0 || moves[i].roles == 0)
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
