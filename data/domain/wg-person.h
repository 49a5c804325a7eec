/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WgPost:
 * @grid_id: the grid kept
 * @grid_code: its code
 * @kind: `A`, `B`, `chief`, `supervisor`, `assistant`, `police`
 */
typedef struct
{
  gint64 grid_id;
  char *grid_code;
  char *kind;
} WgPost;

/**
 * WgPerson:
 * @pinyin: the name in Latin letters, for search
 * @initials: the first letters of @pinyin
 * @posts: (element-type WgPost): the grids kept at present
 * @on_duty: whether on shift now; %TRUE for everybody while no shifts are known
 * @open_cases: how many open cases the person holds
 *
 * Somebody who can be sent: a keeper, a policeman, a worker of a department. Without the phone, which is protected.
 */
typedef struct
{
  gint64 id;
  char *code;
  char *name;
  char *pinyin;
  char *initials;
  char *kind;
  gint64 unit_id;
  char *unit_name;
  gboolean active;
  GPtrArray *posts;
  gboolean on_duty;
  gint64 open_cases;
  char *phone_masked;
} WgPerson;

/**
 * WgUnit:
 * @kind: `centre`, `subcentre`, `platform`, `department`, `police`, `company`, `volunteers`
 * @parent_id: the unit above, or %G_MININT64
 * @grid_id: the grid it stands for, or %G_MININT64
 * @phone: (nullable): of the office
 * @n_persons: how many active persons belong to it, without those of the units below
 * @open_cases: how many open cases it holds itself
 */
typedef struct
{
  gint64 id;
  gint64 parent_id;
  char *kind;
  char *name;
  gint64 grid_id;
  gboolean active;
  char *phone;
  gint64 n_persons;
  gint64 open_cases;
} WgUnit;

/**
 * WgDuty:
 * @kind: `shift` or `leave`
 * @from_ms: the beginning
 * @to_ms: the end, not included
 *
 * When somebody is there, or is not.
 */
typedef struct
{
  gint64 person_id;
  char *code;
  char *name;
  char *kind;
  gint64 from_ms;
  gint64 to_ms;
} WgDuty;

void wg_duty_free (WgDuty *self);

/**
 * WgGrant:
 * @role: one bit of #WgRole
 * @grid_id: the top of the subtree where it holds, or %G_MININT64 for everywhere
 * @from_ms: the beginning
 * @to_ms: the end, or %G_MININT64
 *
 * One role of an account, past ones too.
 */
typedef struct
{
  guint role;
  gint64 grid_id;
  gint64 from_ms;
  gint64 to_ms;
} WgGrant;

/**
 * WgOperator:
 * @person_id: the natural person behind the account, or %G_MININT64
 * @roles: bits of #WgRole that hold now, whatever their scope
 * @grants: (nullable) (element-type WgGrant): where the roles come from; %NULL where only they were asked for
 */
typedef struct
{
  gint64 id;
  char *login;
  char *name;
  gint64 person_id;
  gboolean active;
  guint roles;
  GArray *grants;
} WgOperator;

/**
 * wg_person_kind_get_label:
 *
 * Returns: (transfer none): `keeper` and the other kinds for a person to read; an unknown kind is its own label.
 */
const char *wg_person_kind_get_label (const char *kind);

#define WG_TYPE_PERSON (wg_person_get_type ())
GType wg_person_get_type (void) G_GNUC_CONST;
WgPerson *wg_person_copy (const WgPerson *self);
void wg_person_free (WgPerson *self);

#define WG_TYPE_UNIT (wg_unit_get_type ())
GType wg_unit_get_type (void) G_GNUC_CONST;
WgUnit *wg_unit_copy (const WgUnit *self);
void wg_unit_free (WgUnit *self);

#define WG_TYPE_OPERATOR (wg_operator_get_type ())
GType wg_operator_get_type (void) G_GNUC_CONST;
WgOperator *wg_operator_copy (const WgOperator *self);
void wg_operator_free (WgOperator *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPerson, wg_person_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgUnit, wg_unit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDuty, wg_duty_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgOperator, wg_operator_free)

G_END_DECLS
