/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"

G_BEGIN_DECLS

/* The table of commands in the forms that other programs read. */

/**
 * wg_command_paper_write_man:
 *
 * Writes the manual page `wangge(1)` as roff, in the language of the program.
 */
void wg_command_paper_write_man (WgCommandTable *table, GString *out);

/**
 * wg_command_paper_write_completion:
 *
 * Writes a completion for bash.
 */
void wg_command_paper_write_completion (WgCommandTable *table, GString *out);

/**
 * wg_command_paper_write_json:
 *
 * Prints each row, or those of the noun and verb that are the arguments of @call, as an object on a line.
 */
gboolean wg_command_paper_write_json (WgCommandCall *call, GError **error);

G_END_DECLS
