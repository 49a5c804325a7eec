/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-list-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgCaseList:
 *
 * The queue: what needs me next. Head with filter and order, pinned emergencies, the table. It follows the selection of
 * the context and sets it.
 *
 * Property: `queue` (guint), the #WgQueue shown. Signals:
 * - `activated`: Enter or a double click on a case: the detail shall take the focus.
 * - `menu (GtkWidget *at, double x, double y)`: the menu of the selected case is asked for at this place of @at.
 * - `selected-old (char *number)`: a case was selected that is no longer among the live ones: it has to be read.
 * - `counted`: the queues hold other numbers, see wg_case_list_get_counts().
 */
#define WG_TYPE_CASE_LIST (wg_case_list_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseList, wg_case_list, WG, CASE_LIST, GtkWidget)

/**
 * wg_case_list_set_context:
 *
 * For templates: fills the list. To be called once.
 */
void wg_case_list_set_context (WgCaseList *self, WgContext *context);

WgQueue wg_case_list_get_queue (WgCaseList *self);
void wg_case_list_set_queue (WgCaseList *self, WgQueue queue);

/**
 * wg_case_list_get_model:
 *
 * Returns: (transfer none): the cases of the table.
 */
WgCaseListModel *wg_case_list_get_model (WgCaseList *self);
const guint *wg_case_list_get_counts (WgCaseList *self);

/**
 * wg_case_list_set_chooser_visible:
 * @visible: whether the head holds the choice of the queue, because there is no room for the rail
 */
void wg_case_list_set_chooser_visible (WgCaseList *self, gboolean visible);

void wg_case_list_set_compact (WgCaseList *self, gboolean compact);
void wg_case_list_focus_filter (WgCaseList *self);

/**
 * wg_case_list_set_text:
 * @text: what stands in the filter
 */
void wg_case_list_set_text (WgCaseList *self, const char *text);

/**
 * wg_case_list_show_found:
 * @title: what they are
 * @records: (element-type WgCaseRecord): cases
 *
 * Shows these cases in place of the queue, with a chip that says so and leads back; another queue does as well.
 */
void wg_case_list_show_found (WgCaseList *self, const char *title, GPtrArray *records);

/**
 * wg_case_list_focus_rows:
 *
 * Puts the keyboard on the rows, where letters are moves, or on what an empty queue offers instead; never into the filter.
 *
 * Returns: whether there was anything to put it on.
 */
gboolean wg_case_list_focus_rows (WgCaseList *self);

/**
 * wg_case_list_select_next:
 * @by: 1 for the case below the selected one, -1 for the one above
 */
void wg_case_list_select_next (WgCaseList *self, int by);

G_END_DECLS
