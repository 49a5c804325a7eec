/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-detail.h"
#include "wg-case-list.h"
#include "wg-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgDispatchPage:
 *
 * The view of a dispatcher: queues, list, map, detail. They know each other only through the context.
 *
 * Properties: `show-queue`, `show-detail` (boolean), bound by the buttons of the header.
 */
#define WG_TYPE_DISPATCH_PAGE (wg_dispatch_page_get_type ())
G_DECLARE_FINAL_TYPE (WgDispatchPage, wg_dispatch_page, WG, DISPATCH_PAGE, GtkWidget)

GtkWidget *wg_dispatch_page_new (WgContext *context);

WgCaseList *wg_dispatch_page_get_list (WgDispatchPage *self);
WgCaseDetail *wg_dispatch_page_get_detail (WgDispatchPage *self);

/**
 * wg_dispatch_page_get_map:
 *
 * Returns: (transfer none): what stands between queue and detail.
 */
GtkWidget *wg_dispatch_page_get_map (WgDispatchPage *self);

/**
 * wg_dispatch_page_set_widths:
 * @queue: pixels at a text size of 100 %; 0 is the first width for the size of the window
 * @detail: the same for the detail
 */
void wg_dispatch_page_set_widths (WgDispatchPage *self, int queue, int detail);
void wg_dispatch_page_get_widths (WgDispatchPage *self, int *queue, int *detail);

/**
 * wg_dispatch_page_take_focus:
 *
 * Puts the keyboard where letters are moves: on the rows, on the map when the queue has none.
 */
void wg_dispatch_page_take_focus (WgDispatchPage *self);

/**
 * wg_dispatch_page_move_focus:
 * @by: 1 for the next pane, -1 for the one before
 */
void wg_dispatch_page_move_focus (WgDispatchPage *self, int by);

/**
 * wg_dispatch_page_do_verb:
 * @verb: a verb of the workflow; what it demands is asked for in the detail
 */
void wg_dispatch_page_do_verb (WgDispatchPage *self, WgVerb verb);

/**
 * wg_dispatch_page_open_menu:
 *
 * Opens the menu of the selected case.
 */
void wg_dispatch_page_open_menu (WgDispatchPage *self);

/**
 * wg_dispatch_page_new_case:
 *
 * Shows the page of a new case, with the draft it may still hold, in the place of the detail.
 */
void wg_dispatch_page_new_case (WgDispatchPage *self);

/**
 * wg_dispatch_page_assign_nth:
 * @n: 0 for the first person of the list
 *
 * Assigns the case or the cases selected to the nth person shown.
 */
void wg_dispatch_page_assign_nth (WgDispatchPage *self, guint n);

/**
 * wg_dispatch_page_confirm:
 *
 * Does what the button of several selected cases says.
 */
void wg_dispatch_page_confirm (WgDispatchPage *self);

/**
 * wg_dispatch_page_focus_command:
 *
 * Puts the cursor into the command line.
 */
void wg_dispatch_page_focus_command (WgDispatchPage *self);

/**
 * wg_dispatch_page_step_back:
 *
 * What Esc does: leaves the new case or the form, else empties the filter, else unselects.
 */
void wg_dispatch_page_step_back (WgDispatchPage *self);

G_END_DECLS
