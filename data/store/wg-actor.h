/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgActor:
 * @operator_id: the account
 * @name: what a person calls the account
 * @person_id: the natural person behind it, or %WG_NO_ID
 * @roles: bits of #WgRole that hold anywhere (not limited to a subtree)
 * @scopes: (element-type gint64): pairs of role bits and grid id for roles limited to a subtree
 *
 * Who asks for a move, with the rights of this moment.
 */
typedef struct
{
  gint64 operator_id;
  char *name;
  gint64 person_id;
  guint roles;
  GArray *scopes;
} WgActor;

/**
 * wg_actor_load:
 * @operator_id: an account
 *
 * Returns: (transfer full): the actor, or %NULL with %WG_ERROR_FORBIDDEN when the account is unknown or closed.
 */
WgActor *wg_actor_load (WgStoreWork *work, gint64 operator_id, GError **error);
void wg_actor_free (WgActor *self);

/**
 * wg_actor_new_for_nobody:
 *
 * Returns: (transfer full): an actor without rights, for what happens by itself.
 */
WgActor *wg_actor_new_for_nobody (gint64 operator_id);

/**
 * wg_actor_may:
 * @operator_id: an account
 * @roles: bits of #WgRole; one of them is enough, and it has to hold anywhere
 * @refusal: what is said to whoever has none of them; `%s` in it becomes the names of @roles
 *
 * Returns: %FALSE with %WG_ERROR_FORBIDDEN when the account has none of @roles, is unknown or closed.
 */
gboolean wg_actor_may (WgStoreWork *work, gint64 operator_id, guint roles, const char *refusal, GError **error);

/**
 * wg_actor_get_roles_at:
 * @grid_id: the home grid of a case, or %WG_NO_ID for one outside all grids
 *
 * Returns: the roles that count there.
 */
guint wg_actor_get_roles_at (WgActor *self, WgStoreWork *work, gint64 grid_id, GError **error);

/**
 * wg_actor_get_scoped_roles:
 *
 * Returns: the roles that are limited to some subtree.
 */
guint wg_actor_get_scoped_roles (WgActor *self);

/**
 * wg_actor_unit_is_below:
 *
 * Returns: whether a unit is @top_id or anywhere below it in the tree of units.
 */
gboolean wg_actor_unit_is_below (WgStoreWork *work, gint64 unit_id, gint64 top_id);

/**
 * wg_actor_is_assignee:
 * @for_person_id: the person on whose behalf, or %WG_NO_ID
 * @roles: the roles that count for this case
 *
 * The assignee is the person assigned, any operator whose person belongs to the assigned unit or one below it, or a
 * dispatcher or duty officer acting for one of them.
 */
gboolean wg_actor_is_assignee (WgActor *self, WgStoreWork *work, const WgCaseRecord *record, gint64 for_person_id, guint roles);

/**
 * wg_actor_had_hand:
 *
 * Returns: whether the natural person behind the account, or the account itself, had a hand in the case in any run.
 */
gboolean wg_actor_had_hand (WgActor *self, WgStoreWork *work, const WgCaseRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgActor, wg_actor_free)

G_END_DECLS
