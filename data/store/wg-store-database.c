/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what concerns the database as such: whose it is, how large it is, and a copy of it. */

#include "wg-store-database.h"

#include "wg-actor.h"
#include "wg-error.h"
#include "wg-event-fields.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-file-keeper.h"
#include "wg-grid-table.h"
#include "wg-later.h"
#include "wg-store-as-of.h"
#include "wg-store-workflow.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

void
wg_database_summary_free (WgDatabaseSummary *self)
{
  g_free (self->uri);
  g_free (self->district_code);
  g_free (self->district_name);
  g_free (self->timezone);
  g_free (self->metre_crs);
  wg_database_info_clear (&self->info);
  g_free (self);
}

static gboolean
read_district (WgStoreWork *work, WgDatabaseSummary *summary, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, error, "district-read", "");

  if (row == NULL)
    return FALSE;
  if (wg_statement_step (row, &local))
    {
      summary->district_code = wg_statement_dup_text (row, 1);
      summary->district_name = wg_statement_dup_text (row, 2);
      summary->timezone = wg_statement_dup_text (row, 3);
      summary->metre_crs = wg_statement_dup_text (row, 4);
    }
  wg_statement_reset (row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
count_rows (WgStoreWork *work, const char *statement, gint64 *n, GError **error)
{
  g_autoptr (GError) local = NULL;

  *n = wg_connection_get_value (work->connection, NULL, &local, statement, "i",
                                wg_connection_get_district (work->connection));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
count_all (WgStoreWork *work, WgDatabaseSummary *summary, GError **error)
{
  return count_rows (work, "grid-count", &summary->grids, error) && count_rows (work, "case-count", &summary->cases, error)
         && count_rows (work, "building-count", &summary->buildings, error)
         && count_rows (work, "facility-count", &summary->facilities, error)
         && count_rows (work, "event-count", &summary->events, error);
}

/* As of an instant. */

static void
take_back_text (JsonObject *old, const char *key, char **text)
{
  if (!json_object_has_member (old, key))
    return;
  g_free (*text);
  *text = g_strdup (json_object_get_string_member_with_default (old, key, ""));
}

static void
take_back (WgDatabaseSummary *summary, const WgEvent *event)
{
  g_autoptr (JsonObject) fields = wg_event_read_fields (event);
  JsonNode *node = fields != NULL ? json_object_get_member (fields, "old") : NULL;
  JsonObject *old = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (old == NULL)
    return;
  take_back_text (old, "code", &summary->district_code);
  take_back_text (old, "name", &summary->district_name);
  take_back_text (old, "timezone", &summary->timezone);
  take_back_text (old, "metre_crs", &summary->metre_crs);
}

static gboolean
take_back_district (WgStoreWork *work, WgDatabaseSummary *summary, gint64 at_ms, GError **error)
{
  g_autoptr (GPtrArray) events = wg_event_log_read_subject (work->connection, "database", 0, error);

  for (guint i = events != NULL ? events->len : 0; i > 0; i--)
    {
      const WgEvent *event = g_ptr_array_index (events, i - 1);

      if (event->at_ms > at_ms)
        take_back (summary, event);
    }
  return events != NULL;
}

static gboolean
count_at (WgStoreWork *work, const char *statement, gint64 at_ms, gint64 *n, GError **error)
{
  g_autoptr (GError) local = NULL;

  *n = wg_connection_get_value (work->connection, NULL, &local, statement, "ii", wg_connection_get_district (work->connection), at_ms);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
count_all_at (WgStoreWork *work, WgDatabaseSummary *summary, gint64 at_ms, GError **error)
{
  g_autoptr (WgGridTree) grids = wg_grid_table_load_at (work->connection, at_ms, error);
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) cases = NULL;

  query->as_of_ms = at_ms;
  cases = grids != NULL ? wg_store_work_list_cases_at (work, query, error) : NULL;
  if (cases == NULL)
    return FALSE;
  summary->grids = wg_grid_tree_get_n_grids (grids);
  summary->cases = cases->len;
  return count_at (work, "building-count-at", at_ms, &summary->buildings, error)
         && count_at (work, "facility-count-at", at_ms, &summary->facilities, error)
         && count_at (work, "event-count-at", at_ms, &summary->events, error) && take_back_district (work, summary, at_ms, error);
}

static gpointer
describe (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgDatabaseSummary) summary = g_new0 (WgDatabaseSummary, 1);
  WgDriver *driver = wg_store_get_driver (work->store);
  gint64 at_ms = *(gint64 *) request;

  summary->uri = g_strdup (wg_driver_get_uri (driver));
  if (read_district (work, summary, error)
      && (at_ms == G_MININT64 ? count_all (work, summary, error) : count_all_at (work, summary, at_ms, error))
      && wg_driver_describe (driver, &summary->info, error))
    return g_steal_pointer (&summary);
  return NULL;
}

void
wg_store_describe_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, describe, g_memdup2 (&at_ms, sizeof at_ms), g_free, (GDestroyNotify) wg_database_summary_free,
                       cancellable, callback, user_data);
}

WgDatabaseSummary *
wg_store_describe_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Whose database it is. */

typedef struct
{
  char *code;
  char *name;
  char *timezone;
  char *metre_crs;
  char *key;
  gint64 operator_id;
} DistrictRequest;

static void
district_request_free (gpointer data)
{
  DistrictRequest *request = data;

  g_free (request->code);
  g_free (request->name);
  g_free (request->timezone);
  g_free (request->metre_crs);
  g_free (request->key);
  g_free (request);
}

static gboolean
check_request (WgStoreWork *work, const DistrictRequest *request, GError **error)
{
  g_autoptr (WgActor) actor = wg_actor_load (work, request->operator_id, error);
  g_autoptr (GTimeZone) zone = request->timezone != NULL ? g_time_zone_new_identifier (request->timezone) : NULL;
  guint64 number = 0;

  if (actor == NULL)
    return FALSE;
  if ((actor->roles & (WG_ROLE_GIS | WG_ROLE_ADMIN)) == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN,
                 _ ("Only a GIS editor or the administrator says whose database this is. Nothing was changed."));
  else if (request->timezone != NULL && zone == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                 _ ("There is no time zone “%s”. Nothing was changed; give a name like Asia/Shanghai."), request->timezone);
  else if (request->metre_crs != NULL && !g_str_equal (request->metre_crs, "tmerc")
           && !(g_str_has_prefix (request->metre_crs, "EPSG:")
                && g_ascii_string_to_unsigned (request->metre_crs + 5, 10, 1024, 999999, &number, NULL)))
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                 _ ("“%s” does not name a coordinate system. Nothing was changed; give tmerc or EPSG:N."), request->metre_crs);
  else
    return TRUE;
  return FALSE;
}

static void
note (WgFields *old, WgFields *new, const char *key, const char *before, const char *after)
{
  if (after == NULL || g_strcmp0 (before, after) == 0)
    return;
  wg_fields_set_text (old, key, before);
  wg_fields_set_text (new, key, after);
}

static char *
describe_change (WgStoreWork *work, const DistrictRequest *request)
{
  const WgDistrict *district = wg_store_get_district (work->store);
  g_autoptr (WgFields) fields = wg_fields_new ();
  WgFields *old = wg_fields_new ();
  WgFields *new = wg_fields_new ();
  WgDatabaseInfo info = { 0 };

  /* What an answer under a key says again, although the file grows. */
  if (request->key != NULL && wg_driver_describe (wg_store_get_driver (work->store), &info, NULL))
    wg_fields_set_int64 (fields, "size_bytes", info.size_bytes);
  wg_database_info_clear (&info);
  note (old, new, "code", district->code, request->code);
  note (old, new, "name", district->name, request->name);
  note (old, new, "timezone", district->timezone, request->timezone);
  note (old, new, "metre_crs", district->metre_crs, request->metre_crs);
  wg_fields_set_object (fields, "old", old);
  wg_fields_set_object (fields, "new", new);
  return wg_fields_to_json (fields);
}

static gpointer
set_district (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const DistrictRequest *request = data;
  g_autoptr (WgEvent) event = wg_event_new ();

  if (!check_request (work, request, error)
      || !wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return NULL;
  event->operator_id = request->operator_id;
  event->subject = g_strdup ("database");
  event->verb = g_strdup ("set");
  event->idem_key = g_strdup (request->key);
  g_clear_pointer (&event->fields, g_free);
  event->fields = describe_change (work, request);
  if (wg_connection_run (work->connection, error, "district-update", "issss",
                         wg_connection_get_district (work->connection), request->code, request->name, request->timezone,
                         request->metre_crs)
          < 0
      || !wg_event_log_append (work->connection, event, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

static void
on_district_set (GObject *source, GAsyncResult *result, gpointer data)
{
  WgStore *self = WG_STORE (source);
  g_autoptr (GTask) task = data;
  const DistrictRequest *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (wg_store_work_finish (self, result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  wg_store_adopt_district (self, request->code, request->name, request->timezone, request->metre_crs);
  g_task_return_boolean (task, TRUE);
}

void
wg_store_set_district_async (WgStore *self,
                             const char *code,
                             const char *name,
                             const char *timezone,
                             const char *metre_crs,
                             const char *key,
                             gint64 operator_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  DistrictRequest *request = g_new0 (DistrictRequest, 1);

  request->code = g_strdup (code);
  request->name = g_strdup (name);
  request->timezone = g_strdup (timezone);
  request->metre_crs = g_strdup (metre_crs);
  request->key = g_strdup (key);
  request->operator_id = operator_id;
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, district_request_free);
  wg_store_write_async (self, set_district, request, NULL, NULL, cancellable, on_district_set, task);
}

gboolean
wg_store_set_district_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Copies. */

/* The database first: a file is kept before the event that tells of it, so no file of the copy can be missing. */
static void
backup_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autofree char *path = g_canonicalize_filename (task_data, NULL), *target = g_strconcat (path, ".files", NULL);
  g_autofree char *folder = wg_store_dup_files_folder (source);
  GError *error = NULL;

  if (!wg_driver_backup (wg_store_get_driver (source), path, &error))
    g_task_return_error (task, error);
  else if (wg_file_keeper_copy (folder, target, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    {
      g_unlink (path);
      g_task_return_error (task, error);
    }
}

void
wg_store_backup_async (
    WgStore *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strdup (path), g_free);
  wg_later_run_in_thread (task, backup_in_thread);
}

gboolean
wg_store_backup_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
