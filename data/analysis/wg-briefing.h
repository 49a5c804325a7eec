/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-figures.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WG_BRIEFING_HEADLINES:
 *
 * How many figures stand in the boxes.
 */
#define WG_BRIEFING_HEADLINES 4

/**
 * WgBriefingRequest:
 * @kind: its length: day, week, month, quarter, half or year
 * @period: which one, as it is known at `as_of_ms`
 * @zone: (nullable): the zone of the district
 * @district: its name
 * @rounding: how percentages get their decimals
 * @last_event: the last event of the log that was read
 * @grids_ms: when the grids in @tree were in force: `as_of_ms`, or later
 * @tree: the grids
 * @histories: (element-type WgCaseHistory): of all cases up to `as_of_ms`
 *
 * What a briefing is made from.
 */
typedef struct
{
  WgPeriodKind kind;
  WgPeriod period;
  GTimeZone *zone;
  const char *district;
  WgRounding rounding;
  gint64 last_event;
  gint64 grids_ms;
  WgGridTree *tree;
  const GPtrArray *histories;
} WgBriefingRequest;

/**
 * wg_briefing_make:
 *
 * Counts everything that a briefing shows: figures with numerator and denominator against the period before and a year
 * before, cases received period by period, the grids of the topmost level that has more than one, clusters of the deepest
 * level with their probability, grids that rise, and what is overdue. No sentence is in it and no personal data, so that it
 * can be stored and drawn again in any language.
 *
 * Keys: `kind from_ms to_ms as_of_ms grids_ms district last_event rounding figures:[{key,numerator,denominator,value,pop,yoy}]
 * series:[{from_ms,to_ms,received,year_ago}] level table:[{code,name,due,in_time,value,change}]
 * hotspots:{level,neighbours,grids:[{code,class,p,q}],clusters:[{code,name,cases,grids,q}],watched}
 * rising:[{code,name,cases,before,q}] overdue:[{number,code,name,due_ms}]`; values in hundredths of a percent for rates.
 *
 * Returns: (transfer full): the figures
 */
JsonNode *wg_briefing_make (const WgBriefingRequest *request, GCancellable *cancellable, GError **error);

/**
 * wg_briefing_get_period:
 * @as_of_ms: when it is made, milliseconds UTC
 *
 * Returns: the last whole day, week, month … that was over then
 */
WgPeriod wg_briefing_get_period (WgPeriodKind kind, GTimeZone *zone, gint64 as_of_ms);

G_END_DECLS
