/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: files and servers say what their tiles are, and are wrong often enough. */

#include "wg-tile-format.h"

#include <string.h>

const char *
wg_tile_format_sniff (const guint8 *data, gsize size)
{
  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "png";
  if (size >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "jpg";
  if (size >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return "webp";
  if (size >= 2 && ((data[0] == 0x1f && data[1] == 0x8b) || (data[0] == 0x78 && (data[0] * 256 + data[1]) % 31 == 0)))
    return "pbf";
  return NULL;
}
