/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"
#include "wg-figures.h"

G_BEGIN_DECLS

/**
 * wg_command_figures_take_period:
 * @kind: (out): the length that was named, or %WG_PERIOD_FREE
 * @period: (out): of `--period`, or `--from` and `--to`; known up to `--at`, or now
 *
 * Returns: %FALSE with %WG_ERROR_USAGE when there is none or it makes no sense.
 */
gboolean wg_command_figures_take_period (WgCommandCall *call, WgPeriodKind *kind, WgPeriod *period, GError **error);

/**
 * wg_command_figures_keep_cases:
 * @records: (element-type WgCaseRecord): cases; those that are not in the numerator of `--indicator` are taken out
 *
 * The way from a figure back to its cases: `--indicator`, its period, `--grid`, and what was told apart.
 */
gboolean wg_command_figures_keep_cases (WgCommandCall *call, GPtrArray *records, GError **error);

G_END_DECLS
