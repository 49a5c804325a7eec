/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-store-line.h"

G_BEGIN_DECLS

/* What the command line says of a line that was tried. */

/**
 * wg_command_words_list_parts:
 * @line: (nullable): the line as far as it could be taken apart
 *
 * Returns: (transfer full) (array zero-terminated=1): the parts as they were understood: verb, case, person, text.
 */
char **wg_command_words_list_parts (const WgLine *line, const WgLineResult *result);

/**
 * wg_command_words_tell_effect:
 * @suggestions: (nullable) (element-type WgSuggestion): whom the program would send
 *
 * Returns: (transfer full): state, clock and rank, or why it cannot be done.
 */
char *wg_command_words_tell_effect (WgContext *context, const WgLineResult *result, GPtrArray *suggestions);

G_END_DECLS
