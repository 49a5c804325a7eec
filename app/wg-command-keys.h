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
 * wg_command_keys_is_done:
 * @path: where the database is or will be
 * @verb: what must have been done to the database
 * @done: (out): whether the key of @call was used there; the store is open then
 *
 * For verbs that make a database. What is there may be anything; only a database can have been made under the key.
 */
gboolean wg_command_keys_is_done (WgCommandCall *call, const char *path, const char *verb, gboolean *done, GError **error);

/**
 * wg_command_keys_find_setting:
 * @setting: the setting that the verb changes
 * @about: (out) (transfer full) (nullable): what was changed under the key of @call, %NULL when it was not used yet
 * @event: (out): the event that says so
 *
 * Returns: %FALSE with %WG_ERROR_CONFLICT when the key belongs to something else, or with what went wrong.
 */
gboolean
wg_command_keys_find_setting (WgCommandCall *call, const char *setting, char **about, gint64 *event, GError **error);

/**
 * wg_command_keys_write_end:
 * @state: (nullable): the state of what was written
 * @version: its version, or G_MININT64
 * @event: the event that says so, or G_MININT64
 *
 * Writes the keys that the answer of every write has.
 */
void wg_command_keys_write_end (WgJsonWriter *out, const char *state, gint64 version, gint64 event);

/**
 * wg_command_keys_print_named:
 * @member: what the answer calls the thing that was written
 * @name: its name
 * @state: (nullable): its state
 * @event: the event that says so
 *
 * Prints the whole JSON answer of a write of something that has a name and no version.
 */
gboolean wg_command_keys_print_named (
    WgCommandCall *call, const char *member, const char *name, const char *state, gint64 event, GError **error);

G_END_DECLS
