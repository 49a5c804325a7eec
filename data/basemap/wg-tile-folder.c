/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: many tools write tiles as plain files, and a centre that was handed such a folder should not have to pack it
 * first.
 */

#include "wg-tile-folder.h"

#include "wg-basemap.h"
#include "wg-error.h"
#include "wg-tile-template.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_TILE_BYTES (16 * 1024 * 1024)

struct _WgTileFolder
{
  GObject parent_instance;
  char *root;  /* the folder above the zooms */
  char *label; /* for sentences */
  WgTileTemplate *template;
  guint min_zoom;
  guint max_zoom;
  gboolean photographs;
};

G_DEFINE_FINAL_TYPE (WgTileFolder, wg_tile_folder, G_TYPE_OBJECT)

static const char *const suffixes[] = { "png", "jpg", "jpeg", "webp" };

static void
wg_tile_folder_finalize (GObject *object)
{
  WgTileFolder *self = WG_TILE_FOLDER (object);

  g_clear_pointer (&self->template, wg_tile_template_free);
  g_free (self->root);
  g_free (self->label);
  G_OBJECT_CLASS (wg_tile_folder_parent_class)->finalize (object);
}

static void
wg_tile_folder_class_init (WgTileFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_tile_folder_finalize;
}

static void
wg_tile_folder_init (WgTileFolder *self)
{
}

/* --- Opening --- */

/* Returns the first name in a folder that is a number, or a number and the suffix of a picture. */
static char *
find_entry (const char *folder, gboolean picture)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      gsize digits = strspn (name, "0123456789");

      if (digits == 0)
        continue;
      if (!picture && name[digits] == '\0')
        return g_strdup (name);
      for (guint i = 0; picture && name[digits] == '.' && i < G_N_ELEMENTS (suffixes); i++)
        {
          if (g_ascii_strcasecmp (name + digits + 1, suffixes[i]) == 0)
            return g_strdup (name);
        }
    }
  return NULL;
}

/* Looks which zooms have a folder. */
static gboolean
find_zooms (WgTileFolder *self, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (self->root, 0, NULL);
  gboolean found = FALSE;
  const char *name;
  guint64 zoom;

  if (dir == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND,
                   _ ("There is no folder “%s” of base map tiles that can be read. The map goes on without it; choose "
                      "another folder."),
                   self->label);
      return FALSE;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (!g_ascii_string_to_unsigned (name, 10, 0, WG_BASEMAP_MAX_ZOOM, &zoom, NULL))
        continue;
      self->min_zoom = found ? MIN (self->min_zoom, (guint)zoom) : (guint)zoom;
      self->max_zoom = found ? MAX (self->max_zoom, (guint)zoom) : (guint)zoom;
      found = TRUE;
    }
  if (!found)
    g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
                 _ ("The folder “%s” holds no tiles as zoom/column/row.png. The map goes on without it; choose another "
                    "folder."),
                 self->label);
  return found;
}

static WgTileTemplate *
guess_template (WgTileFolder *self, GError **error)
{
  g_autofree char *zoom = g_strdup_printf ("%u", self->max_zoom);
  g_autofree char *zoom_folder = g_build_filename (self->root, zoom, NULL);
  g_autofree char *column = find_entry (zoom_folder, FALSE);
  g_autofree char *column_folder = column != NULL ? g_build_filename (zoom_folder, column, NULL) : NULL;
  g_autofree char *picture = column != NULL ? find_entry (column_folder, TRUE) : NULL;
  g_autofree char *pattern = NULL;

  if (picture == NULL)
    {
      g_set_error (
          error, WG_ERROR, WG_ERROR_UNREADABLE,
          _ ("The folder “%s” holds no PNG, JPEG or WebP tiles as zoom/column/row.png. The map goes on without "
             "it; choose another folder."),
          self->label);
      return NULL;
    }
  pattern = g_strconcat (self->root, "/{z}/{x}/{y}", strchr (picture, '.'), NULL);
  return wg_tile_template_new (pattern, error);
}

WgTileFolder *
wg_tile_folder_open (const char *path, GError **error)
{
  g_autoptr (WgTileFolder) self = g_object_new (WG_TYPE_TILE_FOLDER, NULL);
  const char *gap = strstr (path, "/{");

  self->root = gap != NULL ? g_strndup (path, (gsize)(gap - path)) : g_strdup (path);
  self->label = g_filename_display_basename (self->root);
  if (!find_zooms (self, error))
    return NULL;
  self->template = gap != NULL ? wg_tile_template_new (path, error) : guess_template (self, error);
  if (self->template == NULL)
    return NULL;
  if (gap == NULL)
    {
      g_autofree char *example = wg_tile_template_expand (self->template, 0, 0, 0, NULL);

      self->photographs = g_str_has_suffix (example, ".jpg") || g_str_has_suffix (example, ".jpeg");
    }
  return g_steal_pointer (&self);
}

/* --- Asking --- */

gboolean
wg_tile_folder_is_photographs (WgTileFolder *self)
{
  return self->photographs;
}

guint
wg_tile_folder_get_min_zoom (WgTileFolder *self)
{
  return self->min_zoom;
}

guint
wg_tile_folder_get_max_zoom (WgTileFolder *self)
{
  return self->max_zoom;
}

static gboolean
read_picture (const char *path, GBytes **bytes)
{
  char *data = NULL;
  gsize length = 0;
  GStatBuf info;

  /* The size is looked at first: what is put in the way of a tile need not be one. */
  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > MAX_TILE_BYTES
      || !g_file_get_contents (path, &data, &length, NULL))
    return FALSE;
  *bytes = g_bytes_new_take (data, length);
  return TRUE;
}

gboolean
wg_tile_folder_load_tile (WgTileFolder *self, guint zoom, guint x, guint y, GBytes **bytes, GError **error)
{
  g_autofree char *path = wg_tile_template_expand (self->template, zoom, x, y, NULL);

  *bytes = NULL;
  if (read_picture (path, bytes))
    return TRUE;
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && g_file_test (self->root, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (
      error, WG_ERROR, WG_ERROR_UNREADABLE,
      _ ("The folder “%s” of base map tiles cannot be read any more. The map goes on without it; look whether it is "
         "still there."),
      self->label);
  return FALSE;
}
