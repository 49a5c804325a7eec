/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: some gaps are a river and some overlaps a quarrel between two cities. Whoever has found that out writes it down once,
 * with a reason and a name, instead of finding it out at every redrawing.
 */

#include "wg-store-ignores.h"

#include "wg-error.h"
#include "wg-setting.h"
#include "wg-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64 operator_id;
  char *name;
  char *reason;
  char *key;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->name);
  g_free (request->reason);
  g_free (request->key);
  g_free (request);
}

static char *
edit (WgStoreWork *work, gint64 at_ms, gconstpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (JsonObject) members = wg_store_work_read_members (work, WG_IGNORED_SETTING, at_ms, error);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  if (members == NULL)
    return NULL;
  if (request->reason != NULL)
    json_object_set_string_member (members, request->name, request->reason);
  else if (json_object_has_member (members, request->name))
    json_object_remove_member (members, request->name);
  else
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("This finding was not left as it is. Nothing was changed."));
      return NULL;
    }
  json_node_set_object (node, members);
  return json_to_string (node, FALSE);
}

static gpointer
write_work (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  const WgSettingChange how = { WG_IGNORED_SETTING, request->operator_id, WG_IGNORED_ROLES,
                                _ ("What is left as it is decides: %s. Nothing was changed."), request->name, request->key };

  if (request->reason != NULL && *request->reason == '\0')
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("The reason is missing. Nothing was changed; say why this is left as it is."));
      return NULL;
    }
  return wg_setting_change (work, &how, edit, request, error);
}

void
wg_store_ignore_finding_async (WgStore *self,
                               gint64 operator_id,
                               const char *name,
                               const char *reason,
                               const char *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->operator_id = operator_id;
  request->name = g_strdup (name);
  request->reason = reason != NULL ? g_strstrip (g_strdup (reason)) : NULL;
  request->key = g_strdup (key);
  wg_store_write_async (self, write_work, request, request_free, g_free, cancellable, callback, user_data);
}

gint64
wg_store_ignore_finding_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_setting_change_finish (self, result, error);
}
