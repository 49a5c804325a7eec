/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"

G_BEGIN_DECLS

/**
 * WgKeptRows:
 *
 * Rows of a statement, copied into memory one behind the other, to be read again in another order. A row that is at hand
 * looks like the statement it came from. For one thread at a time.
 */
#define WG_TYPE_KEPT_ROWS (wg_kept_rows_get_type ())
G_DECLARE_FINAL_TYPE (WgKeptRows, wg_kept_rows, WG, KEPT_ROWS, WgStatement)

/**
 * wg_kept_rows_new:
 * @columns: one letter a column, as in wg_statement_bind(); copied
 */
WgKeptRows *wg_kept_rows_new (const char *columns);

/**
 * wg_kept_rows_add:
 * @row: a statement with these columns that stands on a row
 *
 * Returns: the place of the row, for wg_kept_rows_go_to()
 */
gsize wg_kept_rows_add (WgKeptRows *self, WgStatement *row);

/**
 * wg_kept_rows_go_to:
 * @place: of a row
 *
 * Makes that row the one at hand, until a row is added.
 */
void wg_kept_rows_go_to (WgKeptRows *self, gsize place);

/**
 * wg_kept_rows_get_size:
 *
 * Returns: bytes
 */
gsize wg_kept_rows_get_size (WgKeptRows *self);
void wg_kept_rows_clear (WgKeptRows *self);

G_END_DECLS
