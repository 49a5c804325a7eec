/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the store does with a staging file is tested without GDAL and without a child process. */

#include "wg-test-staging.h"

#include "wg-test-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

static sqlite3 *
get_db (WgTestStaging *self)
{
  return self->db;
}

static void
run_sql (WgTestStaging *self, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (get_db (self), sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

void
wg_test_staging_run (WgTestStaging *self, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  run_sql (self, sql);
}

void
wg_test_staging_begin (WgTestStaging *self, WgImportKind kind)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;
  gsize n_tables;
  const WgStagingTable *tables = wg_staging_get_tables (&n_tables);

  self->folder = g_dir_make_tmp ("wangge-staging-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, WG_STAGING_FILE_NAME, NULL);
  self->request = wg_import_request_new (kind, "/somewhere/rows.shp");
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  self->db = db;
  wg_test_staging_run (self, "PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN;", WG_STAGING_APPLICATION_ID,
                       WG_STAGING_FORMAT);
  for (gsize i = 0; i < n_tables; i++)
    run_sql (self, tables[i].sql);
}

/* Hexadecimal WKB of a rectangle as a MULTIPOLYGON. */
static char *
make_wkb (double lon, double lat, double width, double height)
{
  const double ring[] = { lon, lat, lon + width, lat, lon + width, lat + height, lon, lat + height };
  g_autoptr (WgShape) shape = wg_shape_new_from_ring (ring, 4);
  g_autoptr (GBytes) wkb = wg_shape_to_wkb (shape);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (wkb, &size);
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (hex, FALSE);
}

void
wg_test_staging_add_grid (WgTestStaging *self, const char *code, const char *name, const char *parent, double lon, double lat, double width, double height)
{
  g_autofree char *wkb = make_wkb (lon, lat, width, height);
  g_autofree char *quoted = parent != NULL ? g_strdup_printf ("'%s'", parent) : g_strdup ("NULL");

  wg_test_staging_run (self, "INSERT INTO grid_row VALUES (NULL, '%s', '%s', %s, NULL, NULL, x'%s')", code, name, quoted, wkb);
}

void
wg_test_staging_add_building (WgTestStaging *self, const char *code, double lon, double lat, double size)
{
  g_autofree char *wkb = make_wkb (lon, lat, size, size);

  wg_test_staging_run (self, "INSERT INTO building_row VALUES (NULL, '%s', '%s 号楼', NULL, 6, 24, NULL, x'%s', NULL)", code, code, wkb);
}

void
wg_test_staging_add_facilities (WgTestStaging *self, guint n)
{
  wg_test_staging_run (self,
                       "WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %u) INSERT INTO "
                       "facility_row SELECT NULL, '0101', 'F' || i, NULL, 116.5999 + (i %% 211) * 0.0001, 40.2999 + (i / 211 "
                       "%% 211) * 0.0001 FROM n",
                       n);
}

void
wg_test_staging_add_case (WgTestStaging *self, const char *number, const char *values)
{
  g_autofree char *quoted = number != NULL ? g_strdup_printf ("'%s'", number) : g_strdup ("NULL");

  wg_test_staging_run (self,
                       "INSERT INTO case_row (number, state, reported_ms, due_ms, lon, lat, class_text) VALUES (%s, %s)",
                       quoted, values);
}

void
wg_test_staging_end (WgTestStaging *self)
{
  if (self->db == NULL)
    return;
  wg_test_staging_run (self,
                       "INSERT INTO info VALUES ('kind', '%s'), ('sha256', 'abc'), ('crs', 'EPSG:4490'), ('encoding', 'UTF-8'), "
                       "('mapping', '{}'), ('states', '{}'), ('seconds', '0.5'), ('refused', '0')",
                       wg_import_kind_to_nick (self->request->kind));
  wg_test_staging_run (self, "INSERT INTO info SELECT 'stored', (SELECT count(*) FROM %s) + (SELECT count(*) FROM piece);"
                             "INSERT INTO info SELECT 'read', value FROM info WHERE key = 'stored';"
                             "INSERT INTO info SELECT 'merged', count(*) FROM piece;"
                             "INSERT INTO info SELECT 'repaired', count(*) FROM finding WHERE outcome = 'repaired';"
                             "INSERT INTO info VALUES ('complete', '1'); COMMIT;",
                       wg_staging_get_row_table (self->request->kind));
  sqlite3_close (get_db (self));
  self->db = NULL;
}

void
wg_test_staging_clear (WgTestStaging *self)
{
  wg_test_staging_end (self);
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->request, wg_import_request_free);
}

WgImportReport *
wg_test_publish (WgStore *store, WgTestStaging *self, gint64 operator_id, GError **error)
{
  WgTestWait wait = { NULL };
  WgImportReport *report;

  wg_test_staging_end (self);
  wg_store_publish_import_async (store, self->path, self->request, operator_id, NULL, NULL, NULL, wg_test_wait_ready, &wait);
  report = wg_store_publish_import_finish (store, wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return report;
}

WgImportReport *
wg_test_publish_well (WgTestStore *test, WgTestStaging *self)
{
  g_autoptr (GError) error = NULL;
  WgImportReport *report = wg_test_publish (test->store, self, WG_TEST_GIS, &error);

  g_assert_no_error (error);
  g_assert_true (wg_import_report_is_balanced (report));
  return report;
}

static gpointer
count (WgStoreWork *work, gpointer statement, GCancellable *cancellable, GError **error)
{
  gint64 *n = g_new (gint64, 1);

  *n = wg_connection_get_value (work->connection, NULL, error, statement, "i", (gint64) 1);
  return n;
}

gint64
wg_test_count (WgTestStore *test, const char *statement)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *n = wg_test_read (test->store, count, (gpointer) statement, &error);

  g_assert_no_error (error);
  return *n;
}

void
wg_test_import_set_up (WgTestStore *test, gconstpointer data)
{
  wg_test_store_set_up (test, NULL);
}

void
wg_test_import_tear_down (WgTestStore *test, gconstpointer data)
{
  wg_test_store_tear_down (test);
}

const WgImportFinding *
wg_test_find_finding (const WgImportReport *report, const char *rule)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const WgImportFinding *finding = report->findings->pdata[i];

      if (g_str_equal (finding->rule, rule))
        return finding;
    }
  return NULL;
}
