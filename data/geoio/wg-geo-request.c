/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the one argument of the child is read here and nowhere else, so that the rest of it never meets JSON of others.
 */

#include "wg-geo-request.h"

#include <json-glib/json-glib.h>

#include "wg-error.h"

#define MOST_ROWS 100000

static char *
get_text (JsonObject *object, const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, NULL));
}

static GHashTable *
get_pairs (JsonObject *object, const char *name)
{
  GHashTable *pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonNode *node = json_object_get_member (object, name);
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return pairs;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &value))
    {
      if (json_node_get_string (value) != NULL)
        g_hash_table_replace (pairs, g_strdup (key), g_strdup (json_node_get_string (value)));
    }
  return pairs;
}

/* Takes @path: absolute, or a URI when its bytes are no text. */
static char *
read_path (char *path)
{
  g_autofree char *given = path;
  char *file = given != NULL && g_str_has_prefix (given, "file://") ? g_filename_from_uri (given, NULL, NULL) : NULL;

  return file != NULL ? file : g_steal_pointer (&given);
}

/* Features that a person does not want, whatever the rule was that found them. */
static void
list_left_out (WgGeoRequest *request)
{
  request->left_out = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < request->decisions->len; i++)
    {
      WgImportDecision *decision = g_ptr_array_index (request->decisions, i);

      if (decision->answer == WG_IMPORT_ANSWER_REFUSE && decision->feature > 0)
        g_hash_table_insert (request->left_out, &decision->feature, decision);
    }
}

static WgGeoRequest *
request_from_object (JsonObject *object)
{
  WgGeoRequest *request = g_new0 (WgGeoRequest, 1);
  g_autofree char *duplicates = get_text (object, "on_duplicate");

  request->path = read_path (get_text (object, "path"));
  request->folder = get_text (object, "folder");
  request->layer = get_text (object, "layer");
  request->encoding = get_text (object, "encoding");
  request->crs = get_text (object, "crs");
  request->format = get_text (object, "format");
  request->timezone = get_text (object, "tz");
  request->locale_folder = get_text (object, "locale_folder");
  request->merges = g_strcmp0 (duplicates, "merge") == 0;
  request->watch_stdin = json_object_get_boolean_member_with_default (object, "watch_stdin", FALSE);
  request->rows = (guint) CLAMP (json_object_get_int_member_with_default (object, "rows", 0), 0, MOST_ROWS);
  request->map = get_pairs (object, "map");
  request->states = get_pairs (object, "states");
  request->decisions = wg_import_decisions_read (json_object_get_member (object, "decisions"));
  list_left_out (request);
  return request;
}

WgGeoRequest *
wg_geo_request_parse (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (WgGeoRequest) request = NULL;
  const char *mode;
  const char *kind;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, "The argument is not a JSON object.");
      return NULL;
    }
  request = request_from_object (json_node_get_object (node));
  mode = json_object_get_string_member_with_default (json_node_get_object (node), "mode", "");
  kind = json_object_get_string_member_with_default (json_node_get_object (node), "kind", "");
  request->inspects = g_str_equal (mode, "inspect");
  request->writes = g_str_equal (mode, "write");
  if ((!request->inspects && !request->writes && !g_str_equal (mode, "read"))
      || (!request->writes && !wg_import_kind_from_nick (kind, &request->kind)) || request->path == NULL || request->folder == NULL)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, "The argument lacks a mode, kind, path or folder.");
      return NULL;
    }
  return g_steal_pointer (&request);
}

void
wg_geo_request_free (WgGeoRequest *request)
{
  if (request == NULL)
    return;
  g_free (request->path);
  g_free (request->folder);
  g_free (request->layer);
  g_free (request->encoding);
  g_free (request->crs);
  g_free (request->format);
  g_free (request->timezone);
  g_free (request->locale_folder);
  g_hash_table_unref (request->map);
  g_hash_table_unref (request->states);
  g_hash_table_unref (request->left_out);
  g_ptr_array_unref (request->decisions);
  g_free (request);
}

char *
wg_geo_request_get_name (const WgGeoRequest *request)
{
  g_autofree char *name = g_path_get_basename (request->path);

  return g_filename_display_name (name);
}
