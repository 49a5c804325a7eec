/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: all SQL stands in data/queries, one text for both backends, where it can be read and run against each of them;
 * code names a statement and binds values, it never builds one.
 */

#include "wg-statement-table.h"

#include "wangge-sql.h"

#include <string.h>

#define NAME_MARK "-- name: "
#define SNIPPET_MARK "-- snippet: "

static void
add_statement (GHashTable *table, char *name, GString *text)
{
  if (name == NULL)
    return;
  g_assert (!g_hash_table_contains (table, name));
  g_hash_table_insert (table, name, g_strstrip (g_strdup (text->str)));
}

/* A snippet is kept under its name with a brace before it, which no statement's name has. */
static char *
parse_mark (const char *line)
{
  if (g_str_has_prefix (line, NAME_MARK))
    return g_strdup (line + strlen (NAME_MARK));
  if (g_str_has_prefix (line, SNIPPET_MARK))
    return g_strconcat ("{", line + strlen (SNIPPET_MARK), NULL);
  return NULL;
}

/* A file is a row of statements, each under a line `-- name: <name>`, and of snippets that several statements share, each
 * under a line `-- snippet: <NAME>`; every other comment line belongs to the reader.
 */
static void
parse_file (GHashTable *table, GBytes *bytes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  char *name = NULL;

  for (char **line = lines; *line != NULL; line++)
    {
      char *mark = parse_mark (*line);

      if (mark != NULL)
        {
          add_statement (table, name, text);
          name = mark;
          g_string_truncate (text, 0);
        }
      else if (!g_str_has_prefix (*line, "--"))
        {
          g_string_append (text, *line);
          g_string_append_c (text, '\n');
        }
    }
  add_statement (table, name, text);
}

static GHashTable *
get_table (void)
{
  static GHashTable *table;

  if (g_once_init_enter (&table))
    {
      GHashTable *fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      GResource *resource = wangge_sql_get_resource ();
      g_auto (GStrv) files = g_resource_enumerate_children (resource, "/org/wangge/Wangge/queries", 0, NULL);

      for (char **file = files; *file != NULL; file++)
        {
          g_autofree char *path = g_strconcat ("/org/wangge/Wangge/queries/", *file, NULL);
          g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, 0, NULL);

          parse_file (fresh, bytes);
        }
      g_once_init_leave (&table, fresh);
    }
  return table;
}

const char *
wg_statement_table_lookup (const char *name)
{
  return g_hash_table_lookup (get_table (), name);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

const char **
wg_statement_table_get_names (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, get_table ());
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (((const char *) name)[0] != '{')
        g_ptr_array_add (names, name);
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (const char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

char *
wg_statement_table_get_schema (guint number)
{
  GResource *resource = wangge_sql_get_resource ();
  g_auto (GStrv) files = g_resource_enumerate_children (resource, "/org/wangge/Wangge/schema", 0, NULL);
  g_autofree char *prefix = g_strdup_printf ("%03u-", number);

  for (char **file = files; *file != NULL; file++)
    {
      if (g_str_has_prefix (*file, prefix))
        {
          g_autofree char *path = g_strconcat ("/org/wangge/Wangge/schema/", *file, NULL);
          g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, 0, NULL);

          return g_strdup (g_bytes_get_data (bytes, NULL));
        }
    }
  return NULL;
}

static const char *
find_snippet (const char *name, const WgSnippet *snippets, gsize n_snippets)
{
  g_autofree char *shared = g_strconcat ("{", name, NULL);

  for (gsize i = 0; i < n_snippets; i++)
    {
      if (g_str_equal (snippets[i].name, name))
        return snippets[i].text;
    }
  return g_hash_table_lookup (get_table (), shared);
}

char *
wg_snippets_expand (const char *text, const WgSnippet *snippets, gsize n_snippets)
{
  g_autoptr (GString) out = g_string_new (text);
  gsize position = 0;

  while (TRUE)
    {
      const char *open = strchr (out->str + position, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *name = NULL;
      const char *snippet;

      if (close == NULL)
        break;
      name = g_strndup (open + 1, close - open - 1);
      snippet = find_snippet (name, snippets, n_snippets);
      if (snippet == NULL)
        g_error ("Unknown snippet {%s} in the statement table", name);
      position = open - out->str;
      g_string_erase (out, position, close - open + 1);
      g_string_insert (out, position, snippet);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
