/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a dispatcher types a name, the store wants an id; a name that fits two people must never be guessed. */

#include "wg-command-call.h"

#include "wg-case-record.h"
#include "wg-error.h"
#include "wg-store-people.h"

#include <glib/gi18n.h>

gint64
wg_command_call_find_operator (WgCommandCall *self, GError **error)
{
  g_autoptr (WgOperator) account = NULL;

  wg_store_find_operator_async (self->store, wg_command_call_get_text (self, "as"), self->cancellable, wg_command_call_ready,
                                self);
  account = wg_store_find_operator_finish (self->store, wg_command_call_wait (self), error);
  return account != NULL ? account->id : -1;
}

gboolean
wg_command_call_find_person (WgCommandCall *self, const char *name, gint64 *person_id, GError **error)
{
  WgPersonQuery query = { .unit_id = WG_NO_ID, .name = name, .limit = 2 };
  g_autoptr (GPtrArray) persons = NULL;

  *person_id = WG_NO_ID;
  if (name == NULL)
    return TRUE;
  wg_store_list_persons_async (self->store, &query, self->cancellable, wg_command_call_ready, self);
  persons = wg_store_list_persons_finish (self->store, wg_command_call_wait (self), error);
  if (persons == NULL)
    return FALSE;
  g_return_val_if_fail (persons->len == 1, FALSE);
  *person_id = ((WgPerson *) g_ptr_array_index (persons, 0))->id;
  return TRUE;
}

/* Two units of one name are told apart by their ids. */
static void
set_ambiguous (GPtrArray *units, const char *name, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < units->len; i++)
    {
      const WgUnit *unit = g_ptr_array_index (units, i);

      if (g_str_equal (unit->name, name))
        g_string_append_printf (list, "%s%" G_GINT64_FORMAT, list->len > 0 ? ", " : "", unit->id);
    }
  g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS, _ ("Several units are called “%s”. Nothing was changed; name one by its id: %s."),
               name, list->str);
}

static int
find_in (GPtrArray *units, const char *name, gboolean by_id, gint64 *unit_id)
{
  char *end = NULL;
  gint64 id = g_ascii_strtoll (name, &end, 10);
  gboolean is_id = by_id && *name != '\0' && *end == '\0';
  int found = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const WgUnit *unit = g_ptr_array_index (units, i);

      if (!g_str_equal (unit->name, name) && !(is_id && unit->id == id))
        continue;
      *unit_id = unit->id;
      found++;
    }
  return found;
}

static GPtrArray *
list_units (WgCommandCall *self, GError **error)
{
  wg_store_list_units_async (self->store, G_MININT64, self->cancellable, wg_command_call_ready, self);
  return wg_store_list_units_finish (self->store, wg_command_call_wait (self), error);
}

gboolean
wg_command_call_find_unit (WgCommandCall *self, const char *name, gint64 *unit_id, GError **error)
{
  g_autoptr (GPtrArray) units = NULL;
  int found;

  *unit_id = WG_NO_ID;
  if (name == NULL)
    return TRUE;
  units = list_units (self, error);
  if (units == NULL)
    return FALSE;
  found = find_in (units, name, TRUE, unit_id);
  if (found > 1)
    set_ambiguous (units, name, error);
  else if (found == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no unit “%s”."), name);
  return found == 1;
}

gboolean
wg_command_call_find_holder (
    WgCommandCall *self, const char *name, gint64 *person_id, gint64 *unit_id, GError **error)
{
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (GError) local = NULL;
  int found;

  *person_id = *unit_id = WG_NO_ID;
  if (name == NULL || wg_command_call_find_person (self, name, person_id, &local))
    return TRUE;
  if (!g_error_matches (local, WG_ERROR, WG_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  units = list_units (self, error);
  if (units == NULL)
    return FALSE;
  found = find_in (units, name, FALSE, unit_id);
  if (found > 1)
    set_ambiguous (units, name, error);
  else if (found == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no person and no unit “%s”. Nothing was changed."), name);
  return found == 1;
}
