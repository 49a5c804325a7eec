/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a table of holidays or classes comes out of a spreadsheet, in whatever encoding that machine thinks in. */

#include "wg-text-file.h"

#include "wg-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (16 * 1024 * 1024)

static char *
load (const char *path, gsize *length, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  char *text = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, 0, NULL, NULL);
  if (info != NULL && (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > MAX_BYTES))
    g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE, _ ("“%s” is no table of at most 16 MB. Nothing was changed."), name);
  else if (!g_file_get_contents (path, &text, length, &local))
    g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("“%s” could not be read. Nothing was changed."), name);
  return text;
}

char *
wg_text_file_read (const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *bytes = load (path, &length, error);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *decoded = NULL;

  if (bytes == NULL)
    return NULL;
  if (memchr (bytes, '\0', length) == NULL)
    {
      if (g_utf8_validate_len (bytes, length, NULL))
        return g_steal_pointer (&bytes);
      decoded = g_convert (bytes, (gssize) length, "UTF-8", "GB18030", NULL, NULL, NULL);
    }
  if (decoded == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
                 _ ("“%s” is not text in UTF-8 or GB18030. Nothing was changed; save it as CSV."), name);
  return g_steal_pointer (&decoded);
}
