/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a GIS officer waits for an import, and the dispatcher beside him must not. Prints how long 917,791 facilities and
 * 116,471 buildings (574 of them crossing themselves) take from a file to everybody's eyes in a new database with 7,581
 * grids, and the facilities once more in one with 100,000 cases that another process has open and works in; part by part,
 * beside ogr2ogr on the same file in the same run, one after the other in turn: the ratio travels between machines, the
 * seconds do not. Then the recount of a backlog with a million cases, 5,000 of them open, beside the least it could take.
 *
 * With words only those are measured: facilities, live, buildings, backlog.
 */

#include "bench-figures.h"
#include "bench-floor.h"
#include "bench-neighbour.h"

#include "wg-backlog.h"
#include "wg-error.h"
#include "wg-grid-table.h"
#include "wg-import-job.h"
#include "wg-import-publisher.h"
#include "wg-sqlite-driver.h"
#include "wg-store-cases.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#define N_POINTS 917791
#define N_BUILDINGS 116471
#define N_BOW_TIES 572
#define N_CASES 1000000
#define N_OPEN 5000
#define N_LIVE_CASES 100000
#define ROUNDS 3
/* The city: 19 × 19 streets of 2 × 2 communities of 2 × 2 leaves, half a degree wide. */
#define N_STREETS 19
#define CITY_LON 116.5
#define CITY_LAT 40.2
#define CITY_SIZE 0.456

#define GIS_OPERATOR 7

typedef struct
{
  double wall;
  double cpu;
} Cost;

/* What is measured of an import; the parts of WgImportPart come last. */
enum
{
  WALL,
  CPU,
  CHILD,
  STORE,
  CHUNK,
  LOCK_WAIT,
  WRITE_WAIT,
  READ_WAIT,
  PARTS,
};
#define N_VALUES (PARTS + WG_N_IMPORT_PARTS)

static const struct
{
  int value;
  const char *name;
} rows[] = {
  { PARTS + WG_IMPORT_PART_READ, "  read (a thread of the child)" },
  { PARTS + WG_IMPORT_PART_CHECK, "  check (the thread that waits for them)" },
  { PARTS + WG_IMPORT_PART_STAGE, "  stage (another thread)" },
  { CHILD, "child, with its start and its last look" },
  { PARTS + WG_IMPORT_PART_LOOK, "  read the staging file" },
  { PARTS + WG_IMPORT_PART_HOME, "  grid assignment" },
  { PARTS + WG_IMPORT_PART_MOVE, "  move" },
  { PARTS + WG_IMPORT_PART_BOXES, "  spatial index" },
  { PARTS + WG_IMPORT_PART_PUBLISH, "  publish" },
  { STORE, "store, with a last look of its own" },
  { WALL, "from file to visible" },
  { CPU, "from file to visible, processor time" },
  { CHUNK, "longest chunk" },
};

typedef struct
{
  const char *title;
  WgImportKind kind;
  const char *path;
  gint64 n_rows;
  double target;
  const char *base; /* a database to begin with, or NULL: a new one */
  double ours[N_VALUES][ROUNDS];
  double theirs[2][ROUNDS];
} Race;

typedef struct
{
  char *folder;
  WgStore *store;
  guint32 seed;
} Bench;

/* Of this process and of those it has waited for: what a busy machine does not blur. */
static double
get_cpu_seconds (void)
{
  double seconds = 0.0;

  for (int who = 0; who < 2; who++)
    {
      struct rusage usage;

      getrusage (who == 0 ? RUSAGE_SELF : RUSAGE_CHILDREN, &usage);
      seconds += (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
                 + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    }
  return seconds;
}

static double
draw (Bench *bench)
{
  bench->seed = bench->seed * 1664525u + 1013904223u;
  return (double) bench->seed / 4294967296.0;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
stop_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/* The city. */

static gint64
insert_block (WgStoreWork *work, gint64 *last_id, gint64 parent_id, int depth, double lon, double lat, double size)
{
  const double ring[] = { lon, lat, lon + size, lat, lon + size, lat + size, lon, lat + size };
  g_autoptr (WgGrid) grid = wg_grid_new ();
  g_autoptr (GError) error = NULL;

  grid->id = grid->version_id = ++*last_id;
  grid->parent_id = parent_id;
  grid->depth = depth;
  grid->code = g_strdup_printf ("%07d", (int) *last_id);
  grid->name = g_strdup (grid->code);
  grid->shape = wg_shape_new_from_ring (ring, 4);
  grid->area_m2 = wg_shape_get_area_m2 (grid->shape);
  wg_shape_get_label_point (grid->shape, &grid->label_lon, &grid->label_lat);
  wg_grid_table_insert (work->connection, grid, WG_NULL_ID, &error);
  stop_on (error);
  return *last_id;
}

static gpointer
insert_city (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  double street = CITY_SIZE / N_STREETS;
  gint64 last_id = 0;

  for (int s = 0; s < N_STREETS * N_STREETS; s++)
    {
      double lon = CITY_LON + s % N_STREETS * street;
      double lat = CITY_LAT + s / N_STREETS * street;
      gint64 street_id = insert_block (work, &last_id, 0, 1, lon, lat, street);

      for (int c = 0; c < 4; c++)
        {
          double c_lon = lon + c % 2 * street / 2;
          double c_lat = lat + c / 2 * street / 2;
          gint64 community_id = insert_block (work, &last_id, street_id, 2, c_lon, c_lat, street / 2);

          for (int g = 0; g < 4; g++)
            insert_block (work, &last_id, community_id, 3, c_lon + g % 2 * street / 4, c_lat + g / 2 * street / 4, street / 4);
        }
    }
  return GINT_TO_POINTER (TRUE);
}

static void
write_store (Bench *bench, WgStoreFunc func)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  wg_store_write_async (bench->store, func, bench, NULL, NULL, NULL, keep_result, &result);
  wg_store_work_finish (bench->store, wait_for (&result), &error);
  stop_on (error);
}

static void
open_store (Bench *bench, const char *path)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bench->store = wg_store_new (driver, NULL, NULL);
  wg_store_open_async (bench->store, TRUE, NULL, keep_result, &result);
  wg_store_open_finish (bench->store, wait_for (&result), &error);
  stop_on (error);
}

static char *
make_store (Bench *bench, const char *name)
{
  char *path = g_build_filename (bench->folder, name, NULL);

  open_store (bench, path);
  write_store (bench, insert_city);
  return path;
}

static void
close_store (Bench *bench)
{
  wg_store_close (bench->store);
  g_clear_object (&bench->store);
}

/* The file. */

static char *
write_facilities (Bench *bench)
{
  char *path = g_build_filename (bench->folder, "facilities.csv", NULL);
  FILE *file = g_fopen (path, "w");

  fputs ("class_code,code,name,lon,lat\n", file);
  for (int i = 0; i < N_POINTS; i++)
    fprintf (file, "01%02d,F%07d,井盖 %d 号,%.7f,%.7f\n", i % 40 + 1, i, i, CITY_LON + CITY_SIZE * draw (bench),
             CITY_LAT + CITY_SIZE * draw (bench));
  fclose (file);
  return path;
}

static char *
write_buildings (Bench *bench)
{
  char *path = g_build_filename (bench->folder, "buildings.geojson", NULL);
  FILE *file = g_fopen (path, "w");

  fputs ("{\"type\":\"FeatureCollection\",\"features\":[\n", file);
  for (int i = 0; i < N_BUILDINGS; i++)
    {
      double x = CITY_LON + CITY_SIZE * 0.999 * draw (bench);
      double y = CITY_LAT + CITY_SIZE * 0.999 * draw (bench);
      double w = 0.0002;
      gboolean crossed = i % (N_BUILDINGS / N_BOW_TIES) == 0;

      fprintf (file,
               "{\"type\":\"Feature\",\"properties\":{\"code\":\"B%06d\",\"name\":\"%d 号楼\",\"floors\":%d},\"geometry\":{"
               "\"type\":\"Polygon\",\"coordinates\":[[[%.7f,%.7f],[%.7f,%.7f],[%.7f,%.7f],[%.7f,%.7f],[%.7f,%.7f]]]}}%s\n",
               i, i, i % 30 + 1, x, y, x + w, crossed ? y + w : y, x + w, crossed ? y : y + w, x, y + w, x, y,
               i + 1 < N_BUILDINGS ? "," : "");
    }
  fputs ("]}\n", file);
  fclose (file);
  return path;
}

/* As a shapefile, the way they arrive; as they are when there is nobody to write one. */
static char *
make_shapefile (Bench *bench, const char *path)
{
  g_autofree char *program = g_find_program_in_path ("ogr2ogr");
  g_autofree char *shapefile = g_build_filename (bench->folder, "buildings.shp", NULL);
  const char *argv[] = { program, "-lco", "ENCODING=UTF-8", "-a_srs", "EPSG:4490", shapefile, path, NULL };
  int status = 0;

  if (program == NULL
      || !g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, NULL)
      || !g_spawn_check_wait_status (status, NULL))
    return g_strdup (path);
  return g_steal_pointer (&shapefile);
}

/* Ours. */

static void
start_cost (Cost *cost)
{
  cost->wall = (double) g_get_monotonic_time () / G_USEC_PER_SEC;
  cost->cpu = get_cpu_seconds ();
}

static void
end_cost (Cost *cost)
{
  cost->wall = (double) g_get_monotonic_time () / G_USEC_PER_SEC - cost->wall;
  cost->cpu = get_cpu_seconds () - cost->cpu;
}

static void
print_cost (Cost *cost, const char *what)
{
  end_cost (cost);
  g_print ("# %-44s %6.2f s, processor time %6.2f s\n", what, cost->wall, cost->cpu);
}

typedef struct
{
  gint64 last_us;
  gint64 longest_us;
} Chunks;

static void
note_chunk (gint64 done, gint64 total, gpointer data)
{
  Chunks *chunks = data;
  gint64 now = g_get_monotonic_time ();

  if (done > 0)
    chunks->longest_us = MAX (chunks->longest_us, now - chunks->last_us);
  chunks->last_us = now;
}

static WgImportReport *
publish (Bench *bench, const char *staging, const WgImportRequest *request, Chunks *chunks)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  WgImportReport *report;

  wg_store_publish_import_async (bench->store, staging, request, GIS_OPERATOR, note_chunk, chunks,
                                 NULL, keep_result, &result);
  report = wg_store_publish_import_finish (bench->store, wait_for (&result), &error);
  stop_on (error);
  return report;
}

/* Into the open store. */
static void
time_ours (Bench *bench, Race *race, int round)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (race->kind, race->path);
  g_autoptr (WgImportJob) job = NULL;
  g_autoptr (WgImportReport) read = NULL;
  g_autoptr (WgImportReport) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Chunks chunks = { 0 };
  Cost all;
  Cost child;

  request->crs = g_strdup ("EPSG:4490");
  job = wg_import_job_new (request);
  start_cost (&all);
  start_cost (&child);
  wg_import_job_read_async (job, NULL, keep_result, &result);
  read = wg_import_job_read_finish (job, wait_for (&result), &error);
  stop_on (error);
  end_cost (&child);
  stored = publish (bench, wg_import_job_get_staging_path (job), request, &chunks);
  end_cost (&all);
  race->ours[WALL][round] = all.wall;
  race->ours[CPU][round] = all.cpu;
  race->ours[CHILD][round] = child.wall;
  race->ours[STORE][round] = all.wall - child.wall;
  race->ours[CHUNK][round] = (double) chunks.longest_us / G_USEC_PER_SEC;
  for (int i = 0; i < WG_N_IMPORT_PARTS; i++)
    race->ours[PARTS + i][round] = stored->parts[i];
  g_assert_cmpint (stored->read, ==, race->n_rows);
  g_assert_cmpint (stored->stored, ==, race->n_rows);
  g_assert_cmpint (stored->outside, ==, 0);
}

/* Theirs. */

/* FALSE when it is not there. */
static gboolean
time_theirs (Race *race, int round)
{
  g_autofree char *program = g_find_program_in_path ("ogr2ogr");
  g_autofree char *out = g_strconcat (race->path, ".peer.sqlite", NULL);
  gboolean repairs = race->kind == WG_IMPORT_BUILDINGS;
  const char *argv[] = { program, "-f", "SQLite", "-dsco", "SPATIALITE=YES", "-oo", "X_POSSIBLE_NAMES=lon", "-oo",
                         "Y_POSSIBLE_NAMES=lat", "-a_srs", "EPSG:4490", "-nlt", repairs ? "PROMOTE_TO_MULTI" : "POINT",
                         out, race->path, repairs ? "-makevalid" : NULL, NULL };
  g_autoptr (GError) error = NULL;
  Cost cost;
  int status = 0;

  if (program == NULL)
    return FALSE;
  start_cost (&cost);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  stop_on (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  end_cost (&cost);
  race->theirs[WALL][round] = cost.wall;
  race->theirs[CPU][round] = cost.cpu;
  g_unlink (out);
  return TRUE;
}

/* In turn. */

static double
get_median (const double values[ROUNDS])
{
  double sorted[ROUNDS];

  memcpy (sorted, values, sizeof sorted);
  return bench_figures_take_middle (sorted, ROUNDS);
}

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  stop_on (error);
}

static void
run_round (Bench *bench, Race *race, int round)
{
  g_autofree char *path = g_build_filename (bench->folder, "race.wangge", NULL);
  BenchNeighbour *neighbour = NULL;

  if (race->base != NULL)
    {
      copy_file (race->base, path);
      open_store (bench, path);
      neighbour = bench_neighbour_start (path);
    }
  else
    g_free (make_store (bench, "race.wangge"));
  time_ours (bench, race, round);
  if (neighbour != NULL)
    {
      BenchWaits waits = bench_neighbour_stop (neighbour);

      race->ours[LOCK_WAIT][round] = waits.longest_lock;
      race->ours[WRITE_WAIT][round] = waits.longest_write;
      race->ours[READ_WAIT][round] = waits.longest_read;
      g_print ("# the other process: %d writes, the longest waited %.3f s for the lock and took %.3f s; %d reads, the longest took "
               "%.3f s\n",
               waits.n_writes, waits.longest_lock, waits.longest_write, waits.n_reads, waits.longest_read);
    }
  close_store (bench);
  g_unlink (path);
}

static void
print_race (const Race *race, gboolean has_peer)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_print ("# %-44s %6.2f s\n", rows[i].name, get_median (race->ours[rows[i].value]));
  if (race->base != NULL)
    g_print ("# the other process, longest: %.3f s for the lock (target 0.5), %.3f s to write, %.3f s to read\n",
             get_median (race->ours[LOCK_WAIT]), get_median (race->ours[WRITE_WAIT]), get_median (race->ours[READ_WAIT]));
  if (!has_peer)
    {
      g_print ("# ogr2ogr: skipped, it is not there (apt install gdal-bin)\n");
      return;
    }
  g_print ("# %-44s %6.2f s\n# %-44s %6.2f s\n", "ogr2ogr -f SQLite -dsco SPATIALITE=YES", get_median (race->theirs[WALL]),
           "  processor time", get_median (race->theirs[CPU]));
  g_print ("# ours / ogr2ogr: %.2f by wall, %.2f by processor time (target %.2f)\n",
           get_median (race->ours[WALL]) / get_median (race->theirs[WALL]),
           get_median (race->ours[CPU]) / get_median (race->theirs[CPU]), race->target);
}

static void
run_race (Bench *bench, Race *race)
{
  gboolean has_peer = TRUE;

  g_print ("# %" G_GINT64_FORMAT " %s into %s; medians of %d\n", race->n_rows, wg_import_kind_to_nick (race->kind), race->title,
           ROUNDS);
  for (int round = 0; round < ROUNDS; round++)
    {
      run_round (bench, race, round);
      has_peer = time_theirs (race, round) && has_peer;
    }
  print_race (race, has_peer);
}

/* The backlog. */

static char *
stage_cases (Bench *bench, int n_cases, int n_open)
{
  char *path = g_build_filename (bench->folder, WG_STAGING_FILE_NAME, NULL);
  g_autoptr (GString) sql = g_string_new (NULL);
  const WgStagingTable *tables;
  sqlite3 *db = NULL;
  gsize n_tables;

  tables = wg_staging_get_tables (&n_tables);
  g_string_printf (sql, "PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN;", WG_STAGING_APPLICATION_ID,
                   WG_STAGING_FORMAT);
  for (gsize i = 0; i < n_tables; i++)
    g_string_append_printf (sql, "%s;", tables[i].sql);
  g_string_append_printf (
      sql,
      "WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %d) INSERT INTO case_row (number, state, "
      "reported_ms, due_ms, class_text, lon, lat) SELECT 'N' || i, CASE WHEN i %% %d = 0 THEN 'handling' ELSE 'closed' END, "
      "1700000000000 + i * 1000, 1700086400000 + i * 1000, '暴露垃圾', %f + (i * 7919 %% 99991) / 99991.0 * %f, %f + (i * 104729 "
      "%% 99989) / 99989.0 * %f FROM n;",
      n_cases, n_cases / n_open, CITY_LON, CITY_SIZE, CITY_LAT, CITY_SIZE);
  g_string_append_printf (sql,
                          "INSERT INTO info VALUES ('kind', 'cases'), ('sha256', ''), ('repaired', 0), ('merged', 0), ('refused', "
                          "0), ('read', %d), ('stored', %d), ('complete', 1); COMMIT;",
                          n_cases, n_cases);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql->str, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  return path;
}

static void
time_recount (Bench *bench, const char *path)
{
  g_autoptr (GError) error = NULL;
  double best = G_MAXDOUBLE;
  double least;
  Cost cost;

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (WgBacklog) backlog = NULL;

      start_cost (&cost);
      wg_store_count_backlog_async (bench->store, 1800000000000, NULL, keep_result, &result);
      backlog = wg_store_count_backlog_finish (bench->store, wait_for (&result), &error);
      stop_on (error);
      print_cost (&cost, i == 0 ? "backlog, with the grids to be read" : "backlog: recount of every grid");
      g_assert_cmpint (wg_backlog_get_whole (backlog).open, ==, N_OPEN);
      best = MIN (best, cost.cpu);
    }
  least = bench_time_floor (path, N_CASES);
  g_print ("# recount of the backlog: %.1f ms, SQLite looking at the grid of every case: %.1f ms, by processor time; ratio %.2f\n",
           best * 1e3, least * 1e3, best / least);
}

/* Fills the open store. */
static void
import_cases (Bench *bench, int n_cases, int n_open)
{
  g_autofree char *staging = stage_cases (bench, n_cases, n_open);
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, "cases.csv");
  g_autoptr (WgImportReport) report = NULL;
  Chunks chunks = { 0 };
  Cost cost;

  start_cost (&cost);
  report = publish (bench, staging, request, &chunks);
  print_cost (&cost, "cases: check the staging file, move, publish");
  g_print ("# longest chunk %.2f s\n", (double) chunks.longest_us / G_USEC_PER_SEC);
  g_assert_cmpint (report->stored, ==, n_cases);
  g_unlink (staging);
}

static void
time_backlog (Bench *bench)
{
  g_autofree char *path = make_store (bench, "cases.wangge");

  g_print ("# %d cases, %d of them open\n", N_CASES, N_OPEN);
  import_cases (bench, N_CASES, N_OPEN);
  time_recount (bench, path);
  close_store (bench);
}

static void
race_live (Bench *bench, const char *facilities)
{
  Race race = { "a database with 100000 cases that another process has open", WG_IMPORT_FACILITIES, facilities, N_POINTS, 0.6 };
  g_autofree char *base = make_store (bench, "live.wangge");

  import_cases (bench, N_LIVE_CASES, N_OPEN);
  close_store (bench);
  race.base = base;
  run_race (bench, &race);
}

static void
race_new (Bench *bench, WgImportKind kind, const char *path, gint64 n_rows, double target)
{
  Race race = { "a new database with 7581 grids", kind, path, n_rows, target };

  run_race (bench, &race);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* Without words everything is measured. */
static gboolean
is_wanted (int argc, char **argv, const char *part)
{
  return argc < 2 || g_strv_contains ((const char *const *) argv + 1, part);
}

int
main (int argc, char **argv)
{
  Bench bench = { .seed = 7 };
  g_autofree char *facilities = NULL;
  g_autofree char *features = NULL;
  g_autofree char *buildings = NULL;

  if (bench_neighbour_is_wanted (argc, argv))
    return bench_neighbour_main (argv[2]);
  bench.folder = g_dir_make_tmp ("wangge-bench-XXXXXX", NULL);
  if (is_wanted (argc, argv, "facilities") || is_wanted (argc, argv, "live"))
    facilities = write_facilities (&bench);
  if (is_wanted (argc, argv, "facilities"))
    race_new (&bench, WG_IMPORT_FACILITIES, facilities, N_POINTS, 0.45);
  if (is_wanted (argc, argv, "live"))
    race_live (&bench, facilities);
  if (is_wanted (argc, argv, "buildings"))
    {
      features = write_buildings (&bench);
      buildings = make_shapefile (&bench, features);
      race_new (&bench, WG_IMPORT_BUILDINGS, buildings, N_BUILDINGS, 0.6);
    }
  if (is_wanted (argc, argv, "backlog"))
    time_backlog (&bench);
  remove_folder (bench.folder);
  g_free (bench.folder);
  return 0;
}
