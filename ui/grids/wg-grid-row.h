/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-backlog.h"

G_BEGIN_DECLS

/**
 * WgGridRow:
 *
 * One grid with its figures, for a list. Signal `changed`: the figures did.
 */
#define WG_TYPE_GRID_ROW (wg_grid_row_get_type ())
G_DECLARE_FINAL_TYPE (WgGridRow, wg_grid_row, WG, GRID_ROW, GObject)

WgGridRow *wg_grid_row_new (const WgGrid *grid);
gint64 wg_grid_row_get_id (WgGridRow *self);
const char *wg_grid_row_get_code (WgGridRow *self);
const char *wg_grid_row_get_name (WgGridRow *self);
const WgBacklogCounts *wg_grid_row_get_counts (WgGridRow *self);

/**
 * wg_grid_row_get_class:
 *
 * Returns: the backlog class, 0 .. 4.
 */
guint wg_grid_row_get_class (WgGridRow *self);
void wg_grid_row_update (WgGridRow *self, const WgBacklogCounts *counts, guint klass);

G_END_DECLS
