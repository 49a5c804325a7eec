/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-check.h"

G_BEGIN_DECLS

/**
 * WgCoverageStep:
 *
 * Called now and then while something long is worked on, on the thread that works.
 *
 * Returns: whether it is still wanted
 */
typedef gboolean (*WgCoverageStep) (gpointer data);

/**
 * WG_COVERAGE_WIDEST_M: what lies further apart is no street between two grids.
 */
#define WG_COVERAGE_WIDEST_M 100.0

/**
 * wg_coverage_measure_between:
 * @items: (array length=n_items): the grids of one level
 * @median_m: (out): half of the sides that lie opposite another grid are nearer to it
 *
 * Looks straight away from the sides of some hundred grids, evenly chosen.
 *
 * Returns: within how many metres nine of ten of those sides that lie opposite another grid have it; a whole number, 0 when
 *   nothing lies opposite anything within %WG_COVERAGE_WIDEST_M
 */
double wg_coverage_measure_between (const WgCoverageItem *items, guint n_items, double *median_m);

/**
 * wg_coverage_fill_between:
 * @items: (array length=n_items): the grids of one level
 * @grows: (array length=n_items): which of them may get land; the others keep their outline
 * @width_m: what is wider stays as it is, metres
 * @step: (scope call) (nullable): asked now and then
 * @grown: (array length=n_items) (out caller-allocates) (transfer full): the outline of each grid that got land, else %NULL
 * @error: return location
 *
 * Lets grids grow to the middle of what lies between them, or up to a grid that may not grow. What two of them then have in
 * common is one border with the same corners in both. A street as wide as @width_m is filled with its crossings; what is
 * wider (a park, a river), or is open to the outside, stays. Lengths are right where a degree of longitude is as long as in the
 * middle of all: in a city.
 *
 * Returns: %FALSE with %WG_ERROR_CANCELLED when @step says so, with %WG_ERROR_REFUSED when there is too much border for @width_m
 */
gboolean wg_coverage_fill_between (const WgCoverageItem *items, const gboolean *grows, guint n_items, double width_m,
                                   WgCoverageStep step, gpointer data, WgShape **grown, GError **error);

G_END_DECLS
