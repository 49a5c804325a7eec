/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-event.h"
#include "wg-worker.h"

G_BEGIN_DECLS

/* Settings of the district. Everything here runs on a thread of the store. */

/**
 * wg_setting_read:
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 * @value: (out) (transfer full) (nullable): its JSON, %NULL when it was never set
 */
gboolean wg_setting_read (WgStoreWork *work, const char *name, gint64 at_ms, char **value, GError **error);

/**
 * wg_setting_find_done:
 * @key: (nullable): the idempotency key of a change
 * @event: (out) (transfer full) (nullable): what was done under it, %NULL when nothing was
 *
 * Returns: %FALSE with %WG_ERROR_CONFLICT when @key belongs to anything but a change of @name.
 */
gboolean wg_setting_find_done (WgStoreWork *work, const char *name, const char *key, WgEvent **event, GError **error);

/**
 * wg_setting_write:
 * @event: from wg_event_log_open(), with its operator
 * @about: what of the setting was changed, as the answer calls it
 * @value: its new JSON
 * @key: (nullable): the idempotency key of the change
 *
 * Sets @name from now on and writes the event that says so.
 */
gboolean wg_setting_write (WgStoreWork *work,
                           WgEvent *event,
                           const char *name,
                           const char *about,
                           const char *value,
                           const char *key,
                           GError **error);

/**
 * wg_setting_get_about:
 *
 * Returns: (transfer full) (nullable): what the change of @name was about; %NULL when @event is not one.
 */
char *wg_setting_get_about (const WgEvent *event, const char *name);

G_END_DECLS
