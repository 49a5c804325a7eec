/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"
#include "wg-act.h"

G_BEGIN_DECLS

/**
 * wg_command_act_run:
 *
 * Runs a verb of the workflow table on one case.
 */
gboolean wg_command_act_run (WgCommandCall *call, GError **error);

/**
 * wg_command_act_fill:
 * @act: gets what the options of its verb say; its verb may become the one that an option means
 *
 * Reads what was typed into a request. Files that are named are taken into keeping.
 */
gboolean wg_command_act_fill (WgCommandCall *call, WgAct *act, GError **error);

G_END_DECLS
