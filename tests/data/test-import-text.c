/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: names read as mojibake are worse than names not read. Whatever a file says or does not say about its encoding,
 * the bytes decide, the report tells, and what nobody can know is asked.
 */

#include <string.h>

#include "wg-error.h"
#include "wg-test-import.h"
#include "wg-test-shapefile.h"

typedef struct
{
  const char *name;
  const char *encoding; /* in which it is written */
  guint8 language;
  const char *cpg;
  const char *found;
  const char *rules; /* besides crs_missing */
} Text;

static const Text texts[] = {
  { "gbk-silent", "GBK", 0, NULL, "GB18030", "encoding_guessed=kept" },
  { "gbk-language-byte", "GBK", 0x4D, NULL, "GB18030", "" },
  { "gbk-lying-byte", "GBK", 0x57, NULL, "GB18030", "encoding_guessed=kept" },
  { "gbk-cpg", "GBK", 0, "936", "GB18030", "" },
  { "gbk-lying-cpg", "GBK", 0, "UTF-8", "GB18030", "encoding_guessed=kept encoding_lies=ignored" },
  { "gbk-western-cpg", "GBK", 0, "ISO-8859-1", "GB18030", "encoding_guessed=kept encoding_lies=ignored" },
  { "big5-silent", "BIG5", 0, NULL, "Big5", "encoding_guessed=kept" },
  { "big5-cpg", "BIG5", 0, "BIG5\r\n", "Big5", "" },
  { "big5-says-gbk", "BIG5", 0x4D, NULL, "Big5", "encoding_guessed=kept" },
  { "utf8-silent", "UTF-8", 0, NULL, "UTF-8", "" },
  { "utf8-says-gbk", "UTF-8", 0x4D, NULL, "UTF-8", "" },
  { "utf8-lying-cpg", "UTF-8", 0, "GBK", "UTF-8", "encoding_lies=ignored" },
};

static const char *const names[] = { "中山區", "三民里", "文化里", "大安區", "和平村", "光明里", "民生里", "中正區" };

static char *
encode (const char *text, const char *encoding)
{
  g_autoptr (GError) error = NULL;
  char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
write_names (const char *stem, const char *field, const char *encoding, guint8 language, const char *cpg)
{
  g_autoptr (WgTestShapefile) shapefile = wg_test_shapefile_new (WG_TEST_POLYGON);
  g_autofree char *field_bytes = encode (field, encoding);

  wg_test_shapefile_add_field (shapefile, "CODE", 'C', 8);
  wg_test_shapefile_add_field (shapefile, field_bytes, 'C', 30);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *bytes = encode (names[i], encoding);
      g_autofree char *code = g_strdup_printf ("%d", (int) i + 1);

      wg_test_shapefile_add_square (shapefile, 116.0 + (double) i, 39.0, 0.5, (const char *const[]){ code, bytes });
    }
  wg_test_shapefile_write (shapefile, stem, language, NULL, cpg);
}

static void
test_text (gconstpointer data)
{
  const Text *text = data;
  char *folder = wg_test_import_make_folder ();
  g_autofree char *stem = g_build_filename (folder, "网格", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autofree char *wanted = NULL;
  g_autofree char *rules = NULL;
  g_autofree char *all = NULL;
  g_autofree char *read = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (GPtrArray) wanted_names = g_ptr_array_new ();

  write_names (stem, "名稱", text->encoding, text->language, text->cpg);
  report = wg_test_import_file (WG_IMPORT_GRIDS, path, &job);
  g_assert_cmpstr (report->encoding, ==, text->found);
  rules = wg_test_import_list_rules (report);
  wanted = g_strstrip (g_strconcat (text->rules, " crs_missing=kept", NULL));
  g_assert_cmpstr (rules, ==, wanted);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (wanted_names, (gpointer) names[i]);
  g_ptr_array_add (wanted_names, NULL);
  all = g_strjoinv (",", (char **) wanted_names->pdata);
  read = wg_test_import_query (job, "SELECT group_concat(name) FROM (SELECT name FROM grid_row ORDER BY seq)");
  if (strstr (report->mapping, "名稱") != NULL)
    g_assert_cmpstr (read, ==, all);
  else
    g_test_fail ();
  wg_test_import_remove_folder (folder);
}

/* Ten bytes are three characters and a third of UTF-8. */
static void
test_cut_field_name (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *stem = g_build_filename (folder, "grids", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, path);
  g_autoptr (WgImportJob) looking = NULL;
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (JsonObject) source = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *fields;

  write_names (stem, "社区名称全称", "UTF-8", 0, "UTF-8");
  looking = wg_import_job_new (request);
  source = wg_test_import_inspect (looking, &error);
  g_assert_no_error (error);
  fields = json_object_get_array_member (source, "fields");
  g_assert_cmpstr (json_array_get_string_element (fields, 1), ==, "社区名");
  wg_import_request_map (request, "name", "社区名");
  job = wg_import_job_new (request);
  report = wg_test_import_read (job, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (report->mapping, "社区名"));
  wg_test_import_remove_folder (folder);
}

/* Both names are cut in their fourth character; the officer may say them in full. */
static void
test_cut_names_guessed (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *stem = g_build_filename (folder, "\xCD\xF8\xB8\xF1", NULL); /* 网格 in GBK: no UTF-8 */
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autoptr (WgTestShapefile) shapefile = wg_test_shapefile_new (WG_TEST_POLYGON);
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportReport) told = NULL;
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportJob) told_job = NULL;
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, path);
  g_autoptr (GError) error = NULL;
  g_autofree char *row = NULL;
  g_autofree char *told_row = NULL;

  wg_test_shapefile_add_field (shapefile, "\xE7\xBD\x91\xE6\xA0\xBC\xE7\xBC\x96\xE7", 'C', 15); /* 网格编码 */
  wg_test_shapefile_add_field (shapefile, "\xE7\xBD\x91\xE6\xA0\xBC\xE5\x90\x8D\xE7", 'C', 30); /* 网格名称 */
  wg_test_shapefile_add_field (shapefile, "\xE8\xAF\xB4\xE6\x98\x8E", 'C', 30);
  wg_test_shapefile_add_square (shapefile, 116.0, 39.0, 0.5, (const char *const[]){ "110101001001001", "东片", "x" });
  wg_test_shapefile_write (shapefile, stem, 0, NULL, "UTF-8");
  report = wg_test_import_file (WG_IMPORT_GRIDS, path, &job);
  row = wg_test_import_query (job, "SELECT code || ' ' || name FROM grid_row");
  g_assert_cmpstr (row, ==, "110101001001001 东片");
  wg_import_request_map (request, "code", "网格编码");
  wg_import_request_map (request, "name", "说明");
  told_job = wg_import_job_new (request);
  told = wg_test_import_read (told_job, &error);
  g_assert_no_error (error);
  told_row = wg_test_import_query (told_job, "SELECT code || ' ' || name FROM grid_row");
  g_assert_cmpstr (told_row, ==, "110101001001001 x");
  wg_test_import_remove_folder (folder);
}

static void
test_cut_value (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *stem = g_build_filename (folder, "grids", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autofree char *long_name = encode ("中山北路社区", "GBK");
  g_autofree char *name = NULL;
  g_autofree char *rules = NULL;
  g_autoptr (WgTestShapefile) shapefile = wg_test_shapefile_new (WG_TEST_POLYGON);
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportJob) job = NULL;

  wg_test_shapefile_add_field (shapefile, "CODE", 'C', 8);
  wg_test_shapefile_add_field (shapefile, "NAME", 'C', 11);
  wg_test_shapefile_add_square (shapefile, 116.0, 39.0, 0.5, (const char *const[]){ "1", long_name });
  wg_test_shapefile_write (shapefile, stem, 0x4D, NULL, NULL);
  report = wg_test_import_file (WG_IMPORT_GRIDS, path, &job);
  rules = wg_test_import_list_rules (report);
  name = wg_test_import_query (job, "SELECT name FROM grid_row");
  g_assert_cmpstr (name, ==, "中山北路社");
  g_assert_cmpstr (rules, ==, "crs_missing=kept text_cut=kept");
  wg_test_import_remove_folder (folder);
}

static WgImportRequest *
write_accents (const char *folder, const char *bytes)
{
  g_autofree char *stem = g_build_filename (folder, "grids", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autoptr (WgTestShapefile) shapefile = wg_test_shapefile_new (WG_TEST_POLYGON);

  wg_test_shapefile_add_field (shapefile, "CODE", 'C', 8);
  wg_test_shapefile_add_field (shapefile, "NAME", 'C', 30);
  wg_test_shapefile_add_square (shapefile, 2.0, 42.0, 0.5, (const char *const[]){ "1", bytes });
  wg_test_shapefile_write (shapefile, stem, 0, NULL, NULL);
  return wg_import_request_new (WG_IMPORT_GRIDS, path);
}

static void
test_asked (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autoptr (WgImportRequest) request = write_accents (folder, "Mont\xE9limar, Ch\xE2teau");
  g_autoptr (WgImportJob) asking = wg_import_job_new (request);
  g_autoptr (WgImportJob) looking = NULL;
  g_autoptr (WgImportJob) told = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (JsonObject) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  g_assert_null (wg_test_import_read (asking, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "--encoding"));
  g_assert_true (g_strv_contains (wg_error_get_allowed (error), "windows-1252"));
  g_clear_error (&error);
  looking = wg_import_job_new (request);
  source = wg_test_import_inspect (looking, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (source, "questions")), ==, 1);
  request->encoding = g_strdup ("windows-1252");
  told = wg_import_job_new (request);
  report = wg_test_import_read (told, &error);
  g_assert_no_error (error);
  name = wg_test_import_query (told, "SELECT name FROM grid_row");
  g_assert_cmpstr (name, ==, "Montélimar, Château");
  wg_test_import_remove_folder (folder);
}

/* A wrong answer refuses what it cannot read instead of storing question marks. */
static void
test_wrong_answer (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autoptr (WgImportRequest) request = write_accents (folder, "Mont\xE9limar");
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportJob) nonsense = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *rules = NULL;

  request->encoding = g_strdup ("UTF-8");
  job = wg_import_job_new (request);
  report = wg_test_import_read (job, &error);
  g_assert_no_error (error);
  rules = wg_test_import_list_rules (report);
  g_assert_cmpint (report->refused, ==, 1);
  g_assert_cmpstr (rules, ==, "crs_missing=kept text_unreadable=refused");
  g_free (request->encoding);
  request->encoding = g_strdup ("no-such-encoding");
  nonsense = wg_import_job_new (request);
  g_assert_null (wg_test_import_read (nonsense, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
  wg_test_import_remove_folder (folder);
}

/* MapInfo says its charset inside; GDAL turns what it knows into UTF-8, the rest comes as it is. */
static void
check_mapinfo (const char *charset, const char *found)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *mif = g_build_filename (folder, "grids.mif", NULL);
  g_autofree char *mid = g_build_filename (folder, "grids.mid", NULL);
  g_autofree char *head = g_strdup_printf ("Version 300\nCharset \"%s\"\nDelimiter \",\"\n"
                                           "CoordSys Earth Projection 1, 104\nColumns 2\n  CODE Char(10)\n"
                                           "  NAME Char(40)\nData\n\nRegion 1\n  5\n116 39\n116 40\n117 40\n"
                                           "117 39\n116 39\n",
                                           charset);
  g_autofree char *row = encode ("\"1\",\"中山北路社区\"\n", "GBK");
  g_autofree char *name = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportJob) job = NULL;

  g_assert_true (g_file_set_contents (mif, head, -1, NULL));
  g_assert_true (g_file_set_contents (mid, row, -1, NULL));
  report = wg_test_import_file (WG_IMPORT_GRIDS, mif, &job);
  name = wg_test_import_query (job, "SELECT name FROM grid_row");
  g_assert_cmpstr (name, ==, "中山北路社区");
  g_assert_cmpstr (report->encoding, ==, found);
  wg_test_import_remove_folder (folder);
}

static void
test_mapinfo (void)
{
  check_mapinfo ("WindowsSimpChinese", "UTF-8");
  check_mapinfo ("Neutral", "GB18030");
}

/* The second byte of 乗 is a backslash in GBK: read as it is, the file would not even be JSON. */
static void
test_json (void)
{
  static const char json[]
      = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"编码\":\"1\",\"名称\":"
        "\"中山北路社区第一网格乗\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[116,39],[117,39],[117,40],[116,39]]]}}]}";
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.geojson", NULL);
  g_autofree char *bytes = encode (json, "GBK");
  g_autofree char *name = NULL;
  g_autofree char *rules = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportJob) job = NULL;

  g_assert_nonnull (strchr (bytes, '\\'));
  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
  report = wg_test_import_file (WG_IMPORT_GRIDS, path, &job);
  name = wg_test_import_query (job, "SELECT name FROM grid_row");
  rules = wg_test_import_list_rules (report);
  g_assert_cmpstr (name, ==, "中山北路社区第一网格乗");
  g_assert_cmpstr (report->encoding, ==, "GB18030");
  g_assert_cmpstr (rules, ==, "encoding_guessed=kept crs_assumed_equal=kept");
  wg_test_import_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strconcat ("/import-text/", texts[i].name, NULL);

      g_test_add_data_func (name, &texts[i], test_text);
    }
  g_test_add_func ("/import-text/cut-field-name", test_cut_field_name);
  g_test_add_func ("/import-text/cut-names-guessed", test_cut_names_guessed);
  g_test_add_func ("/import-text/cut-value", test_cut_value);
  g_test_add_func ("/import-text/json", test_json);
  g_test_add_func ("/import-text/mapinfo", test_mapinfo);
  g_test_add_func ("/import-text/asked", test_asked);
  g_test_add_func ("/import-text/wrong-answer", test_wrong_answer);
  return g_test_run ();
}
