/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * WgWeights:
 *
 * Who is whose neighbour: for each of n places the others that count as near. Immutable, reference-counted, safe to share
 * between threads. A place is never its own neighbour here; a statistic that counts the place itself says so.
 */
typedef struct _WgWeights WgWeights;

#define WG_TYPE_WEIGHTS (wg_weights_get_type ())
GType wg_weights_get_type (void) G_GNUC_CONST;

/**
 * wg_weights_new:
 * @n: the number of places
 * @starts: (array length=n): where the neighbours of each begin, and at @n where the last ones end
 * @neighbours: indices below @n, none of them the place itself, none twice
 *
 * Returns: (transfer full): the weights, everything copied
 */
WgWeights *wg_weights_new (guint n, const guint *starts, const guint *neighbours);

/**
 * wg_weights_new_within:
 * @x: (array length=n): metres eastwards
 * @y: (array length=n): metres northwards
 * @n: the number of places
 * @radius_m: metres; a place exactly so far is a neighbour
 *
 * Returns: (transfer full): everybody within @radius_m
 */
WgWeights *wg_weights_new_within (const double *x, const double *y, guint n, double radius_m);

/**
 * wg_weights_new_nearest:
 * @k: how many, at most @n - 1
 *
 * Of equally far ones the lower index comes first.
 *
 * Returns: (transfer full): the @k nearest of everybody; being near is not mutual
 */
WgWeights *wg_weights_new_nearest (const double *x, const double *y, guint n, guint k);

/**
 * wg_weights_new_touching:
 * @shapes: (array length=n) (element-type WgShape): outlines; %NULL touches nobody
 * @n: their number
 * @tolerance_m: how far apart two drawn lines may be that mean one border, metres
 *
 * Corners need not agree: what counts is that the two outlines run along each other for more than four times
 * @tolerance_m, so that four grids that meet in a corner are not neighbours across it.
 *
 * Returns: (transfer full): who shares a border with whom
 */
WgWeights *wg_weights_new_touching (WgShape *const *shapes, guint n, double tolerance_m);

WgWeights *wg_weights_ref (WgWeights *weights);
void wg_weights_unref (WgWeights *weights);

guint wg_weights_get_n (const WgWeights *weights);

/**
 * wg_weights_get_neighbours:
 * @n_neighbours: (out): their number
 *
 * Returns: (transfer none) (array length=n_neighbours): ascending
 */
const guint *wg_weights_get_neighbours (const WgWeights *weights, guint place, guint *n_neighbours);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgWeights, wg_weights_unref)

G_END_DECLS
