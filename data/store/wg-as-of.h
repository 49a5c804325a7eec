/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"

G_BEGIN_DECLS

/**
 * wg_as_of_case:
 * @present: a case as it is now
 * @later: (nullable) (element-type WgEvent): its events after @at_ms, oldest first
 * @at_ms: an instant, milliseconds UTC
 * @error: %WG_ERROR_DAMAGED when an event cannot be read
 *
 * What the case was at an instant. Its later events are taken back one by one from their `old` values. Where there are no
 * events (imported cases), the business times decide: what is reported, filed, assigned, done or closed after @at_ms had
 * not happened. Names of holders are those of the present; see wg_store_work_list_cases_at() for others.
 *
 * Returns: (transfer full) (nullable): the case, or %NULL without @error set when it was not there.
 */
WgCaseRecord *wg_as_of_case (const WgCaseRecord *present, GPtrArray *later, gint64 at_ms, GError **error);

G_END_DECLS
