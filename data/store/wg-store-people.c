/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the verbs of the store that deal with people: whom to send, who is at the desk, and which account a name means. */

#include "wg-store-people.h"

#include "wg-actor.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-grid-table.h"
#include "wg-office-at.h"
#include "wg-people-table.h"

#include <glib/gi18n-lib.h>

/* Persons. */

typedef struct
{
  char *grid_code;
  gint64 unit_id;
  char *text;
  char *name;
  guint limit;
} PersonRequest;

static void
person_request_free (gpointer data)
{
  PersonRequest *request = data;

  g_free (request->grid_code);
  g_free (request->text);
  g_free (request->name);
  g_free (request);
}

static GPtrArray *
read_persons (WgStatement *row, guint limit, GError **error)
{
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_person_free);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  while ((limit == 0 || persons->len < limit) && wg_statement_step (row, &local))
    g_ptr_array_add (persons, wg_people_table_read_row (row));
  wg_statement_reset (row);
  if (local == NULL)
    return g_steal_pointer (&persons);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static GPtrArray *
list_keepers (WgStoreWork *work, const PersonRequest *request, WgGridTree *grids, GError **error)
{
  guint grid = wg_grid_tree_find_by_code (grids, request->grid_code);

  if (grid == WG_GRID_NONE)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no grid %s in force."), request->grid_code);
      return NULL;
    }
  return read_persons (wg_connection_query (work->connection, error, "person-of-grid", "ii",
                                            wg_connection_get_district (work->connection),
                                            wg_grid_tree_get_grid (grids, grid)->id),
                       request->limit, error);
}

static GPtrArray *
find_one (WgStoreWork *work, const char *name, GError **error)
{
  WgPerson *person = wg_people_table_find (work, name, error);
  GPtrArray *persons;

  if (person == NULL)
    return NULL;
  persons = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_person_free);
  g_ptr_array_add (persons, person);
  return persons;
}

static GPtrArray *
list_rows (WgStoreWork *work, const PersonRequest *request, WgGridTree *grids, GError **error)
{
  if (request->name != NULL)
    return find_one (work, request->name, error);
  if (request->grid_code != NULL)
    return list_keepers (work, request, grids, error);
  return read_persons (wg_connection_query (work->connection, error, "person-list", "iis",
                                            wg_connection_get_district (work->connection), request->unit_id, request->text),
                       request->limit, error);
}

static gpointer
list_persons (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgGridTree) grids = wg_store_work_get_grids (work, error);
  g_autoptr (GPtrArray) persons = grids != NULL ? list_rows (work, data, grids, error) : NULL;

  if (persons == NULL)
    return NULL;
  for (guint i = 0; i < persons->len; i++)
    {
      if (!wg_people_table_complete (work, g_ptr_array_index (persons, i), grids, WG_PEOPLE_NOW, error))
        return NULL;
    }
  return g_steal_pointer (&persons);
}

void
wg_store_list_persons_async (WgStore *self,
                             const WgPersonQuery *query,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  PersonRequest *request = g_new0 (PersonRequest, 1);

  request->grid_code = g_strdup (query->grid_code);
  request->unit_id = query->unit_id;
  request->text = g_strdup (query->text);
  request->name = g_strdup (query->name);
  request->limit = query->limit;
  wg_store_read_async (self, list_persons, request, person_request_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_list_persons_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Units. */

static gpointer
list_units (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_unit_free);
  g_autoptr (GError) local = NULL;
  gint64 at_ms = *(gint64 *) data;
  WgStatement *row = wg_connection_query (work->connection, &local, "unit-list", "i", wg_connection_get_district (work->connection));

  while (row != NULL && wg_statement_step (row, &local))
    {
      WgUnit *unit = g_new0 (WgUnit, 1);

      unit->id = wg_statement_get_int64 (row, 0);
      unit->parent_id = wg_statement_get_int64 (row, 1);
      unit->kind = wg_statement_dup_text (row, 2);
      unit->name = wg_statement_dup_text (row, 3);
      unit->grid_id = wg_statement_get_int64 (row, 4);
      unit->active = wg_statement_get_int64 (row, 5) != 0;
      unit->phone = wg_statement_dup_text (row, 6);
      unit->n_persons = wg_statement_get_int64 (row, 7);
      unit->open_cases = wg_statement_get_int64 (row, 8);
      g_ptr_array_add (units, unit);
    }
  if (local == NULL && (at_ms == G_MININT64 || wg_office_at_units (work, units, at_ms, &local)))
    return g_steal_pointer (&units);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_list_units_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list_units, g_memdup2 (&at_ms, sizeof at_ms), g_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_list_units_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Duties. */

typedef struct
{
  gint64 person_id;
  gint64 from_ms;
  gint64 to_ms;
  gint64 at_ms;
} DutyRequest;

static gpointer
list_duties (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const DutyRequest *request = data;
  g_autoptr (GPtrArray) duties = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_duty_free);
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "duty-list", "iiii", wg_connection_get_district (work->connection),
                                          request->person_id, request->from_ms, request->to_ms);

  while (row != NULL && wg_statement_step (row, &local))
    {
      WgDuty *duty = g_new0 (WgDuty, 1);

      duty->person_id = wg_statement_get_int64 (row, 0);
      duty->code = wg_statement_dup_text (row, 1);
      duty->name = wg_statement_dup_text (row, 2);
      duty->kind = wg_statement_dup_text (row, 3);
      duty->from_ms = wg_statement_get_int64 (row, 4);
      duty->to_ms = wg_statement_get_int64 (row, 5);
      g_ptr_array_add (duties, duty);
    }
  if (local == NULL && (request->at_ms == G_MININT64 || wg_office_at_duties (work, duties, request->at_ms, &local)))
    return g_steal_pointer (&duties);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_list_duties_async (WgStore *self,
                            gint64 person_id,
                            gint64 from_ms,
                            gint64 to_ms,
                            gint64 at_ms,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  const DutyRequest request = { person_id, from_ms, to_ms, at_ms };

  wg_store_read_async (self, list_duties, g_memdup2 (&request, sizeof request), g_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_list_duties_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Operators. */

static WgOperator *
read_operator (WgStatement *row)
{
  WgOperator *account = g_new0 (WgOperator, 1);

  account->id = wg_statement_get_int64 (row, 0);
  account->login = wg_statement_dup_text (row, 1);
  account->name = wg_statement_dup_text (row, 2);
  account->person_id = wg_statement_get_int64 (row, 3);
  account->active = wg_statement_get_int64 (row, 4) != 0;
  return account;
}

static gboolean
read_roles (WgStoreWork *work, WgOperator *account, GError **error)
{
  g_autoptr (WgActor) actor = wg_actor_load (work, account->id, error);

  if (actor == NULL)
    return FALSE;
  account->roles = actor->roles | wg_actor_get_scoped_roles (actor);
  return TRUE;
}

static gboolean
read_grants (WgStoreWork *work, WgOperator *account, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "operator-grants", "ii", wg_connection_get_district (work->connection),
                                          account->id);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  account->grants = g_array_new (FALSE, FALSE, sizeof (WgGrant));
  while (wg_statement_step (row, &local))
    {
      WgGrant grant = { 0, wg_statement_get_int64 (row, 1), wg_statement_get_int64 (row, 2), wg_statement_get_int64 (row, 3) };
      WgRole role;

      if (!wg_role_from_nick (wg_statement_get_text (row, 0), &role))
        continue;
      grant.role = role;
      g_array_append_val (account->grants, grant);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
list_operators (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_operator_free);
  g_autoptr (GError) local = NULL;
  gint64 at_ms = *(gint64 *) data;
  WgStatement *row = wg_connection_query (work->connection, &local, "operator-list", "i", wg_connection_get_district (work->connection));

  while (row != NULL && wg_statement_step (row, &local))
    g_ptr_array_add (accounts, read_operator (row));
  for (guint i = 0; local == NULL && i < accounts->len; i++)
    {
      WgOperator *account = g_ptr_array_index (accounts, i);

      if (read_grants (work, account, &local) && account->active)
        read_roles (work, account, &local);
    }
  if (local == NULL && (at_ms == G_MININT64 || wg_office_at_operators (work, accounts, at_ms, &local)))
    return g_steal_pointer (&accounts);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_list_operators_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list_operators, g_memdup2 (&at_ms, sizeof at_ms), g_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_list_operators_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Which account a name means. */

static WgOperator *
find_account (WgStoreWork *work, const char *statement, const char *login, gint64 person_id, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);
  WgStatement *row = login != NULL ? wg_connection_query (work->connection, error, statement, "is", district_id, login)
                                   : wg_connection_query (work->connection, error, statement, "ii", district_id, person_id);
  g_autoptr (WgOperator) account = NULL;

  if (row == NULL)
    return NULL;
  if (wg_statement_step (row, error))
    account = read_operator (row);
  wg_statement_reset (row);
  if (account == NULL || !read_roles (work, account, error) || !read_grants (work, account, error))
    return NULL;
  return g_steal_pointer (&account);
}

/* Roles make an account; this one has none, so only the assignee's verbs are left. */
static WgOperator *
make_account (WgStoreWork *work, const WgPerson *person, GError **error)
{
  g_autofree char *login = g_strdup_printf ("person-%" G_GINT64_FORMAT, person->id);
  g_autoptr (WgEvent) event = wg_event_new ();

  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return NULL;
  event->subject_id = event->operator_id = wg_people_table_insert_operator (work, login, person->name, person->id, 0, error);
  if (event->subject_id < 0)
    return NULL;
  event->subject = g_strdup ("operator");
  event->verb = g_strdup ("add");
  if (!wg_event_log_append (work->connection, event, error))
    return NULL;
  return find_account (work, "operator-by-login", login, WG_NULL_ID, error);
}

static WgOperator *
find_default (WgStoreWork *work, GError **error)
{
  WgOperator *account = find_account (work, "operator-by-login", g_get_user_name (), WG_NULL_ID, error);

  if (account != NULL || (error != NULL && *error != NULL))
    return account;
  return find_account (work, "operator-by-login", "desk", WG_NULL_ID, error);
}

/* Returns TRUE with @account unset when only a new account would do. */
static gboolean
look_up (WgStoreWork *work, const char *name, WgOperator **account, WgPerson **person, GError **error)
{
  g_autoptr (GError) local = NULL;

  *account = name == NULL ? find_default (work, &local) : find_account (work, "operator-by-login", name, WG_NULL_ID, &local);
  if (*account == NULL && local == NULL && name != NULL)
    {
      *person = wg_people_table_find (work, name, &local);
      if (*person != NULL)
        *account = find_account (work, "operator-of-person", NULL, (*person)->id, &local);
    }
  if (local == NULL)
    return TRUE;
  if (g_error_matches (local, WG_ERROR, WG_ERROR_NOT_FOUND))
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no operator or person called %s. Nothing was changed."), name);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
find_operator (WgStoreWork *work, gpointer name, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgPerson) person = NULL;
  WgOperator *account = NULL;

  if (!look_up (work, name, &account, &person, error) || account != NULL)
    return account;
  if (person != NULL)
    return make_account (work, person, error);
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("This database has no operator “desk”. Name one with --as."));
  return NULL;
}

/* Looking is enough nearly always; it must not wait for the writer, nor need one. */
static gpointer
find_existing (WgStoreWork *work, gpointer name, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgPerson) person = NULL;
  WgOperator *account = NULL;

  if (look_up (work, name, &account, &person, error) && account == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "");
  return account;
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  WgOperator *account = wg_store_work_finish (WG_STORE (source), result, &error);

  if (account != NULL)
    g_task_return_pointer (task, account, (GDestroyNotify) wg_operator_free);
  else
    g_task_return_error (task, error);
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  WgOperator *account = wg_store_work_finish (WG_STORE (source), result, &error);

  if (account != NULL)
    g_task_return_pointer (task, account, (GDestroyNotify) wg_operator_free);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) && !wg_store_is_read_only (WG_STORE (source)))
    wg_store_write_async (WG_STORE (source), find_operator, g_strdup (g_task_get_task_data (task)), g_free,
                          (GDestroyNotify) wg_operator_free, g_task_get_cancellable (task), on_made, g_object_ref (task));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_task_return_new_error (task, WG_ERROR, WG_ERROR_IO, _ ("The database can only be read. Nothing was changed."));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
wg_store_find_operator_async (
    WgStore *self, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strdup (name), g_free);
  wg_store_read_async (self, find_existing, g_strdup (name), g_free, (GDestroyNotify) wg_operator_free, cancellable,
                       on_looked_up, task);
}

WgOperator *
wg_store_find_operator_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
