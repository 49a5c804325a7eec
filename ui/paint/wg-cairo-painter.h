/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-painter.h"

G_BEGIN_DECLS

/**
 * wg_cairo_painter_paint_area:
 *
 * The same as wg_city_painter_paint_area(), painted by Cairo: a peer to compare with, in looks and in time.
 *
 * Returns: (transfer full): an image.
 */
cairo_surface_t *wg_cairo_painter_paint_area (const WgPaintRequest *request,
                                           double zoom,
                                           double min_x,
                                           double min_y,
                                           int width,
                                           int height,
                                           double scale);

G_END_DECLS
