/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a manual page or a completion kept by hand is wrong after the second change of a verb; these are printed from the
 * table while the program is built.
 */

#include "wg-command-paper.h"

#include "wg-command-moves.h"

#include <glib/gi18n.h>

/* roff */

static void
append_roff (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\\')
        g_string_append (out, "\\e");
      else if (*p == '-')
        g_string_append (out, "\\-");
      else if ((*p == '.' || *p == '\'') && p == text)
        g_string_append_printf (out, "\\&%c", *p);
      else
        g_string_append_c (out, *p);
    }
}

static void
append_entry (GString *out, const char *title, const char *text)
{
  g_string_append (out, ".TP\n.B ");
  append_roff (out, title);
  g_string_append_c (out, '\n');
  append_roff (out, text);
  g_string_append_c (out, '\n');
}

static void
append_section (GString *out, const char *title, const char *text)
{
  g_string_append_printf (out, ".SH %s\n", title);
  if (text != NULL)
    append_roff (out, text);
  g_string_append (out, text != NULL ? "\n" : "");
}

static void
append_roff_options (GString *out, const WgOption *options)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      g_autofree char *title = wg_option_get_title (options);

      append_entry (out, title, _ (options->help));
    }
}

static void
append_roff_command (GString *out, const WgCommand *command)
{
  g_autofree char *title = wg_command_get_title (command);

  g_string_append (out, ".SS wangge ");
  append_roff (out, title);
  g_string_append_c (out, '\n');
  append_roff (out, _ (command->help));
  g_string_append (out, ".\n");
  append_roff_options (out, command->options);
  if (command->shape == NULL)
    return;
  g_string_append (out, ".PP\n");
  append_roff (out, _ ("With --json:"));
  g_string_append (out, "\n.I ");
  append_roff (out, command->shape);
  g_string_append_c (out, '\n');
}

void
wg_command_paper_write_man (WgCommandTable *table, GString *out)
{
  GPtrArray *commands = wg_command_table_get_rows (table);

  g_string_append_printf (out, ".TH WANGGE 1 \"\" \"wangge %s\"\n.\\\" -*- coding: UTF-8 -*-\n", WG_VERSION);
  append_section (out, "NAME", _ ("wangge - grids and cases of a community command centre"));
  append_section (out, "SYNOPSIS", _ ("wangge NOUN VERB [ID…] [options]"));
  append_section (out, "DESCRIPTION", _ ("Without a noun the window opens."));
  append_section (out, "OPTIONS", NULL);
  append_roff_options (out, wg_command_table_get_globals ());
  append_section (out, "COMMANDS", NULL);
  for (guint i = 0; i < commands->len; i++)
    append_roff_command (out, g_ptr_array_index (commands, i));
  append_section (out, "EXIT STATUS", NULL);
  append_entry (out, "0", _ ("done"));
  append_entry (out, "1", _ ("failed or refused: a sentence on the standard error, with --json an object on the output"));
  append_entry (out, "2", _ ("written wrongly"));
  append_section (out, "ENVIRONMENT", NULL);
  append_entry (out, "WANGGE_DATABASE", _ ("the database when --database is not given"));
}

/* bash */

static void
append_words (GString *out, GPtrArray *commands, const char *noun)
{
  const char *last = NULL;

  for (guint i = 0; i < commands->len; i++)
    {
      const WgCommand *command = g_ptr_array_index (commands, i);
      const char *word = noun == NULL ? command->noun : command->verb;

      if ((noun != NULL && !g_str_equal (noun, command->noun)) || word == NULL || g_strcmp0 (word, last) == 0)
        continue;
      g_string_append_printf (out, "%s ", word);
      last = word;
    }
}

static void
append_option_words (GString *out, const WgOption *options, const WgCommand *command)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      if (command == NULL || wg_command_takes_global (command, options->name))
        g_string_append_printf (out, "--%s ", options->name);
    }
}

static void
append_case (GString *out, const WgCommand *command)
{
  g_string_append_printf (out, "    '%s %s') options=\"", command->noun, command->verb != NULL ? command->verb : "");
  append_option_words (out, command->options, NULL);
  append_option_words (out, wg_command_table_get_globals (), command);
  g_string_append (out, "\" ;;\n");
}

static void
append_choices (GString *out, GPtrArray *commands)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < commands->len; i++)
    {
      const WgOption *options = ((const WgCommand *) g_ptr_array_index (commands, i))->options;

      for (; options != NULL && options->name != NULL; options++)
        {
          g_auto (GStrv) words = options->kind == WG_OPTION_CHOICE ? g_strsplit (options->value, "|", -1) : NULL;
          g_autofree char *list = words != NULL ? g_strjoinv (" ", words) : NULL;

          if (list != NULL && g_hash_table_add (seen, (gpointer) options->name))
            g_string_append_printf (out, "    --%s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n", options->name,
                                    list);
        }
    }
}

static void
append_verbs (GString *out, GPtrArray *commands)
{
  const char *last = NULL;

  for (guint i = 0; i < commands->len; i++)
    {
      const WgCommand *command = g_ptr_array_index (commands, i);

      if (g_strcmp0 (command->noun, last) == 0)
        continue;
      last = command->noun;
      g_string_append_printf (out, "    %s) verbs=\"", command->noun);
      append_words (out, commands, command->noun);
      g_string_append (out, "\" ;;\n");
    }
}

void
wg_command_paper_write_completion (WgCommandTable *table, GString *out)
{
  GPtrArray *commands = wg_command_table_get_rows (table);

  g_string_append (out, "# SPDX-License-Identifier: GPL-3.0-or-later\n"
                        "_wangge ()\n{\n"
                        "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} noun= verb= verbs= options= i\n"
                        "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
                        "    case ${COMP_WORDS[i]} in\n"
                        "      --database | --as | --for | --at | --tz | --key | --expect-version) ((i++)) ;;\n"
                        "      -*) ;;\n"
                        "      *) if [ -z \"$noun\" ]; then noun=${COMP_WORDS[i]}; elif [ -z \"$verb\" ]; then verb=${COMP_WORDS[i]}; fi ;;\n"
                        "    esac\n"
                        "  done\n"
                        "  case $previous in\n"
                        "    --database) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n");
  append_choices (out, commands);
  g_string_append (out, "  esac\n  case $noun in\n    '') verbs=\"");
  append_words (out, commands, NULL);
  g_string_append (out, "\" ;;\n");
  append_verbs (out, commands);
  g_string_append (out, "  esac\n"
                        "  case \" $verbs\" in *\" $verb \"*) ;; *) verb= ;; esac\n"
                        "  case \"$noun $verb\" in\n");
  for (guint i = 0; i < commands->len; i++)
    append_case (out, g_ptr_array_index (commands, i));
  g_string_append (out, "  esac\n"
                        "  [ -z \"$verb\" ] || verbs=\n"
                        "  case $word in\n"
                        "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
                        "    *) COMPREPLY=($(compgen -W \"$verbs\" -- \"$word\") $(compgen -f -- \"$word\")) ;;\n"
                        "  esac\n"
                        "}\n"
                        "complete -o filenames -F _wangge wangge\n");
}

/* JSON */

static void
write_options (WgJsonWriter *out, const WgOption *options)
{
  wg_json_writer_key (out, "options");
  wg_json_writer_begin_array (out);
  for (; options != NULL && options->name != NULL; options++)
    {
      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "name", options->name);
      wg_json_writer_text (out, "value", options->value);
      wg_json_writer_text (out, "help", _ (options->help));
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

static void
write_command (WgJsonWriter *out, const WgCommand *command)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "noun", command->noun);
  wg_json_writer_text (out, "verb", command->verb);
  wg_json_writer_text (out, "arguments", command->arguments);
  write_options (out, command->options);
  wg_json_writer_key (out, "roles");
  wg_command_moves_write_roles (out, command->roles);
  wg_json_writer_bool (out, "creates", (command->flags & WG_COMMAND_CREATES) != 0);
  wg_json_writer_bool (out, "writes", (command->flags & WG_COMMAND_WRITES) != 0);
  wg_json_writer_bool (out, "keyed", (command->flags & WG_COMMAND_KEYED) != 0);
  wg_json_writer_bool (out, "versioned", (command->flags & WG_COMMAND_VERSIONED) != 0);
  wg_json_writer_bool (out, "as_of", (command->flags & WG_COMMAND_AS_OF) != 0);
  wg_json_writer_text (out, "shape", command->shape);
  wg_json_writer_text (out, "help", _ (command->help));
  wg_json_writer_end_object (out);
}

gboolean
wg_command_paper_write_json (WgCommandCall *call, GError **error)
{
  GPtrArray *commands = wg_command_table_get_rows (call->table);
  const char *noun = wg_command_call_get_argument (call, 0);
  const char *verb = wg_command_call_get_argument (call, 1);

  for (guint i = 0; i < commands->len; i++)
    {
      const WgCommand *command = g_ptr_array_index (commands, i);

      if ((noun != NULL && !g_str_equal (noun, command->noun)) || (verb != NULL && g_strcmp0 (verb, command->verb) != 0))
        continue;
      write_command (call->writer, command);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return TRUE;
}
