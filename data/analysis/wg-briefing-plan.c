/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every leader asks for other pages. A centre composes its briefing once, from the tiles that there are, and from then on
 * it is one of the kinds: in the window, for the night job, and on paper.
 */

#include "wg-briefing-plan.h"

#include "wg-error.h"
#include "wg-expression.h"
#include "wg-indicators.h"
#include "wg-period.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_NAME 60
#define LONGEST_TEXT 400

gboolean
wg_briefing_is_report (const char *report)
{
  WgPeriodKind kind;

  return report != NULL && (g_str_equal (report, "campaign") || g_str_equal (report, "supervision") || wg_period_kind_from_nick (report, &kind));
}

/* --- What a tile can be about --- */

static const char *const *
list_indicators (void)
{
  static const char *nicks[WG_N_INDICATORS + 1];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < WG_N_INDICATORS; i++)
        nicks[i] = wg_indicator_to_nick ((WgIndicator) i);
      g_once_init_leave (&once, 1);
    }
  return nicks;
}

const char *const *
wg_tile_kind_get_measures (WgTileKind kind)
{
  static const char *const maps[] = { "hotspots", "unhappy", NULL }, *const trends[] = { "received", NULL }, *const rankings[] = { "grids", "unhappy", NULL };
  static const char *const tables[] = { "figures", "grids", "unhappy", "clusters", "hotspots", "rising", "overdue", "received", NULL };
  static const char *const texts[] = { "attention", NULL };

  switch (kind)
    {
    case WG_TILE_MAP:
      return maps;
    case WG_TILE_NUMBER:
      return list_indicators ();
    case WG_TILE_TREND:
      return trends;
    case WG_TILE_RANKING:
      return rankings;
    case WG_TILE_TABLE:
      return tables;
    case WG_TILE_TEXT:
    default:
      return texts;
    }
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
check_tile (const WgBriefingTile *tile, GError **error)
{
  const char *const *measures = wg_tile_kind_get_measures (tile->kind);
  g_autofree char *list = NULL;

  if (g_strv_contains (measures, tile->about))
    return TRUE;
  if (tile->kind == WG_TILE_TEXT && strlen (tile->about) <= LONGEST_TEXT && *tile->about != '\0')
    return TRUE;
  if (tile->kind == WG_TILE_TEXT)
    return refuse (error, _ ("A text of a briefing has 1 to 400 bytes."));
  if (tile->kind == WG_TILE_NUMBER && wg_expression_check_name (tile->about, NULL))
    return TRUE;
  list = g_strjoinv ("|", (char **) measures);
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("A tile of the kind %s cannot be about “%s”; it is about one of: %s."), wg_tile_kind_to_nick (tile->kind),
               tile->about, list);
  return FALSE;
}

static gboolean
check_name (const char *name)
{
  return name != NULL && *name != '\0' && strlen (name) <= LONGEST_NAME && g_utf8_validate (name, -1, NULL) && strpbrk (name, "\n\t/") == NULL;
}

static gboolean
check_leaf (const WgBriefingLeaf *leaf, GError **error)
{
  if (!check_name (leaf->title))
    return refuse (error, _ ("Every page of a briefing has a title of up to 60 bytes."));
  if (leaf->tiles->len == 0 || leaf->tiles->len > WG_BRIEFING_MOST_TILES)
    return refuse (error, _ ("A page of a briefing has 1 to 12 tiles."));
  for (guint i = 0; i < leaf->tiles->len; i++)
    {
      if (!check_tile (g_ptr_array_index (leaf->tiles, i), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_briefing_plan_check (const WgBriefingPlan *plan, GError **error)
{
  if (!check_name (plan->name))
    return refuse (error, _ ("What is the briefing called? Its name has up to 60 bytes."));
  if (wg_briefing_is_report (plan->name))
    return refuse (error, _ ("A standard briefing has that name. Choose another one."));
  if (!wg_briefing_is_report (plan->report))
    return refuse (error, _ ("A briefing is about a day, week, month, quarter, half, year, campaign or supervision."));
  if (g_str_equal (plan->report, "campaign") && plan->campaign == NULL)
    return refuse (error, _ ("Which campaign? Give --campaign; “wangge campaigns” lists them."));
  if (plan->leaves->len == 0 || plan->leaves->len > WG_BRIEFING_MOST_PAGES)
    return refuse (error, _ ("A briefing has 1 to 9 pages."));
  for (guint i = 0; i < plan->leaves->len; i++)
    {
      if (!check_leaf (g_ptr_array_index (plan->leaves, i), error))
        return FALSE;
    }
  return TRUE;
}

/* --- Plans --- */

WgBriefingPlan *
wg_briefing_plan_new (const char *name, const char *report, const char *campaign)
{
  WgBriefingPlan *plan = g_new0 (WgBriefingPlan, 1);

  *plan = (WgBriefingPlan){ g_strdup (name), g_strdup (report), g_strdup (campaign), wg_briefing_layout_new_standard () };
  return plan;
}

void
wg_briefing_plan_free (WgBriefingPlan *plan)
{
  g_free (plan->name);
  g_free (plan->report);
  g_free (plan->campaign);
  g_ptr_array_unref (plan->leaves);
  g_free (plan);
}

/* --- JSON --- */

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static JsonArray *
get_list (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_element (JsonArray *list, guint i)
{
  JsonNode *node = json_array_get_element (list, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

GPtrArray *
wg_briefing_leaves_from_json (JsonArray *pages)
{
  GPtrArray *leaves = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_briefing_leaf_free);

  for (guint i = 0; i < json_array_get_length (pages); i++)
    {
      JsonObject *page = get_element (pages, i);
      JsonArray *tiles = page != NULL ? get_list (page, "tiles") : NULL;
      WgBriefingLeaf *leaf;

      if (tiles == NULL)
        continue;
      leaf = wg_briefing_leaf_new (get_text (page, "title") != NULL ? get_text (page, "title") : "");
      for (guint j = 0; j < json_array_get_length (tiles); j++)
        {
          JsonObject *tile = get_element (tiles, j);
          WgTileKind kind;

          if (tile != NULL && wg_tile_kind_from_nick (get_text (tile, "kind"), &kind) && get_text (tile, "about") != NULL)
            wg_briefing_leaf_add (leaf, kind, get_text (tile, "about"));
        }
      g_ptr_array_add (leaves, leaf);
    }
  return leaves;
}

JsonArray *
wg_briefing_leaves_to_json (const GPtrArray *leaves)
{
  JsonArray *pages = json_array_new ();

  for (guint i = 0; i < leaves->len; i++)
    {
      const WgBriefingLeaf *leaf = g_ptr_array_index (leaves, i);
      JsonObject *page = json_object_new ();
      JsonArray *tiles = json_array_new ();

      for (guint j = 0; j < leaf->tiles->len; j++)
        {
          const WgBriefingTile *from = g_ptr_array_index (leaf->tiles, j);
          JsonObject *tile = json_object_new ();

          json_object_set_string_member (tile, "kind", wg_tile_kind_to_nick (from->kind));
          json_object_set_string_member (tile, "about", from->about);
          json_array_add_object_element (tiles, tile);
        }
      json_object_set_string_member (page, "title", leaf->title);
      json_object_set_array_member (page, "tiles", tiles);
      json_array_add_object_element (pages, page);
    }
  return pages;
}

GPtrArray *
wg_briefing_leaves_copy (const GPtrArray *leaves)
{
  g_autoptr (JsonArray) pages = wg_briefing_leaves_to_json (leaves);

  return wg_briefing_leaves_from_json (pages);
}

WgBriefingPlan *
wg_briefing_plan_from_json (const char *name, JsonObject *object, GError **error)
{
  JsonArray *pages = get_list (object, "pages");
  g_autoptr (WgBriefingPlan) plan = g_new0 (WgBriefingPlan, 1);
  g_autoptr (GError) local = NULL;

  *plan = (WgBriefingPlan){ g_strdup (name), g_strdup (get_text (object, "report")), g_strdup (get_text (object, "campaign")),
                            pages != NULL ? wg_briefing_leaves_from_json (pages) : g_ptr_array_new () };
  if (wg_briefing_plan_check (plan, &local))
    return g_steal_pointer (&plan);
  g_set_error (error, WG_ERROR, WG_ERROR_DAMAGED, _ ("The briefing “%s” cannot be read: %s"), name, local->message);
  return NULL;
}

char *
wg_briefing_plan_to_json (const WgBriefingPlan *plan)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "report", plan->report);
  if (plan->campaign != NULL)
    json_object_set_string_member (object, "campaign", plan->campaign);
  json_object_set_array_member (object, "pages", wg_briefing_leaves_to_json (plan->leaves));
  json_node_take_object (node, object);
  return json_to_string (node, FALSE);
}

/* --- As it is typed --- */

static gboolean
parse_tile (WgBriefingLeaf *leaf, char *text, GError **error)
{
  char *rest = strchr (g_strstrip (text), ' ');
  WgTileKind kind;
  g_autofree char *word = rest != NULL ? g_strndup (text, (gsize) (rest - text)) : g_strdup (text);

  if (!wg_tile_kind_from_nick (word, &kind))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no tile of the kind “%s”; there are: map, number, trend, ranking, table, text."), word);
      return FALSE;
    }
  wg_briefing_leaf_add (leaf, kind, rest != NULL ? g_strstrip (rest) : wg_tile_kind_get_measures (kind)[0]);
  return TRUE;
}

WgBriefingLeaf *
wg_briefing_leaf_parse (const char *text, GError **error)
{
  g_autoptr (GString) plain = g_string_new (text);
  g_auto (GStrv) sides = NULL, tiles = NULL;
  WgBriefingLeaf *leaf;

  g_string_replace (plain, "：", ":", 0);
  g_string_replace (plain, "；", ";", 0);
  sides = g_strsplit (plain->str, ":", 2);
  if (g_strv_length (sides) < 2)
    {
      refuse (error, _ ("A page is written as “TITLE: KIND MEASURE; KIND MEASURE”, for example “Overview: number close_rate; trend received”."));
      return NULL;
    }
  leaf = wg_briefing_leaf_new (g_strstrip (sides[0]));
  tiles = g_strsplit (sides[1], ";", -1);
  for (guint i = 0; tiles[i] != NULL; i++)
    {
      if (*g_strstrip (tiles[i]) != '\0' && !parse_tile (leaf, tiles[i], error))
        {
          wg_briefing_leaf_free (leaf);
          return NULL;
        }
    }
  return leaf;
}
