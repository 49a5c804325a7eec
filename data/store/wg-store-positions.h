/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WG_POSITION_ROLES:
 *
 * Who may say where somebody is: the dispatcher, the duty officer, the administrator (whose account a service of the field
 * telephones uses).
 */
#define WG_POSITION_ROLES (WG_ROLE_DISPATCHER | WG_ROLE_DUTY | WG_ROLE_ADMIN)

/**
 * WG_POSITION_STALE_MS:
 *
 * After so long a place says where somebody was, not where they are.
 */
#define WG_POSITION_STALE_MS (G_GINT64_CONSTANT (12) * 3600 * 1000)

/**
 * WgPosition:
 * @person_id: who
 * @name: the name; for desks, never for a wall
 * @kind: the kind of person
 * @lon: where, degrees
 * @lat: where, degrees
 * @at_ms: when they were seen there
 */
typedef struct
{
  gint64 person_id;
  char *name;
  char *kind;
  double lon;
  double lat;
  gint64 at_ms;
} WgPosition;

/**
 * wg_store_list_positions_async:
 *
 * Reads where the people on duty were seen last, as long as that is less than %WG_POSITION_STALE_MS ago. On duty is
 * everybody while no shift is known.
 */
void wg_store_list_positions_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_positions_finish:
 *
 * Returns: (transfer full) (element-type WgPosition): by person.
 */
GPtrArray *wg_store_list_positions_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_put_position_async:
 * @operator_id: who says so, see %WG_POSITION_ROLES
 * @person: a name, code or id
 * @lon: degrees
 * @lat: degrees
 * @at_ms: when, or %G_MININT64 for the time of the call; not in the future, and not before what is known already
 *
 * Replaces the last place. It is no event: the log, which is kept for ever, is no place for where people walk.
 */
void wg_store_put_position_async (WgStore *self,
                                  gint64 operator_id,
                                  const char *person,
                                  double lon,
                                  double lat,
                                  gint64 at_ms,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * wg_store_put_position_finish:
 * @person_id: (out): who it was
 * @at_ms: (out): when
 */
gboolean
wg_store_put_position_finish (WgStore *self, GAsyncResult *result, gint64 *person_id, gint64 *at_ms, GError **error);

G_END_DECLS
