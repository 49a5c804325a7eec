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

G_END_DECLS
