/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a step of a draft is drawn on the grids as they are with everything drawn before it, and kept as what it does to
 * each grid: the grids in force do not know of it.
 */

#include "wg-draft-private.h"

#include "wg-error.h"
#include "wg-grid-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  WgStoreWork *work;
  const WgBoundaryEdit *edit;
  WgDraft *draft;
  WgGridTree *tree;
  WgCoverage *coverage;
  GArray *ids;
} Editing;

gint64
wg_draft_grid_get_coverage_id (const WgDraftGrid *row)
{
  return row->grid_id != WG_NULL_ID ? row->grid_id : -row->id;
}

WgDraftGrid *
wg_draft_find_row (const WgDraft *draft, gint64 id)
{
  for (guint i = 0; i < draft->grids->len; i++)
    {
      WgDraftGrid *row = g_ptr_array_index (draft->grids, i);

      if (wg_draft_grid_get_coverage_id (row) == id)
        return row;
    }
  return NULL;
}

/* The leaves, whatever their level: whoever shares a border is in it. */
WgCoverage *
wg_draft_make_coverage (WgGridTree *tree, const WgDraft *draft)
{
  WgCoverage *coverage = wg_coverage_new ();

  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);

      if (wg_grid_tree_is_leaf (tree, i) && grid->shape != NULL)
        wg_coverage_set (coverage, grid->id, grid->shape);
    }
  for (guint i = 0; draft != NULL && i < draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (draft->grids, i);

      wg_coverage_set (coverage, wg_draft_grid_get_coverage_id (row), g_str_equal (row->op, "retire") ? NULL : row->shape);
    }
  return coverage;
}

static gboolean
find_code (Editing *self, const char *code, gint64 *id, GError **error)
{
  guint index = wg_grid_tree_find_by_code (self->tree, code);

  *id = index != WG_GRID_NONE ? wg_grid_tree_get_grid (self->tree, index)->id : 0;
  for (guint i = 0; i < self->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (self->draft->grids, i);

      if (g_strcmp0 (row->code, code) == 0)
        *id = wg_draft_grid_get_coverage_id (row);
    }
  if (*id != 0 && wg_coverage_get (self->coverage, *id) != NULL)
    return TRUE;
  if (index != WG_GRID_NONE && !wg_grid_tree_is_leaf (self->tree, index))
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                 _ ("Grid %s consists of the grids below it. Nothing was changed; redraw those."), code);
  else
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no grid %s, neither in force nor in the draft."), code);
  return FALSE;
}

/* How many grids a verb wants. What a place says by itself may name grids as well, which then must have a part in it. */
static const struct
{
  const char *nick;
  guint min_codes, max_codes;
  gboolean line, from, to;
} demands[] = {
  [WG_BOUNDARY_SPLIT] = { "split", 1, 1, TRUE, FALSE, FALSE },
  [WG_BOUNDARY_MERGE] = { "merge", 2, G_MAXUINT, FALSE, FALSE, FALSE },
  [WG_BOUNDARY_MOVE] = { "move", 0, G_MAXUINT, FALSE, TRUE, TRUE },
  [WG_BOUNDARY_INSERT] = { "insert", 0, G_MAXUINT, FALSE, TRUE, FALSE },
  [WG_BOUNDARY_DELETE] = { "delete", 0, G_MAXUINT, FALSE, TRUE, FALSE },
  [WG_BOUNDARY_RESHAPE] = { "reshape", 2, 2, TRUE, FALSE, FALSE },
  [WG_BOUNDARY_HANDOVER] = { "handover", 2, 2, FALSE, FALSE, FALSE },
  [WG_BOUNDARY_FILL] = { "fill", 0, 1, FALSE, TRUE, FALSE },
  [WG_BOUNDARY_DRAW] = { "draw", 0, G_MAXUINT, TRUE, FALSE, FALSE },
  [WG_BOUNDARY_TRACE] = { "trace", 2, 2, TRUE, TRUE, TRUE },
};

const char *
wg_boundary_verb_to_nick (WgBoundaryVerb verb)
{
  return demands[verb].nick;
}

static gboolean
take_codes (Editing *self, GError **error)
{
  guint n_codes = self->edit->codes != NULL ? g_strv_length (self->edit->codes) : 0;
  WgBoundaryVerb verb = self->edit->verb;

  if (n_codes < demands[verb].min_codes || n_codes > demands[verb].max_codes)
    g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS, _ ("It is not said which grids are meant; name them with --grid CODE,CODE."));
  else if (demands[verb].line && self->edit->line == NULL && self->edit->along == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS, _ ("The line is missing; give it with --line."));
  else if ((demands[verb].from && !isfinite (self->edit->from[0])) || (demands[verb].to && !isfinite (self->edit->to[0])))
    g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS, _ ("The place is missing; give it with --from LON,LAT and --to LON,LAT."));
  else
    {
      for (guint i = 0; i < n_codes; i++)
        {
          gint64 id;

          if (!find_code (self, self->edit->codes[i], &id, error))
            return FALSE;
          for (guint k = 0; k < i; k++)
            {
              if (g_array_index (self->ids, gint64, k) != id)
                continue;
              g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS, _ ("Grid %s is named twice."), self->edit->codes[i]);
              return FALSE;
            }
          g_array_append_val (self->ids, id);
        }
      return TRUE;
    }
  return FALSE;
}

GPtrArray *
wg_boundary_edit_run (WgCoverage *coverage, const WgBoundaryEdit *edit, const gint64 *ids, guint n_ids, WgRefusal *refusal)
{
  const double *line = edit->line != NULL ? (const double *) (const void *) edit->line->data : NULL;
  guint n_points = edit->line != NULL ? edit->line->len / 2 : 0;
  const double *from = isfinite (edit->from[0]) ? edit->from : NULL;
  const double *to = isfinite (edit->to[0]) ? edit->to : NULL;

  switch (edit->verb)
    {
    case WG_BOUNDARY_SPLIT:
      return wg_coverage_split (coverage, ids[0], line, n_points, refusal);
    case WG_BOUNDARY_MERGE:
      return wg_coverage_merge (coverage, ids, n_ids, refusal);
    case WG_BOUNDARY_MOVE:
      return wg_coverage_move_vertex (coverage, from, to, refusal);
    case WG_BOUNDARY_INSERT:
      return wg_coverage_insert_vertex (coverage, from, to, refusal);
    case WG_BOUNDARY_DELETE:
      return wg_coverage_delete_vertex (coverage, from, refusal);
    case WG_BOUNDARY_RESHAPE:
    case WG_BOUNDARY_TRACE:
      return wg_coverage_reshape (coverage, ids[0], ids[1], line, n_points, refusal);
    case WG_BOUNDARY_HANDOVER:
      return wg_coverage_hand_over (coverage, ids[0], ids[1], line, n_points, from, refusal);
    case WG_BOUNDARY_FILL:
      return wg_coverage_fill (coverage, n_ids > 0 ? ids[0] : 0, from, refusal);
    case WG_BOUNDARY_DRAW:
    default:
      return wg_coverage_draw (coverage, line, n_points, refusal);
    }
}

static gboolean
shares_side (const WgShape *a, const WgShape *b)
{
  for (guint r = 0; r < wg_shape_get_n_rings (a); r++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (a, r, &n, NULL, NULL);

      for (guint i = 0; i < n; i++)
        {
          double lon = wg_shape_degrees_from_units (ring[2 * i] / 2 + ring[2 * ((i + 1) % n)] / 2);
          double lat = wg_shape_degrees_from_units (ring[2 * i + 1] / 2 + ring[2 * ((i + 1) % n) + 1] / 2);

          if (wg_box_contains (wg_shape_get_box (b), lon, lat) && wg_shape_get_border_distance_m (b, lon, lat) < 0.01)
            return TRUE;
        }
    }
  return FALSE;
}

static void
stand_beside (Editing *self, gint64 id, WgGrid *sibling)
{
  const WgDraftGrid *row = wg_draft_find_row (self->draft, id);
  guint index = id > 0 ? wg_grid_tree_find_by_id (self->tree, id) : WG_GRID_NONE;

  if (row != NULL)
    *sibling = (WgGrid){ .parent_id = row->parent_id, .depth = row->depth, .code = row->code, .name = row->name };
  else if (index != WG_GRID_NONE)
    *sibling = *wg_grid_tree_get_grid (self->tree, index);
}

/* Beside whom a new grid stands: the one that was named, the one it was cut out of, else a leaf that it has a border with.
 */
static gboolean
find_sibling (Editing *self, const GPtrArray *changes, const WgShape *new_shape, WgGrid *sibling)
{
  gint64 best = self->ids->len > 0 ? g_array_index (self->ids, gint64, 0) : 0;
  double most = -1.0;

  for (guint i = 0; self->ids->len == 0 && i < changes->len; i++)
    {
      const WgCoverageChange *change = g_ptr_array_index (changes, i);
      double lost = change->before == NULL ? -1.0 : wg_coverage_get_area_m2 (self->coverage, change->before)
                    - (change->after == NULL ? 0.0 : wg_coverage_get_area_m2 (self->coverage, change->after));

      if (change->before == NULL || lost <= most)
        continue;
      most = lost;
      best = change->id;
    }
  for (guint i = 0; best == 0 && i < wg_grid_tree_get_n_grids (self->tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (self->tree, i);

      if (wg_grid_tree_is_leaf (self->tree, i) && grid->shape != NULL
          && wg_box_intersects (wg_shape_get_box (grid->shape), wg_shape_get_box (new_shape))
          && shares_side (new_shape, grid->shape))
        best = grid->id;
    }
  if (best != 0)
    stand_beside (self, best, sibling);
  return sibling->code != NULL;
}

/* A row for what happened to one grid; NULL for a new one that is gone again. */
static WgDraftGrid *
make_row (Editing *self, const WgCoverageChange *change, GError **error)
{
  const WgDraftGrid *old = wg_draft_find_row (self->draft, change->id);
  gint64 row_id = old != NULL ? old->id : wg_grid_table_take_ids (self->work->connection, "draft_grid", 1, error);
  guint index = change->id > 0 ? wg_grid_tree_find_by_id (self->tree, change->id) : WG_GRID_NONE;
  const WgGrid *grid = index != WG_GRID_NONE ? wg_grid_tree_get_grid (self->tree, index) : NULL;
  WgDraftGrid *row;

  if (row_id < 0)
    return NULL;
  if (old != NULL)
    row = wg_draft_grid_copy (old);
  else
    {
      row = g_new0 (WgDraftGrid, 1);
      row->id = row_id;
      row->grid_id = grid != NULL ? grid->id : WG_NULL_ID;
      row->base_version_id = grid != NULL ? grid->version_id : WG_NULL_ID;
      row->parent_id = grid != NULL ? grid->parent_id : 0;
      row->depth = grid != NULL ? grid->depth : 0;
      row->code = grid != NULL ? g_strdup (grid->code) : NULL;
      row->name = grid != NULL ? g_strdup (grid->name) : NULL;
      row->special = grid != NULL ? grid->special : self->edit->verb == WG_BOUNDARY_DRAW;
    }
  g_free (row->op);
  row->op = g_strdup (row->grid_id == WG_NULL_ID ? "new" : change->after == NULL ? "retire" : "change");
  g_clear_pointer (&row->shape, wg_shape_unref);
  row->shape = wg_shape_ref (change->after != NULL ? change->after : grid != NULL ? grid->shape : change->before);
  return row;
}

static gboolean
collect_rows (Editing *self, const GPtrArray *changes, GPtrArray *before, GPtrArray *after, GPtrArray *new, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const WgCoverageChange *change = g_ptr_array_index (changes, i);
      const WgDraftGrid *old = wg_draft_find_row (self->draft, change->id);
      WgDraftGrid *row;

      if (old != NULL)
        g_ptr_array_add (before, wg_draft_grid_copy (old));
      if (old != NULL && old->grid_id == WG_NULL_ID && change->after == NULL)
        continue;
      row = make_row (self, change, error);
      if (row == NULL)
        return FALSE;
      g_ptr_array_add (after, row);
      if (old == NULL && row->grid_id == WG_NULL_ID)
        g_ptr_array_add (new, row);
    }
  return TRUE;
}

static void
note_touched (WgBoundaryResult *result, const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const char *code = ((WgDraftGrid *) g_ptr_array_index (rows, i))->code;

      if (!g_ptr_array_find_with_equal_func (result->touched, code, g_str_equal, NULL))
        g_ptr_array_add (result->touched, g_strdup (code));
    }
}

static gboolean
keep_step (Editing *self, const GPtrArray *changes, WgBoundaryResult *result, GError **error)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_draft_grid_free);
  g_autoptr (GPtrArray) after = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_draft_grid_free);
  g_autoptr (GPtrArray) new = g_ptr_array_new ();
  WgGrid sibling = { 0 };

  if (!collect_rows (self, changes, before, after, new, error))
    return FALSE;
  if (new->len > 0 && !find_sibling (self, changes, ((WgDraftGrid *) g_ptr_array_index (new, 0))->shape, &sibling))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS, _ ("No grid lies beside the new one. Name the one that gets the land."));
      return FALSE;
    }
  if (!wg_draft_name_new (self->work, self->tree, self->draft, &sibling, self->edit->name, new, error))
    return FALSE;
  note_touched (result, before);
  note_touched (result, after);
  return wg_draft_table_add_step (self->work->connection, self->draft->id, wg_clock_get_now (self->work->clock),
                                  wg_boundary_verb_to_nick (self->edit->verb), before, after, error);
}

/* Whether a grid has one below it, in force or drawn, after what was just done. */
static gboolean
has_child (Editing *self, gint64 parent_id)
{
  for (guint i = 0; i < wg_grid_tree_get_n_grids (self->tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (self->tree, i);

      if (grid->parent_id == parent_id && (!wg_grid_tree_is_leaf (self->tree, i) || wg_coverage_get (self->coverage, grid->id) != NULL))
        return TRUE;
    }
  for (guint i = 0; i < self->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (self->draft->grids, i);

      if (row->parent_id == parent_id && wg_coverage_get (self->coverage, wg_draft_grid_get_coverage_id (row)) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* A grid above consists of those below it: with the last of them it would lie there with its old outline, on its neighbour. */
static gboolean
check_parents (Editing *self, const GPtrArray *changes, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const WgCoverageChange *change = g_ptr_array_index (changes, i);
      WgGrid gone = { 0 };
      guint parent;
      double lon, lat;

      if (change->after != NULL)
        continue;
      stand_beside (self, change->id, &gone);
      parent = wg_grid_tree_find_by_id (self->tree, gone.parent_id);
      if (parent == WG_GRID_NONE || has_child (self, gone.parent_id))
        continue;
      wg_shape_get_label_point (change->before, &lon, &lat);
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                   _ ("Grid %s is the last one of %s, which would have no land. Nothing was changed; split it first, or name it as the one "
                      "that remains."),
                   gone.code, wg_grid_tree_get_grid (self->tree, parent)->code);
      if (error != NULL)
        wg_error_set_place (*error, "parent_without_land", lon, lat);
      return FALSE;
    }
  return TRUE;
}

static void
measure (Editing *self, const GPtrArray *changes, WgBoundaryResult *result)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const WgCoverageChange *change = g_ptr_array_index (changes, i);

      result->area_change_m2 += (change->after != NULL ? wg_shape_get_area_m2 (change->after) : 0.0)
                                - (change->before != NULL ? wg_shape_get_area_m2 (change->before) : 0.0);
    }
}

static gboolean
changes_grid (const GPtrArray *changes, gint64 id)
{
  for (guint i = 0; i < changes->len; i++)
    {
      if (((const WgCoverageChange *) g_ptr_array_index (changes, i))->id == id)
        return TRUE;
    }
  return FALSE;
}

/* Not of a gap or an overlap: it may be given to a grid that has the outline already. */
static gboolean
check_named (Editing *self, const GPtrArray *changes, GError **error)
{
  WgBoundaryVerb verb = self->edit->verb;
  guint n = demands[verb].min_codes == 0 && verb != WG_BOUNDARY_FILL ? self->ids->len : 0;

  for (guint i = 0; i < n; i++)
    {
      if (changes_grid (changes, g_array_index (self->ids, gint64, i)))
        continue;
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                   _ ("Grid %s has no part in this. Nothing was changed; name a grid with the place on its border, or none."),
                   self->edit->codes[i]);
      return FALSE;
    }
  return TRUE;
}

static gboolean
edit_with (Editing *self, WgBoundaryResult *result, GError **error)
{
  WgRefusal refusal = { NULL, NAN, NAN };
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GArray) line = NULL;
  WgBoundaryEdit drawn; /* what was asked, along the line that it became */
  gint64 started_us;

  if (!take_codes (self, error)
      || !wg_draft_make_line (self->work, self->tree, self->edit,
                              self->ids->len > 0 ? wg_coverage_get (self->coverage, g_array_index (self->ids, gint64, 0)) : NULL, &line,
                              error))
    return FALSE;
  drawn = *self->edit;
  drawn.line = line;
  started_us = g_get_monotonic_time ();
  changes = wg_boundary_edit_run (self->coverage, &drawn, (const gint64 *) (const void *) self->ids->data,
                                  self->ids->len, &refusal);
  result->ms = (g_get_monotonic_time () - started_us) / 1000.0;
  if (changes != NULL)
    {
      measure (self, changes, result);
      return check_named (self, changes, error) && check_parents (self, changes, error) && keep_step (self, changes, result, error);
    }
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, "%s", wg_coverage_rule_to_text (refusal.rule));
  if (error != NULL)
    wg_error_set_place (*error, refusal.rule, refusal.lon, refusal.lat);
  return FALSE;
}

/* One step of an open draft. */
gboolean
wg_draft_edit (WgStoreWork *work, const WgBoundaryEdit *edit, WgDraft *draft, WgBoundaryResult *result, GError **error)
{
  g_autoptr (WgGridTree) tree = wg_store_work_get_grids (work, error);
  g_autoptr (WgCoverage) coverage = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Editing self = { work, edit, draft, tree, NULL, ids };

  if (tree == NULL)
    return FALSE;
  coverage = wg_draft_make_coverage (tree, draft);
  self.coverage = coverage;
  return edit_with (&self, result, error);
}
