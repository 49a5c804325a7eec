/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-card.h"
#include "wg-context.h"

G_BEGIN_DECLS

/**
 * WgCommandEntry:
 *
 * The command line of the window: verb, case, rest. While something is typed the store tries it, and the card says what it
 * would do; Enter does it through the context, so that toast, undo and refusal are those of every other move.
 *
 * Signals: `left`: the focus goes back and nobody knows where it was; `went`: the map shows something else now, and the focus
 * belongs there.
 */
#define WG_TYPE_COMMAND_ENTRY (wg_command_entry_get_type ())
G_DECLARE_FINAL_TYPE (WgCommandEntry, wg_command_entry, WG, COMMAND_ENTRY, GtkWidget)

/**
 * wg_command_entry_set_context:
 * @card: where it says what it understood; outlived by nobody else
 *
 * Once, before anything else.
 */
void wg_command_entry_set_context (WgCommandEntry *self, WgContext *context, WgCommandCard *card);

/**
 * wg_command_entry_take_focus:
 *
 * Remembers what has the focus and takes it.
 */
void wg_command_entry_take_focus (WgCommandEntry *self);

/**
 * wg_command_entry_step_back:
 *
 * Esc: empties the line and gives the focus back.
 *
 * Returns: whether the line had the focus.
 */
gboolean wg_command_entry_step_back (WgCommandEntry *self);

G_END_DECLS
