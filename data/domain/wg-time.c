/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a deadline is a legal figure, so an instant is one integer everywhere and there is one reader and one writer of
 * its text. The reader is strict and of our own: the one of GLib goes through a floating-point second, and refuses the
 * forms people write in spreadsheets.
 */

#include "wg-time.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The Julian day number GDate gives to 1970-01-01. */
#define JULIAN_OF_EPOCH 719163

static gint64
floor_divide (gint64 value, gint64 divisor)
{
  gint64 quotient = value / divisor;

  return (value % divisor < 0) ? quotient - 1 : quotient;
}

gboolean
wg_time_day_from_date (int year, int month, int day_of_month, gint32 *day)
{
  GDate date;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day_of_month < 1 || day_of_month > 31)
    return FALSE;
  if (!g_date_valid_dmy ((GDateDay) day_of_month, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day_of_month, (GDateMonth) month, (GDateYear) year);
  *day = (gint32) g_date_get_julian (&date) - JULIAN_OF_EPOCH;
  return TRUE;
}

static void
day_to_date (gint32 day, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) MAX (day + JULIAN_OF_EPOCH, 1));
}

int
wg_time_day_get_year (gint32 day)
{
  GDate date;

  day_to_date (day, &date);
  return g_date_get_year (&date);
}

int
wg_time_day_get_weekday (gint32 day)
{
  /* 1970-01-01 was a Thursday. */
  return (int) (((gint64) day % 7 + 10) % 7);
}

char *
wg_time_day_format (gint32 day)
{
  GDate date;

  day_to_date (day, &date);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), (int) g_date_get_month (&date),
                          g_date_get_day (&date));
}

/* Reads exactly `n` digits. */
static gboolean
read_digits (const char **cursor, int n, int *value)
{
  int sum = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*cursor)[i]))
        return FALSE;
      sum = sum * 10 + ((*cursor)[i] - '0');
    }
  *cursor += n;
  *value = sum;
  return TRUE;
}

static gboolean
read_char (const char **cursor, char wanted)
{
  if (**cursor != wanted)
    return FALSE;
  (*cursor)++;
  return TRUE;
}

static gboolean
read_date (const char **cursor, gint32 *day)
{
  int year, month, day_of_month;

  return read_digits (cursor, 4, &year) && read_char (cursor, '-') && read_digits (cursor, 2, &month)
         && read_char (cursor, '-') && read_digits (cursor, 2, &day_of_month)
         && wg_time_day_from_date (year, month, day_of_month, day);
}

gboolean
wg_time_day_parse (const char *text, gint32 *day)
{
  return text != NULL && read_date (&text, day) && *text == '\0';
}

/* The digits after the point: three of them are milliseconds, the rest is cut off. */
static gboolean
read_fraction (const char **cursor, int *ms)
{
  int scale = 100;

  if (!g_ascii_isdigit (**cursor))
    return FALSE;
  for (*ms = 0; g_ascii_isdigit (**cursor); (*cursor)++, scale /= 10)
    *ms += (**cursor - '0') * scale;
  return TRUE;
}

static gboolean
read_clock (const char **cursor, gint64 *ms_of_day)
{
  int hour, minute, second = 0, ms = 0;

  if (!read_digits (cursor, 2, &hour) || !read_char (cursor, ':') || !read_digits (cursor, 2, &minute))
    return FALSE;
  if (read_char (cursor, ':'))
    {
      if (!read_digits (cursor, 2, &second))
        return FALSE;
      if ((read_char (cursor, '.') || read_char (cursor, ',')) && !read_fraction (cursor, &ms))
        return FALSE;
    }
  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;

  *ms_of_day = hour * WG_MS_PER_HOUR + minute * WG_MS_PER_MINUTE + second * WG_MS_PER_SECOND + ms;
  return TRUE;
}

/* What follows the clock: nothing, Z, or the distance from UTC. */
static gboolean
read_offset (const char **cursor, gboolean *has_offset, gint64 *offset_ms)
{
  int hour = 0, minute = 0;
  gboolean west;

  *has_offset = **cursor != '\0';
  *offset_ms = 0;
  if (!*has_offset || read_char (cursor, 'Z') || read_char (cursor, 'z'))
    return TRUE;

  west = **cursor == '-';
  if ((!read_char (cursor, '-') && !read_char (cursor, '+')) || !read_digits (cursor, 2, &hour))
    return FALSE;
  if (**cursor != '\0')
    {
      read_char (cursor, ':');
      if (!read_digits (cursor, 2, &minute))
        return FALSE;
    }
  if (hour > 23 || minute > 59)
    return FALSE;

  *offset_ms = (hour * 60 + minute) * WG_MS_PER_MINUTE * (west ? -1 : 1);
  return TRUE;
}

static gboolean
read_time (const char *text, GTimeZone *zone, gint64 *ms)
{
  gint32 day = 0;
  gint64 ms_of_day = 0, offset_ms = 0;
  gboolean has_offset = FALSE;

  if (!read_date (&text, &day))
    return FALSE;
  if (*text != '\0')
    {
      if (!read_char (&text, 'T') && !read_char (&text, 't') && !read_char (&text, ' '))
        return FALSE;
      if (!read_clock (&text, &ms_of_day) || !read_offset (&text, &has_offset, &offset_ms) || *text != '\0')
        return FALSE;
    }

  if (has_offset)
    *ms = day * WG_MS_PER_DAY + ms_of_day - offset_ms;
  else
    *ms = wg_time_from_local (day, ms_of_day, zone);
  return TRUE;
}

gboolean
wg_time_parse (const char *text, GTimeZone *zone_for_zoneless, gint64 *ms, GError **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *valid = NULL;

  g_return_val_if_fail (ms != NULL, FALSE);

  stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  if (read_time (stripped, zone_for_zoneless, ms))
    return TRUE;

  valid = g_utf8_make_valid (stripped, -1);
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE,
               _ ("“%s” is not a time. Write it like 2026-11-24 15:36 (local time) or 2026-11-24T07:36:00Z."), valid);
  return FALSE;
}

gint64
wg_time_from_local (gint32 day, gint64 ms_of_day, GTimeZone *zone)
{
  gint64 local_ms = day * WG_MS_PER_DAY + ms_of_day;
  gint64 local_s = floor_divide (local_ms, WG_MS_PER_SECOND);
  gint64 before_ms, utc_ms;
  int interval, offset_s;

  if (zone == NULL)
    return local_ms;

  /* No zone is more than a day from UTC, so the interval of a day earlier is the one before any change that matters:
   * read by its offset, a skipped time lands behind the gap and a repeated one on its first occurrence.
   */
  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, local_s - 86400);
  offset_s = g_time_zone_get_offset (zone, interval);
  before_ms = local_ms - offset_s * WG_MS_PER_SECOND;
  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, floor_divide (before_ms, WG_MS_PER_SECOND));
  if (g_time_zone_get_offset (zone, interval) == offset_s)
    return before_ms;

  utc_ms = local_ms - g_time_zone_get_offset (zone, interval) * WG_MS_PER_SECOND;
  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, floor_divide (utc_ms, WG_MS_PER_SECOND));
  /* In a gap the new offset leads back to before the change: then the old offset stands. */
  if (g_time_zone_get_offset (zone, interval) == offset_s)
    return before_ms;
  return utc_ms;
}

gint32
wg_time_to_local (gint64 ms, GTimeZone *zone, gint64 *ms_of_day)
{
  gint64 local_ms = ms;
  gint64 day;

  if (zone != NULL)
    {
      int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, floor_divide (ms, WG_MS_PER_SECOND));

      local_ms += g_time_zone_get_offset (zone, interval) * WG_MS_PER_SECOND;
    }
  day = floor_divide (local_ms, WG_MS_PER_DAY);
  if (ms_of_day != NULL)
    *ms_of_day = local_ms - day * WG_MS_PER_DAY;
  return (gint32) day;
}

static char *
format_clock (gint64 ms_of_day, gboolean with_seconds)
{
  int hour = (int) (ms_of_day / WG_MS_PER_HOUR);
  int minute = (int) (ms_of_day / WG_MS_PER_MINUTE % 60);
  int second = (int) (ms_of_day / WG_MS_PER_SECOND % 60);
  int ms = (int) (ms_of_day % WG_MS_PER_SECOND);

  if (!with_seconds)
    return g_strdup_printf ("%02d:%02d", hour, minute);
  if (ms == 0)
    return g_strdup_printf ("%02d:%02d:%02d", hour, minute, second);
  return g_strdup_printf ("%02d:%02d:%02d.%03d", hour, minute, second, ms);
}

char *
wg_time_format_utc (gint64 ms)
{
  gint64 ms_of_day;
  g_autofree char *date = wg_time_day_format (wg_time_to_local (ms, NULL, &ms_of_day));
  g_autofree char *clock = format_clock (ms_of_day, TRUE);

  return g_strdup_printf ("%sT%sZ", date, clock);
}

static char *
format_full (gint64 ms, GTimeZone *zone)
{
  gint64 local_of_day, utc_of_day;
  g_autofree char *local_date = wg_time_day_format (wg_time_to_local (ms, zone, &local_of_day));
  g_autofree char *utc_date = wg_time_day_format (wg_time_to_local (ms, NULL, &utc_of_day));
  g_autofree char *local_clock = format_clock (local_of_day, TRUE);
  g_autofree char *utc_clock = format_clock (utc_of_day, TRUE);

  /* Translators: an instant twice: date and time on the local clock, then date and time in UTC */
  return g_strdup_printf (C_ ("time", "%s %s (UTC %s %s)"), local_date, local_clock, utc_date, utc_clock);
}

char *
wg_time_format_local (gint64 ms, GTimeZone *zone, gint64 now_ms, WgTimeForm form)
{
  gint64 ms_of_day;
  gint32 day = wg_time_to_local (ms, zone, &ms_of_day);
  gint32 today = wg_time_to_local (now_ms, zone, NULL);
  g_autofree char *date = NULL;
  g_autofree char *clock = NULL;

  if (form == WG_TIME_FULL)
    return format_full (ms, zone);

  date = wg_time_day_format (day);
  clock = format_clock (ms_of_day, FALSE);
  if (day == today)
    /* Translators: a time of this day: "today 15:36" */
    return g_strdup_printf (C_ ("time", "today %s"), clock);
  if (wg_time_day_get_year (day) == wg_time_day_get_year (today))
    return g_strdup_printf ("%s %s", date + strlen ("YYYY-"), clock);
  return g_strdup_printf ("%s %s", date, clock);
}

static char *
format_minutes (gint64 minutes, gboolean over)
{
  if (minutes == 0)
    return g_strdup (over ? C_ ("time left", "just over") : C_ ("time left", "under 1 min left"));
  return g_strdup_printf (over ? C_ ("time left", "%d min over") : C_ ("time left", "%d min left"), (int) minutes);
}

char *
wg_time_format_left (gint64 ms_left)
{
  gboolean over = ms_left <= 0;
  gint64 minutes = (over ? -MAX (ms_left, -G_MAXINT64) : ms_left) / WG_MS_PER_MINUTE;
  gint64 hours = minutes / 60;

  if (hours == 0)
    return format_minutes (minutes, over);
  if (hours < 24 && minutes % 60 == 0)
    return g_strdup_printf (over ? C_ ("time left", "%d h over") : C_ ("time left", "%d h left"), (int) hours);
  if (hours < 24)
    return g_strdup_printf (over ? C_ ("time left", "%d h %d min over") : C_ ("time left", "%d h %d min left"),
                            (int) hours, (int) (minutes % 60));
  if (hours % 24 == 0)
    return g_strdup_printf (over ? C_ ("time left", "%d d over") : C_ ("time left", "%d d left"), (int) (hours / 24));
  return g_strdup_printf (over ? C_ ("time left", "%d d %d h over") : C_ ("time left", "%d d %d h left"),
                          (int) (hours / 24), (int) (hours % 24));
}

char *
wg_time_format_span (gint64 ms)
{
  gint64 minutes = ms / WG_MS_PER_MINUTE;

  if (minutes < 60)
    return g_strdup_printf (C_ ("duration", "%d min"), (int) minutes);
  return g_strdup_printf (C_ ("duration", "%d h %d min"), (int) (minutes / 60), (int) (minutes % 60));
}
