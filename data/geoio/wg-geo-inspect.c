/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: before anything is imported, the officer sees what was understood: five rows in the encoding that would be used,
 * the outline on the map, the fields that would be taken. What is still open is asked there, all at once.
 */

#include "wg-geo-inspect.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "wg-error.h"
#include "wg-geo-owner.h"
#include "wg-import-request.h"
#include "wg-json.h"

#define SHOWN_ROWS 5
#define SHOWN_SHAPES 2000
#define SHOWN_CORNERS 40000
#define STATE_ROWS 5000

static void
add_strings (JsonBuilder *builder, const char *name, const char *const *strings)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (int i = 0; strings != NULL && strings[i] != NULL; i++)
    json_builder_add_string_value (builder, strings[i]);
  json_builder_end_array (builder);
}

static void
add_count (JsonBuilder *builder, const char *name, gint64 count)
{
  json_builder_set_member_name (builder, name);
  if (count >= 0)
    json_builder_add_int_value (builder, count);
  else
    json_builder_add_null_value (builder);
}

static void
add_layer (JsonBuilder *builder, const WgGeoLayer *layer)
{
  json_builder_begin_object (builder);
  wg_json_add_text (builder, "name", layer->name);
  wg_json_add_text (builder, "geometry", wg_geo_source_get_type_word (layer->type));
  add_count (builder, "count", layer->count);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (int i = 0; layer->fields[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (layer->fields[i], "\t", 2);

      json_builder_begin_object (builder);
      wg_json_add_text (builder, "name", parts[0]);
      wg_json_add_text (builder, "type", parts[1]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* What could become of it: nobody makes areas of lines. */
static void
add_kinds (JsonBuilder *builder, const WgGeoSource *source)
{
  json_builder_set_member_name (builder, "kinds");
  json_builder_begin_array (builder);
  for (int kind = 0; kind < WG_N_IMPORT_KINDS; kind++)
    {
      gboolean suits = FALSE;

      for (guint i = 0; i < source->layers->len && !suits; i++)
        suits = wg_geo_source_suits (kind, ((const WgGeoLayer *) source->layers->pdata[i])->type);
      if (suits)
        json_builder_add_string_value (builder, wg_import_kind_to_nick (kind));
    }
  json_builder_end_array (builder);
}

static void
add_source (JsonBuilder *builder, const WgGeoSource *source)
{
  g_autofree char *owner = wg_geo_owner_find (source);

  json_builder_set_member_name (builder, "layers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < source->layers->len; i++)
    add_layer (builder, source->layers->pdata[i]);
  json_builder_end_array (builder);
  wg_json_add_text (builder, "layer", source->chosen->name);
  wg_json_add_text (builder, "driver", source->chosen->format->drivers[0]);
  wg_json_add_text (builder, "geometry", wg_geo_source_get_type_word (source->chosen->type));
  wg_json_add_text (builder, "attribution", owner);
  add_count (builder, "count", source->chosen->count);
  add_kinds (builder, source);
}

/* A date as a program reads it, NULL when the field is none; GDAL writes it with strokes and a zone in hours only. */
static char *
format_time (OGRFeatureH feature, int field)
{
  OGRFieldType type = OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, field));
  int year, month, day, hour, minute, flag, east;
  float second;

  if ((type != OFTDateTime && type != OFTDate) || !OGR_F_GetFieldAsDateTimeEx (feature, field, &year, &month, &day, &hour, &minute, &second, &flag))
    return NULL;
  east = flag > 1 ? (flag - 100) * 15 : 0;
  return flag > 1 ? g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", year, month, day, hour, minute, (int) second, east < 0 ? '-' : '+',
                                     ABS (east) / 60, ABS (east) % 60)
                  : g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute, (int) second);
}

static void
add_row (JsonBuilder *builder, WgGeoReader *reader, OGRFeatureH feature)
{
  json_builder_begin_array (builder);
  for (int i = 0; reader->mapping.fields[i] != NULL; i++)
    {
      gboolean cut = FALSE;
      gboolean bad = FALSE;

      if (OGR_F_IsFieldSetAndNotNull (feature, i))
        {
          g_autofree char *time = reader->request->rows > 0 ? format_time (feature, i) : NULL;
          const char *text = time != NULL ? time : wg_geo_source_decode (reader->source, OGR_F_GetFieldAsString (feature, i), &cut, &bad);
          g_autofree char *valid = g_utf8_make_valid (text, -1);

          json_builder_add_string_value (builder, valid);
        }
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_array (builder);
}

static void
add_rows (JsonBuilder *builder, WgGeoReader *reader)
{
  guint n = reader->request->rows > 0 ? reader->request->rows : SHOWN_ROWS;

  add_strings (builder, "fields", (const char *const *) reader->mapping.fields);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  OGR_L_ResetReading (reader->source->layer);
  for (guint i = 0; i < n; i++)
    {
      OGRFeatureH feature = wg_geo_source_next (reader->source);

      if (feature == NULL)
        break;
      add_row (builder, reader, feature);
      OGR_F_Destroy (feature);
    }
  json_builder_end_array (builder);
}

static void
add_encoding (JsonBuilder *builder, const WgGeoSource *source)
{
  static const char *const choices[] = { "UTF-8", "GB18030", "Big5", "windows-1252", NULL };

  wg_json_add_text (builder, "encoding", source->encoding.name);
  json_builder_set_member_name (builder, "encoding_confidence");
  json_builder_add_double_value (builder, source->encoding.confidence);
  wg_json_add_text (builder, "encoding_evidence", source->encoding.evidence);
  add_strings (builder, "encoding_choices", choices);
}

static void
add_crs (JsonBuilder *builder, const WgGeoCrs *crs, const double *box)
{
  g_autoptr (GPtrArray) choices = box != NULL ? wg_geo_crs_list_choices (box) : NULL;

  wg_json_add_text (builder, "crs", crs->code);
  wg_json_add_text (builder, "crs_name", crs->name);
  json_builder_set_member_name (builder, "crs_assumed");
  json_builder_add_boolean_value (builder, crs->assumed);
  json_builder_set_member_name (builder, "crs_choices");
  json_builder_begin_array (builder);
  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const WgGeoCrsChoice *choice = choices->pdata[i];

      json_builder_begin_object (builder);
      wg_json_add_text (builder, "crs", choice->code);
      wg_json_add_text (builder, "name", choice->name);
      json_builder_set_member_name (builder, "lon");
      json_builder_add_double_value (builder, choice->lon);
      json_builder_set_member_name (builder, "lat");
      json_builder_add_double_value (builder, choice->lat);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_place (JsonBuilder *builder, double lon, double lat)
{
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, lon);
  json_builder_add_double_value (builder, lat);
  json_builder_end_array (builder);
}

/* Outlines for a preview of a few hundred pixels: corners closer than @step degrees to the last one shown are skipped.
 */
static int
add_rings (JsonBuilder *builder, const WgGeoShape *shape, double step)
{
  int n_corners = 0;

  for (guint r = 0; r < shape->rings->len; r++)
    {
      const WgGeoRing *ring = &g_array_index (shape->rings, WgGeoRing, r);
      gsize last = ring->start;

      if (!ring->outer)
        continue;
      json_builder_begin_array (builder);
      for (gsize i = ring->start; i < ring->start + ring->n; i++)
        {
          if (i > ring->start && i + 1 < ring->start + ring->n
              && hypot (shape->x[i] - shape->x[last], shape->y[i] - shape->y[last]) < step)
            continue;
          add_place (builder, shape->x[i], shape->y[i]);
          last = i;
          n_corners++;
        }
      json_builder_end_array (builder);
    }
  return n_corners;
}

static void
extend (double *extent, const WgGeoShape *shape)
{
  for (gsize i = 0; i < shape->n; i++)
    {
      extent[0] = fmin (extent[0], shape->x[i]);
      extent[1] = fmin (extent[1], shape->y[i]);
      extent[2] = fmax (extent[2], shape->x[i]);
      extent[3] = fmax (extent[3], shape->y[i]);
    }
}

/* Where the rows are that were shown: each, or null. */
static void
add_row_places (JsonBuilder *builder, WgGeoReader *reader)
{
  OGRFeatureH feature;

  json_builder_set_member_name (builder, "places");
  json_builder_begin_array (builder);
  OGR_L_ResetReading (reader->source->layer);
  for (guint i = 0; i < reader->request->rows && (feature = wg_geo_source_next (reader->source)) != NULL; i++)
    {
      double place[2];

      wg_geo_reader_load (reader, feature);
      if (wg_geo_reader_take_place (reader, WG_GEO_CASE_LON, WG_GEO_CASE_LAT, place) == WG_GEO_PLACE_GOOD)
        add_place (builder, place[0], place[1]);
      else
        json_builder_add_null_value (builder);
      OGR_F_Destroy (feature);
    }
  json_builder_end_array (builder);
}

static gboolean
take_preview (WgGeoReader *reader, OGRFeatureH feature, gboolean points)
{
  double place[2];
  gboolean cases = reader->request->kind == WG_IMPORT_CASES;

  wg_geo_reader_load (reader, feature);
  if (!points)
    {
      WgGeoShapeNotes notes;

      return wg_geo_shape_take (&reader->shape, OGR_F_GetGeometryRef (feature), &notes) == WG_GEO_SHAPE_GOOD
             && wg_geo_reader_to_degrees (reader);
    }
  if (wg_geo_reader_take_place (reader, cases ? WG_GEO_CASE_LON : WG_GEO_FACILITY_LON,
                                cases ? WG_GEO_CASE_LAT : WG_GEO_FACILITY_LAT, place)
      != WG_GEO_PLACE_GOOD)
    return FALSE;
  reader->shape.x = g_renew (double, reader->shape.x, MAX (reader->shape.room, 1));
  reader->shape.y = g_renew (double, reader->shape.y, MAX (reader->shape.room, 1));
  reader->shape.x[0] = place[0];
  reader->shape.y[0] = place[1];
  reader->shape.n = 1;
  return TRUE;
}

static void
add_extent (JsonBuilder *builder, const double *extent)
{
  json_builder_set_member_name (builder, "extent");
  if (extent[0] > extent[2])
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_array (builder);
  for (int i = 0; i < 4; i++)
    json_builder_add_double_value (builder, extent[i]);
  json_builder_end_array (builder);
}

static int
add_line (JsonBuilder *builder, WgGeoReader *reader, OGRGeometryH line, double *extent)
{
  int n = OGR_G_GetPointCount (line), n_corners = 0;
  double last[2] = { INFINITY, INFINITY };

  json_builder_begin_array (builder);
  for (int i = 0; i < n; i++)
    {
      double place[2] = { OGR_G_GetX (line, i), OGR_G_GetY (line, i) };
      WgGeoShape corner = { .x = &place[0], .y = &place[1], .n = 1 };

      if (!wg_geo_reader_place_to_degrees (reader, place))
        continue;
      extend (extent, &corner);
      if (i > 0 && i + 1 < n && hypot (place[0] - last[0], place[1] - last[1]) < fmax (1e-5, (extent[2] - extent[0]) / 800.0))
        continue;
      add_place (builder, place[0], place[1]);
      memcpy (last, place, sizeof last);
      n_corners++;
    }
  json_builder_end_array (builder);
  return n_corners;
}

/* Of a collection what is in it. */
static int
add_lines (JsonBuilder *builder, WgGeoReader *reader, OGRGeometryH geometry, double *extent)
{
  OGRwkbGeometryType type = geometry != NULL ? wkbFlatten (OGR_G_GetGeometryType (geometry)) : wkbNone;
  int n_corners = 0;

  if (type == wkbLineString)
    return add_line (builder, reader, geometry, extent);
  if (type != wkbMultiLineString && type != wkbGeometryCollection)
    return 0;
  for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
    n_corners += add_lines (builder, reader, OGR_G_GetGeometryRef (geometry, i), extent);
  return n_corners;
}

static void
add_lines_preview (JsonBuilder *builder, WgGeoReader *reader)
{
  double extent[4] = { INFINITY, INFINITY, -INFINITY, -INFINITY };
  int n_corners = 0, n_seen = 0;
  OGRFeatureH feature;

  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  OGR_L_ResetReading (reader->source->layer);
  while (n_corners < SHOWN_CORNERS && (feature = wg_geo_source_next (reader->source)) != NULL)
    {
      n_corners += add_lines (builder, reader, OGR_F_GetGeometryRef (feature), extent);
      n_seen++;
      OGR_F_Destroy (feature);
    }
  json_builder_end_array (builder);
  add_count (builder, "shown", n_seen);
  add_extent (builder, extent);
}

static void
add_preview (JsonBuilder *builder, WgGeoReader *reader)
{
  gboolean points = reader->request->kind == WG_IMPORT_CASES || reader->request->kind == WG_IMPORT_FACILITIES;
  double extent[4] = { INFINITY, INFINITY, -INFINITY, -INFINITY };
  double step = 1e-5;
  int n_corners = 0, n_seen;
  OGRFeatureH feature;

  json_builder_set_member_name (builder, points ? "points" : "shapes");
  json_builder_begin_array (builder);
  OGR_L_ResetReading (reader->source->layer);
  for (n_seen = 0; n_seen < SHOWN_SHAPES && n_corners < SHOWN_CORNERS; n_seen++)
    {
      feature = wg_geo_source_next (reader->source);
      if (feature == NULL)
        break;
      if (take_preview (reader, feature, points))
        {
          extend (extent, &reader->shape);
          step = fmax (step, (extent[2] - extent[0]) / 800.0);
          if (points)
            add_place (builder, reader->shape.x[0], reader->shape.y[0]);
          n_corners += points ? 1 : add_rings (builder, &reader->shape, step);
        }
      OGR_F_Destroy (feature);
    }
  json_builder_end_array (builder);
  add_count (builder, "shown", n_seen);
  add_extent (builder, extent);
}

static void
add_states (JsonBuilder *builder, WgGeoReader *reader)
{
  OGRFeatureH feature;

  if (reader->request->kind != WG_IMPORT_CASES || !wg_geo_mapping_has (&reader->mapping, WG_GEO_CASE_STATE))
    return;
  OGR_L_ResetReading (reader->source->layer);
  for (int i = 0; i < STATE_ROWS && (feature = wg_geo_source_next (reader->source)) != NULL; i++)
    {
      const char *foreign;

      wg_geo_reader_load (reader, feature);
      foreign = wg_geo_reader_get_text (reader, WG_GEO_CASE_STATE);
      if (foreign != NULL)
        wg_geo_mapping_get_state (&reader->mapping, foreign);
      OGR_F_Destroy (feature);
    }
  wg_geo_mapping_check_states (&reader->mapping, reader->report, NULL);
  json_builder_set_member_name (builder, "states");
  json_builder_add_value (builder, wg_geo_mapping_states_to_json (&reader->mapping));
}

static void
add_questions (JsonBuilder *builder, const WgGeoReport *report)
{
  json_builder_set_member_name (builder, "questions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->questions->len; i++)
    {
      const WgGeoQuestion *question = report->questions->pdata[i];

      json_builder_begin_object (builder);
      wg_json_add_text (builder, "option", question->option);
      wg_json_add_text (builder, "text", question->text);
      add_strings (builder, "choices", (const char *const *) question->choices);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* A question is no error here. */
static gboolean
is_settled_or_asked (gboolean settled, GError **local_error, GError **error)
{
  if (settled || g_error_matches (*local_error, WG_ERROR, WG_ERROR_AMBIGUOUS))
    {
      g_clear_error (local_error);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (local_error));
  return FALSE;
}

static gboolean
inspect_layer (WgGeoReader *reader, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) local_error = NULL;
  double box[4];
  gboolean measured;
  gboolean settled;

  if (!wg_geo_mapping_decide (&reader->mapping, reader->source, reader->request, error))
    return FALSE;
  wg_geo_mapping_check (&reader->mapping, reader->report, NULL);
  measured = wg_geo_reader_measure (reader, box);
  settled = wg_geo_crs_decide (&reader->crs, reader->source, reader->request, measured ? box : NULL, reader->report,
                               &local_error);
  if (!is_settled_or_asked (settled, &local_error, error))
    return FALSE;
  if (settled)
    wg_geo_reader_settle_axes (reader, measured ? box : NULL);
  json_builder_begin_object (builder);
  wg_json_add_text (builder, "event", "source");
  add_source (builder, reader->source);
  add_rows (builder, reader);
  add_encoding (builder, reader->source);
  add_crs (builder, &reader->crs, measured ? box : NULL);
  json_builder_set_member_name (builder, "mapping");
  json_builder_add_value (builder, wg_geo_mapping_to_json (&reader->mapping));
  add_strings (builder, "columns", wg_import_request_get_columns (reader->request->kind));
  if (settled && reader->request->rows > 0 && reader->request->kind == WG_IMPORT_CASES)
    add_row_places (builder, reader);
  if (settled && reader->request->kind == WG_IMPORT_ROADS)
    add_lines_preview (builder, reader);
  else if (settled)
    add_preview (builder, reader);
  add_states (builder, reader);
  add_questions (builder, reader->report);
  json_builder_end_object (builder);
  wg_geo_report_print (builder);
  return TRUE;
}

static void
print_done (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  wg_json_add_text (builder, "event", "done");
  json_builder_end_object (builder);
  wg_geo_report_print (builder);
}

gboolean
wg_geo_inspect (const WgGeoRequest *request, WgGeoReport *report, GError **error)
{
  g_autoptr (WgGeoSource) source = wg_geo_source_open (request, report, error);
  g_autoptr (GError) local_error = NULL;
  WgGeoReader reader;
  gboolean good;

  if (source == NULL)
    return FALSE;
  good = wg_geo_source_choose (source, request, report, &local_error);
  if (!is_settled_or_asked (good, &local_error, error) || !wg_geo_source_begin (source, request, error))
    return FALSE;
  good = wg_geo_source_settle_encoding (source, request, report, &local_error);
  if (!is_settled_or_asked (good, &local_error, error))
    return FALSE;
  wg_geo_reader_init (&reader, request, source, report, NULL);
  good = inspect_layer (&reader, error);
  wg_geo_reader_clear (&reader);
  if (good)
    print_done ();
  return good;
}
