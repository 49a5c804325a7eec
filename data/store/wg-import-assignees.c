/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a foreign file names who holds a case in words. A person or unit that has exactly this name, or code, holds it here
 * as well; any other name is told once, and the case comes in without a holder.
 */

#include "wg-import-cases-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64 person_id;
  gint64 unit_id;
} Assignee;

/* Returns: the number of persons of that name or code; the last one is in @id. */
static gint64
find_persons (WgStoreWork *work, const char *name, gint64 *id, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "person-find", "is",
                                          wg_connection_get_district (work->connection), name);
  g_autoptr (GError) local = NULL;
  gint64 n = 0;

  if (row == NULL)
    return -1;
  for (; wg_statement_step (row, &local); n++)
    *id = wg_statement_get_int64 (row, 0);
  if (local == NULL)
    return n;
  g_propagate_error (error, g_steal_pointer (&local));
  return -1;
}

static gboolean
look_up (WgStoreWork *work, const char *name, Assignee *assignee, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean found = FALSE;
  gint64 id = WG_NO_ID;
  gint64 n_persons = find_persons (work, name, &id, error);

  if (n_persons < 0)
    return FALSE;
  if (n_persons == 1)
    assignee->person_id = id;
  if (n_persons > 0)
    return TRUE;
  id = wg_connection_get_value (work->connection, &found, &local, "unit-by-name", "is",
                                wg_connection_get_district (work->connection), name);
  if (found)
    assignee->unit_id = id;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
wg_import_assignees_resolve (
    WgImportRun *run, WgStoreWork *work, const WgImportSlot *slot, const char *name, WgCaseRecord *record, GError **error)
{
  WgImportCases *cases = run->data;
  Assignee *assignee;

  if (name == NULL)
    return TRUE;
  assignee = g_hash_table_lookup (cases->assignees, name);
  if (assignee == NULL)
    {
      assignee = g_new (Assignee, 1);
      *assignee = (Assignee){ WG_NO_ID, WG_NO_ID };
      g_hash_table_insert (cases->assignees, g_strdup (name), assignee);
      if (!look_up (work, name, assignee, error))
        return FALSE;
      if (assignee->person_id == WG_NO_ID && assignee->unit_id == WG_NO_ID
          && !wg_import_run_find (run, work, slot, "assignee_unknown", "kept", error,
                                  _ ("Nobody here is called %s, or more than one; its cases come in without a holder."), name))
        return FALSE;
    }
  record->person_id = assignee->person_id;
  record->unit_id = assignee->unit_id;
  return TRUE;
}
