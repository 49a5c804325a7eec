/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-figures.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WG_CAMPAIGN_SETTING:
 *
 * The setting that holds the campaigns of a centre by name.
 */
#define WG_CAMPAIGN_SETTING "campaigns"

/**
 * WgCampaign:
 * @name: what it is called
 * @from_ms: its first instant, milliseconds UTC
 * @to_ms: the first instant after it
 * @grid_code: (nullable): only cases homed in this grid or below it
 * @area: (nullable): only cases whose place lies in this polygon, WKT in degrees
 * @class_code: (nullable): only cases of this class or below it
 * @shape: (nullable): of @area
 * @classes: (nullable): @class_code and the classes below it, a set of codes; filled by whoever knows the catalogue
 *
 * An effort with its own dates and its own zone (专项行动), which is reported about by itself.
 */
typedef struct
{
  char *name;
  gint64 from_ms;
  gint64 to_ms;
  char *grid_code;
  char *area;
  char *class_code;
  WgShape *shape;
  GHashTable *classes;
} WgCampaign;

/**
 * wg_campaign_from_json:
 * @object: its value in the setting
 *
 * Returns: (transfer full): the campaign, without its @classes; %NULL with %WG_ERROR_UNREADABLE when @area is no polygon
 */
WgCampaign *wg_campaign_from_json (const char *name, JsonObject *object, GError **error);
void wg_campaign_free (WgCampaign *campaign);

/**
 * wg_campaign_to_json:
 *
 * Returns: (transfer full): the value of the setting
 */
char *wg_campaign_to_json (const WgCampaign *campaign);

/**
 * wg_campaign_keep:
 * @tree: the grids of the time that is asked about
 * @histories: (element-type WgCaseHistory): of all cases; must outlive the result
 *
 * Returns: (transfer container) (element-type WgCaseHistory): those that the campaign is about, whenever they were reported
 */
GPtrArray *wg_campaign_keep (const WgCampaign *campaign, WgGridTree *tree, const GPtrArray *histories);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCampaign, wg_campaign_free)

G_END_DECLS
