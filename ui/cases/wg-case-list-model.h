/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-item.h"
#include "wg-case-order.h"
#include "wg-context.h"
#include "wg-queue.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgCaseListModel:
 *
 * A live list of #WgCaseItem: the cases of one queue, perhaps of one grid, perhaps with a text, in one order. A change
 * of a case shows in its item at once; rows come, go and move at the next idle second, as few of them as possible, and
 * not at all while the list is held. When there are many cases, the rows that a queue, a grid, a text or an order asks for
 * come a little later, and the old ones stay until then. Main thread only.
 *
 * Signals:
 * - `counted`: what is in the queues changed, see wg_case_list_model_get_counts().
 * - `wanted`: other rows were asked for, perhaps fewer, and are being found in a thread.
 * - `exchanged (guint n)`: more rows than a view can be told of come now: the items stay in their places and become those of other cases,
 *   and `items-changed` tells only how much longer or shorter the list is, which has @n then. Whoever keeps places lets go of them before.
 * - `arranged`: every row is where it belongs; comes after the last `items-changed`.
 */
#define WG_TYPE_CASE_LIST_MODEL (wg_case_list_model_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseListModel, wg_case_list_model, WG, CASE_LIST_MODEL, GObject)

WgCaseListModel *wg_case_list_model_new (WgContext *context, WgQueue queue);

WgQueue wg_case_list_model_get_queue (WgCaseListModel *self);
void wg_case_list_model_set_queue (WgCaseListModel *self, WgQueue queue);

/**
 * wg_case_list_model_set_text:
 * @text: (nullable): words; a case stays when its number, title, address, class, grid or holder holds each of them
 */
void wg_case_list_model_set_text (WgCaseListModel *self, const char *text);
const char *wg_case_list_model_get_text (WgCaseListModel *self);

/**
 * wg_case_list_model_set_grid:
 * @grid_id: only cases of this grid or below it; %WG_NO_ID for all
 */
void wg_case_list_model_set_grid (WgCaseListModel *self, gint64 grid_id);
gint64 wg_case_list_model_get_grid (WgCaseListModel *self);

/**
 * wg_case_list_model_set_found:
 * @records: (nullable) (element-type WgCaseRecord): these cases in place of the queue, in whatever state they are; %NULL
 *   for the queue again
 */
void wg_case_list_model_set_found (WgCaseListModel *self, GPtrArray *records);
gboolean wg_case_list_model_get_found (WgCaseListModel *self);

void wg_case_list_model_set_order (WgCaseListModel *self, WgCaseOrder order, gboolean backwards);

/**
 * wg_case_list_model_set_held:
 * @held: whether rows must stay where they are, because the pointer is among them
 */
void wg_case_list_model_set_held (WgCaseListModel *self, gboolean held);

/**
 * wg_case_list_model_find:
 *
 * Returns: the position of a case, or %G_MAXUINT when it is not in the list.
 */
guint wg_case_list_model_find (WgCaseListModel *self, gint64 case_id);

/**
 * wg_case_list_model_get_counts:
 *
 * Returns: (transfer none) (array fixed-size=11): cases in each queue, of the whole district.
 */
const guint *wg_case_list_model_get_counts (WgCaseListModel *self);

/**
 * wg_case_list_model_is_arranging:
 *
 * Returns: whether the rows that were asked for last are still to come.
 */
gboolean wg_case_list_model_is_arranging (WgCaseListModel *self);

/**
 * wg_case_list_model_set_few:
 * @few: when the district has more open cases than this, they are arranged in a thread of its own
 */
void wg_case_list_model_set_few (WgCaseListModel *self, guint few);

/**
 * wg_case_list_model_settle:
 *
 * Puts every row where it belongs now, held or not, however many there are.
 */
void wg_case_list_model_settle (WgCaseListModel *self);

G_END_DECLS
