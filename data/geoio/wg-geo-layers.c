/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what lies under the grids needs no code and no home, only its shape and what it is. OpenStreetMap keeps all of it in
 * two heaps, lines and areas, and what a thing is in its tags.
 */

#include "wg-geo-layers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "wg-geo-wkt.h"

#define WKB_LINE 2
#define WKB_MULTI_LINE 5

typedef struct
{
  WgImportKind kind;
  const char *tag;
  const char *values; /* with | around each; NULL: any */
} Wanted;

static const Wanted wanted[] = {
  { WG_IMPORT_ROADS, "highway", NULL },
  { WG_IMPORT_WATER, "natural", "|water|bay|" },
  { WG_IMPORT_WATER, "landuse", "|reservoir|basin|" },
  { WG_IMPORT_WATER, "waterway", "|riverbank|dock|" },
  { WG_IMPORT_GREEN, "leisure", "|park|garden|golf_course|nature_reserve|playground|pitch|" },
  { WG_IMPORT_GREEN, "landuse", "|grass|forest|meadow|recreation_ground|village_green|cemetery|orchard|vineyard|farmland|" },
  { WG_IMPORT_GREEN, "natural", "|wood|scrub|grassland|heath|" },
};

gboolean
wg_geo_layer_wants (WgImportKind kind, OGRFeatureH feature)
{
  gboolean asked = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      int field = wanted[i].kind == kind ? OGR_F_GetFieldIndex (feature, wanted[i].tag) : -1;
      g_autofree char *value = NULL;

      if (field < 0)
        continue;
      asked = TRUE;
      if (!OGR_F_IsFieldSetAndNotNull (feature, field))
        continue;
      value = g_strdup_printf ("|%s|", OGR_F_GetFieldAsString (feature, field));
      if (wanted[i].values == NULL || strstr (wanted[i].values, value) != NULL)
        return TRUE;
    }
  return !asked;
}

static void
append_number (GByteArray *wkb, guint32 number)
{
  guint32 little = GUINT32_TO_LE (number);

  g_byte_array_append (wkb, (const guint8 *) &little, sizeof little);
}

static void
append_header (GByteArray *wkb, guint32 type)
{
  const guint8 little_endian = 1;

  g_byte_array_append (wkb, &little_endian, 1);
  append_number (wkb, type);
}

static void
set_number (GByteArray *wkb, gsize at, guint32 number)
{
  guint32 little = GUINT32_TO_LE (number);

  memcpy (wkb->data + at, &little, sizeof little);
}

static void
append_point (GByteArray *wkb, const double place[2])
{
  for (int i = 0; i < 2; i++)
    {
      union
      {
        double degrees;
        guint64 bits;
      } value = { place[i] };

      value.bits = GUINT64_TO_LE (value.bits);
      g_byte_array_append (wkb, (const guint8 *) &value.bits, sizeof value.bits);
    }
}

/* Adds one line; one of less than two different points adds nothing. FALSE: it leaves the world. */
static gboolean
append_line (WgGeoReader *reader, OGRGeometryH line, guint32 *n_lines)
{
  gsize start = reader->wkb->len;
  double last[2] = { 0.0, 0.0 };
  guint32 n = 0;

  append_header (reader->wkb, WKB_LINE);
  append_number (reader->wkb, 0);
  for (int i = 0; i < OGR_G_GetPointCount (line); i++)
    {
      double place[2] = { OGR_G_GetX (line, i), OGR_G_GetY (line, i) };

      if (!wg_geo_reader_place_to_degrees (reader, place))
        return FALSE;
      if (n > 0 && memcmp (place, last, sizeof last) == 0)
        continue;
      append_point (reader->wkb, place);
      memcpy (last, place, sizeof last);
      n++;
    }
  if (n < 2)
    g_byte_array_set_size (reader->wkb, (guint) start);
  else
    set_number (reader->wkb, start + 5, n);
  *n_lines += n >= 2;
  return TRUE;
}

/* Of a collection only the lines are taken. */
static gboolean
append_lines (WgGeoReader *reader, OGRGeometryH geometry, guint32 *n_lines)
{
  OGRwkbGeometryType type = wkbFlatten (OGR_G_GetGeometryType (geometry));

  if (type == wkbLineString)
    return append_line (reader, geometry, n_lines);
  if (type != wkbMultiLineString && type != wkbGeometryCollection)
    return TRUE;
  for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
    {
      if (!append_lines (reader, OGR_G_GetGeometryRef (geometry, i), n_lines))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_lines (WgGeoReader *reader)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (reader->feature);
  g_autofree char *unread = wg_geo_wkt_dup_unread (reader->feature, reader->source->chosen->wkt_field);
  guint32 n_lines = 0;

  if (unread != NULL)
    return wg_geo_reader_refuse (reader, "wkt_unreadable", NULL, _ ("Its line “%s” is a text that cannot be read."), unread)
           != WG_GEO_REFUSED;
  if (geometry == NULL || OGR_G_IsEmpty (geometry))
    return wg_geo_reader_refuse (reader, "null_geometry", NULL, _ ("It has no line.")) != WG_GEO_REFUSED;
  g_byte_array_set_size (reader->wkb, 0);
  append_header (reader->wkb, WKB_MULTI_LINE);
  append_number (reader->wkb, 0);
  if (!append_lines (reader, geometry, &n_lines))
    return wg_geo_reader_refuse (reader, "out_of_range", NULL, _ ("Its line lies outside the world.")) != WG_GEO_REFUSED;
  if (n_lines == 0)
    return wg_geo_reader_refuse (reader, "not_line", NULL, _ ("It is a %s, not a line."), OGR_G_GetGeometryName (geometry))
           != WG_GEO_REFUSED;
  set_number (reader->wkb, 5, n_lines);
  return TRUE;
}

WgGeoOutcome
wg_geo_store_layer (WgGeoReader *reader)
{
  gboolean repaired = FALSE;

  if (!(reader->request->kind == WG_IMPORT_ROADS ? take_lines (reader) : wg_geo_reader_take_outline (reader, &repaired)))
    return WG_GEO_REFUSED;
  wg_geo_staging_bind_number (reader->staging, 1, reader->seq);
  wg_geo_staging_bind_text (reader->staging, 2, wg_geo_reader_get_text (reader, WG_GEO_LAYER_NAME));
  wg_geo_staging_bind_text (reader->staging, 3, wg_geo_reader_get_text (reader, WG_GEO_LAYER_KIND));
  wg_geo_staging_bind_blob (reader->staging, 4, reader->wkb->data, reader->wkb->len);
  wg_geo_staging_write_row (reader->staging);
  return repaired ? WG_GEO_REPAIRED : WG_GEO_STORED;
}
