/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"
#include "wg-grid-tree.h"

G_BEGIN_DECLS

/* Everything here runs on a connection's own thread. */

/**
 * wg_grid_table_get_last_event:
 *
 * Returns: the newest event that touched grids, 0 for none, -1 with @error set.
 */
gint64 wg_grid_table_get_last_event (WgConnection *connection, GError **error);

/**
 * wg_grid_table_load:
 *
 * Returns: (transfer full): all grids in force.
 */
WgGridTree *wg_grid_table_load (WgConnection *connection, GError **error);

/**
 * wg_grid_table_load_at:
 * @at_ms: an instant, milliseconds UTC
 *
 * Returns: (transfer full): the grids that were in force at @at_ms.
 */
WgGridTree *wg_grid_table_load_at (WgConnection *connection, gint64 at_ms, GError **error);

/**
 * wg_grid_table_take_ids:
 * @counter: `grid`, `grid_version`, `building`, `case`, `person`, `unit`, `operator`, `batch`, …
 * @n: how many
 *
 * Returns: the first of @n consecutive ids, -1 with @error set.
 */
gint64 wg_grid_table_take_ids (WgConnection *connection, const char *counter, gint64 n, GError **error);

/**
 * wg_grid_table_insert:
 * @grid: its id and version_id are given by the caller
 * @batch_id: the import it came with, or %WG_NULL_ID
 *
 * Writes a new grid and its first boundary version.
 */
gboolean wg_grid_table_insert (WgConnection *connection, const WgGrid *grid, gint64 batch_id, GError **error);

/**
 * wg_grid_table_replace_version:
 * @grid: a grid that is in force, with a new outline, name or parent and a new version_id; in force from its valid_from_ms
 * @batch_id: the import it came with, or %WG_NULL_ID
 *
 * Ends the boundary version that is in force and writes the new one.
 */
gboolean
wg_grid_table_replace_version (WgConnection *connection, const WgGrid *grid, gint64 batch_id, GError **error);

G_END_DECLS
