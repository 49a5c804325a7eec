/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the program can do is read by people, by `man` and by the shell; all three are printed from the rows that
 * the parser works with.
 */

#include "wg-command-call.h"

#include "wg-command-paper.h"
#include "wg-error.h"

#include <glib/gi18n.h>
#include <string.h>

static void
append_options (GString *out, const WgOption *options, const WgCommand *command)
{
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lll", (const char *const[]){ "", "", "" });
  g_autoptr (GString) text = g_string_new (NULL);

  for (; options != NULL && options->name != NULL; options++)
    {
      g_autofree char *title = wg_option_get_title (options);

      if (command != NULL && !wg_command_takes_global (command, options->name))
        continue;
      wg_text_table_add (rows, "");
      wg_text_table_add (rows, title);
      wg_text_table_add (rows, _ (options->help));
    }
  wg_text_table_print (rows, text);
  /* Without the line of the empty titles. */
  g_string_append (out, text->len > 0 ? strchr (text->str, '\n') + 1 : "");
}

static void
append_list (GString *out, WgCommandTable *table, const char *noun)
{
  GPtrArray *commands = wg_command_table_get_rows (table);
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lll", (const char *const[]){ "", "", "" });
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < commands->len; i++)
    {
      const WgCommand *command = g_ptr_array_index (commands, i);
      g_autofree char *title = wg_command_get_title (command);

      if (noun != NULL && !g_str_equal (noun, command->noun))
        continue;
      wg_text_table_add (rows, "");
      wg_text_table_add (rows, title);
      wg_text_table_add (rows, _ (command->help));
    }
  wg_text_table_print (rows, text);
  g_string_append (out, text->len > 0 ? strchr (text->str, '\n') + 1 : "");
}

static void
append_command (GString *out, const WgCommand *command)
{
  g_autofree char *title = wg_command_get_title (command);
  g_autofree char *roles = wg_roles_to_text (command->roles);

  g_string_append_printf (out, _ ("Usage: %s"), "wangge ");
  g_string_append_printf (out, "%s\n%s\n", title, _ (command->help));
  if (command->roles != 0)
    g_string_append_printf (out, _ ("For: %s\n"), roles);
  if (command->options != NULL)
    g_string_append_printf (out, "\n%s\n", _ ("Options:"));
  append_options (out, command->options, NULL);
  g_string_append_printf (out, "\n%s\n", _ ("Options of every verb:"));
  append_options (out, wg_command_table_get_globals (), command);
  if (command->shape != NULL)
    g_string_append_printf (out, "\n%s\n  %s\n", _ ("With --json:"), command->shape);
}

static void
append_all (GString *out, WgCommandTable *table)
{
  g_string_append_printf (out, _ ("Usage: %s"), _ ("wangge NOUN VERB [ID…] [options]"));
  g_string_append_printf (out, "\n%s\n\n", _ ("Without a noun the window opens, with --wall that of a video wall (--monitor N --tour SECONDS --distance METRES)."));
  append_list (out, table, NULL);
  g_string_append_printf (out, "\n%s\n", _ ("Options of every verb:"));
  append_options (out, wg_command_table_get_globals (), NULL);
  g_string_append_printf (out, "\n%s\n", _ ("“wangge help NOUN VERB” says more of one verb."));
}

static gboolean
has_noun (WgCommandTable *table, const char *noun)
{
  GPtrArray *commands = wg_command_table_get_rows (table);

  for (guint i = 0; i < commands->len; i++)
    {
      if (g_str_equal (((const WgCommand *) g_ptr_array_index (commands, i))->noun, noun))
        return TRUE;
    }
  return FALSE;
}

static const WgCommand *
find_command (WgCommandTable *table, const char *noun, const char *verb)
{
  GPtrArray *commands = wg_command_table_get_rows (table);

  for (guint i = 0; i < commands->len; i++)
    {
      const WgCommand *command = g_ptr_array_index (commands, i);

      if (g_str_equal (command->noun, noun) && g_strcmp0 (command->verb, verb) == 0)
        return command;
    }
  return NULL;
}

static gboolean
check_topic (WgCommandCall *call, GError **error)
{
  const char *noun = wg_command_call_get_argument (call, 0);
  const char *verb = wg_command_call_get_argument (call, 1);

  if (noun == NULL || (verb == NULL && has_noun (call->table, noun)) || find_command (call->table, noun, verb) != NULL)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no “%s”. “wangge help” lists what there is."),
               verb != NULL ? verb : noun);
  return FALSE;
}

static void
append_topic (GString *out, WgCommandCall *call)
{
  const char *noun = wg_command_call_get_argument (call, 0);
  const char *verb = wg_command_call_get_argument (call, 1);
  const WgCommand *command = noun != NULL ? find_command (call->table, noun, verb) : NULL;

  if (command != NULL)
    append_command (out, command);
  else if (noun == NULL)
    append_all (out, call->table);
  else
    append_list (out, call->table, noun);
}

static gboolean
run_help (WgCommandCall *call, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!check_topic (call, error))
    return FALSE;
  if (wg_command_call_has (call, "version"))
    g_string_append_printf (out, "wangge %s\n", WG_VERSION);
  else if (wg_command_call_has (call, "man"))
    wg_command_paper_write_man (call->table, out);
  else if (wg_command_call_has (call, "completion"))
    wg_command_paper_write_completion (call->table, out);
  else if (call->json)
    return wg_command_paper_write_json (call, error);
  else
    append_topic (out, call);
  return wg_command_call_print (call, out->str, error);
}

static const WgOption help_options[] = {
  { "man", WG_OPTION_FLAG, NULL, N_ ("print the manual page") },
  { "completion", WG_OPTION_FLAG, NULL, N_ ("print the completion for bash") },
  { NULL },
};

const WgCommand wg_commands_help[] = {
  { "help", NULL, "[NOUN [VERB]]", 0, 2, 0, 0, -1, "{noun,verb,arguments,options,roles,creates,writes,keyed,versioned,as_of,shape,help}",
    N_ ("Say what there is, or what one verb does"), run_help, help_options },
  { NULL },
};
