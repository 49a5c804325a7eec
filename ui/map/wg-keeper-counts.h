/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store-grids.h"

G_BEGIN_DECLS

/**
 * wg_keeper_counts_new:
 * @tree: the grids to count for
 * @book: grids and keepers as they were read
 *
 * Counts the persons on posts A and B of each grid and of all below it, each person once a grid.
 *
 * Returns: (transfer full) (array): by the index of @tree.
 */
gint64 *wg_keeper_counts_new (WgGridTree *tree, const WgGridBook *book);

G_END_DECLS
