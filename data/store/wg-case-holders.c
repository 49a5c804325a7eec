/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whom a case is given to is the one thing a dispatcher decides; what the route expects of the choice, and what there
 * is to say against it, is found here from the posts and shifts as they are inside the transaction.
 */

#include "wg-case-moves-private.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  PRESENT,
  OFF_DUTY,
  ON_LEAVE,
} Presence;

static gint64
ask (WgMoveRun *run, const char *statement, gint64 id)
{
  return wg_connection_get_value (run->work->connection, NULL, NULL, statement, "ii",
                                  wg_connection_get_district (run->work->connection), id);
}

char *
wg_case_holders_dup_name (WgMoveRun *run, gint64 person_id)
{
  WgStatement *row = wg_connection_query (run->work->connection, NULL, "person-name", "ii",
                                          wg_connection_get_district (run->work->connection), person_id);
  char *name = row != NULL && wg_statement_step (row, NULL) ? wg_statement_dup_text (row, 0) : NULL;

  if (row != NULL)
    wg_statement_reset (row);
  return name != NULL ? name : g_strdup ("?");
}

/* Where no shift is known at all, everybody is taken to be there. */
static Presence
find_presence (WgMoveRun *run, gint64 person_id)
{
  gint64 district_id = wg_connection_get_district (run->work->connection);
  gint64 now_ms = run->event->at_ms;
  gboolean anybody = wg_connection_get_value (run->work->connection, NULL, NULL, "duty-count", "ii", district_id, now_ms) > 0;
  WgStatement *row = wg_connection_query (run->work->connection, NULL, "duty-of-person", "iii", district_id, person_id, now_ms);
  gboolean on_shift = FALSE;
  gboolean on_leave = FALSE;

  while (row != NULL && wg_statement_step (row, NULL))
    {
      on_leave |= g_strcmp0 (wg_statement_get_text (row, 0), "leave") == 0;
      on_shift |= g_strcmp0 (wg_statement_get_text (row, 0), "shift") == 0;
    }
  if (on_leave)
    return ON_LEAVE;
  return anybody && !on_shift ? OFF_DUTY : PRESENT;
}

static void
warn_presence (WgMoveRun *run, gint64 person_id)
{
  Presence presence = find_presence (run, person_id);

  if (presence == ON_LEAVE)
    g_ptr_array_add (run->warnings, wg_warning_keep (WG_WARNING_ON_LEAVE, NULL, NULL));
  else if (presence == OFF_DUTY)
    g_ptr_array_add (run->warnings, wg_warning_keep (WG_WARNING_OFF_DUTY, NULL, NULL));
}

/* The keeper A of the home grid, or B when A is not there. */
static gint64
find_keeper (WgMoveRun *run, gboolean present)
{
  WgStatement *row;
  gint64 found = WG_NO_ID;

  if (run->record->grid_id == WG_NO_ID)
    return WG_NO_ID;
  row = wg_connection_query (run->work->connection, NULL, "post-of-grid", "ii",
                             wg_connection_get_district (run->work->connection), run->record->grid_id);
  while (row != NULL && found == WG_NO_ID && wg_statement_step (row, NULL))
    {
      const char *post = wg_statement_get_text (row, 2);
      gint64 person_id = wg_statement_get_int64 (row, 0);

      if ((g_strcmp0 (post, "A") == 0 || g_strcmp0 (post, "B") == 0) && ask (run, "person-active", person_id) == 1
          && (!present || find_presence (run, person_id) == PRESENT))
        found = person_id;
    }
  if (row != NULL)
    wg_statement_reset (row);
  return found;
}

/* The coordination route: one level up handles it. */
static gboolean
stands_above (WgMoveRun *run)
{
  g_autoptr (WgGridTree) grids = wg_store_work_get_grids (run->work, NULL);
  gboolean person = run->act->to_person_id != WG_NO_ID;
  guint home = grids != NULL ? wg_grid_tree_find_by_id (grids, run->record->grid_id) : WG_GRID_NONE;
  WgStatement *row = wg_connection_query (run->work->connection, NULL, person ? "post-of-person" : "unit-by-id", "ii",
                                          wg_connection_get_district (run->work->connection),
                                          person ? run->act->to_person_id : run->act->to_unit_id);
  gboolean above = home == WG_GRID_NONE;

  while (row != NULL && !above && wg_statement_step (row, NULL))
    {
      guint grid = wg_grid_tree_find_by_id (grids, wg_statement_get_int64 (row, person ? 1 : 4));

      above = grid != WG_GRID_NONE && grid != home && wg_grid_tree_is_below (grids, home, grid);
    }
  if (row != NULL)
    wg_statement_reset (row);
  return above;
}

static void
warn_choice (WgMoveRun *run)
{
  gint64 first;

  if (run->record->route == WG_ROUTE_COORDINATION && !stands_above (run))
    g_ptr_array_add (run->warnings, wg_warning_keep (WG_WARNING_NOT_ABOVE, NULL, NULL));
  if (run->record->route != WG_ROUTE_GENERAL)
    return;
  first = find_keeper (run, TRUE);
  if (first != WG_NO_ID && first != run->act->to_person_id)
    {
      g_autofree char *name = wg_case_holders_dup_name (run, first);

      g_ptr_array_add (run->warnings, wg_warning_keep (WG_WARNING_NOT_FIRST, name, NULL));
    }
}

/* An emergency has somebody on the scene from the first assignment on. */
static gboolean
take_tracker (WgMoveRun *run, GError **error)
{
  WgCaseRecord *record = run->record;

  if (run->act->tracker_id != WG_NO_ID)
    record->tracker_id = run->act->tracker_id;
  if (record->tracker_id == WG_NO_ID && record->route == WG_ROUTE_EMERGENCY)
    record->tracker_id = find_keeper (run, TRUE);
  if (record->tracker_id == WG_NO_ID && record->route == WG_ROUTE_EMERGENCY)
    record->tracker_id = find_keeper (run, FALSE);
  if (record->tracker_id == WG_NO_ID)
    {
      if (record->route == WG_ROUTE_EMERGENCY)
        g_ptr_array_add (run->warnings, wg_warning_keep (WG_WARNING_NOBODY_THERE, NULL, NULL));
      return TRUE;
    }
  if (run->act->tracker_id == WG_NO_ID || ask (run, "person-active", record->tracker_id) == 1)
    return TRUE;
  return wg_case_moves_object (run, _ ("who is to follow it on the scene is not active any more. Nothing was changed; choose another."), error);
}

gboolean
wg_case_holders_check (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;
  gboolean person = act->to_person_id != WG_NO_ID;

  if (person == (act->to_unit_id != WG_NO_ID))
    return wg_case_moves_object (run, _ ("name one person or one unit to assign it to. Nothing was changed."), error);
  if (person ? ask (run, "person-active", act->to_person_id) != 1 : ask (run, "unit-active", act->to_unit_id) != 1)
    return wg_case_moves_object (run, _ ("the assignee is not active any more. Nothing was changed; choose another."), error);
  if (person)
    warn_presence (run, act->to_person_id);
  warn_choice (run);
  wg_case_place_warn_border (run);
  return take_tracker (run, error);
}

gboolean
wg_case_holders_check_rework (WgMoveRun *run, GError **error)
{
  const WgCaseRecord *record = run->record;

  if (run->act->to_person_id != WG_NO_ID || run->act->to_unit_id != WG_NO_ID)
    return wg_case_holders_check (run, error);
  if (record->person_id != WG_NO_ID && ask (run, "person-active", record->person_id) != 1)
    return wg_case_moves_object (run, _ ("its assignee is not active any more. Nothing was changed; say who goes on with it (--reassign in the command line)."), error);
  if (record->person_id != WG_NO_ID && find_presence (run, record->person_id) != PRESENT)
    return wg_case_moves_object (run, _ ("its assignee is off duty. Nothing was changed; say who goes on with it (--reassign in the command line)."), error);
  if (record->person_id == WG_NO_ID && record->unit_id != WG_NO_ID && ask (run, "unit-active", record->unit_id) != 1)
    return wg_case_moves_object (run, _ ("its unit is not active any more. Nothing was changed; say who goes on with it (--reassign in the command line)."), error);
  return TRUE;
}

/* Persons named beside the assignee: who helps, who looks before filing, who solved it. */
static gboolean
check_person (WgMoveRun *run, gint64 person_id, GError **error)
{
  if (person_id == WG_NO_ID)
    return wg_case_moves_object (run, _ ("name a person. Nothing was changed."), error);
  if (ask (run, "person-active", person_id) == 1)
    return TRUE;
  return wg_case_moves_object (run, _ ("that person is not active any more. Nothing was changed; choose another."), error);
}

static gboolean
is_co (WgMoveRun *run, gint64 person_id)
{
  return wg_connection_get_value (run->work->connection, NULL, NULL, "hand-is-co", "iii",
                                  wg_connection_get_district (run->work->connection), run->record->id, person_id)
         > 0;
}

static gboolean
check_co (WgMoveRun *run, GError **error)
{
  gint64 person_id = run->act->person_id;
  gboolean named = is_co (run, person_id);

  if (run->act->verb == WG_VERB_RELEASE && !named)
    return wg_case_moves_object (run, _ ("that person is no co-handler of it. Nothing was changed."), error);
  if (run->act->verb == WG_VERB_HANDS && (named || person_id == run->record->person_id))
    return wg_case_moves_object (run, _ ("that person has a hand in it already. Nothing was changed."), error);
  return TRUE;
}

/* Two-level command: from a unit to what is below it, or to one of its people. */
static gboolean
check_below (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;
  gboolean person = act->to_person_id != WG_NO_ID;
  gint64 unit_id = person ? ask (run, "person-unit", act->to_person_id) : act->to_unit_id;

  if (person == (act->to_unit_id != WG_NO_ID))
    return wg_case_moves_object (run, _ ("name one person or one unit to pass it on to. Nothing was changed."), error);
  if (person ? ask (run, "person-active", act->to_person_id) != 1 : ask (run, "unit-active", act->to_unit_id) != 1)
    return wg_case_moves_object (run, _ ("the assignee is not active any more. Nothing was changed; choose another."), error);
  if (unit_id != WG_NULL_ID && wg_actor_unit_is_below (run->work, unit_id, run->record->unit_id) && (person || unit_id != run->record->unit_id))
    return TRUE;
  return wg_case_moves_object (run, _ ("that is not below the unit that holds it. Nothing was changed; reassign it instead."), error);
}

gboolean
wg_case_holders_keeps (WgMoveRun *run, gint64 person_id)
{
  WgStatement *row = wg_connection_query (run->work->connection, NULL, "post-of-grid", "ii",
                                          wg_connection_get_district (run->work->connection), run->record->grid_id);
  gboolean keeps = FALSE;

  while (row != NULL && !keeps && wg_statement_step (row, NULL))
    keeps = wg_statement_get_int64 (row, 0) == person_id;
  if (row != NULL)
    wg_statement_reset (row);
  return keeps;
}

gboolean
wg_case_holders_check_others (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;

  for (guint i = 0; act->co != NULL && i < act->co->len; i++)
    {
      if (!check_person (run, g_array_index (act->co, gint64, i), error))
        return FALSE;
    }
  if ((run->move->demands & WG_DEMAND_PERSON) != 0)
    {
      /* Whoever has left can still be taken from the list. */
      if (act->verb != WG_VERB_RELEASE && !check_person (run, act->person_id, error))
        return FALSE;
      if (!check_co (run, error))
        return FALSE;
    }
  return (run->move->demands & WG_DEMAND_BELOW) == 0 || check_below (run, error);
}
