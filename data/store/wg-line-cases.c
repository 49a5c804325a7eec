/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: four digits are typed for a case that waits for something; among those that end so only the ones that the verb is
 * possible for can be meant, and where there is none somebody wants to hear what is possible instead.
 */

#include "wg-line-cases.h"

#include "wg-case-table.h"

/* Most are left out by their state, which is cheaper to read than a whole case. */
static gboolean
starts_from (WgWorkflow *workflow, int verb, const char *nick)
{
  WgCaseState state;

  return verb < 0 || (wg_case_state_from_nick (nick, &state) && wg_workflow_find (workflow, (WgVerb) verb, state) != NULL);
}

GPtrArray *
wg_line_cases_list (WgStoreWork *work, const char *digits, int verb, const char *except, guint most, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  g_autoptr (GError) local = NULL;
  g_autoptr (WgCaseRecord) newest = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "case-open-ending", "iss", wg_connection_get_district (work->connection),
                                          digits, except);

  while (row != NULL && found->len < most && wg_statement_step (row, &local))
    {
      g_autoptr (WgCaseRecord) record = NULL;

      if (newest != NULL && !starts_from (work->workflow, verb, wg_statement_get_text (row, 1)))
        continue;
      record = wg_case_table_find_by_id (work->connection, wg_statement_get_int64 (row, 0), &local);
      if (record == NULL)
        break;
      if (newest == NULL)
        newest = wg_case_record_ref (record);
      if (verb < 0 || wg_workflow_find_legal (work->workflow, record, (WgVerb) verb) != NULL)
        g_ptr_array_add (found, g_steal_pointer (&record));
    }
  if (!wg_statement_end (row, g_steal_pointer (&local), error))
    return NULL;
  if (found->len == 0 && newest != NULL)
    g_ptr_array_add (found, g_steal_pointer (&newest));
  return g_steal_pointer (&found);
}
