/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-entry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgStatusLine:
 *
 * The lowest line of the window: whether the data are live and as of when, what lies outside all grids, open, overdue
 * and due soon, who works here, and the place under the pointer.
 */
#define WG_TYPE_STATUS_LINE (wg_status_line_get_type ())
G_DECLARE_FINAL_TYPE (WgStatusLine, wg_status_line, WG, STATUS_LINE, GtkWidget)

/**
 * wg_status_line_set_context:
 *
 * For templates: starts to follow @context. To be called once.
 */
void wg_status_line_set_context (WgStatusLine *self, WgContext *context);

/**
 * wg_status_line_set_counts:
 * @counts: (nullable) (array fixed-size=11): cases in each #WgQueue; %NULL while they are being read
 */
void wg_status_line_set_counts (WgStatusLine *self, const guint *counts);

/**
 * wg_status_line_get_command:
 *
 * Returns: (transfer none): the command line, which the page connects to its card.
 */
WgCommandEntry *wg_status_line_get_command (WgStatusLine *self);

G_END_DECLS
