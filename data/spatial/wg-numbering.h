/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * wg_numbering_sort:
 * @shapes: (array length=n_shapes): the grids of one numbering act
 * @names: (array length=n_shapes) (nullable): what decides when two stand at the same place; %NULL: their position
 * @n_shapes: their number
 * @x: metres of one degree to the east
 * @y: metres of one degree to the north
 * @order: (out caller-allocates) (array length=n_shapes): positions in @shapes, in the order of their numbers
 *
 * Numbers run from west to east in rows from north to south. A grid stands where its centroid is (holes taken out, all
 * parts together), rounded to the millimetre; the northernmost grid left opens a row, and whatever is at most half the
 * lower median height south of it belongs to the row.
 */
void wg_numbering_sort (WgShape *const *shapes, const char *const *names, guint n_shapes, double x, double y,
                        guint *order);

G_END_DECLS
