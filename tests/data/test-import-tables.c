/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table as text is read whatever stands between its fields and above its header; and a code that comes twice in one file of
 * buildings or facilities is one thing, not two.
 */

#include <string.h>

#include "wg-error.h"
#include "wg-test-import.h"

#define ROWS(bar)                                                                                                                  \
  "编号" bar "标题" bar "上报时间" bar "经度" bar "纬度\r\n"                                                                       \
  "K-1" bar "\"井盖" bar " 破损\"" bar "2026-11-19 08:00" bar "116.601" bar "40.301\r\n"                                           \
  "K-2" bar "路灯不亮" bar "2026-11-19 09:00" bar "116.611" bar "40.301\r\n"
#define NO_TITLE "crs_missing=kept"
#define TITLE "title_row=ignored crs_missing=kept"

typedef struct
{
  const char *name;
  const char *text;
  const char *encoding; /* of the file */
  const char *rules;
  const char *separator;
} Table;

static const Table tables[] = {
  { "commas", ROWS (","), "UTF-8", NO_TITLE, "," },
  { "semicolons", ROWS (";"), "UTF-8", NO_TITLE, ";" },
  { "tabs", ROWS ("\t"), "UTF-8", NO_TITLE, "\t" },
  { "bars", ROWS ("|"), "UTF-8", NO_TITLE, "|" },
  { "bars-gbk", ROWS ("|"), "GB18030", "encoding_guessed=kept " NO_TITLE, "|" },
  { "mark-and-bars", "\xef\xbb\xbf" ROWS ("|"), "UTF-8", NO_TITLE, "|" },
  { "title", "十一月案件汇总表\r\n" ROWS (","), "UTF-8", TITLE, "," },
  { "title-in-cells", "十一月案件汇总表,,,,\r\n,,,,\r\n制表：张三,,,二〇二六年,\r\n" ROWS (","), "UTF-8", TITLE, "," },
  { "title-gbk", "\"十一月,案件汇总表\",,,,\r\n" ROWS (","), "GB18030", "title_row=ignored encoding_guessed=kept crs_missing=kept", "," },
  { "title-and-bars", "\xef\xbb\xbf十一月案件汇总表\r\n\r\n" ROWS ("|"), "UTF-8", TITLE, "|" },
};

static WgImportReport *
read_text (WgImportKind kind, const char *text, gsize length, const char *code, WgImportDuplicates duplicates, WgImportJob **job)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "表 一.csv", NULL);
  g_autoptr (WgImportRequest) request = wg_import_request_new (kind, path);
  g_autoptr (GError) error = NULL;
  WgImportReport *report;

  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  request->on_duplicate = duplicates;
  if (code != NULL)
    wg_import_request_map (request, "code", code);
  request->timezone = g_strdup ("UTC");
  *job = wg_import_job_new (request);
  report = wg_test_import_read (*job, &error);
  g_assert_no_error (error);
  wg_test_import_remove_folder (folder);
  return report;
}

static void
check (WgImportJob *job, const char *sql, const char *expected)
{
  g_autofree char *answer = wg_test_import_query (job, sql);

  g_assert_cmpstr (answer, ==, expected);
}

static void
test_table (gconstpointer data)
{
  const Table *table = data;
  gsize length = 0;
  g_autofree char *text = g_convert (table->text, -1, table->encoding, "UTF-8", NULL, &length, NULL);
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = read_text (WG_IMPORT_CASES, text, length, NULL, WG_IMPORT_DUPLICATES_REFUSE, &job);
  g_autofree char *rules = wg_test_import_list_rules (report);
  g_autofree char *title = g_strconcat ("井盖", table->separator, " 破损", NULL);

  g_assert_cmpint (report->read, ==, 2);
  g_assert_cmpint (report->stored, ==, 2);
  g_assert_cmpstr (rules, ==, table->rules);
  check (job, "SELECT title FROM case_row WHERE number = 'K-1'", title);
  check (job, "SELECT title || lon FROM case_row WHERE number = 'K-2'", "路灯不亮116.611");
}

/* Only what stands above a header is no row: a table that is merely ragged, or narrow, is read from its first line. */
static void
test_no_title (void)
{
  static const char *const texts[] = {
    "number,title,reported\nK-1,\"a, b\",2026-11-19 08:00,one too many\nK-2,b,2026-11-19 09:00,again\nK-3,c,2026-11-19 09:00,again\n",
    "number,reported,yes|no|maybe|never\n1,2026-11-19 08:00,a|b\n2,2026-11-19 09:00,c\n3,2026-11-19 10:00,d\n",
    "number,reported\n1,2026-11-19 08:00\n2,2026-11-19 09:00\n3,2026-11-19 10:00",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (WgImportJob) job = NULL;
      g_autoptr (WgImportReport) report
          = read_text (WG_IMPORT_CASES, texts[i], strlen (texts[i]), NULL, WG_IMPORT_DUPLICATES_REFUSE, &job);
      g_autofree char *rules = wg_test_import_list_rules (report);

      g_assert_cmpint (report->read, ==, 3);
      g_assert_null (strstr (rules, "title_row"));
    }
}

/* Names alone are no table, and the answer says so and not that the file is another one. */
static void
test_one_column (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "names.csv", NULL);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, path);
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "title\nfirst\nsecond\n", -1, NULL));
  job = wg_import_job_new (request);
  report = wg_test_import_read (job, &error);
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "one column"));
  wg_test_import_remove_folder (folder);
}

/* The two rows above as a workbook of 1997 writes them, packed. */
static const char workbook[]
    = "H4sIAAAAAAACA+1YTWgTURD+3maTJulfWluhVUoomGp/IKkijdCmilpQDNWLRZSatnsojUlZYlARrNbgqSCIB0WQQi9eqoL4gyJ6qyBUFBQEod"
      "WjBxEUPLRd581uYlp7aEDrD/stO29m3ryZt+9n9u2+mK6YGb9dO4sl6IADC4YHrjydoNuTFXygesOQbLZ0023Y+KfgcdNEupx4WPq8SM6hnO9Z"
      "KLilPiUKvKf7MIYRTSY0/ypiB/chJmQf2okKXCNNGWq4V5VM+5muYXqTLR8x7WTNGNN2sp0RhzAdiTa2Wau4R6nnujJIv/e4zVvWhFCNKbmKz1"
      "wUpq0T2/XBWPzvrKhTSzABmrcuLaHpsfgMqmgCJ/DV8ANfsjv1id/Wr65egPTfFuuLltFfUlRgBMZRXuAZSq7rVXOCU3M4jWJii809mTh+rE/T"
      "nUBqMBXXKNHq2nBST2kDDiCeTEgaSxHd2xJyQVyOvk43U6wtJ3r7aXu3Blu3toRCLaGwP9i2LRhku1YV4tNYcrg0OhldYhMmG6/M9ZwbfItyQy"
      "nvmRKiAyhnvoJ3jo+y/9yNzy/39XVHelkzwu8D862xQT4oDJyVLahxGdc4mNJDoZFbNDE9x17XMV/LtIpsqAx0V1vM7lG2Oc+1AYqzmfEq0pDH"
      "byQ+83H//brMh8gm4ie7Zk9VTb6JjKOeBnqA2strFM2iWVy9IvEgki2FlWHeMa35Kdu4FZ/Vd8N6NZZjHl5mK5iakhwdkZMUa6xMyUGSIyepJK"
      "mWZ7GMZ8GenZa9YM+unCQ9yyly0MgK9twTvjOVDhzpNDXS+54SpelCYGenjKAsE0HhCG7LpzmznpwkI3itCApHeJZ+fL22wYygLIrQoVTirnRH"
      "mfgHvLBhw4YNGzZs2LDx5yH4XGqexVXrNC7PlUXWf515uhfs3yT/LQ4gSVeKPhZ3IUGljpMFrZ+1cIqsL7HCNtn/hRIHKbqOIfRxP4YKXr/0nS"
      "byn2fFDX2/bgsVGn+hkH7+5vjfAb6zpzsAFgAA";

static GBytes *
unpack_workbook (void)
{
  g_autoptr (GConverter) unpack = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GError) error = NULL;
  char plain[16384];
  gsize n_packed, n_read, n_written;
  g_autofree guchar *packed = g_base64_decode (workbook, &n_packed);

  g_converter_convert (unpack, packed, n_packed, plain, sizeof plain, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, &error);
  g_assert_no_error (error);
  return g_bytes_new (plain, n_written);
}

/* What is in a table does not depend on the program that it was saved with. */
static void
test_other_names (void)
{
  static const char *const names[] = { "cases.txt", "CASES.TXT", "cases.xls" };
  g_autoptr (GBytes) sheet = unpack_workbook ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *folder = wg_test_import_make_folder ();
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, path);
      g_autoptr (WgImportJob) job = NULL;
      g_autoptr (WgImportReport) report = NULL;
      g_autoptr (GError) error = NULL;

      if (g_str_has_suffix (names[i], "xls"))
        g_assert_true (g_file_set_contents (path, g_bytes_get_data (sheet, NULL), (gssize) g_bytes_get_size (sheet), NULL));
      else
        g_assert_true (g_file_set_contents (path, ROWS ("\t"), -1, NULL));
      request->timezone = g_strdup ("UTC");
      job = wg_import_job_new (request);
      report = wg_test_import_read (job, &error);
      g_assert_no_error (error);
      g_assert_cmpint (report->stored, ==, 2);
      check (job, "SELECT title || lon FROM case_row WHERE number = 'K-2'", "路灯不亮116.611");
      wg_test_import_remove_folder (folder);
    }
}

static const char things[] = "class_code,code,name,lon,lat\n0101,F1,first,116.6,40.3\n0102,F2,other,116.6,40.3\n"
                             "0101,F1,second,116.7,40.3\n0101,,no code,116.6,40.3\n0101,,no code,116.6,40.3\n";

static void
test_facilities_twice (void)
{
  g_autoptr (WgImportJob) refusing = NULL;
  g_autoptr (WgImportJob) merging = NULL;
  g_autoptr (WgImportJob) guessing = NULL;
  g_autoptr (WgImportReport) refused
      = read_text (WG_IMPORT_FACILITIES, things, strlen (things), "code", WG_IMPORT_DUPLICATES_REFUSE, &refusing);
  g_autoptr (WgImportReport) merged
      = read_text (WG_IMPORT_FACILITIES, things, strlen (things), "code", WG_IMPORT_DUPLICATES_MERGE, &merging);
  g_autoptr (WgImportReport) guessed
      = read_text (WG_IMPORT_FACILITIES, things, strlen (things), NULL, WG_IMPORT_DUPLICATES_REFUSE, &guessing);
  g_autofree char *rules = wg_test_import_list_rules (refused);

  g_assert_cmpint (refused->read, ==, 5);
  g_assert_cmpint (refused->stored, ==, 4);
  g_assert_cmpint (refused->refused, ==, 1);
  g_assert_cmpstr (rules, ==, "crs_missing=kept duplicate_code_refused=refused");
  check (refusing, "SELECT group_concat(name) FROM (SELECT name FROM facility_row ORDER BY seq)", "first,other,no code,no code");
  g_assert_cmpint (merged->stored, ==, 5);
  g_assert_cmpint (merged->merged, ==, 1);
  check (merging, "SELECT group_concat(name) FROM (SELECT name FROM facility_row ORDER BY seq)", "first,other,no code,no code");
  /* Nobody said that this is the code: no row is lost for it. */
  g_assert_cmpint (guessed->stored, ==, 5);
  check (guessing, "SELECT outcome FROM finding WHERE rule = 'duplicate_code_dropped'", "kept");
  check (guessing, "SELECT group_concat(ifnull(code, '-')) FROM (SELECT code FROM facility_row ORDER BY seq)", "F1,F2,-,-,-");
}

#define HOUSE(code, name, x)                                                                                                       \
  "{\"type\":\"Feature\",\"properties\":{\"code\":" code ",\"name\":\"" name "\"},\"geometry\":{\"type\":\"Polygon\","             \
  "\"coordinates\":[[[" x "0,40.3],[" x "1,40.3],[" x "1,40.301],[" x "0,40.301],[" x "0,40.3]]]}}"

static const char houses[] = "{\"type\":\"FeatureCollection\",\"features\":[" HOUSE ("\"B1\"", "一号楼", "116.60") "," HOUSE (
    "\"B2\"", "二号楼", "116.61") "," HOUSE ("\"B1\"", "一号楼", "116.62") "," HOUSE ("null", "车棚", "116.63") "," HOUSE ("null", "车棚", "116.64") "]}";

/* Two outlines under one code are one building with two parts when the person says so; else the second one is told of. */
static void
test_buildings_twice (void)
{
  g_autoptr (WgImportJob) refusing = NULL;
  g_autoptr (WgImportJob) merging = NULL;
  char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "houses.geojson", NULL);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_BUILDINGS, path);
  g_autoptr (WgImportReport) refused = NULL;
  g_autoptr (WgImportReport) merged = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, houses, -1, NULL));
  wg_import_request_map (request, "code", "code");
  refusing = wg_import_job_new (request);
  refused = wg_test_import_read (refusing, &error);
  g_assert_no_error (error);
  g_assert_cmpint (refused->stored, ==, 4);
  g_assert_cmpint (refused->refused, ==, 1);
  check (refusing, "SELECT text FROM finding WHERE feature = 3", "The code B1 was given to feature 1 already; only that one came in.");
  check (refusing, "SELECT hex(substr(wkb, 6, 1)) FROM building_row WHERE code = 'B1'", "01");
  request->on_duplicate = WG_IMPORT_DUPLICATES_MERGE;
  merging = wg_import_job_new (request);
  merged = wg_test_import_read (merging, &error);
  g_assert_no_error (error);
  g_assert_cmpint (merged->stored, ==, 5);
  g_assert_cmpint (merged->merged, ==, 1);
  check (merging, "SELECT hex(substr(wkb, 6, 1)) FROM building_row WHERE code = 'B1'", "02");
  check (merging, "SELECT count(*) FROM building_row", "4");
  wg_test_import_remove_folder (folder);
}

#define SQUARE "116.6 40.3, 116.61 40.3, 116.61 40.31, 116.6 40.31, 116.6 40.3"

static const char outlines[] = "code,name,WKT\n1,good,\"POLYGON((" SQUARE "))\"\n2,misspelt,\"POLYGN((" SQUARE "))\"\n"
                               "3,cut,\"POLYGON((116.6 40.3, 116.61\"\n4,none,\n5,straight,\"CURVEPOLYGON((" SQUARE "))\"\n"
                               "6,round,\"CURVEPOLYGON(CIRCULARSTRING(116.6 40.3,116.602 40.302,116.604 40.3,116.602 40.298,116.6 40.3))\"\n";

/* An outline that is written in a way nobody can read is told apart from none at all; what can have curves is an area with
 * and without them.
 */
static void
test_outlines (void)
{
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report
      = read_text (WG_IMPORT_GRIDS, outlines, strlen (outlines), NULL, WG_IMPORT_DUPLICATES_REFUSE, &job);
  g_autofree char *rules = wg_test_import_list_rules (report);

  g_assert_cmpint (report->read, ==, 6);
  g_assert_cmpint (report->stored, ==, 3);
  check (job, "SELECT group_concat(feature || rule) FROM finding WHERE outcome = 'refused'", "2wkt_unreadable,3wkt_unreadable,4null_geometry");
  check (job, "SELECT text FROM finding WHERE feature = 3", "Its outline “POLYGON((116.6 40.3, 116.61” is a text that cannot be read.");
  g_assert_nonnull (strstr (rules, "curve_straightened=kept"));
  check (job, "SELECT text FROM finding WHERE rule = 'curve_straightened'",
         "Features with curves, which became short straight lines: 1 (first: feature 6).");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *name = g_strconcat ("/import-tables/", tables[i].name, NULL);

      g_test_add_data_func (name, &tables[i], test_table);
    }
  g_test_add_func ("/import-tables/no-title", test_no_title);
  g_test_add_func ("/import-tables/one-column", test_one_column);
  g_test_add_func ("/import-tables/other-names", test_other_names);
  g_test_add_func ("/import-tables/facilities-twice", test_facilities_twice);
  g_test_add_func ("/import-tables/buildings-twice", test_buildings_twice);
  g_test_add_func ("/import-tables/outlines", test_outlines);
  return g_test_run ();
}
