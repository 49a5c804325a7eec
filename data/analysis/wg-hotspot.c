/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the map paints, what its legend says and what a script is told must be one answer to one question; here the
 * question is asked of the statistics with the choices that a centre does not want to make.
 */

#include "wg-hotspot.h"

#include "wg-hotspot-choices.h"

#include <glib/gi18n-lib.h>

#define DAY_MS G_GINT64_CONSTANT (86400000)

static const struct
{
  const char *nick;
  const char *label;
} methods[WG_N_HOTSPOT_METHODS] = {
  [WG_HOTSPOT_DENSITY] = { "kde", NC_ ("hotspot", "Density of cases") },
  [WG_HOTSPOT_G_STAR] = { "gi", NC_ ("hotspot", "Hotspots of grids (Gi*)") },
  [WG_HOTSPOT_MORAN] = { "moran", NC_ ("hotspot", "Clusters and outliers (local Moran)") },
  [WG_HOTSPOT_SCAN] = { "scan", NC_ ("hotspot", "Begun lately (space-time scan)") },
};

const char *
wg_hotspot_method_to_nick (WgHotspotMethod method)
{
  return methods[MIN ((guint) method, WG_N_HOTSPOT_METHODS - 1)].nick;
}

gboolean
wg_hotspot_method_from_nick (const char *nick, WgHotspotMethod *method)
{
  for (guint i = 0; nick != NULL && i < WG_N_HOTSPOT_METHODS; i++)
    {
      if (g_str_equal (nick, methods[i].nick))
        {
          *method = (WgHotspotMethod) i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
wg_hotspot_method_get_label (WgHotspotMethod method)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "hotspot", methods[MIN ((guint) method, WG_N_HOTSPOT_METHODS - 1)].label);
}

/* Whoever allows for the edge knows nothing of cases beyond it. */
static void
drop_outside (WgHotspot *self, const WgKernelWindow *window)
{
  WgCaseField *field = self->field;

  for (gsize i = 0; i < field->n_points; i++)
    {
      if (!wg_kernel_window_contains (window, field->point_x[i], field->point_y[i]))
        continue;
      field->point_x[self->n_points] = field->point_x[i];
      field->point_y[self->n_points++] = field->point_y[i];
    }
}

static gboolean
look_for_density (WgHotspot *self, GCancellable *cancellable, GError **error)
{
  const WgHotspotRequest *request = &self->request;
  const WgCaseField *field = self->field;
  g_autoptr (WgKernelWindow) window = request->edge ? wg_case_field_get_window (field, request->kernel, request->bandwidth_m) : NULL;
  g_autoptr (WgKernelDensity) density = NULL;

  if (window != NULL)
    drop_outside (self, window);
  else
    self->n_points = field->n_points;
  density = wg_kernel_density_new (field->point_x, field->point_y, self->n_points, request->kernel, request->bandwidth_m);
  self->mesh = wg_density_mesh_new (field, density, window, request->bandwidth_m, cancellable, error);
  return self->mesh != NULL;
}

static gboolean
look_at_grids (WgHotspot *self, GCancellable *cancellable, GError **error)
{
  WgLocalOptions options = { self->request.method == WG_HOTSPOT_MORAN ? WG_LOCAL_MORAN : WG_LOCAL_G_STAR, 0, self->request.seed,
                             WG_HOTSPOT_FALSE_DISCOVERIES, WG_HOTSPOT_MIN_COUNT };
  g_autoptr (WgWeights) weights = wg_case_field_get_borders (self->field);

  self->rows = wg_local_statistic (weights, self->field->cases, &options, cancellable, error);
  return self->rows != NULL;
}

static gboolean
scan (WgHotspot *self, GCancellable *cancellable, GError **error)
{
  const WgCaseField *field = self->field;
  const WgHotspotRequest *request = &self->request;
  guint n_days = (guint) CLAMP ((request->to_ms - request->from_ms + DAY_MS - 1) / DAY_MS, 1, 3660);
  WgScanOptions options = { n_days, WG_HOTSPOT_SCAN_DAYS, G_MAXDOUBLE, WG_HOTSPOT_SCAN_PLACES, request->n_draws, request->seed, WG_HOTSPOT_SCAN_CLUSTERS };
  g_autofree guint *days = g_new0 (guint, MAX (field->n_cases, 1));

  for (gsize i = 0; i < field->n_cases; i++)
    days[i] = n_days - 1 - (guint) MIN ((request->to_ms - 1 - field->case_times[i]) / DAY_MS, n_days - 1);
  self->clusters = wg_cluster_scan (field->x, field->y, field->n, field->case_grids, days, field->n_cases, &options, cancellable, error);
  return self->clusters != NULL;
}

static gboolean
look (WgHotspot *self, GCancellable *cancellable, GError **error)
{
  switch (self->request.method)
    {
    case WG_HOTSPOT_DENSITY:
      return look_for_density (self, cancellable, error);
    case WG_HOTSPOT_SCAN:
      return scan (self, cancellable, error);
    case WG_HOTSPOT_G_STAR:
    case WG_HOTSPOT_MORAN:
    default:
      return look_at_grids (self, cancellable, error);
    }
}

WgHotspot *
wg_hotspot_new (const WgHotspotRequest *request, WgGridTree *tree, const GPtrArray *records, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgHotspot) self = g_new0 (WgHotspot, 1);
  guint n_levels = wg_grid_tree_get_n_levels (tree);

  g_atomic_ref_count_init (&self->refs);
  self->request = *request;
  if (request->depth <= 0 && n_levels > 0)
    self->request.depth = wg_grid_tree_get_level (tree, n_levels - 1)->depth;
  self->field = wg_case_field_new (tree, self->request.depth, records);
  return look (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

WgHotspot *
wg_hotspot_ref (WgHotspot *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wg_hotspot_unref (WgHotspot *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->field, wg_case_field_free);
  g_clear_pointer (&self->mesh, wg_density_mesh_free);
  g_clear_pointer (&self->clusters, g_ptr_array_unref);
  g_free (self->rows);
  g_free (self);
}

guint
wg_hotspot_get_n_cases (const WgHotspot *self)
{
  return (guint) (self->request.method == WG_HOTSPOT_DENSITY ? self->n_points : self->field->n_cases);
}

const WgGrid *
wg_hotspot_get_grid (const WgHotspot *self, guint place)
{
  return wg_grid_tree_get_grid (self->field->tree, self->field->grids[place]);
}

gboolean
wg_hotspot_cluster_is_watched (const WgScanCluster *cluster)
{
  return cluster->p > WG_HOTSPOT_FALSE_DISCOVERIES;
}
