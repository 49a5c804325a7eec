/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * wg_shape_overlay_cut:
 * @piece: land that is taken away
 *
 * Returns: (transfer full) (nullable): what is left of @shape, valid; %NULL when nothing is, or when it cannot be done
 */
WgShape *wg_shape_overlay_cut (const WgShape *shape, const WgShape *piece);

/**
 * wg_shape_overlay_unite:
 *
 * Returns: (transfer full) (nullable): @shape and @piece together, valid; %NULL when it cannot be done
 */
WgShape *wg_shape_overlay_unite (const WgShape *shape, const WgShape *piece);

/**
 * wg_shape_overlay_drop_corner:
 * @lon: a corner of @shape, degrees
 * @lat: a corner of @shape, degrees
 *
 * Returns: (transfer full) (nullable): @shape with its border straight on where that corner was, valid; %NULL when it has no
 *   such corner, when nothing is left, or when the border would then cross itself
 */
WgShape *wg_shape_overlay_drop_corner (const WgShape *shape, double lon, double lat);

/**
 * wg_shape_overlay_get_border:
 *
 * Returns: how long the border is that two outlines have in common, in degrees: to be compared with others of the place
 */
double wg_shape_overlay_get_border (const WgShape *shape, const WgShape *other);

/**
 * wg_shape_overlay_get_own_border_m:
 * @land: land that lies in @shape and in others
 *
 * Returns: how much of the border of @land is border of @shape too, to a centimetre across, in metres
 */
double wg_shape_overlay_get_own_border_m (const WgShape *shape, const WgShape *land);

/**
 * wg_shape_overlay_get_difference_m2:
 *
 * Returns: how much land belongs to just one of the two, in square metres, to half a percent
 */
double wg_shape_overlay_get_difference_m2 (const WgShape *shape, const WgShape *other);

/**
 * wg_shape_overlay_is_thin:
 * @metres: a width
 *
 * Returns: whether @shape is nowhere wider than @metres
 */
gboolean wg_shape_overlay_is_thin (const WgShape *shape, double metres);

G_END_DECLS
