/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-event.h"
#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgOfficeVerb:
 * @WG_OFFICE_PERSON_ADD: somebody who can be sent
 * @WG_OFFICE_PERSON_DEACTIVATE: somebody leaves; what they hold stays with them until a dispatcher decides
 * @WG_OFFICE_PERSON_KEEP: a post at a grid begins
 * @WG_OFFICE_PERSON_RELEASE: a post at a grid ends
 * @WG_OFFICE_UNIT_ADD: a unit below another one
 * @WG_OFFICE_DUTY_ADD: a shift or a leave
 * @WG_OFFICE_OPERATOR_ADD: an account without any right
 * @WG_OFFICE_OPERATOR_GRANT: a role, perhaps in a subtree of the grids only, perhaps for a time
 * @WG_OFFICE_OPERATOR_REVOKE: the end of a role
 *
 * What is done to people and their rights. What has no row in the table behind it does not exist.
 */
typedef enum
{
  WG_OFFICE_PERSON_ADD,
  WG_OFFICE_PERSON_DEACTIVATE,
  WG_OFFICE_PERSON_KEEP,
  WG_OFFICE_PERSON_RELEASE,
  WG_OFFICE_UNIT_ADD,
  WG_OFFICE_DUTY_ADD,
  WG_OFFICE_OPERATOR_ADD,
  WG_OFFICE_OPERATOR_GRANT,
  WG_OFFICE_OPERATOR_REVOKE,
} WgOfficeVerb;
#define WG_N_OFFICE_VERBS 9

/**
 * WgOfficeAct:
 * @operator_id: who does it
 * @key: (nullable): the idempotency key
 * @name: the person (name, code or id), unit, or account it is about
 * @kind: (nullable): the kind of a person, unit or duty
 * @code: (nullable): of a person
 * @unit: (nullable): the unit of a person, the parent of a unit: a name or an id
 * @phone: (nullable): protected, it never enters the log
 * @skills: (nullable) (array zero-terminated=1): classes or words of a person
 * @grids: (nullable) (array zero-terminated=1): codes: of posts, of the subtree of a role
 * @post: (nullable): `A`, `B`, …; `A` when it is not said
 * @role: (nullable): the nick of a role
 * @person: (nullable): the natural person behind an account
 * @from_ms: the beginning, or %G_MININT64 for the time of the act
 * @to_ms: the end, or %G_MININT64 for none
 */
typedef struct
{
  WgOfficeVerb verb;
  gint64 operator_id;
  char *key;
  char *name;
  char *kind;
  char *code;
  char *unit;
  char *phone;
  char **skills;
  char **grids;
  char *post;
  char *role;
  char *person;
  gint64 from_ms;
  gint64 to_ms;
} WgOfficeAct;

WgOfficeAct *wg_office_act_new (WgOfficeVerb verb);
WgOfficeAct *wg_office_act_copy (const WgOfficeAct *self);
void wg_office_act_free (WgOfficeAct *self);

/**
 * wg_office_verb_get_subject:
 *
 * Returns: (transfer none): `person`, `unit`, `duty` or `operator`: the noun of the command.
 */
const char *wg_office_verb_get_subject (WgOfficeVerb verb);

/**
 * wg_office_verb_to_nick:
 *
 * Returns: (transfer none): `add`, `grant`, …: the verb of the command and of the event.
 */
const char *wg_office_verb_to_nick (WgOfficeVerb verb);

/**
 * wg_office_verb_get_roles:
 *
 * Returns: bits of #WgRole: who may do it, inside the subtree where the role holds.
 */
guint wg_office_verb_get_roles (WgOfficeVerb verb);

/**
 * wg_store_office_async:
 *
 * Does one thing, in one transaction with its event; the same key again gives the same event and changes nothing.
 */
void wg_store_office_async (
    WgStore *self, const WgOfficeAct *act, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_office_finish:
 *
 * Returns: (transfer full): the event: its subject is what was made or changed, its fields are what was said, without
 *   anything personal.
 */
WgEvent *wg_store_office_finish (WgStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgOfficeAct, wg_office_act_free)

G_END_DECLS
