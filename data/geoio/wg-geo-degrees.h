/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a coordinate as people write it: a number with a point or one comma, degrees with minutes and seconds
 * (116°23′29.5″, 116度23分, 116:23:29.5, 116 23 29.5), N, S, E, W, 东经, 西经, 南纬, 北纬 before or behind it, digits of
 * any width. South and west are negative. Returns FALSE when @text is none of these. @text is UTF-8.
 */
gboolean wg_geo_degrees_parse (const char *text, double *value);

G_END_DECLS
