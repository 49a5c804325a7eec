/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a campaign names a class, and which classes lie below it only the catalogue of the database knows. */

#include "wg-store-campaigns.h"

#include "wg-connection.h"
#include "wg-error.h"
#include "wg-store-members.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *name;
  gint64 at_ms;
} Find;

static void
find_free (gpointer data)
{
  g_free (((Find *) data)->name);
  g_free (data);
}

static gboolean
read_classes (WgStoreWork *work, WgCampaign *campaign, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row;

  if (campaign->class_code == NULL)
    return TRUE;
  campaign->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  row = wg_connection_query (work->connection, &local, "class-codes-below", "is", wg_connection_get_district (work->connection), campaign->class_code);
  while (row != NULL && wg_statement_step (row, &local))
    g_hash_table_add (campaign->classes, wg_statement_dup_text (row, 0));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

WgCampaign *
wg_store_work_find_campaign (WgStoreWork *work, const char *name, gint64 at_ms, GError **error)
{
  g_autoptr (JsonObject) members = wg_store_work_read_members (work, WG_CAMPAIGN_SETTING, at_ms, error);
  g_autoptr (WgCampaign) campaign = NULL;
  JsonNode *node = members != NULL ? json_object_get_member (members, name) : NULL;

  if (members == NULL)
    return NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no campaign “%s”. “wangge campaigns” lists those there are."), name);
      return NULL;
    }
  campaign = wg_campaign_from_json (name, json_node_get_object (node), error);
  return campaign != NULL && read_classes (work, campaign, error) ? g_steal_pointer (&campaign) : NULL;
}

static gpointer
find_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const Find *find = request;

  return wg_store_work_find_campaign (work, find->name, find->at_ms, error);
}

void
wg_store_find_campaign_async (
    WgStore *self, const char *name, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Find *find = g_new0 (Find, 1);

  find->name = g_strdup (name);
  find->at_ms = at_ms;
  wg_store_read_async (self, find_work, find, find_free, (GDestroyNotify) wg_campaign_free, cancellable, callback, user_data);
}

WgCampaign *
wg_store_find_campaign_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
