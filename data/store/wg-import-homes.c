/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: new grids change where everything else belongs. The answer is the same whether the cases came before the grids or
 * after them: the deepest grid in force, found for all of them in bulk.
 */

#include "wg-import-homes.h"

#include "wg-case-record.h"
#include "wg-shape.h"

#include <math.h>

#define BLOCK_ROWS 50000
/* So many rows between two looks whether it is still wanted. */
#define ROWS_A_LOOK 256
#define HOMES_A_LOOK 4096

typedef struct
{
  gint64 id;
  gint64 grid_id;
  gboolean fixed; /* a closed case */
} Row;

typedef struct
{
  const char *list;   /* statement: id, grid, closed, then lon and lat, or an outline */
  const char *list_near; /* the same of what is at home in some grids, or nowhere */
  const char *update; /* statement */
  gboolean outlines;
  const char *near; /* the grids that count, as a JSON list; NULL for all */
  GArray *rows;    /* Row */
  GArray *lonlat;  /* double, in pairs */
  gint64 last_id;
  guint n_read; /* of the last block, with those that stay where they are */
  gint64 n_moved;
} Table;

/* Centre of gravity of a ring by its cross products, relative to the first corner so that nothing is lost in doubles. */
static gboolean
find_centre (const WgShape *shape, double *lon, double *lat)
{
  guint n_points = 0;
  const gint64 *ring = wg_shape_get_ring (shape, 0, &n_points, NULL, NULL);
  double area = 0.0;
  double x = 0.0;
  double y = 0.0;

  for (guint i = 1; i + 1 < n_points; i++)
    {
      double ax = (double) (ring[2 * i] - ring[0]);
      double ay = (double) (ring[2 * i + 1] - ring[1]);
      double bx = (double) (ring[2 * i + 2] - ring[0]);
      double by = (double) (ring[2 * i + 3] - ring[1]);
      double cross = ax * by - ay * bx;

      area += cross;
      x += cross * (ax + bx);
      y += cross * (ay + by);
    }
  if (area <= 0.0)
    return FALSE;
  *lon = wg_shape_degrees_from_units (ring[0] + llround (x / (3.0 * area)));
  *lat = wg_shape_degrees_from_units (ring[1] + llround (y / (3.0 * area)));
  return TRUE;
}

void
wg_import_get_building_place (const WgShape *shape, double *lon, double *lat)
{
  if (wg_shape_get_n_rings (shape) != 1 || !find_centre (shape, lon, lat) || !wg_shape_contains (shape, *lon, *lat))
    wg_shape_get_label_point (shape, lon, lat);
}

static gboolean
read_place (const Table *table, WgStatement *row, double *place, GError **error)
{
  gsize size = 0;
  const void *wkb;
  g_autoptr (WgShape) shape = NULL;

  if (!table->outlines)
    {
      place[0] = wg_statement_get_double (row, 3);
      place[1] = wg_statement_get_double (row, 4);
      return TRUE;
    }
  wkb = wg_statement_peek_blob (row, 3, &size);
  shape = wg_shape_new_from_wkb (wkb, size, error);
  if (shape != NULL)
    wg_import_get_building_place (shape, &place[0], &place[1]);
  return shape != NULL;
}

static WgStatement *
query_block (const Table *table, WgConnection *connection, GError **error)
{
  gint64 district_id = wg_connection_get_district (connection);

  if (table->near == NULL)
    return wg_connection_query (connection, error, table->list, "iii", district_id, table->last_id, (gint64) BLOCK_ROWS);
  return wg_connection_query (connection, error, table->list_near, "iiis", district_id, table->last_id, (gint64) BLOCK_ROWS, table->near);
}

static gboolean
read_block (Table *table, WgStoreWork *work, const WgImportRefit *refit, GError **error)
{
  WgStatement *row = query_block (table, work->connection, error);
  g_autoptr (GError) local = NULL;

  g_array_set_size (table->rows, 0);
  g_array_set_size (table->lonlat, 0);
  table->n_read = 0;
  while (row != NULL && local == NULL && wg_statement_step (row, &local))
    {
      Row read = { .id = wg_statement_get_int64 (row, 0), .grid_id = WG_NO_ID };
      double place[2] = { NAN, NAN };

      if (!wg_statement_is_null (row, 1))
        read.grid_id = wg_statement_get_int64 (row, 1);
      read.fixed = wg_statement_get_int64 (row, 2) != 0;
      if ((table->n_read++ % ROWS_A_LOOK == 0 && g_cancellable_set_error_if_cancelled (refit->cancellable, &local))
          || !read_place (table, row, place, &local))
        break;
      table->last_id = read.id;
      if (refit->where != NULL && !wg_box_contains (refit->where, place[0], place[1]))
        continue;
      g_array_append_val (table->rows, read);
      g_array_append_vals (table->lonlat, place, 2);
    }
  if (row == NULL)
    return FALSE;
  wg_statement_reset (row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
may_move (const Row *row, const WgGrid *home, const WgImportRefit *refit)
{
  if (!row->fixed || row->grid_id == WG_NO_ID)
    return TRUE;
  if (refit->removed_grids != NULL && g_hash_table_contains (refit->removed_grids, &row->grid_id))
    return TRUE;
  return home != NULL && refit->new_versions != NULL && g_hash_table_contains (refit->new_versions, &home->version_id);
}

static gboolean
write_block (Table *table, WgStoreWork *work, const WgImportRefit *refit, GError **error)
{
  g_autofree guint *homes = g_new (guint, table->rows->len);
  const double *places = (const double *) (gpointer) table->lonlat->data;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const Row *row = &g_array_index (table->rows, Row, i);
      const WgGrid *home;
      gint64 grid_id;

      if (i % HOMES_A_LOOK == 0)
        {
          if (g_cancellable_set_error_if_cancelled (refit->cancellable, error))
            return FALSE;
          wg_grid_tree_find_homes (refit->grids, places + 2 * (gsize) i, MIN (HOMES_A_LOOK, table->rows->len - i), homes + i);
        }
      home = homes[i] != WG_GRID_NONE ? wg_grid_tree_get_grid (refit->grids, homes[i]) : NULL;
      grid_id = home != NULL ? home->id : WG_NO_ID;
      if (grid_id == row->grid_id || !may_move (row, home, refit))
        continue;
      if (wg_connection_run (work->connection, error, table->update, "iii",
                             wg_connection_get_district (work->connection), row->id, grid_id)
          < 0)
        return FALSE;
      table->n_moved++;
    }
  return TRUE;
}

static gboolean
refit_table (Table *table, WgStoreWork *work, const WgImportRefit *refit, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GArray) lonlat = g_array_new (FALSE, FALSE, sizeof (double));

  table->rows = rows;
  table->lonlat = lonlat;
  do
    {
      if (!read_block (table, work, refit, error) || !write_block (table, work, refit, error))
        return FALSE;
    }
  while (table->n_read == BLOCK_ROWS);
  return TRUE;
}

/* Most of a district is at home far from what changes, and is not even read. Where something was when it got its home a
 * boundary of that grid was too, so that former boundaries count like those in force.
 */
static char *
list_near (WgStoreWork *work, const WgBox *where, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "homes-near", "idddd", wg_connection_get_district (work->connection),
                                          where->min_lon, where->min_lat, where->max_lon, where->max_lat);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    wg_id_list_add (list, wg_statement_get_int64 (row, 0));
  return wg_statement_end (row, g_steal_pointer (&local), error) ? wg_id_list_end (g_steal_pointer (&list)) : NULL;
}

gboolean
wg_import_homes_refit (WgStoreWork *work, const WgImportRefit *refit, WgImportMoves *moves, GError **error)
{
  g_autofree char *near = refit->where != NULL ? list_near (work, refit->where, error) : NULL;
  Table cases = { .list = "homes-cases", .list_near = "homes-cases-near", .update = "home-case", .near = near };
  Table buildings = { .list = "homes-buildings", .list_near = "homes-buildings-near", .update = "home-building", .outlines = TRUE, .near = near };
  Table facilities = { .list = "homes-facilities", .list_near = "homes-facilities-near", .update = "home-facility", .near = near };

  if ((refit->where != NULL && near == NULL) || !refit_table (&cases, work, refit, error) || !refit_table (&buildings, work, refit, error)
      || !refit_table (&facilities, work, refit, error))
    return FALSE;
  *moves = (WgImportMoves){ cases.n_moved, buildings.n_moved, facilities.n_moved };
  return TRUE;
}
