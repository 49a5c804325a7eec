/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: campaigns, expressions, the way figures are told, colours of marks and chiefs of streets are each a handful of values
 * by name that all desks share and that a report of last year must find as they were; one way to read and to change them
 * serves all.
 */

#include "wg-store-members.h"

#include "wg-error.h"
#include "wg-setting.h"

#include <glib/gi18n-lib.h>

static const WgMemberRules figures_rules = { WG_FIGURES_ROLES, N_ ("How figures are told is set by: %s. Nothing was changed."), NULL };

static void
change_free (gpointer data)
{
  WgMemberChange *change = data;

  g_free (change->setting);
  g_free (change->name);
  g_free (change->value);
  g_free (change->key);
  g_free (change);
}

/* --- Reading --- */

JsonObject *
wg_store_work_read_members (WgStoreWork *work, const char *setting, gint64 at_ms, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!wg_setting_read (work, setting, at_ms, &text, error))
    return NULL;
  node = text != NULL ? json_from_string (text, NULL) : NULL;
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

typedef struct
{
  char *setting;
  gint64 at_ms;
} List;

static void
list_free (gpointer data)
{
  g_free (((List *) data)->setting);
  g_free (data);
}

static gpointer
list_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const List *list = request;

  return wg_store_work_read_members (work, list->setting, list->at_ms, error);
}

void
wg_store_list_members_async (
    WgStore *self, const char *setting, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  List *list = g_new0 (List, 1);

  list->setting = g_strdup (setting);
  list->at_ms = at_ms;
  wg_store_read_async (self, list_work, list, list_free, (GDestroyNotify) json_object_unref, cancellable, callback, user_data);
}

JsonObject *
wg_store_list_members_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* --- Changing --- */

static gboolean
refuse_taken (const char *name, GError **error)
{
  g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("There is one called “%s” already. Nothing was changed; choose another name."), name);
  return FALSE;
}

static gboolean
rename_member (JsonObject *members, const char *name, JsonNode *value, GError **error)
{
  const char *other = json_node_get_string (value);

  g_return_val_if_fail (other != NULL, FALSE);
  if (g_str_equal (name, other))
    return TRUE;
  if (json_object_has_member (members, other))
    return refuse_taken (other, error);
  json_object_set_member (members, other, json_object_dup_member (members, name));
  json_object_remove_member (members, name);
  return TRUE;
}

static gboolean
apply (JsonObject *members, const WgMemberChange *change, GError **error)
{
  gboolean there = json_object_has_member (members, change->name);
  g_autoptr (JsonNode) value = NULL;

  if (change->how == WG_MEMBER_ADD && there)
    return refuse_taken (change->name, error);
  if (!there && (change->how == WG_MEMBER_REMOVE || change->how == WG_MEMBER_RENAME))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is none called “%s”. Nothing was changed."), change->name);
      return FALSE;
    }
  if (change->how == WG_MEMBER_REMOVE || (change->how == WG_MEMBER_PUT && change->value == NULL))
    {
      json_object_remove_member (members, change->name);
      return TRUE;
    }
  value = json_from_string (change->value, error);
  if (value != NULL && change->how == WG_MEMBER_RENAME)
    return rename_member (members, change->name, value, error);
  if (value != NULL)
    json_object_set_member (members, change->name, json_node_ref (value));
  return value != NULL;
}

static char *
edit (WgStoreWork *work, gint64 at_ms, gconstpointer request, GError **error)
{
  const WgMemberChange *change = request;
  g_autoptr (JsonObject) members = wg_store_work_read_members (work, change->setting, at_ms, error);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  if (members == NULL || (change->rules->check != NULL && !change->rules->check (work, change->name, error))
      || !apply (members, change, error))
    return NULL;
  json_node_set_object (node, members);
  return json_to_string (node, FALSE);
}

static gpointer
change_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const WgMemberChange *change = request;
  const WgSettingChange how
      = { change->setting, change->operator_id, change->rules->roles, _ (change->rules->refusal), change->name, change->key };

  return wg_setting_change (work, &how, edit, change, error);
}

void
wg_store_change_member_async (
    WgStore *self, const WgMemberChange *change, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  WgMemberChange *copy = g_memdup2 (change, sizeof *change);

  copy->setting = g_strdup (change->setting);
  copy->name = g_strdup (change->name);
  copy->value = g_strdup (change->value);
  copy->key = g_strdup (change->key);
  copy->rules = change->rules != NULL ? change->rules : &figures_rules;
  wg_store_write_async (self, change_work, copy, change_free, g_free, cancellable, callback, user_data);
}

gint64
wg_store_change_member_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_setting_change_finish (self, result, error);
}
