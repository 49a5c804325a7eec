/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgCasePageNew:
 *
 * Registers a case while somebody tells it: what, where, who, and which open cases nearby may be the same. What is missing
 * is said next to its field before anything is sent; a refusal keeps everything that was typed.
 *
 * Actions: `new-case.register` (Ctrl+Enter), `new-case.cancel` (Esc), `new-case.clear`.
 *
 * Signals:
 * - `done (char *number)`: the case was registered; it is selected and the page is empty again.
 * - `cancelled`: the operator wants something else; what was typed is kept as a draft.
 */
#define WG_TYPE_CASE_PAGE_NEW (wg_case_page_new_get_type ())
G_DECLARE_FINAL_TYPE (WgCasePageNew, wg_case_page_new, WG, CASE_PAGE_NEW, GtkWidget)

/**
 * wg_case_page_new_new:
 * @context: the window's
 *
 * Returns: (transfer floating): an empty page.
 */
GtkWidget *wg_case_page_new_new (WgContext *context);

/**
 * wg_case_page_new_set_place:
 * @lon: degrees
 * @lat: degrees
 *
 * Fills in the point, for example the one under a click on the map. The rest of the draft stays.
 */
void wg_case_page_new_set_place (WgCasePageNew *self, double lon, double lat);

/**
 * wg_case_page_new_is_empty:
 *
 * Returns: whether there is no draft.
 */
gboolean wg_case_page_new_is_empty (WgCasePageNew *self);

/**
 * wg_case_page_new_take_focus:
 *
 * Puts the focus where the talk starts: into the title.
 */
void wg_case_page_new_take_focus (WgCasePageNew *self);

G_END_DECLS
