/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a street office sends the same wrong file every month; what was once answered about it is not asked again.
 */

#include "wg-import-profile.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "wg-error.h"
#include "wg-json.h"

static const char *const duplicates[] = { "refuse", "merge", "update" };

WgImportProfile *
wg_import_profile_new (const char *name, const WgImportRequest *request)
{
  WgImportProfile *profile = g_new0 (WgImportProfile, 1);

  profile->name = g_strdup (name);
  profile->request = wg_import_request_copy (request);
  g_free (profile->request->path);
  profile->request->path = g_strdup ("");
  g_clear_pointer (&profile->request->key, g_free);
  return profile;
}

void
wg_import_profile_free (WgImportProfile *profile)
{
  g_free (profile->name);
  wg_import_request_free (profile->request);
  g_free (profile);
}

/* --- Answers --- */

static void
fill_text (char **to, const char *from)
{
  if (*to == NULL)
    *to = g_strdup (from);
}

static void
fill_pairs (GHashTable *to, GHashTable *from)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      if (!g_hash_table_contains (to, key))
        g_hash_table_insert (to, g_strdup (key), g_strdup (value));
    }
}

gboolean
wg_import_profile_fill (const WgImportProfile *profile, WgImportRequest *request, GError **error)
{
  const WgImportRequest *known = profile->request;

  if (known->kind != request->kind)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("The profile “%s” is for “wangge import %s”. Nothing was imported."), profile->name,
                   wg_import_kind_to_nick (known->kind));
      return FALSE;
    }
  fill_text (&request->layer, known->layer);
  fill_text (&request->level_name, known->level_name);
  fill_text (&request->crs, known->crs);
  fill_text (&request->attribution, known->attribution);
  fill_text (&request->encoding, known->encoding);
  fill_pairs (request->mapping, known->mapping);
  fill_pairs (request->states, known->states);
  if (request->level == 0)
    request->level = known->level;
  if (request->on_duplicate == WG_IMPORT_DUPLICATES_REFUSE)
    request->on_duplicate = known->on_duplicate;
  if (request->snap_m == 0.0)
    request->snap_m = known->snap_m;
  return TRUE;
}

/* --- JSON --- */

/* In the order of their names: the same profile is always the same text. */
static void
add_pairs (JsonBuilder *builder, const char *name, GHashTable *pairs)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (pairs), (GCompareFunc) g_strcmp0);

  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (GList *key = keys; key != NULL; key = key->next)
    wg_json_add_text (builder, key->data, g_hash_table_lookup (pairs, key->data));
  json_builder_end_object (builder);
}

static void
add_profile (JsonBuilder *builder, const WgImportProfile *profile)
{
  const WgImportRequest *request = profile->request;

  json_builder_begin_object (builder);
  wg_json_add_text (builder, "name", profile->name);
  wg_json_add_text (builder, "kind", wg_import_kind_to_nick (request->kind));
  wg_json_add_text (builder, "layer", request->layer);
  json_builder_set_member_name (builder, "level");
  if (request->level > 0)
    json_builder_add_int_value (builder, request->level);
  else
    json_builder_add_null_value (builder);
  wg_json_add_text (builder, "level_name", request->level_name);
  wg_json_add_text (builder, "crs", request->crs);
  wg_json_add_text (builder, "encoding", request->encoding);
  wg_json_add_text (builder, "attribution", request->attribution);
  wg_json_add_text (builder, "on_duplicate", duplicates[request->on_duplicate]);
  json_builder_set_member_name (builder, "snap_m");
  json_builder_add_double_value (builder, request->snap_m);
  add_pairs (builder, "map", request->mapping);
  add_pairs (builder, "states", request->states);
  json_builder_end_object (builder);
}

static char *
to_text (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

char *
wg_import_profile_to_json (const WgImportProfile *profile)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  add_profile (builder, profile);
  return to_text (builder);
}

char *
wg_import_profiles_to_json (const GPtrArray *profiles)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < profiles->len; i++)
    add_profile (builder, g_ptr_array_index (profiles, i));
  json_builder_end_array (builder);
  return to_text (builder);
}

static char *
get_text (JsonObject *object, const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, NULL));
}

static void
read_pairs (JsonObject *object, const char *name, GHashTable *pairs)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &value))
    g_hash_table_replace (pairs, g_strdup (key), g_strdup (json_node_get_string (value)));
}

static WgImportProfile *
read_profile (JsonObject *object)
{
  const char *duplicate = json_object_get_string_member_with_default (object, "on_duplicate", "refuse");
  const char *name = json_object_get_string_member_with_default (object, "name", NULL);
  g_autoptr (WgImportRequest) request = NULL;
  WgImportKind kind;

  if (name == NULL || !wg_import_kind_from_nick (json_object_get_string_member_with_default (object, "kind", NULL), &kind))
    return NULL;
  request = wg_import_request_new (kind, "");
  request->layer = get_text (object, "layer");
  request->level_name = get_text (object, "level_name");
  request->crs = get_text (object, "crs");
  request->encoding = get_text (object, "encoding");
  request->attribution = get_text (object, "attribution");
  if (!json_object_get_null_member (object, "level"))
    request->level = (int) json_object_get_int_member_with_default (object, "level", 0);
  for (guint i = 0; i < G_N_ELEMENTS (duplicates); i++)
    {
      if (g_str_equal (duplicates[i], duplicate))
        request->on_duplicate = (WgImportDuplicates) i;
    }
  request->snap_m = json_object_get_double_member_with_default (object, "snap_m", 0.0);
  read_pairs (object, "map", request->mapping);
  read_pairs (object, "states", request->states);
  return wg_import_profile_new (name, request);
}

GPtrArray *
wg_import_profiles_from_json (const char *json)
{
  GPtrArray *profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_import_profile_free);
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonArray *array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      WgImportProfile *profile = read_profile (json_array_get_object_element (array, i));

      if (profile != NULL)
        g_ptr_array_add (profiles, profile);
    }
  return profiles;
}

int
wg_import_profiles_find (const GPtrArray *profiles, const char *name)
{
  for (guint i = 0; i < profiles->len; i++)
    {
      if (g_str_equal (((const WgImportProfile *) g_ptr_array_index (profiles, i))->name, name))
        return (int) i;
    }
  return -1;
}
