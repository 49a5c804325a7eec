/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"
#include "wg-store-cases.h"

G_BEGIN_DECLS

/* What --state and --queue take, wherever cases are chosen. */
#define WG_STATE_CHOICES "reported|filed|assigned|handling|handled|closed|rejected|merged"
#define WG_QUEUE_CHOICES \
  "today|uncleared|mine|to-dispatch|overdue|due-soon|bounced|holder-left|to-check|call-back|reported|assigned|handling|supervised|suspended|outside|open|emergency"

/* How a case is printed, for the list and for the single one. */

/**
 * wg_command_cases_get_class:
 *
 * Returns: (nullable): the code of the class, else what it was called in the file it came from.
 */
const char *wg_command_cases_get_class (const WgCaseRecord *record);

/**
 * wg_command_cases_get_grid:
 * @codes: of wg_store_list_grid_codes_finish()
 *
 * Returns: (nullable): the code of the home grid.
 */
const char *wg_command_cases_get_grid (GHashTable *codes, const WgCaseRecord *record);

/**
 * wg_command_cases_write:
 * @now_ms: the instant for `overdue`
 *
 * Writes the keys of a case into an open object.
 */
void wg_command_cases_write (WgJsonWriter *out, const WgCaseRecord *record, const char *grid, gint64 now_ms);

/**
 * wg_command_cases_list:
 * @query: which; its `as_of_ms` is wg_command_call_get_now()
 *
 * Returns: (transfer full) (element-type WgCaseRecord): the cases, with `--at` as they were then.
 */
GPtrArray *wg_command_cases_list (WgCommandCall *call, const WgCaseQuery *query, GError **error);

/**
 * wg_command_cases_find:
 *
 * The same, and of its queue when it names one; then its limit is the caller's to keep.
 */
GPtrArray *wg_command_cases_find (WgCommandCall *call, const WgCaseQuery *query, GError **error);

/**
 * wg_command_cases_take_filter:
 * @query: gets what the filter options say
 */
gboolean wg_command_cases_take_filter (WgCommandCall *call, WgCaseQuery *query, GError **error);

G_END_DECLS
