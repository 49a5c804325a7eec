/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-backlog.h"
#include "wg-city-layer.h"
#include "wg-context.h"
#include "wg-grid-family.h"
#include "wg-store-grids.h"

G_BEGIN_DECLS

/**
 * WgPastTable:
 *
 * The grids of one past instant: what they were called, what they had, who kept them. The lowest grids of every branch.
 *
 * Signal `chosen (gint64 grid_id)`: a row was selected by hand.
 */
#define WG_TYPE_PAST_TABLE (wg_past_table_get_type ())
G_DECLARE_FINAL_TYPE (WgPastTable, wg_past_table, WG, PAST_TABLE, GtkWidget)

GtkWidget *wg_past_table_new (WgContext *context);

/**
 * wg_past_table_fill:
 * @backlog: (nullable): the grids and the counts of the instant
 * @book: (nullable): the keepers of the instant
 */
void wg_past_table_fill (WgPastTable *self, WgBacklog *backlog, const WgGridBook *book);

/**
 * wg_past_table_select:
 * @grid_id: a grid that is listed; 0 or another one selects none
 */
void wg_past_table_select (WgPastTable *self, gint64 grid_id);

/**
 * wg_past_table_get_family:
 *
 * Returns: what the selected grid came from and became
 */
WgGridFamily *wg_past_table_get_family (WgPastTable *self);

/**
 * wg_past_table_get_n_rows:
 *
 * Returns: how many grids it lists
 */
guint wg_past_table_get_n_rows (WgPastTable *self);

/**
 * wg_past_table_dup_text:
 * @code: of a grid that is listed
 *
 * Returns: (transfer full) (nullable): its row as one sentence
 */
char *wg_past_table_dup_text (WgPastTable *self, const char *code);

G_END_DECLS
