/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: which field is the code is a guess until somebody says so. The guess looks at names and at values (a code that
 * repeats in every other row is none), is always reported, and gives way to whatever was asked.
 */

#include "wg-geo-mapping.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "wg-error.h"
#include "wg-geo-guess.h"
#include "wg-import-request.h"

#define SAMPLE_ROWS 300
#define CLEARLY_DISTINCT 0.9

/* What the values of a field are like. */
typedef struct
{
  GHashTable *values;
  int n_filled;
} FieldSample;

static char **
list_shown_fields (WgGeoSource *source)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (source->layer);

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      gboolean cut = FALSE;
      gboolean bad = FALSE;
      const char *raw = OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i));

      g_strv_builder_add (builder, wg_geo_source_decode (source, raw, &cut, &bad));
    }
  return g_strv_builder_end (builder);
}

/* A table of a shapefile keeps ten bytes of a name: ten letters, or three to five Chinese characters. */
static gboolean *
list_cut_fields (WgGeoSource *source, const WgGeoMapping *mapping)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (source->layer);
  int n_fields = OGR_FD_GetFieldCount (definition);
  gboolean *may_be_cut = g_new0 (gboolean, (gsize) n_fields + 1);

  for (int i = 0; source->chosen->shapefile != NULL && i < n_fields; i++)
    {
      gsize length = strlen (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)));
      gboolean letters = g_str_is_ascii (mapping->fields[i]);

      may_be_cut[i] = length >= (letters ? 10 : 9);
    }
  return may_be_cut;
}

static FieldSample *
sample_fields (WgGeoSource *source, int n_fields, int *n_rows)
{
  FieldSample *samples = g_new0 (FieldSample, (gsize) n_fields + 1);
  OGRFeatureH feature;

  for (int i = 0; i < n_fields; i++)
    samples[i].values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  *n_rows = 0;
  /* Reading OpenStreetMap twice takes twice as long, and its tags are known. */
  if (wg_geo_format_is_osm (source->chosen->format))
    return samples;
  OGR_L_ResetReading (source->layer);
  for (; *n_rows < SAMPLE_ROWS; (*n_rows)++)
    {
      feature = wg_geo_source_next (source);
      if (feature == NULL)
        break;
      for (int i = 0; i < n_fields; i++)
        {
          const char *text = OGR_F_IsFieldSetAndNotNull (feature, i) ? OGR_F_GetFieldAsString (feature, i) : "";

          if (*text == '\0')
            continue;
          samples[i].n_filled++;
          g_hash_table_add (samples[i].values, g_strdup (text));
        }
      OGR_F_Destroy (feature);
    }
  OGR_L_ResetReading (source->layer);
  return samples;
}

static double
get_distinct_share (const FieldSample *sample, int n_rows)
{
  return n_rows > 0 ? (double) g_hash_table_size (sample->values) / n_rows : 1.0;
}

/* Names first, values second: among names that fit equally the field with the most different values; a code or number
 * is looked for among the clearly distinct fields before the others.
 */
static int
guess_field (const WgGeoMapping *mapping, const char *ours, const FieldSample *samples, int n_rows, gboolean distinct)
{
  double best_share = -1.0;
  int best_rank = 0;
  int best = -1;

  for (int i = 0; mapping->fields[i] != NULL; i++)
    {
      int rank = wg_geo_guess_rank (mapping->kind, ours, mapping->fields[i], mapping->may_be_cut[i]);
      double distinct_share = get_distinct_share (&samples[i], n_rows);

      if (rank == 0 || (n_rows > 0 && samples[i].n_filled == 0) || (distinct && distinct_share < CLEARLY_DISTINCT))
        continue;
      if (rank > best_rank || (rank == best_rank && distinct_share > best_share))
        {
          best = i;
          best_rank = rank;
          best_share = distinct_share;
        }
    }
  return best;
}

/* Areas of OpenStreetMap have the number of a relation or of a way, and an address in two tags. */
static void
pair_osm_fields (WgGeoMapping *mapping, OGRFeatureDefnH definition)
{
  for (int i = 0; i < mapping->n_columns; i++)
    {
      WgGeoColumn *column = &mapping->columns[i];

      if (g_str_equal (column->ours, "code") && OGR_FD_GetFieldIndex (definition, "osm_way_id") >= 0)
        {
          column->field = OGR_FD_GetFieldIndex (definition, "osm_id");
          column->second = OGR_FD_GetFieldIndex (definition, "osm_way_id");
        }
      else if (g_str_equal (column->ours, "address") && OGR_FD_GetFieldIndex (definition, "addr:street") >= 0)
        {
          column->field = OGR_FD_GetFieldIndex (definition, "addr:street");
          column->second = OGR_FD_GetFieldIndex (definition, "addr:housenumber");
          column->joins = TRUE;
        }
    }
}

static void
guess (WgGeoMapping *mapping, WgGeoSource *source)
{
  int n_fields = (int) g_strv_length (mapping->fields);
  int n_rows = 0;
  FieldSample *samples = sample_fields (source, n_fields, &n_rows);

  for (int i = 0; i < mapping->n_columns; i++)
    {
      const char *ours = mapping->columns[i].ours;
      gboolean is_key = g_str_equal (ours, "code") || g_str_equal (ours, "number");
      int field = is_key ? guess_field (mapping, ours, samples, n_rows, TRUE) : -1;

      if (field < 0)
        field = guess_field (mapping, ours, samples, n_rows, FALSE);
      mapping->columns[i].field = field;
    }
  if (wg_geo_format_is_osm (source->chosen->format))
    pair_osm_fields (mapping, OGR_L_GetLayerDefn (source->layer));
  for (int i = 0; i < n_fields; i++)
    g_hash_table_unref (samples[i].values);
  g_free (samples);
}

static gboolean
is_named (const WgGeoMapping *mapping, int field, const char *name, int pass)
{
  const char *shown = mapping->fields[field];

  if (pass == 0)
    return g_str_equal (shown, name);
  if (pass == 1)
    return g_ascii_strcasecmp (shown, name) == 0;
  return mapping->may_be_cut[field] && g_ascii_strncasecmp (shown, name, strlen (shown)) == 0;
}

/* Spelt so, or in other letters, or in full where the table had no room for that. */
static int
find_field (const WgGeoMapping *mapping, const char *name)
{
  for (int pass = 0; pass < 3; pass++)
    {
      for (int i = 0; mapping->fields[i] != NULL; i++)
        {
          if (is_named (mapping, i, name, pass))
            return i;
        }
    }
  return -1;
}

static gboolean
lay_over (WgGeoMapping *mapping, const WgGeoRequest *request, GError **error)
{
  for (int i = 0; i < mapping->n_columns; i++)
    {
      WgGeoColumn *column = &mapping->columns[i];
      const char *asked = g_hash_table_lookup (request->map, column->ours);

      if (asked == NULL)
        continue;
      column->said = TRUE;
      column->field = column->second = -1;
      if (*asked == '=')
        column->constant = g_strdup (asked + 1);
      else if (*asked != '\0' && (column->field = find_field (mapping, asked)) < 0)
        {
          g_autofree char *all = g_strjoinv (", ", mapping->fields);

          g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND,
                       _ ("The layer has no field “%s”. Nothing was imported. Fields are: %s."), asked, all);
          wg_error_set_allowed (*error, (const char *const *) mapping->fields);
          return FALSE;
        }
    }
  return TRUE;
}

/* A place is either two fields or none. */
static void
pair_places (WgGeoMapping *mapping, WgGeoSource *source, const WgGeoRequest *request)
{
  int lon = mapping->kind == WG_IMPORT_CASES ? WG_GEO_CASE_LON : WG_GEO_FACILITY_LON;
  int lat = mapping->kind == WG_IMPORT_CASES ? WG_GEO_CASE_LAT : WG_GEO_FACILITY_LAT;
  gboolean asked = g_hash_table_contains (request->map, "lon") || g_hash_table_contains (request->map, "lat");
  gboolean has_shapes = source->chosen->type != wkbNone;

  if (mapping->kind != WG_IMPORT_CASES && mapping->kind != WG_IMPORT_FACILITIES)
    return;
  if ((has_shapes && !asked) || mapping->columns[lon].field < 0 || mapping->columns[lat].field < 0)
    mapping->columns[lon].field = mapping->columns[lat].field = -1;
}

gboolean
wg_geo_mapping_decide (WgGeoMapping *mapping, WgGeoSource *source, const WgGeoRequest *request, GError **error)
{
  const char *const *ours = wg_import_request_get_columns (request->kind);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  *mapping = (WgGeoMapping){ .kind = request->kind };
  mapping->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  mapping->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  mapping->fields = list_shown_fields (source);
  mapping->may_be_cut = list_cut_fields (source, mapping);
  for (; ours[mapping->n_columns] != NULL && mapping->n_columns < WG_GEO_MAX_COLUMNS; mapping->n_columns++)
    mapping->columns[mapping->n_columns] = (WgGeoColumn){ ours[mapping->n_columns], -1, -1, FALSE, NULL, NULL, FALSE };
  g_hash_table_iter_init (&iter, request->states);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_replace (mapping->states, wg_geo_guess_fold_state (key), g_strdup (value));
  guess (mapping, source);
  if (!lay_over (mapping, request, error))
    return FALSE;
  pair_places (mapping, source, request);
  for (int i = 0; i < mapping->n_columns; i++)
    {
      if (mapping->columns[i].field >= 0)
        mapping->columns[i].name = g_strdup (mapping->fields[mapping->columns[i].field]);
    }
  return TRUE;
}

void
wg_geo_mapping_clear (WgGeoMapping *mapping)
{
  for (int i = 0; i < mapping->n_columns; i++)
    {
      g_clear_pointer (&mapping->columns[i].name, g_free);
      g_clear_pointer (&mapping->columns[i].constant, g_free);
    }
  g_clear_pointer (&mapping->fields, g_strfreev);
  g_clear_pointer (&mapping->may_be_cut, g_free);
  g_clear_pointer (&mapping->states, g_hash_table_unref);
  g_clear_pointer (&mapping->used, g_hash_table_unref);
}

gboolean
wg_geo_mapping_has (const WgGeoMapping *mapping, int column)
{
  return mapping->columns[column].field >= 0 || mapping->columns[column].constant != NULL;
}

static gboolean
ask_for (const WgGeoMapping *mapping, WgGeoReport *report, const char *option, const char *format, GError **error)
{
  g_autofree char *all = mapping->fields[0] != NULL ? g_strjoinv (", ", mapping->fields) : g_strdup (_ ("none at all"));
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "%s", all, 1);
  return wg_geo_report_ask (report, option, (const char *const *) mapping->fields, text->str, error);
}

gboolean
wg_geo_mapping_check (const WgGeoMapping *mapping, WgGeoReport *report, GError **error)
{
  if (mapping->kind == WG_IMPORT_GRIDS && !wg_geo_mapping_has (mapping, WG_GEO_GRID_CODE))
    return ask_for (mapping, report, "--code",
                    _ ("It cannot be told which field holds the code of a grid. Nothing was imported. Say it with "
                       "--code; fields are: %s."),
                    error);
  if (mapping->kind == WG_IMPORT_FACILITIES && !wg_geo_mapping_has (mapping, WG_GEO_FACILITY_CLASS_CODE))
    return ask_for (mapping, report, "--map",
                    _ ("It cannot be told which field holds the class of a facility. Nothing was imported. Say it with "
                       "--map class_code=FIELD, or --map class_code==CLASS for all of them; fields are: %s."),
                    error);
  if (mapping->kind == WG_IMPORT_CASES && !wg_geo_mapping_has (mapping, WG_GEO_CASE_REPORTED))
    return ask_for (mapping, report, "--map",
                    _ ("It cannot be told which field holds the time a case was reported. Nothing was imported. Say it "
                       "with --map reported=FIELD, or --map reported==TIME for all of them; fields are: %s."),
                    error);
  if (mapping->kind == WG_IMPORT_PERSONS && !wg_geo_mapping_has (mapping, WG_GEO_PERSON_NAME))
    return ask_for (mapping, report, "--name",
                    _ ("It cannot be told which field holds the name of a person. Nothing was imported. Say it with "
                       "--name; fields are: %s."),
                    error);
  return TRUE;
}

const char *
wg_geo_mapping_get_state (WgGeoMapping *mapping, const char *foreign)
{
  g_autofree char *folded = NULL;
  const char *state;
  gpointer known;

  if (g_hash_table_lookup_extended (mapping->used, foreign, NULL, &known))
    return known;
  folded = wg_geo_guess_fold_state (foreign);
  state = g_hash_table_lookup (mapping->states, folded);
  if (state == NULL)
    state = wg_geo_guess_state (foreign);
  if (g_hash_table_size (mapping->used) < 1000)
    g_hash_table_insert (mapping->used, g_strdup (foreign), g_strdup (state));
  return state;
}

gboolean
wg_geo_mapping_check_states (const WgGeoMapping *mapping, WgGeoReport *report, GError **error)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (mapping->used), (GCompareFunc) g_strcmp0);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();
  g_autofree char *all = NULL;
  g_autofree char *text = NULL;

  for (GList *at = keys; at != NULL; at = at->next)
    {
      if (g_hash_table_lookup (mapping->used, at->data) == NULL)
        g_ptr_array_add (unknown, at->data);
    }
  if (unknown->len == 0)
    return TRUE;
  g_ptr_array_add (unknown, NULL);
  all = g_strjoinv ("”, “", (char **) unknown->pdata);
  text = g_strdup_printf (_ ("It cannot be told what these states mean: “%s”. Nothing was imported. Say it with "
                             "--states FOREIGN=state; ours are reported, filed, assigned, handling, handled, closed, "
                             "rejected, merged."),
                          all);
  return wg_geo_report_ask (report, "--states", (const char *const *) unknown->pdata, text, error);
}

JsonNode *
wg_geo_mapping_to_json (const WgGeoMapping *mapping)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  for (int i = 0; i < mapping->n_columns; i++)
    {
      const WgGeoColumn *column = &mapping->columns[i];
      g_autofree char *constant = column->constant != NULL ? g_strconcat ("=", column->constant, NULL) : NULL;

      if (column->name == NULL && constant == NULL)
        continue;
      json_builder_set_member_name (builder, column->ours);
      json_builder_add_string_value (builder, constant != NULL ? constant : column->name);
    }
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

JsonNode *
wg_geo_mapping_states_to_json (const WgGeoMapping *mapping)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (mapping->used), (GCompareFunc) g_strcmp0);

  json_builder_begin_object (builder);
  for (GList *at = keys; at != NULL; at = at->next)
    {
      const char *state = g_hash_table_lookup (mapping->used, at->data);

      json_builder_set_member_name (builder, at->data);
      if (state != NULL)
        json_builder_add_string_value (builder, state);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
