/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which of the two numbers before a year is the day. */
typedef enum
{
  WG_GEO_MONTH_FIRST,
  WG_GEO_DAY_FIRST,
} WgGeoDayOrder;

/* Reads ISO 8601, "YYYY-MM-DD HH:MM[:SS[.fff]]", the same with / or . or 年月日, the year last as in 3/25/2024 (by @order)
 * or 25.3.2024 (always the day first), 25-Mar-2024, a clock with AM, PM, 上午, 下午, YYYYMMDD[HHMMSS], the days that
 * spreadsheets count, and seconds or milliseconds since 1970. A time without a zone is read in @zone, a day without a
 * time at its beginning. Returns FALSE when @text is none of these or names a day that does not exist.
 */
gboolean wg_geo_time_parse (const char *text, GTimeZone *zone, WgGeoDayOrder order, gint64 *ms);

/* Whether @text begins with two numbers and a year between slashes or hyphens, and the two numbers. */
gboolean wg_geo_time_peek_order (const char *text, int *first, int *second);

/* @offset_minutes: of the time itself, or G_MININT for none. */
gboolean wg_geo_time_from_parts (const int parts[6], int millisecond, int offset_minutes, GTimeZone *zone, gint64 *ms);

G_END_DECLS
