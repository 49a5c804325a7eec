/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the one place where grids are read from and written to their tables; everybody else works on the snapshot. */

#include "wg-grid-table.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>

gint64
wg_grid_table_get_last_event (WgConnection *connection, GError **error)
{
  gint64 district_id = wg_connection_get_district (connection);
  g_autoptr (GError) local = NULL;
  gint64 batch = wg_connection_get_value (connection, NULL, &local, "event-last-of", "is", district_id, "batch");
  gint64 grid = 0;

  if (local == NULL)
    grid = wg_connection_get_value (connection, NULL, &local, "event-last-of", "is", district_id, "grid");
  if (local == NULL)
    return MAX (batch, grid);
  g_propagate_error (error, g_steal_pointer (&local));
  return -1;
}

static gboolean
read_levels (WgConnection *connection, WgGridTreeBuilder *builder, GError **error)
{
  WgStatement *row
      = wg_connection_query (connection, error, "level-list", "i", wg_connection_get_district (connection));
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (wg_statement_step (row, &local))
    {
      WgGridOutline outline = WG_GRID_OUTLINE_GIVEN;

      wg_grid_outline_from_nick (wg_statement_get_text (row, 2), &outline);
      wg_grid_tree_builder_add_level (builder, (int) wg_statement_get_int64 (row, 0), wg_statement_get_text (row, 1), outline);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gint64
get_or (WgStatement *row, int column, gint64 otherwise)
{
  return wg_statement_is_null (row, column) ? otherwise : wg_statement_get_int64 (row, column);
}

static WgGrid *
read_grid (WgStatement *row, GError **error)
{
  g_autoptr (WgShape) shape = NULL;
  gsize size = 0;
  const void *wkb = wg_statement_peek_blob (row, 13, &size);
  WgGrid *grid;

  shape = wg_shape_new_from_wkb (wkb, size, error);
  if (shape == NULL)
    return NULL;
  grid = wg_grid_new ();
  grid->id = wg_statement_get_int64 (row, 0);
  grid->version_id = wg_statement_get_int64 (row, 1);
  grid->parent_id = get_or (row, 2, 0);
  grid->depth = (int) wg_statement_get_int64 (row, 3);
  grid->code = wg_statement_dup_text (row, 4);
  grid->name = wg_statement_dup_text (row, 5);
  grid->special = g_strcmp0 (wg_statement_get_text (row, 6), "special") == 0;
  grid->households = get_or (row, 7, -1);
  grid->people = get_or (row, 8, -1);
  grid->area_m2 = wg_statement_get_double (row, 9);
  grid->label_lon = wg_statement_get_double (row, 10);
  grid->label_lat = wg_statement_get_double (row, 11);
  grid->valid_from_ms = wg_statement_get_int64 (row, 12);
  grid->shape = g_steal_pointer (&shape);
  return grid;
}

static gboolean
read_grids (WgStatement *row, WgGridTreeBuilder *builder, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (local == NULL && wg_statement_step (row, &local))
    {
      WgGrid *grid = read_grid (row, &local);

      if (grid != NULL)
        wg_grid_tree_builder_take_grid (builder, grid);
    }
  wg_statement_reset (row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static WgGridTree *
load (WgConnection *connection, WgStatement *rows, GError **error)
{
  WgGridTreeBuilder *builder = wg_grid_tree_builder_new ();
  WgGridTree *tree = NULL;

  if (rows != NULL && read_levels (connection, builder, error) && read_grids (rows, builder, error))
    tree = wg_grid_tree_builder_end (builder, error);
  wg_grid_tree_builder_free (builder);
  return tree;
}

WgGridTree *
wg_grid_table_load (WgConnection *connection, GError **error)
{
  return load (connection, wg_connection_query (connection, error, "grid-load", "i", wg_connection_get_district (connection)),
               error);
}

WgGridTree *
wg_grid_table_load_at (WgConnection *connection, gint64 at_ms, GError **error)
{
  return load (connection,
               wg_connection_query (connection, error, "grid-load-at", "ii", wg_connection_get_district (connection), at_ms),
               error);
}

gint64
wg_grid_table_take_ids (WgConnection *connection, const char *counter, gint64 n, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 first = wg_connection_get_value (connection, NULL, &local, "counter-take", "isi",
                                          wg_connection_get_district (connection), counter, n);

  if (local == NULL)
    return first;
  g_propagate_error (error, g_steal_pointer (&local));
  return -1;
}

static gint64
null_if_negative (gint64 value)
{
  return value < 0 ? WG_NULL_ID : value;
}

static gboolean
insert_version (WgConnection *connection, const WgGrid *grid, gint64 batch_id, GError **error)
{
  g_autoptr (GBytes) wkb = wg_shape_to_wkb (grid->shape);

  return wg_connection_run (connection, error, "grid-version-insert", "iiiiisssiidddiib", grid->version_id,
                            wg_connection_get_district (connection), grid->id,
                            grid->parent_id == 0 ? WG_NULL_ID : grid->parent_id, (gint64) grid->depth, grid->code,
                            grid->name, grid->special ? "special" : "ordinary", null_if_negative (grid->households),
                            null_if_negative (grid->people), grid->area_m2, grid->label_lon, grid->label_lat,
                            grid->valid_from_ms, batch_id, wkb)
         >= 0;
}

gboolean
wg_grid_table_insert (WgConnection *connection, const WgGrid *grid, gint64 batch_id, GError **error)
{
  return wg_connection_run (connection, error, "grid-insert", "iisi", wg_connection_get_district (connection), grid->id,
                            grid->code, grid->valid_from_ms)
             >= 0
         && insert_version (connection, grid, batch_id, error);
}

gboolean
wg_grid_table_replace_version (WgConnection *connection, const WgGrid *grid, gint64 batch_id, GError **error)
{
  gint64 district_id = wg_connection_get_district (connection);

  return wg_connection_run (connection, error, "grid-version-end", "iii", district_id, grid->id, grid->valid_from_ms) >= 0
         && wg_connection_run (connection, error, "grid-touch", "ii", district_id, grid->id) >= 0
         && insert_version (connection, grid, batch_id, error);
}
