/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a wall is read from the back of the room and burns in; both are arithmetic and nothing of GTK. */

#include "wg-wall-scale.h"

#include <math.h>

#define CAP_ARC_MINUTES 20.0
#define CAP_SHARE 0.7
#define LEAST_SHARE (1.0 / 120)
#define MOST_SHARE (1.0 / 40)

double
wg_wall_scale_get_em (double width, double wall_width, double distance)
{
  double half_angle = CAP_ARC_MINUTES / 60 / 2 * G_PI / 180;
  double cap_metres = 2 * distance * tan (half_angle);

  g_return_val_if_fail (width > 0 && wall_width > 0 && distance > 0, 16);
  return CLAMP (cap_metres / CAP_SHARE * width / wall_width, width * LEAST_SHARE, width * MOST_SHARE);
}

void
wg_wall_scale_get_shift (guint step, int *dx, int *dy)
{
  static const int path[8][2] = { { 2, 0 }, { 4, 0 }, { 4, 2 }, { 4, 4 }, { 2, 4 }, { 0, 4 }, { 0, 2 }, { 0, 0 } };

  *dx = path[step % G_N_ELEMENTS (path)][0];
  *dy = path[step % G_N_ELEMENTS (path)][1];
}
