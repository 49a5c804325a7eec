/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-query.h"

G_BEGIN_DECLS

/**
 * WgCaseFilter:
 * @name: what it is called; of a ready one a nick that never changes
 * @operator_id: whose it is, or %WG_NO_ID: everybody's
 * @ready: it comes with the program and cannot be changed
 * @query: which cases; without an instant, a limit and times
 *
 * A question to the list of cases that is asked again and again. Ready ones are `unsatisfied-business` (日督办: those who
 * reported about doing business and were not satisfied) and `hard` (疑难: see wg_case_record_is_hard()).
 */
typedef struct
{
  char *name;
  gint64 operator_id;
  gboolean ready;
  WgCaseQuery *query;
} WgCaseFilter;

/**
 * wg_case_filter_new:
 * @query: copied
 */
WgCaseFilter *wg_case_filter_new (const char *name, gint64 operator_id, const WgCaseQuery *query);
void wg_case_filter_free (WgCaseFilter *self);

/**
 * wg_case_filter_get_label:
 *
 * Returns: (transfer none): the name for a person to read.
 */
const char *wg_case_filter_get_label (const WgCaseFilter *self);

/**
 * wg_case_filter_list_ready:
 *
 * Returns: (transfer full) (element-type WgCaseFilter): those that come with the program.
 */
GPtrArray *wg_case_filter_list_ready (void);

/**
 * wg_case_filters_find:
 * @filters: (element-type WgCaseFilter): in any order
 * @name: a name, or what wg_case_filter_get_label() says
 *
 * Returns: (nullable) (transfer none): the one of that name; of two, the operator's own.
 */
const WgCaseFilter *wg_case_filters_find (GPtrArray *filters, const char *name);

/**
 * wg_case_filters_from_json:
 * @json: (nullable): of wg_case_filters_to_json()
 *
 * Returns: (transfer full) (element-type WgCaseFilter): what can be read of it.
 */
GPtrArray *wg_case_filters_from_json (const char *json);
char *wg_case_filters_to_json (GPtrArray *filters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCaseFilter, wg_case_filter_free)

G_END_DECLS
