/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a field of a table is often cut in the middle of a character. That loses one character, not the text; anything
 * else that cannot be read is told, never guessed.
 */

#include <errno.h>

#include "wg-geo-encoding.h"

struct _WgGeoDecoder
{
  GIConv converter;
  gboolean is_utf8;
  GString *text;
};

WgGeoDecoder *
wg_geo_decoder_new (const char *encoding)
{
  WgGeoDecoder *decoder;
  const char *name = g_ascii_strcasecmp (encoding, "Big5") == 0 ? "CP950" : encoding;
  GIConv converter = g_iconv_open ("UTF-8", name);

  if (converter == (GIConv) -1)
    return NULL;
  decoder = g_new0 (WgGeoDecoder, 1);
  decoder->converter = converter;
  decoder->is_utf8 = g_ascii_strcasecmp (name, "UTF-8") == 0;
  decoder->text = g_string_sized_new (256);
  return decoder;
}

void
wg_geo_decoder_free (WgGeoDecoder *decoder)
{
  if (decoder == NULL)
    return;
  g_iconv_close (decoder->converter);
  g_string_free (decoder->text, TRUE);
  g_free (decoder);
}

static gboolean
needs_decoding (const char *text)
{
  for (; *text != '\0'; text++)
    {
      if ((guint8) *text >= 0x80)
        return TRUE;
    }
  return FALSE;
}

static void
convert (WgGeoDecoder *decoder, const char *text, gboolean *cut, gboolean *bad)
{
  char *from = (char *) text;
  gsize left = strlen (text);

  g_iconv (decoder->converter, NULL, NULL, NULL, NULL);
  while (left > 0)
    {
      char out[512];
      char *to = out;
      gsize room = sizeof out;
      gsize result = g_iconv (decoder->converter, &from, &left, &to, &room);
      int reason = errno;

      g_string_append_len (decoder->text, out, to - out);
      if (result != (gsize) -1 || reason == E2BIG)
        continue;
      if (reason == EINVAL)
        {
          *cut = TRUE;
          return;
        }
      *bad = TRUE;
      g_string_append (decoder->text, "\xEF\xBF\xBD");
      from++;
      left--;
    }
}

const char *
wg_geo_decoder_decode (WgGeoDecoder *decoder, const char *text, gboolean *cut, gboolean *bad)
{
  if (!needs_decoding (text) || (decoder->is_utf8 && g_utf8_validate (text, -1, NULL)))
    return text;
  g_string_truncate (decoder->text, 0);
  convert (decoder, text, cut, bad);
  return decoder->text->str;
}
