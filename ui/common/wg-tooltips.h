/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wg_tooltips_install:
 *
 * From now on the tooltip texts of all widgets stand in lines of a width that suits their script. Once, after GTK is
 * initialised; a widget class with a tooltip of its own keeps it.
 */
void wg_tooltips_install (void);

/**
 * wg_tooltips_set_text:
 * @tooltip: from the query of @widget
 * @widget: whose tooltip it is
 * @text: what it says, plain
 */
void wg_tooltips_set_text (GtkTooltip *tooltip, GtkWidget *widget, const char *text);

/**
 * wg_tooltips_get_label:
 * @widget: a widget
 *
 * Returns: (transfer none) (nullable): what shows the tooltip of @widget, %NULL before it was asked for the first time.
 */
GtkWidget *wg_tooltips_get_label (GtkWidget *widget);

G_END_DECLS
