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
 * WgSettingChange:
 * @name: of the setting
 * @operator_id: who changes it
 * @roles: who may
 * @refusal: as for wg_actor_may()
 * @about: what of the setting is changed, as the answer calls it
 * @key: (nullable): the idempotency key of the change
 */
typedef struct
{
  const char *name;
  gint64 operator_id;
  guint roles;
  const char *refusal;
  const char *about;
  const char *key;
} WgSettingChange;

/**
 * WgSettingEdit:
 * @at_ms: the time of the change; what the setting held then is read with it
 *
 * Returns: (transfer full) (nullable): the new JSON of the setting, %NULL with @error set for none
 */
typedef char *(*WgSettingEdit) (WgStoreWork *work, gint64 at_ms, gconstpointer request, GError **error);

/**
 * wg_setting_change:
 * @edit: called when nothing was done under the key and the operator may
 *
 * Changes a setting as it is at that moment, inside the transaction, so that two desks that change a part each have both.
 *
 * Returns: (transfer full): the id of the event, %NULL with @error set; for wg_setting_change_finish().
 */
gint64 *wg_setting_change (WgStoreWork *work, const WgSettingChange *change, WgSettingEdit edit, gconstpointer request, GError **error);

/**
 * wg_setting_change_finish:
 *
 * Returns: the id of the event, 0 with @error set. On the main thread.
 */
gint64 wg_setting_change_finish (WgStore *store, GAsyncResult *result, GError **error);

/**
 * wg_setting_get_about:
 *
 * Returns: (transfer full) (nullable): what the change of @name was about; %NULL when @event is not one.
 */
char *wg_setting_get_about (const WgEvent *event, const char *name);

G_END_DECLS
