/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the staging file was written by a process that read a stranger's file with a very large library. What it says is
 * checked before a single row of it goes near the database.
 */

#include "wg-import-validate.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "wg-error.h"

static gboolean
set_damaged (GError **error, const char *reason)
{
  g_set_error (error, WG_ERROR, WG_ERROR_DAMAGED,
               _ ("The file was read, but the result cannot be trusted (%s). Nothing was imported. Try again; if it "
                  "happens again, report it with the file."),
               reason);
  return FALSE;
}

static sqlite3 *
open_staging (const char *path, GError **error)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK
      && sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) == SQLITE_OK
      && sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK)
    return db;
  set_damaged (error, sqlite3_errmsg (db));
  sqlite3_close (db);
  return NULL;
}

/* Returns the first column of the first row as text, or NULL. */
static char *
query_text (sqlite3 *db, const char *sql, const char *parameter)
{
  sqlite3_stmt *statement = NULL;
  char *text = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    return NULL;
  if (parameter != NULL)
    sqlite3_bind_text (statement, 1, parameter, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return text;
}

static gint64
query_number (sqlite3 *db, const char *sql)
{
  g_autofree char *text = query_text (db, sql, NULL);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : -1;
}

static gboolean
check_tables (sqlite3 *db, GError **error)
{
  gsize n_tables;
  const WgStagingTable *tables = wg_staging_get_tables (&n_tables);

  if (query_number (db, "PRAGMA application_id") != WG_STAGING_APPLICATION_ID
      || query_number (db, "PRAGMA user_version") != WG_STAGING_FORMAT)
    return set_damaged (error, _ ("it is not a staging file of this version"));
  if (query_number (db, "SELECT count(*) FROM sqlite_master WHERE sql IS NOT NULL") != (gint64) n_tables)
    return set_damaged (error, _ ("it has other tables than it should"));
  for (gsize i = 0; i < n_tables; i++)
    {
      g_autofree char *sql = query_text (db, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?1",
                                         tables[i].name);

      if (g_strcmp0 (sql, tables[i].sql) != 0)
        return set_damaged (error, _ ("it has other tables than it should"));
    }
  return TRUE;
}

static gboolean
check_whole (sqlite3 *db, GError **error)
{
  g_autofree char *answer = query_text (db, "PRAGMA quick_check(1)", NULL);

  if (g_strcmp0 (answer, "ok") != 0)
    return set_damaged (error, answer != NULL ? answer : sqlite3_errmsg (db));
  return TRUE;
}

static char *
read_info (sqlite3 *db, const char *key)
{
  return query_text (db, "SELECT value FROM info WHERE key = ?1", key);
}

static gint64
read_info_number (sqlite3 *db, const char *key)
{
  g_autofree char *text = read_info (db, key);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : -1;
}

static void
read_findings (sqlite3 *db, WgImportReport *report)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db,
                          "SELECT feature, rule, outcome, text, lon, lat FROM finding ORDER BY seq LIMIT "
                          G_STRINGIFY (WG_IMPORT_REPORT_MAX_FINDINGS),
                          -1, &statement, NULL)
      != SQLITE_OK)
    return;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      WgImportFinding *finding = wg_import_finding_new (
          sqlite3_column_int64 (statement, 0), (const char *) sqlite3_column_text (statement, 1),
          (const char *) sqlite3_column_text (statement, 2), (const char *) sqlite3_column_text (statement, 3));

      finding->has_place = sqlite3_column_type (statement, 4) == SQLITE_FLOAT;
      finding->lon = sqlite3_column_double (statement, 4);
      finding->lat = sqlite3_column_double (statement, 5);
      wg_import_report_add_finding (report, finding);
    }
  sqlite3_finalize (statement);
  report->n_findings = query_number (db, "SELECT count(*) FROM finding");
}

static double
read_seconds (sqlite3 *db, const char *key)
{
  g_autofree char *text = read_info (db, key);

  return text != NULL ? g_ascii_strtod (text, NULL) : 0.0;
}

static char **
read_lines (sqlite3 *db, const char *key)
{
  g_autofree char *text = read_info (db, key);

  return text != NULL ? g_strsplit (text, "\n", -1) : NULL;
}

static WgImportReport *
read_report (sqlite3 *db)
{
  WgImportReport *report = wg_import_report_new ();

  report->read = read_info_number (db, "read");
  report->stored = read_info_number (db, "stored");
  report->repaired = read_info_number (db, "repaired");
  report->refused = read_info_number (db, "refused");
  report->merged = read_info_number (db, "merged");
  report->encoding = read_info (db, "encoding");
  report->crs = read_info (db, "crs");
  report->attribution = read_info (db, "attribution");
  report->sha256 = read_info (db, "sha256");
  report->mapping = read_info (db, "mapping");
  report->states = read_info (db, "states");
  report->left_out = read_lines (db, "left_out");
  report->seconds = read_seconds (db, "seconds");
  report->parts[WG_IMPORT_PART_READ] = read_seconds (db, "seconds_read");
  report->parts[WG_IMPORT_PART_CHECK] = read_seconds (db, "seconds_check");
  report->parts[WG_IMPORT_PART_STAGE] = read_seconds (db, "seconds_stage");
  read_findings (db, report);
  return report;
}

static gboolean
check_counts (sqlite3 *db, WgImportKind kind, const WgImportReport *report, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", wg_staging_get_row_table (kind));
  g_autofree char *said_kind = read_info (db, "kind");

  if (g_strcmp0 (said_kind, wg_import_kind_to_nick (kind)) != 0 || read_info_number (db, "complete") != 1)
    return set_damaged (error, _ ("it is not complete"));
  if (!wg_import_report_is_balanced (report))
    return set_damaged (error, _ ("what was read is not what was stored and refused"));
  if (query_number (db, sql) != report->stored - report->merged)
    return set_damaged (error, _ ("it holds other rows than it counted"));
  return TRUE;
}

WgImportReport *
wg_import_validate (const char *path, WgImportKind kind, GError **error)
{
  g_autoptr (WgImportReport) report = NULL;
  sqlite3 *db;
  gboolean good;

  g_return_val_if_fail (path != NULL, NULL);

  db = open_staging (path, error);
  if (db == NULL)
    return NULL;
  good = check_tables (db, error) && check_whole (db, error);
  if (good)
    {
      report = read_report (db);
      good = check_counts (db, kind, report, error);
    }
  sqlite3_close (db);
  return good ? g_steal_pointer (&report) : NULL;
}
