/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgSearchPopover:
 *
 * Search over everything: cases of any state, grids, people, each under its own heading. Enter goes there.
 *
 * Signals: `case-chosen (char *number)`, `person-chosen (char *name)`. A chosen grid is selected and shown by the popover
 * itself.
 */
#define WG_TYPE_SEARCH_POPOVER (wg_search_popover_get_type ())
G_DECLARE_FINAL_TYPE (WgSearchPopover, wg_search_popover, WG, SEARCH_POPOVER, GtkPopover)

GtkWidget *wg_search_popover_new (WgContext *context);

/**
 * wg_search_popover_set_text:
 * @text: what is typed from now on, as if by hand
 */
void wg_search_popover_set_text (WgSearchPopover *self, const char *text);

G_END_DECLS
