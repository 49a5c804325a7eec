/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a base map is a choice of the district, not of a window: it is written down as data, so that every desk has the
 * same ones, and its history is kept like that of any setting.
 */

#include "wg-basemap.h"

#include "wg-error.h"
#include "wg-tile-template.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define SERVER_MAX_ZOOM 18
#define MAX_LIST 64

static const char *const kind_nicks[] = { "mbtiles", "folder", "imported", "xyz", "tms", "wmts" };

/* What the provider's token is called in addresses that people copy. */
static const char *const token_keys[] = { "tk", "token", "access_token", "key", "api_key", "apikey", "ak" };

WgBasemap *
wg_basemap_copy (const WgBasemap *self)
{
  WgBasemap *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->location = g_strdup (self->location);
  copy->attribution = g_strdup (self->attribution);
  return copy;
}

void
wg_basemap_free (WgBasemap *self)
{
  g_free (self->name);
  g_free (self->location);
  g_free (self->attribution);
  g_free (self);
}

gboolean
wg_basemap_is_network (const WgBasemap *self)
{
  return self->kind >= WG_BASEMAP_XYZ;
}

const char *
wg_basemap_kind_to_nick (WgBasemapKind kind)
{
  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (kind_nicks), kind_nicks[0]);
  return kind_nicks[kind];
}

gboolean
wg_basemap_set_zooms (WgBasemap *self, guint min_zoom, guint max_zoom, GError **error)
{
  if (min_zoom > max_zoom || max_zoom > WG_BASEMAP_MAX_ZOOM)
    {
      g_set_error (
          error, WG_ERROR, WG_ERROR_USAGE,
          _ ("The zooms of a base map are two numbers from 0 to %d, the smaller one first. Nothing was changed."),
          WG_BASEMAP_MAX_ZOOM);
      return FALSE;
    }
  self->min_zoom = min_zoom;
  self->max_zoom = max_zoom;
  self->has_zooms = TRUE;
  return TRUE;
}

/* --- Making --- */

/* Returns where the value of `key=` begins in a query, or NULL. */
static const char *
find_value (const char *address, const char *key)
{
  const char *at = strchr (address, '?');
  gsize length = strlen (key);

  while (at != NULL)
    {
      at++;
      if (g_ascii_strncasecmp (at, key, length) == 0 && at[length] == '=')
        return at + length + 1;
      at = strchr (at, '&');
    }
  return NULL;
}

/* A token pasted with its address is taken out: an address is shown and written down, a token is not. */
static char *
take_token_out (const char *address, char **token)
{
  for (guint i = 0; i < G_N_ELEMENTS (token_keys); i++)
    {
      const char *value = find_value (address, token_keys[i]);
      gsize length = value != NULL ? strcspn (value, "&#") : 0;
      g_autofree char *before = NULL, *raw = NULL;

      if (length == 0 || *value == '{')
        continue;
      before = g_strndup (address, (gsize)(value - address));
      raw = g_strndup (value, length);
      *token = g_uri_unescape_string (raw, NULL);
      if (*token == NULL)
        *token = g_steal_pointer (&raw);
      return g_strconcat (before, "{token}", value + length, NULL);
    }
  return g_strdup (address);
}

static gboolean
has_text (const char *text, const char *part)
{
  g_autofree char *low = g_ascii_strdown (text, -1);

  return strstr (low, part) != NULL;
}

static WgBasemapKind
find_server_kind (const char *address, const WgTileTemplate *template)
{
  if (has_text (address, "{tilematrix}") || has_text (address, "wmts"))
    return WG_BASEMAP_WMTS;
  return wg_tile_template_counts_from_south (template) ? WG_BASEMAP_TMS : WG_BASEMAP_XYZ;
}

static char *
make_name (const WgBasemap *self, const char *host)
{
  g_autofree char *base = NULL, *shown = NULL;
  const char *gap;

  if (host != NULL)
    return g_strdup (host);
  gap = strstr (self->location, "/{");
  base = gap != NULL ? g_strndup (self->location, (gsize)(gap - self->location)) : g_strdup (self->location);
  shown = g_filename_display_basename (base);
  if (g_str_has_suffix (shown, ".mbtiles"))
    shown[strlen (shown) - strlen (".mbtiles")] = '\0';
  return g_steal_pointer (&shown);
}

static gboolean
find_kind (WgBasemap *self, char **host, GError **error)
{
  gboolean address = strstr (self->location, "://") != NULL;
  g_autoptr (WgTileTemplate) template = NULL;

  if (!address && strchr (self->location, '{') == NULL)
    {
      self->kind = g_file_test (self->location, G_FILE_TEST_IS_DIR) ? WG_BASEMAP_FOLDER : WG_BASEMAP_MBTILES;
      return TRUE;
    }
  template = wg_tile_template_new (self->location, error);
  if (template == NULL)
    return FALSE;
  self->kind = address ? find_server_kind (self->location, template) : WG_BASEMAP_FOLDER;
  *host = g_strdup (wg_tile_template_get_host (template));
  return TRUE;
}

WgBasemap *
wg_basemap_new (const char *location, const char *name, char **token, GError **error)
{
  g_autoptr (WgBasemap) self = g_new0 (WgBasemap, 1);
  g_autofree char *host = NULL, *found = NULL;

  self->location = strstr (location, "://") != NULL ? take_token_out (location, &found) : g_strdup (location);
  self->max_zoom = SERVER_MAX_ZOOM;
  g_strstrip (self->location);
  if (self->location[0] == '\0')
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE,
                           _ ("A base map has a path or an address. Nothing was changed."));
      return NULL;
    }
  if (!find_kind (self, &host, error))
    return NULL;
  self->name = name != NULL && *name != '\0' ? g_utf8_make_valid (name, -1) : make_name (self, host);
  if (token != NULL)
    *token = g_steal_pointer (&found);
  return g_steal_pointer (&self);
}

WgBasemap *
wg_basemap_new_imported (const char *name)
{
  WgBasemap *self = g_new0 (WgBasemap, 1);

  self->kind = WG_BASEMAP_IMPORTED;
  self->name = g_strdup (name);
  self->location = g_strdup ("");
  self->max_zoom = WG_BASEMAP_MAX_ZOOM;
  return self;
}

/* --- Paths --- */

char *
wg_basemap_dup_path (const WgBasemap *self, const char *folder)
{
  return g_canonicalize_filename (self->location, folder);
}

void
wg_basemap_make_relative (WgBasemap *self, const char *folder)
{
  g_autofree char *path = NULL, *base = NULL;

  if (wg_basemap_is_network (self))
    return;
  path = g_canonicalize_filename (self->location, NULL);
  base = folder != NULL ? g_canonicalize_filename (folder, NULL) : NULL;
  g_free (self->location);
  if (base != NULL && g_str_has_prefix (path, base) && path[strlen (base)] == G_DIR_SEPARATOR)
    self->location = g_strdup (path + strlen (base) + 1);
  else
    self->location = g_steal_pointer (&path);
}

/* --- As a setting --- */

static void
add_member (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, value);
}

static void
add_basemap (JsonBuilder *builder, const WgBasemap *basemap)
{
  json_builder_begin_object (builder);
  add_member (builder, "name", basemap->name);
  add_member (builder, "kind", wg_basemap_kind_to_nick (basemap->kind));
  add_member (builder, "location", basemap->location);
  add_member (builder, "datum", wg_datum_to_nick (basemap->datum));
  if (basemap->has_zooms)
    {
      json_builder_set_member_name (builder, "zooms");
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, basemap->min_zoom);
      json_builder_add_int_value (builder, basemap->max_zoom);
      json_builder_end_array (builder);
    }
  if (basemap->attribution != NULL)
    add_member (builder, "attribution", basemap->attribution);
  json_builder_end_object (builder);
}

char *
wg_basemap_list_to_json (GPtrArray *list)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    add_basemap (builder, g_ptr_array_index (list, i));
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static const char *
get_member (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gint64
get_zoom (JsonArray *zooms, guint i)
{
  JsonNode *node = json_array_get_element (zooms, i);

  return json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;
}

static gboolean
read_zooms (WgBasemap *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "zooms");
  JsonArray *zooms = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (node == NULL)
    return TRUE;
  return zooms != NULL && json_array_get_length (zooms) == 2 && get_zoom (zooms, 0) >= 0 && get_zoom (zooms, 1) >= 0
         && wg_basemap_set_zooms (self, (guint)get_zoom (zooms, 0), (guint)get_zoom (zooms, 1), NULL);
}

static WgBasemap *
read_basemap (JsonObject *object)
{
  const char *name = get_member (object, "name"), *location = get_member (object, "location");
  g_autoptr (WgBasemap) self = NULL;

  if (name == NULL || location == NULL)
    return NULL;
  self = wg_basemap_new (location, name, NULL, NULL);
  if (self == NULL || !wg_datum_from_nick (get_member (object, "datum"), &self->datum) || !read_zooms (self, object))
    return NULL;
  /* A folder that is not there any more looks like a file that is not there. */
  if (g_strcmp0 (get_member (object, "kind"), kind_nicks[WG_BASEMAP_FOLDER]) == 0 && self->kind == WG_BASEMAP_MBTILES)
    self->kind = WG_BASEMAP_FOLDER;
  self->attribution = g_strdup (get_member (object, "attribution"));
  return g_steal_pointer (&self);
}

GPtrArray *
wg_basemap_list_from_json (const char *json)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)wg_basemap_free);
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonArray *array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_LIST); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      WgBasemap *basemap = JSON_NODE_HOLDS_OBJECT (node) ? read_basemap (json_node_get_object (node)) : NULL;

      if (basemap != NULL && wg_basemap_list_find (list, basemap->name) < 0)
        g_ptr_array_add (list, basemap);
      else if (basemap != NULL)
        wg_basemap_free (basemap);
    }
  return list;
}

int
wg_basemap_list_find (GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    {
      const WgBasemap *basemap = g_ptr_array_index (list, i);

      if (g_str_equal (basemap->name, name))
        return (int)i;
    }
  return -1;
}
