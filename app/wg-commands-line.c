/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the line in the window would do can be asked and done from outside, so that both mean the same. */

#include "wg-command-keys.h"

#include "wg-error.h"
#include "wg-store-line.h"

#include <glib/gi18n.h>

static char **
list_choices (const WgLineResult *result)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; result->ambiguous && i < result->choices->len; i++)
    g_strv_builder_add (labels, ((const WgLineChoice *) g_ptr_array_index (result->choices, i))->label);
  return g_strv_builder_end (labels);
}

static gboolean
print_result (WgCommandCall *call, const WgLineResult *result, GError **error)
{
  WgJsonWriter *out = call->writer;
  g_auto (GStrv) choices = list_choices (result);
  g_autofree char *sentence = NULL;

  if (!call->json)
    {
      g_autofree char *list = result->ambiguous ? g_strjoinv ("\n  ", choices) : NULL;

      sentence = list != NULL ? g_strdup_printf ("%s:\n  %s\n", result->preview, list) : g_strdup_printf ("%s\n", result->preview);
      return wg_command_call_print (call, sentence, error);
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_bool (out, "ok", !result->ambiguous);
  wg_json_writer_text (out, "verb", wg_line_verb_to_nick (result->verb));
  wg_json_writer_text (out, "number", result->number);
  wg_json_writer_text (out, "to", result->to);
  wg_json_writer_text (out, "preview", result->preview);
  wg_json_writer_key (out, "ambiguous");
  wg_json_writer_add_texts (out, (const char *const *) choices);
  wg_json_writer_text (out, "state", result->state);
  wg_json_writer_int (out, "version", result->version);
  wg_json_writer_int (out, "event", result->event);
  wg_json_writer_key (out, "warnings");
  wg_json_writer_add_texts (out, (const char *const *) result->warnings);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_line (WgCommandCall *call, GError **error)
{
  gboolean dry_run = wg_command_call_has (call, "dry-run");
  gint64 operator_id = wg_command_call_find_operator (call, error);
  g_autoptr (WgLineResult) result = NULL;

  if (operator_id < 0)
    return FALSE;
  wg_store_run_line_async (call->store, wg_command_call_get_argument (call, 0), operator_id, wg_command_keys_get (call), dry_run,
                           call->cancellable, wg_command_call_ready, call);
  result = wg_store_run_line_finish (call->store, wg_command_call_wait (call), error);
  if (result == NULL)
    return FALSE;
  if (result->ambiguous && !dry_run)
    {
      g_auto (GStrv) choices = list_choices (result);
      g_autofree char *list = g_strjoinv (C_ ("list separator", ", "), choices);

      g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS, _ ("The line could mean several: %s. Nothing was done."), list);
      return FALSE;
    }
  return print_result (call, result, error);
}

static const WgOption line_options[] = {
  { "dry-run", WG_OPTION_FLAG, NULL, N_ ("only say what it would do") },
  { NULL },
};

const WgCommand wg_commands_line[] = {
  { "line", NULL, "TEXT", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, 0, -1,
    "{ok,verb,number,to,preview,ambiguous:[],state,version,event,warnings:[]}",
    N_ ("Do what is said in a line: verb, case, person or text"), run_line, line_options },
  { NULL },
};
