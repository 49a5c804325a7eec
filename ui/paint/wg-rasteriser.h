/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WG_RASTER_SIDE:
 *
 * The largest width and height of a target, in pixels.
 */
#define WG_RASTER_SIDE 256

/**
 * WG_RASTER_ONE:
 *
 * Coordinates are whole numbers of subpixels, this many to a pixel, from the upper left corner of the target. They may
 * lie anywhere within 2^48 of it.
 */
#define WG_RASTER_ONE 256

typedef struct
{
  gint64 x;
  gint64 y;
} WgRasterPoint;

/**
 * WgRasterStroke:
 * @rgb: 0xRRGGBB
 * @opacity: 0 .. 1
 * @width: pixels; one under a pixel is painted thinner, not narrower
 *
 * How a line is painted.
 */
typedef struct
{
  guint32 rgb;
  double opacity;
  double width;
} WgRasterStroke;

/**
 * WgRasteriser:
 *
 * Areas and lines with smooth edges on 32-bit pixels (premultiplied ARGB; an opaque target stays opaque). One worker
 * uses one at a time; its buffers are made once.
 *
 * Areas: every edge leaves in the pixels that it crosses how much it covers to its right, and one sweep of a row adds
 * that up (signed-area accumulation, as in the rasterisers of FreeType and AntiGrain). All of it is integers: an edge
 * that is passed up and down cancels to nothing, neighbours that share it cover every pixel exactly once, and a shape
 * looks the same whichever target its parts are painted on. Directions matter as in the non-zero winding rule.
 *
 * Lines: every pixel keeps its distance from the nearest line; casing and core are read from the one distance. Joins
 * and ends are round, and a line that is passed twice is painted once.
 */
typedef struct _WgRasteriser WgRasteriser;

WgRasteriser *wg_rasteriser_new (void);
void wg_rasteriser_free (WgRasteriser *rasteriser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRasteriser, wg_rasteriser_free)

/**
 * wg_rasteriser_set_target:
 * @pixels: the upper left pixel
 * @stride: from one row to the next, in pixels
 * @width: 1 .. %WG_RASTER_SIDE
 * @height: 1 .. %WG_RASTER_SIDE
 *
 * Where everything from here on is painted. Edges and lines that were added and not painted are forgotten.
 */
void wg_rasteriser_set_target (WgRasteriser *rasteriser, guint32 *pixels, gsize stride, guint width, guint height);

/**
 * wg_rasteriser_clear:
 * @argb: premultiplied
 *
 * Sets every pixel of the target; when nothing more is painted, after wg_rasteriser_finish() at the latest.
 */
void wg_rasteriser_clear (WgRasteriser *rasteriser, guint32 argb);

/**
 * wg_rasteriser_finish:
 *
 * From here on the pixels may be read and written by others.
 */
void wg_rasteriser_finish (WgRasteriser *rasteriser);

/**
 * wg_rasteriser_add_edges:
 * @points: (array length=n_points): the corners of a piece of an outline
 * @n_points: their number
 * @weight: 1; -1 for the other direction; their sum when several areas have the piece in common
 *
 * Adds the pieces from corner to corner to the area that is painted next. An area must be closed by all of its pieces
 * together.
 */
void wg_rasteriser_add_edges (WgRasteriser *rasteriser, const WgRasterPoint *points, guint n_points, int weight);

/**
 * wg_rasteriser_fill:
 * @rgb: 0xRRGGBB
 * @opacity: 0 .. 1
 *
 * Paints the area added so far and begins a new one.
 */
void wg_rasteriser_fill (WgRasteriser *rasteriser, guint32 rgb, double opacity);

/**
 * wg_rasteriser_begin_lines:
 * @width: of the widest stroke that will be asked for, pixels
 * @in_mask: whether they matter only where the mask is, see wg_rasteriser_mask_keep_lines()
 */
void wg_rasteriser_begin_lines (WgRasteriser *rasteriser, double width, gboolean in_mask);

/**
 * wg_rasteriser_add_line:
 *
 * Adds the pieces from corner to corner to the lines that are painted next.
 */
void wg_rasteriser_add_line (WgRasteriser *rasteriser, const WgRasterPoint *points, guint n_points);

/**
 * wg_rasteriser_stroke:
 * @strokes: (array length=n_strokes): painted one over the other, the casing before its core
 *
 * Paints the lines added since wg_rasteriser_begin_lines() and forgets them.
 */
void wg_rasteriser_stroke (WgRasteriser *rasteriser, const WgRasterStroke *strokes, guint n_strokes);

/**
 * wg_rasteriser_mask_clear:
 *
 * Empties the mask, a second picture of the target's size that holds coverage only.
 */
void wg_rasteriser_mask_clear (WgRasteriser *rasteriser);

/**
 * wg_rasteriser_mask_fill:
 *
 * Adds the area added so far to the mask, where it covers more than the mask does, and begins a new one.
 */
void wg_rasteriser_mask_fill (WgRasteriser *rasteriser);

/**
 * wg_rasteriser_mask_keep_lines:
 * @width: pixels
 *
 * Leaves of the mask what the lines added since wg_rasteriser_begin_lines() cover, and forgets them.
 */
void wg_rasteriser_mask_keep_lines (WgRasteriser *rasteriser, double width);

/**
 * wg_rasteriser_mask_paint:
 * @paper: 0xRRGGBB: laid under the pattern
 * @opacity: of the paper, 0 .. 1
 * @ink: 0xRRGGBB: of the pattern
 * @pattern: coverage 0 .. 256 of the pixels with x + y = 0, 1, ... 2 * %WG_RASTER_SIDE + 6
 *
 * Paints where the mask is.
 */
void
wg_rasteriser_mask_paint (WgRasteriser *rasteriser, guint32 paper, double opacity, guint32 ink, const guint16 *pattern);

G_END_DECLS
