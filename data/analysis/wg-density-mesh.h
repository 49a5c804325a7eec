/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-field.h"
#include "wg-kernel-density.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgDensityMesh:
 * @n_columns: nodes from west to east
 * @n_rows: nodes from north to south
 * @left: of the first node, in Web Mercator units (wg-mercator.h)
 * @top: of the first node, likewise
 * @step: units from one node to the next
 * @values: (array length=n_columns×n_rows): cases per square kilometre, row by row from the north
 * @peak: the largest there is, at a node or between them; 0 without cases
 * @peak_lon: where it is, degrees; NAN without cases
 * @peak_lat: degrees
 *
 * A density at the nodes of a mesh that lies straight on the map, so that a painter only has to look up.
 */
typedef struct
{
  guint n_columns;
  guint n_rows;
  double left;
  double top;
  double step;
  double *values;
  double peak;
  double peak_lon;
  double peak_lat;
} WgDensityMesh;

/**
 * wg_density_mesh_new:
 * @density: of the points of @field
 * @window: (nullable): the ground of the district, to allow for its edge
 * @bandwidth_m: of @density; nodes are an eighth of it apart, further where there would be more than a million
 * @cancellable: (nullable): looked at row by row
 *
 * The mesh covers the grids of @field and @bandwidth_m around them. Every value is wg_kernel_density_get() at its
 * node, with @window divided by wg_kernel_window_get_share(), and 0 outside of the district.
 *
 * Returns: (transfer full) (nullable): the mesh, or %NULL when cancelled
 */
WgDensityMesh *wg_density_mesh_new (const WgCaseField *field,
                                    const WgKernelDensity *density,
                                    const WgKernelWindow *window,
                                    double bandwidth_m,
                                    GCancellable *cancellable,
                                    GError **error);
void wg_density_mesh_free (WgDensityMesh *mesh);

/**
 * wg_density_mesh_get:
 * @x: Web Mercator units
 * @y: Web Mercator units
 *
 * Returns: cases per square kilometre between the nodes around a place (bilinear); 0 outside of the mesh
 */
double wg_density_mesh_get (const WgDensityMesh *mesh, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDensityMesh, wg_density_mesh_free)

G_END_DECLS
