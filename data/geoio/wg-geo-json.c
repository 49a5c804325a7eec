/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: GDAL says of a broken GeoJSON only that it is none. Whoever has to mend it, or to ask for it again, wants the line.
 */

#include "wg-geo-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* It is looked at as a whole, and one call a level. */
#define MOST_BYTES (32 * 1024 * 1024)
#define MOST_LEVELS 200

static gboolean
is_shallow (const char *text, gsize length)
{
  guint level = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (quoted && c == '\\')
        i++;
      else if (c == '"')
        quoted = !quoted;
      else if (!quoted && (c == '{' || c == '['))
        level++;
      else if (!quoted && (c == '}' || c == ']') && level > 0)
        level--;
      if (level > MOST_LEVELS)
        return FALSE;
    }
  return TRUE;
}

/* The parser knows where it is only while it speaks. */
static void
on_error (JsonParser *parser, const GError *error, int *place)
{
  place[0] = (int) json_parser_get_current_line (parser);
  place[1] = (int) json_parser_get_current_pos (parser);
}

char *
wg_geo_json_find_fault (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  int place[2] = { 0, 0 };
  gsize length = file != NULL ? g_mapped_file_get_length (file) : 0;

  if (length == 0 || length > MOST_BYTES || !is_shallow (g_mapped_file_get_contents (file), length))
    return NULL;
  g_signal_connect (parser, "error", G_CALLBACK (on_error), place);
  if (json_parser_load_from_data (parser, g_mapped_file_get_contents (file), (gssize) length, NULL) || place[0] == 0)
    return NULL;
  return g_strdup_printf (_ ("it is damaged in line %d, at character %d"), place[0], place[1]);
}
