/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgPeriodKind:
 * @WG_PERIOD_FREE: from one instant to another
 * @WG_PERIOD_WEEK: Monday to Sunday
 *
 * Lengths of time that a centre reports about.
 */
typedef enum
{
  WG_PERIOD_FREE,
  WG_PERIOD_DAY,
  WG_PERIOD_WEEK,
  WG_PERIOD_MONTH,
  WG_PERIOD_QUARTER,
  WG_PERIOD_HALF,
  WG_PERIOD_YEAR,
} WgPeriodKind;

/**
 * wg_period_kind_from_nick:
 *
 * Returns: whether @nick is `day`, `week`, `month`, `quarter`, `half` or `year`.
 */
gboolean wg_period_kind_from_nick (const char *nick, WgPeriodKind *kind);
const char *wg_period_kind_to_nick (WgPeriodKind kind);

/**
 * WgPeriod:
 * @from_ms: its first instant, milliseconds UTC
 * @to_ms: the first instant after it
 * @as_of_ms: what happened then or later is not known yet
 */
typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
  gint64 as_of_ms;
} WgPeriod;

/**
 * wg_period_parse:
 * @text: `day:2026-10-01`, `week:2026-W40` (ISO 8601), `month:2026-10`, `quarter:2026-Q3`, `half:2026-H2` or `year:2026`
 * @zone: where its days begin
 * @kind: (out): which it is
 * @period: (out): its first instant and the one after it; `as_of_ms` is its end
 *
 * Returns: whether @text is one of them; else @error is %WG_ERROR_USAGE.
 */
gboolean wg_period_parse (const char *text, GTimeZone *zone, WgPeriodKind *kind, WgPeriod *period, GError **error);

/**
 * wg_period_find:
 * @kind: its length; not %WG_PERIOD_FREE
 * @at_ms: an instant, milliseconds UTC
 *
 * Returns: the day, week, month … in which @at_ms lies; `as_of_ms` is its end
 */
WgPeriod wg_period_find (WgPeriodKind kind, GTimeZone *zone, gint64 at_ms);

/**
 * wg_period_format:
 *
 * Returns: (transfer full): what wg_period_parse() reads, without the kind: `2026-10`, `2026-W40`, `2026-Q3`
 */
char *wg_period_format (WgPeriodKind kind, GTimeZone *zone, gint64 at_ms);

/**
 * wg_period_get_before:
 * @year: %FALSE: the one just before it (环比); %TRUE: the same a year earlier (同比)
 * @before: (out): that period; known as long after its beginning as @period is after its own
 *
 * A free period is moved by its own length, or by a year of the calendar. The 29th of February becomes the 28th.
 */
void wg_period_get_before (const WgPeriod *period, WgPeriodKind kind, GTimeZone *zone, gboolean year, WgPeriod *before);

G_END_DECLS
