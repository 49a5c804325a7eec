/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command.h"

G_BEGIN_DECLS

/**
 * WgCommandTable:
 *
 * All rows of the command line.
 */
typedef struct _WgCommandTable WgCommandTable;

/**
 * wg_command_table_new:
 * @workflow: the moves of the centre; a move without a row here has no command
 */
WgCommandTable *wg_command_table_new (WgWorkflow *workflow);
void wg_command_table_free (WgCommandTable *self);

/**
 * wg_command_table_get_rows:
 *
 * Returns: (transfer none) (element-type WgCommand): every row, a noun's rows one after another.
 */
GPtrArray *wg_command_table_get_rows (WgCommandTable *self);

/**
 * wg_command_table_match:
 * @words: (array zero-terminated=1): what was typed beside options
 * @n_used: (out): how many of the words name the row; the rest are its arguments
 *
 * Returns: (transfer none): the row, or %NULL with %WG_ERROR_USAGE and a sentence that says what there is.
 */
const WgCommand *
wg_command_table_match (WgCommandTable *self, const char *const *words, guint *n_used, GError **error);

/**
 * wg_command_table_get_globals:
 *
 * Returns: (transfer none): the options that every row takes, ended by one without a name.
 */
const WgOption *wg_command_table_get_globals (void);

/**
 * wg_command_table_find_option:
 * @command: (nullable): a row; %NULL searches the options of all rows
 * @name: without dashes
 *
 * Returns: (transfer none) (nullable): a global option or one of @command.
 */
const WgOption *wg_command_table_find_option (WgCommandTable *self, const WgCommand *command, const char *name);

/**
 * wg_command_takes_global:
 *
 * Returns: whether the global option @name means anything to @command: `--at` only to verbs that look back, `--key` and
 *   `--expect-version` only to those that honour them.
 */
gboolean wg_command_takes_global (const WgCommand *command, const char *name);

/**
 * wg_command_get_title:
 *
 * Returns: (transfer full): noun, verb and arguments: `case file N`.
 */
char *wg_command_get_title (const WgCommand *command);

/**
 * wg_option_get_title:
 *
 * Returns: (transfer full): `--level N`.
 */
char *wg_option_get_title (const WgOption *option);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCommandTable, wg_command_table_free)

G_END_DECLS
