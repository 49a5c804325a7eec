/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads ISO 8601, "YYYY-MM-DD HH:MM[:SS[.fff]]", the same with / or . or 年月日, YYYYMMDD[HHMMSS], and seconds or
 * milliseconds since 1970. A time without a zone is read in @zone, a day without a time at its beginning. Returns FALSE
 * when @text is none of these or names a day that does not exist.
 */
gboolean wg_geo_time_parse (const char *text, GTimeZone *zone, gint64 *ms);

/* @offset_minutes: of the time itself, or G_MININT for none. */
gboolean wg_geo_time_from_parts (const int parts[6], int millisecond, int offset_minutes, GTimeZone *zone, gint64 *ms);

G_END_DECLS
