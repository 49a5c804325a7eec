/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a script that does not know whether its last call arrived asks again with the same key; it must get the answer of
 * then and change nothing, whatever verb it was and whatever has happened since.
 */

#include "wg-command-keys.h"

#include "wg-error.h"
#include "wg-store-cases.h"

#include <glib/gi18n.h>

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

gboolean
wg_command_keys_find_event (WgCommandCall *call, const char *subject, WgEvent **event, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (WgEvent) found = NULL;

  *event = NULL;
  wg_store_find_event_async (call->store, wg_command_keys_get (call), call->cancellable, wg_command_call_ready, call);
  found = wg_store_find_event_finish (call->store, wg_command_call_wait (call), &local);
  if (found != NULL && g_str_equal (found->subject, subject))
    *event = g_steal_pointer (&found);
  else if (found != NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT, _ ("The key “%s” was used for something else. Nothing was changed; take another key."),
                 wg_command_keys_get (call));
  else if (!g_error_matches (local, WG_ERROR, WG_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    return TRUE;
  return *event != NULL;
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
