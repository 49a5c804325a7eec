/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Real outlines have corners that lie on the neighbour's border, overlaps that nobody drew and grids of several parts. Whatever
 * they are, random edits add no gap and no overlap to them, keep every place in as many grids as before, and are taken back to
 * the last byte.
 */

#include "wg-test-edits.h"
#include "wg-test-import.h"

#include <geos_c.h>
#include <sqlite3.h>

#ifndef WG_TEST_STEPS
#define WG_TEST_STEPS 150
#endif
#define N_PLACES 2000
#define NEAR_BORDER_M 0.05

typedef struct
{
  const char *path;
  const char *code;
  const char *name;
  guint n_grids; /* at least */
} Source;

static const Source sources[] = {
  { "boundaries/dc/derived_shp/single_member_district_2013.zip", "SMD_ID", "NAME", 296 },
  { "boundaries/taiwan_villages_1982/derived_shp/tw_village_utf8.zip", "VILLAGEID", "VILLAGENAM", 7500 },
  { "boundaries/sf_blockgroups_pyshp/blockgroups.zip", "BKG_KEY", "BKG_KEY", 600 },
};

/* --- What was read of the file --- */

static void
read_shapes (WgImportJob *job, WgCoverage *coverage)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;

  g_assert_cmpint (sqlite3_open_v2 (wg_import_job_get_staging_path (job), &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT seq, wkb FROM grid_row ORDER BY seq", -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      g_autoptr (WgShape) shape = wg_shape_new_from_wkb (sqlite3_column_blob (row, 1), (gsize) sqlite3_column_bytes (row, 1), NULL);

      g_assert_nonnull (shape);
      wg_coverage_set (coverage, sqlite3_column_int64 (row, 0), shape);
    }
  sqlite3_finalize (row);
  sqlite3_close (db);
}

static WgCoverage *
load (const Source *source)
{
  g_autofree char *path = wg_test_import_find_shared (source->path);
  g_autoptr (WgImportRequest) request = path != NULL ? wg_import_request_new (WG_IMPORT_GRIDS, path) : NULL;
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  WgCoverage *coverage;

  if (path == NULL)
    return NULL;
  request->on_duplicate = WG_IMPORT_DUPLICATES_MERGE;
  wg_import_request_map (request, "code", source->code);
  wg_import_request_map (request, "name", source->name);
  job = wg_import_job_new (request);
  report = wg_test_import_read (job, &error);
  g_assert_no_error (error);
  coverage = wg_coverage_new ();
  read_shapes (job, coverage);
  return coverage;
}

/* --- The land of the grids that were touched --- */

static GEOSGeometry *
to_geos (GEOSContextHandle_t geos, const WgShape *shape)
{
  g_autoptr (GBytes) bytes = wg_shape_to_wkb (shape);
  GEOSGeometry *geometry = GEOSGeomFromWKB_buf_r (geos, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)), *valid;

  if (GEOSisValid_r (geos, geometry) == 1)
    return geometry;
  valid = GEOSMakeValid_r (geos, geometry);
  GEOSGeom_destroy_r (geos, geometry);
  return valid;
}

/* Outlines by id, as they were before the first edit and as they are. */
static void
collect_touched (const WgTestEdits *edits, GHashTable *before, GHashTable *after)
{
  for (guint i = 0; i < edits->log->len; i++)
    {
      const GPtrArray *changes = g_ptr_array_index (edits->log, i);

      for (guint k = 0; k < changes->len; k++)
        {
          const WgCoverageChange *change = g_ptr_array_index (changes, k);
          WgShape *now = wg_coverage_get (edits->coverage, change->id);

          if (!g_hash_table_contains (after, &change->id) && change->before != NULL)
            g_hash_table_insert (before, (gpointer) &change->id, change->before);
          g_hash_table_insert (after, (gpointer) &change->id, now);
        }
    }
}

static GEOSGeometry *
unite (GEOSContextHandle_t geos, GHashTable *shapes, double *sum)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer shape;
  GEOSGeometry *collection, *whole;

  *sum = 0.0;
  g_hash_table_iter_init (&iter, shapes);
  while (g_hash_table_iter_next (&iter, NULL, &shape))
    {
      double area = 0.0;
      GEOSGeometry *geometry;

      if (shape == NULL)
        continue;
      geometry = to_geos (geos, shape);
      GEOSArea_r (geos, geometry, &area);
      *sum += area;
      g_ptr_array_add (all, geometry);
    }
  collection = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, (GEOSGeometry **) all->pdata, all->len);
  whole = GEOSUnaryUnion_r (geos, collection);
  GEOSGeom_destroy_r (geos, collection);
  return whole;
}

/* The same land, and as much of it twice as before: nothing was lost and nothing is claimed by one more. */
static void
assert_same_land (const WgTestEdits *edits)
{
  g_autoptr (GHashTable) before = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) after = g_hash_table_new (g_int64_hash, g_int64_equal);
  GEOSContextHandle_t geos = GEOS_init_r ();
  GEOSGeometry *old, *new, *difference;
  double old_sum, new_sum, old_area = 0.0, new_area = 0.0, lost = 0.0;

  collect_touched (edits, before, after);
  old = unite (geos, before, &old_sum);
  new = unite (geos, after, &new_sum);
  difference = GEOSSymDifference_r (geos, old, new);
  GEOSArea_r (geos, old, &old_area);
  GEOSArea_r (geos, new, &new_area);
  GEOSArea_r (geos, difference, &lost);
  g_test_message ("%u grids touched, %.3g of the land differs, doubled %.3g before and %.3g after", g_hash_table_size (after),
                  lost / old_area, (old_sum - old_area) / old_sum, (new_sum - new_area) / new_sum);
  g_assert_cmpfloat (lost, <=, 1e-9 * old_area);
  g_assert_cmpfloat (fabs ((new_sum - new_area) - (old_sum - old_area)), <=, 1e-9 * old_area);
  GEOSGeom_destroy_r (geos, old);
  GEOSGeom_destroy_r (geos, new);
  GEOSGeom_destroy_r (geos, difference);
  GEOS_finish_r (geos);
}

/* --- Places --- */

typedef struct
{
  double lon;
  double lat;
  guint n;
} Place;

/* How many grids a place lies in, G_MAXUINT on a border. */
static guint
count_at (const WgCoverage *coverage, const GArray *ids, double lon, double lat)
{
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      const WgShape *shape = wg_coverage_get (coverage, g_array_index (ids, gint64, i));

      if (shape == NULL || !wg_box_contains (wg_shape_get_box (shape), lon, lat))
        continue;
      if (wg_shape_get_border_distance_m (shape, lon, lat) < NEAR_BORDER_M)
        return G_MAXUINT;
      n += wg_shape_contains (shape, lon, lat);
    }
  return n;
}

static GArray *
choose_places (const WgCoverage *coverage)
{
  g_autoptr (GArray) ids = wg_coverage_list (coverage);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  while (places->len < N_PLACES)
    {
      const WgBox *box = wg_shape_get_box (wg_coverage_get (coverage, g_array_index (ids, gint64, g_test_rand_int_range (0, ids->len))));
      Place place = { g_test_rand_double_range (box->min_lon, box->max_lon), g_test_rand_double_range (box->min_lat, box->max_lat), 0 };

      place.n = count_at (coverage, ids, place.lon, place.lat);
      if (place.n != G_MAXUINT)
        g_array_append_val (places, place);
    }
  return places;
}

static void
assert_same_homes (const WgCoverage *coverage, const GArray *places)
{
  g_autoptr (GArray) ids = wg_coverage_list (coverage);

  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      guint n = count_at (coverage, ids, place->lon, place->lat);

      g_assert_true (n == G_MAXUINT || n == place->n);
    }
}

/* --- All of it --- */

static void
test_source (gconstpointer data)
{
  const Source *source = data;
  g_autoptr (WgCoverage) coverage = load (source);
  g_autoptr (WgTestEdits) edits = NULL;
  g_autoptr (GArray) places = NULL;
  g_autofree char *before = NULL, *after = NULL;
  long double area;

  if (coverage == NULL)
    return;
  edits = wg_test_edits_new (coverage);
  g_assert_cmpuint (edits->n_grids, >=, source->n_grids);
  before = wg_test_coverage_sum (coverage);
  area = wg_test_coverage_area (coverage);
  places = choose_places (coverage);
  for (guint i = 0; i < WG_TEST_STEPS; i++)
    wg_test_edits_step (edits);
  g_test_message ("%u accepted, %u refused", edits->n_accepted, edits->n_refused);
  g_assert_cmpuint (edits->n_accepted, >, WG_TEST_STEPS / 8);
  g_assert_true (fabsl (wg_test_coverage_area (coverage) - area) <= 1e-6L * area);
  assert_same_land (edits);
  assert_same_homes (coverage, places);
  wg_test_edits_undo (edits);
  after = wg_test_coverage_sum (coverage);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autofree char *name = g_path_get_basename (sources[i].path);
      g_autofree char *path = g_strdup_printf ("/coverage-real/%s", name);

      g_test_add_data_func (path, &sources[i], test_source);
    }
  return g_test_run ();
}
