/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-field.h"
#include "wg-local-statistic.h"

G_BEGIN_DECLS

/**
 * WG_RISING_WEEKS:
 *
 * How many weeks the last one is held against.
 */
#define WG_RISING_WEEKS 8

/**
 * wg_rising_get_begin:
 * @to_ms: the first instant after the last week, milliseconds UTC
 *
 * Returns: when the first of the weeks begins that are looked at
 */
gint64 wg_rising_get_begin (gint64 to_ms);

/**
 * wg_rising_judge:
 * @field: the cases since wg_rising_get_begin() and before @to_ms
 * @to_ms: the first instant after the last week, milliseconds UTC
 * @options: `level` and `min_sum` of it: fewer cases than that in all weeks are no test
 *
 * This week against the eight before: of all cases of a grid, a ninth is expected to be new.
 *
 * Returns: (transfer full) (array): a row for each grid of @field; its value is the number of cases in the last week
 */
WgLocalRow *wg_rising_judge (const WgCaseField *field, gint64 to_ms, const WgLocalOptions *options);

/**
 * wg_rising_get_before:
 * @row: of grid @place
 *
 * Returns: how many cases that grid had in each of the weeks before, on average
 */
double wg_rising_get_before (const WgCaseField *field, guint place, const WgLocalRow *row);

G_END_DECLS
