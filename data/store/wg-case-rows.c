/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: beside the case itself stand rows of what people did with it: who had it in hand, what they were asked, what they
 * signed, said and added. They are written here in the transaction of the move.
 */

#include "wg-case-moves-private.h"

#include "wg-grid-table.h"

static gboolean
write_hand (WgMoveRun *run, const char *kind, gint64 person_id, gint64 unit_id, GError **error)
{
  return wg_connection_run (run->work->connection, error, "hand-insert", "iiisiii",
                            wg_connection_get_district (run->work->connection), run->record->id,
                            (gint64) run->record->run, kind, person_id, unit_id, run->event->id)
         >= 0;
}

static gboolean
end_hands (WgMoveRun *run, const char *statement, GError **error)
{
  return wg_connection_run (run->work->connection, error, statement, "iii",
                            wg_connection_get_district (run->work->connection), run->record->id, run->event->id)
         >= 0;
}

static gboolean
write_co (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;

  for (guint i = 0; act->co != NULL && i < act->co->len; i++)
    {
      if (!write_hand (run, "co", g_array_index (act->co, gint64, i), WG_NO_ID, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_main (WgMoveRun *run, GError **error)
{
  if (!write_hand (run, "main", run->record->person_id, run->record->unit_id, error) || !write_co (run, error))
    return FALSE;
  return run->record->tracker_id == WG_NO_ID || run->record->tracker_id == run->before->tracker_id
         || write_hand (run, "tracker", run->record->tracker_id, WG_NO_ID, error);
}

/* One co-handler has done the own part, or is taken away; the case waits for one as long as another is left. */
static gboolean
end_co (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;
  WgConnection *connection = run->work->connection;
  gint64 district_id = wg_connection_get_district (connection);
  gint64 person_id = act->person_id;

  if (act->verb == WG_VERB_PART)
    person_id = act->for_person_id != WG_NO_ID ? act->for_person_id : run->actor->person_id;
  wg_fields_set_int64 (run->fields, "person_id", person_id);
  if (wg_connection_run (connection, error, "hand-end-co", "iiii", district_id, run->record->id, person_id, run->event->id) < 0)
    return FALSE;
  if (wg_connection_get_value (connection, NULL, NULL, "hand-count-co", "ii", district_id, run->record->id) == 0)
    run->record->flags &= ~WG_CASE_MARK_CO;
  return TRUE;
}

gboolean
wg_case_hands_write (WgMoveRun *run, GError **error)
{
  gboolean sent_on = run->act->to_person_id != WG_NO_ID || run->act->to_unit_id != WG_NO_ID;

  switch (run->act->verb)
    {
    case WG_VERB_ASSIGN:
      return write_main (run, error);
    case WG_VERB_REASSIGN:
    case WG_VERB_DELEGATE:
      return end_hands (run, "hand-end", error) && write_main (run, error);
    case WG_VERB_FAIL:
      return !sent_on || (end_hands (run, "hand-end", error) && write_main (run, error));
    case WG_VERB_BOUNCE:
    case WG_VERB_RECALL:
    case WG_VERB_REOPEN:
      return end_hands (run, "hand-end", error) && end_hands (run, "hand-end-all-co", error);
    case WG_VERB_DONE:
      return end_hands (run, "hand-end-all-co", error);
    case WG_VERB_HANDS:
      wg_fields_set_int64 (run->fields, "person_id", run->act->person_id);
      return write_hand (run, "co", run->act->person_id, WG_NO_ID, error);
    case WG_VERB_RELEASE:
    case WG_VERB_PART:
      return end_co (run, error);
    default:
      return TRUE;
    }
}

static gboolean
write_file (WgMoveRun *run, const WgKeptFile *file, GError **error)
{
  gint64 id = wg_grid_table_take_ids (run->work->connection, "attachment", 1, error);

  return id >= 0
         && wg_connection_run (run->work->connection, error, "attachment-insert", "iiiisssi",
                               wg_connection_get_district (run->work->connection), id, run->record->id, run->event->id,
                               file->sha256, file->name, file->mime, file->bytes)
                >= 0;
}

static gboolean
write_files (WgMoveRun *run, GError **error)
{
  GPtrArray *files = run->act->files;
  g_autoptr (GString) names = g_string_new (NULL);

  if (run->act->verb != WG_VERB_ATTACH)
    return TRUE;
  for (guint i = 0; i < files->len; i++)
    {
      const WgKeptFile *file = g_ptr_array_index (files, i);

      if (!write_file (run, file, error))
        return FALSE;
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", file->name);
    }
  wg_fields_set_text (run->fields, "name", names->str);
  return TRUE;
}

static gboolean
write_reporter (WgMoveRun *run, GError **error)
{
  const WgAct *act = run->act;
  gboolean is_name;

  if (act->verb != WG_VERB_EDIT_REPORTER)
    return TRUE;
  is_name = g_str_equal (act->answer, "name");
  return wg_connection_run (run->work->connection, error, is_name ? "reporter-set-name" : "reporter-set-phone", "iiis",
                            wg_connection_get_district (run->work->connection), run->record->id, (gint64) act->reporter, act->value)
         >= 0;
}

gboolean
wg_case_rows_write (WgMoveRun *run, GError **error)
{
  if (run->act->answer != NULL)
    wg_fields_set_text (run->fields, "answer", run->act->answer);
  if (run->act->verb == WG_VERB_EDIT_REPORTER)
    wg_fields_set_int64 (run->fields, "reporter", run->act->reporter);
  return wg_case_hands_write (run, error) && wg_case_asks_write (run, error) && wg_case_calls_write (run, error)
         && write_files (run, error) && write_reporter (run, error);
}
