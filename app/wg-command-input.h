/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"

G_BEGIN_DECLS

/**
 * WgCommandInput:
 *
 * The standard input, line by line.
 */
typedef struct _WgCommandInput WgCommandInput;

/**
 * wg_command_input_new:
 * @max_bytes: of a longer line only @max_bytes + 1 are kept, so that the caller sees that it is too long and the memory
 *   stays what it is
 */
WgCommandInput *wg_command_input_new (gsize max_bytes);
void wg_command_input_free (WgCommandInput *self);

/**
 * wg_command_input_read_line:
 * @call: what was printed so far is written out before it waits, so that whoever asks line by line is answered; Ctrl-C
 *   ends the waiting
 * @length: (out): bytes of the line
 *
 * Returns: (transfer none) (nullable): the next line without its end, until the next call; %NULL with @error unset when
 *   there is none.
 */
const char *
wg_command_input_read_line (WgCommandInput *self, WgCommandCall *call, gsize *length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCommandInput, wg_command_input_free)

G_END_DECLS
