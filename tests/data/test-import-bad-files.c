/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: these are the broken files that other readers keep for their own tests. For each of them somebody looked at what
 * is in it and wrote down what is right: the rules, the counts, or the sentence. None may crash, hang, write anywhere,
 * or come in short without saying so.
 */

#include <string.h>

#include "wg-error.h"
#include "wg-test-import.h"

#define NONE (-1)

typedef struct
{
  const char *name;
  WgImportKind kind;
  int code;         /* of the error, or NONE */
  const char *text; /* a part of its message, or the rules with their outcomes */
  int read;
  int refused;
  int repaired;
} BadFile;

static const BadFile files[] = {
  { "gdal_autotest_shp/CoHI_GCS12.shp", WG_IMPORT_BUILDINGS, NONE, "crs_assumed_equal=kept", 4, 0, 0 },
  { "gdal_autotest_shp/CoHI_GCS12_README.txt", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE,
    "one column", 0, 0, 0 },
  { "gdal_autotest_shp/Stacks.shp", WG_IMPORT_BUILDINGS, NONE, "crs_assumed_equal=kept", 1, 0, 0 },
  { "gdal_autotest_shp/arcm_with_m.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "gdal_autotest_shp/arcm_without_m.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "gdal_autotest_shp/asm.shp", WG_IMPORT_BUILDINGS, WG_ERROR_AMBIGUOUS, "--crs", 0, 0, 0 },
  { "gdal_autotest_shp/bigoffset.shp", WG_IMPORT_BUILDINGS, NONE, "crs_missing=kept out_of_range=refused", 1, 1, 0 },
  { "gdal_autotest_shp/buggymultiline.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "gdal_autotest_shp/buggymultipoint.shp", WG_IMPORT_FACILITIES, NONE,
    "dbf_missing=kept reader_error=refused", 1, 1, 0 },
  { "gdal_autotest_shp/buggymultipoly.shp", WG_IMPORT_BUILDINGS, NONE,
    "dbf_missing=kept reader_error=refused", 1, 1, 0 },
  { "gdal_autotest_shp/buggymultipoly2.shp", WG_IMPORT_BUILDINGS, NONE,
    "dbf_missing=kept reader_error=refused", 1, 1, 0 },
  { "gdal_autotest_shp/buggypoint.shp", WG_IMPORT_FACILITIES, WG_ERROR_AMBIGUOUS, "--crs", 0, 0, 0 },
  { "gdal_autotest_shp/can_caps.shp", WG_IMPORT_FACILITIES, NONE, "dbf_missing=kept crs_missing=kept", 13, 0, 0 },
  { "gdal_autotest_shp/cb_2022_us_county_20m_extract.shp", WG_IMPORT_BUILDINGS, NONE,
    "crs_assumed_equal=kept", 1, 0, 0 },
  { "gdal_autotest_shp/chinese.dbf", WG_IMPORT_CASES, NONE, "no_place=kept", 1, 0, 0 },
  { "gdal_autotest_shp/date_empty_string.dbf", WG_IMPORT_CASES, NONE, "no_place=kept", 1, 0, 0 },
  { "gdal_autotest_shp/departs.shp", WG_IMPORT_FACILITIES, NONE, "crs_missing=kept duplicate_code_dropped=kept", 3, 0, 0 },
  { "gdal_autotest_shp/departs.vrt", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "kind that is not read", 0, 0, 0 },
  { "gdal_autotest_shp/empty.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "is empty", 0, 0, 0 },
  { "gdal_autotest_shp/emptymultiline.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "gdal_autotest_shp/emptymultipoint.shp", WG_IMPORT_FACILITIES, NONE, "null_geometry=refused", 1, 1, 0 },
  { "gdal_autotest_shp/emptymultipoly.shp", WG_IMPORT_BUILDINGS, NONE, "null_geometry=refused", 1, 1, 0 },
  { "gdal_autotest_shp/emptyshapefilewithsbn.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "is empty", 0, 0, 0 },
  { "gdal_autotest_shp/extentnan.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "is empty", 0, 0, 0 },
  { "gdal_autotest_shp/facility_surface_dd.dbf", WG_IMPORT_CASES, NONE, "no_place=kept", 159, 0, 0 },
  { "gdal_autotest_shp/gjline.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "gdal_autotest_shp/gjmultiline.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "gdal_autotest_shp/gjmultipoint.shp", WG_IMPORT_FACILITIES, NONE, "crs_missing=kept not_point=refused", 1, 1, 0 },
  { "gdal_autotest_shp/gjmultipoly.shp", WG_IMPORT_BUILDINGS, NONE,
    "crs_missing=kept nested_parts=repaired", 1, 0, 1 },
  { "gdal_autotest_shp/gjpoint.shp", WG_IMPORT_FACILITIES, NONE, "crs_missing=kept", 1, 0, 0 },
  { "gdal_autotest_shp/gjpoly.shp", WG_IMPORT_BUILDINGS, NONE, "crs_missing=kept", 1, 0, 0 },
  { "gdal_autotest_shp/issue_14385.shp", WG_IMPORT_BUILDINGS, NONE,
    "crs_missing=kept ring_self_intersection=repaired unclosed_ring=repaired duplicate_vertex=ignored "
    "ring_order=kept", 3, 0, 2 },
  { "gdal_autotest_shp/mixed_shape_type_non_conformant.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE,
    "of type line", 0, 0, 0 },
  { "gdal_autotest_shp/multipatch.shp", WG_IMPORT_BUILDINGS, NONE,
    "crs_missing=kept zero_area=refused z_dropped=ignored duplicate_vertex=ignored ring_order=kept", 1, 1, 0 },
  { "gdal_autotest_shp/multipointz_non_constant_z.shp", WG_IMPORT_BUILDINGS, WG_ERROR_AMBIGUOUS, "--crs", 0, 0, 0 },
  { "gdal_autotest_shp/multipointz_without_m.shp", WG_IMPORT_FACILITIES, NONE,
    "dbf_missing=kept crs_missing=kept not_point=refused", 1, 1, 0 },
  { "gdal_autotest_shp/multipolygon_as_invalid_polygon.shp", WG_IMPORT_BUILDINGS, NONE,
    "crs_missing=kept hole_outside=repaired", 2, 0, 2 },
  { "gdal_autotest_shp/nan.dbf", WG_IMPORT_CASES, NONE, "no_place=kept", 1, 0, 0 },
  { "gdal_autotest_shp/nonconformant_shx_ticket5608.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE,
    "of type line", 0, 0, 0 },
  { "gdal_autotest_shp/padding_after_field_defns.dbf", WG_IMPORT_CASES, NONE, "no_place=kept", 1, 0, 0 },
  { "gdal_autotest_shp/pointnan.shp", WG_IMPORT_FACILITIES, NONE, "crs_missing=kept null_geometry=refused", 2, 1, 0 },
  { "gdal_autotest_shp/pointz_without_m.shp", WG_IMPORT_FACILITIES, NONE,
    "dbf_missing=kept crs_missing=kept z_dropped=ignored", 1, 0, 0 },
  { "gdal_autotest_shp/pointzm_with_all_nodata_m.shp", WG_IMPORT_FACILITIES, NONE,
    "dbf_missing=kept crs_missing=kept z_dropped=ignored", 2, 0, 0 },
  { "gdal_autotest_shp/pointzm_with_one_valid_m.shp", WG_IMPORT_FACILITIES, NONE,
    "dbf_missing=kept crs_missing=kept z_dropped=ignored", 2, 0, 0 },
  { "gdal_autotest_shp/poly.tar", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "kind that is not read", 0, 0, 0 },
  { "gdal_autotest_shp/poly.tar.gz", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "kind that is not read", 0, 0, 0 },
  { "gdal_autotest_shp/poly.zip", WG_IMPORT_BUILDINGS, NONE, "crs_assumed_equal=kept", 10, 0, 0 },
  { "gdal_autotest_shp/poly_golden/poly.shp", WG_IMPORT_BUILDINGS, NONE, "crs_assumed_equal=kept", 10, 0, 0 },
  { "gdal_autotest_shp/polygonm_with_m.shp", WG_IMPORT_BUILDINGS, NONE,
    "dbf_missing=kept crs_missing=kept self_intersection=repaired m_dropped=ignored", 2, 0, 1 },
  { "gdal_autotest_shp/polygonm_without_m.shp", WG_IMPORT_BUILDINGS, NONE,
    "dbf_missing=kept crs_missing=kept unclosed_ring=repaired self_intersection=repaired"
    " m_dropped=ignored duplicate_vertex=ignored", 2, 0, 2 },
  { "gdal_autotest_shp/prjwithutf8bom.shp", WG_IMPORT_FACILITIES, NONE, "crs_assumed_equal=kept", 1, 0, 0 },
  { "gdal_autotest_shp/slightly_overlapping_polygons.shp", WG_IMPORT_BUILDINGS, WG_ERROR_AMBIGUOUS, "--crs", 0, 0, 0 },
  { "gdal_autotest_shp/sort_test.dbf", WG_IMPORT_CASES, NONE, "no_place=kept", 40, 0, 0 },
  { "gdal_autotest_shp/test3356.shp", WG_IMPORT_BUILDINGS, NONE, "dbf_missing=kept crs_missing=kept", 1, 0, 0 },
  { "gdal_autotest_shp/testpointm.shp", WG_IMPORT_FACILITIES, NONE, "dbf_missing=kept crs_missing=kept", 1, 0, 0 },
  { "gdal_autotest_shp/testpointzm.shp", WG_IMPORT_FACILITIES, NONE,
    "dbf_missing=kept crs_missing=kept z_dropped=ignored", 1, 0, 0 },
  { "gdal_autotest_shp/testpoly.idm", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "kind that is not read", 0, 0, 0 },
  { "gdal_autotest_shp/testpoly.ind", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "kind that is not read", 0, 0, 0 },
  { "gdal_autotest_shp/testpoly.shp", WG_IMPORT_BUILDINGS, WG_ERROR_AMBIGUOUS, "--crs", 0, 0, 0 },
  { "gdal_autotest_shp/testshp/poly.shp", WG_IMPORT_BUILDINGS, NONE, "crs_assumed_equal=kept", 10, 0, 0 },
  { "gdal_autotest_shp/water_main_dist.dbf", WG_IMPORT_CASES, NONE, "no_place=kept", 1, 0, 0 },
  { "gdal_autotest_shp/weird_header_length.dbf", WG_IMPORT_CASES, NONE, "no_place=kept", 1, 0, 0 },
  { "missing_shp_china_GaryBikini/city.cpg", WG_IMPORT_BUILDINGS, WG_ERROR_NOT_FOUND,
    "(.shp) of the shapefile are missing", 0, 0, 0 },
  { "missing_shp_china_GaryBikini/city.dbf", WG_IMPORT_CASES, NONE, "no_place=kept", 372, 0, 0 },
  { "missing_shp_china_GaryBikini/city.prj", WG_IMPORT_BUILDINGS, WG_ERROR_NOT_FOUND,
    "(.shp) of the shapefile are missing", 0, 0, 0 },
  { "missing_shp_china_GaryBikini/city.shx", WG_IMPORT_BUILDINGS, WG_ERROR_NOT_FOUND,
    "(.shp) of the shapefile are missing", 0, 0, 0 },
  { "missing_shp_china_GaryBikini/district.cpg", WG_IMPORT_BUILDINGS, WG_ERROR_NOT_FOUND,
    "(.shp) of the shapefile are missing", 0, 0, 0 },
  { "missing_shp_china_GaryBikini/district.dbf", WG_IMPORT_CASES, NONE, "no_place=kept", 2877, 0, 0 },
  { "missing_shp_china_GaryBikini/district.prj", WG_IMPORT_BUILDINGS, WG_ERROR_NOT_FOUND,
    "(.shp) of the shapefile are missing", 0, 0, 0 },
  { "missing_shp_china_GaryBikini/district.shx", WG_IMPORT_BUILDINGS, WG_ERROR_NOT_FOUND,
    "(.shp) of the shapefile are missing", 0, 0, 0 },
  { "shapefile-js/LGA_2013_AUST.shp", WG_IMPORT_BUILDINGS, NONE,
    "crs_assumed_equal=kept null_geometry=refused", 13, 12, 0 },
  { "shapefile-js/SHP_Exclude.zip", WG_IMPORT_BUILDINGS, NONE, "crs_missing=kept", 1, 0, 0 },
  { "shapefile-js/T8Th4_6n.zip", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "shapefile-js/bad.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "not a shapefile", 0, 0, 0 },
  { "shapefile-js/badzip.zip", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "zip file is damaged", 0, 0, 0 },
  { "shapefile-js/codepage.qpj", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "kind that is not read", 0, 0, 0 },
  { "shapefile-js/codepage.shp", WG_IMPORT_FACILITIES, NONE, "crs_assumed_equal=kept", 2, 0, 0 },
  { "shapefile-js/codepage.zip", WG_IMPORT_FACILITIES, NONE, "crs_assumed_equal=kept", 2, 0, 0 },
  { "shapefile-js/counties.shp", WG_IMPORT_BUILDINGS, NONE, "crs_missing=kept self_intersection=repaired ring_order=kept", 14, 0, 9 },
  { "shapefile-js/counties.shp.xml", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "kind that is not read", 0, 0, 0 },
  { "shapefile-js/counties.zip", WG_IMPORT_BUILDINGS, NONE, "crs_missing=kept self_intersection=repaired ring_order=kept", 14, 0, 9 },
  { "shapefile-js/export_multipointz.shp", WG_IMPORT_FACILITIES, NONE,
    "shx_disagrees=repaired crs_assumed_equal=kept not_point=refused", 1, 1, 0 },
  { "shapefile-js/export_polylinez.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "shapefile-js/htmlcpg.shp", WG_IMPORT_FACILITIES, NONE, "shx_missing=repaired crs_assumed_equal=kept", 2, 0, 0 },
  { "shapefile-js/htmlprj.shp", WG_IMPORT_FACILITIES, NONE,
    "shx_missing=repaired crs_unreadable=ignored crs_missing=kept", 2, 0, 0 },
  { "shapefile-js/ipra_dresden_polygon.shp", WG_IMPORT_BUILDINGS, NONE, "crs_assumed_equal=kept", 1, 0, 0 },
  { "shapefile-js/mixedcase.zip", WG_IMPORT_BUILDINGS, NONE,
    "crs_assumed_equal=kept ring_self_intersection=repaired", 40, 0, 1 },
  { "shapefile-js/no-dbf.shp", WG_IMPORT_BUILDINGS, NONE,
    "shx_missing=repaired dbf_missing=kept crs_missing=kept self_intersection=repaired ring_order=kept", 14, 0, 9 },
  { "shapefile-js/no-dbf.zip", WG_IMPORT_BUILDINGS, NONE,
    "shx_missing=repaired dbf_missing=kept crs_missing=kept self_intersection=repaired ring_order=kept", 14, 0, 9 },
  { "shapefile-js/noshp.zip", WG_IMPORT_BUILDINGS, WG_ERROR_NOT_FOUND, "(.shp) of the shapefile are missing", 0, 0, 0 },
  { "shapefile-js/qgis.zip", WG_IMPORT_BUILDINGS, NONE, "crs_assumed_equal=kept", 2, 0, 0 },
  { "shapefile-js/senate.shp", WG_IMPORT_BUILDINGS, NONE,
    "crs_assumed_equal=kept ring_self_intersection=repaired", 40, 0, 1 },
  { "shapefile-js/senate.shp.xml", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "kind that is not read", 0, 0, 0 },
  { "shapefile-js/senate.zip", WG_IMPORT_BUILDINGS, NONE,
    "crs_assumed_equal=kept ring_self_intersection=repaired", 40, 0, 1 },
  { "shapefile-js/train_stations.zip", WG_IMPORT_FACILITIES, NONE, "crs_assumed_equal=kept", 361, 0, 0 },
  { "shapefile-js/utf.qpj", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "kind that is not read", 0, 0, 0 },
  { "shapefile-js/utf.shp", WG_IMPORT_FACILITIES, NONE, "crs_assumed_equal=kept", 2, 0, 0 },
  { "shapefile-js/utf.zip", WG_IMPORT_FACILITIES, NONE, "crs_assumed_equal=kept", 2, 0, 0 },
  { "shapefile-js/zero-len-line.zip", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "shapelib/3dpoints.shp", WG_IMPORT_FACILITIES, NONE,
    "shx_disagrees=repaired crs_missing=kept z_dropped=ignored", 22, 0, 0 },
  { "shapelib/CoHI_GCS12.shp", WG_IMPORT_BUILDINGS, NONE, "crs_assumed_equal=kept", 4, 0, 0 },
  { "shapelib/CoHI_GCS12_README.txt", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "one column", 0, 0, 0 },
  { "shapelib/anno.aux", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "kind that is not read", 0, 0, 0 },
  { "shapelib/anno.shp", WG_IMPORT_BUILDINGS, WG_ERROR_AMBIGUOUS, "--crs", 0, 0, 0 },
  { "shapelib/brklinz.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "shapelib/csah.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "shapelib/masspntz.shp", WG_IMPORT_FACILITIES, WG_ERROR_AMBIGUOUS, "--crs", 0, 0, 0 },
  { "shapelib/mexico/cities.shp", WG_IMPORT_FACILITIES, NONE, "crs_missing=kept", 36, 0, 0 },
  { "shapelib/mexico/drainage.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "shapelib/mexico/lakes.shp", WG_IMPORT_BUILDINGS, NONE, "crs_missing=kept", 3, 0, 0 },
  { "shapelib/mexico/rivers.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "shapelib/mexico/roads.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "shapelib/mexico/roads_rt.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "shapelib/mexico/states.shp", WG_IMPORT_BUILDINGS, NONE, "crs_missing=kept", 32, 0, 0 },
  { "shapelib/mpatch3.shp", WG_IMPORT_BUILDINGS, WG_ERROR_AMBIGUOUS, "--crs", 0, 0, 0 },
  { "shapelib/multipatch.shp", WG_IMPORT_BUILDINGS, NONE,
    "crs_missing=kept zero_area=refused z_dropped=ignored duplicate_vertex=ignored ring_order=kept", 1, 1, 0 },
  { "shapelib/multipnt.shp", WG_IMPORT_FACILITIES, WG_ERROR_AMBIGUOUS, "--crs", 0, 0, 0 },
  { "shapelib/pline.shp", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "of type line", 0, 0, 0 },
  { "shapelib/polygon.shp", WG_IMPORT_BUILDINGS, WG_ERROR_AMBIGUOUS, "--crs", 0, 0, 0 },
  { "zipslip_snyk/zip-slip.tar", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "kind that is not read", 0, 0, 0 },
  { "zipslip_snyk/zip-slip.zip", WG_IMPORT_BUILDINGS, WG_ERROR_UNREADABLE, "nothing in", 0, 0, 0 },
};

static WgImportRequest *
make_request (const BadFile *file, const char *path)
{
  WgImportRequest *request = wg_import_request_new (file->kind, path);

  if (file->kind == WG_IMPORT_FACILITIES)
    wg_import_request_map (request, "class_code", "=1");
  else if (file->kind == WG_IMPORT_CASES)
    wg_import_request_map (request, "reported", "=2020-01-01");
  return request;
}

static void
check_report (const BadFile *file, const WgImportReport *report)
{
  g_autofree char *rules = wg_test_import_list_rules (report);

  g_assert_true (wg_import_report_is_balanced (report));
  g_assert_cmpstr (rules, ==, file->text);
  g_assert_cmpint (report->read, ==, file->read);
  g_assert_cmpint (report->refused, ==, file->refused);
  g_assert_cmpint (report->repaired, ==, file->repaired);
}

static void
test_file (gconstpointer data)
{
  const BadFile *file = data;
  g_autofree char *name = g_build_filename ("bad", file->name, NULL);
  g_autofree char *path = wg_test_import_find_shared (name);
  g_autoptr (WgImportRequest) request = NULL;
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  request = make_request (file, path);
  job = wg_import_job_new (request);
  report = wg_test_import_read (job, &error);
  if (file->code == NONE)
    {
      g_assert_no_error (error);
      check_report (file, report);
      return;
    }
  g_assert_error (error, WG_ERROR, file->code);
  g_assert_nonnull (strstr (error->message, file->text));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static gboolean
is_expected (const char *name)
{
  static const char *const parts[] = { "shp", "shx", "dbf", "prj", "cpg", "sbn", "sbx", "qix", NULL };
  const char *dot = strrchr (name, '.');
  g_autofree char *lower = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      const char *other = strrchr (files[i].name, '.');

      if (g_str_equal (files[i].name, name))
        return TRUE;
      if (lower != NULL && g_strv_contains (parts, lower) && g_str_equal (other, ".shp")
          && other - files[i].name == dot - name && strncmp (name, files[i].name, (gsize) (dot - name)) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_folder (const char *root, const char *below)
{
  g_autofree char *folder = g_build_filename (root, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = *below != '\0' ? g_build_filename (below, name, NULL) : g_strdup (name);
      g_autofree char *path = g_build_filename (root, inner, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_folder (root, inner);
      else if (!is_expected (inner))
        g_error ("no expectation for %s", inner);
    }
}

/* A file that somebody adds needs a row, or belongs to a shapefile that has one. */
static void
test_all_expected (void)
{
  g_autofree char *root = wg_test_import_find_shared ("bad");

  if (root != NULL)
    check_folder (root, "");
}

static void
test_nothing_escaped (void)
{
  g_assert_false (g_file_test ("/tmp/evil.txt", G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/import-bad-files/all-expected", test_all_expected);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/import-bad-files/", files[i].name, NULL);

      g_test_add_data_func (path, &files[i], test_file);
    }
  g_test_add_func ("/import-bad-files/nothing-escaped", test_nothing_escaped);
  return g_test_run ();
}
