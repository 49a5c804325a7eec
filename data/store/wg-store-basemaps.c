/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: base maps belong to the district. A change is made to the list as it is at that moment, inside the transaction,
 * so that two desks that add one each have both.
 */

#include "wg-store-basemaps.h"

#include "wg-actor.h"
#include "wg-error.h"
#include "wg-event-log.h"

#include <glib/gi18n-lib.h>

#define SETTING "basemaps"

typedef struct
{
  gint64 operator_id;
  WgBasemap *added; /* or */
  char *name;
  int steps;
  gboolean removed;
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->added, wg_basemap_free);
  g_free (change->name);
  g_free (change);
}

/* --- Reading --- */

static GPtrArray *
read_list (WgStoreWork *work, GError **error)
{
  g_autoptr (GError) failure = NULL;
  WgStatement *row
      = wg_connection_query (work->connection, &failure, "setting-read", "isi",
                             wg_connection_get_district (work->connection), SETTING, wg_clock_get_now (work->clock));
  g_autofree char *text = NULL;

  if (row != NULL && wg_statement_step (row, &failure))
    {
      text = g_strdup (wg_statement_get_text (row, 0));
      wg_statement_reset (row);
    }
  if (failure == NULL)
    return wg_basemap_list_from_json (text);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gpointer
read_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return read_list (work, error);
}

void
wg_store_load_basemaps_async (WgStore *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  wg_store_read_async (self, read_work, NULL, NULL, (GDestroyNotify)g_ptr_array_unref, cancellable, callback,
                       user_data);
}

GPtrArray *
wg_store_load_basemaps_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* --- Changing --- */

static gboolean
check_right (WgStoreWork *work, gint64 operator_id, GError **error)
{
  g_autoptr (WgActor) actor = wg_actor_load (work, operator_id, error);
  g_autofree char *roles = NULL;

  if (actor == NULL)
    return FALSE;
  if (actor->roles & WG_BASEMAP_ROLES)
    return TRUE;
  roles = wg_roles_to_text (WG_BASEMAP_ROLES);
  g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN,
               _ ("The base maps of the district can be changed by: %s. Nothing was changed."), roles);
  return FALSE;
}

static gboolean
add (GPtrArray *list, const WgBasemap *added, GError **error)
{
  if (wg_basemap_list_find (list, added->name) < 0)
    {
      g_ptr_array_add (list, wg_basemap_copy (added));
      return TRUE;
    }
  g_set_error (error, WG_ERROR, WG_ERROR_EXISTS,
               _ ("There is a base map “%s” already. Nothing was changed; give this one another name."), added->name);
  return FALSE;
}

static gboolean
move_or_remove (GPtrArray *list, const Change *change, GError **error)
{
  int at = wg_basemap_list_find (list, change->name);
  WgBasemap *moved;

  if (at < 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND,
                   _ ("There is no base map “%s” among those of the district. Nothing was changed."), change->name);
      return FALSE;
    }
  moved = g_ptr_array_steal_index (list, (guint)at);
  if (change->removed)
    wg_basemap_free (moved);
  else
    g_ptr_array_insert (list, CLAMP (at + change->steps, 0, (int)list->len), moved);
  return TRUE;
}

static WgEvent *
make_event (const Change *change)
{
  WgEvent *event = wg_event_new ();

  event->operator_id = change->operator_id;
  event->subject = g_strdup ("setting");
  event->verb = g_strdup ("set");
  event->idem_key = g_uuid_string_random ();
  return event;
}

static gpointer
write_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const Change *change = request;
  WgConnection *connection = work->connection;
  g_autoptr (WgEvent) event = make_event (change);
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *value = NULL;

  if (!wg_event_log_open (connection, event, wg_clock_get_now (work->clock), error)
      || !check_right (work, change->operator_id, error))
    return NULL;
  list = read_list (work, error);
  if (list == NULL
      || !(change->added != NULL ? add (list, change->added, error) : move_or_remove (list, change, error)))
    return NULL;
  value = wg_basemap_list_to_json (list);
  event->fields = g_strdup_printf ("{\"name\":\"" SETTING "\",\"new\":%s}", value);
  if (wg_connection_run (connection, error, "setting-insert", "isisi", wg_connection_get_district (connection), SETTING,
                         event->at_ms, value, event->id)
          < 0
      || !wg_event_log_append (connection, event, error))
    return NULL;
  return g_memdup2 (&event->id, sizeof event->id);
}

static void
begin (WgStore *self, Change change, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_write_async (self, write_work, g_memdup2 (&change, sizeof change), free_change, g_free, cancellable,
                        callback, user_data);
}

void
wg_store_add_basemap_async (WgStore *self,
                            gint64 operator_id,
                            const WgBasemap *basemap,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  begin (self, (Change){ .operator_id = operator_id, .added = wg_basemap_copy (basemap) }, cancellable, callback,
         user_data);
}

void
wg_store_remove_basemap_async (WgStore *self,
                               gint64 operator_id,
                               const char *name,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  begin (self, (Change){ .operator_id = operator_id, .name = g_strdup (name), .removed = TRUE }, cancellable, callback,
         user_data);
}

void
wg_store_move_basemap_async (WgStore *self,
                             gint64 operator_id,
                             const char *name,
                             int steps,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  begin (self, (Change){ .operator_id = operator_id, .name = g_strdup (name), .steps = steps }, cancellable, callback,
         user_data);
}

gint64
wg_store_change_basemaps_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *event_id = wg_store_work_finish (self, result, error);

  return event_id != NULL ? *event_id : 0;
}
