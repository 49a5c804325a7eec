/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a million rows must reach the disk in seconds and a killed child may leave anything behind, so everything is one
 * transaction without a journal: the file is either complete and validated, or thrown away.
 */

#include "wg-geo-staging.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <time.h>

#include "wg-error.h"

struct _WgGeoStaging
{
  sqlite3 *db;
  sqlite3_stmt *row;
  sqlite3_stmt *finding;
  sqlite3_stmt *load;
  sqlite3_stmt *replace;
  sqlite3_stmt *piece;
  gint64 n_findings;
  guint n_rows;
  double seconds;
  char *failure;
};

/* Of so many rows one is timed, because asking for the time is not free; one that took longer was interrupted. */
#define TIMED_ROWS 16
#define LONGEST_ROW 5e-5

static const int n_columns[WG_N_IMPORT_KINDS] = {
  [WG_IMPORT_GRIDS] = 7,
  [WG_IMPORT_BUILDINGS] = 9,
  [WG_IMPORT_CASES] = 20,
  [WG_IMPORT_FACILITIES] = 6,
  [WG_IMPORT_ROADS] = 4,
  [WG_IMPORT_WATER] = 4,
  [WG_IMPORT_GREEN] = 4,
  [WG_IMPORT_AREAS] = 4,
  [WG_IMPORT_PERSONS] = 11,
};

static gboolean
check (WgGeoStaging *staging, int result)
{
  if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW)
    return TRUE;
  if (staging->failure == NULL)
    staging->failure = g_strdup (sqlite3_errmsg (staging->db));
  return FALSE;
}

static void
execute (WgGeoStaging *staging, const char *sql)
{
  if (staging->failure == NULL)
    check (staging, sqlite3_exec (staging->db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *
prepare (WgGeoStaging *staging, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (staging->failure == NULL)
    check (staging, sqlite3_prepare_v3 (staging->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
  return statement;
}

static void
create_tables (WgGeoStaging *staging)
{
  gsize n_tables;
  const WgStagingTable *tables = wg_staging_get_tables (&n_tables);
  g_autofree char *marks = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                            WG_STAGING_APPLICATION_ID, WG_STAGING_FORMAT);

  execute (staging, "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;");
  execute (staging, marks);
  execute (staging, "BEGIN");
  for (gsize i = 0; i < n_tables; i++)
    execute (staging, tables[i].sql);
}

static void
prepare_statements (WgGeoStaging *staging, WgImportKind kind)
{
  g_autoptr (GString) row = g_string_new (NULL);
  g_autofree char *load = NULL;
  g_autofree char *replace = NULL;

  g_string_append_printf (row, "INSERT INTO %s VALUES (?1", wg_staging_get_row_table (kind));
  for (int i = 2; i <= n_columns[kind]; i++)
    g_string_append_printf (row, ",?%d", i);
  g_string_append_c (row, ')');
  staging->row = prepare (staging, row->str);
  staging->finding = prepare (staging, "INSERT INTO finding VALUES (?1,?2,?3,?4,?5,?6,?7)");
  if (kind != WG_IMPORT_GRIDS && kind != WG_IMPORT_BUILDINGS)
    return;
  load = g_strdup_printf ("SELECT wkb FROM %s WHERE seq = ?1", wg_staging_get_row_table (kind));
  replace = g_strdup_printf ("UPDATE %s SET wkb = ?2 WHERE seq = ?1", wg_staging_get_row_table (kind));
  staging->load = prepare (staging, load);
  staging->replace = prepare (staging, replace);
  staging->piece = prepare (staging, "INSERT INTO piece VALUES (?1, ?2)");
}

static void
set_io_error (WgGeoStaging *staging, GError **error)
{
  g_set_error (error, WG_ERROR, WG_ERROR_IO,
               _ ("The working file could not be written: %s. Nothing was imported. Free some space and try again."),
               staging->failure);
}

WgGeoStaging *
wg_geo_staging_new (const char *folder, WgImportKind kind, GError **error)
{
  g_autoptr (WgGeoStaging) staging = g_new0 (WgGeoStaging, 1);
  g_autofree char *path = g_build_filename (folder, WG_STAGING_FILE_NAME, NULL);

  check (staging, sqlite3_open_v2 (path, &staging->db,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL));
  create_tables (staging);
  prepare_statements (staging, kind);
  if (staging->failure == NULL)
    return g_steal_pointer (&staging);
  set_io_error (staging, error);
  return NULL;
}

void
wg_geo_staging_free (WgGeoStaging *staging)
{
  if (staging == NULL)
    return;
  sqlite3_finalize (staging->row);
  sqlite3_finalize (staging->finding);
  sqlite3_finalize (staging->load);
  sqlite3_finalize (staging->replace);
  sqlite3_finalize (staging->piece);
  sqlite3_close (staging->db);
  g_free (staging->failure);
  g_free (staging);
}

void
wg_geo_staging_bind_number (WgGeoStaging *staging, int column, gint64 value)
{
  check (staging, sqlite3_bind_int64 (staging->row, column, value));
}

void
wg_geo_staging_bind_degrees (WgGeoStaging *staging, int column, double value)
{
  check (staging, sqlite3_bind_double (staging->row, column, value));
}

void
wg_geo_staging_bind_text (WgGeoStaging *staging, int column, const char *text)
{
  check (staging, sqlite3_bind_text (staging->row, column, text, -1, SQLITE_STATIC));
}

void
wg_geo_staging_bind_blob (WgGeoStaging *staging, int column, const guint8 *bytes, gsize n_bytes)
{
  check (staging, sqlite3_bind_blob64 (staging->row, column, bytes, n_bytes, SQLITE_STATIC));
}

static double
get_seconds (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

void
wg_geo_staging_write_row (WgGeoStaging *staging)
{
  gboolean timed = staging->n_rows++ % TIMED_ROWS == 0;
  double started = timed ? get_seconds (CLOCK_MONOTONIC) : 0.0;

  check (staging, sqlite3_step (staging->row));
  sqlite3_reset (staging->row);
  sqlite3_clear_bindings (staging->row);
  if (timed)
    staging->seconds += TIMED_ROWS * MIN (get_seconds (CLOCK_MONOTONIC) - started, LONGEST_ROW);
}

double
wg_geo_staging_get_seconds (WgGeoStaging *staging)
{
  return staging->seconds;
}

double
wg_geo_get_thread_seconds (void)
{
  return get_seconds (CLOCK_THREAD_CPUTIME_ID);
}

GBytes *
wg_geo_staging_load_wkb (WgGeoStaging *staging, gint64 seq)
{
  GBytes *bytes = NULL;

  sqlite3_bind_int64 (staging->load, 1, seq);
  if (sqlite3_step (staging->load) == SQLITE_ROW)
    bytes = g_bytes_new (sqlite3_column_blob (staging->load, 0), (gsize) sqlite3_column_bytes (staging->load, 0));
  sqlite3_reset (staging->load);
  return bytes;
}

void
wg_geo_staging_replace_wkb (WgGeoStaging *staging, gint64 seq, const guint8 *bytes, gsize n_bytes)
{
  sqlite3_bind_int64 (staging->replace, 1, seq);
  sqlite3_bind_blob64 (staging->replace, 2, bytes, n_bytes, SQLITE_STATIC);
  check (staging, sqlite3_step (staging->replace));
  sqlite3_reset (staging->replace);
}

void
wg_geo_staging_add_piece (WgGeoStaging *staging, gint64 seq, gint64 row_seq)
{
  sqlite3_bind_int64 (staging->piece, 1, seq);
  sqlite3_bind_int64 (staging->piece, 2, row_seq);
  check (staging, sqlite3_step (staging->piece));
  sqlite3_reset (staging->piece);
}

void
wg_geo_staging_add_finding (WgGeoStaging *staging, gint64 feature, const char *rule, const char *outcome,
                            const char *text, const double *lon_lat)
{
  sqlite3_bind_int64 (staging->finding, 1, ++staging->n_findings);
  if (feature > 0)
    sqlite3_bind_int64 (staging->finding, 2, feature);
  sqlite3_bind_text (staging->finding, 3, rule, -1, SQLITE_STATIC);
  sqlite3_bind_text (staging->finding, 4, outcome, -1, SQLITE_STATIC);
  sqlite3_bind_text (staging->finding, 5, text, -1, SQLITE_STATIC);
  if (lon_lat != NULL)
    {
      sqlite3_bind_double (staging->finding, 6, lon_lat[0]);
      sqlite3_bind_double (staging->finding, 7, lon_lat[1]);
    }
  check (staging, sqlite3_step (staging->finding));
  sqlite3_reset (staging->finding);
  sqlite3_clear_bindings (staging->finding);
}

void
wg_geo_staging_set_info (WgGeoStaging *staging, const char *key, const char *value)
{
  sqlite3_stmt *statement = prepare (staging, "INSERT INTO info VALUES (?1, ?2)");

  if (statement == NULL)
    return;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, value, -1, SQLITE_STATIC);
  check (staging, sqlite3_step (statement));
  sqlite3_finalize (statement);
}

gboolean
wg_geo_staging_has_failed (WgGeoStaging *staging)
{
  return staging->failure != NULL;
}

gboolean
wg_geo_staging_finish (WgGeoStaging *staging, GError **error)
{
  execute (staging, "COMMIT");
  if (staging->failure == NULL)
    return TRUE;
  set_io_error (staging, error);
  return FALSE;
}
