/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what arrives is a zip with everything in it, or a folder somebody copied by hand. One layer of it is meant, some
 * of it is missing, and nothing of it may land where it wants to.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "wg-error.h"
#include "wg-test-import.h"
#include "wg-test-shapefile.h"

static void
write_grids (const char *folder, const char *name, int n)
{
  g_autofree char *stem = g_build_filename (folder, name, NULL);
  g_autoptr (WgTestShapefile) shapefile = wg_test_shapefile_new (WG_TEST_POLYGON);

  wg_test_shapefile_add_field (shapefile, "CODE", 'C', 20);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *code = g_strdup_printf ("%s%d", name, i);

      wg_test_shapefile_add_square (shapefile, 116.0 + i, 39.0, 0.5, (const char *const[]){ code });
    }
  wg_test_shapefile_write (shapefile, stem, 0, NULL, "UTF-8");
}

static WgImportReport *
read_layer (const char *path, const char *layer, GError **error)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, path);
  g_autoptr (WgImportJob) job = NULL;

  request->layer = g_strdup (layer);
  job = wg_import_job_new (request);
  return wg_test_import_read (job, error);
}

static void
check_stored (const char *path, const char *layer, gint64 stored, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = read_layer (path, layer, &error);
  g_autofree char *rules = NULL;

  g_assert_no_error (error);
  rules = wg_test_import_list_rules (report);
  g_assert_cmpint (report->stored, ==, stored);
  g_assert_cmpint (report->read, ==, stored);
  g_assert_cmpstr (rules, ==, wanted);
}

static void
check_fails (const char *path, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = read_layer (path, NULL, &error);

  g_assert_error (error, WG_ERROR, code);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_null (report);
}

#define USUAL "crs_missing=kept name_missing=kept"

static void
test_zip (void)
{
  static const char *const files[] = { "a.shp", "a.shx", "a.dbf", "a.cpg", "b.shp", "b.shx", "b.dbf", NULL };
  static const char *const names[] = { "in/网格.SHP", "in/网格.Shx", "in/网格.dbf", "in/网格.cpg",
                                       "in/b.shp",    "in/b.shx",    "in/b.DBF",    NULL };
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "两层 two.zip", NULL);
  g_autoptr (GError) error = NULL;

  write_grids (folder, "a", 3);
  write_grids (folder, "b", 2);
  wg_test_zip_write (path, folder, files, names);
  g_assert_null (read_layer (path, NULL, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "--layer"));
  g_assert_true (g_strv_contains (wg_error_get_allowed (error), "网格"));
  g_assert_true (g_strv_contains (wg_error_get_allowed (error), "b"));
  g_clear_error (&error);
  check_stored (path, "网格", 3, USUAL);
  check_stored (path, "b", 2, USUAL);
  g_assert_null (read_layer (path, "c", &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_NOT_FOUND);
  wg_test_import_remove_folder (folder);
}

/* Names in the code page of a Chinese Windows, as its own "send to zip" writes them. */
static void
test_zip_gbk_names (void)
{
  static const char *const files[] = { "a.shp", "a.shx", "a.dbf", NULL };
  static const char *const names[] = { "\xCD\xF8\xB8\xF1.shp", "\xCD\xF8\xB8\xF1.shx", "\xCD\xF8\xB8\xF1.dbf", NULL };
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.zip", NULL);

  write_grids (folder, "a", 3);
  wg_test_zip_write (path, folder, files, names);
  check_stored (path, "网格", 3, USUAL);
  wg_test_import_remove_folder (folder);
}

static void
test_zip_slip (void)
{
  static const char *const files[] = { "a.shp", "a.shx", "a.dbf", "a.shp", "a.shp", "a.shp", NULL };
  static const char *const names[] = { "a.shp", "a.shx", "a.dbf", "../../escaped.shp", "/tmp/wangge-escaped.shp",
                                       "x\\..\\..\\escaped.shp", NULL };
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "slip.zip", NULL);
  g_autofree char *escaped = g_build_filename (g_get_user_cache_dir (), "wangge", "imports", "escaped.shp", NULL);

  write_grids (folder, "a", 1);
  wg_test_zip_write (path, folder, files, names);
  check_stored (path, NULL, 1, "zip_unsafe_name=ignored " USUAL);
  g_assert_false (g_file_test ("/tmp/wangge-escaped.shp", G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (escaped, G_FILE_TEST_EXISTS));
  wg_test_import_remove_folder (folder);
}

static void
test_zip_bomb (void)
{
  static const char *const files[] = { "zeros.csv", NULL };
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "bomb.zip", NULL);
  g_autofree char *zeros = g_build_filename (folder, "zeros.csv", NULL);
  g_autofree char *text = g_malloc0 (64 << 20);

  g_assert_true (g_file_set_contents (zeros, text, 64 << 20, NULL));
  wg_test_zip_write (path, folder, files, files);
  check_fails (path, WG_ERROR_UNREADABLE, "measure");
  wg_test_import_remove_folder (folder);
}

/* Every byte of a zip may be wrong: the answer is the right rows or a sentence. */
static void
test_zip_damaged (void)
{
  static const char *const files[] = { "a.shp", "a.shx", "a.dbf", NULL };
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.zip", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  write_grids (folder, "a", 3);
  wg_test_zip_write (path, folder, files, files);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize i = 0; i < length; i += 37)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WgImportReport) report = NULL;

      bytes[i] ^= 0x55;
      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      report = read_layer (path, NULL, &error);
      bytes[i] ^= 0x55;
      if (report != NULL)
        g_assert_cmpint (report->stored, ==, 3);
      else
        g_assert_true (error->domain == WG_ERROR && error->code != WG_ERROR_DAMAGED);
    }
  wg_test_import_remove_folder (folder);
}

static void
remove_part (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_missing_parts (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.shp", NULL);
  g_autofree char *table = g_build_filename (folder, "a.dbf", NULL);
  g_autofree char *index = g_build_filename (folder, "a.shx", NULL);

  write_grids (folder, "a", 3);
  check_stored (table, NULL, 3, USUAL);
  check_stored (folder, NULL, 3, USUAL);
  remove_part (folder, "a.shx");
  check_stored (path, NULL, 3, "shx_missing=repaired " USUAL);
  g_assert_false (g_file_test (index, G_FILE_TEST_EXISTS));
  remove_part (folder, "a.dbf");
  check_fails (path, WG_ERROR_NOT_FOUND, "The table (.dbf) of “a” is missing");
  write_grids (folder, "a", 3);
  remove_part (folder, "a.shp");
  check_fails (table, WG_ERROR_NOT_FOUND, ".shp");
  check_fails (index, WG_ERROR_NOT_FOUND, ".shp");
  wg_test_import_remove_folder (folder);
}

/* An index of yesterday would hide the shapes of today. */
static void
test_short_index (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.shp", NULL);
  g_autofree char *index = g_build_filename (folder, "a.shx", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  write_grids (folder, "a", 3);
  g_assert_true (g_file_get_contents (index, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (index, bytes, (gssize) length - 8, NULL));
  check_stored (path, NULL, 3, "shx_disagrees=repaired " USUAL);
  wg_test_import_remove_folder (folder);
}

static void
test_cut_shapes (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.shp", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *rules = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  write_grids (folder, "a", 3);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length - 20, NULL));
  report = read_layer (path, NULL, &error);
  g_assert_no_error (error);
  rules = wg_test_import_list_rules (report);
  g_assert_cmpint (report->read, ==, 3);
  g_assert_cmpint (report->refused, ==, 1);
  g_assert_cmpstr (rules, ==, "shp_cut=kept crs_missing=kept reader_error=refused name_missing=kept");
  wg_test_import_remove_folder (folder);
}

static void
test_not_read (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *text = g_build_filename (folder, "a.txt", NULL);
  g_autofree char *shp = g_build_filename (folder, "b.shp", NULL);
  g_autofree char *gml = g_build_filename (folder, "bomb.gml", NULL);
  g_autofree char *empty = g_build_filename (folder, "nothing", NULL);

  g_assert_true (g_file_set_contents (text, "<OGRVRTDataSource/>", -1, NULL));
  g_assert_true (g_file_set_contents (shp, "<html></html>", -1, NULL));
  g_assert_true (g_file_set_contents (
      gml, "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
           "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;\">"
           "<!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;\"><!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;\">]>"
           "<wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs\" xmlns:gml=\"http://www.opengis.net/gml\">"
           "<gml:featureMember><a><code>&g;&g;&g;&g;&g;&g;</code></a></gml:featureMember></wfs:FeatureCollection>",
      -1, NULL));
  g_mkdir (empty, 0700);
  check_fails (text, WG_ERROR_UNREADABLE, "a.txt");
  check_fails (shp, WG_ERROR_UNREADABLE, ".shp");
  check_fails (gml, WG_ERROR_UNREADABLE, "bomb");
  check_fails (empty, WG_ERROR_UNREADABLE, "nothing");
  wg_test_import_remove_folder (folder);
}

/* Where a drawing stops being one is told as a line and a character, without the folder in which it lies. */
static void
test_broken_xml (void)
{
  static const char text[] = "<?xml version=\"1.0\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark";
  char *folder = wg_test_import_make_folder ();
  g_autofree char *kml = g_build_filename (folder, "a.kml", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (kml, text, -1, NULL));
  g_assert_null (read_layer (kml, NULL, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "“a.kml” cannot be read: it is damaged in line 2, at character "));
  g_assert_null (strstr (error->message, folder));
  wg_test_import_remove_folder (folder);
}

/* No field of a list without a member holds a code; that is not what is wrong with it. */
static void
test_no_member (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.geojson", NULL);

  g_assert_true (g_file_set_contents (path, "{\"type\":\"FeatureCollection\",\"features\":[]}", -1, NULL));
  check_fails (path, WG_ERROR_UNREADABLE, "The layer “a” is empty.");
  wg_test_import_remove_folder (folder);
}

/* A part that ends too early is read as far as it goes, and how far that is can be read. */
static void
test_cut_fields (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *shp = g_build_filename (folder, "g.shp", NULL);
  g_autofree char *dbf = g_build_filename (folder, "g.dbf", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  write_grids (folder, "g", 8);
  g_assert_true (g_file_get_contents (dbf, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (dbf, bytes, (gssize) (length - 60), NULL));
  check_fails (shp, WG_ERROR_UNREADABLE, "only up to row ");
  wg_test_import_remove_folder (folder);
}

static void
check_json (const char *text, const char *part)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "g.geojson", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  check_fails (path, WG_ERROR_UNREADABLE, part);
  wg_test_import_remove_folder (folder);
}

static void
test_broken_json (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":");

  check_json ("{\"type\": \"FeatureCollection\",\n\"features\": [\n{\"type\" \"Feature\"}]}", "damaged in line 3, ");
  check_json ("{\"type\": \"FeatureCollection\",\n\"features\": [\n{\"type\": \"Feature\", \"geom", "damaged in line 3, ");
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  check_json (deep->str, "cannot be read");
}

/* What is no feature among the features is told, and a list of that name inside a feature is not meant. */
static void
test_other_members (void)
{
  static const char square[] = "{\"type\":\"Feature\",\"properties\":{\"code\":\"%s\",\"features\":[1,\"a\\\"]\",null]},\"geometry\":{\"type\":"
                               "\"Polygon\",\"coordinates\":[[[%d,39],[%d.5,39],[%d.5,39.5],[%d,39]]]}}";
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "g.geojson", NULL);
  g_autoptr (GString) text = g_string_new ("{\"type\": \"FeatureCollection\", \"features\" : [ ");
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = NULL;
  const WgImportFinding *finding = NULL;

  g_string_append_printf (text, square, "A", 116, 116, 116, 116);
  g_string_append (text, " , 17, null, [3,4] , ");
  g_string_append_printf (text, square, "B", 117, 117, 117, 117);
  g_string_append (text, " ] , \"more\": [1, 2]}");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  report = read_layer (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->stored, ==, 2);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WgImportFinding *one = g_ptr_array_index (report->findings, i);

      finding = g_str_equal (one->rule, "not_a_feature") ? one : finding;
    }
  g_assert_nonnull (finding);
  g_assert_true (g_str_has_prefix (finding->text, "3 members") && strstr (finding->text, "number 2") != NULL);
  wg_test_import_remove_folder (folder);
}

static void
test_same_names (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *east = g_build_filename (folder, "东街道", NULL);
  g_autofree char *west = g_build_filename (folder, "西街道", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir (east, 0700);
  g_mkdir (west, 0700);
  write_grids (east, "wangge", 2);
  write_grids (west, "wangge", 3);
  g_assert_null (read_layer (folder, NULL, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "--layer"));
  g_assert_true (g_strv_contains (wg_error_get_allowed (error), "东街道/wangge"));
  check_stored (folder, "东街道/wangge", 2, "crs_missing=kept name_missing=kept");
  check_stored (folder, "西街道/wangge", 3, "crs_missing=kept name_missing=kept");
  wg_test_import_remove_folder (folder);
}

/* What was opened to be listed is read when it is the one that is meant, and only then. */
static void
test_two_json (void)
{
  static const char *const names[] = { "east", "west" };
  char *folder = wg_test_import_make_folder ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.geojson", folder, names[i]);
      g_autofree char *text = g_strdup_printf ("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"%s\"},"
                                               "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[116,40],[117,40],[117,41],[116,40]]]}}]}",
                                               names[i]);

      g_assert_true (g_file_set_contents (path, text, -1, NULL));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, folder);
      g_autoptr (WgImportJob) job = NULL;
      g_autoptr (WgImportReport) report = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *code = NULL;

      request->layer = g_strdup (names[i]);
      job = wg_import_job_new (request);
      report = wg_test_import_read (job, &error);
      g_assert_no_error (error);
      code = wg_test_import_query (job, "SELECT group_concat(code) FROM grid_row");
      g_assert_cmpstr (code, ==, names[i]);
    }
  wg_test_import_remove_folder (folder);
}

static void
test_empty (void)
{
  static const char *const names[] = { "a.csv", "a.geojson", "a.kml", "a.gpkg", "a.xlsx" };
  char *folder = wg_test_import_make_folder ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
      check_fails (path, WG_ERROR_UNREADABLE, "is empty");
    }
  wg_test_import_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/import-archives/zip", test_zip);
  g_test_add_func ("/import-archives/zip-gbk-names", test_zip_gbk_names);
  g_test_add_func ("/import-archives/zip-slip", test_zip_slip);
  g_test_add_func ("/import-archives/zip-bomb", test_zip_bomb);
  g_test_add_func ("/import-archives/zip-damaged", test_zip_damaged);
  g_test_add_func ("/import-archives/missing-parts", test_missing_parts);
  g_test_add_func ("/import-archives/short-index", test_short_index);
  g_test_add_func ("/import-archives/cut-shapes", test_cut_shapes);
  g_test_add_func ("/import-archives/cut-fields", test_cut_fields);
  g_test_add_func ("/import-archives/broken-json", test_broken_json);
  g_test_add_func ("/import-archives/broken-xml", test_broken_xml);
  g_test_add_func ("/import-archives/no-member", test_no_member);
  g_test_add_func ("/import-archives/other-members", test_other_members);
  g_test_add_func ("/import-archives/same-names", test_same_names);
  g_test_add_func ("/import-archives/two-json", test_two_json);
  g_test_add_func ("/import-archives/empty", test_empty);
  g_test_add_func ("/import-archives/not-read", test_not_read);
  return g_test_run ();
}
