/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: how percentages get two decimals and what 契合度 is are decided by a centre once, for every desk and every paper, and
 * last year's paper is told as was decided then.
 */

#include "wg-command-figures.h"
#include "wg-command-keys.h"

#include "wg-error.h"
#include "wg-store-members.h"

#include <glib/gi18n.h>

static JsonObject *
load (WgCommandCall *call, const char *setting, GError **error)
{
  wg_store_list_members_async (call->store, setting, wg_command_call_get_time (call, "at", G_MININT64), call->cancellable, wg_command_call_ready, call);
  return wg_store_list_members_finish (call->store, wg_command_call_wait (call), error);
}

/* Makes the change once; under a key that was used, tells what it was about then. */
static gboolean
change (WgCommandCall *call, WgMemberHow how, const char *setting, const char *name, const char *value, GError **error)
{
  WgMemberChange request = { 0, how, (char *) setting, (char *) name, (char *) value, (char *) wg_command_keys_get (call) };
  g_autofree char *told = NULL, *sentence = NULL;
  gint64 event_id;

  if (!wg_command_keys_find_setting (call, setting, &told, &event_id, error))
    return FALSE;
  if (told == NULL)
    {
      request.operator_id = wg_command_call_find_operator (call, error);
      if (request.operator_id < 0)
        return FALSE;
      wg_store_change_member_async (call->store, &request, call->cancellable, wg_command_call_ready, call);
      event_id = wg_store_change_member_finish (call->store, wg_command_call_wait (call), error);
    }
  if (event_id <= 0)
    return FALSE;
  if (!call->json)
    {
      sentence = g_strdup_printf (_ ("“%s” is set.\n"), told != NULL ? told : name);
      return call->quiet || wg_command_call_print (call, sentence, error);
    }
  return wg_command_keys_print_named (call, "name", told != NULL ? told : name, how == WG_MEMBER_REMOVE ? "removed" : "set", event_id, error);
}

static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return json_to_string (node, FALSE);
}

/* --- Rounding --- */

static gboolean
run_rounding (WgCommandCall *call, GError **error)
{
  WgRounding rounding;

  if (!wg_command_figures_get_rounding (call, wg_command_call_get_now (call), &rounding, error))
    return FALSE;
  if (!call->json)
    return wg_command_call_print (
        call, rounding == WG_ROUNDING_ROUNDED ? _ ("Percentages are rounded to two places.\n") : _ ("Percentages are cut off after two places.\n"), error);
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "rounding", rounding == WG_ROUNDING_ROUNDED ? "rounded" : "truncated");
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_rounding_set (WgCommandCall *call, GError **error)
{
  const char *word = wg_command_call_get_argument (call, 0);
  g_autofree char *value = quote (word);

  if (g_str_equal (word, "rounded") || g_str_equal (word, "truncated"))
    return change (call, WG_MEMBER_PUT, WG_ROUNDING_SETTING, "rounding", value, error);
  g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("Percentages are truncated or rounded."));
  return FALSE;
}

/* --- Expressions --- */

static gboolean
print_expression (WgCommandCall *call, WgTextTable *rows, const char *name, const char *formula, GError **error)
{
  if (!call->json)
    {
      wg_text_table_add (rows, name);
      wg_text_table_add (rows, formula);
      return TRUE;
    }
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_text (call->writer, "name", name);
  wg_json_writer_text (call->writer, "formula", formula);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_expressions (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Name"), C_ ("column", "Expression") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("ll", titles);
  g_autoptr (JsonObject) members = load (call, WG_EXPRESSION_SETTING, error);
  g_autoptr (GList) names = members != NULL ? json_object_get_members (members) : NULL;

  if (members == NULL)
    return FALSE;
  if (wg_command_call_has (call, "names"))
    {
      for (const char *const *name = wg_expression_get_names (); *name != NULL; name++)
        {
          if (!print_expression (call, rows, *name, NULL, error))
            return FALSE;
        }
      return wg_command_call_print_table (call, rows, error);
    }
  for (GList *at = names; at != NULL; at = at->next)
    {
      if (!print_expression (call, rows, at->data, json_object_get_string_member_with_default (members, at->data, ""), error))
        return FALSE;
    }
  return wg_command_call_print_table (call, rows, error);
}

static gboolean
run_expression_set (WgCommandCall *call, GError **error)
{
  const char *name = wg_command_call_get_argument (call, 0), *text = wg_command_call_get_argument (call, 1);
  g_autoptr (WgFormula) formula = wg_expression_check_name (name, error) ? wg_expression_parse (text, error) : NULL;
  g_autofree char *value = quote (text);

  return formula != NULL && change (call, WG_MEMBER_PUT, WG_EXPRESSION_SETTING, name, value, error);
}

static gboolean
run_expression_remove (WgCommandCall *call, GError **error)
{
  return change (call, WG_MEMBER_REMOVE, WG_EXPRESSION_SETTING, wg_command_call_get_argument (call, 0), NULL, error);
}

static const WgOption expressions_options[] = {
  { "names", WG_OPTION_FLAG, NULL, N_ ("list what may stand in an expression instead") },
  { NULL },
};

#define WRITES (WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED)
#define SHAPE "{ok,name,state,version,event,warnings:[]}"

const WgCommand wg_commands_rules[] = {
  { "rounding", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{rounding}", N_ ("Tell how percentages get two decimals"), run_rounding, NULL },
  { "rounding", "set", "truncated|rounded", 1, 1, WRITES, WG_FIGURES_ROLES, -1, SHAPE, N_ ("Decide how percentages get two decimals"), run_rounding_set, NULL },
  { "expressions", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{name,formula}", N_ ("List the figures that the centre defined itself"),
    run_expressions, expressions_options },
  { "expression", "set", "NAME FORMULA", 2, 2, WRITES, WG_FIGURES_ROLES, -1, SHAPE,
    N_ ("Define a figure: counts and rates, + - * /, parentheses, min and max; “fit” is the matching degree"), run_expression_set, NULL },
  { "expression", "remove", "NAME", 1, 1, WRITES, WG_FIGURES_ROLES, -1, SHAPE, N_ ("Take such a figure away"), run_expression_remove, NULL },
  { NULL },
};
