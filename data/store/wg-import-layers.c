/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what lies under the grids is nobody's and is at home nowhere: its rows are moved as they are. */

#include "wg-import-run-private.h"

#include <math.h>

static gboolean
read_place (WgStatement *row, WgImportSlot *slot, GError **error)
{
  slot->lon = NAN;
  slot->lat = NAN;
  return TRUE;
}

static gboolean
insert (WgImportRun *run, WgStoreWork *work, const char *statement, WgStatement *row, const WgImportSlot *slot, GError **error)
{
  g_autoptr (GBytes) wkb = wg_statement_dup_blob (row, 3);

  return wg_connection_run (work->connection, error, statement, "iisssib", slot->id,
                            wg_connection_get_district (work->connection), wg_import_kind_to_nick (run->request->kind),
                            wg_statement_get_text (row, 2), wg_statement_get_text (row, 1), run->batch_id, wkb)
         >= 0;
}

static gboolean
move_line (WgImportRun *run, WgStoreWork *work, WgStatement *row, const WgImportSlot *slot, WgRowOutcome *outcome, GError **error)
{
  return insert (run, work, "base-line-insert", row, slot, error);
}

static gboolean
move_area (WgImportRun *run, WgStoreWork *work, WgStatement *row, const WgImportSlot *slot, WgRowOutcome *outcome, GError **error)
{
  return insert (run, work, "base-area-insert", row, slot, error);
}

const WgImportOps wg_import_lines = {
  .rows = "staging-line-rows",
  .columns = "issb",
  .table = "base_line",
  .counter = "base_line",
  .chunk_rows = 5000,
  .homeless = TRUE,
  .read_place = read_place,
  .move_row = move_line,
};

const WgImportOps wg_import_areas = {
  .rows = "staging-area-rows",
  .columns = "issb",
  .table = "base_area",
  .counter = "base_area",
  .chunk_rows = 5000,
  .homeless = TRUE,
  .read_place = read_place,
  .move_row = move_area,
};
