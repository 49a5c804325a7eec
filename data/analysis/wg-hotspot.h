/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-cluster-scan.h"
#include "wg-density-mesh.h"
#include "wg-local-statistic.h"

G_BEGIN_DECLS

/**
 * WgHotspotMethod:
 * @WG_HOTSPOT_DENSITY: how thick cases lie
 * @WG_HOTSPOT_G_STAR: Gi* on the grids of a level, who shares a border being neighbours
 * @WG_HOTSPOT_MORAN: local Moran on the same
 * @WG_HOTSPOT_SCAN: what has begun lately, where, and since when
 */
typedef enum
{
  WG_HOTSPOT_DENSITY,
  WG_HOTSPOT_G_STAR,
  WG_HOTSPOT_MORAN,
  WG_HOTSPOT_SCAN,
} WgHotspotMethod;
#define WG_N_HOTSPOT_METHODS 4

/**
 * wg_hotspot_method_to_nick:
 *
 * Returns: (transfer none): `kde`, `gi`, `moran` or `scan`
 */
const char *wg_hotspot_method_to_nick (WgHotspotMethod method);
gboolean wg_hotspot_method_from_nick (const char *nick, WgHotspotMethod *method);
const char *wg_hotspot_method_get_label (WgHotspotMethod method);

/**
 * WgHotspotRequest:
 * @method: how it is looked for
 * @depth: the level of the grids; 0 is the deepest
 * @from_ms: reported at or after, milliseconds UTC
 * @to_ms: reported before
 * @as_of_ms: what happened then or later is not known
 * @kernel: of a density
 * @bandwidth_m: of a density, metres
 * @edge: of a density: the edge of the district is allowed for, and cases beyond it are left out
 * @n_draws: of a scan, how often chance is tried out
 * @seed: of the draws
 *
 * What is asked. A value without pointers.
 */
typedef struct
{
  WgHotspotMethod method;
  int depth;
  gint64 from_ms;
  gint64 to_ms;
  gint64 as_of_ms;
  WgKernel kernel;
  double bandwidth_m;
  gboolean edge;
  guint n_draws;
  guint32 seed;
} WgHotspotRequest;

/**
 * WgHotspot:
 * @request: what was asked, with the level that was looked at
 * @field: the cases and grids that were looked at
 * @n_points: of the points of @field, how many a density was made from
 * @mesh: (nullable): of a density
 * @rows: (nullable) (array): of Gi* and Moran, a row for each grid of @field
 * @clusters: (nullable) (element-type WgScanCluster): of a scan
 *
 * Where cases cluster, and whether that is chance. Immutable, reference-counted, safe to share between threads.
 */
typedef struct
{
  gatomicrefcount refs;
  WgHotspotRequest request;
  WgCaseField *field;
  gsize n_points;
  WgDensityMesh *mesh;
  WgLocalRow *rows;
  GPtrArray *clusters;
} WgHotspot;

/**
 * wg_hotspot_new:
 * @tree: the grids
 * @records: (element-type WgCaseRecord): the cases that were reported in the period
 *
 * Takes its time: for a thread of its own.
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL when cancelled
 */
WgHotspot *wg_hotspot_new (
    const WgHotspotRequest *request, WgGridTree *tree, const GPtrArray *records, GCancellable *cancellable, GError **error);
WgHotspot *wg_hotspot_ref (WgHotspot *hotspot);
void wg_hotspot_unref (WgHotspot *hotspot);

/**
 * wg_hotspot_get_n_cases:
 *
 * Returns: how many cases it rests on: of a density those with a place, else those in a grid of the level
 */
guint wg_hotspot_get_n_cases (const WgHotspot *hotspot);

/**
 * wg_hotspot_get_grid:
 * @place: a position in `field`
 *
 * Returns: (transfer none): the grid
 */
const WgGrid *wg_hotspot_get_grid (const WgHotspot *hotspot, guint place);

/**
 * wg_hotspot_cluster_is_watched:
 *
 * Returns: whether chance makes a cluster as strong too often: it is to be watched, no more
 */
gboolean wg_hotspot_cluster_is_watched (const WgScanCluster *cluster);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgHotspot, wg_hotspot_unref)

G_END_DECLS
