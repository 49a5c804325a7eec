/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A demo district is a database like any other: its log holds, its cases stand where their last event says, it has every
 * state, and what it says of its size is what is in it.
 */

#include "wg-demo-loader.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-test-store.h"

#include "wg-sqlite-driver.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("wangge-demo-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "demo.wangge", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static WgDemoCity *
load (Fixture *self, GError **error)
{
  WgTestWait wait = { NULL };
  g_autoptr (WgDemoCity) city = wg_demo_load_make_city (WG_DEMO_SIZE_COMMUNITY, 7, WG_TEST_NOW);
  gboolean loaded;

  wg_demo_load_async (self->path, city, WG_TEST_NOW, NULL, NULL, NULL, NULL, wg_test_wait_ready, &wait);
  loaded = wg_demo_load_finish (wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return loaded ? g_steal_pointer (&city) : NULL;
}

static void
count_break (gint64 event_id, const char *text, gpointer user_data)
{
  (*(int *) user_data)++;
}

static gpointer
inspect (WgStoreWork *work, gpointer n_breaks, GCancellable *cancellable, GError **error)
{
  gint64 n_events = wg_event_log_verify (work->connection, 0, count_break, NULL, n_breaks, error);

  g_assert_cmpint (n_events, >, 1000);
  return GINT_TO_POINTER (1);
}

static void
assert_states (GPtrArray *cases)
{
  guint counts[WG_N_CASE_STATES] = { 0 };

  for (guint i = 0; i < cases->len; i++)
    counts[((WgCaseRecord *) g_ptr_array_index (cases, i))->state]++;
  for (guint i = 0; i < WG_N_CASE_STATES; i++)
    g_assert_cmpuint (counts[i], >=, 3);
}

static void
test_load (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgDemoCity) city = load (self, &error);
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (self->path);
  g_autoptr (WgClock) clock = wg_clock_new_fake (WG_TEST_NOW);
  g_autoptr (WgStore) store = wg_store_new (driver, clock, NULL);
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) cases = NULL;
  WgTestWait opened = { NULL };
  WgTestWait listed = { NULL };
  int n_breaks = 0;
  guint n_cases;

  g_assert_no_error (error);
  wg_store_open_async (store, FALSE, NULL, wg_test_wait_ready, &opened);
  wg_store_open_finish (store, wg_test_wait (&opened), &error);
  g_assert_no_error (error);
  wg_test_read (store, inspect, &n_breaks, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_breaks, ==, 0);
  wg_store_list_cases_async (store, query, NULL, wg_test_wait_ready, &listed);
  cases = wg_store_list_cases_finish (store, wg_test_wait (&listed), &error);
  wg_demo_city_get_cases (city, &n_cases);
  g_assert_cmpuint (cases->len, ==, n_cases);
  g_assert_cmpfloat_with_epsilon (wg_demo_city_get_box (city)->min_lon, 116.6, 0.1);
  g_assert_cmpfloat_with_epsilon (wg_demo_city_get_box (city)->min_lat, 40.3, 0.1);
  assert_states (cases);
  g_object_unref (opened.result);
  g_object_unref (listed.result);
}

static void
test_exists (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (self->path, "mine", -1, NULL);
  g_assert_null (load (self, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_EXISTS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/demo-loader/load", Fixture, NULL, set_up, test_load, tear_down);
  g_test_add ("/demo-loader/exists", Fixture, NULL, set_up, test_exists, tear_down);
  return g_test_run ();
}
