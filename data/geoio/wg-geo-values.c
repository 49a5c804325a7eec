/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a value of a file may be text in any encoding, a number that should be text, a time of a zone nobody wrote down.
 * What it is in our terms is decided here, and what it cannot be is told with its feature.
 */

#include "wg-geo-reader.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "wg-geo-degrees.h"
#include "wg-geo-time.h"
#include "wg-geo-wkt.h"

static void
append_trimmed (GString *to, const char *text)
{
  const char *end = text + strlen (text);

  /* Nearly every text begins and ends with a letter or a digit. */
  if (end > text && g_ascii_isalnum (text[0]) && g_ascii_isalnum (end[-1]))
    {
      g_string_append_len (to, text, end - text);
      return;
    }
  while (g_unichar_isspace (g_utf8_get_char (text)) && *text != '\0')
    text = g_utf8_next_char (text);
  while (end > text)
    {
      const char *last = g_utf8_find_prev_char (text, end);

      if (last == NULL || !g_unichar_isspace (g_utf8_get_char (last)))
        break;
      end = last;
    }
  g_string_append_len (to, text, end - text);
}

static void
take_string (WgGeoReader *reader, GString *to, int column, int field)
{
  const char *raw = OGR_F_GetFieldAsString (reader->feature, field);
  gboolean cut = FALSE;
  gboolean bad = FALSE;
  const char *text = wg_geo_source_decode (reader->source, raw, &cut, &bad);

  append_trimmed (to, text);
  if (cut)
    wg_geo_report_sum (reader->report, reader->seq, "text_cut", "kept",
                       /* Translators: %1$s is a number of texts, %2$s the number of a feature */
                       _ ("%1$s texts end in the middle of a character, which was left out (first: feature %2$s)."));
  if (bad && reader->fault->len == 0)
    g_string_printf (reader->fault, _ ("“%s” of field %s cannot be read as %s."), to->str,
                     reader->mapping.columns[column].name, reader->source->encoding.name);
}

/* As GDAL writes it, without its printf. */
static void
append_integer (GString *to, gint64 value)
{
  char digits[20];
  gsize n = sizeof digits;
  guint64 left = value < 0 ? -(guint64) value : (guint64) value;

  do
    {
      digits[--n] = (char) ('0' + left % 10);
      left /= 10;
    }
  while (left > 0);
  if (value < 0)
    g_string_append_c (to, '-');
  g_string_append_len (to, digits + n, (gssize) (sizeof digits - n));
}

static void
take_value (WgGeoReader *reader, GString *to, int column, int field)
{
  if (field < 0 || !OGR_F_IsFieldSetAndNotNull (reader->feature, field))
    return;
  switch (OGR_Fld_GetType (OGR_F_GetFieldDefnRef (reader->feature, field)))
    {
    case OFTReal:
      {
        double value = OGR_F_GetFieldAsDouble (reader->feature, field);

        if (value == floor (value) && fabs (value) < 1e15)
          g_string_append_printf (to, "%.0f", value);
        else
          g_string_append (to, OGR_F_GetFieldAsString (reader->feature, field));
        break;
      }
    case OFTString:
      take_string (reader, to, column, field);
      break;
    case OFTInteger:
    case OFTInteger64:
      append_integer (to, OGR_F_GetFieldAsInteger64 (reader->feature, field));
      break;
    default:
      append_trimmed (to, OGR_F_GetFieldAsString (reader->feature, field));
      break;
    }
}

/* Relations and ways of OpenStreetMap are numbered apart. */
static void
take_pair (WgGeoReader *reader, GString *to, int column)
{
  const WgGeoColumn *ours = &reader->mapping.columns[column];

  take_value (reader, to, column, ours->field);
  if (ours->joins)
    {
      if (to->len > 0)
        g_string_append_c (to, ' ');
      take_value (reader, to, column, ours->second);
      g_string_truncate (to, strlen (g_strchomp (to->str)));
    }
  else if (to->len > 0)
    g_string_prepend (to, "relation/");
  else
    {
      g_string_append (to, "way/");
      take_value (reader, to, column, ours->second);
    }
}

/* A file that names nothing can still be told apart by the order of its features. */
static const char *
number_feature (WgGeoReader *reader, GString *to, const char *constant)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, reader->seq);

  g_string_assign (to, constant);
  g_string_replace (to, WG_GEO_NUMBER, number, 0);
  return to->str;
}

static const char *
read_text (WgGeoReader *reader, int column)
{
  const WgGeoColumn *ours = &reader->mapping.columns[column];
  GString *to = reader->texts[column];

  if (ours->constant != NULL && strstr (ours->constant, WG_GEO_NUMBER) == NULL)
    return ours->constant;
  g_string_truncate (to, 0);
  if (ours->constant != NULL)
    return number_feature (reader, to, ours->constant);
  if (ours->field < 0)
    return NULL;
  if (ours->second >= 0)
    take_pair (reader, to, column);
  else
    take_value (reader, to, column, ours->field);
  return to->len > 0 ? to->str : NULL;
}

void
wg_geo_reader_load (WgGeoReader *reader, OGRFeatureH feature)
{
  reader->feature = feature;
  g_string_truncate (reader->fault, 0);
  for (int i = 0; i < reader->mapping.n_columns; i++)
    reader->values[i] = read_text (reader, i);
}

gboolean
wg_geo_reader_check_texts (WgGeoReader *reader)
{
  if (reader->fault->len == 0)
    return TRUE;
  wg_geo_reader_refuse (reader, "text_unreadable", NULL, "%s", reader->fault->str);
  return FALSE;
}

const char *
wg_geo_reader_get_text (WgGeoReader *reader, int column)
{
  return reader->values[column];
}

gboolean
wg_geo_reader_get_number (WgGeoReader *reader, int column, gint64 *value)
{
  const char *text = wg_geo_reader_get_text (reader, column);
  char *end;
  double number;

  if (text == NULL)
    return FALSE;
  number = g_ascii_strtod (text, &end);
  if (*end == '\0' && end != text && number >= 0.0 && number < 1e9)
    {
      *value = (gint64) llround (number);
      return TRUE;
    }
  wg_geo_reader_tell (reader, "number_unreadable", "kept", _ ("“%s” in %s is not a number; it was left empty."), text,
                      reader->mapping.columns[column].ours);
  return FALSE;
}

/* GDAL's flag of a zone: 0 unknown, 1 local, 100 UTC, and a quarter of an hour for each step from there. */
static gboolean
get_typed_time (WgGeoReader *reader, int field, gint64 *ms)
{
  int parts[6];
  int flag;
  float seconds;

  if (!OGR_F_GetFieldAsDateTimeEx (reader->feature, field, &parts[0], &parts[1], &parts[2], &parts[3], &parts[4],
                                   &seconds, &flag))
    return FALSE;
  parts[5] = (int) seconds;
  return wg_geo_time_from_parts (parts, (int) lroundf ((seconds - floorf (seconds)) * 1000.0f),
                                 flag > 1 ? (flag - 100) * 15 : G_MININT, reader->zone, ms);
}

gboolean
wg_geo_reader_read_time (WgGeoReader *reader, int column, gint64 *ms)
{
  const WgGeoColumn *ours = &reader->mapping.columns[column];
  const char *text = wg_geo_reader_get_text (reader, column);

  if (text == NULL)
    return FALSE;
  if (ours->field >= 0 && ours->constant == NULL)
    {
      OGRFieldType type = OGR_Fld_GetType (OGR_F_GetFieldDefnRef (reader->feature, ours->field));

      if ((type == OFTDateTime || type == OFTDate) && get_typed_time (reader, ours->field, ms))
        return TRUE;
    }
  return wg_geo_time_parse (text, reader->zone, reader->day_order, ms);
}

gboolean
wg_geo_reader_get_time (WgGeoReader *reader, int column, gint64 *ms)
{
  const char *text = wg_geo_reader_get_text (reader, column);

  if (text == NULL || wg_geo_reader_read_time (reader, column, ms))
    return text != NULL;
  wg_geo_reader_tell (reader, "date_unreadable", "kept", _ ("“%s” in %s is not a time that can be read; it was left empty."),
                      text, reader->mapping.columns[column].ours);
  return FALSE;
}

static WgGeoPlaceResult
finish_place (WgGeoReader *reader, double lon_lat[2])
{
  return wg_geo_reader_place_to_degrees (reader, lon_lat) ? WG_GEO_PLACE_GOOD : WG_GEO_PLACE_OUT_OF_RANGE;
}

static WgGeoPlaceResult
take_columns (WgGeoReader *reader, int lon_column, int lat_column, double lon_lat[2])
{
  const char *lon = wg_geo_reader_get_text (reader, lon_column);
  const char *lat = wg_geo_reader_get_text (reader, lat_column);

  if (lon == NULL || lat == NULL)
    return WG_GEO_PLACE_NONE;
  if (!wg_geo_degrees_parse (lon, &lon_lat[0]) || !wg_geo_degrees_parse (lat, &lon_lat[1]))
    return WG_GEO_PLACE_UNREADABLE;
  /* Zero, zero is how an empty place is written by programs that cannot leave one empty. */
  if (lon_lat[0] == 0.0 && lon_lat[1] == 0.0)
    return WG_GEO_PLACE_NONE;
  return finish_place (reader, lon_lat);
}

WgGeoPlaceResult
wg_geo_reader_take_place (WgGeoReader *reader, int lon_column, int lat_column, double lon_lat[2])
{
  OGRGeometryH geometry;

  if (reader->mapping.columns[lon_column].field >= 0)
    return take_columns (reader, lon_column, lat_column, lon_lat);
  geometry = OGR_F_GetGeometryRef (reader->feature);
  if (geometry == NULL || OGR_G_IsEmpty (geometry))
    return WG_GEO_PLACE_NONE;
  if (wkbFlatten (OGR_G_GetGeometryType (geometry)) == wkbMultiPoint && OGR_G_GetGeometryCount (geometry) == 1)
    geometry = OGR_G_GetGeometryRef (geometry, 0);
  if (wkbFlatten (OGR_G_GetGeometryType (geometry)) != wkbPoint)
    return WG_GEO_PLACE_WRONG_TYPE;
  if (OGR_G_Is3D (geometry))
    wg_geo_report_sum (reader->report, reader->seq, "z_dropped", "ignored",
                       _ ("Features with heights, which are not kept: %1$s (first: feature %2$s)."));
  lon_lat[0] = OGR_G_GetX (geometry, 0);
  lon_lat[1] = OGR_G_GetY (geometry, 0);
  return finish_place (reader, lon_lat);
}

static void
tell_notes (WgGeoReader *reader, const WgGeoShapeNotes *notes)
{
  if (notes->had_z)
    wg_geo_report_sum (reader->report, reader->seq, "z_dropped", "ignored",
                       _ ("Features with heights, which are not kept: %1$s (first: feature %2$s)."));
  if (notes->had_m)
    wg_geo_report_sum (reader->report, reader->seq, "m_dropped", "ignored",
                       _ ("Features with measures, which are not kept: %1$s (first: feature %2$s)."));
  if (notes->had_repeats)
    wg_geo_report_sum (reader->report, reader->seq, "duplicate_vertex", "ignored",
                       _ ("Features with corners twice in a row, of which one was left out: %1$s (first: feature %2$s)."));
  if (notes->was_turned)
    wg_geo_report_sum (reader->report, reader->seq, "ring_order", "kept",
                       _ ("Features with a hole that runs the same way round as its outline; it is taken as a hole all the same: %1$s "
                          "(first: feature %2$s)."));
  if (notes->was_line)
    wg_geo_report_sum (reader->report, reader->seq, "closed_line", "kept",
                       _ ("Closed lines that were taken as outlines: %1$s (first: feature %2$s)."));
  if (notes->was_curved)
    wg_geo_report_sum (reader->report, reader->seq, "curve_straightened", "kept",
                       _ ("Features with curves, which became short straight lines: %1$s (first: feature %2$s)."));
}

static gboolean
say_no_outline (WgGeoReader *reader, WgGeoShapeResult result)
{
  g_autofree char *unread = NULL;

  switch (result)
    {
    case WG_GEO_SHAPE_NULL:
      unread = wg_geo_wkt_dup_unread (reader->feature, reader->source->chosen->wkt_field);
      if (unread != NULL)
        wg_geo_reader_refuse (reader, "wkt_unreadable", NULL, _ ("Its outline “%s” is a text that cannot be read."), unread);
      else
        wg_geo_reader_refuse (reader, "null_geometry", NULL, _ ("It has no outline."));
      return FALSE;
    case WG_GEO_SHAPE_EMPTY:
      wg_geo_reader_refuse (reader, "empty_geometry", NULL, _ ("Its outline is empty."));
      return FALSE;
    case WG_GEO_SHAPE_NAN:
      wg_geo_reader_refuse (reader, "nan_coordinate", NULL, _ ("Its outline has a corner that is no number."));
      return FALSE;
    default:
      wg_geo_reader_refuse (reader, "not_polygon", NULL, _ ("It is a %s, not a polygon."),
                            OGR_G_GetGeometryName (OGR_F_GetGeometryRef (reader->feature)));
      return FALSE;
    }
}

/* Findings of the outline itself; returns whether something of it was mended. */
static gboolean
tell_mended (WgGeoReader *reader, const WgGeoShapeNotes *notes, const WgGeoVerdict *verdict)
{
  if (verdict->repaired)
    wg_geo_report_finding (reader->report, reader->seq, verdict->rule, "repaired", verdict->lon_lat,
                           _ ("%s It was repaired; the area went from %.0f to %.0f m²."), verdict->text,
                           verdict->area_before_m2, verdict->area_after_m2);
  if (notes->was_open)
    wg_geo_report_finding (reader->report, reader->seq, "unclosed_ring", "repaired", verdict->lon_lat,
                           _ ("Its outline was not closed; the last corner was joined to the first."));
  if (notes->was_mixed)
    wg_geo_report_finding (reader->report, reader->seq, "mixed_types", "repaired", verdict->lon_lat,
                           _ ("Parts of it are no polygons; they were left out."));
  return verdict->repaired || notes->was_open || notes->was_mixed;
}

gboolean
wg_geo_reader_take_outline (WgGeoReader *reader, gboolean *repaired)
{
  WgGeoShapeNotes notes;
  WgGeoVerdict verdict;
  WgGeoShapeResult result;
  gboolean good;

  result = wg_geo_shape_take (&reader->shape, OGR_F_GetGeometryRef (reader->feature), &notes);
  if (result != WG_GEO_SHAPE_GOOD)
    return say_no_outline (reader, result);
  tell_notes (reader, &notes);
  if (!wg_geo_reader_to_degrees (reader))
    {
      wg_geo_reader_refuse (reader, "out_of_range", NULL, _ ("Its outline lies outside the world."));
      return FALSE;
    }
  if (reader->shape.n > 0)
    memcpy (reader->corner, (double[2]){ reader->shape.x[0], reader->shape.y[0] }, sizeof reader->corner);
  good = wg_geo_checker_check (reader->checker, &reader->shape, reader->wkb, &verdict);
  if (good)
    *repaired = tell_mended (reader, &notes, &verdict);
  else
    wg_geo_reader_refuse (reader, verdict.rule, verdict.lon_lat, "%s", verdict.text);
  g_free (verdict.text);
  return good;
}
