/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who pushes a case away says that it is not his side of the border. What answers him is read together: which grid,
 * under which boundary and since when, whose it is, how many metres from the border, and who is on the other side.
 */

#include "wg-case-evidence.h"

#include "wg-grid-table.h"
#include "wg-store-settings.h"

#define NEIGHBOUR_METRES 200.0
#define MOST_NEIGHBOURS 6

static void
grid_free (gpointer data)
{
  WgEvidenceGrid *grid = data;

  g_free (grid->code);
  g_free (grid->name);
  g_free (grid->level);
  g_free (grid->parent);
  g_strfreev (grid->owners);
  g_strfreev (grid->posts);
  g_free (grid);
}

void
wg_case_evidence_free (WgCaseEvidence *self)
{
  g_clear_pointer (&self->grids, g_ptr_array_unref);
  g_free (self->filed_code);
  g_free (self);
}

static gboolean
list_owners (WgEvidenceGrid *item, WgStoreWork *work, gint64 grid_id, gint64 at_ms, GError **error)
{
  g_autoptr (GStrvBuilder) owners = g_strv_builder_new (), posts = g_strv_builder_new ();
  GError *local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "keeper-of-grid-at", "iii", wg_connection_get_district (work->connection),
                                          grid_id, at_ms);

  while (row != NULL && wg_statement_step (row, &local))
    {
      g_strv_builder_add (owners, wg_statement_get_text (row, 0));
      g_strv_builder_add (posts, wg_statement_get_text (row, 1));
    }
  item->owners = g_strv_builder_end (owners);
  item->posts = g_strv_builder_end (posts);
  return wg_statement_end (row, local, error);
}

static gboolean
add_grid (WgCaseEvidence *self, WgStoreWork *work, WgGridTree *grids, guint index, const WgCaseRecord *record, GError **error)
{
  const WgGrid *grid = wg_grid_tree_get_grid (grids, index);
  const WgGridLevel *level = wg_grid_tree_find_level (grids, grid->depth);
  WgEvidenceGrid *item = g_new0 (WgEvidenceGrid, 1);

  g_ptr_array_add (self->grids, item);
  item->code = g_strdup (grid->code);
  item->name = g_strdup (grid->name);
  item->level = g_strdup (level != NULL ? level->name : "");
  item->parent = grid->parent != WG_GRID_NONE ? g_strdup (wg_grid_tree_get_grid (grids, grid->parent)->name) : NULL;
  item->version_id = grid->version_id;
  item->valid_from_ms = grid->valid_from_ms;
  item->inside = wg_shape_contains (grid->shape, record->lon, record->lat);
  item->distance_m = wg_shape_get_border_distance_m (grid->shape, record->lon, record->lat);
  return list_owners (item, work, grid->id, self->at_ms, error);
}

static gboolean
read_filed (WgCaseEvidence *self, WgStoreWork *work, GError **error)
{
  GError *local = NULL;
  WgStatement *row;

  if (self->filed_version_id == WG_NO_ID)
    return TRUE;
  row = wg_connection_query (work->connection, &local, "grid-version-dates", "ii", wg_connection_get_district (work->connection),
                             self->filed_version_id);
  if (row != NULL && wg_statement_step (row, &local))
    {
      self->filed_code = wg_statement_dup_text (row, 0);
      self->filed_from_ms = wg_statement_get_int64 (row, 1);
      self->filed_to_ms = wg_statement_is_null (row, 2) ? WG_NO_TIME : wg_statement_get_int64 (row, 2);
    }
  return wg_statement_end (row, local, error);
}

WgCaseEvidence *
wg_case_evidence_load (WgStoreWork *work, const WgCaseRecord *record, gint64 at_ms, GError **error)
{
  g_autoptr (WgGridTree) grids = wg_grid_table_load_at (work->connection, at_ms, error);
  g_autoptr (WgCaseEvidence) self = g_new0 (WgCaseEvidence, 1);
  g_autoptr (GArray) near = NULL;
  guint home;

  if (grids == NULL)
    return NULL;
  self->at_ms = at_ms;
  self->border_m = wg_store_work_get_setting (work, "border-metres", at_ms);
  self->grids = g_ptr_array_new_with_free_func (grid_free);
  self->filed_version_id = record->filed_grid_version_id;
  home = record->grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (grids, record->grid_id) : WG_GRID_NONE;
  self->outside = home == WG_GRID_NONE;
  if (!read_filed (self, work, error) || (home != WG_GRID_NONE && !add_grid (self, work, grids, home, record, error)))
    return NULL;
  near = wg_grid_tree_find_near_borders (grids, record->lon, record->lat, NEIGHBOUR_METRES);
  for (guint i = 0; i < MIN (near->len, MOST_NEIGHBOURS); i++)
    {
      if (g_array_index (near, guint, i) != home && !add_grid (self, work, grids, g_array_index (near, guint, i), record, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}
