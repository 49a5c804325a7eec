/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is to lie under the grids comes in by its shape: lines as roads, areas by what they are. */

#include "wg-error.h"
#include "wg-test-import.h"

static const char roads[]
    = "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"properties\":{\"name\":\"柳荫路\",\"类型\":\"主干路\"},\"geometry\":"
      "{\"type\":\"LineString\",\"coordinates\":[[116.6,40.3],[116.6,40.3],[116.61,40.31]]}},"
      "{\"type\":\"Feature\",\"properties\":{\"name\":\"环路\"},\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":"
      "[[[116.6,40.3],[116.62,40.3]],[[116.63,40.3],[116.64,40.3]],[[116.7,40.3],[116.7,40.3]]]}},"
      "{\"type\":\"Feature\",\"properties\":{\"name\":\"点\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.6,40.3]}},"
      "{\"type\":\"Feature\",\"properties\":{\"name\":\"空\"},\"geometry\":null},"
      "{\"type\":\"Feature\",\"properties\":{\"name\":\"远\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":"
      "[[116.6,40.3],[516.6,40.3]]}}]}";

static const char lake[]
    = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"昆明湖\"},\"geometry\":"
      "{\"type\":\"Polygon\",\"coordinates\":[[[116.6,40.3],[116.61,40.3],[116.61,40.31],[116.6,40.31],[116.6,40.3]]]}}]}";

/* Its island runs the same way round as its shore. */
static const char island[]
    = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"南湖\"},\"geometry\":"
      "{\"type\":\"Polygon\",\"coordinates\":[[[116.6,40.3],[116.61,40.3],[116.61,40.31],[116.6,40.31],[116.6,40.3]],"
      "[[116.604,40.304],[116.606,40.304],[116.606,40.306],[116.604,40.306],[116.604,40.304]]]}}]}";

static char *
write_file (const char *folder, const char *text)
{
  char *path = g_build_filename (folder, "layer.geojson", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
test_roads (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = write_file (folder, roads), *names = NULL, *sizes = NULL, *rules = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportJob) job = NULL;

  report = wg_test_import_file (WG_IMPORT_ROADS, path, &job);
  g_assert_cmpint (report->read, ==, 5);
  g_assert_cmpint (report->stored, ==, 2);
  g_assert_cmpint (report->refused, ==, 3);
  names = wg_test_import_query (job, "SELECT group_concat(name || coalesce(kind, '')) FROM (SELECT * FROM line_row ORDER BY seq)");
  g_assert_cmpstr (names, ==, "柳荫路主干路,环路");
  /* Two points of three, and two lines of three: what is twice at one place is left out. */
  sizes = wg_test_import_query (job, "SELECT group_concat(length(wkb)) FROM (SELECT * FROM line_row ORDER BY seq)");
  g_assert_cmpstr (sizes, ==, "50,91");
  rules = wg_test_import_list_rules (report);
  g_assert_nonnull (strstr (rules, "not_line=refused"));
  g_assert_nonnull (strstr (rules, "null_geometry=refused"));
  g_assert_nonnull (strstr (rules, "out_of_range=refused"));
  wg_test_import_remove_folder (folder);
}

/* Whoever looks at them before sees them as lines, and what their text was read as. */
static void
test_roads_are_looked_at (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = write_file (folder, roads);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_ROADS, path);
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) source = wg_test_import_inspect (job, &error);
  JsonArray *lines;

  g_assert_no_error (error);
  lines = json_object_get_array_member (source, "lines");
  g_assert_cmpuint (json_array_get_length (lines), >=, 3);
  g_assert_cmpuint (json_array_get_length (json_array_get_array_element (lines, 0)), ==, 2);
  g_assert_false (json_object_has_member (source, "shapes"));
  g_assert_cmpfloat (json_array_get_double_element (json_object_get_array_member (source, "extent"), 2), >=, 116.64);
  g_assert_cmpstr (json_object_get_string_member (source, "encoding_evidence"), ==, "All of the text is valid UTF-8.");
  wg_test_import_remove_folder (folder);
}

static void
test_areas (void)
{
  static const WgImportKind kinds[] = { WG_IMPORT_WATER, WG_IMPORT_GREEN, WG_IMPORT_AREAS };
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = write_file (folder, lake);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (WgImportJob) job = NULL;
      g_autoptr (WgImportReport) report = wg_test_import_file (kinds[i], path, &job);
      g_autofree char *name = wg_test_import_query (job, "SELECT name FROM area_row");

      g_assert_cmpint (report->stored, ==, 1);
      g_assert_cmpstr (name, ==, "昆明湖");
    }
  wg_test_import_remove_folder (folder);
}

static void
test_turned_hole (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = write_file (folder, island), *rules = NULL;
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = wg_test_import_file (WG_IMPORT_WATER, path, &job);

  rules = wg_test_import_list_rules (report);
  g_assert_nonnull (strstr (rules, "ring_order=kept"));
  g_assert_cmpint (report->stored, ==, 1);
  wg_test_import_remove_folder (folder);
}

static void
test_other_shape (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = write_file (folder, lake);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_ROADS, path);
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autoptr (GError) error = NULL;

  g_assert_null (wg_test_import_read (job, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "polygon"));
  wg_test_import_remove_folder (folder);
}

/* Of the lines of an extract only streets are roads, of its areas only meadows and the like are green. */
static void
check_extract (const char *path, WgImportKind kind, const char *layer, const char *sql, const char *expected)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (kind, path);
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  request->layer = g_strdup (layer);
  job = wg_import_job_new (request);
  report = wg_test_import_read (job, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->refused, ==, 0);
  answer = wg_test_import_query (job, sql);
  g_assert_cmpstr (answer, ==, expected);
}

static void
test_extract (void)
{
  g_autofree char *path = wg_test_import_find_shared ("buildings/beijing-tsinghua-FreemanDane.osm");

  if (path == NULL)
    return;
  check_extract (path, WG_IMPORT_ROADS, "lines", "SELECT count(*) > 100 AND count(*) = count(kind) FROM line_row", "1");
  check_extract (path, WG_IMPORT_ROADS, "lines", "SELECT count(*) > 0 FROM line_row WHERE name LIKE '%路'", "1");
  check_extract (path, WG_IMPORT_WATER, "multipolygons", "SELECT count(*) BETWEEN 1 AND 60 FROM area_row", "1");
  check_extract (path, WG_IMPORT_GREEN, "multipolygons", "SELECT count(*) BETWEEN 1 AND 120 FROM area_row", "1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geoio/layers/roads", test_roads);
  g_test_add_func ("/geoio/layers/roads-are-looked-at", test_roads_are_looked_at);
  g_test_add_func ("/geoio/layers/areas", test_areas);
  g_test_add_func ("/geoio/layers/turned-hole", test_turned_hole);
  g_test_add_func ("/geoio/layers/other-shape", test_other_shape);
  g_test_add_func ("/geoio/layers/extract", test_extract);
  return g_test_run ();
}
