/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a character that nobody sees makes 36 read as 63, on the screen and on the sheet that proves whose a place is. It is
 * kept as it came, and left out where it would be read.
 */

#include "wg-calm-text.h"

#include <string.h>

gboolean
wg_text_turns (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

char *
wg_calm_text (const char *text)
{
  GString *calm;

  /* All of them begin with these two bytes, and hardly any text has those. */
  if (text == NULL || (strstr (text, "\xe2\x80") == NULL && strstr (text, "\xe2\x81") == NULL))
    return g_strdup (text);
  calm = g_string_sized_new (strlen (text));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (!wg_text_turns (g_utf8_get_char (at)))
        g_string_append_unichar (calm, g_utf8_get_char (at));
    }
  return g_string_free (calm, FALSE);
}
