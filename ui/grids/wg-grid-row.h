/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-measure.h"

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
 * Returns: the class of its value, 0 .. 4.
 */
guint wg_grid_row_get_class (WgGridRow *self);

/**
 * wg_grid_row_get_value:
 *
 * Returns: its value in the measure of the map, see wg_measure_get_value().
 */
gint64 wg_grid_row_get_value (WgGridRow *self);

/**
 * wg_grid_row_get_base:
 *
 * Returns: what its rate is divided by; 0 for counts.
 */
gint64 wg_grid_row_get_base (WgGridRow *self);

/**
 * wg_grid_row_update:
 * @measure: what @value and @klass are of
 */
void wg_grid_row_update (
    WgGridRow *self, const WgBacklogCounts *counts, WgMeasure measure, gint64 value, gint64 base, guint klass);

G_END_DECLS
