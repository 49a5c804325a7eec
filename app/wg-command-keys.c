/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a script that does not know whether its last call arrived asks again with the same key; it must get the answer of
 * then and change nothing, whatever verb it was and whatever has happened since.
 */

#include "wg-command-keys.h"

#include "wg-error.h"
#include "wg-setting.h"
#include "wg-store-cases.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

const char *
wg_command_keys_get (WgCommandCall *call)
{
  const char *given = wg_command_call_get_text (call, "key");

  if (given != NULL)
    return given;
  if (call->key == NULL)
    call->key = g_uuid_string_random ();
  return call->key;
}

static void
set_conflict (WgCommandCall *call, GError **error)
{
  g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT, _ ("The key “%s” was used for something else. Nothing was changed; take another key."),
               wg_command_keys_get (call));
}

gboolean
wg_command_keys_find_event (WgCommandCall *call, const char *subject, WgEvent **event, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (WgEvent) found = NULL;

  *event = NULL;
  if (!wg_command_call_has (call, "key") && call->key == NULL)
    return TRUE;
  wg_store_find_event_async (call->store, wg_command_keys_get (call), call->cancellable, wg_command_call_ready, call);
  found = wg_store_find_event_finish (call->store, wg_command_call_wait (call), &local);
  if (found != NULL && g_str_equal (found->subject, subject))
    *event = g_steal_pointer (&found);
  else if (found != NULL)
    set_conflict (call, error);
  else if (!g_error_matches (local, WG_ERROR, WG_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    return TRUE;
  return *event != NULL;
}

gboolean
wg_command_keys_is_done (WgCommandCall *call, const char *path, const char *verb, gboolean *done, GError **error)
{
  g_autoptr (WgEvent) event = NULL;

  *done = FALSE;
  if (!wg_command_call_has (call, "key") || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  /* Why it cannot be opened is told by the verb, which asks more exactly. */
  if (!wg_command_call_open (call, FALSE, NULL))
    {
      wg_command_call_close (call);
      return TRUE;
    }
  if (!wg_command_keys_find_event (call, "database", &event, error))
    return FALSE;
  if (event != NULL && !g_str_equal (event->verb, verb))
    set_conflict (call, error);
  else if (event == NULL)
    wg_command_call_close (call);
  *done = event != NULL;
  return event == NULL || g_str_equal (event->verb, verb);
}

gboolean
wg_command_keys_find_setting (WgCommandCall *call, const char *setting, char **about, gint64 *event, GError **error)
{
  g_autoptr (WgEvent) found = NULL;

  *about = NULL;
  if (!wg_command_keys_find_event (call, "setting", &found, error))
    return FALSE;
  if (found == NULL)
    return TRUE;
  *about = wg_setting_get_about (found, setting);
  *event = found->id;
  if (*about == NULL)
    set_conflict (call, error);
  return *about != NULL;
}

void
wg_command_keys_write_end (WgJsonWriter *out, const char *state, gint64 version, gint64 event)
{
  wg_json_writer_text (out, "state", state);
  wg_json_writer_int (out, "version", version);
  wg_json_writer_int (out, "event", event);
  wg_json_writer_key (out, "warnings");
  wg_json_writer_add_texts (out, NULL);
}

gboolean
wg_command_keys_print_named (WgCommandCall *call, const char *member, const char *name, const char *state, gint64 event, GError **error)
{
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_bool (call->writer, "ok", TRUE);
  wg_json_writer_text (call->writer, member, name);
  wg_command_keys_write_end (call->writer, state, G_MININT64, event);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}
