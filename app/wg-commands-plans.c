/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the briefing that a centre composed for its Monday is made by the night job too, so it has a name there, and a centre
 * without a display can compose one.
 */

#include "wg-command-keys.h"

#include "wg-briefing-plan.h"
#include "wg-error.h"
#include "wg-store-members.h"

#include <glib/gi18n.h>

/* --- Listing --- */

static void
write_pages (WgJsonWriter *out, const WgBriefingPlan *plan)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;

  json_node_take_array (node, wg_briefing_leaves_to_json (plan->leaves));
  text = json_to_string (node, FALSE);
  wg_json_writer_key (out, "pages");
  wg_json_writer_add_raw (out, text);
}

static void
add_row (WgTextTable *rows, const WgBriefingPlan *plan)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < plan->leaves->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " · " : "", ((const WgBriefingLeaf *) g_ptr_array_index (plan->leaves, i))->title);
  wg_text_table_add (rows, plan->name);
  wg_text_table_add (rows, plan->report);
  wg_text_table_add (rows, plan->campaign);
  wg_text_table_add (rows, titles->str);
}

static gboolean
run_list (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Name"), C_ ("column", "Kind"), C_ ("column", "Campaign"), C_ ("column", "Pages") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("llll", titles);
  g_autoptr (JsonObject) members = NULL;
  g_autoptr (GList) names = NULL;

  wg_store_list_members_async (call->store, WG_BRIEFING_PLAN_SETTING, wg_command_call_get_time (call, "at", G_MININT64), call->cancellable,
                               wg_command_call_ready, call);
  members = wg_store_list_members_finish (call->store, wg_command_call_wait (call), error);
  names = members != NULL ? json_object_get_members (members) : NULL;
  for (GList *at = names; at != NULL; at = at->next)
    {
      g_autoptr (WgBriefingPlan) plan = wg_briefing_plan_from_json (at->data, json_object_get_object_member (members, at->data), error);

      if (plan == NULL)
        return FALSE;
      if (!call->json)
        {
          add_row (rows, plan);
          continue;
        }
      wg_json_writer_begin_object (call->writer);
      wg_json_writer_text (call->writer, "name", plan->name);
      wg_json_writer_text (call->writer, "kind", plan->report);
      wg_json_writer_text (call->writer, "campaign", plan->campaign);
      write_pages (call->writer, plan);
      wg_json_writer_end_object (call->writer);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return members != NULL && wg_command_call_print_table (call, rows, error);
}

/* --- Changing --- */

static gboolean
print (WgCommandCall *call, const char *name, const char *state, gint64 event_id, GError **error)
{
  g_autofree char *sentence = g_str_equal (state, "removed") ? g_strdup_printf (_ ("The briefing “%s” was removed. What was issued of it stays.\n"), name)
                              : g_str_equal (state, "renamed") ? g_strdup_printf (_ ("The briefing “%s” was renamed.\n"), name)
                                                               : g_strdup_printf (_ ("The briefing “%s” was saved.\n"), name);

  if (!call->json)
    return call->quiet || wg_command_call_print (call, sentence, error);
  return wg_command_keys_print_named (call, "name", name, state, event_id, error);
}

/* Makes the change once; under a key that was used, tells what it was about then. */
static gboolean
change (WgCommandCall *call, WgMemberHow how, const char *value, const char *state, GError **error)
{
  const char *name = wg_command_call_get_argument (call, 0);
  WgMemberChange request
      = { 0, how, (char *) WG_BRIEFING_PLAN_SETTING, (char *) name, (char *) value, (char *) wg_command_keys_get (call) };
  g_autofree char *told = NULL;
  gint64 event_id;

  if (!wg_command_keys_find_setting (call, WG_BRIEFING_PLAN_SETTING, &told, &event_id, error))
    return FALSE;
  if (told != NULL)
    return print (call, told, state, event_id, error);
  request.operator_id = wg_command_call_find_operator (call, error);
  if (request.operator_id < 0)
    return FALSE;
  wg_store_change_member_async (call->store, &request, call->cancellable, wg_command_call_ready, call);
  event_id = wg_store_change_member_finish (call->store, wg_command_call_wait (call), error);
  return event_id > 0 && print (call, name, state, event_id, error);
}

static gboolean
take_pages (WgCommandCall *call, WgBriefingPlan *plan, GError **error)
{
  GPtrArray *pages = wg_command_call_get_texts (call, "page");

  if (pages == NULL || pages->len == 0)
    return TRUE;
  g_ptr_array_set_size (plan->leaves, 0);
  for (guint i = 0; i < pages->len; i++)
    {
      WgBriefingLeaf *leaf = wg_briefing_leaf_parse (g_ptr_array_index (pages, i), error);

      if (leaf == NULL)
        return FALSE;
      g_ptr_array_add (plan->leaves, leaf);
    }
  return TRUE;
}

static gboolean
run_set (WgCommandCall *call, GError **error)
{
  const char *report = wg_command_call_has (call, "kind") ? wg_command_call_get_text (call, "kind") : "week";
  g_autoptr (WgBriefingPlan) plan = wg_briefing_plan_new (wg_command_call_get_argument (call, 0), report, wg_command_call_get_text (call, "campaign"));
  g_autofree char *value = NULL;

  if (!take_pages (call, plan, error) || !wg_briefing_plan_check (plan, error))
    return FALSE;
  value = wg_briefing_plan_to_json (plan);
  return change (call, WG_MEMBER_PUT, value, "saved", error);
}

static gboolean
run_rename (WgCommandCall *call, GError **error)
{
  const char *name = wg_command_call_get_argument (call, 1);
  g_autoptr (WgBriefingPlan) plan = wg_briefing_plan_new (name, "week", NULL);
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), name);
  g_autofree char *value = json_to_string (node, FALSE);

  return wg_briefing_plan_check (plan, error) && change (call, WG_MEMBER_RENAME, value, "renamed", error);
}

static gboolean
run_remove (WgCommandCall *call, GError **error)
{
  return change (call, WG_MEMBER_REMOVE, NULL, "removed", error);
}

static const WgOption set_options[] = {
  { "kind", WG_OPTION_CHOICE, "day|week|month|quarter|half|year|campaign|supervision", N_ ("which period it is about; else the week") },
  { "campaign", WG_OPTION_TEXT, "NAME", N_ ("of --kind campaign: which one") },
  { "page", WG_OPTION_TEXTS, "TITLE: KIND MEASURE; …", N_ ("a page and its tiles: map, number, trend, ranking, table or text; may be given several times") },
  { NULL },
};

#define WRITES (WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED)
#define SHAPE "{ok,name,state,version,event,warnings:[]}"

const WgCommand wg_commands_plans[] = {
  { "briefings", "saved", NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{name,kind,campaign,pages:[{title,tiles:[{kind,about}]}]}",
    N_ ("List the briefings that were composed and saved"), run_list, NULL },
  { "briefing", "set", "NAME", 1, 1, WRITES, WG_FIGURES_ROLES, -1, SHAPE, N_ ("Compose a briefing from tiles; “wangge brief NAME” makes it"), run_set,
    set_options },
  { "briefing", "rename", "NAME NEW", 2, 2, WRITES, WG_FIGURES_ROLES, -1, SHAPE, N_ ("Give a saved briefing another name"), run_rename, NULL },
  { "briefing", "remove", "NAME", 1, 1, WRITES, WG_FIGURES_ROLES, -1, SHAPE, N_ ("Take a saved briefing away"), run_remove, NULL },
  { NULL },
};
