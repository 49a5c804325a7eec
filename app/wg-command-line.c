/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: from words to one verb with an open database and back to an exit status: what every row of the table may rely on
 * (Ctrl-C cancels, an error is one sentence and one JSON object, wrong use is 2) is kept in this one place.
 */

#include "wg-command-line.h"

#include "wg-error.h"
#include "wg-store-finder.h"
#include "wg-time.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <math.h>
#include <signal.h>
#include <string.h>

/* Values. */

static gboolean
is_integer (const char *text)
{
  char *end = NULL;
  gint64 value = g_ascii_strtoll (text, &end, 10);

  return *text != '\0' && *end == '\0' && value != G_MAXINT64 && value != G_MININT64;
}

static gboolean
is_number (const char *text, const char *stop)
{
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);

  return end != text && end == stop && isfinite (value);
}

static gboolean
is_point (const char *text)
{
  const char *comma = strchr (text, ',');

  return comma != NULL && is_number (text, comma) && is_number (comma + 1, text + strlen (text));
}

static gboolean
is_size (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "x", 2);

  for (guint i = 0; i < 2; i++)
    {
      if (parts[0] == NULL || parts[1] == NULL || !is_integer (parts[i]) || g_ascii_strtoll (parts[i], NULL, 10) < 1
          || g_ascii_strtoll (parts[i], NULL, 10) > 100000)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_choice (const WgOption *option, const char *text)
{
  g_auto (GStrv) words = g_strsplit (option->value, "|", -1);

  return g_strv_contains ((const char *const *) words, text);
}

static gboolean
check_value (const WgOption *option, const char *value, GError **error)
{
  gboolean ok = TRUE;
  gint64 ms;

  switch (option->kind)
    {
    case WG_OPTION_INTEGER:
      ok = is_integer (value);
      break;
    case WG_OPTION_NUMBER:
      ok = is_number (value, value + strlen (value));
      break;
    case WG_OPTION_TIME:
      return wg_time_parse (value, NULL, &ms, error);
    case WG_OPTION_CHOICE:
      ok = is_choice (option, value);
      break;
    case WG_OPTION_POINT:
      ok = is_point (value);
      break;
    case WG_OPTION_SIZE:
      ok = is_size (value);
      break;
    case WG_OPTION_FLAG:
    case WG_OPTION_TEXT:
    case WG_OPTION_TEXTS:
      ok = g_utf8_validate (value, -1, NULL);
      break;
    }
  if (!ok)
    g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("“%s” is no value for --%s, which takes %s."), value, option->name,
                 option->value);
  return ok;
}

/* Parsing. */

typedef struct
{
  const WgOption *option;
  char *value;
} Typed;

typedef struct
{
  GArray *typed;
  GPtrArray *words;
} Line;

static void
typed_clear (gpointer data)
{
  g_free (((Typed *) data)->value);
}

static void
line_clear (Line *line)
{
  g_clear_pointer (&line->typed, g_array_unref);
  g_clear_pointer (&line->words, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, line_clear)

static gboolean
read_option (WgCommandTable *table, char ***cursor, Line *line, GError **error)
{
  const char *word = **cursor + 2;
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals != NULL ? g_strndup (word, (gsize) (equals - word)) : g_strdup (word);
  Typed typed = { wg_command_table_find_option (table, NULL, name), NULL };

  if (typed.option == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no option --%s."), name);
      return FALSE;
    }
  if (typed.option->kind == WG_OPTION_FLAG && equals != NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("--%s takes no value."), name);
      return FALSE;
    }
  if (typed.option->kind != WG_OPTION_FLAG)
    {
      const char *value = equals != NULL ? equals + 1 : (*cursor)[1];

      if (equals == NULL && value != NULL && !g_str_has_prefix (value, "--"))
        (*cursor)++;
      else if (equals == NULL)
        value = NULL;
      if (value == NULL)
        {
          g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("--%s needs a value: %s."), name, typed.option->value);
          return FALSE;
        }
      typed.value = g_strdup (value);
    }
  g_array_append_val (line->typed, typed);
  return TRUE;
}

static gboolean
read_line (WgCommandTable *table, char **argv, Line *line, GError **error)
{
  gboolean options_ended = FALSE;

  line->typed = g_array_new (FALSE, FALSE, sizeof (Typed));
  g_array_set_clear_func (line->typed, typed_clear);
  line->words = g_ptr_array_new ();
  for (char **cursor = argv[0] != NULL ? argv + 1 : argv; *cursor != NULL; cursor++)
    {
      if (!options_ended && g_str_equal (*cursor, "--"))
        options_ended = TRUE;
      else if (!options_ended && g_str_equal (*cursor, "-h"))
        g_array_append_val (line->typed, ((Typed){ wg_command_table_find_option (table, NULL, "help"), NULL }));
      else if (!options_ended && g_str_has_prefix (*cursor, "--"))
        {
          if (!read_option (table, &cursor, line, error))
            return FALSE;
        }
      else if (!options_ended && **cursor == '-' && (*cursor)[1] != '\0')
        {
          g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no option %s."), *cursor);
          return FALSE;
        }
      else
        g_ptr_array_add (line->words, *cursor);
    }
  g_ptr_array_add (line->words, NULL);
  return TRUE;
}

/* An option may stand anywhere, so which ones fit is known only when the whole line was read. */
static gboolean
take_options (WgCommandCall *call, const Line *line, GError **error)
{
  for (guint i = 0; i < line->typed->len; i++)
    {
      const Typed *typed = &g_array_index (line->typed, Typed, i);
      const char *name = typed->option->name;
      const WgOption *option = wg_command_table_find_option (call->table, call->command, name);

      if (option == NULL || !wg_command_takes_global (call->command, name))
        {
          g_autofree char *title = wg_command_get_title (call->command);

          g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("“wangge %s” takes no --%s."), title, name);
          return FALSE;
        }
      if (typed->value != NULL && !check_value (option, typed->value, error))
        return FALSE;
      wg_command_call_add_option (call, option, typed->value);
    }
  return TRUE;
}

static gboolean
typed_has (const Line *line, const char *name)
{
  for (guint i = 0; i < line->typed->len; i++)
    {
      if (g_str_equal (g_array_index (line->typed, Typed, i).option->name, name))
        return TRUE;
    }
  return FALSE;
}

/* The name of a file is bytes: many a one was made on a system that writes Chinese in GBK. Everything else is text. */
static gboolean
check_words (const WgCommand *command, const char *const *words, guint n_used, GError **error)
{
  gboolean files = command != NULL && (g_strcmp0 (command->arguments, "FILE") == 0 || g_strcmp0 (command->arguments, "OUT") == 0);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_utf8_validate (words[i], -1, NULL) || (files && i >= n_used))
        continue;
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("A word is not valid text (UTF-8)."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
match_words (WgCommandCall *call, const Line *line, GError **error)
{
  static const char *const help[] = { "help", NULL };
  gboolean wants_help = typed_has (line, "help") || line->words->len == 1;
  const char *const *words = (const char *const *) line->words->pdata;
  g_autoptr (GError) local = NULL;
  guint n_used = 0;

  call->command = wg_command_table_match (call->table, wants_help ? help : words, &n_used, &local);
  if (!check_words (call->command, words, n_used, error))
    return FALSE;
  if (call->command == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (wants_help)
    n_used = 0;
  for (; words[n_used] != NULL && (!wants_help || n_used < call->command->max_arguments); n_used++)
    g_ptr_array_add (call->arguments, g_strdup (words[n_used]));
  return TRUE;
}

WgCommandCall *
wg_command_line_parse (WgCommandTable *table, char **argv, GError **error)
{
  g_autoptr (WgCommandCall) call = wg_command_call_new (table);
  g_auto (Line) line = { NULL, NULL };

  if (!read_line (table, argv, &line, error) || !match_words (call, &line, error))
    return NULL;
  if (!typed_has (&line, "help") && !take_options (call, &line, error))
    return NULL;
  call->json = wg_command_call_has (call, "json");
  call->quiet = wg_command_call_has (call, "quiet");
  call->yes = wg_command_call_has (call, "yes");
  return g_steal_pointer (&call);
}

gboolean
wg_command_line_wants_window (char **argv)
{
  static const char *const with_value[] = { "--database", "--monitor", "--tour", "--distance", NULL };

  for (guint i = 1; argv[0] != NULL && argv[i] != NULL; i++)
    {
      if (g_strv_contains (with_value, argv[i]))
        {
          if (argv[i + 1] != NULL)
            i++;
        }
      else if (argv[i][0] != '-' || g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h")
               || g_str_equal (argv[i], "--version") || g_str_equal (argv[i], "--json"))
        return FALSE;
    }
  return TRUE;
}

/* Running. */

static void
mask_signals (int how)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigprocmask (how, &signals, NULL);
}

void
wg_command_line_hold_signals (void)
{
  mask_signals (SIG_BLOCK);
}

static gboolean
on_interrupt (gpointer data)
{
  WgCommandCall *call = data;

  if (!call->stands)
    g_cancellable_cancel (call->cancellable);
  return G_SOURCE_CONTINUE;
}

static gboolean
run_call (WgCommandCall *call, GError **error)
{
  const char *uri = wg_command_call_get_text (call, "database");

  call->uri = uri != NULL ? g_strdup (uri) : wg_store_finder_get_default ();
  if ((call->command->flags & WG_COMMAND_OPENS) != 0 && !wg_command_call_open (call, FALSE, error))
    return FALSE;
  return wg_command_call_take_zone (call, error) && call->command->func (call, error) && wg_command_call_flush (call, error);
}

static void
print_error (WgCommandCall *call, const GError *error)
{
  static const char *const none[] = { NULL };
  g_autoptr (WgJsonWriter) out = wg_json_writer_new ();
  const char *const *allowed = wg_error_get_allowed (error);
  double lon = 0.0, lat = 0.0;
  const char *rule = wg_error_get_rule (error, &lon, &lat);
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  const char *text = cancelled ? _ ("Stopped. Nothing was changed.") : error->message;

  wg_command_call_complain (text);
  if (!call->json || call->answered)
    return;
  wg_json_writer_begin_object (out);
  wg_json_writer_key (out, "error");
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "code", wg_error_code_to_nick (error));
  wg_json_writer_text (out, "text", text);
  wg_json_writer_key (out, "allowed");
  wg_json_writer_add_texts (out, allowed != NULL ? allowed : none);
  if (rule != NULL)
    {
      wg_json_writer_text (out, "rule", rule);
      wg_json_writer_double (out, "lon", lon);
      wg_json_writer_double (out, "lat", lat);
    }
  wg_json_writer_end_object (out);
  wg_json_writer_end_object (out);
  wg_json_writer_end_line (out);
  wg_command_call_print (call, wg_json_writer_get_buffer (out)->str, NULL);
}

static int
print_usage (const GError *error)
{
  wg_command_call_complain (error->message);
  return 2;
}

int
wg_command_line_run (char **argv)
{
  g_autoptr (WgCommandTable) table = wg_command_table_new (wg_workflow_get_default ());
  g_autoptr (GError) error = NULL;
  g_autoptr (WgCommandCall) call = wg_command_line_parse (table, argv, &error);

  if (call == NULL)
    return print_usage (error);
  signal (SIGPIPE, SIG_IGN);
  g_unix_signal_add (SIGINT, on_interrupt, call);
  g_unix_signal_add (SIGTERM, on_interrupt, call);
  /* What came meanwhile is told now, before the first helper could inherit that it is held. */
  mask_signals (SIG_UNBLOCK);
  if (run_call (call, &error))
    return 0;
  if (g_error_matches (error, WG_ERROR, WG_ERROR_USAGE))
    return print_usage (error);
  print_error (call, error);
  return 1;
}
