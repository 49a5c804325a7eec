/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"

G_BEGIN_DECLS

/**
 * WgCaseOrder:
 * @WG_CASE_ORDER_URGENCY: emergencies, then overdue by longest, then least time left, then without a clock; the order of
 *   due times, so that it does not change by time passing
 * @WG_CASE_ORDER_NEWEST: the last reported first
 * @WG_CASE_ORDER_OLDEST: the first reported first
 * @WG_CASE_ORDER_TITLE: by title
 * @WG_CASE_ORDER_CLASS: by class, then urgency
 *
 * In which order a list of cases stands. Every order is total: equal cases stand by id.
 */
typedef enum
{
  WG_CASE_ORDER_URGENCY,
  WG_CASE_ORDER_NEWEST,
  WG_CASE_ORDER_OLDEST,
  WG_CASE_ORDER_TITLE,
  WG_CASE_ORDER_CLASS,
} WgCaseOrder;
#define WG_N_CASE_ORDERS 5

const char *wg_case_order_to_nick (WgCaseOrder order);
gboolean wg_case_order_from_nick (const char *nick, WgCaseOrder *order);
const char *wg_case_order_get_label (WgCaseOrder order);

/**
 * wg_case_order_compare:
 *
 * Returns: below, equal to or above 0 as @a stands before, at or behind @b.
 */
int wg_case_order_compare (WgCaseOrder order, const WgCaseRecord *a, const WgCaseRecord *b);

G_END_DECLS
