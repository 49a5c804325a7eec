/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the calendar, the class catalogue and the pinyin table are facts that a person must be able to read and correct
 * in a spreadsheet, so they ship as CSV, and this is the reader. (Files of the user go through the import door.)
 */

#include "wg-csv.h"

#include <glib/gi18n-lib.h>
#include <gio/gio.h>
#include <string.h>

/* Reads one field and leaves the cursor on the separator, the line end or the end of the text. */
static char *
read_field (const char **cursor)
{
  g_autoptr (GString) field = g_string_new (NULL);
  const char *at = *cursor;

  if (*at == '"')
    {
      for (at++; *at != '\0' && !(at[0] == '"' && at[1] != '"'); at++)
        {
          if (at[0] == '"')
            at++;
          g_string_append_c (field, *at);
        }
      if (*at == '"')
        at++;
    }
  for (; *at != '\0' && *at != ',' && *at != '\n'; at++)
    {
      if (at[0] != '\r' || at[1] != '\n')
        g_string_append_c (field, *at);
    }

  *cursor = at;
  return g_string_free (g_steal_pointer (&field), FALSE);
}

static char **
read_row (const char **cursor)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();

  while (TRUE)
    {
      g_autofree char *field = read_field (cursor);

      g_strv_builder_add (fields, field);
      if (**cursor != ',')
        break;
      (*cursor)++;
    }
  if (**cursor == '\n')
    (*cursor)++;
  return g_strv_builder_end (fields);
}

GPtrArray *
wg_csv_parse (const char *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += strlen ("\xef\xbb\xbf");
  while (*text != '\0')
    {
      g_auto (GStrv) row = read_row (&text);

      if (row[1] != NULL || row[0][0] != '\0')
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }
  return g_steal_pointer (&rows);
}

GPtrArray *
wg_csv_load (const char *name)
{
  g_autofree char *path = g_strconcat ("/org/wangge/Wangge/domain/", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autofree char *text = NULL;
  GPtrArray *rows;

  /* The table is part of the program: without it the program is not whole. */
  if (bytes == NULL)
    g_error ("The table %s is missing from this program: %s", name, error->message);

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  rows = wg_csv_parse (text);
  g_ptr_array_remove_index (rows, 0);
  return rows;
}

gboolean
wg_csv_is_chinese (void)
{
  /* Translators: which column of names this language shows: "zh" for the Chinese one, "en" for the English one */
  return g_str_equal (C_ ("column of names", "en"), "zh");
}

int
wg_csv_find_column (const char *const *header, const char *name)
{
  for (int i = 0; header[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (header[i], name) == 0)
        return i;
    }
  return -1;
}

const char *
wg_csv_get (const char *const *row, int column)
{
  for (int i = 0; i <= column && row[i] != NULL; i++)
    {
      if (i == column)
        return row[i];
    }
  return "";
}
