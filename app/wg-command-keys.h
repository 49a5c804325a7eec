/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"
#include "wg-event.h"

G_BEGIN_DECLS

/* What every write has beside its own answer: a key under which its event is found, and the same last words. */

/**
 * wg_command_keys_get:
 *
 * Returns: (transfer none): the `--key` of @call, else one made up for it.
 */
const char *wg_command_keys_get (WgCommandCall *call);

/**
 * wg_command_keys_find_event:
 * @subject: what the event must be about
 * @event: (out) (transfer full) (nullable): the event under the key of @call, %NULL when it was not used yet
 *
 * Returns: %FALSE with %WG_ERROR_CONFLICT when the key belongs to something else, or with what went wrong.
 */
gboolean wg_command_keys_find_event (WgCommandCall *call, const char *subject, WgEvent **event, GError **error);

/**
 * wg_command_keys_write_end:
 * @state: (nullable): the state of what was written
 * @version: its version, or G_MININT64
 * @event: the event that says so, or G_MININT64
 *
 * Writes the keys that the answer of every write has.
 */
void wg_command_keys_write_end (WgJsonWriter *out, const char *state, gint64 version, gint64 event);

G_END_DECLS
