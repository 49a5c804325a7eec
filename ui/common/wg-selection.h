/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"

G_BEGIN_DECLS

/**
 * WgSelection:
 *
 * What the operator looks at: one case or a set of them, one grid, one building, each or none. Map, queue and detail show the same
 * selection and set it through this object; it holds ids only, so it survives every reload of the live data.
 *
 * Properties: `case-id`, `grid-id`, `building-id` (gint64, %WG_NO_ID for none). Signal: `changed`, once after every
 * call that changed something.
 */
#define WG_TYPE_SELECTION (wg_selection_get_type ())
G_DECLARE_FINAL_TYPE (WgSelection, wg_selection, WG, SELECTION, GObject)

WgSelection *wg_selection_new (void);

/**
 * wg_selection_select_case:
 * @case_id: a case, or %WG_NO_ID
 *
 * Selects a case. The selected grid and building stay only when @case_id is the case that is selected already.
 */
void wg_selection_select_case (WgSelection *self, gint64 case_id);

/**
 * wg_selection_select_cases:
 * @ids: (array length=n): cases
 *
 * Selects several cases; of one or none it is the same as selecting that one or none. A set stays until something else is
 * selected, whatever becomes of its cases.
 */
void wg_selection_select_cases (WgSelection *self, const gint64 *ids, guint n);

/**
 * wg_selection_get_cases:
 * @n: (out): how many, never 1
 *
 * Returns: (transfer none) (array length=n): the cases of a set, in the order in which they were given.
 */
const gint64 *wg_selection_get_cases (WgSelection *self, guint *n);

/**
 * wg_selection_select_grid:
 * @grid_id: a grid, or %WG_NO_ID
 *
 * Selects a grid; the case stays selected.
 */
void wg_selection_select_grid (WgSelection *self, gint64 grid_id);

/**
 * wg_selection_select_building:
 * @building_id: a building, or %WG_NO_ID
 *
 * Selects a building; the case stays selected.
 */
void wg_selection_select_building (WgSelection *self, gint64 building_id);

/**
 * wg_selection_clear:
 *
 * Selects nothing.
 */
void wg_selection_clear (WgSelection *self);

gint64 wg_selection_get_case (WgSelection *self);
gint64 wg_selection_get_grid (WgSelection *self);
gint64 wg_selection_get_building (WgSelection *self);

G_END_DECLS
