/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whose a move is stands in its row; some of the roles there are given by the case itself (who holds it, who helps, who
 * was asked), and those are read here inside the transaction.
 */

#include "wg-case-moves-private.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>

#define DESK_ROLES (WG_ROLE_INTAKE | WG_ROLE_DISPATCHER | WG_ROLE_CHECKER | WG_ROLE_CALLBACK | WG_ROLE_DUTY)

static gint64
ask_for_person (WgMoveRun *run, const char *statement, gint64 person_id)
{
  return wg_connection_get_value (run->work->connection, NULL, NULL, statement, "iii",
                                  wg_connection_get_district (run->work->connection), run->record->id, person_id);
}

/* Himself, or somebody at a desk who enters it for him. */
static gboolean
is_person (WgMoveRun *run, guint roles, guint may_enter, const char *statement)
{
  gint64 for_person_id = run->act->for_person_id;

  if (run->actor->person_id != WG_NO_ID && ask_for_person (run, statement, run->actor->person_id) > 0)
    return TRUE;
  return for_person_id != WG_NO_ID && (roles & may_enter) != 0 && ask_for_person (run, statement, for_person_id) > 0;
}

static gboolean
is_asker (WgMoveRun *run)
{
  return ask_for_person (run, "ask-to-settle", run->actor->operator_id) > 0;
}

/* The result of an emergency may come from whoever follows it on the scene. */
static gboolean
is_tracker (WgMoveRun *run, guint roles)
{
  g_autoptr (WgCaseRecord) followed = NULL;

  if (run->act->verb != WG_VERB_DONE || run->record->route != WG_ROUTE_EMERGENCY || run->record->tracker_id == WG_NO_ID)
    return FALSE;
  followed = wg_case_record_copy (run->record);
  followed->person_id = followed->tracker_id;
  return wg_actor_is_assignee (run->actor, run->work, followed, run->act->for_person_id, roles);
}

/* Roles that the case gives. */
static gboolean
has_case_role (WgMoveRun *run, guint wanted, guint roles)
{
  if ((wanted & WG_ROLE_ASSIGNEE) != 0
      && (wg_actor_is_assignee (run->actor, run->work, run->record, run->act->for_person_id, roles) || is_tracker (run, roles)))
    return TRUE;
  if ((wanted & WG_ROLE_CO) != 0 && is_person (run, roles, WG_ROLE_DISPATCHER | WG_ROLE_DUTY, "hand-is-co"))
    return TRUE;
  if ((wanted & WG_ROLE_ASKED) != 0 && is_person (run, roles, DESK_ROLES, "ask-is-asked"))
    return TRUE;
  if ((wanted & WG_ROLE_ASKER) != 0 && is_asker (run))
    return TRUE;
  return (wanted & WG_ROLE_SIGNER) != 0 && run->actor->person_id != WG_NO_ID;
}

gboolean
wg_case_roles_check (WgMoveRun *run, GError **error)
{
  const WgCaseRecord *record = run->record;
  WgRoute route = record != NULL ? record->route : WG_ROUTE_GENERAL;
  gint64 grid_id = record != NULL ? record->grid_id : WG_NO_ID;
  guint wanted = wg_move_get_roles (run->move, route);
  /* Before the place of a new case is known, a role that counts somewhere is enough to go on. */
  guint roles = record != NULL ? wg_actor_get_roles_at (run->actor, run->work, grid_id, error)
                               : run->actor->roles | wg_actor_get_scoped_roles (run->actor);
  g_autofree char *names = wg_roles_to_text (wanted);

  if ((wanted & WG_ROLE_SELF) != 0 || (wanted & roles) != 0)
    return TRUE;
  if (record != NULL && has_case_role (run, wanted, roles))
    return TRUE;
  if (error != NULL && *error != NULL)
    return FALSE;
  g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN,
               (wg_actor_get_scoped_roles (run->actor) & wanted) != 0
                   ? _ ("%s works for another part of the district: here %s belongs to %s. Nothing was changed.")
                   : _ ("%s may not do this: %s belongs to %s. Nothing was changed."),
               wg_operator_name_get_label (run->actor->name), wg_verb_get_label (run->act->verb), names);
  return FALSE;
}
