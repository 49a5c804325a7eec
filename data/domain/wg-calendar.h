/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WgDayKind:
 * @WG_DAY_WORK: a day with office hours
 * @WG_DAY_REST: a day off
 *
 * The nicks are `work` and `rest`, as in the table `calendar_day`.
 */
typedef enum
{
  WG_DAY_WORK,
  WG_DAY_REST,
} WgDayKind;

const char *wg_day_kind_to_nick (WgDayKind kind);
const char *wg_day_kind_get_label (WgDayKind kind);
gboolean wg_day_kind_from_nick (const char *nick, WgDayKind *kind);

/**
 * WgOffice:
 * @WG_OFFICE_OPEN: inside office hours
 * @WG_OFFICE_CLOSED: outside office hours of a working day
 * @WG_OFFICE_DAY_OFF: on a day off
 */
typedef enum
{
  WG_OFFICE_OPEN,
  WG_OFFICE_CLOSED,
  WG_OFFICE_DAY_OFF,
} WgOffice;

/**
 * WgCalendarDay:
 * @day: the day, see wg-time.h
 * @kind: working day or day off
 * @spans: (nullable): office hours of this day when they differ from those of every day
 * @name: (nullable): why, in the language of the screen: "National Day"
 *
 * An exception from the rule "Monday to Friday". Its texts belong to the calendar.
 */
typedef struct
{
  gint32 day;
  WgDayKind kind;
  const char *spans;
  const char *name;
} WgCalendarDay;

#define WG_TYPE_CALENDAR (wg_calendar_get_type ())
G_DECLARE_FINAL_TYPE (WgCalendar, wg_calendar, WG, CALENDAR, GObject)

/**
 * WG_CALENDAR_OFFICE_HOURS:
 *
 * The office hours of a centre that has set none. A list of half-open spans `HH:MM-HH:MM` (seconds are allowed), in
 * order, without overlap, separated by `;` or `,`; the last may end at `24:00`.
 */
#define WG_CALENDAR_OFFICE_HOURS "08:00-12:00;14:00-18:00"

/**
 * wg_calendar_new:
 * @zone_name: (nullable): IANA name of the zone of the district's wall clocks; %NULL is `Asia/Shanghai`
 * @error: %WG_ERROR_NOT_FOUND when the system knows no such zone
 *
 * Which days are working days, and at which hours work is done. Starts with the public holidays and make-up working
 * days (调休) of 2004-2026 shipped with the program and %WG_CALENDAR_OFFICE_HOURS. A day without an exception is a
 * working day from Monday to Friday.
 *
 * A calendar is filled first and shared between threads afterwards: once shared it must not be changed any more.
 *
 * Returns: (transfer full): the calendar, or %NULL.
 */
WgCalendar *wg_calendar_new (const char *zone_name, GError **error);

const char *wg_calendar_get_zone_name (WgCalendar *self);
GTimeZone *wg_calendar_get_zone (WgCalendar *self);

/**
 * wg_calendar_set_office_hours:
 * @spans: see %WG_CALENDAR_OFFICE_HOURS; empty means that no work is done on any day without spans of its own
 * @error: %WG_ERROR_USAGE; then nothing was changed
 *
 * Sets the office hours of every working day that has none of its own.
 */
gboolean wg_calendar_set_office_hours (WgCalendar *self, const char *spans, GError **error);

/**
 * wg_calendar_clear_days:
 *
 * Forgets every exception, those shipped with the program too: only Monday to Friday is left.
 */
void wg_calendar_clear_days (WgCalendar *self);

/**
 * wg_calendar_set_day:
 * @day: a day
 * @kind: what it is
 * @spans: (nullable): office hours of this day; %NULL or empty: those of every day
 * @name: (nullable): why
 * @error: %WG_ERROR_USAGE when @spans cannot be read; then nothing was changed
 *
 * Sets one exception, in place of the one of the same day.
 */
gboolean wg_calendar_set_day (WgCalendar *self,
                              gint32 day,
                              WgDayKind kind,
                              const char *spans,
                              const char *name,
                              GError **error);

/**
 * wg_calendar_load_csv:
 * @text: a table with the columns `date` (or `day`) and `kind`, and perhaps `spans` and `name`; `kind` is `work` or
 *   `rest` (`workday` and `holiday` are understood)
 * @error: %WG_ERROR_UNREADABLE with the line; then nothing was changed
 *
 * Takes the exceptions of @text in place of all there were.
 */
gboolean wg_calendar_load_csv (WgCalendar *self, const char *text, GError **error);

/**
 * wg_calendar_list_days:
 *
 * Returns: (transfer full) (element-type WgCalendarDay): every exception, by day; valid until the calendar is changed.
 */
GArray *wg_calendar_list_days (WgCalendar *self);

/**
 * wg_calendar_find_day:
 * @day: a day
 * @item: (out): the exception, valid until the calendar is changed
 *
 * Returns: whether @day is an exception.
 */
gboolean wg_calendar_find_day (WgCalendar *self, gint32 day, WgCalendarDay *item);

/**
 * wg_calendar_list_unannounced:
 * @from_ms: an instant
 * @to_ms: a later one
 *
 * Returns: (transfer full) (element-type int): the years from the one of @from_ms to that of @to_ms, both in local time, whose
 *   holidays are not known; at most a hundred.
 */
GArray *wg_calendar_list_unannounced (WgCalendar *self, gint64 from_ms, gint64 to_ms);

/**
 * wg_calendar_get_day_kind:
 *
 * Returns: whether @day is a working day.
 */
WgDayKind wg_calendar_get_day_kind (WgCalendar *self, gint32 day);

/**
 * wg_calendar_get_day_name:
 *
 * Returns: (transfer none) (nullable): why @day is an exception; %NULL when it is none or nobody said.
 */
const char *wg_calendar_get_day_name (WgCalendar *self, gint32 day);

/**
 * wg_calendar_has_notice:
 * @year: a year
 *
 * The holidays of a year are announced late in the year before. The announcement is taken as present when a day off is
 * set in the first week of October: no notice ever left it out.
 *
 * Returns: whether the holidays of @year are known; if not, deadlines in it follow Monday to Friday, and the screen
 *   says so.
 */
gboolean wg_calendar_has_notice (WgCalendar *self, int year);

/**
 * wg_calendar_get_office:
 * @ms: an instant
 * @until_ms: (out): an instant after @ms; from @ms until before it the answer stays the same (it may stay so longer)
 *
 * Spans and days are half-open and follow the local wall clock, through every change of summer time: when a clock hour
 * is repeated it counts both times, when it is skipped it does not count.
 *
 * Returns: what the office does at @ms.
 */
WgOffice wg_calendar_get_office (WgCalendar *self, gint64 ms, gint64 *until_ms);

G_END_DECLS
