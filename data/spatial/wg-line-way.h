/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/* Lines that are not drawn by hand: along a street, round a house. A line is a GArray of double, longitude and latitude by
 * turns.
 */

/**
 * WG_LINE_CLEARANCE_M:
 *
 * How far a line that goes round a building stays away from it.
 */
#define WG_LINE_CLEARANCE_M 0.5

/**
 * wg_line_join:
 * @wkbs: (element-type GBytes): LINESTRINGs and MULTILINESTRINGs in degrees, a street in pieces
 *
 * Returns: (transfer full) (element-type GArray): the pieces joined end to end where just two meet, the longest first
 */
GPtrArray *wg_line_join (const GPtrArray *wkbs);

/**
 * wg_line_take_part:
 * @line: a line
 * @from: a place in degrees
 * @to: a place in degrees
 *
 * Returns: (transfer full): from the place of the line that is nearest to @from to the one nearest to @to
 */
GArray *wg_line_take_part (const GArray *line, const double from[2], const double to[2]);

/**
 * wg_line_avoid:
 * @line: a line
 * @shapes: (element-type WgShape): buildings
 * @where: (out): where it cannot go round one, degrees
 *
 * Leads the line round every building that it would cut, on the shorter side.
 *
 * Returns: (transfer full) (nullable): the line, %NULL when it ends in a building or finds no way
 */
GArray *wg_line_avoid (const GArray *line, const GPtrArray *shapes, double where[2]);

G_END_DECLS
