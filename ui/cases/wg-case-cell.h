/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-item.h"
#include "wg-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgCaseCellKind:
 * @WG_CASE_CELL_ICON: the sprite; it carries the whole sentence for a screen reader
 * @WG_CASE_CELL_CASE: title over number, address and grid
 * @WG_CASE_CELL_REPORTED: when over which channel
 * @WG_CASE_CELL_CLASS: the class
 * @WG_CASE_CELL_LIMIT: time left over which clock, with a bar
 */
typedef enum
{
  WG_CASE_CELL_ICON,
  WG_CASE_CELL_CASE,
  WG_CASE_CELL_REPORTED,
  WG_CASE_CELL_CLASS,
  WG_CASE_CELL_LIMIT,
} WgCaseCellKind;

typedef struct _WgCaseLate WgCaseLate; /* wg-case-late.h */

/**
 * WgCaseCell:
 *
 * One cell of a row of a list of cases. It follows the record of its item and the clock.
 */
#define WG_TYPE_CASE_CELL (wg_case_cell_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseCell, wg_case_cell, WG, CASE_CELL, GtkWidget)

/**
 * wg_case_cell_new:
 * @compact: one line instead of two
 */
GtkWidget *wg_case_cell_new (WgContext *context, WgCaseCellKind kind, gboolean compact);

/**
 * wg_case_cell_set_late:
 * @late: says when the cell is filled; without, it is filled as soon as there is something to show
 */
void wg_case_cell_set_late (WgCaseCell *self, WgCaseLate *late);

/**
 * wg_case_cell_fill:
 *
 * Shows what its item says now.
 */
void wg_case_cell_fill (WgCaseCell *self);

/**
 * wg_case_cell_set_item:
 * @item: (nullable): what to show; until it is filled the cell shows what it showed before
 */
void wg_case_cell_set_item (WgCaseCell *self, WgCaseItem *item);
WgCaseItem *wg_case_cell_get_item (WgCaseCell *self);

G_END_DECLS
