/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: GDAL says of a broken GeoJSON only that it is none. Whoever has to mend it, or to ask for it again, wants the line.
 */

#include "wg-geo-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

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

/* On the way through the text. */
typedef struct
{
  guint level;
  gboolean quoted;
  const char *word; /* the last text in quotation marks at the top */
  gboolean is_list; /* what comes is the list of features */
  gboolean begun;   /* its present member */
  guint n_members;
  guint n_others;
  guint first;
} Walk;

static void
begin_member (Walk *walk, char c)
{
  walk->begun = TRUE;
  walk->n_members++;
  if (c == '{')
    return;
  if (walk->n_others++ == 0)
    walk->first = walk->n_members;
}

static void
take_sign (Walk *walk, const char *at)
{
  if (walk->level == 1 && *at == ':')
    walk->is_list = walk->word != NULL && strncmp (walk->word, "features\"", strlen ("features\"")) == 0;
  if (walk->is_list && walk->level == 2 && *at != ',' && *at != ']' && !g_ascii_isspace (*at) && !walk->begun)
    begin_member (walk, *at);
  if (walk->level == 2 && *at == ',')
    walk->begun = FALSE;
  if (*at == '{' || *at == '[')
    walk->level++;
  else if ((*at == '}' || *at == ']') && walk->level > 0)
    walk->level--;
  walk->is_list = walk->is_list && (walk->level > 1 || *at == ':' || g_ascii_isspace (*at));
}

guint
wg_geo_json_count_others (const char *path, guint *first)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const char *at = file != NULL ? g_mapped_file_get_contents (file) : NULL;
  const char *end = at != NULL ? at + g_mapped_file_get_length (file) : NULL;
  Walk walk = { 0 };

  for (; at < end; at++)
    {
      if (walk.quoted && *at == '\\')
        at++;
      else if (walk.quoted)
        walk.quoted = *at != '"';
      else
        {
          take_sign (&walk, at);
          walk.quoted = *at == '"';
          if (walk.quoted && walk.level == 1 && end - at > (gssize) strlen ("\"features\""))
            walk.word = at + 1;
        }
    }
  *first = walk.first;
  return walk.n_others;
}
