/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the route that a case takes decides which steps may not be left out. What each route asks for at which move stands
 * here, beside what a class asks for when the work is done.
 */

#include "wg-case-moves-private.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>

static gint64
district (WgMoveRun *run)
{
  return wg_connection_get_district (run->work->connection);
}

/* Approval: the grid collects before it is filed, the community defines before it is assigned, street and department sign
 * before it is done; a refused signature ends the signing, and the result is then that it was not approved.
 */
static gboolean
check_approval (WgMoveRun *run, GError **error)
{
  const WgCaseRecord *record = run->record;
  gboolean ended = (record->flags & WG_CASE_MARK_NOT_APPROVED) != 0;

  if (record->route != WG_ROUTE_APPROVAL || ended)
    return TRUE;
  if (run->act->verb == WG_VERB_FILE && record->signs < 1)
    return wg_case_moves_object (run, _ ("stage 1 (the grid) is not signed yet. Nothing was changed."), error);
  if (run->act->verb == WG_VERB_ASSIGN && record->signs < 2)
    return wg_case_moves_object (run, _ ("stage 2 (the community) is not signed yet. Nothing was changed."), error);
  if ((run->act->verb == WG_VERB_DONE || run->act->verb == WG_VERB_PASS) && record->signs < 4)
    return wg_case_moves_object (run, _ ("not all four stages are signed yet. Nothing was changed."), error);
  return TRUE;
}

static gboolean
check_notices (WgMoveRun *run, GError **error)
{
  if (run->record->route != WG_ROUTE_APPROVAL)
    return TRUE;
  if (wg_connection_get_value (run->work->connection, NULL, NULL, "notice-count-ended", "iii", district (run), run->record->id,
                               run->event->at_ms)
      == 2)
    return TRUE;
  return wg_case_moves_object (run, _ ("the public notices at community and street level are not both over. Nothing was changed."), error);
}

static gboolean
check_feedback (WgMoveRun *run, GError **error)
{
  if (run->record->route != WG_ROUTE_COORDINATION
      || wg_connection_get_value (run->work->connection, NULL, NULL, "reporter-count-untold", "ii", district (run), run->record->id) == 0)
    return TRUE;
  return wg_case_moves_object (run, _ ("not every reporter has been told the result yet. Nothing was changed; record the feedback first."), error);
}

static gboolean
needs_photo (WgMoveRun *run)
{
  WgStatement *row;
  gboolean needed;

  if (run->record->class_code == NULL)
    return FALSE;
  row = wg_connection_query (run->work->connection, NULL, "class-by-code", "isi", district (run), run->record->class_code,
                             run->event->at_ms);
  needed = row != NULL && wg_statement_step (row, NULL) && wg_statement_get_int64 (row, 7) != 0;
  if (row != NULL)
    wg_statement_reset (row);
  return needed;
}

static gboolean
check_done (WgMoveRun *run, GError **error)
{
  if ((run->before->flags & WG_CASE_MARK_CO) != 0)
    {
      if (run->act->value == NULL || *run->act->value == '\0')
        return wg_case_moves_object (run, _ ("a co-handler has not reported yet. Nothing was changed; wait, or say why not (--waive)."), error);
      wg_fields_set_text (run->fields, "waived", run->act->value);
    }
  if (!needs_photo (run)
      || wg_connection_get_value (run->work->connection, NULL, NULL, "attachment-photo-count", "iii", district (run), run->record->id,
                                  (gint64) run->record->run)
             > 0)
    return TRUE;
  return wg_case_moves_object (run, _ ("its class demands a photo. Nothing was changed; attach one first."), error);
}

/* The unit one level above the holder gets to know: a line in the history that names it. */
static void
inform_above (WgMoveRun *run)
{
  gboolean found = FALSE;
  gint64 unit_id = wg_connection_get_value (run->work->connection, &found, NULL, "unit-above-holder", "iii", district (run),
                                            run->record->unit_id, run->record->person_id);

  if (found && unit_id != WG_NULL_ID)
    wg_fields_set_int64 (run->fields, "informed_unit_id", unit_id);
}

gboolean
wg_case_demands_check_route (WgMoveRun *run, GError **error)
{
  if (!check_approval (run, error))
    return FALSE;
  if (run->act->verb == WG_VERB_DONE && !check_done (run, error))
    return FALSE;
  if (run->act->verb == WG_VERB_DONE && run->record->route == WG_ROUTE_COORDINATION)
    inform_above (run);
  return run->act->verb != WG_VERB_PASS || (check_notices (run, error) && check_feedback (run, error));
}
