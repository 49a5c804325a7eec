/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgPaneHandle:
 *
 * The edge between two panes, 1 pixel to see and 7 to grab. Dragging it, or the arrow keys while it has the focus, sets
 * the width of its pane; a double click brings back the first width. Widths are in pixels at a text size of 100 %.
 *
 * Properties: `width` (int), readable and writable, between `minimum` and `maximum` (construct).
 */
#define WG_TYPE_PANE_HANDLE (wg_pane_handle_get_type ())
G_DECLARE_FINAL_TYPE (WgPaneHandle, wg_pane_handle, WG, PANE_HANDLE, GtkWidget)

/**
 * wg_pane_handle_set_up:
 * @pane: the widget whose width request follows
 * @side: where the pane is, seen from the handle: %GTK_PACK_START or %GTK_PACK_END
 * @minimum: pixels
 * @first: pixels, what a double click brings back
 * @maximum: pixels
 * @label: what a screen reader says, for example "Width of the queue"
 */
void wg_pane_handle_set_up (
    WgPaneHandle *self, GtkWidget *pane, GtkPackType side, int minimum, int first, int maximum, const char *label);

int wg_pane_handle_get_width (WgPaneHandle *self);
void wg_pane_handle_set_width (WgPaneHandle *self, int width);

/**
 * wg_pane_handle_set_extra:
 * @extra: pixels that the pane needs beside what the handle sets, 0 and more (the rail beside the queue)
 */
void wg_pane_handle_set_extra (WgPaneHandle *self, int extra);

/**
 * wg_pane_handle_set_text_scale:
 * @text_scale: by how much text is larger than 100 %; panes grow with it
 */
void wg_pane_handle_set_text_scale (WgPaneHandle *self, double text_scale);

G_END_DECLS
