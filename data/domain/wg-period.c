/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "October" is an instant and another one, and which ones depends on the zone of the district and on the calendar.
 * Every figure says its period in the same words.
 */

#include "wg-period.h"

#include "wg-error.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define JULIAN_OF_1970 719163 /* GDate counts from the first of January of the year 1 */

static gint64
get_instant (int year, int month, int day, GTimeZone *zone)
{
  gint32 days = 0;

  wg_time_day_from_date (year, month, day, &days);
  return wg_time_from_local (days, 0, zone);
}

/* The first day of a month that may be counted beyond a year's twelve. */
static gint64
get_month (int year, int month, GTimeZone *zone)
{
  int months = year * 12 + month - 1;

  return get_instant (months / 12, months % 12 + 1, 1, zone);
}

/* So many ASCII digits and nothing else; -1 when it is not that. */
static int
read_digits (const char **text, int n)
{
  int number = 0;

  for (int i = 0; i < n; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return -1;
      number = number * 10 + (**text - '0');
    }
  return number;
}

/* A year, and behind a dash @mark one of its @n_parts parts of @length months each. */
static gboolean
parse_months (const char *text, const char *mark, int n_parts, int length, GTimeZone *zone, WgPeriod *period)
{
  int year = read_digits (&text, 4), part = 1;

  if (year >= 1000 && n_parts > 1)
    {
      if (!g_str_has_prefix (text, mark))
        return FALSE;
      text += strlen (mark);
      part = read_digits (&text, n_parts > 9 ? 2 : 1);
    }
  if (year < 1000 || year > 9998 || part < 1 || part > n_parts || *text != '\0')
    return FALSE;
  period->from_ms = get_month (year, (part - 1) * length + 1, zone);
  period->to_ms = get_month (year, part * length + 1, zone);
  return TRUE;
}

static gboolean
parse_days (const char *text, gboolean week, GTimeZone *zone, WgPeriod *period)
{
  int year = 0, number = 0;
  gint32 day = 0;

  if (!week && !wg_time_day_parse (text, &day))
    return FALSE;
  if (week)
    {
      year = read_digits (&text, 4);
      if (year < 1000 || !g_str_has_prefix (text, "-W"))
        return FALSE;
      text += strlen ("-W");
      number = read_digits (&text, 2);
      if (number < 1 || number > 53 || *text != '\0' || !wg_time_day_from_date (year, 1, 4, &day))
        return FALSE;
    }
  /* The fourth of January is in the first week. */
  if (week)
    day += (number - 1) * 7 - wg_time_day_get_weekday (day);
  /* A week belongs to the year of its Thursday; not every year has 53. */
  if (week && wg_time_day_get_year (day + 3) != year)
    return FALSE;
  period->from_ms = wg_time_from_local (day, 0, zone);
  period->to_ms = wg_time_from_local (day + (week ? 7 : 1), 0, zone);
  return TRUE;
}

gboolean
wg_period_parse (const char *text, GTimeZone *zone, WgPeriodKind *kind, WgPeriod *period, GError **error)
{
  static const struct
  {
    const char *name;
    const char *mark; /* before the number of the part; NULL for what is counted in days */
    int n_parts;
    int length; /* months */
  } kinds[] = {
    [WG_PERIOD_DAY] = { "day:", NULL, 0, 0 },
    [WG_PERIOD_WEEK] = { "week:", NULL, 0, 0 },
    [WG_PERIOD_MONTH] = { "month:", "-", 12, 1 },
    [WG_PERIOD_QUARTER] = { "quarter:", "-Q", 4, 3 },
    [WG_PERIOD_HALF] = { "half:", "-H", 2, 6 },
    [WG_PERIOD_YEAR] = { "year:", "", 1, 12 },
  };
  gboolean read = FALSE;

  for (guint i = WG_PERIOD_DAY; i < G_N_ELEMENTS (kinds) && !read; i++)
    {
      const char *value = text + strlen (kinds[i].name);

      if (!g_str_has_prefix (text, kinds[i].name))
        continue;
      *kind = (WgPeriodKind) i;
      read = kinds[i].mark == NULL ? parse_days (value, i == WG_PERIOD_WEEK, zone, period)
                                     : parse_months (value, kinds[i].mark, kinds[i].n_parts, kinds[i].length, zone, period);
    }
  period->as_of_ms = period->to_ms;
  if (!read)
    g_set_error (error, WG_ERROR, WG_ERROR_USAGE,
                 _ ("“%s” is no period. Periods are day:2026-10-01, week:2026-W40, month:2026-10, quarter:2026-Q3, half:2026-H2, year:2026."),
                 text);
  return read;
}

static const char *const nicks[] = { "free", "day", "week", "month", "quarter", "half", "year" };

gboolean
wg_period_kind_from_nick (const char *nick, WgPeriodKind *kind)
{
  for (guint i = WG_PERIOD_DAY; i < G_N_ELEMENTS (nicks); i++)
    {
      if (g_str_equal (nick, nicks[i]))
        {
          *kind = (WgPeriodKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
wg_period_kind_to_nick (WgPeriodKind kind)
{
  return nicks[kind];
}

char *
wg_period_format (WgPeriodKind kind, GTimeZone *zone, gint64 at_ms)
{
  gint32 day = wg_time_to_local (at_ms, zone, NULL);
  g_autofree char *date = wg_time_day_format (day);
  int year = atoi (date), month = atoi (date + 5);
  g_autoptr (GDateTime) local = NULL;

  switch (kind)
    {
    case WG_PERIOD_WEEK:
      local = g_date_time_new_utc (year, month, atoi (date + 8), 0, 0, 0);
      return g_strdup_printf ("%04d-W%02d", g_date_time_get_week_numbering_year (local), g_date_time_get_week_of_year (local));
    case WG_PERIOD_MONTH:
      return g_strdup_printf ("%04d-%02d", year, month);
    case WG_PERIOD_QUARTER:
      return g_strdup_printf ("%04d-Q%d", year, (month + 2) / 3);
    case WG_PERIOD_HALF:
      return g_strdup_printf ("%04d-H%d", year, (month + 5) / 6);
    case WG_PERIOD_YEAR:
      return g_strdup_printf ("%04d", year);
    case WG_PERIOD_FREE:
    case WG_PERIOD_DAY:
    default:
      return g_steal_pointer (&date);
    }
}

WgPeriod
wg_period_find (WgPeriodKind kind, GTimeZone *zone, gint64 at_ms)
{
  g_autofree char *which = wg_period_format (kind, zone, at_ms);
  g_autofree char *text = g_strdup_printf ("%s:%s", wg_period_kind_to_nick (kind), which);
  WgPeriod period = { 0 };

  wg_period_parse (text, zone, &kind, &period, NULL);
  return period;
}

/* The same wall clock so many days and months away. */
static gint64
move (gint64 ms, int days, int months, GTimeZone *zone)
{
  gint64 ms_of_day;
  gint32 day = wg_time_to_local (ms, zone, &ms_of_day), moved = 0;
  GDate date;
  int total, of_month;

  if (months == 0)
    return wg_time_from_local (day + days, ms_of_day, zone);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + JULIAN_OF_1970));
  of_month = g_date_get_day (&date);
  total = g_date_get_year (&date) * 12 + (int) g_date_get_month (&date) - 1 + months;
  while (!wg_time_day_from_date (total / 12, total % 12 + 1, of_month, &moved) && of_month > 28)
    of_month--;
  return wg_time_from_local (moved, ms_of_day, zone);
}

void
wg_period_get_before (const WgPeriod *period, WgPeriodKind kind, GTimeZone *zone, gboolean year, WgPeriod *before)
{
  static const int days[] = { [WG_PERIOD_DAY] = -1, [WG_PERIOD_WEEK] = -7, [WG_PERIOD_YEAR] = 0 };
  static const int months[] = { [WG_PERIOD_MONTH] = -1, [WG_PERIOD_QUARTER] = -3, [WG_PERIOD_HALF] = -6, [WG_PERIOD_YEAR] = -12 };

  if (!year && kind == WG_PERIOD_FREE)
    {
      before->from_ms = period->from_ms - (period->to_ms - period->from_ms);
      before->to_ms = period->from_ms;
    }
  else
    {
      /* A week of a year ago is the 52nd before it: it begins on a Monday. */
      int by_days = year ? (kind == WG_PERIOD_WEEK ? -364 : 0) : days[kind];
      int by_months = year ? (kind == WG_PERIOD_WEEK ? 0 : -12) : months[kind];

      before->from_ms = move (period->from_ms, by_days, by_months, zone);
      before->to_ms = move (period->to_ms, by_days, by_months, zone);
    }
  before->as_of_ms = period->as_of_ms >= period->to_ms ? before->to_ms : before->from_ms + (period->as_of_ms - period->from_ms);
}
