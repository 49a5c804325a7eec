/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: sixty cases that came with one storm are one decision. The same moves as `case VERB`, on a filter or on numbers, in
 * one transaction, with exact numbers and one undo.
 */

#include "wg-command-act.h"
#include "wg-command-cases.h"
#include "wg-command-moves.h"
#include "wg-error.h"
#include "wg-store-workflow.h"

#include <glib/gi18n.h>

#define SHAPE "{matched,done,refused:[{number,text}],undo_key}"
#define MAX_NUMBERS 100000

static const WgVerb verbs[] = { WG_VERB_FILE,    WG_VERB_ASSIGN,    WG_VERB_REASSIGN, WG_VERB_RECALL, WG_VERB_NOTE,
                                WG_VERB_SUSPEND, WG_VERB_SUPERVISE, WG_VERB_ACK };

static const WgOption filters[] = {
  { "state", WG_OPTION_CHOICE, WG_STATE_CHOICES, N_ ("only cases in this state") },
  { "grid", WG_OPTION_TEXT, "CODE", N_ ("only this grid and what is below it") },
  { "open", WG_OPTION_FLAG, NULL, N_ ("only open cases") },
  { "overdue", WG_OPTION_FLAG, NULL, N_ ("only overdue cases: a limit that runs now has passed, of intake, dispatch, handling or check") },
  { "assignee", WG_OPTION_TEXT, "PERSON|UNIT", N_ ("only cases held by this person or unit") },
  { "class", WG_OPTION_TEXT, "CODE", N_ ("only this class and what is below it") },
  { "text", WG_OPTION_TEXT, "TEXT", N_ ("only cases whose number, title, address or class holds this text") },
  { "each", WG_OPTION_FLAG, NULL, N_ ("do what can be done; else all of them or none") },
};
#define N_FILTERS (G_N_ELEMENTS (filters) - 1) /* the last is no filter */

static gboolean
has_filter (WgCommandCall *call)
{
  for (gsize i = 0; i < N_FILTERS; i++)
    {
      if (wg_command_call_has (call, filters[i].name))
        return TRUE;
    }
  return FALSE;
}

static void
add_number (GPtrArray *numbers, const char *number)
{
  if (!g_ptr_array_find_with_equal_func (numbers, number, g_str_equal, NULL))
    g_ptr_array_add (numbers, g_strdup (number));
}

static gboolean
add_matching (WgCommandCall *call, GPtrArray *numbers, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) records = NULL;

  if (!wg_command_cases_take_filter (call, query, error))
    return FALSE;
  query->from_ms = query->to_ms = WG_NO_TIME;
  records = wg_command_cases_list (call, query, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    g_ptr_array_add (numbers, g_strdup (((WgCaseRecord *) g_ptr_array_index (records, i))->number));
  return records != NULL;
}

/* Numbers, or a filter, never everything by mistake; and more than one only when that was meant. */
static char **
find_numbers (WgCommandCall *call, GError **error)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; wg_command_call_get_argument (call, i) != NULL; i++)
    add_number (numbers, wg_command_call_get_argument (call, i));
  if (has_filter (call) == (numbers->len > 0))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("Name the cases by their numbers or by a filter. Nothing was changed."));
      return NULL;
    }
  if (has_filter (call) && !add_matching (call, numbers, error))
    return NULL;
  if (numbers->len > 1 && !wg_command_call_has (call, "yes"))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS,
                   ngettext ("%u case is meant. Nothing was changed; say --yes to go on.", "%u cases are meant. Nothing was changed; say --yes to go on.", numbers->len),
                   numbers->len);
      return NULL;
    }
  g_ptr_array_add (numbers, NULL);
  g_ptr_array_set_free_func (numbers, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&numbers), FALSE);
}

static void
write_result (WgJsonWriter *out, const WgBatchResult *result)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "matched", result->matched);
  wg_json_writer_int (out, "done", result->done);
  wg_json_writer_key (out, "refused");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < result->refused->len; i++)
    {
      const WgBatchRefusal *refusal = g_ptr_array_index (result->refused, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "number", refusal->number);
      wg_json_writer_text (out, "text", refusal->text);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
  wg_json_writer_text (out, "undo_key", result->undo_key);
  wg_json_writer_end_object (out);
}

static gboolean
print_result (WgCommandCall *call, const WgBatchResult *result, GError **error)
{
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < result->refused->len; i++)
    wg_command_call_warn (call, ((WgBatchRefusal *) g_ptr_array_index (result->refused, i))->text);
  if (call->json)
    {
      write_result (call->writer, result);
      return wg_command_call_end_line (call, error);
    }
  sentence = result->undo_key != NULL
                 ? g_strdup_printf (_ ("%u of %u done. To take it back: wangge cases undo %s\n"), result->done, result->matched,
                                    result->undo_key)
                 : g_strdup_printf (_ ("%u of %u done.\n"), result->done, result->matched);
  return wg_command_call_print (call, sentence, error);
}

static gboolean
run_many (WgCommandCall *call, GError **error)
{
  g_autoptr (WgAct) act = wg_act_new ((WgVerb) call->command->case_verb, NULL);
  g_auto (GStrv) numbers = find_numbers (call, error);
  g_autoptr (WgBatchResult) result = NULL;

  if (numbers == NULL || !wg_command_act_fill (call, act, error) || !wg_command_moves_sign (call, act, error))
    return FALSE;
  wg_store_perform_batch_async (call->store, act, (const char *const *) numbers, wg_command_call_has (call, "each"), call->cancellable,
                                wg_command_call_ready, call);
  result = wg_store_perform_batch_finish (call->store, wg_command_call_wait (call), error);
  return result != NULL && print_result (call, result, error);
}

static gboolean
run_undo (WgCommandCall *call, GError **error)
{
  g_autoptr (WgAct) act = wg_act_new (WG_VERB_UNDO, NULL);
  g_autoptr (WgBatchResult) result = NULL;

  if (!wg_command_moves_sign (call, act, error))
    return FALSE;
  wg_store_undo_batch_async (call->store, act, wg_command_call_get_argument (call, 0), call->cancellable, wg_command_call_ready, call);
  result = wg_store_undo_batch_finish (call->store, wg_command_call_wait (call), error);
  return result != NULL && print_result (call, result, error);
}

static const WgMove *
find_first (WgWorkflow *workflow, WgVerb verb)
{
  gsize n_moves;
  const WgMove *moves = wg_workflow_get_moves (workflow, &n_moves);

  for (gsize i = 0; i < n_moves; i++)
    {
      if (moves[i].verb == verb && moves[i].from != 0)
        return &moves[i];
    }
  return NULL;
}

static WgCommand *
make_row (const WgMove *move)
{
  WgCommand *row = g_new0 (WgCommand, 1);

  row->noun = "cases";
  row->verb = wg_verb_to_nick (move->verb);
  row->arguments = "[N…]";
  row->max_arguments = MAX_NUMBERS;
  row->flags = WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED;
  row->roles = move->roles | move->emergency_roles;
  row->case_verb = (int) move->verb;
  row->shape = SHAPE;
  row->help = wg_command_moves_get_help (move->verb);
  row->func = run_many;
  row->options = wg_command_moves_make_options (move, filters, G_N_ELEMENTS (filters));
  return row;
}

static WgCommand *
make_undo_row (void)
{
  WgCommand *row = g_new0 (WgCommand, 1);

  row->noun = "cases";
  row->verb = "undo";
  row->arguments = "UNDO_KEY";
  row->min_arguments = row->max_arguments = 1;
  row->flags = WG_COMMAND_OPENS | WG_COMMAND_WRITES;
  row->case_verb = WG_VERB_UNDO;
  row->shape = SHAPE;
  row->help = N_ ("Take back a whole batch");
  row->func = run_undo;
  return row;
}

void
wg_commands_many_add (GPtrArray *rows, WgWorkflow *workflow)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      const WgMove *move = find_first (workflow, verbs[i]);

      if (move != NULL)
        g_ptr_array_add (rows, make_row (move));
    }
  g_ptr_array_add (rows, make_undo_row ());
}
