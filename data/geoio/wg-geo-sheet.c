/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the list of a street office is a workbook whose first line says in one wide cell what it is a list of, and the names of
 * its columns stand below that. A person sees at once what is meant; the reader sees columns without names.
 */

#include "wg-geo-sheet.h"

#include <gdal.h>
#include <glib/gi18n-lib.h>

#include "wg-geo-files.h"

#define MAX_ABOVE 8
/* A header is taken for one below other lines only when it has so many names. */
#define LEAST_NAMES 3
#define MAX_NAME 40  /* characters */
#define MAX_TOLD 80

static gboolean
is_filled (OGRFeatureH row, int i)
{
  return OGR_F_IsFieldSetAndNotNull (row, i) && *OGR_F_GetFieldAsString (row, i) != '\0';
}

static int
count_filled (OGRFeatureH row)
{
  int n = 0;

  for (int i = 0; i < OGR_F_GetFieldCount (row); i++)
    n += is_filled (row, i);
  return n;
}

/* Names are short and no numbers: a first row of values below a poor header is none. */
static gboolean
looks_like_names (OGRFeatureH row)
{
  for (int i = 0; i < OGR_F_GetFieldCount (row); i++)
    {
      const char *text = is_filled (row, i) ? OGR_F_GetFieldAsString (row, i) : "-";
      char *end = NULL;

      g_ascii_strtod (text, &end);
      if (*end == '\0' || g_utf8_strlen (text, -1) > MAX_NAME)
        return FALSE;
    }
  return TRUE;
}

/* A column without a name is called after its number. */
static gboolean
has_name (OGRFeatureDefnH definition, int i)
{
  g_autofree char *number = g_strdup_printf ("Field%d", i + 1);

  return !g_str_equal (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)), number);
}

static void
append_word (GString *words, const char *word)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", word);
}

static int
append_names (GString *words, OGRFeatureDefnH definition)
{
  int n = 0;

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      if (!has_name (definition, i))
        continue;
      append_word (words, OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)));
      n++;
    }
  return n;
}

/* How many rows there are as far as the header and with it: 0 when the first line is the header. @above: what stands above. */
static int
find_header (OGRLayerH layer, GString *above)
{
  int most_above = append_names (above, OGR_L_GetLayerDefn (layer)), found = 0;
  OGRFeatureH row;

  OGR_L_ResetReading (layer);
  for (int n = 1; n <= MAX_ABOVE && found == 0 && (row = OGR_L_GetNextFeature (layer)) != NULL; n++)
    {
      int n_filled = count_filled (row);

      if (n_filled >= LEAST_NAMES && most_above * 2 < n_filled && looks_like_names (row))
        found = n;
      most_above = MAX (most_above, n_filled);
      for (int i = 0; i < OGR_F_GetFieldCount (row) && found == 0; i++)
        {
          if (is_filled (row, i))
            append_word (above, OGR_F_GetFieldAsString (row, i));
        }
      OGR_F_Destroy (row);
    }
  OGR_L_ResetReading (layer);
  return found;
}

static void
tell_above (WgGeoReport *report, const char *above)
{
  g_autofree char *words = g_utf8_substring (above, 0, MIN (g_utf8_strlen (above, -1), MAX_TOLD));

  wg_geo_report_finding (report, 0, "title_row", "ignored", NULL, _ ("What stands above the header is no row and was left out: “%s”."), words);
}

/* --- The copy --- */

static gboolean
add_column (OGRLayerH layer, const char *name)
{
  OGRFieldDefnH field = OGR_Fld_Create (name, OFTString);
  gboolean good = OGR_L_CreateField (layer, field, TRUE) == OGRERR_NONE;

  OGR_Fld_Destroy (field);
  return good;
}

static gboolean
add_columns (OGRLayerH target, OGRLayerH source, OGRFeatureH header)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (source);
  gboolean good = TRUE;

  for (int i = 0; i < OGR_FD_GetFieldCount (definition) && good; i++)
    good = add_column (target, header != NULL && is_filled (header, i) ? OGR_F_GetFieldAsString (header, i)
                                                                        : OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)));
  return good;
}

static gboolean
add_row (OGRLayerH target, OGRFeatureH row)
{
  OGRFeatureH copy = OGR_F_Create (OGR_L_GetLayerDefn (target));
  gboolean good;

  for (int i = 0; i < OGR_F_GetFieldCount (row); i++)
    {
      if (is_filled (row, i))
        OGR_F_SetFieldString (copy, i, OGR_F_GetFieldAsString (row, i));
    }
  good = OGR_L_CreateFeature (target, copy) == OGRERR_NONE;
  OGR_F_Destroy (copy);
  return good;
}

static gboolean
copy_sheet (GDALDatasetH to, OGRLayerH source, int n_until_header)
{
  OGRLayerH target = GDALDatasetCreateLayer (to, OGR_L_GetName (source), NULL, wkbNone, NULL);
  OGRFeatureH row = NULL;
  gboolean good;

  OGR_L_ResetReading (source);
  for (int n = 0; n < n_until_header; n++)
    {
      g_clear_pointer (&row, OGR_F_Destroy);
      row = OGR_L_GetNextFeature (source);
    }
  good = target != NULL && add_columns (target, source, row);
  g_clear_pointer (&row, OGR_F_Destroy);
  while (good && (row = OGR_L_GetNextFeature (source)) != NULL)
    {
      good = add_row (target, row);
      OGR_F_Destroy (row);
    }
  return good;
}

static gboolean
copy_workbook (GDALDatasetH from, const int *headers, const char *target)
{
  GDALDatasetH to = GDALCreate (GDALGetDriverByName ("XLSX"), target, 0, 0, 0, GDT_Unknown, NULL);
  g_autofree char *failure = NULL;
  gboolean good = to != NULL;

  for (int i = 0; i < GDALDatasetGetLayerCount (from) && good; i++)
    good = copy_sheet (to, GDALDatasetGetLayer (from, i), headers[i]);
  if (to != NULL)
    GDALClose (to);
  failure = wg_geo_gdal_take_failure ();
  return good && failure == NULL;
}

static char *
write_copy (GDALDatasetH from, const int *headers, const char *path, const char *folder, GError **error)
{
  g_autofree char *place = g_build_filename (folder, "sheets-XXXXXX", NULL);
  g_autofree char *target = g_mkdtemp_full (place, 0700) != NULL ? g_build_filename (place, "sheets.xlsx", NULL) : NULL;

  if (target != NULL && copy_workbook (from, headers, target))
    return g_steal_pointer (&target);
  wg_geo_files_set_no_copy (path, error);
  return NULL;
}

char *
wg_geo_sheet_prepare (const WgGeoFormat *format, const char *path, const char *folder, WgGeoReport *report, GError **error)
{
  gboolean is_workbook = wg_geo_format_is (format, ".xlsx") || wg_geo_format_is (format, ".xls") || wg_geo_format_is (format, ".ods");
  GDALDatasetH from = is_workbook ? wg_geo_format_open (format, path, NULL, error) : NULL;
  g_autofree int *headers = NULL;
  char *prepared;
  gboolean any = FALSE;

  if (from == NULL)
    return is_workbook ? NULL : g_strdup (path);
  headers = g_new0 (int, (gsize) GDALDatasetGetLayerCount (from) + 1);
  for (int i = 0; i < GDALDatasetGetLayerCount (from); i++)
    {
      g_autoptr (GString) above = g_string_new (NULL);

      headers[i] = find_header (GDALDatasetGetLayer (from, i), above);
      if (headers[i] > 0)
        tell_above (report, above->str);
      any |= headers[i] > 0;
    }
  prepared = any ? write_copy (from, headers, path, folder, error) : g_strdup (path);
  GDALClose (from);
  return prepared;
}
