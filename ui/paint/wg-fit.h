/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-world.h"
#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * wg_fit_get_zoom:
 * @box: degrees; a point is as large as one unit of the world
 * @width: of the rectangle, logical pixels; nothing fits into less than one
 * @height: of the rectangle, logical pixels
 *
 * Returns: the zoom at which @box just fits into the rectangle, fractional and without limits.
 */
double wg_fit_get_zoom (const WgBox *box, double width, double height);

G_END_DECLS
