/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a path can be a file, a folder of files, a zip of either, or a trick: a device, a web address, a name that GDAL
 * would take for one of its virtual file systems. Here it becomes a list of plain local files.
 */

#include "wg-geo-files.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "wg-error.h"
#include "wg-geo-gdal.h"
#include "wg-geo-zip.h"

#define MAX_DEPTH 4
#define MAX_FILES 5000
#define MAX_UTF16 (G_GINT64_CONSTANT (512) << 20)

static char *
show (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return g_filename_display_name (name);
}

static gboolean
is_shapefile_part (const char *name)
{
  static const char *const parts[] = { ".shp", ".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", NULL };
  const char *dot = strrchr (name, '.');

  for (int i = 0; dot != NULL && parts[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (dot, parts[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

/* In a folder a set of shapefile parts counts once: by its .shp, else by its .dbf, else by its .shx. A text that lies there is
 * a letter to the reader more often than a table.
 */
static gboolean
is_listed (const char *name, GHashTable *stems)
{
  g_autofree char *lower = g_utf8_validate (name, -1, NULL) ? g_utf8_strdown (name, -1) : g_ascii_strdown (name, -1);
  char *dot = strrchr (lower, '.');

  if (*name == '.' || dot == NULL)
    return FALSE;
  if (!is_shapefile_part (lower))
    return !g_str_equal (dot, ".txt") && (wg_geo_format_find (lower) != NULL || g_str_equal (dot, ".kmz"));
  if (!g_str_equal (dot, ".shp") && !g_str_equal (dot, ".dbf") && !g_str_equal (dot, ".shx"))
    return FALSE;
  *dot = '\0';
  return g_hash_table_add (stems, g_steal_pointer (&lower));
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gint
shp_first (gconstpointer a, gconstpointer b)
{
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  gboolean one_is = strlen (one) > 4 && g_ascii_strcasecmp (one + strlen (one) - 4, ".shp") == 0;
  gboolean other_is = strlen (other) > 4 && g_ascii_strcasecmp (other + strlen (other) - 4, ".shp") == 0;

  return one_is != other_is ? other_is - one_is : strcmp (one, other);
}

static void
list_folder (const char *folder, int depth, GPtrArray *found)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *next;

  while (dir != NULL && (next = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (next));
  g_ptr_array_sort (names, shp_first);
  for (guint i = 0; i < names->len && found->len < MAX_FILES; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        {
          if (is_listed (name, stems))
            g_ptr_array_add (found, g_steal_pointer (&path));
        }
      else if (depth < MAX_DEPTH && !g_file_test (path, G_FILE_TEST_IS_SYMLINK)
               && g_file_test (path, G_FILE_TEST_IS_DIR))
        list_folder (path, depth + 1, found);
    }
}

static char **
end_list (GPtrArray *found)
{
  g_ptr_array_sort (found, compare_names);
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (found, FALSE);
}

static char **
list_all (const char *folder, const char *path, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = show (path);

  list_folder (folder, 0, found);
  if (found->len > 0)
    return end_list (g_steal_pointer (&found));
  g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
               _ ("There is nothing in “%s” that can be imported. Nothing was changed. Shapefiles, GeoPackages, "
                  "GeoJSON, CSV, XLSX, KML, GML, MapInfo, DXF, FlatGeobuf and OpenStreetMap files can."),
               name);
  return NULL;
}

static char **
list_zip (const char *path, const char *folder, WgGeoReport *report, GError **error)
{
  g_autofree char *place = g_build_filename (folder, "zip-XXXXXX", NULL);

  if (g_mkdtemp_full (place, 0700) == NULL)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_IO,
                           _ ("The working folder cannot be written. Nothing was imported. Free some space and try "
                              "again."));
      return NULL;
    }
  if (!wg_geo_zip_extract (path, place, report, error))
    return NULL;
  return list_all (place, path, error);
}

static gboolean
check_path (const char *path, GError **error)
{
  g_autofree char *name = show (path);
  g_autofree char *shown = g_filename_display_name (path);

  if (*path != '/' || g_str_has_prefix (path, "/vsi") || strstr (path, "://") != NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                 _ ("“%s” is not a file on this computer. Nothing was imported. Save it here first, then import it."),
                 name);
  else if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND,
                 _ ("There is no file “%s”. Nothing was imported. Look at its name and its folder."), shown);
  else if (!g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                 _ ("“%s” is neither a file nor a folder. Nothing was imported."), name);
  else
    return TRUE;
  return FALSE;
}

char **
wg_geo_files_list (const char *path, const char *folder, WgGeoReport *report, GError **error)
{
  const char *const one[] = { path, NULL };
  g_autofree char *name = show (path);
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (!check_path (path, error))
    return NULL;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return list_all (path, path, error);
  if (g_str_has_suffix (lower, ".zip") || g_str_has_suffix (lower, ".kmz"))
    return list_zip (path, folder, report, error);
  if (wg_geo_format_find (path) != NULL || is_shapefile_part (lower))
    return g_strdupv ((char **) one);
  g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
               _ ("“%s” is of a kind that is not read. Nothing was imported. Shapefiles, GeoPackages, GeoJSON, CSV and "
                  "TXT tables, XLSX, XLS, ODS, KML, GML, MapInfo, DXF, FlatGeobuf and OpenStreetMap files are, also in a zip file."),
               name);
  return NULL;
}

static gboolean
is_utf16 (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const char *bytes = file != NULL ? g_mapped_file_get_contents (file) : NULL;

  return bytes != NULL && g_mapped_file_get_length (file) >= 4
         && (memcmp (bytes, "\xFF\xFE", 2) == 0 || memcmp (bytes, "\xFE\xFF", 2) == 0);
}

/* What spreadsheets call "Unicode text": it becomes UTF-8 in the working folder, under its own name. */
static char *
convert_utf16 (const char *path, const char *folder, GError **error)
{
  g_autofree char *place = g_build_filename (folder, "text-XXXXXX", NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *target = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (g_mkdtemp_full (place, 0700) != NULL && g_file_get_contents (path, &bytes, &length, NULL)
      && length < MAX_UTF16)
    text = g_convert (bytes, (gssize) length, "UTF-8", "UTF-16", NULL, &length, NULL);
  target = g_build_filename (place, name, NULL);
  if (text != NULL && g_file_set_contents (target, text, (gssize) length, NULL))
    return g_steal_pointer (&target);
  g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
               _ ("“%s” seems to be UTF-16 text but cannot be read as such. Nothing was imported. Save it as UTF-8."),
               name);
  return NULL;
}

/* A GeoPackage that was not closed keeps its last rows in a side file. Reading both needs files that can be written. */
static char *
copy_with_log (const char *path, const char *folder, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *place = g_build_filename (folder, "gpkg-XXXXXX", NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *target = NULL;
  g_autofree char *target_log = NULL;
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) from_log = g_file_new_for_path (log);
  g_autoptr (GFile) to = NULL;
  g_autoptr (GFile) to_log = NULL;

  if (!g_file_test (log, G_FILE_TEST_IS_REGULAR))
    return g_strdup (path);
  g_mkdtemp_full (place, 0700);
  target = g_build_filename (place, name, NULL);
  target_log = g_strconcat (target, "-wal", NULL);
  to = g_file_new_for_path (target);
  to_log = g_file_new_for_path (target_log);
  if (g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL)
      && g_file_copy (from_log, to_log, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL))
    return g_steal_pointer (&target);
  g_set_error (error, WG_ERROR, WG_ERROR_IO,
               _ ("“%s” is open in another program and could not be copied. Nothing was imported. Close it there and "
                  "try again."),
               name);
  return NULL;
}

static gboolean
check_content (const char *path, GError **error)
{
  g_autofree char *name = show (path);
  GStatBuf info;

  if (g_stat (path, &info) != 0 || info.st_size > 0)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE, _ ("“%s” is empty. Nothing was imported. Ask for the file again."), name);
  return FALSE;
}

char *
wg_geo_files_prepare (const char *path, const char *folder, GError **error)
{
  const WgGeoFormat *format = wg_geo_format_find (path);

  if (!check_content (path, error))
    return NULL;
  if ((wg_geo_format_is (format, ".xlsx") || wg_geo_format_is (format, ".ods")) && !wg_geo_zip_check (path, error))
    return NULL;
  if (wg_geo_format_is (format, ".gpkg"))
    return copy_with_log (path, folder, error);
  if (g_str_equal (format->drivers[0], "CSV") && is_utf16 (path))
    return convert_utf16 (path, folder, error);
  return g_strdup (path);
}

void
wg_geo_files_set_no_copy (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_basename (path);

  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("“%s” could not be copied to be read. Nothing was imported; free some room and try again."),
               shown);
}
