/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: forty days against illegal parking along one road have dates and a zone that no month and no grid has; their figures
 * are the same figures over fewer cases.
 */

#include "wg-campaign.h"

#include "wg-json.h"
#include "wg-wkt.h"

static char *
dup_text (JsonObject *object, const char *member)
{
  return g_strdup (json_object_get_string_member_with_default (object, member, NULL));
}

WgCampaign *
wg_campaign_from_json (const char *name, JsonObject *object, GError **error)
{
  g_autoptr (WgCampaign) self = g_new0 (WgCampaign, 1);

  self->name = g_strdup (name);
  self->from_ms = json_object_get_int_member_with_default (object, "from_ms", 0);
  self->to_ms = json_object_get_int_member_with_default (object, "to_ms", 0);
  self->grid_code = dup_text (object, "grid");
  self->area = dup_text (object, "area");
  self->class_code = dup_text (object, "class");
  if (self->area != NULL)
    {
      self->shape = wg_wkt_to_shape (self->area, 1.0, error);
      if (self->shape == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
wg_campaign_free (WgCampaign *self)
{
  g_free (self->name);
  g_free (self->grid_code);
  g_free (self->area);
  g_free (self->class_code);
  g_clear_pointer (&self->shape, wg_shape_unref);
  g_clear_pointer (&self->classes, g_hash_table_unref);
  g_free (self);
}

char *
wg_campaign_to_json (const WgCampaign *self)
{
  g_autoptr (JsonBuilder) out = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (out);
  json_builder_set_member_name (out, "from_ms");
  json_builder_add_int_value (out, self->from_ms);
  json_builder_set_member_name (out, "to_ms");
  json_builder_add_int_value (out, self->to_ms);
  wg_json_add_text (out, "grid", self->grid_code);
  wg_json_add_text (out, "area", self->area);
  wg_json_add_text (out, "class", self->class_code);
  json_builder_end_object (out);
  root = json_builder_get_root (out);
  return json_to_string (root, FALSE);
}

static gboolean
is_about (const WgCampaign *self, WgGridTree *tree, guint grid, const WgCaseHistory *history)
{
  if (self->classes != NULL && (history->class_code == NULL || !g_hash_table_contains (self->classes, history->class_code)))
    return FALSE;
  if (self->shape != NULL && !(isfinite (history->lon) && wg_shape_contains (self->shape, history->lon, history->lat)))
    return FALSE;
  if (self->grid_code == NULL)
    return TRUE;
  return grid != WG_GRID_NONE && wg_grid_tree_is_below (tree, wg_case_history_find_home (history, tree), grid);
}

GPtrArray *
wg_campaign_keep (const WgCampaign *self, WgGridTree *tree, const GPtrArray *histories)
{
  GPtrArray *kept = g_ptr_array_new ();
  guint grid = self->grid_code != NULL ? wg_grid_tree_find_by_code (tree, self->grid_code) : WG_GRID_NONE;

  for (guint i = 0; i < histories->len; i++)
    {
      if (is_about (self, tree, grid, g_ptr_array_index (histories, i)))
        g_ptr_array_add (kept, g_ptr_array_index (histories, i));
    }
  return kept;
}
