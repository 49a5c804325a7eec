/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * wg_wkt_to_line:
 * @text: a LINESTRING, or a POLYGON of which the outer ring is taken; pairs of degrees
 * @is_area: (out) (optional): whether it was a POLYGON
 *
 * Returns: (transfer full) (element-type double) (nullable): longitude and latitude by turns, or %NULL with
 *   %WG_ERROR_UNREADABLE
 */
GArray *wg_wkt_to_line (const char *text, gboolean *is_area, GError **error);

/**
 * wg_wkt_to_shape:
 * @text: a POLYGON or MULTIPOLYGON in degrees
 * @scale: what a number has to be multiplied with to be degrees, 1 for degrees
 *
 * Returns: (transfer full) (nullable): the shape, or %NULL with %WG_ERROR_UNREADABLE
 */
WgShape *wg_wkt_to_shape (const char *text, double scale, GError **error);

/**
 * wg_wkt_from_shape:
 *
 * Returns: (transfer full): a POLYGON or MULTIPOLYGON in degrees with all digits of %WG_SHAPE_UNIT
 */
char *wg_wkt_from_shape (const WgShape *shape);

G_END_DECLS
