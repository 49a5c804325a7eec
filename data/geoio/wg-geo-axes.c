/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: surveyors write north first, web services latitude first, and a table calls either of them X. Which number is
 * which is seen from where they would lie: it is only turned round when it can be nothing else, and then it is told.
 */

#include "wg-geo-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "wg-geo-degrees.h"

#define MEASURED_FEATURES 1000

typedef enum
{
  SPACE_DEGREES,
  SPACE_SWAPPED, /* degrees, latitude first */
  SPACE_OTHER,
  N_SPACES,
} Space;

static gboolean
read_column (WgGeoReader *reader, OGRFeatureH feature, int field, double *value)
{
  gboolean cut = FALSE;
  gboolean bad = FALSE;
  const char *raw = OGR_F_GetFieldAsString (feature, field);
  g_autofree char *text = g_strdup (wg_geo_source_decode (reader->source, raw, &cut, &bad));

  return *g_strstrip (text) != '\0' && wg_geo_degrees_parse (text, value);
}

/* One corner of the feature, in raw numbers. */
static gboolean
get_raw_place (WgGeoReader *reader, OGRFeatureH feature, double place[2])
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);
  gboolean cases = reader->request->kind == WG_IMPORT_CASES;
  int lon = reader->mapping.columns[cases ? WG_GEO_CASE_LON : WG_GEO_FACILITY_LON].field;
  int lat = reader->mapping.columns[cases ? WG_GEO_CASE_LAT : WG_GEO_FACILITY_LAT].field;

  if ((cases || reader->request->kind == WG_IMPORT_FACILITIES) && lon >= 0 && lat >= 0)
    return read_column (reader, feature, lon, &place[0]) && read_column (reader, feature, lat, &place[1])
           && isfinite (place[0]) && isfinite (place[1]) && (place[0] != 0.0 || place[1] != 0.0);
  while (geometry != NULL && OGR_G_GetGeometryCount (geometry) > 0)
    geometry = OGR_G_GetGeometryRef (geometry, 0);
  if (geometry == NULL || OGR_G_GetPointCount (geometry) == 0)
    return FALSE;
  place[0] = OGR_G_GetX (geometry, 0);
  place[1] = OGR_G_GetY (geometry, 0);
  return isfinite (place[0]) && isfinite (place[1]);
}

static void
extend (double *box, const double *place, gboolean first)
{
  box[0] = first ? place[0] : MIN (box[0], place[0]);
  box[1] = first ? place[1] : MIN (box[1], place[1]);
  box[2] = first ? place[0] : MAX (box[2], place[0]);
  box[3] = first ? place[1] : MAX (box[3], place[1]);
}

static Space
find_space (const double place[2])
{
  if (wg_geo_is_in_world (place[0], place[1]))
    return SPACE_DEGREES;
  return wg_geo_is_in_world (place[1], place[0]) ? SPACE_SWAPPED : SPACE_OTHER;
}

static void
turn (double place[2])
{
  double first = place[0];

  place[0] = place[1];
  place[1] = first;
}

/* A few wild numbers among many degrees are mistakes of single features, not another coordinate system. */
gboolean
wg_geo_reader_measure (WgGeoReader *reader, double *box)
{
  double boxes[N_SPACES][4] = { { 0 } };
  int n[N_SPACES] = { 0 };
  Space most = SPACE_DEGREES;

  /* OpenStreetMap says that it is in degrees. */
  if (wg_geo_format_is_osm (reader->source->chosen->format))
    return FALSE;
  OGR_L_ResetReading (reader->source->layer);
  for (int i = 0; i < MEASURED_FEATURES; i++)
    {
      OGRFeatureH feature = wg_geo_source_next (reader->source);
      double place[2];

      if (feature == NULL)
        break;
      if (get_raw_place (reader, feature, place))
        {
          Space space = find_space (place);

          if (space == SPACE_SWAPPED)
            turn (place);
          extend (boxes[space], place, n[space]++ == 0);
        }
      wg_geo_reader_note_dates (reader, feature);
      OGR_F_Destroy (feature);
    }
  OGR_L_ResetReading (reader->source->layer);
  for (Space space = SPACE_SWAPPED; space < N_SPACES; space++)
    most = n[space] > n[most] ? space : most;
  reader->latitude_first = most == SPACE_SWAPPED;
  memcpy (box, boxes[most], sizeof boxes[most]);
  return n[most] > 0;
}

static gboolean
lies_within (const WgGeoCrs *crs, double x, double y)
{
  return wg_geo_crs_transform (crs, 1, &x, &y) && x >= crs->area[0] && x <= crs->area[2] && y >= crs->area[1]
         && y <= crs->area[3];
}

static gboolean
is_north_first (const WgGeoCrs *crs, const double *box)
{
  double x = (box[0] + box[2]) / 2.0;
  double y = (box[1] + box[3]) / 2.0;

  return crs->has_area && crs->transformation != NULL && !lies_within (crs, x, y) && lies_within (crs, y, x);
}

void
wg_geo_reader_settle_axes (WgGeoReader *reader, const double *box)
{
  const WgGeoCrs *crs = &reader->crs;

  reader->swaps = box != NULL && (crs->projected ? is_north_first (crs, box) : reader->latitude_first);
  if (reader->swaps)
    wg_geo_report_finding (reader->report, 0, "axes_swapped", "repaired", NULL,
                           crs->projected
                               ? _ ("The coordinates are written north before east: as they stand they would lie far "
                                    "outside the area of %s. They were exchanged; look at them on the map.")
                               : _ ("The coordinates are written latitude before longitude (%s). They were exchanged; "
                                    "look at them on the map."),
                           crs->code);
}

gboolean
wg_geo_reader_to_degrees (WgGeoReader *reader)
{
  WgGeoShape *shape = &reader->shape;

  if (reader->swaps)
    {
      double *first = shape->x;

      shape->x = shape->y;
      shape->y = first;
    }
  return wg_geo_shape_to_degrees (shape, &reader->crs);
}

gboolean
wg_geo_reader_place_to_degrees (WgGeoReader *reader, double lon_lat[2])
{
  if (!isfinite (lon_lat[0]) || !isfinite (lon_lat[1]))
    return FALSE;
  if (reader->swaps)
    turn (lon_lat);
  if (!wg_geo_crs_transform (&reader->crs, 1, &lon_lat[0], &lon_lat[1]) || !wg_geo_is_in_world (lon_lat[0], lon_lat[1]))
    return FALSE;
  lon_lat[0] = wg_geo_snap (lon_lat[0]);
  lon_lat[1] = wg_geo_snap (lon_lat[1]);
  return TRUE;
}

gboolean
wg_geo_reader_find_place (WgGeoReader *reader, double lon_lat[2])
{
  return reader->feature != NULL && get_raw_place (reader, reader->feature, lon_lat)
         && wg_geo_reader_place_to_degrees (reader, lon_lat);
}
