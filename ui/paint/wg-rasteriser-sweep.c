/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: of a tile most pixels are either inside or outside of an area; only the blocks that an edge crosses are looked
 * at pixel by pixel, what lies between two of them is one run of one coverage.
 *
 * A row is swept to its end, however far right its last cell lies: a shape that the right edge cuts never comes back to
 * nothing.
 */

#include "wg-rasteriser-private.h"

typedef enum
{
  SWEEP_BLEND,
  SWEEP_MASK,
} Sweep;

static inline gint32
to_coverage (gint32 sum)
{
  return MIN ((ABS (sum) + WG_RASTER_ONE) >> 9, FULL);
}

static inline Words
to_coverages (Words sums)
{
  const Words sign = sums >> 31;

  return wg_raster_min_full ((((sums ^ sign) - sign) + WG_RASTER_ONE) >> 9);
}

static void
blend_run (guint32 *pixels, int n, Shorts colour, gint32 amount)
{
  const guint16 m = (guint16)amount;
  const Shorts amounts = { m, m, m, m, m, m, m, m };
  int i = 0;

  for (; i + 4 <= n; i += 4)
    wg_raster_blend4 (pixels + i, colour, amounts, amounts);
  if (i < n)
    {
      guint32 rest[4] = { 0 };

      memcpy (rest, pixels + i, (gsize)(n - i) * sizeof *rest);
      wg_raster_blend4 (rest, colour, amounts, amounts);
      memcpy (pixels + i, rest, (gsize)(n - i) * sizeof *rest);
    }
}

static void
mask_run (guint16 *mask, int n, gint32 coverage)
{
  for (int i = 0; i < n; i++)
    mask[i] = MAX (mask[i], (guint16)coverage);
}

/* Adds up the cells of a block onto @sum, empties them, and leaves the coverages of its pixels. Returns the new sum. */
static inline gint32
sum_block (gint32 *cells, gint32 sum, Words *coverages)
{
  const Words zero = { 0 };
  Words all = { sum, sum, sum, sum };

  for (int i = 0; i < BLOCK / 4; i++)
    {
      Words words;

      memcpy (&words, cells + 4 * i, sizeof words);
      memcpy (cells + 4 * i, &zero, sizeof zero);
      words += __builtin_shuffle (zero, words, (Words){ 0, 4, 5, 6 });
      words += __builtin_shuffle (zero, words, (Words){ 0, 0, 4, 5 });
      words += all;
      coverages[i] = to_coverages (words);
      all = __builtin_shuffle (words, (Words){ 3, 3, 3, 3 });
    }
  return all[0];
}

static inline void
blend_block (guint32 *pixels, int n, Shorts colour, const Words *coverages, gint32 alpha)
{
  guint32 some[BLOCK];
  guint32 *to = pixels;

  if (n < BLOCK)
    {
      memcpy (some, pixels, (gsize)n * sizeof *some);
      memset (some + n, 0, (gsize)(BLOCK - n) * sizeof *some);
      to = some;
    }
  for (int i = 0; i < BLOCK / 4; i++)
    wg_raster_blend4_words (to + 4 * i, colour, (coverages[i] * alpha + 128) >> 8);
  if (n < BLOCK)
    memcpy (pixels, some, (gsize)n * sizeof *some);
}

static inline void
mask_block (guint16 *mask, int n, const Words *coverages)
{
  for (int i = 0; i < n; i++)
    mask[i] = MAX (mask[i], (guint16)coverages[i / 4][i % 4]);
}

/* One row; @sum is what lies to the left of it. */
static inline void
sweep_row (WgRasteriser *self, int y, gint32 sum, Sweep sweep, Shorts colour, gint32 alpha)
{
  gint32 *cells = self->cells + y * ROW_LENGTH;
  guint32 *pixels = self->pixels + y * self->stride;
  guint16 *mask = self->mask + y * WG_RASTER_SIDE;
  guint32 blocks = self->cell_blocks[y];
  int x = 0;

  while (x < self->width)
    {
      guint32 ahead = blocks >> (x / BLOCK);
      int n = MIN (ahead == 0 ? self->width - x : __builtin_ctz (ahead) * BLOCK, self->width - x);
      gint32 coverage = to_coverage (sum);
      Words coverages[BLOCK / 4];

      if (n > 0 && coverage > 0)
        {
          if (sweep == SWEEP_BLEND)
            blend_run (pixels + x, n, colour, (coverage * alpha + 128) >> 8);
          else
            mask_run (mask + x, n, coverage);
        }
      x += n;
      if (x >= self->width)
        break;
      sum = sum_block (cells + x, sum, coverages);
      n = MIN (BLOCK, self->width - x);
      if (sweep == SWEEP_BLEND)
        blend_block (pixels + x, n, colour, coverages, alpha);
      else
        mask_block (mask + x, n, coverages);
      x += BLOCK;
    }
  /* What the last pixel handed on. */
  cells[self->width] = 0;
  self->cell_blocks[y] = 0;
}

static inline void
sweep_rows (WgRasteriser *self, Sweep sweep, guint32 rgb, double opacity)
{
  const Shorts colour = wg_raster_spread (rgb);
  gint32 alpha = (gint32)(CLAMP (opacity, 0.0, 1.0) * FULL + 0.5);
  gint32 from_above = 0;

  for (int y = self->first_row; y <= self->last_row; y++)
    {
      from_above += self->down[y];
      sweep_row (self, y, (from_above + self->left[y]) * 2 * WG_RASTER_ONE, sweep, colour, alpha);
    }
  if (self->first_row <= self->last_row)
    {
      gsize n = (gsize)(self->last_row - self->first_row + 2);

      memset (self->left + self->first_row, 0, n * sizeof (gint32));
      memset (self->down + self->first_row, 0, n * sizeof (gint32));
    }
  self->first_row = WG_RASTER_SIDE;
  self->last_row = -1;
}

void
wg_rasteriser_fill (WgRasteriser *self, guint32 rgb, double opacity)
{
  sweep_rows (self, SWEEP_BLEND, rgb, opacity);
}

/* --- The mask --- */

void
wg_rasteriser_mask_clear (WgRasteriser *self)
{
  memset (self->mask, 0, (gsize)self->height * WG_RASTER_SIDE * sizeof *self->mask);
}

void
wg_rasteriser_mask_fill (WgRasteriser *self)
{
  sweep_rows (self, SWEEP_MASK, 0, 1.0);
}

static void
paint_mask_row (guint32 *pixels, const guint16 *mask, const guint16 *pattern, int n, Shorts colour, gint32 alpha)
{
  for (int x = 0; x < n; x += 4)
    {
      gint32 amounts[4] = { 0 };
      guint32 some[4] = { 0 };
      gsize size = (gsize)MIN (4, n - x) * sizeof (guint32);
      Words words;

      for (int i = 0; i < MIN (4, n - x); i++)
        amounts[i] = pattern != NULL ? (mask[x + i] * pattern[x + i] + 128) >> 8 : mask[x + i];
      if ((amounts[0] | amounts[1] | amounts[2] | amounts[3]) == 0)
        continue;
      memcpy (&words, amounts, sizeof words);
      memcpy (some, pixels + x, size);
      wg_raster_blend4_words (some, colour, (words * alpha + 128) >> 8);
      memcpy (pixels + x, some, size);
    }
}

void
wg_rasteriser_mask_paint (WgRasteriser *self, guint32 rgb, double opacity, const guint16 *pattern)
{
  const Shorts colour = wg_raster_spread (rgb);
  gint32 alpha = (gint32)(CLAMP (opacity, 0.0, 1.0) * FULL + 0.5);

  for (int y = 0; y < self->height; y++)
    paint_mask_row (self->pixels + y * self->stride, self->mask + y * WG_RASTER_SIDE,
                    pattern != NULL ? pattern + y : NULL, self->width, colour, alpha);
}
