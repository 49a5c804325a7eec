/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a suspension ends at the midnight that was promised, whether a program runs then or not. The pause was written with
 * its end, so every clock is right without anybody; what is left is to take the mark off the case, and the first writer that
 * notices does that, in the name of the clock.
 */

#include "wg-case-resume.h"

#include "wg-case-clocks.h"
#include "wg-case-facts.h"
#include "wg-case-moves-private.h"
#include "wg-case-table.h"
#include "wg-event-log.h"
#include "wg-grid-table.h"

static gint64
find_clock_operator (WgStoreWork *work, GError **error)
{
  WgConnection *connection = work->connection;
  gint64 district_id = wg_connection_get_district (connection);
  gboolean found = FALSE;
  gint64 id = wg_connection_get_value (connection, &found, NULL, "operator-by-login", "is", district_id, "clock");

  if (found)
    return id;
  id = wg_grid_table_take_ids (connection, "operator", 1, error);
  if (id < 0 || wg_connection_run (connection, error, "operator-insert-clock", "ii", district_id, id) < 0)
    return -1;
  return id;
}

static GPtrArray *
list_numbers (WgStoreWork *work, GError **error)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  WgStatement *row = wg_connection_query (work->connection, error, "case-resumable", "ii",
                                          wg_connection_get_district (work->connection), wg_clock_get_now (work->clock));

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, NULL))
    g_ptr_array_add (numbers, wg_statement_dup_text (row, 0));
  return g_steal_pointer (&numbers);
}

static gboolean
resume (WgStoreWork *work, const char *number, GError **error)
{
  g_autoptr (WgAct) act = wg_act_new (WG_VERB_RESUME, number);
  g_auto (WgMoveRun) run = { .work = work, .act = act, .proposes = -1 };

  run.event = wg_event_new ();
  run.fields = wg_fields_new ();
  run.warnings = g_ptr_array_new_with_free_func (g_free);
  if (!wg_event_log_open (work->connection, run.event, wg_clock_get_now (work->clock), error))
    return FALSE;
  run.before = wg_case_table_find (work->connection, number, error);
  if (run.before == NULL)
    return FALSE;
  run.record = wg_case_record_copy (run.before);
  run.actor = wg_actor_new_for_nobody (find_clock_operator (work, error));
  if (run.actor->operator_id < 0)
    return FALSE;
  wg_fields_set_int64 (run.fields, "effective_ms", run.before->suspended_until_ms);
  run.record->suspended_until_ms = WG_NO_TIME;
  if (!wg_case_clocks_find_due (work, run.record, run.event->at_ms, error) || !wg_case_table_update (work->connection, run.record, error))
    return FALSE;
  wg_case_facts_note (run.before, run.record, run.fields);
  return wg_case_moves_write_event (&run, error);
}

gboolean
wg_case_resume_write (WgStoreWork *work, GError **error)
{
  g_autoptr (GPtrArray) numbers = list_numbers (work, error);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      if (!resume (work, g_ptr_array_index (numbers, i), error))
        return FALSE;
    }
  return numbers != NULL;
}
