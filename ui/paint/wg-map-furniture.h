/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-map-painter.h"

G_BEGIN_DECLS

/* Legend, scale bar and attribution of a whole picture, in the logical pixels of its view. */

void wg_map_furniture_paint_legend (cairo_t *cr, const WgMapPicture *picture, guint level);
void wg_map_furniture_paint_scale (cairo_t *cr, const WgMapPicture *picture);
void wg_map_furniture_paint_attribution (cairo_t *cr, const WgMapPicture *picture);

/* The longest of 1, 2, 5 x 10^n metres that is at most @max_px logical pixels long; @px is how long. */
double wg_map_furniture_choose_scale (double metres_per_pixel, double max_px, double *px);

G_END_DECLS
