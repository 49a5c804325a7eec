/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-backlog.h"

G_BEGIN_DECLS

/**
 * WG_TOUR_LENGTH:
 *
 * How many grids a tour visits at most: more than a handful nobody remembers, and each waits too long for its turn.
 */
#define WG_TOUR_LENGTH 6

/**
 * wg_tour_choose_depth:
 * @tree: the grids
 *
 * The level that a wall shows: the deepest one whose grids are so few (40 at most) that a number fits into each.
 *
 * Returns: a depth, that of the topmost level when all have more; 0 without grids.
 */
int wg_tour_choose_depth (const WgGridTree *tree);

/**
 * wg_tour_list_worst:
 * @backlog: the counts
 * @depth: a level
 *
 * The grids of a level that need somebody to look at them: those with open cases, most open first, then most overdue,
 * then by code.
 *
 * Returns: (transfer full) (element-type gint64): ids, %WG_TOUR_LENGTH at most.
 */
GArray *wg_tour_list_worst (WgBacklog *backlog, int depth);

G_END_DECLS
