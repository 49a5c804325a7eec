/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the table is what everything else is made from: it must follow the workflow, and its rows must not contradict one
 * another.
 */

#include "wg-command-line.h"
#include "wg-command-moves.h"
#include "wg-command-paper.h"
#include "wg-error.h"

static WgCommandTable *
make_table_without (int verb)
{
  gsize n_moves;
  const WgMove *moves = wg_workflow_get_moves (wg_workflow_get_default (), &n_moves);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (WgMove));
  g_autoptr (WgWorkflow) workflow = NULL;

  for (gsize i = 0; i < n_moves; i++)
    {
      if ((int) moves[i].verb != verb)
        g_array_append_val (kept, moves[i]);
    }
  workflow = wg_workflow_new ((const WgMove *) (gpointer) kept->data, kept->len);
  return wg_command_table_new (workflow);
}

static const WgCommand *
match (WgCommandTable *table, const char *first, const char *second, const char *third, GError **error)
{
  const char *const words[] = { first, second, third, NULL };
  guint n_used;

  return wg_command_table_match (table, words, &n_used, error);
}

/* A birth on the spot is an option of `case new`, and what the clock and an import do is nobody's command. */
static gboolean
has_row (int verb)
{
  return verb == WG_VERB_REPORT || wg_command_moves_get_help ((WgVerb) verb) != NULL;
}

static void
test_follows_the_workflow (void)
{
  for (int verb = 0; verb < WG_N_VERBS; verb++)
    {
      g_autoptr (WgCommandTable) whole = make_table_without (-1);
      g_autoptr (WgCommandTable) lacking = make_table_without (verb);
      const char *word = verb == WG_VERB_REPORT ? "new" : wg_verb_to_nick ((WgVerb) verb);
      g_autoptr (GError) error = NULL;

      if (!has_row (verb))
        continue;
      g_assert_nonnull (match (whole, "case", word, verb == WG_VERB_REPORT ? NULL : "1", NULL));
      g_assert_null (match (lacking, "case", word, verb == WG_VERB_REPORT ? NULL : "1", &error));
      g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
    }
}

/* The words that the completion offers behind "case". */
static gboolean
is_completed (WgCommandTable *table, const char *word)
{
  g_autoptr (GString) script = g_string_new (NULL);
  g_autofree char *pattern = g_strdup_printf ("(?m)^ +case\\).*[ '\"]%s[ '\"]", word);

  wg_command_paper_write_completion (table, script);
  return g_regex_match_simple (pattern, script->str, 0, 0);
}

static void
test_completion_follows_the_workflow (void)
{
  g_autoptr (WgCommandTable) whole = make_table_without (-1);

  for (int verb = 0; verb < WG_N_VERBS; verb++)
    {
      g_autoptr (WgCommandTable) lacking = make_table_without (verb);
      const char *word = verb == WG_VERB_REPORT ? "new" : wg_verb_to_nick ((WgVerb) verb);

      if (!has_row (verb))
        continue;
      g_assert_true (is_completed (whole, word));
      g_assert_false (is_completed (lacking, word));
    }
}

static void
test_rows_are_unique (void)
{
  g_autoptr (WgCommandTable) table = make_table_without (-1);
  GPtrArray *rows = wg_command_table_get_rows (table);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const WgCommand *row = g_ptr_array_index (rows, i);

      g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%s %s", row->noun, row->verb != NULL ? row->verb : "")));
      g_assert_cmpuint (row->min_arguments, <=, row->max_arguments);
      g_assert_true (row->func != NULL && row->help != NULL && row->shape != NULL);
      /* An export is written into the log and tells of any instant. */
      g_assert_true (g_str_equal (row->noun, "export")
                     || (row->flags & (WG_COMMAND_WRITES | WG_COMMAND_AS_OF)) != (WG_COMMAND_WRITES | WG_COMMAND_AS_OF));
      if ((row->flags & WG_COMMAND_WRITES) != 0)
        g_assert_true ((row->flags & (WG_COMMAND_OPENS | WG_COMMAND_CREATES)) != 0);
    }
}

/* Whether a word takes a value must be known before the row is. */
static void
test_options_agree (void)
{
  g_autoptr (WgCommandTable) table = make_table_without (-1);
  GPtrArray *rows = wg_command_table_get_rows (table);

  for (guint i = 0; i < rows->len; i++)
    {
      const WgOption *option = ((const WgCommand *) g_ptr_array_index (rows, i))->options;

      for (; option != NULL && option->name != NULL; option++)
        {
          const WgOption *any = wg_command_table_find_option (table, NULL, option->name);

          g_assert_cmpint (any->kind == WG_OPTION_FLAG, ==, option->kind == WG_OPTION_FLAG);
          g_assert_cmpint (option->kind == WG_OPTION_FLAG, ==, option->value == NULL);
        }
    }
}

static WgCommandCall *
parse (WgCommandTable *table, const char *line, GError **error)
{
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);

  return wg_command_line_parse (table, argv, error);
}

static void
test_parses_values (void)
{
  g_autoptr (WgCommandTable) table = make_table_without (-1);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgCommandCall) call = parse (table, "wangge case move 7 --lon -70.5 --lat=1 --note a --note b --yes", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (wg_command_call_get_argument (call, 0), ==, "7");
  g_assert_cmpfloat (wg_command_call_get_number (call, "lon"), ==, -70.5);
  g_assert_cmpfloat (wg_command_call_get_number (call, "lat"), ==, 1);
  g_assert_cmpstr (wg_command_call_get_text (call, "note"), ==, "b");
  g_assert_true (call->yes && !call->json);
}

static void
test_window_or_command (void)
{
  static const struct
  {
    const char *line;
    gboolean window;
  } lines[] = {
    { "wangge", TRUE },
    { "wangge --database x.wangge", TRUE },
    { "wangge --database=x.wangge", TRUE },
    { "wangge --gapplication-service", TRUE },
    { "wangge cases", FALSE },
    { "wangge --database x.wangge cases", FALSE },
    { "wangge --help", FALSE },
    { "wangge --version", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (GStrv) argv = g_strsplit (lines[i].line, " ", -1);

      g_assert_cmpint (wg_command_line_wants_window (argv), ==, lines[i].window);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-table/follows-the-workflow", test_follows_the_workflow);
  g_test_add_func ("/command-table/completion-follows-the-workflow", test_completion_follows_the_workflow);
  g_test_add_func ("/command-table/rows-are-unique", test_rows_are_unique);
  g_test_add_func ("/command-table/options-agree", test_options_agree);
  g_test_add_func ("/command-table/parses-values", test_parses_values);
  g_test_add_func ("/command-table/window-or-command", test_window_or_command);
  return g_test_run ();
}
