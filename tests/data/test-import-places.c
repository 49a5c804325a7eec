/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a district that lands in the sea is found out; one that lands a hundred metres off, or with its axes swapped, is
 * not. The expected degrees come from the published series of the transverse Mercator projection, worked out here.
 */

#include <math.h>
#include <string.h>

#include "wg-datum.h"
#include "wg-error.h"
#include "wg-shape.h"
#include "wg-test-import.h"
#include "wg-test-shapefile.h"

/* Transverse Mercator of CGCS2000 (a = 6378137, 1/f = 298.257222101, scale 1), forward, by the series of J. P. Snyder,
 * Map Projections: A Working Manual, formulas 8-9 to 8-15 and 3-21; good to millimetres within a zone.
 */
static void
project (double lon, double lat, double central, double false_easting, double *x, double *y)
{
  const double a = 6378137.0;
  const double f = 1.0 / 298.257222101;
  const double e2 = f * (2.0 - f);
  const double ep2 = e2 / (1.0 - e2);
  double phi = lat * G_PI / 180.0;
  double n = a / sqrt (1.0 - e2 * sin (phi) * sin (phi));
  double t = tan (phi) * tan (phi);
  double c = ep2 * cos (phi) * cos (phi);
  double q = (lon - central) * G_PI / 180.0 * cos (phi);
  double m = a
             * ((1.0 - e2 / 4.0 - 3.0 * e2 * e2 / 64.0 - 5.0 * pow (e2, 3) / 256.0) * phi
                - (3.0 * e2 / 8.0 + 3.0 * e2 * e2 / 32.0 + 45.0 * pow (e2, 3) / 1024.0) * sin (2.0 * phi)
                + (15.0 * e2 * e2 / 256.0 + 45.0 * pow (e2, 3) / 1024.0) * sin (4.0 * phi)
                - (35.0 * pow (e2, 3) / 3072.0) * sin (6.0 * phi));

  *x = false_easting
       + n * (q + (1.0 - t + c) * pow (q, 3) / 6.0
              + (5.0 - 18.0 * t + t * t + 72.0 * c - 58.0 * ep2) * pow (q, 5) / 120.0);
  *y = m
       + n * tan (phi)
             * (q * q / 2.0 + (5.0 - t + 9.0 * c + 4.0 * c * c) * pow (q, 4) / 24.0
                + (61.0 - 58.0 * t + t * t + 600.0 * c - 330.0 * ep2) * pow (q, 6) / 720.0);
}

static WgImportRequest *
write_point (const char *folder, double x, double y, const char *prj)
{
  const double xy[] = { x, y };
  g_autofree char *stem = g_build_filename (folder, "lamps", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autoptr (WgTestShapefile) shapefile = wg_test_shapefile_new (WG_TEST_POINT);

  wg_test_shapefile_add_field (shapefile, "CLASS", 'C', 8);
  wg_test_shapefile_add (shapefile, xy, 1, (const char *const[]){ "0101" });
  wg_test_shapefile_write (shapefile, stem, 0, prj, NULL);
  return wg_import_request_new (WG_IMPORT_FACILITIES, path);
}

static void
check_degrees (WgImportJob *job, double lon, double lat)
{
  g_autofree char *found_lon = wg_test_import_query (job, "SELECT lon FROM facility_row");
  g_autofree char *found_lat = wg_test_import_query (job, "SELECT lat FROM facility_row");

  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (found_lon, NULL), lon, 2e-8);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (found_lat, NULL), lat, 2e-8);
}

typedef struct
{
  const char *crs;
  double central;
  double false_easting;
} Zone;

static const Zone zones[] = {
  { "EPSG:4527", 117.0, 39500000.0 }, /* 3 degrees, with the number of the zone */
  { "EPSG:4548", 117.0, 500000.0 },   /* 3 degrees, without */
  { "EPSG:4498", 117.0, 20500000.0 }, /* 6 degrees, with */
  { "EPSG:4509", 117.0, 500000.0 },   /* 6 degrees, without */
};

static void
test_zone (gconstpointer data)
{
  const Zone *zone = data;
  char *folder = wg_test_import_make_folder ();
  g_autoptr (WgImportRequest) request = NULL;
  g_autoptr (WgImportJob) asking = NULL;
  g_autoptr (WgImportJob) told = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  double x;
  double y;

  project (116.6312, 40.3167, zone->central, zone->false_easting, &x, &y);
  request = write_point (folder, x, y, NULL);
  asking = wg_import_job_new (request);
  g_assert_null (wg_test_import_read (asking, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "--crs"));
  g_assert_true (g_strv_contains (wg_error_get_allowed (error), zone->crs));
  g_clear_error (&error);
  request->crs = g_strdup (zone->crs);
  told = wg_import_job_new (request);
  report = wg_test_import_read (told, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->crs, ==, zone->crs);
  check_degrees (told, 116.6312, 40.3167);
  wg_test_import_remove_folder (folder);
}

static const char wgs84[] = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
                            "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
static const char cgcs2000[] = "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\","
                               "SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
                               "UNIT[\"Degree\",0.0174532925199433]]";
static const char zone39[] = "PROJCS[\"CGCS2000_3_Degree_GK_CM_117E\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\","
                             "DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],"
                             "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],"
                             "PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",500000.0],"
                             "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",117.0],"
                             "PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

static WgImportReport *
read_point (double x, double y, const char *prj, WgImportJob **job)
{
  char *folder = wg_test_import_make_folder ();
  g_autoptr (WgImportRequest) request = write_point (folder, x, y, prj);
  g_autoptr (GError) error = NULL;
  WgImportReport *report;

  *job = wg_import_job_new (request);
  report = wg_test_import_read (*job, &error);
  g_assert_no_error (error);
  wg_test_import_remove_folder (folder);
  return report;
}

static void
check_point (double x, double y, const char *prj, const char *crs, const char *wanted)
{
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = read_point (x, y, prj, &job);
  g_autofree char *rules = wg_test_import_list_rules (report);

  g_assert_cmpstr (report->crs, ==, crs);
  g_assert_cmpstr (rules, ==, wanted);
  check_degrees (job, 116.6312, 40.3167);
}

static void
test_prj (void)
{
  g_autofree char *with_mark = g_strconcat ("\xEF\xBB\xBF", cgcs2000, NULL);
  double x;
  double y;

  check_point (116.6312, 40.3167, NULL, "EPSG:4490", "crs_missing=kept");
  check_point (116.6312, 40.3167, wgs84, "EPSG:4326", "crs_assumed_equal=kept");
  check_point (116.6312, 40.3167, cgcs2000, "EPSG:4490", "");
  check_point (116.6312, 40.3167, with_mark, "EPSG:4490", "");
  check_point (116.6312, 40.3167, "<!DOCTYPE html><html></html>", "EPSG:4490",
               "crs_unreadable=ignored crs_missing=kept");
  project (116.6312, 40.3167, 117.0, 500000.0, &x, &y);
  check_point (x, y, zone39, "EPSG:4548", "");
}

/* Read off a street map, a place is where it is in the world, not half a kilometre beside it. */
static void
test_street_maps (void)
{
  static const char *const codes[] = { "GCJ-02", "bd-09" };
  static const WgDatum datums[] = { WG_DATUM_GCJ02, WG_DATUM_BD09 };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      char *folder = wg_test_import_make_folder ();
      double lon = 116.6312, lat = 40.3167;
      g_autoptr (WgImportRequest) request = NULL;
      g_autoptr (WgImportJob) job = NULL;
      g_autoptr (WgImportReport) report = NULL;
      g_autoptr (GError) error = NULL;

      wg_datum_from_wgs84 (datums[i], &lon, &lat);
      g_assert_cmpfloat (wg_geo_distance_m (lon, lat, 116.6312, 40.3167), >, 100.0);
      request = write_point (folder, lon, lat, wgs84);
      request->crs = g_strdup (codes[i]);
      job = wg_import_job_new (request);
      report = wg_test_import_read (job, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_ascii_strcasecmp (report->crs, codes[i]), ==, 0);
      check_degrees (job, 116.6312, 40.3167);
      wg_test_import_remove_folder (folder);
    }
}

/* The answer of a person wins over the file, and is only ever a code. */
static void
test_asked (void)
{
  static const char *const wrong[] = { "EPSG:1", "http://127.0.0.1:1/crs", "/etc/passwd", "WGS84", "EPSG:5773" };
  char *folder = wg_test_import_make_folder ();
  g_autoptr (WgImportRequest) request = NULL;
  double x;
  double y;

  project (116.6312, 40.3167, 117.0, 500000.0, &x, &y);
  request = write_point (folder, x, y, wgs84);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (WgImportJob) job = NULL;
      g_autoptr (GError) error = NULL;

      g_free (request->crs);
      request->crs = g_strdup (wrong[i]);
      job = wg_import_job_new (request);
      g_assert_null (wg_test_import_read (job, &error));
      g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
    }
  g_free (request->crs);
  request->crs = g_strdup ("4548");
  {
    g_autoptr (WgImportJob) job = wg_import_job_new (request);
    g_autoptr (GError) error = NULL;
    g_autoptr (WgImportReport) report = wg_test_import_read (job, &error);

    g_assert_no_error (error);
    check_degrees (job, 116.6312, 40.3167);
  }
  wg_test_import_remove_folder (folder);
}

static void
test_choices (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autoptr (WgImportRequest) request = NULL;
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (JsonObject) source = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *choices;
  double x;
  double y;

  project (116.6312, 40.3167, 117.0, 39500000.0, &x, &y);
  request = write_point (folder, x, y, NULL);
  job = wg_import_job_new (request);
  source = wg_test_import_inspect (job, &error);
  g_assert_no_error (error);
  choices = json_object_get_array_member (source, "crs_choices");
  g_assert_cmpuint (json_array_get_length (choices), ==, 1);
  g_assert_cmpfloat_with_epsilon (
      json_object_get_double_member (json_array_get_object_element (choices, 0), "lon"), 116.6312, 1e-6);
  g_assert_true (json_object_get_null_member (source, "crs"));
  wg_test_import_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *name = g_strconcat ("/import-places/", zones[i].crs, NULL);

      g_test_add_data_func (name, &zones[i], test_zone);
    }
  g_test_add_func ("/import-places/prj", test_prj);
  g_test_add_func ("/import-places/asked", test_asked);
  g_test_add_func ("/import-places/street-maps", test_street_maps);
  g_test_add_func ("/import-places/choices", test_choices);
  return g_test_run ();
}
