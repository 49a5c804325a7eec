/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"

G_BEGIN_DECLS

/**
 * WgCaseItem:
 *
 * One case in a list: the same object for as long as the case is known, whatever happens to its record.
 *
 * Property `record` (WgCaseRecord) notifies when the case was changed; what shows it redraws in place.
 */
#define WG_TYPE_CASE_ITEM (wg_case_item_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseItem, wg_case_item, WG, CASE_ITEM, GObject)

WgCaseItem *wg_case_item_new (WgCaseRecord *record);

/**
 * wg_case_item_get_record:
 *
 * Returns: (transfer none): the record of this moment.
 */
WgCaseRecord *wg_case_item_get_record (WgCaseItem *self);
void wg_case_item_set_record (WgCaseItem *self, WgCaseRecord *record);

G_END_DECLS
