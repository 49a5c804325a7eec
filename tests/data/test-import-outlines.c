/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every mistake an outline can have has a rule, an outcome, and a place; what is stored is valid whatever came.
 */

#include <math.h>
#include <string.h>

#include "wg-error.h"
#include "wg-shape.h"
#include "wg-test-import.h"
#include "wg-test-shapefile.h"

typedef struct
{
  const char *name;
  gsize n_points;
  double xy[16];
  const char *rules; /* without crs_missing, which all have */
  int stored;
  int repaired;
} Outline;

static const Outline outlines[] = {
  { "good", 5, { 116, 39, 116, 40, 117, 40, 117, 39, 116, 39 }, "", 1, 0 },
  { "good-triangle", 4, { 116, 39, 116, 40, 117, 40, 116, 39 }, "", 1, 0 },
  { "turned", 5, { 116, 39, 117, 39, 117, 40, 116, 40, 116, 39 }, "", 1, 0 },
  { "bow-tie", 5, { 116, 39, 117, 40, 117, 39, 116, 40, 116, 39 }, "self_intersection=repaired", 1, 1 },
  { "spike", 6, { 116, 39, 116, 40, 117, 40, 117, 39, 118, 39, 117, 39 }, "ring_self_intersection=repaired "
                                                                          "unclosed_ring=repaired", 1, 1 },
  { "open", 4, { 116, 39, 116, 40, 117, 40, 117, 39 }, "unclosed_ring=repaired", 1, 1 },
  { "twice", 6, { 116, 39, 116, 40, 116, 40, 117, 40, 117, 39, 116, 39 }, "duplicate_vertex=ignored", 1, 0 },
  { "line", 4, { 116, 39, 117, 40, 118, 41, 116, 39 }, "zero_area=refused", 0, 0 },
  { "point", 4, { 116, 39, 116, 39, 116, 39, 116, 39 }, "duplicate_vertex=ignored zero_area=refused", 0, 0 },
  { "nan", 5, { 116, 39, 116, NAN, 117, 40, 117, 39, 116, 39 }, "nan_coordinate=refused", 0, 0 },
  { "infinite", 5, { 116, 39, 116, 40, INFINITY, 40, 117, 39, 116, 39 }, "nan_coordinate=refused", 0, 0 },
  { "far", 5, { 116, 39, 116, 40, 1e11, 40, 117, 39, 116, 39 }, "out_of_range=refused", 0, 0 },
  { "null", 0, { 0 }, "null_geometry=refused", 0, 0 },
  { "tiny", 5, { 116, 39, 116, 39.0000000000001, 116.0000000000001, 39.0000000000001, 116.0000000000001, 39, 116, 39 }, "zero_area=refused", 0, 0 },
};

static void
check_valid (WgImportJob *job)
{
  g_autofree char *hex = wg_test_import_query (job, "SELECT hex(wkb) FROM building_row WHERE seq = 2");
  g_autoptr (GByteArray) wkb = g_byte_array_new ();
  g_autoptr (WgShape) shape = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (hex);
  for (const char *at = hex; at[0] != '\0'; at += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (at[0]) * 16 + g_ascii_xdigit_value (at[1]));

      g_byte_array_append (wkb, &byte, 1);
    }
  g_assert_cmpint (wkb->data[0], ==, 1);
  g_assert_cmpint (wkb->data[1], ==, 6);
  shape = wg_shape_new_from_wkb (wkb->data, wkb->len, &error);
  g_assert_no_error (error);
}

/* A good square first, so that the layer is believed to be in degrees. */
static void
test_outline (gconstpointer data)
{
  const Outline *outline = data;
  char *folder = wg_test_import_make_folder ();
  g_autofree char *stem = g_build_filename (folder, "outline", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autoptr (WgTestShapefile) shapefile = wg_test_shapefile_new (WG_TEST_POLYGON);
  g_autofree char *wanted = g_strstrip (g_strconcat ("crs_missing=kept ", outline->rules, NULL));
  g_autofree char *rules = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportJob) job = NULL;

  wg_test_shapefile_add_field (shapefile, "NAME", 'C', 20);
  wg_test_shapefile_add_square (shapefile, 100.0, 30.0, 0.1, (const char *const[]){ "first" });
  wg_test_shapefile_add (shapefile, outline->n_points > 0 ? outline->xy : NULL, outline->n_points,
                         (const char *const[]){ outline->name });
  wg_test_shapefile_write (shapefile, stem, 0, NULL, NULL);
  report = wg_test_import_file (WG_IMPORT_BUILDINGS, path, &job);
  rules = wg_test_import_list_rules (report);
  g_assert_cmpint (report->read, ==, 2);
  g_assert_cmpint (report->stored, ==, 1 + outline->stored);
  g_assert_cmpint (report->repaired, ==, outline->repaired);
  /* Sums come last in a report, whatever their feature. */
  if (strstr (wanted, "ignored z") == NULL && strcmp (outline->name, "point") != 0)
    g_assert_cmpstr (rules, ==, wanted);
  else
    g_assert_cmpstr (rules, ==, "crs_missing=kept zero_area=refused duplicate_vertex=ignored");
  if (outline->stored == 1)
    check_valid (job);
  wg_test_import_remove_folder (folder);
}

static void
test_wrong_type (void)
{
  const double xy[] = { 116, 39, 117, 40 };
  char *folder = wg_test_import_make_folder ();
  g_autofree char *stem = g_build_filename (folder, "roads", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autoptr (WgTestShapefile) shapefile = wg_test_shapefile_new (WG_TEST_LINE);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, path);
  g_autoptr (WgImportJob) job = wg_import_job_new (request);
  g_autoptr (GError) error = NULL;

  wg_test_shapefile_add_field (shapefile, "CODE", 'C', 20);
  wg_test_shapefile_add (shapefile, xy, 2, (const char *const[]){ "1" });
  wg_test_shapefile_write (shapefile, stem, 0, NULL, NULL);
  g_assert_null (wg_test_import_read (job, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "roads"));
  wg_test_import_remove_folder (folder);
}

static WgImportReport *
read_codes (gboolean merges, gboolean decides, WgImportJob **job)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *stem = g_build_filename (folder, "grids", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autoptr (WgTestShapefile) shapefile = wg_test_shapefile_new (WG_TEST_POLYGON);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, path);
  g_autoptr (GError) error = NULL;
  WgImportReport *report;

  wg_test_shapefile_add_field (shapefile, "CODE", 'C', 20);
  wg_test_shapefile_add_field (shapefile, "NAME", 'C', 20);
  wg_test_shapefile_add_field (shapefile, "PARENT", 'C', 20);
  wg_test_shapefile_add_square (shapefile, 116.0, 39.0, 0.5, (const char *const[]){ "11", "East", "1" });
  wg_test_shapefile_add_square (shapefile, 118.0, 39.0, 0.5, (const char *const[]){ "11", "East", "1" });
  wg_test_shapefile_add_square (shapefile, 116.5, 39.0, 0.5, (const char *const[]){ "11", "East", "1" });
  wg_test_shapefile_add_square (shapefile, 119.0, 39.0, 0.5, (const char *const[]){ "11", "West", "1" });
  wg_test_shapefile_add_square (shapefile, 120.0, 39.0, 0.5, (const char *const[]){ "11", "East", "2" });
  wg_test_shapefile_add_square (shapefile, 121.0, 39.0, 0.5, (const char *const[]){ "", "Nobody", "2" });
  wg_test_shapefile_add_square (shapefile, 122.0, 39.0, 0.5, (const char *const[]){ "12", "", "" });
  wg_test_shapefile_write (shapefile, stem, 0, NULL, NULL);
  request->on_duplicate = merges ? WG_IMPORT_DUPLICATES_MERGE : WG_IMPORT_DUPLICATES_REFUSE;
  if (decides)
    {
      wg_import_decisions_set (request->decisions, "duplicate_code_refused", 4, WG_IMPORT_ANSWER_FIX, NULL);
      wg_import_decisions_set (request->decisions, "left_out", 7, WG_IMPORT_ANSWER_REFUSE, "of another office");
    }
  *job = wg_import_job_new (request);
  report = wg_test_import_read (*job, &error);
  g_assert_no_error (error);
  wg_test_import_remove_folder (folder);
  return report;
}

static const WgImportFinding *
find_feature (const WgImportReport *report, gint64 feature)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WgImportFinding *finding = report->findings->pdata[i];

      if (finding->feature == feature)
        return finding;
    }
  return NULL;
}

static void
test_duplicate_codes (void)
{
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = read_codes (FALSE, FALSE, &job);
  g_autofree char *parts = wg_test_import_query (job, "SELECT hex(substr(wkb, 6, 1)) FROM grid_row WHERE code = '11'");
  g_autofree char *name = wg_test_import_query (job, "SELECT name || '/' || ifnull(parent, '-') FROM grid_row"
                                                     " WHERE code = '12'");

  g_assert_cmpint (report->read, ==, 7);
  g_assert_cmpint (report->stored, ==, 4);
  g_assert_cmpint (report->merged, ==, 2);
  g_assert_cmpint (report->refused, ==, 3);
  g_assert_cmpstr (find_feature (report, 2)->rule, ==, "duplicate_code_merged");
  g_assert_true (find_feature (report, 2)->has_place);
  g_assert_cmpstr (find_feature (report, 4)->rule, ==, "duplicate_code_refused");
  g_assert_nonnull (strstr (find_feature (report, 4)->text, "East"));
  g_assert_nonnull (strstr (find_feature (report, 4)->text, "West"));
  g_assert_cmpstr (find_feature (report, 5)->rule, ==, "duplicate_code_refused");
  g_assert_cmpstr (find_feature (report, 6)->rule, ==, "code_missing");
  /* The two squares that touch became one part. */
  g_assert_cmpstr (parts, ==, "02");
  g_assert_cmpstr (name, ==, "12/-");
}

static void
test_merge_codes (void)
{
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = read_codes (TRUE, FALSE, &job);
  g_autofree char *name = wg_test_import_query (job, "SELECT name FROM grid_row WHERE code = '11'");

  g_assert_cmpint (report->stored, ==, 6);
  g_assert_cmpint (report->merged, ==, 4);
  g_assert_cmpint (report->refused, ==, 1);
  g_assert_cmpstr (name, ==, "East");
}

/* What a person said about single features: one more piece, and one that stays out. */
static void
test_decisions (void)
{
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = read_codes (FALSE, TRUE, &job);

  g_assert_cmpint (report->stored, ==, 4);
  g_assert_cmpint (report->merged, ==, 3);
  g_assert_cmpstr (find_feature (report, 4)->rule, ==, "duplicate_code_merged");
  g_assert_cmpstr (find_feature (report, 5)->rule, ==, "duplicate_code_refused");
  g_assert_cmpstr (find_feature (report, 7)->rule, ==, "left_out");
  g_assert_nonnull (strstr (find_feature (report, 7)->text, "of another office"));
}

static void
test_no_code (void)
{
  char *folder = wg_test_import_make_folder ();
  g_autofree char *stem = g_build_filename (folder, "grids", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);
  g_autoptr (WgTestShapefile) shapefile = wg_test_shapefile_new (WG_TEST_POLYGON);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, path);
  g_autoptr (WgImportJob) asking = wg_import_job_new (request);
  g_autoptr (WgImportJob) told = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  wg_test_shapefile_add_field (shapefile, "QUARTER", 'C', 20);
  wg_test_shapefile_add_square (shapefile, 116.0, 39.0, 0.5, (const char *const[]){ "Q1" });
  wg_test_shapefile_write (shapefile, stem, 0, NULL, NULL);
  g_assert_null (wg_test_import_read (asking, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "--code"));
  g_assert_cmpstr (wg_error_get_allowed (error)[0], ==, "QUARTER");
  g_clear_error (&error);
  wg_import_request_map (request, "code", "QUARTER");
  told = wg_import_job_new (request);
  report = wg_test_import_read (told, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->stored, ==, 1);
  wg_test_import_remove_folder (folder);
}

#define N_CODES 600
#define N_CORNERS 70000

static void
append_square (GString *text, int code, double x)
{
  g_string_append_printf (text,
                          "{\"type\":\"Feature\",\"properties\":{\"code\":\"G%03d\",\"name\":\"G%03d\"},\"geometry\":{\"type\":\"Polygon\","
                          "\"coordinates\":[[[%.4f,40],[%.4f,40],[%.4f,40.0005],[%.4f,40.0005],[%.4f,40]]]}},\n",
                          code, code, x, x + 0.0005, x + 0.0005, x, x);
}

static void
append_circle (GString *text)
{
  g_string_append (text, "{\"type\":\"Feature\",\"properties\":{\"code\":\"O\",\"name\":\"O\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[");
  for (int i = 0; i <= N_CORNERS; i++)
    g_string_append_printf (text, "%s[%.9f,%.9f]", i > 0 ? "," : "", 116 + 0.1 * cos (2 * G_PI * (i % N_CORNERS) / N_CORNERS),
                            41 + 0.1 * sin (2 * G_PI * (i % N_CORNERS) / N_CORNERS));
  g_string_append (text, "]]}},\n");
}

/* Rows, pieces of them and findings reach the file in the order of the features, however many are on their way, and one is
 * found again when another piece of it comes.
 */
static void
test_many_pieces (void)
{
  g_autofree char *folder = wg_test_import_make_folder ();
  g_autofree char *path = g_build_filename (folder, "grids.geojson", NULL);
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[\n");
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autofree char *pieces = NULL;
  g_autofree char *findings = NULL;
  g_autofree char *outlines_bytes = NULL;

  for (int i = 0; i < N_CODES; i++)
    append_square (text, i, 116 + i * 0.001);
  append_circle (text);
  for (int i = 0; i < N_CODES; i++)
    append_square (text, i, 117 + i * 0.001);
  g_string_truncate (text, text->len - 2);
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  report = wg_test_import_file (WG_IMPORT_GRIDS, path, &job);
  g_assert_cmpint (report->stored, ==, 2 * N_CODES + 1);
  g_assert_cmpint (report->merged, ==, N_CODES);
  pieces = wg_test_import_query (job, "SELECT count(*) FROM piece WHERE seq = row_seq + 601");
  g_assert_cmpstr (pieces, ==, "600");
  findings = wg_test_import_query (job, "SELECT count(*) FROM (SELECT feature, row_number() OVER (ORDER BY seq) AS n FROM finding WHERE rule = "
                                        "'duplicate_code_merged') WHERE feature = n + 601");
  g_assert_cmpstr (findings, ==, "600");
  outlines_bytes = wg_test_import_query (job, "SELECT count(*) || ' ' || min(length(wkb)) || ' ' || max(length(wkb)) FROM grid_row");
  g_assert_cmpstr (outlines_bytes, ==, "601 195 1120038");
  wg_test_import_remove_folder (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (outlines); i++)
    {
      g_autofree char *name = g_strconcat ("/import-outlines/", outlines[i].name, NULL);

      g_test_add_data_func (name, &outlines[i], test_outline);
    }
  g_test_add_func ("/import-outlines/wrong-type", test_wrong_type);
  g_test_add_func ("/import-outlines/duplicate-codes", test_duplicate_codes);
  g_test_add_func ("/import-outlines/merge-codes", test_merge_codes);
  g_test_add_func ("/import-outlines/many-pieces", test_many_pieces);
  g_test_add_func ("/import-outlines/decisions", test_decisions);
  g_test_add_func ("/import-outlines/no-code", test_no_code);
  return g_test_run ();
}
