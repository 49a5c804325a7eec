/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: people and their rights are changed by few verbs that must all be asked the same questions: who, may they, here,
 * was it done already; and each must leave its row in the log.
 */

#include "wg-office-private.h"

#include "wg-error.h"
#include "wg-event-log.h"

#include <glib/gi18n-lib.h>

#define MOST_NAME_CHARACTERS 200

typedef struct
{
  const char *subject;
  const char *nick;
  guint roles;
  WgOfficeFunc func;
} Row;

#define STAFF_ROLES (WG_ROLE_ADMIN | WG_ROLE_DUTY | WG_ROLE_GIS)

static const Row rows[WG_N_OFFICE_VERBS] = {
  [WG_OFFICE_PERSON_ADD] = { "person", "add", STAFF_ROLES, wg_office_person_add },
  [WG_OFFICE_PERSON_DEACTIVATE] = { "person", "deactivate", STAFF_ROLES, wg_office_person_deactivate },
  [WG_OFFICE_PERSON_KEEP] = { "person", "keep", STAFF_ROLES, wg_office_person_keep },
  [WG_OFFICE_PERSON_RELEASE] = { "person", "release", STAFF_ROLES, wg_office_person_release },
  [WG_OFFICE_UNIT_ADD] = { "unit", "add", STAFF_ROLES, wg_office_unit_add },
  [WG_OFFICE_DUTY_ADD] = { "duty", "add", WG_ROLE_ADMIN | WG_ROLE_DUTY | WG_ROLE_DISPATCHER, wg_office_duty_add },
  [WG_OFFICE_OPERATOR_ADD] = { "operator", "add", WG_ROLE_ADMIN, wg_office_operator_add },
  [WG_OFFICE_OPERATOR_GRANT] = { "operator", "grant", WG_ROLE_ADMIN, wg_office_operator_grant },
  [WG_OFFICE_OPERATOR_REVOKE] = { "operator", "revoke", WG_ROLE_ADMIN, wg_office_operator_revoke },
};

WgOfficeAct *
wg_office_act_new (WgOfficeVerb verb)
{
  WgOfficeAct *self = g_new0 (WgOfficeAct, 1);

  self->verb = verb;
  self->from_ms = self->to_ms = G_MININT64;
  return self;
}

WgOfficeAct *
wg_office_act_copy (const WgOfficeAct *self)
{
  WgOfficeAct *copy = g_memdup2 (self, sizeof *self);

  copy->key = g_strdup (self->key);
  copy->name = g_strdup (self->name);
  copy->kind = g_strdup (self->kind);
  copy->code = g_strdup (self->code);
  copy->unit = g_strdup (self->unit);
  copy->phone = g_strdup (self->phone);
  copy->skills = g_strdupv (self->skills);
  copy->grids = g_strdupv (self->grids);
  copy->post = g_strdup (self->post);
  copy->role = g_strdup (self->role);
  copy->person = g_strdup (self->person);
  return copy;
}

void
wg_office_act_free (WgOfficeAct *self)
{
  g_free (self->key);
  g_free (self->name);
  g_free (self->kind);
  g_free (self->code);
  g_free (self->unit);
  g_free (self->phone);
  g_strfreev (self->skills);
  g_strfreev (self->grids);
  g_free (self->post);
  g_free (self->role);
  g_free (self->person);
  g_free (self);
}

const char *
wg_office_verb_get_subject (WgOfficeVerb verb)
{
  g_return_val_if_fail ((guint) verb < WG_N_OFFICE_VERBS, NULL);
  return rows[verb].subject;
}

const char *
wg_office_verb_to_nick (WgOfficeVerb verb)
{
  g_return_val_if_fail ((guint) verb < WG_N_OFFICE_VERBS, NULL);
  return rows[verb].nick;
}

guint
wg_office_verb_get_roles (WgOfficeVerb verb)
{
  g_return_val_if_fail ((guint) verb < WG_N_OFFICE_VERBS, 0);
  return rows[verb].roles;
}

/* For the verbs. */

gint64
wg_office_get_district (WgOfficeRun *run)
{
  return wg_connection_get_district (run->work->connection);
}

gboolean
wg_office_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, sentence);
  return FALSE;
}

char *
wg_office_take_name (const char *text, GError **error)
{
  g_autofree char *name = g_strstrip (g_utf8_make_valid (text != NULL ? text : "", -1));

  if (*name == '\0')
    {
      wg_office_refuse (error, _ ("Give a name. Nothing was changed."));
      return NULL;
    }
  if (g_utf8_strlen (name, -1) > MOST_NAME_CHARACTERS)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("A name has %d characters at most. Nothing was changed."), MOST_NAME_CHARACTERS);
      return NULL;
    }
  return g_steal_pointer (&name);
}

gboolean
wg_office_demand (WgOfficeRun *run, gint64 grid_id, GError **error)
{
  const Row *row = &rows[run->act->verb];
  g_autofree char *names = NULL;

  if (grid_id == WG_NO_ID ? (run->actor->roles & row->roles) != 0
                          : (wg_actor_get_roles_at (run->actor, run->work, grid_id, NULL) & row->roles) != 0)
    return TRUE;
  names = wg_roles_to_text (row->roles);
  g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN, _ ("%s may not do this here; it belongs to: %s. Nothing was changed."),
               wg_operator_name_get_label (run->actor->name), names);
  return FALSE;
}

gboolean
wg_office_find_grid (WgOfficeRun *run, const char *code, gint64 *grid_id, GError **error)
{
  guint grid = wg_grid_tree_find_by_code (run->grids, code);

  if (grid == WG_GRID_NONE)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no grid %s in force."), code);
      return FALSE;
    }
  *grid_id = wg_grid_tree_get_grid (run->grids, grid)->id;
  return TRUE;
}

gboolean
wg_office_find_unit (WgOfficeRun *run, const char *name, gint64 *unit_id, GError **error)
{
  WgConnection *connection = run->work->connection;
  WgStatement *row;
  int found = 0;

  *unit_id = WG_NULL_ID;
  if (name == NULL)
    return TRUE;
  row = wg_connection_query (connection, error, "unit-by-name", "is", wg_office_get_district (run), name);
  for (; row != NULL && wg_statement_step (row, NULL); found++)
    *unit_id = wg_statement_get_int64 (row, 0);
  if (row != NULL && found == 0)
    {
      row = wg_connection_query (connection, error, "unit-by-id", "ii", wg_office_get_district (run), g_ascii_strtoll (name, NULL, 10));
      for (; row != NULL && wg_statement_step (row, NULL); found++)
        *unit_id = wg_statement_get_int64 (row, 0);
    }
  if (row == NULL)
    return FALSE;
  if (found == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no unit “%s”."), name);
  else if (found > 1)
    g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS, _ ("Several units are called “%s”. Nothing was changed; give the id."), name);
  return found == 1;
}

/* Doing one. */

static gboolean
run_row (WgOfficeRun *run, const Row *row, GError **error)
{
  WgEvent *event = run->event;

  if (!row->func (run, error))
    return FALSE;
  event->operator_id = run->act->operator_id;
  event->subject = g_strdup (row->subject);
  event->verb = g_strdup (row->nick);
  event->idem_key = g_strdup (run->act->key);
  g_free (event->fields);
  event->fields = wg_fields_to_json (run->fields);
  return wg_event_log_append (run->work->connection, event, error);
}

static gpointer
perform_new (WgStoreWork *work, const WgOfficeAct *act, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgFields) fields = wg_fields_new ();
  g_autoptr (WgActor) actor = NULL;
  g_autoptr (WgGridTree) grids = NULL;

  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return NULL;
  actor = wg_actor_load (work, act->operator_id, error);
  grids = actor != NULL ? wg_store_work_get_grids (work, error) : NULL;
  if (grids == NULL)
    return NULL;
  return run_row (&(WgOfficeRun){ work, act, actor, event, fields, grids }, &rows[act->verb], error)
             ? g_steal_pointer (&event)
             : NULL;
}

static gpointer
perform (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const WgOfficeAct *act = data;
  g_autoptr (GError) local = NULL;
  WgEvent *before = act->key != NULL ? wg_event_log_find_by_key (work->connection, act->key, &local) : NULL;

  if (before != NULL)
    return before;
  if (local == NULL)
    return perform_new (work, act, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_office_async (
    WgStore *self, const WgOfficeAct *act, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_write_async (self, perform, wg_office_act_copy (act), (GDestroyNotify) wg_office_act_free,
                        (GDestroyNotify) wg_event_free, cancellable, callback, user_data);
}

WgEvent *
wg_store_office_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
