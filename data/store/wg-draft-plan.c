/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who says yes to a new boundary wants to know what it does to people, cases and keepers; and it must do exactly
 * that. So it is worked out once, and the same plan is shown and carried out.
 */

#include "wg-draft-private.h"

#include "wg-case-record.h"
#include "wg-case-table.h"
#include "wg-error.h"
#include "wg-import-homes.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FEWEST_HOUSEHOLDS 300
#define MOST_HOUSEHOLDS 500
/* Of the grids that are redrawn together, one with so many times its equal share of the open cases should give some away. */
#define UNEVEN 1.5
#define FEWEST_TOO_MANY 3.0

typedef struct
{
  WgStoreWork *work;
  const WgDraft *draft;
  WgDraftPlan *plan;
  WgCoverage *coverage;
  GHashTable *touched; /* ids of leaves, as the coverage has them, to the position of their weight */
} Planning;

static void
weight_free (gpointer data)
{
  g_free (((WgGridWeight *) data)->code);
  g_free (data);
}

static void
move_free (gpointer data)
{
  WgCaseMove *move = data;

  g_free (move->number);
  g_free (move->from);
  g_free (move->to);
  g_free (move);
}

static void
flag_free (gpointer data)
{
  g_free (((WgDraftFlag *) data)->code);
  g_free (data);
}

void
wg_draft_plan_free (WgDraftPlan *plan)
{
  g_clear_pointer (&plan->before, wg_grid_tree_unref);
  g_clear_pointer (&plan->after, wg_grid_tree_unref);
  g_array_unref (plan->changed);
  g_ptr_array_unref (plan->grids);
  g_ptr_array_unref (plan->moves);
  g_ptr_array_unref (plan->flags);
  g_free (plan);
}

/* The tree as it will be. */

static void
redraw (WgGrid *grid, WgShape *shape)
{
  g_clear_pointer (&grid->shape, wg_shape_unref);
  grid->shape = wg_shape_ref (shape);
  grid->area_m2 = wg_shape_get_area_m2 (shape);
  wg_shape_get_label_point (shape, &grid->label_lon, &grid->label_lat);
}

static WgGrid *
make_new (const WgDraftGrid *row)
{
  WgGrid *grid = wg_grid_new ();

  grid->id = -row->id;
  grid->parent_id = row->parent_id;
  grid->depth = row->depth;
  grid->code = g_strdup (row->code);
  grid->name = g_strdup (row->name);
  grid->special = row->special;
  redraw (grid, row->shape);
  return grid;
}

static void
note_change (WgDraftPlan *plan, gint64 id)
{
  g_array_append_val (plan->changed, id);
}

gboolean
wg_draft_has_same_outline (const WgShape *a, const WgShape *b)
{
  g_autoptr (GBytes) one = wg_shape_to_wkb (a), two = wg_shape_to_wkb (b);

  return g_bytes_equal (one, two);
}

/* Dissolves a parent from what it is made of; NULL when that is its outline already. */
static WgShape *
dissolve (Planning *self, guint index, WgCoverage *before, WgCoverage *after)
{
  g_autoptr (GArray) ids = wg_draft_list_ground (self->plan->before, self->draft, index);
  g_autoptr (WgShape) old = wg_coverage_dissolve (before, (gint64 *) (void *) ids->data, ids->len);
  g_autoptr (WgShape) new = wg_coverage_dissolve (after, (gint64 *) (void *) ids->data, ids->len);

  if (new == NULL || (old != NULL && wg_draft_has_same_outline (old, new)))
    return NULL;
  return g_steal_pointer (&new);
}

static gboolean
is_above_a_change (Planning *self, guint index)
{
  WgGridTree *tree = self->plan->before;

  for (guint i = 0; i < self->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (self->draft->grids, i);
      guint parent = wg_grid_tree_find_by_id (tree, row->parent_id);

      if (parent != WG_GRID_NONE && wg_grid_tree_is_below (tree, parent, index))
        return TRUE;
    }
  return FALSE;
}

static void
add_old_grids (Planning *self, WgGridTreeBuilder *builder)
{
  WgGridTree *tree = self->plan->before;
  g_autoptr (WgCoverage) before = wg_draft_make_ground (tree, NULL);
  g_autoptr (WgCoverage) after = wg_draft_make_ground (tree, self->draft);

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);
      const WgDraftGrid *row = wg_draft_find_row (self->draft, grid->id);
      g_autoptr (WgShape) shape = NULL;
      WgGrid *copy;

      if (row != NULL && g_str_equal (row->op, "retire"))
        continue;
      if (row != NULL)
        shape = wg_shape_ref (row->shape);
      else if (!wg_grid_tree_is_leaf (tree, i) && wg_draft_is_derived (tree, grid) && is_above_a_change (self, i))
        shape = dissolve (self, i, before, after);
      copy = wg_grid_copy (grid);
      if (shape != NULL)
        {
          redraw (copy, shape);
          note_change (self->plan, grid->id);
        }
      wg_grid_tree_builder_take_grid (builder, copy);
    }
}

static WgGridTree *
make_after (Planning *self, GError **error)
{
  WgGridTreeBuilder *builder = wg_grid_tree_builder_new ();
  WgGridTree *tree = self->plan->before, *after;

  for (guint i = 0; i < wg_grid_tree_get_n_levels (tree); i++)
    {
      const WgGridLevel *level = wg_grid_tree_get_level (tree, i);

      wg_grid_tree_builder_add_level (builder, level->depth, level->name, level->outline);
    }
  add_old_grids (self, builder);
  for (guint i = 0; i < self->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (self->draft->grids, i);

      if (row->grid_id != WG_NULL_ID)
        continue;
      wg_grid_tree_builder_take_grid (builder, make_new (row));
      note_change (self->plan, -row->id);
    }
  after = wg_grid_tree_builder_end (builder, error);
  wg_grid_tree_builder_free (builder);
  return after;
}

/* Weights. */

static WgGridWeight *
find_weight (Planning *self, gint64 id)
{
  return g_hash_table_lookup (self->touched, &id);
}

gboolean
wg_draft_moves_land (const WgShape *before, const WgShape *after)
{
  double before_m2, after_m2;

  if (before == NULL || after == NULL)
    return TRUE;
  before_m2 = wg_shape_get_area_m2 (before);
  after_m2 = wg_shape_get_area_m2 (after);
  return fabs (before_m2 - after_m2) > WG_DRAFT_NO_LAND_M2
         || MAX (before_m2, after_m2) - wg_shape_get_shared_area_m2 (before, after) > MAX (WG_DRAFT_NO_LAND_M2, 1e-3 * before_m2);
}

static void
add_weights (Planning *self)
{
  for (guint i = 0; i < self->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (self->draft->grids, i);
      WgGridWeight *weight = g_new0 (WgGridWeight, 1);
      guint old = row->grid_id != WG_NULL_ID ? wg_grid_tree_find_by_id (self->plan->before, row->grid_id) : WG_GRID_NONE;
      const WgShape *shape = old != WG_GRID_NONE ? wg_grid_tree_get_grid (self->plan->before, old)->shape : NULL;

      weight->id = wg_draft_grid_get_coverage_id (row);
      weight->code = g_strdup (row->code);
      weight->is_there[0] = old != WG_GRID_NONE;
      weight->is_there[1] = !g_str_equal (row->op, "retire");
      weight->moves_land = wg_draft_moves_land (shape, weight->is_there[1] ? row->shape : NULL);
      if (old != WG_GRID_NONE)
        {
          const WgGrid *grid = wg_grid_tree_get_grid (self->plan->before, old);

          weight->figures[0] = (WgGridFigures){ grid->area_m2, grid->households, grid->people, 0, 0, 0, 0 };
          weight->figures[1] = weight->figures[0];
        }
      weight->figures[1].area_m2 = weight->is_there[1] ? wg_shape_get_area_m2 (row->shape) : 0.0;
      g_ptr_array_add (self->plan->grids, weight);
      g_hash_table_insert (self->touched, &weight->id, weight);
    }
}

guint
wg_draft_plan_count_redrawn (const WgDraftPlan *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->grids->len; i++)
    n += ((const WgGridWeight *) g_ptr_array_index (plan->grids, i))->moves_land;
  return n;
}

static gint64
id_of (WgGridTree *tree, guint index)
{
  return index != WG_GRID_NONE ? wg_grid_tree_get_grid (tree, index)->id : 0;
}

static void
carry (gint64 *from, gint64 *to, gint64 n)
{
  if (from != NULL && *from >= 0)
    *from = MAX (*from - n, 0);
  if (to != NULL && *to >= 0)
    *to += n;
}

/* One building in the grid @home of before: where it will be, and who lives in it goes with it. */
static void
weigh_building (Planning *self, gint64 home, double lon, double lat, gint64 households, gint64 people)
{
  gint64 to = id_of (self->plan->after, wg_grid_tree_find_home (self->plan->after, lon, lat));
  WgGridWeight *old = find_weight (self, home), *new = find_weight (self, to);

  if (old != NULL)
    old->figures[0].buildings++;
  if (new != NULL)
    new->figures[1].buildings++;
  if (old == new)
    return;
  carry (old != NULL ? &old->figures[1].households : NULL, new != NULL ? &new->figures[1].households : NULL, households);
  carry (old != NULL ? &old->figures[1].people : NULL, new != NULL ? &new->figures[1].people : NULL, people);
}

static gboolean
weigh_buildings_of (Planning *self, gint64 home, GError **error)
{
  WgConnection *connection = self->work->connection;
  WgStatement *row = wg_connection_query (connection, error, "draft-buildings", "ii", wg_connection_get_district (connection),
                                          home == 0 ? WG_NULL_ID : home);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (local == NULL && wg_statement_step (row, &local))
    {
      gsize size = 0;
      const void *wkb = wg_statement_peek_blob (row, 3, &size);
      g_autoptr (WgShape) shape = wg_shape_new_from_wkb (wkb, size, &local);
      double lon, lat;

      if (shape == NULL)
        break;
      wg_import_get_building_place (shape, &lon, &lat);
      weigh_building (self, home, lon, lat, wg_statement_get_int64 (row, 1), wg_statement_get_int64 (row, 2));
    }
  wg_statement_reset (row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Buildings of the touched leaves, of the grids above them (they may stand in a gap) and of none. */
static gboolean
weigh_buildings (Planning *self, GError **error)
{
  g_autoptr (GHashTable) homes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer home;
  gint64 none = 0;

  g_hash_table_add (homes, g_memdup2 (&none, sizeof none));
  for (guint i = 0; i < self->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (self->draft->grids, i);
      guint above = wg_grid_tree_find_by_id (self->plan->before, row->parent_id);

      if (row->grid_id != WG_NULL_ID)
        g_hash_table_add (homes, g_memdup2 (&row->grid_id, sizeof (gint64)));
      for (; above != WG_GRID_NONE; above = wg_grid_tree_get_grid (self->plan->before, above)->parent)
        g_hash_table_add (homes, g_memdup2 (&wg_grid_tree_get_grid (self->plan->before, above)->id, sizeof (gint64)));
    }
  g_hash_table_iter_init (&iter, homes);
  while (g_hash_table_iter_next (&iter, &home, NULL))
    {
      if (!weigh_buildings_of (self, *(gint64 *) home, error))
        return FALSE;
    }
  return TRUE;
}

static void
count_case (WgGridWeight *weight, guint side, const WgCaseRecord *record, gint64 now_ms)
{
  if (weight == NULL || record->suspended_until_ms != WG_NO_TIME)
    return;
  weight->figures[side].open++;
  weight->figures[side].overdue += wg_case_record_is_overdue (record, now_ms);
}

static void
weigh_case (Planning *self, const WgCaseRecord *record, gint64 now_ms)
{
  guint index = wg_grid_tree_find_home (self->plan->after, record->lon, record->lat);
  gint64 to = id_of (self->plan->after, index), from = record->grid_id == WG_NO_ID ? 0 : record->grid_id;
  guint old = from == 0 ? WG_GRID_NONE : wg_grid_tree_find_by_id (self->plan->before, from);
  WgCaseMove *move;

  count_case (find_weight (self, from), 0, record, now_ms);
  count_case (find_weight (self, to), 1, record, now_ms);
  if (from == to || (find_weight (self, from) == NULL && find_weight (self, to) == NULL))
    return;
  move = g_new0 (WgCaseMove, 1);
  move->case_id = record->id;
  move->number = g_strdup (record->number);
  move->from = old != WG_GRID_NONE ? g_strdup (wg_grid_tree_get_grid (self->plan->before, old)->code) : NULL;
  move->to = index != WG_GRID_NONE ? g_strdup (wg_grid_tree_get_grid (self->plan->after, index)->code) : NULL;
  move->to_id = to;
  g_ptr_array_add (self->plan->moves, move);
}

static gboolean
weigh_cases (Planning *self, GError **error)
{
  WgConnection *connection = self->work->connection;
  g_autoptr (GPtrArray) records
      = wg_case_table_read_all (wg_connection_query (connection, error, "draft-open-cases", "i",
                                                     wg_connection_get_district (connection)), error);
  gint64 now_ms = wg_clock_get_now (self->work->clock);

  for (guint i = 0; records != NULL && i < records->len; i++)
    weigh_case (self, g_ptr_array_index (records, i), now_ms);
  return records != NULL;
}

/* Keepers stay with their grid; those of one that ends go with its land, to every grid that gets some. */
static void
pass_officers_on (Planning *self, gint64 id, gint64 n_officers)
{
  guint index = wg_grid_tree_find_by_id (self->plan->before, id);

  for (guint i = 0; i < self->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (self->draft->grids, i);
      WgGridWeight *heir = g_ptr_array_index (self->plan->grids, i);

      if (heir->is_there[1]
          && wg_shape_get_shared_area_m2 (wg_grid_tree_get_grid (self->plan->before, index)->shape, row->shape) > WG_DRAFT_NO_LAND_M2)
        heir->figures[1].officers += n_officers;
    }
}

static gboolean
weigh_officers (Planning *self, GError **error)
{
  WgConnection *connection = self->work->connection;

  for (guint i = 0; i < self->plan->grids->len; i++)
    {
      WgGridWeight *weight = g_ptr_array_index (self->plan->grids, i);
      WgStatement *row = weight->id > 0 ? wg_connection_query (connection, error, "post-of-grid", "ii",
                                                               wg_connection_get_district (connection), weight->id)
                                        : NULL;
      g_autoptr (GError) local = NULL;

      if (weight->id <= 0)
        continue;
      if (row == NULL)
        return FALSE;
      while (wg_statement_step (row, &local))
        weight->figures[0].officers++;
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (weight->is_there[1])
        weight->figures[1].officers += weight->figures[0].officers;
      else
        pass_officers_on (self, weight->id, weight->figures[0].officers);
    }
  return TRUE;
}

static void
add_flag (WgDraftPlan *plan, const char *code, const char *rule, double value)
{
  WgDraftFlag *flag = g_new0 (WgDraftFlag, 1);

  flag->code = g_strdup (code);
  flag->rule = rule;
  flag->value = value;
  g_ptr_array_add (plan->flags, flag);
}

/* A leaf that reaches out of a parent whose outline is given. */
static void
flag_outside (Planning *self, const WgDraftGrid *row)
{
  guint above = wg_grid_tree_find_by_id (self->plan->after, row->parent_id);
  const WgGrid *parent = above != WG_GRID_NONE ? wg_grid_tree_get_grid (self->plan->after, above) : NULL;

  if (parent == NULL || parent->shape == NULL || wg_draft_is_derived (self->plan->before, parent))
    return;
  for (guint r = 0; r < wg_shape_get_n_rings (row->shape); r++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (row->shape, r, &n, NULL, NULL);

      for (guint i = 0; i < n; i++)
        {
          double lon = wg_shape_degrees_from_units (ring[2 * i]), lat = wg_shape_degrees_from_units (ring[2 * i + 1]);

          if (wg_shape_contains (parent->shape, lon, lat) || wg_shape_get_border_distance_m (parent->shape, lon, lat) < 0.01)
            continue;
          add_flag (self->plan, row->code, "child_outside_parent", NAN);
          return;
        }
    }
}

static void
flag_load (Planning *self)
{
  double share = 0.0;
  guint n = 0;

  for (guint i = 0; i < self->plan->grids->len; i++)
    {
      const WgGridWeight *weight = g_ptr_array_index (self->plan->grids, i);

      n += weight->is_there[1];
      share += weight->is_there[1] ? weight->figures[1].open : 0;
    }
  share /= MAX (n, 1);
  for (guint i = 0; i < self->plan->grids->len; i++)
    {
      const WgGridWeight *weight = g_ptr_array_index (self->plan->grids, i);
      double too_many = weight->figures[1].open - share;

      if (weight->is_there[1] && weight->figures[1].open > UNEVEN * share && too_many >= FEWEST_TOO_MANY)
        add_flag (self->plan, weight->code, "uneven_load", round (too_many));
    }
}

static gboolean
is_special (const Planning *self, gint64 id)
{
  guint index = wg_grid_tree_find_by_id (self->plan->after, id);

  return index != WG_GRID_NONE && wg_grid_tree_get_grid (self->plan->after, index)->special;
}

/* How many households a grid should have is said of ordinary ones: nobody lives in a mall. */
static void
add_flags (Planning *self)
{
  for (guint i = 0; i < self->plan->grids->len; i++)
    {
      const WgGridWeight *weight = g_ptr_array_index (self->plan->grids, i);
      gint64 households = weight->figures[1].households;

      if (weight->is_there[1] && !is_special (self, weight->id) && households >= 0
          && (households < FEWEST_HOUSEHOLDS || households > MOST_HOUSEHOLDS))
        add_flag (self->plan, weight->code, "households", households);
    }
  flag_load (self);
  for (guint i = 0; i < self->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (self->draft->grids, i);

      if (!g_str_equal (row->op, "retire"))
        flag_outside (self, row);
    }
}

/* The grid that ends where a new one begins, on the same land: only the code is another. */
static const WgGridWeight *
find_twin (Planning *self, guint i)
{
  const WgDraftGrid *row = g_ptr_array_index (self->draft->grids, i);

  for (guint k = 0; row->grid_id == WG_NULL_ID && k < self->draft->grids->len; k++)
    {
      const WgDraftGrid *other = g_ptr_array_index (self->draft->grids, k);

      if (g_str_equal (other->op, "retire") && wg_draft_has_same_outline (row->shape, other->shape))
        return g_ptr_array_index (self->plan->grids, k);
    }
  return NULL;
}

/* What the buildings brought is the new grid's figure. */
static void
write_figures_back (Planning *self)
{
  for (guint i = 0; i < self->plan->grids->len; i++)
    {
      WgGridWeight *weight = g_ptr_array_index (self->plan->grids, i);
      const WgGridWeight *twin = find_twin (self, i);

      if (twin != NULL)
        {
          weight->figures[1].households = twin->figures[0].households;
          weight->figures[1].people = twin->figures[0].people;
        }
      if (!weight->is_there[1])
        weight->figures[1] = (WgGridFigures){ 0 };
    }
}

/* The district before and after, and that nothing comes to lie on anything in it: of every leaf that changes against every
 * leaf there is, however large the district.
 */
static gboolean
lay_out (Planning *self, WgCoverage **coverage, GError **error)
{
  WgDraftPlan *plan = self->plan;

  plan->changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  plan->grids = g_ptr_array_new_with_free_func (weight_free);
  plan->moves = g_ptr_array_new_with_free_func (move_free);
  plan->flags = g_ptr_array_new_with_free_func (flag_free);
  if (!wg_draft_table_check_base (self->draft, error))
    return FALSE;
  plan->before = wg_store_work_get_grids (self->work, error);
  if (plan->before == NULL)
    return FALSE;
  self->coverage = *coverage = wg_draft_make_coverage (plan->before, self->draft);
  plan->after = make_after (self, error);
  return plan->after != NULL && wg_draft_prove (plan, self->draft, error);
}

gboolean
wg_draft_check_land (WgStoreWork *work, const WgDraft *draft, GError **error)
{
  g_autoptr (WgDraftPlan) plan = g_new0 (WgDraftPlan, 1);
  g_autoptr (GHashTable) touched = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (WgCoverage) coverage = NULL;
  Planning self = { work, draft, plan, NULL, touched };

  return lay_out (&self, &coverage, error);
}

WgDraftPlan *
wg_draft_plan_new (WgStoreWork *work, const WgDraft *draft, GError **error)
{
  g_autoptr (WgDraftPlan) plan = g_new0 (WgDraftPlan, 1);
  g_autoptr (GHashTable) touched = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (WgCoverage) coverage = NULL;
  Planning self = { work, draft, plan, NULL, touched };

  if (!lay_out (&self, &coverage, error))
    return NULL;
  add_weights (&self);
  if (!weigh_buildings (&self, error) || !weigh_cases (&self, error) || !weigh_officers (&self, error))
    return NULL;
  write_figures_back (&self);
  add_flags (&self);
  return g_steal_pointer (&plan);
}
