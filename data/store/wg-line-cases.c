/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: four digits are typed for a case that waits for something, or for one that was closed; among those that end so only
 * the ones that the verb is possible for can be meant, and where there is none somebody wants to hear what is possible instead.
 */

#include "wg-line-cases.h"

#include "wg-case-table.h"

typedef struct
{
  WgStoreWork *work;
  const char *digits;
  int verb;
  const char *except;
  guint most;
  GPtrArray *found;
  WgCaseRecord *newest; /* that ends so, whatever is possible for it; nullable */
} Search;

/* Most are left out by their state, which is cheaper to read than a whole case. */
static gboolean
starts_from (WgWorkflow *workflow, int verb, const char *nick)
{
  WgCaseState state;

  return verb < 0 || (wg_case_state_from_nick (nick, &state) && wg_workflow_find (workflow, (WgVerb) verb, state) != NULL);
}

static gboolean
take (Search *self, gint64 id, GError **error)
{
  g_autoptr (WgCaseRecord) record = wg_case_table_find_by_id (self->work->connection, id, error);

  if (record == NULL)
    return FALSE;
  wg_case_record_calm (record);
  if (self->newest == NULL)
    self->newest = wg_case_record_ref (record);
  if (self->verb < 0 || wg_workflow_find_legal (self->work->workflow, record, (WgVerb) self->verb) != NULL)
    g_ptr_array_add (self->found, g_steal_pointer (&record));
  return TRUE;
}

static gboolean
search (Search *self, const char *statement, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (self->work->connection, &local, statement, "iss", wg_connection_get_district (self->work->connection),
                                          self->digits, self->except);

  while (row != NULL && self->found->len < self->most && wg_statement_step (row, &local))
    {
      if ((self->newest == NULL || starts_from (self->work->workflow, self->verb, wg_statement_get_text (row, 1)))
          && !take (self, wg_statement_get_int64 (row, 0), &local))
        break;
    }
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

/* Nobody looks through the cases of years for a move that none of them has. */
static gboolean
is_worth_looking_back (Search *self)
{
  static const WgCaseState past[] = { WG_CASE_STATE_CLOSED, WG_CASE_STATE_REJECTED, WG_CASE_STATE_MERGED };

  if (self->found->len > 0 || self->except != NULL)
    return FALSE;
  for (gsize i = 0; self->newest != NULL && i < G_N_ELEMENTS (past); i++)
    {
      if (starts_from (self->work->workflow, self->verb, wg_case_state_to_nick (past[i])))
        return TRUE;
    }
  return self->newest == NULL;
}

GPtrArray *
wg_line_cases_list (WgStoreWork *work, const char *digits, int verb, const char *except, guint most, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  Search self = { work, digits, verb, except, most, found, NULL };
  g_autoptr (WgCaseRecord) newest = NULL;
  gboolean good = search (&self, "case-open-ending", error);

  if (good && is_worth_looking_back (&self))
    good = search (&self, "case-past-ending", error);
  newest = self.newest;
  if (!good)
    return NULL;
  if (found->len == 0 && newest != NULL)
    g_ptr_array_add (found, g_steal_pointer (&newest));
  return g_steal_pointer (&found);
}
