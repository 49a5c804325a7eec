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

/* The first thing that is painted on a row writes its ground, too. */
static void
cover_run (const WgRasteriser *self, guint32 *pixels, int n, Shorts colour, gint32 amount)
{
  guint32 mixed[4] = { self->ground, self->ground, self->ground, self->ground };

  blend_run (mixed, 4, colour, amount);
  wg_raster_set_run (pixels, n, mixed[0]);
}

/* Raises the mask of one block to @coverages, or sets it when there was none. */
static inline void
mask_block (WgRasteriser *self, int x, int y, Shorts coverages)
{
  guint16 *mask = self->mask + y * WG_RASTER_SIDE + x;
  guint64 bit = wg_raster_get_blocks (x, x);
  Shorts old;

  if (self->mask_blocks[y] & bit)
    {
      memcpy (&old, mask, sizeof old);
      coverages = (coverages & (Shorts)(coverages > old)) | (old & ~(Shorts)(coverages > old));
    }
  memcpy (mask, &coverages, sizeof coverages);
  self->mask_blocks[y] |= bit;
}

static void
mask_run (WgRasteriser *self, int x, int y, int n, gint32 coverage)
{
  const guint16 c = (guint16)coverage;
  const Shorts coverages = { c, c, c, c, c, c, c, c };

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
  const guint16 a = (guint16)alpha;
  const Shorts alphas = { a, a, a, a, a, a, a, a };
  gint32 *cells = self->cells + y * ROW_LENGTH;
  guint32 *pixels = self->pixels + y * self->stride;
  guint64 blocks = self->cell_blocks[y];
  gboolean bare = sweep == SWEEP_BLEND && self->bare[y];
  int x = 0;

  while (x < self->width)
    {
      guint64 ahead = blocks >> (x / BLOCK);
      int n = MIN (ahead == 0 ? self->width - x : __builtin_ctzll (ahead) * BLOCK, self->width - x);
      gint32 coverage = to_coverage (sum);
      Words coverages[BLOCK / 4];

      if (n > 0 && (coverage > 0 || bare))
        {
          if (bare)
            cover_run (self, pixels + x, n, colour, (coverage * alpha + 128) >> 8);
          else if (sweep == SWEEP_BLEND)
            blend_run (pixels + x, n, colour, (coverage * alpha + 128) >> 8);
          else
            mask_run (self, x, y, n, coverage);
        }
      x += n;
      if (x >= self->width)
        break;
      sum = sum_block (cells + x, sum, coverages);
      n = MIN (BLOCK, self->width - x);
      if (bare)
        wg_raster_set_run (pixels + x, n, self->ground);
      if (sweep == SWEEP_BLEND)
        wg_raster_blend_block (pixels + x, n, colour,
                               wg_raster_times (wg_raster_narrow (coverages[0], coverages[1]), alphas));
      else
        mask_block (self, x, y, wg_raster_narrow (coverages[0], coverages[1]));
      x += BLOCK;
    }
  /* What the last pixel handed on. */
  cells[self->width] = 0;
  self->cell_blocks[y] = 0;
  self->bare[y] = self->bare[y] && sweep == SWEEP_MASK;
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
wg_rasteriser_mask_paint (WgRasteriser *self, guint32 paper, double opacity, guint32 ink, const guint16 *pattern)
{
  const Shorts below = wg_raster_spread (paper), above = wg_raster_spread (ink);
  guint16 alpha = (guint16)(CLAMP (opacity, 0.0, 255.0 / FULL) * FULL + 0.5);

  for (int y = 0; y < self->height; y++)
    {
      if (self->mask_blocks[y] != 0)
        wg_rasteriser_cover_row (self, y);
      for (guint64 blocks = self->mask_blocks[y]; blocks != 0; blocks &= blocks - 1)
        {
          int x = __builtin_ctzll (blocks) * BLOCK, n = MIN (BLOCK, self->width - x);
          guint32 *pixels = self->pixels + y * self->stride + x;
          guint32 some[BLOCK] = { 0 };
          Shorts mask, stripes;

          memcpy (&mask, self->mask + y * WG_RASTER_SIDE + x, sizeof mask);
          if (wg_raster_is_nothing (mask))
            continue;
          memcpy (&stripes, pattern + x + y, sizeof stripes);
          if (n < BLOCK)
            pixels = memcpy (some, pixels, (gsize)n * sizeof *some);
          wg_raster_blend8 (pixels, below, (mask * alpha + 128) >> 8);
          wg_raster_blend8 (pixels, above, wg_raster_times (mask, stripes));
          if (n < BLOCK)
            memcpy (self->pixels + y * self->stride + x, some, (gsize)n * sizeof *some);
        }
    }
}
