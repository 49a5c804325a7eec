/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: GDAL opens two hundred formats, some of which are remote services or instructions to open something else. Here
 * it learns only the local formats a centre receives, and every error it mutters is heard: a reader that reports an
 * error has failed.
 */

#include "wg-geo-gdal.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "wg-error.h"
#include "wg-geo-json.h"

/* GDAL exports these, but declares them only for C++. */
void RegisterOGRShape (void);
void RegisterOGRGeoPackage (void);
void RegisterOGRGeoJSON (void);
void RegisterOGRGeoJSONSeq (void);
void RegisterOGRESRIJSON (void);
void RegisterOGRTopoJSON (void);
void RegisterOGRCSV (void);
void RegisterOGRXLSX (void);
void RegisterOGRXLS (void);
void RegisterOGRODS (void);
void RegisterOGRLIBKML (void);
void RegisterOGRGML (void);
void RegisterOGRTAB (void);
void RegisterOGROSM (void);
void RegisterOGRDXF (void);
void RegisterOGRFlatGeobuf (void);

static const char *const shape_options[] = { "ENCODING=", "ADJUST_TYPE=NO", "ADJUST_GEOM_TYPE=NO", NULL };
static const char *const gpkg_options[]
    = { "LIST_ALL_TABLES=NO", "PRELUDE_STATEMENTS=PRAGMA trusted_schema=OFF", NULL };
static const char *const csv_options[] = { "AUTODETECT_TYPE=NO", "HEADERS=YES", "EMPTY_STRING_AS_NULL=YES", NULL };
static const char *const gml_options[] = { "WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO", NULL };
static const char *const fgb_options[] = { "VERIFY_BUFFERS=YES", NULL };

static const WgGeoFormat formats[] = {
  { ".shp", { "ESRI Shapefile" }, shape_options, TRUE },
  { ".dbf", { "ESRI Shapefile" }, shape_options, TRUE },
  { ".gpkg", { "GPKG" }, gpkg_options, FALSE },
  { ".geojson", { "GeoJSON", "GeoJSONSeq" }, NULL, FALSE },
  { ".json", { "GeoJSON", "TopoJSON", "GeoJSONSeq", "ESRIJSON" }, NULL, FALSE },
  { ".topojson", { "TopoJSON" }, NULL, FALSE },
  { ".geojsonl", { "GeoJSONSeq" }, NULL, FALSE },
  { ".csv", { "CSV" }, csv_options, TRUE },
  { ".tsv", { "CSV" }, csv_options, TRUE },
  { ".txt", { "CSV" }, csv_options, TRUE },
  { ".xlsx", { "XLSX" }, NULL, FALSE },
  { ".xls", { "XLS" }, NULL, FALSE },
  { ".ods", { "ODS" }, NULL, FALSE },
  { ".kml", { "LIBKML" }, NULL, FALSE },
  { ".gml", { "GML" }, gml_options, FALSE },
  { ".tab", { "MapInfo File" }, NULL, TRUE },
  { ".mif", { "MapInfo File" }, NULL, TRUE },
  { ".osm", { "OSM" }, NULL, FALSE },
  { ".pbf", { "OSM" }, NULL, FALSE },
  { ".dxf", { "DXF" }, NULL, FALSE },
  { ".fgb", { "FlatGeobuf" }, fgb_options, FALSE },
};

/* What was heard and not yet taken. */
typedef struct
{
  char *failure;
  char *warning;
} Heard;

/* The main thread hears for itself; what the thread that reads ahead and threads of GDAL's own mutter is heard together. */
static GMutex lock;
static Heard main_heard;
static Heard others_heard;
static gboolean reads_ahead;
static __thread gboolean is_main;
static __thread int quiet_depth;

static void
keep_message (char **place, const char *message)
{
  g_mutex_lock (&lock);
  if (*place == NULL)
    *place = g_strdup (message);
  g_mutex_unlock (&lock);
}

/* Called from whatever thread GDAL is in. */
static void CPL_STDCALL
listen (CPLErr level, CPLErrorNum number, const char *message)
{
  Heard *heard = is_main ? &main_heard : &others_heard;

  if (quiet_depth > 0 || level == CE_None || level == CE_Debug)
    return;
  /* Rings that are not closed are told by a rule of ours. */
  if (level == CE_Warning && g_str_has_prefix (message, "Non closed ring"))
    return;
  keep_message (level == CE_Warning ? &heard->warning : &heard->failure, message);
}

static void
set_options (const char *folder)
{
  static const char *const options[][2] = {
    { "GDAL_PAM_ENABLED", "NO" },
    { "SHAPE_ENCODING", "" },
    { "SHAPE_RESTORE_SHX", "NO" },
    { "OGR_GEOMETRY_ACCEPT_UNCLOSED_RING", "YES" },
    { "OGR_XLSX_HEADERS", "FORCE" },
    { "OGR_XLS_HEADERS", "FORCE" },
    { "OGR_ODS_HEADERS", "FORCE" },
    { "GML_SKIP_RESOLVE_ELEMS", "ALL" },
    { "GML_FETCH_ALL_GEOMETRIES", "NO" },
    { "GDAL_HTTP_MAX_RETRY", "0" },
    { "CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none" },
    { "PROJ_NETWORK", "OFF" },
    { "OGR_SQLITE_LOAD_EXTENSIONS", "" },
    { "GDAL_DISABLE_READDIR_ON_OPEN", "TRUE" },
    { "OSM_MAX_TMPFILE_SIZE", "256" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    CPLSetConfigOption (options[i][0], options[i][1]);
  CPLSetConfigOption ("CPL_TMPDIR", folder);
}

void
wg_geo_gdal_init (const char *folder)
{
  static void (*const registrars[]) (void)
      = { RegisterOGRShape, RegisterOGRGeoPackage, RegisterOGRGeoJSON, RegisterOGRGeoJSONSeq, RegisterOGRESRIJSON, RegisterOGRTopoJSON,
          RegisterOGRCSV,   RegisterOGRXLSX,       RegisterOGRXLS,     RegisterOGRODS,        RegisterOGRLIBKML,  RegisterOGRGML,
          RegisterOGRTAB,   RegisterOGROSM,        RegisterOGRDXF,     RegisterOGRFlatGeobuf };

  is_main = TRUE;
  CPLSetErrorHandler (listen);
  set_options (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (registrars); i++)
    registrars[i]();
}

const WgGeoFormat *
wg_geo_format_find (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_str_has_suffix (lower, formats[i].extension))
        return &formats[i];
    }
  return NULL;
}

gboolean
wg_geo_format_is_osm (const WgGeoFormat *format)
{
  return wg_geo_format_is (format, ".osm") || wg_geo_format_is (format, ".pbf");
}

gboolean
wg_geo_format_is (const WgGeoFormat *format, const char *extension)
{
  return format != NULL && g_str_equal (format->extension, extension);
}

static GDALDatasetH
open_with (const char *driver, const char *path, const char *const *options)
{
  const char *const allowed[] = { driver, NULL };

  return GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, allowed, options, NULL);
}

/* What a driver says of a damaged XML, in words of ours, and without the folder of the file in what is left as it is. */
static char *
word_reason (char *said, const char *path)
{
  g_autoptr (GRegex) place = g_regex_new ("line (\\d+)(?: at offset|, column) (\\d+)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *reason = said;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *prefix = g_strconcat (folder, G_DIR_SEPARATOR_S, NULL);
  g_autoptr (GString) text = NULL;

  if (reason == NULL)
    return NULL;
  if (g_regex_match (place, reason, 0, &match))
    {
      g_autofree char *line = g_match_info_fetch (match, 1);
      g_autofree char *column = g_match_info_fetch (match, 2);

      return g_strdup_printf (_ ("it is damaged in line %d, at character %d"), (int) g_ascii_strtoll (line, NULL, 10),
                              (int) g_ascii_strtoll (column, NULL, 10));
    }
  text = g_string_new (reason);
  g_string_replace (text, prefix, "", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GDALDatasetH
wg_geo_format_open (const WgGeoFormat *format, const char *path, const char *const *extra, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) options = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  GDALDatasetH dataset = NULL;

  if (format->options != NULL)
    g_strv_builder_addv (builder, (const char **) format->options);
  if (extra != NULL)
    g_strv_builder_addv (builder, (const char **) extra);
  options = g_strv_builder_end (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (format->drivers) && format->drivers[i] != NULL && dataset == NULL; i++)
    {
      g_free (wg_geo_gdal_take_failure ());
      dataset = open_with (format->drivers[i], path, (const char *const *) options);
    }
  reason = word_reason (wg_geo_gdal_take_failure (), path);
  /* No driver knows it: what it says of that names nothing but the path. */
  if (dataset == NULL && reason != NULL && strstr (reason, "not recognized as a supported") != NULL)
    g_clear_pointer (&reason, g_free);
  if (dataset == NULL && reason == NULL && strstr (format->extension, "json") != NULL)
    reason = wg_geo_json_find_fault (path);
  if (dataset != NULL && reason == NULL)
    return dataset;
  if (dataset != NULL)
    GDALClose (dataset);
  g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
               _ ("“%s” cannot be read: %s. Nothing was imported. Ask for the file again, or for another format of "
                  "it."),
               shown, reason != NULL ? reason : _ ("it is not what its name says"));
  return NULL;
}

static char *
take (char **place)
{
  g_autofree char *message = NULL;
  char *text;

  g_mutex_lock (&lock);
  message = g_steal_pointer (place);
  g_mutex_unlock (&lock);
  text = message != NULL ? g_utf8_make_valid (message, -1) : NULL;
  if (text != NULL && g_str_has_suffix (text, "."))
    text[strlen (text) - 1] = '\0';
  return text;
}

/* While another thread reads ahead, what is not of the main thread belongs to that one. */
static char *
take_mine (char **mine, char **of_others)
{
  char *text;

  if (!is_main)
    return take (of_others);
  text = take (mine);
  return text != NULL || reads_ahead ? text : take (of_others);
}

char *
wg_geo_gdal_take_failure (void)
{
  return take_mine (&main_heard.failure, &others_heard.failure);
}

char *
wg_geo_gdal_take_warning (void)
{
  return take_mine (&main_heard.warning, &others_heard.warning);
}

void
wg_geo_gdal_set_reads_ahead (gboolean reads)
{
  reads_ahead = reads;
}

void
wg_geo_gdal_be_quiet (gboolean quiet)
{
  quiet_depth += quiet ? 1 : -1;
}
