/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: everything is kept in degrees of CGCS2000, longitude first. A file that does not say what its numbers are is
 * only believed when they can be nothing but degrees; otherwise the Chinese zones in which they would land in China are
 * offered and a person looks at the map.
 */

#include "wg-geo-crs.h"

#include <cpl_conv.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <stdlib.h>
#include <string.h>

#include "wg-error.h"

#define STORAGE_EPSG 4490

void
wg_geo_crs_clear (WgGeoCrs *crs)
{
  g_clear_pointer (&crs->transformation, OCTDestroyCoordinateTransformation);
  g_clear_pointer (&crs->code, g_free);
  g_clear_pointer (&crs->name, g_free);
}

static OGRSpatialReferenceH
new_from_epsg (int epsg)
{
  OGRSpatialReferenceH srs = OSRNewSpatialReference (NULL);
  OGRErr result;

  wg_geo_gdal_be_quiet (TRUE);
  result = OSRImportFromEPSG (srs, epsg);
  wg_geo_gdal_be_quiet (FALSE);
  OSRSetAxisMappingStrategy (srs, OAMS_TRADITIONAL_GIS_ORDER);
  if (result == OGRERR_NONE)
    return srs;
  OSRDestroySpatialReference (srs);
  return NULL;
}

/* Only "EPSG:N" or "N": the general parser of GDAL would also open files and web addresses. */
static OGRSpatialReferenceH
new_from_asked (const char *asked, GError **error)
{
  const char *digits = g_ascii_strncasecmp (asked, "EPSG:", 5) == 0 ? asked + 5 : asked;
  guint64 epsg = 0;
  OGRSpatialReferenceH srs = NULL;

  if (g_ascii_string_to_unsigned (digits, 10, 1024, 998999, &epsg, NULL))
    srs = new_from_epsg ((int) epsg);
  if (srs == NULL || (!OSRIsGeographic (srs) && !OSRIsProjected (srs)))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE,
                   _ ("“%s” names no coordinate system. Nothing was done. Use EPSG:4490 or EPSG:4548, for example."),
                   asked);
      g_clear_pointer (&srs, OSRDestroySpatialReference);
    }
  return srs;
}

static OGRSpatialReferenceH
new_from_prj (const char *path, WgGeoReport *report)
{
  OGRSpatialReferenceH srs = OSRNewSpatialReference (NULL);
  g_autofree char *text = NULL;
  gsize length = 0;
  OGRErr result = OGRERR_CORRUPT_DATA;

  if (g_file_get_contents (path, &text, &length, NULL) && length < 100000)
    {
      char *wkt = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;

      wg_geo_gdal_be_quiet (TRUE);
      result = OSRImportFromWkt (srs, &wkt);
      wg_geo_gdal_be_quiet (FALSE);
    }
  OSRSetAxisMappingStrategy (srs, OAMS_TRADITIONAL_GIS_ORDER);
  if (result == OGRERR_NONE)
    return srs;
  OSRDestroySpatialReference (srs);
  wg_geo_report_finding (report, 0, "crs_unreadable", "ignored", NULL,
                         _ ("The coordinate system (.prj) cannot be read; it was taken as missing."));
  return NULL;
}

static OGRSpatialReferenceH
new_from_layer (WgGeoSource *source, WgGeoReport *report)
{
  const WgGeoShapefile *shapefile = source->chosen->shapefile;
  OGRSpatialReferenceH own;
  OGRSpatialReferenceH srs;

  if (shapefile != NULL)
    return shapefile->prj != NULL && shapefile->shp != NULL ? new_from_prj (shapefile->prj, report) : NULL;
  own = OGR_L_GetSpatialRef (source->layer);
  /* A workbook or a table has no system of its own, whatever its driver says. */
  if (own == NULL || wkbFlatten (OGR_L_GetGeomType (source->layer)) == wkbNone
      || OSRIsLocal (own))
    return NULL;
  srs = OSRClone (own);
  OSRSetAxisMappingStrategy (srs, OAMS_TRADITIONAL_GIS_ORDER);
  return srs;
}

static gboolean
is_same (OGRSpatialReferenceH srs, int epsg)
{
  static const char *const options[] = { "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS",
                                         "IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", NULL };
  OGRSpatialReferenceH other = new_from_epsg (epsg);
  gboolean same = OSRIsSameEx (srs, other, options);

  OSRDestroySpatialReference (other);
  return same;
}

/* A .prj carries names and numbers but no code; the code is found by what they mean. */
static char *
find_code (OGRSpatialReferenceH srs)
{
  const char *code = OSRGetAuthorityCode (srs, NULL);
  OGRSpatialReferenceH *matches;
  int *confidences = NULL;
  int n_matches = 0;
  char *found = NULL;

  if (code != NULL)
    return g_strdup (code);
  /* The two that are met every day are compared; a search in the whole catalogue takes a while. */
  if (OSRIsGeographic (srs) && is_same (srs, 4326))
    return g_strdup ("4326");
  if (OSRIsGeographic (srs) && is_same (srs, STORAGE_EPSG))
    return g_strdup ("4490");
  matches = OSRFindMatches (srs, NULL, &n_matches, &confidences);
  if (n_matches > 0 && confidences[0] >= 70)
    found = g_strdup (OSRGetAuthorityCode (matches[0], NULL));
  OSRFreeSRSArray (matches);
  CPLFree (confidences);
  return found;
}

/* Where a system is meant for. Zones overlap in use, so what lies a little beyond is still within. */
static void
find_area (WgGeoCrs *crs, const char *code)
{
  OGRSpatialReferenceH known = code != NULL ? new_from_epsg (atoi (code)) : NULL;
  const double beyond[4] = { -5.0, -5.0, 5.0, 5.0 };

  crs->has_area = known != NULL
                  && OSRGetAreaOfUse (known, &crs->area[0], &crs->area[1], &crs->area[2], &crs->area[3], NULL)
                  && crs->area[0] <= crs->area[2];
  for (int i = 0; crs->has_area && i < 4; i++)
    crs->area[i] += beyond[i];
  if (known != NULL)
    OSRDestroySpatialReference (known);
}

static void
name_crs (WgGeoCrs *crs, OGRSpatialReferenceH srs)
{
  g_autofree char *code = NULL;

  wg_geo_gdal_be_quiet (TRUE);
  code = find_code (srs);
  crs->projected = OSRIsProjected (srs);
  if (crs->projected)
    find_area (crs, code);
  wg_geo_gdal_be_quiet (FALSE);
  crs->name = g_utf8_make_valid (OSRGetName (srs) != NULL ? OSRGetName (srs) : "", -1);
  crs->code = code != NULL ? g_strdup_printf ("EPSG:%s", code) : g_strdup (crs->name);
}

static OGRCoordinateTransformationH
make_transformation (OGRSpatialReferenceH from, OGRSpatialReferenceH to, gboolean ballpark)
{
  OGRCoordinateTransformationOptionsH options = OCTNewCoordinateTransformationOptions ();
  OGRCoordinateTransformationH transformation;

  wg_geo_gdal_be_quiet (TRUE);
  OCTCoordinateTransformationOptionsSetBallparkAllowed (options, ballpark);
  transformation = OCTNewCoordinateTransformationEx (from, to, options);
  wg_geo_gdal_be_quiet (FALSE);
  OCTDestroyCoordinateTransformationOptions (options);
  return transformation;
}

/* Straight to CGCS2000 where PROJ knows how; else to WGS 84, which is its equal for us; else without a datum shift. */
static void
find_way (WgGeoCrs *crs, OGRSpatialReferenceH srs, WgGeoReport *report)
{
  OGRSpatialReferenceH storage = new_from_epsg (STORAGE_EPSG);
  OGRSpatialReferenceH wgs84 = new_from_epsg (4326);

  crs->transformation = make_transformation (srs, storage, FALSE);
  if (crs->transformation == NULL && (crs->transformation = make_transformation (srs, wgs84, FALSE)) != NULL)
    wg_geo_report_finding (report, 0, "crs_assumed_equal", "kept", NULL,
                           _ ("The coordinates are in %s and went to WGS 84, which is kept unchanged as CGCS2000 "
                              "(EPSG:4490); the two differ by less than a metre."),
                           crs->code);
  else if (crs->transformation == NULL && (crs->transformation = make_transformation (srs, storage, TRUE)) != NULL)
    wg_geo_report_finding (report, 0, "crs_datum_ignored", "kept", NULL,
                           _ ("No exact way from %s to CGCS2000 (EPSG:4490) is known. Its datum was taken as equal, so "
                              "places may be off by a hundred metres; look at them on the map."),
                           crs->code);
  OSRDestroySpatialReference (storage);
  OSRDestroySpatialReference (wgs84);
}

static gboolean
use_srs (WgGeoCrs *crs, OGRSpatialReferenceH srs, WgGeoReport *report, GError **error)
{
  name_crs (crs, srs);
  if (g_str_equal (crs->code, "EPSG:4490"))
    return TRUE;
  if (g_str_equal (crs->code, "EPSG:4326"))
    {
      wg_geo_report_finding (report, 0, "crs_assumed_equal", "kept", NULL,
                             _ ("The coordinates are WGS 84 (EPSG:4326); they are kept unchanged as CGCS2000 "
                                "(EPSG:4490), from which they differ by less than a metre."));
      return TRUE;
    }
  find_way (crs, srs, report);
  if (crs->transformation != NULL)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
               _ ("Coordinates in %s cannot be turned into degrees. Nothing was imported. Say the right system with "
                  "--crs."),
               crs->code);
  return FALSE;
}

static void
choice_free (WgGeoCrsChoice *choice)
{
  g_free (choice->code);
  g_free (choice->name);
  g_free (choice);
}

/* China with its seas, in degrees. */
static gboolean
is_in_china (double lon, double lat)
{
  return lon > 73.0 && lon < 136.0 && lat > 3.0 && lat < 54.0;
}

static void
add_choice (GPtrArray *choices, int epsg, double x, double y)
{
  OGRSpatialReferenceH from = new_from_epsg (epsg);
  OGRSpatialReferenceH to = new_from_epsg (STORAGE_EPSG);
  OGRCoordinateTransformationH way = from != NULL ? make_transformation (from, to, TRUE) : NULL;
  gboolean good;

  wg_geo_gdal_be_quiet (TRUE);
  good = way != NULL && OCTTransform (way, 1, &x, &y, NULL) && is_in_china (x, y);
  wg_geo_gdal_be_quiet (FALSE);
  if (good)
    {
      WgGeoCrsChoice *choice = g_new0 (WgGeoCrsChoice, 1);

      choice->code = g_strdup_printf ("EPSG:%d", epsg);
      choice->name = g_strdup (OSRGetName (from));
      choice->lon = x;
      choice->lat = y;
      g_ptr_array_add (choices, choice);
    }
  if (way != NULL)
    OCTDestroyCoordinateTransformation (way);
  if (from != NULL)
    OSRDestroySpatialReference (from);
  OSRDestroySpatialReference (to);
}

/* A zone whose number stands before the easting is named by it. Without the number all zones fit: the 3-degree ones are
 * what cities use, so they come first.
 */
static void
add_choices (GPtrArray *choices, double x, double y)
{
  int zone = (int) (x / 1e6);

  if (zone >= 25 && zone <= 45)
    add_choice (choices, 4513 + zone - 25, x, y);
  else if (zone >= 13 && zone <= 23)
    add_choice (choices, 4491 + zone - 13, x, y);
  else if (x > 1e5 && x < 9e5)
    {
      for (int epsg = 4534; epsg <= 4554; epsg++)
        add_choice (choices, epsg, x, y);
      for (int epsg = 4502; epsg <= 4512; epsg++)
        add_choice (choices, epsg, x, y);
    }
  add_choice (choices, 3857, x, y);
}

GPtrArray *
wg_geo_crs_list_choices (const double *box)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  double x = (box[0] + box[2]) / 2.0;
  double y = (box[1] + box[3]) / 2.0;

  if (!isfinite (x) || !isfinite (y))
    return choices;
  add_choices (choices, x, y);
  if (choices->len == 0)
    add_choices (choices, y, x);
  return choices;
}

static gboolean
is_degrees (const double *box)
{
  return box[0] >= -180.0 && box[2] <= 180.0 && box[1] >= -90.0 && box[3] <= 90.0 && box[0] <= box[2];
}

static gboolean
ask (const double *box, WgGeoReport *report, GError **error)
{
  g_autoptr (GPtrArray) choices = wg_geo_crs_list_choices (box);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) codes = NULL;
  g_autofree char *all = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < choices->len; i++)
    g_strv_builder_add (builder, ((WgGeoCrsChoice *) choices->pdata[i])->code);
  codes = g_strv_builder_end (builder);
  all = g_strjoinv (", ", codes);
  if (codes[0] != NULL)
    text = g_strdup_printf (_ ("The file does not say what its coordinates (about %.0f, %.0f) are. Nothing was "
                               "imported. Say it with --crs; in China they could be %s."),
                            box[0], box[1], all);
  else
    text = g_strdup_printf (_ ("The file does not say what its coordinates (about %.0f, %.0f) are. Nothing was "
                               "imported. Say it with --crs EPSG:N."),
                            box[0], box[1]);
  return wg_geo_report_ask (report, "--crs", (const char *const *) codes, text, error);
}

static gboolean
assume (WgGeoCrs *crs, const double *box, WgGeoReport *report, GError **error)
{
  if (box != NULL && !is_degrees (box))
    return ask (box, report, error);
  crs->assumed = TRUE;
  crs->code = g_strdup ("EPSG:4490");
  crs->name = g_strdup ("China Geodetic Coordinate System 2000");
  if (box != NULL)
    wg_geo_report_finding (report, 0, "crs_missing", "kept", NULL,
                           _ ("The file does not say what its coordinates are. They look like degrees and were taken "
                              "as CGCS2000 (EPSG:4490); look at them on the map."));
  return TRUE;
}

/* What a person copies off a street map is in no list of systems, and off by half a kilometre. */
static gboolean
use_street_map (WgGeoCrs *crs, const char *asked)
{
  static const struct
  {
    const char *code;
    const char *name;
    WgDatum datum;
  } systems[] = { { "GCJ-02", N_ ("shifted as Chinese street maps are"), WG_DATUM_GCJ02 },
                  { "BD-09", N_ ("shifted as Baidu does"), WG_DATUM_BD09 } };

  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      if (g_ascii_strcasecmp (systems[i].code, asked) != 0)
        continue;
      crs->code = g_strdup (systems[i].code);
      crs->name = g_strdup (_ (systems[i].name));
      crs->datum = systems[i].datum;
      return TRUE;
    }
  return FALSE;
}

gboolean
wg_geo_crs_decide (WgGeoCrs *crs, WgGeoSource *source, const WgGeoRequest *request, const double *box,
                   WgGeoReport *report, GError **error)
{
  OGRSpatialReferenceH srs = NULL;
  gboolean good;

  if (request->crs != NULL && *request->crs != '\0')
    {
      if (use_street_map (crs, request->crs))
        return TRUE;
      srs = new_from_asked (request->crs, error);
      if (srs == NULL)
        return FALSE;
    }
  else
    srs = new_from_layer (source, report);
  good = srs != NULL ? use_srs (crs, srs, report, error) : assume (crs, box, report, error);
  if (srs != NULL)
    OSRDestroySpatialReference (srs);
  return good;
}

gboolean
wg_geo_crs_transform (const WgGeoCrs *crs, gsize n, double *x, double *y)
{
  gboolean good;

  for (gsize i = 0; crs->datum != WG_DATUM_NONE && i < n; i++)
    wg_datum_to_wgs84 (crs->datum, &x[i], &y[i]);
  if (crs->transformation == NULL)
    return TRUE;
  wg_geo_gdal_be_quiet (TRUE);
  good = OCTTransform (crs->transformation, (int) n, x, y, NULL);
  wg_geo_gdal_be_quiet (FALSE);
  return good;
}

/* Out of the house the same ways as in, walked backwards. */
static OGRCoordinateTransformationH
find_way_out (OGRSpatialReferenceH srs, const char *code, WgGeoReport *report)
{
  OGRSpatialReferenceH storage = new_from_epsg (STORAGE_EPSG);
  OGRSpatialReferenceH wgs84 = new_from_epsg (4326);
  OGRCoordinateTransformationH way = make_transformation (storage, srs, FALSE);

  if (way == NULL)
    way = make_transformation (wgs84, srs, FALSE);
  if (way == NULL && (way = make_transformation (storage, srs, TRUE)) != NULL)
    wg_geo_report_finding (report, 0, "crs_datum_ignored", "kept", NULL,
                           _ ("No exact way from CGCS2000 (EPSG:4490) to %s is known. Its datum was taken as equal, so places may "
                              "be off by a hundred metres."),
                           code);
  OSRDestroySpatialReference (storage);
  OSRDestroySpatialReference (wgs84);
  return way;
}

gboolean
wg_geo_crs_open_out (const char *asked, OGRSpatialReferenceH *srs, OGRCoordinateTransformationH *way, WgGeoReport *report,
                     GError **error)
{
  gboolean said = asked != NULL && *asked != '\0';

  *way = NULL;
  *srs = said ? new_from_asked (asked, error) : new_from_epsg (STORAGE_EPSG);
  if (*srs == NULL)
    return FALSE;
  if (OSRIsGeographic (*srs) && (is_same (*srs, STORAGE_EPSG) || is_same (*srs, 4326)))
    return TRUE;
  *way = find_way_out (*srs, asked, report);
  if (*way != NULL)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("Degrees cannot be turned into %s. Nothing was exported. Use another system."),
               asked);
  return FALSE;
}
