/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a year in a large district leaves behind is too much to make by moves and too much to keep in a file; it is imported
 * into a demo district.
 */

#include "bench-cases.h"

#include "wg-sqlite-driver.h"
#include "wg-store-cases.h"
#include "wg-test-staging.h"
#include "wg-test-store.h"

#include "bench-index.h"

#include <math.h>

#define N_PLACES 2000

/* Where the cases of the demo lie, so that the others lie among them. */
static gpointer
list_places (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();

  query->limit = N_PLACES;
  return wg_store_work_list_cases (work, query, error);
}

WgStore *
bench_cases_open (const char *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (database);
  WgStore *store = wg_store_new (driver, NULL, NULL);
  WgTestWait wait = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  wg_store_open_async (store, FALSE, NULL, wg_test_wait_ready, &wait);
  result = wg_test_wait (&wait);
  if (!wg_store_open_finish (store, result, &error))
    g_error ("%s", error->message);
  return store;
}

static void
publish (WgStore *store, WgTestStaging *staging)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = wg_test_publish (store, staging, WG_TEST_GIS, &error);

  if (report == NULL)
    g_error ("%s", error->message);
  wg_test_staging_clear (staging);
}

static void
add_places (WgTestStaging *staging, GPtrArray *records)
{
  guint n = 0;

  wg_test_staging_run (staging, "CREATE TEMP TABLE place (i INTEGER PRIMARY KEY, lon, lat)");
  for (guint i = 0; i < records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (records, i);
      char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];

      if (!isnan (record->lon))
        wg_test_staging_run (staging, "INSERT INTO place VALUES (%u, %s, %s)", n++, g_ascii_dtostr (lon, sizeof lon, record->lon),
                             g_ascii_dtostr (lat, sizeof lat, record->lat));
    }
}

void
bench_cases_add (WgStore *store, guint n)
{
  g_autoptr (GPtrArray) records = bench_index_ask (store, list_places, NULL);
  gint64 now_ms = g_get_real_time () / 1000;
  WgTestStaging staging;

  wg_test_staging_begin (&staging, WG_IMPORT_CASES);
  add_places (&staging, records);
  wg_test_staging_run (&staging,
                       "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %u) "
                       "INSERT INTO case_row (number, state, reported_ms, due_ms, lon, lat, class_text) "
                       "SELECT printf ('F%%06d', n.i), CASE n.i %% 3 WHEN 0 THEN 'reported' ELSE 'handling' END, "
                       "%" G_GINT64_FORMAT " - n.i * 7919 %% 31536000 * 1000, %" G_GINT64_FORMAT " + (n.i * 104729 %% 1000003 - 500000) * 1000, "
                       "lon + (n.i * 7919 %% 997 - 498) * 1e-6, lat + (n.i * 104729 %% 991 - 495) * 1e-6, '暴露垃圾' "
                       "FROM n JOIN place ON place.i = n.i %% (SELECT count (*) FROM place)",
                       n - 1, now_ms, now_ms);
  publish (store, &staging);
}

void
bench_cases_add_facilities (WgStore *store, guint n)
{
  WgTestStaging staging;

  wg_test_staging_begin (&staging, WG_IMPORT_FACILITIES);
  wg_test_staging_add_facilities (&staging, n);
  wg_test_staging_run (&staging,
                       "UPDATE facility_row SET name = substr ('和平路迎宾街聚鑫道滨河路青春街长治里', seq %% 6 * 3 + 1, 3) || (seq %% 977) || '号' || "
                       "substr ('上水井盖雨水箅子路灯灯杆行道树木交通标志', seq / 7 %% 5 * 4 + 1, 4)");
  publish (store, &staging);
}
