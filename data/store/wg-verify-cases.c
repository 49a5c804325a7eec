/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who holds a case, what was granted, signed and suspended decides who was late. The case says it in columns that anybody
 * with the file could write into; its events, which are chained, say it as well, and so do its clocks.
 */

#include "wg-verify-private.h"

#include "wg-calendar-table.h"
#include "wg-case-clocks.h"
#include "wg-case-facts.h"
#include "wg-case-table.h"
#include "wg-store-clocks.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nothing of this comes with an import. */
static const char *const counted[] = { "extensions", "flags", "needs_duty", "signs", NULL };
/* The rest of a case that was registered here; what an import may bring again is not held against its events. */
static const char *const told[] = { "class_code", "closed_ms", "done_ms", "first_assigned_ms", "person_id", "route", "suspended_until_ms",
                                    "tracker_id", "unit_id", NULL };

typedef struct
{
  WgSearch *search;
  WgCaseRecord *record;   /* as the case says */
  WgCaseRecord *replayed; /* as its events say */
  gboolean born_here;
} Replay;

static void
compare (Replay *self, const char *const *keys)
{
  for (; *keys != NULL; keys++)
    {
      g_autofree char *says = wg_case_facts_dup_text (self->record, *keys), *was = wg_case_facts_dup_text (self->replayed, *keys);

      if (g_strcmp0 (says, was) != 0)
        wg_search_add_problem (self->search, "state", self->record->number,
                               g_strdup_printf (_ ("Case %s says %s for “%s”, but its events say %s."), self->record->number,
                                                says != NULL ? says : "–", *keys, was != NULL ? was : "–"));
    }
}

/* The due time that is shown, and the time that its stopped clocks used. */
static gboolean
check_clocks (Replay *self, GError **error)
{
  WgStoreWork *work = self->search->work;
  gint64 now_ms = wg_clock_get_now (work->clock);
  g_autoptr (WgCaseRecord) again = wg_case_record_copy (self->record);
  g_autoptr (GPtrArray) ledgers = NULL;

  if (wg_case_state_is_open (self->record->state) && !wg_case_clocks_find_due (work, again, now_ms, error))
    return FALSE;
  if (again->due_ms != self->record->due_ms)
    wg_search_add_problem (self->search, "clock", self->record->number,
                           g_strdup_printf (_ ("Case %s shows a due time that its clocks do not give."), self->record->number));
  ledgers = wg_store_work_list_clocks (work, self->record->id, NULL, now_ms, error);
  for (guint i = 0; ledgers != NULL && i < ledgers->len; i++)
    {
      const WgClockLedger *ledger = g_ptr_array_index (ledgers, i);

      if (ledger->stored_ms != WG_TIME_NONE && ledger->stored_ms != ledger->status.used_ms)
        wg_search_add_problem (self->search, "clock", self->record->number,
                               g_strdup_printf (_ ("Case %s: the clock “%s” says another used time than its proof."), self->record->number,
                                                wg_case_clock_get_label (wg_case_clock_from_nick (ledger->kind))));
    }
  return ledgers != NULL;
}

static gboolean
end_case (Replay *self, GError **error)
{
  gboolean ok = TRUE;

  if (self->record != NULL)
    {
      compare (self, counted);
      if (self->born_here)
        compare (self, told);
      ok = check_clocks (self, error);
    }
  g_clear_pointer (&self->record, wg_case_record_unref);
  g_clear_pointer (&self->replayed, wg_case_record_unref);
  return ok;
}

/* A case that is not there is told by its state. */
static void
begin_case (Replay *self, gint64 id)
{
  self->record = wg_case_table_find_by_id (self->search->work->connection, id, NULL);
  if (self->record == NULL)
    return;
  self->replayed = wg_case_record_copy (self->record);
  self->replayed->flags = 0;
  self->replayed->extensions = self->replayed->signs = self->replayed->needs_duty = 0;
  self->born_here = self->record->batch_id == WG_NO_ID;
}

/* Nobody has it and nothing has happened to it, but for one that was solved while it was reported. */
static void
take_birth (Replay *self, const char *verb)
{
  WgCaseRecord *born = self->replayed;
  gboolean solved = g_strcmp0 (verb, wg_verb_to_nick (WG_VERB_ON_SPOT)) == 0;

  if (born == NULL || !self->born_here)
    return;
  born->person_id = born->unit_id = born->tracker_id = WG_NO_ID;
  born->suspended_until_ms = born->first_assigned_ms = WG_NO_TIME;
  born->done_ms = born->closed_ms = solved ? born->reported_ms : WG_NO_TIME;
}

/* Most events change one fact or none; what cannot be read is told by the chain. */
static void
replay (Replay *self, const char *fields)
{
  g_autoptr (JsonNode) root = NULL;
  JsonNode *facts;

  if (self->replayed == NULL || fields == NULL || strstr (fields, "\"new\":{\"") == NULL)
    return;
  root = json_from_string (fields, NULL);
  facts = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), "new") : NULL;
  if (facts != NULL && JSON_NODE_HOLDS_OBJECT (facts))
    wg_case_facts_restore (self->replayed, json_node_get_object (facts));
}

/* The rows of one statement are at their end before another is asked. */
static gboolean
check_case (WgSearch *search, gint64 id, GError **error)
{
  Replay self = { .search = search };
  g_autoptr (GError) local = NULL;
  WgStatement *row;

  begin_case (&self, id);
  row = wg_connection_query (search->work->connection, &local, "verify-case-fields", "ii", wg_connection_get_district (search->work->connection), id);
  for (gboolean first = TRUE; row != NULL && wg_statement_step (row, &local); first = FALSE)
    {
      if (first)
        take_birth (&self, wg_statement_get_text (row, 1));
      replay (&self, wg_statement_get_text (row, 0));
    }
  if (row != NULL)
    wg_statement_reset (row);
  if (local == NULL && end_case (&self, &local))
    return TRUE;
  end_case (&self, NULL);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
wg_verify_cases (WgSearch *search, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (search->work->connection, &local, "verify-case-ids", "i", wg_connection_get_district (search->work->connection));

  while (row != NULL && wg_statement_step (row, &local))
    {
      gint64 id = wg_statement_get_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  if (row != NULL)
    wg_statement_reset (row);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (search->cancellable, error) || !check_case (search, g_array_index (ids, gint64, i), error))
        return FALSE;
    }
  return TRUE;
}
