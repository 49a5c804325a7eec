/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the statistics know places, counts and metres; the store knows cases with home grids and grids with parents. The way
 * from the one to the other, with what is left out on it, is walked once.
 */

#include "wg-case-field.h"

#include "wg-plane.h"

#define DRAWN_LINE_M 1.0

static guint
find_position (const guint *positions, const WgGridTree *tree, int depth, gint64 grid_id)
{
  guint index = grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (tree, grid_id) : WG_GRID_NONE;

  while (index != WG_GRID_NONE && wg_grid_tree_get_grid (tree, index)->depth > depth)
    index = wg_grid_tree_get_grid (tree, index)->parent;
  return index != WG_GRID_NONE ? positions[index] : WG_GRID_NONE;
}

/* The number of the grid itself, else the sum of what is below it. */
static double
sum_households (const WgGridTree *tree, guint index)
{
  const WgGrid *grid = wg_grid_tree_get_grid (tree, index);
  guint n_children;
  const guint *children;
  double sum = 0.0;

  if (grid->households >= 0)
    return (double) grid->households;
  children = wg_grid_tree_get_children (tree, index, &n_children);
  for (guint i = 0; i < n_children; i++)
    sum += sum_households (tree, children[i]);
  return sum;
}

static void
fill_grids (WgCaseField *self, WgPlane *plane)
{
  for (guint i = 0; i < self->n; i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (self->tree, self->grids[i]);

      wg_plane_project (plane, grid->label_lon, grid->label_lat, &self->x[i], &self->y[i]);
      self->households[i] = sum_households (self->tree, self->grids[i]);
      self->areas[i] = grid->area_m2;
    }
}

static void
fill_cases (WgCaseField *self, WgPlane *plane, const GPtrArray *records)
{
  guint n_grids = wg_grid_tree_get_n_grids (self->tree);
  g_autofree guint *positions = g_new (guint, MAX (n_grids, 1));

  for (guint i = 0; i < n_grids; i++)
    positions[i] = WG_GRID_NONE;
  for (guint i = 0; i < self->n; i++)
    positions[self->grids[i]] = i;
  for (guint i = 0; i < records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (records, i);
      guint position;

      if (record->state == WG_CASE_STATE_MERGED || record->state == WG_CASE_STATE_REJECTED)
        continue;
      if (isfinite (record->lon))
        {
          wg_plane_project (plane, record->lon, record->lat, &self->point_x[self->n_points], &self->point_y[self->n_points]);
          self->n_points += isfinite (self->point_x[self->n_points]) ? 1 : 0;
        }
      position = find_position (positions, self->tree, self->depth, record->grid_id);
      if (position == WG_GRID_NONE)
        {
          self->n_left_out++;
          continue;
        }
      self->cases[position] += 1.0;
      self->case_grids[self->n_cases] = position;
      self->case_times[self->n_cases++] = record->reported_ms;
    }
}

WgCaseField *
wg_case_field_new (WgGridTree *tree, int depth, const GPtrArray *records)
{
  WgCaseField *self = g_new0 (WgCaseField, 1);
  g_autoptr (GArray) grids = wg_grid_tree_list_at_depth (tree, depth, WG_GRID_NONE);
  g_autoptr (WgPlane) plane = wg_plane_new (wg_grid_tree_get_box (tree));
  gsize n = MAX (grids->len, 1), n_records = MAX (records->len, 1);

  self->tree = wg_grid_tree_ref (tree);
  self->depth = depth;
  self->n = grids->len;
  self->grids = g_memdup2 (grids->data, grids->len * sizeof (guint));
  self->x = g_new0 (double, n);
  self->y = g_new0 (double, n);
  self->cases = g_new0 (double, n);
  self->households = g_new0 (double, n);
  self->areas = g_new0 (double, n);
  self->case_grids = g_new0 (guint, n_records);
  self->case_times = g_new0 (gint64, n_records);
  self->point_x = g_new0 (double, n_records);
  self->point_y = g_new0 (double, n_records);
  fill_grids (self, plane);
  fill_cases (self, plane, records);
  return self;
}

void
wg_case_field_free (WgCaseField *self)
{
  wg_grid_tree_unref (self->tree);
  g_free (self->grids);
  g_free (self->x);
  g_free (self->y);
  g_free (self->cases);
  g_free (self->households);
  g_free (self->areas);
  g_free (self->case_grids);
  g_free (self->case_times);
  g_free (self->point_x);
  g_free (self->point_y);
  g_free (self);
}

void
wg_case_field_project (const WgCaseField *self, double lon, double lat, double *x, double *y)
{
  g_autoptr (WgPlane) plane = wg_plane_new (wg_grid_tree_get_box (self->tree));

  wg_plane_project (plane, lon, lat, x, y);
}

WgWeights *
wg_case_field_get_borders (const WgCaseField *self)
{
  g_autofree WgShape **shapes = g_new (WgShape *, MAX (self->n, 1));

  for (guint i = 0; i < self->n; i++)
    shapes[i] = wg_grid_tree_get_grid (self->tree, self->grids[i])->shape;
  return wg_weights_new_touching (shapes, self->n, DRAWN_LINE_M);
}

static void
add_edges (GArray *edges, WgPlane *plane, const WgShape *shape)
{
  for (guint ring = 0; ring < wg_shape_get_n_rings (shape); ring++)
    {
      guint n_points;
      const gint64 *points = wg_shape_get_ring (shape, ring, &n_points, NULL, NULL);
      WgPlaneEdge edge;

      wg_plane_project (plane, wg_shape_degrees_from_units (points[2 * n_points - 2]), wg_shape_degrees_from_units (points[2 * n_points - 1]),
                        &edge.x1, &edge.y1);
      for (guint i = 0; i < n_points; i++)
        {
          edge.x0 = edge.x1;
          edge.y0 = edge.y1;
          wg_plane_project (plane, wg_shape_degrees_from_units (points[2 * i]), wg_shape_degrees_from_units (points[2 * i + 1]), &edge.x1, &edge.y1);
          g_array_append_val (edges, edge);
        }
    }
}

WgKernelWindow *
wg_case_field_get_window (const WgCaseField *self, WgKernel kernel, double bandwidth_m)
{
  g_autoptr (WgPlane) plane = wg_plane_new (wg_grid_tree_get_box (self->tree));
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgPlaneEdge));

  for (guint i = 0; i < wg_grid_tree_get_n_grids (self->tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (self->tree, i);

      if (grid->parent == WG_GRID_NONE && grid->shape != NULL)
        add_edges (edges, plane, grid->shape);
    }
  return wg_kernel_window_new ((const WgPlaneEdge *) (gpointer) edges->data, edges->len, kernel, bandwidth_m);
}
