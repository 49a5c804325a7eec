/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * bench_list_find_adjustment:
 * @widget: a pane with a list in columns
 *
 * Returns: (transfer none) (nullable): what its scroll bar moves
 */
GtkAdjustment *bench_list_find_adjustment (GtkWidget *widget);

G_END_DECLS
