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
typedef guint64 Halves __attribute__ ((vector_size (16)));
typedef float Floats __attribute__ ((vector_size (16)));

struct _WgRasteriser
{
  guint32 *pixels;
  gsize stride;
  int width;
  int height;

  /* The colour of rows on which nothing has been painted: they are written together with what comes first. */
  guint32 ground;
  gboolean bare[WG_RASTER_SIDE];

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

/* Eight words that fit, as half words. */
static inline Shorts
wg_raster_narrow (Words low, Words high)
{
#ifdef __SSE2__
  return (Shorts)__builtin_ia32_packssdw128 (low, high);
#else
  return __builtin_shuffle ((Shorts)low, (Shorts)high, (Shorts){ 0, 2, 4, 6, 8, 10, 12, 14 });
#endif
}

/* The same with one amount a pixel, 0 .. 256 in each word. */
static inline void
wg_raster_blend4_words (guint32 *pixels, Shorts colour, Words amounts)
{
  const Shorts narrow = wg_raster_narrow (amounts, amounts);
  const Words twice = (Words)__builtin_shuffle (narrow, (Shorts){ 0, 0, 1, 1, 2, 2, 3, 3 });

  wg_raster_blend4 (pixels, colour, (Shorts)__builtin_shuffle (twice, (Words){ 0, 0, 1, 1 }),
                    (Shorts)__builtin_shuffle (twice, (Words){ 2, 2, 3, 3 }));
}

static inline void
wg_raster_set_run (guint32 *pixels, int n, guint32 argb)
{
  const gint32 word = (gint32)argb;
  const Words words = { word, word, word, word };
  int i = 0;

  for (; i + 4 <= n; i += 4)
    memcpy (pixels + i, &words, sizeof words);
  for (; i < n; i++)
    pixels[i] = argb;
}

/* Before anything but an area is painted on a row. */
static inline void
wg_rasteriser_cover_row (WgRasteriser *self, int y)
{
  if (self->bare[y])
    wg_raster_set_run (self->pixels + y * self->stride, self->width, self->ground);
  self->bare[y] = FALSE;
}

/* Lays a colour over eight pixels with one amount each. Every shuffle is one that all processors have. */
static inline void
wg_raster_blend8 (guint32 *pixels, Shorts colour, Shorts amounts)
{
  const Words low = (Words)__builtin_shuffle (amounts, (Shorts){ 0, 0, 1, 1, 2, 2, 3, 3 });
  const Words high = (Words)__builtin_shuffle (amounts, (Shorts){ 4, 4, 5, 5, 6, 6, 7, 7 });
  const Words first = { 0, 0, 1, 1 }, second = { 2, 2, 3, 3 };

  wg_raster_blend4 (pixels, colour, (Shorts)__builtin_shuffle (low, first), (Shorts)__builtin_shuffle (low, second));
  wg_raster_blend4 (pixels + 4, colour, (Shorts)__builtin_shuffle (high, first),
                    (Shorts)__builtin_shuffle (high, second));
}

/* Lays a colour over the first @n of eight pixels. */
static inline void
wg_raster_blend_block (guint32 *pixels, int n, Shorts colour, Shorts amounts)
{
  guint32 some[BLOCK] = { 0 };

  if (G_LIKELY (n >= BLOCK))
    {
      wg_raster_blend8 (pixels, colour, amounts);
      return;
    }
  memcpy (some, pixels, (gsize)n * sizeof *some);
  wg_raster_blend8 (some, colour, amounts);
  memcpy (pixels, some, (gsize)n * sizeof *some);
}

/* A share of amounts, both 0 .. 256: of two that are whole the product has no room in half a word. */
static inline Shorts
wg_raster_times (Shorts amounts, Shorts share)
{
  const Shorts whole = (Shorts)(share == FULL);

  return (amounts & whole) | (((amounts * share + 128) >> 8) & ~whole);
}

static inline gboolean
wg_raster_is_nothing (Shorts amounts)
{
  const Halves halves = (Halves)amounts;

  return (halves[0] | halves[1]) == 0;
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
