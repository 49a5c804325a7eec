/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever drops a file has already decided what it is; asking first would be one question too many. Shapes and names
 * tell, and the first drop-down of the page corrects a wrong guess.
 */

#include "wg-import-page-private.h"

static gboolean
names_buildings (const char *path, JsonObject *source)
{
  static const char *const words[] = { "build", "house", "footprint", "楼", "建筑", "房屋" };
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *both = g_strconcat (file, " ", json_object_get_string_member_with_default (source, "layer", ""), NULL);
  g_autofree char *folded = g_utf8_casefold (both, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Only for a source that was looked at as cases: facilities have neither a time nor a state. */
static gboolean
has_case_fields (JsonObject *source)
{
  JsonNode *node = json_object_get_member (source, "mapping");
  JsonObject *mapping = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return mapping != NULL
         && (json_object_has_member (mapping, "state") || json_object_has_member (mapping, "reported")
             || json_object_has_member (mapping, "reported_ms") || json_object_has_member (mapping, "body"));
}

/* Whoever lists people says so in the name of a field. */
static gboolean
names_persons (JsonObject *source)
{
  JsonNode *node = json_object_get_member (source, "fields");
  JsonArray *fields = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      const char *name = json_array_get_string_element (fields, i);

      if (strstr (name, "姓名") != NULL || strstr (name, "网格员") != NULL || strstr (name, "岗位") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Single and multiple lines beside each other are of no one type; it was looked for areas, and none was there. */
static gboolean
has_no_areas (JsonObject *source)
{
  JsonNode *shapes = json_object_get_member (source, "shapes");

  return shapes != NULL && JSON_NODE_HOLDS_ARRAY (shapes) && json_array_get_length (json_node_get_array (shapes)) == 0;
}

gboolean
wg_import_guess_kind (const char *path, JsonObject *source, WgImportKind *kind)
{
  const char *geometry = json_object_get_string_member_with_default (source, "geometry", "");
  WgImportKind better = *kind;

  if (*kind == WG_IMPORT_GRIDS && (g_str_equal (geometry, "point") || g_str_equal (geometry, "none")))
    better = WG_IMPORT_CASES;
  else if (*kind == WG_IMPORT_GRIDS
           && (g_str_equal (geometry, "line") || (g_str_equal (geometry, "mixed") && has_no_areas (source))))
    better = WG_IMPORT_ROADS;
  else if (*kind == WG_IMPORT_GRIDS && names_buildings (path, source))
    better = WG_IMPORT_BUILDINGS;
  else if (*kind == WG_IMPORT_CASES && g_str_equal (geometry, "none") && !has_case_fields (source) && names_persons (source))
    better = WG_IMPORT_PERSONS;
  else if (*kind == WG_IMPORT_CASES && g_str_equal (geometry, "point") && !has_case_fields (source))
    better = WG_IMPORT_FACILITIES;
  if (better == *kind)
    return FALSE;
  *kind = better;
  return TRUE;
}
