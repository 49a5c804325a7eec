/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the command line is a table, so that the parser, the help, the man page, the completion and the tests cannot know
 * different commands.
 */

#include "wg-command-table.h"

#include "wg-error.h"

#include <glib/gi18n.h>

struct _WgCommandTable
{
  GPtrArray *rows;
  GPtrArray *owned;
};

static const WgOption globals[] = {
  { "database", WG_OPTION_TEXT, "FILE", N_ ("the database of the district") },
  { "json", WG_OPTION_FLAG, NULL, N_ ("print JSON: an object a line") },
  { "as", WG_OPTION_TEXT, "OPERATOR", N_ ("who does it: a login, or a person for the own cases") },
  { "for", WG_OPTION_TEXT, "PERSON", N_ ("on whose behalf it is entered") },
  { "at", WG_OPTION_TIME, "TIME", N_ ("as of this time; only for verbs that read") },
  { "tz", WG_OPTION_TEXT, "ZONE", N_ ("the zone of times that name none; else that of the district") },
  { "key", WG_OPTION_TEXT, "KEY", N_ ("the same key again gives the same answer and changes nothing") },
  { "expect-version", WG_OPTION_INTEGER, "N", N_ ("refuse when the case is not at this version any more") },
  { "quiet", WG_OPTION_FLAG, NULL, N_ ("no progress, no warnings") },
  { "yes", WG_OPTION_FLAG, NULL, N_ ("answer yes to what would be asked") },
  { "help", WG_OPTION_FLAG, NULL, N_ ("say what the verb does") },
  { "version", WG_OPTION_FLAG, NULL, N_ ("print the version of the program") },
  { NULL },
};

static const WgCommand *const lists[] = {
  /* clang-format off: one a line */
  wg_commands_database,
  wg_commands_demo,
  wg_commands_import,
  wg_commands_import_calendar,
  wg_commands_import_classes,
  wg_commands_batches,
  wg_commands_profiles,
  wg_commands_grids,
  wg_commands_cases,
  wg_commands_queues,
  wg_commands_filters,
  wg_commands_print_case, wg_commands_case,
  wg_commands_replay,
  wg_commands_daylist,
  wg_commands_people,
  wg_commands_drafts,
  wg_commands_boundary,
  wg_commands_coverage,
  wg_commands_notice,
  wg_commands_office,
  wg_commands_rights,
  wg_commands_suggest, wg_commands_line,
  wg_commands_events,
  wg_commands_calendar,
  wg_commands_print_classes, wg_commands_classes,
  wg_commands_clock,
  wg_commands_deadline,
  wg_commands_basemaps,
  wg_commands_paint,
  wg_commands_pick,
  wg_commands_hotspot,
  wg_commands_marks, wg_commands_sections, wg_commands_settings,
  wg_commands_positions,
  wg_commands_indicators,
  wg_commands_ranking,
  wg_commands_rules,
  wg_commands_campaigns,
  wg_commands_inspect,
  wg_commands_brief,
  wg_commands_plans,
  wg_commands_export,
  wg_commands_help,
  /* clang-format on */
};

WgCommandTable *
wg_command_table_new (WgWorkflow *workflow)
{
  WgCommandTable *self = g_new0 (WgCommandTable, 1);

  self->rows = g_ptr_array_new ();
  self->owned = g_ptr_array_new_with_free_func (wg_command_free);
  wg_commands_moves_add (self->owned, workflow);
  wg_commands_many_add (self->owned, workflow);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      for (const WgCommand *row = lists[i]; row->noun != NULL; row++)
        {
          if (row->case_verb < 0 || wg_workflow_has_verb (workflow, (WgVerb) row->case_verb))
            g_ptr_array_add (self->rows, (gpointer) row);
        }
      if (lists[i] == wg_commands_case)
        g_ptr_array_extend (self->rows, self->owned, NULL, NULL);
    }
  return self;
}

void
wg_command_table_free (WgCommandTable *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->owned);
  g_free (self);
}

GPtrArray *
wg_command_table_get_rows (WgCommandTable *self)
{
  return self->rows;
}

const WgOption *
wg_command_table_get_globals (void)
{
  return globals;
}

/* Matching. */

static const WgCommand *
find_row (WgCommandTable *self, const char *noun, const char *verb)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const WgCommand *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (row->noun, noun) && g_strcmp0 (row->verb, verb) == 0)
        return row;
    }
  return NULL;
}

static char *
list_verbs (WgCommandTable *self, const char *noun)
{
  g_autoptr (GString) verbs = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const WgCommand *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (row->noun, noun) && row->verb != NULL)
        g_string_append_printf (verbs, "%s%s", verbs->len > 0 ? ", " : "", row->verb);
    }
  return g_string_free (g_steal_pointer (&verbs), FALSE);
}

static gboolean
check_count (const WgCommand *row, guint n_arguments, GError **error)
{
  g_autofree char *title = wg_command_get_title (row);

  if (n_arguments >= row->min_arguments && n_arguments <= row->max_arguments)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE, n_arguments < row->min_arguments ? _ ("Something is missing: wangge %s")
                                                                                 : _ ("There are too many words: wangge %s"), title);
  return FALSE;
}

const WgCommand *
wg_command_table_match (WgCommandTable *self, const char *const *words, guint *n_used, GError **error)
{
  guint n_words = g_strv_length ((char **) words);
  const WgCommand *alone = find_row (self, words[0], NULL);
  const WgCommand *row = n_words > 1 ? find_row (self, words[0], words[1]) : NULL;
  g_autofree char *verbs = list_verbs (self, words[0]);

  *n_used = row != NULL ? 2 : 1;
  if (row == NULL && alone != NULL)
    {
      row = alone;
      if (n_words > 1 && alone->max_arguments == 0 && g_str_equal (words[1], "list"))
        *n_used = 2;
    }
  if (row != NULL && (row->max_arguments > 0 || n_words == *n_used || *verbs == '\0'))
    return check_count (row, n_words - *n_used, error) ? row : NULL;
  if (row == NULL && *verbs == '\0')
    g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no “%s”. “wangge help” lists what there is."), words[0]);
  else if (n_words > 1 && row == alone)
    g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("“%s” has no verb “%s”. It has: %s."), words[0], words[1], verbs);
  else if (row == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("“%s” needs a verb: %s."), words[0], verbs);
  else
    check_count (row, n_words - *n_used, error);
  return NULL;
}

/* Options. */

static const WgOption *
find_in (const WgOption *options, const char *name)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      if (g_str_equal (options->name, name))
        return options;
    }
  return NULL;
}

const WgOption *
wg_command_table_find_option (WgCommandTable *self, const WgCommand *command, const char *name)
{
  const WgOption *option = find_in (globals, name);

  if (option == NULL && command != NULL)
    option = find_in (command->options, name);
  for (guint i = 0; command == NULL && option == NULL && i < self->rows->len; i++)
    option = find_in (((const WgCommand *) g_ptr_array_index (self->rows, i))->options, name);
  return option;
}

gboolean
wg_command_takes_global (const WgCommand *command, const char *name)
{
  if (g_str_equal (name, "at"))
    return (command->flags & WG_COMMAND_AS_OF) != 0;
  if (g_str_equal (name, "key"))
    return (command->flags & WG_COMMAND_KEYED) != 0;
  if (g_str_equal (name, "expect-version"))
    return (command->flags & WG_COMMAND_VERSIONED) != 0;
  if (g_str_equal (name, "version"))
    return g_str_equal (command->noun, "help");
  return TRUE;
}

char *
wg_command_get_title (const WgCommand *command)
{
  g_autoptr (GString) title = g_string_new (command->noun);

  if (command->verb != NULL)
    g_string_append_printf (title, " %s", command->verb);
  if (command->arguments != NULL)
    g_string_append_printf (title, " %s", command->arguments);
  return g_string_free (g_steal_pointer (&title), FALSE);
}

char *
wg_option_get_title (const WgOption *option)
{
  if (option->kind == WG_OPTION_FLAG)
    return g_strdup_printf ("--%s", option->name);
  return g_strdup_printf ("--%s %s", option->name, option->value);
}
