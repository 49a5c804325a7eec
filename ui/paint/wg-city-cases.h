/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "wg-words.h"

G_BEGIN_DECLS

/**
 * WgCaseFlags:
 * @WG_CASE_FLAG_EMERGENCY: the route is emergency: an inverse octagon without ring.
 * @WG_CASE_FLAG_UNACKNOWLEDGED: and nobody has acknowledged it: two outlines more.
 * @WG_CASE_FLAG_SUSPENDED: suspended: two bars in a dashed ring.
 * @WG_CASE_FLAG_OVERDUE: open and past its due time: closed red ring and a "!" badge.
 * @WG_CASE_FLAG_OUTSIDE: in no grid: a dotted outline of the disc.
 * @WG_CASE_FLAG_SUPERVISED: a small flag.
 */
typedef enum
{
  WG_CASE_FLAG_NONE = 0,
  WG_CASE_FLAG_EMERGENCY = 1 << 0,
  WG_CASE_FLAG_UNACKNOWLEDGED = 1 << 1,
  WG_CASE_FLAG_SUSPENDED = 1 << 2,
  WG_CASE_FLAG_OVERDUE = 1 << 3,
  WG_CASE_FLAG_OUTSIDE = 1 << 4,
  WG_CASE_FLAG_SUPERVISED = 1 << 5,
} WgCaseFlags;

/**
 * WgCasePoint:
 * @id: the id of the case in the store, above 0
 * @lon: degrees
 * @lat: degrees
 * @state: where it stands
 * @ring: the used share of its limit in eighths, 0 .. 8 (6 and 7 warn); without a limit 0
 * @flags: the rest
 * @building_id: the id of the building it is in, or 0
 */
typedef struct
{
  gint64 id;
  double lon;
  double lat;
  WgCaseState state;
  guint8 ring;
  WgCaseFlags flags;
  gint64 building_id;
} WgCasePoint;

/**
 * WgCaseCluster:
 * @x: world coordinate (wg-world.h) of the worst case in it
 * @y: world coordinate of the worst case in it
 * @worst: the index of its worst case
 * @count: how many cases it holds, 1 for a lone one
 * @n_overdue: the overdue ones among them
 * @first: where its members begin in wg_case_clusters_get_members()
 *
 * Worse is: emergency, overdue, more of the limit used, not suspended, lower id.
 */
typedef struct
{
  double x;
  double y;
  guint worst;
  guint count;
  guint n_overdue;
  guint first;
} WgCaseCluster;

/**
 * WgCityCases:
 *
 * The cases on the map: immutable, reference-counted, made whole at each change. Cases without a place are left out by
 * the caller. Safe to share between threads.
 */
typedef struct _WgCityCases WgCityCases;

#define WG_TYPE_CITY_CASES (wg_city_cases_get_type ())
GType wg_city_cases_get_type (void) G_GNUC_CONST;

WgCityCases *wg_city_cases_new (const WgCasePoint *points, guint n_points);
WgCityCases *wg_city_cases_ref (WgCityCases *cases);
void wg_city_cases_unref (WgCityCases *cases);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCityCases, wg_city_cases_unref)

guint64 wg_city_cases_get_generation (const WgCityCases *cases);
guint wg_city_cases_get_n_points (const WgCityCases *cases);

/**
 * wg_city_cases_get_point:
 *
 * Returns: (transfer none): the case of index @index; indexes are in the order of wg_city_cases_new().
 */
const WgCasePoint *wg_city_cases_get_point (const WgCityCases *cases, guint index);

/**
 * wg_city_cases_find:
 *
 * Returns: the index of the case with @id, or %G_MAXUINT.
 */
guint wg_city_cases_find (const WgCityCases *cases, gint64 id);

/**
 * wg_city_cases_count_in_building:
 *
 * Returns: how many cases of the backlog, suspended ones not counted, are in the building @id.
 */
guint wg_city_cases_count_in_building (const WgCityCases *cases, gint64 id);

/**
 * WgCaseClusters:
 *
 * The cases of one #WgCityCases as they stand at one integer zoom.
 */
typedef struct _WgCaseClusters WgCaseClusters;

/**
 * wg_city_cases_get_clusters:
 * @zoom: 0 .. %WG_MAX_ZOOM, see wg_case_clusters_get_zoom()
 *
 * Made at the first question and kept; ask from a worker. Emergencies always stand alone. Cases that share one place
 * stay one cluster at every zoom. Cases outside of all grids only join each other.
 *
 * Returns: (transfer none): the clusters, valid as long as @cases.
 */
const WgCaseClusters *wg_city_cases_get_clusters (WgCityCases *cases, guint zoom);

/**
 * wg_case_clusters_get_zoom:
 * @zoom: the zoom of a view, may be fractional
 * @text_scale: how large sprites and texts are there, 1.0 at the desk
 *
 * Returns: the zoom whose clusters suit the view: twice as large sprites need twice as much room.
 */
guint wg_case_clusters_get_zoom (double zoom, double text_scale);

/**
 * wg_case_clusters_are_crowded:
 *
 * Returns: whether three of four cases are inside of clusters, so that the numbers of the grids come first.
 */
gboolean wg_case_clusters_are_crowded (const WgCaseClusters *clusters);

/**
 * wg_case_clusters_shows:
 *
 * Returns: whether @cluster is drawn. In a crowd only emergencies are, what lies outside of all grids, and, while there
 * are few of them, overdue cases, as a small mark each that says where; the grids say how many.
 */
gboolean wg_case_clusters_shows (const WgCaseClusters *clusters, const WgCaseCluster *cluster);

guint wg_case_clusters_get_n (const WgCaseClusters *clusters);
const WgCaseCluster *wg_case_clusters_get (const WgCaseClusters *clusters, guint index);

/**
 * wg_case_clusters_get_members:
 *
 * Returns: (transfer none): the indexes of the cases of @cluster, @cluster->count of them, worst first.
 */
const guint *wg_case_clusters_get_members (const WgCaseClusters *clusters, const WgCaseCluster *cluster);

/**
 * wg_case_clusters_query:
 * @min_x: world coordinates of a box, as are the next three
 * @found: (element-type guint): where the indexes of the clusters in the box are appended, worst last, so that painting
 *   them in order leaves the worst on top
 */
void wg_case_clusters_query (const WgCaseClusters *clusters,
                             double min_x,
                             double min_y,
                             double max_x,
                             double max_y,
                             GArray *found);

G_END_DECLS
