/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a border is a dark core in a light casing, and thousands of them meet: outlines of strokes would have to be
 * made, joined and filled twice. A distance is found once, does not care how many lines meet in a pixel, and is the
 * same arithmetic for four pixels at a time.
 *
 * The distance of a pixel is computed from its offset to one end of the piece, which is exact, and not from its
 * neighbour's: so it is the same on every target.
 */

#include "wg-rasteriser-private.h"

#include <math.h>

#define LONGEST (1 << 20) /* offsets of 4,096 pixels in 256ths are exact in a float */
#define FAR_AWAY 1e9f

typedef struct
{
  float x; /* of the first end, pixels */
  float y;
  float dx;
  float dy;
  float inverse; /* of the squared length */
} Piece;

void
wg_rasteriser_begin_lines (WgRasteriser *self, double width)
{
  self->reach = (float)(width / 2.0 + 0.5);
}

static inline void
touch_blocks (WgRasteriser *self, int y, int first, int last)
{
  guint32 wanted = (2u << (last / BLOCK)) - (1u << (first / BLOCK));
  guint32 fresh = wanted & ~self->line_blocks[y];

  self->line_blocks[y] |= wanted;
  for (; fresh != 0; fresh &= fresh - 1)
    {
      float *block = self->distances + y * WG_RASTER_SIDE + __builtin_ctz (fresh) * BLOCK;

      for (int i = 0; i < BLOCK; i++)
        block[i] = FAR_AWAY;
    }
}

/* @across and @down are the offsets of the first pixel from the first end. */
static inline void
near_row (float *row, int n, const Piece *piece, float across, float down)
{
  const float along_y = down * piece->dy;

  for (int i = 0; i < n; i += 4)
    {
      for (int k = 0; k < 4; k++)
        {
          float px = across + (float)(i + k);
          float t = (px * piece->dx + along_y) * piece->inverse;
          float ex, ey, square;

          t = t > 0.0f ? t : 0.0f;
          t = t < 1.0f ? t : 1.0f;
          ex = px - t * piece->dx;
          ey = down - t * piece->dy;
          square = ex * ex + ey * ey;
          row[i + k] = square < row[i + k] ? square : row[i + k];
        }
    }
}

/* Which columns of the row @down below the first end can be near: not more than the reach from the part of the piece
 * that is near enough in height, nor from the whole line. */
static inline void
find_columns (const Piece *piece, float reach, float down, float length, float *low, float *high)
{
  float a = 0.0f, b = piece->dx;

  if (piece->dy > 0.0f)
    {
      float slope = piece->dx / piece->dy;
      float top = down - reach, bottom = down + reach;
      float middle = down * slope, wide = reach * length / piece->dy;

      a = (top > 0.0f ? top : 0.0f) * slope;
      b = (bottom < piece->dy ? bottom : piece->dy) * slope;
      *low = MAX (MIN (a, b) - reach, middle - wide);
      *high = MIN (MAX (a, b) + reach, middle + wide);
    }
  else
    {
      *low = MIN (a, b) - reach;
      *high = MAX (a, b) + reach;
    }
}

static void
add_piece (WgRasteriser *self, gint32 x0, gint32 y0, gint32 x1, gint32 y1)
{
  const float reach = self->reach;
  Piece piece = { (float)x0 / WG_RASTER_ONE, (float)y0 / WG_RASTER_ONE, (float)(x1 - x0) / WG_RASTER_ONE,
                  (float)(y1 - y0) / WG_RASTER_ONE, 0.0f };
  float square = piece.dx * piece.dx + piece.dy * piece.dy, length = sqrtf (square);
  int first = MAX ((int)floorf (piece.y - reach - 0.5f), 0);
  int last = MIN ((int)ceilf (piece.y + piece.dy + reach), self->height - 1);

  piece.inverse = square > 0.0f ? 1.0f / square : 0.0f;
  for (int y = first; y <= last; y++)
    {
      float down = (float)y + 0.5f - piece.y, low, high;
      int from, to;

      find_columns (&piece, reach, down, length, &low, &high);
      if (!(low <= high + 1.0f))
        continue;
      from = (int)MAX (floorf (piece.x + low - 0.55f), 0.0f) & ~3;
      to = (int)MIN (ceilf (piece.x + high - 0.45f), (float)self->width - 1.0f);
      if (from > to)
        continue;
      to |= 3;
      touch_blocks (self, y, from, to);
      near_row (self->distances + y * WG_RASTER_SIDE + from, to - from + 1, &piece, (float)from + 0.5f - piece.x, down);
    }
}

static void
add_segment (WgRasteriser *self, WgRasterPoint a, WgRasterPoint b)
{
  gint64 reach = (gint64)(self->reach * WG_RASTER_ONE) + WG_RASTER_ONE;
  gint64 right = self->width * WG_RASTER_ONE + reach, bottom = self->height * WG_RASTER_ONE + reach;

  if (a.y > b.y)
    {
      WgRasterPoint swap = a;

      a = b;
      b = swap;
    }
  if (b.y < -reach || a.y > bottom || (a.x > right && b.x > right) || (a.x < -reach && b.x < -reach))
    return;
  if (b.y - a.y <= LONGEST && ABS (b.x - a.x) <= LONGEST)
    add_piece (self, (gint32)a.x, (gint32)a.y, (gint32)b.x, (gint32)b.y);
  else
    {
      WgRasterPoint middle = { (a.x + b.x) >> 1, (a.y + b.y) >> 1 };

      add_segment (self, a, middle);
      add_segment (self, middle, b);
    }
}

void
wg_rasteriser_add_line (WgRasteriser *self, const WgRasterPoint *points, guint n_points)
{
  for (guint i = 1; i < n_points; i++)
    add_segment (self, points[i - 1], points[i]);
}

/* --- Painting --- */

typedef struct
{
  Shorts colour;
  float half;  /* half of the width and half a pixel */
  float limit; /* a line under a pixel covers no pixel whole */
  float alpha; /* times 256 */
} Layer;

/* How much of a layer lies on 16 pixels, 0 .. 256. Returns whether there is any. */
static inline gboolean
measure_block (const float *roots, const Layer *layer, gint32 *amounts)
{
  gint32 any = 0;

  for (int i = 0; i < BLOCK; i++)
    {
      float cover = layer->half - roots[i];

      cover = cover > 0.0f ? cover : 0.0f;
      cover = cover < layer->limit ? cover : layer->limit;
      amounts[i] = (gint32)(cover * layer->alpha + 0.5f);
    }
  for (int i = 0; i < BLOCK; i++)
    any |= amounts[i];
  return any != 0;
}

static inline void
blend_block (guint32 *pixels, int n, const gint32 *amounts, Shorts colour)
{
  guint32 some[BLOCK] = { 0 };
  guint32 *to = pixels;

  if (n < BLOCK)
    to = memcpy (some, pixels, (gsize)n * sizeof *some);
  for (int i = 0; i < BLOCK / 4; i++)
    {
      Words words;

      memcpy (&words, amounts + 4 * i, sizeof words);
      wg_raster_blend4_words (to + 4 * i, colour, words);
    }
  if (n < BLOCK)
    memcpy (pixels, some, (gsize)n * sizeof *some);
}

static inline void
root_block (const float *distances, float *roots)
{
  for (int i = 0; i < BLOCK; i++)
    roots[i] = sqrtf (distances[i]);
}

static void
stroke_row (WgRasteriser *self, int y, const Layer *layers, guint n_layers)
{
  guint32 blocks = self->line_blocks[y];

  for (; blocks != 0; blocks &= blocks - 1)
    {
      int x = __builtin_ctz (blocks) * BLOCK;
      float roots[BLOCK];
      gint32 amounts[BLOCK];

      root_block (self->distances + y * WG_RASTER_SIDE + x, roots);
      for (guint i = 0; i < n_layers; i++)
        {
          if (measure_block (roots, &layers[i], amounts))
            blend_block (self->pixels + y * self->stride + x, MIN (BLOCK, self->width - x), amounts, layers[i].colour);
        }
    }
  self->line_blocks[y] = 0;
}

static Layer
make_layer (guint32 rgb, double width, double opacity)
{
  return (Layer){ wg_raster_spread (rgb), (float)(width / 2.0 + 0.5), (float)MIN (width, 1.0),
                  (float)(CLAMP (opacity, 0.0, 1.0) * FULL) };
}

void
wg_rasteriser_stroke (WgRasteriser *self, const WgRasterStroke *strokes, guint n_strokes)
{
  Layer layers[4];

  g_return_if_fail (n_strokes <= G_N_ELEMENTS (layers));

  for (guint i = 0; i < n_strokes; i++)
    layers[i] = make_layer (strokes[i].rgb, strokes[i].width, strokes[i].opacity);
  for (int y = 0; y < self->height; y++)
    stroke_row (self, y, layers, n_strokes);
}

static void
keep_block (guint16 *mask, const float *distances, const Layer *layer)
{
  float roots[BLOCK];
  gint32 amounts[BLOCK];

  root_block (distances, roots);
  measure_block (roots, layer, amounts);
  for (int i = 0; i < BLOCK; i++)
    mask[i] = (guint16)((mask[i] * amounts[i] + 128) >> 8);
}

void
wg_rasteriser_mask_keep_lines (WgRasteriser *self, double width)
{
  Layer layer = make_layer (0, width, 1.0);

  for (int y = 0; y < self->height; y++)
    {
      for (int x = 0; x < self->width; x += BLOCK)
        {
          guint16 *mask = self->mask + y * WG_RASTER_SIDE + x;

          if (self->line_blocks[y] & 1u << (x / BLOCK))
            keep_block (mask, self->distances + y * WG_RASTER_SIDE + x, &layer);
          else
            memset (mask, 0, BLOCK * sizeof *mask);
        }
      self->line_blocks[y] = 0;
    }
}
