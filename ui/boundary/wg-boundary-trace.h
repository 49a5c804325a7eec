/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-boundary-sketch.h"

G_BEGIN_DECLS

/**
 * wg_boundary_trace_find:
 * @from: a place on a road, a border or a wall, degrees
 * @to: another one
 * @along_borders: %FALSE for a line that is to part a grid, which must leave its border
 *
 * The shortest way from one to the other along what is there: roads, borders of the draft and walls, wherever two of them
 * have a corner in common. Only what lies about the two places is looked at.
 *
 * Returns: (transfer full) (nullable) (element-type double): the corners between, pairs of degrees, without the two places
 *   (so an empty one when they lie on one straight piece); %NULL when no way leads there.
 */
GArray *wg_boundary_trace_find (WgBoundarySketch *sketch, const double from[2], const double to[2], gboolean along_borders);

G_END_DECLS
