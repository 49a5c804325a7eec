/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who could be sent, who was on and who might do what on the day of a mistake is asked long after; units, shifts and
 * rights keep no versions, but every change of them is in the log.
 */

#include "wg-office-at.h"

#include "wg-error.h"
#include "wg-event-fields.h"
#include "wg-event-log.h"
#include "wg-person.h"
#include "wg-store-as-of.h"

/* Of the things called @subject, the newest first. */
static GPtrArray *
read_later (WgStoreWork *work, const char *subject, gint64 at_ms, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 last = wg_connection_get_value (work->connection, NULL, &local, "event-last-at", "ii",
                                         wg_connection_get_district (work->connection), at_ms);
  g_autoptr (GPtrArray) events = local == NULL ? wg_event_log_read_since (work->connection, last, -1, &local) : NULL;
  GPtrArray *found;

  if (events == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_event_free);
  for (guint i = events->len; i > 0; i--)
    {
      const WgEvent *event = g_ptr_array_index (events, i - 1);

      if (g_str_equal (event->subject, subject))
        g_ptr_array_add (found, wg_event_copy (event));
    }
  return found;
}

/* Units. */

static void
drop_unit (GPtrArray *units, gint64 id)
{
  for (guint i = units->len; i > 0; i--)
    {
      if (((WgUnit *) g_ptr_array_index (units, i - 1))->id == id)
        g_ptr_array_remove_index (units, i - 1);
    }
}

static WgUnit *
find_unit (GPtrArray *units, gint64 id)
{
  for (guint i = 0; i < units->len; i++)
    {
      WgUnit *unit = g_ptr_array_index (units, i);

      if (unit->id == id)
        return unit;
    }
  return NULL;
}

static gboolean
count_members (WgStoreWork *work, GPtrArray *units, gint64 at_ms, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "unit-members-at", "ii",
                                          wg_connection_get_district (work->connection), at_ms);

  while (row != NULL && wg_statement_step (row, &local))
    {
      WgUnit *unit = find_unit (units, wg_statement_get_int64 (row, 0));

      if (unit != NULL)
        unit->n_persons = wg_statement_get_int64 (row, 1);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
count_held (WgStoreWork *work, GPtrArray *units, gint64 at_ms, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) cases = NULL;

  query->only_open = TRUE;
  query->as_of_ms = at_ms;
  cases = wg_store_work_list_cases_at (work, query, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i);
      WgUnit *unit = record->unit_id != WG_NO_ID ? find_unit (units, record->unit_id) : NULL;

      if (unit != NULL)
        unit->open_cases++;
    }
  return cases != NULL;
}

gboolean
wg_office_at_units (WgStoreWork *work, GPtrArray *units, gint64 at_ms, GError **error)
{
  g_autoptr (GPtrArray) later = read_later (work, "unit", at_ms, error);

  if (later == NULL)
    return FALSE;
  for (guint i = 0; i < later->len; i++)
    drop_unit (units, ((WgEvent *) g_ptr_array_index (later, i))->subject_id);
  for (guint i = 0; i < units->len; i++)
    {
      WgUnit *unit = g_ptr_array_index (units, i);

      unit->n_persons = unit->open_cases = 0;
    }
  return count_members (work, units, at_ms, error) && count_held (work, units, at_ms, error);
}

/* Duties. */

static void
drop_duty (GPtrArray *duties, gint64 person_id, gint64 from_ms)
{
  for (guint i = duties->len; i > 0; i--)
    {
      const WgDuty *duty = g_ptr_array_index (duties, i - 1);

      if (duty->person_id == person_id && duty->from_ms == from_ms)
        g_ptr_array_remove_index (duties, i - 1);
    }
}

gboolean
wg_office_at_duties (WgStoreWork *work, GPtrArray *duties, gint64 at_ms, GError **error)
{
  g_autoptr (GPtrArray) later = read_later (work, "duty", at_ms, error);

  for (guint i = 0; later != NULL && i < later->len; i++)
    {
      const WgEvent *event = g_ptr_array_index (later, i);

      drop_duty (duties, event->subject_id, wg_event_get_number (event, "from_ms", G_MININT64));
    }
  return later != NULL;
}

/* Accounts and their roles. */

static void
take_back_end (WgOperator *account, const WgEvent *event)
{
  g_autofree char *nick = wg_event_dup_text (event, "role");
  gint64 end_ms = wg_event_get_number (event, "to_ms", G_MININT64);
  WgRole role;

  if (nick == NULL || !wg_role_from_nick (nick, &role))
    return;
  for (guint i = 0; account->grants != NULL && i < account->grants->len; i++)
    {
      WgGrant *grant = &g_array_index (account->grants, WgGrant, i);

      if (grant->role == role && grant->to_ms == end_ms)
        grant->to_ms = G_MININT64;
    }
}

static void
take_back (GPtrArray *accounts, const WgEvent *event)
{
  for (guint i = accounts->len; i > 0; i--)
    {
      WgOperator *account = g_ptr_array_index (accounts, i - 1);

      if (account->id != event->subject_id)
        continue;
      if (g_str_equal (event->verb, "revoke"))
        take_back_end (account, event);
      else if (g_str_equal (event->verb, "add"))
        g_ptr_array_remove_index (accounts, i - 1);
    }
}

static void
drop_later_grants (WgOperator *account, gint64 at_ms)
{
  for (guint i = account->grants != NULL ? account->grants->len : 0; i > 0; i--)
    {
      if (g_array_index (account->grants, WgGrant, i - 1).from_ms > at_ms)
        g_array_remove_index (account->grants, i - 1);
    }
}

gboolean
wg_office_at_operators (WgStoreWork *work, GPtrArray *accounts, gint64 at_ms, GError **error)
{
  g_autoptr (GPtrArray) later = read_later (work, "operator", at_ms, error);

  for (guint i = 0; later != NULL && i < later->len; i++)
    take_back (accounts, g_ptr_array_index (later, i));
  for (guint i = 0; i < accounts->len; i++)
    drop_later_grants (g_ptr_array_index (accounts, i), at_ms);
  return later != NULL;
}
