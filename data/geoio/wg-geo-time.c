/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a million rows with four times each are read in the time it takes to make GDateTime objects for a tenth of them,
 * and a time that cannot be read must be told instead of becoming 1970.
 */

#include "wg-geo-time.h"

#include <math.h>
#include <string.h>

#define DAY_S 86400
#define NO_OFFSET G_MININT

/* Days since 1970-01-01 of the proleptic Gregorian calendar: years are counted from March, so that the leap day is the
 * last of its year; 146,097 days make 400 years.
 */
static gint64
count_days (int year, int month, int day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

gboolean
wg_geo_time_from_parts (const int parts[6], int millisecond, int offset_minutes, GTimeZone *zone, gint64 *ms)
{
  gint64 seconds;

  if (parts[0] < 1800 || parts[0] > 2999
      || !g_date_valid_dmy ((GDateDay) parts[2], (GDateMonth) parts[1], (GDateYear) parts[0]))
    return FALSE;
  if (parts[3] > 24 || parts[4] > 59 || parts[5] > 60 || (parts[3] == 24 && (parts[4] != 0 || parts[5] != 0)))
    return FALSE;
  seconds = count_days (parts[0], parts[1], parts[2]) * DAY_S + parts[3] * 3600 + parts[4] * 60 + parts[5];
  if (offset_minutes != NO_OFFSET)
    seconds -= (gint64) offset_minutes * 60;
  else if (zone != NULL)
    {
      int interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_STANDARD, &seconds);

      seconds -= g_time_zone_get_offset (zone, interval);
    }
  *ms = seconds * 1000 + millisecond;
  return TRUE;
}

/* Reads at most @max digits; returns how many there were. */
static int
read_digits (const char **text, int max, int *value)
{
  int n = 0;

  *value = 0;
  for (; n < max && g_ascii_isdigit (**text); n++, (*text)++)
    *value = *value * 10 + (**text - '0');
  return n;
}

static gboolean
skip (const char **text, const char *word)
{
  if (!g_str_has_prefix (*text, word))
    return FALSE;
  *text += strlen (word);
  return TRUE;
}

/* At most @max digits, at least one. */
static gboolean
read_number (const char **text, int max, int *value)
{
  return read_digits (text, max, value) > 0;
}

static gboolean
read_year_first (const char **text, int parts[6])
{
  static const char *const separators[][3] = { { "-", "-", "" }, { "/", "/", "" }, { ".", ".", "" }, { "年", "月", "日" } };
  const char *at = *text;

  if (read_digits (&at, 4, &parts[0]) != 4)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      if (!skip (&at, separators[i][0]))
        continue;
      if (!read_number (&at, 2, &parts[1]) || !skip (&at, separators[i][1]) || !read_number (&at, 2, &parts[2]))
        return FALSE;
      skip (&at, separators[i][2]);
      *text = at;
      return TRUE;
    }
  return FALSE;
}

/* Two digits are a year near to now. */
static gboolean
read_last_year (const char **text, int *year)
{
  int n = read_digits (text, 4, year);

  if (n == 2)
    *year += *year < 70 ? 2000 : 1900;
  return n == 2 || n == 4;
}

/* 1 to 12, or 0 when no month of that English name begins at @text. */
static int
read_month_name (const char **text)
{
  static const char *const months[]
      = { "january", "february", "march",     "april",   "may",      "june",
          "july",    "august",   "september", "october", "november", "december" };

  for (int i = 0; i < 12; i++)
    {
      gsize n = 0;

      while (months[i][n] != '\0' && g_ascii_tolower ((*text)[n]) == months[i][n])
        n++;
      if (n < 3 || g_ascii_isalpha ((*text)[n]))
        continue;
      *text += n;
      skip (text, ".");
      return i + 1;
    }
  return 0;
}

/* 5-MAR-2024, 5 March 2024, March 5, 2024 */
static gboolean
read_named_month (const char **text, int parts[6])
{
  const char *at = *text;
  gboolean day_before = read_number (&at, 2, &parts[2]);

  if (day_before && !skip (&at, "-") && !skip (&at, " ") && !skip (&at, "/"))
    return FALSE;
  parts[1] = read_month_name (&at);
  if (parts[1] == 0)
    return FALSE;
  if (!skip (&at, "-") && !skip (&at, "/"))
    skip (&at, " ");
  if (!day_before)
    {
      if (!read_number (&at, 2, &parts[2]))
        return FALSE;
      skip (&at, ",");
      skip (&at, " ");
    }
  if (!read_last_year (&at, &parts[0]))
    return FALSE;
  *text = at;
  return TRUE;
}

/* Two numbers and a year. Between points the day is always first. */
static gboolean
read_year_last (const char **text, WgGeoDayOrder order, int parts[6])
{
  const char *at = *text;
  char mark[2] = "";
  int first;
  int second;
  gboolean day_first;

  if (!read_number (&at, 2, &first) || (*at != '/' && *at != '-' && *at != '.'))
    return FALSE;
  mark[0] = *at++;
  if (!read_number (&at, 2, &second) || !skip (&at, mark) || !read_last_year (&at, &parts[0]))
    return FALSE;
  day_first = *mark == '.' || (order == WG_GEO_DAY_FIRST && second <= 12) || first > 12;
  parts[1] = day_first ? second : first;
  parts[2] = day_first ? first : second;
  *text = at;
  return TRUE;
}

static gboolean
read_day (const char **text, WgGeoDayOrder order, int parts[6])
{
  return read_year_first (text, parts) || read_year_last (text, order, parts) || read_named_month (text, parts);
}

static void
skip_blanks (const char **text)
{
  while (**text == ' ' || skip (text, "\xC2\xA0") || skip (text, "\xE3\x80\x80"))
    *text += **text == ' ';
}

/* Half a day: 0 none, 1 before noon, 2 after noon. */
static int
read_half (const char **text)
{
  static const struct
  {
    const char *word;
    int half;
  } halves[] = {
    { "AM", 1 },   { "PM", 2 },   { "am", 1 },   { "pm", 2 },   { "a.m.", 1 }, { "p.m.", 2 }, { "上午", 1 },
    { "下午", 2 }, { "凌晨", 1 }, { "早上", 1 }, { "中午", 2 }, { "晚上", 2 },
  };

  skip_blanks (text);
  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      if (skip (text, halves[i].word))
        {
          skip_blanks (text);
          return halves[i].half;
        }
    }
  return 0;
}

static gboolean
read_fraction (const char **text, int *millisecond)
{
  int n = read_digits (text, 3, millisecond);

  for (; n < 3; n++)
    *millisecond *= 10;
  while (g_ascii_isdigit (**text))
    (*text)++;
  return TRUE;
}

static gboolean
read_minutes (const char **text, int parts[6], int *millisecond)
{
  if (!skip (text, ":") && !skip (text, "：") && !skip (text, "时") && !skip (text, "点"))
    return FALSE;
  if (!read_number (text, 2, &parts[4]))
    return FALSE;
  skip (text, "分");
  if (skip (text, ":") || skip (text, "："))
    {
      if (!read_number (text, 2, &parts[5]))
        return FALSE;
    }
  else if (read_digits (text, 2, &parts[5]) > 0 && !skip (text, "秒"))
    return FALSE;
  if (skip (text, ".") || skip (text, ","))
    read_fraction (text, millisecond);
  return TRUE;
}

/* An hour alone is a time only with its half of the day. */
static gboolean
read_clock (const char **text, int parts[6], int *millisecond)
{
  int half = read_half (text);
  int behind;
  gboolean has_minutes;

  if (!read_number (text, 2, &parts[3]))
    return FALSE;
  has_minutes = read_minutes (text, parts, millisecond);
  behind = read_half (text);
  half = half != 0 ? half : behind;
  if (!has_minutes && half == 0)
    return FALSE;
  if (half == 2 && parts[3] < 12)
    parts[3] += 12;
  else if (half == 1 && parts[3] == 12)
    parts[3] = 0;
  return TRUE;
}

static gboolean
read_offset (const char **text, int *offset_minutes)
{
  int sign = **text == '-' ? -1 : 1;
  int hours;
  int minutes = 0;

  if (skip (text, "Z") || skip (text, "z") || skip (text, "UTC") || skip (text, "GMT"))
    {
      *offset_minutes = 0;
      return TRUE;
    }
  if (**text != '+' && **text != '-')
    return TRUE;
  (*text)++;
  if (read_digits (text, 2, &hours) != 2)
    return FALSE;
  skip (text, ":");
  if (read_digits (text, 2, &minutes) == 1 || hours > 15 || minutes > 59)
    return FALSE;
  *offset_minutes = sign * (hours * 60 + minutes);
  return TRUE;
}

/* 8 or 14 digits are a day, 10 or 13 a count since 1970. */
static gboolean
parse_digits (const char *text, gsize n, GTimeZone *zone, gint64 *ms)
{
  int parts[6] = { 0 };
  const int widths[6] = { 4, 2, 2, 2, 2, 2 };

  if (n == 10 || n == 13)
    {
      *ms = g_ascii_strtoll (text, NULL, 10) * (n == 10 ? 1000 : 1);
      return TRUE;
    }
  if (n != 8 && n != 14)
    return FALSE;
  for (int i = 0; i < (n == 8 ? 3 : 6); i++)
    read_digits (&text, widths[i], &parts[i]);
  return wg_geo_time_from_parts (parts, 0, NO_OFFSET, zone, ms);
}

/* Days since the end of 1899, as spreadsheets count them: five digits before the point are the years 1954 to 2119. */
static gboolean
parse_serial (const char *text, GTimeZone *zone, gint64 *ms)
{
  gsize n = strspn (text, "0123456789");
  double days;
  gint64 seconds;
  int parts[6] = { 0 };
  g_autoptr (GDateTime) time = NULL;

  if (n != 5 || (text[n] != '\0' && (text[n] != '.' || text[n + 1 + strspn (text + n + 1, "0123456789")] != '\0')))
    return FALSE;
  days = g_ascii_strtod (text, NULL);
  if (days < 20000.0 || days >= 80000.0)
    return FALSE;
  seconds = (gint64) floor ((days - 25569.0) * DAY_S + 0.5);
  time = g_date_time_new_from_unix_utc (seconds);
  parts[0] = g_date_time_get_year (time);
  parts[1] = g_date_time_get_month (time);
  parts[2] = g_date_time_get_day_of_month (time);
  parts[3] = g_date_time_get_hour (time);
  parts[4] = g_date_time_get_minute (time);
  parts[5] = g_date_time_get_second (time);
  return wg_geo_time_from_parts (parts, 0, NO_OFFSET, zone, ms);
}

gboolean
wg_geo_time_peek_order (const char *text, int *first, int *second)
{
  int year;

  return read_number (&text, 2, first) && (*text == '/' || *text == '-') && text++ != NULL
         && read_number (&text, 2, second) && (*text == '/' || *text == '-') && text++ != NULL
         && read_last_year (&text, &year);
}

gboolean
wg_geo_time_parse (const char *text, GTimeZone *zone, WgGeoDayOrder order, gint64 *ms)
{
  int parts[6] = { 0 };
  int millisecond = 0;
  int offset_minutes = NO_OFFSET;
  gsize n = strspn (text, "0123456789");

  if (parse_serial (text, zone, ms))
    return TRUE;
  if (n > 0 && text[n] == '\0')
    return parse_digits (text, n, zone, ms);
  if (!read_day (&text, order, parts))
    return FALSE;
  if (*text != '\0')
    {
      skip (&text, ",");
      if (!skip (&text, "T"))
        skip (&text, "t");
      skip_blanks (&text);
      if (*text != '\0' && !read_clock (&text, parts, &millisecond))
        return FALSE;
      skip_blanks (&text);
      if (!read_offset (&text, &offset_minutes))
        return FALSE;
    }
  return *text == '\0' && wg_geo_time_from_parts (parts, millisecond, offset_minutes, zone, ms);
}
