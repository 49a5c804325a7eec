/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "who may" has three sources (roles with their subtrees, holding the case, having worked on it); they are asked
 * here, below every user interface, with the rows as they are inside the transaction.
 */

#include "wg-actor.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint role;
  gint64 grid_id;
} Scope;

void
wg_actor_free (WgActor *self)
{
  g_free (self->name);
  g_array_unref (self->scopes);
  g_free (self);
}

static gboolean
load_roles (WgActor *self, WgStoreWork *work, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "operator-roles", "iii",
                                          wg_connection_get_district (work->connection), self->operator_id,
                                          wg_clock_get_now (work->clock));
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (wg_statement_step (row, &local))
    {
      WgRole role = 0;

      if (!wg_role_from_nick (wg_statement_get_text (row, 0), &role))
        continue;
      if (wg_statement_is_null (row, 1))
        self->roles |= role;
      else
        g_array_append_val (self->scopes, ((Scope){ role, wg_statement_get_int64 (row, 1) }));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

WgActor *
wg_actor_load (WgStoreWork *work, gint64 operator_id, GError **error)
{
  g_autoptr (WgActor) self = g_new0 (WgActor, 1);
  WgStatement *row;
  gboolean active = FALSE;

  self->scopes = g_array_new (FALSE, FALSE, sizeof (Scope));
  self->operator_id = operator_id;
  row = wg_connection_query (work->connection, error, "operator-by-id", "ii",
                             wg_connection_get_district (work->connection), operator_id);
  if (row == NULL)
    return NULL;
  if (wg_statement_step (row, NULL))
    {
      self->name = wg_statement_dup_text (row, 2);
      self->person_id = wg_statement_get_int64 (row, 3);
      active = wg_statement_get_int64 (row, 4) != 0;
    }
  wg_statement_reset (row);
  if (!active)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN, _ ("This operator is not known here any more. Nothing was changed."));
      return NULL;
    }
  return load_roles (self, work, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
wg_actor_may (WgStoreWork *work, gint64 operator_id, guint roles, const char *refusal, GError **error)
{
  g_autoptr (WgActor) actor = wg_actor_load (work, operator_id, error);
  g_autoptr (GString) sentence = NULL;
  g_autofree char *names = NULL;

  if (actor == NULL || (actor->roles & roles) != 0)
    return actor != NULL;
  sentence = g_string_new (refusal);
  names = wg_roles_to_text (roles);
  g_string_replace (sentence, "%s", names, 1);
  g_set_error_literal (error, WG_ERROR, WG_ERROR_FORBIDDEN, sentence->str);
  return FALSE;
}

WgActor *
wg_actor_new_for_nobody (gint64 operator_id)
{
  WgActor *self = g_new0 (WgActor, 1);

  self->scopes = g_array_new (FALSE, FALSE, sizeof (Scope));
  self->operator_id = operator_id;
  self->person_id = WG_NO_ID;
  return self;
}

guint
wg_actor_get_roles_at (WgActor *self, WgStoreWork *work, gint64 grid_id, GError **error)
{
  g_autoptr (WgGridTree) grids = NULL;
  guint roles = self->roles;

  if (self->scopes->len == 0 || grid_id == WG_NO_ID)
    return roles;
  grids = wg_store_work_get_grids (work, error);
  if (grids == NULL)
    return 0;
  for (guint i = 0; i < self->scopes->len; i++)
    {
      const Scope *scope = &g_array_index (self->scopes, Scope, i);

      if (wg_grid_tree_is_within (grids, grid_id, scope->grid_id))
        roles |= scope->role;
    }
  return roles;
}

guint
wg_actor_get_scoped_roles (WgActor *self)
{
  guint roles = 0;

  for (guint i = 0; i < self->scopes->len; i++)
    roles |= g_array_index (self->scopes, Scope, i).role;
  return roles;
}

gboolean
wg_actor_unit_is_below (WgStoreWork *work, gint64 unit_id, gint64 top_id)
{
  WgStatement *row = wg_connection_query (work->connection, NULL, "unit-ancestors", "ii",
                                          wg_connection_get_district (work->connection), unit_id);
  gboolean found = FALSE;

  while (row != NULL && !found && wg_statement_step (row, NULL))
    found = wg_statement_get_int64 (row, 0) == top_id;
  if (row != NULL)
    wg_statement_reset (row);
  return found;
}

static gboolean
person_holds (WgStoreWork *work, const WgCaseRecord *record, gint64 person_id)
{
  gint64 unit_id;
  gboolean found = FALSE;

  if (person_id == WG_NO_ID)
    return FALSE;
  if (record->person_id == person_id)
    return TRUE;
  if (record->unit_id == WG_NO_ID)
    return FALSE;
  unit_id = wg_connection_get_value (work->connection, &found, NULL, "person-unit", "ii",
                                     wg_connection_get_district (work->connection), person_id);
  return found && unit_id != WG_NULL_ID && wg_actor_unit_is_below (work, unit_id, record->unit_id);
}

gboolean
wg_actor_is_assignee (WgActor *self, WgStoreWork *work, const WgCaseRecord *record, gint64 for_person_id, guint roles)
{
  gboolean may_act_for = (roles & (WG_ROLE_DISPATCHER | WG_ROLE_DUTY)) != 0;

  if (person_holds (work, record, self->person_id))
    return TRUE;
  if (!may_act_for)
    return FALSE;
  if (for_person_id != WG_NO_ID)
    return person_holds (work, record, for_person_id);
  return record->person_id == WG_NO_ID && record->unit_id != WG_NO_ID;
}

gboolean
wg_actor_had_hand (WgActor *self, WgStoreWork *work, const WgCaseRecord *record)
{
  return wg_connection_get_value (work->connection, NULL, NULL, "hand-count", "iiii",
                                  wg_connection_get_district (work->connection), record->id, self->operator_id,
                                  self->person_id)
         > 0;
}
