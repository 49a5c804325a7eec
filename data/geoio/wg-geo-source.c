/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a centre receives is a zip with four shapefiles, a workbook with three sheets, a folder somebody copied.
 * All of it becomes one list of layers, of which exactly one is read; which one is never guessed between two that fit.
 */

#include "wg-geo-source.h"

#include <glib/gi18n-lib.h>
#include <ogr_srs_api.h>
#include <string.h>

#include "wg-error.h"
#include "wg-geo-layers.h"
#include "wg-geo-dbf.h"
#include "wg-geo-files.h"
#include "wg-geo-recode.h"
#include "wg-geo-sheet.h"
#include "wg-geo-table.h"
#include "wg-geo-wkt.h"

#define MAX_LAYERS 200
#define SAMPLED_FEATURES 50000
#define LOOKED_AT 1000

static void
layer_free (WgGeoLayer *layer)
{
  g_free (layer->name);
  g_free (layer->path);
  wg_geo_shapefile_free (layer->shapefile);
  wg_geo_encoding_clear (&layer->converted);
  g_strfreev (layer->fields);
  g_free (layer);
}

void
wg_geo_source_free (WgGeoSource *source)
{
  if (source == NULL)
    return;
  g_clear_pointer (&source->definition, OGR_FD_Release);
  g_clear_pointer (&source->dataset, GDALClose);
  g_free (source->kept_path);
  g_ptr_array_unref (source->layers);
  wg_geo_encoding_clear (&source->encoding);
  wg_geo_decoder_free (source->decoder);
  g_free (source);
}

/* For lists, before the encoding of a layer is settled. */
static char *
show_raw (const char *text)
{
  g_autoptr (WgGeoDecoder) decoder = NULL;
  gboolean cut = FALSE;
  gboolean bad = FALSE;

  if (g_utf8_validate (text, -1, NULL))
    return g_strdup (text);
  decoder = wg_geo_decoder_new ("GB18030");
  return g_strdup (wg_geo_decoder_decode (decoder, text, &cut, &bad));
}

static char **
list_fields (OGRLayerH layer)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      OGRFieldDefnH field = OGR_FD_GetFieldDefn (definition, i);
      g_autofree char *name = show_raw (OGR_Fld_GetNameRef (field));
      g_autofree char *both = g_strdup_printf ("%s\t%s", name, OGR_GetFieldTypeName (OGR_Fld_GetType (field)));

      g_strv_builder_add (builder, both);
    }
  return g_strv_builder_end (builder);
}

/* The rows of a CSV, taking a quoted text over several lines for several. */
static gint64
count_lines (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const char *at = file != NULL ? g_mapped_file_get_contents (file) : NULL;
  const char *end = at != NULL ? at + g_mapped_file_get_length (file) : NULL;
  gint64 n = -1; /* the first one names the columns */

  while (at < end)
    {
      const char *line_end = memchr (at, '\n', (gsize) (end - at));
      const char *next = line_end != NULL ? line_end : end;

      n += next > at + (*at == '\r');
      at = next + 1;
    }
  return MAX (n, 0);
}

/* GDAL counts a CSV by parsing all of it. Who reads it anyway needs the number for the progress only. */
static gint64
count_features (const WgGeoFormat *format, const char *path, OGRLayerH layer, const WgGeoRequest *request)
{
  if (wg_geo_format_is_osm (format))
    return -1;
  if (!request->inspects && g_str_equal (format->drivers[0], "CSV"))
    return count_lines (path);
  return OGR_L_GetFeatureCount (layer, FALSE);
}

static void
add_layer (WgGeoSource *source, const WgGeoFormat *format, const char *path, OGRLayerH layer, int index,
           const WgGeoRequest *request, WgGeoShapefile *shapefile)
{
  WgGeoLayer *entry = g_new0 (WgGeoLayer, 1);

  entry->name = show_raw (OGR_L_GetName (layer));
  entry->path = g_strdup (path);
  entry->format = format;
  entry->shapefile = shapefile;
  entry->index = index;
  entry->type = wkbFlatten (OGR_L_GetGeomType (layer));
  /* GDAL reads the texts of a CSV itself, and says nothing of those that it cannot read. */
  entry->wkt_field = entry->type == wkbNone || g_str_equal (format->drivers[0], "CSV") ? wg_geo_wkt_find_field (layer, &entry->type) : -1;
  entry->count = count_features (format, path, layer, request);
  entry->fields = list_fields (layer);
  g_ptr_array_add (source->layers, entry);
}

static gboolean
is_json (const WgGeoFormat *format)
{
  return strstr (format->extension, "json") != NULL;
}

/* JSON is parsed from its first byte to its last to be opened at all, so who has listed its layers keeps it open: it is
 * most often the one that is read. Everything else is closed, and opened again with what its reading needs.
 */
static void
keep_open (WgGeoSource *source, const WgGeoFormat *format, const char *path, GDALDatasetH dataset)
{
  if (!is_json (format))
    {
      GDALClose (dataset);
      return;
    }
  source->dataset = dataset;
  source->kept_path = g_strdup (path);
}

static void
close_kept (WgGeoSource *source)
{
  g_clear_pointer (&source->dataset, GDALClose);
  g_clear_pointer (&source->kept_path, g_free);
}

static gboolean
list_layers (WgGeoSource *source, const WgGeoFormat *format, const char *path, const WgGeoRequest *request,
             WgGeoShapefile *shapefile, GError **error)
{
  const char *const extra[] = { wg_geo_format_is (format, ".gpkg") ? "IMMUTABLE=YES" : NULL, NULL };
  g_autoptr (WgGeoShapefile) owned = shapefile;
  GDALDatasetH dataset;

  close_kept (source);
  dataset = wg_geo_format_open (format, path, g_str_has_prefix (path, request->folder) ? NULL : extra, error);
  if (dataset == NULL)
    return FALSE;
  for (int i = 0; i < GDALDatasetGetLayerCount (dataset) && source->layers->len < MAX_LAYERS; i++)
    add_layer (source, format, path, GDALDatasetGetLayer (dataset, i), i, request, g_steal_pointer (&owned));
  keep_open (source, format, path, dataset);
  return TRUE;
}

static gboolean
add_shapefile (WgGeoSource *source, const char *path, const WgGeoRequest *request, WgGeoReport *report, GError **error)
{
  g_autoptr (WgGeoShapefile) shapefile = wg_geo_shapefile_find (path);
  const WgGeoFormat *format = wg_geo_format_find (".shp");
  char *opened;

  if (shapefile->shp == NULL && request->kind != WG_IMPORT_CASES && request->kind != WG_IMPORT_PERSONS)
    g_clear_pointer (&shapefile->dbf, g_free);
  if (!wg_geo_shapefile_prepare (shapefile, request->folder, report, error))
    return FALSE;
  opened = shapefile->opened;
  return list_layers (source, format, opened, request, g_steal_pointer (&shapefile), error);
}

static void
note_converted (WgGeoLayer *layer, const WgGeoEncoding *encoding)
{
  layer->converted.name = g_strdup (encoding->name);
  layer->converted.confidence = encoding->confidence;
  layer->converted.evidence = g_strdup (encoding->evidence);
}

/* The file to open: itself or a copy that can be read. */
static char *
prepare_file (const WgGeoFormat *format,
              const char *path,
              const WgGeoRequest *request,
              WgGeoReport *report,
              WgGeoEncoding *encoding,
              GError **error)
{
  g_autofree char *prepared = wg_geo_files_prepare (path, request->folder, error);

  if (prepared != NULL && is_json (format))
    return wg_geo_recode_json (prepared, request, report, encoding, error);
  if (prepared != NULL && g_str_equal (format->drivers[0], "CSV"))
    return wg_geo_table_prepare (prepared, request->folder, report, error);
  return prepared != NULL ? wg_geo_sheet_prepare (format, prepared, request->folder, report, error) : NULL;
}

static gboolean
add_file (WgGeoSource *source, const char *path, const WgGeoRequest *request, WgGeoReport *report, GError **error)
{
  const WgGeoFormat *format = wg_geo_format_find (path);
  WgGeoEncoding encoding = { 0 };
  g_autofree char *prepared = NULL;
  guint n_before = source->layers->len;
  gboolean good;

  if (format == NULL || wg_geo_format_is (format, ".shp") || wg_geo_format_is (format, ".dbf"))
    return add_shapefile (source, path, request, report, error);
  prepared = prepare_file (format, path, request, report, &encoding, error);
  good = prepared != NULL && list_layers (source, wg_geo_format_find (prepared), prepared, request, NULL, error);
  for (; encoding.name != NULL && n_before < source->layers->len; n_before++)
    note_converted (source->layers->pdata[n_before], &encoding);
  wg_geo_encoding_clear (&encoding);
  return good;
}

/* Where a layer was found, in one word: the folder of a shapefile, which has the name of its file, else the file. */
static char *
get_whereabouts (const WgGeoLayer *layer)
{
  const WgGeoShapefile *shapefile = layer->shapefile;
  const char *file = shapefile == NULL ? layer->path : shapefile->shp != NULL ? shapefile->shp : shapefile->dbf;
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *word = g_path_get_basename (shapefile != NULL ? folder : file);

  return show_raw (word);
}

static gboolean
is_name_shared (const WgGeoSource *source, guint index)
{
  const WgGeoLayer *layer = source->layers->pdata[index];

  for (guint i = 0; i < source->layers->len; i++)
    {
      const WgGeoLayer *other = source->layers->pdata[i];

      if (i != index && g_str_equal (other->name, layer->name))
        return TRUE;
    }
  return FALSE;
}

/* Two folders with the same file name in each are how two streets send their grids: --layer must be able to say which. */
static void
tell_apart (WgGeoSource *source)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < source->layers->len; i++)
    {
      const WgGeoLayer *layer = source->layers->pdata[i];
      g_autofree char *where = is_name_shared (source, i) ? get_whereabouts (layer) : NULL;

      g_ptr_array_add (names, where != NULL ? g_strdup_printf ("%s/%s", where, layer->name) : g_strdup (layer->name));
    }
  for (guint i = 0; i < source->layers->len; i++)
    {
      WgGeoLayer *layer = source->layers->pdata[i];

      g_free (layer->name);
      layer->name = g_strdup (names->pdata[i]);
    }
  for (guint i = 0; i < source->layers->len; i++)
    {
      WgGeoLayer *layer = source->layers->pdata[i];
      char *plain = layer->name;

      if (!is_name_shared (source, i))
        continue;
      layer->name = g_strdup_printf ("%s #%u", plain, i + 1);
      g_free (plain);
    }
}

/* One bad file among several does not spoil the others, unless nothing else is left. */
WgGeoSource *
wg_geo_source_open (const WgGeoRequest *request, WgGeoReport *report, GError **error)
{
  g_autoptr (WgGeoSource) source = g_new0 (WgGeoSource, 1);
  g_autoptr (GError) first = NULL;
  g_auto (GStrv) files = NULL;

  source->needed_field = -1;
  source->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) layer_free);
  files = wg_geo_files_list (request->path, request->folder, report, error);
  if (files == NULL)
    return NULL;
  for (guint i = 0; files[i] != NULL && source->layers->len < MAX_LAYERS; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (add_file (source, files[i], request, report, &local_error))
        continue;
      if (files[1] != NULL)
        wg_geo_report_finding (report, 0, "file_unreadable", "ignored", NULL, "%s", local_error->message);
      if (first == NULL)
        first = g_steal_pointer (&local_error);
    }
  tell_apart (source);
  if (source->layers->len > 0)
    return g_steal_pointer (&source);
  if (first == NULL)
    g_set_error_literal (&first, WG_ERROR, WG_ERROR_UNREADABLE,
                         _ ("The file holds no layer. Nothing was imported. Ask for the file again."));
  g_propagate_error (error, g_steal_pointer (&first));
  return NULL;
}

/* Only the tags that become columns of ours are asked for. The list of keys that make a closed way an area is the one
 * that GDAL comes with (in a list of short keys only, it overlooks the longest).
 */
static char *
write_osm_settings (const char *folder)
{
  static const char settings[]
      = "closed_ways_are_polygons=aeroway,amenity,boundary,building,craft,geological,historic,landuse,leisure,military,"
        "natural,office,place,shop,sport,tourism,highway=platform,public_transport=platform\n"
        "attribute_name_laundering=no\n"
        "[points]\nosm_id=yes\nattributes=name,amenity,shop,highway,man_made,ref\nother_tags=no\n"
        "[lines]\nosm_id=yes\nattributes=name,highway,waterway,railway\nother_tags=no\n"
        "[multipolygons]\nosm_id=yes\nattributes=name,type,building,boundary,admin_level,ref,building:levels,"
        "building:flats,addr:street,addr:housenumber,addr:full,natural,landuse,leisure,waterway\nother_tags=no\n"
        "[multilinestrings]\nosm_id=yes\nother_tags=no\n[other_relations]\nosm_id=yes\nother_tags=no\n";
  g_autofree char *path = g_build_filename (folder, "osm.ini", NULL);

  return g_file_set_contents (path, settings, -1, NULL) ? g_strconcat ("CONFIG_FILE=", path, NULL) : NULL;
}

/* The filter is ours: given one, the driver makes areas of ways again that belong to a relation which it left out. */
static void
begin_osm (WgGeoSource *source, WgImportKind kind)
{
  g_autofree char *interest = g_strdup_printf ("SET interest_layers = %s", OGR_L_GetName (source->layer));
  OGRLayerH result = GDALDatasetExecuteSQL (source->dataset, interest, NULL, NULL);
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (source->layer);

  if (result != NULL)
    GDALDatasetReleaseResultSet (source->dataset, result);
  source->wanted = kind;
  if (kind == WG_IMPORT_BUILDINGS)
    source->needed_field = OGR_FD_GetFieldIndex (definition, "building");
  else if (kind == WG_IMPORT_GRIDS)
    source->needed_field = OGR_FD_GetFieldIndex (definition, "admin_level");
}

OGRFeatureH
wg_geo_source_next (WgGeoSource *source)
{
  OGRFeatureH feature;

  while ((feature = OGR_L_GetNextFeature (source->layer)) != NULL)
    {
      if ((source->needed_field < 0 || OGR_F_IsFieldSetAndNotNull (feature, source->needed_field))
          && (source->wanted < WG_IMPORT_ROADS || wg_geo_layer_wants (source->wanted, feature)))
        return source->definition != NULL ? wg_geo_wkt_take_shape (feature, source->definition, source->chosen->wkt_field) : feature;
      OGR_F_Destroy (feature);
    }
  return NULL;
}

gboolean
wg_geo_source_begin (WgGeoSource *source, const WgGeoRequest *request, GError **error)
{
  const WgGeoLayer *chosen = source->chosen;
  gboolean osm = wg_geo_format_is_osm (chosen->format);
  gboolean gpkg = wg_geo_format_is (chosen->format, ".gpkg") && !g_str_has_prefix (chosen->path, request->folder);
  g_autofree char *settings = osm ? write_osm_settings (request->folder) : NULL;
  const char *const extra[] = { osm ? settings : gpkg ? "IMMUTABLE=YES" : NULL, NULL };

  g_clear_pointer (&source->definition, OGR_FD_Release);
  if (g_strcmp0 (source->kept_path, chosen->path) != 0)
    {
      close_kept (source);
      source->dataset = wg_geo_format_open (chosen->format, chosen->path, extra, error);
    }
  else
    /* What was said of it while its features were counted is said again while they are read. */
    g_free (wg_geo_gdal_take_failure ());
  if (source->dataset == NULL)
    return FALSE;
  source->layer = GDALDatasetGetLayer (source->dataset, chosen->index);
  if (source->layer != NULL && osm)
    begin_osm (source, request->kind);
  if (source->layer != NULL && chosen->wkt_field >= 0)
    source->definition = wg_geo_wkt_make_definition (source->layer);
  if (source->layer != NULL)
    return TRUE;
  g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                       _ ("The layer cannot be opened. Nothing was imported. Ask for the file again."));
  return FALSE;
}

/* MapInfo: the texts are in another file than the one that is opened. */
static void
sample_features (OGRLayerH layer, int n_features, WgGeoSample *sample)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);
  OGRFeatureH feature;

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      const char *name = OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i));

      wg_geo_sample_add (sample, name, strlen (name), TRUE);
    }
  for (int n = 0; n < n_features && (feature = OGR_L_GetNextFeature (layer)) != NULL; n++)
    {
      for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
        {
          const char *text = OGR_F_IsFieldSetAndNotNull (feature, i) ? OGR_F_GetFieldAsString (feature, i) : "";

          wg_geo_sample_add (sample, text, strlen (text), TRUE);
        }
      OGR_F_Destroy (feature);
    }
  OGR_L_ResetReading (layer);
}

/* CSV: every line is a text. */
static void
sample_lines (const char *path, WgGeoSample *sample)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const char *bytes = file != NULL ? g_mapped_file_get_contents (file) : NULL;
  gsize left = file != NULL ? g_mapped_file_get_length (file) : 0;

  while (bytes != NULL && left > 0)
    {
      const char *end = memchr (bytes, '\n', left);
      gsize length = end != NULL ? (gsize) (end - bytes) : left;

      wg_geo_sample_add (sample, bytes, length, FALSE);
      left -= MIN (left, length + 1);
      bytes += length + 1;
    }
}

static const char *
sample_dbf (const WgGeoLayer *layer, WgGeoSample *sample, WgGeoReport *report)
{
  WgGeoDbf dbf;
  gboolean weak = FALSE;
  g_autofree char *missing = NULL;
  g_autofree char *deleted = NULL;

  if (!wg_geo_dbf_scan (layer->shapefile->dbf, sample, &dbf))
    return NULL;
  missing = g_strdup_printf ("%" G_GINT64_FORMAT, dbf.n_announced - dbf.n_records);
  deleted = g_strdup_printf ("%" G_GINT64_FORMAT, dbf.n_deleted);
  if (dbf.n_records < dbf.n_announced)
    wg_geo_report_finding (report, 0, "dbf_cut", "kept", NULL,
                           _ ("The table (.dbf) ends %s rows before its end; those shapes have no attributes."), missing);
  if (dbf.n_deleted > 0)
    wg_geo_report_finding (report, 0, "deleted_row", "ignored", NULL,
                           _ ("%s rows are marked as deleted in the table (.dbf); they were left out."), deleted);
  if (layer->shapefile->shp != NULL && dbf.n_announced != layer->shapefile->n_records)
    wg_geo_report_finding (report, 0, "row_count_differs", "kept", NULL,
                           _ ("The table (.dbf) and the shapes (.shp) differ in their number of rows; they were joined "
                              "in their order."));
  return wg_geo_encoding_from_language (dbf.language, &weak);
}

gboolean
wg_geo_source_settle_encoding (WgGeoSource *source, const WgGeoRequest *request, WgGeoReport *report, GError **error)
{
  const WgGeoLayer *layer = source->chosen;
  g_autofree char *word = layer->shapefile != NULL ? wg_geo_shapefile_get_claim (layer->shapefile) : NULL;
  g_autofree char *claim = wg_geo_encoding_from_claim (word);
  const char *language = NULL;
  WgGeoSample sample, read; /* the latter of what GDAL has made UTF-8 already */
  gboolean good;

  if (layer->converted.name != NULL)
    {
      source->encoding.name = g_strdup (layer->converted.name);
      source->encoding.confidence = layer->converted.confidence;
      source->encoding.evidence = g_strdup (layer->converted.evidence);
      source->decoder = wg_geo_decoder_new ("UTF-8");
      return TRUE;
    }
  wg_geo_sample_init (&sample);
  wg_geo_sample_init (&read);
  if (layer->shapefile != NULL && layer->shapefile->dbf != NULL)
    language = sample_dbf (layer, &sample, report);
  else if (g_str_equal (layer->format->drivers[0], "CSV"))
    sample_lines (layer->path, &sample);
  else if (layer->format->raw_text && !OGR_L_TestCapability (source->layer, OLCStringsAsUTF8))
    sample_features (source->layer, SAMPLED_FEATURES, &sample);
  else if (request->inspects)
    sample_features (source->layer, LOOKED_AT, &read);
  if (sample.n_texts == 0 && read.bad_utf8 == 0)
    sample.n_texts = read.n_texts;
  good = wg_geo_encoding_decide (&sample, layer->format->raw_text ? request->encoding : NULL, claim, language, report,
                                 &source->encoding, error);
  wg_geo_sample_clear (&sample);
  wg_geo_sample_clear (&read);
  g_clear_pointer (&source->decoder, wg_geo_decoder_free);
  source->decoder = wg_geo_decoder_new (good ? source->encoding.name : "UTF-8");
  return good;
}

const char *
wg_geo_source_decode (WgGeoSource *source, const char *text, gboolean *cut, gboolean *bad)
{
  return wg_geo_decoder_decode (source->decoder, text, cut, bad);
}

char **
wg_geo_source_get_hashed_files (const WgGeoSource *source, const WgGeoRequest *request)
{
  const WgGeoShapefile *shapefile = source->chosen->shapefile;
  gboolean unpacked = shapefile != NULL && shapefile->shp != NULL && g_str_has_prefix (shapefile->shp, request->folder);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (shapefile == NULL || unpacked)
    g_strv_builder_add (builder, g_file_test (request->path, G_FILE_TEST_IS_REGULAR) ? request->path
                                                                                     : source->chosen->path);
  else
    {
      if (shapefile->shp != NULL)
        g_strv_builder_add (builder, shapefile->shp);
      if (shapefile->dbf != NULL)
        g_strv_builder_add (builder, shapefile->dbf);
    }
  return g_strv_builder_end (builder);
}
