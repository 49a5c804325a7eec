/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one loop for every format and every kind, so that the one promise can be kept in one place: a feature that was
 * read is stored or refused, and a reader that reported an error has failed.
 */

#include "wg-geo-reader.h"

#include <glib/gi18n-lib.h>

#include "wg-error.h"
#include "wg-geo-ahead.h"
#include "wg-geo-hash.h"
#include "wg-geo-json.h"
#include "wg-geo-layers.h"
#include "wg-geo-owner.h"

void
wg_geo_reader_init (WgGeoReader *reader, const WgGeoRequest *request, WgGeoSource *source, WgGeoReport *report,
                    WgGeoStaging *staging)
{
  *reader = (WgGeoReader){ .request = request, .source = source, .report = report, .staging = staging };
  reader->checker = wg_geo_checker_new ();
  wg_geo_shape_init (&reader->shape);
  reader->shape.takes_lines = wg_geo_format_is (source->chosen->format, ".dxf");
  reader->wkb = g_byte_array_sized_new (4096);
  for (int i = 0; i < WG_GEO_MAX_COLUMNS; i++)
    reader->texts[i] = g_string_sized_new (64);
  reader->fault = g_string_new (NULL);
  reader->left_out = g_string_new (NULL);
  reader->zone = request->timezone != NULL ? g_time_zone_new_identifier (request->timezone) : NULL;
  if (reader->zone == NULL)
    reader->zone = g_time_zone_new_utc ();
  reader->pieces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader->claims = g_hash_table_new (g_str_hash, g_str_equal);
  reader->claimed = g_string_chunk_new (65536);
}

void
wg_geo_reader_clear (WgGeoReader *reader)
{
  wg_geo_mapping_clear (&reader->mapping);
  wg_geo_crs_clear (&reader->crs);
  g_clear_pointer (&reader->checker, wg_geo_checker_free);
  wg_geo_shape_clear (&reader->shape);
  g_clear_pointer (&reader->wkb, g_byte_array_unref);
  for (int i = 0; i < WG_GEO_MAX_COLUMNS; i++)
    g_string_free (reader->texts[i], TRUE);
  g_string_free (reader->fault, TRUE);
  g_string_free (reader->left_out, TRUE);
  g_clear_pointer (&reader->zone, g_time_zone_unref);
  g_clear_pointer (&reader->pieces, g_hash_table_unref);
  g_clear_pointer (&reader->claims, g_hash_table_unref);
  g_clear_pointer (&reader->claimed, g_string_chunk_free);
}

void
wg_geo_reader_tell (WgGeoReader *reader, const char *rule, const char *outcome, const char *format, ...)
{
  g_autofree char *text = NULL;
  double lon_lat[2];
  gboolean placed = wg_geo_reader_find_place (reader, lon_lat);
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  wg_geo_report_finding (reader->report, reader->seq, rule, outcome, placed ? lon_lat : NULL, "%s", text);
}

WgGeoOutcome
wg_geo_reader_refuse (WgGeoReader *reader, const char *rule, const double *lon_lat, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (lon_lat == NULL)
    wg_geo_reader_tell (reader, rule, "refused", "%s", text);
  else
    wg_geo_report_finding (reader->report, reader->seq, rule, "refused", lon_lat, "%s", text);
  return WG_GEO_REFUSED;
}

/* What was said on this thread was said while the feature before was stored; it must not be lost either. */
static char *
take_failure (WgGeoTaken *taken)
{
  char *own = wg_geo_gdal_take_failure ();

  if (taken->failure == NULL)
    return own;
  g_free (own);
  return g_steal_pointer (&taken->failure);
}

/* A grid that a person leaves out is in the file all the same: the store must not take it for gone. */
static void
leave_out_grid (WgGeoReader *reader, const char *code, const char *reason)
{
  g_string_append_printf (reader->left_out, "%s%s", reader->left_out->len > 0 ? "\n" : "", code);
  if (reason != NULL)
    wg_geo_reader_refuse (reader, "left_out", NULL, _ ("%s was left out as decided: %s"), code, reason);
  else
    wg_geo_reader_refuse (reader, "left_out", NULL, _ ("%s was left out as decided."), code);
}

/* Whether a person said that this feature stays out. */
static gboolean
is_left_out (WgGeoReader *reader)
{
  const WgImportDecision *decision = g_hash_table_lookup (reader->request->left_out, &reader->seq);
  const char *code;

  if (decision == NULL)
    return FALSE;
  code = reader->request->kind == WG_IMPORT_GRIDS ? wg_geo_reader_get_text (reader, WG_GEO_GRID_CODE) : NULL;
  if (code != NULL)
    leave_out_grid (reader, code, decision->text);
  else if (decision->text != NULL)
    wg_geo_reader_refuse (reader, "left_out", NULL, _ ("It was left out as decided: %s"), decision->text);
  else
    wg_geo_reader_refuse (reader, "left_out", NULL, _ ("It was left out as decided."));
  return TRUE;
}

static WgGeoOutcome
store_feature (WgGeoReader *reader, WgGeoTaken *taken)
{
  static WgGeoOutcome (*const stores[WG_N_IMPORT_KINDS]) (WgGeoReader *) = {
    [WG_IMPORT_GRIDS] = wg_geo_store_grid,
    [WG_IMPORT_BUILDINGS] = wg_geo_store_building,
    [WG_IMPORT_CASES] = wg_geo_store_case,
    [WG_IMPORT_FACILITIES] = wg_geo_store_facility,
    [WG_IMPORT_ROADS] = wg_geo_store_layer,
    [WG_IMPORT_WATER] = wg_geo_store_layer,
    [WG_IMPORT_GREEN] = wg_geo_store_layer,
    [WG_IMPORT_AREAS] = wg_geo_store_layer,
    [WG_IMPORT_PERSONS] = wg_geo_store_person,
  };
  g_autofree char *failure = take_failure (taken);
  g_autofree char *warning = g_steal_pointer (&taken->warning);

  if (failure != NULL)
    return wg_geo_reader_refuse (reader, "reader_error", NULL, _ ("It could not be read: %s."), failure);
  if (warning != NULL)
    wg_geo_reader_tell (reader, "reader_warning", "kept", _ ("While reading it: %s."), warning);
  wg_geo_reader_load (reader, reader->feature);
  if (is_left_out (reader))
    return WG_GEO_REFUSED;
  return stores[reader->request->kind](reader);
}

static void
count (WgGeoReport *report, WgGeoOutcome outcome)
{
  report->read++;
  report->refused += outcome == WG_GEO_REFUSED;
  report->stored += outcome != WG_GEO_REFUSED;
  report->repaired += outcome == WG_GEO_REPAIRED;
  report->merged += outcome == WG_GEO_MERGED;
}

static gboolean
set_reader_failed (const WgGeoReader *reader, const char *failure, GError **error)
{
  g_autofree char *row = g_strdup_printf ("%" G_GINT64_FORMAT, reader->report->read);

  if (reader->report->read > 0)
    g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
                 _ ("The file cannot be read to its end, only up to row %s: %s. Nothing was imported. Ask for the file again, or for "
                    "another format of it."),
                 row, failure);
  else
    g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
                 _ ("The file cannot be read to its end: %s. Nothing was imported. Ask for the file again, or for "
                    "another format of it."),
                 failure);
  return FALSE;
}

/* Returns whether a feature was refused. */
static gboolean
take_features (WgGeoReader *reader, WgGeoAhead *ahead)
{
  gint64 total = reader->source->chosen->count;
  WgGeoTaken *taken;

  while (!wg_geo_staging_has_failed (reader->staging) && (taken = wg_geo_ahead_take (ahead)) != NULL)
    {
      reader->seq++;
      reader->feature = taken->feature;
      count (reader->report, store_feature (reader, taken));
      if ((reader->seq & 0xFF) == 0)
        wg_geo_report_progress (reader->report, reader->seq, total);
    }
  return reader->report->refused > 0;
}

/* GDAL says nothing of them. */
static void
tell_other_members (WgGeoReader *reader)
{
  const WgGeoLayer *chosen = reader->source->chosen;
  guint first = 0, n = 0;

  if (wg_geo_format_is (chosen->format, ".geojson") || wg_geo_format_is (chosen->format, ".json"))
    n = wg_geo_json_count_others (chosen->path, &first);
  if (n > 0)
    wg_geo_report_finding (reader->report, 0, "not_a_feature", "kept", NULL,
                           _ ("%u members of the list of features are no features; the first is number %u. They were left out, and the rows "
                              "are counted without them."),
                           n, first);
}

static gboolean
set_empty (WgGeoReader *reader, GError **error)
{
  g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
               _ ("The layer “%s” is empty. Nothing was imported. Ask for the file again."),
               reader->source->chosen->name);
  return FALSE;
}

/* What cannot be answered is not asked: no field holds a code where there is no row, and none where the table is missing. */
static gboolean
has_rows_and_table (WgGeoReader *reader, GError **error)
{
  const WgGeoLayer *layer = reader->source->chosen;

  if (layer->count == 0)
    return set_empty (reader, error);
  if (reader->request->kind != WG_IMPORT_GRIDS || layer->shapefile == NULL || layer->shapefile->dbf != NULL
      || wg_geo_mapping_has (&reader->mapping, WG_GEO_GRID_CODE))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND,
               _ ("The table (.dbf) of “%s” is missing, and with it the codes of the grids. Nothing was imported. Ask for all "
                  "of its files: .shp, .shx, .dbf and .prj."),
               layer->name);
  return FALSE;
}

static gboolean
read_features (WgGeoReader *reader, GError **error)
{
  g_autofree char *early = wg_geo_gdal_take_failure ();
  g_autofree char *late = NULL;
  g_autoptr (WgGeoAhead) ahead = NULL;
  double started = wg_geo_get_thread_seconds ();
  gboolean failed_before;

  tell_other_members (reader);
  g_free (wg_geo_gdal_take_warning ());
  OGR_L_ResetReading (reader->source->layer);
  ahead = wg_geo_ahead_new (reader->source);
  failed_before = take_features (reader, ahead);
  late = wg_geo_ahead_take_last_failure (ahead);
  if (late == NULL)
    late = wg_geo_gdal_take_failure ();
  reader->read_seconds = wg_geo_ahead_get_seconds (ahead);
  reader->check_seconds = wg_geo_get_thread_seconds () - started;
  if (late != NULL)
    return set_reader_failed (reader, late, error);
  if (early != NULL && !failed_before)
    return set_reader_failed (reader, early, error);
  return reader->report->read > 0 || set_empty (reader, error);
}

/* Fields that no column of ours wants are not even read. */
static void
ignore_other_fields (WgGeoReader *reader)
{
  g_autoptr (GPtrArray) ignored = g_ptr_array_new ();
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (reader->source->layer);

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      gboolean wanted = i == reader->source->chosen->wkt_field;

      for (int c = 0; c < reader->mapping.n_columns; c++)
        wanted = wanted || reader->mapping.columns[c].field == i;
      if (!wanted)
        g_ptr_array_add (ignored, (gpointer) OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)));
    }
  g_ptr_array_add (ignored, NULL);
  if (ignored->len > 1 && !wg_geo_format_is_osm (reader->source->chosen->format)
      && OGR_L_TestCapability (reader->source->layer, OLCIgnoreFields))
    OGR_L_SetIgnoredFields (reader->source->layer, (const char **) ignored->pdata);
}

static gboolean
prepare (WgGeoReader *reader, GError **error)
{
  double box[4];
  gboolean measured;

  if (!wg_geo_mapping_decide (&reader->mapping, reader->source, reader->request, error)
      || !has_rows_and_table (reader, error)
      || !wg_geo_mapping_check (&reader->mapping, reader->report, error))
    return FALSE;
  measured = wg_geo_reader_measure (reader, box);
  if (!wg_geo_crs_decide (&reader->crs, reader->source, reader->request, measured ? box : NULL, reader->report, error))
    return FALSE;
  wg_geo_reader_settle_dates (reader);
  wg_geo_reader_settle_axes (reader, measured ? box : NULL);
  ignore_other_fields (reader);
  return TRUE;
}

static void
set_number (WgGeoStaging *staging, const char *key, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  wg_geo_staging_set_info (staging, key, text);
}

static void
set_seconds (WgGeoStaging *staging, const char *key, double seconds)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  wg_geo_staging_set_info (staging, key, g_ascii_dtostr (number, sizeof number, seconds));
}

static void
set_json (WgGeoStaging *staging, const char *key, JsonNode *taken)
{
  g_autoptr (JsonNode) node = taken;
  g_autofree char *text = json_to_string (node, FALSE);

  wg_geo_staging_set_info (staging, key, text);
}

static void
write_info (WgGeoReader *reader, const char *sha256, double seconds)
{
  const WgGeoReport *report = reader->report;
  const WgGeoSource *source = reader->source;
  WgGeoStaging *staging = reader->staging;
  g_autofree char *name = wg_geo_request_get_name (reader->request), *owner = wg_geo_owner_find (source);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  set_number (staging, "format", WG_STAGING_FORMAT);
  wg_geo_staging_set_info (staging, "kind", wg_import_kind_to_nick (reader->request->kind));
  wg_geo_staging_set_info (staging, "source", name);
  wg_geo_staging_set_info (staging, "layer", source->chosen->name);
  wg_geo_staging_set_info (staging, "driver", source->chosen->format->drivers[0]);
  wg_geo_staging_set_info (staging, "encoding", source->encoding.name);
  wg_geo_staging_set_info (staging, "encoding_confidence",
                           g_ascii_dtostr (number, sizeof number, source->encoding.confidence));
  wg_geo_staging_set_info (staging, "encoding_evidence", source->encoding.evidence);
  wg_geo_staging_set_info (staging, "crs", reader->crs.code);
  if (owner != NULL)
    wg_geo_staging_set_info (staging, "attribution", owner);
  wg_geo_staging_set_info (staging, "sha256", sha256);
  if (reader->left_out->len > 0)
    wg_geo_staging_set_info (staging, "left_out", reader->left_out->str);
  set_json (staging, "mapping", wg_geo_mapping_to_json (&reader->mapping));
  set_json (staging, "states", wg_geo_mapping_states_to_json (&reader->mapping));
  set_number (staging, "read", report->read);
  set_number (staging, "stored", report->stored);
  set_number (staging, "repaired", report->repaired);
  set_number (staging, "refused", report->refused);
  set_number (staging, "merged", report->merged);
  set_number (staging, "outside", 0);
  set_seconds (staging, "seconds", seconds);
  set_seconds (staging, "seconds_read", reader->read_seconds);
  set_seconds (staging, "seconds_check", reader->check_seconds);
  set_seconds (staging, "seconds_stage", wg_geo_staging_get_seconds (staging));
  set_number (staging, "complete", 1);
}

static void
print_done (WgGeoReader *reader)
{
  static const char *const names[] = { "read", "stored", "repaired", "refused", "merged", "outside" };
  const WgGeoReport *report = reader->report;
  const gint64 numbers[] = { report->read, report->stored, report->repaired, report->refused, report->merged, 0 };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "event");
  json_builder_add_string_value (builder, "done");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      json_builder_set_member_name (builder, names[i]);
      json_builder_add_int_value (builder, numbers[i]);
    }
  json_builder_set_member_name (builder, "encoding");
  json_builder_add_string_value (builder, reader->source->encoding.name);
  json_builder_set_member_name (builder, "crs");
  json_builder_add_string_value (builder, reader->crs.code);
  json_builder_set_member_name (builder, "mapping");
  json_builder_add_value (builder, wg_geo_mapping_to_json (&reader->mapping));
  json_builder_set_member_name (builder, "states");
  json_builder_add_value (builder, wg_geo_mapping_states_to_json (&reader->mapping));
  json_builder_end_object (builder);
  wg_geo_report_print (builder);
}

static gboolean
read_source (WgGeoReader *reader, GError **error)
{
  gint64 started = g_get_monotonic_time ();
  g_auto (GStrv) files = wg_geo_source_get_hashed_files (reader->source, reader->request);
  WgGeoHash *hash = wg_geo_hash_begin ((const char *const *) files);
  g_autofree char *sha256 = NULL;
  gboolean good = prepare (reader, error) && read_features (reader, error)
                  && wg_geo_mapping_check_states (&reader->mapping, reader->report, error);

  sha256 = wg_geo_hash_end (hash);
  if (!good)
    return FALSE;
  wg_geo_report_flush (reader->report);
  write_info (reader, sha256, (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC);
  if (!wg_geo_staging_finish (reader->staging, error))
    return FALSE;
  print_done (reader);
  return TRUE;
}

gboolean
wg_geo_read (const WgGeoRequest *request, WgGeoReport *report, WgGeoStaging *staging, GError **error)
{
  g_autoptr (WgGeoSource) source = wg_geo_source_open (request, report, error);
  WgGeoReader reader;
  gboolean good;

  if (source == NULL || !wg_geo_source_choose (source, request, report, error)
      || !wg_geo_source_begin (source, request, error)
      || !wg_geo_source_settle_encoding (source, request, report, error))
    return FALSE;
  wg_geo_reader_init (&reader, request, source, report, staging);
  good = read_source (&reader, error);
  wg_geo_reader_clear (&reader);
  return good;
}
