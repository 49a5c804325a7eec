/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WG_BRIEFING_ROLES:
 *
 * Who may issue a briefing.
 */
#define WG_BRIEFING_ROLES (WG_ROLE_LEADER | WG_ROLE_DUTY | WG_ROLE_DISPATCHER)

/**
 * WgBriefing:
 * @id: its number, 0 before it is issued
 * @kind: day, week, month, quarter, half, year, campaign or supervision
 * @name: (nullable): what the centre called it, when it composed its pages
 * @made_ms: when it was issued, milliseconds UTC; 0 before
 * @as_of_ms: up to when the data were known, milliseconds UTC
 * @last_event: the last event before @as_of_ms
 * @figures: the figures as JSON text, see wg_briefing_make()
 * @sha256: of @figures, in hexadecimal digits
 *
 * What was shown to a leader; never changed once it is issued.
 */
typedef struct
{
  gint64 id;
  char *kind;
  char *name;
  gint64 made_ms;
  gint64 as_of_ms;
  gint64 last_event;
  char *figures;
  char *sha256;
} WgBriefing;

void wg_briefing_free (WgBriefing *briefing);

/**
 * WgBriefingOrder:
 * @report: `day`, `week`, `month`, `quarter`, `half`, `year`, `campaign` or `supervision`
 * @as_of_ms: up to when the data are known; the period is the last one that was over then, of a campaign its own, of a
 *   supervision the last week
 * @rounding: a #WgRounding, -1 for what the district decided
 * @operator_id: who drafts it
 * @campaign: (nullable): the name of the campaign
 * @name: (nullable): of a briefing that the centre composed, which says then what @report and @campaign are
 *
 * Which briefing is wanted. Copied.
 */
typedef struct
{
  char *report;
  gint64 as_of_ms;
  int rounding;
  gint64 operator_id;
  char *campaign;
  char *name;
} WgBriefingOrder;

/**
 * wg_store_make_briefing_async:
 *
 * Counts the figures on a reader, in one look at the database, over the grids in force at the instant; over those of now when
 * none were known then, which the figures say in `grids_ms`.
 */
void wg_store_make_briefing_async (
    WgStore *self, const WgBriefingOrder *order, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_make_briefing_finish:
 *
 * Returns: (transfer full): the briefing, not issued; %NULL with %WG_ERROR_REFUSED when there are no grids or the campaign
 *   had not begun, with %WG_ERROR_NOT_FOUND when there is no such campaign or no briefing of
 *   that name
 */
WgBriefing *wg_store_make_briefing_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_issue_briefing_async:
 * @operator_id: who issues it
 * @key: (nullable): idempotency key; the same key gives the briefing that it gave before
 * @briefing: of wg_store_make_briefing_finish(), copied
 */
void wg_store_issue_briefing_async (WgStore *self,
                                    gint64 operator_id,
                                    const char *key,
                                    const WgBriefing *briefing,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * wg_store_issue_briefing_finish:
 *
 * Returns: (transfer full): the briefing with its number
 */
WgBriefing *wg_store_issue_briefing_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_load_briefing_async:
 * @id: its number
 *
 * %WG_ERROR_NOT_FOUND when there is none, %WG_ERROR_DAMAGED when its figures are not those that were issued.
 */
void wg_store_load_briefing_async (
    WgStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
WgBriefing *wg_store_load_briefing_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_list_briefings_async:
 *
 * All that were issued.
 */
void wg_store_list_briefings_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_briefings_finish:
 *
 * Returns: (transfer full) (element-type WgBriefing): the newest first
 */
GPtrArray *wg_store_list_briefings_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_briefing_find_of_month:
 * @list: (element-type WgBriefing): of wg_store_list_briefings_finish()
 * @month: the last month that was over at @now_ms
 *
 * Returns: (transfer none) (nullable): the report about @month: made as of after its end, and known at @now_ms
 */
const WgBriefing *wg_briefing_find_of_month (const GPtrArray *list, const WgPeriod *month, gint64 now_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBriefing, wg_briefing_free)

G_END_DECLS
