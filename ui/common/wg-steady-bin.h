/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_STEADY_BIN (wg_steady_bin_get_type ())
G_DECLARE_FINAL_TYPE (WgSteadyBin, wg_steady_bin, WG, STEADY_BIN, GtkWidget)

/**
 * WgSteadyBin:
 *
 * A place for one child in a row of others: it asks for the same width however high the row is. In a template the child is
 * its `<child>`.
 */

/**
 * wg_steady_bin_new:
 * @child: (transfer floating): what stands in it
 */
GtkWidget *wg_steady_bin_new (GtkWidget *child);

G_END_DECLS
