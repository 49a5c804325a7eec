/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a shapefile is three to seven files of which any may be missing, misspelt or of another day. They are checked
 * before GDAL sees them (a made-up length has kept it busy for minutes), an index is made where there is none, and GDAL
 * is shown links in the working folder: it can neither be misled by side files nor write beside the original.
 */

#include "wg-geo-shapefile.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "wg-error.h"

#define HEADER 100
#define FILE_CODE 9994

static guint32
get_big (const guint8 *bytes)
{
  return ((guint32) bytes[0] << 24) | ((guint32) bytes[1] << 16) | ((guint32) bytes[2] << 8) | bytes[3];
}

static void
append_big (GByteArray *bytes, guint32 value)
{
  const guint8 big[] = { (guint8) (value >> 24), (guint8) (value >> 16), (guint8) (value >> 8), (guint8) value };

  g_byte_array_append (bytes, big, 4);
}

static void
take_file (WgGeoShapefile *shapefile, const char *folder, const char *name, const char *dot)
{
  const struct
  {
    const char *extension;
    char **place;
  } files[] = {
    { ".shp", &shapefile->shp }, { ".shx", &shapefile->shx }, { ".dbf", &shapefile->dbf },
    { ".prj", &shapefile->prj }, { ".cpg", &shapefile->cpg },
  };
  g_autofree char *path = g_build_filename (folder, name, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      if (g_ascii_strcasecmp (files[i].extension, dot) == 0 && *files[i].place == NULL
          && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        *files[i].place = g_strdup (path);
    }
}

static char *
get_stem (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

/* First the files whose stem is spelt exactly so, then those that differ in case. */
WgGeoShapefile *
wg_geo_shapefile_find (const char *path)
{
  WgGeoShapefile *shapefile = g_new0 (WgGeoShapefile, 1);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *stem = get_stem (base);

  for (int pass = 0; pass < 2; pass++)
    {
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *other = get_stem (name);
          const char *dot = strrchr (name, '.');

          if (dot != NULL && (pass == 0 ? g_str_equal (stem, other) : g_ascii_strcasecmp (stem, other) == 0))
            take_file (shapefile, folder, name, dot);
        }
    }
  return shapefile;
}

void
wg_geo_shapefile_free (WgGeoShapefile *shapefile)
{
  if (shapefile == NULL)
    return;
  g_free (shapefile->shp);
  g_free (shapefile->shx);
  g_free (shapefile->dbf);
  g_free (shapefile->prj);
  g_free (shapefile->cpg);
  g_free (shapefile->opened);
  g_free (shapefile);
}

static gboolean
is_header (const guint8 *bytes, gsize length)
{
  return bytes != NULL && length >= HEADER && get_big (bytes) == FILE_CODE && bytes[28] == 0xE8 && bytes[29] == 0x03
         && bytes[30] == 0 && bytes[31] == 0;
}

/* Walks from record to record. Returns the index they make when they follow each other without a gap to the end of the
 * file, else NULL.
 */
static GByteArray *
index_records (const guint8 *bytes, gsize length)
{
  g_autoptr (GByteArray) index = g_byte_array_new ();
  gsize end = MIN (length, (gsize) get_big (bytes + 24) * 2);
  gsize at = HEADER;

  g_byte_array_append (index, bytes, HEADER);
  while (at + 12 <= end)
    {
      gsize content = (gsize) get_big (bytes + at + 4) * 2;

      if (content < 4 || content > end - at - 8)
        return NULL;
      append_big (index, (guint32) (at / 2));
      append_big (index, (guint32) (content / 2));
      at += 8 + content;
    }
  if (at != end)
    return NULL;
  for (int i = 0; i < 4; i++)
    index->data[24 + i] = (guint8) ((index->len / 2) >> (24 - 8 * i));
  return g_steal_pointer (&index);
}

static char *
make_links (const WgGeoShapefile *shapefile, const char *folder)
{
  const char *const paths[] = { shapefile->shp, shapefile->shx, shapefile->dbf };
  static const char *const extensions[] = { ".shp", ".shx", ".dbf" };
  g_autofree char *place = g_build_filename (folder, "links-XXXXXX", NULL);
  g_autofree char *base = g_path_get_basename (shapefile->shp != NULL ? shapefile->shp : shapefile->dbf);
  g_autofree char *stem = get_stem (base);

  if (g_mkdtemp_full (place, 0700) == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *name = g_strconcat (stem, extensions[i], NULL);
      g_autofree char *link = g_build_filename (place, name, NULL);

      if (paths[i] != NULL && symlink (paths[i], link) != 0)
        return NULL;
    }
  return g_strdup_printf ("%s/%s%s", place, stem, shapefile->shp != NULL ? ".shp" : ".dbf");
}

static gboolean
set_io_error (GError **error)
{
  g_set_error_literal (error, WG_ERROR, WG_ERROR_IO,
                       _ ("The working folder cannot be written. Nothing was imported. Free some space and try "
                          "again."));
  return FALSE;
}

static gboolean
use_own_index (WgGeoShapefile *shapefile, const GByteArray *index, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "index-XXXXXX", NULL);
  int file = g_mkstemp (path);

  if (file < 0 || close (file) != 0
      || !g_file_set_contents (path, (const char *) index->data, (gssize) index->len, NULL))
    return set_io_error (error);
  g_free (shapefile->shx);
  shapefile->shx = g_steal_pointer (&path);
  return TRUE;
}

static gboolean
begins_record (const GByteArray *own, const guint8 *entry)
{
  gsize low = 0;
  gsize high = (own->len - HEADER) / 8;

  while (low < high)
    {
      gsize middle = (low + high) / 2;
      const guint8 *other = own->data + HEADER + middle * 8;

      if (get_big (other) == get_big (entry))
        return get_big (other + 4) == get_big (entry + 4);
      if (get_big (other) < get_big (entry))
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

/* How many shapes the index leads to: as many as its header says, whatever the length of the file; none when one of its
 * entries leads to no beginning of a shape (@own: where they all are, or NULL); -1 when it is no index.
 */
static gint64
count_index (const char *path, const GByteArray *own)
{
  g_autoptr (GMappedFile) file = path != NULL ? g_mapped_file_new (path, FALSE, NULL) : NULL;
  const guint8 *bytes = file != NULL ? (const guint8 *) g_mapped_file_get_contents (file) : NULL;
  gsize length = file != NULL ? g_mapped_file_get_length (file) : 0;
  gsize said;

  if (bytes == NULL || !is_header (bytes, length))
    return -1;
  said = MIN ((gsize) get_big (bytes + 24) * 2, length);
  for (gsize at = HEADER; own != NULL && at + 8 <= said; at += 8)
    {
      if (!begins_record (own, bytes + at))
        return 0;
    }
  return said > HEADER ? (gint64) ((said - HEADER) / 8) : 0;
}

static gboolean
settle_index (WgGeoShapefile *shapefile, const guint8 *bytes, gsize length, const char *folder, WgGeoReport *report,
              GError **error)
{
  g_autoptr (GByteArray) own = index_records (bytes, length);
  gint64 n_own = own != NULL ? (gint64) ((own->len - HEADER) / 8) : -1;

  shapefile->n_records = count_index (shapefile->shx, own);
  if (shapefile->n_records >= n_own && shapefile->n_records >= 0)
    return TRUE;
  if (n_own < 0)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                           _ ("The index (.shx) of the shapefile is missing and cannot be made again, because the "
                              "shapes do not follow each other. Nothing was imported. Ask for the .shx file."));
      return FALSE;
    }
  if (shapefile->n_records < 0)
    wg_geo_report_finding (report, 0, "shx_missing", "repaired", NULL,
                           _ ("The index (.shx) is missing or unreadable; it was made again from the shapes."));
  else
    wg_geo_report_finding (report, 0, "shx_disagrees", "repaired", NULL,
                           _ ("The index (.shx) does not fit the shapes; it was made again from them."));
  shapefile->n_records = n_own;
  return use_own_index (shapefile, own, folder, error);
}

static gboolean
check_shapes (WgGeoShapefile *shapefile, const char *folder, WgGeoReport *report, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (shapefile->shp, FALSE, NULL);
  const guint8 *bytes = file != NULL ? (const guint8 *) g_mapped_file_get_contents (file) : NULL;
  gsize length = file != NULL ? g_mapped_file_get_length (file) : 0;

  if (!is_header (bytes, length))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                           _ ("The .shp file is not a shapefile. Nothing was imported. Ask for the file again."));
      return FALSE;
    }
  if ((gsize) get_big (bytes + 24) * 2 > length)
    wg_geo_report_finding (report, 0, "shp_cut", "kept", NULL,
                           _ ("The .shp file is shorter than it says; shapes at its end may be missing."));
  return settle_index (shapefile, bytes, length, folder, report, error);
}

gboolean
wg_geo_shapefile_prepare (WgGeoShapefile *shapefile, const char *folder, WgGeoReport *report, GError **error)
{
  if (shapefile->shp != NULL && !check_shapes (shapefile, folder, report, error))
    return FALSE;
  if (shapefile->shp == NULL && shapefile->dbf == NULL)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_NOT_FOUND,
                           _ ("The shapes (.shp) of the shapefile are missing. Nothing was imported. Ask for all of "
                              "its files: .shp, .shx, .dbf and .prj."));
      return FALSE;
    }
  if (shapefile->shp != NULL && shapefile->dbf == NULL)
    wg_geo_report_finding (report, 0, "dbf_missing", "kept", NULL,
                           _ ("The table (.dbf) is missing: the shapes have no names and no codes."));
  shapefile->opened = make_links (shapefile, folder);
  return shapefile->opened != NULL ? TRUE : set_io_error (error);
}

char *
wg_geo_shapefile_get_claim (const WgGeoShapefile *shapefile)
{
  g_autofree char *text = NULL;
  char *end;

  if (shapefile->cpg == NULL || !g_file_get_contents (shapefile->cpg, &text, NULL, NULL))
    return NULL;
  end = strpbrk (text, "\r\n");
  if (end != NULL)
    *end = '\0';
  return g_strdup (g_strstrip (text));
}
