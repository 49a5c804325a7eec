/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a holiday that is announced moves the deadline of every case that runs over it, at once and on record; a deadline
 * that moves without a word would make a liar of whoever has read it out.
 */

#include "wg-case-retime.h"

#include "wg-case-clocks.h"
#include "wg-case-table.h"
#include "wg-event-log.h"

#define SUBJECT "case"

static GArray *
list_ids (WgStoreWork *work, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;
  WgStatement *row
      = wg_connection_query (work->connection, &local, "retime-cases", "i", wg_connection_get_district (work->connection));

  while (row != NULL && wg_statement_step (row, &local))
    {
      gint64 id = wg_statement_get_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

GPtrArray *
wg_case_retime_find (WgStoreWork *work, GError **error)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  g_autoptr (GArray) ids = list_ids (work, error);
  gint64 now_ms = wg_clock_get_now (work->clock);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (WgCaseRecord) record = wg_case_table_find_by_id (work->connection, g_array_index (ids, gint64, i), error);
      gint64 due_ms, warn_ms;

      if (record == NULL)
        return NULL;
      due_ms = record->due_ms;
      warn_ms = record->warn_ms;
      if (!wg_case_clocks_find_due (work, record, now_ms, error))
        return NULL;
      if (record->due_ms != due_ms || record->warn_ms != warn_ms)
        g_ptr_array_add (moved, g_steal_pointer (&record));
    }
  return ids != NULL ? g_steal_pointer (&moved) : NULL;
}

static WgFields *
make_values (gint64 due_ms)
{
  WgFields *values = wg_fields_new ();

  wg_fields_set_int64 (values, "due_ms", due_ms);
  return values;
}

static gboolean
write_case (WgStoreWork *work, const WgCaseRecord *record, gint64 operator_id, GError **error)
{
  gint64 district_id = wg_connection_get_district (work->connection);
  g_autoptr (WgCaseRecord) before = wg_case_table_find_by_id (work->connection, record->id, error);
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgFields) fields = wg_fields_new ();

  if (before == NULL || !wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return FALSE;
  wg_fields_set_object (fields, "old", make_values (before->due_ms));
  wg_fields_set_object (fields, "new", make_values (record->due_ms));
  event->operator_id = operator_id;
  event->subject = g_strdup (SUBJECT);
  event->subject_id = record->id;
  event->verb = g_strdup (WG_CASE_RETIME_VERB);
  event->from_state = g_strdup (wg_case_state_to_nick (record->state));
  event->to_state = g_strdup (event->from_state);
  event->run = record->run;
  g_free (event->fields);
  event->fields = wg_fields_to_json (fields);
  return wg_connection_run (work->connection, error, "case-set-due", "iiiisi", district_id, record->id, record->due_ms,
                            record->warn_ms, wg_case_clock_to_nick (record->clock), record->clock_ms)
             >= 0
         && wg_event_log_append (work->connection, event, error);
}

gboolean
wg_case_retime_write (WgStoreWork *work, GPtrArray *moved, gint64 operator_id, GError **error)
{
  for (guint i = 0; i < moved->len; i++)
    {
      if (!write_case (work, g_ptr_array_index (moved, i), operator_id, error))
        return FALSE;
    }
  return TRUE;
}
