/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a name is text that somebody typed. In a spreadsheet it must not become a formula, in a DBF it must not end in half a
 * letter, and whoever gets the file must be able to read it.
 */

#include "wg-geo-write-text.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "wg-error.h"

/* Also the wide forms: a spreadsheet set to Chinese takes them for the narrow ones. */
static gboolean
begins_like_formula (const char *text)
{
  switch (g_utf8_get_char (text))
    {
    case '=': case '+': case '-': case '@': case '\t': case '\r': case '\n':
    case 0xff1d: case 0xff0b: case 0xff0d: case 0xff20:
      return TRUE;
    default:
      return FALSE;
    }
}

static gsize
count_bytes (const WgGeoTextRules *rules, const char *text, gsize length)
{
  gsize n_bytes = length;
  g_autofree char *bytes = rules->gb18030 ? g_convert (text, (gssize) length, "GB18030", "UTF-8", NULL, &n_bytes, NULL) : NULL;

  return rules->gb18030 && bytes == NULL ? length : n_bytes;
}

static char *
cut (const WgGeoTextRules *rules, const char *text)
{
  gsize length = strlen (text);

  while (length > 0 && count_bytes (rules, text, length) > rules->most_bytes)
    length = (gsize) (g_utf8_prev_char (text + length) - text);
  return g_strndup (text, length);
}

static char *
fit (const WgGeoTextRules *rules, const char *text, gint64 row, WgGeoReport *report)
{
  g_autofree char *safe = rules->no_formulas && begins_like_formula (text) ? g_strconcat ("'", text, NULL) : g_strdup (text);

  if (rules->most_letters > 0 && g_utf8_strlen (safe, -1) > (glong) rules->most_letters)
    {
      wg_geo_report_sum (report, row, "cell_too_small", "ignored",
                         _ ("%1$s texts or outlines are longer than a cell can be (the first in row %2$s) and were left out. "
                            "Export .gpkg or .shp to have them."));
      return NULL;
    }
  if (rules->most_bytes == 0 || count_bytes (rules, safe, strlen (safe)) <= rules->most_bytes)
    return g_steal_pointer (&safe);
  wg_geo_report_sum (report, row, "text_cut", "repaired",
                     _ ("%1$s texts are longer than a .dbf can hold (the first in row %2$s) and were cut. Export .gpkg to have them "
                        "whole."));
  return cut (rules, text);
}

char *
wg_geo_text_fit (const WgGeoTextRules *rules, const char *text, gint64 row, WgGeoReport *report)
{
  g_autofree char *fitting = fit (rules, text, row, report);

  /* The driver hands the bytes of a DBF through as they are; a CSV is turned as a whole. */
  if (fitting == NULL || !rules->gb18030 || rules->most_bytes == 0)
    return g_steal_pointer (&fitting);
  return g_convert (fitting, -1, "GB18030", "UTF-8", NULL, NULL, NULL);
}

char *
wg_geo_text_to_layer (const char *text)
{
  char *layer = g_strdup (text != NULL && *text != '\0' ? text : "0");

  return g_strdelimit (layer, "<>/\\\":;?*|=`,", '_');
}

char *
wg_geo_text_to_label (const char *first, const char *second, double size)
{
  g_autoptr (GString) text = g_string_new (first);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (second != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", second);
  g_string_replace (text, "\\", "\\\\", 0);
  g_string_replace (text, "\"", "\\\"", 0);
  if (size <= 0.0)
    return g_strdup_printf ("LABEL(t:\"%s\")", text->str);
  return g_strdup_printf ("LABEL(t:\"%s\",s:%sg,p:5)", text->str, g_ascii_formatd (number, sizeof number, "%.8f", size));
}

static gboolean
set_failed (GError **error, const char *reason)
{
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The file could not be written: %s. Nothing was exported."), reason);
  return FALSE;
}

gboolean
wg_geo_text_recode_file (const char *path, GError **error)
{
  g_autofree char *other = g_strconcat (path, ".utf8", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (other);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) local = NULL;
  g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("GB18030", "UTF-8", &local);
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GInputStream) recoded = NULL;
  g_autoptr (GOutputStream) out = NULL;
  gssize n_bytes = -1;

  g_rename (path, other);
  in = converter != NULL ? G_INPUT_STREAM (g_file_read (from, NULL, &local)) : NULL;
  out = in != NULL ? G_OUTPUT_STREAM (g_file_replace (to, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &local)) : NULL;
  if (out != NULL)
    {
      recoded = g_converter_input_stream_new (in, G_CONVERTER (converter));
      n_bytes = g_output_stream_splice (out, recoded, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL,
                                        &local);
    }
  g_unlink (other);
  return n_bytes >= 0 || set_failed (error, local->message);
}

gboolean
wg_geo_text_write_cpg (const char *path, gboolean gb18030, GError **error)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".shp"));
  g_autofree char *cpg = g_strconcat (stem, ".cpg", NULL);
  g_autoptr (GError) local = NULL;

  return g_file_set_contents (cpg, gb18030 ? "GB18030" : "UTF-8", -1, &local) || set_failed (error, local->message);
}
