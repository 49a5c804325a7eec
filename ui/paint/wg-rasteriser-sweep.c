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

/* Raises the mask of one block to @coverages, or sets it when there was none. */
static inline void
mask_block (WgRasteriser *self, int x, int y, const Words coverages[2])
{
  guint16 *mask = self->mask + y * WG_RASTER_SIDE + x;
  guint64 bit = wg_raster_get_blocks (x, x);
  gboolean fresh = (self->mask_blocks[y] & bit) == 0;

  for (int i = 0; i < BLOCK; i++)
    {
      guint16 coverage = (guint16)coverages[i / 4][i % 4];

      mask[i] = fresh ? coverage : MAX (mask[i], coverage);
    }
  self->mask_blocks[y] |= bit;
}

static void
mask_run (WgRasteriser *self, int x, int y, int n, gint32 coverage)
{
  const Words all = { coverage, coverage, coverage, coverage };
  const Words coverages[2] = { all, all };

  for (int end = x + n; x < end; x += BLOCK)
    mask_block (self, x, y, coverages);
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

/* One row; @sum is what lies to the left of it. */
static inline void
sweep_row (WgRasteriser *self, int y, gint32 sum, Sweep sweep, Shorts colour, gint32 alpha)
{
  gint32 *cells = self->cells + y * ROW_LENGTH;
  guint32 *pixels = self->pixels + y * self->stride;
  guint64 blocks = self->cell_blocks[y];
  int x = 0;

  while (x < self->width)
    {
      guint64 ahead = blocks >> (x / BLOCK);
      int n = MIN (ahead == 0 ? self->width - x : __builtin_ctzll (ahead) * BLOCK, self->width - x);
      gint32 coverage = to_coverage (sum);
      Words coverages[BLOCK / 4];

      if (n > 0 && coverage > 0)
        {
          if (sweep == SWEEP_BLEND)
            blend_run (pixels + x, n, colour, (coverage * alpha + 128) >> 8);
          else
            mask_run (self, x, y, n, coverage);
        }
      x += n;
      if (x >= self->width)
        break;
      sum = sum_block (cells + x, sum, coverages);
      n = MIN (BLOCK, self->width - x);
      if (sweep == SWEEP_BLEND)
        {
          for (int i = 0; i < BLOCK / 4; i++)
            coverages[i] = (coverages[i] * alpha + 128) >> 8;
          wg_raster_blend_block (pixels + x, n, colour, coverages);
        }
      else
        mask_block (self, x, y, coverages);
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
  memset (self->mask_blocks, 0, sizeof self->mask_blocks);
}

void
wg_rasteriser_mask_fill (WgRasteriser *self)
{
  sweep_rows (self, SWEEP_MASK, 0, 1.0);
}

void
wg_rasteriser_mask_paint (WgRasteriser *self, guint32 rgb, double opacity, const guint16 *pattern)
{
  const Shorts colour = wg_raster_spread (rgb);
  gint32 alpha = (gint32)(CLAMP (opacity, 0.0, 1.0) * FULL + 0.5);

  for (int y = 0; y < self->height; y++)
    {
      for (guint64 blocks = self->mask_blocks[y]; blocks != 0; blocks &= blocks - 1)
        {
          int x = __builtin_ctzll (blocks) * BLOCK;
          const guint16 *mask = self->mask + y * WG_RASTER_SIDE + x;
          gint32 amounts[BLOCK];
          Words words[2];

          for (int i = 0; i < BLOCK; i++)
            {
              gint32 much = pattern != NULL ? (mask[i] * pattern[x + y + i] + 128) >> 8 : mask[i];

              amounts[i] = (much * alpha + 128) >> 8;
            }
          memcpy (words, amounts, sizeof words);
          wg_raster_blend_block (self->pixels + y * self->stride + x, MIN (BLOCK, self->width - x), colour, words);
        }
    }
}
