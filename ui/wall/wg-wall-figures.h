/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgWallFigures:
 *
 * The column of a wall: district, time of day, five figures with what they are parts of, and the emergency that needs
 * somebody first. No names, phones or words of reporters: an emergency is told by number, class and grid.
 */
#define WG_TYPE_WALL_FIGURES (wg_wall_figures_get_type ())
G_DECLARE_FINAL_TYPE (WgWallFigures, wg_wall_figures, WG, WALL_FIGURES, GtkWidget)

GtkWidget *wg_wall_figures_new (WgContext *context);

/**
 * wg_wall_figures_set_lines:
 * @lines: how high the column is, in sizes of body text
 *
 * Far seats need large text: then the grounds of the figures and the last figures are left out, rather than cut off.
 */
void wg_wall_figures_set_lines (WgWallFigures *self, double lines);

G_END_DECLS
