/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_wall_scale_get_em:
 * @width: of the screen, logical pixels
 * @wall_width: of the screen, metres
 * @distance: from the screen to the last row of seats, metres
 *
 * The size of body text at which its capitals are 20 arc minutes tall for whoever sits at @distance: what is read without
 * effort. Capitals are taken as 0.7 of the size.
 *
 * Returns: logical pixels; never less than 1/120 and never more than 1/40 of @width, so that the layout holds.
 */
double wg_wall_scale_get_em (double width, double wall_width, double distance);

/**
 * wg_wall_scale_get_shift:
 * @step: counts up, one every few minutes
 * @dx: (out): logical pixels, 0 to 4
 * @dy: (out): logical pixels, 0 to 4
 *
 * Where the picture stands at @step: eight places around its middle, two pixels apart, so that no pixel of a screen shows
 * the same edge for weeks.
 */
void wg_wall_scale_get_shift (guint step, int *dx, int *dy);

G_END_DECLS
