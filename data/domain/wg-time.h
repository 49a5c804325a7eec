/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An instant is a gint64: milliseconds of UTC since 1970-01-01T00:00:00Z, leap seconds left out as everywhere in Unix.
 * A day is a gint32: days since 1970-01-01 of the proleptic Gregorian calendar, in no zone at all.
 */

#define WG_MS_PER_SECOND G_GINT64_CONSTANT (1000)
#define WG_MS_PER_MINUTE G_GINT64_CONSTANT (60000)
#define WG_MS_PER_HOUR G_GINT64_CONSTANT (3600000)
#define WG_MS_PER_DAY G_GINT64_CONSTANT (86400000)

/**
 * WG_TIME_NONE:
 *
 * The instant that never comes: an open end, a deadline that cannot be reached. Greater than every real instant.
 */
#define WG_TIME_NONE G_MAXINT64

/**
 * WgTimeForm:
 * @WG_TIME_SHORT: "today 15:36", "11-24 17:00", and with the year when it is not the year of now
 * @WG_TIME_FULL: local time to the second (to the millisecond where there are any), and the same instant in UTC
 */
typedef enum
{
  WG_TIME_SHORT,
  WG_TIME_FULL,
} WgTimeForm;

/**
 * wg_time_parse:
 * @text: `YYYY-MM-DD`, or that and a `T` or space and `HH:MM[:SS[.fraction]]`, then nothing, `Z`, `±HH`, `±HH:MM` or
 *   `±HHMM`
 * @zone_for_zoneless: (nullable): how a time without a zone is read; %NULL reads it as UTC
 * @ms: (out): the instant, in milliseconds UTC
 * @error: %WG_ERROR_USAGE with a sentence that shows the right form
 *
 * A date alone is midnight at its start, in @zone_for_zoneless. Digits beyond the millisecond are cut off. A local time
 * that summer time skips is read as if the clock had not been put forward; one that occurs twice is its first
 * occurrence.
 *
 * Returns: whether @text is a time.
 */
gboolean wg_time_parse (const char *text, GTimeZone *zone_for_zoneless, gint64 *ms, GError **error);

/**
 * wg_time_from_local:
 * @day: a day
 * @ms_of_day: milliseconds on the wall clock since that day's 00:00; may be a day or more
 * @zone: (nullable): the zone of the wall clock; %NULL is UTC
 *
 * Returns: the instant at which a wall clock in @zone shows it; gaps and repetitions as in wg_time_parse().
 */
gint64 wg_time_from_local (gint32 day, gint64 ms_of_day, GTimeZone *zone);

/**
 * wg_time_to_local:
 * @ms: an instant
 * @zone: (nullable): the zone of the wall clock; %NULL is UTC
 * @ms_of_day: (out) (optional): milliseconds on the wall clock since 00:00, 0 to 86,399,999
 *
 * Returns: the local day in which @ms lies.
 */
gint32 wg_time_to_local (gint64 ms, GTimeZone *zone, gint64 *ms_of_day);

/**
 * wg_time_day_from_date:
 *
 * Returns: whether the three numbers are a date of the years 1 to 9999; then @day is set.
 */
gboolean wg_time_day_from_date (int year, int month, int day_of_month, gint32 *day);

/**
 * wg_time_day_parse:
 * @text: `YYYY-MM-DD` and nothing else
 * @day: (out): the day
 *
 * Returns: whether @text is a date.
 */
gboolean wg_time_day_parse (const char *text, gint32 *day);

/**
 * wg_time_day_format:
 *
 * Returns: (transfer full): @day as `YYYY-MM-DD`.
 */
char *wg_time_day_format (gint32 day);

/**
 * wg_time_day_get_year:
 *
 * Returns: the year in which @day lies.
 */
int wg_time_day_get_year (gint32 day);

/**
 * wg_time_day_get_weekday:
 *
 * Returns: 0 for Monday to 6 for Sunday.
 */
int wg_time_day_get_weekday (gint32 day);

/**
 * wg_time_format_utc:
 * @ms: an instant of the years 1 to 9999
 *
 * Returns: (transfer full): ISO 8601 with `Z`; milliseconds only when they are not 0. What wg_time_parse() reads back
 *   to the same instant.
 */
char *wg_time_format_utc (gint64 ms);

/**
 * wg_time_format_local:
 * @ms: an instant of the years 1 to 9999
 * @zone: (nullable): the zone of the desk; %NULL is UTC
 * @now_ms: the instant that is "today"
 * @form: how much of it
 *
 * Returns: (transfer full): @ms for the screen, in the language of the screen.
 */
char *wg_time_format_local (gint64 ms, GTimeZone *zone, gint64 now_ms, WgTimeForm form);

/**
 * wg_time_format_span:
 * @ms: a length of time, not negative
 *
 * Returns: (transfer full): "12 min", "3 h 5 min", in the language of the screen; parts of a minute are cut off.
 */
char *wg_time_format_span (gint64 ms);

/**
 * wg_time_format_left:
 * @ms_left: milliseconds still left; 0 and below: over by that much (a limit that is used up is over)
 *
 * Minutes under an hour, hours and minutes under a day of 24 hours, days and hours above; what is smaller is cut off.
 *
 * Returns: (transfer full): "2 min left", "18 min over", "3 h 5 min left", "2 d 4 h over".
 */
char *wg_time_format_left (gint64 ms_left);

G_END_DECLS
