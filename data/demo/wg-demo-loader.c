/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a demo district must be a database like any other, with a history that holds up, so it is written by the verbs
 * themselves, under a clock that is set to the moment of each move.
 */

#include "wg-demo-loader-private.h"

#include "wg-class-catalogue.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-later.h"
#include "wg-sqlite-driver.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef struct
{
  char *path;
  char *key;
  gint64 started_us;
  gint64 now_ms;
  WgDemoProgress progress;
  gpointer progress_data;
  GMainContext *context;
  WgStore *store;
  WgDemoCity *city;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_free (request->key);
  g_clear_pointer (&request->context, g_main_context_unref);
  g_clear_object (&request->store);
  g_clear_object (&request->city);
  g_free (request);
}

/* The classes. */

static char *
make_class_name (WgClassCatalogue *catalogue, const WgCaseClass *item)
{
  const WgCaseClass *parent = wg_class_catalogue_find (catalogue, item->parent_code);

  return g_strdup_printf ("%s：%s", parent != NULL ? parent->name : "", item->name);
}

static GArray *
list_classes (GPtrArray *strings)
{
  g_autoptr (WgClassCatalogue) catalogue = wg_class_catalogue_new_shipped ();
  const GPtrArray *all = wg_class_catalogue_get_all (catalogue);
  GArray *classes = g_array_new (FALSE, TRUE, sizeof (WgDemoClass));

  for (guint i = 0; i < all->len; i++)
    {
      const WgCaseClass *item = g_ptr_array_index (all, i);
      WgDemoClass class = { .route = item->route };

      /* The stories of the demo are those of streets. */
      if (!item->is_leaf || item->kind == WG_CLASS_MATTER)
        continue;
      class.code = g_strdup (item->code);
      class.name = make_class_name (catalogue, item);
      class.limit_ms = item->limit_n > 0 ? wg_limit_to_ms (item->limit_n, item->limit_unit) : 0;
      class.working_time = !wg_limit_unit_is_continuous (item->limit_unit);
      g_ptr_array_add (strings, (gpointer) class.code);
      g_ptr_array_add (strings, (gpointer) class.name);
      g_array_append_val (classes, class);
    }
  return classes;
}

WgDemoCity *
wg_demo_load_make_city (WgDemoSize size, guint64 seed, gint64 now_ms)
{
  GPtrArray *strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) classes = list_classes (strings);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  WgDemoCity *city;

  for (guint i = 0; i < classes->len; i++)
    g_ptr_array_add (codes, g_strdup (g_array_index (classes, WgDemoClass, i).code));
  city = wg_demo_city_new (size, seed, now_ms, (const WgDemoClass *) (gpointer) classes->data, classes->len);
  /* The city keeps pointers to the names; they live as long as it does. */
  g_object_set_data_full (G_OBJECT (city), "class-strings", strings, (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (city), "class-codes", codes, (GDestroyNotify) g_ptr_array_unref);
  return city;
}

/* When it all began: before the first report. */
static gint64
find_start (WgDemoCity *city, gint64 now_ms, gboolean imported)
{
  guint n_cases;
  const WgDemoCase *cases = wg_demo_city_get_cases (city, &n_cases);
  gint64 start_ms = now_ms;

  for (guint i = 0; i < n_cases; i++)
    {
      if (imported || !cases[i].imported)
        start_ms = MIN (start_ms, cases[i].reported_ms);
    }
  return start_ms - 1000;
}

/* Progress, back on the thread of the caller. */

typedef struct
{
  WgDemoProgress progress;
  gpointer progress_data;
  guint done;
  guint total;
} Report;

static gboolean
deliver_report (gpointer data)
{
  Report *report = data;

  report->progress (report->done, report->total, report->progress_data);
  return G_SOURCE_REMOVE;
}

static void
send_report (gpointer data, guint done, guint total)
{
  Request *request = data;
  Report *report;

  if (request->progress == NULL)
    return;
  report = g_new0 (Report, 1);
  *report = (Report){ request->progress, request->progress_data, done, total };
  wg_later (request->context, G_PRIORITY_DEFAULT, deliver_report, report, g_free);
}

/* The work, on the writer thread, in one transaction. */

static char *
describe_city (const Request *request)
{
  g_autoptr (WgFields) fields = wg_fields_new ();
  guint n;

  wg_demo_city_get_buildings (request->city, &n);
  wg_fields_set_int64 (fields, "buildings", n);
  wg_demo_city_get_cases (request->city, &n);
  wg_fields_set_int64 (fields, "cases", n);
  wg_demo_city_get_grids (request->city, &n);
  wg_fields_set_int64 (fields, "grids", n);
  wg_demo_city_get_persons (request->city, &n);
  wg_fields_set_int64 (fields, "persons", n);
  wg_fields_set_int64 (fields, "took_ms", (g_get_monotonic_time () - request->started_us) / 1000);
  return wg_fields_to_json (fields);
}

/* Only under a key: without one the same seed gives the same log. */
static gboolean
write_answer (WgStoreWork *work, const Request *request, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();

  if (request->key == NULL)
    return TRUE;
  if (!wg_event_log_open (work->connection, event, request->now_ms, error))
    return FALSE;
  event->operator_id = 1;
  event->subject = g_strdup ("database");
  event->verb = g_strdup ("demo");
  event->idem_key = g_strdup (request->key);
  g_free (event->fields);
  event->fields = describe_city (request);
  return wg_event_log_append (work->connection, event, error);
}

static gpointer
load_city (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  guint n_cases;
  WgDemoLoad load = { .work = work, .city = request->city, .cancellable = cancellable, .report = send_report, .report_data = request };
  gboolean ok;

  wg_demo_city_get_cases (request->city, &n_cases);
  load.class_codes = g_object_get_data (G_OBJECT (request->city), "class-codes");
  load.start_ms = find_start (request->city, request->now_ms, TRUE);
  load.import_ms = find_start (request->city, request->now_ms, FALSE);
  load.case_ids = g_new0 (gint64, n_cases);
  ok = wg_demo_load_places (&load, error) && wg_demo_load_people (&load, error)
       && wg_connection_begin_load (work->connection, "case_file", error) && wg_demo_load_imported (&load, error)
       && wg_demo_load_moves (&load, error) && wg_connection_end_load (work->connection, error)
       && write_answer (work, request, error);
  g_free (load.case_ids);
  return ok ? request : NULL;
}

static void
fail (GTask *task, GError *error)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  Request *request = g_task_get_task_data (task);

  /* The last connection folds the write-ahead log into the file. */
  g_clear_object (&request->store);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (request->path, suffixes[i], NULL);

      g_unlink (file);
    }
  g_task_return_error (task, error);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (wg_store_work_finish (WG_STORE (source), result, &error) == NULL)
    {
      fail (task, error);
      return;
    }
  wg_store_close (request->store);
  g_clear_object (&request->store);
  g_task_return_boolean (task, TRUE);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (!wg_store_open_finish (WG_STORE (source), result, &error))
    {
      fail (task, error);
      return;
    }
  wg_store_write_async (request->store, load_city, request, NULL, NULL, g_task_get_cancellable (task), on_loaded,
                        g_object_ref (task));
}

void
wg_demo_load_async (const char *path,
                    WgDemoCity *city,
                    gint64 now_ms,
                    const char *key,
                    WgDemoProgress progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (path);
  g_autoptr (WgClock) clock = NULL;
  Request *request = g_new0 (Request, 1);

  request->path = g_strdup (path);
  request->key = g_strdup (key);
  request->started_us = g_get_monotonic_time ();
  request->city = g_object_ref (city);
  request->now_ms = now_ms;
  request->progress = progress;
  request->progress_data = progress_data;
  request->context = g_main_context_ref_thread_default ();
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, request_free);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_task_return_new_error (task, WG_ERROR, WG_ERROR_EXISTS, _ ("“%s” exists already. Nothing was written; choose another name."), path);
      return;
    }
  clock = wg_clock_new_fake (find_start (city, now_ms, TRUE));
  request->store = wg_store_new (driver, clock, NULL);
  wg_store_open_async (request->store, TRUE, cancellable, on_opened, g_object_ref (task));
}

gboolean
wg_demo_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
