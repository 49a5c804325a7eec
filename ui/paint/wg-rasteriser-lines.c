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
#define SHORT (2 * WG_RASTER_ONE)
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
wg_rasteriser_begin_lines (WgRasteriser *self, double width, gboolean in_mask)
{
  self->outside = in_mask ? 0 : G_MAXUINT64;
  self->reach = (float)(width / 2.0 + 0.5);
}

static inline void
touch_blocks (WgRasteriser *self, int y, guint64 wanted)
{
  guint64 fresh = wanted & ~self->line_blocks[y];

  self->line_blocks[y] |= wanted;
  for (; fresh != 0; fresh &= fresh - 1)
    {
      float *block = self->distances + y * WG_RASTER_SIDE + __builtin_ctzll (fresh) * BLOCK;
      const Floats far_away = { FAR_AWAY, FAR_AWAY, FAR_AWAY, FAR_AWAY };

      memcpy (block, &far_away, sizeof far_away);
      memcpy (block + 4, &far_away, sizeof far_away);
    }
}

/* @across and @down are the offsets of the first pixel from the first end; @n is a multiple of four. */
static inline void
near_row (float *row, int n, const Piece *piece, float across, float down)
{
  const Floats zero = { 0.0f }, one = { 1.0f, 1.0f, 1.0f, 1.0f };
  const float along_y = down * piece->dy;
  Floats px = { across, across + 1.0f, across + 2.0f, across + 3.0f };

  for (int i = 0; i < n; i += 4)
    {
      Floats t = wg_raster_min (wg_raster_max ((px * piece->dx + along_y) * piece->inverse, zero), one);
      Floats ex = px - t * piece->dx, ey = down - t * piece->dy, old;

      memcpy (&old, row + i, sizeof old);
      old = wg_raster_min (old, ex * ex + ey * ey);
      memcpy (row + i, &old, sizeof old);
      px += 4.0f;
    }
}

/* What the search for near columns needs of a piece. */
typedef struct
{
  float slope; /* columns a row */
  float wide;  /* how far from the line the reach goes along a row */
  float low;   /* where no pixel is near, whatever the row */
  float high;
} Band;

static inline Band
find_band (const Piece *piece, float reach, float length)
{
  return (Band){ piece->dx / piece->dy, reach * length / piece->dy, MIN (0.0f, piece->dx) - reach,
                 MAX (0.0f, piece->dx) + reach };
}

/* Measures the columns @from to @to of a row, as far as they are in the mask when only it matters. */
static inline void
add_columns (WgRasteriser *self, int y, const Piece *piece, float low, float high)
{
  int from, to;
  guint64 wanted;

  if (high < 0.0f || low > (float)self->width || high < low - 1.0f)
    return;
  from = (int)MAX (low - 0.55f, 0.0f) & ~3;
  to = (int)MIN (high, (float)self->width - 1.0f) | 3;
  if (from > to)
    return;
  wanted = wg_raster_get_blocks (from, to) & (self->mask_blocks[y] | self->outside);
  if (wanted == 0)
    return;
  from = MAX (from, __builtin_ctzll (wanted) * BLOCK);
  to = MIN (to, (63 - __builtin_clzll (wanted)) * BLOCK + BLOCK - 1);
  touch_blocks (self, y, self->outside != 0 ? wanted : wg_raster_get_blocks (from, to));
  near_row (self->distances + y * WG_RASTER_SIDE + from, to - from + 1, piece, (float)from + 0.5f - piece->x,
            (float)y + 0.5f - piece->y);
}

/* A row of a sloping piece. Near are pixels not farther than the reach from the part of the piece that is near enough
 * in height, nor from the whole line. */
static inline void
add_piece_row (WgRasteriser *self, int y, const Piece *piece, const Band *band)
{
  const float reach = self->reach, down = (float)y + 0.5f - piece->y;
  float top = MAX (down - reach, 0.0f) * band->slope, bottom = MIN (down + reach, piece->dy) * band->slope;
  float low = MAX (MAX (MIN (top, bottom) - reach, down * band->slope - band->wide), band->low);
  float high = MIN (MIN (MAX (top, bottom) + reach, down * band->slope + band->wide), band->high);

  add_columns (self, y, piece, piece->x + low, piece->x + high);
}

static void
add_piece (WgRasteriser *self, gint32 x0, gint32 y0, gint32 x1, gint32 y1)
{
  const gint32 reach = (gint32)(self->reach * WG_RASTER_ONE) + 1;
  Piece piece = { (float)x0 / WG_RASTER_ONE, (float)y0 / WG_RASTER_ONE, (float)(x1 - x0) / WG_RASTER_ONE,
                  (float)(y1 - y0) / WG_RASTER_ONE, 0.0f };
  float square = piece.dx * piece.dx + piece.dy * piece.dy;
  int first = MAX ((y0 - reach - WG_RASTER_ONE / 2) >> 8, 0);
  int last = MIN ((y1 + reach - WG_RASTER_ONE / 2 + 255) >> 8, self->height - 1);

  piece.inverse = square > 0.0f ? 1.0f / square : 0.0f;
  /* A short piece is near to all of its box; to look for less costs more. */
  if (y1 - y0 <= SHORT || ABS (x1 - x0) <= SHORT / 2)
    {
      float low = piece.x + MIN (0.0f, piece.dx) - self->reach, high = piece.x + MAX (0.0f, piece.dx) + self->reach;

      for (int y = first; y <= last; y++)
        add_columns (self, y, &piece, low, high);
    }
  else
    {
      Band band = find_band (&piece, self->reach, sqrtf (square));

      for (int y = first; y <= last; y++)
        add_piece_row (self, y, &piece, &band);
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

static inline Floats
get_roots (Floats squares)
{
#ifdef __SSE__
  return __builtin_ia32_sqrtps (squares);
#else
  return (Floats){ sqrtf (squares[0]), sqrtf (squares[1]), sqrtf (squares[2]), sqrtf (squares[3]) };
#endif
}

/* How much of a layer lies on four pixels, 0 .. 256. */
static inline Words
measure (Floats roots, const Layer *layer)
{
  const Floats zero = { 0.0f }, limit = { layer->limit, layer->limit, layer->limit, layer->limit };
  Floats cover = wg_raster_min (wg_raster_max (layer->half - roots, zero), limit);

  return __builtin_convertvector(cover * layer->alpha + 0.5f, Words);
}

/* Four pixels at a time: of a block that a thin line crosses half is often far from it. */
static inline void
stroke_block (guint32 *pixels, const float *distances, const Layer *layers, guint n_layers, float far_away)
{
  for (int i = 0; i < BLOCK; i += 4)
    {
      Floats squares;

      memcpy (&squares, distances + i, sizeof squares);
      if (wg_raster_is_nothing ((Shorts)(squares < far_away)))
        continue;
      squares = get_roots (squares);
      for (guint k = 0; k < n_layers; k++)
        wg_raster_blend4_words (pixels + i, layers[k].colour, measure (squares, &layers[k]));
    }
}

static void
stroke_row (WgRasteriser *self, int y, const Layer *layers, guint n_layers, float far_away)
{
  if (self->line_blocks[y] != 0)
    wg_rasteriser_cover_row (self, y);
  for (guint64 blocks = self->line_blocks[y]; blocks != 0; blocks &= blocks - 1)
    {
      int x = __builtin_ctzll (blocks) * BLOCK, n = MIN (BLOCK, self->width - x);
      guint32 *pixels = self->pixels + y * self->stride + x;
      guint32 some[BLOCK] = { 0 };

      if (n < BLOCK)
        memcpy (some, pixels, (gsize)n * sizeof *some);
      stroke_block (n < BLOCK ? some : pixels, self->distances + y * WG_RASTER_SIDE + x, layers, n_layers, far_away);
      if (n < BLOCK)
        memcpy (pixels, some, (gsize)n * sizeof *some);
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
  float reach = 0.0f;

  g_return_if_fail (n_strokes <= G_N_ELEMENTS (layers));

  for (guint i = 0; i < n_strokes; i++)
    {
      layers[i] = make_layer (strokes[i].rgb, strokes[i].width, strokes[i].opacity);
      reach = MAX (reach, layers[i].half);
    }
  for (int y = 0; y < self->height; y++)
    stroke_row (self, y, layers, n_strokes, reach * reach);
}

static inline void
keep_block (guint16 *mask, const float *distances, const Layer *layer)
{
  Floats squares[2];
  Shorts shorts;

  memcpy (squares, distances, sizeof squares);
  memcpy (&shorts, mask, sizeof shorts);
  shorts = wg_raster_times (shorts, wg_raster_narrow (measure (get_roots (squares[0]), layer),
                                                      measure (get_roots (squares[1]), layer)));
  memcpy (mask, &shorts, sizeof shorts);
}

void
wg_rasteriser_mask_keep_lines (WgRasteriser *self, double width)
{
  Layer layer = make_layer (0, width, 1.0);

  for (int y = 0; y < self->height; y++)
    {
      self->mask_blocks[y] &= self->line_blocks[y];
      for (guint64 blocks = self->mask_blocks[y]; blocks != 0; blocks &= blocks - 1)
        {
          int x = __builtin_ctzll (blocks) * BLOCK;

          keep_block (self->mask + y * WG_RASTER_SIDE + x, self->distances + y * WG_RASTER_SIDE + x, &layer);
        }
      self->line_blocks[y] = 0;
    }
}
