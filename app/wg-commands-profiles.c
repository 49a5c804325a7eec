/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: how the files of a sender are read is kept by name; it can be looked at, and forgotten. */

#include "wg-command-import.h"

#include "wg-command-keys.h"
#include "wg-error.h"
#include "wg-store-profiles.h"

#include <glib/gi18n.h>

static GPtrArray *
load_profiles (WgCommandCall *call, GError **error)
{
  gint64 at_ms = wg_command_call_has (call, "at") ? wg_command_call_get_now (call) : G_MININT64;

  wg_store_load_profiles_async (call->store, at_ms, call->cancellable, wg_command_call_ready, call);
  return wg_store_load_profiles_finish (call->store, wg_command_call_wait (call), error);
}

static gboolean
print_json (WgCommandCall *call, const WgImportProfile *profile, GError **error)
{
  g_autofree char *json = wg_import_profile_to_json (profile);

  wg_json_writer_add_raw (call->writer, json);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_list (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Name"), C_ ("column", "Import"), C_ ("column", "Level"), C_ ("column", "Coordinates"),
                                 C_ ("column", "Encoding"), C_ ("column", "Fields") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("llrllr", titles);
  g_autoptr (GPtrArray) profiles = load_profiles (call, error);

  for (guint i = 0; profiles != NULL && i < profiles->len; i++)
    {
      const WgImportProfile *profile = g_ptr_array_index (profiles, i);

      if (call->json)
        {
          if (!print_json (call, profile, error))
            return FALSE;
          continue;
        }
      wg_text_table_add (rows, profile->name);
      wg_text_table_add (rows, wg_import_kind_to_nick (profile->request->kind));
      wg_text_table_add_int (rows, profile->request->level > 0 ? profile->request->level : G_MININT64);
      wg_text_table_add (rows, profile->request->crs);
      wg_text_table_add (rows, profile->request->encoding);
      wg_text_table_add_int (rows, g_hash_table_size (profile->request->mapping));
    }
  return profiles != NULL && wg_command_call_print_table (call, rows, error);
}

static WgImportProfile *
take_profile (WgCommandCall *call, const char *name, GError **error)
{
  g_autoptr (GPtrArray) profiles = load_profiles (call, error);
  int at = profiles != NULL ? wg_import_profiles_find (profiles, name) : -1;

  if (profiles != NULL && at < 0)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no import profile “%s”. “wangge profiles” lists those there are."), name);
  return at >= 0 ? g_ptr_array_steal_index (profiles, (guint) at) : NULL;
}

static void
add_pairs (WgTextTable *rows, GHashTable *pairs)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (pairs), (GCompareFunc) g_strcmp0);

  for (GList *key = keys; key != NULL; key = key->next)
    {
      wg_text_table_add (rows, key->data);
      wg_text_table_add (rows, g_hash_table_lookup (pairs, key->data));
    }
}

static gboolean
run_show (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Ours"), C_ ("column", "In the file") };
  g_autoptr (WgImportProfile) profile = take_profile (call, wg_command_call_get_argument (call, 0), error);
  g_autoptr (WgTextTable) rows = wg_text_table_new ("ll", titles);

  if (profile == NULL)
    return FALSE;
  if (call->json)
    return print_json (call, profile, error);
  add_pairs (rows, profile->request->mapping);
  add_pairs (rows, profile->request->states);
  return wg_command_call_print_table (call, rows, error);
}

static gboolean
print_removed (WgCommandCall *call, const char *name, gint64 event_id, GError **error)
{
  g_autofree char *sentence = g_strdup_printf (_ ("The import profile “%s” was removed.\n"), name);

  if (!call->json)
    return wg_command_call_print (call, sentence, error);
  return wg_command_keys_print_named (call, "name", name, "removed", event_id, error);
}

static gboolean
run_remove (WgCommandCall *call, GError **error)
{
  const char *name = wg_command_call_get_argument (call, 0);
  g_autofree char *about = NULL;
  gint64 operator_id, event_id = 0;

  if (!wg_command_keys_find_setting (call, WG_PROFILE_SETTING, &about, &event_id, error))
    return FALSE;
  if (about != NULL)
    return print_removed (call, about, event_id, error);
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0)
    return FALSE;
  wg_store_remove_profile_async (call->store, operator_id, name, wg_command_keys_get (call), call->cancellable, wg_command_call_ready, call);
  event_id = wg_store_change_profiles_finish (call->store, wg_command_call_wait (call), error);
  return event_id > 0 && print_removed (call, name, event_id, error);
}

gboolean
wg_command_import_take_profile (WgCommandCall *call, WgImportRequest *request, GError **error)
{
  const char *name = wg_command_call_get_text (call, "profile");
  g_autoptr (WgImportProfile) profile = name != NULL ? take_profile (call, name, error) : NULL;

  return name == NULL || (profile != NULL && wg_import_profile_fill (profile, request, error));
}

gboolean
wg_command_import_keep_profile (WgCommandCall *call, const WgImportRequest *request, gint64 operator_id, GError **error)
{
  const char *name = wg_command_call_get_text (call, "save-profile");
  g_autoptr (WgImportProfile) profile = name != NULL ? wg_import_profile_new (name, request) : NULL;

  if (profile == NULL)
    return TRUE;
  wg_store_keep_profile_async (call->store, operator_id, profile, NULL, call->cancellable, wg_command_call_ready, call);
  return wg_store_change_profiles_finish (call->store, wg_command_call_wait (call), error) > 0;
}

#define PROFILE_SHAPE "{name,kind,layer,level,level_name,crs,encoding,attribution,on_duplicate,snap_m,map,states}"

const WgCommand wg_commands_profiles[] = {
  { "profiles", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, PROFILE_SHAPE, N_ ("List the import profiles, one for each sender"),
    run_list, NULL },
  { "profiles", "show", "NAME", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, PROFILE_SHAPE, N_ ("Show an import profile"), run_show, NULL },
  { "profiles", "remove", "NAME", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, WG_PROFILE_ROLES, -1,
    "{ok,name,state,version,event,warnings:[]}", N_ ("Remove an import profile"), run_remove, NULL },
  { NULL },
};
