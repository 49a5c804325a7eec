/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a spreadsheet that was saved as text often has the name of the table above its header, and a database likes bars
 * between its fields; a person sees at once what is meant, and the reader sees a table of one column.
 */

#include "wg-geo-table.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "wg-error.h"
#include "wg-geo-files.h"

#define LOOK_BYTES 65536
#define MAX_ABOVE 8
/* A header is taken for one below other lines only when it has so many names. */
#define LEAST_NAMES 3
#define MAX_TOLD 80

typedef struct
{
  const char *bytes;
  gsize length;
  gboolean is_utf8; /* else the second byte of a character may be any, also a bar */
} Text;

typedef struct
{
  gsize start;
  gsize end; /* of the next line */
  guint cells[4];
  guint filled[4];
} Line;

static const char separators[] = { ',', ';', '\t', '|' };

/* How many bytes the character there has, as far as it matters here. */
static gsize
step (const Text *text, gsize at)
{
  return !text->is_utf8 && (guchar) text->bytes[at] >= 0x81 && at + 1 < text->length ? 2 : 1;
}

/* A quoted line break belongs to its line. */
static void
read_line (const Text *text, gsize start, Line *line)
{
  gboolean quoted = FALSE;
  gboolean written[4] = { FALSE };
  gsize at = start;

  memset (line, 0, sizeof *line);
  line->start = start;
  for (; at < text->length && (quoted || text->bytes[at] != '\n'); at += step (text, at))
    {
      char byte = text->bytes[at];

      if (byte == '"')
        quoted = !quoted;
      for (int i = 0; i < 4; i++)
        {
          if (byte == separators[i] && !quoted)
            {
              line->cells[i]++;
              line->filled[i] += written[i];
              written[i] = FALSE;
            }
          else if (byte != '"' && byte != ' ' && byte != '\r')
            written[i] = TRUE;
        }
    }
  for (int i = 0; i < 4; i++)
    {
      line->cells[i]++;
      line->filled[i] += written[i];
    }
  line->end = MIN (at + 1, text->length);
}

static int
find_separator (const Line *line)
{
  int best = 0;

  for (int i = 1; i < 4; i++)
    {
      if (line->cells[i] > line->cells[best])
        best = i;
    }
  return best;
}

/* A name with a bar in it, among names between commas, makes no table of bars. */
static gboolean
has_only_bars (const Line *header)
{
  return header->cells[3] > 1 && header->cells[0] == 1 && header->cells[1] == 1 && header->cells[2] == 1;
}

/* The first line with names that the line after it has values for; nothing above it looks like half as many. */
static gsize
find_header (const Text *text, Line *header)
{
  Line lines[MAX_ABOVE + 2];
  int n_lines = 0;

  for (gsize at = 0; n_lines < MAX_ABOVE + 2 && at < text->length; n_lines++)
    {
      read_line (text, at, &lines[n_lines]);
      at = lines[n_lines].end;
    }
  for (int i = 0; i + 1 < n_lines; i++)
    {
      int separator = find_separator (&lines[i]);
      gboolean good = lines[i].filled[separator] >= LEAST_NAMES && lines[i + 1].cells[separator] == lines[i].cells[separator];

      for (int above = 0; above < i && good; above++)
        good = lines[above].filled[separator] * 2 < lines[i].filled[separator];
      if (good)
        {
          *header = lines[i];
          return lines[i].start;
        }
    }
  *header = lines[0];
  return 0;
}

static char *
quote_above (const Text *text, gsize end)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *valid = NULL;

  for (gsize at = 0; at < end; at++)
    {
      if (strchr (",;\t|\"\r\n", text->bytes[at]) == NULL)
        g_string_append_c (words, text->bytes[at]);
      else if (words->len > 0 && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  if (!text->is_utf8)
    {
      valid = g_convert (words->str, (gssize) words->len, "UTF-8", "GB18030", NULL, NULL, NULL);
      g_string_assign (words, valid != NULL ? valid : "…");
    }
  g_string_truncate (words, (gsize) (g_utf8_offset_to_pointer (words->str, MIN (g_utf8_strlen (words->str, -1), MAX_TOLD)) - words->str));
  return g_strstrip (g_string_free (g_steal_pointer (&words), FALSE));
}

static void
tell_above (WgGeoReport *report, const Text *text, gsize end)
{
  const gsize mark = g_str_has_prefix (text->bytes, "\xef\xbb\xbf") ? 3 : 0;
  const Text rest = { text->bytes + mark, text->length - mark, text->is_utf8 };
  g_autofree char *words = quote_above (&rest, end - mark);

  wg_geo_report_finding (report, 0, "title_row", "ignored", NULL, _ ("What stands above the header is no row and was left out: “%s”."), words);
}

static gboolean
write_rest (const Text *text, gsize start, gboolean has_bars, FILE *file)
{
  gboolean quoted = FALSE;

  if (!has_bars)
    return fwrite (text->bytes + start, 1, text->length - start, file) == text->length - start;
  for (gsize at = start; at < text->length;)
    {
      gsize n = MIN (step (text, at), text->length - at);
      char byte = text->bytes[at];

      if (byte == '"')
        quoted = !quoted;
      if (byte == '|' && !quoted)
        byte = '\t';
      else if (byte == '\t' && !quoted)
        byte = ' ';
      if (fputc (byte, file) == EOF || (n == 2 && fputc (text->bytes[at + 1], file) == EOF))
        return FALSE;
      at += n;
    }
  return TRUE;
}

/* GDAL knows a table by its name. */
static gboolean
is_named_text (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".txt");
}

static gboolean
has_fields (const Line *header, const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_basename (path);

  for (gsize i = 0; i < G_N_ELEMENTS (header->cells); i++)
    if (header->cells[i] > 1)
      return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
               _ ("“%s” has one column only: no comma, semicolon, tab or bar stands between its fields. Nothing was imported. "
                  "Save the table as CSV or XLSX and try again."),
               shown);
  return FALSE;
}

static char *
write_copy (const char *path, const char *folder, const Text *text, gsize start, gboolean has_bars, GError **error)
{
  g_autofree char *place = g_build_filename (folder, "table-XXXXXX", NULL);
  g_autofree char *given = g_path_get_basename (path);
  g_autofree char *name = is_named_text (given) ? g_strconcat (given, ".csv", NULL) : g_strdup (given);
  g_autofree char *target = NULL;
  gboolean good = FALSE;
  FILE *file = NULL;

  if (g_mkdtemp_full (place, 0700) != NULL)
    {
      target = g_build_filename (place, name, NULL);
      file = g_fopen (target, "wb");
    }
  if (file != NULL)
    {
      good = write_rest (text, start, has_bars, file);
      good = fclose (file) == 0 && good;
    }
  if (good)
    return g_steal_pointer (&target);
  wg_geo_files_set_no_copy (path, error);
  return NULL;
}

char *
wg_geo_table_prepare (const char *path, const char *folder, WgGeoReport *report, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  Text text = { NULL, 0, TRUE };
  Text first;
  Line header;
  const char *end;
  gboolean has_bars;
  gsize start;

  if (file == NULL || g_mapped_file_get_length (file) == 0)
    return g_strdup (path);
  text.bytes = g_mapped_file_get_contents (file);
  text.length = g_mapped_file_get_length (file);
  first = text;
  first.length = MIN (text.length, LOOK_BYTES);
  /* A character that the end of the look cuts is no fault. */
  first.is_utf8 = text.is_utf8 = g_utf8_validate_len (first.bytes, first.length, &end) || end + 4 > first.bytes + first.length;
  if (memchr (first.bytes, '\0', first.length) != NULL)
    return g_strdup (path);
  start = find_header (&first, &header);
  has_bars = has_only_bars (&header);
  if (!has_fields (&header, path, error))
    return NULL;
  if (start == 0 && !has_bars && !is_named_text (path))
    return g_strdup (path);
  if (start > 0)
    tell_above (report, &text, start);
  return write_copy (path, folder, &text, start, has_bars, error);
}
