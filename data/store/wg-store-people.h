/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-person.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgPersonQuery:
 * @grid_code: (nullable): only keepers of this grid
 * @unit_id: only members of this unit, or %G_MININT64
 * @text: (nullable): part of the name, pinyin, initials or code
 * @name: (nullable): exactly this name or code (or, when it is a number, this id)
 * @limit: how many at most, 0 for all
 */
typedef struct
{
  const char *grid_code;
  gint64 unit_id;
  const char *text;
  const char *name;
  guint limit;
} WgPersonQuery;

void wg_store_list_persons_async (WgStore *self,
                                  const WgPersonQuery *query,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * wg_store_list_persons_finish:
 *
 * Returns: (transfer full) (element-type WgPerson): keepers of the grid first (A before B), else by id.
 */
GPtrArray *wg_store_list_persons_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_list_persons_at_async:
 * @query: which; its limit is not used
 * @at_ms: the instant
 *
 * The persons as they were: with the posts, the duty and the open cases of then, without those who were added later.
 */
void wg_store_list_persons_at_async (WgStore *self,
                                     const WgPersonQuery *query,
                                     gint64 at_ms,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *wg_store_list_persons_at_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_work_list_persons_at:
 *
 * The same on a thread of the store.
 */
GPtrArray *wg_store_work_list_persons_at (WgStoreWork *work, const WgPersonQuery *query, gint64 at_ms, GError **error);

/**
 * wg_store_list_units_async:
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 */
void wg_store_list_units_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_units_finish:
 *
 * Returns: (transfer full) (element-type WgUnit): all units.
 */
GPtrArray *wg_store_list_units_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_list_duties_async:
 * @person_id: only of this person, or %WG_NO_ID
 * @from_ms: only what ends after this, or %G_MININT64
 * @to_ms: only what begins before this, or %G_MININT64
 * @at_ms: only what had been entered by then, or %G_MININT64
 */
void wg_store_list_duties_async (WgStore *self,
                                 gint64 person_id,
                                 gint64 from_ms,
                                 gint64 to_ms,
                                 gint64 at_ms,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * wg_store_list_duties_finish:
 *
 * Returns: (transfer full) (element-type WgDuty): by their beginning.
 */
GPtrArray *wg_store_list_duties_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_list_operators_async:
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 */
void wg_store_list_operators_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *wg_store_list_operators_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_find_operator_async:
 * @name: (nullable): a login, or the name, code or id of a person; %NULL is the operator named like the system user,
 *   else `desk`
 *
 * A person without an account gets one without roles: they have the assignee's verbs on their own cases and no other.
 * %WG_ERROR_AMBIGUOUS lists the persons when a name is borne twice.
 */
void wg_store_find_operator_async (
    WgStore *self, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
WgOperator *wg_store_find_operator_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
