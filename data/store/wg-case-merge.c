/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one hole in the road is reported by ten people. The cases become parts of one master, whose list keeps every reporter
 * so that each of them is called back, and can be taken out again when it was two holes after all.
 */

#include "wg-case-moves-private.h"

#include "wg-case-facts.h"
#include "wg-case-table.h"
#include "wg-error.h"
#include "wg-event-log.h"

#include <glib/gi18n-lib.h>

static gint64
district (WgMoveRun *run)
{
  return wg_connection_get_district (run->work->connection);
}

gboolean
wg_case_merge_check (WgMoveRun *run, GError **error)
{
  g_autoptr (WgCaseRecord) master = NULL;

  if ((run->move->demands & WG_DEMAND_MASTER) == 0)
    return TRUE;
  if (run->act->master == NULL)
    return wg_case_moves_object (run, _ ("name the case that it goes into. Nothing was changed."), error);
  master = wg_case_table_find (run->work->connection, run->act->master, error);
  if (master == NULL)
    return FALSE;
  if (master->id == run->record->id)
    return wg_case_moves_object (run, _ ("a case cannot be merged into itself. Nothing was changed."), error);
  if (!wg_case_state_is_open (master->state))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Case %s is “%s”, and only an open case takes others in. Nothing was changed."),
                   master->number, wg_case_state_get_label (master->state));
      return FALSE;
    }
  return TRUE;
}

/* Sides. */

static void
add_side (WgMoveRun *run, gint64 case_id, WgVerb verb, gint64 old_master_id, gint64 new_master_id)
{
  const WgSide side = { case_id, verb, old_master_id, new_master_id };

  if (run->sides == NULL)
    run->sides = g_array_new (FALSE, FALSE, sizeof (WgSide));
  g_array_append_val (run->sides, side);
}

static gboolean
touch (WgMoveRun *run, const WgSide *side, WgEvent *event, gint64 *version, GError **error)
{
  WgStatement *row = wg_connection_query (run->work->connection, error, "case-touch", "ii", district (run), side->case_id);
  gboolean found = row != NULL && wg_statement_step (row, error);

  if (found)
    {
      *version = wg_statement_get_int64 (row, 0);
      event->from_state = wg_statement_dup_text (row, 1);
      event->to_state = wg_statement_dup_text (row, 1);
      event->run = wg_statement_get_int64 (row, 2);
    }
  if (row != NULL)
    wg_statement_reset (row);
  return found;
}

static void
note_master (WgFields *fields, const char *key, gint64 master_id)
{
  WgFields *values = wg_fields_new ();

  wg_fields_set_int64 (values, "master_id", master_id);
  wg_fields_set_object (fields, key, values);
}

/* A closed master that lets one go has fewer to call back. */
static gboolean
note_calls (WgMoveRun *run, const WgSide *side, WgFields *fields, GError **error)
{
  g_autoptr (WgCaseRecord) before = NULL;
  g_autoptr (WgCaseRecord) after = NULL;
  g_autofree char *flags = NULL;

  if (side->verb != WG_VERB_LET_GO)
    return TRUE;
  before = wg_case_table_find_by_id (run->work->connection, side->case_id, error);
  after = before != NULL ? wg_case_record_copy (before) : NULL;
  if (after == NULL || !wg_case_calls_mark (run, after, error))
    return FALSE;
  if (after->flags == before->flags)
    return TRUE;
  wg_case_facts_note (before, after, fields);
  flags = wg_case_marks_to_json (after->flags);
  return wg_connection_run (run->work->connection, error, "case-set-flags", "iis", district (run), side->case_id, flags) >= 0;
}

static gboolean
write_side (WgMoveRun *run, const WgSide *side, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgFields) fields = wg_fields_new ();
  gint64 version = 0;

  if (!wg_event_log_open (run->work->connection, event, run->event->at_ms, error) || !touch (run, side, event, &version, error)
      || !note_calls (run, side, fields, error))
    return FALSE;
  wg_fields_set_text (fields, "child", run->record->number);
  wg_fields_set_text (fields, "master", run->act->master);
  wg_fields_set_int64 (fields, "version", version);
  if (side->old_master_id != side->new_master_id)
    {
      note_master (fields, "old", side->old_master_id);
      note_master (fields, "new", side->new_master_id);
    }
  event->operator_id = run->actor->operator_id;
  event->for_person_id = run->act->for_person_id;
  event->desk = g_strdup (run->act->desk != NULL ? run->act->desk : "");
  event->subject = g_strdup ("case");
  event->subject_id = side->case_id;
  event->verb = g_strdup (wg_verb_to_nick (side->verb));
  event->fields = (g_free (event->fields), wg_fields_to_json (fields));
  return wg_event_log_append (run->work->connection, event, error);
}

gboolean
wg_case_sides_write (WgMoveRun *run, GError **error)
{
  for (guint i = 0; run->sides != NULL && i < run->sides->len; i++)
    {
      if (!write_side (run, &g_array_index (run->sides, WgSide, i), error))
        return FALSE;
    }
  return TRUE;
}

/* Merging: reporters are copied, what was merged into this one goes along, so that no case hangs two deep. */

static GArray *
list_children (WgMoveRun *run, gint64 master_id, GError **error)
{
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (gint64));
  WgStatement *row = wg_connection_query (run->work->connection, error, "child-list", "ii", district (run), master_id);

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, NULL))
    {
      gint64 id = wg_statement_get_int64 (row, 0);

      g_array_append_val (children, id);
    }
  return g_steal_pointer (&children);
}

static gboolean
move_children (WgMoveRun *run, gint64 from_id, gint64 to_id, GError **error)
{
  g_autoptr (GArray) children = list_children (run, from_id, error);

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      gint64 child = g_array_index (children, gint64, i);

      if (wg_connection_run (run->work->connection, error, "child-move", "iii", district (run), child, to_id) < 0)
        return FALSE;
      add_side (run, child, WG_VERB_MERGE, from_id, to_id);
    }
  return children != NULL;
}

static gboolean
apply_merge (WgMoveRun *run, GError **error)
{
  g_autoptr (WgCaseRecord) master = wg_case_table_find (run->work->connection, run->act->master, error);

  if (master == NULL)
    return FALSE;
  run->record->master_id = master->id;
  run->record->flags &= ~WG_CASE_MARK_PRECHECK;
  wg_fields_set_text (run->fields, "master", master->number);
  add_side (run, master->id, WG_VERB_TAKE_IN, WG_NO_ID, WG_NO_ID);
  return wg_connection_run (run->work->connection, error, "reporter-copy", "iiii", district (run), run->record->id, master->id,
                            run->event->id)
             >= 0
         && move_children (run, run->record->id, master->id, error);
}

static char *
dup_number (WgMoveRun *run, gint64 case_id)
{
  WgStatement *row = wg_connection_query (run->work->connection, NULL, "case-state-of", "ii", district (run), case_id);
  char *number = row != NULL && wg_statement_step (row, NULL) ? wg_statement_dup_text (row, 1) : NULL;

  if (row != NULL)
    wg_statement_reset (row);
  return number;
}

static gboolean
find_state_before (WgMoveRun *run, GError **error)
{
  WgStatement *row = wg_connection_query (run->work->connection, error, "event-last-merge", "ii", district (run), run->record->id);
  gboolean found = FALSE;

  if (row == NULL)
    return FALSE;
  found = wg_statement_step (row, NULL) && wg_case_state_from_nick (wg_statement_get_text (row, 1), &run->record->state);
  wg_statement_reset (row);
  return found || wg_case_moves_object (run, _ ("it came merged from a file, and what it was before is not known. Nothing was changed."), error);
}

static gboolean
apply_unmerge (WgMoveRun *run, GError **error)
{
  gint64 master_id = run->before->master_id;
  g_autofree char *number = master_id != WG_NO_ID ? dup_number (run, master_id) : NULL;

  if (!find_state_before (run, error))
    return FALSE;
  run->record->master_id = WG_NO_ID;
  run->more_clocks = run->record->state == WG_CASE_STATE_REPORTED ? WG_CLOCK_INTAKE_START : WG_CLOCK_DISPATCH_START;
  wg_fields_set_text (run->fields, "master", number);
  if (master_id == WG_NO_ID)
    return TRUE;
  add_side (run, master_id, WG_VERB_LET_GO, WG_NO_ID, WG_NO_ID);
  return wg_connection_run (run->work->connection, error, "reporter-strike", "iiii", district (run), master_id, run->record->id,
                            run->event->id)
         >= 0;
}

gboolean
wg_case_merge_apply (WgMoveRun *run, GError **error)
{
  return run->act->verb == WG_VERB_MERGE ? apply_merge (run, error) : apply_unmerge (run, error);
}

gboolean
wg_case_merge_undo (WgMoveRun *run, gint64 event_id, GError **error)
{
  gint64 master_id = run->before->master_id;
  g_autoptr (GArray) children = NULL;

  if (master_id == WG_NO_ID)
    return TRUE;
  children = list_children (run, master_id, error);
  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      gint64 child = g_array_index (children, gint64, i);

      /* Those that came along have their merging written right behind this one. */
      if (wg_connection_get_value (run->work->connection, NULL, NULL, "event-went-along", "iiii", district (run), child, event_id,
                                   event_id + 1 + (gint64) children->len)
          == 0)
        continue;
      if (wg_connection_run (run->work->connection, error, "child-move", "iii", district (run), child, run->record->id) < 0)
        return FALSE;
      add_side (run, child, WG_VERB_MERGE, master_id, run->record->id);
    }
  if (children == NULL
      || wg_connection_run (run->work->connection, error, "reporter-strike-copied", "iiii", district (run), master_id, event_id,
                            run->event->id)
             < 0)
    return FALSE;
  add_side (run, master_id, WG_VERB_LET_GO, WG_NO_ID, WG_NO_ID);
  return TRUE;
}
