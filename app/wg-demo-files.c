/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: making a large district takes long enough to be stopped in the middle. Whatever happens, the one that is there
 * stays until the new one is whole, and half a district is never found under the name of a whole one.
 */

#include "wg-demo-files.h"

#include "wg-error.h"
#include "wg-mbtiles.h"
#include "wg-store-finder.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define PART ".making-"

char *
wg_basemap_path_for (const char *database)
{
  const char *dot = strrchr (database, '.');
  const char *slash = strrchr (database, '/');
  gsize length = dot != NULL && (slash == NULL || dot > slash) ? (gsize) (dot - database) : strlen (database);

  return g_strdup_printf ("%.*s.mbtiles", (int) length, database);
}

WgDemoFiles *
wg_demo_files_new (const char *database)
{
  WgDemoFiles *self = g_new0 (WgDemoFiles, 1);

  self->database = g_strdup (database);
  self->basemap = wg_basemap_path_for (database);
  self->database_part = g_strdup_printf ("%s" PART "%d", self->database, (int) getpid ());
  self->basemap_part = g_strdup_printf ("%s" PART "%d", self->basemap, (int) getpid ());
  return self;
}

void
wg_demo_files_free (WgDemoFiles *self)
{
  g_free (self->database);
  g_free (self->basemap);
  g_free (self->database_part);
  g_free (self->basemap_part);
  g_free (self);
}

/* Whether @name is a part of @whole, or a side file of one, whose maker is this process or does not live any more. */
static gboolean
is_left_over (const char *name, const char *whole)
{
  g_autofree char *prefix = g_strconcat (whole, PART, NULL);
  gint64 pid;

  if (!g_str_has_prefix (name, prefix))
    return FALSE;
  pid = g_ascii_strtoll (name + strlen (prefix), NULL, 10);
  return pid > 0 && (pid == getpid () || (kill ((pid_t) pid, 0) != 0 && errno == ESRCH));
}

void
wg_demo_files_discard (WgDemoFiles *self)
{
  g_autofree char *folder = g_path_get_dirname (self->database);
  g_autofree char *database = g_path_get_basename (self->database);
  g_autofree char *basemap = g_path_get_basename (self->basemap);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_left_over (name, database) || is_left_over (name, basemap))
        g_unlink (path);
    }
}

/* Refuses everything that is not ours or that somebody has open. */
static gboolean
replace_database (WgDemoFiles *self, const char *successor, GError **error)
{
  g_autoptr (WgStore) store = wg_store_finder_new_store (self->database, error);
  gboolean created;

  return store != NULL
         && (!g_file_test (self->database, G_FILE_TEST_EXISTS)
             || wg_driver_prepare_database (wg_store_get_driver (store), FALSE, &created, error))
         && wg_driver_replace (wg_store_get_driver (store), successor, error);
}

static gboolean
check_place (WgDemoFiles *self, gboolean replace, GError **error)
{
  if (replace || !g_file_test (self->database, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("“%s” exists already. Nothing was written; choose another name."),
               self->database);
  return FALSE;
}

/* A base map of somebody else may lie under that name; it is not ours to take away. */
static gboolean
check_basemap (WgDemoFiles *self, GError **error)
{
  g_autoptr (WgMbtiles) there = NULL;

  if (!g_file_test (self->basemap, G_FILE_TEST_EXISTS))
    return TRUE;
  there = wg_mbtiles_open (self->basemap, NULL);
  if (there != NULL && g_strcmp0 (wg_mbtiles_get_attribution (there), WG_BASEMAP_OWNER) == 0)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_EXISTS,
               _ ("The base map of the demo would be “%s”, where something else lies. Nothing was written; choose another name."),
               self->basemap);
  return FALSE;
}

gboolean
wg_demo_files_prepare (WgDemoFiles *self, gboolean replace, GError **error)
{
  if (!check_place (self, replace, error) || !check_basemap (self, error) || !replace_database (self, NULL, error))
    return FALSE;
  wg_demo_files_discard (self);
  return TRUE;
}

gboolean
wg_demo_files_publish (WgDemoFiles *self, gboolean replace, GError **error)
{
  if (!check_place (self, replace, error) || !replace_database (self, self->database_part, error))
    return FALSE;
  if (g_rename (self->basemap_part, self->basemap) == 0)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The district is there, but its base map “%s” cannot be made: %s."), self->basemap,
               g_strerror (errno));
  return FALSE;
}
