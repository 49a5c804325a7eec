/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a building belongs to the grid in which the middle of it stands, not to the one its first corner touches. */

#include "wg-import-codes.h"
#include "wg-import-homes.h"

#include "wg-case-record.h"
#include "wg-shape.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A building that is there and takes the values of the file. */
typedef struct
{
  WgImportUpdate base;
  char *name;
  char *address;
  char *mark;
  gint64 floors;
  gint64 households;
  gint64 people;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->name);
  g_free (change->address);
  g_free (change->mark);
  g_bytes_unref (change->base.wkb);
  g_free (change);
}

static gboolean
open_buildings (WgImportRun *run, WgStoreWork *work, GError **error)
{
  return wg_import_codes_open (run, work, "building-codes", change_free, error);
}

static gboolean
read_place (WgStatement *row, WgImportSlot *slot, GError **error)
{
  gsize size = 0;
  const void *wkb = wg_statement_peek_blob (row, 7, &size);
  g_autoptr (WgShape) shape = wg_shape_new_from_wkb (wkb, size, error);

  if (shape == NULL)
    return FALSE;
  wg_import_get_building_place (shape, &slot->lon, &slot->lat);
  return TRUE;
}

static gint64
get_or_null (WgStatement *row, int column)
{
  return wg_statement_is_null (row, column) ? WG_NULL_ID : wg_statement_get_int64 (row, column);
}

static Change *
read_change (WgStatement *row, int first, gint64 id)
{
  Change *change = g_new0 (Change, 1);

  change->base.id = id;
  change->name = wg_statement_dup_text (row, first);
  change->address = wg_statement_dup_text (row, first + 1);
  change->floors = get_or_null (row, first + 2);
  change->households = get_or_null (row, first + 3);
  change->people = get_or_null (row, first + 4);
  change->base.wkb = wg_statement_dup_blob (row, first + 5);
  change->mark = wg_statement_dup_text (row, first + 6);
  return change;
}

/* Outlines are compared by their corners, so that another way of writing them is no change. */
static gboolean
is_same_outline (GBytes *a, GBytes *b)
{
  g_autoptr (WgShape) shape_a = wg_shape_new_from_wkb (g_bytes_get_data (a, NULL), g_bytes_get_size (a), NULL);
  g_autoptr (WgShape) shape_b = wg_shape_new_from_wkb (g_bytes_get_data (b, NULL), g_bytes_get_size (b), NULL);
  g_autoptr (GBytes) wkb_a = shape_a != NULL ? wg_shape_to_wkb (shape_a) : NULL;
  g_autoptr (GBytes) wkb_b = shape_b != NULL ? wg_shape_to_wkb (shape_b) : NULL;

  return wkb_a != NULL && wkb_b != NULL && g_bytes_equal (wkb_a, wkb_b);
}

static gboolean
keeps_text (const char *there, const char *ours)
{
  return ours == NULL || g_strcmp0 (there, ours) == 0;
}

static gboolean
keeps_number (gint64 there, gint64 ours)
{
  return ours == WG_NULL_ID || there == ours;
}

/* What the file does not say stays as it is. */
static gboolean
is_same (const Change *there, const Change *change)
{
  return keeps_text (there->name, change->name) && keeps_text (there->address, change->address)
         && keeps_text (there->mark, change->mark)
         && keeps_number (there->floors, change->floors) && keeps_number (there->households, change->households)
         && keeps_number (there->people, change->people) && is_same_outline (there->base.wkb, change->base.wkb);
}

static gboolean
meet (WgImportRun *run, WgStoreWork *work, WgStatement *row, const WgImportSlot *slot, gint64 id, WgRowOutcome *outcome, GError **error)
{
  WgImportCodes *codes = run->data;
  g_autoptr (GError) local = NULL;
  WgStatement *there;
  Change *change;

  if (run->request->on_duplicate != WG_IMPORT_DUPLICATES_UPDATE)
    return wg_import_codes_meet (run, work, slot, wg_statement_get_text (row, 1), outcome, error);
  there = wg_connection_query (work->connection, error, "building-by-id", "ii",
                               wg_connection_get_district (work->connection), id);
  if (there == NULL)
    return FALSE;
  change = read_change (row, 2, id);
  change->base.seq = slot->seq;
  change->base.lon = slot->lon;
  change->base.lat = slot->lat;
  *outcome = WG_ROW_UPDATED;
  if (wg_statement_step (there, &local))
    {
      Change *before = read_change (there, 0, id);

      *outcome = is_same (before, change) ? WG_ROW_UNCHANGED : WG_ROW_UPDATED;
      change_free (before);
    }
  wg_statement_reset (there);
  if (*outcome == WG_ROW_UPDATED && local == NULL)
    g_ptr_array_add (codes->pending, change);
  else
    change_free (change);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
move_row (WgImportRun *run, WgStoreWork *work, WgStatement *row, const WgImportSlot *slot, WgRowOutcome *outcome, GError **error)
{
  const char *code = wg_statement_get_text (row, 1);
  gint64 there = wg_import_codes_find (run, code);
  gsize size = 0;
  const void *bytes = wg_statement_peek_blob (row, 7, &size);
  g_autoptr (GBytes) wkb = NULL;

  if (there != WG_NO_ID)
    return meet (run, work, row, slot, there, outcome, error);
  wkb = g_bytes_new_static (bytes, size);
  return wg_connection_run (work->connection, error, "building-insert", "iiSSSiiiiiBS", slot->id,
                            wg_connection_get_district (work->connection), code, wg_statement_get_text (row, 2),
                            wg_statement_get_text (row, 3), get_or_null (row, 4), get_or_null (row, 5), get_or_null (row, 6),
                            slot->grid_id, run->batch_id, wkb, wg_statement_get_text (row, 8))
         >= 0;
}

static gboolean
write_change (WgStoreWork *work, const WgImportUpdate *base, gint64 grid_id, GError **error)
{
  const Change *change = (const Change *) base;

  return wg_connection_run (work->connection, error, "building-import-update", "iissiiiibs",
                            wg_connection_get_district (work->connection), base->id, change->name, change->address,
                            change->floors, change->households, change->people, grid_id, base->wkb, change->mark)
         >= 0;
}

static gboolean
apply (WgImportRun *run, WgStoreWork *work, GError **error)
{
  return wg_import_codes_apply (run, work, write_change, error);
}

const WgImportOps wg_import_buildings = {
  .rows = "staging-building-rows",
  .columns = "isssiiibs",
  .table = "building",
  .counter = "building",
  .chunk_rows = 8000,
  .goes_by_home = TRUE,
  .read_place = read_place,
  .move_row = move_row,
  .open = open_buildings,
  .publish = apply,
};
