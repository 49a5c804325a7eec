/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgScanCluster:
 * @center: the place in the middle
 * @places: (array length=n_places): the places of the cluster, the middle one first
 * @n_places: their number
 * @n_days: it lasts until the end of the period, and began so many days before
 * @observed: cases in it
 * @expected: what its places and its days would have without a cluster
 * @ratio: how much likelier a cluster there makes what is seen: the logarithm of the ratio
 * @p: how often chance gives a cluster at least as strong anywhere in the district
 *
 * Where more happens lately than its places and its days explain: what, where, since when.
 */
typedef struct
{
  guint center;
  guint *places;
  guint n_places;
  guint n_days;
  double observed;
  double expected;
  double ratio;
  double p;
} WgScanCluster;

void wg_scan_cluster_free (WgScanCluster *cluster);

/**
 * WgScanOptions:
 * @n_days: the length of the period in days
 * @max_days: the longest cluster, at most half the period
 * @max_radius_m: how far a cluster reaches from its middle, metres
 * @max_places: how many places one may have
 * @n_draws: how often the days are dealt out anew (999 is usual)
 * @seed: the same seed, the same draws
 * @max_clusters: how many are told; none shares a place with a stronger one
 */
typedef struct
{
  guint n_days;
  guint max_days;
  double max_radius_m;
  guint max_places;
  guint n_draws;
  guint32 seed;
  guint max_clusters;
} WgScanOptions;

/**
 * wg_cluster_scan:
 * @x: (array length=n_places): metres eastwards
 * @y: (array length=n_places): metres northwards
 * @n_places: the number of places
 * @places: (array length=n_cases): where every case is, below @n_places
 * @days: (array length=n_cases): on which day, 0 is the first
 * @cancellable: (nullable): looked at before every draw
 *
 * The prospective space-time permutation scan (Kulldorff, Heffernan, Hartman, Assunção and Mostashari 2005). It needs no
 * population: places that always have much and days on which everybody has much are no clusters.
 *
 * Returns: (transfer full) (element-type WgScanCluster) (nullable): the strongest ones, strongest first
 */
GPtrArray *wg_cluster_scan (const double *x,
                            const double *y,
                            guint n_places,
                            const guint *places,
                            const guint *days,
                            gsize n_cases,
                            const WgScanOptions *options,
                            GCancellable *cancellable,
                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgScanCluster, wg_scan_cluster_free)

G_END_DECLS
