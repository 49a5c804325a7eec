/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an account may nothing until somebody grants it a role, where and how long; and nobody hands out more than they
 * hold themselves.
 */

#include "wg-office-private.h"

#include "wg-error.h"
#include "wg-people-table.h"

#include <glib/gi18n-lib.h>

static gint64
find_account (WgOfficeRun *run, GError **error)
{
  gboolean found = FALSE;
  gint64 id = wg_connection_get_value (run->work->connection, &found, error, "operator-by-login", "is", wg_office_get_district (run),
                                       run->act->name != NULL ? run->act->name : "");

  if (found)
    return id;
  if (error == NULL || *error == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no operator “%s”. Nothing was changed."),
                 run->act->name != NULL ? run->act->name : "");
  return -1;
}

gboolean
wg_office_operator_add (WgOfficeRun *run, GError **error)
{
  const WgOfficeAct *act = run->act;
  g_autofree char *login = wg_office_take_name (act->name, error);
  g_autoptr (WgPerson) person = NULL;
  gboolean taken = FALSE;

  if (login == NULL || !wg_office_demand (run, WG_NO_ID, error))
    return FALSE;
  wg_connection_get_value (run->work->connection, &taken, NULL, "operator-by-login", "is", wg_office_get_district (run), login);
  if (taken)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("There is an operator “%s” already. Nothing was changed."), login);
      return FALSE;
    }
  if (act->person != NULL && (person = wg_people_table_find (run->work, act->person, error)) == NULL)
    return FALSE;
  run->event->subject_id = wg_people_table_insert_operator (
      run->work, login, act->kind != NULL ? act->kind : person != NULL ? person->name : login, person != NULL ? person->id : WG_NULL_ID, 0, error);
  wg_fields_set_text (run->fields, "login", login);
  wg_fields_set_int64 (run->fields, "person_id", person != NULL ? person->id : WG_NULL_ID);
  return run->event->subject_id >= 0;
}

typedef struct
{
  gint64 operator_id;
  WgRole role;
  gint64 grid_id; /* WG_NO_ID: everywhere */
} Grant;

static gboolean
read_grant (WgOfficeRun *run, Grant *grant, GError **error)
{
  const WgOfficeAct *act = run->act;

  grant->grid_id = WG_NO_ID;
  if (act->role == NULL || !wg_role_from_nick (act->role, &grant->role))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("There is no role “%s”. Nothing was changed."), act->role != NULL ? act->role : "");
      return FALSE;
    }
  if (act->grids != NULL && act->grids[0] != NULL && !wg_office_find_grid (run, act->grids[0], &grant->grid_id, error))
    return FALSE;
  if (!wg_office_demand (run, grant->grid_id, error))
    return FALSE;
  grant->operator_id = run->event->subject_id = find_account (run, error);
  wg_fields_set_text (run->fields, "login", act->name);
  wg_fields_set_text (run->fields, "role", act->role);
  wg_fields_set_text (run->fields, "grid", act->grids != NULL ? act->grids[0] : NULL);
  return grant->operator_id >= 0;
}

gboolean
wg_office_operator_grant (WgOfficeRun *run, GError **error)
{
  const WgOfficeAct *act = run->act;
  gint64 from_ms = act->from_ms != G_MININT64 ? act->from_ms : run->event->at_ms;
  Grant grant;

  if (!read_grant (run, &grant, error))
    return FALSE;
  if (act->to_ms != G_MININT64 && act->to_ms <= from_ms)
    return wg_office_refuse (error, _ ("The end lies before the beginning. Nothing was changed."));
  wg_fields_set_int64 (run->fields, "from_ms", from_ms);
  wg_fields_set_int64 (run->fields, "to_ms", act->to_ms);
  if (wg_connection_get_value (run->work->connection, NULL, NULL, "operator-role-held", "iisii", wg_office_get_district (run), grant.operator_id,
                               act->role, grant.grid_id, from_ms)
      > 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("%s holds this role there already. Nothing was changed."), act->name);
      return FALSE;
    }
  return wg_connection_run (run->work->connection, error, "operator-role-grant", "iisiii", wg_office_get_district (run), grant.operator_id,
                            act->role, grant.grid_id, from_ms, act->to_ms)
         >= 0;
}

/* The last administrator of the whole centre would lock everybody out. */
static gboolean
leaves_an_administrator (WgOfficeRun *run, const Grant *grant, GError **error)
{
  if (grant->role != WG_ROLE_ADMIN || grant->grid_id != WG_NO_ID
      || wg_connection_get_value (run->work->connection, NULL, NULL, "operator-other-admins", "iii", wg_office_get_district (run),
                                  grant->operator_id, run->event->at_ms)
             > 0)
    return TRUE;
  return wg_office_refuse (error, _ ("Nobody else is an administrator of the whole centre. Nothing was changed; grant somebody the role first."));
}

gboolean
wg_office_operator_revoke (WgOfficeRun *run, GError **error)
{
  const WgOfficeAct *act = run->act;
  gint64 end_ms = act->to_ms != G_MININT64 ? act->to_ms : run->event->at_ms;
  Grant grant;
  gint64 n_rows;

  if (!read_grant (run, &grant, error) || !leaves_an_administrator (run, &grant, error))
    return FALSE;
  wg_fields_set_int64 (run->fields, "to_ms", end_ms);
  n_rows = wg_connection_run (run->work->connection, error, "operator-role-revoke", "iisii", wg_office_get_district (run), grant.operator_id,
                              act->role, grant.grid_id, end_ms);
  if (n_rows == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("%s does not hold this role there. Nothing was changed."), act->name);
  return n_rows > 0;
}
