/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a recount of the backlog has to look at the grid of every case; less than doing that and nothing else it cannot take.
 */

#include "bench-floor.h"

#include <sqlite3.h>
#include <time.h>

#define ROUNDS 5

static gint64
read_number (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  gint64 number;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return number;
}

static gint64
look_at_all (sqlite3 *db)
{
  return read_number (db, "SELECT count(grid_id) FROM case_file INDEXED BY case_open WHERE district_id = 1 AND is_open = 1")
         + read_number (db, "SELECT count(grid_id) FROM case_file INDEXED BY case_closed WHERE district_id = 1 AND is_open = 0");
}

double
bench_time_floor (const char *path, gint64 n_cases)
{
  sqlite3 *db = NULL;
  double best = G_MAXDOUBLE;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA cache_size = -65536", NULL, NULL, NULL), ==, SQLITE_OK);
  for (int i = 0; i < ROUNDS; i++)
    {
      clock_t start = clock ();

      g_assert_cmpint (look_at_all (db), ==, n_cases);
      best = MIN (best, (double) (clock () - start) / CLOCKS_PER_SEC);
    }
  sqlite3_close (db);
  return best;
}
