/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a campaign (专项行动) is planned once, with its dates, its zone and its class, and then every figure and every report
 * can be asked of it by name.
 */

#include "wg-campaign.h"
#include "wg-command-keys.h"

#include "wg-error.h"
#include "wg-store-as-of.h"
#include "wg-store-campaigns.h"
#include "wg-store-members.h"
#include "wg-time.h"
#include "wg-wkt.h"

#include <glib/gi18n.h>
#include <string.h>

#define LONGEST_NAME 60

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, sentence);
  return FALSE;
}

/* --- Printing --- */

static void
write_keys (WgJsonWriter *out, const WgCampaign *campaign)
{
  wg_json_writer_text (out, "campaign", campaign->name);
  wg_json_writer_time (out, "from", campaign->from_ms);
  wg_json_writer_time (out, "to", campaign->to_ms);
  wg_json_writer_text (out, "grid", campaign->grid_code);
  wg_json_writer_text (out, "area", campaign->area);
  wg_json_writer_text (out, "class", campaign->class_code);
}

static void
add_row (WgTextTable *rows, const WgCampaign *campaign, GTimeZone *zone)
{
  g_autofree char *from = wg_time_format_local (campaign->from_ms, zone, 0, WG_TIME_FULL), *to = wg_time_format_local (campaign->to_ms, zone, 0, WG_TIME_FULL);

  wg_text_table_add (rows, campaign->name);
  wg_text_table_add (rows, from);
  wg_text_table_add (rows, to);
  wg_text_table_add (rows, campaign->grid_code != NULL ? campaign->grid_code : campaign->area != NULL ? C_ ("campaign", "own zone") : NULL);
  wg_text_table_add (rows, campaign->class_code);
}

static gboolean
run_list (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Campaign"), C_ ("column", "From"), C_ ("column", "To"), C_ ("column", "Grid"), C_ ("column", "Class") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lllll", titles);
  g_autoptr (JsonObject) members = NULL;
  g_autoptr (GList) names = NULL;

  wg_store_list_members_async (call->store, WG_CAMPAIGN_SETTING, wg_command_call_get_time (call, "at", G_MININT64), call->cancellable,
                               wg_command_call_ready, call);
  members = wg_store_list_members_finish (call->store, wg_command_call_wait (call), error);
  names = members != NULL ? json_object_get_members (members) : NULL;
  for (GList *at = names; at != NULL; at = at->next)
    {
      g_autoptr (WgCampaign) campaign = wg_campaign_from_json (at->data, json_object_get_object_member (members, at->data), error);

      if (campaign == NULL)
        return FALSE;
      if (!call->json)
        {
          add_row (rows, campaign, call->zone);
          continue;
        }
      wg_json_writer_begin_object (call->writer);
      write_keys (call->writer, campaign);
      wg_json_writer_end_object (call->writer);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return members != NULL && wg_command_call_print_table (call, rows, error);
}

/* --- Adding --- */

static gboolean
check_grid (WgCommandCall *call, const char *code, GError **error)
{
  g_autoptr (WgGridTree) tree = NULL;

  if (code == NULL)
    return TRUE;
  wg_store_load_grids_at_async (call->store, wg_command_call_get_now (call), call->cancellable, wg_command_call_ready, call);
  tree = wg_store_load_grids_at_finish (call->store, wg_command_call_wait (call), error);
  if (tree == NULL || wg_grid_tree_find_by_code (tree, code) != WG_GRID_NONE)
    return tree != NULL;
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no grid %s in force. Nothing was changed."), code);
  return FALSE;
}

static gboolean
take (WgCommandCall *call, WgCampaign *campaign, GError **error)
{
  const char *name = wg_command_call_get_text (call, "name");

  if (name == NULL || *name == '\0' || strlen (name) > LONGEST_NAME)
    return refuse (error, _ ("What is the campaign called? --name takes up to 60 bytes."));
  campaign->name = g_strdup (name);
  campaign->from_ms = wg_command_call_get_time (call, "from", WG_NO_TIME);
  campaign->to_ms = wg_command_call_get_time (call, "to", WG_NO_TIME);
  campaign->grid_code = g_strdup (wg_command_call_get_text (call, "grid"));
  campaign->area = g_strdup (wg_command_call_get_text (call, "area"));
  campaign->class_code = g_strdup (wg_command_call_get_text (call, "class"));
  if (campaign->from_ms == WG_NO_TIME || campaign->to_ms == WG_NO_TIME)
    return refuse (error, _ ("When is the campaign? Give --from and --to."));
  if (campaign->from_ms >= campaign->to_ms)
    return refuse (error, _ ("The campaign ends before it begins."));
  if (campaign->grid_code != NULL && campaign->area != NULL)
    return refuse (error, _ ("A campaign has a --grid or an --area of its own, not both."));
  if (campaign->area != NULL)
    campaign->shape = wg_wkt_to_shape (campaign->area, 1.0, error);
  return campaign->area == NULL || campaign->shape != NULL;
}

static gboolean
print_added (WgCommandCall *call, const WgCampaign *campaign, gint64 event_id, GError **error)
{
  g_autofree char *sentence = g_strdup_printf (_ ("The campaign “%s” was added.\n"), campaign->name);

  if (!call->json)
    return call->quiet || wg_command_call_print (call, sentence, error);
  wg_json_writer_begin_object (call->writer);
  wg_json_writer_bool (call->writer, "ok", TRUE);
  write_keys (call->writer, campaign);
  wg_command_keys_write_end (call->writer, "planned", G_MININT64, event_id);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static gboolean
print_again (WgCommandCall *call, const char *name, gint64 event_id, GError **error)
{
  g_autoptr (WgCampaign) campaign = NULL;

  wg_store_find_campaign_async (call->store, name, G_MININT64, call->cancellable, wg_command_call_ready, call);
  campaign = wg_store_find_campaign_finish (call->store, wg_command_call_wait (call), error);
  return campaign != NULL && print_added (call, campaign, event_id, error);
}

static gboolean
run_add (WgCommandCall *call, GError **error)
{
  g_autoptr (WgCampaign) campaign = g_new0 (WgCampaign, 1);
  g_autofree char *told = NULL, *value = NULL;
  WgMemberChange change = { 0, WG_MEMBER_ADD, (char *) WG_CAMPAIGN_SETTING, NULL, NULL, (char *) wg_command_keys_get (call) };
  gint64 event_id;

  if (!take (call, campaign, error) || !wg_command_keys_find_setting (call, WG_CAMPAIGN_SETTING, &told, &event_id, error))
    return FALSE;
  if (told != NULL)
    return print_again (call, told, event_id, error);
  change.operator_id = wg_command_call_find_operator (call, error);
  if (change.operator_id < 0 || !check_grid (call, campaign->grid_code, error))
    return FALSE;
  change.name = campaign->name;
  change.value = value = wg_campaign_to_json (campaign);
  wg_store_change_member_async (call->store, &change, call->cancellable, wg_command_call_ready, call);
  event_id = wg_store_change_member_finish (call->store, wg_command_call_wait (call), error);
  return event_id > 0 && print_added (call, campaign, event_id, error);
}

static const WgOption add_options[] = {
  { "name", WG_OPTION_TEXT, "NAME", N_ ("what the campaign is called") },
  { "from", WG_OPTION_TIME, "TIME", N_ ("when it begins") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("the first instant after it") },
  { "grid", WG_OPTION_TEXT, "CODE", N_ ("only cases of this grid and of those below it") },
  { "area", WG_OPTION_TEXT, "WKT", N_ ("only cases in this POLYGON, in degrees") },
  { "class", WG_OPTION_TEXT, "CODE", N_ ("only this class and what is below it") },
  { NULL },
};

const WgCommand wg_commands_campaigns[] = {
  { "campaigns", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{campaign,from,to,grid,area,class}", N_ ("List campaigns with their own dates and zones"), run_list, NULL },
  { "campaign", "add", NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, WG_FIGURES_ROLES, -1,
    "{ok,campaign,from,to,grid,area,class,state,version,event,warnings:[]}", N_ ("Plan a campaign"), run_add, add_options },
  { NULL },
};
