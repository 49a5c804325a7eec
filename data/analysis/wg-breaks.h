/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-backlog.h"

G_BEGIN_DECLS

/**
 * WgBreaksMethod:
 * @WG_BREAKS_ROUND: quarters of the grids that have any, rounded to 1, 2, 5, 10, …: what a centre keeps for years.
 * @WG_BREAKS_QUANTILE: the same quarters, not rounded: every colour has as many grids, for one briefing.
 * @WG_BREAKS_JENKS: where the values themselves leave gaps (Fisher 1958, Jenks 1967): the least sum of squared
 *   distances to the means of the classes, for one briefing.
 *
 * How bounds of classes are proposed. Class 0 is "none" in all of them.
 */
typedef enum
{
  WG_BREAKS_ROUND,
  WG_BREAKS_QUANTILE,
  WG_BREAKS_JENKS,
} WgBreaksMethod;
#define WG_N_BREAKS_METHODS 3

const char *wg_breaks_method_get_label (WgBreaksMethod method);

/**
 * wg_breaks_propose:
 * @values: (array length=n_values): the values of the grids of one level; below 0 is not defined and does not count
 * @breaks: (out caller-allocates) (array fixed-size=4): the proposal, valid as wg_backlog_breaks_are_valid() says
 *
 * Equal values are never parted. Without any value above 0 the start value is proposed.
 */
void wg_breaks_propose (WgBreaksMethod method, const gint64 *values, gsize n_values, gint64 *breaks);

G_END_DECLS
