/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a token is somebody's key to a provider. It lies where keys lie, with the user of the computer, and in one place
 * of the program only.
 */

#include "wg-basemap-token.h"

#include "wg-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <errno.h>
#include <glib/gstdio.h>

#define GROUP "tokens"

static char *
make_path (const char *folder)
{
  return g_build_filename (folder, "wangge", "tokens.ini", NULL);
}

static char *
load_from (const char *folder, const char *host)
{
  g_autofree char *path = make_path (folder), *token = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  token = g_key_file_get_string (file, GROUP, host, NULL);
  if (token != NULL)
    g_strstrip (token);
  return token != NULL && *token != '\0' ? g_steal_pointer (&token) : NULL;
}

char *
wg_basemap_token_load (const char *host)
{
  char *token = load_from (g_get_user_config_dir (), host);

  for (const char *const *folder = g_get_system_config_dirs (); token == NULL && *folder != NULL; folder++)
    token = load_from (*folder, host);
  return token;
}

static gboolean
write_file (GKeyFile *file, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path), *text = NULL;
  gsize length;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  text = g_key_file_to_data (file, &length, NULL);
  return g_file_set_contents_full (path, text, (gssize)length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

gboolean
wg_basemap_token_save (const char *host, const char *token, GError **error)
{
  g_autofree char *path = make_path (g_get_user_config_dir ()), *shown = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local = NULL;

  /* A file that is not there, or that cannot be read, is written anew. */
  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  if (token != NULL)
    g_key_file_set_string (file, GROUP, host, token);
  else
    g_key_file_remove_key (file, GROUP, host, NULL);
  /* A file made by hand may have been open to others; what is written over keeps its mode. */
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    (void)!g_chmod (path, 0600);
  if (write_file (file, path, &local))
    return TRUE;
  shown = g_filename_display_name (path);
  g_set_error (error, WG_ERROR, WG_ERROR_IO,
               _ ("The token could not be kept in “%s” (%s). The base map is as it was; make the folder writable."),
               shown, local->message);
  return FALSE;
}
