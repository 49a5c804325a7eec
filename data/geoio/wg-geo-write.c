/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: other offices want what the centre knows in the formats of their own programs; whatever a format cannot hold is told
 * and not quietly cut.
 */

#include "wg-geo-write.h"

#include <cpl_conv.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <sqlite3.h>
#include <string.h>

#include "wg-error.h"
#include "wg-export-rows.h"
#include "wg-geo-crs.h"
#include "wg-geo-gdal.h"
#include "wg-geo-write-text.h"

#define FIRST_COLUMN 1 /* of a record, behind its place */

typedef struct
{
  const char *nick;
  const char *driver;
  const char *layer_options[4];
  gboolean is_table; /* places become columns */
  gboolean is_drawing;
  gboolean only_degrees;
} Format;

static const Format formats[] = {
  { "shp", "ESRI Shapefile", { NULL }, FALSE, FALSE, FALSE },
  { "gpkg", "GPKG", { "SPATIAL_INDEX=YES", NULL }, FALSE, FALSE, FALSE },
  /* As many digits as a corner has. */
  { "geojson", "GeoJSON", { "RFC7946=NO", "COORDINATE_PRECISION=12", NULL }, FALSE, FALSE, FALSE },
  { "kml", "LIBKML", { NULL }, FALSE, FALSE, TRUE },
  { "dxf", "DXF", { NULL }, FALSE, TRUE, FALSE },
  { "xlsx", "XLSX", { NULL }, TRUE, FALSE, FALSE },
  { "csv", "CSV", { NULL }, TRUE, FALSE, FALSE },
};

typedef struct
{
  char *name;
  WgExportType type;
  int index; /* in the layer; -1 in a drawing, which has none */
} Field;

typedef struct
{
  const WgGeoRequest *request;
  WgGeoReport *report;
  const Format *format;
  WgGeoTextRules rules;
  WgExportPlace place;
  GArray *fields;
  sqlite3 *db;
  GDALDatasetH dataset;
  OGRLayerH layer;
  OGRSpatialReferenceH srs;
  OGRCoordinateTransformationH way;
  int place_index[2]; /* of a table: x and y, or the outline */
  gint64 n_rows;
  gint64 total;
} Writing;

static void
clear_field (gpointer field)
{
  g_free (((Field *) field)->name);
}

static gboolean
set_failed (GError **error, const char *reason)
{
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The file could not be written: %s. Nothing was exported."), reason);
  return FALSE;
}

/* --- What is to be written --- */

static gboolean
read_head (Writing *self, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_open_v2 (self->request->path, &self->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK
      || sqlite3_prepare_v2 (self->db, "SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM record)", -1,
                             &statement, NULL) != SQLITE_OK
      || sqlite3_step (statement) != SQLITE_ROW)
    {
      sqlite3_finalize (statement);
      return set_failed (error, sqlite3_errmsg (self->db));
    }
  self->place = (WgExportPlace) sqlite3_column_int (statement, 0);
  self->total = sqlite3_column_int64 (statement, 1);
  sqlite3_finalize (statement);
  if (sqlite3_prepare_v2 (self->db, "SELECT name, type FROM field ORDER BY position", -1, &statement, NULL) != SQLITE_OK)
    return set_failed (error, sqlite3_errmsg (self->db));
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      Field field = { g_strdup ((const char *) sqlite3_column_text (statement, 0)),
                      (WgExportType) sqlite3_column_int (statement, 1), -1 };

      g_array_append_val (self->fields, field);
    }
  sqlite3_finalize (statement);
  return TRUE;
}

static gboolean
choose_format (Writing *self, GError **error)
{
  const char *encoding = self->request->encoding;

  for (gsize i = 0; i < G_N_ELEMENTS (formats) && self->format == NULL; i++)
    {
      if (g_strcmp0 (formats[i].nick, self->request->format) == 0)
        self->format = &formats[i];
    }
  if (self->format == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no format “%s”. Formats are: %s."),
                   self->request->format != NULL ? self->request->format : "", "shp, gpkg, geojson, kml, dxf, xlsx, csv");
      return FALSE;
    }
  self->rules.gb18030 = encoding != NULL && g_ascii_strcasecmp (encoding, "GB18030") == 0;
  self->rules.no_formulas = self->format->is_table;
  self->rules.most_bytes = g_str_equal (self->format->nick, "shp") ? WG_GEO_DBF_WIDTH : 0;
  self->rules.most_letters = g_str_equal (self->format->nick, "xlsx") ? WG_GEO_CELL_LETTERS : 0;
  if (encoding == NULL || g_ascii_strcasecmp (encoding, "UTF-8") == 0
      || (self->rules.gb18030 && (self->rules.most_bytes > 0 || g_str_equal (self->format->nick, "csv"))))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE,
               _ ("“%s” cannot be written in the encoding “%s”. UTF-8 always can, and GB18030 for .shp and .csv."), self->format->nick,
               encoding);
  return FALSE;
}

static gboolean
choose_crs (Writing *self, GError **error)
{
  if (!wg_geo_crs_open_out (self->request->crs, &self->srs, &self->way, self->report, error))
    return FALSE;
  if (!self->format->only_degrees || self->way == NULL)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("A %s file holds degrees only. Leave --crs out."), self->format->nick);
  return FALSE;
}

/* --- The file --- */

static OGRwkbGeometryType
get_geometry_type (const Writing *self)
{
  if (self->format->is_table || self->place == WG_EXPORT_NO_PLACE)
    return wkbNone;
  if (self->place == WG_EXPORT_POINTS)
    return wkbPoint;
  /* A shapefile knows no other kind of polygon. */
  return self->rules.most_bytes > 0 ? wkbPolygon : wkbMultiPolygon;
}

static GDALDatasetH
create_dataset (Writing *self, const char *path)
{
  GDALDriverH driver = GDALGetDriverByName (self->format->driver);

  return driver != NULL ? GDALCreate (driver, path, 0, 0, 0, GDT_Unknown, NULL) : NULL;
}

static OGRLayerH
create_layer (Writing *self)
{
  const char *name = self->request->layer != NULL && self->rules.most_bytes == 0 ? self->request->layer : "export";
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) options = NULL;

  g_strv_builder_addv (builder, (const char **) self->format->layer_options);
  if (self->rules.most_bytes > 0)
    g_strv_builder_add (builder, self->rules.gb18030 ? "ENCODING=GB18030" : "ENCODING=UTF-8");
  /* Without the mark a spreadsheet takes UTF-8 for something else. */
  if (g_str_equal (self->format->nick, "csv") && !self->rules.gb18030)
    g_strv_builder_add (builder, "WRITE_BOM=YES");
  options = g_strv_builder_end (builder);
  return GDALDatasetCreateLayer (self->dataset, self->format->is_drawing ? "entities" : name,
                                 get_geometry_type (self) != wkbNone ? self->srs : NULL,
                                 self->format->is_drawing ? wkbUnknown : get_geometry_type (self), options);
}

static int
create_field (Writing *self, const char *name, WgExportType type)
{
  OGRFieldDefnH definition = OGR_Fld_Create (name, type == WG_EXPORT_TEXT      ? OFTString
                                                   : type == WG_EXPORT_INTEGER ? OFTInteger
                                                                               : OFTReal);
  gboolean good = OGR_L_CreateField (self->layer, definition, TRUE) == OGRERR_NONE;

  OGR_Fld_Destroy (definition);
  return good ? OGR_FD_GetFieldCount (OGR_L_GetLayerDefn (self->layer)) - 1 : -1;
}

static void
create_fields (Writing *self)
{
  gboolean degrees = OSRIsGeographic (self->srs);

  if (self->format->is_drawing)
    return;
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = &g_array_index (self->fields, Field, i);

      field->index = create_field (self, field->name, field->type);
    }
  if (!self->format->is_table)
    return;
  if (self->place == WG_EXPORT_AREAS)
    self->place_index[0] = create_field (self, "wkt", WG_EXPORT_TEXT);
  if (self->place == WG_EXPORT_POINTS)
    {
      self->place_index[0] = create_field (self, degrees ? "lon" : "x", WG_EXPORT_REAL);
      self->place_index[1] = create_field (self, degrees ? "lat" : "y", WG_EXPORT_REAL);
    }
}

/* --- Rows --- */

static gboolean
read_place (Writing *self, sqlite3_stmt *row, OGRGeometryH *geometry, GError **error)
{
  const void *wkb = sqlite3_column_blob (row, 0);

  *geometry = NULL;
  if (wkb == NULL)
    return TRUE;
  if (OGR_G_CreateFromWkb (wkb, NULL, geometry, sqlite3_column_bytes (row, 0)) != OGRERR_NONE)
    return set_failed (error, _ ("an outline is damaged"));
  if (self->way == NULL || OGR_G_Transform (*geometry, self->way) == OGRERR_NONE)
    return TRUE;
  return set_failed (error, _ ("a place lies outside of where these coordinates are meant for"));
}

static void
set_text (Writing *self, OGRFeatureH feature, int index, const char *text)
{
  g_autofree char *fitting = wg_geo_text_fit (&self->rules, text, self->n_rows, self->report);

  if (fitting != NULL)
    OGR_F_SetFieldString (feature, index, fitting);
}

static void
set_value (Writing *self, OGRFeatureH feature, const Field *field, sqlite3_stmt *row, int column)
{
  if (sqlite3_column_type (row, column) == SQLITE_NULL)
    OGR_F_SetFieldNull (feature, field->index);
  else if (field->type == WG_EXPORT_TEXT)
    set_text (self, feature, field->index, (const char *) sqlite3_column_text (row, column));
  else if (field->type == WG_EXPORT_INTEGER)
    OGR_F_SetFieldInteger (feature, field->index, (int) CLAMP (sqlite3_column_int64 (row, column), G_MININT, G_MAXINT));
  else
    OGR_F_SetFieldDouble (feature, field->index, sqlite3_column_double (row, column));
}

static void
set_place (Writing *self, OGRFeatureH feature, OGRGeometryH geometry)
{
  char *wkt = NULL;

  if (!self->format->is_table)
    {
      OGR_F_SetGeometry (feature, geometry);
      return;
    }
  if (self->place == WG_EXPORT_POINTS)
    {
      OGR_F_SetFieldDouble (feature, self->place_index[0], OGR_G_GetX (geometry, 0));
      OGR_F_SetFieldDouble (feature, self->place_index[1], OGR_G_GetY (geometry, 0));
      return;
    }
  OGR_G_ExportToIsoWkt (geometry, &wkt);
  set_text (self, feature, self->place_index[0], wkt);
  CPLFree (wkt);
}

static gboolean
add_feature (Writing *self, sqlite3_stmt *row, OGRGeometryH geometry)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (self->layer));
  gboolean good;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);

      if (field->index >= 0)
        set_value (self, feature, field, row, FIRST_COLUMN + (int) i);
    }
  if (geometry != NULL)
    set_place (self, feature, geometry);
  good = OGR_L_CreateFeature (self->layer, feature) == OGRERR_NONE;
  OGR_F_Destroy (feature);
  return good;
}

/* --- A drawing: outlines and names, each on a layer of its own --- */

static gboolean
draw (Writing *self, const char *layer, OGRGeometryH geometry, const char *style)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (self->layer));
  gboolean good;

  OGR_F_SetFieldString (feature, OGR_F_GetFieldIndex (feature, "Layer"), layer);
  if (style != NULL)
    OGR_F_SetStyleString (feature, style);
  OGR_F_SetGeometry (feature, geometry);
  good = OGR_L_CreateFeature (self->layer, feature) == OGRERR_NONE;
  OGR_F_Destroy (feature);
  return good;
}

static gboolean
draw_rings (Writing *self, const char *layer, OGRGeometryH area)
{
  int n = OGR_G_GetGeometryCount (area);

  for (int i = 0; i < n; i++)
    {
      OGRGeometryH part = OGR_G_GetGeometryRef (area, i);
      OGRGeometryH line;
      gboolean good;

      if (OGR_G_GetGeometryCount (part) > 0)
        {
          if (!draw_rings (self, layer, part))
            return FALSE;
          continue;
        }
      line = OGR_G_ForceToLineString (OGR_G_Clone (part));
      good = draw (self, layer, line, NULL);
      OGR_G_DestroyGeometry (line);
      if (!good)
        return FALSE;
    }
  return TRUE;
}

/* The first field is what an outline is called, and so its layer. */
static gboolean
draw_row (Writing *self, sqlite3_stmt *row, OGRGeometryH geometry)
{
  const char *first = self->fields->len > 0 ? (const char *) sqlite3_column_text (row, FIRST_COLUMN) : NULL;
  const char *second = self->fields->len > 1 ? (const char *) sqlite3_column_text (row, FIRST_COLUMN + 1) : NULL;
  g_autofree char *layer = wg_geo_text_to_layer (first);
  g_autofree char *style = NULL;
  OGRGeometryH at;
  gboolean good;

  if (geometry == NULL)
    return TRUE;
  at = self->place == WG_EXPORT_AREAS ? OGR_G_PointOnSurface (geometry) : OGR_G_Clone (geometry);
  style = wg_geo_text_to_label (first, second, self->place == WG_EXPORT_AREAS ? sqrt (OGR_G_Area (geometry)) / 12.0 : 0.0);
  good = (self->place == WG_EXPORT_POINTS ? draw (self, "points", geometry, NULL) : draw_rings (self, layer, geometry))
         && (at == NULL || draw (self, "names", at, style));
  if (at != NULL)
    OGR_G_DestroyGeometry (at);
  return good;
}

static gboolean
write_row (Writing *self, sqlite3_stmt *row, GError **error)
{
  OGRGeometryH geometry;
  gboolean good = read_place (self, row, &geometry, error);
  g_autofree char *reason = NULL;

  if (good && !(self->format->is_drawing ? draw_row (self, row, geometry) : add_feature (self, row, geometry)))
    {
      reason = wg_geo_gdal_take_failure ();
      good = set_failed (error, reason != NULL ? reason : _ ("the format does not take a row"));
    }
  if (geometry != NULL)
    OGR_G_DestroyGeometry (geometry);
  return good;
}

static gboolean
write_rows (Writing *self, GError **error)
{
  g_autoptr (GString) columns = g_string_new ("SELECT place");
  sqlite3_stmt *row = NULL;
  gboolean good = TRUE;
  int result = SQLITE_DONE;

  for (guint i = 0; i < self->fields->len; i++)
    g_string_append_printf (columns, ", c%u", i);
  g_string_append (columns, " FROM record ORDER BY seq");
  if (sqlite3_prepare_v2 (self->db, columns->str, -1, &row, NULL) != SQLITE_OK)
    return set_failed (error, sqlite3_errmsg (self->db));
  while (good && (result = sqlite3_step (row)) == SQLITE_ROW)
    {
      self->n_rows++;
      good = write_row (self, row, error);
      wg_geo_report_progress (self->report, self->n_rows, self->total);
    }
  if (good && result != SQLITE_DONE)
    good = set_failed (error, sqlite3_errmsg (self->db));
  sqlite3_finalize (row);
  return good;
}

/* --- All of it --- */

static gboolean
create (Writing *self, const char *path, GError **error)
{
  g_autofree char *reason = NULL;
  gboolean made;

  self->dataset = create_dataset (self, path);
  self->layer = self->dataset != NULL ? create_layer (self) : NULL;
  made = self->layer != NULL;
  if (made)
    create_fields (self);
  reason = wg_geo_gdal_take_failure ();
  if (made && reason == NULL)
    return TRUE;
  return set_failed (error, reason != NULL ? reason : _ ("this program was built without the format"));
}

/* What could not be written any more shows when the file is closed. */
static gboolean
finish (Writing *self, const char *path, GError **error)
{
  g_autofree char *reason = NULL;

  GDALClose (g_steal_pointer (&self->dataset));
  reason = wg_geo_gdal_take_failure ();
  if (reason != NULL)
    return set_failed (error, reason);
  if (self->rules.gb18030 && g_str_equal (self->format->nick, "csv") && !wg_geo_text_recode_file (path, error))
    return FALSE;
  return self->rules.most_bytes == 0 || wg_geo_text_write_cpg (path, self->rules.gb18030, error);
}

static void
print_done (Writing *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "event");
  json_builder_add_string_value (builder, "done");
  json_builder_set_member_name (builder, "rows");
  json_builder_add_int_value (builder, self->n_rows);
  json_builder_end_object (builder);
  wg_geo_report_print (builder);
}

static void
clear (Writing *self)
{
  if (self->dataset != NULL)
    GDALClose (self->dataset);
  if (self->way != NULL)
    OCTDestroyCoordinateTransformation (self->way);
  if (self->srs != NULL)
    OSRDestroySpatialReference (self->srs);
  sqlite3_close (self->db);
  g_array_unref (self->fields);
}

gboolean
wg_geo_write (const WgGeoRequest *request, WgGeoReport *report, GError **error)
{
  Writing self = { .request = request, .report = report, .fields = g_array_new (FALSE, FALSE, sizeof (Field)) };
  g_autofree char *folder = g_build_filename (request->folder, WG_GEO_WRITE_FOLDER, NULL);
  g_autofree char *name = NULL, *path = NULL;
  gboolean good;

  g_array_set_clear_func (self.fields, clear_field);
  g_mkdir (folder, 0700);
  good = choose_format (&self, error) && read_head (&self, error) && choose_crs (&self, error);
  if (good)
    {
      name = g_strconcat ("export.", self.format->nick, NULL);
      path = g_build_filename (folder, name, NULL);
    }
  good = good && create (&self, path, error) && write_rows (&self, error) && finish (&self, path, error);
  if (good)
    {
      wg_geo_report_flush (report);
      print_done (&self);
    }
  clear (&self);
  return good;
}
