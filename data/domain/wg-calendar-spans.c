/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: office hours are typed by people into a setting, a calendar row and a command line; one reader checks them all.
 */

#include "wg-calendar-spans.h"

#include "wg-error.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

/* Reads two digits, no fewer. */
static gboolean
read_two (const char **cursor, int *value)
{
  if (!g_ascii_isdigit ((*cursor)[0]) || !g_ascii_isdigit ((*cursor)[1]))
    return FALSE;
  *value = ((*cursor)[0] - '0') * 10 + ((*cursor)[1] - '0');
  *cursor += 2;
  return TRUE;
}

/* HH:MM or HH:MM:SS, up to 24:00. */
static gboolean
read_hour (const char **cursor, gint64 *ms)
{
  int hour, minute, second = 0;

  if (!read_two (cursor, &hour) || **cursor != ':')
    return FALSE;
  (*cursor)++;
  if (!read_two (cursor, &minute))
    return FALSE;
  if (**cursor == ':')
    {
      (*cursor)++;
      if (!read_two (cursor, &second))
        return FALSE;
    }
  *ms = hour * WG_MS_PER_HOUR + minute * WG_MS_PER_MINUTE + second * WG_MS_PER_SECOND;
  return minute < 60 && second < 60 && *ms <= WG_MS_PER_DAY;
}

static void
skip_blanks (const char **cursor)
{
  while (**cursor == ' ')
    (*cursor)++;
}

static gboolean
read_span (const char **cursor, WgOfficeSpan *span)
{
  skip_blanks (cursor);
  if (!read_hour (cursor, &span->from_ms))
    return FALSE;
  skip_blanks (cursor);
  if (**cursor != '-')
    return FALSE;
  (*cursor)++;
  skip_blanks (cursor);
  if (!read_hour (cursor, &span->to_ms))
    return FALSE;
  skip_blanks (cursor);
  return span->from_ms < span->to_ms;
}

static gboolean
read_spans (const char *text, GArray *spans)
{
  gint64 after_ms = 0;

  skip_blanks (&text);
  while (*text != '\0')
    {
      WgOfficeSpan span;

      if (!read_span (&text, &span) || span.from_ms < after_ms)
        return FALSE;
      after_ms = span.to_ms;
      g_array_append_val (spans, span);
      if (*text == '\0')
        break;
      if (*text != ';' && *text != ',')
        return FALSE;
      text++;
    }
  return TRUE;
}

GArray *
wg_office_spans_parse (const char *text, GError **error)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (WgOfficeSpan));

  g_return_val_if_fail (text != NULL, NULL);

  if (!read_spans (text, spans))
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      g_set_error (error, WG_ERROR, WG_ERROR_USAGE,
                   _ ("“%s” are not office hours; the old ones were kept. Write spans in order and without overlap, "
                      "like 08:00-12:00;14:00-18:00."),
                   valid);
      return NULL;
    }
  return g_steal_pointer (&spans);
}

gboolean
wg_office_spans_find (const GArray *spans, gint64 of_day_ms, gint64 *until_ms)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const WgOfficeSpan *span = &g_array_index (spans, WgOfficeSpan, i);

      if (of_day_ms < span->from_ms)
        {
          *until_ms = span->from_ms;
          return FALSE;
        }
      if (of_day_ms < span->to_ms)
        {
          *until_ms = span->to_ms;
          return TRUE;
        }
    }
  *until_ms = WG_MS_PER_DAY;
  return FALSE;
}
