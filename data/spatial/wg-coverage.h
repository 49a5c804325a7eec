/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * WG_COVERAGE_SNAP_M:
 *
 * How far the end of a drawn line may stay away from the border it was meant for, and how near a place must be to the
 * corner or border that is meant by it.
 */
#define WG_COVERAGE_SNAP_M 0.5

/**
 * WG_COVERAGE_SMALLEST_M2:
 *
 * No edit leaves a grid, or cuts off a piece, smaller than this.
 */
#define WG_COVERAGE_SMALLEST_M2 1.0

/**
 * WG_COVERAGE_STEP:
 *
 * Drawn corners are rounded to 1e-8 degree (1.1 mm), in %WG_SHAPE_UNIT. What lies nearer than that to a corner or a
 * border is on it. Places where a drawn line meets a border keep every digit: the border must not be bent.
 */
#define WG_COVERAGE_STEP G_GINT64_CONSTANT (10000)

/**
 * WgCoverage:
 *
 * Grids beside each other that share their borders: the same corners, as integers, on both sides. Every edit acts on all
 * grids that share what is edited, and either keeps the sum of all outlines (no gap, no overlap, whatever the coverage
 * had of them before) and the validity of each grid, or is refused and changes nothing. The edits that are meant to
 * change the sum are wg_coverage_fill() and wg_coverage_set().
 *
 * The proof needs no look at pairs of grids. Every outline is a sum of directed sides with the grid on their left. When
 * the sum over the grids of an edit stays the same, so does the number of grids over every point, counted with sign;
 * when each grid is valid, no count is hidden behind a negative one.
 *
 * Not thread-safe; lengths and areas are taken on the ellipsoid near the place in question.
 */
typedef struct _WgCoverage WgCoverage;

/**
 * WgCoverageChange:
 * @id: the grid; negative for one that the edit made
 * @before: (nullable): its outline before, %NULL when there was none
 * @after: (nullable): its outline after, %NULL when it is gone
 */
typedef struct
{
  gint64 id;
  WgShape *before;
  WgShape *after;
} WgCoverageChange;

void wg_coverage_change_free (WgCoverageChange *change);

/**
 * WgRefusal:
 * @rule: the name of the rule, e.g. `borders_would_cross`
 * @lon: where, degrees
 * @lat: where, degrees
 *
 * Why an edit was refused. wg_coverage_rule_to_text() has a sentence for every name.
 */
typedef struct
{
  const char *rule;
  double lon;
  double lat;
} WgRefusal;

/**
 * wg_coverage_rule_to_text:
 *
 * Returns: (transfer none): a translated sentence: what would happen, and what to do instead
 */
const char *wg_coverage_rule_to_text (const char *rule);

WgCoverage *wg_coverage_new (void);

/**
 * wg_coverage_new_flat:
 * @metres_per_degree: the scale
 *
 * A coverage on a plane: "degrees" are a length in both directions. For drawings without a place on earth.
 */
WgCoverage *wg_coverage_new_flat (double metres_per_degree);
void wg_coverage_free (WgCoverage *coverage);

/**
 * wg_coverage_set:
 * @id: a grid, not 0
 * @shape: (nullable): its outline; %NULL takes it out
 *
 * Puts a grid in, replaces it or takes it out, without any check: to fill the coverage, and to go back to what a change
 * said was there before.
 */
void wg_coverage_set (WgCoverage *coverage, gint64 id, WgShape *shape);

/**
 * wg_coverage_get:
 *
 * Returns: (transfer none) (nullable): the outline of a grid
 */
WgShape *wg_coverage_get (const WgCoverage *coverage, gint64 id);

/**
 * wg_coverage_list:
 *
 * Returns: (transfer full) (element-type gint64): the ids of all grids, in the order in which they came
 */
GArray *wg_coverage_list (const WgCoverage *coverage);

/**
 * wg_coverage_undo:
 * @changes: (element-type WgCoverageChange): what an edit returned
 *
 * Puts back the very outlines that were there.
 */
void wg_coverage_undo (WgCoverage *coverage, const GPtrArray *changes);

/**
 * wg_coverage_get_area_m2:
 *
 * Returns: the area of an outline on the plane through its middle, in square metres (to 1e-4 of it within 100 km)
 */
double wg_coverage_get_area_m2 (const WgCoverage *coverage, const WgShape *shape);

/**
 * wg_coverage_find_corner:
 * @lon: (inout): degrees
 * @lat: (inout): degrees
 * @within_m: how near it must be
 *
 * Returns: whether there is a corner of any grid; the nearest one's place
 */
gboolean wg_coverage_find_corner (const WgCoverage *coverage, double *lon, double *lat, double within_m);

/* The edits. All return (transfer full) (element-type WgCoverageChange) what has changed, or %NULL with the refusal
 * filled in. Lines are pairs of degrees.
 */

/**
 * wg_coverage_split:
 * @id: the grid to cut; no other is
 * @line: (array): pairs of degrees; where it leaves the grid it is ignored
 * @n_points: number of pairs
 *
 * Every connected piece becomes a grid with a new, negative id; the old one is gone. Untouched parts of a grid of several
 * parts stay with the largest piece. Refused: `split_undershoot`, `split_no_effect`, `split_line_crosses_itself`,
 * `split_sliver`, `borders_would_cross`.
 */
GPtrArray *
wg_coverage_split (WgCoverage *coverage, gint64 id, const double *line, guint n_points, WgRefusal *refusal);

/**
 * wg_coverage_merge:
 * @ids: (array length=n_ids): grids; the first lives on, the others are gone
 *
 * Refused: `merge_not_contiguous` (a common corner is not enough), `borders_would_cross`.
 */
GPtrArray *wg_coverage_merge (WgCoverage *coverage, const gint64 *ids, guint n_ids, WgRefusal *refusal);

/**
 * wg_coverage_move_vertex:
 * @from: the corner, within %WG_COVERAGE_SNAP_M
 * @to: where it goes
 *
 * Moves the corner of all grids that have it. Refused: `no_vertex_here`, `outer_border_moved`, `borders_would_cross`,
 * `split_sliver`.
 */
GPtrArray *
wg_coverage_move_vertex (WgCoverage *coverage, const double from[2], const double to[2], WgRefusal *refusal);

/**
 * wg_coverage_insert_vertex:
 * @at: a place on a border, within %WG_COVERAGE_SNAP_M
 * @to: (nullable): where the new corner goes
 *
 * Refused: `no_border_here`, `vertex_exists`, and as wg_coverage_move_vertex().
 */
GPtrArray *
wg_coverage_insert_vertex (WgCoverage *coverage, const double at[2], const double *to, WgRefusal *refusal);

/**
 * wg_coverage_delete_vertex:
 * @at: the corner, within %WG_COVERAGE_SNAP_M
 *
 * Refused: `no_vertex_here`, `vertex_is_junction`, `ring_too_small`, `outer_border_moved`, `borders_would_cross`,
 * `split_sliver`.
 */
GPtrArray *wg_coverage_delete_vertex (WgCoverage *coverage, const double at[2], WgRefusal *refusal);

/**
 * wg_coverage_reshape:
 * @line: from one place on the border of @a and @b to another, ends within %WG_COVERAGE_SNAP_M of it
 *
 * The common border between the ends is replaced by the line. Refused: `not_neighbours`, `reshape_ends_off_border`,
 * `reshape_ends_apart`, `reshape_outside_pair`, `reshape_line_crosses_itself`, `borders_would_cross`, `split_sliver`.
 */
GPtrArray *wg_coverage_reshape (WgCoverage *coverage, gint64 a, gint64 b, const double *line, guint n_points,
                                WgRefusal *refusal);

/**
 * wg_coverage_hand_over:
 * @id: the grid that gives
 * @to: the neighbour that takes
 * @line: (nullable): a line that cuts the piece off, or %NULL to hand over a whole part of a grid of several parts
 * @at: (nullable): a place in the piece; %NULL for the smallest piece that has a border with @to
 *
 * Refused: as wg_coverage_split() and wg_coverage_merge(), and `handover_no_piece`.
 */
GPtrArray *wg_coverage_hand_over (WgCoverage *coverage, gint64 id, gint64 to, const double *line, guint n_points,
                                  const double *at, WgRefusal *refusal);

/**
 * wg_coverage_draw:
 * @ring: the outline of a new grid; closed when its last pair is not the first
 *
 * The new grid takes its land from all grids that it covers in part. Refused: `draw_outside` (part of it is in no grid),
 * `draw_swallows_grid` (nothing would be left of one), and as wg_coverage_split().
 */
GPtrArray *wg_coverage_draw (WgCoverage *coverage, const double *ring, guint n_points, WgRefusal *refusal);

/**
 * wg_coverage_fill:
 * @id: the grid that gets the land; 0 for a new one in a gap
 * @at: a place in a gap that is enclosed by grids, or in land that several grids have
 *
 * Puts right what does not fit: a gap goes to @id, and so does an overlap, which the others lose along the border of @id.
 * Refused: `gap_not_found`, `merge_not_contiguous`, `borders_would_cross`, `overlap_needs_grid` (@id is none of those that
 * have the land), `draw_swallows_grid` (nothing would be left of another one), `split_sliver`.
 */
GPtrArray *wg_coverage_fill (WgCoverage *coverage, gint64 id, const double at[2], WgRefusal *refusal);

/**
 * wg_coverage_dissolve:
 * @ids: (array length=n_ids): grids
 *
 * Returns: (transfer full) (nullable): their union along common sides; %NULL when their outlines do not fit
 */
WgShape *wg_coverage_dissolve (const WgCoverage *coverage, const gint64 *ids, guint n_ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCoverage, wg_coverage_free)

G_END_DECLS
