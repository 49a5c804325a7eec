/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Settings of the district that hold values by name: campaigns, expressions, how figures are told, colours of marks, chiefs of
 * streets. Each has a past.
 */

/**
 * WG_FIGURES_ROLES:
 *
 * Who may say how figures are told, define expressions and plan campaigns.
 */
#define WG_FIGURES_ROLES (WG_ROLE_LEADER | WG_ROLE_DUTY | WG_ROLE_ADMIN)

/**
 * WG_ROUNDING_SETTING:
 *
 * The setting that says how figures are told; its member `rounding` is `truncated` or `rounded`.
 */
#define WG_ROUNDING_SETTING "figures"

/**
 * wg_store_work_read_members:
 * @setting: the name of the setting
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 *
 * Returns: (transfer full): what it holds, empty when it was never set; for who is on a thread of the store
 */
JsonObject *wg_store_work_read_members (WgStoreWork *work, const char *setting, gint64 at_ms, GError **error);

void wg_store_list_members_async (
    WgStore *self, const char *setting, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_members_finish:
 *
 * Returns: (transfer full): as wg_store_work_read_members()
 */
JsonObject *wg_store_list_members_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * WgMemberHow:
 * @WG_MEMBER_PUT: there may be one of the name, which is replaced
 * @WG_MEMBER_ADD: %WG_ERROR_EXISTS when there is one
 * @WG_MEMBER_REMOVE: %WG_ERROR_NOT_FOUND when there is none
 * @WG_MEMBER_RENAME: from then on it is called what the value says, a JSON string; %WG_ERROR_EXISTS when another is called so
 */
typedef enum
{
  WG_MEMBER_PUT,
  WG_MEMBER_ADD,
  WG_MEMBER_REMOVE,
  WG_MEMBER_RENAME,
} WgMemberHow;

/**
 * WgMemberRules:
 * @roles: who may change it
 * @refusal: (nullable): what anybody else is told, untranslated, as for wg_actor_may()
 * @check: (nullable): whether there may be one of this name, %FALSE with @error set when not; called on the thread of the writer
 */
typedef struct
{
  guint roles;
  const char *refusal;
  gboolean (*check) (WgStoreWork *work, const char *name, GError **error);
} WgMemberRules;

/**
 * WgMemberChange:
 * @operator_id: who does it, one of the roles of @rules
 * @how: what is done
 * @setting: the name of the setting
 * @name: what it is about
 * @value: (nullable): its JSON, with %WG_MEMBER_PUT %NULL for none from then on; not looked at by %WG_MEMBER_REMOVE
 * @key: (nullable): what was done under this key is not done again
 * @rules: (nullable): not copied; %NULL for those of figures, %WG_FIGURES_ROLES
 *
 * One change of one value. Copied.
 */
typedef struct
{
  gint64 operator_id;
  WgMemberHow how;
  char *setting;
  char *name;
  char *value;
  char *key;
  const WgMemberRules *rules;
} WgMemberChange;

void wg_store_change_member_async (
    WgStore *self, const WgMemberChange *change, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_change_member_finish:
 *
 * Returns: the id of the event; 0 with @error set
 */
gint64 wg_store_change_member_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
