/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-exact.h"
#include "wg-coverage.h"

G_BEGIN_DECLS

/* Two corners of an outline that are nearer than this are found to be in one place. */
#define WG_COVERAGE_NEAR_M 0.01

/* A directed side of a grid, which lies on the left of it. */
typedef struct
{
  WgCorner from;
  WgCorner to;
} WgSide;

/* A closed simple ring; positive twice_area: counter-clockwise. */
typedef struct
{
  WgCorner *corners;
  guint n_corners;
  __int128 twice_area;
} WgRing;

void wg_ring_free (WgRing *ring);
WgPlace wg_ring_locate (const WgRing *ring, WgCorner doubled);

/* A connected piece: an outer ring, then its holes. */
typedef struct
{
  GPtrArray *rings;
  __int128 twice_area;
} WgPiece;

void wg_piece_free (WgPiece *piece);
gboolean wg_piece_has_side (const WgPiece *piece, const WgSide *side);

/* wg-coverage-sides.c: bags of sides (GArray of WgSide) */
GArray *wg_sides_new (void);
void wg_sides_add_shape (GArray *sides, const WgShape *shape);
void wg_sides_add_piece (GArray *sides, const WgPiece *piece);
void wg_sides_cancel (GArray *sides);
int wg_sides_find (const GArray *sides, WgCorner from, WgCorner to);
void wg_sides_replace (GArray *sides, guint index, const GArray *way, gboolean backwards);
WgPlace wg_sides_locate (const GArray *sides, WgCorner doubled);
gboolean wg_sides_find_clash (const GArray *sides, const GArray *known, gboolean strict, WgCorner *where);
int wg_side_compare (gconstpointer a, gconstpointer b);
WgSide wg_side_forward (const WgSide *side);
int wg_side_compare_twins (const WgSide *a, const WgSide *b);

/* wg-coverage-check.c: whether a border that comes from @before and goes on to @after turns back at @at, at less than an angle with
 * this cosine; @x, @y: metres a unit. Where borders are made, more is taken for a spike than where they are judged.
 */
#define WG_SPIKE_COSINE 0.99985 /* within one degree */
#define WG_NEAR_SPIKE_COSINE 0.9986 /* within three */
gboolean wg_corner_turns_back (WgCorner before, WgCorner at, WgCorner after, double x, double y, double cosine);

/* wg-coverage-rings.c */
GPtrArray *wg_sides_walk (const GArray *sides, gboolean drop_bridges, gboolean *dropped);
GPtrArray *wg_rings_to_pieces (GPtrArray *rings, WgCorner *where);
WgShape *wg_pieces_to_shape (const GPtrArray *pieces);

typedef struct
{
  gint64 id;
  WgShape *shape;
} WgCoverageGrid;

struct _WgCoverage
{
  GArray *grids;
  GHashTable *by_id;
  double flat_metres;
  gint64 last_new;
};

int wg_coverage_find (const WgCoverage *coverage, gint64 id);
void wg_coverage_get_scale (const WgCoverage *coverage, gint64 lat, double *x, double *y);
double wg_coverage_measure_m2 (const WgCoverage *coverage, __int128 twice_area, gint64 lat);
double wg_coverage_distance_m (const WgCoverage *coverage, WgCorner a, WgCorner b);
WgCorner wg_corner_from_degrees (double lon, double lat);
WgCorner wg_corner_drawn (double lon, double lat);
GPtrArray *wg_refusal_set (WgRefusal *refusal, const char *rule, WgCorner where);

/* wg-coverage-work.c: the grids that an edit has taken in hand */
typedef struct
{
  gint64 id;
  WgShape *before;
  WgShape *after;
  GArray *sides;
  GArray *known;
  gboolean is_gone;
} WgWorkGrid;

typedef struct
{
  WgCoverage *coverage;
  GPtrArray *grids;
} WgWork;

WgWork *wg_work_new (WgCoverage *coverage);
void wg_work_free (WgWork *work);
WgWorkGrid *wg_work_take (WgWork *work, guint index);
WgWorkGrid *wg_work_take_id (WgWork *work, gint64 id);
WgWorkGrid *wg_work_add (WgWork *work, const GArray *known);
void wg_work_take_near (WgWork *work, const WgBox *box);
void wg_work_insert (WgWork *work, WgCorner from, WgCorner to, const GArray *way);
GPtrArray *wg_work_commit (WgWork *work, gboolean strict, WgRefusal *refusal);

/* wg-coverage-line.c: drawn lines (GArray of WgCorner) */
GArray *wg_line_from_degrees (const double *line, guint n_points);
gboolean wg_line_crosses_itself (const GArray *line, WgCorner *where);
gboolean wg_line_is_closed (const GArray *line);
gboolean wg_line_has_side (const GArray *line, WgCorner from, WgCorner to);
gboolean wg_line_nearest (const WgCoverage *coverage, const GArray *sides, WgCorner point, double within_m,
                          WgCorner *nearest, guint *nearest_side);
GArray *wg_line_meet (WgWork *work, const GArray *line, const GArray *sides);
void wg_line_add_inside (const GArray *line, const GArray *border, GArray *sides);

/* wg-coverage-award.c: land of several grids */
gboolean wg_coverage_is_overlap (WgCoverage *coverage, WgCorner point);
GPtrArray *wg_coverage_award (WgCoverage *coverage, gint64 id, WgCorner point, WgRefusal *refusal);

/* wg-coverage-split.c: the connected pieces of a grid after a cut; the untouched ones (at the end) are no piece of it */
typedef struct
{
  GPtrArray *touched;
  GPtrArray *untouched;
} WgCut;

void wg_cut_free (WgCut *cut);
WgCut *wg_work_cut (WgWork *work, WgWorkGrid *grid, const double *line, guint n_points, WgRefusal *refusal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgWork, wg_work_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCut, wg_cut_free)

G_END_DECLS
