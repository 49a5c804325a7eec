/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the command line and the window must mean the same database by the same word, and neither may know a backend. */

#include "wg-store-finder.h"

#include "wg-error.h"
#include "wg-sqlite-driver.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
wg_store_finder_get_default (void)
{
  const char *named = g_getenv ("WANGGE_DATABASE");

  if (named != NULL && *named != '\0')
    return g_strdup (named);
  return g_build_filename (g_get_user_data_dir (), "wangge", "default.wangge", NULL);
}

char *
wg_store_finder_get_path (const char *uri, GError **error)
{
  gboolean is_file = g_str_has_prefix (uri, "file://");
  g_autofree char *path = is_file ? g_filename_from_uri (uri, NULL, NULL) : g_strdup (uri);

  if (path != NULL && *path != '\0' && strstr (path, "://") == NULL)
    return g_canonicalize_filename (path, NULL);
  g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
               _ ("“%s” names no database that this program can open. Nothing was opened; give the path of a file."), uri);
  return NULL;
}

WgStore *
wg_store_finder_new_store (const char *uri, GError **error)
{
  g_autofree char *path = wg_store_finder_get_path (uri, error);
  g_autoptr (WgDriver) driver = path != NULL ? wg_sqlite_driver_new (path) : NULL;

  return driver != NULL ? wg_store_new (driver, NULL, NULL) : NULL;
}
