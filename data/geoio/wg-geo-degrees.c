/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a list that was typed by hand has its places in degrees, minutes and seconds, or with the comma of its country.
 * Taken for nothing, each of them would be a case without a place.
 */

#include "wg-geo-degrees.h"

#include <math.h>
#include <string.h>

/* Signs that end a number, and the part it then is: 0 degrees, 1 minutes, 2 seconds. Longer ones first. */
static const struct
{
  const char *sign;
  int part;
} signs[] = {
  { "''", 2 }, { "′′", 2 }, { "’’", 2 }, { "\"", 2 }, { "″", 2 }, { "”", 2 }, { "秒", 2 },
  { "'", 1 },  { "′", 1 },  { "’", 1 },  { "分", 1 }, { "°", 0 }, { "º", 0 }, { "度", 0 },
};

static const struct
{
  const char *word;
  int direction;
} sides[] = {
  { "东经", 1 }, { "西经", -1 }, { "北纬", 1 }, { "南纬", -1 }, { "東經", 1 }, { "西經", -1 }, { "北緯", 1 },
  { "南緯", -1 }, { "E", 1 },    { "W", -1 },   { "N", 1 },     { "S", -1 },   { "e", 1 },     { "w", -1 },
  { "n", 1 },     { "s", -1 },
};

static gboolean
skip (const char **text, const char *word)
{
  if (!g_str_has_prefix (*text, word))
    return FALSE;
  *text += strlen (word);
  return TRUE;
}

static void
skip_blanks (const char **text)
{
  while (g_unichar_isspace (g_utf8_get_char (*text)))
    *text = g_utf8_next_char (*text);
}

/* Returns 0 when there is none. */
static int
skip_side (const char **text)
{
  skip_blanks (text);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      if (skip (text, sides[i].word))
        {
          skip_blanks (text);
          return sides[i].direction;
        }
    }
  return 0;
}

/* A number without a sign and without an exponent. */
static gboolean
read_number (const char **text, double *value)
{
  char digits[32];
  gsize n = strspn (*text, "0123456789.");

  if (n == 0 || n >= sizeof digits || !g_ascii_isdigit (**text))
    return FALSE;
  memcpy (digits, *text, n);
  digits[n] = '\0';
  if (strchr (digits, '.') != strrchr (digits, '.'))
    return FALSE;
  *value = g_ascii_strtod (digits, NULL);
  *text += n;
  return TRUE;
}

/* The part that the sign at @text makes of the number before it; -1 when there is no sign. */
static int
skip_sign (const char **text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (skip (text, signs[i].sign))
        return signs[i].part;
    }
  return -1;
}

/* Numbers in their order; a colon or a blank stands for the sign that is due. */
static gboolean
read_parts (const char **text, double parts[3])
{
  int due = 0;
  gboolean goes_on = TRUE;

  while (goes_on && due < 3 && g_ascii_isdigit (**text))
    {
      int part;

      if (!read_number (text, &parts[due]))
        return FALSE;
      part = skip_sign (text);
      if (part >= 0 && part != due)
        return FALSE;
      goes_on = part >= 0 || **text == ':' || g_unichar_isspace (g_utf8_get_char (*text));
      if (part < 0 && **text == ':')
        (*text)++;
      skip_blanks (text);
      due++;
    }
  return due > 0 && parts[1] <= 60.0 && parts[2] <= 60.0 && (due == 1 || parts[0] == floor (parts[0]))
         && (due < 3 || parts[1] == floor (parts[1]));
}

static gboolean
parse_written (const char *text, double *value)
{
  double parts[3] = { 0.0 };
  int before = skip_side (&text);
  int direction = 1;
  int behind;

  if (skip (&text, "-"))
    direction = -1;
  else
    skip (&text, "+");
  if (!read_parts (&text, parts))
    return FALSE;
  behind = skip_side (&text);
  if (*text != '\0' || (before != 0 && behind != 0))
    return FALSE;
  if (before + behind < 0)
    direction = -direction;
  *value = direction * (parts[0] + parts[1] / 60.0 + parts[2] / 3600.0);
  return TRUE;
}

/* Input methods for Chinese write digits and points of full width. */
static char *
narrow (const char *text)
{
  GString *narrowed = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      g_string_append_unichar (narrowed, c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c);
    }
  return g_string_free (narrowed, FALSE);
}

/* A few digits with a point, which is nearly all there is: whole numbers below 2^53 and powers of ten up to 10^22 are
 * exact, so that their quotient is rounded once, as by strtod(). FALSE for anything else.
 */
static gboolean
parse_plain (const char *text, double *value)
{
  gboolean negative = *text == '-';
  gint64 digits = 0;
  double scale = 1.0;
  gboolean has_point = FALSE;
  int n = 0;

  for (text += negative; *text != '\0'; text++)
    {
      if (*text == '.' && !has_point && n > 0)
        has_point = TRUE;
      else if (g_ascii_isdigit (*text) && n++ < 15)
        {
          digits = 10 * digits + (*text - '0');
          scale *= has_point ? 10.0 : 1.0;
        }
      else
        return FALSE;
    }
  *value = (negative ? -(double) digits : (double) digits) / scale;
  return n > 0;
}

gboolean
wg_geo_degrees_parse (const char *text, double *value)
{
  g_autofree char *plain = NULL;
  char *comma;
  char *end;

  if (parse_plain (text, value))
    return TRUE;
  *value = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0')
    return TRUE;
  if (strlen (text) > 80)
    return FALSE;
  plain = narrow (text);
  comma = strchr (plain, ',');
  if (comma != NULL && strchr (comma + 1, ',') == NULL && strchr (plain, '.') == NULL)
    *comma = '.';
  return parse_written (plain, value);
}
