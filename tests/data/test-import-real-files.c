/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the files that a centre really receives: counties in GBK without a word about it, villages in Big5, boroughs in
 * US feet, districts in zips, a year of requests, buildings of a whole town.
 */

#include <math.h>
#include <string.h>

#include "wg-error.h"
#include "wg-test-import.h"

typedef struct
{
  const char *name;
  WgImportKind kind;
  int read;
  int refused;
  int repaired;
  int merged;
  const char *encoding;
  const char *crs;
  const char *sql; /* one value that only a right reading has */
  const char *value;
} RealFile;

#define DC "boundaries/dc/derived_shp/"
#define TAIWAN "boundaries/taiwan_villages_1982/"
#define VILLAGE "SELECT name FROM grid_row WHERE seq = 590"

static const RealFile files[] = {
  { DC "ward_2012.zip", WG_IMPORT_GRIDS, 8, 0, 0, 0, "UTF-8", "EPSG:4326", "SELECT group_concat(code, '') FROM"
    " (SELECT code FROM grid_row ORDER BY code)", "12345678" },
  { DC "advisory_neighborhood_commission_2013.zip", WG_IMPORT_GRIDS, 40, 0, 0, 0, "UTF-8", "EPSG:4326",
    "SELECT min(code) FROM grid_row", "1A" },
  { DC "single_member_district_2013.zip", WG_IMPORT_GRIDS, 296, 0, 0, 0, "UTF-8", "EPSG:4326",
    "SELECT count(*) FROM grid_row WHERE code IN ('4C07', '4C10', '4D06')", "3" },
  { "boundaries/chinese_gbk_nts/chinese_encoding.shp", WG_IMPORT_GRIDS, 78, 0, 0, 0, "GB18030", "EPSG:4490",
    "SELECT name FROM grid_row WHERE code = '1491'", "天长市" },
  { TAIWAN "derived_shp/tw_village_big5.zip", WG_IMPORT_GRIDS, 7599, 6, 8, 11, "Big5", "EPSG:4326", VILLAGE, "大正里" },
  { TAIWAN "derived_shp/tw_village_utf8.zip", WG_IMPORT_GRIDS, 7599, 6, 8, 11, "UTF-8", "EPSG:4326", VILLAGE, "大正里" },
  { TAIWAN "twVillage1982.topo.json", WG_IMPORT_GRIDS, 7599, 6, 8, 11, "UTF-8", "EPSG:4490", VILLAGE, "大正里" },
  { "boundaries/nybb_geopandas/nybb_16a.zip", WG_IMPORT_GRIDS, 5, 0, 0, 0, "UTF-8", "EPSG:2263",
    "SELECT name FROM grid_row WHERE code = '1'", "Manhattan" },
  { "boundaries/sf_blockgroups_pyshp/blockgroups.zip", WG_IMPORT_GRIDS, 663, 0, 0, 0, "UTF-8", "EPSG:4490",
    "SELECT count(DISTINCT code) FROM grid_row", "663" },
  { "boundaries/vancouver_blocks_deckgl/vancouver-blocks.json", WG_IMPORT_BUILDINGS, 4627, 0, 0, 0, "UTF-8", "EPSG:4326",
    "SELECT count(*) FROM building_row", "4627" },
  { "buildings/monaco-osrm.osm.pbf", WG_IMPORT_BUILDINGS, 23334, 7, 3, 0, "UTF-8", "EPSG:4326",
    "SELECT name FROM building_row WHERE code = 'way/23715051'", "Musée Océanographique" },
  { "buildings/andorra-latest-geodude.osm.pbf", WG_IMPORT_BUILDINGS, 7382, 0, 2, 0, "UTF-8", "EPSG:4326",
    "SELECT floors FROM building_row WHERE code = 'relation/8473238'", "5" },
  { "buildings/beijing-tsinghua-FreemanDane.osm", WG_IMPORT_BUILDINGS, 521, 0, 0, 0, "UTF-8", "EPSG:4326",
    "SELECT name || '|' || address FROM building_row WHERE code = 'way/33457835'", "东升大厦|中关村东路 8" },
  { "buildings/beijing-bupt.osm", WG_IMPORT_BUILDINGS, 111, 0, 0, 0, "UTF-8", "EPSG:4326",
    "SELECT count(*) FROM building_row", "111" },
  { "cases/dc/dc_311_cases.csv.zip", WG_IMPORT_CASES, 22576, 0, 0, 0, "UTF-8", "EPSG:4490",
    "SELECT group_concat(state || ' ' || n) FROM (SELECT state, count(*) AS n FROM case_row GROUP BY state ORDER BY "
    "state)",
    "closed 15474,filed 3657,handling 2820,merged 495,rejected 130" },
};

static void
test_file (gconstpointer data)
{
  const RealFile *file = data;
  g_autofree char *path = wg_test_import_find_shared (file->name);
  g_autofree char *value = NULL;
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = NULL;

  if (path == NULL)
    return;
  report = wg_test_import_file (file->kind, path, &job);
  g_assert_cmpint (report->read, ==, file->read);
  g_assert_cmpint (report->refused, ==, file->refused);
  g_assert_cmpint (report->repaired, ==, file->repaired);
  g_assert_cmpint (report->merged, ==, file->merged);
  g_assert_cmpstr (report->encoding, ==, file->encoding);
  g_assert_cmpstr (report->crs, ==, file->crs);
  g_assert_cmpuint (strlen (report->sha256), ==, 64);
  value = wg_test_import_query (job, file->sql);
  g_assert_cmpstr (value, ==, file->value);
}

static void
check_extent (const char *name, WgImportKind kind, const double *wanted)
{
  g_autofree char *path = wg_test_import_find_shared (name);
  g_autoptr (WgImportRequest) request = NULL;
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (JsonObject) source = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *extent;

  if (path == NULL)
    return;
  request = wg_import_request_new (kind, path);
  job = wg_import_job_new (request);
  source = wg_test_import_inspect (job, &error);
  g_assert_no_error (error);
  extent = json_object_get_array_member (source, "extent");
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (json_array_get_double_element (extent, i), wanted[i], 1e-5);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (source, "shapes")), >, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (source, "questions")), ==, 0);
}

/* The extents are those that another program gives for the same files. */
static void
test_extents (void)
{
  const double new_york[] = { -74.255589, 40.496115, -73.700017, 40.915531 };
  const double districts[] = { -77.119795, 38.791644, -76.909150, 38.995968 };
  const double anhui[] = { 114.875137, 29.395222, 119.644440, 34.655105 };

  check_extent ("boundaries/nybb_geopandas/nybb_16a.zip", WG_IMPORT_GRIDS, new_york);
  check_extent (DC "single_member_district_2013.zip", WG_IMPORT_GRIDS, districts);
  check_extent ("boundaries/chinese_gbk_nts/chinese_encoding.shp", WG_IMPORT_GRIDS, anhui);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/import-real-files/", files[i].name, NULL);

      g_test_add_data_func (path, &files[i], test_file);
    }
  g_test_add_func ("/import-real-files/extents", test_extents);
  return g_test_run ();
}
