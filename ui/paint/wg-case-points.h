/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-city-cases.h"

G_BEGIN_DECLS

/**
 * wg_case_point_of:
 * @record: a case with a place
 * @now_ms: the instant for limits, milliseconds UTC
 *
 * Returns: what the map shows of one case.
 */
WgCasePoint wg_case_point_of (const WgCaseRecord *record, gint64 now_ms);

/**
 * wg_case_points_of:
 * @records: (element-type WgCaseRecord): cases
 * @now_ms: the instant for limits, milliseconds UTC
 *
 * What the map shows of cases: those that are open and have a place.
 *
 * Returns: (transfer full): the cases for the painter.
 */
WgCityCases *wg_case_points_of (GPtrArray *records, gint64 now_ms);

/**
 * wg_case_points_are_equal:
 * @a: (element-type WgCasePoint) (nullable): points
 * @b: (element-type WgCasePoint): others
 *
 * Returns: whether they are the same, in the same order.
 */
gboolean wg_case_points_are_equal (const GArray *a, const GArray *b);

G_END_DECLS
