/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a reader of JSON that is handed GBK takes the second byte of a character for a backslash, or refuses every name.
 * The bytes between the quotation marks decide, as the fields of a table do.
 */

#include "wg-geo-recode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "wg-error.h"

#define MAX_RECODED (G_GINT64_CONSTANT (512) << 20)

/* A quotation mark is never part of a longer character in the encodings that are met. */
static void
sample_strings (const char *bytes, gsize length, WgGeoSample *sample)
{
  while (length > 0)
    {
      const char *end = memchr (bytes, '"', length);
      gsize n = end != NULL ? (gsize) (end - bytes) : length;

      wg_geo_sample_add (sample, bytes, n, FALSE);
      length -= MIN (length, n + 1);
      bytes += n + 1;
    }
}

static gboolean
decide (const char *bytes, gsize length, const WgGeoRequest *request, WgGeoReport *report, WgGeoEncoding *encoding,
        GError **error)
{
  WgGeoSample sample;
  gboolean good;

  wg_geo_sample_init (&sample);
  sample_strings (bytes, length, &sample);
  good = wg_geo_encoding_decide (&sample, request->encoding, NULL, NULL, report, encoding, error);
  wg_geo_sample_clear (&sample);
  return good;
}

static char *
write_copy (const char *path, const char *folder, const char *text, gsize length)
{
  g_autofree char *place = g_build_filename (folder, "text-XXXXXX", NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *target = NULL;

  if (g_mkdtemp_full (place, 0700) == NULL)
    return NULL;
  target = g_build_filename (place, name, NULL);
  return g_file_set_contents (target, text, (gssize) length, NULL) ? g_steal_pointer (&target) : NULL;
}

static char *
convert (const char *path, const char *bytes, gsize length, const char *folder, const char *encoding, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = NULL;
  char *target;
  gsize n = 0;

  if (length < MAX_RECODED)
    text = g_convert (bytes, (gssize) length, "UTF-8", g_str_equal (encoding, "Big5") ? "CP950" : encoding, NULL, &n, NULL);
  target = text != NULL ? write_copy (path, folder, text, n) : NULL;
  if (target == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
                 _ ("“%s” is not UTF-8 and cannot be read as %s either. Nothing was imported. Save it as UTF-8."), name,
                 encoding);
  return target;
}

char *
wg_geo_recode_json (const char *path, const WgGeoRequest *request, WgGeoReport *report, WgGeoEncoding *encoding,
                    GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const char *bytes = file != NULL ? g_mapped_file_get_contents (file) : NULL;
  gsize length = file != NULL ? g_mapped_file_get_length (file) : 0;
  char *target;

  if (bytes == NULL || g_utf8_validate_len (bytes, length, NULL) || memchr (bytes, '\0', length) != NULL)
    return g_strdup (path);
  if (!decide (bytes, length, request, report, encoding, error))
    return NULL;
  target = convert (path, bytes, length, request->folder, encoding->name, error);
  if (target == NULL)
    wg_geo_encoding_clear (encoding);
  return target;
}
