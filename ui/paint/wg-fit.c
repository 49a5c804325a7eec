/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every map of the desk, the wall, the papers and the command line begins with a whole district in view; they must agree
 * on how close that is.
 */

#include "wg-fit.h"

#include <math.h>

double
wg_fit_get_zoom (const WgBox *box, double width, double height)
{
  double dx = MAX (wg_world_x (box->max_lon) - wg_world_x (box->min_lon), 1.0);
  double dy = MAX (wg_world_y (box->min_lat) - wg_world_y (box->max_lat), 1.0);

  return log2 (MIN (MAX (width, 1.0) / dx, MAX (height, 1.0) / dy) * WG_WORLD_SIZE / WG_TILE_SIZE);
}
