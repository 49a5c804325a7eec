/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a density is a sum over all cases at every place; a map wants it for two million pixels, again and again. So it is
 * summed once at the nodes of a mesh that is finer than the kernel is wide, and looked up from then on.
 */

#include "wg-density-mesh.h"

#include "wg-mercator.h"
#include "wg-plane.h"

#define NODES_A_BANDWIDTH 8.0
#define MOST_NODES 1000000.0
#define MOST_WINDOW_NODES 100000.0 /* for each of which all edges of the district are looked at */
#define N_ROUNDS 6
#define M2_PER_KM2 1e6

static double
get_units_per_metre (double lat)
{
  return WG_MERCATOR_ONE / (2.0 * G_PI * WG_MERCATOR_RADIUS_M * MAX (cos (lat * G_PI / 180.0), 0.01));
}

/* Lays the mesh over a box and a margin around it. */
static void
lay (WgDensityMesh *self, const WgBox *box, double bandwidth_m, double most)
{
  double units = get_units_per_metre ((box->min_lat + box->max_lat) / 2.0), margin = bandwidth_m * units;
  double left = wg_mercator_x_from_lon (box->min_lon) * WG_MERCATOR_ONE - margin;
  double right = wg_mercator_x_from_lon (box->max_lon) * WG_MERCATOR_ONE + margin;
  double top = wg_mercator_y_from_lat (box->max_lat) * WG_MERCATOR_ONE - margin;
  double bottom = wg_mercator_y_from_lat (box->min_lat) * WG_MERCATOR_ONE + margin;

  self->step = MAX (margin / NODES_A_BANDWIDTH, sqrt ((right - left) * (bottom - top) / most));
  self->left = left;
  self->top = top;
  self->n_columns = (guint) ceil ((right - left) / self->step) + 1;
  self->n_rows = (guint) ceil ((bottom - top) / self->step) + 1;
}

static double
get_value (const WgKernelDensity *density, const WgKernelWindow *window, double x, double y)
{
  double share = 1.0;

  if (!isfinite (x) || !isfinite (y))
    return 0.0;
  if (window != NULL)
    share = wg_kernel_window_contains (window, x, y) ? wg_kernel_window_get_share (window, x, y) : 0.0;
  return share > 0.0 ? wg_kernel_density_get (density, x, y) * M2_PER_KM2 / share : 0.0;
}

static void
fill_row (WgDensityMesh *self, WgPlane *plane, const WgKernelDensity *density, const WgKernelWindow *window, guint row)
{
  double lat = wg_mercator_lat_from_y ((self->top + row * self->step) / WG_MERCATOR_ONE);

  for (guint column = 0; column < self->n_columns; column++)
    {
      double lon = wg_mercator_lon_from_x ((self->left + column * self->step) / WG_MERCATOR_ONE), x, y, value;

      wg_plane_project (plane, lon, lat, &x, &y);
      value = get_value (density, window, x, y);
      self->values[(gsize) row * self->n_columns + column] = value;
      if (value <= self->peak)
        continue;
      self->peak = value;
      self->peak_lon = lon;
      self->peak_lat = lat;
    }
}

/* Between the nodes it may be a little thicker still. */
static void
climb (WgDensityMesh *self, WgPlane *plane, const WgKernelDensity *density, const WgKernelWindow *window)
{
  double lon = self->peak_lon, lat = self->peak_lat, step = 360.0 * self->step / WG_MERCATOR_ONE / 2.0;

  for (guint round = 0; round < N_ROUNDS && self->peak > 0.0; round++, step /= 2.0)
    {
      for (int i = 0; i < 9; i++)
        {
          double there_lon = lon + (i % 3 - 1) * step, there_lat = lat + (i / 3 - 1) * step, x, y, value;

          wg_plane_project (plane, there_lon, there_lat, &x, &y);
          value = get_value (density, window, x, y);
          if (value <= self->peak)
            continue;
          self->peak = value;
          self->peak_lon = there_lon;
          self->peak_lat = there_lat;
        }
      lon = self->peak_lon;
      lat = self->peak_lat;
    }
}

WgDensityMesh *
wg_density_mesh_new (const WgCaseField *field,
                     const WgKernelDensity *density,
                     const WgKernelWindow *window,
                     double bandwidth_m,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (WgDensityMesh) self = g_new0 (WgDensityMesh, 1);
  const WgBox *box = wg_grid_tree_get_box (field->tree);
  g_autoptr (WgPlane) plane = wg_plane_new (box);

  g_return_val_if_fail (bandwidth_m > 0.0, NULL);
  self->peak_lon = self->peak_lat = NAN;
  if (wg_box_is_empty (box))
    return g_steal_pointer (&self);
  lay (self, box, bandwidth_m, window != NULL ? MOST_WINDOW_NODES : MOST_NODES);
  self->values = g_new0 (double, (gsize) self->n_columns * self->n_rows);
  for (guint row = 0; row < self->n_rows && field->n_points > 0; row++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      fill_row (self, plane, density, window, row);
    }
  climb (self, plane, density, window);
  return g_steal_pointer (&self);
}

void
wg_density_mesh_free (WgDensityMesh *self)
{
  g_free (self->values);
  g_free (self);
}

double
wg_density_mesh_get (const WgDensityMesh *self, double x, double y)
{
  double u = (x - self->left) / self->step, v = (y - self->top) / self->step, above, below;
  const double *node;
  gsize column, row;

  if (self->n_columns < 2 || self->n_rows < 2 || !(u >= 0.0 && v >= 0.0 && u < self->n_columns - 1.0 && v < self->n_rows - 1.0))
    return 0.0;
  column = (gsize) u;
  row = (gsize) v;
  u -= (double) column;
  v -= (double) row;
  node = self->values + row * self->n_columns + column;
  above = node[0] + (node[1] - node[0]) * u;
  below = node[self->n_columns] + (node[self->n_columns + 1] - node[self->n_columns]) * u;
  return above + (below - above) * v;
}
