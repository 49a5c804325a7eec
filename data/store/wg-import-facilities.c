/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: facilities are the largest files there are (hundreds of thousands of points), so a row is bound from the staging
 * statement straight into the insert, without becoming an object in between.
 */

#include "wg-import-codes.h"

#include "wg-case-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A facility that is there and takes the values of the file. */
typedef struct
{
  WgImportUpdate base;
  char *class_code;
  char *name;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->class_code);
  g_free (change->name);
  g_bytes_unref (change->base.wkb);
  g_free (change);
}

static gboolean
open_facilities (WgImportRun *run, WgStoreWork *work, GError **error)
{
  return wg_import_codes_open (run, work, "facility-codes", change_free, error);
}

static gboolean
read_place (WgStatement *row, WgImportSlot *slot, GError **error)
{
  slot->lon = wg_statement_get_double (row, 4);
  slot->lat = wg_statement_get_double (row, 5);
  return TRUE;
}

static gboolean
is_same (WgStoreWork *work, gint64 id, WgStatement *row, const WgImportSlot *slot, gboolean *same, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *there = wg_connection_query (work->connection, error, "facility-by-id", "ii",
                                            wg_connection_get_district (work->connection), id);

  if (there == NULL)
    return FALSE;
  *same = wg_statement_step (there, &local)
          && g_strcmp0 (wg_statement_get_text (there, 0), wg_statement_get_text (row, 1)) == 0
          && (wg_statement_is_null (row, 3)
              || g_strcmp0 (wg_statement_get_text (there, 1), wg_statement_get_text (row, 3)) == 0)
          && fabs (wg_statement_get_double (there, 2) - slot->lon) < WG_SHAPE_UNIT
          && fabs (wg_statement_get_double (there, 3) - slot->lat) < WG_SHAPE_UNIT;
  wg_statement_reset (there);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
meet (WgImportRun *run, WgStoreWork *work, WgStatement *row, const WgImportSlot *slot, gint64 id, WgRowOutcome *outcome, GError **error)
{
  WgImportCodes *codes = run->data;
  gboolean same = FALSE;
  Change *change;

  if (run->request->on_duplicate != WG_IMPORT_DUPLICATES_UPDATE)
    return wg_import_codes_meet (run, work, slot, wg_statement_get_text (row, 2), outcome, error);
  if (!is_same (work, id, row, slot, &same, error))
    return FALSE;
  *outcome = same ? WG_ROW_UNCHANGED : WG_ROW_UPDATED;
  if (same)
    return TRUE;
  change = g_new0 (Change, 1);
  change->base.id = id;
  change->class_code = wg_statement_dup_text (row, 1);
  change->name = wg_statement_dup_text (row, 3);
  change->base.wkb = wg_case_table_point_to_wkb (slot->lon, slot->lat);
  change->base.seq = slot->seq;
  change->base.lon = slot->lon;
  change->base.lat = slot->lat;
  g_ptr_array_add (codes->pending, change);
  return TRUE;
}

static gboolean
move_row (WgImportRun *run, WgStoreWork *work, WgStatement *row, const WgImportSlot *slot, WgRowOutcome *outcome, GError **error)
{
  const char *code = wg_statement_get_text (row, 2);
  gint64 there = wg_import_codes_find (run, code);
  g_autoptr (GBytes) wkb = NULL;

  if (there != WG_NO_ID)
    return meet (run, work, row, slot, there, outcome, error);
  wkb = wg_case_table_point_to_wkb (slot->lon, slot->lat);
  return wg_connection_run (work->connection, error, "facility-insert", "iiSSSiiB", slot->id,
                            wg_connection_get_district (work->connection), wg_statement_get_text (row, 1), code,
                            wg_statement_get_text (row, 3), slot->grid_id, run->batch_id, wkb)
         >= 0;
}

static gboolean
write_change (WgStoreWork *work, const WgImportUpdate *base, gint64 grid_id, GError **error)
{
  const Change *change = (const Change *) base;

  return wg_connection_run (work->connection, error, "facility-import-update", "iissib",
                            wg_connection_get_district (work->connection), base->id, change->class_code, change->name, grid_id,
                            base->wkb)
         >= 0;
}

static gboolean
apply (WgImportRun *run, WgStoreWork *work, GError **error)
{
  return wg_import_codes_apply (run, work, write_change, error);
}

const WgImportOps wg_import_facilities = {
  .rows = "staging-facility-rows",
  .columns = "isssdd",
  .table = "facility",
  .counter = "facility",
  .chunk_rows = 20000,
  .goes_by_home = TRUE,
  .read_place = read_place,
  .move_row = move_row,
  .open = open_facilities,
  .publish = apply,
};
