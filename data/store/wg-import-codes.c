/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: buildings and facilities may come without a code, so no index of the database guards it; the codes that are there
 * are read once and each row of the file is held against them.
 */

#include "wg-import-codes.h"

#include "wg-import-homes.h"

#include "wg-case-record.h"

#include <glib/gi18n-lib.h>

static void
codes_free (gpointer data)
{
  WgImportCodes *codes = data;

  g_hash_table_unref (codes->ids);
  g_ptr_array_unref (codes->pending);
  g_free (codes);
}

gboolean
wg_import_codes_open (
    WgImportRun *run, WgStoreWork *work, const char *statement, GDestroyNotify free_pending, GError **error)
{
  WgStatement *row
      = wg_connection_query (work->connection, error, statement, "i", wg_connection_get_district (work->connection));
  g_autoptr (GError) local = NULL;
  WgImportCodes *codes;

  if (row == NULL)
    return FALSE;
  codes = g_new0 (WgImportCodes, 1);
  codes->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  codes->pending = g_ptr_array_new_with_free_func (free_pending);
  run->data = codes;
  run->data_free = codes_free;
  while (wg_statement_step (row, &local))
    {
      gint64 id = wg_statement_get_int64 (row, 1);

      g_hash_table_replace (codes->ids, wg_statement_dup_text (row, 0), g_memdup2 (&id, sizeof id));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gint64
wg_import_codes_find (WgImportRun *run, const char *code)
{
  WgImportCodes *codes = run->data;
  gint64 *id = code != NULL ? g_hash_table_lookup (codes->ids, code) : NULL;

  return id != NULL ? *id : WG_NO_ID;
}

gboolean
wg_import_codes_meet (
    WgImportRun *run, WgStoreWork *work, const WgImportSlot *slot, const char *code, WgRowOutcome *outcome, GError **error)
{
  if (run->request->on_duplicate == WG_IMPORT_DUPLICATES_MERGE)
    {
      *outcome = WG_ROW_MERGED;
      return wg_import_run_find (run, work, slot, "code_exists", "merged", error,
                                 _ ("The code %s is there already; what is there was kept."), code);
    }
  *outcome = WG_ROW_REFUSED;
  return wg_import_run_find (run, work, slot, "code_exists", "refused", error, _ ("The code %s is taken already."), code);
}

/* Publishing. */

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const WgImportUpdate *x = *(const WgImportUpdate *const *) a, *y = *(const WgImportUpdate *const *) b;

  return (x->seq > y->seq) - (x->seq < y->seq);
}

gboolean
wg_import_codes_apply (WgImportRun *run, WgStoreWork *work, WgImportUpdateFunc write, GError **error)
{
  WgImportCodes *codes = run->data;
  g_autoptr (WgGridTree) grids = wg_store_work_get_grids (work, error);

  if (grids == NULL)
    return FALSE;
  g_ptr_array_sort (codes->pending, compare_changes);
  for (guint i = 0; i < codes->pending->len; i++)
    {
      const WgImportUpdate *change = codes->pending->pdata[i];

      if (!write (work, change, wg_import_find_home (grids, change->lon, change->lat), error))
        return FALSE;
    }
  return TRUE;
}
