/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-act.h"
#include "wg-command-call.h"

G_BEGIN_DECLS

/**
 * WG_COMMAND_MOVES_SHAPE:
 *
 * What every move prints.
 */
#define WG_COMMAND_MOVES_SHAPE "{ok,number,state,version,event,warnings:[]}"

/**
 * wg_command_moves_perform:
 * @act: what the verb's own options say; operator, behalf, key and version are taken from @call
 *
 * Makes the move and prints its answer.
 */
gboolean wg_command_moves_perform (WgCommandCall *call, WgAct *act, GError **error);

/**
 * wg_command_moves_check_place:
 *
 * Returns: %FALSE with %WG_ERROR_USAGE when only one of longitude and latitude was given, or when they are no place.
 */
gboolean wg_command_moves_check_place (const WgAct *act, GError **error);

/**
 * wg_command_moves_write_roles:
 * @roles: bits of #WgRole
 *
 * Writes an array of words.
 */
void wg_command_moves_write_roles (WgJsonWriter *out, guint roles);

G_END_DECLS
