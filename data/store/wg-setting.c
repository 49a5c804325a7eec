/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every setting of a district has a past, an event for each change, and answers the same key with the same change; its
 * owners say only what is in it.
 */

#include "wg-setting.h"

#include "wg-actor.h"
#include "wg-error.h"
#include "wg-event-fields.h"
#include "wg-event-log.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

gboolean
wg_setting_read (WgStoreWork *work, const char *name, gint64 at_ms, char **value, GError **error)
{
  g_autoptr (GError) failure = NULL;
  WgStatement *row = wg_connection_query (work->connection, &failure, "setting-read", "isi",
                                          wg_connection_get_district (work->connection), name,
                                          at_ms != G_MININT64 ? at_ms : wg_clock_get_now (work->clock));

  *value = NULL;
  if (row != NULL && wg_statement_step (row, &failure))
    {
      *value = wg_statement_dup_text (row, 0);
      wg_statement_reset (row);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

char *
wg_setting_get_about (const WgEvent *event, const char *name)
{
  g_autoptr (JsonObject) fields = wg_event_read_fields (event);

  if (fields == NULL || !g_str_equal (event->subject, "setting")
      || g_strcmp0 (json_object_get_string_member_with_default (fields, "name", NULL), name) != 0)
    return NULL;
  return g_strdup (json_object_get_string_member_with_default (fields, "about", ""));
}

gboolean
wg_setting_find_done (WgStoreWork *work, const char *name, const char *key, WgEvent **event, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (WgEvent) found = key != NULL ? wg_event_log_find_by_key (work->connection, key, &failure) : NULL;
  g_autofree char *about = found != NULL ? wg_setting_get_about (found, name) : NULL;

  *event = NULL;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (found != NULL && about == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT, _ ("The key “%s” was used for something else. Nothing was changed; take another key."), key);
  else
    {
      *event = g_steal_pointer (&found);
      return TRUE;
    }
  return FALSE;
}

static char *
describe (const char *name, const char *about, const char *value)
{
  g_autoptr (JsonNode) text = json_node_init_string (json_node_alloc (), about);
  g_autofree char *quoted = json_to_string (text, FALSE);

  return g_strdup_printf ("{\"about\":%s,\"name\":\"%s\",\"new\":%s}", quoted, name, value);
}

gboolean
wg_setting_write (WgStoreWork *work,
                  WgEvent *event,
                  const char *name,
                  const char *about,
                  const char *value,
                  const char *key,
                  GError **error)
{
  WgConnection *connection = work->connection;

  event->subject = g_strdup ("setting");
  event->verb = g_strdup ("set");
  event->idem_key = key != NULL ? g_strdup (key) : g_uuid_string_random ();
  g_free (event->fields);
  event->fields = describe (name, about, value);
  return wg_connection_run (connection, error, "setting-insert", "isisi", wg_connection_get_district (connection), name, event->at_ms,
                            value, event->id)
             >= 0
         && wg_event_log_append (connection, event, error);
}

gint64 *
wg_setting_change (WgStoreWork *work, const WgSettingChange *change, WgSettingEdit edit, gconstpointer request, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new (), done = NULL;
  g_autofree char *value = NULL;

  if (!wg_setting_find_done (work, change->name, change->key, &done, error))
    return NULL;
  if (done != NULL)
    return g_memdup2 (&done->id, sizeof done->id);
  event->operator_id = change->operator_id;
  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error)
      || !wg_actor_may (work, change->operator_id, change->roles, change->refusal, error))
    return NULL;
  value = edit (work, event->at_ms, request, error);
  if (value == NULL || !wg_setting_write (work, event, change->name, change->about, value, change->key, error))
    return NULL;
  return g_memdup2 (&event->id, sizeof event->id);
}

gint64
wg_setting_change_finish (WgStore *store, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *event_id = wg_store_work_finish (store, result, error);

  return event_id != NULL ? *event_id : 0;
}
