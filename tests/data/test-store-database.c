/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whose database it is, a copy of it that opens, and a change that was cancelled too late for it. */

#include "wg-error.h"
#include "wg-setting.h"
#include "wg-sqlite-driver.h"
#include "wg-store-database.h"
#include "wg-store-verify.h"
#include "wg-test-store.h"

static void
set_up (WgTestStore *self, gconstpointer data)
{
  wg_test_store_set_up (self, NULL);
}

static void
tear_down (WgTestStore *self, gconstpointer data)
{
  wg_test_store_tear_down (self);
}

static WgDatabaseSummary *
describe (WgStore *store)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgDatabaseSummary *summary;

  wg_store_describe_async (store, G_MININT64, NULL, wg_test_wait_ready, &wait);
  summary = wg_store_describe_finish (store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return summary;
}

static void
test_describe (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgDatabaseSummary) summary = describe (self->store);

  g_assert_cmpint (summary->grids, ==, 5);
  g_assert_cmpint (summary->cases, ==, 0);
  g_assert_cmpint (summary->events, ==, 1);
  g_assert_cmpstr (summary->timezone, ==, "Asia/Shanghai");
  g_assert_cmpstr (summary->info.journal, ==, "wal");
  g_assert_cmpstr (summary->info.synchronous, ==, "full");
  g_assert_cmpint (summary->info.size_bytes, >, 100000);
}

static gboolean
set_district (WgTestStore *self, const char *name, const char *timezone, const char *metre_crs, gint64 operator_id, GError **error)
{
  WgTestWait wait = { NULL };
  gboolean set;

  wg_store_set_district_async (self->store, "110116", name, timezone, metre_crs, NULL, operator_id, NULL, wg_test_wait_ready, &wait);
  set = wg_store_set_district_finish (self->store, wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return set;
}

static void
test_set_district (WgTestStore *self, gconstpointer data)
{
  g_autoptr (WgDatabaseSummary) summary = NULL;
  g_autoptr (WgActResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (set_district (self, "怀柔区", NULL, NULL, WG_TEST_CHECKER, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_false (set_district (self, NULL, "Mars/Olympus", NULL, WG_TEST_ADMIN, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (set_district (self, NULL, NULL, "yards", WG_TEST_ADMIN, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (set_district (self, "怀柔区", "America/New_York", "EPSG:4548", WG_TEST_ADMIN, &error));
  g_assert_no_error (error);
  summary = describe (self->store);
  g_assert_cmpstr (summary->district_name, ==, "怀柔区");
  g_assert_cmpstr (summary->district_code, ==, "110116");
  g_assert_cmpstr (summary->metre_crs, ==, "EPSG:4548");
  g_assert_cmpint (summary->events, ==, 2);
  g_assert_cmpstr (wg_store_get_district (self->store)->name, ==, "怀柔区");
  /* From now on days begin in New York: there it is still the evening before. */
  result = wg_test_perform (self->store, wg_test_report (116.605, 40.305), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result->number, ==, "20261119-0001");
}

static void
test_backup (WgTestStore *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "copy.wangge", NULL);
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (path);
  g_autoptr (WgStore) copy = wg_store_new (driver, self->clock, NULL);
  g_autoptr (WgActResult) result = wg_test_perform (self->store, wg_test_report (116.605, 40.305), NULL);
  g_autoptr (WgDatabaseSummary) summary = NULL;
  g_autoptr (GError) error = NULL;
  WgTestWait first = { NULL };
  WgTestWait second = { NULL };
  WgTestWait opened = { NULL };

  wg_store_backup_async (self->store, path, NULL, wg_test_wait_ready, &first);
  g_assert_true (wg_store_backup_finish (self->store, wg_test_wait (&first), &error));
  g_assert_no_error (error);
  wg_store_backup_async (self->store, path, NULL, wg_test_wait_ready, &second);
  g_assert_false (wg_store_backup_finish (self->store, wg_test_wait (&second), &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_EXISTS);
  g_clear_error (&error);
  wg_store_open_async (copy, FALSE, NULL, wg_test_wait_ready, &opened);
  g_assert_true (wg_store_open_finish (copy, wg_test_wait (&opened), &error));
  summary = describe (copy);
  g_assert_cmpint (summary->cases, ==, 1);
  wg_store_close (copy);
  g_object_unref (first.result);
  g_object_unref (second.result);
  g_object_unref (opened.result);
}

static char *
say_whole (WgStoreWork *work, gint64 at_ms, gconstpointer request, GError **error)
{
  return g_strdup ("{\"whole\":true}");
}

/* The change is made; then, before it stands and before anybody was told, it is wanted no more. */
static gpointer
change_too_late (WgStoreWork *work, gpointer cancellable, GCancellable *given, GError **error)
{
  const WgSettingChange change = { .name = "test", .operator_id = WG_TEST_ADMIN, .roles = WG_ROLE_ADMIN, .refusal = "%s", .about = "test" };
  gpointer event = wg_setting_change (work, &change, say_whole, NULL, error);

  g_cancellable_cancel (cancellable);
  return event;
}

static void
test_cancelled_too_late (WgTestStore *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (WgDatabaseSummary) before = describe (self->store);
  g_autoptr (WgDatabaseSummary) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *event = NULL;
  WgTestWait wait = { NULL };

  wg_store_write_async (self->store, change_too_late, cancellable, NULL, g_free, cancellable, wg_test_wait_ready, &wait);
  event = wg_store_work_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_assert_nonnull (event);
  after = describe (self->store);
  g_assert_cmpint (after->events, ==, before->events + 1);
  g_object_unref (wait.result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/database/describe", WgTestStore, NULL, set_up, test_describe, tear_down);
  g_test_add ("/store/database/set-district", WgTestStore, NULL, set_up, test_set_district, tear_down);
  g_test_add ("/store/database/backup", WgTestStore, NULL, set_up, test_backup, tear_down);
  g_test_add ("/store/database/cancelled-too-late", WgTestStore, NULL, set_up, test_cancelled_too_late, tear_down);
  return g_test_run ();
}
