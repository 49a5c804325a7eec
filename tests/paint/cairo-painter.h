/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-painter.h"

/* The same as wg_city_painter_paint_area (), painted by Cairo. */
cairo_surface_t *cairo_painter_paint_area (const WgPaintRequest *request,
                                           double zoom,
                                           double min_x,
                                           double min_y,
                                           int width,
                                           int height,
                                           double scale);
