/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing-layout.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WG_BRIEFING_PLAN_SETTING:
 *
 * The setting that holds the briefings that a centre composed, by name.
 */
#define WG_BRIEFING_PLAN_SETTING "briefings"

/**
 * WG_BRIEFING_MOST_PAGES:
 *
 * As many as there are keys to turn to one.
 */
#define WG_BRIEFING_MOST_PAGES 9
#define WG_BRIEFING_MOST_TILES 12

/**
 * WgBriefingPlan:
 * @name: what it is called
 * @report: which period it is about: a standard report
 * @campaign: (nullable): of the report `campaign`: which one
 * @leaves: (element-type WgBriefingLeaf): its pages
 *
 * A briefing that a centre composed itself: which pages, which tiles on them, and what each of them measures.
 */
typedef struct
{
  char *name;
  char *report;
  char *campaign;
  GPtrArray *leaves;
} WgBriefingPlan;

/**
 * wg_briefing_plan_new:
 *
 * Returns: (transfer full): a plan with the pages that ship
 */
WgBriefingPlan *wg_briefing_plan_new (const char *name, const char *report, const char *campaign);
void wg_briefing_plan_free (WgBriefingPlan *plan);

/**
 * wg_briefing_plan_check:
 *
 * Returns: whether it can be saved: a name that no standard report has, a report, 1 to %WG_BRIEFING_MOST_PAGES pages with a
 *   title and 1 to %WG_BRIEFING_MOST_TILES tiles each; else %WG_ERROR_USAGE
 */
gboolean wg_briefing_plan_check (const WgBriefingPlan *plan, GError **error);

/**
 * wg_briefing_plan_from_json:
 * @object: its value in the setting
 *
 * Returns: (transfer full): the plan; %NULL with %WG_ERROR_DAMAGED when it is none
 */
WgBriefingPlan *wg_briefing_plan_from_json (const char *name, JsonObject *object, GError **error);

/**
 * wg_briefing_plan_to_json:
 *
 * Returns: (transfer full): the value of the setting
 */
char *wg_briefing_plan_to_json (const WgBriefingPlan *plan);

/**
 * wg_briefing_leaves_from_json:
 * @pages: `[{title,tiles:[{kind,about}]}]`
 *
 * Returns: (transfer full) (element-type WgBriefingLeaf): the pages; tiles of an unknown kind are left out
 */
GPtrArray *wg_briefing_leaves_from_json (JsonArray *pages);
JsonArray *wg_briefing_leaves_to_json (const GPtrArray *leaves);

/**
 * wg_briefing_leaves_copy:
 *
 * Returns: (transfer full) (element-type WgBriefingLeaf): the same pages once more
 */
GPtrArray *wg_briefing_leaves_copy (const GPtrArray *leaves);

/**
 * wg_briefing_leaf_parse:
 * @text: `TITLE: KIND MEASURE; KIND MEASURE; …`
 *
 * Returns: (transfer full): the page, or %NULL with %WG_ERROR_USAGE
 */
WgBriefingLeaf *wg_briefing_leaf_parse (const char *text, GError **error);

/**
 * wg_tile_kind_get_measures:
 *
 * Returns: (transfer none) (array zero-terminated=1): what a tile of that kind can be about, the usual one first. A number may
 *   also be an expression of the centre, a text any text.
 */
const char *const *wg_tile_kind_get_measures (WgTileKind kind);

/**
 * wg_briefing_is_report:
 *
 * Returns: whether there is a standard report called @report
 */
gboolean wg_briefing_is_report (const char *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBriefingPlan, wg_briefing_plan_free)

G_END_DECLS
