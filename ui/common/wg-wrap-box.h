/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgWrapBox:
 *
 * Puts its children in a row at their natural widths and goes on in the next line, as words do. A child that is wider
 * than the box gets the width of the box.
 */
#define WG_TYPE_WRAP_BOX (wg_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (WgWrapBox, wg_wrap_box, WG, WRAP_BOX, GtkWidget)

void wg_wrap_box_append (WgWrapBox *self, GtkWidget *child);
void wg_wrap_box_clear (WgWrapBox *self);

G_END_DECLS
