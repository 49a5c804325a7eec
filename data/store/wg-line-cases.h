/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_line_cases_list:
 * @digits: what the number of a case ends with
 * @verb: the #WgVerb that is to be made, or a negative number when none is
 * @except: (nullable): the number of the case that is to be merged into the one that is sought, which must be open
 * @most: how many are enough for a choice
 *
 * Which cases the digits of a line can mean. On the thread of the connection.
 *
 * Returns: (transfer full) (element-type WgCaseRecord): the cases whose number ends so and for which @verb is possible now, the
 *   newest first: open ones, or, where none of them is meant, those that were closed, rejected or merged. Where it is possible
 *   for none, the newest alone, so that its refusal can say what is possible. %NULL with @error set.
 */
GPtrArray *wg_line_cases_list (WgStoreWork *work, const char *digits, int verb, const char *except, guint most, GError **error);

G_END_DECLS
