/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the rows of a file come in any order, and a table that is entered in any order has all pages of its indexes
 * rewritten by every chunk. So all rows are looked at first, their homes found, and then they are moved grid by grid: half
 * the work, and what lies together on the map lies together in the file.
 */

#include "wg-import-run-private.h"

#include "wg-case-record.h"
#include "wg-grid-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* So many rows a step, and at most so many a block. */
#define LOOK_ROWS 50000
#define BLOCK_ROWS 1000000
#define BLOCK_BYTES (128 * 1024 * 1024)
#define MAX_OUTSIDE_TOLD 200
/* So many rows between two looks whether the import was stopped. */
#define ROWS_A_LOOK 64
#define HOMES_A_LOOK 4096
/* A chunk holds the lock about so long, on a slow or busy machine as well; it is made smaller or larger for that. */
#define CHUNK_US 100000
#define LEAST_CHUNK_ROWS 500

/* Looking. */

static gboolean
read_slots (WgImportRun *run, WgStoreWork *work, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, error, run->ops->rows, "ii", run->last_seq, (gint64) LOOK_ROWS);
  guint n_before = run->slots->len;

  if (row == NULL)
    return FALSE;
  while (local == NULL && wg_kept_rows_get_size (run->rows) < BLOCK_BYTES && wg_statement_step (row, &local))
    {
      WgImportSlot slot = { .seq = wg_statement_get_int64 (row, 0), .grid_id = WG_NO_ID, .grid_version_id = WG_NO_ID };

      if (run->slots->len % ROWS_A_LOOK == 0 && !wg_import_run_is_wanted (run, &local))
        break;
      if (!run->ops->read_place (row, &slot, &local))
        break;
      slot.kept = wg_kept_rows_add (run->rows, row);
      g_array_append_val (run->slots, slot);
      run->last_seq = slot.seq;
    }
  wg_statement_reset (row);
  run->all_looked = run->slots->len < n_before + LOOK_ROWS && wg_kept_rows_get_size (run->rows) < BLOCK_BYTES;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
find_some_homes (WgImportRun *run, WgGridTree *grids, WgImportSlot *slots, guint n_slots)
{
  g_autofree double *places = g_new (double, 2 * (gsize) n_slots);
  g_autofree guint *homes = g_new (guint, n_slots);
  gint64 started_us;
  double seconds;

  for (guint i = 0; i < n_slots; i++)
    {
      places[2 * i] = slots[i].lon;
      places[2 * i + 1] = slots[i].lat;
    }
  started_us = g_get_monotonic_time ();
  wg_grid_tree_find_homes (grids, places, n_slots, homes);
  seconds = (double) (g_get_monotonic_time () - started_us) / G_USEC_PER_SEC;
  run->report->parts[WG_IMPORT_PART_HOME] += seconds;
  run->report->parts[WG_IMPORT_PART_LOOK] -= seconds;
  for (guint i = 0; i < n_slots; i++)
    {
      const WgGrid *grid = homes[i] != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, homes[i]) : NULL;

      slots[i].grid_id = grid != NULL ? grid->id : WG_NO_ID;
      slots[i].grid_version_id = grid != NULL ? grid->version_id : WG_NO_ID;
    }
}

static gboolean
find_homes (WgImportRun *run, WgGridTree *grids, WgImportSlot *slots, guint n_slots, GError **error)
{
  for (guint i = 0; i < n_slots; i += HOMES_A_LOOK)
    {
      if (!wg_import_run_is_wanted (run, error))
        return FALSE;
      find_some_homes (run, grids, slots + i, MIN (HOMES_A_LOOK, n_slots - i));
    }
  return TRUE;
}

static int
compare_homes (gconstpointer a, gconstpointer b)
{
  const WgImportSlot *x = a, *y = b;

  if (x->grid_id != y->grid_id)
    return x->grid_id < y->grid_id ? -1 : 1;
  return (x->seq > y->seq) - (x->seq < y->seq);
}

static void
begin_block (WgImportRun *run)
{
  if (run->slots == NULL)
    {
      run->slots = g_array_sized_new (FALSE, FALSE, sizeof (WgImportSlot), (guint) CLAMP (run->n_rows, 1, BLOCK_ROWS));
      run->rows = wg_kept_rows_new (run->ops->columns);
    }
  if (run->next_slot < run->slots->len || run->slots->len == 0)
    return;
  g_array_set_size (run->slots, 0);
  wg_kept_rows_clear (run->rows);
  run->next_slot = 0;
}

gboolean
wg_import_run_look (WgImportRun *run, WgStoreWork *work, gboolean *more, GError **error)
{
  g_autoptr (WgGridTree) grids = NULL;
  guint first;

  *more = FALSE;
  if (run->ops->move_whole != NULL)
    return run->ops->look_whole == NULL || run->ops->look_whole (run, work, error);
  begin_block (run);
  first = run->slots->len;
  grids = wg_store_work_get_grids (work, error);
  if (grids == NULL || !read_slots (run, work, error))
    return FALSE;
  /* Other grids may have come into force in between. */
  if (run->homed_by != grids)
    first = 0;
  if (!find_homes (run, grids, &g_array_index (run->slots, WgImportSlot, first), run->slots->len - first, error))
    return FALSE;
  g_clear_pointer (&run->homed_by, wg_grid_tree_unref);
  run->homed_by = g_steal_pointer (&grids);
  *more = !run->all_looked && run->slots->len < BLOCK_ROWS && wg_kept_rows_get_size (run->rows) < BLOCK_BYTES;
  if (!*more && run->ops->goes_by_home)
    g_array_sort (run->slots, compare_homes);
  return TRUE;
}

/* Moving. */

static gboolean
tell_outside (WgImportRun *run, WgStoreWork *work, const WgImportSlot *slot, GError **error)
{
  run->report->outside++;
  if (isnan (slot->lon) || run->n_outside_told >= MAX_OUTSIDE_TOLD)
    return TRUE;
  run->n_outside_told++;
  return wg_import_run_find (run, work, slot, "outside", "kept", error, _ ("It lies outside all grids."));
}

static gboolean
move_slot (WgImportRun *run, WgStoreWork *work, WgStatement *row, const WgImportSlot *slot, GError **error)
{
  WgRowOutcome outcome = WG_ROW_STORED;

  if (!run->ops->move_row (run, work, row, slot, &outcome, error))
    return FALSE;
  if (!wg_import_run_count (run, work, slot, outcome, error))
    return FALSE;
  return outcome != WG_ROW_STORED || slot->grid_id != WG_NO_ID || run->ops->homeless
         || tell_outside (run, work, slot, error);
}

static gboolean
move_rows (WgImportRun *run, WgStoreWork *work, const WgImportSlot *slots, guint n_slots, GError **error)
{
  for (guint i = 0; i < n_slots; i++)
    {
      if (i % ROWS_A_LOOK == 0 && !wg_import_run_is_wanted (run, error))
        return FALSE;
      wg_kept_rows_go_to (run->rows, slots[i].kept);
      if (!move_slot (run, work, WG_STATEMENT (run->rows), &slots[i], error))
        return FALSE;
    }
  return TRUE;
}

/* The grids that are in force at the end of this transaction are those that its rows are homed by. */
static gboolean
move_chunk (WgImportRun *run, WgStoreWork *work, WgImportSlot *slots, guint n_slots, GError **error)
{
  g_autoptr (WgGridTree) grids = NULL;
  gint64 first_id;

  if (!wg_import_run_touch_batch (run, work, error))
    return FALSE;
  grids = wg_store_work_get_grids (work, error);
  first_id = grids != NULL ? wg_grid_table_take_ids (work->connection, run->ops->counter, n_slots, error) : -1;
  if (first_id < 0)
    return FALSE;
  if (grids != run->homed_by && !find_homes (run, grids, slots, n_slots, error))
    return FALSE;
  for (guint i = 0; i < n_slots; i++)
    slots[i].id = first_id + i;
  return wg_connection_begin_load (work->connection, run->ops->table, error)
         && move_rows (run, work, slots, n_slots, error) && wg_connection_end_load (work->connection, error);
}

static gboolean
move_slots (WgImportRun *run, WgStoreWork *work, guint n_slots, GError **error)
{
  WgImportSlot *slots = &g_array_index (run->slots, WgImportSlot, run->next_slot);

  if (!wg_connection_begin (work->connection, TRUE, error))
    return FALSE;
  if (move_chunk (run, work, slots, n_slots, error) && wg_connection_commit (work->connection, error))
    {
      if (run->n_moved == 0)
        run->before_id = slots[0].id - 1;
      run->next_slot += n_slots;
      run->n_moved += n_slots;
      return TRUE;
    }
  wg_connection_rollback (work->connection);
  return FALSE;
}

static void
adapt_chunk (WgImportRun *run, gint64 took_us)
{
  if (took_us > CHUNK_US + CHUNK_US / 2)
    run->chunk_rows = MAX (run->chunk_rows / 2, LEAST_CHUNK_ROWS);
  else if (took_us < CHUNK_US / 2)
    run->chunk_rows = MIN (run->chunk_rows * 2, run->ops->chunk_rows);
}

gboolean
wg_import_run_move (WgImportRun *run, WgStoreWork *work, gboolean *more, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 started_us = g_get_monotonic_time ();
  gint64 took_us;
  guint n_slots;
  gboolean good;

  *more = FALSE;
  if (run->ops->move_whole != NULL)
    return run->ops->move_whole (run, work, error);
  if (run->chunk_rows == 0)
    run->chunk_rows = run->ops->chunk_rows / 4;
  n_slots = MIN (run->chunk_rows, run->slots->len - run->next_slot);
  if (n_slots == 0)
    return TRUE;
  if (!wg_connection_set_bulk (work->connection, TRUE, error))
    return FALSE;
  good = move_slots (run, work, n_slots, error);
  took_us = g_get_monotonic_time () - started_us;
  if (!wg_connection_set_bulk (work->connection, FALSE, &local) && good)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *more = good && run->next_slot < run->slots->len;
  adapt_chunk (run, took_us);
  if (*more)
    wg_connection_give_way (work->connection, took_us);
  return good;
}

gboolean
wg_import_run_enter_boxes (WgImportRun *run, WgStoreWork *work, gboolean *more, GError **error)
{
  *more = FALSE;
  if (run->ops->move_whole != NULL || run->n_moved == 0)
    return TRUE;
  if (!wg_connection_begin (work->connection, TRUE, error))
    return FALSE;
  if (wg_import_run_touch_batch (run, work, error)
      && wg_connection_enter_boxes (work->connection, run->ops->table, run->before_id, more, error)
      && wg_connection_commit (work->connection, error))
    return TRUE;
  wg_connection_rollback (work->connection);
  return FALSE;
}
