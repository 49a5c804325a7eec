/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-grid-tree.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgGridFamily:
 *
 * What a grid came from and what became of it, through any chain of changes, each with its date. A row leads to the map of
 * that day: before the change for what it came from, after it for what it became (`win.past-grid`).
 */
#define WG_TYPE_GRID_FAMILY (wg_grid_family_get_type ())
G_DECLARE_FINAL_TYPE (WgGridFamily, wg_grid_family, WG, GRID_FAMILY, GtkWidget)

GtkWidget *wg_grid_family_new (WgContext *context);

/**
 * wg_grid_family_show:
 * @code: (nullable): of a grid that is or was in force; %NULL shows nothing
 */
void wg_grid_family_show (WgGridFamily *self, const char *code);

/**
 * wg_grid_family_get_n_rows:
 *
 * Returns: how many changes it lists, -1 while they are read
 */
int wg_grid_family_get_n_rows (WgGridFamily *self);

/**
 * wg_grid_card_new:
 * @grid: a grid in force
 *
 * Returns: (transfer floating): a popover that tells who a grid is and shows its family
 */
GtkWidget *wg_grid_card_new (WgContext *context, const WgGrid *grid);

G_END_DECLS
