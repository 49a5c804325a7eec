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
#define WG_COMMAND_MOVES_SHAPE "{ok,number,state,version,event,warnings:[],proposes}"

/**
 * wg_command_moves_perform:
 * @act: what the verb's own options say; operator, behalf, key and version are taken from @call
 *
 * Makes the move and prints its answer.
 */
gboolean wg_command_moves_perform (WgCommandCall *call, WgAct *act, GError **error);

/**
 * wg_command_moves_sign:
 *
 * Writes operator, behalf, desk and key of @call into @act.
 */
gboolean wg_command_moves_sign (WgCommandCall *call, WgAct *act, GError **error);

/**
 * wg_command_moves_make_options:
 * @extra: (array length=n_extra): options beside those of the verb
 *
 * Returns: (transfer full): the options of the verb of @move, ended by one without a name.
 */
WgOption *wg_command_moves_make_options (const WgMove *move, const WgOption *extra, gsize n_extra);

/**
 * wg_command_moves_get_help:
 *
 * Returns: (nullable): the line of help of a verb, as a msgid.
 */
const char *wg_command_moves_get_help (WgVerb verb);

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
