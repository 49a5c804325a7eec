/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: most tests of the store want the same small district on a real file and a clock they can move. */

#include "wg-test-store.h"

#include "wg-grid-table.h"
#include "wg-person-name.h"
#include "wg-sqlite-driver.h"
#include "wg-store-office.h"

#include <glib/gstdio.h>

void
wg_test_wait_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgTestWait *wait = user_data;

  wait->result = g_object_ref (result);
}

GAsyncResult *
wg_test_wait (WgTestWait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return wait->result;
}

static WgStore *
open_store (const char *path, WgClock *clock, WgWorkflow *workflow, gboolean create)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (path);
  g_autoptr (GError) error = NULL;
  WgStore *store = wg_store_new (driver, clock, workflow);
  WgTestWait wait = { NULL };

  wg_store_open_async (store, create, NULL, wg_test_wait_ready, &wait);
  wg_store_open_finish (store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return store;
}

WgStore *
wg_test_store_open_again (WgTestStore *self)
{
  return open_store (self->path, self->clock, NULL, FALSE);
}

static WgGrid *
make_grid (gint64 id, const char *code, int depth, gint64 parent_id, double lon, double lat, double size)
{
  const double ring[] = { lon, lat, lon + size, lat, lon + size, lat + size, lon, lat + size };
  WgGrid *grid = wg_grid_new ();

  grid->id = id;
  grid->version_id = id;
  grid->parent_id = parent_id;
  grid->depth = depth;
  grid->code = g_strdup (code);
  grid->name = g_strdup (code);
  grid->shape = wg_shape_new_from_ring (ring, 4);
  grid->area_m2 = wg_shape_get_area_m2 (grid->shape);
  wg_shape_get_label_point (grid->shape, &grid->label_lon, &grid->label_lat);
  grid->valid_from_ms = WG_TEST_NOW;
  return grid;
}

static void
add_person (WgConnection *connection, gint64 id, const char *name, gint64 unit_id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pinyin = wg_pinyin_of (name);
  g_autofree char *initials = wg_pinyin_initials (name);

  wg_grid_table_take_ids (connection, "person", 1, &error);
  wg_connection_run (connection, &error, "person-insert", "iisssssis", (gint64) 1, id, NULL, name, pinyin, initials, "keeper", unit_id, "[]");
  g_assert_no_error (error);
}

static gpointer
add_district (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  static const char *const codes[] = { "A", "B", "C", "D" };
  WgConnection *connection = work->connection;
  g_autoptr (WgGrid) top = make_grid (1, "T", 1, 0, 116.6, 40.3, 0.02);

  wg_grid_table_take_ids (connection, "grid", 5, error);
  wg_grid_table_take_ids (connection, "grid_version", 5, error);
  g_assert_true (wg_grid_table_insert (connection, top, WG_NULL_ID, error));
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (WgGrid) leaf = make_grid (2 + i, codes[i], 2, 1, 116.6 + 0.01 * (i % 2), 40.3 + 0.01 * (i / 2), 0.01);

      g_assert_true (wg_grid_table_insert (connection, leaf, WG_NULL_ID, error));
    }
  wg_grid_table_take_ids (connection, "unit", 1, error);
  wg_connection_run (connection, error, "unit-insert", "iiissis", (gint64) 1, (gint64) 1, WG_NULL_ID, "company", "市政维护班", WG_NULL_ID, NULL);
  add_person (connection, 1, "王建国", WG_NULL_ID);
  add_person (connection, 2, "李秀英", WG_NULL_ID);
  add_person (connection, 3, "张伟", 1);
  wg_connection_run (connection, error, "post-insert", "iiisi", (gint64) 1, (gint64) 1, (gint64) 2, "A", (gint64) 0);
  wg_grid_table_take_ids (connection, "operator", 1, error);
  wg_connection_run (connection, error, "operator-insert", "iissi", (gint64) 1, (gint64) WG_TEST_KEEPER, "keeper", "王建国", (gint64) 1);
  return GINT_TO_POINTER (TRUE);
}

static void
make_folder (WgTestStore *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("wangge-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "test.wangge", NULL);
  self->clock = wg_clock_new_fake (WG_TEST_NOW);
}

static void
make_store (WgTestStore *self, WgWorkflow *workflow, gboolean district)
{
  make_folder (self);
  self->store = open_store (self->path, self->clock, workflow, TRUE);
  if (district)
    {
      g_autoptr (GError) error = NULL;

      wg_test_write (self->store, add_district, NULL, &error);
      g_assert_no_error (error);
    }
}

/* The bytes of a finished database. To make one costs four times what it costs to open one, and a program of tests wants a
 * fresh one for each of them: it makes the first and copies it for the others.
 */
static GBytes *
make_bytes (gboolean district)
{
  WgTestStore first = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  make_store (&first, NULL, district);
  wg_store_close (first.store);
  g_file_get_contents (first.path, &bytes, &size, &error);
  g_assert_no_error (error);
  wg_test_store_tear_down (&first);
  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

static void
copy_store (WgTestStore *self, WgWorkflow *workflow, gboolean district)
{
  static GBytes *made[2];
  g_autoptr (GError) error = NULL;

  if (made[district] == NULL)
    made[district] = make_bytes (district);
  make_folder (self);
  g_file_set_contents_full (self->path, g_bytes_get_data (made[district], NULL), (gssize) g_bytes_get_size (made[district]),
                            G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  self->store = open_store (self->path, self->clock, workflow, FALSE);
}

void
wg_test_store_set_up_empty (WgTestStore *self)
{
  copy_store (self, NULL, FALSE);
}

void
wg_test_store_set_up (WgTestStore *self, WgWorkflow *workflow)
{
  copy_store (self, workflow, TRUE);
}

void
wg_test_store_tear_down (WgTestStore *self)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  wg_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  folder = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
}

WgAct *
wg_test_act (WgVerb verb, const char *number, gint64 operator_id)
{
  WgAct *act = wg_act_new (verb, number);

  act->operator_id = operator_id;
  return act;
}

WgAct *
wg_test_report (double lon, double lat)
{
  WgAct *act = wg_test_act (WG_VERB_REPORT, NULL, WG_TEST_INTAKE);

  act->channel = g_strdup ("hotline");
  act->class_code = g_strdup ("P0101-1");
  act->title = g_strdup ("井盖缺失");
  act->anonymous = TRUE;
  act->lon = lon;
  act->lat = lat;
  return act;
}

WgActResult *
wg_test_perform (WgStore *store, WgAct *act, GError **error)
{
  g_autoptr (WgAct) owned = act;
  WgTestWait wait = { NULL };
  WgActResult *result;

  wg_store_perform_async (store, owned, NULL, wg_test_wait_ready, &wait);
  result = wg_store_perform_finish (store, wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return result;
}

gpointer
wg_test_write (WgStore *store, WgStoreFunc func, gpointer request, GError **error)
{
  WgTestWait wait = { NULL };
  gpointer value;

  wg_store_write_async (store, func, request, NULL, NULL, NULL, wg_test_wait_ready, &wait);
  value = wg_store_work_finish (store, wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return value;
}

gpointer
wg_test_read (WgStore *store, WgStoreFunc func, gpointer request, GError **error)
{
  WgTestWait wait = { NULL };
  gpointer value;

  wg_store_read_async (store, func, request, NULL, NULL, NULL, wg_test_wait_ready, &wait);
  value = wg_store_work_finish (store, wg_test_wait (&wait), error);
  g_object_unref (wait.result);
  return value;
}

void
wg_test_deactivate (WgStore *store, const char *name)
{
  g_autoptr (WgOfficeAct) act = wg_office_act_new (WG_OFFICE_PERSON_DEACTIVATE);
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (WgEvent) event = NULL;

  act->name = g_strdup (name);
  act->operator_id = WG_TEST_ADMIN;
  wg_store_office_async (store, act, NULL, wg_test_wait_ready, &wait);
  result = wg_test_wait (&wait);
  event = wg_store_office_finish (store, result, &error);
  g_assert_no_error (error);
}

WgCaseFile *
wg_test_load_case (WgStore *store, const char *number)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgCaseFile *file;

  wg_store_load_case_async (store, number, NULL, wg_test_wait_ready, &wait);
  file = wg_store_load_case_finish (store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return file;
}

static gboolean
set_true (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
wg_test_wait_ms (guint ms)
{
  gboolean waited = FALSE;

  g_timeout_add (ms, set_true, &waited);
  while (!waited)
    g_main_context_iteration (NULL, TRUE);
}
