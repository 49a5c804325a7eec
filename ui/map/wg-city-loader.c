/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: reading and joining the outlines of a district takes longer than a frame, so both happen away from the window.
 */

#include "wg-city-loader.h"

#include "wg-case-record.h"
#include "wg-later.h"
#include "wg-store-marks.h"

typedef struct
{
  gint64 id;
  char *address;
  char *mark; /* nullable */
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

/* --- What is different --- */

/* So large a part of all that it is read with fewer questions: a new start. */
#define MOST_SHARE 4

typedef struct
{
  gint64 id;
  gint64 version;
} Version;

struct _WgBuildingVersions
{
  gatomicrefcount refs;
  GArray *rows;  /* Version, by id */
  GString *look; /* the marks and their colours */
};

struct _WgBuildingNews
{
  gatomicrefcount refs;
  gboolean all;         /* @buildings are all there are */
  gboolean first;       /* nothing was known */
  GPtrArray *buildings; /* Building */
  GArray *gone;         /* gint64 */
  GPtrArray *marks;     /* WgBuildingMark: of all buildings */
  WgBuildingVersions *versions;
};

static WgBuildingVersions *
building_versions_new (void)
{
  WgBuildingVersions *versions = g_new0 (WgBuildingVersions, 1);

  g_atomic_ref_count_init (&versions->refs);
  versions->rows = g_array_new (FALSE, FALSE, sizeof (Version));
  versions->look = g_string_new (NULL);
  return versions;
}

WgBuildingVersions *
wg_building_versions_ref (WgBuildingVersions *versions)
{
  g_atomic_ref_count_inc (&versions->refs);
  return versions;
}

void
wg_building_versions_unref (WgBuildingVersions *versions)
{
  if (!g_atomic_ref_count_dec (&versions->refs))
    return;
  g_array_unref (versions->rows);
  g_string_free (versions->look, TRUE);
  g_free (versions);
}

static WgBuildingNews *
building_news_new (void)
{
  WgBuildingNews *news = g_new0 (WgBuildingNews, 1);

  g_atomic_ref_count_init (&news->refs);
  news->buildings = g_ptr_array_new_with_free_func (free_building);
  news->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  news->versions = building_versions_new ();
  return news;
}

WgBuildingNews *
wg_building_news_ref (WgBuildingNews *news)
{
  g_atomic_ref_count_inc (&news->refs);
  return news;
}

void
wg_building_news_unref (WgBuildingNews *news)
{
  if (!g_atomic_ref_count_dec (&news->refs))
    return;
  g_ptr_array_unref (news->buildings);
  g_array_unref (news->gone);
  g_clear_pointer (&news->marks, g_ptr_array_unref);
  wg_building_versions_unref (news->versions);
  g_free (news);
}

guint
wg_building_news_get_n_read (const WgBuildingNews *news)
{
  return news->buildings->len;
}

gboolean
wg_building_news_is_empty (const WgBuildingNews *news)
{
  return news->buildings->len == 0 && news->gone->len == 0 && (!news->all || news->first);
}

WgBuildingVersions *
wg_building_news_get_versions (const WgBuildingNews *news)
{
  return news->versions;
}

/* Both in the order of ids. Returns the ids of those that came or changed. */
static GArray *
compare_versions (const GArray *before, const GArray *after, GArray *gone)
{
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint i = 0, k = 0;

  while (i < before->len || k < after->len)
    {
      const Version *old = i < before->len ? &g_array_index (before, Version, i) : NULL;
      const Version *new = k < after->len ? &g_array_index (after, Version, k) : NULL;

      if (new == NULL || (old != NULL && old->id < new->id))
        {
          g_array_append_val (gone, old->id);
          i++;
          continue;
        }
      if (old == NULL || old->id > new->id || old->version != new->version)
        g_array_append_val (changed, new->id);
      i += old != NULL && old->id == new->id;
      k++;
    }
  return changed;
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

/* A mark that no building has is none. */
static gboolean
read_marks (WgStoreWork *work, WgBuildingNews *news, GError **error)
{
  news->marks = wg_store_work_list_marks (work, G_MININT64, error);
  for (guint i = 0; news->marks != NULL && i < news->marks->len; i++)
    {
      const WgBuildingMark *mark = g_ptr_array_index (news->marks, i);

      if (mark->n_buildings > 0)
        g_string_append_printf (news->versions->look, "%06x %s\n", mark->rgb, mark->name);
    }
  return news->marks != NULL;
}

static gboolean
read_versions (WgConnection *connection, GArray *versions, GError **error)
{
  g_autoptr (GError) failure = NULL;
  WgStatement *row
      = wg_connection_query (connection, &failure, "building-versions", "i", wg_connection_get_district (connection));

  while (row != NULL && wg_statement_step (row, &failure))
    {
      Version version = { wg_statement_get_int64 (row, 0), wg_statement_get_int64 (row, 1) };

      g_array_append_val (versions, version);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_all (WgConnection *connection, WgBuildingNews *news, GError **error)
{
  g_autoptr (GError) failure = NULL;
  WgStatement *row
      = wg_connection_query (connection, &failure, "building-load", "i", wg_connection_get_district (connection));

  while (row != NULL && wg_statement_step (row, &failure))
    {
      Building *building = take_row (row);

      if (building != NULL)
        g_ptr_array_add (news->buildings, building);
    }
  news->all = TRUE;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* One whose outline cannot be drawn any more is gone. */
static gboolean
read_one (WgConnection *connection, WgBuildingNews *news, gint64 id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  WgStatement *row
      = wg_connection_query (connection, &failure, "building-shape", "ii", wg_connection_get_district (connection), id);
  Building *building = row != NULL && wg_statement_step (row, &failure) ? take_row (row) : NULL;

  if (building != NULL)
    g_ptr_array_add (news->buildings, building);
  else
    g_array_append_val (news->gone, id);
  if (row != NULL)
    wg_statement_reset (row);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_news (WgStoreWork *work, WgBuildingNews *news, const WgBuildingVersions *known, GError **error)
{
  const WgBuildingVersions *now = news->versions;
  g_autoptr (GArray) changed = NULL;

  news->first = known == NULL;
  if (!read_marks (work, news, error) || !read_versions (work->connection, now->rows, error))
    return FALSE;
  if (known == NULL || !g_string_equal (known->look, now->look))
    return read_all (work->connection, news, error);
  changed = compare_versions (known->rows, now->rows, news->gone);
  if (changed->len > now->rows->len / MOST_SHARE)
    return read_all (work->connection, news, error);
  for (guint i = 0; i < changed->len; i++)
    {
      if (!read_one (work->connection, news, g_array_index (changed, gint64, i), error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
read_buildings (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgBuildingNews) news = building_news_new ();

  return read_news (work, news, request, error) ? g_steal_pointer (&news) : NULL;
}

void
wg_city_loader_read_buildings_async (WgStore *store,
                                     WgBuildingVersions *known,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  wg_store_read_async (store, read_buildings, known != NULL ? wg_building_versions_ref (known) : NULL,
                       known != NULL ? (GDestroyNotify)wg_building_versions_unref : NULL, (GDestroyNotify)wg_building_news_unref,
                       cancellable, callback, user_data);
}

WgBuildingNews *
wg_city_loader_read_buildings_finish (WgStore *store, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (store, result, error);
}

/* --- The city --- */

typedef struct
{
  WgGridTree *grids;
  WgBuildingNews *news;
  GHashTable *n_open;
  WgCity *previous;
  WgGridTree *previous_grids; /* nullable */
} Parts;

static void
free_parts (gpointer data)
{
  Parts *parts = data;

  wg_grid_tree_unref (parts->grids);
  g_clear_pointer (&parts->news, wg_building_news_unref);
  g_clear_pointer (&parts->n_open, g_hash_table_unref);
  g_clear_pointer (&parts->previous, wg_city_unref);
  g_clear_pointer (&parts->previous_grids, wg_grid_tree_unref);
  g_free (parts);
}

static gboolean
is_drawn (const WgGrid *grid)
{
  return grid->shape != NULL && grid->depth <= WG_MAX_DEPTH;
}

static void
add_grid (WgCityBuilder *builder, const WgGrid *grid)
{
  wg_city_builder_add_grid (builder, grid->id, (guint)grid->depth, grid->parent_id, grid->code, grid->name, grid->shape,
                            grid->label_lon, grid->label_lat);
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
      if (is_drawn (wg_grid_tree_get_grid (tree, i)))
        add_grid (builder, wg_grid_tree_get_grid (tree, i));
    }
}

static gboolean
shapes_are_same (const WgShape *a, const WgShape *b)
{
  if (wg_shape_get_n_rings (a) != wg_shape_get_n_rings (b))
    return FALSE;
  for (guint ring = 0; ring < wg_shape_get_n_rings (a); ring++)
    {
      guint n_a, n_b;
      const gint64 *xy_a = wg_shape_get_ring (a, ring, &n_a, NULL, NULL);
      const gint64 *xy_b = wg_shape_get_ring (b, ring, &n_b, NULL, NULL);

      if (n_a != n_b || memcmp (xy_a, xy_b, 2 * n_a * sizeof *xy_a) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
grids_are_same (const WgGrid *a, const WgGrid *b)
{
  return a->depth == b->depth && a->parent_id == b->parent_id && a->label_lon == b->label_lon
         && a->label_lat == b->label_lat && g_strcmp0 (a->code, b->code) == 0 && g_strcmp0 (a->name, b->name) == 0
         && (a->shape == b->shape || shapes_are_same (a->shape, b->shape));
}

static gboolean
levels_are_same (const WgGridTree *a, const WgGridTree *b)
{
  if (wg_grid_tree_get_n_levels (a) != wg_grid_tree_get_n_levels (b))
    return FALSE;
  for (guint i = 0; i < wg_grid_tree_get_n_levels (a); i++)
    {
      const WgGridLevel *la = wg_grid_tree_get_level (a, i), *lb = wg_grid_tree_get_level (b, i);

      if (la->depth != lb->depth || g_strcmp0 (la->name, lb->name) != 0)
        return FALSE;
    }
  return TRUE;
}

static const WgGrid *
find_drawn (const WgGridTree *tree, gint64 id)
{
  guint index = wg_grid_tree_find_by_id (tree, id);
  const WgGrid *grid = index != WG_GRID_NONE ? wg_grid_tree_get_grid (tree, index) : NULL;

  return grid != NULL && is_drawn (grid) ? grid : NULL;
}

/* The grids of @tree that are not in @other as they are. */
static GPtrArray *
list_other_grids (const WgGridTree *tree, const WgGridTree *other)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);
      const WgGrid *twin = is_drawn (grid) ? find_drawn (other, grid->id) : NULL;

      if (is_drawn (grid) && (twin == NULL || !grids_are_same (grid, twin)))
        g_ptr_array_add (list, (gpointer)grid);
    }
  return list;
}

/* Of a few that are different the neighbours are looked at; when most are, all are packed together. */
static void
add_changed_grids (WgCityBuilder *builder, const Parts *parts)
{
  g_autoptr (GPtrArray) gone = list_other_grids (parts->previous_grids, parts->grids);
  g_autoptr (GPtrArray) came = list_other_grids (parts->grids, parts->previous_grids);
  guint n_most = wg_city_get_n_grids (parts->previous) / MOST_SHARE;

  if (gone->len > n_most || came->len > n_most || !levels_are_same (parts->grids, parts->previous_grids))
    {
      add_grids (builder, parts->grids);
      return;
    }
  wg_city_builder_keep_grids (builder, parts->previous);
  for (guint i = 0; i < gone->len; i++)
    wg_city_builder_remove_grid (builder, ((const WgGrid *)g_ptr_array_index (gone, i))->id);
  for (guint i = 0; i < came->len; i++)
    add_grid (builder, g_ptr_array_index (came, i));
}

/* In the order in which they were read, so that those of kept buildings have the same numbers. */
static GHashTable *
add_marks (WgCityBuilder *builder, const WgBuildingNews *news)
{
  GHashTable *numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < news->marks->len; i++)
    {
      const WgBuildingMark *mark = g_ptr_array_index (news->marks, i);

      if (mark->n_buildings > 0)
        g_hash_table_insert (numbers, mark->name,
                             GUINT_TO_POINTER (wg_city_builder_add_mark (builder, mark->name, mark->rgb)));
    }
  return numbers;
}

static void
add_news (WgCityBuilder *builder, const WgBuildingNews *news, GHashTable *n_open)
{
  g_autoptr (GHashTable) marks = add_marks (builder, news);

  for (guint i = 0; i < news->gone->len; i++)
    wg_city_builder_remove_building (builder, g_array_index (news->gone, gint64, i));
  for (guint i = 0; i < news->buildings->len; i++)
    {
      const Building *building = g_ptr_array_index (news->buildings, i);
      gpointer n = n_open != NULL ? g_hash_table_lookup (n_open, &building->id) : NULL;

      wg_city_builder_add_building (builder, building->id, building->shape, building->address, GPOINTER_TO_UINT (n));
      if (building->mark != NULL)
        wg_city_builder_mark_building (builder, building->id,
                                       GPOINTER_TO_UINT (g_hash_table_lookup (marks, building->mark)));
    }
}

static void
add_buildings (WgCityBuilder *builder, const Parts *parts)
{
  if (parts->previous != NULL && (parts->news == NULL || !parts->news->all))
    wg_city_builder_keep_buildings (builder, parts->previous);
  if (parts->news != NULL)
    add_news (builder, parts->news, parts->n_open);
}

static void
build (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  Parts *parts = data;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (parts->previous == NULL || parts->previous_grids == NULL)
    add_grids (builder, parts->grids);
  else if (parts->previous_grids == parts->grids)
    wg_city_builder_keep_grids (builder, parts->previous);
  else
    add_changed_grids (builder, parts);
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
                            WgBuildingNews *news,
                            GHashTable *n_open,
                            WgCity *previous,
                            WgGridTree *previous_grids,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Parts *parts = g_new0 (Parts, 1);

  parts->grids = wg_grid_tree_ref (grids);
  parts->news = news != NULL ? wg_building_news_ref (news) : NULL;
  parts->n_open = n_open;
  parts->previous = previous != NULL ? wg_city_ref (previous) : NULL;
  parts->previous_grids = previous_grids != NULL ? wg_grid_tree_ref (previous_grids) : NULL;
  g_task_set_task_data (task, parts, free_parts);
  wg_later_run_in_thread (task, build);
}

WgCity *
wg_city_loader_build_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
