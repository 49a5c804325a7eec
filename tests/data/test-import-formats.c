/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the same two communities arrive in a dozen formats and must be the same two communities in the end.
 */

#include <string.h>

#include "wg-error.h"
#include "wg-test-import.h"

static const char communities[]
    = "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"properties\":{\"code\":\"110116001\",\"name\":\"府前社区\",\"parent\":\"110116\",\"people\":320},"
      "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[116.6,40.3],[116.61,40.3],[116.61,40.31],[116.6,40.31],"
      "[116.6,40.3]]]}},"
      "{\"type\":\"Feature\",\"properties\":{\"code\":\"110116002\",\"name\":\"龙山社区\",\"parent\":\"110116\",\"people\":150},"
      "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[116.61,40.3],[116.62,40.3],[116.62,40.31],[116.61,40.31],"
      "[116.61,40.3]]]}}]}";

static const char cases[]
    = "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"properties\":{\"number\":\"7\",\"title\":\"井盖\",\"reported\":\"2024/05/01 08:30:00\","
      "\"lon\":116.63,\"lat\":40.31},\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.63,40.31]}},"
      "{\"type\":\"Feature\",\"properties\":{\"number\":\"8\",\"title\":\"路灯\",\"reported\":\"2024/05/01 09:30:00\","
      "\"lon\":116.64,\"lat\":40.32},\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.64,40.32]}}]}";

typedef struct
{
  const char *driver;
  const char *name;
} Format;

static const Format formats[] = {
  { "GPKG", "a.gpkg" },          { "LIBKML", "a.kml" },     { "LIBKML", "a.kmz" },         { "GML", "a.gml" },
  { "MapInfo File", "a.tab" },   { "MapInfo File", "a.mif" }, { "FlatGeobuf", "a.fgb" },   { "GeoJSONSeq", "a.geojsonl" },
  { "ESRI Shapefile", "a.shp" },
};

static char *
convert (const char *folder, const char *text, const char *driver, const char *name)
{
  g_autofree char *from = g_build_filename (folder, "from.geojson", NULL);
  char *to = g_build_filename (folder, name, NULL);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (from, text, -1, NULL));
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_INHERIT_FDS, &error,
                            g_getenv ("WANGGE_TEST_CONVERT"), driver, from, to, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
  return to;
}

static void
test_format (gconstpointer data)
{
  const Format *format = data;
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = convert (folder, communities, format->driver, format->name);
  g_autofree char *rows = NULL;
  g_autofree char *sizes = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportJob) job = NULL;

  report = wg_test_import_file (WG_IMPORT_GRIDS, path, &job);
  rows = wg_test_import_query (job, "SELECT group_concat(code || name || parent || people) FROM"
                                    " (SELECT * FROM grid_row ORDER BY code)");
  sizes = wg_test_import_query (job, "SELECT group_concat(length(wkb)) FROM grid_row");
  g_assert_cmpstr (rows, ==, "110116001府前社区110116320,110116002龙山社区110116150");
  /* One part of one ring of five corners. */
  g_assert_cmpstr (sizes, ==, "102,102");
  g_assert_cmpint (report->repaired, ==, 0);
  wg_test_import_remove_folder (folder);
}

static void
check_cases (const char *driver, const char *name)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = convert (folder, cases, driver, name);
  g_autofree char *rows = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportJob) job = NULL;

  report = wg_test_import_file (WG_IMPORT_CASES, path, &job);
  rows = wg_test_import_query (job, "SELECT group_concat(number || title || reported_ms || ' ' || lon) FROM case_row");
  g_assert_cmpstr (rows, ==, "7井盖1714552200000 116.63,8路灯1714555800000 116.64");
  wg_test_import_remove_folder (folder);
}

/* What a wide cell above the header says is no name of a column, and a line of notes no row. */
static const char titled[]
    = "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"properties\":{\"网格台账\":\"制表：张三\",\"Field2\":null,\"Field3\":null},\"geometry\":null},"
      "{\"type\":\"Feature\",\"properties\":{\"网格台账\":\"网格编码\",\"Field2\":\"网格名称\",\"Field3\":\"范围\"},\"geometry\":null},"
      "{\"type\":\"Feature\",\"properties\":{\"网格台账\":\"110116001001\",\"Field2\":\"府前01\",\"Field3\":"
      "\"POLYGON ((116.6 40.3, 116.61 40.3, 116.61 40.31, 116.6 40.3))\"},\"geometry\":null}]}";

/* As above, but what stands below the poor header are values. */
static const char nameless[]
    = "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"properties\":{\"code\":\"110116001001\",\"Field2\":\"府前01\",\"Field3\":"
      "\"POLYGON ((116.6 40.3, 116.61 40.3, 116.61 40.31, 116.6 40.3))\"},\"geometry\":null}]}";

static void
test_title (void)
{
  static const char *const drivers[][2] = { { "XLSX", "a.xlsx" }, { "ODS", "a.ods" } };

  for (gsize i = 0; i < G_N_ELEMENTS (drivers); i++)
    {
      char *folder = wg_test_import_make_folder ();
      g_autofree char *path = convert (folder, titled, drivers[i][0], drivers[i][1]);
      g_autofree char *poor = NULL;
      g_autofree char *rows = NULL;
      g_autofree char *said = NULL;
      g_autoptr (WgImportReport) report = NULL, second = NULL;
      g_autoptr (WgImportJob) job = NULL, other = NULL;

      report = wg_test_import_file (WG_IMPORT_GRIDS, path, &job);
      rows = wg_test_import_query (job, "SELECT group_concat(code || name) FROM grid_row");
      said = wg_test_import_query (job, "SELECT text FROM finding WHERE rule = 'title_row'");
      g_assert_cmpstr (rows, ==, "110116001001府前01");
      g_assert_cmpstr (said, ==, "What stands above the header is no row and was left out: “网格台账 制表：张三”.");
      poor = convert (folder, nameless, drivers[i][0], drivers[i][1]);
      second = wg_test_import_file (WG_IMPORT_GRIDS, poor, &other);
      g_assert_cmpint (second->stored, ==, 1);
      wg_test_import_remove_folder (folder);
    }
}

static void
test_cases (void)
{
  check_cases ("XLSX", "cases.xlsx");
  check_cases ("GPKG", "cases.gpkg");
  check_cases ("CSV", "cases.csv");
}

/* A drawing has closed lines on named sheets, but no fields of ours: which one is the code is asked, not guessed. */
static void
test_drawing (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.dxf", NULL);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, path);
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autoptr (WgImportJob) told = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;

  g_assert_true (g_file_set_contents (path,
                                      "0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n8\nGRID\n90\n3\n70\n1\n10\n116.0\n20\n39.0\n"
                                      "10\n116.0\n20\n40.0\n10\n117.0\n20\n40.0\n0\nENDSEC\n0\nEOF\n",
                                      -1, NULL));
  g_assert_null (wg_test_import_read (job, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "--code"));
  g_clear_error (&error);
  wg_import_request_map (request, "code", "Layer");
  told = wg_import_job_new (request);
  report = wg_test_import_read (told, &error);
  g_assert_no_error (error);
  code = wg_test_import_query (told, "SELECT code || length(wkb) FROM grid_row");
  g_assert_cmpstr (code, ==, "GRID86");
  wg_test_import_remove_folder (folder);
}

/* What a web service of Esri answers; and where a feature is that cannot come in. */
static void
test_esri (void)
{
  static const char json[]
      = "{\"geometryType\":\"esriGeometryPolygon\",\"spatialReference\":{\"wkid\":4490},\"fields\":[{\"name\":\"CODE\",\"type\":"
        "\"esriFieldTypeString\",\"alias\":\"CODE\",\"length\":20}],\"features\":[{\"attributes\":{\"CODE\":\"1\"},\"geometry\":"
        "{\"rings\":[[[116,39],[116,40],[117,40],[116,39]]]}},{\"attributes\":{\"CODE\":\"\"},\"geometry\":"
        "{\"rings\":[[[118,39],[118,40],[119,40],[118,39]]]}}]}";
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.json", NULL);
  g_autofree char *rules = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportJob) job = NULL;
  const WgImportFinding *finding;

  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  report = wg_test_import_file (WG_IMPORT_GRIDS, path, &job);
  rules = wg_test_import_list_rules (report);
  g_assert_cmpint (report->stored, ==, 1);
  g_assert_cmpint (report->refused, ==, 1);
  g_assert_true (g_str_has_prefix (rules, "code_missing=refused"));
  finding = report->findings->pdata[0];
  g_assert_cmpint (finding->feature, ==, 2);
  g_assert_true (finding->has_place);
  g_assert_cmpfloat_with_epsilon (finding->lon, 118.0, 1e-9);
  wg_test_import_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strconcat ("/import-formats/", formats[i].name, NULL);

      g_test_add_data_func (name, &formats[i], test_format);
    }
  g_test_add_func ("/import-formats/cases", test_cases);
  g_test_add_func ("/import-formats/title", test_title);
  g_test_add_func ("/import-formats/esri", test_esri);
  g_test_add_func ("/import-formats/drawing", test_drawing);
  return g_test_run ();
}
