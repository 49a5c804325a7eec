/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-rasteriser.h"

#include <string.h>

G_BEGIN_DECLS

/* A row is worked on in blocks of 8 pixels; a bit a block says that there is something in it. One block more than the
 * target is wide takes what the last pixel hands to its right. */
#define BLOCK 8
#define ROW_LENGTH (WG_RASTER_SIDE + BLOCK)
#define FULL 256 /* a pixel covered whole */

typedef guint8 Bytes __attribute__ ((vector_size (16)));
typedef guint16 Shorts __attribute__ ((vector_size (16)));
typedef gint32 Words __attribute__ ((vector_size (16)));
typedef float Floats __attribute__ ((vector_size (16)));

struct _WgRasteriser
{
  guint32 *pixels;
  gsize stride;
  int width;
  int height;

  /* Areas. A cell holds by how much the coverage of its pixel differs from that of the pixel before it, in 512ths of
   * 256ths. What lies to the left of the target is kept apart: @left for one row, @down for it and all below. */
  gint32 *cells;
  guint64 cell_blocks[WG_RASTER_SIDE];
  gint32 left[WG_RASTER_SIDE + 1];
  gint32 down[WG_RASTER_SIDE + 2];
  int first_row; /* none touched: first_row > last_row */
  int last_row;

  /* Lines: the squared distance in pixels from the nearest one, where a block has its bit. */
  float *distances;
  guint64 line_blocks[WG_RASTER_SIDE];
  float reach;
  guint64 outside; /* all bits when lines outside of the mask matter too */

  /* Coverage 0 .. 256, where a block has its bit. */
  guint16 *mask;
  guint64 mask_blocks[WG_RASTER_SIDE];
};

static inline void
wg_rasteriser_touch_rows (WgRasteriser *self, int first, int last)
{
  self->first_row = MIN (self->first_row, first);
  self->last_row = MAX (self->last_row, last);
}

/* The bits of the blocks from that of column @first to that of column @last. */
static inline guint64
wg_raster_get_blocks (int first, int last)
{
  return (G_GUINT64_CONSTANT (2) << (last / BLOCK)) - (G_GUINT64_CONSTANT (1) << (first / BLOCK));
}

/* The same colour in all pixels of a vector, a channel in each half word. */
static inline Shorts
wg_raster_spread (guint32 rgb)
{
  const guint32 argb = 0xff000000u | rgb;
  const guint16 b = argb & 0xff, g = argb >> 8 & 0xff, r = argb >> 16 & 0xff, a = argb >> 24;

  return (Shorts){ b, g, r, a, b, g, r, a };
}

/* Lays a colour over four pixels; @low and @high say how much of it, 0 .. 256 in all channels of two pixels each. */
static inline void
wg_raster_blend4 (guint32 *pixels, Shorts colour, Shorts low, Shorts high)
{
  const Bytes zero = { 0 };
  Bytes bytes;
  Shorts a, b;

  memcpy (&bytes, pixels, sizeof bytes);
  a = (Shorts)__builtin_shuffle (bytes, zero, (Bytes){ 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23 });
  b = (Shorts)__builtin_shuffle (bytes, zero, (Bytes){ 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31 });
  a = (a * (256 - low) + colour * low + 128) >> 8;
  b = (b * (256 - high) + colour * high + 128) >> 8;
  bytes = __builtin_shuffle ((Bytes)a, (Bytes)b, (Bytes){ 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30 });
  memcpy (pixels, &bytes, sizeof bytes);
}

/* The same with one amount a pixel, 0 .. 256 in each word. */
static inline void
wg_raster_blend4_words (guint32 *pixels, Shorts colour, Words amounts)
{
  wg_raster_blend4 (pixels, colour, __builtin_shuffle ((Shorts)amounts, (Shorts){ 0, 0, 0, 0, 2, 2, 2, 2 }),
                    __builtin_shuffle ((Shorts)amounts, (Shorts){ 4, 4, 4, 4, 6, 6, 6, 6 }));
}

/* Eight words that fit, as half words. */
static inline Shorts
wg_raster_narrow (const Words words[2])
{
  return __builtin_shuffle ((Shorts)words[0], (Shorts)words[1], (Shorts){ 0, 2, 4, 6, 8, 10, 12, 14 });
}

/* Lays a colour over the first @n of eight pixels. */
static inline void
wg_raster_blend_block (guint32 *pixels, int n, Shorts colour, const Words amounts[2])
{
  guint32 some[BLOCK] = { 0 };

  if (G_LIKELY (n >= BLOCK))
    {
      wg_raster_blend4_words (pixels, colour, amounts[0]);
      wg_raster_blend4_words (pixels + 4, colour, amounts[1]);
      return;
    }
  memcpy (some, pixels, (gsize)n * sizeof *some);
  wg_raster_blend4_words (some, colour, amounts[0]);
  wg_raster_blend4_words (some + 4, colour, amounts[1]);
  memcpy (pixels, some, (gsize)n * sizeof *some);
}

static inline Words
wg_raster_min_full (Words amounts)
{
  const Words over = amounts > FULL;

  return (amounts & ~over) | (FULL & over);
}

/* Neither is ever given a NaN. */
static inline Floats
wg_raster_min (Floats a, Floats b)
{
#ifdef __SSE__
  return __builtin_ia32_minps (a, b);
#else
  const Words less = a < b;

  return (Floats)(((Words)a & less) | ((Words)b & ~less));
#endif
}

static inline Floats
wg_raster_max (Floats a, Floats b)
{
#ifdef __SSE__
  return __builtin_ia32_maxps (a, b);
#else
  const Words more = a > b;

  return (Floats)(((Words)a & more) | ((Words)b & ~more));
#endif
}

G_END_DECLS
