/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wg_former_focus_remember:
 * @former: a weak pointer, see g_set_weak_pointer(): gets what has the focus while that is outside of @pane
 */
void wg_former_focus_remember (GtkWidget **former, GtkWidget *pane);

/**
 * wg_former_focus_give_back:
 *
 * When the focus is in @pane, gives it to what had it before, or to what stands there now, or else to the next pane of the
 * window. @former is cleared.
 */
void wg_former_focus_give_back (GtkWidget **former, GtkWidget *pane);

G_END_DECLS
