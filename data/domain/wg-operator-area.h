/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-grid-tree.h"
#include "wg-person.h"

G_BEGIN_DECLS

/**
 * wg_operator_narrow:
 * @self: with its grants; without them all its roles are taken to hold everywhere
 * @grids: (nullable): the grids in force
 * @grid_id: the home grid of a case, or %WG_NO_ID
 * @now_ms: the present, milliseconds UTC
 *
 * Returns: (transfer full): @self with the roles that count there and the grants that hold now: a role may be that of a part of
 *   the district.
 */
WgOperator *wg_operator_narrow (const WgOperator *self, const WgGridTree *grids, gint64 grid_id, gint64 now_ms);

/**
 * wg_operator_works_at:
 * @self: with its grants; without them it works everywhere
 * @grids: (nullable): the grids in force
 * @grid_id: the home grid of a case, or %WG_NO_ID: outside all grids only who works for the whole district is at home
 * @now_ms: the present, milliseconds UTC
 *
 * Returns: whether any role that @self has now counts there; %TRUE as well of somebody without any role, who is told everything.
 */
gboolean wg_operator_works_at (const WgOperator *self, const WgGridTree *grids, gint64 grid_id, gint64 now_ms);

G_END_DECLS
