/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-backlog.h"
#include "wg-command-call.h"

G_BEGIN_DECLS

/**
 * wg_command_grids_load:
 *
 * Returns: (transfer full): the grids in force, with `--at` those of then.
 */
WgGridTree *wg_command_grids_load (WgCommandCall *call, GError **error);

/**
 * wg_command_grids_count_backlog:
 *
 * Returns: (transfer full): the backlog of the present, with `--at` that of then over the grids of then.
 */
WgBacklog *wg_command_grids_count_backlog (WgCommandCall *call, GError **error);

/**
 * wg_command_grids_run_as_of:
 *
 * Lists the grids of the time that is the argument of @call.
 */
gboolean wg_command_grids_run_as_of (WgCommandCall *call, GError **error);

G_END_DECLS
