/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store-cases.h"

G_BEGIN_DECLS

/**
 * WgCaseBoard:
 *
 * The live cases of the district: every open case, every closed one of which somebody is still to be called back (and those
 * closed since the board was started, until they are swept),
 * the grids in force and the backlog, kept up to date by the change sets of the store. What the queue, the map and the
 * detail of all windows look at. Main thread only.
 *
 * Signals:
 * - `cases-changed (GArray *ids)`: the records of these cases (gint64 ids) were replaced, added or removed; %NULL when
 *   everything was read anew.
 * - `backlog-changed`: some grid's counts changed; ask wg_case_board_get_backlog().
 * - `grids-changed`: another snapshot of the grids is in force.
 * - `loaded`: the first reading, or one after an import, has ended.
 */
#define WG_TYPE_CASE_BOARD (wg_case_board_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseBoard, wg_case_board, WG, CASE_BOARD, GObject)

WgCaseBoard *wg_case_board_new (WgStore *store);

/**
 * wg_case_board_start:
 *
 * Reads everything and follows the store from then on.
 */
void wg_case_board_start (WgCaseBoard *self);

WgStore *wg_case_board_get_store (WgCaseBoard *self);
gboolean wg_case_board_is_loaded (WgCaseBoard *self);

/**
 * wg_case_board_get_cases:
 *
 * Returns: (transfer none) (element-type WgCaseRecord): the records, in no order; replaced, never changed in place.
 */
GPtrArray *wg_case_board_get_cases (WgCaseBoard *self);

/**
 * wg_case_board_find:
 *
 * Returns: (transfer none) (nullable): the record of a case on the board.
 */
WgCaseRecord *wg_case_board_find (WgCaseBoard *self, gint64 case_id);

/**
 * wg_case_board_find_place:
 * @index: (out): where a case stands in wg_case_board_get_cases(), until everything is read anew
 *
 * Returns: whether it is on the board.
 */
gboolean wg_case_board_find_place (WgCaseBoard *self, gint64 case_id, guint *index);

WgCaseRecord *wg_case_board_find_number (WgCaseBoard *self, const char *number);

/**
 * wg_case_board_get_grids:
 *
 * Returns: (transfer none) (nullable): the grids in force, once loaded.
 */
WgGridTree *wg_case_board_get_grids (WgCaseBoard *self);

/**
 * wg_case_board_get_backlog:
 *
 * Returns: (transfer none) (nullable): the counts, once loaded; overdue as of the store's clock.
 */
WgBacklog *wg_case_board_get_backlog (WgCaseBoard *self);

/**
 * wg_case_board_get_as_of:
 *
 * Returns: when the board last heard from the database, milliseconds UTC: "data as of".
 */
gint64 wg_case_board_get_as_of (WgCaseBoard *self);

G_END_DECLS
