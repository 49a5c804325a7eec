/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing-plan.h"
#include "wg-campaign.h"
#include "wg-expression.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WG_BRIEFING_HEADLINES:
 *
 * How many figures stand in the boxes.
 */
#define WG_BRIEFING_HEADLINES 4

/**
 * WgBriefingAsk:
 * @number: of the case
 * @grid_id: where it is homed, %WG_NO_ID
 * @kind: `instruction` or `supervision`
 * @asked_ms: when, milliseconds UTC
 * @reply_by_ms: %WG_NO_TIME
 * @answered_ms: %WG_NO_TIME
 *
 * Something that was asked about a case and is not settled.
 */
typedef struct
{
  char *number;
  gint64 grid_id;
  char *kind;
  gint64 asked_ms;
  gint64 reply_by_ms;
  gint64 answered_ms;
} WgBriefingAsk;

void wg_briefing_ask_free (WgBriefingAsk *ask);

/**
 * WgBriefingRequest:
 * @report: which report it is: `day` to `year`, `campaign` or `supervision`
 * @kind: the length of its period
 * @period: which one, as it is known at `as_of_ms`
 * @zone: (nullable): the zone of the district
 * @district: its name
 * @rounding: how percentages get their decimals
 * @last_event: the last event of the log before `as_of_ms`, 0 for none
 * @grids_ms: when the grids in @tree were in force: `as_of_ms`, or later
 * @tree: the grids
 * @histories: (element-type WgCaseHistory): of all cases up to `as_of_ms`; of a campaign, those it is about
 * @drafter: (nullable): who drafts it
 * @campaign: (nullable): whose report it is
 * @expressions: (nullable) (element-type WgNamedFormula): figures of the centre's own
 * @asks: (nullable) (element-type WgBriefingAsk): what is not settled, the oldest first
 * @plan: (nullable): the pages that the centre composed for it
 * @boundary_version: how often boundaries had changed at `grids_ms`, 0 where nobody counted
 * @boundary_ms: when they last did
 * @all: (nullable) (element-type WgCaseHistory): of all cases where @histories are those of a campaign: the data begin with them
 *
 * What a briefing is made from.
 */
typedef struct
{
  const char *report;
  WgPeriodKind kind;
  WgPeriod period;
  GTimeZone *zone;
  const char *district;
  WgRounding rounding;
  gint64 last_event;
  gint64 grids_ms;
  WgGridTree *tree;
  const GPtrArray *histories;
  const char *drafter;
  const WgCampaign *campaign;
  const GPtrArray *expressions;
  const GPtrArray *asks;
  const WgBriefingPlan *plan;
  gint64 boundary_version;
  gint64 boundary_ms;
  const GPtrArray *all;
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
 * rising_known rising:[{code,name,cases,before,q}] overdue:[{number,code,name,due_ms}] drafter begin_ms campaign:{name,grid,class}
 * expressions:[{key,formula,numerator,denominator,value,pop,yoy}] levels:[{level,name,closed_n,closed_d,closed}]
 * instructed:{received,open,overdue,in_time_n,in_time_d,in_time,close_n,close_d,close}
 * unhappy:[{code,name,done_n,done_d,done,satisfied_n,satisfied_d,satisfied,gap}] funnel:{closed,reached,answered,satisfied}
 * undispatched:[{number,code,name,reported_ms}] supervised:[{number,code,name,kind,asked_ms,reply_by_ms,answered_ms}]
 * boundary:{since_ms,changed,moved,version,version_ms}`, and when the centre composed it `layout:{name,pages:[{title,tiles:[{kind,about}]}]}`; values in hundredths of a percent for rates.
 *
 * `begin_ms` is wg_figures_get_begin(); of a time before it there is no figure: `received`, `year_ago`, `pop`, `yoy` and
 * `change` are null.
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

/**
 * wg_briefing_get_due:
 * @as_of_ms: an instant, milliseconds UTC
 * @month: (out): the last month that was over then
 *
 * Returns: by when the report about @month is wanted: the end of the 15th of the month after it
 */
gint64 wg_briefing_get_due (GTimeZone *zone, gint64 as_of_ms, WgPeriod *month);

G_END_DECLS
