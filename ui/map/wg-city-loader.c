/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: reading and joining the outlines of a district takes longer than a frame, so both happen away from the window.
 */

#include "wg-city-loader.h"

#include "wg-case-record.h"
#include "wg-store-marks.h"

typedef struct
{
  gint64 id;
  char *address;
  char *mark; /* nullable, with */
  guint32 mark_rgb;
  WgShape *shape;
} Building;


static void
free_building (gpointer data)
{
  Building *building = data;

  g_free (building->address);
  g_free (building->mark);
  wg_shape_unref (building->shape);
  g_free (building);
}

/* --- Buildings --- */

/* id, grid_id, name, address, outline, mark */
static Building *
take_row (WgStatement *row)
{
  gsize n_bytes;
  const guint8 *wkb = wg_statement_peek_blob (row, 4, &n_bytes);
  WgShape *shape = wkb != NULL ? wg_shape_new_from_wkb (wkb, n_bytes, NULL) : NULL;
  Building *building;

  if (shape == NULL)
    return NULL; /* an outline that cannot be drawn is a finding of `verify`, not of the map */
  building = g_new0 (Building, 1);
  building->id = wg_statement_get_int64 (row, 0);
  building->address = wg_statement_dup_text (row, wg_statement_is_null (row, 3) ? 2 : 3);
  building->mark = wg_statement_dup_text (row, 5);
  building->shape = shape;
  return building;
}

static void
colour_building (Building *building, GPtrArray *marks)
{
  for (guint i = 0; building->mark != NULL && i < marks->len; i++)
    {
      const WgBuildingMark *mark = g_ptr_array_index (marks, i);

      if (g_str_equal (mark->name, building->mark))
        building->mark_rgb = mark->rgb;
    }
}

static gpointer
read_buildings (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) buildings = g_ptr_array_new_with_free_func (free_building);
  g_autoptr (GPtrArray) marks = wg_store_work_list_marks (work, error);
  g_autoptr (GError) failure = NULL;
  WgStatement *row;

  if (marks == NULL)
    return NULL;
  row = wg_connection_query (work->connection, &failure, "building-load", "i", wg_connection_get_district (work->connection));
  while (row != NULL && wg_statement_step (row, &failure))
    {
      Building *building = take_row (row);

      if (building == NULL)
        continue;
      colour_building (building, marks);
      g_ptr_array_add (buildings, building);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&buildings);
}

void
wg_city_loader_read_buildings_async (WgStore *store,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  wg_store_read_async (store, read_buildings, NULL, NULL, (GDestroyNotify)g_ptr_array_unref, cancellable, callback,
                       user_data);
}

WgBuildingList *
wg_city_loader_read_buildings_finish (WgStore *store, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (store, result, error);
}

/* --- The city --- */

typedef struct
{
  WgGridTree *grids;
  GPtrArray *buildings;
  GHashTable *n_open;
  WgCity *previous;
} Parts;

static void
free_parts (gpointer data)
{
  Parts *parts = data;

  wg_grid_tree_unref (parts->grids);
  g_clear_pointer (&parts->buildings, g_ptr_array_unref);
  g_clear_pointer (&parts->n_open, g_hash_table_unref);
  g_clear_pointer (&parts->previous, wg_city_unref);
  g_free (parts);
}

static void
add_grids (WgCityBuilder *builder, WgGridTree *tree)
{
  for (guint i = 0; i < wg_grid_tree_get_n_levels (tree); i++)
    {
      const WgGridLevel *level = wg_grid_tree_get_level (tree, i);

      if (level->depth <= WG_MAX_DEPTH)
        wg_city_builder_add_level (builder, (guint)level->depth, level->name);
    }
  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);

      if (grid->shape != NULL && grid->depth <= WG_MAX_DEPTH)
        wg_city_builder_add_grid (builder, grid->id, (guint)grid->depth, grid->parent_id, grid->code, grid->name,
                                  grid->shape, grid->label_lon, grid->label_lat);
    }
}

static void
mark_building (WgCityBuilder *builder, const Building *building, GHashTable *marks)
{
  gpointer mark = g_hash_table_lookup (marks, building->mark);

  if (mark == NULL)
    {
      mark = GUINT_TO_POINTER (wg_city_builder_add_mark (builder, building->mark, building->mark_rgb));
      g_hash_table_insert (marks, building->mark, mark);
    }
  wg_city_builder_mark_building (builder, building->id, GPOINTER_TO_UINT (mark));
}

static void
add_buildings (WgCityBuilder *builder, const Parts *parts)
{
  g_autoptr (GHashTable) marks = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; parts->buildings != NULL && i < parts->buildings->len; i++)
    {
      const Building *building = g_ptr_array_index (parts->buildings, i);
      gpointer n_open = parts->n_open != NULL ? g_hash_table_lookup (parts->n_open, &building->id) : NULL;

      wg_city_builder_add_building (builder, building->id, building->shape, building->address,
                                    GPOINTER_TO_UINT (n_open));
      if (building->mark != NULL)
        mark_building (builder, building, marks);
    }
}

static void
build (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  Parts *parts = data;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (parts->previous != NULL)
    wg_city_builder_keep_grids (builder, parts->previous);
  else
    add_grids (builder, parts->grids);
  add_buildings (builder, parts);
  g_task_return_pointer (task, wg_city_builder_build (builder), (GDestroyNotify)wg_city_unref);
}

GHashTable *
wg_city_loader_count_by_building (GPtrArray *records)
{
  GHashTable *counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (records, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &record->building_id));

      if (record->building_id != WG_NO_ID && wg_case_record_is_backlog (record))
        g_hash_table_insert (counts, g_memdup2 (&record->building_id, sizeof record->building_id),
                             GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

void
wg_city_loader_build_async (WgGridTree *grids,
                            WgBuildingList *buildings,
                            GHashTable *n_open,
                            WgCity *previous,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Parts *parts = g_new0 (Parts, 1);

  parts->grids = wg_grid_tree_ref (grids);
  parts->buildings = buildings != NULL ? g_ptr_array_ref (buildings) : NULL;
  parts->n_open = n_open;
  parts->previous = previous != NULL ? wg_city_ref (previous) : NULL;
  g_task_set_task_data (task, parts, free_parts);
  g_task_run_in_thread (task, build);
}

WgCity *
wg_city_loader_build_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
