/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"

G_BEGIN_DECLS

/**
 * wg_command_line_wants_window:
 * @argv: (array zero-terminated=1): the arguments of the program
 *
 * Returns: whether they name no noun and do not ask for help or the version: then the window is meant.
 */
gboolean wg_command_line_wants_window (char **argv);

/**
 * wg_command_line_hold_signals:
 *
 * Keeps Ctrl-C and SIGTERM waiting until wg_command_line_run() can answer them. To be called before anything else, while
 * there is one thread.
 */
void wg_command_line_hold_signals (void);

/**
 * wg_command_line_run:
 * @argv: (array zero-terminated=1): the arguments of the program, its name first
 *
 * Runs one verb to its end: opens the database, prints on standard output and standard error. Needs neither display nor
 * session bus.
 *
 * Returns: the exit status: 0 done, 1 failed or refused, 2 wrong use.
 */
int wg_command_line_run (char **argv);

/**
 * wg_command_line_parse:
 * @table: all rows
 * @argv: (array zero-terminated=1): as above
 *
 * Returns: (transfer full): the call with its row (the row of `help` for `--help`), or %NULL with %WG_ERROR_USAGE.
 */
WgCommandCall *wg_command_line_parse (WgCommandTable *table, char **argv, GError **error);

G_END_DECLS
